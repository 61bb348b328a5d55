//! ZIP files: of reports, or a DOCX.

use super::limits::Budget;
use super::{Contents, TextProblem, docx};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

const FORMAT: &str = "ZIP file";
/// Formats that are ZIP files too, by a part that each has.
const OTHERS: [(&str, &str, &str); 4] = [
    ("xl/workbook.xml", "a workbook (XLSX)", "read it as a register, or save its text"),
    ("ppt/presentation.xml", "a presentation (PPTX)", "save it as PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file", "save it as DOCX or PDF"),
    ("META-INF/container.xml", "an e-book", "save it as PDF or HTML"),
];

/// Reads a ZIP.
pub(super) fn read(name: &str, bytes: &[u8], budget: &mut Budget<'_>, into: &mut Contents) -> Result<(), TextProblem> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| problem(error, FORMAT))?;
    if docx::is_one(&zip) {
        return docx::read(name, &mut zip, budget, into);
    }
    if let Some((_, found, remedy)) = OTHERS.iter().find(|(part, _, _)| zip.index_for_name(part).is_some()) {
        return Err(TextProblem::WrongKind { found, remedy });
    }
    budget.enter()?;
    for at in 0..zip.len() {
        let path = zip
            .name_for_index(at)
            .and_then(Result::ok)
            .map_or_else(|| format!("part {}", at + 1), |path| path.into_owned());
        // Folders, and what macOS puts beside each file.
        if path.ends_with('/') || path.starts_with("__MACOSX/") || path.ends_with(".DS_Store") {
            continue;
        }
        let shown = format!("{name}/{path}");
        budget.part()?;
        match member(&mut zip, at, budget, FORMAT) {
            Ok(bytes) => into.read_or_refuse(&shown, &bytes, budget),
            Err(over @ TextProblem::OverLimit { .. }) => return Err(over),
            Err(problem) => into.refused.push(super::TextError { name: shown, problem }),
        }
    }
    budget.leave();
    Ok(())
}

/// The bytes of one part, unpacked within the limits.
pub(super) fn member(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    budget: &mut Budget<'_>,
    format: &'static str,
) -> Result<Vec<u8>, TextProblem> {
    let file = zip.by_index(at).map_err(|error| problem(error, format))?;
    let packed = file.compressed_size();
    // One byte more than the ratio allows shows that it does not keep to it; what the file says of its own size is not believed.
    let most = budget.most(packed);
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).map_err(|error| TextProblem::damaged(format, error))?;
    budget.expand(bytes.len() as u64, packed)?;
    Ok(bytes)
}

fn problem(error: ZipError, format: &'static str) -> TextProblem {
    match error {
        ZipError::UnsupportedArchive(reason) if reason == ZipError::PASSWORD_REQUIRED => {
            TextProblem::Encrypted { format }
        }
        ZipError::InvalidPassword => TextProblem::Encrypted { format },
        error => TextProblem::damaged(format, error),
    }
}
