//! From the deaths of a register to the cases of a scan.

use super::settings::{Stratum, Wanted};
use anyhow::{anyhow, bail};
use colligate_register::{Day, Death, Register, Term};
use colligate_report::scan::ScanCase;
use colligate_scan::{CoordinateSystem, Count, Places, ScanData, StudyPeriod, Warning};
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

/// The deaths wanted, from the first day to the last, each a case or a control.
///
/// # Errors
/// Where none can be scanned.
pub fn of_register(register: &Register, wanted: &Wanted, from: Option<Day>, to: Option<Day>) -> anyhow::Result<Cases> {
    let matches = |death: &&Death| wanted.filter.as_ref().is_none_or(|filter| filter.matches(death, &register.terms));
    let all: Vec<&Death> = register.deaths.iter().filter(matches).collect();
    if all.is_empty() {
        bail!("no death matches --where; widen it");
    }
    let placed = |death: &&Death| !wanted.placed || death.point.is_some();
    let with_place: Vec<&Death> = all.iter().copied().filter(placed).collect();
    let dated: Vec<(&Death, Day)> = with_place.iter().filter_map(|death| Some((*death, death.day()?))).collect();
    let mut warnings = Vec::new();
    warn(&mut warnings, "deaths without a place, left out", all.len() - with_place.len());
    warn(&mut warnings, "deaths without a date, left out", with_place.len() - dated.len());
    let days = || dated.iter().map(|(_, day)| *day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        bail!("no death that matches has both a date and a place");
    };
    let period = StudyPeriod::new(from.unwrap_or(first).max(first), to.unwrap_or(last).min(last))?;
    let within: Vec<(&Death, Day)> = dated.iter().copied().filter(|(_, day)| period.number(*day).is_some()).collect();
    warn(&mut warnings, "deaths outside the days asked for, left out", dated.len() - within.len());
    let places = places(&within, wanted.placed)?;
    let is_case = |death: &Death| wanted.cases.as_ref().is_none_or(|filter| filter.matches(death, &register.terms));
    let strata = Strata::new(&within);
    let (mut cases, mut controls, mut named) = (Vec::new(), Vec::new(), Vec::new());
    for (death, day) in within {
        let place = name(death, wanted.placed).and_then(|name| places.number(&name)).unwrap_or(0);
        let kind = wanted.stratify.map_or(0, |stratum| strata.of(stratum, death, day));
        let row = Count { place, day, count: 1, kind };
        if is_case(death) {
            cases.push(row);
            named.push(ScanCase { id: Some(death.id.to_string()), place, day, count: 1 });
        } else {
            controls.push(row);
        }
    }
    if cases.is_empty() {
        return Err(anyhow!("no death that matches --where is a case by --cases; widen one of them"));
    }
    let data = ScanData { places, grid: None, period, cases, controls, population: None };
    Ok(Cases { data, cases: named, warnings })
}

fn warn(warnings: &mut Vec<Warning>, what: &str, count: usize) {
    if count > 0 {
        warnings.push(Warning { what: what.to_owned(), count: count as u64 });
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
    fn of(&self, stratum: Stratum, death: &Death, day: Day) -> u32 {
        let term = |term: Option<Term>| term.map_or(0, |term| term.0 + 1);
        match stratum {
            Stratum::Weekday => day.weekday() as u32,
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
