//! What a likelihood ratio is called.

use serde::Serialize;

/// The scale by which it is named, with its edition: labels differ between editions, so the number always stands beside
/// them.
pub const SCALE: &str = "ENFSI Guideline for Evaluative Reporting in Forensic Science, 2015";

/// Below this likelihood ratio (and above one over it) neither hypothesis is supported: level 0 of the scale of
/// Nordgaard et al. 2012 (<https://doi.org/10.1093/lpr/mgr020>), used at the Swedish National Forensic Centre.
pub const NEITHER: f64 = 6.0;

/// Which hypothesis a likelihood ratio supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The writer of the known texts wrote the questioned text.
    Same,
    /// Someone else of the reference population wrote it.
    Different,
    /// Neither.
    Neither,
}

/// A likelihood ratio in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verbal {
    /// Which hypothesis is supported.
    pub side: Side,
    /// How much, in the words of the scale: "weak", "moderate", …; "no" for neither.
    pub strength: &'static str,
    /// The sentence for a report.
    pub sentence: String,
}

/// Upper ends of the steps of the scale: likelihood ratio, word.
const STEPS: [(f64, &str); 6] = [
    (2.0, "no"),
    (10.0, "weak"),
    (100.0, "moderate"),
    (1_000.0, "moderately strong"),
    (10_000.0, "strong"),
    (1_000_000.0, "very strong"),
];

impl Verbal {
    /// The words for a log10 LR.
    ///
    /// ```
    /// use colligate_documents::authorship::verbal::{Side, Verbal};
    /// assert_eq!(Verbal::of(1.3).strength, "moderate");
    /// assert_eq!(Verbal::of(-0.5).side, Side::Different);
    /// assert_eq!(Verbal::of(0.2).side, Side::Neither);
    /// ```
    pub fn of(log10_lr: f64) -> Self {
        let size = 10f64.powf(log10_lr.abs());
        let strength = STEPS.iter().find(|&&(end, _)| size < end).map_or("extremely strong", |&(_, word)| word);
        let side = match strength {
            "no" => Side::Neither,
            _ if log10_lr > 0.0 => Side::Same,
            _ => Side::Different,
        };
        let sentence = match side {
            Side::Same => format!(
                "The comparison gives {strength} support to the hypothesis that the writer of the known texts wrote the questioned text."
            ),
            Side::Different => format!(
                "The comparison gives {strength} support to the hypothesis that another writer, one like those of the reference texts, wrote it."
            ),
            Side::Neither => "The comparison does not support one hypothesis over the other.".to_owned(),
        };
        Self { side, strength, sentence }
    }
}
