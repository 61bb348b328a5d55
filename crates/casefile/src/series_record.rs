//! A series as it is kept, with its days and the series that it grew from.

use crate::db::{AnyRow, Row};
use crate::error::CaseError;
use colligate_linkage::result::Series;
use serde::Serialize;
use std::collections::BTreeMap;

/// A series in short: what a list shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesShort {
    /// Its identifier, made from its members.
    pub id: String,
    /// Case numbers of its members.
    pub members: Vec<String>,
    /// Those, and the deaths that each stands for where several are one incident: all that it tells of.
    pub deaths: Vec<String>,
    /// Day on which it was first found.
    pub first_seen: String,
    /// Day on which it was last found.
    pub last_seen: String,
    /// True where it is among those found last.
    pub current: bool,
    /// E-value when it was last found.
    pub e_value: f64,
    /// Weight then.
    pub weight: f64,
}

/// A day on which a series was looked for and found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeriesDay {
    /// The day.
    pub day: String,
    /// Its E-value on it.
    pub e_value: f64,
    /// E-value up to which an alert was raised on it, whatever the budget is now.
    pub level: f64,
}

impl SeriesDay {
    fn is_visible(&self) -> bool {
        self.e_value <= self.level
    }
}

/// A series of some of the members of another, found before the others joined.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// Its identifier.
    pub id: String,
    /// Its members.
    pub members: Vec<String>,
    /// Its days.
    pub days: Vec<SeriesDay>,
}

/// The first day on which a series, or one that it grew from, could be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstSeen<'a> {
    /// The day, with its E-value and level.
    pub on: &'a SeriesDay,
    /// Those of its members that were linked then.
    pub members: &'a [String],
}

/// A series on record.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesRecord {
    /// What a list shows of it.
    pub short: SeriesShort,
    /// All that was found.
    pub told: Series,
    /// The days on which it was looked for and found.
    pub days: Vec<SeriesDay>,
    /// The series that it grew from.
    pub earlier: Vec<Earlier>,
}

impl SeriesRecord {
    /// The first day on which it, or a series that it grew from, stood at or below the alert level of that day.
    pub fn visible(&self) -> Option<FirstSeen<'_>> {
        fn of<'a>(days: &'a [SeriesDay], members: &'a [String]) -> impl Iterator<Item = FirstSeen<'a>> {
            days.iter().map(move |on| FirstSeen { on, members })
        }
        let before = self.earlier.iter().flat_map(|earlier| of(&earlier.days, &earlier.members));
        let all = before.chain(of(&self.days, &self.short.members));
        all.filter(|seen| seen.on.is_visible()).min_by(|a, b| a.on.day.cmp(&b.on.day))
    }

    /// Its E-value by day; before it was found, the lowest of those that it grew from.
    pub fn curve(&self) -> Vec<(&str, f64)> {
        let mut curve: BTreeMap<&str, f64> = BTreeMap::new();
        for on in self.earlier.iter().flat_map(|earlier| &earlier.days) {
            let lowest = curve.entry(&on.day).or_insert(on.e_value);
            *lowest = lowest.min(on.e_value);
        }
        if let Some(first) = self.days.first() {
            curve.retain(|day, _| *day < first.day.as_str());
        }
        curve.extend(self.days.iter().map(|on| (on.day.as_str(), on.e_value)));
        curve.into_iter().collect()
    }
}

pub(crate) fn short_of(row: &AnyRow) -> Result<SeriesShort, CaseError> {
    let current: i64 = row.try_get(4)?;
    Ok(SeriesShort {
        id: row.try_get(0)?,
        members: serde_json::from_str(&row.try_get::<String, _>(1)?)?,
        deaths: serde_json::from_str(&row.try_get::<String, _>(7)?)?,
        first_seen: row.try_get(2)?,
        last_seen: row.try_get(3)?,
        current: current != 0,
        e_value: row.try_get(5)?,
        weight: row.try_get(6)?,
    })
}

pub(crate) fn series_of(row: &AnyRow) -> Result<SeriesRecord, CaseError> {
    let told = serde_json::from_str(&row.try_get::<String, _>(8)?)?;
    Ok(SeriesRecord { short: short_of(row)?, told, days: Vec::new(), earlier: Vec::new() })
}
