//! The explanation "a place where many die" speaks for a bridge, a hospice and a hospital, and not for every series of a small town.

#![allow(clippy::unwrap_used)]

use colligate_evidence::Model;
use colligate_linkage::result::{RegisterSummary, Series};
use colligate_linkage::{LinkOptions, Silent, link};
use colligate_register::simulate::{County, county};
use colligate_register::{Age, DeathId, Kind, Point, Register, Span};

const NAME: &str = "a place where many die";
/// Degrees of latitude in a metre.
const METRE: f64 = 1.0 / 111_195.0;

fn town(seed: u64) -> Register {
    county(&County { deaths: 2_500, side_km: 7.0, hospitals: 2, ..County::default() }, seed)
}

fn series(register: &Register) -> Vec<Series> {
    let options =
        LinkOptions { draws: 19, all_draws: true, replay: false, surges: false, top: 500, ..LinkOptions::default() };
    link(register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap().result.series
}

fn supported(series: &Series) -> bool {
    let told = series.explanations.iter().find(|explanation| explanation.name == NAME).unwrap();
    assert!(told.sentence.contains("within 100 m") || told.sentence.contains("no coordinates"), "{}", told.sentence);
    told.supported
}

/// Of the series that chance makes in some towns: how many are explained so, and how many there are.
fn of_chance(town: impl Fn(u64) -> Register) -> (usize, usize) {
    let all: Vec<bool> =
        (1..33).flat_map(|seed| series(&town(seed)).iter().map(supported).collect::<Vec<_>>()).collect();
    let said = all.iter().filter(|supported| **supported).count();
    println!("supported for {said} of {} chance series", all.len());
    assert!(all.len() > 160, "{}", all.len());
    (said, all.len())
}

#[test]
fn few_chance_series_of_a_small_town_are_at_a_place_where_many_die() {
    let (said, of) = of_chance(town);
    assert!(said * 20 <= of, "{said} of {of}");
}

#[test]
fn few_chance_series_of_a_small_town_without_a_hospital_are() {
    let (said, of) = of_chance(|seed| {
        let mut register = town(seed);
        let hospital = register.terms.get("hospital");
        register.deaths.retain(|death| death.place_kind != hospital);
        register
    });
    assert!(said * 16 <= of, "{said} of {of}");
}

#[test]
fn few_are_where_coordinates_are_those_of_squares() {
    let (said, of) = of_chance(|seed| {
        let mut register = town(seed);
        for point in register.deaths.iter_mut().filter_map(|death| death.point.as_mut()) {
            let whole = |degrees: f64| (degrees / 0.005).round() * 0.005;
            (point.lat, point.lon) = (whole(point.lat), whole(point.lon));
        }
        register
    });
    assert!(said * 10 <= of, "{said} of {of}");
}

/// Brings so many deaths of a kind to within some metres of one place, and plants three of them as a series.
fn gathered(register: &mut Register, kind: Kind, many: usize, spread_m: f64, (lat, lon): (f64, f64)) -> Vec<DeathId> {
    let rare = ["aconitine", "colchicine", "strychnine"].map(|name| register.terms.intern(name));
    for k in 0..many {
        let death = &mut register.deaths[17 + 23 * k];
        let along = (k % 11) as f64 / 10.0 * spread_m * METRE;
        death.point = Some(Point { lat: lat + along, lon, imprecision_m: 0.0 });
        (death.kind, death.place_kind) = (kind, None);
    }
    let planted = [17 + 23 * 4, 17 + 23 * 15, 17 + 23 * 26];
    let first = register.deaths[planted[0]].day().unwrap();
    for (k, &at) in planted.iter().enumerate() {
        let death = &mut register.deaths[at];
        death.died = Some(Span::on(first + 2 * k as i32));
        (death.cause, death.manner, death.category) = (Some("Aconitine in tea".into()), Some(rare[1]), Some(rare[2]));
        (death.age, death.substances) = (Some(Age { low: 41.0, high: 41.0 }), Some(rare.to_vec().into()));
    }
    planted.map(|at| register.deaths[at].id.clone()).into()
}

/// The planted series, as it is found.
fn found(register: &Register, planted: &[DeathId]) -> Series {
    let held = |series: &Series| series.members.iter().filter(|member| planted.contains(&member.id)).count() > 1;
    series(register).into_iter().find(held).unwrap()
}

/// The middle of the falls that ended in a hospital, and how many they are.
fn hospital(register: &Register, name: &str) -> ((f64, f64), usize) {
    let at = |death: &&colligate_register::Death| death.place.as_deref() == Some(name) && death.kind == Kind::Fall;
    let falls: Vec<Point> = register.deaths.iter().filter(at).filter_map(|death| death.point).collect();
    ((falls[0].lat, falls[0].lon), falls.len())
}

#[test]
fn a_bridge_and_a_hospice_at_the_edge_of_town_are_places_where_many_die() {
    for (kind, many, spread_m) in [(Kind::Fall, 40, 90.0), (Kind::Natural, 60, 0.0)] {
        let mut register = town(3);
        let planted = gathered(&mut register, kind, many, spread_m, (43.066, -87.95));
        let found = found(&register, &planted);
        assert!(supported(&found), "{:?}", found.explanations);
    }
}

#[test]
fn a_bridge_near_a_hospital_is_a_place_where_many_die() {
    for metres in [300.0, 800.0, 1_500.0] {
        for seed in [3, 4, 5] {
            let mut register = town(seed);
            let ((lat, lon), falls) = hospital(&register, "Hospital 1");
            let planted = gathered(&mut register, Kind::Fall, 35, 90.0, (lat + metres * METRE, lon));
            assert!(falls > 20, "{falls}");
            let found = found(&register, &planted);
            assert!(supported(&found), "{metres} m from {falls}: {:?}", found.explanations);
        }
    }
}

#[test]
fn a_hospital_is_a_place_where_many_die_and_its_street_is_not() {
    let mut register = town(3);
    let ((lat, lon), falls) = hospital(&register, "Hospital 1");
    let planted = gathered(&mut register, Kind::Fall, 30, 0.0, (lat, lon));
    assert!(supported(&found(&register, &planted)), "{falls}");
    // The same three deaths, some streets further on and each by itself.
    let mut register = town(3);
    let planted = gathered(&mut register, Kind::Fall, 27, 0.0, (lat, lon));
    for (k, id) in planted.iter().enumerate() {
        let death = register.deaths.iter_mut().find(|death| death.id == *id).unwrap();
        death.point = Some(Point { lat: lat + (300.0 + 130.0 * k as f64) * METRE, lon, imprecision_m: 0.0 });
    }
    let found = found(&register, &planted);
    assert!(!supported(&found), "{:?}", found.explanations);
}
