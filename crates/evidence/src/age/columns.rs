//! Ages in plain columns, for one death against a run of others.

use super::fast::FastAge;
use crate::columns::{exp_bound, padded};
use crate::place::least;
use std::ops::Range;

/// Ages of a run of deaths in plain columns.
pub(crate) struct AgeColumns {
    low: Vec<f32>,
    high: Vec<f32>,
    inverse: Vec<f32>,
}

impl AgeColumns {
    pub(crate) fn new(age: &FastAge, deaths: &[u32]) -> AgeColumns {
        let of = |&death: &u32| age.ages[death as usize].unwrap_or_default();
        AgeColumns {
            low: padded(deaths.iter().map(|death| of(death).0)),
            high: padded(deaths.iter().map(|death| of(death).1)),
            inverse: padded(deaths.iter().map(|&death| age.inverse[death as usize])),
        }
    }

    /// Multiplies `out` by bounds on the factors of `a` with those of `range`: the kernel over two ranges of age is at
    /// most that of the least difference between them.
    #[inline(always)]
    pub(crate) fn bounds(&self, age: &FastAge, a: usize, range: Range<usize>, out: &mut [f32]) {
        let (low, high, inverse) = (self.low[a], self.high[a], self.inverse[a]);
        let (rest, tall, steep) = age.kernel_parts();
        let n = out.len();
        let (lows, highs) = (&self.low[range.clone()][..n], &self.high[range.clone()][..n]);
        let inverses = &self.inverse[range][..n];
        for k in 0..n {
            let (above, below) = (lows[k] - high, low - highs[k]);
            let gap = if above > below { above } else { below };
            let gap = if gap > 0.0 { gap } else { 0.0 };
            let near = least(inverse, inverses[k]);
            let known = rest + tall * exp_bound(gap * steep) * near;
            out[k] *= if near > 0.0 { known } else { 1.0 };
        }
    }
}
