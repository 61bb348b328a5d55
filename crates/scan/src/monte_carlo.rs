//! How often chance alone gives a statistic as high: Monte Carlo draws, each with a random stream of its own.

use crate::gumbel::Gumbel;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Draws made at one go before their results are looked at. Fixed, so that stopping early does not depend on the
/// number of threads.
const BATCH: u32 = 64;

/// How many draws are made, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draws {
    /// Draws at most; 999 is usual, 0 gives no p-values.
    pub count: u32,
    /// Seed. Draw `i` has stream `i` of it, so that a longer run begins with the same draws.
    pub seed: u64,
    /// Stop as soon as this many draws are at least as strong as the strongest window: its p-value is then clear
    /// (Besag and Clifford 1991). `None`: never stop early.
    pub stop_after: Option<u32>,
}

impl Draws {
    /// This many draws from this seed, all of them made.
    pub fn new(count: u32, seed: u64) -> Draws {
        Draws { count, seed, stop_after: None }
    }
}

/// What the draws gave.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Simulated {
    /// Statistic of the strongest window of each draw, in the order of the draws.
    pub strongest: Vec<f64>,
    /// True where the draws were stopped early.
    pub stopped_early: bool,
    /// The distribution fitted to them, where it can be.
    pub gumbel: Option<Gumbel>,
}

/// How surprising a statistic is, among the strongest of all windows of each draw: corrected for all windows tried.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Significance {
    /// Monte Carlo p-value: its rank among the draws (Dwass 1957; Besag and Clifford 1991 where stopped early).
    pub p_value: f64,
    /// p-value by the fitted distribution.
    pub gumbel_p_value: Option<f64>,
}

impl Significance {
    /// Days between false signals this strong if the scan is run every `every_days` days: `every_days / p` (Kleinman,
    /// Lazarus and Platt 2004), by the fitted distribution where there is one.
    pub fn recurrence_days(&self, every_days: f64) -> f64 {
        every_days / self.gumbel_p_value.unwrap_or(self.p_value)
    }
}

impl Simulated {
    /// Draws statistics with `draw`, which is given the stream of its draw and memory to use again; `observed` is the
    /// strongest statistic of the data.
    pub(crate) fn run<M: Default>(
        draws: &Draws,
        observed: f64,
        draw: impl Fn(&mut ChaCha8Rng, &mut M) -> f64 + Sync,
    ) -> Simulated {
        let mut strongest = Vec::with_capacity(draws.count as usize);
        let mut stopped_early = false;
        let enough = draws.stop_after.unwrap_or(u32::MAX);
        let mut exceeding = 0;
        for begin in (0..draws.count).step_by(BATCH as usize) {
            let end = begin.saturating_add(BATCH).min(draws.count);
            let batch: Vec<f64> = (begin..end)
                .into_par_iter()
                .map_init(M::default, |memory, number| {
                    let mut random = ChaCha8Rng::seed_from_u64(draws.seed);
                    random.set_stream(u64::from(number));
                    draw(&mut random, memory)
                })
                .collect();
            for statistic in batch {
                strongest.push(statistic);
                exceeding += u32::from(statistic >= observed);
                if exceeding >= enough {
                    stopped_early = strongest.len() < draws.count as usize;
                    break;
                }
            }
            if exceeding >= enough {
                break;
            }
        }
        let gumbel = Gumbel::fit(&strongest);
        Simulated { strongest, stopped_early, gumbel }
    }

    /// How surprising a statistic is; `None` without draws.
    pub fn significance(&self, statistic: f64) -> Option<Significance> {
        if self.strongest.is_empty() {
            return None;
        }
        let draws = self.strongest.len() as f64;
        let as_strong = self.strongest.iter().filter(|&&other| other >= statistic).count() as f64;
        let p_value = if self.stopped_early { as_strong.max(1.0) / draws } else { (as_strong + 1.0) / (draws + 1.0) };
        Some(Significance { p_value, gumbel_p_value: self.gumbel.map(|gumbel| gumbel.p_value(statistic)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::RngExt;

    fn uniform(draws: &Draws, observed: f64) -> Simulated {
        Simulated::run(draws, observed, |random, _: &mut ()| random.random::<f64>())
    }

    #[test]
    fn the_p_value_is_the_rank_among_the_draws() {
        let simulated = uniform(&Draws::new(999, 7), 2.0);
        assert_eq!(simulated.significance(2.0).map(|found| found.p_value), Some(0.001));
        assert_eq!(simulated.significance(-1.0).map(|found| found.p_value), Some(1.0));
    }

    #[test]
    fn a_longer_run_begins_with_the_same_draws() {
        let (short, long) = (uniform(&Draws::new(10, 7), 2.0), uniform(&Draws::new(200, 7), 2.0));
        assert_eq!(short.strongest[..], long.strongest[..10]);
        assert_ne!(short.strongest, uniform(&Draws::new(10, 8), 2.0).strongest);
    }

    #[test]
    fn draws_stop_when_the_answer_is_clear() {
        let simulated = uniform(&Draws { stop_after: Some(20), ..Draws::new(9999, 7) }, 0.5);
        assert!(simulated.stopped_early && simulated.strongest.len() < 100);
        let p = simulated.significance(0.5).unwrap().p_value;
        assert_eq!(p, 20.0 / simulated.strongest.len() as f64);
    }

    #[test]
    fn without_draws_there_is_no_p_value() {
        assert_eq!(uniform(&Draws::new(0, 7), 1.0).significance(1.0), None);
    }

    #[test]
    fn a_rarer_signal_recurs_later() {
        let found = Significance { p_value: 0.01, gumbel_p_value: None };
        assert_eq!(found.recurrence_days(1.0), 100.0);
        assert_eq!(Significance { gumbel_p_value: Some(0.002), ..found }.recurrence_days(7.0), 3500.0);
    }
}
