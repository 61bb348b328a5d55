//! Text out of files: plain text, HTML, PDF, DOCX, e-mail, and a ZIP of them.
//!
//! A format is known by its content first and by its name second. What is read is the main text, without menus, share links and the
//! labels of captions, and every character of it is traceable. For each piece of a document's [`Origin`](crate::Origin)
//!
//! - `source[piece.source] == text[piece.text]`, byte for byte, or
//! - `source[piece.source]` is one character reference of HTML or XML (`&amp;`, `&#8217;`, `&nbsp;`) and `text[piece.text]` what it stands
//!   for.
//!
//! The source is the decoded file for plain text and HTML, the decoded part for a DOCX and an e-mail, and the text of the page, as it was
//! laid out from the glyphs, for a PDF. Bytes of the text in no piece were put in: blank lines between paragraphs, and the space that a
//! line's end or a run of white space became. [`Source::vouches_for`] checks all of it.
//!
//! Encrypted, damaged and booby-trapped files end in a [`TextError`] within the [`Limits`]. Nothing here runs a script, follows a link or
//! looks at the network.

mod archive;
mod date;
mod decode;
mod docx;
mod email;
mod error;
mod guard;
mod html;
mod kind;
mod limits;
mod paragraphs;
mod pdf;
mod plain;
mod reference;
mod residue;
mod source;
mod trace;

pub use error::{TextError, TextProblem};
pub use limits::Limits;
pub use source::Source;

use crate::Document;
use kind::Kind;
use limits::Budget;
use std::path::Path;

/// What one file held.
#[derive(Debug, Default)]
pub struct Contents {
    /// The documents, in the order of the file: an e-mail before its attachments.
    pub documents: Vec<Document>,
    /// Where the text of each document was read from, in the same order.
    pub sources: Vec<Source>,
    /// Parts that could not be read, such as a picture attached to an e-mail, each with the reason.
    pub refused: Vec<TextError>,
}

/// Reads the documents in a file.
///
/// # Errors
/// Where nothing in the file can be read: see [`TextProblem`]. A part of an archive or e-mail that cannot be read is in
/// [`Contents::refused`] instead, as long as another part can.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Contents, TextError> {
    with_bytes(path, limits, |name, bytes| read_bytes(name, bytes, limits))
}

/// Reads the texts in a file whose style is to be measured: as [`read_file`], but a file of plain text stays letter by letter as it was
/// written, the ends of its lines and what looks like residue of the web included.
///
/// # Errors
/// As [`read_file`].
pub fn read_file_as_written(path: &Path, limits: &Limits) -> Result<Contents, TextError> {
    with_bytes(path, limits, |name, bytes| read_bytes_as_written(name, bytes, limits))
}

/// The same for a file's bytes.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes_as_written(name: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, TextError> {
    let refuse = |problem| TextError { name: name.to_owned(), problem };
    limits.file(bytes.len() as u64).map_err(refuse)?;
    if kind::of(name, bytes).map_err(refuse)? != Kind::Plain {
        return read_bytes(name, bytes, limits);
    }
    let mut contents = Contents::default();
    let read = plain::as_written(name, bytes).map_err(refuse)?;
    contents.add(read, &mut Budget::new(limits)).map_err(refuse)?;
    Ok(contents)
}

/// Reads the bytes of a file; errors are of the file as it was named.
fn with_bytes(
    path: &Path,
    limits: &Limits,
    read: impl FnOnce(&str, &[u8]) -> Result<Contents, TextError>,
) -> Result<Contents, TextError> {
    let shown = path.display().to_string();
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    let bytes = limits.bytes_of(path).map_err(|problem| TextError { name: shown.clone(), problem })?;
    read(&name, &bytes).map_err(|error| match error.name == name {
        true => TextError { name: shown, ..error },
        false => error,
    })
}

/// Reads the documents in a file's bytes; its name is shown, and its ending is asked where the bytes do not tell the format.
///
/// ```
/// use colligate_documents::text::{Limits, read_bytes};
///
/// let page = b"Share this\nPublished 19 March 2018\nTwo men were found near the church.\n";
/// let contents = read_bytes("page.txt", page, &Limits::default())?;
/// let document = &contents.documents[0];
/// assert_eq!(document.text, "Two men were found near the church.");
/// assert_eq!(document.date.map(|date| date.to_string()), Some("2018-03-19".to_owned()));
/// assert!(contents.sources[0].vouches_for(document));
/// # Ok::<(), colligate_documents::text::TextError>(())
/// ```
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Contents, TextError> {
    let refuse = |problem| TextError { name: name.to_owned(), problem };
    limits.file(bytes.len() as u64).map_err(refuse)?;
    let mut contents = Contents::default();
    read_part(name, bytes, &mut Budget::new(limits), &mut contents).map_err(refuse)?;
    if contents.documents.is_empty() {
        return Err(contents.refused.pop().unwrap_or_else(|| refuse(TextProblem::Empty)));
    }
    Ok(contents)
}

/// Reads one file, or one part of one, whatever its format.
fn read_part(name: &str, bytes: &[u8], budget: &mut Budget<'_>, into: &mut Contents) -> Result<(), TextProblem> {
    match kind::of(name, bytes)? {
        Kind::Plain => into.add(plain::read(name, bytes)?, budget)?,
        Kind::Html => into.add(html::read(name, bytes, budget.limits)?, budget)?,
        Kind::Pdf => {
            let read = pdf::read(name, bytes, budget)?;
            into.add(read, budget)?;
        }
        Kind::Email => email::read(name, bytes, budget, into)?,
        Kind::Zip => archive::read(name, bytes, budget, into)?,
    }
    Ok(())
}

impl Contents {
    fn add(&mut self, (document, source): (Document, Source), budget: &mut Budget<'_>) -> Result<(), TextProblem> {
        budget.text(document.text.len())?;
        self.documents.push(document);
        self.sources.push(source);
        Ok(())
    }

    /// Reads a part under its own name; what is wrong with it is kept beside what could be read.
    fn read_or_refuse(&mut self, name: &str, bytes: &[u8], budget: &mut Budget<'_>) {
        if let Err(problem) = read_part(name, bytes, budget, self) {
            self.refused.push(TextError { name: name.to_owned(), problem });
        }
    }
}

#[cfg(test)]
mod tests;
