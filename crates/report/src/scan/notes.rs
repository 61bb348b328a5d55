//! What the reader of a scan should know of its data, as a sentence.

use crate::words;
use colligate_scan::Warning;

/// A warning as a note without a full stop: `Rows of unknown locations in case_file.txt, left out: 3`. Names of files and parameters
/// stand as they are.
pub(crate) fn note(warning: &Warning) -> String {
    let count = if warning.count == 0 { String::new() } else { format!(": {}", words::thousands(warning.count)) };
    format!("{}{count}", first_in_upper_case(&warning.what))
}

/// The first letter in upper case, unless the first word is a name.
fn first_in_upper_case(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_a_name = word.contains(['=', '_', '/', '\\', '.']) || word.starts_with('-');
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !is_a_name => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(what: &str, count: u64) -> String {
        note(&Warning { what: what.to_owned(), count })
    }

    #[test]
    fn names_of_files_stand_in_notes_as_they_are() {
        assert_eq!(
            told("rows in casefile_SHG_20211231.txt, left out", 1_200),
            "Rows in casefile_SHG_20211231.txt, left out: 1,200"
        );
        assert_eq!(told("useGridFile=y in line 3: ignored", 0), "useGridFile=y in line 3: ignored");
        assert_eq!(told("x_y.cas has no rows", 0), "x_y.cas has no rows");
        assert_eq!(told("--seed 7 instead of 1", 0), "--seed 7 instead of 1");
    }
}
