//! How well links and series were found where the truth is known: plain figures and curves for a report to draw.

mod identify;
mod reliability;
mod roc;

pub use identify::{Aggregation, Identification, found_in_nearest, identify};
pub use reliability::{Bin, Reliability, reliability};
pub use roc::{Curves, Threshold, curves, found_in_top};
