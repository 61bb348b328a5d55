//! Standard error, which nobody may be reading any more.

use std::io::Write;

/// Writes to standard error as it stands. Where nobody reads it the text is lost and the program goes on: `eprint!` would end the thread
/// that says it.
pub fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}
