//! Limits that keep a broken or hostile file from eating the machine.

use super::TextProblem;
use colligate_register::wording;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::path::Path;

/// Limits of one file. The defaults are far beyond any report seen and far below what harms a laptop. There is none on time: work is
/// bounded by what is counted here, so that a file is refused on a slow machine just where it is on a fast one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: u64,
    /// Most bytes after decompression, of everything in the file together.
    pub expanded_bytes: u64,
    /// Most bytes that one compressed byte may become, once [`Limits::ratio_from`] bytes are out. Text seldom passes 50; deflate ends
    /// near 1,030.
    pub ratio: u64,
    /// Bytes after decompression below which the ratio is not looked at.
    pub ratio_from: u64,
    /// Most archives and e-mails inside one another: 1 is a ZIP of reports.
    pub depth: usize,
    /// Most parts of archives and e-mails together.
    pub parts: usize,
    /// Most elements of HTML or XML inside one another.
    pub elements_deep: usize,
    /// Most elements of a page.
    pub elements: usize,
    /// Most attributes of one element of HTML.
    pub attributes: usize,
    /// Most pages of a PDF.
    pub pages: usize,
    /// Most drawing operations of a PDF's pages together, each use of a form counted anew.
    pub operations: u64,
    /// Most bytes of what one page of a PDF or one form draws, once unpacked.
    pub page_bytes: u64,
    /// Most bytes of one drawing operation with what it draws.
    pub operation_bytes: usize,
    /// Most letters on one page of a PDF.
    pub page_letters: usize,
    /// Most codes in the tables of letters and widths of a PDF's fonts together, each table counted each time it is read.
    pub codes: usize,
    /// Most bytes of the text of one document. What is looked for in a text takes longer than its length.
    pub text_bytes: usize,
    /// Most bytes of the texts of all documents in one file.
    pub all_text_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            expanded_bytes: 512 << 20,
            ratio: 250,
            ratio_from: 8 << 20,
            depth: 4,
            parts: 10_000,
            elements_deep: 5_000,
            elements: 2_000_000,
            attributes: 1_000,
            pages: 5_000,
            operations: 20_000_000,
            page_bytes: 128 << 20,
            operation_bytes: 4 << 20,
            page_letters: 1_000_000,
            codes: 5_000_000,
            text_bytes: 4 << 20,
            all_text_bytes: 64 << 20,
        }
    }
}

impl Limits {
    /// The bytes of a file that is not too large.
    ///
    /// # Errors
    /// Where it is, or cannot be read.
    pub fn bytes_of(&self, path: &Path) -> Result<Vec<u8>, TextProblem> {
        self.file(std::fs::metadata(path)?.len())?;
        let mut bytes = Vec::new();
        // What it is said to be long need not be how long it is.
        std::fs::File::open(path)?.take(self.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        self.file(bytes.len() as u64)?;
        Ok(bytes)
    }

    /// Refuses a file of so many bytes if that is too many.
    pub(super) fn file(&self, size: u64) -> Result<(), TextProblem> {
        if size <= self.bytes {
            return Ok(());
        }
        Err(TextProblem::OverLimit {
            what: format!("its size of {}", wording::bytes(size)),
            limit: wording::bytes(self.bytes),
            remedy: "split the file, or raise the limit",
        })
    }
}

/// What is left of the limits while one file is read, with all that is inside it.
pub(super) struct Budget<'a> {
    pub limits: &'a Limits,
    expanded: u64,
    parts: usize,
    text: usize,
    /// Archives and e-mails that are being read, inside one another.
    pub depth: usize,
}

impl<'a> Budget<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self { limits, expanded: 0, parts: 0, text: 0, depth: 0 }
    }

    /// Bytes that may still come out of decompression.
    pub fn left(&self) -> u64 {
        self.limits.expanded_bytes.saturating_sub(self.expanded)
    }

    /// Counts bytes that came out of so many compressed ones.
    pub fn expand(&mut self, out: u64, from: u64) -> Result<(), TextProblem> {
        self.expanded = self.expanded.saturating_add(out);
        if self.expanded > self.limits.expanded_bytes {
            return Err(self.too_large());
        }
        if out > self.limits.ratio_from && out / self.limits.ratio.max(1) > from {
            return Err(self.too_dense(out, from));
        }
        Ok(())
    }

    /// Bytes at which to stop while so many compressed ones are unpacked: one more than may come out of them.
    pub fn most(&self, from: u64) -> u64 {
        let ratio = from.saturating_mul(self.limits.ratio).saturating_add(self.limits.ratio);
        self.left().min(self.limits.ratio_from.max(ratio)).saturating_add(1)
    }

    /// The refusal of what was still unpacking at [`Budget::most`].
    pub fn still_unpacking(&self, from: u64) -> TextProblem {
        match self.most(from) {
            most if most > self.left() => self.too_large(),
            most => self.too_dense(most, from),
        }
    }

    fn too_dense(&self, out: u64, from: u64) -> TextProblem {
        TextProblem::OverLimit {
            what: format!("what unpacks to {} from {}", wording::bytes(out), wording::bytes(from)),
            limit: format!("{} to one", self.limits.ratio),
            remedy: "unpack it yourself if you trust it",
        }
    }

    /// Counts the text of one document.
    pub fn text(&mut self, bytes: usize) -> Result<(), TextProblem> {
        self.text = self.text.saturating_add(bytes);
        let Limits { text_bytes, all_text_bytes, .. } = self.limits;
        let (what, most, remedy) = if bytes > *text_bytes {
            (
                format!("its text of {}", wording::bytes(bytes as u64)),
                text_bytes,
                "split it into documents of their own",
            )
        } else if self.text > *all_text_bytes {
            ("the text of all that is in the file".to_owned(), all_text_bytes, "split it into several files")
        } else {
            return Ok(());
        };
        Err(TextProblem::OverLimit { what, limit: wording::bytes(*most as u64), remedy })
    }

    /// The refusal of what unpacks to more than the limit.
    pub fn too_large(&self) -> TextProblem {
        TextProblem::OverLimit {
            what: "its size once unpacked".to_owned(),
            limit: wording::bytes(self.limits.expanded_bytes),
            remedy: "unpack it yourself if you trust it, and give its parts",
        }
    }

    /// Counts one more part.
    pub fn part(&mut self) -> Result<(), TextProblem> {
        self.parts += 1;
        if self.parts > self.limits.parts {
            return Err(TextProblem::OverLimit {
                what: "its number of parts".to_owned(),
                limit: wording::counted(self.limits.parts, "part", "parts"),
                remedy: "unpack it yourself if you trust it, and give its parts",
            });
        }
        Ok(())
    }

    /// Goes into an archive or e-mail; to be followed by [`Budget::leave`].
    pub fn enter(&mut self) -> Result<(), TextProblem> {
        if self.depth >= self.limits.depth {
            return Err(TextProblem::OverLimit {
                what: "its nesting of archives and e-mails".to_owned(),
                limit: format!("{} inside one another", self.limits.depth),
                remedy: "unpack it yourself if you trust it, and give its parts",
            });
        }
        self.depth += 1;
        Ok(())
    }

    /// Comes out again.
    pub fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
