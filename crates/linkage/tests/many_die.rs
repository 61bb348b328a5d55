//! The explanation "a place where many die" speaks for a bridge and a hospice, and not for every series of a small town.

#![allow(clippy::unwrap_used)]

use colligate_evidence::Model;
use colligate_linkage::result::{RegisterSummary, Series};
use colligate_linkage::{LinkOptions, Silent, link};
use colligate_register::simulate::{County, county};
use colligate_register::{Age, DeathId, Kind, Point, Register, Span};

const NAME: &str = "a place where many die";

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

#[test]
fn few_chance_series_of_a_small_town_are_at_a_place_where_many_die() {
    let all: Vec<bool> =
        (1..9).flat_map(|seed| series(&town(seed)).iter().map(supported).collect::<Vec<_>>()).collect();
    let said = all.iter().filter(|supported| **supported).count();
    println!("supported for {said} of {} chance series", all.len());
    assert!(all.len() > 40, "{}", all.len());
    assert!(said * 8 <= all.len(), "{said} of {}", all.len());
}

/// Brings so many deaths of a kind to within some metres of one place, and plants three of them as a series.
fn gathered(register: &mut Register, kind: Kind, many: usize, spread_m: f64) -> Vec<DeathId> {
    let rare = ["aconitine", "colchicine", "strychnine"].map(|name| register.terms.intern(name));
    // At the edge of the town, far from its two hospitals: a hospital is a place where many die, too.
    let (lat, lon) = (43.066, -87.95);
    for k in 0..many {
        let death = &mut register.deaths[17 + 23 * k];
        let along = (k % 11) as f64 / 10.0 * spread_m / 111_195.0;
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

#[test]
fn a_bridge_and_a_hospice_are_places_where_many_die() {
    for (kind, many, spread_m) in [(Kind::Fall, 40, 90.0), (Kind::Natural, 60, 0.0)] {
        let mut register = town(3);
        let planted = gathered(&mut register, kind, many, spread_m);
        let all = series(&register);
        let held = |series: &&Series| series.members.iter().filter(|member| planted.contains(&member.id)).count() > 1;
        let found = all.iter().find(held).unwrap_or_else(|| panic!("the planted series of {kind} is not found"));
        assert!(supported(found), "{:?}", found.explanations);
    }
}
