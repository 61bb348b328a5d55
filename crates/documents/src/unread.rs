//! What stood in a source and is not in its text.

use serde::{Deserialize, Serialize};

/// Something of a source that was seen and not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRead {
    /// What.
    pub what: Unread,
    /// Pages of a PDF on which it is, from 1, in order; empty where the format has no pages, or where it belongs to the whole file.
    pub pages: Vec<u32>,
    /// The part of the file in which it is, and the beginning of it, where that is known.
    pub part: Option<String>,
    /// How many there are of it: see each kind.
    pub count: u64,
}

/// The kinds of what is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// Pages that are a picture with hardly any text, as a scan is. Counts pages.
    ScannedPages,
    /// Letters of fonts that do not say which letters they are.
    UnknownLetters,
    /// Letters that lean, as of a stamp across the page.
    LeaningLetters,
    /// Letters beyond the edge of the page, which no reader shows.
    LettersOutsidePage,
    /// Fields of a form that are filled in and whose values are no text, such as signatures.
    FormFields,
    /// Notes that somebody put on a page.
    Comments,
    /// Files inside the file.
    Attachments,
    /// Words in the heads of pages.
    HeaderWords,
    /// Words at the feet of pages.
    FooterWords,
    /// Words that are marked as hidden.
    HiddenWords,
    /// Pictures.
    Pictures,
}

impl Unread {
    /// One of it, and several.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Unread::ScannedPages => ("page that is a picture, as a scan is", "pages that are pictures, as scans are"),
            Unread::UnknownLetters => (
                "letter of a font that does not say which letter it is",
                "letters of fonts that do not say which letters they are",
            ),
            Unread::LeaningLetters => ("leaning letter", "leaning letters"),
            Unread::LettersOutsidePage => ("letter beyond the edge of the page", "letters beyond the edge of the page"),
            Unread::FormFields => {
                ("field of a form whose value is no text", "fields of a form whose values are no text")
            }
            Unread::Comments => ("note on a page", "notes on pages"),
            Unread::Attachments => ("file inside the file", "files inside the file"),
            Unread::HeaderWords => ("word in the head of a page", "words in the heads of pages"),
            Unread::FooterWords => ("word at the foot of a page", "words at the feet of pages"),
            Unread::HiddenWords => ("hidden word", "hidden words"),
            Unread::Pictures => ("picture", "pictures"),
        }
    }
}

impl NotRead {
    /// It in words, as `2 pages that are pictures, as scans are (pages 2 and 3)`.
    pub fn in_words(&self) -> String {
        let (one, several) = self.what.names();
        let mut text = if self.count == 1 { format!("1 {one}") } else { format!("{} {several}", self.count) };
        let mut behind: Vec<String> = Vec::new();
        if !self.pages.is_empty() {
            behind.push(format!("{} {}", if self.pages.len() == 1 { "page" } else { "pages" }, runs(&self.pages)));
        }
        behind.extend(self.part.clone());
        if !behind.is_empty() {
            text.push_str(&format!(" ({})", behind.join("; ")));
        }
        text
    }
}

/// Numbers in order as people write them: `1, 3 to 5 and 9`.
fn runs(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if number <= last.saturating_add(1) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let run = |&(first, last): &(u32, u32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} to {last}"),
    };
    let mut words: Vec<String> = runs.iter().map(run).collect();
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} and {last}", words.join(", ")),
        last => last.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_read_is_said_with_its_pages_and_its_number() {
        let scans = NotRead { what: Unread::ScannedPages, pages: vec![2, 3, 4, 9], part: None, count: 4 };
        assert_eq!(scans.in_words(), "4 pages that are pictures, as scans are (pages 2 to 4 and 9)");
        let note = NotRead { what: Unread::Comments, pages: vec![1], part: None, count: 1 };
        assert_eq!(note.in_words(), "1 note on a page (page 1)");
        let head = NotRead { what: Unread::HeaderWords, pages: Vec::new(), part: Some("CORONER".into()), count: 1 };
        assert_eq!(head.in_words(), "1 word in the head of a page (CORONER)");
    }
}
