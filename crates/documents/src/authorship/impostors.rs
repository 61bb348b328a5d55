//! How alike two texts are next to how alike each is to other writers.
//!
//! General Impostors (Koppel and Winter 2014, <https://doi.org/10.1002/asi.22954>) asks how often the known writer is
//! nearer than impostors drawn at random. Drawn without end, that is a rank among all impostors. Here the likeness is
//! set against the mean and spread of its impostors, which keeps more than the rank does: from the side of the
//! questioned text and from the side of the known texts, the mean of the two (the symmetric normalisation of speaker
//! recognition, Shum et al. 2010).

/// A text's likeness to each impostor: number of the writer, cosine.
pub(super) struct Cohort(pub Vec<(usize, f64)>);

/// Least spread of cosines among impostors that is measured against; below it lies rounding.
const LEAST_SPREAD: f64 = 1e-6;

/// Mean and spread of a text's likeness to impostors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Among {
    mean: f64,
    spread: f64,
}

impl Cohort {
    /// The mean and spread, with each writer counting as `weights` say.
    pub fn among(&self, weights: &[f64]) -> Among {
        let of = |&(writer, value): &(usize, f64)| (weights.get(writer).copied().unwrap_or(0.0), value);
        let total = self.0.iter().map(|one| of(one).0).sum::<f64>().max(f64::MIN_POSITIVE);
        let mean = self.0.iter().map(of).map(|(weight, value)| weight * value).sum::<f64>() / total;
        let square = self.0.iter().map(of).map(|(weight, value)| weight * (value - mean).powi(2)).sum::<f64>() / total;
        Among { mean, spread: square.sqrt().max(LEAST_SPREAD) }
    }
}

impl Among {
    /// How many spreads above the mean of the impostors a cosine lies.
    fn standing(self, cosine: f64) -> f64 {
        (cosine - self.mean) / self.spread
    }
}

/// The score of a questioned text against known texts: 0 for a likeness as among strangers, in standard deviations.
pub(super) fn score(cosine: f64, questioned: Among, known: Among) -> f64 {
    f64::midpoint(questioned.standing(cosine), known.standing(cosine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likeness_is_measured_in_spreads_of_the_impostors() {
        let near = Cohort(vec![(0, 0.1), (1, 0.3)]);
        let far = Cohort(vec![(0, -0.2), (1, 0.2)]);
        // (0.4 − 0.2) / 0.1 = 2 and (0.4 − 0) / 0.2 = 2.
        for weights in [[1.0, 1.0], [3.0, 3.0]] {
            assert!((score(0.4, near.among(&weights), far.among(&weights)) - 2.0).abs() < 1e-9);
        }
    }

    #[test]
    fn an_impostor_drawn_twice_counts_twice() {
        let twice = Cohort(vec![(0, 0.1), (1, 0.4), (1, 0.4)]).among(&[1.0, 1.0]);
        let weighted = Cohort(vec![(0, 0.1), (1, 0.4)]);
        assert!((twice.standing(0.5) - weighted.among(&[1.0, 2.0]).standing(0.5)).abs() < 1e-12);
        assert!(weighted.among(&[0.0, 0.0]).standing(0.5).is_finite());
    }
}
