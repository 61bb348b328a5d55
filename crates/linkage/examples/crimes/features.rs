//! Evidence of every pair of crimes, computed once.

use super::data::Crimes;
use super::evidence::{Backgrounds, mo};

const PLACE_KM: [f64; 6] = [0.1, 0.3, 0.8, 2.0, 4.0, 8.0];
const GAP_DAYS: [f64; 5] = [1.0, 5.0, 20.0, 60.0, 200.0];
const HOURS: [f64; 3] = [0.7, 2.0, 5.0];
const WEEK: [f64; 3] = [1.0, 3.0, 8.0];
const LENGTH: [f64; 3] = [0.2, 0.6, 1.5];

/// Kinds of evidence.
pub const KINDS: [&str; 12] = [
    "place",
    "gap",
    "hour",
    "week",
    "length",
    "mo1",
    "mo2",
    "mo3",
    "distance rank",
    "neighbour rank",
    "gap rank",
    "expected gap rank",
];
const POWERS: [f64; 7] = [2.0, 5.0, 15.0, 50.0, 150.0, 500.0, 2000.0];
const NEAR_POWERS: [f64; 6] = [2.0, 5.0, 15.0, 50.0, 150.0, 400.0];

/// Ratios `K/f` of every pair of crimes: `ratios[kind][scale]`, single precision.
pub struct Features {
    /// How many crimes there are.
    pub n: usize,
    rows: Vec<[Vec<f32>; 12]>,
}

impl Features {
    pub fn new(all: &Crimes) -> Features {
        let crimes = &all.crimes;
        let b = Backgrounds::new(crimes);
        let n = crimes.len();
        let single = |rows: Vec<f64>| rows.into_iter().map(|r| r as f32).collect::<Vec<f32>>();
        let mut rows = Vec::with_capacity(n * (n - 1) / 2);
        for j in 1..n {
            for i in 0..j {
                rows.push([
                    single(b.place(crimes, &PLACE_KM, i, j)),
                    single(b.gap(crimes, &GAP_DAYS, i, j)),
                    single(b.hour(&HOURS, i, j)),
                    single(b.week(&WEEK, i, j)),
                    single(b.length(&LENGTH, i, j)),
                    vec![mo(&b, crimes, 0, i, j) as f32],
                    vec![mo(&b, crimes, 1, i, j) as f32],
                    vec![mo(&b, crimes, 2, i, j) as f32],
                    single(b.distance_rank(crimes, &POWERS, i, j)),
                    single(b.neighbour_rank(crimes, &NEAR_POWERS, i, j)),
                    single(b.gap_rank(crimes, &POWERS, i, j)),
                    single(b.expected_gap_rank(crimes, &POWERS, i, j)),
                ]);
            }
        }
        Features { n, rows }
    }

    pub fn of(&self, i: usize, j: usize) -> &[Vec<f32>; 12] {
        let (i, j) = (i.min(j), i.max(j));
        debug_assert!(j < self.n);
        &self.rows[j * (j - 1) / 2 + i]
    }
}
