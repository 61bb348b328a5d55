//! Columns told by what stands in them alone, where their names say nothing: only where a single column can be meant.

use super::super::plain;
use crate::field::Field;
use crate::parse::{age, is_absent, point};
use crate::source::Row;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Share of values that must be of the kind.
const NEARLY_ALL: f32 = 0.95;
/// How sure a column told so is, at most: of two numbers a day or a share could look alike.
const SURE: f32 = 0.4;
/// Fewest values and fewest different ones by which ages are told from other small numbers.
const AGES: (usize, usize) = (20, 10);
/// Ages of the dead reach beyond days of the month, hours, weeks and minutes, and not beyond this, in years.
const OLDEST_OF_MANY: std::ops::RangeInclusive<f32> = 61.0..=115.0;
/// Decimals of a coordinate that can mean a place.
const DECIMALS: usize = 3;
/// Latitudes within which a column is taken for the latitude where the other lies outside of it all.
const NORTHERN: std::ops::RangeInclusive<f64> = 33.0..=72.0;

/// Field, column, reason and how sure it is.
type Told = (Field, usize, String, f32);

/// The fields that columns not in use yet tell by themselves.
pub(super) fn told(
    columns: usize,
    rows: &[Row],
    used: &FxHashSet<usize>,
    fields: &BTreeMap<Field, Vec<usize>>,
) -> Vec<Told> {
    let unused: Vec<(usize, Vec<&str>)> = (0..columns)
        .filter(|at| !used.contains(at))
        .map(|at| (at, rows.iter().map(|row| row.cell(at)).filter(|text| !is_absent(text)).collect::<Vec<_>>()))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    let mut told = Vec::new();
    if ![Field::Lat, Field::Lon, Field::Point].iter().any(|field| fields.contains_key(field)) {
        told.extend(coordinates(&unused));
    }
    if !fields.contains_key(&Field::Age) {
        told.extend(ages(&unused));
    }
    told
}

/// The column that holds the unit of ages, as `Months` beside an age of 8: its name says so, and so does what stands in it.
pub(super) fn unit_of_ages(names: &[String], rows: &[Row], used: &FxHashSet<usize>) -> Option<usize> {
    const AGE: [&str; 5] = ["age", "alter", "edad", "âge", "years"];
    const UNIT: [&str; 6] = ["unit", "einheit", "unité", "unite", "unidad", "period"];
    let is_named = |name: &str| {
        let name = plain(name);
        AGE.iter().any(|part| name.contains(part)) && UNIT.iter().any(|part| name.contains(part))
    };
    let holds_units = |at: usize| {
        let values: Vec<&str> = rows.iter().map(|row| row.cell(at)).filter(|text| !is_absent(text)).collect();
        let units = values.iter().filter(|text| age::is_unit(text)).count();
        !values.is_empty() && units as f32 > NEARLY_ALL * values.len() as f32
    };
    (0..names.len()).find(|&at| !used.contains(&at) && is_named(&names[at]) && holds_units(at))
}

/// The one column that holds ages.
fn ages(unused: &[(usize, Vec<&str>)]) -> Option<Told> {
    let mut found = unused.iter().filter_map(|(at, values)| Some((*at, share_of_ages(values)?)));
    let (at, share) = found.next()?;
    found.next().is_none().then(|| (Field::Age, at, reason(share, "are ages as those of the dead"), SURE * share))
}

/// The share of ages among the values, where they are spread as ages of deaths are.
fn share_of_ages(values: &[&str]) -> Option<f32> {
    let ages: Vec<f32> = values.iter().filter_map(|text| age::parse(text).ok()).map(|age| age.high).collect();
    let share = ages.len() as f32 / values.len() as f32;
    let whole = ages.iter().filter(|age| age.fract() == 0.0).count() as f32 / ages.len().max(1) as f32;
    let different = ages.iter().map(|age| age.to_bits()).collect::<FxHashSet<_>>().len();
    let oldest = ages.iter().copied().fold(0.0, f32::max);
    let mean = ages.iter().sum::<f32>() / ages.len().max(1) as f32;
    let as_ages = share > NEARLY_ALL
        && whole > NEARLY_ALL
        && ages.len() >= AGES.0
        && different >= AGES.1
        && OLDEST_OF_MANY.contains(&oldest)
        && (20.0..90.0).contains(&mean);
    as_ages.then_some(share)
}

/// The two columns that hold coordinates, where it can be told which is which.
fn coordinates(unused: &[(usize, Vec<&str>)]) -> Vec<Told> {
    let found: Vec<(usize, Vec<f64>, f32)> = unused
        .iter()
        .filter_map(|(at, values)| degrees(values).map(|(degrees, share)| (*at, degrees, share)))
        .collect();
    let [a, b] = &found[..] else { return Vec::new() };
    let (lat, lon) = match (is_latitude(&a.1, &b.1), is_latitude(&b.1, &a.1)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return Vec::new(),
    };
    let told = |field: Field, (at, _, share): &(usize, Vec<f64>, f32), what: &str| {
        (field, *at, reason(*share, what), SURE * share)
    };
    vec![told(Field::Lat, lat, "could be latitudes"), told(Field::Lon, lon, "could be longitudes")]
}

/// The values of a column of degrees with decimals, and their share.
fn degrees(values: &[&str]) -> Option<(Vec<f64>, f32)> {
    let exact = |text: &&&str| {
        let decimals = text.rsplit_once(['.', ',']).map_or(0, |(_, decimals)| decimals.len());
        decimals >= DECIMALS
    };
    let degrees: Vec<f64> = values
        .iter()
        .filter(exact)
        .filter_map(|text| point::degrees(text).ok())
        .filter(|degrees| degrees.abs() <= 180.0)
        .collect();
    let share = degrees.len() as f32 / values.len() as f32;
    (share > NEARLY_ALL).then_some((degrees, share))
}

/// True where the first of two columns is the latitude: the second goes beyond 90 degrees, or the first lies in the
/// inhabited north and the second nowhere there.
fn is_latitude(first: &[f64], second: &[f64]) -> bool {
    let possible = first.iter().all(|degrees| degrees.abs() <= 90.0);
    let beyond = second.iter().any(|degrees| degrees.abs() > 90.0);
    let northern = first.iter().all(|degrees| NORTHERN.contains(degrees));
    let elsewhere = second.iter().all(|degrees| !NORTHERN.contains(degrees));
    possible && (beyond || northern && elsewhere)
}

fn reason(share: f32, what: &str) -> String {
    format!("its name says little, but {:.0}% {what}, and of no other column", 100.0 * share)
}
