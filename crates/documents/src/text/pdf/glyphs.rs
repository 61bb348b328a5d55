//! The drawing operations of a page, followed for the glyphs that they show: ISO 32000-1, 9.4.

use super::fonts::Font;
use super::matrix::Matrix;
use super::operands::longest_operation;
use super::problem;
use super::sheet::{self, Sheet};
use crate::text::TextProblem;
use crate::text::limits::Budget;
use lopdf::content::{Content, Operation};
use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms inside one another. Real pages have two or three.
const FORMS: usize = 12;
/// Saved states of drawing; more are not kept.
const STATES: usize = 512;
/// Most bytes of a font's table of letters. Those of a font with every letter there is have about two million.
const TABLE: usize = 4 << 20;
const PRINT: &str = "print the pages you need to a new PDF";

/// The reader of a file's pages.
pub(super) struct Pages<'a, 'b, 'l> {
    document: &'a Document,
    budget: &'b mut Budget<'l>,
    fonts: HashMap<ObjectId, Option<Rc<Font<'a>>>>,
    operations: u64,
    /// Codes in the tables of the fonts read so far.
    codes: usize,
}

#[derive(Clone)]
struct State<'a> {
    place: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f32,
    character: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Where drawing has come to in one stream.
struct Pen<'a> {
    state: State<'a>,
    saved: Vec<State<'a>>,
    text: Matrix,
    line: Matrix,
}

impl<'a, 'b, 'l> Pages<'a, 'b, 'l> {
    pub fn new(document: &'a Document, budget: &'b mut Budget<'l>) -> Self {
        Pages { document, budget, fonts: HashMap::new(), operations: 0, codes: 0 }
    }

    /// What a page shows, in the order in which it is drawn.
    pub fn sheet(&mut self, page: ObjectId) -> Result<Sheet, TextProblem> {
        let streams = self.document.get_page_contents(page);
        let streams =
            streams.into_iter().filter_map(|id| self.document.get_object(id).and_then(Object::as_stream).ok());
        let packed = streams.map(|stream| stream.content.len() as u64).sum();
        let most = self.most(packed);
        let content =
            self.document.get_page_content_with_limit(page, most).map_err(|error| self.stopped(error, packed))?;
        self.budget.expand(content.len() as u64, packed)?;
        let resources = self.resources(page);
        let state = State {
            place: Matrix::ONE,
            font: None,
            size: 1.0,
            character: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut out = Sheet::new(sheet::bounds(self.document, page), self.budget.limits.page_letters);
        self.follow(&content, &resources, state, 0, &mut out)?;
        Ok(out)
    }

    /// Bytes that a page or form of so many compressed ones may unpack to.
    fn most(&self, packed: u64) -> usize {
        let most = self.budget.most(packed).min(self.budget.limits.page_bytes);
        usize::try_from(most).unwrap_or(usize::MAX)
    }

    /// Why unpacking so many compressed bytes stopped.
    fn stopped(&self, error: Error, packed: u64) -> TextProblem {
        let Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) = error else {
            return problem(error, self.budget);
        };
        let page = self.budget.limits.page_bytes;
        if self.budget.most(packed) <= page {
            return self.budget.still_unpacking(packed);
        }
        let what = "what one of its pages draws".to_owned();
        TextProblem::OverLimit { what, limit: format!("{page} bytes"), remedy: PRINT }
    }

    /// The dictionaries in which a page's names are looked up, the nearest first.
    fn resources(&self, page: ObjectId) -> Vec<&'a Dictionary> {
        let (own, ids) = self.document.get_page_resources(page).unwrap_or_default();
        own.into_iter().chain(ids.into_iter().filter_map(|id| self.document.get_dictionary(id).ok())).collect()
    }

    fn follow(
        &mut self,
        content: &[u8],
        resources: &[&'a Dictionary],
        state: State<'a>,
        forms: usize,
        out: &mut Sheet,
    ) -> Result<(), TextProblem> {
        let (longest, most) = (longest_operation(content), self.budget.limits.operation_bytes);
        if longest > most {
            let what = format!("one drawing operation of {longest} bytes");
            return Err(TextProblem::OverLimit { what, limit: format!("{most} bytes"), remedy: PRINT });
        }
        let mut pen = Pen { state, saved: Vec::new(), text: Matrix::ONE, line: Matrix::ONE };
        // One by one: all operations of a stream take many times the memory of the stream.
        for operation in Content::decode_iter(content) {
            // A stream that breaks off is read as far as it goes.
            let Ok(operation) = &operation else { return Ok(()) };
            self.operations += 1;
            if self.operations > self.budget.limits.operations {
                return Err(TextProblem::OverLimit {
                    what: "the number of its drawing operations".to_owned(),
                    limit: self.budget.limits.operations.to_string(),
                    remedy: PRINT,
                });
            }
            match &*operation.operator {
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    pen.state.font = self.font(name, resources)?;
                    pen.state.size = numbers::<2>(operation)[1];
                }
                "Do" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    self.form(name, resources, &pen.state, forms, out)?;
                }
                "BI" => out.picture(pen.state.place),
                _ => pen.step(operation, out),
            }
            out.within()?;
        }
        Ok(())
    }

    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Result<Option<Rc<Font<'a>>>, TextProblem> {
        let Some(entry) = named(self.document, resources, b"Font", name) else { return Ok(None) };
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(known.clone());
        }
        let font = self.document.dereference(entry).ok().and_then(|(_, font)| font.as_dict().ok());
        let left = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let font = font.map(|font| Font::of(font, self.document, left.min(TABLE))).transpose();
        // Where less is left of the file's own limit than a table may have, it is the file that is over its own.
        let font = font.map_err(|error| match error {
            TextProblem::OverLimit { .. } if left < TABLE => self.budget.too_large(),
            other => other,
        });
        let font = font?.map(Rc::new);
        self.codes = self.codes.saturating_add(font.as_ref().map_or(0, |font| font.size()));
        if self.codes > self.budget.limits.codes {
            return Err(TextProblem::OverLimit {
                what: "the number of codes in the tables of its fonts".to_owned(),
                limit: self.budget.limits.codes.to_string(),
                remedy: PRINT,
            });
        }
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Ok(font)
    }

    /// Follows a form, which is a page in a page.
    fn form(
        &mut self,
        name: &[u8],
        resources: &[&'a Dictionary],
        state: &State<'a>,
        forms: usize,
        out: &mut Sheet,
    ) -> Result<(), TextProblem> {
        let Some(entry) = named(self.document, resources, b"XObject", name) else { return Ok(()) };
        let Some(stream) = self.document.dereference(entry).ok().and_then(|(_, entry)| entry.as_stream().ok()) else {
            return Ok(());
        };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") => {}
            Ok(b"Image") => {
                out.picture(state.place);
                return Ok(());
            }
            _ => return Ok(()),
        }
        if forms >= FORMS {
            return Err(TextProblem::damaged(super::FORMAT, "its forms are drawn inside one another without end"));
        }
        let packed = stream.content.len() as u64;
        let content = match stream.decompressed_content_with_limit(self.most(packed)) {
            Ok(content) => content,
            Err(error) => match self.stopped(error, packed) {
                over @ TextProblem::OverLimit { .. } => return Err(over),
                _ => return Ok(()),
            },
        };
        self.budget.expand(content.len() as u64, packed)?;
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let resources: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).take(FORMS).collect();
        let matrix = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let matrix = matrix.map_or(Matrix::ONE, |matrix| Matrix(floats(matrix)));
        let state = State { place: matrix.then(state.place), ..state.clone() };
        self.follow(&content, &resources, state, forms + 1, out)
    }
}

/// A named resource of this kind.
fn named<'a>(document: &'a Document, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
    resources
        .iter()
        .find_map(|resources| resources.get_deref(kind, document).and_then(Object::as_dict).ok()?.get(name).ok())
}

fn floats<const N: usize>(objects: &[Object]) -> [f32; N] {
    let mut out = [0.0; N];
    for (value, object) in out.iter_mut().zip(objects) {
        // What is not finite would stand nowhere.
        *value = object.as_float().ok().filter(|value| value.is_finite()).unwrap_or(0.0);
    }
    out
}

fn numbers<const N: usize>(operation: &Operation) -> [f32; N] {
    floats(&operation.operands)
}

impl Pen<'_> {
    fn step(&mut self, operation: &Operation, out: &mut Sheet) {
        let [first, second] = numbers::<2>(operation);
        match &*operation.operator {
            "q" if self.saved.len() < STATES => self.saved.push(self.state.clone()),
            "Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            "cm" => self.state.place = Matrix(numbers(operation)).then(self.state.place),
            "BT" => (self.text, self.line) = (Matrix::ONE, Matrix::ONE),
            "Tm" => self.set_line(Matrix(numbers(operation))),
            "Td" => self.set_line(Matrix::shift(first, second).then(self.line)),
            "TD" => {
                self.state.leading = -second;
                self.set_line(Matrix::shift(first, second).then(self.line));
            }
            "T*" => self.next_line(),
            "TL" => self.state.leading = first,
            "Tc" => self.state.character = first,
            "Tw" => self.state.word = first,
            "Tz" => self.state.stretch = first / 100.0,
            "Ts" => self.state.rise = first,
            "Tj" => self.show_all(&operation.operands, out),
            "'" => {
                self.next_line();
                self.show_all(&operation.operands, out);
            }
            "\"" => {
                (self.state.word, self.state.character) = (first, second);
                self.next_line();
                self.show_all(operation.operands.get(2..).unwrap_or_default(), out);
            }
            "TJ" => {
                for part in operation.operands.first().and_then(|parts| parts.as_array().ok()).into_iter().flatten() {
                    match part.as_float() {
                        Ok(back) => self.advance(-back / 1000.0 * self.state.size * self.state.stretch),
                        Err(_) => self.show_all(std::slice::from_ref(part), out),
                    }
                }
            }
            _ => {}
        }
    }

    fn set_line(&mut self, line: Matrix) {
        (self.text, self.line) = (line, line);
    }

    fn next_line(&mut self) {
        self.set_line(Matrix::shift(0.0, -self.state.leading).then(self.line));
    }

    fn advance(&mut self, by: f32) {
        self.text = Matrix::shift(by, 0.0).then(self.text);
    }

    fn show_all(&mut self, strings: &[Object], out: &mut Sheet) {
        let Some(font) = self.state.font.clone() else { return };
        for string in strings.iter().filter_map(|string| string.as_str().ok()) {
            for (text, width, blank) in font.codes(string) {
                let state = &self.state;
                let matrix = Matrix::shift(0.0, state.rise).then(self.text).then(state.place);
                let glyph = width / 1000.0 * state.size * state.stretch;
                let by = glyph + (state.character + if blank { state.word } else { 0.0 }) * state.stretch;
                let (along, across) = matrix.scale();
                if !text.is_empty() {
                    let size = (across * state.size).abs();
                    out.show(text, matrix, glyph * along, size);
                }
                self.advance(by);
            }
        }
    }
}
