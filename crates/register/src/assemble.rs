//! From rows of text to deaths: each row is used, used in part, or rejected, and the register says which and why.
//!
//! A row is rejected where it cannot be taken apart, is empty, repeats the header, repeats a case number, or where
//! nothing in it but the case number could be used. A row without a case number is kept under a name made from its text,
//! so that no death is left out for want of a number.

use crate::columns::Names;
use crate::dates::Dates;
use crate::death::{Death, DeathId, Point};
use crate::enrich;
use crate::field::Field;
use crate::ids::{self, Ids, Repeat};
use crate::parse::date;
use crate::parse::decimal::Decimals;
use crate::parse::point;
use crate::profile::{Plan, Profile};
use crate::register::Register;
use crate::reject::Reject;
use crate::set;
use crate::source::Row;
use crate::terms::Term;
use crate::time::Span;
use crate::totals;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Fields that one cell fills and that need nothing of one another.
const SIMPLE: [Field; 11] = [
    Field::KnownFrom,
    Field::Place,
    Field::PlaceKind,
    Field::Age,
    Field::Sex,
    Field::Manner,
    Field::Category,
    Field::Cause,
    Field::Circumstances,
    Field::Narrative,
    Field::Contacts,
];

/// Builds the register row by row.
pub(crate) struct Assembler {
    pub register: Register,
    pub rejects: Vec<Reject>,
    /// Rows without a case number, and those of them that equal an earlier row in every cell.
    pub made_ids: u64,
    pub equal_rows: u64,
    /// Rows that repeat a case number and say something else of it.
    pub other_ids: u64,
    /// Lines of rows that a later row took the place of.
    superseded: FxHashSet<u64>,
    plan: Plan,
    names: Names,
    /// How ages write their decimals.
    pub decimals: Decimals,
    pub dates: Dates,
    /// What follows from a death's own words is left out.
    pub as_written: bool,
    imprecision_m: f32,
    not_a_place: Vec<String>,
    ids: Ids,
    faults: Vec<Reject>,
}

impl Assembler {
    pub fn new(profile: &Profile, names: &Names) -> Assembler {
        Assembler {
            register: Register::default(),
            rejects: Vec::new(),
            made_ids: 0,
            equal_rows: 0,
            other_ids: 0,
            superseded: FxHashSet::default(),
            plan: Plan::new(profile, &names.labels),
            names: names.clone(),
            decimals: Decimals::default(),
            dates: Dates::default(),
            as_written: false,
            imprecision_m: profile.imprecision_m.unwrap_or(0.0),
            not_a_place: profile.not_a_place.clone(),
            ids: Ids::default(),
            faults: Vec::new(),
        }
    }

    /// Takes up columns that came with a later row.
    pub fn widen(&mut self, profile: &Profile, names: &Names) {
        self.plan = Plan::new(profile, &names.labels);
        self.names = names.clone();
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Takes one row.
    pub fn row(&mut self, row: &Row) {
        if row.text().trim().is_empty() {
            self.rejects.push(Reject::row(row.line, "", "the row is empty"));
            return;
        }
        let written = &self.names.written;
        if row.cell(0) == written[0]
            && (0..row.len()).all(|at| written.get(at).is_some_and(|name| row.cell(at) == name))
        {
            self.rejects.push(Reject::row(row.line, row.cell(0), "the row repeats the header"));
            return;
        }
        self.faults.clear();
        self.dates.next_row();
        let mut death = Death::new("");
        death.line = row.line;
        self.died(row, &mut death);
        self.point(row, &mut death);
        for field in SIMPLE {
            let Some(taken) = self.plan.take(field, row) else { continue };
            if field == Field::KnownFrom {
                self.dates.see(field, taken.as_str(), row.line);
            }
            let dating = self.dates.dating(field);
            let written = taken.as_str();
            let text = match (field, self.decimals) {
                (Field::Age, Decimals::Comma) if written.contains(',') => {
                    Cow::Owned(self.decimals.with_points(written))
                }
                _ => Cow::Borrowed(written),
            };
            if let Err(reason) = set::set(&mut death, &mut self.register.terms, field, &text, dating) {
                self.fault(row, field, taken.as_str(), reason);
            }
        }
        self.known_before_death(row, &mut death);
        self.substances(row, &mut death);
        if totals::is_total(row, &death) {
            self.rejects.push(Reject::row(row.line, row.text(), "the row looks like a total below the table"));
            return;
        }
        if says_nothing(&death) {
            let reason = match self.faults.first() {
                Some(fault) => format!("nothing in the row could be used; {}: {}", fault.field, fault.reason),
                None => "nothing but a case number stands in the row".to_owned(),
            };
            self.rejects.push(Reject::row(row.line, row.text(), reason));
            return;
        }
        if !self.as_written {
            enrich::enrich(&mut death, &mut self.register.terms);
        }
        if self.identified(row, &mut death) {
            if row.missing > 0 {
                let width = row.len() + row.missing;
                let reason = format!(
                    "the row has {} cells where the header has {width}; the last were taken as empty",
                    row.len()
                );
                self.faults.push(Reject::field(row.line, &self.names.labels[row.len()], "", reason));
            }
            self.rejects.append(&mut self.faults);
            self.dates.taken(self.register.deaths.len() as u32);
            self.register.deaths.push(death);
        }
    }

    fn fault(&mut self, row: &Row, field: Field, value: &str, reason: String) {
        self.faults.push(Reject::field(row.line, field.as_str(), value, reason));
    }

    /// Gives the death its case number; `false` where the row is rejected for it.
    fn identified(&mut self, row: &Row, death: &mut Death) -> bool {
        let number = self.register.deaths.len() as u32;
        let deaths = &self.register.deaths;
        if let Some(id) = self.plan.take(Field::Id, row) {
            death.id = DeathId(id.as_str().into());
            if let Some(first) = self.ids.insert(&death.id, number, deaths) {
                return self.repeated(row, death, first as usize);
            }
            return true;
        }
        // Named by its text, a row keeps its name when other rows are added before it in the next year's file.
        let mut sha = Sha256::new();
        for at in 0..row.len() {
            sha.update(row.cell(at));
            sha.update([0x1f]);
        }
        let name = format!("row-{}", &crate::source::hexadecimal(&sha.finalize())[..12]);
        death.id = DeathId(name.as_str().into());
        let mut copy = 1u32;
        while self.ids.insert(&death.id, number, deaths).is_some() {
            copy += 1;
            death.id = DeathId(format!("{name}-{copy}").into());
        }
        self.made_ids += 1;
        self.equal_rows += u64::from(copy > 1);
        if self.plan.has(Field::Id) {
            self.fault(row, Field::Id, "", format!("there is no case number; the death is kept as {}", death.id));
        }
        true
    }

    /// A row whose case number another has already: it takes the place of that row where it only says more. `false` always, for
    /// it makes no death of its own.
    fn repeated(&mut self, row: &Row, death: &Death, first: usize) -> bool {
        let before = &mut self.register.deaths[first];
        let reason = |how: &str| format!("case number {} already stands on line {}, and {how}", death.id, before.line);
        let reason = match ids::repeat(before, death) {
            Repeat::More => {
                let line = before.line;
                let reason =
                    format!("case number {} stands again on line {}, and that row says more", death.id, row.line);
                *before = death.clone();
                self.superseded.insert(line);
                self.rejects.push(Reject::row(line, death.id.as_str(), reason));
                self.rejects.append(&mut self.faults);
                return false;
            }
            Repeat::Same => reason("this row says the same"),
            Repeat::Less => reason("this row says no more"),
            Repeat::Else => {
                self.other_ids += 1;
                reason("this row differs; keep the right one")
            }
        };
        self.rejects.push(Reject::row(row.line, death.id.as_str(), reason));
        false
    }

    /// What could not be used, without what was said of rows that another took the place of.
    pub fn into_rejects(self) -> (Register, Vec<Reject>, Dates) {
        let Assembler { register, mut rejects, superseded, dates, .. } = self;
        if !superseded.is_empty() {
            rejects.retain(|reject| reject.whole_row || !superseded.contains(&reject.line));
        }
        (register, rejects, dates)
    }

    fn died(&mut self, row: &Row, death: &mut Death) {
        for field in [Field::Died, Field::DiedTo] {
            if let Some(taken) = self.plan.take(field, row) {
                self.dates.see(field, taken.as_str(), row.line);
                let outcome = match (field, date::parse(taken.as_str(), self.dates.dating(field)), death.died) {
                    (_, Err(reason), _) => Err(reason),
                    (Field::Died, Ok(span), _) => Ok(span),
                    (_, Ok(to), Some(died)) if to.to >= died.from => Ok(Span { from: died.from, to: to.to }),
                    (_, Ok(_), Some(_)) => Err("the last moment of death is before the first".to_owned()),
                    (_, Ok(_), None) => Err("there is a last moment of death and no first".to_owned()),
                };
                match outcome {
                    Ok(span) => death.died = Some(span),
                    Err(reason) => self.fault(row, field, taken.as_str(), reason),
                }
            }
        }
    }

    /// A death cannot be known before it can have happened. The date of death stands; the other is not used.
    fn known_before_death(&mut self, row: &Row, death: &mut Death) {
        if let (Some(known), Some(died)) = (death.known_from, death.died)
            && Span::on(known).to < died.from
        {
            let first = Span { from: died.from, to: died.from }.day();
            self.fault(
                row,
                Field::KnownFrom,
                &known.to_string(),
                format!("the death was known before it happened on {first}"),
            );
            death.known_from = None;
        }
    }

    fn point(&mut self, row: &Row, death: &mut Death) {
        let imprecision_m = match self.plan.take(Field::ImprecisionM, row) {
            Some(taken) => match set::imprecision(taken.as_str()) {
                Ok(metres) => metres,
                Err(reason) => {
                    self.fault(row, Field::ImprecisionM, taken.as_str(), reason);
                    self.imprecision_m
                }
            },
            None => self.imprecision_m,
        };
        let lat = self.plan.take(Field::Lat, row);
        let lon = self.plan.take(Field::Lon, row);
        let (lat, lon) = match (lat, lon) {
            (Some(lat), Some(lon)) => {
                let degrees = point::degrees(lat.as_str()).and_then(|lat| Ok((lat, point::degrees(lon.as_str())?)));
                match degrees.and_then(|(lat, lon)| point::checked(lat, lon)) {
                    Ok(both) => both,
                    Err(reason) => {
                        let value = format!("{}, {}", lat.as_str(), lon.as_str());
                        return self.fault(row, Field::Point, &value, reason);
                    }
                }
            }
            (None, None) => match self.point_text(row) {
                Some(both) => both,
                None => return,
            },
            (Some(lat), None) => {
                return self.fault(row, Field::Lat, lat.as_str(), "there is a latitude and no longitude".to_owned());
            }
            (None, Some(lon)) => {
                return self.fault(row, Field::Lon, lon.as_str(), "there is a longitude and no latitude".to_owned());
            }
        };
        death.point = Some(Point { lat, lon, imprecision_m });
    }

    /// The first `point` column that names a place.
    fn point_text(&mut self, row: &Row) -> Option<(f64, f64)> {
        let mut fault = None;
        for &at in self.plan.columns(Field::Point) {
            let text = row.cell(at);
            if crate::parse::is_absent(text) {
                continue;
            }
            match point::both(text).and_then(|(words, lat, lon)| Ok((words, point::checked(lat, lon)?))) {
                Ok((words, _)) if self.not_a_place.iter().any(|wide| wide.eq_ignore_ascii_case(words)) => {
                    fault.get_or_insert((at, format!("{words:?} is too wide an area to be a place")));
                }
                Ok((_, both)) => return Some(both),
                Err(reason) => {
                    fault.get_or_insert((at, reason));
                }
            }
        }
        let (at, reason) = fault?;
        self.fault(row, Field::Point, row.cell(at), reason);
        None
    }

    fn substances(&mut self, row: &Row, death: &mut Death) {
        let mut on_record = false;
        let mut found: Vec<Term> = Vec::new();
        if let Some(taken) = self.plan.take(Field::Substances, row) {
            let listed = set::substances(&mut self.register.terms, taken.as_str());
            on_record = listed.is_some();
            found.extend(listed.into_iter().flatten());
        }
        for (at, substance) in &self.plan.flags {
            let text = row.cell(*at);
            match Flag::read(text) {
                _ if self.plan.is_absent(text) => {}
                Flag::No => {}
                Flag::Yes if substance.is_empty() => {}
                Flag::Yes => {
                    found.extend(set::substances(&mut self.register.terms, substance).into_iter().flatten());
                }
                Flag::Text => {
                    let names = enrich::known_substances(text);
                    if names.is_empty() {
                        let reason = format!("{text:?} is neither yes nor no nor a substance that is known here");
                        self.faults.push(Reject::field(row.line, &self.names.labels[*at], text, reason));
                    } else {
                        found.extend(names.iter().map(|name| self.register.terms.intern(name)));
                    }
                }
            }
        }
        if on_record || !found.is_empty() {
            death.substances = Some(set::sorted(found));
        }
    }
}

/// True where nothing but the case number is known.
fn says_nothing(death: &Death) -> bool {
    let nothing = Death { id: death.id.clone(), line: death.line, ..Death::new("") };
    *death == nothing
}

/// What a yes-or-no column says.
enum Flag {
    Yes,
    No,
    Text,
}

impl Flag {
    fn read(text: &str) -> Flag {
        const YES: [&str; 9] = ["y", "yes", "true", "t", "1", "x", "pos", "positive", "detected"];
        const NO: [&str; 8] = ["n", "no", "false", "f", "0", "neg", "negative", "not detected"];
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(text);
        if YES.iter().any(|word| first.eq_ignore_ascii_case(word)) {
            Flag::Yes
        } else if NO.iter().any(|word| text.eq_ignore_ascii_case(word)) {
            Flag::No
        } else {
            Flag::Text
        }
    }
}
