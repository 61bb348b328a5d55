//! How often a text uses each n-gram of masked tokens.

use super::tokens::{GAP, Token};
use rustc_hash::FxHashMap;

/// The number of a passage that was left out.
const NO_TOKEN: u32 = u32::MAX - 1;

/// The n-grams of the reference texts, numbered in the order in which they were first seen.
#[derive(Default)]
pub(super) struct Vocabulary {
    tokens: FxHashMap<String, u32>,
    words: Vec<String>,
    grams: FxHashMap<(u32, Option<u32>), u32>,
    runs: Vec<(u32, Option<u32>)>,
}

impl Vocabulary {
    /// The n-gram behind a number, its tokens separated by a space.
    pub fn name(&self, gram: u32) -> String {
        let word = |token: u32| self.words.get(token as usize).map_or("", String::as_str);
        match self.runs.get(gram as usize) {
            Some(&(first, Some(second))) => format!("{} {}", word(first), word(second)),
            Some(&(only, None)) => word(only).to_owned(),
            None => String::new(),
        }
    }

    /// How many n-grams there are.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Takes in the tokens and n-grams of a text.
    pub fn learn(&mut self, tokens: &[Token]) {
        let known = |words: &mut Vec<String>, all: &mut FxHashMap<String, u32>, text: &str| {
            all.get(text).copied().unwrap_or_else(|| {
                let number = u32::try_from(words.len()).unwrap_or(u32::MAX);
                words.push(text.to_owned());
                all.insert(text.to_owned(), number);
                number
            })
        };
        let number = |token: &Token| match &*token.text {
            GAP => NO_TOKEN,
            text => known(&mut self.words, &mut self.tokens, text),
        };
        let numbers: Vec<u32> = tokens.iter().map(number).collect();
        for run in runs(&numbers) {
            let next = u32::try_from(self.runs.len()).unwrap_or(u32::MAX);
            if *self.grams.entry(run).or_insert(next) == next {
                self.runs.push(run);
            }
        }
    }

    /// The tokens of a text by number.
    pub fn numbers(&self, tokens: &[Token]) -> Vec<u32> {
        let number = |token: &Token| match &*token.text {
            GAP => NO_TOKEN,
            text => self.tokens.get(text).copied().unwrap_or(u32::MAX),
        };
        tokens.iter().map(number).collect()
    }

    /// Counts the n-grams of a text given by number; those never learned count for its length only.
    pub fn count(&self, numbers: &[u32]) -> Counts {
        let mut total = 0.0;
        let mut seen = Vec::new();
        for run in runs(numbers) {
            total += 1.0;
            seen.extend(self.grams.get(&run));
        }
        seen.sort_unstable();
        let grams = seen.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len() as f64))).collect();
        Counts { grams, total }
    }
}

/// Every token by itself, then every token with the next. Runs of one and two told writers apart better than runs of
/// one, or of up to three, on the essays of PAN 2014.
fn runs(numbers: &[u32]) -> impl Iterator<Item = (u32, Option<u32>)> + '_ {
    let is_token = |number: &u32| *number != NO_TOKEN;
    let pairs = numbers.iter().zip(numbers.iter().skip(1)).filter(move |(a, b)| is_token(a) && is_token(b));
    let single = numbers.iter().filter(move |number| is_token(number)).map(|&only| (only, None));
    single.chain(pairs.map(|(&first, &second)| (first, Some(second))))
}

/// Counts of the n-grams of one or several texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counts {
    /// N-gram and how often it stands there, by number.
    grams: Vec<(u32, f64)>,
    /// All n-grams, known or not.
    total: f64,
}

impl Counts {
    /// The counts of several texts together.
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Counts>) -> Self {
        let mut all = Vec::new();
        let mut total = 0.0;
        for part in parts {
            all.extend_from_slice(&part.grams);
            total += part.total;
        }
        all.sort_by_key(|&(gram, _)| gram);
        let grams = all
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|run| Some((run.first()?.0, run.iter().map(|&(_, count)| count).sum())))
            .collect();
        Self { grams, total }
    }

    /// Share of each n-gram among all of the text, by number.
    pub fn shares(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        let total = self.total.max(1.0);
        self.grams.iter().map(move |&(gram, count)| (gram, count / total))
    }

    /// Share of one n-gram.
    pub fn share(&self, gram: u32) -> f64 {
        self.count(gram) / self.total.max(1.0)
    }

    /// How often an n-gram stands there.
    pub fn count(&self, gram: u32) -> f64 {
        self.grams
            .binary_search_by_key(&gram, |&(gram, _)| gram)
            .ok()
            .and_then(|at| self.grams.get(at))
            .map_or(0.0, |g| g.1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn learned(texts: &[&str]) -> Vocabulary {
        let mut known = Vocabulary::default();
        texts.iter().for_each(|text| known.learn(&tokens(text)));
        known
    }

    #[test]
    fn runs_of_one_and_two_tokens_are_counted() {
        let known = learned(&["and so and so"]);
        let counts = known.count(&known.numbers(&tokens("and so and so")));
        let named: Vec<_> = counts.grams.iter().map(|&(gram, count)| (known.name(gram), count)).collect();
        let expected = [("and", 2.0), ("so", 2.0), ("and so", 2.0), ("so and", 1.0)];
        assert_eq!(named, expected.map(|(name, count)| (name.to_owned(), count)));
        assert_eq!(counts.total, 7.0);
    }

    #[test]
    fn what_no_reference_text_uses_counts_for_the_length_only() {
        let counts = learned(&["and"]);
        let counts = counts.count(&counts.numbers(&tokens("and so")));
        assert_eq!(counts.shares().collect::<Vec<_>>(), [(0, 1.0 / 3.0)]);
    }

    #[test]
    fn texts_are_counted_together_as_they_are_one_by_one() {
        let texts = ["and so and", "so it is"];
        let known = learned(&texts);
        let (a, b) = (known.count(&known.numbers(&tokens(texts[0]))), known.count(&known.numbers(&tokens(texts[1]))));
        let both = Counts::sum([&a, &b]);
        for gram in 0..known.len() as u32 {
            assert_eq!(both.count(gram), a.count(gram) + b.count(gram));
        }
        assert_eq!(both.total, a.total + b.total);
    }
}
