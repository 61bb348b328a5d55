//! Checks that need the whole register: what no single row can show. They repair nothing. A value that cannot be right is
//! taken out and reported; what merely looks odd is put into words.

mod dates;
mod points;
mod region;

use crate::register::Register;
use crate::reject::Reject;
use crate::time::Day;
use crate::wording::{counted, plural, thousands};

/// Runs every check.
pub(crate) fn run(register: &mut Register, today: Option<Day>, rejects: &mut Vec<Reject>, notes: &mut Vec<String>) {
    region::run(register, rejects, notes);
    points::run(register, notes);
    dates::run(register, today, rejects, notes);
}

/// Lines named in a note at most.
const LINES: usize = 10;

/// Line numbers in words, the first of so many: `line 7`, `lines 7, 12, …`.
pub(crate) fn lines(lines: &[u64], of: usize) -> String {
    let named: Vec<String> = lines.iter().take(LINES).map(u64::to_string).collect();
    let word = plural(of, "line", "lines");
    let more = if of > named.len() { ", …" } else { "" };
    format!("{word} {}{more}", named.join(", "))
}

/// A count of deaths in words.
pub(crate) fn deaths(count: usize) -> String {
    counted(count, "death", "deaths")
}

/// A number with a comma between groups of three digits.
pub(crate) fn grouped(count: usize) -> String {
    thousands(count)
}
