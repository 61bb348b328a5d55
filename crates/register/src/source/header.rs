//! Where the table of a sheet begins: titles, notes and blank lines above it, one row of names or two, or none at all. One
//! way of finding it for separated text and for workbooks.

use super::{Row, Sink, Stopped};
use crate::parse::{age, date, is_absent, point};
use crate::profile::plain;
use rustc_hash::FxHashSet;

/// Rows kept back to find the header by.
pub(super) const HELD: usize = 60;

/// Share of a column's cells that must be numbers or dates for it to tell names from values.
const MOSTLY: f64 = 0.7;

/// Share of the table's usual width that a row of names fills at least, where another row could be the names.
const FILLED: f64 = 0.5;

/// What stands above the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Names of the columns; none of them filled where the source has no header.
    pub names: Vec<String>,
    /// The first row of values.
    pub values_from: usize,
    /// Rows above the header that hold something.
    pub titles: Vec<usize>,
    /// The header takes two rows, or there is none.
    pub kind: Kind,
}

/// How the columns are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In one row.
    One,
    /// In two rows.
    Two,
    /// Nowhere.
    None,
}

impl Head {
    /// Says what stands above the values and names the columns; gives how many there are.
    pub fn announce(&self, rows: &[Row], sink: &mut dyn Sink) -> Result<usize, Stopped> {
        for row in self.titles.iter().filter_map(|&at| rows.get(at)) {
            let mut texts = cells(row);
            let text = texts.next().unwrap_or_default();
            let alone = if texts.next().is_none() { " alone" } else { " and little more" };
            sink.note(format!("Line {} holds {text:?}{alone} and is taken for a title above the table.", row.line));
        }
        let line = rows.get(self.values_from.saturating_sub(1)).map_or(1, |row| row.line);
        match self.kind {
            Kind::One => {}
            Kind::Two => sink.note(format!("The header takes two rows; the second is on line {line}.")),
            Kind::None => sink.note(
                "The file has no header: its first row holds values like the others. Columns are known by their place, as column 1; \
                 give the file a header, or write a profile."
                    .to_owned(),
            ),
        }
        sink.columns(&self.names).map_err(|problem| Stopped::at(line, problem))?;
        Ok(self.names.len())
    }
}

/// The first row as header, where nothing is filled.
pub(super) fn first(rows: &[Row]) -> Head {
    Head { names: rows.first().map(texts).unwrap_or_default(), values_from: 1, titles: Vec::new(), kind: Kind::One }
}

/// Finds the header among the first rows of a source; nothing where no row holds anything.
pub(super) fn find(rows: &[Row]) -> Option<Head> {
    let sheet = Sheet::of(rows);
    let first = (0..rows.len()).find(|&at| sheet.filled[at] > 0)?;
    let values = (0..rows.len()).find(|&at| sheet.is_values(at));
    let above = first..values.unwrap_or(rows.len());
    let Some(header) = sheet.header_among(above.clone()) else {
        // No row of names stands above the values: the first row that holds one is the first of the table.
        let values_from = above.clone().find(|&at| sheet.typed.values(&rows[at]) > 0).or(values).unwrap_or(first);
        let names = vec![String::new(); rows.iter().map(Row::len).max().unwrap_or(0)];
        return Some(Head { names, values_from, titles: sheet.titles(values_from), kind: Kind::None });
    };
    let one = |header: usize| Head {
        names: texts(&rows[header]),
        values_from: header + 1,
        titles: sheet.titles(header),
        kind: Kind::One,
    };
    let two = |upper: usize| Head {
        names: joined(&rows[upper], &rows[upper + 1]),
        values_from: upper + 2,
        titles: sheet.titles(upper),
        kind: Kind::Two,
    };
    let second = header + 1;
    Some(if values.is_some_and(|values| second < values) && completes(&rows[header], &rows[second]) {
        two(header)
    } else if header > 0 && sheet.filled[header - 1] > 1 && names_groups(&rows[header - 1], &rows[header]) {
        two(header - 1)
    } else {
        one(header)
    })
}

/// The first rows of a source and what is known of them.
struct Sheet<'r> {
    rows: &'r [Row],
    /// Cells that hold something, by row.
    filled: Vec<usize>,
    /// As many cells as a row of the table usually fills.
    usual: usize,
    typed: Typed,
}

impl Sheet<'_> {
    fn of(rows: &[Row]) -> Sheet<'_> {
        let filled: Vec<usize> = rows.iter().map(|row| cells(row).count()).collect();
        let mut usual: Vec<usize> = filled.iter().copied().filter(|&cells| cells > 0).collect();
        usual.sort_unstable();
        let usual = usual.get(usual.len() / 2).copied().unwrap_or(0);
        Sheet { rows, filled, usual, typed: Typed::of(rows) }
    }

    fn is_wide(&self, at: usize) -> bool {
        self.filled[at] as f64 >= FILLED * self.usual as f64
    }

    fn is_values(&self, at: usize) -> bool {
        self.is_wide(at) && self.typed.values(&self.rows[at]) > self.typed.names(&self.rows[at])
    }

    /// The row that names the columns best, of those above the values.
    fn header_among(&self, above: std::ops::Range<usize>) -> Option<usize> {
        let row = |at: usize| &self.rows[at];
        let words = || above.clone().filter(|&at| self.filled[at] > 0 && self.typed.values(row(at)) == 0);
        above
            .clone()
            .filter(|&at| self.filled[at] > 1 && different(row(at)))
            .filter(|&at| self.typed.names(row(at)) > self.typed.values(row(at)))
            .max_by_key(|&at| (self.is_wide(at), self.filled[at].min(self.usual), std::cmp::Reverse(at)))
            .or_else(|| words().find(|&at| self.filled[at] > 1))
            .or_else(|| words().next())
    }

    /// Rows above this one that hold something.
    fn titles(&self, before: usize) -> Vec<usize> {
        (0..before).filter(|&at| self.filled[at] > 0).collect()
    }
}

/// The columns whose cells are mostly numbers or dates: a name in one of them differs from the values below.
struct Typed(Vec<bool>);

impl Typed {
    fn of(rows: &[Row]) -> Typed {
        let width = rows.iter().map(Row::len).max().unwrap_or(0);
        Typed(
            (0..width)
                .map(|at| {
                    let cells = || rows.iter().map(|row| row.cell(at)).filter(|text| !is_absent(text));
                    let typed = cells().filter(|text| is_value(text)).count();
                    // A header of its own above two values is a third of what stands there.
                    typed > 0 && typed as f64 >= MOSTLY.min(1.0 - 1.5 / cells().count() as f64) * cells().count() as f64
                })
                .collect(),
        )
    }

    /// Cells of a row that are values in such columns.
    fn values(&self, row: &Row) -> usize {
        self.cells(row).filter(|text| is_value(text)).count()
    }

    /// Cells of a row that are words in such columns.
    fn names(&self, row: &Row) -> usize {
        self.cells(row).filter(|text| !is_value(text)).count()
    }

    fn cells<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = &'r str> {
        (0..row.len()).filter(|&at| self.0[at]).map(|at| row.cell(at)).filter(|text| !is_absent(text))
    }
}

fn cells(row: &Row) -> impl Iterator<Item = &str> {
    (0..row.len()).map(|at| row.cell(at)).filter(|text| !text.is_empty())
}

fn texts(row: &Row) -> Vec<String> {
    (0..row.len()).map(|at| row.cell(at).to_owned()).collect()
}

/// True where nearly all cells differ: names do, sexes and manners of death do not.
fn different(row: &Row) -> bool {
    let all: Vec<String> = cells(row).map(plain).collect();
    let own = all.iter().collect::<FxHashSet<_>>().len();
    2 * own > all.len()
}

fn is_value(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    has_digit
        && text.len() <= 60
        && (point::degrees(text).is_ok()
            || age::parse(text).is_ok()
            || date::parse(text, None).map_or_else(|why| why.contains("two dates"), |_| true))
}

/// True where a second row gives names to columns that the first leaves blank, and no value.
fn completes(first: &Row, second: &Row) -> bool {
    let gives = (0..second.len()).any(|at| !second.cell(at).is_empty() && first.cell(at).is_empty());
    gives && cells(second).count() > 1 && cells(second).all(|text| !is_value(text)) && different(second)
}

/// True where the row above names groups of columns, whose names repeat or are blank without it.
fn names_groups(group: &Row, header: &Row) -> bool {
    let names: Vec<String> = texts(header).iter().map(|name| plain(name)).collect();
    let needs = |at: usize| {
        let name = names.get(at).map_or("", String::as_str);
        name.is_empty() || names.iter().filter(|other| *other == name).count() > 1
    };
    (0..group.len()).any(|at| !group.cell(at).is_empty() && needs(at)) && cells(group).all(|text| !is_value(text))
}

/// Names out of two rows: the lower one's, with the group above it where it stands alone no name or that of another.
fn joined(upper: &Row, lower: &Row) -> Vec<String> {
    let mut group = "";
    let names: Vec<String> = texts(lower).iter().map(|name| plain(name)).collect();
    (0..upper.len().max(lower.len()))
        .map(|at| {
            if !upper.cell(at).is_empty() {
                group = upper.cell(at);
            }
            let own = lower.cell(at);
            let repeated = names.iter().filter(|name| **name == plain(own)).count() > 1;
            match (own.is_empty(), repeated) {
                (true, _) => upper.cell(at).to_owned(),
                (false, true) if !group.is_empty() => format!("{group} {own}"),
                (false, _) => own.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        lines
            .iter()
            .map(|line| {
                let mut row = Row::default();
                line.split(',').for_each(|cell| row.push(cell));
                row
            })
            .collect()
    }

    fn found(lines: &[&str]) -> (Vec<String>, usize, Vec<usize>, Kind) {
        let head = find(&rows(lines)).unwrap();
        (head.names, head.values_from, head.titles, head.kind)
    }

    const VALUES: [&str; 3] =
        ["A1,2020-01-05,51.5,0.1,44,male", "A2,2020-02-06,51.6,0.2,51,female", "A3,2020-03-07,51.7,0.3,,male"];

    fn above(lines: &[&str]) -> (Vec<String>, usize, Vec<usize>, Kind) {
        found(&[lines, &VALUES].concat())
    }

    #[test]
    fn titles_notes_and_blank_lines_stand_above_the_header() {
        let names = ["id", "died", "lat", "lon", "age", "sex"];
        let header = "id,died,lat,lon,age,sex";
        assert_eq!(above(&[header]), (names.map(str::to_owned).to_vec(), 1, vec![], Kind::One));
        for (titles, held) in [
            (vec!["Deaths of the office,,,,,", ",,,,,"], vec![0]),
            (vec!["Report:,Deaths 2018", "Printed on,3 May 2021"], vec![0, 1]),
            (vec!["Office,Deaths 2018,,,,", "Note: provisional"], vec![0, 1]),
        ] {
            let (found, from, above, kind) = above(&[titles.clone(), vec![header]].concat());
            assert_eq!(
                (found, from, kind),
                (names.map(str::to_owned).to_vec(), titles.len() + 1, Kind::One),
                "{titles:?}"
            );
            assert_eq!(above, held);
        }
    }

    #[test]
    fn a_header_of_two_rows_gives_each_column_both_names_where_it_needs_them() {
        let (names, from, _, kind) = above(&["Case,Death,,,Person,", ",Day,Lat,Lon,Age,Sex"]);
        assert_eq!((from, kind), (2, Kind::Two));
        assert_eq!(names, ["Case", "Day", "Lat", "Lon", "Age", "Sex"]);
        let (names, ..) = above(&["Case,Death,,,Finder,Finder", "No,Day,Lat,Lon,Age,Sex"]);
        assert_eq!(names, ["No", "Day", "Lat", "Lon", "Age", "Sex"]);
        let (names, ..) = above(&["Case,Death,Place,,Age,Sex", ",date,date,lon,,"]);
        assert_eq!(names, ["Case", "Death date", "Place date", "lon", "Age", "Sex"]);
    }

    #[test]
    fn a_name_over_several_columns_leaves_the_others_blank() {
        let (names, from, titles, kind) = above(&["Case,Found,,,Age,Sex"]);
        assert_eq!((from, titles, kind), (1, vec![], Kind::One));
        assert_eq!(names, ["Case", "Found", "", "", "Age", "Sex"]);
    }

    #[test]
    fn a_table_without_a_header_loses_no_row() {
        let (names, from, titles, kind) = above(&[]);
        assert_eq!((from, titles, kind), (0, vec![], Kind::None));
        assert!(names.iter().all(String::is_empty) && names.len() == 6);
    }

    #[test]
    fn a_header_alone_or_over_one_row_is_a_header() {
        assert_eq!(found(&["id,died,lat"]).1, 1);
        assert_eq!(found(&["id,died,lat", "A1,2020-01-05,51.5"]).1, 1);
        assert_eq!(found(&["id,cause", "A1,fall", "A2,fall"]).1, 1);
    }
}
