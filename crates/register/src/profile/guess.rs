//! A profile for a register nobody has described: guessed from the names of its columns and from what stands in them.

mod names;
mod unnamed;

use super::{Columns, Profile, plain};
use crate::death::Sex;
use crate::field::Field;
use crate::parse::{age, date, is_absent, point};
use crate::sex;
use crate::source::Row;
use names::NAMES;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A guess below this confidence is not made.
const LEAST: f32 = 0.35;

/// A guess: the profile, and for each column why it is used so and how sure that is.
pub(crate) struct Guess {
    pub profile: Profile,
    /// Column, field, reason, confidence from 0 to 1.
    pub reasons: Vec<(String, Field, String, f32)>,
}

/// Guesses a profile from the columns and the first rows.
pub(crate) fn guess(columns: &[String], rows: &[Row]) -> Guess {
    let mut candidates = Vec::new();
    for (at, name) in columns.iter().enumerate() {
        let values: Vec<&str> = rows.iter().map(|row| row.cell(at)).filter(|text| !is_absent(text)).collect();
        if values.is_empty() {
            continue;
        }
        for field in Field::ALL {
            if let Some((confidence, reason)) = judged(field, name, &values, rows.len()) {
                candidates.push((confidence, field, at, reason));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut fields: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
    let mut used = FxHashSet::default();
    let mut reasons = Vec::new();
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
    for (field, at, reason, confidence) in unnamed::told(columns.len(), rows, &used, &fields) {
        fields.insert(field, vec![at]);
        reasons.push((at, field, reason, confidence));
    }
    for (here, other) in [(Field::Lat, Field::Lon), (Field::Lon, Field::Lat)] {
        if !fields.contains_key(&other) {
            fields.remove(&here);
            reasons.retain(|(_, field, _, _)| *field != here);
        }
    }
    reasons.sort_by_key(|(at, ..)| *at);
    let name_of = |at: usize| columns[at].clone();
    let dates = [Field::Died, Field::DiedTo, Field::KnownFrom].iter().filter_map(|field| fields.get(field)).flatten();
    let dates = dates.flat_map(|&at| rows.iter().map(move |row| row.cell(at)));
    let profile = Profile {
        name: "guessed".to_owned(),
        description: "Guessed from the names of the columns and what stands in them; check it before relying on it."
            .to_owned(),
        dates: date::order_of(dates).ok().flatten(),
        fields: fields
            .into_iter()
            .map(|(field, mut columns)| {
                columns.sort_unstable();
                let columns = match columns.as_slice() {
                    [one] => Columns::One(name_of(*one)),
                    _ => Columns::Join { join: columns.into_iter().map(name_of).collect(), with: "; ".to_owned() },
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

/// How sure it is that a column is this field, from 0 to 1, and why.
fn judged(field: Field, name: &str, values: &[&str], rows: usize) -> Option<(f32, String)> {
    let named = by_name(field, name);
    let (share, contents) = by_contents(field, values, rows)?;
    let percent = (100.0 * share).round();
    match named {
        Some(name_sure) => Some((name_sure * share, format!("named {name:?}; {percent}% {contents}"))),
        // Without a name that helps, only contents that can hardly be anything else count.
        None => {
            let sure = match field {
                Field::Sex if share > 0.95 && both_sexes(values) => 0.7,
                Field::Point if share > 0.95 => 0.6,
                Field::Died if share > 0.95 => 0.4,
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

fn by_name(field: Field, name: &str) -> Option<f32> {
    let name = plain(name);
    let names = NAMES.iter().find(|names| names.field == field)?;
    if names.whole.contains(&name.as_str()) {
        Some(0.95)
    } else if names.part.iter().any(|part| name.contains(part)) {
        Some(0.6)
    } else {
        None
    }
}

/// The share of values that this field could hold, and what they are.
fn by_contents(field: Field, values: &[&str], rows: usize) -> Option<(f32, &'static str)> {
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
            (share(&dated).max(share(&serials)), "are dates")
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
        Field::Age => (share(&|text| age::parse(text).is_ok()), "are ages"),
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
        let guess = guess(&columns, &rows);
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
        let guess = guess(&["id".to_owned(), "lat".to_owned()], &rows(&[&["1", "51.5"], &["2", "51.6"]]));
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
            let guess = guess(&columns, &rows(cells));
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
        let guess = super::guess(&columns, &rows(&cells.iter().map(Vec::as_slice).collect::<Vec<_>>()));
        let one = |name: &str| Some(Columns::One(name.to_owned()));
        assert_eq!(guess.profile.fields.get(&Field::Lat).cloned(), one("e"));
        assert_eq!(guess.profile.fields.get(&Field::Lon).cloned(), one("c"));
        assert_eq!(guess.profile.fields.get(&Field::Age).cloned(), one("d"));
        assert!(guess.reasons.iter().all(|(column, _, reason, _)| column != "d" || reason.contains("ages")));
        // Two columns that could both be ages: neither is taken.
        let twice: Vec<Vec<&str>> = cells.iter().map(|row| vec![row[0], row[1], row[3], row[3]]).collect();
        let columns = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let guess = super::guess(&columns, &rows(&twice.iter().map(Vec::as_slice).collect::<Vec<_>>()));
        assert!(!guess.profile.fields.contains_key(&Field::Age));
    }
}
