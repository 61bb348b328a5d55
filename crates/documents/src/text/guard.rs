//! Decoders that others wrote meet some damage with a panic where an error would do.

use super::TextProblem;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs one step of a decoder of this format; a panic in it is damage of the file. Nothing of the step is looked at after a panic, so
/// nothing half-changed can be seen.
pub(super) fn guarded<T>(
    format: &'static str,
    step: impl FnOnce() -> Result<T, TextProblem>,
) -> Result<T, TextProblem> {
    catch_unwind(AssertUnwindSafe(step))
        .unwrap_or_else(|_| Err(TextProblem::damaged(format, "its parts contradict one another")))
}
