//! What may be said, and why no more.

use super::Comparison;
use super::verbal::NEITHER;
use colligate_register::wording::{counted, fixed, percent, thousands, was};
use serde::Serialize;

/// Words of a questioned text below which no verdict is given. On the essays of PAN 2014 a cut to 100 words costs
/// little less than saying nothing; published validations of likelihood ratios from style begin at 500 words (Ishihara
/// 2021).
pub const SHORT: usize = 100;
/// Share of closed-class words below which a text is hardly English prose; in English prose it is about a half.
const ENGLISH: f64 = 0.3;
/// A validation counts as of the same length from this share of the questioned text's words.
const SAME_LENGTH: f64 = 0.75;

/// What comes before style, whatever style says.
pub const FIRST: [&str; 3] = [
    "DNA and fingerprints on the paper, pen and envelope come first: they can name who touched them.",
    "A handwriting examiner comes next, with originals and with writing that is surely the person's own.",
    "Style comes last. It is a reason to look further, and never proof of who wrote a note.",
];

/// What the comparison supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The writer of the known texts.
    SameWriter,
    /// Another writer of the reference population.
    DifferentWriter,
    /// Neither.
    Inconclusive,
}

impl Verdict {
    /// The verdict in words.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::SameWriter => "supports the same writer",
            Verdict::DifferentWriter => "supports a different writer",
            Verdict::Inconclusive => "inconclusive",
        }
    }
}

/// The verdict on a comparison with its reasons. Inconclusive unless everything speaks for more.
pub(super) fn verdict(found: &Comparison) -> (Verdict, Vec<String>) {
    if let Some(why) = &found.shared.too_little {
        return (Verdict::Inconclusive, vec![why.clone()]);
    }
    let mut open = Vec::new();
    let words = found.questioned.words - found.questioned.left_out.min(found.questioned.words);
    if words < SHORT {
        let own = if found.questioned.left_out > 0 { " that no other text has" } else { "" };
        open.push(format!(
            "The questioned text has {}{own}. Below {SHORT} words style says too little for a verdict.",
            counted(words, "word", "words")
        ));
    }
    for text in std::iter::once(&found.questioned).chain(&found.known) {
        if text.closed_class < ENGLISH {
            open.push(format!(
                "Only {} of the words of {} are English articles, pronouns, prepositions and the like; about half are in English prose. The comparison \
                 knows English only.",
                percent(text.closed_class),
                text.name
            ));
        }
    }
    if found.validation.cllr >= 1.0 {
        open.push(format!(
            "Among the reference writers, texts of this length could not be told apart (Cllr {}; 1 is saying nothing).",
            fixed(found.validation.cllr, 2)
        ));
    }
    if found.log10_lr.abs() < NEITHER.log10() {
        open.push(format!(
            "A likelihood ratio between 1/{NEITHER} and {NEITHER} supports neither hypothesis (Nordgaard et al. 2012); this one is {}.",
            ratio(found.log10_lr)
        ));
    }
    if found.range.low < 0.0 && found.range.high > 0.0 {
        open.push(format!(
            "Over resamples of the reference writers the likelihood ratio runs {}: to either side of 1.",
            found.range.words()
        ));
    }
    if !open.is_empty() {
        return (Verdict::Inconclusive, open);
    }
    if found.log10_lr > 0.0 {
        let misled = percent(found.validation.as_strong_different);
        let reason = format!(
            "A likelihood ratio this high came out for {misled} of the comparisons of two writers among the reference writers."
        );
        (Verdict::SameWriter, vec![reason])
    } else {
        let misled = percent(found.validation.as_weak_same);
        let reason = format!(
            "A likelihood ratio this low came out for {misled} of the comparisons of one writer with the same among the reference writers."
        );
        (Verdict::DifferentWriter, vec![reason])
    }
}

/// What else the reader must know; it changes no verdict.
pub(super) fn cautions(found: &Comparison) -> Vec<String> {
    let mut said = found.shared.cautions(&found.questioned.name, found.questioned.words);
    said.extend([
        "The likelihood ratio holds for a writer like those of the reference texts. If they write in another form, to other readers, or speak \
         another English than the person does, it does not hold."
            .to_owned(),
        "A forger who imitates, a text that was dictated, copied or edited, and a writer in distress can all mislead it.".to_owned(),
    ]);
    if found.at_bound {
        said.push(format!(
            "The score alone would give more: the likelihood ratio and its range are cut off at {}, beyond which these comparisons support none.",
            ratio(found.log10_lr)
        ));
    }
    let words = found.questioned.words - found.questioned.left_out.min(found.questioned.words);
    if (found.validation.words as f64) < SAME_LENGTH * words as f64 {
        said.push(format!(
            "The reference texts are shorter than the questioned text: it was validated at {}, not at {}.",
            counted(found.validation.words, "word", "words"),
            thousands(words)
        ));
    }
    if found.validation.split > 0 {
        said.push(format!(
            "{} one text only. Its two halves were compared, which are more alike than two texts of one writer: the likelihood ratio \
             is too sure of itself.",
            counted(found.validation.split, "reference writer has", "reference writers have")
        ));
    }
    if found.population.left_out > 0 {
        let texts = counted(found.population.left_out, "reference text", "reference texts");
        said.push(format!("{texts} of fewer than 50 words {} left out.", was(found.population.left_out)));
    }
    said
}

/// A likelihood ratio as people say it: "12", or "1/12".
pub fn ratio(log10_lr: f64) -> String {
    let size = 10f64.powf(log10_lr.abs());
    let shown = fixed(size, if size < 9.95 { 1 } else { 0 });
    if log10_lr < 0.0 && shown != "1.0" { format!("1/{shown}") } else { shown }
}
