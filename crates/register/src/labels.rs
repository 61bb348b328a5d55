//! Labels: which deaths of a register are known to belong together, one row for each death of each series.

mod error;

pub use error::LabelError;

use crate::death::DeathId;
use crate::error::Problem;
use crate::register::Register;
use crate::source::{self, Input, Row, Sink, SourceOptions};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names of the column that tells the series, the surest first; see [`plain`].
const SERIES: [&str; 10] = [
    "series",
    "seriesid",
    "seriesname",
    "knownseries",
    "cluster",
    "clusterid",
    "group",
    "groupid",
    "offender",
    "label",
];
/// Names of the column that tells the death, the surest first.
const DEATH: [&str; 13] = [
    "death",
    "deathid",
    "id",
    "case",
    "caseid",
    "casenumber",
    "caseno",
    "casenum",
    "caseidentifier",
    "deathnumber",
    "member",
    "reference",
    "ref",
];

/// Series known to belong together, checked against a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Name of the file, or `standard input`.
    pub source: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The series, in the order in which the file names them first.
    pub series: Vec<LabelledSeries>,
}

/// One known series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledSeries {
    /// Its name in the file.
    pub name: String,
    /// Its deaths, in the order of the file; each stands in the register and only once here.
    pub deaths: Vec<DeathId>,
}

impl Labels {
    /// The deaths of each series.
    pub fn groups(&self) -> Vec<Vec<DeathId>> {
        self.series.iter().map(|series| series.deaths.clone()).collect()
    }

    /// Series with one death only: they hold no pair.
    pub fn single(&self) -> usize {
        self.series.iter().filter(|series| series.deaths.len() == 1).count()
    }

    /// Linked pairs: all pairs within each series.
    pub fn pairs(&self) -> usize {
        self.series.iter().map(|series| series.deaths.len() * (series.deaths.len() - 1) / 2).sum()
    }
}

/// Reads labels: a table with a column for the series and one for the case number of the death, in any order and under
/// any usual name, in any format that a register may have. Every death must be in the register.
///
/// ```
/// use colligate_register::{Death, Input, Register, read_labels};
/// let register = Register { deaths: vec![Death::new("A1"), Death::new("A2")], ..Register::default() };
/// let input = Input::Bytes { name: "known.csv".into(), bytes: "Case Number;Series\nA2;x\nA1;x\n".into() };
/// assert_eq!(read_labels(input, &register)?.pairs(), 1);
/// # Ok::<(), colligate_register::LabelError>(())
/// ```
///
/// # Errors
/// [`LabelError`] with the file, the line, what was found there and what would work.
pub fn read_labels(input: Input, register: &Register) -> Result<Labels, LabelError> {
    let file = input.name();
    let limits = crate::limits::Limits::default();
    let options = SourceOptions { format: None, sheet: None, limits: &limits, progress: None };
    let mut taken = Taken::default();
    let origin = source::read(input, &options, &mut taken).map_err(|error| match error.problem {
        Problem::Empty => LabelError::Empty { file: file.clone() },
        _ => error.into(),
    })?;
    let (series, death) = columns(&taken.columns).ok_or_else(|| LabelError::Columns {
        file: file.clone(),
        found: taken.columns.iter().map(|column| format!("{column:?}")).collect::<Vec<_>>().join(", "),
    })?;
    if let Some((line, reason)) = taken.unreadable {
        return Err(LabelError::Unreadable { file, line, reason });
    }
    let known: FxHashSet<&str> = register.deaths.iter().map(|death| death.id.as_str()).collect();
    let mut labels = Labels { source: file.clone(), sha256: origin.sha256, series: Vec::new() };
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut lines: FxHashMap<(usize, DeathId), u64> = FxHashMap::default();
    for row in &taken.rows {
        let (file, line) = (file.clone(), row.line);
        let (name, id) = (row.cell(series), row.cell(death));
        match (name, id) {
            ("", "") => continue,
            ("", id) => return Err(LabelError::NoSeries { file, line, death: id.to_owned() }),
            (name, "") => return Err(LabelError::NoDeath { file, line, series: name.to_owned() }),
            _ => (),
        }
        if !known.contains(id) {
            let others = taken.rows.iter().filter(|row| row.is_filled(death) && !known.contains(row.cell(death)));
            return Err(LabelError::UnknownDeath { file, line, death: id.to_owned(), more: others.count() - 1 });
        }
        let number = *numbers.entry(name.to_owned()).or_insert(labels.series.len());
        if number == labels.series.len() {
            labels.series.push(LabelledSeries { name: name.to_owned(), deaths: Vec::new() });
        }
        let death = DeathId(id.into());
        if let Some(first) = lines.insert((number, death.clone()), line) {
            return Err(LabelError::Twice { file, line, first, death: id.to_owned(), series: name.to_owned() });
        }
        labels.series[number].deaths.push(death);
    }
    if labels.series.is_empty() { Err(LabelError::Empty { file }) } else { Ok(labels) }
}

/// The columns of the series and of the death. Of two columns one recognised name is enough.
fn columns(names: &[String]) -> Option<(usize, usize)> {
    let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    let find = |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
    let other = |one: usize| (names.len() == 2).then_some(1 - one);
    match (find(&SERIES), find(&DEATH)) {
        (Some(series), Some(death)) => Some((series, death)),
        (Some(series), None) => other(series).map(|death| (series, death)),
        (None, Some(death)) => other(death).map(|series| (series, death)),
        (None, None) => None,
    }
}

/// A name without what people write differently: `Case Number`, `case_number` and `CaseNumber` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the source gives, before it is checked.
#[derive(Default)]
struct Taken {
    columns: Vec<String>,
    rows: Vec<Row>,
    unreadable: Option<(u64, String)>,
}

impl Sink for Taken {
    fn columns(&mut self, names: &[String]) -> Result<(), Problem> {
        self.columns = names.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &Row) -> Result<(), Problem> {
        self.rows.push(row.clone());
        Ok(())
    }

    fn unreadable(&mut self, line: u64, _value: &str, reason: String) -> Result<(), Problem> {
        self.unreadable.get_or_insert((line, reason));
        Ok(())
    }

    fn note(&mut self, _sentence: String) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::death::Death;

    fn labels(text: &str) -> Result<Labels, String> {
        let deaths = ["A1", "A2", "A3", "B 1"].map(Death::new).to_vec();
        let register = Register { deaths, ..Register::default() };
        let input = Input::Bytes { name: "known.csv".into(), bytes: text.into() };
        read_labels(input, &register).map_err(|error| error.to_string())
    }

    #[test]
    fn columns_may_stand_in_any_order_and_bear_any_usual_name() {
        let expected = labels("series,death\nx,A1\nx,A2\ny,B 1\n").unwrap().series;
        assert_eq!(expected.len(), 2);
        for text in [
            "id,series\nA1,x\nA2,x\nB 1,y\n",
            "\u{feff}Case Number;Known_Series;note\n A1 ;x;seen\nA2;x;\n;;\nB 1;y;\n",
            "series\tour file\nx\tA1\nx\tA2\ny\tB 1\n",
        ] {
            assert_eq!(labels(text).unwrap().series, expected, "{text}");
        }
    }

    #[test]
    fn pairs_and_series_of_one_are_counted() {
        let found = labels("series,death\nx,A1\ny,B 1\nx,A2\nx,A3\n").unwrap();
        assert_eq!((found.series.len(), found.pairs(), found.single()), (2, 3, 1));
        assert_eq!(found.groups()[0].len(), 3);
    }

    #[test]
    fn what_cannot_be_used_is_named_with_its_line_and_a_remedy() {
        for (text, wanted) in [
            ("series,death\nx,A1\nx,Z9\ny,Z8\n", &["known.csv, line 3", "no death Z9", "1 more line"][..]),
            ("series,death\nx,A1\n,A2\n", &["line 3", "A2", "no series", "delete the line"]),
            ("series,death\nx,A1\nx,\n", &["line 3", "series x", "no death"]),
            ("series,death\nx,A1\nx,A2\nx,A1\n", &["line 4", "A1", "line 2"]),
            ("colour,shape\nred,round\n", &["\"colour\", \"shape\"", "series,death"]),
            ("series,death\n", &["no row", "series,death"]),
            ("", &["no row"]),
        ] {
            let error = labels(text).unwrap_err();
            assert!(wanted.iter().all(|part| error.contains(part)), "{text}: {error}");
        }
    }
}
