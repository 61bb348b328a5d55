//! How alike unrelated deaths are, and what a similarity is worth beside them.

/// What a similarity is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    /// The mean of `κ·p^(κ−1)` over the `p` that it stands for.
    pub ratio: f32,
    /// Share of unrelated pairs at least as alike.
    pub share: f32,
}

/// How alike unrelated deaths are: the distinct similarities of a sample, lowest first, with what each is worth, and what
/// one between two of them is.
#[derive(Clone, Debug, Default)]
pub(super) struct Unrelated {
    alike: Vec<f32>,
    at: Vec<Level>,
    /// Between the one before and this one; the last stands for one above all.
    below: Vec<Level>,
    /// Where the similarities of each step begin.
    steps: Vec<u32>,
    /// The most that a similarity of each step is worth.
    most: Vec<f32>,
}

/// Bits of a similarity below which two are of one step: what is left is the exponent and eight bits of the mantissa,
/// which are in the order of the numbers.
const STEP_BITS: u32 = 15;
/// The first step: similarities below a thousandth are of one.
const FIRST: u32 = 0.001f32.to_bits() >> STEP_BITS;
/// Steps up to a similarity of 1.
const STEPS: usize = ((1f32.to_bits() >> STEP_BITS) - FIRST) as usize + 1;

#[inline]
fn step(similarity: f32) -> usize {
    ((similarity.to_bits() >> STEP_BITS).saturating_sub(FIRST) as usize).min(STEPS - 1)
}

impl Unrelated {
    pub(super) fn new(mut sample: Vec<f32>, kappa: f64) -> Unrelated {
        sample.sort_unstable_by(f32::total_cmp);
        let of = sample.len() as f64 + 1.0;
        // Where many pairs are equally alike, a similarity stands for a whole interval of `p`, and the mean over
        // unrelated pairs stays one.
        let level = |more: usize, as_much: usize| {
            let (from, to) = (more as f64 / of, (as_much as f64 + 1.0) / of);
            Level { ratio: ((to.powf(kappa) - from.powf(kappa)) / (to - from)) as f32, share: to as f32 }
        };
        let mut unrelated = Unrelated::default();
        let mut left = sample.len();
        for same in sample.chunk_by(|a, b| a == b) {
            unrelated.alike.push(same[0]);
            unrelated.below.push(level(left, left));
            unrelated.at.push(level(left - same.len(), left));
            left -= same.len();
        }
        unrelated.below.push(level(0, 0));
        unrelated.steps =
            (0..=STEPS).map(|at| unrelated.alike.partition_point(|&alike| step(alike) < at) as u32).collect();
        // What is more alike is worth more.
        unrelated.most = unrelated.steps[1..].iter().map(|&end| unrelated.below[end as usize].ratio).collect();
        // And none are more alike than the same.
        let same = unrelated.level(1.0).ratio;
        unrelated.most.iter_mut().for_each(|most| *most = most.min(same));
        unrelated
    }

    /// A ratio that no similarity up to this one exceeds.
    #[inline]
    pub(super) fn bound(&self, similarity: f32) -> f32 {
        self.most.get(step(similarity)).copied().unwrap_or(1.0)
    }

    /// True where nothing was sampled.
    pub(super) fn is_empty(&self) -> bool {
        self.alike.is_empty()
    }

    pub(super) fn level(&self, similarity: f32) -> Level {
        let step = step(similarity);
        let (from, to) = (self.steps[step] as usize, self.steps[step + 1] as usize);
        let at = from + self.alike[from..to].partition_point(|&alike| alike < similarity);
        match self.alike.get(at) {
            Some(&alike) if alike == similarity => self.at[at],
            _ => self.below[at],
        }
    }
}
