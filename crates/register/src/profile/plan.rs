//! A profile laid over the columns of one source: which cell goes where.

use super::{Columns, Profile, plain};
use crate::field::Field;
use crate::parse::is_absent;
use crate::source::Row;
use rustc_hash::FxHashMap;

/// Where the value of one field is taken from.
#[derive(Clone, Debug, Default)]
struct Take {
    columns: Vec<usize>,
    /// What stands between the parts where several columns make one text.
    with: Option<String>,
}

/// Each column once: two names of a profile may mean one column.
fn once(columns: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut once = Vec::new();
    for at in columns {
        if !once.contains(&at) {
            once.push(at);
        }
    }
    once
}

/// A profile laid over the columns of one source.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    takes: [Take; Field::COUNT],
    /// Column and substance.
    pub flags: Vec<(usize, Box<str>)>,
    absent: Vec<String>,
    values: FxHashMap<(Field, String), String>,
}

/// What a field of a row holds.
pub(crate) enum Taken<'a> {
    /// Text of a cell.
    Cell(&'a str),
    /// Text made of several cells, or what a code stands for.
    Made(String),
}

impl Taken<'_> {
    pub fn as_str(&self) -> &str {
        match self {
            Taken::Cell(text) => text,
            Taken::Made(text) => text,
        }
    }
}

impl Plan {
    pub fn new(profile: &Profile, columns: &[String]) -> Plan {
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        for (at, name) in columns.iter().enumerate() {
            numbers.entry(plain(name)).or_insert(at);
        }
        let find = |name: &String| numbers.get(&plain(name)).copied();
        let mut takes: [Take; Field::COUNT] = std::array::from_fn(|_| Take::default());
        for (field, columns) in &profile.fields {
            takes[*field as usize] = Take {
                columns: once(columns.names().iter().filter_map(find)),
                with: match columns {
                    Columns::Join { with, .. } => Some(with.clone()),
                    _ => None,
                },
            };
        }
        let flags = profile.flags.iter().filter_map(|(name, substance)| Some((find(name)?, substance.as_str().into())));
        let values = profile.values.iter().flat_map(|(field, values)| {
            values.iter().map(|(value, meaning)| ((*field, value.to_lowercase()), meaning.clone()))
        });
        Plan { takes, flags: flags.collect(), absent: profile.absent.clone(), values: values.collect() }
    }

    /// The fields and flags each column serves, in the order of the fields.
    pub fn uses(&self, column: usize) -> Vec<String> {
        let fields =
            Field::ALL.into_iter().filter(|field| self.has_column(*field, column)).map(|field| field.to_string());
        let flags =
            self.flags.iter().filter(|(at, _)| *at == column).map(|(_, substance)| format!("substances ({substance})"));
        fields.chain(flags).collect()
    }

    fn has_column(&self, field: Field, column: usize) -> bool {
        self.takes[field as usize].columns.contains(&column)
    }

    /// True where the source has a column for the field.
    pub fn has(&self, field: Field) -> bool {
        !self.takes[field as usize].columns.is_empty()
    }

    /// The columns of a field.
    pub fn columns(&self, field: Field) -> &[usize] {
        &self.takes[field as usize].columns
    }

    /// True where the source has a column for any field or flag.
    pub fn has_any(&self) -> bool {
        !self.flags.is_empty() || Field::ALL.into_iter().any(|field| self.has(field))
    }

    /// What the row holds in a field, or `None` where it says nothing.
    pub fn take<'a>(&self, field: Field, row: &'a Row) -> Option<Taken<'a>> {
        let take = &self.takes[field as usize];
        let text = match &take.with {
            None => {
                let cells = take.columns.iter().map(|&at| row.cell(at));
                Taken::Cell(cells.into_iter().find(|text| !self.says_nothing(text, field))?)
            }
            Some(with) => {
                let mut cells =
                    take.columns.iter().map(|&at| row.cell(at)).filter(|text| !self.says_nothing(text, field));
                let first = cells.next()?;
                let mut made = None;
                for cell in cells {
                    let text = made.get_or_insert_with(|| first.to_owned());
                    text.push_str(with);
                    text.push_str(cell);
                }
                made.map_or(Taken::Cell(first), Taken::Made)
            }
        };
        if !self.values.is_empty()
            && let Some(meaning) = self.values.get(&(field, text.as_str().to_lowercase()))
        {
            return (!is_absent(meaning)).then(|| Taken::Made(meaning.clone()));
        }
        Some(text)
    }

    /// True for a word that the office writes where a yes-or-no column says nothing.
    pub fn is_absent(&self, text: &str) -> bool {
        is_absent(text) || self.absent.iter().any(|absent| absent == text)
    }

    fn says_nothing(&self, text: &str, field: Field) -> bool {
        // "none" in a list of findings says that nothing was found, which is not the same as saying nothing.
        (is_absent(text) && !(field == Field::Substances && text.eq_ignore_ascii_case("none")))
            || self.absent.iter().any(|absent| absent == text)
    }
}
