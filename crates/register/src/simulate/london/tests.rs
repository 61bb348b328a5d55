use super::*;
use crate::simulate::barking;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static FOUR_YEARS: LazyLock<Register> = LazyLock::new(|| london(&London::default(), 11));

fn four_years() -> &'static Register {
    &FOUR_YEARS
}

fn values(register: &Register, field: Field) -> Vec<&Statement> {
    register.statements.iter().filter(|statement| statement.field == field).collect()
}

#[test]
fn four_years_of_london_have_43_800_deaths_between_the_two_days() {
    let register = four_years();
    assert_eq!(register.deaths.len(), 43_800);
    let (first, last) = (Day::from_ymd(2012, 1, 1).unwrap(), Day::from_ymd(2015, 12, 31).unwrap());
    assert_eq!((London::default().from, London::default().to), (first, last));
    assert!(register.deaths.iter().all(|death| (first..=last).contains(&death.known_from.unwrap())));
    assert!(register.deaths.windows(2).all(|pair| pair[0].known_from <= pair[1].known_from));
    assert_eq!(London::between(first, last).deaths, 43_830);
}

#[test]
fn the_same_seed_gives_the_same_register_byte_for_byte() {
    let settings = London { deaths: 2_000, ..London::default() };
    let text = |seed| {
        let register = london(&settings, seed);
        let words: Vec<&str> = (0..register.terms.len()).map(|n| register.terms.text(crate::Term(n as u32))).collect();
        format!("{:?} {:?} {words:?}", register.deaths, register.statements)
    };
    assert_eq!(text(4), text(4));
    assert_ne!(text(4), text(5));
}

#[test]
fn on_the_first_day_there_is_no_cause_no_toxicology_and_no_manner() {
    let register = four_years();
    let silent = |death: &Death| death.cause.is_none() && death.substances.is_none() && death.manner.is_none();
    assert!(register.deaths.iter().all(silent));
    let unexplained = register.terms.get("unexplained");
    assert!(register.deaths.iter().filter(|d| d.category == unexplained).all(|d| d.kind == Kind::Unknown));
    let known: BTreeMap<&str, Day> =
        register.deaths.iter().map(|death| (death.id.as_str(), death.known_from.unwrap())).collect();
    assert!(register.statements.iter().all(|s| s.known_from > known[s.death.as_str()]));
    let delays: Vec<i32> =
        values(register, Field::Substances).iter().map(|s| s.known_from - known[s.death.as_str()]).collect();
    let mean = delays.iter().sum::<i32>() as f64 / delays.len() as f64;
    assert!((mean - 42.0).abs() < 1.0, "{mean}");
    assert_eq!(values(register, Field::Cause).len(), 43_800);
    assert_eq!(values(register, Field::Manner).len(), 43_800);
    assert!(register.statements.windows(2).all(|pair| pair[0].known_from <= pair[1].known_from));
}

#[test]
fn toxicology_ghb_cocaine_mdma_and_morphine_are_as_published() {
    let register = four_years();
    let tested = values(register, Field::Substances);
    assert!((tested.len() as f64 / 43_800.0 - 0.132).abs() < 0.006, "{}", tested.len());
    let share = |name: &str| {
        let with = tested.iter().filter(|s| s.value.split(';').any(|found| found == name)).count();
        with as f64 / tested.len() as f64
    };
    assert!((share("cocaine") - 0.030).abs() < 0.009, "cocaine {}", share("cocaine"));
    assert!((share("MDMA") - 0.0125).abs() < 0.006, "mdma {}", share("MDMA"));
    assert!((share("GHB") - 0.0098).abs() < 0.004, "ghb {}", share("GHB"));
    let drug: BTreeSet<&str> = values(register, Field::Cause)
        .iter()
        .filter(|s| s.value.contains("toxicity") && !s.value.contains("alcohol") || s.value.contains("Toxic effects"))
        .map(|s| s.death.as_str())
        .collect();
    let per_year = drug.len() as f64 / 4.0;
    assert!((per_year - 322.0).abs() < 32.0, "{per_year}");
    let morphine = tested.iter().filter(|s| drug.contains(s.death.as_str()) && s.value.contains("morphine")).count();
    assert!((morphine as f64 / drug.len() as f64 - 0.28).abs() < 0.04, "{morphine} of {}", drug.len());
}

#[test]
fn ghb_deaths_of_june_2011_to_october_2015_are_near_58_and_double_in_2015() {
    let period = London::between(Day::from_ymd(2011, 6, 1).unwrap(), Day::from_ymd(2015, 10, 31).unwrap());
    let (mut all, mut in_2015, mut at_home, mut central) = (0, 0, 0, 0);
    const CENTRAL: [&str; 5] = ["Lambeth", "Southwark", "Westminster", "Camden", "Islington"];
    const SEEDS: u64 = 5;
    for seed in 0..SEEDS {
        let register = &london(&period, seed);
        let day: BTreeMap<&str, Day> =
            register.deaths.iter().map(|death| (death.id.as_str(), death.known_from.unwrap())).collect();
        for statement in values(register, Field::Substances) {
            if statement.value.split(';').any(|found| found == "GHB") {
                all += 1;
                let found = register.deaths.iter().find(|found| found.id == statement.death).unwrap();
                let place = found.place.as_deref().unwrap();
                at_home += usize::from(found.place_kind == register.terms.get("home"));
                central += usize::from(CENTRAL.iter().any(|borough| place.ends_with(borough)));
                in_2015 += usize::from(day[statement.death.as_str()].ymd().0 == 2015);
            }
        }
    }
    let mean = all as f64 / SEEDS as f64;
    assert!((mean - 58.0).abs() < 10.0, "{mean}");
    let rates = (in_2015 as f64 / 10.0) / ((all - in_2015) as f64 / 43.0);
    assert!((1.6..2.9).contains(&rates), "{rates}");
    // These five boroughs have 15% of London's people.
    assert!(central as f64 > 0.28 * at_home as f64, "{central} of {at_home}");
}

#[test]
fn men_ages_places_and_categories_are_in_proportion() {
    let register = four_years();
    let count = |of: &dyn Fn(&Death) -> bool| register.deaths.iter().filter(|d| of(d)).count() as f64 / 43_800.0;
    let place = |name: &str| register.terms.get(name);
    assert!((0.50..0.62).contains(&count(&|d| d.sex == Some(Sex::Male))));
    assert!((0.20..0.36).contains(&count(&|d| d.place_kind == place("hospital"))));
    assert!((0.40..0.60).contains(&count(&|d| d.place_kind == place("home"))));
    assert!((0.08..0.16).contains(&count(&|d| d.place_kind == place("care home"))));
    assert!((0.12..0.16).contains(&count(&|d| d.category == place("expected"))));
    assert!(
        (0.0004..0.002).contains(&count(&|d| d.place_kind == place("churchyard"))) || place("churchyard").is_some()
    );
    let homicides =
        values(register, Field::Manner).iter().filter(|s| &*s.value == "homicide").count() as f64 / (4.0 * 52.0);
    assert!((1.5..3.2).contains(&homicides), "{homicides} a week");
    // The published figure counts undetermined intent, of which drug deaths and others have some more.
    let intent = |s: &&&Statement| matches!(&*s.value, "suicide" | "undetermined");
    let suicides = values(register, Field::Manner).iter().filter(intent).count() as f64 / 4.0;
    assert!((520.0..720.0).contains(&suicides), "{suicides} a year");
}

#[test]
fn more_die_in_winter() {
    let register = four_years();
    let months = register.deaths.iter().map(|death| death.known_from.unwrap().ymd().1);
    let winter = months.filter(|month| matches!(month, 12 | 1 | 2 | 3)).count() as f64;
    let ratio = winter / 4.0 / ((43_800.0 - winter) / 8.0);
    assert!((1.08..1.24).contains(&ratio), "{ratio}");
}

#[test]
fn circumstances_are_noted_in_some_cases_only() {
    let register = four_years();
    let noted = register.deaths.iter().filter(|death| !death.circumstances.is_empty()).count() as f64 / 43_800.0;
    assert!((0.25..0.55).contains(&noted), "{noted}");
    for code in
        ["found outdoors", "propped sitting", "telephone missing", "note present", "naked", "locked from inside"]
    {
        let term = register.terms.get(code).unwrap();
        assert!(register.deaths.iter().any(|death| death.circumstances.contains(&term)), "{code}");
    }
}

#[test]
fn no_telephone_is_shared_but_those_of_institutions_and_officers_recur_within_their_borough() {
    let register = four_years();
    let mut telephones: BTreeMap<&str, usize> = BTreeMap::new();
    let mut officers: BTreeMap<&str, usize> = BTreeMap::new();
    for contact in register.deaths.iter().flat_map(|death| &death.contacts) {
        if let Some(telephone) = contact.telephone.as_deref().filter(|_| &*contact.role == "finder") {
            *telephones.entry(telephone).or_default() += 1;
        }
        if let Some(name) = contact.name.as_deref().filter(|_| &*contact.role == "attended") {
            *officers.entry(name).or_default() += 1;
        }
    }
    assert!(telephones.len() > 10_000);
    assert!(telephones.values().all(|&count| count == 1));
    let mean = officers.values().sum::<usize>() as f64 / officers.len() as f64;
    assert!(mean > 15.0, "{mean}");
}

#[test]
fn many_die_at_hospitals_and_hardly_any_point_of_a_home_recurs() {
    let register = four_years();
    let mut points: BTreeMap<(u64, u64, u32), usize> = BTreeMap::new();
    for death in &register.deaths {
        let (point, kind) = (death.point.unwrap(), death.place_kind.unwrap());
        *points.entry((point.lat.to_bits(), point.lon.to_bits(), kind.0)).or_default() += 1;
        assert!((51.2..51.8).contains(&point.lat) && (-0.65..0.45).contains(&point.lon), "{point:?}");
    }
    let (home, hospital) = (register.terms.get("home").unwrap().0, register.terms.get("hospital").unwrap().0);
    let most = |kind: u32| points.iter().filter(|(key, _)| key.2 == kind).map(|(_, &count)| count).max().unwrap();
    assert!(most(hospital) > 300, "{}", most(hospital));
    assert!(most(home) < 12, "{}", most(home));
}

#[test]
fn the_barking_deaths_take_their_place_in_order() {
    let mut register = four_years().clone();
    barking(&mut register);
    assert_eq!(register.deaths.len(), 43_804);
    assert!(register.deaths.windows(2).all(|pair| pair[0].known_from <= pair[1].known_from));
    assert!(register.statements.windows(2).all(|pair| pair[0].known_from <= pair[1].known_from));
}
