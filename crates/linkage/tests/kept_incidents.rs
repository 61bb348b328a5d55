//! Deaths of one event that are compared one by one (`--keep-incidents`).

#![allow(clippy::unwrap_used, clippy::expect_used)]

use colligate_evidence::Model;
use colligate_linkage::result::{LinkResult, RegisterSummary};
use colligate_linkage::{LinkOptions, Linked, Silent, link};
use colligate_register::simulate::{County, county};
use colligate_register::{DeathId, Input, Point, ReadOptions, Register, Span, read};
use std::collections::BTreeSet;

const INCIDENTS: usize = 12;

/// A county in which so many houses burned down with all who lived there.
fn with_fires(deaths: usize) -> Register {
    let mut register = county(&County { deaths, ..County::default() }, 5);
    for fire in 0..INCIDENTS {
        let first = 100 + 97 * fire;
        let (day, kind) = (register.deaths[first].day().unwrap(), register.deaths[first].kind);
        // A house by itself, somewhere in the county.
        let home = register.deaths.iter().filter_map(|death| death.point).nth(53 * fire).unwrap();
        for other in 0..2 + fire % 3 {
            let death = &mut register.deaths[first + 7 * other];
            let (lat, lon) = (home.lat + 0.000_3 + 0.000_05 * other as f64, home.lon + 0.000_3);
            death.point = Some(Point { lat, lon, imprecision_m: 0.0 });
            (death.died, death.kind, death.place_kind) = (Some(Span::on(day)), kind, None);
            death.place = Some(format!("{fire} Ember Row").into());
        }
    }
    register
}

fn linked(register: &Register, keep_incidents: bool) -> Linked {
    let options = LinkOptions {
        draws: 9,
        all_draws: true,
        replay: false,
        surges: false,
        top: 1_000,
        keep_incidents,
        ..LinkOptions::default()
    };
    link(register, RegisterSummary::default(), &Model::default(), &options, &Silent).unwrap()
}

fn incidents(result: &LinkResult) -> BTreeSet<Vec<DeathId>> {
    result.incidents.iter().map(|incident| incident.deaths.clone()).collect()
}

/// Every incident that is folded without the flag is listed with it too, its deaths one by one among the links; and series
/// are grown from the strongest of them.
fn all_are_listed(register: &Register, least: usize) {
    let (folded, kept) = (linked(register, false), linked(register, true));
    let events = incidents(&folded.result);
    assert!(events.len() >= least, "{} incidents", events.len());
    assert_eq!(incidents(&kept.result), events);
    assert!(folded.result.incidents.iter().all(|incident| incident.kept_apart.is_none()));
    for incident in &kept.result.incidents {
        let found = incident.kept_apart.as_ref().expect("its deaths were compared one by one");
        assert!(found.weight.is_finite() && found.e_value.value >= 0.0, "{incident:?}");
        let series = found.series.as_ref().map(|id| kept.result.series.iter().find(|series| series.id == *id).unwrap());
        let held = |id: &&DeathId| series.is_some_and(|series| series.members.iter().any(|member| member.id == **id));
        assert!(series.is_none() || incident.deaths.iter().filter(held).count() > 1, "{incident:?}");
    }
    assert!(kept.result.run.keep_incidents && !folded.result.run.keep_incidents);
    let in_series = |result: &LinkResult| {
        let holds = |deaths: &&Vec<DeathId>| {
            let held = |id: &DeathId| {
                result.series.iter().position(|series| series.members.iter().any(|member| member.id == *id))
            };
            held(&deaths[0]).is_some_and(|at| deaths[1..].iter().any(|id| held(id) == Some(at)))
        };
        events.iter().filter(holds).count()
    };
    println!("{} incidents, {} of them in series where kept", events.len(), in_series(&kept.result));
    assert_eq!(in_series(&folded.result), 0);
    assert!(in_series(&kept.result) > 0);
    // No member of a series stands for others that were kept apart.
    assert!(kept.result.series.iter().flat_map(|series| &series.members).all(|member| member.incident.is_empty()));
}

#[test]
fn every_incident_is_listed_where_its_deaths_are_kept_apart() {
    all_are_listed(&with_fires(2_000), INCIDENTS);
}

#[test]
fn every_incident_of_milwaukee_is_listed_where_its_deaths_are_kept_apart() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers/milwaukee_2020_2026.csv.gz");
    if !std::path::Path::new(path).exists() {
        println!("skipped: the register of Milwaukee County is not at {path}");
        return;
    }
    all_are_listed(&read(Input::Path(path.into()), &ReadOptions::default()).unwrap().register, 80);
}
