//! Registers and amendments survive being written and read; views of the past agree with replaying the changes.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail the test")]

mod common;

use colligate_register::{
    Age, Contact, Day, Death, DeathId, Field, Input, Point, Register, Sex, Span, Statement, What, read_amendments,
    write_amendments, write_csv, write_parquet,
};
use common::{assert_adds_up, read_bytes};
use proptest::prelude::*;

/// Free text: no control characters, nothing at its ends that trimming takes, and no word for "unknown".
fn text() -> impl Strategy<Value = String> {
    "[A-Za-zäß;,=|\\\\\"'\n 0-9]{1,24}".prop_map(|text| format!("x{}x", text))
}

/// A place of which no word tells its kind: of all letters it would be "rv" or "ER" now and then.
fn place() -> impl Strategy<Value = String> {
    "[qQäß;,=|\\\\\"'\n 0-9]{1,24}".prop_map(|text| format!("x{text}x"))
}

/// A word that no vocabulary knows, with what separates words in it: of many letters it would be "rv" now and then.
fn word() -> impl Strategy<Value = String> {
    "[qä;|,\\\\]{1,8}".prop_map(|text| format!("q{text}q"))
}

/// A substance that the vocabulary does not know; a list of substances is split at every kind of separator.
fn substance() -> impl Strategy<Value = String> {
    "[a-zä]{1,8}".prop_map(|text| format!("q{text}q"))
}

fn contact() -> impl Strategy<Value = Contact> {
    let optional = || proptest::option::of(text().prop_map(Box::from));
    (
        text(),
        optional(),
        proptest::option::of("\\+?[0-9]{3,9}"),
        optional(),
        optional(),
        proptest::option::of("[A-Z0-9]{2,8}"),
    )
        .prop_map(|(role, name, telephone, handle, address, vehicle)| Contact {
            role: role.into(),
            name,
            telephone: telephone.map(Box::from),
            handle,
            address,
            vehicle: vehicle.map(Box::from),
        })
}

fn span() -> impl Strategy<Value = Span> {
    let minute = 15_000_000i64..30_000_000;
    prop_oneof![
        (10_000i32..20_000).prop_map(|day| Span::on(Day(day))),
        minute.clone().prop_map(|at| Span { from: at, to: at }),
        (10_000i32..20_000).prop_map(|day| Span { from: Span::on(Day(day)).from, to: Span::on(Day(day)).from }),
        (minute, 0i64..100_000).prop_map(|(from, long)| Span { from, to: from + long }),
    ]
}

type Words = (Option<String>, Option<String>, Option<String>, Option<Vec<String>>, Vec<String>);

#[derive(Clone, Debug)]
struct Plain {
    died: Option<Span>,
    late: i32,
    known: bool,
    point: Option<(f64, f64, f32)>,
    age: Option<Age>,
    sex: Option<Sex>,
    place: Option<String>,
    narrative: Option<String>,
    words: Words,
    contacts: Vec<Contact>,
}

fn plain() -> impl Strategy<Value = Plain> {
    let point = (-80.0f64..80.0, 1.0f64..170.0, prop_oneof![Just(0.0f32), 1.0f32..5000.0]);
    let age = (0.0f32..60.0, 0.0f32..60.0, any::<bool>())
        .prop_map(|(low, more, exact)| Age { low, high: if exact { low } else { low + more } });
    let sex = prop_oneof![Just(Sex::Female), Just(Sex::Male), Just(Sex::Other)];
    let option = proptest::option::of::<BoxedStrategy<String>>;
    let words = (
        option(word().boxed()),
        option(word().boxed()),
        option(word().boxed()),
        proptest::option::of(proptest::collection::vec(substance(), 0..4)),
        proptest::collection::vec(word(), 0..4),
    );
    (
        (proptest::option::of(span()), 0i32..40, any::<bool>(), proptest::option::of(point), proptest::option::of(age)),
        (
            proptest::option::of(sex),
            option(place().boxed()),
            option(text().boxed()),
            words,
            proptest::collection::vec(contact(), 0..3),
        ),
    )
        .prop_map(|((died, late, known, point, age), (sex, place, narrative, words, contacts))| Plain {
            died,
            late,
            known,
            point,
            age,
            sex,
            place,
            narrative,
            words,
            contacts,
        })
}

fn register(plain: Vec<Plain>) -> Register {
    let mut register = Register::default();
    for (at, plain) in plain.into_iter().enumerate() {
        let mut death = Death::new(&format!("N{at}"));
        let terms = &mut register.terms;
        let (place_kind, manner, category, substances, circumstances) = plain.words;
        let mut set = |items: Vec<String>| {
            let mut items: Vec<_> = items.iter().map(|item| terms.intern(item)).collect();
            items.sort_unstable();
            items.dedup();
            items.into_boxed_slice()
        };
        death.substances = substances.map(&mut set);
        death.circumstances = set(circumstances);
        death.line = at as u64 + 2;
        death.died = plain.died;
        death.known_from =
            plain.died.filter(|_| plain.known).map(|span| Span { from: span.to, to: span.to }.day() + plain.late);
        death.point = plain.point.map(|(lat, lon, imprecision_m)| Point { lat, lon, imprecision_m });
        death.age = plain.age;
        death.sex = plain.sex;
        death.place = plain.place.map(Box::from);
        death.narrative = plain.narrative.map(Box::from).or(Some("x".into()));
        death.place_kind = place_kind.map(|word| terms.intern(&word));
        death.manner = manner.map(|word| terms.intern(&word));
        death.category = category.map(|word| terms.intern(&word));
        death.contacts = plain.contacts.into();
        register.deaths.push(death);
    }
    register
}

fn csv(register: &Register) -> Vec<u8> {
    let mut out = Vec::new();
    write_csv(register, &mut out).unwrap();
    out
}

/// A death with its terms spelled out, so that two registers can be compared.
fn spelled(register: &Register, death: &Death) -> String {
    let text = |term: &colligate_register::Term| register.terms.text(*term).to_owned();
    let mut substances: Option<Vec<String>> = death.substances.as_ref().map(|found| found.iter().map(text).collect());
    if let Some(found) = &mut substances {
        found.sort();
    }
    let mut circumstances: Vec<String> = death.circumstances.iter().map(text).collect();
    circumstances.sort();
    format!(
        "{:?}",
        (
            (&death.id, death.died, death.known_from, death.point, &death.place, death.age, death.sex),
            (death.place_kind.as_ref().map(text), death.manner.as_ref().map(text), death.category.as_ref().map(text)),
            (&death.cause, substances, circumstances, &death.narrative, &death.contacts),
        )
    )
}

fn all_spelled(register: &Register) -> Vec<String> {
    register.deaths.iter().map(|death| spelled(register, death)).collect()
}

fn statement() -> impl Strategy<Value = (usize, Field, String, i32)> {
    let field = prop_oneof![
        ("[0-9]{1,2}").prop_map(|age| (Field::Age, age)),
        Just((Field::Sex, "female".to_owned())),
        Just((Field::Sex, String::new())),
        word().prop_map(|word| (Field::Manner, word)),
        place().prop_map(|text| (Field::Place, text)),
        Just((Field::Substances, "none".to_owned())),
        Just((Field::Point, "51.5, 0.07".to_owned())),
        Just((Field::Died, "2014-06-19".to_owned())),
        Just((Field::Age, "old".to_owned())),
        Just((Field::Id, "A9".to_owned())),
    ];
    (0usize..6, field, 8_000i32..22_000).prop_map(|(death, (field, value), day)| (death, field, value, day))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_register_survives_being_written_and_read(plain in proptest::collection::vec(plain(), 1..8)) {
        let register = register(plain);
        let reading = read_bytes("round.csv", csv(&register)).unwrap();
        prop_assert_eq!(&reading.rejects, &[]);
        prop_assert_eq!(all_spelled(&reading.register), all_spelled(&register));
        prop_assert_eq!(csv(&reading.register), csv(&register));
    }

    #[test]
    fn a_register_survives_as_parquet(plain in proptest::collection::vec(plain(), 1..8)) {
        let register = register(plain);
        let mut bytes = Vec::new();
        write_parquet(&register, &mut bytes).unwrap();
        let reading = read_bytes("round.parquet", bytes).unwrap();
        prop_assert_eq!(&reading.rejects, &[]);
        prop_assert_eq!(all_spelled(&reading.register), all_spelled(&register));
    }

    #[test]
    fn amendments_survive_and_the_past_agrees_with_replaying_the_changes(
        plain in proptest::collection::vec(plain(), 1..6),
        said in proptest::collection::vec(statement(), 0..12),
        day in 8_000i32..22_000,
    ) {
        let mut register = register(plain);
        let statements: Vec<Statement> = said.into_iter().map(|(death, field, value, day)| Statement {
            death: DeathId(format!("N{death}").into()),
            field,
            value: value.into(),
            known_from: Day(day),
            source: "test".into(),
        }).collect();
        let mut bytes = Vec::new();
        write_amendments(&statements, &mut bytes).unwrap();
        if !statements.is_empty() {
            let read = read_amendments(Input::Bytes { name: "a.jsonl".into(), bytes }, &register).unwrap();
            prop_assert_eq!(read.rows as usize, statements.len());
            prop_assert_eq!(read.statements.len() + read.rejects.len(), statements.len());
            let mut kept = statements.clone();
            kept.retain(|said| read.statements.contains(said));
            kept.sort_by_key(|said| said.known_from);
            prop_assert_eq!(&read.statements, &kept);
            register.statements = read.statements;
        }
        let view = register.as_of(Day(day));
        let mut replayed = register.clone();
        let mut known = vec![false; register.deaths.len()];
        for change in register.changes().into_iter().filter(|change| change.day <= Day(day)) {
            match change.what {
                What::Death => known[change.death] = true,
                What::Field(at, _) => {
                    prop_assert!(known[change.death]);
                    let _ = replayed.apply_at(change.death, &register.statements[at]);
                }
            }
        }
        let replayed: Vec<String> = replayed.deaths.iter().zip(&known).filter(|(_, known)| **known).map(|(death, _)| spelled(&replayed, death)).collect();
        prop_assert_eq!(all_spelled(&view), replayed);
    }

    #[test]
    fn any_text_is_accounted_for(text in "(id|died|lat|lon|age|x)(,(died|date|lat|lon|age|sex|cause)){0,4}(\n[0-9a-z\"./,:-]{0,40}){0,12}") {
        if let Ok(reading) = read_bytes("any.csv", text) {
            assert_adds_up(&reading);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes("any", bytes);
    }
}

#[test]
fn a_line_on_a_field_that_no_death_has_is_refused_with_its_field() {
    let register = Register { deaths: vec![Death::new("A1")], ..Register::default() };
    let line = r#"{"death":"A1","field":"colour","value":"red","known_from":"2014-06-20"}"#;
    let input = Input::Bytes { name: "a.jsonl".into(), bytes: line.into() };
    let read = read_amendments(input, &register).unwrap();
    assert!(read.statements.is_empty() && read.rejects.len() == 1);
    let reject = &read.rejects[0];
    assert_eq!((reject.line, &*reject.field), (1, "colour"));
    assert!(reject.reason.starts_with("\"colour\" is no field of a death"), "{}", reject.reason);
}
