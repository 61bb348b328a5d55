//! The whole register at a glance: what is counted around every series, in plain columns.

use crate::describe::is_near;
use colligate_register::{Day, Kind, Register, Term};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Days within which a death must be dated to stand in a month and a season; of one known by its year both would be made up.
const MONTH_DAYS: u32 = 31;

/// What the surroundings of a series need of each death.
pub(crate) struct Overview {
    days: Vec<Option<Day>>,
    points: Vec<Option<(f64, f64)>>,
    kinds: Vec<Kind>,
    /// Days of the deaths with each substance, where known, and how many deaths have it.
    substances: FxHashMap<Term, (Vec<(Day, u32)>, usize)>,
    span: Option<(Day, Day)>,
    months: BTreeSet<Day>,
}

impl Overview {
    pub(crate) fn new(register: &Register) -> Overview {
        let days: Vec<Option<Day>> = register.deaths.iter().map(|death| death.day_within(MONTH_DAYS)).collect();
        let mut substances: FxHashMap<Term, (Vec<(Day, u32)>, usize)> = FxHashMap::default();
        for (at, death) in register.deaths.iter().enumerate() {
            let mut found = death.substances.as_deref().unwrap_or_default().to_vec();
            found.sort_unstable();
            found.dedup();
            for term in found {
                let (with, count) = substances.entry(term).or_default();
                with.extend(days[at].map(|day| (day, at as u32)));
                *count += 1;
            }
        }
        let known = || days.iter().flatten().copied();
        let span = known().min().zip(known().max());
        let mut months: BTreeSet<Day> = BTreeSet::new();
        for day in known() {
            if months.range(..=day).next_back().is_none_or(|first| day - *first > 27) {
                months.extend(month(day));
            }
        }
        let point = |death: &colligate_register::Death| death.point.map(|point| (point.lat, point.lon));
        Overview {
            points: register.deaths.iter().map(point).collect(),
            kinds: register.deaths.iter().map(|death| death.kind).collect(),
            days,
            substances,
            span,
            months,
        }
    }

    pub(crate) fn kind(&self, death: usize) -> Kind {
        self.kinds[death]
    }

    pub(crate) fn day(&self, death: usize) -> Option<Day> {
        self.days[death]
    }

    /// First and last day of the register.
    pub(crate) fn span(&self) -> Option<(Day, Day)> {
        self.span
    }

    /// First days of the months in which anyone died.
    pub(crate) fn months(&self) -> impl Iterator<Item = Day> + '_ {
        self.months.iter().copied()
    }

    /// Deaths with a substance.
    pub(crate) fn with(&self, term: Term) -> usize {
        self.substances.get(&term).map_or(0, |(_, count)| *count)
    }

    /// Days of the deaths with a substance that are not among these.
    pub(crate) fn days_with<'a>(&'a self, term: Term, without: &'a [usize]) -> impl Iterator<Item = Day> + 'a {
        let with = self.substances.get(&term).map_or(&[][..], |(with, _)| with);
        with.iter().filter(|(_, death)| !without.contains(&(*death as usize))).map(|(day, _)| *day)
    }

    /// Where a death is.
    pub(crate) fn point(&self, death: usize) -> Option<(f64, f64)> {
        self.points[death]
    }

    /// Deaths with a place, by index.
    pub(crate) fn placed(&self) -> impl Iterator<Item = (usize, (f64, f64))> + '_ {
        self.points.iter().enumerate().filter_map(|(death, point)| Some((death, (*point)?)))
    }

    /// Deaths near a place ([`is_near`]), by index.
    pub(crate) fn near(&self, centre: Option<(f64, f64)>) -> impl Iterator<Item = (usize, (f64, f64))> + '_ {
        self.placed().filter(move |(_, point)| is_near(Some(*point), centre))
    }
}

/// First day of the month of a day.
pub(crate) fn month(day: Day) -> Option<Day> {
    let (year, month, _) = day.ymd();
    Day::from_ymd(year, month, 1)
}
