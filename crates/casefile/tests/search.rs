//! A search finds a death by every value that was ever said of it, and nobody finds one that is closed to them.

#![allow(clippy::unwrap_used)]

mod common;

use colligate_casefile::{Found, ImportFile, Place, Store, Subject, value_in_words};
use colligate_register::Field;
use common::*;

/// Three values of each field that a statement can give, one after the other. Lists and points are as people write them.
const VALUES: [(Field, [&str; 3]); 16] = [
    (Field::Died, ["2014-09-01", "2014-09-05", "7 Sep 2014"]),
    (Field::DiedTo, ["2014-09-11", "2014-09-12", "2014-09-13"]),
    (Field::KnownFrom, ["2014-09-14", "2014-09-15", "2014-09-16"]),
    (Field::Point, ["51.5111, 0.0111", "51.5222, 0.0222", "51.5333, 0.0333"]),
    (Field::ImprecisionM, ["125", "250", "375"]),
    (Field::Place, ["Quarry Lane", "Mill Yard", "Abbey Green"]),
    (Field::PlaceKind, ["churchyard", "station", "canal"]),
    (Field::Age, ["31", "41", "51"]),
    (Field::Sex, ["male", "female", "other"]),
    (Field::Manner, ["natural", "accident", "suicide"]),
    (Field::Category, ["unexplained", "expected", "under investigation"]),
    (Field::Cause, ["exposure", "hanging", "drowning"]),
    (Field::Substances, ["heroin", "zopiclone; mephedrone", "Diazepam"]),
    (Field::Circumstances, ["found outdoors", "note present", "telephone missing"]),
    (Field::Narrative, ["lay by a gate", "sat on a bench", "propped against a wall"]),
    (
        Field::Contacts,
        [
            "role=finder,name=Orla Quenby",
            "role=caller,telephone=07700900111",
            "role=attended,name=Walker Bea,vehicle=AB12 CDE",
        ],
    ),
];

/// Case number of the death on which the values of a field are said.
fn case(field: Field) -> String {
    format!("Z-{}", field.as_str().replace('_', "-"))
}

/// What somebody types who wants to find a value.
fn typed(field: Field, value: &str) -> String {
    value_in_words(field, value)
}

/// Deaths found by these words, with the place in which they were found.
async fn found(store: &Store, who: &colligate_casefile::Actor, words: &str) -> Vec<(String, Place)> {
    let hits = store.search(who, words, 0, 1_000).await.unwrap().hits;
    let death = |hit: colligate_casefile::Hit| match hit.found {
        Found::Subject(Subject::Death(id)) => Some((id, hit.place)),
        _ => None,
    };
    hits.into_iter().filter_map(death).collect()
}

/// An office in which each field has its first value by an import, and the two others by hand, a month apart.
async fn amended() -> Office {
    let office = Office::open().await;
    let header: Vec<&str> = Field::ALL.into_iter().map(Field::as_str).collect();
    let mut rows = Vec::new();
    for (field, [first, ..]) in VALUES {
        let cell = |column: Field| match column {
            Field::Id => case(field),
            column if column == field => first.to_owned(),
            // What these are the end of, or the exactness of.
            Field::Died if field == Field::DiedTo => "2014-09-02".to_owned(),
            Field::Point if field == Field::ImprecisionM => "51.4, 0.2".to_owned(),
            _ => String::new(),
        };
        let cells: Vec<String> = Field::ALL.into_iter().map(|column| format!("\"{}\"", cell(column))).collect();
        rows.push(cells.join(","));
    }
    office.import(&format!("{}\n{}\n", header.join(","), rows.join("\n"))).await;
    for (at, on) in [(1, "2014-10-20"), (2, "2014-11-20")] {
        office.store.clock().turn_to(day(on));
        for (field, values) in VALUES {
            office.store.state(&rev(), &case(field), field, values[at], "letter").await.unwrap();
        }
    }
    office
}

#[tokio::test]
async fn every_earlier_and_later_value_of_every_field_is_found() {
    let office = amended().await;
    for (field, values) in VALUES {
        for (at, value) in values.into_iter().enumerate() {
            let found = found(&office.store, &rita(), &typed(field, value)).await;
            let places: Vec<Place> =
                found.into_iter().filter(|(id, _)| *id == case(field)).map(|(_, place)| place).collect();
            let next = ["2014-10-20", "2014-11-20"].get(at);
            let right = |place: &Place| match next {
                Some(on) => *place == Place::Earlier { field, replaced_on: day(on) },
                None => [Place::Field(field), Place::AsWritten(field)].contains(place),
            };
            assert!(places.iter().any(right), "{field} {value:?} is found in {places:?}");
        }
    }
}

#[tokio::test]
async fn no_value_of_a_death_that_is_closed_finds_it_and_one_that_was_opened_is_found_again() {
    let office = amended().await;
    let store = &office.store;
    for (field, _) in VALUES {
        store.restrict(&ada(), &case(field), &["sue".to_owned(), "ray".to_owned()], "asked for").await.unwrap();
    }
    let all = || VALUES.into_iter().flat_map(|(field, values)| values.map(|value| (field, typed(field, value))));
    for (field, words) in all() {
        // One is on no list, the other has not said yet why they look.
        for who in [rita(), rev(), ray(), sue()] {
            let found = found(store, &who, &words).await;
            assert!(found.is_empty(), "{}: {field} {words:?} finds {found:?}", who.name);
        }
    }
    let cases: Vec<String> = VALUES.iter().map(|(field, _)| case(*field)).collect();
    store.give_reason(&sue(), &cases, "review of the year").await.unwrap();
    for (field, words) in all() {
        let seen = found(store, &sue(), &words).await;
        assert!(seen.iter().any(|(id, _)| *id == case(field)), "{field} {words:?}");
        assert!(found(store, &ray(), &words).await.is_empty());
    }
    store.lift_restriction(&ada(), &case(Field::Age), "the inquest is over").await.unwrap();
    assert_eq!(found(store, &rita(), "31").await.len(), 1);
}

#[tokio::test]
async fn a_value_that_another_file_replaced_is_found_and_an_erased_one_is_not() {
    let office = Office::open().await;
    let import = async |text: &str| {
        let file = ImportFile { name: "day.csv".to_owned(), bytes: text.as_bytes().to_vec() };
        office.store.import(&rev(), file).await.unwrap();
    };
    import("id,died,age,sex,manner,lat,lon,substances\nS1,2014-09-01,31,male,natural,51.5,0.1,heroin\n").await;
    import("id,died,age,sex,manner,lat,lon,substances\nS1,2014-09-17,32,female,accident,51.6,0.2,zopiclone\n").await;
    for words in ["2014-09-01", "31", "male", "natural", "51.5, 0.1", "heroin"] {
        let found = found(&office.store, &rita(), words).await;
        assert!(found.iter().any(|(id, place)| id == "S1" && matches!(place, Place::Earlier { .. })), "{words}");
    }
    office.store.erase(&console(), "S1", "entered by mistake").await.unwrap();
    for words in ["2014-09-01", "heroin", "zopiclone", "S1"] {
        assert!(found(&office.store, &rita(), words).await.is_empty(), "{words}");
    }
}
