//! How often chance alone gives a statistic as high: Monte Carlo draws, each with a random stream of its own.

use crate::error::ScanError;
use crate::gumbel::Gumbel;
use colligate_register::Progress;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Draws searched together.
pub(crate) const BLOCK: u32 = 64;

/// Log likelihood ratios closer than this count as equal when draws are compared with the data (SaTScan).
pub(crate) const SAME: f64 = 1e-9;

/// How many draws are made, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draws {
    /// Draws at most; 999 is usual, 0 gives no p-values.
    pub count: u32,
    /// Seed. Draw `i` has stream `i` of it, so that a longer run begins with the same draws.
    pub seed: u64,
}

impl Draws {
    /// This many draws from this seed.
    pub fn new(count: u32, seed: u64) -> Draws {
        Draws { count, seed }
    }

    /// The random stream of a draw.
    pub(crate) fn stream(&self, number: u32) -> ChaCha8Rng {
        let mut random = ChaCha8Rng::seed_from_u64(self.seed);
        random.set_stream(u64::from(number));
        random
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
    /// The p-value to report: one of the two below, as the analysis asked.
    pub p_value: f64,
    /// Monte Carlo p-value: its rank among the draws (Dwass 1957; Besag and Clifford 1991 where stopped early).
    pub monte_carlo: f64,
    /// p-value by the fitted distribution.
    pub gumbel: Option<f64>,
    /// How many draws were at least as strong.
    pub as_strong: u32,
}

impl Simulated {
    /// Draws statistics with `draw`, which gives those of a range of draws. `observed` is the strongest statistic of the data; the
    /// draws stop when `stop_after` of them are as strong.
    pub(crate) fn run(
        draws: &Draws,
        stop_after: Option<u32>,
        observed: f64,
        progress: &dyn Progress,
        draw: impl Fn(Range<u32>) -> Vec<f64> + Sync,
    ) -> Result<Simulated, ScanError> {
        progress.stage("draws", u64::from(draws.count));
        let mut strongest: Vec<f64> = Vec::with_capacity(draws.count as usize);
        let enough = stop_after.unwrap_or(u32::MAX).max(1);
        let (mut exceeding, mut stopped_early) = (0, false);
        // How many blocks go at once does not change the result: where draws stop early, what lies past the stop is cut off.
        let together = BLOCK.saturating_mul(rayon::current_num_threads().max(1) as u32);
        let mut next = 0;
        while next < draws.count && !stopped_early {
            let end = next.saturating_add(together).min(draws.count);
            let starts: Vec<u32> = (next..end).step_by(BLOCK as usize).collect();
            let blocks: Vec<Vec<f64>> = starts
                .into_par_iter()
                .map(|start| {
                    if progress.cancelled() {
                        return Vec::new();
                    }
                    let range = start..start.saturating_add(BLOCK).min(end);
                    let count = range.len() as u64;
                    let block = draw(range);
                    progress.advance(count);
                    block
                })
                .collect();
            if progress.cancelled() {
                return Err(ScanError::Cancelled);
            }
            for statistic in blocks.into_iter().flatten() {
                strongest.push(statistic);
                exceeding += u32::from(statistic >= observed - SAME);
                if exceeding >= enough {
                    stopped_early = strongest.len() < draws.count as usize;
                    break;
                }
            }
            next = end;
        }
        let gumbel = Gumbel::fit(&strongest);
        Ok(Simulated { strongest, stopped_early, gumbel })
    }

    /// How surprising a statistic is; `None` without draws. `gumbel_below`: report the fitted distribution where fewer
    /// draws than this were as strong.
    pub(crate) fn significance(&self, statistic: f64, gumbel_below: u32) -> Option<Significance> {
        if self.strongest.is_empty() {
            return None;
        }
        let draws = self.strongest.len() as f64;
        let as_strong = self.strongest.iter().filter(|&&other| other >= statistic - SAME).count() as u32;
        let count = f64::from(as_strong);
        let monte_carlo = if self.stopped_early { count.max(1.0) / draws } else { (count + 1.0) / (draws + 1.0) };
        let gumbel = self.gumbel.map(|gumbel| gumbel.p_value(statistic));
        let p_value = if as_strong < gumbel_below { gumbel.unwrap_or(monte_carlo) } else { monte_carlo };
        Some(Significance { p_value, monte_carlo, gumbel, as_strong })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use colligate_register::Silent;
    use rand::RngExt;

    fn uniform(draws: &Draws, stop_after: Option<u32>, observed: f64) -> Simulated {
        let draw = |range: Range<u32>| range.map(|number| draws.stream(number).random::<f64>()).collect();
        Simulated::run(draws, stop_after, observed, &Silent, draw).unwrap()
    }

    #[test]
    fn the_p_value_is_the_rank_among_the_draws() {
        let simulated = uniform(&Draws::new(999, 7), None, 2.0);
        assert_eq!(simulated.significance(2.0, 0).map(|found| found.p_value), Some(0.001));
        assert_eq!(simulated.significance(-1.0, 0).map(|found| found.p_value), Some(1.0));
    }

    #[test]
    fn a_longer_run_begins_with_the_same_draws() {
        let (short, long) = (uniform(&Draws::new(10, 7), None, 2.0), uniform(&Draws::new(200, 7), None, 2.0));
        assert_eq!(short.strongest[..], long.strongest[..10]);
        assert_ne!(short.strongest, uniform(&Draws::new(10, 8), None, 2.0).strongest);
    }

    #[test]
    fn draws_stop_when_the_answer_is_clear() {
        let simulated = uniform(&Draws::new(9999, 7), Some(20), 0.5);
        assert!(simulated.stopped_early && simulated.strongest.len() < 100);
        let p = simulated.significance(0.5, 0).unwrap().p_value;
        assert_eq!(p, 20.0 / simulated.strongest.len() as f64);
    }

    #[test]
    fn without_draws_there_is_no_p_value() {
        assert_eq!(uniform(&Draws::new(0, 7), None, 1.0).significance(1.0, 0), None);
    }

    #[test]
    fn a_strong_cluster_has_the_fitted_p_value() {
        let simulated = uniform(&Draws::new(999, 7), None, 2.0);
        let found = simulated.significance(2.0, 9).unwrap();
        assert_eq!(Some(found.p_value), found.gumbel);
        assert!(found.p_value < 0.001);
    }

    #[test]
    fn the_caller_can_stop_a_run() {
        struct Stop;
        impl Progress for Stop {
            fn stage(&self, _: &str, _: u64) {}
            fn advance(&self, _: u64) {}
            fn cancelled(&self) -> bool {
                true
            }
        }
        let stopped = Simulated::run(&Draws::new(99, 1), None, 1.0, &Stop, |range| vec![0.0; range.len()]);
        assert_eq!(stopped, Err(ScanError::Cancelled));
    }
}
