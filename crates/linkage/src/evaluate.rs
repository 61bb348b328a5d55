//! How well links and series are found where the truth is known: the evaluation of a model, and its measures.

mod folds;
mod identify;
mod judged;
mod pairs;
mod reliability;
mod result;
mod roc;
mod run;
mod tally;
mod truth;

pub use identify::{Aggregation, Identification, found_in_nearest, identify};
pub use judged::Judged;
pub use pairs::{Compared, MOST_WITHIN, SAMPLE_BEYOND};
pub use reliability::{Bin, Reliability, reliability, reliability_in};
pub use result::{
    AtRank, Calibration, Discrimination, Evaluation, EvaluationRun, Fold, Hit, Identified, LabelSummary, Nearest,
    PairCounts, SCHEMA,
};
pub use roc::{Curves, Threshold, auc_error_by_series, curves, found_in_top};
pub use run::{EvaluateError, EvaluateOptions, evaluate};
