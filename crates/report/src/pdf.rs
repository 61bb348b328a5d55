//! A report as a PDF: a title, paragraphs, and a table of three columns, on as many A4 pages as it takes.

use krilla::Document;
use krilla::error::KrillaError;
use krilla::geom::Point;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use ttf_parser::Face;

/// What goes into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Title, on top of the first page.
    pub title: String,
    /// What stands below it.
    pub paragraphs: Vec<String>,
    /// Headings of the table's columns.
    pub headings: [&'static str; 3],
    /// Its rows; the second column is the widest.
    pub rows: Vec<[String; 3]>,
    /// At the foot of each page, before its number.
    pub foot: String,
}

/// Letters of Latin, Greek, Cyrillic, Arabic, Hebrew and more; embedded in the file, as far as they are used.
static FONT: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");

// Points: 72 to an inch.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 54.0;
const TITLE: f32 = 18.0;
const BODY: f32 = 9.5;
const FOOT: f32 = 8.0;
/// From one line to the next, in sizes of the letters.
const LEADING: f32 = 1.4;
/// Left edges of the columns from the margin, and their widths.
const COLUMNS: [(f32, f32); 3] = [(0.0, 62.0), (68.0, 300.0), (374.0, 113.0)];

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The font that is part of the program.
    #[error("the font cannot be read")]
    Font,
    /// Writing it.
    #[error("the PDF cannot be written: {0:?}")]
    Write(KrillaError),
}

/// A line of text and where it stands on its page.
struct Line {
    x: f32,
    y: f32,
    size: f32,
    text: String,
}

/// Lines by page.
struct Layout<'f> {
    face: Face<'f>,
    pages: Vec<Vec<Line>>,
    y: f32,
}

impl Layout<'_> {
    /// Width of a text, in points.
    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |letter| {
            let glyph = self.face.glyph_index(letter).unwrap_or_default();
            f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default())
        };
        text.chars().map(advance).sum::<f32>() * size / f32::from(self.face.units_per_em())
    }

    /// Breaks a text into lines no wider than `width`: between words, and within one that is wider by itself.
    fn wrapped(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            for (at, part) in self.parts(word, size, width).into_iter().enumerate() {
                let Some(line) = lines.last_mut() else { continue };
                let longer = if line.is_empty() { part.clone() } else { format!("{line} {part}") };
                if at == 0 && self.width(&longer, size) <= width {
                    *line = longer;
                } else {
                    lines.push(part);
                }
            }
        }
        if lines.len() > 1 && lines[0].is_empty() {
            lines.remove(0);
        }
        lines
    }

    fn parts(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let mut parts = vec![String::new()];
        for letter in word.chars() {
            let Some(part) = parts.last_mut() else { continue };
            part.push(letter);
            if self.width(part, size) > width && part.chars().count() > 1 {
                part.pop();
                parts.push(letter.to_string());
            }
        }
        parts
    }

    /// Makes room for so many lines of one size, on the next page where this one has none.
    fn room(&mut self, lines: usize, size: f32) {
        if self.y + lines as f32 * size * LEADING > HEIGHT - 1.5 * MARGIN {
            self.pages.push(Vec::new());
            self.y = MARGIN;
        }
    }

    fn put(&mut self, x: f32, y: f32, size: f32, text: String) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Line { x: MARGIN + x, y, size, text });
        }
    }

    fn paragraph(&mut self, text: &str, size: f32) {
        for line in self.wrapped(text, size, WIDTH - 2.0 * MARGIN) {
            self.room(1, size);
            self.y += size * LEADING;
            self.put(0.0, self.y, size, line);
        }
        self.y += size * 0.6;
    }

    fn row(&mut self, cells: [&str; 3]) {
        let [a, b, c] = [0, 1, 2].map(|at| self.wrapped(cells[at], BODY, COLUMNS[at].1));
        let lines = a.len().max(b.len()).max(c.len());
        // A row that fits on a page stays whole.
        self.room(lines.min(40), BODY);
        for at in 0..lines {
            self.room(1, BODY);
            self.y += BODY * LEADING;
            for (column, (x, _)) in [&a, &b, &c].into_iter().zip(COLUMNS) {
                if let Some(text) = column.get(at) {
                    self.put(x, self.y, BODY, text.clone());
                }
            }
        }
        self.y += BODY * 0.4;
    }
}

/// Writes the report; the same report gives the same bytes.
///
/// ```
/// use colligate_report::pdf::{Report, write};
/// let row = ["2014-09-20".to_owned(), "The link could be seen".to_owned(), String::new()];
/// let report = Report {
///     title: "When could we have known?".to_owned(),
///     paragraphs: Vec::new(),
///     headings: ["Day", "What", "Who"],
///     rows: vec![row],
///     foot: "Series 1.".to_owned(),
/// };
/// assert!(write(&report).unwrap().starts_with(b"%PDF-"));
/// ```
///
/// # Errors
/// [`PdfError`], for what is in the program itself.
pub fn write(report: &Report) -> Result<Vec<u8>, PdfError> {
    let font = Font::new(FONT.into(), 0).ok_or(PdfError::Font)?;
    let layout = laid_out(report)?;
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(report.title.clone()).language("en".to_owned()));
    let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Font)?;
    let all = layout.pages.len();
    for (number, lines) in (1..).zip(&layout.pages) {
        let mut page = document.start_page_with(settings.clone());
        let mut surface = page.surface();
        for line in lines {
            draw(&mut surface, &font, line.x, line.y, line.size, &line.text);
        }
        let foot = format!("{} Page {number} of {all}.", report.foot);
        draw(&mut surface, &font, MARGIN, HEIGHT - MARGIN * 0.7, FOOT, &foot);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(PdfError::Write)
}

/// The lines of a report, by page.
fn laid_out(report: &Report) -> Result<Layout<'static>, PdfError> {
    let face = Face::parse(FONT, 0).map_err(|_| PdfError::Font)?;
    let mut layout = Layout { face, pages: vec![Vec::new()], y: MARGIN };
    layout.paragraph(&report.title, TITLE);
    for paragraph in &report.paragraphs {
        layout.paragraph(paragraph, BODY);
    }
    layout.row(report.headings);
    for row in &report.rows {
        layout.row([&row[0], &row[1], &row[2]]);
    }
    Ok(layout)
}

fn draw(surface: &mut Surface<'_>, font: &Font, x: f32, y: f32, size: f32, text: &str) {
    surface.draw_text(Point::from_xy(x, y), font.clone(), size, text, false, TextDirection::Auto);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn report(rows: usize) -> Report {
        let row =
            |n| [format!("2014-09-{:02}", n % 30 + 1), format!("Ján Kováč {n} ").repeat(9), "Ann Other".to_owned()];
        Report {
            title: "When could we have known?".to_owned(),
            paragraphs: vec!["A long word: ".to_owned() + &"x".repeat(300)],
            headings: ["Day", "What", "Who"],
            rows: (0..rows).map(row).collect(),
            foot: "Series 1.".to_owned(),
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes_on_as_many_pages_as_it_takes() {
        let short = write(&report(3)).unwrap();
        assert!(short.starts_with(b"%PDF-") && write(&report(3)).unwrap() == short);
        assert_eq!(laid_out(&report(3)).unwrap().pages.len(), 1);
        let long = laid_out(&report(200)).unwrap();
        assert!(long.pages.len() > 5);
        let within = |line: &Line| line.y <= HEIGHT - MARGIN;
        assert!(long.pages.iter().flatten().all(within), "nothing runs off a page");
    }

    #[test]
    fn no_line_is_wider_than_its_column() {
        let layout = Layout { face: Face::parse(FONT, 0).unwrap(), pages: vec![Vec::new()], y: 0.0 };
        for text in ["a few words that go over several lines of a column", &"x".repeat(200), "", "Ján Kováč"] {
            let lines = layout.wrapped(text, BODY, 100.0);
            assert!(lines.iter().all(|line| layout.width(line, BODY) <= 100.0), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""), "nothing is lost");
        }
    }
}
