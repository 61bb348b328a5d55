//! From the deaths of a register to the cases of a scan.

use super::settings::{Stratum, Wanted};
use super::study::{self, Held, Lies};
use crate::located::{LeftOut, Located, dated, days};
use anyhow::anyhow;
use colligate_register::{Day, Death, Filter, Register, Term};
use colligate_report::scan::ScanCase;
use colligate_scan::{Analysis, CoordinateSystem, Count, Places, ScanData, StudyPeriod, Warning};
use std::collections::BTreeMap;

/// The cases of a register, ready to be scanned.
pub struct Cases {
    /// What is scanned.
    pub data: ScanData,
    /// Each case by the number under which clusters name it.
    pub cases: Vec<ScanCase>,
    /// What was left out.
    pub warnings: Vec<Warning>,
}

/// The deaths wanted, from the first day to the last, each a case or a control. What is dated less exactly than the scan can
/// tell days apart is left out and counted.
///
/// # Errors
/// Where none can be scanned.
pub fn of_register(
    register: &Register,
    wanted: &Wanted,
    analysis: &Analysis,
    from: Option<Day>,
    to: Option<Day>,
) -> anyhow::Result<Cases> {
    let matches = |death: &&Death| wanted.filter.as_ref().is_none_or(|filter| filter.matches(death, &register.terms));
    let all: Vec<&Death> = register.deaths.iter().filter(matches).collect();
    let placed = |death: &&Death| !wanted.placed || death.point.is_some();
    let with_place: Vec<&Death> = all.iter().copied().filter(placed).collect();
    let mut left_out = LeftOut::default();
    left_out.undecided(register, wanted.filter.as_ref());
    if all.is_empty() {
        return Err(Located::no_match(&left_out));
    }
    left_out.add("deaths without a place, left out", all.len() - with_place.len());
    let dated = dated(with_place, study::resolution(analysis), &mut left_out);
    let Some((first, last)) = days(&dated, from, to, "; --from and --to take them in", &mut left_out) else {
        return Err(anyhow!("{}{}", Located::nothing(&left_out), longer_units(&left_out)));
    };
    let (inside, alone): (Vec<_>, Vec<_>) = dated.into_iter().partition(|(_, day)| (first..=last).contains(day));
    let asked = |day: Day| from.is_some_and(|from| day < from) || to.is_some_and(|to| day > to);
    left_out.add("deaths outside the days asked for, left out", alone.iter().filter(|(_, day)| asked(*day)).count());
    let period = match study::around(&inside, analysis) {
        Some(all) => StudyPeriod::new(from.map_or(all.first(), |_| first), to.map_or(all.last(), |_| last))?,
        None => StudyPeriod::new(first, last)?,
    };
    let held = &Held::new(period, analysis);
    let lie = |wanted: Lies| inside.iter().copied().filter(move |(death, _)| held.of(death) == wanted);
    let within: Vec<(&Death, Day)> = lie(Lies::Inside).collect();
    left_out.add("deaths that may lie outside the days asked for, left out", lie(Lies::Outside).count());
    left_out.add("deaths that may lie in either of two intervals, left out", lie(Lies::Across).count());
    let places = places(&within, wanted.placed)?;
    let vague = |filter: &Filter| filter.left_undecided(within.iter().map(|(death, _)| *death), &register.terms);
    let vague = wanted.cases.as_ref().map_or(0, vague);
    let is_case = |death: &Death| wanted.cases.as_ref().is_none_or(|filter| filter.matches(death, &register.terms));
    let strata = Strata::new(&within);
    let (mut cases, mut controls, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for (death, day) in within {
        let place = name(death, wanted.placed).and_then(|name| places.number(&name)).unwrap_or(0);
        let kind = wanted.stratify.map_or(0, |stratum| strata.of(stratum, death));
        let row = Count { place, day, count: 1, kind };
        if is_case(death) {
            cases.push(row);
            let died = death.dates().filter(|_| death.day_within(1).is_none());
            let name = places.names(place).first().cloned().unwrap_or_default();
            named.push(ScanCase { id: Some(death.id.to_string()), place, name, day, died, count: 1 });
        } else {
            controls.push(row);
        }
    }
    if cases.is_empty() {
        return Err(anyhow!("no death that matches --where is a case by --cases; widen one of them"));
    }
    let data = ScanData { places, grid: None, period, cases, controls, population: None };
    let mut warnings = left_out.reasons().to_vec();
    if vague > 0 {
        let what = "deaths whose date is known too inexactly for --cases, taken as controls".to_owned();
        warnings.push(Warning { what, count: vague as u64 });
    }
    Ok(Cases { data, cases: named, warnings })
}

/// How deaths that are known to a month or a year can be scanned.
fn longer_units(left_out: &LeftOut) -> &'static str {
    match left_out.reasons().iter().any(|one| one.what.contains("date is not known")) {
        true => "; deaths known by month or year can be scanned with --unit months or --unit years",
        false => "",
    }
}

/// The name of a place: its coordinates.
fn name(death: &Death, placed: bool) -> Option<String> {
    let point = death.point.filter(|_| placed)?;
    Some(format!("{:.6},{:.6}", point.lat, point.lon))
}

fn places(deaths: &[(&Death, Day)], placed: bool) -> anyhow::Result<Places> {
    if !placed {
        return Ok(Places::everywhere()?);
    }
    let mut named: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for (death, _) in deaths {
        if let (Some(name), Some(point)) = (name(death, placed), death.point) {
            named.entry(name).or_insert((point.lat, point.lon));
        }
    }
    let named: Vec<(String, f64, f64)> = named.into_iter().map(|(name, (lat, lon))| (name, lat, lon)).collect();
    Ok(Places::new(CoordinateSystem::Earth, &named)?)
}

/// Stratum of the deaths of which the weekday is not known.
const NO_WEEKDAY: u32 = 7;

/// What deaths are dealt out within.
struct Strata {
    /// How many deaths have each substance.
    substances: BTreeMap<Term, u32>,
}

impl Strata {
    fn new(deaths: &[(&Death, Day)]) -> Strata {
        let mut substances = BTreeMap::new();
        for term in deaths.iter().flat_map(|(death, _)| death.substances.iter().flatten()) {
            *substances.entry(*term).or_insert(0) += 1;
        }
        Strata { substances }
    }

    /// The number of the stratum of a death; 0 where the field is not on record.
    fn of(&self, stratum: Stratum, death: &Death) -> u32 {
        let term = |term: Option<Term>| term.map_or(0, |term| term.0 + 1);
        match stratum {
            Stratum::Weekday => death.day_within(1).map_or(NO_WEEKDAY, |day| u32::from(day.weekday())),
            Stratum::Kind => death.kind as u32,
            Stratum::PlaceKind => term(death.place_kind),
            Stratum::Sex => death.sex.map_or(0, |sex| sex as u32 + 1),
            Stratum::Substance => {
                let found = death.substances.iter().flatten().copied();
                term(found.min_by_key(|term| (self.substances.get(term).copied(), *term)))
            }
        }
    }
}
