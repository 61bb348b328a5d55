//! A weighed pair of which the truth is known.

/// A pair with its weight, what it is, and how many pairs it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Weight: log10 of the Bayes factor.
    pub weight: f64,
    /// True where the two belong together.
    pub linked: bool,
    /// How many pairs it stands for: 1, or more where it was drawn as a sample.
    pub count: f64,
}

impl From<(f64, bool)> for Judged {
    fn from((weight, linked): (f64, bool)) -> Judged {
        Judged { weight, linked, count: 1.0 }
    }
}

/// The pairs, heaviest first.
pub(super) fn heaviest_first<P: Copy + Into<Judged>>(pairs: &[P]) -> Vec<Judged> {
    let mut sorted: Vec<Judged> = pairs.iter().map(|&pair| pair.into()).collect();
    sorted.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    sorted
}
