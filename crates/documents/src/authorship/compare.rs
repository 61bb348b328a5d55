//! The comparison as a whole.

use super::explain::{Compared, Habits};
use super::impostors::score;
use super::reference::{Population, ReadText, Reference};
use super::resample::{Range, range};
use super::sharing::{Shared, Written};
use super::tokens::closed_class_share;
use super::trials::{Impostors, Trials, profiles, space_of};
use super::validation::{CalibrationUsed, Judgement, Validation};
use super::verbal::{SCALE, Verbal};
use super::verdict::{FIRST, Verdict, cautions, verdict};
use super::{LEAST_KNOWN, LEAST_QUESTIONED, NoteError, Text, Writer};
use serde::Serialize;

/// Name and version of the schema of a serialised [`Comparison`].
pub const SCHEMA: &str = "colligate.note/1";

/// How to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Seed of the folds and resamples: the same seed gives the same result, on any number of threads.
    pub seed: u64,
    /// Resamples for the range, 1 or more.
    pub draws: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, draws: 200 }
    }
}

/// A text that was compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextFacts {
    /// Its name.
    pub name: String,
    /// Its words.
    pub words: usize,
    /// Words of it that stand in other texts too and took no part in the comparison.
    pub left_out: usize,
    /// Share of them that are of a closed class (articles, pronouns, …), from 0 to 1: about a half in English prose.
    pub closed_class: f64,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Name and version of the schema.
    pub schema: &'static str,
    /// What comes before style.
    pub first: [&'static str; 3],
    /// What it supports.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<String>,
    /// What else must be known.
    pub cautions: Vec<String>,
    /// Logarithm to base 10 of the likelihood ratio, calibrated, shrunk and bounded.
    pub log10_lr: f64,
    /// True where it was cut off at a bound: the score alone would give more.
    pub at_bound: bool,
    /// Its range over resamples of the reference writers.
    pub range: Range,
    /// The likelihood ratio in words; nothing where the comparison is inconclusive, so that no grade is read out.
    pub verbal: Option<Verbal>,
    /// The scale of those words.
    pub scale: &'static str,
    /// Likeness in standard deviations of that to impostors, before calibration.
    pub score: f64,
    /// The questioned text.
    pub questioned: TextFacts,
    /// The known texts.
    pub known: Vec<TextFacts>,
    /// Passages that stand in several texts, and what was left out for it.
    pub shared: Shared,
    /// Whom it was held against.
    pub population: Population,
    /// What the method is worth among them at this length.
    pub validation: Validation,
    /// How the score became a likelihood ratio.
    pub calibration: CalibrationUsed,
    /// What weighed most.
    pub habits: Habits,
    /// Seed of the folds and resamples.
    pub seed: u64,
    /// Resamples.
    pub draws: u32,
}

/// Compares a questioned text with known texts, against reference writers.
///
/// The reference writers should write what the questioned text is (notes, messages, letters), in the same language, and
/// be others than the writer of the known texts. Those with two texts or more show how alike texts of one writer are.
///
/// # Errors
/// [`NoteError`]: too few words, writers or texts, or one text in two places.
///
/// ```
/// use colligate_documents::authorship::{NoteError, Options, Text, compare};
/// let text = |name: &str, text: &str| Text { name: name.into(), text: text.into() };
/// let answer = compare(&text("note.txt", "Sorry. I could not go on."), &[], &[], Options::default());
/// assert!(matches!(answer, Err(NoteError::TooFewWriters { found: 0, .. })));
/// ```
pub fn compare(
    questioned: &Text,
    known: &[Text],
    reference: &[Writer],
    options: Options,
) -> Result<Comparison, NoteError> {
    Reference::new(reference)?.compare(questioned, known, options)
}

impl Reference {
    /// As [`compare`], with reference writers that were read already.
    ///
    /// # Errors
    /// As [`compare`].
    pub fn compare(&self, questioned: &Text, known: &[Text], options: Options) -> Result<Comparison, NoteError> {
        let question = ReadText::of(questioned);
        let texts: Vec<ReadText> = known.iter().map(ReadText::of).collect();
        self.check(&question, &texts)?;
        let written: Vec<Written> = texts.iter().zip(known).map(|(read, text)| (read, &*text.text)).collect();
        let (mut shared, masks) = Shared::find((&question, &questioned.text), &written, self);
        let whole = || (question.clone(), texts.clone());
        let compared = match shared.remaining(&question, &texts, self, &masks) {
            Ok(remaining) => {
                let reference = remaining.reference.as_ref().unwrap_or(self);
                match reference.compared(remaining.question, remaining.known, options, true) {
                    Err(error) if shared.found > 0 => {
                        shared.too_little = Some(format!("Without the passages that the texts share, {error}."));
                        None
                    }
                    other => Some(other?),
                }
            }
            Err(why) => {
                shared.too_little = Some(why);
                None
            }
        };
        let mut found = match compared {
            Some(found) => found,
            // What the method is worth at this length is said all the same.
            None => {
                let (question, texts) = whole();
                self.compared(question, texts, options, false)?
            }
        };
        let (of_question, of_known) = masks.words();
        found.questioned = facts(&question, of_question);
        found.known = texts.iter().zip(of_known).map(|(text, left_out)| facts(text, left_out)).collect();
        found.shared = shared;
        (found.verdict, found.reasons) = verdict(&found);
        found.verbal = (found.verdict != Verdict::Inconclusive).then(|| Verbal::of(found.log10_lr));
        found.cautions = cautions(&found);
        Ok(found)
    }

    /// Compares texts as they are. Where they are not to be `measured`, what the method is worth at their length is all that is
    /// told: the likelihood ratio is 1.
    fn compared(
        &self,
        question: ReadText,
        texts: Vec<ReadText>,
        options: Options,
        measured: bool,
    ) -> Result<Comparison, NoteError> {
        let question = question.counted(&self.vocabulary);
        let texts: Vec<ReadText> = texts.into_iter().map(|text| text.counted(&self.vocabulary)).collect();
        let known_words = texts.iter().map(|text| text.words).sum();
        let trials = Trials::of(self, question.words, known_words, options.seed)?;
        let judgement = Judgement::of(&trials, self.writers.len());

        let space = space_of(self, &trials.order);
        let as_impostors: Vec<_> =
            self.writers.iter().map(|one| profiles(self, one, question.words, known_words)).collect();
        let impostors = Impostors::of(&space, &as_impostors, &trials.order);
        let counts = (self.counts([&question], question.words), self.counts(&texts, known_words));
        let placed = (space.place(&counts.0), space.place(&counts.1));
        let cosine = space.cosines(&placed.0, [&placed.1]).first().copied().unwrap_or(0.0);
        let cohorts = (impostors.of_questioned(&space, &placed.0), impostors.of_known(&space, &placed.1));
        let scored = |weights: &[f64]| score(cosine, cohorts.0.among(weights), cohorts.1.among(weights));

        let used = judgement.used;
        let score = if measured { scored(&vec![1.0; self.writers.len()]) } else { 0.0 };
        let free = if measured { used.line.log10_lr(score) } else { 0.0 };
        let log10_lr = if measured { used.bounds.hold(free) } else { 0.0 };
        let compared = Compared { questioned: (&counts.0, &placed.0), known: (&counts.1, &placed.1) };
        Ok(Comparison {
            schema: SCHEMA,
            first: FIRST,
            verdict: Verdict::Inconclusive,
            reasons: Vec::new(),
            cautions: Vec::new(),
            log10_lr,
            at_bound: free != log10_lr,
            range: match measured {
                true => range(&trials, &used, self.writers.len(), options.draws, options.seed, scored),
                false => Range::none(),
            },
            verbal: None,
            scale: SCALE,
            score,
            questioned: facts(&question, 0),
            known: Vec::new(),
            shared: Shared::default(),
            population: self.population(space.grams()),
            validation: judgement.validation(&trials, log10_lr, known_words),
            calibration: used,
            habits: if measured { Habits::of(&space, &self.vocabulary, &compared) } else { Habits::default() },
            seed: options.seed,
            draws: options.draws,
        })
    }

    /// Refuses texts that are too short or stand in two places.
    fn check(&self, question: &ReadText, known: &[ReadText]) -> Result<(), NoteError> {
        if question.words < LEAST_QUESTIONED {
            let (name, found) = (question.name.clone(), question.words);
            return Err(NoteError::ShortQuestioned { name, found, needed: LEAST_QUESTIONED });
        }
        let found = known.iter().map(|text| text.words).sum();
        if found < LEAST_KNOWN {
            return Err(NoteError::ShortKnown { found, needed: LEAST_KNOWN });
        }
        let others =
            || self.writers.iter().flat_map(|writer| writer.texts.iter().map(move |text| (Some(writer), text)));
        for (at, one) in std::iter::once(question).chain(known).enumerate() {
            let later = known.iter().skip(at).map(|text| (None, text));
            let twin = later.chain(others()).find(|(_, other)| other.tokens == one.tokens);
            if let Some((writer, other)) = twin {
                let of = writer.map_or(String::new(), |writer| format!(" of reference writer {}", writer.name));
                return Err(NoteError::SameText { one: one.name.clone(), other: format!("{}{of}", other.name) });
            }
        }
        Ok(())
    }
}

fn facts(text: &ReadText, left_out: usize) -> TextFacts {
    TextFacts { name: text.name.clone(), words: text.words, left_out, closed_class: closed_class_share(&text.tokens) }
}
