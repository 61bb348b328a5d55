//! Evidence from a category: both deaths have the same value of it, or not.

use crate::background::Background;
use crate::carry_over::carry_over;
use crate::class::{Among, Classes};
use crate::columns::padded;
use crate::describe::Describe;
use crate::likeness::{Common, InBoth};
use crate::mean_ratio::mean_ratios_of_same;
use crate::model::Model;
use crate::place::least;
use colligate_register::{Death, Kind, Register};
use std::ops::Range;

/// A category of which each death has one value or none: kind, sex, manner, category, kind of place. The kernel is
/// "the same", the background the share of the value among deaths of that kind.
pub struct Category {
    name: &'static str,
    label: &'static str,
    w: f64,
    values: Vec<u32>,
    inverse: Vec<f32>,
    background: Background,
    classes: Classes,
    words: Vec<Box<str>>,
}

/// Stands for a missing value.
pub(crate) const MISSING: u32 = u32::MAX;

impl Category {
    /// The kind of death. "Unexplained" says nothing; the background is the share among all deaths.
    pub fn kind(register: &Register, classes: &Classes, model: &Model) -> Category {
        let value = |death: &Death| (death.kind != Kind::Unknown).then_some(death.kind as u32);
        let words = Kind::ALL.iter().map(|kind| kind.as_str().into()).collect();
        Category::new("kind", "kind of death", model.kind.w, register, &classes.any(), words, value)
    }

    /// Sex.
    pub fn sex(register: &Register, classes: &Classes, model: &Model) -> Category {
        let words = ["female", "male", "other"].map(Into::into).to_vec();
        let value = |death: &Death| death.sex.map(|sex| sex as u32);
        Category::new("sex", "sex", model.sex.w, register, classes, words, value)
    }

    /// Manner of death.
    pub fn manner(register: &Register, classes: &Classes, model: &Model) -> Category {
        let value = |death: &Death| death.manner.map(|term| term.0);
        Category::terms("manner", "manner", model.manner.w, register, &classes.of_any_manner(), value)
    }

    /// The office's own category.
    pub fn office(register: &Register, classes: &Classes, model: &Model) -> Category {
        let value = |death: &Death| death.category.map(|term| term.0);
        Category::terms("category", "category", model.category.w, register, classes, value)
    }

    /// Kind of place.
    pub fn place_kind(register: &Register, classes: &Classes, model: &Model) -> Category {
        let value = |death: &Death| death.place_kind.map(|term| term.0);
        Category::terms("place_kind", "kind of place", model.place_kind.w, register, classes, value)
    }

    fn terms(
        name: &'static str,
        label: &'static str,
        w: f64,
        register: &Register,
        classes: &Classes,
        value: impl Fn(&Death) -> Option<u32>,
    ) -> Category {
        let words = (0..register.terms.len() as u32).map(|k| register.terms.text(colligate_register::Term(k)).into());
        Category::new(name, label, w, register, classes, words.collect(), value)
    }

    fn new(
        name: &'static str,
        label: &'static str,
        w: f64,
        register: &Register,
        classes: &Classes,
        words: Vec<Box<str>>,
        value: impl Fn(&Death) -> Option<u32>,
    ) -> Category {
        let values: Vec<u32> = register.deaths.iter().map(|death| value(death).unwrap_or(MISSING)).collect();
        let known = values.iter().zip(classes.iter()).filter(|(value, _)| **value != MISSING);
        let background = Background::count(known.map(|(&value, class)| (class, value)));
        let inverse = values.iter().zip(classes.iter()).map(|(&value, class)| match value {
            MISSING => 0.0,
            value => (1.0 / background.frequency(class, value)) as f32,
        });
        let mut inverse: Vec<f32> = inverse.collect();
        let kinds: Vec<Kind> = classes.iter().map(|class| class.kind).collect();
        let means = mean_ratios_of_same(&kinds, &values, &inverse);
        inverse.iter_mut().zip(&kinds).for_each(|(inverse, kind)| *inverse /= means[*kind as usize] as f32);
        Category { name, label, w, values, inverse, background, classes: classes.clone(), words }
    }
}

impl Category {
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    pub(crate) fn w(&self) -> f64 {
        self.w
    }

    #[inline]
    pub(crate) fn value(&self, i: usize) -> u32 {
        self.values[i]
    }

    #[inline]
    pub(crate) fn inverse(&self, i: usize) -> f32 {
        self.inverse[i]
    }
}

/// The factor of two values, each with one over its frequency.
#[inline]
pub(crate) fn category_factor(w: f64, a: (u32, f32), b: (u32, f32)) -> f64 {
    if a.0 == MISSING || b.0 == MISSING {
        1.0
    } else if a.0 != b.0 {
        1.0 - w
    } else {
        carry_over(w, f64::from(a.1.min(b.1)))
    }
}

/// Values of a run of deaths in plain columns.
pub(crate) struct CategoryColumns {
    values: Vec<u32>,
    inverse: Vec<f32>,
}

impl CategoryColumns {
    pub(crate) fn new(all: impl Iterator<Item = (u32, f32)> + Clone) -> CategoryColumns {
        let values = padded(all.clone().map(|(value, _)| value));
        CategoryColumns { values, inverse: padded(all.map(|(_, inverse)| inverse)) }
    }

    /// Multiplies `out` by the factors of `a` with those of `range`.
    #[inline(always)]
    pub(crate) fn factors(&self, w: f64, a: usize, range: Range<usize>, out: &mut [f32]) {
        let (value, inverse) = (self.values[a], self.inverse[a]);
        if inverse == 0.0 {
            return;
        }
        let (w, rest) = (w as f32, (1.0 - w) as f32);
        for ((&other, &other_inverse), out) in self.values[range.clone()].iter().zip(&self.inverse[range]).zip(out) {
            let near = least(inverse, other_inverse);
            let known = if value == other { rest + w * near } else { rest };
            *out *= if near > 0.0 { known } else { 1.0 };
        }
    }
}

impl Describe for Category {
    fn name(&self) -> &'static str {
        self.name
    }

    #[inline]
    fn factor(&self, i: usize, j: usize) -> f64 {
        category_factor(self.w, (self.values[i], self.inverse[i]), (self.values[j], self.inverse[j]))
    }

    fn bound(&self, i: usize) -> f64 {
        carry_over(self.w, f64::from(self.inverse[i])).max(1.0)
    }

    fn in_both(&self, i: usize, j: usize) -> InBoth {
        InBoth::whole(match (self.values[i], self.values[j]) {
            (MISSING, _) | (_, MISSING) => Common::NotCompared,
            (a, b) if a == b => Common::Everything,
            _ => Common::Nothing,
        })
    }

    fn sentence(&self, i: usize, j: usize) -> String {
        let (a, b) = (self.values[i], self.values[j]);
        let word = |value: u32| self.words.get(value as usize).map_or("", |word| word);
        if a == MISSING || b == MISSING {
            return format!("{} not on record for both", self.label);
        }
        if a != b {
            return format!("{}: {} and {}", self.label, word(a), word(b));
        }
        let rarer = if self.inverse[i] <= self.inverse[j] { i } else { j };
        let class = self.classes.of(rarer);
        let kind = if self.name == "kind" { "deaths".to_owned() } else { self.classes.words(class, Among::Kind) };
        let (counts, among) = self.background.told(&self.classes, class, a, &kind);
        format!("{}: both {}; {counts} {among}", self.label, word(a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::class::tests::falls;
    use crate::institutions::Institutions;

    #[test]
    fn the_counts_told_are_those_that_decide() {
        let register = falls();
        let classes = Classes::new(&register, &Institutions::new(&register));
        let sex = Category::sex(&register, &classes, &Model::default());
        assert_eq!(
            sex.sentence(0, 1),
            "sex: both female; 40 of 1,000 fall deaths and 40 of 40 fall deaths in manner “suicide”"
        );
        assert_eq!(sex.sentence(100, 101), "sex: both male; 960 of 1,000 fall deaths");
        let manner = Category::manner(&register, &classes, &Model::default());
        assert_eq!(manner.sentence(0, 1), "manner: both suicide; 40 of 1,000 fall deaths");
        let kind = Category::kind(&register, &classes, &Model::default());
        assert_eq!(kind.sentence(0, 1), "kind of death: both fall; 1,000 of 1,000 deaths");
    }
}
