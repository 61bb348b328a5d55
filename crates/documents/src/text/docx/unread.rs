//! What of a DOCX is not in its text: heads and feet of pages, pictures, files inside it.

use super::{Writer, part, walk};
use crate::text::TextProblem;
use crate::text::limits::Budget;
use crate::{NotRead, Unread};
use quick_xml::Reader;
use std::io::Cursor;
use zip::ZipArchive;

/// Heads and feet that are looked into, at most: each section of a document has up to three of both.
const MOST: usize = 60;
/// Letters of a head or foot that are shown.
const SHOWN: usize = 120;

/// Words that are marked as hidden.
pub(super) fn hidden(count: u64) -> NotRead {
    NotRead { what: Unread::HiddenWords, pages: Vec::new(), part: None, count }
}

/// What stands in parts that are not read.
pub(super) fn of_archive(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    budget: &mut Budget<'_>,
) -> Result<Vec<NotRead>, TextProblem> {
    let names = zip.file_names().flatten().filter(|name| name.starts_with("word/"));
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    let count = |folder: &str| names.iter().filter(|name| name.starts_with(folder) && !name.ends_with('/')).count();
    let mut found = Vec::new();
    for (what, begins) in [(Unread::HeaderWords, "word/header"), (Unread::FooterWords, "word/footer")] {
        let mut parts: Vec<&String> =
            names.iter().filter(|name| name.starts_with(begins) && name.ends_with(".xml")).collect();
        parts.sort();
        for path in parts.into_iter().take(MOST) {
            if let Some(one) = running(zip, path, what, budget)?.filter(|one| !found.contains(one)) {
                found.push(one);
            }
        }
    }
    let things = [(Unread::Attachments, count("word/embeddings/")), (Unread::Pictures, count("word/media/"))];
    let things = things.into_iter().filter(|(_, count)| *count > 0);
    found.extend(things.map(|(what, count)| NotRead { what, pages: Vec::new(), part: None, count: count as u64 }));
    Ok(found)
}

/// The words of a head or foot; none where it says nothing, or is damaged.
fn running(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    what: Unread,
    budget: &mut Budget<'_>,
) -> Result<Option<NotRead>, TextProblem> {
    let xml = match part(zip, path, budget) {
        Ok(Some(xml)) => xml,
        Err(over @ TextProblem::OverLimit { .. }) => return Err(over),
        _ => return Ok(None),
    };
    let mut writer = Writer::default();
    let mut reader = Reader::from_str(&xml);
    if walk(&mut reader, budget.limits, |event, place| writer.event(event, place, &xml)).is_err() {
        return Ok(None);
    }
    let words: Vec<&str> = writer.trace.text.split_whitespace().collect();
    let shown: String = words.join(" ").chars().take(SHOWN).collect();
    let count = words.len() as u64;
    Ok((count > 0).then(|| NotRead { what, pages: Vec::new(), part: Some(shown), count }))
}
