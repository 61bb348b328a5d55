//! One document: its main text, and where every character of it stood in the file.

use crate::NotRead;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The main text of a document, without menus, captions' labels and share links.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Name to show: the file's name, with the part's name after it where the file holds several.
    pub name: String,
    /// Title, where the format or the page gives one.
    pub title: Option<String>,
    /// Day the document bears, where the format or the page gives one.
    pub date: Option<Date>,
    /// Main text. Paragraphs are separated by a blank line.
    pub text: String,
    /// Where the text came from.
    pub origin: Origin,
}

/// Where pieces of a text stood in what was read, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The pieces, in the order of the text, without overlap. Bytes of the text in no piece were put in, as the blank line between two
    /// paragraphs is.
    pub pieces: Vec<Piece>,
    /// Where [`Document::date`] was read, where there is one.
    pub date: Option<DateOrigin>,
    /// What else stood there and is not in the text.
    pub not_read: Vec<NotRead>,
}

/// Where the date of a document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateOrigin {
    /// Kind of place.
    pub place: DatePlace,
    /// Bytes in the decoded source, as in [`Piece::source`], where the place is a part of it.
    pub source: Option<Range<usize>>,
    /// Page of a PDF, from 1.
    pub page: Option<u32>,
}

/// The kinds of place in which a document's date is found, by how much they say: a page's own data is about its publication, a file's
/// properties may be about the day on which it was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DatePlace {
    /// The head of an e-mail.
    MailHeader,
    /// Data for machines in a web page: JSON-LD, `meta` and `time` elements.
    PageData,
    /// A line of the text, such as "Published 19 March 2018".
    Text,
    /// The properties of a PDF or DOCX.
    FileProperties,
}

/// A run of text and the run of the source that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Bytes in [`Document::text`].
    pub text: Range<usize>,
    /// Bytes in the decoded source: the file's characters for plain text and HTML, the part's for a DOCX or an e-mail; for a PDF,
    /// of the page's text.
    pub source: Range<usize>,
    /// Page of a PDF, from 1.
    pub page: Option<u32>,
}

impl Origin {
    /// The piece in which a byte of the text lies, or none where the byte was put in.
    pub fn piece(&self, byte: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.text.end <= byte);
        self.pieces.get(after).filter(|piece| piece.text.contains(&byte))
    }

    /// The pieces in which these bytes of the text lie, cut to them. A character reference cannot be cut and comes whole.
    pub fn places(&self, bytes: Range<usize>) -> Vec<Piece> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= bytes.start);
        let inside = self.pieces[first..].iter().take_while(|piece| piece.text.start < bytes.end);
        inside
            .map(|piece| {
                if piece.text.len() != piece.source.len() {
                    return piece.clone();
                }
                let text = piece.text.start.max(bytes.start)..piece.text.end.min(bytes.end);
                let source = |at: usize| piece.source.start + (at - piece.text.start);
                Piece { source: source(text.start)..source(text.end), text, page: piece.page }
            })
            .collect()
    }

    /// The origin of a text that is its source, byte by byte.
    pub fn whole(length: usize) -> Self {
        Self { pieces: vec![Piece { text: 0..length, source: 0..length, page: None }], ..Self::default() }
    }
}
