//! The deaths among which the background of a death is counted.

use crate::institutions::{Institutions, NONE};
use colligate_register::{Death, Kind, Register, Term};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the background of a death is conditional on: its kind and, where it died at a place where many die, that
/// institution; and its manner, where that is not the usual one of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Kind of death.
    pub kind: Kind,
    /// Number of the institution, or [`NONE`].
    pub institution: u32,
    /// Number of the deaths of this kind and manner, or [`NONE`].
    pub manner: u32,
}

impl Class {
    /// One class for all deaths.
    pub(crate) fn any() -> Class {
        Class { kind: Kind::Unknown, institution: NONE, manner: NONE }
    }

    /// The deaths among which those of this class are counted, each set of them with its number.
    pub(crate) fn numbers(self) -> impl Iterator<Item = (Among, u32)> {
        let all =
            [(Among::Kind, self.kind as u32), (Among::Institution, self.institution), (Among::Manner, self.manner)];
        all.into_iter().filter(|(_, number)| *number != NONE)
    }
}

/// Among which deaths of a class something is most common: these decide how rare it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Among {
    /// All deaths of the kind.
    Kind,
    /// Deaths at the institution, of whatever kind.
    Institution,
    /// Deaths of the kind in the same manner.
    Manner,
}

/// Share of a kind from which a manner is the usual one: the background of the kind is nearly its own.
const USUAL: f64 = 0.9;

/// The class of each death of a register, and words for them.
#[derive(Clone, Debug)]
pub(crate) struct Classes {
    all: Arc<[Class]>,
    /// The word of each manner that has a number.
    manners: Arc<[Box<str>]>,
    /// What of a class counts for one kind of evidence.
    basis: fn(Class) -> Class,
}

impl Classes {
    pub(crate) fn new(register: &Register, institutions: &Institutions) -> Classes {
        let manners = unusual_manners(register);
        let class = |(i, death): (usize, &Death)| Class {
            kind: death.kind,
            institution: if institutions.is_town(i) { NONE } else { institutions.of(i) },
            manner: death.manner.and_then(|manner| manners.get(&(death.kind, manner)).copied()).unwrap_or(NONE),
        };
        let all = register.deaths.iter().enumerate().map(class).collect();
        let words = manners.keys().map(|(_, manner)| register.terms.text(*manner).into()).collect();
        Classes { all, manners: words, basis: |class| class }
    }

    /// One class for all deaths.
    pub(crate) fn any(&self) -> Classes {
        Classes { basis: |_| Class::any(), ..self.clone() }
    }

    /// The institutions alone, for what is as rare in one kind of death as in another.
    pub(crate) fn of_any_kind(&self) -> Classes {
        Classes { basis: |class| Class { institution: class.institution, ..Class::any() }, ..self.clone() }
    }

    /// The classes without the manners, for what tells the manner itself.
    pub(crate) fn of_any_manner(&self) -> Classes {
        Classes { basis: |class| Class { manner: NONE, ..class }, ..self.clone() }
    }

    /// In the order of the register.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Class> + '_ {
        self.all.iter().map(|&class| (self.basis)(class))
    }

    /// The class of a death.
    #[inline]
    pub(crate) fn of(&self, i: usize) -> Class {
        (self.basis)(self.all[i])
    }

    /// The deaths of a class in words, to stand behind "12 of 40".
    pub(crate) fn words(&self, class: Class, among: Among) -> String {
        match among {
            Among::Kind => format!("{} deaths", class.kind),
            Among::Institution => "deaths at that place".to_owned(),
            Among::Manner => {
                let manner = self.manners.get(class.manner as usize).map_or("", |word| word);
                format!("{} deaths in manner “{manner}”", class.kind)
            }
        }
    }
}

/// A number for each kind and manner of which the manner is not the usual one of the kind. Those who fell by intent
/// differ from the other fallen in age, cause and place, so that what is rare among falls is common among them; one rarity
/// would be counted in each.
fn unusual_manners(register: &Register) -> BTreeMap<(Kind, Term), u32> {
    let mut counts: BTreeMap<(Kind, Term), u32> = BTreeMap::new();
    let mut totals = [0u32; Kind::ALL.len()];
    for death in &register.deaths {
        if let Some(manner) = death.manner {
            *counts.entry((death.kind, manner)).or_default() += 1;
            totals[death.kind as usize] += 1;
        }
    }
    counts.retain(|(kind, _), count| f64::from(*count) < USUAL * f64::from(totals[*kind as usize]));
    counts.into_keys().zip(0..).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use colligate_register::Sex;

    /// A thousand falls: the first forty of women, by intent; the others of men, by accident.
    pub(crate) fn falls() -> Register {
        let mut register = Register::default();
        let (accident, suicide) = (register.terms.intern("accident"), register.terms.intern("suicide"));
        for k in 0..1000 {
            let mut death = Death::new(&k.to_string());
            death.kind = Kind::Fall;
            (death.manner, death.sex) =
                if k < 40 { (Some(suicide), Some(Sex::Female)) } else { (Some(accident), Some(Sex::Male)) };
            register.deaths.push(death);
        }
        register
    }

    #[test]
    fn a_manner_that_is_not_the_usual_one_has_a_class_and_a_word() {
        let register = falls();
        let classes = Classes::new(&register, &Institutions::new(&register));
        assert!((0..40).all(|k| classes.of(k).manner == classes.of(0).manner && classes.of(k).manner != NONE));
        assert!((40..1000).all(|k| classes.of(k).manner == NONE));
        assert_eq!(classes.words(classes.of(0), Among::Manner), "fall deaths in manner “suicide”");
        assert!(classes.of_any_manner().iter().all(|class| class.manner == NONE));
    }
}
