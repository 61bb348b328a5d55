//! Standard error, which nobody may be reading any more.

use std::io::Write;

/// Writes to standard error as it stands. Where nobody reads it the text is lost and the program goes on: `eprint!` would end the thread
/// that says it.
pub fn say(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// From now on a panic is said with its place in the program alone. What it says itself may name somebody, and standard error is the
/// server's log.
pub fn keep_panics_impersonal() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |at| format!(", at {}:{}", at.file(), at.line()));
        say(&format!("A fault in the program{place}. Its own words may name somebody and are not shown.\n"));
    }));
}
