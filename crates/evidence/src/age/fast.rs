//! Ages as the search needs them: whole years, or a way back to the full comparison.

use super::counts::year;
use crate::carry_over::{carry_over, laplace};

/// What the search needs of the ages of all deaths.
#[derive(Clone)]
pub(crate) struct FastAge {
    w: f64,
    scale: f64,
    /// The range of each age in years, where known.
    pub(super) ages: Vec<Option<(f32, f32)>>,
    /// The year of an age known to the year; [`NOT_WHOLE`] otherwise.
    years: Vec<u8>,
    /// One over the density of ages there.
    pub(super) inverse: Vec<f32>,
    /// The kernel by difference in whole years.
    kernel: Vec<f32>,
}

const NOT_WHOLE: u8 = u8::MAX;

impl FastAge {
    pub(super) fn new(w: f64, scale: f64, ages: Vec<Option<(f32, f32)>>, inverse: Vec<f32>) -> FastAge {
        let kernel = (0..=usize::from(u8::MAX)).map(|gap| laplace(gap as f64, scale) as f32).collect();
        let whole = |age: &Option<(f32, f32)>| match age {
            Some((low, high)) if low == high && low.fract() == 0.0 => year(*low),
            _ => NOT_WHOLE,
        };
        let years = ages.iter().map(whole).collect();
        FastAge { w, scale, ages, years, inverse, kernel }
    }

    #[inline]
    pub(crate) fn factor(&self, i: usize, j: usize) -> f64 {
        let (a, b) = (self.years[i], self.years[j]);
        if a != NOT_WHOLE && b != NOT_WHOLE {
            let kernel = f64::from(self.kernel[usize::from(a.abs_diff(b))]);
            return carry_over(self.w, kernel * f64::from(self.inverse[i].min(self.inverse[j])));
        }
        match (self.ages[i], self.ages[j]) {
            (Some(a), Some(b)) => {
                let kernel = kernel(a, b, self.scale);
                carry_over(self.w, kernel * f64::from(self.inverse[i].min(self.inverse[j])))
            }
            _ => 1.0,
        }
    }

    /// A factor that no pair with this death exceeds.
    pub(super) fn bound(&self, i: usize) -> f64 {
        carry_over(self.w, laplace(0.0, self.scale) * f64::from(self.inverse[i])).max(1.0)
    }

    /// Which of two deaths has the commoner age: its background is taken.
    pub(super) fn commoner(&self, i: usize, j: usize) -> usize {
        if self.inverse[i] <= self.inverse[j] { i } else { j }
    }

    /// The range of an age in years, where known.
    pub(crate) fn range(&self, i: usize) -> Option<(f32, f32)> {
        self.ages[i]
    }

    /// What the factors of a death are made of at most: the share not carried over, the height of the kernel times `w`
    /// over the background, and how fast it falls, in one over years.
    pub(crate) fn parts(&self, i: usize) -> (f32, f32, f32) {
        let (rest, tall, steep) = self.kernel_parts();
        (rest, tall * self.inverse[i], steep)
    }

    pub(super) fn kernel_parts(&self) -> (f32, f32, f32) {
        ((1.0 - self.w) as f32, (self.w * laplace(0.0, self.scale)) as f32, (1.0 / self.scale) as f32)
    }
}

/// The kernel at the difference of two ages; where one is a range, its mean over the range.
pub(super) fn kernel(a: (f32, f32), b: (f32, f32), scale: f64) -> f64 {
    if a.0 == a.1 && b.0 == b.1 {
        return laplace(f64::from(a.0 - b.0), scale);
    }
    const POINTS: usize = 5;
    let at = |range: (f32, f32), k: usize| {
        f64::from(range.0) + f64::from(range.1 - range.0) * (k as f64 + 0.5) / POINTS as f64
    };
    let pairs = (0..POINTS * POINTS).map(|k| laplace(at(a, k / POINTS) - at(b, k % POINTS), scale));
    pairs.sum::<f64>() / (POINTS * POINTS) as f64
}
