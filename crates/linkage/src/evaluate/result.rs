//! What an evaluation gives: the one structure behind the terminal, `evaluation.json` and `evaluation.html`.
//!
//! [`SCHEMA`] names its version; a field is never renamed or re-used within one version.

use super::{Aggregation, Bin, Threshold};
use crate::result::{ModelSummary, RegisterSummary};
use colligate_register::Day;
use serde::{Deserialize, Serialize};

/// Name and version of the schema of `evaluation.json`.
pub const SCHEMA: &str = "colligate.evaluation/1";

/// How well a model did on a register of which some series are known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The register.
    pub register: RegisterSummary,
    /// The known series.
    pub labels: LabelSummary,
    /// The model: the one judged, or with folds the one that training started from.
    pub model: ModelSummary,
    /// How it was done.
    pub run: EvaluationRun,
    /// The pairs it was judged on.
    pub pairs: PairCounts,
    /// Telling linked pairs from unlinked ones within reach.
    pub discrimination: Discrimination,
    /// Finding the rest of a series from one of its members.
    pub nearest: Nearest,
    /// Finding the series of a death that was left out of it.
    pub identification: Vec<Identified>,
    /// Whether the weights mean what they say.
    pub calibration: Calibration,
    /// Each fold by itself; empty without folds.
    pub folds: Vec<Fold>,
}

/// The known series in numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LabelSummary {
    /// Name of the file, or `standard input`.
    pub source: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Series in it.
    pub series: u64,
    /// Series of one death, which hold no pair.
    pub single: u64,
    /// Deaths in some series, each once.
    pub deaths: u64,
}

/// Settings, enough to repeat it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvaluationRun {
    /// Version of the program.
    pub version: String,
    /// The day on which the register was read: dates after it are no dates. `None` where no day was given.
    #[serde(default)]
    pub today: Option<Day>,
    /// Seed of folds and samples.
    pub seed: u64,
    /// Folds; 0 where the model was taken as it is and may have seen the labels.
    pub folds: u64,
    /// Farthest apart two unlinked deaths are compared, in kilometres.
    pub max_km: f64,
    /// Longest gap over which two unlinked deaths are compared, in days.
    pub max_days: i32,
}

/// The pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PairCounts {
    /// Linked pairs, all of them weighed.
    pub linked: u64,
    /// Linked pairs out of reach: linking would never compare them.
    pub linked_beyond: u64,
    /// Unlinked pairs within reach, those of one event left out.
    pub unlinked_within: u64,
    /// Of these weighed: all, or a sample.
    pub weighed_within: u64,
    /// Unlinked pairs beyond reach.
    pub unlinked_beyond: u64,
    /// Of these weighed: all, or a sample.
    pub weighed_beyond: u64,
}

impl PairCounts {
    /// True where not every unlinked pair within reach was weighed.
    pub fn sampled(&self) -> bool {
        self.weighed_within < self.unlinked_within
    }
}

/// A share at a rank or among so many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct AtRank {
    /// Among the first so many.
    pub top: u64,
    /// The share found there, 0 to 1.
    pub share: f64,
}

/// All linked pairs against the unlinked ones within reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrimination {
    /// Area under the receiver operating characteristic.
    pub auc: f64,
    /// Its standard error with pairs taken as independent (Hanley and McNeil 1982).
    pub auc_error: f64,
    /// Its standard error with series taken as independent (Obuchowski 1997); `null` with one series.
    pub auc_error_by_series: Option<f64>,
    /// Mean over linked pairs of the precision at their weight.
    pub average_precision: f64,
    /// What is called linked at whole weights.
    pub thresholds: Vec<Threshold>,
    /// Points of the curves, from the highest weight to the lowest, thinned to what a drawing needs.
    pub points: Vec<Threshold>,
    /// Share of linked pairs among the heaviest pairs.
    pub found_in_top: Vec<AtRank>,
}

impl Discrimination {
    /// The larger of the two standard errors of the area.
    pub fn error(&self) -> f64 {
        self.auc_error_by_series.unwrap_or(0.0).max(self.auc_error)
    }
}

/// How much of a series one member finds, over all deaths of the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Nearest {
    /// Members asked.
    pub members: u64,
    /// Mean share of the other members among the nearest, for each rank.
    pub found: Vec<AtRank>,
}

impl Nearest {
    /// The share among the nearest so many, or among fewer where there are not so many.
    pub fn at(&self, top: u64) -> Option<f64> {
        self.found.iter().take_while(|found| found.top <= top).last().map(|found| found.share)
    }
}

/// How often the right series was found for a death left out of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identified {
    /// How weights with the members of a series became one score.
    pub by: Aggregation,
    /// Deaths left out, one at a time.
    pub cases: u64,
    /// Series ranked.
    pub series: u64,
    /// Shares of deaths whose series stood among the first.
    pub hits: Vec<Hit>,
}

/// Share of deaths whose series stands among the first so many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Among the first so many series.
    pub top: u64,
    /// With ties at their best.
    pub best: f64,
    /// With ties at their worst.
    pub worst: f64,
}

/// Predicted probabilities against what was so, over all pairs of the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// Share of all pairs of the register that are linked: the probability before anything is compared.
    pub base_rate: f64,
    /// Pairs by predicted probability.
    pub bins: Vec<Bin>,
    /// Mean Bayes factor over unlinked pairs: one where weights are honest.
    pub mean_factor_unlinked: f64,
    /// Its standard error, pairs taken as independent draws of their stratum.
    pub mean_factor_error: f64,
    /// Loss in bits a linked pair of the predicted probabilities.
    pub bits: f64,
    /// The same of a forecast that gives every pair the base rate.
    pub bits_of_base_rate: f64,
}

/// One fold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// Series held out that have a pair.
    pub series: u64,
    /// Linked pairs held out.
    pub linked: u64,
    /// Area under the receiver operating characteristic within the fold; `null` where it has no pairs of both sorts.
    pub auc: Option<f64>,
}
