use super::*;
use crate::death::{Age, Death, Point};
use crate::terms::{Term, Terms};
use crate::time::Span;
use proptest::prelude::*;

fn barking(terms: &mut Terms) -> Death {
    let mut set = |words: &[&str]| -> Box<[Term]> { words.iter().map(|word| terms.intern(word)).collect() };
    let substances = set(&["GHB", "mephedrone"]);
    let circumstances = set(&["found outdoors", "propped sitting"]);
    Death {
        died: Day::from_ymd(2014, 8, 28).map(Span::on),
        point: Some(Point { lat: 51.5362, lon: 0.0798, imprecision_m: 0.0 }),
        place: Some("St Margaret's Churchyard, Barking".into()),
        place_kind: Some(terms.intern("churchyard")),
        age: Some(Age::exactly(22.0)),
        sex: Some(Sex::Male),
        manner: Some(terms.intern("undetermined")),
        category: Some(terms.intern("unexplained")),
        kind: Kind::Drug,
        cause: Some("Mixed drug overdose".into()),
        substances: Some(substances),
        circumstances,
        ..Death::new("14-2")
    }
}

fn holds(filter: &str) -> bool {
    let mut terms = Terms::default();
    let death = barking(&mut terms);
    Filter::parse(filter).unwrap_or_else(|error| panic!("{error}")).matches(&death, &terms)
}

fn message(filter: &str) -> String {
    Filter::parse(filter).unwrap_err().to_string()
}

#[test]
fn every_field_can_be_asked() {
    for filter in [
        "id is 14-2",
        "died >= 2014-01-01",
        "died = 2014-08",
        "died 2014..2015",
        "died < 2014-08-29 and died > 2014-08-27",
        "known_from 2014-08-28..",
        "age 18..40",
        "age = 22",
        "age is not 23",
        "age != 30..40",
        "sex is M",
        "manner is Undetermined",
        "category = unexplained",
        "kind is drug",
        "kind is not natural",
        "place contains churchyard",
        "place_kind is churchyard",
        "cause contains OVERDOSE",
        "substances has ghb",
        "substances has gamma-hydroxybutyric acid",
        "circumstances has propped sitting",
        "narrative missing",
        "narrative is missing",
        "point is not missing",
        "point near 51.53,0.08 within 2 km",
        "point near 51.5362, 0.0798 within 500m",
    ] {
        assert!(holds(filter), "{filter}");
    }
    for filter in [
        "died > 2014",
        "age > 22",
        "age < 22",
        "sex is female",
        "substances has fentanyl",
        "substances missing",
        "point near 51.53,0.08 within 10 m",
        "place_kind is hospital",
        "id contains x",
    ] {
        assert!(!holds(filter), "{filter}");
    }
}

#[test]
fn and_binds_closer_than_or_and_not_closer_than_and() {
    assert!(holds("sex is male or sex is female and age > 99"));
    assert!(!holds("(sex is male or sex is female) and age > 99"));
    assert!(!holds("not sex is male and age = 22"));
    assert!(holds("not (sex is male and age = 23)"));
    assert!(holds("substances has GHB and died >= 2014-01-01 and age 18..40 and not place_kind is hospital"));
}

#[test]
fn a_test_of_a_missing_field_fails_and_its_denial_holds() {
    let terms = Terms::default();
    let nobody = Death::new("1");
    for test in [
        "age >= 0",
        "age != 3",
        "sex is not male",
        "place contains a",
        "substances has GHB",
        "died > 1900",
        "manner is not natural",
    ] {
        assert!(!Filter::parse(test).unwrap().matches(&nobody, &terms), "{test}");
        assert!(Filter::parse(&format!("not {test}")).unwrap().matches(&nobody, &terms), "{test}");
    }
    assert!(Filter::parse("kind missing and age missing and point missing").unwrap().matches(&nobody, &terms));
}

#[test]
fn ages_are_in_completed_years_unless_a_fraction_is_asked_for() {
    let terms = Terms::default();
    let infant = Death { age: Some(Age::exactly(0.75)), ..Death::new("1") };
    assert!(Filter::parse("age = 0").unwrap().matches(&infant, &terms));
    assert!(Filter::parse("age > 0.5").unwrap().matches(&infant, &terms));
    assert!(!Filter::parse("age < 0.5").unwrap().matches(&infant, &terms));
}

#[test]
fn the_text_of_a_filter_is_canonical() {
    for (text, canonical) in [
        (" SUBSTANCES  has   alcohol", "substances has ethanol"),
        ("(age >= 18)", "age >= 18"),
        ("died 2014..2014-09", "died 2014-01-01..2014-09-30"),
        ("died = 2014-09-20", "died = 2014-09-20"),
        ("age is not 18..20", "age != 18..20"),
        ("not (not age missing)", "not not age missing"),
        ("cause contains 'sex and \"drugs\"'", "cause contains \"sex and \\\"drugs\\\"\""),
        ("kind is gas", "kind is \"carbon monoxide or gas\""),
        ("place_kind is Nursing Home", "place_kind is care home"),
        (
            "sex is f and (age < 1 or age > 2) and (id is 1 and id is 2)",
            "sex is female and (age < 1 or age > 2) and id is 1 and id is 2",
        ),
        ("point near 51.5,-0.1 within 2 km", "point near 51.5,-0.1 within 2000 m"),
    ] {
        assert_eq!(Filter::parse(text).unwrap().to_string(), canonical);
    }
}

#[test]
fn an_error_shows_the_place_and_what_would_work() {
    assert_eq!(
        message("age 18..40 and colour is red"),
        "at character 16 found `colour`; expected a field (id, died, known_from, age, sex, manner, category, kind, place, place_kind, \
         cause, substances, circumstances, narrative, point), `not` or `(`\n  age 18..40 and colour is red\n                 ^"
    );
    assert_eq!(
        message("substances is GHB"),
        "at character 12 found `is`; expected `has` or `missing`\n  substances is GHB\n             ^"
    );
    assert!(
        message("died >= yesterday").contains("found `yesterday`; expected a day, as in 2014-09-20, 2014-09 or 2014")
    );
    assert!(message("died 2014-02-30").contains("2014-02-30"));
    assert!(message("age 40..18").contains("expected an age in years"));
    assert!(message("age < 18..40").contains("expected an age in years"));
    assert!(message("(age 18..40").contains("the filter ends; expected `and`, `or` or `)`"));
    assert!(message("cause contains 'heroin").contains("a closing '"));
    assert!(message("cause contains heroin, fentanyl").contains("found `,`; expected `and`, `or` or the end"));
    assert!(message("kind is murder").contains("a kind of death (unexplained, drug-related"));
    assert!(message("sex is often").contains("found `often`; expected female, male or other"));
    assert!(message("point near 95,0 within 2 km").contains("a latitude in degrees"));
    assert!(message("").contains("the filter ends; expected a field"));
}

#[test]
fn the_caret_stands_under_the_fault_in_a_long_filter_of_any_script() {
    let text = format!("cause contains '{}' and ö", "é".repeat(500));
    let message = message(&text);
    let lines: Vec<&str> = message.lines().collect();
    let caret = lines[2].chars().position(|letter| letter == '^').unwrap();
    assert_eq!(lines[1].chars().nth(caret), Some('ö'));
    assert!(lines[1].chars().count() < 130);
}

#[test]
fn endless_nesting_is_an_error_not_a_crash() {
    assert!(message(&"(".repeat(100_000)).contains("at most 64 levels"));
    assert!(message(&"not ".repeat(100_000)).contains("at most 64 levels"));
    assert!(Filter::parse(&format!("{}age > 1{}", "(".repeat(64), ")".repeat(64))).is_err());
    assert!(Filter::parse(&format!("{}age > 1{}", "(".repeat(63), ")".repeat(63))).is_ok());
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(text in ".{0,80}") {
        if let Err(error) = Filter::parse(&text) {
            let _ = error.to_string();
        }
    }

    #[test]
    fn no_mix_of_known_words_makes_the_parser_panic_and_what_parses_reads_back(
        words in prop::collection::vec(prop::sample::select(vec![
            "age", "died", "cause", "substances", "point", "sex", "kind", "not", "and", "or", "(", ")", "is", "has", "contains", "missing",
            "18", "18..40", "2014", "2014-01..2015", "<", ">=", "!=", "=", "GHB", "'a \"b'", "near", "51.5,0.1", "within", "2", "km", "2km", "drug", "male",
        ]), 0..14)
    ) {
        if let Ok(filter) = Filter::parse(&words.join(" ")) {
            let text = filter.to_string();
            let again = Filter::parse(&text);
            prop_assert_eq!(again.as_ref().map(ToString::to_string), Ok(text));
            prop_assert_eq!(again, Ok(filter));
        }
    }

    #[test]
    fn a_value_reads_back_whatever_is_in_it(value in "\\PC{0,20}") {
        let filter = Filter { condition: Condition::Word(Word::Cause, Comparison::Contains, value.into()) };
        let text = filter.to_string();
        prop_assert_eq!(Filter::parse(&text), Ok(filter), "{}", text);
    }
}

#[test]
fn a_test_of_a_vague_date_holds_where_it_holds_on_every_day() {
    let terms = Terms::default();
    let day = |text: &str| Span::on(text.parse::<Day>().unwrap());
    let between = |from: &str, to: &str| Span { from: day(from).from, to: day(to).to };
    let of = |died: Span| Death { died: Some(died), ..Death::new("1") };
    let (year, night) = (of(between("2014-01-01", "2014-12-31")), of(between("2014-06-01", "2014-06-02")));
    // Holds, cannot be decided.
    for (death, test, holds, undecided) in [
        (&year, "died = 2014", true, false),
        (&year, "died 2013..2015", true, false),
        (&year, "died >= 2014-07-02", false, true),
        (&year, "died < 2014-07-03", false, true),
        (&year, "not died >= 2014-07-02", true, true),
        (&year, "died != 2014-07-02", false, true),
        (&year, "died != 2015", true, false),
        (&year, "died != 2014", false, false),
        (&year, "died > 2014", false, false),
        (&year, "died <= 2014-12-31", true, false),
        (&year, "died < 2014-12-31", false, true),
        (&night, "died >= 2014-06-01", true, false),
        (&night, "died > 2014-06-01", false, true),
        (&night, "died = 2014-06-01", false, true),
        (&night, "died = 2014-06", true, false),
    ] {
        let filter = Filter::parse(test).unwrap();
        assert_eq!((filter.matches(death, &terms), filter.is_undecided(death)), (holds, undecided), "{test}");
        assert_eq!(filter.left_undecided([death, death], &terms), if undecided && !holds { 2 } else { 0 }, "{test}");
    }
    assert!(!Filter::parse("died >= 2014").unwrap().is_undecided(&Death::new("1")), "no date is no vague date");
}
