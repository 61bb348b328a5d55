//! A sheet of terminal text: paragraphs of one width, in colour only where asked.

use super::wrap::{columns, fit, wrap};

/// How a piece of text looks. Without colour all look the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As the terminal has it.
    Plain,
    /// Headings.
    Strong,
    /// What explains something else.
    Faint,
    /// What asks for attention.
    Accent,
}

impl Look {
    /// Parameters of the escape sequence "select graphic rendition" (ECMA-48).
    fn code(self) -> &'static str {
        match self {
            Look::Plain => "",
            Look::Strong => "1",
            Look::Faint => "2",
            Look::Accent => "1;36",
        }
    }
}

/// A column of a table.
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// True where its cells stand at the right.
    pub right: bool,
}

/// A column whose cells stand at the left.
pub fn left(name: &'static str) -> Column {
    Column { name, right: false }
}

/// A column whose cells stand at the right.
pub fn right(name: &'static str) -> Column {
    Column { name, right: true }
}

/// Least room, in columns, for the last column of a table; below it, rows are written as paragraphs.
const LAST_COLUMN: usize = 16;

/// Least width a sheet has, however narrow the terminal says it is.
const NARROWEST: usize = 24;

/// Space between two columns.
const GAP: &str = "  ";

/// Text of one width under construction.
pub struct Sheet {
    text: String,
    width: usize,
    colour: bool,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(width: usize, colour: bool) -> Sheet {
        Sheet { text: String::new(), width: width.max(NARROWEST), colour }
    }

    /// Columns of a line.
    pub fn width(&self) -> usize {
        self.width
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph.
    pub fn say(&mut self, text: &str, look: Look) {
        self.labelled("", text, look);
    }

    /// A paragraph behind a label; its further lines start below its first word.
    pub fn labelled(&mut self, label: &str, text: &str, look: Look) {
        let indent = columns(label);
        for (at, line) in wrap(text, self.width.saturating_sub(indent)).iter().enumerate() {
            if at == 0 {
                self.text.push_str(label);
            } else {
                self.text.push_str(&" ".repeat(indent));
            }
            self.paint(line, look);
            self.text.push('\n');
        }
    }

    /// A table whose last column takes what is left; where too little is left, a paragraph for each row.
    pub fn table(&mut self, head: &[Column], rows: &[Vec<String>], looks: &[Look]) {
        let widths = widths(head, rows);
        let Some((last, others)) = widths.split_last() else { return };
        let taken: usize = others.iter().map(|width| width + GAP.len()).sum();
        let rest = self.width.saturating_sub(taken);
        if rest < LAST_COLUMN.min(*last) {
            return self.paragraphs(head, rows, looks);
        }
        let mut widths = others.to_vec();
        widths.push(rest);
        let names: Vec<String> = head.iter().map(|column| column.name.to_owned()).collect();
        self.row(head, &names, &widths, Look::Faint);
        for (row, look) in rows.iter().zip(looks) {
            self.row(head, row, &widths, *look);
        }
    }

    /// A table in which no row stands out.
    pub fn plain_table(&mut self, head: &[Column], rows: &[Vec<String>]) {
        self.table(head, rows, &vec![Look::Plain; rows.len()]);
    }

    fn row(&mut self, head: &[Column], cells: &[String], widths: &[usize], look: Look) {
        let fitted: Vec<String> =
            head.iter().zip(cells).zip(widths).map(|((column, cell), width)| fit(cell, *width, column.right)).collect();
        self.paint(fitted.join(GAP).trim_end(), look);
        self.text.push('\n');
    }

    fn paragraphs(&mut self, head: &[Column], rows: &[Vec<String>], looks: &[Look]) {
        for (row, look) in rows.iter().zip(looks) {
            let mut cells = row.iter().zip(head);
            let first = cells.next().map_or("", |(cell, _)| cell.trim());
            let said: Vec<String> = cells.map(|(cell, column)| format!("{} {}", column.name, cell.trim())).collect();
            self.labelled(&format!("{first}  "), &said.join("; "), *look);
        }
    }

    fn paint(&mut self, text: &str, look: Look) {
        if self.colour && look != Look::Plain {
            for part in ["\u{1b}[", look.code(), "m", text, "\u{1b}[0m"] {
                self.text.push_str(part);
            }
        } else {
            self.text.push_str(text);
        }
    }

    /// The finished text.
    pub fn finish(self) -> String {
        self.text
    }
}

fn widths(head: &[Column], rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| columns(cell)).max().unwrap_or(0);
    head.iter().enumerate().map(|(at, column)| columns(column.name).max(widest(at))).collect()
}
