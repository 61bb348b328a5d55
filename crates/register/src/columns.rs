//! What the columns of a source are called. A column is known by its place: a name that is blank, or that another column has
//! too, gets the number of its column, so that no column is read as another.

use crate::profile::plain;
use rustc_hash::FxHashMap;

/// The columns of a source: their names as they stand there, and the labels by which they are known.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// As they stand in the source.
    pub written: Vec<String>,
    /// Each of them different, also without case, spaces and punctuation.
    pub labels: Vec<String>,
}

impl Names {
    /// Labels columns by their names. More columns at the end change no label before them.
    pub fn of(written: &[String]) -> Names {
        let mut taken: FxHashMap<String, usize> = FxHashMap::default();
        let labels = written.iter().enumerate().map(|(at, name)| {
            let number = at + 1;
            let name = name.trim();
            let numbered = match name.is_empty() {
                true => format!("column {number}"),
                false => format!("{name} (column {number})"),
            };
            let is_own = !plain(name).is_empty() && !taken.contains_key(&plain(name));
            let mut label = if is_own { name.to_owned() } else { numbered };
            while taken.contains_key(&plain(&label)) {
                label.push_str(&format!(" ({number})"));
            }
            taken.insert(plain(&label), at);
            label
        });
        Names { labels: labels.collect(), written: written.to_vec() }
    }

    /// True where the column has a name that no other has.
    pub fn is_plainly_named(&self, at: usize) -> bool {
        let name = plain(&self.written[at]);
        !name.is_empty() && self.written.iter().filter(|other| plain(other) == name).count() == 1
    }

    /// The names that several columns have, each with their numbers from 1, in the order of the columns.
    fn shared(&self) -> Vec<(&str, Vec<usize>)> {
        let mut shared: Vec<(&str, Vec<usize>)> = Vec::new();
        for (at, name) in self.written.iter().enumerate().filter(|(_, name)| !plain(name).is_empty()) {
            match shared.iter_mut().find(|(first, _)| plain(first) == plain(name)) {
                Some((_, numbers)) => numbers.push(at + 1),
                None => shared.push((name, vec![at + 1])),
            }
        }
        shared.retain(|(_, numbers)| numbers.len() > 1);
        shared
    }

    /// What is to be said of columns without a name of their own, given how many rows each is filled in.
    pub fn notes(&self, filled: &[u64], uses: impl Fn(usize) -> Vec<String>) -> Vec<String> {
        let used = |at: usize| match uses(at).as_slice() {
            [] => "not used".to_owned(),
            fields => format!("used as {}", fields.join(" and ")),
        };
        let nameless =
            |at: &usize| plain(&self.written[*at]).is_empty() && filled.get(*at).is_some_and(|&rows| rows > 0);
        let blank: Vec<String> = (0..self.written.len())
            .filter(nameless)
            .map(|at| format!("{:?} ({})", self.labels[at], used(at)))
            .collect();
        let mut notes = Vec::new();
        match blank.as_slice() {
            [] => {}
            [one] => notes.push(format!("A column has no name; it is known by its place as {one}.")),
            many => notes.push(format!(
                "{} columns have no name; they are known by their place as {}.",
                many.len(),
                many.join(", ")
            )),
        }
        for (name, numbers) in self.shared() {
            let each: Vec<String> =
                numbers.iter().map(|number| format!("{:?} ({})", self.labels[number - 1], used(number - 1))).collect();
            notes.push(format!(
                "{} columns are named {name:?}; they are told apart by their place: {}.",
                numbers.len(),
                each.join(", ")
            ));
        }
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(names: &[&str]) -> Vec<String> {
        Names::of(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>()).labels
    }

    #[test]
    fn blank_and_equal_names_are_told_apart_by_their_place() {
        assert_eq!(
            labels(&["Case", "", " ", "Date", "date"]),
            ["Case", "column 2", "column 3", "Date", "date (column 5)"]
        );
        assert_eq!(labels(&["column 2", "", "--", "%"]), ["column 2", "column 2 (2)", "-- (column 3)", "% (column 4)"]);
    }
}
