//! A register that is kept ready links and tells as a run over it does.

#![allow(clippy::unwrap_used)]

use colligate_evidence::Model;
use colligate_linkage::result::{RegisterSummary, Series};
use colligate_linkage::{LinkError, LinkOptions, ReadyRegister, Silent, link};
use colligate_register::Register;
use colligate_register::simulate::{County, Plan, county, plant};

fn planted() -> Register {
    let register = county(&County { deaths: 2_000, ..County::default() }, 11);
    let plan = Plan { size: 6, radius_m: 200.0, days: 300, shared_substance: true, ..Plan::default() };
    plant(&register, &plan, 2).unwrap().0
}

fn options() -> LinkOptions {
    LinkOptions { draws: 19, all_draws: true, replay: false, ..LinkOptions::default() }
}

fn run(register: &Register) -> Vec<Series> {
    link(register, RegisterSummary::default(), &Model::default(), &options(), &Silent).unwrap().result.series
}

#[test]
fn a_ready_register_links_as_a_run_does() {
    let register = planted();
    let ready = ReadyRegister::new(&register, &Model::default());
    let (linked, null) = ready.link(&register, RegisterSummary::default(), &options(), None, &Silent).unwrap();
    assert_eq!(linked.result.series, run(&register));
    let (again, _) = ready.link(&register, RegisterSummary::default(), &options(), null, &Silent).unwrap();
    assert_eq!(again.result.series, linked.result.series);
}

#[test]
fn what_all_deaths_tell_of_a_series_is_what_was_told() {
    let register = planted();
    let ready = ReadyRegister::new(&register, &Model::default());
    let series = run(&register);
    assert!(series.len() >= 5, "{}", series.len());
    for told in series.iter().filter(|series| series.members.iter().all(|member| member.incident.is_empty())) {
        let again = ready.retell(told).unwrap();
        assert!((again.weight - told.weight).abs() < 1e-9, "{} {}", again.weight, told.weight);
        // Around a series a run scans one death of each incident.
        let plain = |series: &Series| {
            let mut series = Series { weight: 0.0, surges: None, ..series.clone() };
            series.explanations.pop();
            series
        };
        assert_eq!(plain(&again), plain(told));
    }
}

#[test]
fn a_part_of_a_register_tells_of_no_other_death() {
    let register = planted();
    let found = &run(&register)[0];
    let members = |id: &str| found.members.iter().any(|member| member.id.as_str() == id);
    let near = |death: &colligate_register::Death| {
        let (lat, lon) = death.point.map_or((0.0, 0.0), |point| (point.lat, point.lon));
        (lat - found.lat.unwrap()).abs() < 0.01 && (lon - found.lon.unwrap()).abs() < 0.01
    };
    let mut part = register.clone();
    part.deaths.retain(|death| members(death.id.as_str()) || !near(death));
    assert!(register.deaths.len() - part.deaths.len() > 10);
    let ready = ReadyRegister::new(&part, &Model::default());
    let told = ready.retell(found).unwrap();
    assert_eq!((told.e_value, &told.visibility, &told.breaks), (found.e_value, &found.visibility, &found.breaks));
    assert!(told.nearby.len() < found.nearby.len());
    let sum = |series: &Series| series.background.iter().map(|(_, count)| count).sum::<u32>();
    assert!(sum(&told) < sum(found), "{} {}", sum(&told), sum(found));
    let place = |series: &Series| series.links[0].evidence.iter().find(|row| row.evidence == "place").cloned().unwrap();
    assert_ne!(place(&told).sentence, place(found).sentence);
    assert_eq!(told.links[0], ready.compare(&told.links[0].a, &told.links[0].b).unwrap());
    part.deaths.retain(|death| death.id != found.members[0].id);
    let without = ReadyRegister::new(&part, &Model::default());
    assert!(matches!(without.retell(found), Err(LinkError::NoSuchDeath { .. })));
}
