//! Documents: the question, and the answer as it travels. What comes back is checked as if anybody had written it.

use crate::Reader;
use crate::child::Child;
use crate::error::ChildError;
use crate::job::{As, Job};
use crate::stop::Stop;
use colligate_documents::text::{Contents, Limits, TextError, TextProblem, read_bytes, read_bytes_as_written};
use colligate_documents::{DateOrigin, DatePlace, Document, NotRead, Options, Origin, Piece};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::path::Path;

impl Reader {
    /// Reads the documents in a file's bytes. A child gives no [`Contents::sources`].
    ///
    /// # Errors
    /// As [`read_bytes`]; where a child reads, also where it met one of its limits or ended.
    pub fn document(&self, name: &str, bytes: &[u8], how: As, stop: &Stop) -> Result<Contents, TextError> {
        self.document_within(name, bytes, how, &Limits::default(), stop)
    }

    /// The same within limits of one's own.
    ///
    /// # Errors
    /// As [`Reader::document`].
    pub fn document_within(
        &self,
        name: &str,
        bytes: &[u8],
        how: As,
        limits: &Limits,
        stop: &Stop,
    ) -> Result<Contents, TextError> {
        match self {
            Reader::InProcess => in_process(name, bytes, how, limits),
            Reader::Child(child) => by_child(child, name, bytes, how, limits, stop),
        }
    }

    /// Reads the documents in a file; errors are of the file as it was named.
    ///
    /// # Errors
    /// As [`Reader::document`], and where the file cannot be read.
    pub fn document_file(&self, path: &Path, how: As, stop: &Stop) -> Result<Contents, TextError> {
        let limits = Limits::default();
        let shown = path.display().to_string();
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let refuse = |problem| TextError { name: shown.clone(), problem };
        let bytes = limits.bytes_of(path).map_err(refuse)?;
        self.document_within(&name, &bytes, how, &limits, stop).map_err(|error| match error.name == name {
            true => TextError { name: shown.clone(), ..error },
            false => error,
        })
    }
}

fn in_process(name: &str, bytes: &[u8], how: As, limits: &Limits) -> Result<Contents, TextError> {
    match how {
        As::Shown => read_bytes(name, bytes, limits),
        As::Written => read_bytes_as_written(name, bytes, limits),
    }
}

fn by_child(
    child: &Child,
    name: &str,
    bytes: &[u8],
    how: As,
    limits: &Limits,
    stop: &Stop,
) -> Result<Contents, TextError> {
    let refuse = |error: ChildError| TextError { name: name.to_owned(), problem: error.into() };
    let nonsense = |error: &dyn std::fmt::Display| refuse(ChildError::Answer(error.to_string()));
    let job = Job::Document { name: name.to_owned(), how, limits: limits.clone() };
    let head = job.head().map_err(|error| nonsense(&error))?;
    let answer = child.ask(&head, bytes, stop).map_err(refuse)?;
    let answer: Answer = serde_json::from_slice(&answer).map_err(|error| nonsense(&error))?;
    match answer {
        Answer::Read { documents, refused } => {
            let documents: Option<Vec<Document>> = documents.into_iter().map(Sent::received).collect();
            let documents = documents.ok_or_else(|| nonsense(&"its places are not in its text"))?;
            if documents.is_empty() {
                return Err(nonsense(&"it holds no document"));
            }
            let refused = refused.into_iter().map(Refusal::received).collect();
            Ok(Contents { documents, sources: Vec::new(), refused })
        }
        Answer::Refused(refusal) => Err(refusal.received()),
    }
}

/// Bytes of text, and documents, up to which a file is surely understood in no time.
const SHORT: usize = 32 << 10;
const FEW: usize = 20;

/// Understands documents as the parent is about to, and forgets what came of it. What is looked for in a text may take the square of its
/// length, and the parent has no limits on itself: a text that takes too long is met here.
fn try_to_understand(documents: &[Document]) {
    let text: usize = documents.iter().map(|document| document.text.len()).sum();
    if text > SHORT || documents.len() > FEW {
        // Threads of its own would take much of the memory that a child has.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
        let _ = colligate_documents::read_all(documents.to_vec(), &Options::default());
    }
}

/// What the child answers.
pub(crate) fn answer(name: &str, bytes: &[u8], how: As, limits: &Limits) -> Answer {
    match in_process(name, bytes, how, limits) {
        Ok(contents) => {
            if how == As::Shown {
                try_to_understand(&contents.documents);
            }
            Answer::Read {
                documents: contents.documents.into_iter().map(Sent::of).collect(),
                refused: contents.refused.iter().map(Refusal::of).collect(),
            }
        }
        Err(error) => Answer::Refused(Refusal::of(&error)),
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    Read { documents: Vec<Sent>, refused: Vec<Refusal> },
    Refused(Refusal),
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Refusal {
    name: String,
    sentence: String,
}

impl Refusal {
    fn of(error: &TextError) -> Refusal {
        Refusal { name: error.name.clone(), sentence: error.problem.to_string() }
    }

    fn received(self) -> TextError {
        TextError { name: self.name, problem: TextProblem::Refused(self.sentence) }
    }
}

/// A document on its way. A piece is the first byte of its text, its length there, the first byte and the length in the source, and the
/// page.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Sent {
    name: String,
    title: Option<String>,
    date: Option<Date>,
    text: String,
    pieces: Vec<(usize, usize, usize, usize, Option<u32>)>,
    dated: Option<Dated>,
    not_read: Vec<NotRead>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Dated {
    place: DatePlace,
    source: Option<(usize, usize)>,
    page: Option<u32>,
}

impl Sent {
    fn of(document: Document) -> Sent {
        let Document { name, title, date, text, origin } = document;
        let piece =
            |piece: &Piece| (piece.text.start, piece.text.len(), piece.source.start, piece.source.len(), piece.page);
        let dated = origin.date.map(|date| Dated {
            place: date.place,
            source: date.source.map(|range| (range.start, range.end)),
            page: date.page,
        });
        Sent {
            name,
            title,
            date,
            text,
            pieces: origin.pieces.iter().map(piece).collect(),
            dated,
            not_read: origin.not_read,
        }
    }

    /// The document, or none where it contradicts itself.
    fn received(self) -> Option<Document> {
        let Sent { name, title, date, text, pieces, dated, not_read } = self;
        let mut done = 0;
        let mut received = Vec::with_capacity(pieces.len());
        for (start, length, source, source_length, page) in pieces {
            let end = start.checked_add(length)?;
            if start < done || length == 0 || text.get(start..end).is_none() || page == Some(0) {
                return None;
            }
            received.push(Piece { text: start..end, source: source..source.checked_add(source_length)?, page });
            done = end;
        }
        let date_origin = match dated {
            Some(Dated { source: Some((start, end)), .. }) if start > end => return None,
            Some(Dated { place, source, page }) => {
                Some(DateOrigin { place, source: source.map(|(start, end)| start..end), page })
            }
            None => None,
        };
        let origin = Origin { pieces: received, date: date_origin, not_read };
        Some(Document { name, title, date, text, origin })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pieces: Vec<(usize, usize, usize, usize, Option<u32>)>) -> Option<Document> {
        let text = "dé".to_owned();
        Sent { name: "a".into(), title: None, date: None, text, pieces, dated: None, not_read: Vec::new() }.received()
    }

    #[test]
    fn an_answer_that_contradicts_itself_is_not_believed() {
        assert!(sent(vec![(0, 1, 5, 1, None), (1, 2, 6, 2, Some(1))]).is_some());
        assert!(sent(vec![(0, 2, 0, 2, None)]).is_none(), "half a character");
        assert!(sent(vec![(0, 4, 0, 4, None)]).is_none(), "beyond the text");
        assert!(sent(vec![(1, 2, 0, 2, None), (0, 1, 0, 1, None)]).is_none(), "out of order");
        assert!(sent(vec![(1, usize::MAX, 0, 1, None)]).is_none());
        assert!(sent(vec![(0, 1, usize::MAX, 2, None)]).is_none());
        assert!(sent(vec![(0, 1, 0, 1, Some(0))]).is_none());
    }
}
