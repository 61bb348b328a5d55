//! LambdaG: how much better the grammar of the known texts expects the questioned text than the grammar of others does.
//!
//! Nini, Halvani, Graner, Gherardi and Ishihara 2024 (<https://arxiv.org/abs/2403.08462>): a language model of the
//! known texts, masked, against models of as many tokens in sentences drawn from the reference writers. It is here to
//! be measured beside the comparison; on the essays of PAN 2014 it told writers apart less well.

use super::kneser_ney::{END, KneserNey};
use super::reference::{ReadText, Reference};
use super::tokens::Token;
use super::{LEAST_KNOWN, LEAST_QUESTIONED, NoteError, Text};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How LambdaG is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LambdaG {
    /// Longest n-gram; the authors take 10.
    pub order: usize,
    /// Models drawn from the reference writers; the authors take 30 or 100.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for LambdaG {
    fn default() -> Self {
        Self { order: 10, draws: 30, seed: 1 }
    }
}

/// Sentences as numbers of tokens.
#[derive(Default)]
struct Numbers(FxHashMap<String, u32>);

impl Numbers {
    fn sentences(&mut self, tokens: &[Token]) -> Vec<Vec<u32>> {
        let number = |token: &Token| {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX).saturating_add(END + 1);
            *self.0.entry(token.text.clone()).or_insert(next)
        };
        let mut numbers = tokens.iter().map(number);
        tokens.chunk_by(|token, _| !token.ends).map(|run| numbers.by_ref().take(run.len()).collect()).collect()
    }
}

impl LambdaG {
    /// The mean over draws of the natural log of the ratio of likelihoods, not calibrated: for ranking and for
    /// calibration only.
    ///
    /// # Errors
    /// [`NoteError`] where a text is too short.
    pub fn of(&self, questioned: &Text, known: &[Text], reference: &Reference) -> Result<f64, NoteError> {
        let question = ReadText::of(questioned);
        let texts: Vec<ReadText> = known.iter().map(ReadText::of).collect();
        if question.words < LEAST_QUESTIONED {
            let (name, found) = (question.name, question.words);
            return Err(NoteError::ShortQuestioned { name, found, needed: LEAST_QUESTIONED });
        }
        let found = texts.iter().map(|text| text.words).sum();
        if found < LEAST_KNOWN {
            return Err(NoteError::ShortKnown { found, needed: LEAST_KNOWN });
        }
        let mut numbers = Numbers::default();
        let known: Vec<Vec<u32>> = texts.iter().flat_map(|text| numbers.sentences(&text.tokens)).collect();
        let all = reference.writers.iter().flat_map(|writer| &writer.texts);
        let pool: Vec<Vec<u32>> = all.flat_map(|text| numbers.sentences(&text.tokens)).collect();
        let question = numbers.sentences(&question.tokens);
        // The end of a sentence, and a token never seen.
        let alphabet = numbers.0.len() + 2;
        let expected = |model: &KneserNey| question.iter().map(|sentence| model.log_likelihood(sentence)).sum::<f64>();
        let wanted: usize = known.iter().map(Vec::len).sum();
        let drawn = |draw: u32| {
            let mut random = ChaCha8Rng::seed_from_u64(self.seed);
            random.set_stream(u64::from(draw));
            let (mut sentences, mut tokens) = (Vec::new(), 0);
            while tokens < wanted {
                let Some(sentence) = pool.get(random.random_range(0..pool.len())) else { break };
                tokens += sentence.len().max(1);
                sentences.push(sentence.as_slice());
            }
            expected(&KneserNey::learn(sentences, self.order, alphabet))
        };
        let own = expected(&KneserNey::learn(known.iter().map(Vec::as_slice), self.order, alphabet));
        let others: Vec<f64> = (0..self.draws.max(1)).into_par_iter().map(drawn).collect();
        Ok(own - others.iter().sum::<f64>() / others.len().max(1) as f64)
    }
}
