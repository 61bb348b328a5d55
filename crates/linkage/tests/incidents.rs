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

/// Incidents by comparing every two deaths: the lowest index that each is joined to by any chain.
fn brute(register: &Register, evidence: &Evidence) -> Vec<usize> {
    let n = register.deaths.len();
    let all: Vec<u32> = (0..n as u32).collect();
    let world = World::real(register, evidence, &all);
    let named = |a: usize, b: usize| {
        let (text, id) = (&register.deaths[a].narrative, register.deaths[b].id.as_str());
        id.len() >= 5 && text.as_deref().is_some_and(|text| text.contains(id))
    };
    let one = |a: usize, b: usize| {
        let (x, y) = (&world.spots[a], &world.spots[b]);
        let near = world.one_event(a as u32, b as u32);
        let place = |k: usize| register.deaths[k].place.as_deref().filter(|place| place.len() >= 8);
        let words = place(a).zip(place(b)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b));
        let outside = !x.is_institution() && !y.is_institution();
        let day = world.dates[a].0 == world.dates[b].0 && evidence.time.is_known(world.dates[a].0);
        near || day && (named(a, b) || named(b, a) || outside && words && !(x.is_known() && y.is_known()))
    };
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
    assert!(incidents.len() > 20, "{}", incidents.len());
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
