//! Filters over deaths, in a small language for `--among` and `--where`:
//!
//! ```text
//! substances has GHB and died >= 2014-01-01 and age 18..40 and not place_kind is hospital
//! (kind is drug-related or cause contains "poisoning") and point near 51.536,0.079 within 2 km
//! ```
//!
//! | field | tests |
//! |---|---|
//! | `id` `manner` `category` `kind` `place` `place_kind` `cause` `narrative` `sex` | `is` `=` `!=` `is not` value; `contains` text; `missing` |
//! | `substances` `circumstances` | `has` value; `missing` |
//! | `age` (completed years) `died` `known_from` (2014-09-20, 2014-09 or 2014) | `is` `=` `!=` `<` `<=` `>` `>=` value; `low..high` (both included, either may be left out); `missing` |
//! | `point` | `near LAT,LON within 2 km` (or `500 m`); `missing` |
//!
//! Tests are joined by `and`, `or`, `not` and parentheses; `not` binds closest, then `and`. Values of several words need
//! no quotes unless a word is `and` or `or` or they hold a parenthesis, comma or comparison sign. Case does not matter.
//! A test of a missing field fails, so `not age < 18` holds where the age is not known. A test of a date that is known as a
//! range of days holds where it holds on each of them: a death of "2014" is in `died 2014`, and in neither `died < 2014-06-01`
//! nor `died >= 2014-06-01`; [`Filter::is_undecided`] finds such deaths.

mod error;
mod matching;
mod parser;
mod token;
mod write;

pub use error::FilterError;

use crate::death::Sex;
use crate::kind::Kind;
use crate::time::Day;

/// A condition on deaths, parsed once and asked of each.
///
/// ```
/// use colligate_register::{Death, Filter, Terms};
/// let filter = Filter::parse("Age 18..40 AND (substances has 'liquid ecstasy' or cause contains sudden)")?;
/// assert_eq!(filter.to_string(), "age 18..40 and (substances has GHB or cause contains sudden)");
/// assert!(!filter.matches(&Death::new("14-001"), &Terms::default()));
/// # Ok::<(), colligate_register::FilterError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    condition: Condition,
}

#[derive(Clone, Debug, PartialEq)]
enum Condition {
    /// All of them: two or more, none of them `All`.
    All(Vec<Condition>),
    /// One of them at least: two or more, none of them `Any`.
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Missing(Field),
    Word(Word, Comparison, Box<str>),
    Sex(Comparison, Sex),
    Kind(Comparison, Kind),
    Set(Set, Box<str>),
    Age(Range<f32>),
    Date(Date, Range<Day>),
    Near {
        lat: f64,
        lon: f64,
        metres: f64,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Word(Word),
    Sex,
    Kind,
    Set(Set),
    Age,
    Date(Date),
    Point,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Id,
    Manner,
    Category,
    Place,
    PlaceKind,
    Cause,
    Narrative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Substances,
    Circumstances,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Date {
    Died,
    KnownFrom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Is,
    IsNot,
    Contains,
}

/// Values from `low` to `high`, both included; outside of them where `outside` is set.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Range<T> {
    low: Option<T>,
    high: Option<T>,
    low_open: bool,
    high_open: bool,
    outside: bool,
}

/// Every field with its name.
const FIELDS: [(&str, Field); 15] = [
    ("id", Field::Word(Word::Id)),
    ("died", Field::Date(Date::Died)),
    ("known_from", Field::Date(Date::KnownFrom)),
    ("age", Field::Age),
    ("sex", Field::Sex),
    ("manner", Field::Word(Word::Manner)),
    ("category", Field::Word(Word::Category)),
    ("kind", Field::Kind),
    ("place", Field::Word(Word::Place)),
    ("place_kind", Field::Word(Word::PlaceKind)),
    ("cause", Field::Word(Word::Cause)),
    ("substances", Field::Set(Set::Substances)),
    ("circumstances", Field::Set(Set::Circumstances)),
    ("narrative", Field::Word(Word::Narrative)),
    ("point", Field::Point),
];

impl Field {
    fn name(self) -> &'static str {
        FIELDS.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests;
