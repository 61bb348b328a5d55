//! Decoders that others wrote meet some damage with a panic where an error would do.

use crate::error::Problem;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs one step of a decoder of this format; its errors and its panics are damage of the file.
pub(super) fn guarded<T, E: Display>(format: &'static str, step: impl FnOnce() -> Result<T, E>) -> Result<T, Problem> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(outcome) => outcome.map_err(|error| damaged(format, error)),
        Err(_) => Err(damaged(format, "its parts contradict one another")),
    }
}

/// The file is not what it should be.
pub(super) fn damaged(format: &'static str, reason: impl Display) -> Problem {
    Problem::Damaged { format, reason: reason.to_string() }
}
