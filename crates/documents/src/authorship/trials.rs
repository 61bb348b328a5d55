//! Comparisons of known truth, made of the reference writers themselves.
//!
//! A text of a writer is cut to the length of the questioned text and compared with the other texts of that writer, cut
//! to the length of the known ones: one writer. Compared with the texts of another: two writers. It is measured in a
//! space, and against impostors, of which neither is part: the writers are dealt into folds, and those of a fold are
//! compared with each other against all the rest.

use super::impostors::{Cohort, score};
use super::metrics::Judged;
use super::profile::Counts;
use super::reference::{LEAST_TEXT, Member, Reference};
use super::space::{Placed, Space};
use super::tokens::cut;
use super::{LEAST_WRITERS, NoteError};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

/// Writers compared with each other, at most.
const MOST_WRITERS: usize = 200;
/// Impostors, at most: enough to know the mean and the spread of a likeness among strangers.
pub(super) const MOST_IMPOSTORS: usize = 100;
/// Texts of one writer that are taken as questioned, at most.
const MOST_TEXTS: usize = 4;
/// Writers in a fold, about: enough for comparisons of two writers, few enough to leave the space as it is.
const FOLD: usize = 15;
/// Folds, where there are writers enough for them.
const FOLDS: usize = 10;
/// A text counts as long as the questioned one from this share of its words.
const LONG_ENOUGH: f64 = 0.75;

/// A comparison of known truth.
pub(super) struct Trial {
    questioned: usize,
    known: usize,
    cosine: f64,
    /// Number of the writer of the questioned text and of that of the known texts.
    writers: (usize, usize),
    /// Fold that both belong to.
    pub fold: usize,
    weight: f64,
}

/// All of them.
pub(super) struct Trials {
    /// All reference writers in the order in which they were drawn.
    pub order: Vec<usize>,
    pub trials: Vec<Trial>,
    questioned: Vec<Cohort>,
    known: Vec<Cohort>,
    /// Writers compared.
    pub writers: usize,
    /// Folds they were dealt into.
    pub folds: usize,
    /// Words of the texts taken as questioned, rising.
    pub words: Vec<usize>,
    /// Writers with one text only, which was split in two.
    pub split: usize,
}

/// The texts of one writer as comparisons take them.
struct Offer {
    writer: usize,
    pairs: Vec<Pair>,
}

/// A questioned text, cut, and the known texts of the same writer that go with it.
struct Pair {
    questioned: Counts,
    words: usize,
    known: Counts,
}

impl Trials {
    /// Makes the comparisons for a questioned text of `length` words and known texts of `known` words.
    pub fn of(reference: &Reference, length: usize, known: usize, seed: u64) -> Result<Self, NoteError> {
        let mut order: Vec<usize> = (0..reference.writers.len()).collect();
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let (offers, split) = offers(reference, &order, length, known)?;
        let folds = (offers.len() / FOLD).max((offers.len() / 4).min(FOLDS)).max(2);
        let profiles: Vec<(Counts, Counts)> =
            reference.writers.iter().map(|one| profiles(reference, one, length, known)).collect();
        let of_fold = |fold: usize| {
            let inside: Vec<&Offer> = offers.iter().skip(fold).step_by(folds).collect();
            let outside: Vec<usize> =
                order.iter().copied().filter(|writer| inside.iter().all(|one| one.writer != *writer)).collect();
            compare_inside(reference, &profiles, &inside, &outside, fold)
        };
        let parts: Vec<Part> = (0..folds).into_par_iter().map(of_fold).collect();
        let mut words: Vec<usize> = offers.iter().flat_map(|one| one.pairs.iter().map(|pair| pair.words)).collect();
        words.sort_unstable();
        let mut all = Self {
            order,
            trials: Vec::new(),
            questioned: Vec::new(),
            known: Vec::new(),
            writers: offers.len(),
            folds,
            words,
            split,
        };
        for part in parts {
            let (questioned, known) = (all.questioned.len(), all.known.len());
            all.trials.extend(part.trials.into_iter().map(|trial| Trial {
                questioned: trial.questioned + questioned,
                known: trial.known + known,
                ..trial
            }));
            all.questioned.extend(part.questioned);
            all.known.extend(part.known);
        }
        Ok(all)
    }

    /// The score of each comparison, with writers counted by `weights`.
    pub fn scores(&self, weights: &[f64]) -> Vec<Judged> {
        let of = |writer: usize| weights.get(writer).copied().unwrap_or(0.0);
        let among = |cohorts: &[Cohort]| cohorts.iter().map(|cohort| cohort.among(weights)).collect::<Vec<_>>();
        let (questioned, known) = (among(&self.questioned), among(&self.known));
        let judge = |trial: &Trial| {
            let same = trial.writers.0 == trial.writers.1;
            let weight = trial.weight * of(trial.writers.0) * if same { 1.0 } else { of(trial.writers.1) };
            let (questioned, known) = (questioned.get(trial.questioned)?, known.get(trial.known)?);
            Some(Judged { log10_lr: score(trial.cosine, *questioned, *known), same, weight })
        };
        self.trials.iter().filter_map(judge).collect()
    }
}

/// What a writer is as an impostor: a text cut as the questioned one, and texts cut as the known ones.
pub(super) fn profiles(reference: &Reference, member: &Member, length: usize, known: usize) -> (Counts, Counts) {
    let long = member.texts.iter().find(|text| long_enough(text.words, length));
    let text = long.or_else(|| member.texts.iter().max_by_key(|text| text.words));
    (reference.counts(text, length), reference.counts(&member.texts, known))
}

fn long_enough(words: usize, length: usize) -> bool {
    words as f64 >= LONG_ENOUGH * length as f64
}

/// The comparisons that each writer can offer, in the order given, and how many writers' texts had to be split.
fn offers(
    reference: &Reference,
    order: &[usize],
    length: usize,
    known: usize,
) -> Result<(Vec<Offer>, usize), NoteError> {
    let whole = |least: &dyn Fn(usize) -> bool| -> Vec<Offer> {
        let of = |&writer: &usize| {
            let member = reference.writers.get(writer)?;
            let texts = &member.texts;
            let pair = |at: usize| {
                let text = texts.get(at)?;
                let others = texts.iter().enumerate().filter(|&(other, _)| other != at).map(|(_, text)| text);
                let questioned = reference.counts([text], length);
                Some(Pair { questioned, words: text.words.min(length), known: reference.counts(others, known) })
            };
            let fit =
                (0..texts.len()).filter(|&at| texts.len() > 1 && texts.get(at).is_some_and(|text| least(text.words)));
            let pairs: Vec<_> = fit.take(MOST_TEXTS).filter_map(pair).collect();
            (!pairs.is_empty()).then_some(Offer { writer, pairs })
        };
        order.iter().filter_map(of).take(MOST_WRITERS).collect()
    };
    let mut found = whole(&|words| long_enough(words, length));
    if found.len() < LEAST_WRITERS {
        found = whole(&|_| true);
    }
    let several = found.len();
    if several < LEAST_WRITERS {
        let single = order.iter().filter(|&&writer| found.iter().all(|one| one.writer != writer));
        let halves: Vec<Offer> = single.filter_map(|&writer| half(reference, writer, length, known)).collect();
        found.extend(halves.into_iter().take(MOST_WRITERS - several));
    }
    if found.len() < LEAST_WRITERS {
        return Err(NoteError::TooFewPairs { found: found.len(), needed: LEAST_WRITERS });
    }
    let split = found.len() - several;
    Ok((found, split))
}

/// The one text of a writer, its first half against its second.
fn half(reference: &Reference, writer: usize, length: usize, known: usize) -> Option<Offer> {
    let text = reference.writers.get(writer)?.texts.first().filter(|text| text.words >= 2 * LEAST_TEXT)?;
    let middle = cut(&text.tokens, text.words / 2).len();
    let words = (text.words / 2).min(length);
    let questioned = text.part(&reference.vocabulary, 0..cut(&text.tokens, words).len());
    let second = cut(text.tokens.get(middle..)?, known).len();
    let known = text.part(&reference.vocabulary, middle..middle + second);
    Some(Offer { writer, pairs: vec![Pair { questioned, words, known }] })
}

/// The comparisons of one fold.
#[derive(Default)]
struct Part {
    trials: Vec<Trial>,
    questioned: Vec<Cohort>,
    known: Vec<Cohort>,
}

fn compare_inside(
    reference: &Reference,
    profiles: &[(Counts, Counts)],
    inside: &[&Offer],
    outside: &[usize],
    fold: usize,
) -> Part {
    let space = space_of(reference, outside);
    let impostors = Impostors::of(&space, profiles, outside);
    let strangers: Vec<Placed> =
        inside.iter().filter_map(|one| profiles.get(one.writer)).map(|profile| space.place(&profile.1)).collect();
    let mut part =
        Part { known: strangers.iter().map(|known| impostors.of_known(&space, known)).collect(), ..Part::default() };
    for (mine, offer) in inside.iter().enumerate() {
        for pair in &offer.pairs {
            let (text, own) = (space.place(&pair.questioned), space.place(&pair.known));
            let questioned = part.questioned.len();
            part.questioned.push(impostors.of_questioned(&space, &text));
            let each = 1.0 / offer.pairs.len() as f64;
            let others = inside.len().saturating_sub(1).max(1) as f64;
            for (k, cosine) in space.cosines(&text, &strangers).into_iter().enumerate() {
                if let Some(other) = inside.get(k).filter(|_| k != mine) {
                    let writers = (offer.writer, other.writer);
                    part.trials.push(Trial { questioned, known: k, cosine, writers, fold, weight: each / others });
                }
            }
            let writers = (offer.writer, offer.writer);
            for cosine in space.cosines(&text, [&own]) {
                part.trials.push(Trial { questioned, known: part.known.len(), cosine, writers, fold, weight: each });
            }
            part.known.push(impostors.of_known(&space, &own));
        }
    }
    part
}

/// The space of some of the writers.
pub(super) fn space_of(reference: &Reference, writers: &[usize]) -> Space {
    let members = writers.iter().filter_map(|&writer| reference.writers.get(writer));
    let pieces: Vec<Vec<&Counts>> = members.map(|member| member.pieces.iter().collect()).collect();
    Space::of(&pieces, reference.vocabulary.len())
}

/// Writers placed in a space, to set likenesses against.
pub(super) struct Impostors {
    writers: Vec<usize>,
    questioned: Vec<Placed>,
    known: Vec<Placed>,
}

impl Impostors {
    /// The first of some writers, as many as are wanted.
    pub fn of(space: &Space, profiles: &[(Counts, Counts)], writers: &[usize]) -> Self {
        let writers: Vec<usize> = writers.iter().copied().take(MOST_IMPOSTORS).collect();
        let profiles = || writers.iter().filter_map(|&writer| profiles.get(writer));
        let questioned = profiles().map(|profile| space.place(&profile.0)).collect();
        let known = profiles().map(|profile| space.place(&profile.1)).collect();
        Self { writers, questioned, known }
    }

    /// How alike a questioned text is to the known texts of each impostor.
    pub fn of_questioned(&self, space: &Space, text: &Placed) -> Cohort {
        Cohort(self.writers.iter().copied().zip(space.cosines(text, &self.known)).collect())
    }

    /// How alike known texts are to the questioned text of each impostor.
    pub fn of_known(&self, space: &Space, texts: &Placed) -> Cohort {
        Cohort(self.writers.iter().copied().zip(space.cosines(texts, &self.questioned)).collect())
    }
}
