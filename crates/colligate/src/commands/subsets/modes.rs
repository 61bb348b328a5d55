//! From what deaths may have in common to the modes of a subset scan.

use clap::ValueEnum;
use colligate_register::{Death, Register, Term};
use colligate_scan::subset::Mode;
use std::collections::BTreeMap;

/// What deaths may have in common.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Field {
    /// Each of the commoner substances, found or not
    Substance,
    /// Sex
    Sex,
    /// Age in bands of twenty years
    Age,
    /// Kind of death
    Kind,
    /// Kind of place
    PlaceKind,
    /// Manner
    Manner,
}

/// Substances that are a choice of their own, at most.
const SUBSTANCES: usize = 8;
/// Fewest deaths with a substance that is.
const FEWEST: usize = 5;
/// What stands for a value that is not on record.
const UNKNOWN: &str = "not on record";

impl Field {
    /// The modes that a field gives.
    ///
    /// # Errors
    /// Where it has more values than a mode may have.
    pub fn modes(self, register: &Register, deaths: &[&Death]) -> anyhow::Result<Vec<Mode>> {
        let word = |term: Option<Term>| term.map_or(UNKNOWN, |term| register.terms.text(term)).to_owned();
        let one = |name: &str, value: &dyn Fn(&Death) -> String| -> anyhow::Result<Vec<Mode>> {
            let labels: Vec<String> = deaths.iter().map(|death| value(death)).collect();
            Ok(vec![Mode::new(name, &labels)?])
        };
        match self {
            Field::Substance => Ok(substances(register, deaths)),
            Field::Sex => one("sex", &|death| death.sex.map_or(UNKNOWN, |sex| sex.as_str()).to_owned()),
            Field::Age => {
                one("age", &|death| death.age.map_or(UNKNOWN, |age| band(0.5 * (age.low + age.high))).to_owned())
            }
            Field::Kind => one("kind", &|death| death.kind.as_str().to_owned()),
            Field::PlaceKind => one("kind of place", &|death| word(death.place_kind)),
            Field::Manner => one("manner", &|death| word(death.manner)),
        }
    }
}

fn band(age: f32) -> &'static str {
    match age {
        ..20.0 => "under 20",
        20.0..40.0 => "20–39",
        40.0..60.0 => "40–59",
        60.0..80.0 => "60–79",
        _ => "80 and over",
    }
}

/// A mode, found or not, for each of the commonest substances.
fn substances(register: &Register, deaths: &[&Death]) -> Vec<Mode> {
    let mut counts: BTreeMap<Term, usize> = BTreeMap::new();
    for term in deaths.iter().flat_map(|death| death.substances.iter().flatten()) {
        *counts.entry(*term).or_default() += 1;
    }
    let mut common: Vec<(Term, usize)> = counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect();
    common.sort_by_key(|(term, count)| (std::cmp::Reverse(*count), *term));
    let mode = |(term, _): &(Term, usize)| {
        let found: Vec<bool> =
            deaths.iter().map(|death| death.substances.as_deref().is_some_and(|found| found.contains(term))).collect();
        Mode::yes_no(register.terms.text(*term), &found)
    };
    common.iter().take(SUBSTANCES).map(mode).collect()
}
