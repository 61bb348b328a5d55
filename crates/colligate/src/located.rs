//! The deaths that have a place and a date that is known well enough for a test.

use anyhow::anyhow;
use colligate_register::wording::{counted, day};
use colligate_register::{Alone, Calendar, Day, Death, Filter, Register};
use colligate_scan::Warning;
use std::path::Path;

/// Deaths with a place and a day, in the order of the register.
pub struct Located<'a> {
    /// They.
    pub deaths: Vec<One<'a>>,
    /// Those that match and cannot be used, counted by reason.
    pub left_out: LeftOut,
}

/// A death with its place and day.
pub struct One<'a> {
    /// The death.
    pub death: &'a Death,
    /// Latitude and longitude.
    pub point: (f64, f64),
    /// The day; of a death dated less exactly, the middle of the days on which it can have happened.
    pub day: Day,
}

/// Deaths that are asked for, or may be, and cannot be used, by reason. Each is counted once, under the first reason that holds.
#[derive(Clone, Debug, Default)]
pub struct LeftOut(Vec<Warning>);

impl LeftOut {
    /// Counts deaths left out for a reason; none are not worth a word.
    pub fn add(&mut self, what: impl Into<String>, count: usize) {
        if count > 0 {
            self.0.push(Warning { what: what.into(), count: count as u64 });
        }
    }

    /// Counts deaths that `--where` leaves out since their date is known too inexactly for its tests.
    pub fn undecided(&mut self, register: &Register, filter: Option<&Filter>) {
        let Some(filter) = filter else { return };
        let count = filter.left_undecided(&register.deaths, &register.terms);
        self.add("deaths whose date is known too inexactly for --where, left out", count);
    }

    /// The reasons, each with its count.
    pub fn reasons(&self) -> &[Warning] {
        &self.0
    }

    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|one| one.count).sum()
    }

    /// The reasons as a sentence goes on: `: 3 deaths without a place, left out; ...`; nothing where none was left out.
    fn in_words(&self) -> String {
        let reasons: Vec<String> = self.0.iter().map(|one| format!("{} {}", one.count, one.what)).collect();
        if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join("; ")) }
    }
}

/// The deaths that are dated to within so many days, each with the day on which it stands; what is dated less exactly is
/// counted. Of a death known by its year the day in the middle would be made up, and many of one place would make a
/// cluster of that day.
pub fn dated<'a>(
    deaths: impl IntoIterator<Item = &'a Death>,
    within_days: u32,
    left_out: &mut LeftOut,
) -> Vec<(&'a Death, Day)> {
    let (mut undated, mut vague) = (0, 0);
    let mut found = Vec::new();
    for death in deaths {
        match (death.died, death.day_within(within_days)) {
            (_, Some(day)) => found.push((death, day)),
            (Some(_), None) => vague += 1,
            (None, None) => undated += 1,
        }
    }
    left_out.add("deaths without a date, left out", undated);
    left_out.add(format!("deaths whose date is not known {}, left out", to_within(within_days)), vague);
    found
}

/// The first and last day to be looked at: those asked for, else those of the deaths, without the few whose dates stand alone far
/// before or after all others. Those are counted.
pub fn days(
    deaths: &[(&Death, Day)],
    from: Option<Day>,
    to: Option<Day>,
    remedy: &str,
    left_out: &mut LeftOut,
) -> Option<(Day, Day)> {
    let all = || deaths.iter().map(|(_, day)| *day);
    let (earliest, latest) = (all().min()?, all().max()?);
    let calendar = Calendar::of(all())?;
    let stray = |alone: Alone, side: &str, end: Day, asked: Option<Day>| {
        let farthest = alone.farthest.filter(|_| asked.is_none())?;
        let what = format!(
            "deaths dated far {side} all others ({side} {}, as on {}: mistyped?), left out{remedy}",
            day(end),
            day(farthest)
        );
        Some((what, alone.count))
    };
    let (first, last) = (calendar.first(), calendar.last());
    for (what, count) in [stray(calendar.before(), "before", first, from), stray(calendar.after(), "after", last, to)]
        .into_iter()
        .flatten()
    {
        left_out.add(what, count);
    }
    Some((from.map_or(first, |from| from.max(earliest)), to.map_or(last, |to| to.min(latest))))
}

/// How exactly a date is known, in words.
fn to_within(days: u32) -> String {
    match days {
        1 => "to the day".to_owned(),
        days => format!("to within {}", counted(days, "day", "days")),
    }
}

impl<'a> Located<'a> {
    /// Those of a register that match and are dated to within so many days.
    ///
    /// # Errors
    /// Where none matches, or none that does has both a place and such a date.
    pub fn of(register: &'a Register, filter: Option<&Filter>, within_days: u32) -> anyhow::Result<Located<'a>> {
        let matches = |death: &&Death| filter.is_none_or(|filter| filter.matches(death, &register.terms));
        let matching: Vec<&Death> = register.deaths.iter().filter(matches).collect();
        let mut left_out = LeftOut::default();
        left_out.undecided(register, filter);
        if matching.is_empty() {
            return Err(Located::no_match(&left_out));
        }
        let placed: Vec<&Death> = matching.iter().copied().filter(|death| death.point.is_some()).collect();
        left_out.add("deaths without a place, left out", matching.len() - placed.len());
        let located = |(death, day): (&'a Death, Day)| {
            let point = death.point?;
            Some(One { death, point: (point.lat, point.lon), day })
        };
        let mut dated = dated(placed, within_days, &mut left_out);
        if let Some((first, last)) = days(&dated, None, None, "", &mut left_out) {
            dated.retain(|(_, day)| (first..=last).contains(day));
        }
        let deaths: Vec<One> = dated.into_iter().filter_map(located).collect();
        if deaths.is_empty() {
            return Err(Located::nothing(&left_out));
        }
        Ok(Located { deaths, left_out })
    }

    /// Says that no death matches, and why some may.
    pub fn no_match(left_out: &LeftOut) -> anyhow::Error {
        anyhow!("no death matches --where; widen it{}", left_out.in_words())
    }

    /// Says that there is none, and why.
    pub fn nothing(left_out: &LeftOut) -> anyhow::Error {
        anyhow!("no death that matches has both a place and a date that is exact enough{}", left_out.in_words())
    }

    /// Says that so few remain that there is nothing to test, and why.
    pub fn too_few(found: usize, left_out: &LeftOut) -> anyhow::Error {
        let why = left_out.in_words();
        anyhow!("{found} deaths have both a place and a date that is exact enough; the tests need three or more{why}")
    }

    /// What is looked at, in words.
    pub fn in_words(file: &Path, filter: Option<&Filter>) -> String {
        match filter {
            Some(filter) => format!("deaths of {} where {filter}", file.display()),
            None => format!("all deaths of {}", file.display()),
        }
    }
}
