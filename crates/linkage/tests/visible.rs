//! From when a series could have been seen, where the days on which its deaths became known do not tell.

#![allow(clippy::unwrap_used, clippy::panic)]

use colligate_evidence::Model;
use colligate_linkage::result::{RegisterSummary, Series};
use colligate_linkage::{LinkOptions, Silent, link, replay};
use colligate_register::simulate::{County, county};
use colligate_register::{Day, Register};
use std::collections::BTreeSet;

fn options(alert: f64) -> LinkOptions {
    LinkOptions { draws: 29, all_draws: true, surges: false, alert, ..LinkOptions::default() }
}

fn linked(register: &Register, options: &LinkOptions) -> Vec<Series> {
    link(register, RegisterSummary::default(), &Model::default(), options, &Silent).unwrap().result.series
}

/// A county without planted series, and an alert level that the E-value of one of its chance series crosses long after its
/// deaths became known.
fn slow() -> (Register, f64, String) {
    for seed in 1..20 {
        let register = county(&County { deaths: 1_500, ..County::default() }, seed);
        let last = register.changes().last().unwrap().day;
        for series in linked(&register, &options(10.0)) {
            let Some(seen) = series.visibility else { continue };
            let before = seen.curve.iter().filter(|(day, _)| *day < last).map(|(_, e_value)| *e_value);
            let lowest = before.fold(f64::MAX, f64::min);
            if series.e_value.value > 0.0 && lowest < 1e6 && series.e_value.value < 0.8 * lowest {
                return (register, (series.e_value.value * lowest).sqrt(), series.id);
            }
        }
    }
    panic!("no county has a series that grew stronger while nothing became known of it");
}

#[test]
fn a_series_that_falls_to_the_level_between_two_looks_is_visible_from_the_day_on_which_it_did() {
    let (register, alert, id) = slow();
    let series = linked(&register, &options(alert)).into_iter().find(|series| series.id == id).unwrap();
    assert!(series.e_value.value <= alert);
    let seen = series.visibility.unwrap();
    let visible = seen.visible.expect("it is at or below the level in the end");
    assert!(!seen.members_then.is_empty());
    // A look at every day on which something became known: on its eve it was above, on that day at or below.
    let days: BTreeSet<Day> = register.changes().iter().map(|change| change.day).collect();
    let eve = *days.range(..visible).next_back().unwrap();
    let on = |day: Day| seen.curve.iter().find(|(at, _)| *at == day).map(|(_, e_value)| *e_value);
    assert!(on(eve).unwrap() > alert, "{seen:?}");
    assert!(on(visible).unwrap() <= alert, "{seen:?}");
    assert!(series.members.iter().all(|member| member.day.unwrap() < visible), "{seen:?}");
    assert!(seen.curve.windows(2).all(|two| two[0].0 < two[1].0));
}

#[test]
fn every_series_at_the_level_is_visible_from_some_day_on() {
    for seed in 1..4 {
        let register = county(&County { deaths: 800, ..County::default() }, seed);
        for alert in [1.0, 5.0, 10.0] {
            let options = options(alert);
            let looked = linked(&register, &options);
            let replayed = replay(
                &register,
                RegisterSummary::default(),
                &Model::default(),
                &LinkOptions { every: 90, ..options },
                &Silent,
            );
            for series in looked.iter().take(20).chain(&replayed.unwrap().result.series) {
                if series.e_value.value <= alert {
                    assert!(series.visibility.as_ref().unwrap().visible.is_some(), "{seed} {alert} {series:?}");
                }
            }
        }
    }
}
