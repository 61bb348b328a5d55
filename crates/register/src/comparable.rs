//! Whether the deaths of a register can be compared at all: a pair needs a place and a date on both sides. Where most have none,
//! that is the first thing to be said, with the columns that look as if they held it and what to do.

mod dates;
mod places;

use crate::checks::{deaths, grouped};
use crate::columns::Names;
use crate::field::Field;
use crate::profile::Plan;
use crate::register::Register;
use crate::reject::Reject;
use crate::source::Row;
use serde::{Deserialize, Serialize};

/// Share of the deaths that must have both a place and a date; below it the rest is said first of all.
const MOST: f64 = 0.5;

/// Why deaths of a register could not be compared, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCompared {
    /// True where nothing could be compared: fewer than two deaths have both a place and a date.
    pub nothing: bool,
    /// True where what is missing was not understood: no column was recognised, or what stands there could not be read. False
    /// where the columns are there and empty.
    pub not_understood: bool,
    /// Deaths on record.
    pub deaths: u64,
    /// Deaths with a date.
    pub with_date: u64,
    /// Deaths with a place.
    pub with_place: u64,
    /// Deaths with both, which alone can be compared.
    pub with_both: u64,
    /// Why, in one sentence.
    pub why: String,
    /// Columns that look as if they held what is missing.
    pub columns: Vec<Lookalike>,
    /// What to do, in one sentence.
    pub what_to_do: String,
}

/// Columns that look like a place or a date and could not be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lookalike {
    /// Their names.
    pub columns: Vec<String>,
    /// What they look like, as in "coordinates of the British National Grid".
    pub looks_like: String,
    /// What to do with them, in one sentence.
    pub what_to_do: String,
}

impl NotCompared {
    /// The same for the register with its later statements; nothing where most of its deaths can be compared now.
    pub fn still(mut self, register: &Register) -> Option<NotCompared> {
        let count =
            |has: &dyn Fn(&crate::Death) -> bool| register.deaths.iter().filter(|death| has(death)).count() as u64;
        self.deaths = register.deaths.len() as u64;
        self.with_date = count(&|death| death.died.is_some());
        self.with_place = count(&|death| death.point.is_some());
        self.with_both = count(&|death| death.died.is_some() && death.point.is_some());
        self.nothing = self.with_both < 2;
        let most = self.with_both as f64 >= MOST * self.deaths as f64;
        (self.nothing || !most).then_some(self)
    }

    /// All of it in a few sentences, the most important first.
    pub fn sentences(&self) -> String {
        let found: Vec<String> = self.columns.iter().map(Lookalike::sentence).collect();
        [vec![self.first()], found, vec![self.last()]].concat().join(" ")
    }

    /// That deaths were not compared, and why.
    pub fn first(&self) -> String {
        let what = if self.nothing { "Nothing was compared" } else { "Most deaths were not compared" };
        format!("{what}: {}.", self.why)
    }

    /// What to do.
    pub fn last(&self) -> String {
        format!("What to do: {}.", self.what_to_do)
    }
}

impl Lookalike {
    /// Which columns look like what, and what to do with them.
    pub fn sentence(&self) -> String {
        let named: Vec<String> = self.columns.iter().map(|name| format!("{name:?}")).collect();
        let (noun, look) = if named.len() == 1 { ("Column", "looks") } else { ("Columns", "look") };
        let named = match named.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
            _ => named.concat(),
        };
        format!("{noun} {named} {look} like {}: {}.", self.looks_like, self.what_to_do)
    }
}

/// What is known of the columns of a source once it is read.
pub(crate) struct Source<'a> {
    pub names: &'a Names,
    pub plan: &'a Plan,
    /// The first rows, as they were written.
    pub rows: &'a [Row],
}

impl Source<'_> {
    /// Cells of a column that hold something.
    fn values(&self, at: usize) -> Vec<&str> {
        self.rows.iter().map(|row| row.cell(at)).filter(|text| !crate::parse::is_absent(text)).collect()
    }

    /// Name by which a column is shown.
    fn label(&self, at: usize) -> String {
        self.names.labels[at].clone()
    }
}

/// What stands between a field and the deaths.
enum Missing {
    /// No column was recognised.
    NoColumn,
    /// The column is there and empty.
    Empty,
    /// Cells are there that could not be used; the first reason.
    Unusable(String),
}

impl Missing {
    fn of(fields: &[Field], source: &Source<'_>, rejects: &[Reject]) -> Missing {
        let columns: Vec<usize> = fields.iter().flat_map(|field| source.plan.columns(*field)).copied().collect();
        if columns.is_empty() {
            return Missing::NoColumn;
        }
        let of_field = |reject: &&Reject| fields.iter().any(|field| &*reject.field == field.as_str());
        let inside = |reject: &&Reject| fields.iter().any(|field| reject.reason.contains(&format!("; {field}: ")));
        match rejects.iter().find(of_field).or_else(|| rejects.iter().find(inside)) {
            Some(first) => Missing::Unusable(format!("line {}: {}", first.line, first.reason)),
            None => Missing::Empty,
        }
    }

    fn in_words(&self, what: &str, some: bool) -> String {
        match self {
            Missing::Empty if some => format!("most cells for {what} are empty"),
            Missing::Unusable(first) if some => {
                format!("most of what stands there could not be read as {what}, or is empty ({first})")
            }
            Missing::NoColumn => format!("no column was recognised as {what}"),
            Missing::Empty => format!("the column of {what} is empty"),
            Missing::Unusable(first) => format!("what stands there could not be read as {what} ({first})"),
        }
    }
}

const PLACE: [Field; 3] = [Field::Lat, Field::Lon, Field::Point];
const DATE: [Field; 2] = [Field::Died, Field::DiedTo];

/// Looks whether the deaths can be compared; nothing where most can.
pub(crate) fn not_compared(register: &Register, source: &Source<'_>, rejects: &[Reject]) -> Option<NotCompared> {
    let all = register.deaths.len();
    let count = |has: &dyn Fn(&crate::Death) -> bool| register.deaths.iter().filter(|death| has(death)).count();
    let with_date = count(&|death| death.died.is_some());
    let with_place = count(&|death| death.point.is_some());
    let with_both = count(&|death| death.died.is_some() && death.point.is_some());
    let nothing = with_both < 2;
    if all == 0 || with_both == all || (!nothing && with_both as f64 >= MOST * all as f64) {
        return None;
    }
    let mut not_understood = false;
    let few = |with: usize| (with as f64) < MOST * all as f64 || with < 2;
    let mut reasons = Vec::new();
    let mut columns = Vec::new();
    let mut to_do = Vec::new();
    if few(with_place) {
        let missing = Missing::of(&PLACE, source, rejects);
        not_understood |= !matches!(missing, Missing::Empty);
        reasons.push(format!(
            "{} a place ({})",
            have(with_place, all),
            missing.in_words("coordinates", with_place > 0)
        ));
        columns.extend(places::found(source));
        to_do.push(match missing {
            Missing::Empty => "fill in latitude and longitude in degrees",
            _ => "give each death latitude and longitude in degrees (as 51.5366 and 0.0757), and name their columns lat and lon or in a profile",
        });
    }
    if few(with_date) {
        let missing = Missing::of(&DATE, source, rejects);
        not_understood |= !matches!(missing, Missing::Empty);
        reasons.push(format!(
            "{} a date of death ({})",
            have(with_date, all),
            missing.in_words("dates of death", with_date > 0)
        ));
        columns.extend(dates::found(source));
        to_do.push(match &missing {
            Missing::Unusable(first) if first.contains("two dates") || first.contains("--dates") => {
                "say with --dates dmy or --dates mdy whether the day or the month comes first"
            }
            Missing::Empty => "fill in the date of death",
            _ => "give each death its date, best as 2014-09-20, in a column named died or in a profile",
        });
    }
    if reasons.is_empty() {
        reasons.push(format!("{} both a place and a date", have(with_both, all)));
        to_do.push("fill in what is missing");
    }
    to_do.push("see with `colligate profile` how each column was read");
    Some(NotCompared {
        nothing,
        not_understood,
        deaths: all as u64,
        with_date: with_date as u64,
        with_place: with_place as u64,
        with_both: with_both as u64,
        why: reasons.join(", and "),
        columns,
        what_to_do: to_do.join("; "),
    })
}

/// `no death of 600 has`, `18 of 600 deaths (3%) have`.
fn have(with: usize, all: usize) -> String {
    match (with, all) {
        (0, 1) => "the one death does not have".to_owned(),
        (0, all) => format!("none of {} has", deaths(all)),
        (1, all) => format!("only 1 of {} has", deaths(all)),
        (with, all) => {
            format!("only {} of {} ({:.0}%) have", grouped(with), deaths(all), 100.0 * with as f64 / all as f64)
        }
    }
}

/// The share of texts for which this holds.
fn share(values: &[&str], is: impl Fn(&str) -> bool) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().filter(|text| is(text)).count() as f64 / values.len() as f64 }
}

/// Share of a column's cells that must look like something.
const MOSTLY: f64 = 0.7;

/// The words of a column's name in lower case.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
