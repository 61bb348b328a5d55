//! What every kind of evidence promises, over made-up registers: it is symmetric, silent where something is missing, costs at
//! most what is not carried over, and stays below the bounds on which the search relies.

use colligate_evidence::{Common, Describe, Description, Institutions, Likeness, Model, NEAR_ONE, Place, Time};
use colligate_register::{Age, Contact, Day, Death, Kind, Point, Register, Sex, Span, Term, Terms};
use proptest::prelude::*;
use std::sync::Arc;

/// What a made-up death has on record; small numbers stand for words, so that deaths have some in common.
#[derive(Clone, Debug)]
struct Made {
    kind: usize,
    day: Option<i32>,
    place: Option<(f64, f64)>,
    age: Option<(f32, f32)>,
    sex: Option<Sex>,
    words: [Option<u8>; 3],
    substances: Option<Vec<u8>>,
    circumstances: Vec<u8>,
    texts: [Option<Vec<u8>>; 2],
    contacts: Vec<u8>,
}

const WORDS: [&str; 8] = ["toxicity", "fentanyl", "acute", "hanging", "blunt", "Müller", "propped", "undetermined"];

fn place() -> impl Strategy<Value = (f64, f64)> {
    prop_oneof![
        (-90.0f64..=90.0, -180.0f64..=180.0),
        (51.50f64..51.56, 0.05f64..0.1),
        (0u8..3).prop_map(|k| (51.5 + f64::from(k), 0.1)),
    ]
}

fn age() -> impl Strategy<Value = (f32, f32)> {
    prop_oneof![
        (0u8..110).prop_map(|years| (f32::from(years), f32::from(years))),
        (0u8..60, 0u8..20).prop_map(|(low, more)| (f32::from(low), f32::from(low) + f32::from(more))),
        (0u16..400).prop_map(|days| (f32::from(days) / 365.25, f32::from(days) / 365.25)),
    ]
}

fn some(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0u8..8, 0..=most)
}

fn made() -> impl Strategy<Value = Made> {
    let sex = prop::option::of(prop::sample::select(vec![Sex::Female, Sex::Male, Sex::Other]));
    let word = || prop::option::of(0u8..4);
    let when_where =
        (prop::sample::select(vec![0usize, 1, 1, 1, 5]), prop::option::of(0i32..900), prop::option::of(place()));
    let who = (prop::option::of(age()), sex, [word(), word(), word()]);
    let found = (prop::option::of(some(3)), some(3), [prop::option::of(some(6)), prop::option::of(some(6))], some(2));
    (when_where, who, found).prop_map(|((kind, day, place), (age, sex, words), found)| {
        let (substances, circumstances, texts, contacts) = found;
        Made { kind, day, place, age, sex, words, substances, circumstances, texts, contacts }
    })
}

fn terms(terms: &mut Terms, numbers: &[u8]) -> Box<[Term]> {
    let mut all: Vec<Term> = numbers.iter().map(|&k| terms.intern(WORDS[usize::from(k)])).collect();
    all.sort_unstable();
    all.dedup();
    all.into()
}

fn contact(number: u8) -> Contact {
    let name = number.is_multiple_of(2).then(|| format!("{} Smith", WORDS[usize::from(number)]).into());
    let telephone = number.is_multiple_of(3).then(|| format!("+4420{number}").into());
    Contact { role: "finder".into(), name, telephone, ..Contact::default() }
}

fn register(all: &[Made]) -> Register {
    let mut register = Register::default();
    for (k, made) in all.iter().enumerate() {
        let mut death = Death::new(&k.to_string());
        death.kind = Kind::ALL[made.kind];
        death.died = made.day.map(|day| Span::on(Day(15_000 + day)));
        death.point = made.place.map(|(lat, lon)| Point { lat, lon, imprecision_m: 0.0 });
        death.age = made.age.map(|(low, high)| Age { low, high });
        death.sex = made.sex;
        let mut word = |k: usize| made.words[k].map(|word| register.terms.intern(WORDS[usize::from(word)]));
        (death.manner, death.category, death.place_kind) = (word(0), word(1), word(2));
        death.substances = made.substances.as_deref().map(|numbers| terms(&mut register.terms, numbers));
        death.circumstances = terms(&mut register.terms, &made.circumstances);
        let text = |k: usize| {
            let words = made.texts[k].as_ref()?.iter().map(|&word| WORDS[usize::from(word)]);
            Some(words.collect::<Vec<_>>().join(" ").into())
        };
        (death.cause, death.narrative) = (text(0), text(1));
        death.contacts = made.contacts.iter().map(|&number| contact(number)).collect();
        register.deaths.push(death);
    }
    register
}

/// Probability of being carried over under each kind of evidence.
fn w(model: &Model, name: &str) -> Option<f64> {
    Some(match name {
        "kind" => model.kind.w,
        "age" => model.age.w,
        "sex" => model.sex.w,
        "manner" => model.manner.w,
        "category" => model.category.w,
        "place_kind" => model.place_kind.w,
        "substances" => model.substances.w,
        "circumstances" => model.circumstances.w,
        "contacts" => model.contacts.w,
        "cause" => model.cause.w,
        "narrative" => model.narrative.w,
        "findings" => model.substances.w.max(model.cause.w),
        "scene" => model.circumstances.w.max(model.narrative.w),
        _ => return None,
    })
}

/// True where a death has nothing on record of this kind.
fn is_silent(name: &str, made: &Made) -> bool {
    let no_words = |text: &Option<Vec<u8>>| text.as_ref().is_none_or(Vec::is_empty);
    let no_contacts = made.contacts.iter().all(|&number| !number.is_multiple_of(2) && !number.is_multiple_of(3));
    match name {
        "kind" => Kind::ALL[made.kind] == Kind::Unknown,
        "age" => made.age.is_none(),
        "sex" => made.sex.is_none(),
        "manner" => made.words[0].is_none(),
        "category" => made.words[1].is_none(),
        "place_kind" => made.words[2].is_none(),
        "substances" => made.substances.as_ref().is_none_or(Vec::is_empty),
        "circumstances" => made.circumstances.is_empty(),
        "contacts" => no_contacts,
        "cause" => no_words(&made.texts[0]),
        "narrative" => no_words(&made.texts[1]),
        _ => false,
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

fn holds(kind: &dyn Describe, model: &Model, made: &[Made], i: usize, j: usize) {
    let name = kind.name();
    let factor = kind.factor(i, j);
    let least = w(model, name).map(|w| (1.0 - w) * (1.0 - 1e-6));
    assert!(factor.is_finite() && least.is_some_and(|least| factor >= least), "{name} {factor} {least:?}");
    assert!(close(factor, kind.factor(j, i)), "{name} is not symmetric: {factor} {}", kind.factor(j, i));
    if is_silent(name, &made[i]) || is_silent(name, &made[j]) {
        assert_eq!(factor, 1.0, "{name} says something of what is not on record");
    }
    let bound = kind.bound(i).min(kind.bound(j)).min(kind.bound_of(i, j));
    assert!(factor <= bound * (1.0 + 1e-6), "{name} {factor} above its bound {bound}");
    assert!(kind.bound(i) >= 1.0);
    assert_eq!(kind.factor_from(i, j, factor * 0.99), Some(factor), "{name}");
    assert_eq!(kind.factor_from(i, j, factor * 1.01), None, "{name}");
    assert!(close(kind.series_factor(&[i, j]), factor), "{name}: a series of two is a pair");
    says_what_is_in_both(kind, made, i, j);
    let sentence = kind.sentence(i, j);
    assert!(!sentence.is_empty() && !sentence.contains("NaN") && !sentence.contains("inf "), "{name}: {sentence}");
}

/// What two deaths have in common agrees with the factor and with the sentence.
fn says_what_is_in_both(kind: &dyn Describe, made: &[Made], i: usize, j: usize) {
    let (name, sentence) = (kind.name(), kind.sentence(i, j));
    let (both, weight) = (kind.in_both(i, j), kind.factor(i, j).log10());
    assert_eq!(both.common, kind.in_both(j, i).common, "{name}");
    if both.common == Common::NotCompared {
        assert_eq!(weight, 0.0, "{name} speaks of what it does not compare");
    }
    if kind.members().is_empty() {
        let is_silent = is_silent(name, &made[i]) || is_silent(name, &made[j]);
        assert_eq!(both.common == Common::NotCompared, is_silent, "{name}: {sentence}");
        assert_eq!(
            both.common == Common::NotCompared,
            sentence.contains("not on record for both"),
            "{name}: {sentence}"
        );
    }
    let has_things = ["substances", "circumstances", "contacts", "cause", "narrative"].contains(&name);
    let is_some = matches!(both.common, Common::Some | Common::Everything);
    assert_eq!(!both.shared.is_empty(), has_things && is_some, "{name}: {sentence}");
    if both.common == Common::Nothing && has_things {
        assert!(sentence.contains("in common") || sentence.contains("share no word"), "{name}: {sentence}");
    }
    match Likeness::of(kind.factor(i, j), both.common) {
        Likeness::Alike => assert!(weight >= NEAR_ONE || both.common == Common::Everything && weight > -NEAR_ONE),
        Likeness::PartlyAlike => assert!(is_some && (weight.abs() < NEAR_ONE || both.common == Common::Everything)),
        Likeness::Unlike => assert!(weight <= -NEAR_ONE || both.common == Common::Nothing && weight < NEAR_ONE),
        Likeness::NotCompared => assert_eq!(both.common, Common::NotCompared),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_describes_a_death_keeps_its_promises(made in prop::collection::vec(made(), 2..24)) {
        let (register, model) = (register(&made), Model::default());
        let description = Description::new(&register, &Institutions::new(&register), &model, None);
        for (i, j) in (0..made.len()).flat_map(|i| (0..i).map(move |j| (i, j))) {
            let mut product = 1.0;
            for kind in description.evidence() {
                holds(&**kind, &model, &made, i, j);
                kind.members().iter().for_each(|member| holds(&**member, &model, &made, i, j));
                product *= kind.factor(i, j);
            }
            prop_assert!(close(description.factor(i, j), product));
            prop_assert_eq!(description.factor_from(i, j, product * 0.99), Some(description.factor(i, j)));
            prop_assert_eq!(description.factor_from(i, j, product * 1.01), None);
        }
    }

    #[test]
    fn place_and_time_keep_their_promises(made in prop::collection::vec(made(), 2..24)) {
        let (register, model) = (register(&made), Model::default());
        let place = Place::new(&register, Arc::new(Institutions::new(&register)), &model, None);
        let time = Time::new(&register, &model, None);
        let date = |i: usize| (time.days()[i], time.inverse(register.deaths[i].kind, time.days()[i]));
        let w = model.place.w.max(model.place.w_same_institution);
        for (i, j) in (0..made.len()).flat_map(|i| (0..i).map(move |j| (i, j))) {
            let (a, b) = (&place.spots()[i], &place.spots()[j]);
            let factor = place.factor(a, b);
            prop_assert!(factor.is_finite() && factor >= (1.0 - w) * (1.0 - 1e-6), "{}", factor);
            prop_assert!(close(factor, place.factor(b, a)), "{} {}", factor, place.factor(b, a));
            prop_assert!(made[i].place.is_some() && made[j].place.is_some() || factor == 1.0);
            prop_assert!(place.in_both(i, j) != Common::NotCompared || factor == 1.0);
            prop_assert!(!place.sentence(i, j).contains("NaN"));
            let factor = time.factor(date(i), date(j));
            prop_assert!(factor.is_finite() && factor >= (1.0 - model.time.w) * (1.0 - 1e-6), "{}", factor);
            prop_assert_eq!(factor, time.factor(date(j), date(i)));
            prop_assert!(time.in_both(i, j) != Common::NotCompared || factor == 1.0);
            prop_assert!(made[i].day.is_some() && made[j].day.is_some() || factor == 1.0);
        }
    }

    #[test]
    fn a_series_weighs_the_same_whatever_the_order_of_its_members(made in prop::collection::vec(made(), 4..12)) {
        let (register, model) = (register(&made), Model::default());
        let description = Description::new(&register, &Institutions::new(&register), &model, None);
        for kind in description.evidence() {
            let factor = kind.series_factor(&[0, 1, 2, 3]);
            prop_assert!(factor.is_finite() && factor > 0.0, "{} {}", kind.name(), factor);
            prop_assert!(close(factor, kind.series_factor(&[3, 1, 0, 2])), "{} {}", kind.name(), factor);
        }
    }

    #[test]
    fn the_mean_over_unrelated_pairs_of_one_kind_is_one(sexes in prop::collection::vec(0u8..12, 2..220)) {
        let mut register = Register::default();
        for (k, sex) in sexes.iter().enumerate() {
            let mut death = Death::new(&k.to_string());
            death.kind = Kind::Natural;
            death.sex = Some([Sex::Female, Sex::Male, Sex::Other][usize::from(sex / 5)]);
            register.deaths.push(death);
        }
        let description = Description::new(&register, &Institutions::new(&register), &Model::default(), None);
        let sex = description.evidence().iter().find(|kind| kind.name() == "sex");
        let n = sexes.len();
        let pairs = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
        let sum: f64 = pairs.map(|(i, j)| sex.map_or(0.0, |sex| sex.factor(i, j))).sum();
        let mean = sum / (n * (n - 1) / 2) as f64;
        prop_assert!(mean <= 1.0 + 1e-4, "{}", mean);
        prop_assert!(n < 100 || mean >= 1.0 - 1e-4, "{}", mean);
    }
}
