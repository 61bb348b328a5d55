//! Did the writer of the known texts write the questioned one?
//!
//! A likelihood ratio from style, for a questioned text (a note), texts that a person surely wrote, and texts of other
//! writers. What a text is about is masked; how often each word of grammar, each mark and each pair of them is used is
//! measured against the reference writers; and the likeness is set against that to impostors (General Impostors, Koppel
//! and Winter 2014, with the cosine of deviations of Smith and Aldridge 2011). It is calibrated by logistic regression
//! on comparisons of known truth among the reference writers, cut to the same lengths, shrunk towards 1 and bounded.
//! Passages of eight words or more that stand in several of the texts, as copied words do, are left out first and shown.
//!
//! It never names a writer, knows no prior and gives no probability that someone wrote something. Short notes are
//! answered with *inconclusive*.
//!
//! Why this method and no other was measured on the essays of PAN 2014: see the example `authorship` of this crate.

mod bounds;
mod calibrate;
mod compare;
mod explain;
mod impostors;
mod kneser_ney;
mod lambda_g;
pub mod metrics;
mod profile;
mod reference;
mod render;
mod resample;
mod shared;
mod sharing;
mod space;
mod tokens;
mod trials;
mod validation;
pub mod verbal;
mod verdict;

pub use bounds::Bounds;
pub use calibrate::{Calibration, SHRINK};
pub use compare::{Comparison, Options, SCHEMA, TextFacts, compare};
pub use explain::{Habits, Weighed};
pub use lambda_g::LambdaG;
pub use reference::{LEAST_WRITERS, Population, Reference};
pub use render::rendered;
pub use resample::{Range, at_bound};
pub use shared::PASSAGE;
pub use sharing::{Copied, LeftOutWords, Part, Passage, Place, Shared};
pub use validation::{CalibrationUsed, ScoreBar, Validation};
pub use verdict::{FIRST, SHORT, Verdict, ratio};

/// Words without which a questioned text is not compared.
pub const LEAST_QUESTIONED: usize = 25;
/// Words that the known texts must have together.
pub const LEAST_KNOWN: usize = 100;
/// Resamples without which no range is shown to people: of fewer the twentieth from either end hardly stands still.
pub const LEAST_DRAWS: u32 = 100;

/// A text with the name by which it is spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Name to show, as that of its file.
    pub name: String,
    /// The text as it was written.
    pub text: String,
}

/// A reference writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    /// Name or number by which the writer is spoken of.
    pub name: String,
    /// Texts that this writer wrote.
    pub texts: Vec<Text>,
}

/// Why there is no comparison.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The questioned text is too short to measure anything.
    #[error("{name} has {found} words; a questioned text needs {needed} or more, and {SHORT} for a verdict")]
    ShortQuestioned {
        /// The questioned text.
        name: String,
        /// Its words.
        found: usize,
        /// Words needed.
        needed: usize,
    },
    /// The known texts are too short.
    #[error(
        "the known texts have {found} words in all; {needed} or more are needed, and a thousand are better: add texts that the person surely wrote"
    )]
    ShortKnown {
        /// Words of all of them.
        found: usize,
        /// Words needed.
        needed: usize,
    },
    /// The reference population is too small.
    #[error(
        "{found} reference writers have a text of 50 words or more; {needed} or more are needed, and a hundred are better: add texts by other writers, of the \
         same kind"
    )]
    TooFewWriters {
        /// Writers found.
        found: usize,
        /// Writers needed.
        needed: usize,
    },
    /// Too few reference writers can be compared with themselves.
    #[error(
        "{found} reference writers have two texts of 50 words or more, or one of 100; {needed} are needed to see how alike texts of one writer are: add more texts by the same \
         writers"
    )]
    TooFewPairs {
        /// Writers found.
        found: usize,
        /// Writers needed.
        needed: usize,
    },
    /// One text stands in two places.
    #[error(
        "{one} and {other} are the same text; a text can be questioned, known or reference, but only one of them: take it out of the others"
    )]
    SameText {
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
}
