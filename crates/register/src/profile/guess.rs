//! A profile for a register nobody has described: guessed from the names of its columns and from what stands in them.

mod names;
mod unnamed;

pub(crate) use names::is_postal;

use super::{Columns, Profile};
use crate::columns::Names;
use crate::dates::DATED;
use crate::death::Sex;
use crate::field::Field;
use crate::parse::date::DateOrder;
use crate::parse::dating::{Orders, Verdict};
use crate::parse::decimal::Decimals;
use crate::parse::{age, date, is_absent, point};
use crate::sex;
use crate::source::Row;
use names::by_name;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Name of a profile that was guessed.
pub(crate) const GUESSED: &str = "guessed";

/// A guess below this confidence is not made.
const LEAST: f32 = 0.35;

/// A guess: the profile, and for each column why it is used so and how sure that is.
pub(crate) struct Guess {
    pub profile: Profile,
    /// Column, field, reason, confidence from 0 to 1.
    pub reasons: Vec<(String, Field, String, f32)>,
}

/// Guesses a profile from the columns and the first rows. Fields that are fixed already stay as they are.
pub(crate) fn guess(names: &Names, rows: &[Row], fixed: &[(Field, usize)]) -> Guess {
    let mut candidates = Vec::new();
    for (at, name) in names.written.iter().enumerate().filter(|(at, _)| fixed.iter().all(|(_, taken)| taken != at)) {
        let values: Vec<&str> = rows.iter().map(|row| row.cell(at)).filter(|text| !is_absent(text)).collect();
        if values.is_empty() {
            continue;
        }
        for field in Field::ALL.into_iter().filter(|field| fixed.iter().all(|(fixed, _)| fixed != field)) {
            if let Some((confidence, reason)) = judged(field, name, &values, rows.len()) {
                candidates.push((confidence, field, at, reason));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut fields: BTreeMap<Field, Vec<usize>> = fixed.iter().map(|(field, at)| (*field, vec![*at])).collect();
    let mut used: FxHashSet<usize> = fixed.iter().map(|(_, at)| *at).collect();
    let mut reasons: Vec<(usize, Field, String, f32)> =
        fixed.iter().map(|(field, at)| (*at, *field, "named as in the program's own files".to_owned(), 1.0)).collect();
    for (confidence, field, at, reason) in candidates {
        // A cause is often spread over several lines; every other field is one column.
        let joins = field == Field::Cause;
        if confidence < LEAST || used.contains(&at) || (!joins && fields.contains_key(&field)) {
            continue;
        }
        used.insert(at);
        fields.entry(field).or_default().push(at);
        reasons.push((at, field, reason, confidence));
    }
    // A column that says by its name when somebody died is that, whatever stands in it: what cannot be read there must be said.
    if !fields.contains_key(&Field::Died)
        && let Some(at) = named_for_certain(Field::Died, names, rows, &used)
    {
        used.insert(at);
        fields.insert(Field::Died, vec![at]);
        reasons.push((at, Field::Died, format!("named {:?}; none of it reads as a date", names.written[at]), LEAST));
    }
    for (field, at, reason, confidence) in unnamed::told(names.labels.len(), rows, &used, &fields) {
        fields.insert(field, vec![at]);
        reasons.push((at, field, reason, confidence));
    }
    if let Some(age) = fields.get_mut(&Field::Age)
        && let Some(unit) = unnamed::unit_of_ages(&names.written, rows, &used)
    {
        age.push(unit);
        reasons.push((unit, Field::Age, "named as the unit of ages, and holds units of time".to_owned(), 0.9));
    }
    let is_fixed = |field: &Field| fixed.iter().any(|(fixed, _)| fixed == field);
    for (here, other) in [(Field::Lat, Field::Lon), (Field::Lon, Field::Lat)] {
        if !fields.contains_key(&other) && !is_fixed(&here) {
            fields.remove(&here);
            reasons.retain(|(_, field, _, _)| *field != here);
        }
    }
    reasons.sort_by_key(|(at, ..)| *at);
    let name_of = |at: usize| names.labels[at].clone();
    let dates = DATED.iter().filter_map(|field| fields.get(field)).flatten();
    let dates = dates.map(|&at| Orders::of(rows.iter().map(|row| row.cell(at))).verdict());
    let profile = Profile {
        name: GUESSED.to_owned(),
        description: "Guessed from the names of the columns and what stands in them; check it before relying on it."
            .to_owned(),
        dates: order_of(dates),
        fields: fields
            .into_iter()
            .map(|(field, mut columns)| {
                // The unit of an age comes after its number, wherever it stands.
                let with = if field == Field::Age { " " } else { "; " };
                if field != Field::Age {
                    columns.sort_unstable();
                }
                let columns = match columns.as_slice() {
                    [one] => Columns::One(name_of(*one)),
                    _ => Columns::Join { join: columns.into_iter().map(name_of).collect(), with: with.to_owned() },
                };
                (field, columns)
            })
            .collect(),
        ..Profile::default()
    };
    Guess {
        profile,
        reasons: reasons.into_iter().map(|(at, field, reason, sure)| (name_of(at), field, reason, sure)).collect(),
    }
}

/// The first column that is free, has something in it and can by its name be no other field.
fn named_for_certain(field: Field, names: &Names, rows: &[Row], used: &FxHashSet<usize>) -> Option<usize> {
    (0..names.written.len()).find(|&at| {
        !used.contains(&at)
            && names::is_certain(field, &names.written[at])
            && rows.iter().any(|row| !is_absent(row.cell(at)))
    })
}

/// The one order that the columns of dates have; none where nothing shows it, or each column has its own.
fn order_of(columns: impl Iterator<Item = Verdict>) -> Option<DateOrder> {
    let mut found = columns.filter(|verdict| *verdict != Verdict::Open);
    match (found.next()?, found.next()) {
        (Verdict::Clear(order), None) => Some(order),
        (Verdict::Clear(order), Some(second))
            if second == Verdict::Clear(order) && found.all(|other| other == second) =>
        {
            Some(order)
        }
        _ => None,
    }
}

/// How sure it is that a column is this field, from 0 to 1, and why.
fn judged(field: Field, name: &str, values: &[&str], rows: usize) -> Option<(f32, String)> {
    let named = by_name(field, name);
    let (share, contents) = by_contents(field, values, rows, named.is_some())?;
    let percent = (100.0 * share).round();
    match named {
        Some(name_sure) => Some((name_sure * share, format!("named {name:?}; {percent}% {contents}"))),
        // Without a name that helps, only contents that can hardly be anything else count.
        None => {
            let sure = match field {
                Field::Sex if share > 0.95 && both_sexes(values) => 0.7,
                Field::Point if share > 0.95 => 0.6,
                Field::Died if share > 0.95 && !names::of_another_date(name) => 0.4,
                _ => return None,
            };
            Some((sure * share, format!("its name says little, but {percent}% {contents}")))
        }
    }
}

/// True where both sexes occur: a column of `W` alone may tell anything.
fn both_sexes(values: &[&str]) -> bool {
    let has = |wanted: Sex| values.iter().any(|text| sex::parse(text) == Some(wanted));
    has(Sex::Female) && has(Sex::Male)
}

/// The share of values that this field could hold, and what they are.
fn by_contents(field: Field, values: &[&str], rows: usize, named: bool) -> Option<(f32, &'static str)> {
    let share =
        |good: &dyn Fn(&str) -> bool| values.iter().filter(|text| good(text)).count() as f32 / values.len() as f32;
    Some(match field {
        Field::Id => {
            let distinct = values.iter().collect::<FxHashSet<_>>().len() as f32 / values.len() as f32;
            let filled = values.len() as f32 / rows as f32;
            // One repeat in a hundred is a fault of the register; one in ten means that it is no identifier.
            let unique = if distinct > 0.98 { distinct } else { 0.0 };
            (unique * filled, "of the rows have one and no two are alike")
        }
        Field::Died | Field::DiedTo | Field::KnownFrom => {
            let dated = |text: &str| {
                text.len() > 4
                    && text.contains(['-', '/', '.', ' '])
                    && date::parse(text, None).map_or_else(|why| why.contains("two dates"), |_| true)
            };
            let serials = |text: &str| text.parse::<f64>().is_ok_and(|number| date::serial(number).is_some());
            // Numbers of five digits may be anything, as postal codes, where no name says that they are days.
            (if named { share(&dated).max(share(&serials)) } else { share(&dated) }, "are dates")
        }
        Field::Lat => {
            (share(&|text| point::degrees(text).is_ok_and(|lat| lat.abs() <= 90.0)), "lie between -90 and 90")
        }
        Field::Lon => {
            (share(&|text| point::degrees(text).is_ok_and(|lon| lon.abs() <= 180.0)), "lie between -180 and 180")
        }
        Field::Point => (
            share(&|text| point::both(text).is_ok_and(|(_, lat, lon)| point::checked(lat, lon).is_ok())),
            "hold two coordinates",
        ),
        Field::Age => {
            let decimals = Decimals::of(values.iter().copied());
            (share(&|text| age::parse_with(text, decimals).is_ok()), "are ages")
        }
        Field::Sex => (share(&|text| sex::parse(text).is_some()), "are words for a sex"),
        Field::Manner | Field::Category | Field::PlaceKind => {
            let distinct = values.iter().collect::<FxHashSet<_>>().len();
            let few = distinct <= 20 || (distinct as f32) < 0.2 * values.len() as f32;
            (if few { 1.0 } else { 0.4 }, "are words that recur")
        }
        Field::Place | Field::Cause | Field::Substances | Field::Narrative => {
            (share(&|text| text.chars().any(char::is_alphabetic)), "are text")
        }
        Field::ImprecisionM | Field::Circumstances | Field::Contacts => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cells: &[&[&str]]) -> Vec<Row> {
        cells
            .iter()
            .map(|cells| {
                let mut row = Row::default();
                cells.iter().for_each(|cell| row.push(cell));
                row
            })
            .collect()
    }

    #[test]
    fn a_column_named_as_the_date_of_death_is_that_whatever_stands_in_it() {
        let columns = ["Ref", "Date reported", "DOD"].map(str::to_owned);
        let guessed = |cells: &[&[&str]]| guess(&Names::of(&columns), &rows(cells), &[]).profile.fields;
        let fields = guessed(&[&["A1", "2020-12-31", "the fifth"], &["A2", "2021-02-01", "the sixth"]]);
        assert_eq!(fields[&Field::Died], Columns::One("DOD".to_owned()));
        // Nothing stands in it: nothing is said of it.
        let fields = guessed(&[&["A1", "2020-12-31", "unknown"], &["A2", "2021-02-01", ""]]);
        assert!(!fields.contains_key(&Field::Died));
    }

    #[test]
    fn columns_are_told_by_name_and_contents() {
        let columns: Vec<String> = [
            "Ref No",
            "Date found",
            "Easting",
            "Latitude",
            "Longitude",
            "Years",
            "Geschlecht",
            "Cause 1a",
            "Cause 1b",
            "Officer",
        ]
        .map(str::to_owned)
        .to_vec();
        let rows = rows(&[
            &["A1", "31/12/2020", "544000", "51.53", "0.08", "22", "m", "GHB", "", "PC 1"],
            &["A2", "01/02/2021", "544010", "51.54", "0.07", "21", "f", "fall", "alcohol", "PC 1"],
        ]);
        let guess = guess(&Names::of(&columns), &rows, &[]);
        let one = |name: &str| Columns::One(name.to_owned());
        assert_eq!(guess.profile.fields[&Field::Id], one("Ref No"));
        assert_eq!(guess.profile.fields[&Field::Died], one("Date found"));
        assert_eq!(guess.profile.fields[&Field::Lat], one("Latitude"));
        assert_eq!(guess.profile.fields[&Field::Sex], one("Geschlecht"));
        assert_eq!(guess.profile.fields[&Field::Cause].names(), ["Cause 1a", "Cause 1b"]);
        assert_eq!(guess.profile.dates, Some(date::DateOrder::DayFirst));
        assert!(guess.reasons.iter().all(|(_, _, reason, sure)| !reason.is_empty() && *sure >= LEAST));
        assert!(!guess.reasons.iter().any(|(column, ..)| column == "Officer" || column == "Easting"));
        let written = guess.profile.to_toml().unwrap();
        assert_eq!(Profile::from_toml(&written).unwrap(), guess.profile);
    }

    #[test]
    fn a_latitude_without_a_longitude_is_no_place() {
        let names = Names::of(&["id".to_owned(), "lat".to_owned()]);
        let guess = guess(&names, &rows(&[&["1", "51.5"], &["2", "51.6"]]), &[]);
        assert!(!guess.profile.fields.contains_key(&Field::Lat));
    }

    #[test]
    fn columns_in_german_french_and_spanish_are_told_by_name() {
        let cells: &[&[&str]] = &[
            &["A1", "31.12.2020", "48,8566", "2,3522", "22", "m", "Overdose", "Rue 1"],
            &["A2", "01.02.2021", "48,8570", "2,3525", "81", "w", "Sturz", "Rue 2"],
        ];
        let fields =
            [Field::Id, Field::Died, Field::Lat, Field::Lon, Field::Age, Field::Sex, Field::Cause, Field::Place];
        for names in [
            [
                "Aktenzeichen",
                "Sterbedatum",
                "Breitengrad",
                "Längengrad",
                "Alter",
                "Geschlecht",
                "Todesursache",
                "Sterbeort",
            ],
            [
                "Numéro de dossier",
                "Date du décès",
                "Latitude",
                "Longitude",
                "Âge",
                "Sexe",
                "Cause du décès",
                "Lieu du décès",
            ],
            ["Expediente", "Fecha de defunción", "Latitud", "Longitud", "Edad", "Sexo", "Causa de muerte", "Dirección"],
        ] {
            let columns = names.map(str::to_owned);
            let guess = guess(&Names::of(&columns), &rows(cells), &[]);
            for (field, name) in fields.iter().zip(&columns) {
                assert_eq!(guess.profile.fields.get(field), Some(&Columns::One(name.clone())), "{field} {name}");
            }
        }
    }

    #[test]
    fn ages_and_coordinates_are_told_by_what_stands_in_a_column_where_only_one_can_be_meant() {
        let columns = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        let lines: Vec<[String; 6]> = (0..40)
            .map(|k| {
                let age = (k * 37) % 89 + 1;
                let (lat, lon) = (format!("51.53{k:02}1"), format!("0.08{k:02}7"));
                [format!("X-{k}"), format!("2020-03-{:02}", k % 28 + 1), lon, age.to_string(), lat, "7".to_owned()]
            })
            .collect();
        let cells: Vec<Vec<&str>> = lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
        let lines = rows(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let guess = super::guess(&Names::of(&columns), &lines, &[]);
        let one = |name: &str| Some(Columns::One(name.to_owned()));
        assert_eq!(guess.profile.fields.get(&Field::Lat).cloned(), one("e"));
        assert_eq!(guess.profile.fields.get(&Field::Lon).cloned(), one("c"));
        assert_eq!(guess.profile.fields.get(&Field::Age).cloned(), one("d"));
        assert!(guess.reasons.iter().all(|(column, _, reason, _)| column != "d" || reason.contains("ages")));
        // Two columns that could both be ages: neither is taken.
        let twice: Vec<Vec<&str>> = cells.iter().map(|row| vec![row[0], row[1], row[3], row[3]]).collect();
        let columns = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let lines = super::tests::rows(&twice.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let guess = super::guess(&Names::of(&columns), &lines, &[]);
        assert!(!guess.profile.fields.contains_key(&Field::Age));
    }
}
