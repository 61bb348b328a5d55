//! Checks that need the whole register: what no single row can show. They repair nothing. A value that cannot be right is
//! taken out and reported; what merely looks odd is put into words.

mod dates;
mod points;
mod region;

use crate::register::Register;
use crate::reject::Reject;
use crate::time::Day;

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
    let word = if of == 1 { "line" } else { "lines" };
    let more = if of > named.len() { ", …" } else { "" };
    format!("{word} {}{more}", named.join(", "))
}

/// A count of deaths in words.
pub(crate) fn deaths(count: usize) -> String {
    if count == 1 { "1 death".to_owned() } else { format!("{} deaths", grouped(count)) }
}

/// A number with a comma between groups of three digits.
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
