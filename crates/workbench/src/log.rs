//! The server's log: lines on standard error.

use std::fmt::Arguments;
use std::io::Write;

/// Writes one line. Where nobody reads it any more the line is lost and the server goes on: `eprintln!` would end the task that says it,
/// a request or the daily signing of the trail.
pub(crate) fn log(line: Arguments<'_>) {
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "{line}");
}
