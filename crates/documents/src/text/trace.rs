//! A text under construction that knows where each of its bytes stood.

use crate::{Origin, Piece};
use std::ops::Range;

/// A text and the runs of it that stand in the source.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    pub text: String,
    runs: Vec<Run>,
}

#[derive(Clone, Debug)]
struct Run {
    piece: Piece,
    /// Byte for byte as in the source, so that it may be divided and lengthened.
    verbatim: bool,
}

impl Trace {
    /// The whole of a source.
    pub fn whole(source: &str) -> Self {
        let mut trace = Self::default();
        trace.take(source, 0..source.len(), None);
        trace
    }

    /// Adds what stands in the source there. Nothing is added where the range is not one of whole characters of it.
    pub fn take(&mut self, source: &str, range: Range<usize>, page: Option<u32>) {
        let Some(text) = source.get(range.clone()) else { return };
        let start = self.text.len();
        self.text.push_str(text);
        self.add(start, range, page, true);
    }

    /// Adds what a character reference stands for.
    pub fn take_reference(&mut self, decoded: &str, reference: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(decoded);
        self.add(start, reference, None, false);
    }

    /// Adds text that is not in the source.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn add(&mut self, start: usize, source: Range<usize>, page: Option<u32>, verbatim: bool) {
        let text = start..self.text.len();
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && verbatim
            && last.verbatim
            && last.piece.page == page
            && last.piece.text.end == text.start
            && last.piece.source.end == source.start
        {
            last.piece.text.end = text.end;
            last.piece.source.end = source.end;
            return;
        }
        self.runs.push(Run { piece: Piece { text, source, page }, verbatim });
    }

    /// Adds a part of another trace. A character reference is taken whole or, where only a part of what it stands for lies in the range,
    /// as text that was put in.
    pub fn copy(&mut self, other: &Trace, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        let shift = |at: usize| at - range.start + self.text.len();
        let first = other.runs.partition_point(|run| run.piece.text.end <= range.start);
        let runs: Vec<Run> = other.runs[first..]
            .iter()
            .take_while(|run| run.piece.text.start < range.end)
            .filter_map(|run| {
                let piece = &run.piece;
                let (start, end) = (piece.text.start.max(range.start), piece.text.end.min(range.end));
                if !run.verbatim && (start, end) != (piece.text.start, piece.text.end) {
                    return None;
                }
                let source = if run.verbatim {
                    piece.source.start + (start - piece.text.start)..piece.source.start + (end - piece.text.start)
                } else {
                    piece.source.clone()
                };
                let piece = Piece { text: shift(start)..shift(end), source, page: piece.page };
                Some(Run { piece, verbatim: run.verbatim })
            })
            .collect();
        self.text.push_str(text);
        for run in runs {
            match self.runs.last_mut() {
                Some(last)
                    if last.verbatim
                        && run.verbatim
                        && last.piece.page == run.piece.page
                        && last.piece.text.end == run.piece.text.start
                        && last.piece.source.end == run.piece.source.start =>
                {
                    last.piece.text.end = run.piece.text.end;
                    last.piece.source.end = run.piece.source.end;
                }
                _ => self.runs.push(run),
            }
        }
    }

    /// Without these ranges, which are in order and do not overlap.
    pub fn without(&self, cuts: &[Range<usize>]) -> Trace {
        let mut kept = Trace::default();
        let mut from = 0;
        for cut in cuts {
            kept.copy(self, from..cut.start);
            from = cut.end;
        }
        kept.copy(self, from..self.text.len());
        kept
    }

    /// Takes off what stands behind this place of the text.
    pub fn truncate(&mut self, length: usize) {
        if length >= self.text.len() || !self.text.is_char_boundary(length) {
            return;
        }
        self.text.truncate(length);
        while let Some(last) = self.runs.last_mut().filter(|last| last.piece.text.end > length) {
            if last.verbatim && last.piece.text.start < length {
                last.piece.source.end -= last.piece.text.end - length;
                last.piece.text.end = length;
                break;
            }
            self.runs.pop();
        }
    }

    /// Where a range of the text stood: the page, and the source from the first of it to the last.
    pub fn place(&self, range: &Range<usize>) -> Option<(Option<u32>, Range<usize>)> {
        let mut one = Trace::default();
        one.copy(self, range.clone());
        let (first, last) = (one.runs.first()?, one.runs.last()?);
        (first.piece.page == last.piece.page)
            .then_some((first.piece.page, first.piece.source.start..last.piece.source.end))
    }

    /// The text and its origin.
    pub fn finish(self) -> (String, Origin) {
        let pieces = self.runs.into_iter().map(|run| run.piece).collect();
        (self.text, Origin { pieces, ..Origin::default() })
    }
}
