//! Asking a filter of a death.

use super::{Comparison, Condition, Date, Field, Filter, Range, Set, Word};
use crate::date_range::DateRange;
use crate::death::{Death, Point};
use crate::terms::{Term, Terms};
use crate::time::Day;

/// Mean radius of the Earth in metres (IUGG, Moritz 1980).
const EARTH_RADIUS_M: f64 = 6_371_008.8;

impl Filter {
    /// Whether the filter holds for a death whose terms are in `terms`.
    pub fn matches(&self, death: &Death, terms: &Terms) -> bool {
        self.condition.holds(death, terms)
    }

    /// True where the date of the death is known too inexactly for a test of it: the test holds on some of its possible days and
    /// not on others. Such a test fails.
    pub fn is_undecided(&self, death: &Death) -> bool {
        self.condition.is_undecided(death)
    }

    /// How many of these deaths do not match and have a date that is known too inexactly for it.
    pub fn left_undecided<'d>(&self, deaths: impl IntoIterator<Item = &'d Death>, terms: &Terms) -> usize {
        let is_left = |death: &&Death| self.is_undecided(death) && !self.matches(death, terms);
        deaths.into_iter().filter(is_left).count()
    }
}

impl Condition {
    fn holds(&self, death: &Death, terms: &Terms) -> bool {
        match self {
            Condition::All(parts) => parts.iter().all(|part| part.holds(death, terms)),
            Condition::Any(parts) => parts.iter().any(|part| part.holds(death, terms)),
            Condition::Not(part) => !part.holds(death, terms),
            Condition::Missing(field) => is_missing(*field, death),
            Condition::Word(word, comparison, value) => {
                text_of(*word, death, terms).is_some_and(|text| match comparison {
                    Comparison::Is => same(text, value),
                    Comparison::IsNot => !same(text, value),
                    Comparison::Contains => contains(text, value),
                })
            }
            Condition::Sex(comparison, sex) => {
                death.sex.is_some_and(|known| (known == *sex) == (*comparison == Comparison::Is))
            }
            Condition::Kind(comparison, kind) => (death.kind == *kind) == (*comparison == Comparison::Is),
            Condition::Set(set, value) => members(*set, death).iter().any(|&term| same(terms.text(term), value)),
            Condition::Age(range) => death.age.is_some_and(|age| {
                let whole = [range.low, range.high].into_iter().flatten().all(|bound| bound.fract() == 0.0);
                range.holds(if whole { age.middle().floor() } else { age.middle() })
            }),
            Condition::Date(Date::Died, range) => death.dates().is_some_and(|dates| range.holds_throughout(dates)),
            Condition::Date(Date::KnownFrom, range) => death.known().is_some_and(|day| range.holds(day)),
            Condition::Near { lat, lon, metres } => {
                death.point.is_some_and(|point| distance_m(point, *lat, *lon) <= *metres)
            }
        }
    }

    fn is_undecided(&self, death: &Death) -> bool {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| part.is_undecided(death)),
            Condition::Not(part) => part.is_undecided(death),
            Condition::Date(Date::Died, range) => death
                .dates()
                .is_some_and(|dates| !range.holds_throughout(dates) && !range.opposite().holds_throughout(dates)),
            _ => false,
        }
    }
}

impl<T: Copy + PartialOrd> Range<T> {
    fn holds(&self, value: T) -> bool {
        let above = self.low.is_none_or(|low| if self.low_open { value > low } else { value >= low });
        let below = self.high.is_none_or(|high| if self.high_open { value < high } else { value <= high });
        (above && below) != self.outside
    }
}

impl Range<Day> {
    /// True where it holds on every day on which a death can have happened.
    fn holds_throughout(&self, dates: DateRange) -> bool {
        let (first, last) = (dates.first(), dates.last());
        if !self.outside {
            return self.holds(first) && self.holds(last);
        }
        let before = self.low.is_some_and(|low| if self.low_open { last <= low } else { last < low });
        let after = self.high.is_some_and(|high| if self.high_open { first >= high } else { first > high });
        before || after
    }

    /// Holds where this one does not.
    fn opposite(self) -> Range<Day> {
        Range { outside: !self.outside, ..self }
    }
}

fn is_missing(field: Field, death: &Death) -> bool {
    match field {
        Field::Word(Word::Id) => death.id.as_str().is_empty(),
        Field::Word(Word::Manner) => death.manner.is_none(),
        Field::Word(Word::Category) => death.category.is_none(),
        Field::Word(Word::Place) => death.place.is_none(),
        Field::Word(Word::PlaceKind) => death.place_kind.is_none(),
        Field::Word(Word::Cause) => death.cause.is_none(),
        Field::Word(Word::Narrative) => death.narrative.is_none(),
        Field::Sex => death.sex.is_none(),
        Field::Kind => death.kind == crate::Kind::Unknown,
        Field::Set(Set::Substances) => death.substances.is_none(),
        Field::Set(Set::Circumstances) => death.circumstances.is_empty(),
        Field::Age => death.age.is_none(),
        Field::Date(Date::Died) => death.died.is_none(),
        Field::Date(Date::KnownFrom) => death.known().is_none(),
        Field::Point => death.point.is_none(),
    }
}

fn text_of<'d>(word: Word, death: &'d Death, terms: &'d Terms) -> Option<&'d str> {
    let term = |term: Option<Term>| term.map(|term| terms.text(term));
    match word {
        Word::Id => Some(death.id.as_str()),
        Word::Manner => term(death.manner),
        Word::Category => term(death.category),
        Word::Place => death.place.as_deref(),
        Word::PlaceKind => term(death.place_kind),
        Word::Cause => death.cause.as_deref(),
        Word::Narrative => death.narrative.as_deref(),
    }
}

fn members(set: Set, death: &Death) -> &[Term] {
    match set {
        Set::Substances => death.substances.as_deref().unwrap_or_default(),
        Set::Circumstances => &death.circumstances,
    }
}

fn same(text: &str, value: &str) -> bool {
    text.eq_ignore_ascii_case(value) || (!text.is_ascii() && text.to_lowercase() == value.to_lowercase())
}

fn contains(text: &str, value: &str) -> bool {
    text.to_lowercase().contains(&value.to_lowercase())
}

/// Great-circle distance by the haversine formula (Sinnott, 1984).
fn distance_m(point: Point, lat: f64, lon: f64) -> f64 {
    let (from, to) = (point.lat.to_radians(), lat.to_radians());
    let north = ((to - from) / 2.0).sin().powi(2);
    let east = ((lon - point.lon).to_radians() / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_M * (north + from.cos() * to.cos() * east).clamp(0.0, 1.0).sqrt().asin()
}
