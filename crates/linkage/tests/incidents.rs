//! What counts as one incident, held against comparing every two deaths.

use colligate_evidence::Model;
use colligate_linkage::fold;
use colligate_linkage::world::{Evidence, World};
use colligate_register::simulate::{County, county};
use colligate_register::{Point, Register};

fn at(lat: f64, lon: f64) -> Point {
    Point { lat, lon, imprecision_m: 0.0 }
}

/// Deaths of a county, brought together on a few days in a few streets.
fn crowded(deaths: usize, seed: u64) -> Register {
    let mut register = county(&County { deaths, ..County::default() }, seed);
    let days: Vec<_> = register.deaths[..20].iter().map(|death| death.died).collect();
    for (k, death) in register.deaths.iter_mut().enumerate() {
        death.died = days[k % 20];
        // Two streets, a death every 25 metres or so; every seventh without coordinates, every fifth with an address.
        let along = (k * 7_919 % 211) as f64;
        death.point = Some(at(52.0 + (k % 2) as f64 * 0.01, 0.1 + along * 0.000_36));
        death.place = (k % 5 == 0).then(|| format!("{} LONG STREET", k % 3).into());
        if k % 7 == 0 {
            death.point = None;
        }
    }
    register
}

/// The lowest index that each is joined to by any chain.
fn joined(n: usize, one: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut first: Vec<usize> = (0..n).collect();
    loop {
        let before = first.clone();
        for a in 0..n {
            for b in 0..n {
                if one(a, b) {
                    first[a] = first[a].min(first[b]);
                }
            }
        }
        if first == before {
            return first;
        }
    }
}

/// Incidents by comparing every two deaths.
fn brute(register: &Register, evidence: &Evidence) -> Vec<usize> {
    let n = register.deaths.len();
    let all: Vec<u32> = (0..n as u32).collect();
    let world = World::real(register, evidence, &all);
    let named = |a: usize, b: usize| {
        let (text, id) = (&register.deaths[a].narrative, register.deaths[b].id.as_str());
        id.len() >= 5 && text.as_deref().is_some_and(|text| text.contains(id))
    };
    let near = |a: usize, b: usize| world.one_event(a as u32, b as u32);
    let by_place = joined(n, near);
    let day = |a: usize, b: usize| world.dates[a].0 == world.dates[b].0 && evidence.time.is_known(world.dates[a].0);
    let words = |a: usize, b: usize| {
        let place = |k: usize| register.deaths[k].place.as_deref().filter(|place| place.len() >= 8);
        let outside = !world.spots[a].is_institution() && !world.spots[b].is_institution();
        day(a, b) && outside && place(a).zip(place(b)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    let known = |k: usize| world.spots[k].is_known();
    // One with coordinates and one without: only where all with coordinates and these words are of one incident.
    let mixed = |with: usize, without: usize| {
        let same = |&other: &usize| known(other) && words(without, other);
        (0..n).filter(same).all(|other| by_place[other] == by_place[with])
    };
    let address = |a: usize, b: usize| match (known(a), known(b)) {
        (false, false) => words(a, b),
        (true, false) => words(a, b) && mixed(a, b),
        (false, true) => words(a, b) && mixed(b, a),
        (true, true) => false,
    };
    joined(n, |a, b| near(a, b) || address(a, b) || day(a, b) && (named(a, b) || named(b, a)))
}

#[test]
fn incidents_are_those_of_comparing_every_two_deaths() {
    let mut register = crowded(300, 4);
    let id = register.deaths[41].id.as_str().to_owned();
    register.deaths[61].narrative = Some(format!("See also {id}.").into());
    register.deaths[62].narrative = Some(format!("See also {id}, of another day.").into());
    let evidence = Evidence::new(&register, &Model::default());
    let (units, incidents) = fold(&register, &evidence);
    let first = brute(&register, &evidence);
    let expected: Vec<u32> = (0..first.len()).filter(|&k| first[k] == k).map(|k| k as u32).collect();
    assert_eq!(units, expected);
    assert!(incidents.len() > 10, "{}", incidents.len());
    for incident in &incidents {
        assert!(incident.deaths.is_sorted());
        assert!(incident.deaths.iter().all(|&death| first[death as usize] == incident.deaths[0] as usize));
    }
    let told = |what: &str| incidents.iter().filter(|incident| incident.sentence.contains(what)).count();
    assert!(told("within 60 m") > 10 && told("same words") > 2, "{} {}", told("within 60 m"), told("same words"));
    let naming = incidents.iter().find(|incident| incident.deaths.contains(&61)).unwrap();
    assert!(naming.deaths.contains(&41) && naming.sentence.contains("names the case number"), "{}", naming.sentence);
}

#[test]
fn the_name_of_a_town_does_not_join_places_apart() {
    let mut register = county(&County { deaths: 200, ..County::default() }, 4);
    let day = register.deaths[0].died;
    for (death, point) in register.deaths.iter_mut().zip([Some(at(52.5, 0.2)), Some(at(52.6, 0.2)), None]) {
        (death.died, death.place, death.point) = (day, Some("BRIDGEPORT".into()), point);
    }
    let evidence = Evidence::new(&register, &Model::default());
    let (units, _) = fold(&register, &evidence);
    assert_eq!(units[..3], [0, 1, 2]);
}

#[test]
fn a_chain_of_places_is_one_incident_in_whatever_order_it_is_registered() {
    let chain = |order: [f64; 3]| {
        let mut register = county(&County { deaths: 200, ..County::default() }, 4);
        let day = register.deaths[0].died;
        for (death, east) in register.deaths.iter_mut().zip(order) {
            (death.died, death.place) = (day, None);
            death.point = Some(at(52.5, 0.2 + east * 0.000_8));
        }
        let evidence = Evidence::new(&register, &Model::default());
        fold(&register, &evidence).1.into_iter().map(|incident| incident.deaths).collect::<Vec<_>>()
    };
    for order in [[0.0, 1.0, 2.0], [0.0, 2.0, 1.0], [1.0, 0.0, 2.0], [2.0, 0.0, 1.0]] {
        assert!(chain(order).contains(&vec![0, 1, 2]), "{order:?}: {:?}", chain(order));
    }
}
