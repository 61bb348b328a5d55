//! From the clusters of daily scans to signals: what a person would call one outbreak.
//!
//! A cluster signals on a day when its recurrence interval is [`LEAST_RECURRENCE_DAYS`] or more. Clusters of two days belong to one
//! signal where they overlap in place and time, which means that they share a case. A cluster is held against the latest cluster
//! of each signal, however many days ago that was: a day or two below the level do not end a signal as long as its cases
//! are still in the window. Clusters of one day are different signals.

use crate::result::Cluster;
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// The recurrence interval in days from which a cluster signals.
pub const LEAST_RECURRENCE_DAYS: f64 = 30.0;

/// Recurrence intervals in days whose first day is told of each signal.
pub const LEVELS: [f64; 3] = [LEAST_RECURRENCE_DAYS, 100.0, 365.0];

/// The first day on which a signal reached a recurrence interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FirstOver {
    /// The recurrence interval, one of [`LEVELS`].
    pub recurrence_days: f64,
    /// The day; `None` where it was never reached.
    pub day: Option<Day>,
}

/// A signal of daily surveillance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signal {
    /// First day on which it signalled.
    pub first: Day,
    /// Last day on which it signalled.
    pub last: Day,
    /// Days on which it signalled.
    pub days: u32,
    /// The first day over each of [`LEVELS`].
    pub first_over: Vec<FirstOver>,
    /// The day of its longest recurrence interval: the first of several.
    pub peak: Day,
    /// That recurrence interval in days.
    pub recurrence_days: f64,
    /// The cluster of that day.
    pub cluster: Cluster,
}

/// Signals under construction, day by day.
#[derive(Debug, Default)]
pub(crate) struct Signals {
    signals: Vec<Signal>,
    /// The cases of the latest cluster of each signal, ascending.
    latest: Vec<Vec<u32>>,
}

impl Signals {
    /// Takes the clusters of the next day. They name cases by number, ascending.
    pub(crate) fn add(&mut self, day: Day, clusters: &[Cluster]) {
        let over = |cluster: &&Cluster| cluster.recurrence_days.is_some_and(|days| days >= LEAST_RECURRENCE_DAYS);
        let clusters: Vec<&Cluster> = clusters.iter().filter(over).collect();
        // The pair with the most cases in common first, then the stronger signal, then the order of the list.
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for (number, cluster) in clusters.iter().enumerate() {
            for (signal, latest) in self.latest.iter().enumerate() {
                let common = in_common(&cluster.cases, latest);
                if common > 0 {
                    pairs.push((common, signal, number));
                }
            }
        }
        let peak = |signal: usize| self.signals[signal].recurrence_days;
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then(peak(b.1).total_cmp(&peak(a.1))).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut of_cluster: Vec<Option<usize>> = vec![None; clusters.len()];
        for (_, signal, number) in pairs {
            if of_cluster[number].is_none() && !of_cluster.contains(&Some(signal)) {
                of_cluster[number] = Some(signal);
            }
        }
        for (cluster, signal) in clusters.into_iter().zip(of_cluster) {
            match signal {
                Some(signal) => self.go_on(signal, day, cluster),
                None => self.begin(day, cluster),
            }
        }
    }

    fn begin(&mut self, day: Day, cluster: &Cluster) {
        let first_over = LEVELS.map(|recurrence_days| FirstOver { recurrence_days, day: None }).to_vec();
        self.signals.push(Signal {
            first: day,
            last: day,
            days: 0,
            first_over,
            peak: day,
            recurrence_days: 0.0,
            cluster: cluster.clone(),
        });
        self.latest.push(Vec::new());
        self.go_on(self.signals.len() - 1, day, cluster);
    }

    fn go_on(&mut self, number: usize, day: Day, cluster: &Cluster) {
        let recurrence = cluster.recurrence_days.unwrap_or(0.0);
        let signal = &mut self.signals[number];
        (signal.last, signal.days) = (day, signal.days + 1);
        for first in &mut signal.first_over {
            if first.day.is_none() && recurrence >= first.recurrence_days {
                first.day = Some(day);
            }
        }
        if recurrence > signal.recurrence_days {
            (signal.peak, signal.recurrence_days, signal.cluster) = (day, recurrence, cluster.clone());
        }
        self.latest[number].clone_from(&cluster.cases);
    }

    /// The signals, the strongest first; of equally strong ones the one that peaked first.
    pub(crate) fn finish(mut self) -> Vec<Signal> {
        self.signals.sort_by(|a, b| {
            b.recurrence_days.total_cmp(&a.recurrence_days).then((a.peak, a.first).cmp(&(b.peak, b.first)))
        });
        self.signals
    }
}

/// How many numbers two ascending lists share.
fn in_common(a: &[u32], b: &[u32]) -> usize {
    a.iter().filter(|number| b.binary_search(number).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::{Extent, Rate};

    fn cluster(cases: &[u32], recurrence_days: f64) -> Cluster {
        Cluster {
            extent: Extent::SpaceTime,
            rate: Rate::High,
            circle: None,
            places: vec![0],
            names: vec!["here".to_owned()],
            from: Day(0),
            to: Day(9),
            cases: cases.to_vec(),
            observed: cases.len() as u32,
            expected: 1.0,
            observed_to_expected: cases.len() as f64,
            relative_risk: None,
            population: None,
            annual_per_100_000: None,
            statistic: 5.0,
            significance: None,
            recurrence_days: Some(recurrence_days),
            scan: 1,
            gini: None,
        }
    }

    fn signals(days: &[&[(&[u32], f64)]]) -> Vec<Signal> {
        let mut signals = Signals::default();
        for (day, clusters) in (100..).zip(days) {
            let clusters: Vec<Cluster> = clusters.iter().map(|&(cases, days)| cluster(cases, days)).collect();
            signals.add(Day(day), &clusters);
        }
        signals.finish()
    }

    #[test]
    fn days_whose_clusters_share_a_case_are_one_signal_told_by_its_peak() {
        let found = signals(&[
            &[(&[1, 2], 3.0)],
            &[(&[1, 2, 3], 40.0)],
            &[(&[2, 3, 4], 2_000.0)],
            &[(&[2, 3, 4, 5, 6], 38e6)],
            &[(&[6, 7], 90.0)],
        ]);
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!((one.first, one.last, one.days), (Day(101), Day(104), 4));
        assert_eq!((one.peak, one.recurrence_days, one.cluster.observed), (Day(103), 38e6, 5));
        let over: Vec<Option<Day>> = one.first_over.iter().map(|first| first.day).collect();
        assert_eq!(over, [Some(Day(101)), Some(Day(102)), Some(Day(102))]);
    }

    #[test]
    fn a_weak_day_in_between_does_not_end_a_signal() {
        let found = signals(&[&[(&[1, 2], 50.0)], &[(&[1, 2], 20.0)], &[], &[(&[2, 3], 50.0)]]);
        assert_eq!(found.iter().map(|one| (one.first.0, one.last.0, one.days)).collect::<Vec<_>>(), [(100, 103, 2)]);
    }

    #[test]
    fn two_outbreaks_at_the_same_time_are_two_signals_whichever_is_stronger() {
        let found = signals(&[
            &[(&[1, 2], 60.0), (&[7, 8], 40.0)],
            &[(&[7, 8, 9], 90.0), (&[1, 2, 3], 80.0)],
            &[(&[1, 2, 3], 500.0)],
        ]);
        let told: Vec<(u32, f64, u32)> =
            found.iter().map(|one| (one.cluster.cases[0], one.recurrence_days, one.days)).collect();
        assert_eq!(told, [(1, 500.0, 3), (7, 90.0, 2)]);
    }

    #[test]
    fn a_cluster_goes_on_with_the_signal_it_shares_most_with() {
        let found = signals(&[&[(&[1, 2], 60.0), (&[7, 8, 9], 40.0)], &[(&[2, 7, 8, 9], 70.0), (&[1], 31.0)]]);
        let told: Vec<(u32, f64, u32)> =
            found.iter().map(|one| (one.cluster.cases[0], one.recurrence_days, one.days)).collect();
        assert_eq!(told, [(2, 70.0, 2), (1, 60.0, 2)]);
    }
}
