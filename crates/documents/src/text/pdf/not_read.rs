//! What of the pages of a PDF is not in its text.

use super::annotations::Annotations;
use super::layout::Page;
use super::sheet::Sheet;
use crate::{NotRead, Unread};

/// Letters of a page, at least, from which it is no scan, whatever pictures are on it.
const TEXT: usize = 100;

/// What is not read of one page.
#[derive(Debug, Default)]
pub(super) struct OfPage(Vec<(Unread, u64)>);

impl OfPage {
    /// Of a page before and after it was laid out.
    pub fn new(sheet: &Sheet, annotations: &Annotations, laid: &Page) -> OfPage {
        let letters = || laid.text.chars().filter(|letter| !letter.is_whitespace());
        let scanned = sheet.pictures > 0 && letters().take(TEXT).count() < TEXT;
        let unknown = letters().filter(|&letter| letter == char::REPLACEMENT_CHARACTER).count() as u64;
        let counts = [
            (Unread::ScannedPages, u64::from(scanned)),
            (Unread::UnknownLetters, unknown),
            (Unread::LeaningLetters, sheet.leaning),
            (Unread::LettersOutsidePage, sheet.outside),
            (Unread::FormFields, annotations.fields),
            (Unread::Comments, annotations.comments),
            (Unread::Attachments, annotations.attachments),
        ];
        OfPage(counts.into_iter().filter(|(_, count)| *count > 0).collect())
    }
}

/// What is not read of all pages and of the file: one entry a kind.
pub(super) fn of_all(pages: &[OfPage], attached: u64) -> Vec<NotRead> {
    let mut all: Vec<NotRead> = Vec::new();
    for (number, page) in (1..).zip(pages) {
        for &(what, count) in &page.0 {
            match all.iter_mut().find(|one| one.what == what) {
                Some(one) => {
                    one.count += count;
                    one.pages.push(number);
                }
                None => all.push(NotRead { what, pages: vec![number], part: None, count }),
            }
        }
    }
    if attached > 0 {
        all.push(NotRead { what: Unread::Attachments, pages: Vec::new(), part: None, count: attached });
    }
    all.sort_by_key(|one| one.what);
    all
}
