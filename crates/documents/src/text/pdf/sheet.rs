//! What one page shows: its letters where they stand, and what of it is no text.

use super::matrix::Matrix;
use crate::text::TextProblem;
use lopdf::{Document, Object, ObjectId};

/// A page of A4, where a file gives no box that makes sense.
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];
/// Steps up the tree of pages in which a box is looked for.
const LEVELS: usize = 64;
/// How far letters may lean from the axes of the page, as a share: about ten degrees, more than any sheet lies askew on a scanner.
const LEANING: f32 = 0.18;
/// Share of a page from which a picture may be a scan of it.
const LARGE: f32 = 0.3;

/// Some letters at a place of the page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub text: String,
    pub x: f32,
    pub y: f32,
    /// Where the next one begins, if it follows at once.
    pub end: f32,
    pub size: f32,
}

/// What a page shows.
#[derive(Debug)]
pub(super) struct Sheet {
    pub glyphs: Vec<Glyph>,
    /// Pictures as large as a scan.
    pub pictures: u64,
    /// Letters beyond the edge of the page, which no reader shows.
    pub outside: u64,
    /// Letters that lean.
    pub leaning: u64,
    bounds: Option<[f32; 4]>,
    most: usize,
}

impl Sheet {
    /// An empty page with these bounds and room for so many letters.
    pub fn new(bounds: Option<[f32; 4]>, most: usize) -> Sheet {
        Sheet { glyphs: Vec::new(), pictures: 0, outside: 0, leaning: 0, bounds, most }
    }

    /// Adds some letters at the origin of a matrix.
    pub fn show(&mut self, text: String, matrix: Matrix, width: f32, size: f32) {
        let (x, y) = matrix.origin();
        let letters = || text.chars().filter(|letter| !letter.is_whitespace()).count() as u64;
        if !(x.is_finite() && y.is_finite()) {
            return;
        }
        if self.bounds.is_some_and(|[left, low, right, high]| {
            x < left - size || x > right + size || y < low - size || y > high + size
        }) {
            self.outside += letters();
            return;
        }
        let [a, b, c, d, ..] = matrix.0;
        let (across, along) = (a.abs().min(b.abs()), a.abs().max(b.abs()));
        if across > LEANING * along {
            self.leaning += letters();
            return;
        }
        // Text that runs up or down the page, or upside down, is laid along its own line.
        let mirrored = a * d - b * c < 0.0;
        let (x, y) = match (a.abs() >= b.abs(), a < 0.0, b < 0.0) {
            (true, true, _) if !mirrored => (-x, -y),
            (true, ..) => (x, y),
            (false, _, true) if !mirrored => (-y, x),
            (false, ..) => (y, -x),
        };
        self.glyphs.push(Glyph { text, x, y, end: x + width, size });
    }

    /// Counts a picture that is drawn over the unit square of a matrix.
    pub fn picture(&mut self, place: Matrix) {
        let [a, b, c, d, ..] = place.0;
        let [left, low, right, high] = self.bounds.unwrap_or(A4);
        if (a * d - b * c).abs() >= LARGE * (right - left) * (high - low) {
            self.pictures += 1;
        }
    }

    /// Refuses a page with too many letters.
    pub fn within(&self) -> Result<(), TextProblem> {
        if self.glyphs.len() <= self.most {
            return Ok(());
        }
        Err(TextProblem::OverLimit {
            what: "the number of letters on one of its pages".to_owned(),
            limit: self.most.to_string(),
            remedy: "print the pages you need to a new PDF",
        })
    }
}

/// The part of the plane that a page shows: its crop box within its media box, its own or those of the pages around it.
pub(super) fn bounds(document: &Document, page: ObjectId) -> Option<[f32; 4]> {
    let sheet = inherited(document, page, b"MediaBox")?;
    let [left, low, right, high] = inherited(document, page, b"CropBox").unwrap_or(sheet);
    let shown = [left.max(sheet[0]), low.max(sheet[1]), right.min(sheet[2]), high.min(sheet[3])];
    let fits = |[left, low, right, high]: [f32; 4]| right - left > 1.0 && high - low > 1.0;
    [shown, sheet].into_iter().find(|&bounds| fits(bounds))
}

fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<[f32; 4]> {
    let mut node = document.get_dictionary(page).ok()?;
    for _ in 0..LEVELS {
        if let Ok(corners) = node.get_deref(key, document).and_then(Object::as_array) {
            return rectangle(document, corners);
        }
        node = node.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?;
    }
    None
}

/// Left, low, right, high of two corners in whatever order.
pub(super) fn rectangle(document: &Document, corners: &[Object]) -> Option<[f32; 4]> {
    let at = |index: usize| {
        let number = document.dereference(corners.get(index)?).ok()?.1.as_float().ok()?;
        number.is_finite().then_some(number)
    };
    let (x, y, u, v) = (at(0)?, at(1)?, at(2)?, at(3)?);
    Some([x.min(u), y.min(v), x.max(u), y.max(v)])
}
