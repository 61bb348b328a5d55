//! Language models of tokens: how expected each token is after those before it.
//!
//! Interpolated Kneser-Ney smoothing (Kneser and Ney 1995; Chen and Goodman 1999, eq. 24–26) with one discount. The
//! longest n-grams, and those that begin a sentence, go by how often they stand in the text; shorter ones by how many
//! different tokens stand before them.

use rustc_hash::FxHashMap;

/// The token before every sentence; never predicted.
pub(super) const BEGIN: u32 = 0;
/// The token after every sentence.
pub(super) const END: u32 = 1;

/// What is taken off every count, as in LambdaG (Nini et al. 2024).
const DISCOUNT: f64 = 0.75;

/// The empty n-gram.
const ROOT: u32 = 0;

/// A model of sentences.
pub(super) struct KneserNey {
    order: usize,
    /// Tokens that could come next, those never seen among them.
    alphabet: f64,
    /// An n-gram by the number of all but its last token and that token.
    nodes: FxHashMap<(u32, u32), u32>,
    grams: Vec<Gram>,
}

/// What is known of an n-gram.
#[derive(Clone, Copy, Default)]
struct Gram {
    /// How often it counts.
    count: f64,
    /// Sum of the counts of those one token longer.
    total: f64,
    /// How many of them there are.
    types: f64,
}

impl KneserNey {
    /// Learns from sentences of tokens from 1 on, of which 1 is the end; `alphabet` is how many tokens there can be,
    /// the end among them.
    pub fn learn<'a>(sentences: impl IntoIterator<Item = &'a [u32]>, order: usize, alphabet: usize) -> Self {
        let mut model = Self {
            order: order.max(1),
            alphabet: alphabet as f64,
            nodes: FxHashMap::default(),
            grams: vec![Gram::default()],
        };
        // Parent, length and whether it begins a sentence; how often it stands; how many tokens stand before it.
        let mut shapes = vec![(ROOT, 0usize, false)];
        let (mut stands, mut before) = (vec![0u32], vec![0u32]);
        for sentence in sentences {
            let framed: Vec<u32> = [BEGIN].into_iter().chain(sentence.iter().copied()).chain([END]).collect();
            let mut later: Vec<u32> = Vec::new();
            for (at, &first) in framed.iter().enumerate().rev() {
                let mut path = Vec::new();
                let mut parent = ROOT;
                for (k, &token) in framed.iter().skip(at).take(model.order).enumerate() {
                    let next = u32::try_from(shapes.len()).unwrap_or(u32::MAX);
                    let node = *model.nodes.entry((parent, token)).or_insert(next);
                    if node == next {
                        shapes.push((parent, k + 1, first == BEGIN));
                        stands.push(0);
                        before.push(0);
                        // A new n-gram is a new way to come to its end: path of the next position, one shorter.
                        let shorter =
                            k.checked_sub(1).and_then(|k| later.get(k)).and_then(|&node| before.get_mut(node as usize));
                        shorter.into_iter().for_each(|count| *count += 1);
                    }
                    stands.get_mut(node as usize).into_iter().for_each(|count| *count += 1);
                    path.push(node);
                    parent = node;
                }
                later = path;
            }
        }
        model.grams = vec![Gram::default(); shapes.len()];
        for (node, (&(parent, length, begins), (&stands, &before))) in
            shapes.iter().zip(stands.iter().zip(&before)).enumerate().skip(1)
        {
            let count = match (length, begins) {
                (1, true) => 0,
                (length, _) if length == model.order => stands,
                (_, true) => stands,
                _ => before,
            };
            if let Some(gram) = model.grams.get_mut(node) {
                gram.count = f64::from(count);
            }
            if let Some(parent) = model.grams.get_mut(parent as usize).filter(|_| count > 0) {
                parent.total += f64::from(count);
                parent.types += 1.0;
            }
        }
        model
    }

    /// Probability of a token after others, the nearest last.
    pub fn probability(&self, before: &[u32], token: u32) -> f64 {
        let mut probability = 1.0 / self.alphabet;
        for length in 0..self.order.min(before.len() + 1) {
            let context = before.iter().skip(before.len() - length);
            let node = context.copied().try_fold(ROOT, |node, token| self.nodes.get(&(node, token)).copied());
            let Some(context) =
                node.and_then(|node| self.grams.get(node as usize)).filter(|context| context.total > 0.0)
            else {
                break;
            };
            let gram =
                node.and_then(|node| self.nodes.get(&(node, token))).and_then(|&node| self.grams.get(node as usize));
            let seen = gram.map_or(0.0, |gram| (gram.count - DISCOUNT).max(0.0));
            probability = (seen + DISCOUNT * context.types * probability) / context.total;
        }
        probability
    }

    /// Natural log of the probability of a sentence, its end among it.
    pub fn log_likelihood(&self, sentence: &[u32]) -> f64 {
        let framed: Vec<u32> = [BEGIN].into_iter().chain(sentence.iter().copied()).chain([END]).collect();
        let token = |at: usize| {
            let before = framed.get(at.saturating_sub(self.order - 1)..at).unwrap_or_default();
            framed.get(at).map_or(0.0, |&token| self.probability(before, token).ln())
        };
        (1..framed.len()).map(token).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const A: u32 = 2;
    const B: u32 = 3;
    const C: u32 = 4;

    #[test]
    fn probabilities_are_those_worked_by_hand() {
        // Sentences "a b" and "a c". Tokens before: a 1, b 1, c 1, end 2; total 5 of 4 kinds; 4 tokens in the alphabet.
        let sentences: [&[u32]; 2] = [&[A, B], &[A, C]];
        let model = KneserNey::learn(sentences, 2, 4);
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} for {expected}");
        near(model.probability(&[], A), 0.25 / 5.0 + 0.75 * 4.0 / 5.0 / 4.0);
        near(model.probability(&[], END), 1.25 / 5.0 + 0.15);
        // After a: b once, c once. (1 − 0.75) / 2 + 0.75 · 2/2 · 0.2
        near(model.probability(&[A], B), 0.275);
        // At the start: a twice. (2 − 0.75) / 2 + 0.75 · 1/2 · 0.2
        near(model.probability(&[BEGIN], A), 0.7);
        // After b: the end once. (1 − 0.75) / 1 + 0.75 · 0.4
        near(model.probability(&[B], END), 0.55);
        near(model.log_likelihood(&[A, B]), (0.7f64 * 0.275 * 0.55).ln());
    }

    proptest! {
        #[test]
        fn probabilities_sum_to_one_after_anything(
            sentences in prop::collection::vec(prop::collection::vec(2u32..7, 0..8), 0..6),
            before in prop::collection::vec(0u32..9, 0..6),
            order in 1usize..5,
        ) {
            let model = KneserNey::learn(sentences.iter().map(Vec::as_slice), order, 8);
            let sum: f64 = (END..=8).map(|token| model.probability(&before, token)).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }
}
