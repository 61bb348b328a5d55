//! The deaths that have both a place and a day.

use anyhow::{anyhow, bail};
use colligate_register::{Day, Death, Filter, Register};
use std::path::Path;

/// Deaths with a place and a day, in the order of the register.
pub struct Located<'a> {
    /// They.
    pub deaths: Vec<One<'a>>,
    /// How many that match had not both.
    pub left_out: usize,
}

/// A death with its place and day.
pub struct One<'a> {
    /// The death.
    pub death: &'a Death,
    /// Latitude and longitude.
    pub point: (f64, f64),
    /// The day.
    pub day: Day,
}

impl<'a> Located<'a> {
    /// Those of a register that match.
    ///
    /// # Errors
    /// Where none matches, or none that does has both.
    pub fn of(register: &'a Register, filter: Option<&Filter>) -> anyhow::Result<Located<'a>> {
        let matches = |death: &&Death| filter.is_none_or(|filter| filter.matches(death, &register.terms));
        let matching: Vec<&Death> = register.deaths.iter().filter(matches).collect();
        if matching.is_empty() {
            bail!("no death matches --where; widen it");
        }
        let located = |death: &&'a Death| {
            let point = death.point?;
            Some(One { death, point: (point.lat, point.lon), day: death.day()? })
        };
        let deaths: Vec<One> = matching.iter().filter_map(located).collect();
        if deaths.is_empty() {
            return Err(Located::nothing());
        }
        let left_out = matching.len() - deaths.len();
        Ok(Located { deaths, left_out })
    }

    /// Says that there is none.
    pub fn nothing() -> anyhow::Error {
        anyhow!("no death that matches has both a date and a place")
    }

    /// What is looked at, in words.
    pub fn in_words(file: &Path, filter: Option<&Filter>) -> String {
        match filter {
            Some(filter) => format!("deaths of {} where {filter}", file.display()),
            None => format!("all deaths of {}", file.display()),
        }
    }
}
