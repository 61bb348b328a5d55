//! What is usual among the reference writers, and how alike two texts are measured against it.
//!
//! Every n-gram is measured in standard deviations from its mean among the reference writers (Burrows's Delta, 2002),
//! and two texts by the cosine of the angle between them (Smith and Aldridge 2011; Evert et al. 2017,
//! <https://doi.org/10.1093/llc/fqx023>).

use super::profile::Counts;

/// Writers who must use an n-gram for it to count. What one or two use has no spread to be measured in.
const WRITERS_USING: u32 = 3;

/// Means and spreads of the n-grams among writers.
pub(super) struct Space {
    /// One over the variance of an n-gram; 0 where it does not count.
    precision: Vec<f64>,
    mean: Vec<f64>,
    /// Number of each n-gram among those that count: close together, so that a text spread out fits the cache.
    place: Vec<u32>,
    /// How many n-grams count.
    counting: usize,
    /// Squared distance of the mean from nothing.
    origin: f64,
}

/// A text in a space.
pub(super) struct Placed {
    /// N-grams that count: number, place among those that count, share in standard deviations.
    grams: Vec<(u32, u32, f64)>,
    /// Product with the mean.
    across: f64,
    /// Length of the vector from the mean.
    length: f64,
}

impl Space {
    /// The space of some writers, each given by the texts of theirs. Every writer counts the same, however many texts
    /// there are.
    pub fn of(writers: &[Vec<&Counts>], grams: usize) -> Self {
        let (mut mean, mut square) = (vec![0.0; grams], vec![0.0; grams]);
        let (mut using, mut last) = (vec![0u32; grams], vec![u32::MAX; grams]);
        for (writer, texts) in (0u32..).zip(writers) {
            let weight = 1.0 / (writers.len() * texts.len()).max(1) as f64;
            for (gram, share) in texts.iter().flat_map(|text| text.shares()) {
                let gram = gram as usize;
                if let (Some(mean), Some(square), Some(using), Some(last)) =
                    (mean.get_mut(gram), square.get_mut(gram), using.get_mut(gram), last.get_mut(gram))
                {
                    *mean += weight * share;
                    *square += weight * share * share;
                    *using += u32::from(*last != writer);
                    *last = writer;
                }
            }
        }
        let variance = square.iter().zip(&mean).map(|(square, mean)| square - mean * mean);
        let precision: Vec<f64> = variance
            .zip(&using)
            .map(|(variance, &using)| if using >= WRITERS_USING && variance > 1e-14 { 1.0 / variance } else { 0.0 })
            .collect();
        let origin = mean.iter().zip(&precision).map(|(mean, precision)| mean * mean * precision).sum();
        let mut counting = 0;
        let mut place = Vec::with_capacity(grams);
        for &precision in &precision {
            place.push(counting);
            counting += u32::from(precision > 0.0);
        }
        Self { precision, mean, place, counting: counting as usize, origin }
    }

    /// How many n-grams count.
    pub fn grams(&self) -> usize {
        self.counting
    }

    /// Mean share of an n-gram among the writers.
    pub fn mean(&self, gram: u32) -> f64 {
        self.mean.get(gram as usize).copied().unwrap_or(0.0)
    }

    /// A text in this space.
    pub fn place(&self, text: &Counts) -> Placed {
        let mut grams = Vec::new();
        let (mut across, mut square) = (0.0, 0.0);
        for (gram, share) in text.shares() {
            let (Some(&precision), Some(&place)) = (self.precision.get(gram as usize), self.place.get(gram as usize))
            else {
                continue;
            };
            if precision > 0.0 {
                let deviation = share * precision.sqrt();
                across += deviation * precision.sqrt() * self.mean(gram);
                square += deviation * deviation;
                grams.push((gram, place, deviation));
            }
        }
        Placed { grams, across, length: (square - 2.0 * across + self.origin).max(0.0).sqrt() }
    }

    /// Cosine of the angle between one text and each of the others, seen from the mean: from −1 to 1, 0 where a text
    /// has nothing to measure.
    pub fn cosines<'a>(&self, one: &Placed, others: impl IntoIterator<Item = &'a Placed>) -> Vec<f64> {
        let mut spread = vec![0.0; self.counting];
        for &(_, place, deviation) in &one.grams {
            if let Some(cell) = spread.get_mut(place as usize) {
                *cell = deviation;
            }
        }
        let cosine = |other: &Placed| {
            let shared = other
                .grams
                .iter()
                .map(|&(_, place, deviation)| deviation * spread.get(place as usize).copied().unwrap_or(0.0));
            let product = shared.sum::<f64>() - one.across - other.across + self.origin;
            let lengths = one.length * other.length;
            if lengths > 0.0 { (product / lengths).clamp(-1.0, 1.0) } else { 0.0 }
        };
        others.into_iter().map(cosine).collect()
    }

    /// What each n-gram that either text uses adds to their cosine: number, deviation of one, deviation of the other
    /// (standard deviations), part of the cosine. What is left of the cosine comes from n-grams that neither uses.
    pub fn parts(&self, one: &Placed, other: &Placed) -> Vec<(u32, f64, f64, f64)> {
        let lengths = one.length * other.length;
        let mut grams: Vec<u32> = one.grams.iter().chain(&other.grams).map(|&(gram, ..)| gram).collect();
        grams.sort_unstable();
        grams.dedup();
        let deviation = |text: &Placed, gram: u32| {
            let found =
                text.grams.binary_search_by_key(&gram, |&(gram, ..)| gram).ok().and_then(|at| text.grams.get(at));
            let precision = self.precision.get(gram as usize).copied().unwrap_or(0.0);
            found.map_or(0.0, |&(.., deviation)| deviation) - self.mean(gram) * precision.sqrt()
        };
        let part = |gram| {
            let (a, b) = (deviation(one, gram), deviation(other, gram));
            (gram, a, b, if lengths > 0.0 { a * b / lengths } else { 0.0 })
        };
        grams.into_iter().map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::Vocabulary;
    use super::super::tokens::tokens;
    use super::*;

    const TEXTS: [&str; 5] = [
        "we went there and then we came back, and so it was",
        "it was not that we would have gone, but they did",
        "and so they went; and then, they came back to us",
        "I would not have said so, but it was what they did then",
        "they would have gone back and then it was not so, was it",
    ];

    #[test]
    fn the_cosine_is_that_of_the_deviations_written_out() {
        let mut known = Vocabulary::default();
        TEXTS.iter().for_each(|text| known.learn(&tokens(text)));
        let texts: Vec<Counts> = TEXTS.iter().map(|text| known.count(&known.numbers(&tokens(text)))).collect();
        let writers: Vec<Vec<&Counts>> = texts.iter().map(|text| vec![text]).collect();
        let space = Space::of(&writers, known.len());
        let written_out = |text: &Counts| {
            let shares: Vec<(u32, f64)> = text.shares().collect();
            let one = |gram: usize| shares.iter().find(|share| share.0 as usize == gram).map_or(0.0, |share| share.1);
            (0..known.len())
                .map(|gram| (one(gram) - space.mean[gram]) * space.precision[gram].sqrt())
                .collect::<Vec<f64>>()
        };
        let (a, b) = (written_out(&texts[0]), written_out(&texts[2]));
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let expected = dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt();
        let (one, other) = (space.place(&texts[0]), space.place(&texts[2]));
        assert!((space.cosines(&one, [&other])[0] - expected).abs() < 1e-12);
        assert!((space.cosines(&one, [&one])[0] - 1.0).abs() < 1e-12);
        let parts = space.parts(&one, &other);
        let neither: f64 = (0..known.len() as u32)
            .filter(|gram| parts.iter().all(|part| part.0 != *gram))
            .map(|gram| a[gram as usize] * b[gram as usize] / (dot(&a, &a) * dot(&b, &b)).sqrt())
            .sum();
        assert!((parts.iter().map(|part| part.3).sum::<f64>() + neither - expected).abs() < 1e-12);
    }

    #[test]
    fn what_two_writers_use_does_not_count() {
        let mut known = Vocabulary::default();
        TEXTS.iter().for_each(|text| known.learn(&tokens(text)));
        let texts: Vec<Counts> = TEXTS.iter().map(|text| known.count(&known.numbers(&tokens(text)))).collect();
        let writers: Vec<Vec<&Counts>> = texts.iter().map(|text| vec![text]).collect();
        let space = Space::of(&writers, known.len());
        let counts = |name: &str| {
            (0..known.len()).find(|&gram| known.name(gram as u32) == name).map(|gram| space.precision[gram] > 0.0)
        };
        assert_eq!(counts("i"), Some(false));
        assert_eq!(counts("and"), Some(true));
    }
}
