//! The drawing operations of a page, followed for the glyphs that they show: ISO 32000-1, 9.4.

use super::fonts::Font;
use super::matrix::Matrix;
use super::problem;
use crate::text::TextProblem;
use crate::text::limits::Budget;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::HashMap;
use std::rc::Rc;

/// Forms inside one another. Real pages have two or three.
const FORMS: usize = 12;
/// Saved states of drawing; more are not kept.
const STATES: usize = 512;

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

/// The reader of a file's pages.
pub(super) struct Pages<'a, 'b, 'l> {
    document: &'a Document,
    budget: &'b mut Budget<'l>,
    fonts: HashMap<ObjectId, Option<Rc<Font<'a>>>>,
    operations: u64,
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
        Pages { document, budget, fonts: HashMap::new(), operations: 0 }
    }

    /// The glyphs of a page, in the order in which they are drawn.
    pub fn glyphs(&mut self, page: ObjectId) -> Result<Vec<Glyph>, TextProblem> {
        let most = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let content =
            self.document.get_page_content_with_limit(page, most).map_err(|error| problem(error, self.budget))?;
        self.budget.expand(content.len() as u64, u64::MAX)?;
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
        let mut out = Vec::new();
        self.follow(&content, &resources, state, 0, &mut out)?;
        Ok(out)
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
        out: &mut Vec<Glyph>,
    ) -> Result<(), TextProblem> {
        // A stream that breaks off is read as far as it goes.
        let Ok(content) = Content::decode(content) else { return Ok(()) };
        let mut pen = Pen { state, saved: Vec::new(), text: Matrix::ONE, line: Matrix::ONE };
        for operation in &content.operations {
            self.operations += 1;
            if self.operations > self.budget.limits.operations {
                return Err(TextProblem::OverLimit {
                    what: "the number of its drawing operations".to_owned(),
                    limit: self.budget.limits.operations.to_string(),
                    remedy: "print the pages you need to a new PDF",
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
                _ => pen.step(operation, out),
            }
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
        let most = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let font = font.map(|font| Font::of(font, self.document, most)).transpose();
        // The limit that a font meets is what is left of the file's; it is the file that is over its own.
        let font = font.map_err(|error| match error {
            TextProblem::OverLimit { .. } => self.budget.too_large(),
            other => other,
        });
        let font = font?.map(Rc::new);
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
        out: &mut Vec<Glyph>,
    ) -> Result<(), TextProblem> {
        let Some(entry) = named(self.document, resources, b"XObject", name) else { return Ok(()) };
        let Some(stream) = self.document.dereference(entry).ok().and_then(|(_, entry)| entry.as_stream().ok()) else {
            return Ok(());
        };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|subtype| subtype == b"Form") {
            return Ok(());
        }
        if forms >= FORMS {
            return Err(TextProblem::damaged(super::FORMAT, "its forms are drawn inside one another without end"));
        }
        let most = usize::try_from(self.budget.left()).unwrap_or(usize::MAX);
        let content = match stream.decompressed_content_with_limit(most) {
            Ok(content) => content,
            Err(error) => match problem(error, self.budget) {
                over @ TextProblem::OverLimit { .. } => return Err(over),
                _ => return Ok(()),
            },
        };
        self.budget.expand(content.len() as u64, u64::MAX)?;
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
    fn step(&mut self, operation: &Operation, out: &mut Vec<Glyph>) {
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

    fn show_all(&mut self, strings: &[Object], out: &mut Vec<Glyph>) {
        let Some(font) = self.state.font.clone() else { return };
        for string in strings.iter().filter_map(|string| string.as_str().ok()) {
            for (text, width, blank) in font.codes(string) {
                let state = &self.state;
                let matrix = Matrix::shift(0.0, state.rise).then(self.text).then(state.place);
                let glyph = width / 1000.0 * state.size * state.stretch;
                let by = glyph + (state.character + if blank { state.word } else { 0.0 }) * state.stretch;
                let (along, across) = matrix.scale();
                let (x, y) = matrix.origin();
                if !text.is_empty() && x.is_finite() && y.is_finite() {
                    let size = (across * state.size).abs();
                    // Text that runs up the page is laid along its own line.
                    let (x, y) = if matrix.0[0].abs() >= matrix.0[1].abs() { (x, y) } else { (y, -x) };
                    out.push(Glyph { text, x, y, end: x + glyph * along, size });
                }
                self.advance(by);
            }
        }
    }
}
