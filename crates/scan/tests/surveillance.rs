//! Surveillance replayed over past days.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use colligate_register::Day;
use colligate_scan::{
    Analysis, Draws, LongestWindow, ModelKind, Replay, ScanData, ScanError, Silent, StudyPeriod, Timing, replay,
};

/// A case a day somewhere along a road, and eight cases at one end of it on days 100 to 103.
fn road() -> ScanData {
    let mut events: Vec<(f64, f64, Day)> =
        (0..120).map(|day| (43.0 + 0.05 * f64::from(day * 7 % 12), -88.0, Day(day))).collect();
    events.extend((0..8).map(|case| (43.0, -88.001 - 0.0001 * f64::from(case), Day(100 + case / 2))));
    ScanData::from_points(StudyPeriod::new(Day(0), Day(119)).unwrap(), &events).unwrap()
}

fn daily() -> Analysis {
    let mut analysis = Analysis::new(ModelKind::SpaceTimePermutation);
    analysis.timing = Timing::Prospective;
    analysis.time.max = LongestWindow::Units(7);
    analysis.draws = Draws::new(199, 1);
    analysis
}

#[test]
fn a_planted_surge_signals_on_its_days_and_not_before() {
    let days = Replay { from: Day(90), to: Day(110), days_back: 90 };
    let result = replay(&road(), &daily(), &days, &Silent).unwrap();
    assert_eq!((result.days.len(), result.skipped), (21, 0));
    let signals = |from: i32, to: i32| {
        let over = |day: &&colligate_scan::DayScan| {
            (from..=to).contains(&day.day.0)
                && day.strongest.as_ref().and_then(|cluster| cluster.recurrence_days).is_some_and(|days| days >= 100.0)
        };
        result.days.iter().filter(over).count()
    };
    assert_eq!(signals(90, 99), 0);
    assert!(signals(101, 104) >= 3);
    let at_its_height = result.days.iter().find(|day| day.day == Day(103)).unwrap();
    let planted = at_its_height.strongest.as_ref().unwrap().cases.iter().filter(|&&case| case >= 120).count();
    assert_eq!(planted, 8, "cases are numbered as in the whole data");
    assert!(at_its_height.continues);
    let of_100 = result.rates.iter().find(|rate| rate.recurrence_days == 100.0).unwrap();
    assert_eq!(of_100.signals, 1, "days in a row are one signal: {of_100:?}");
}

#[test]
fn what_is_not_known_yet_does_not_count() {
    let days = Replay { from: Day(99), to: Day(99), days_back: 60 };
    let whole = replay(&road(), &daily(), &days, &Silent).unwrap();
    let mut before = road();
    before.cases.retain(|row| row.day <= Day(99));
    assert_eq!(whole.days, replay(&before, &daily(), &days, &Silent).unwrap().days);
    assert_eq!(whole.days[0].cases, 60);
}

#[test]
fn a_replay_needs_windows_that_are_alive() {
    let days = Replay { from: Day(99), to: Day(99), days_back: 60 };
    let back = Analysis { timing: Timing::Retrospective, ..daily() };
    assert!(matches!(replay(&road(), &back, &days, &Silent), Err(ScanError::DoesNotGoWith { .. })));
    let wrong = Replay { to: Day(98), ..days };
    assert!(matches!(replay(&road(), &daily(), &wrong, &Silent), Err(ScanError::EmptyPeriod { .. })));
}
