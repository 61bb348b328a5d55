//! Which unrelated pairs a text is held against.

use super::unrelated::{Level, Unrelated};
use super::words::Texts;
use crate::class::{Among, Class, Classes};
use crate::institutions::NONE;
use colligate_register::Kind;
use colligate_register::wording::counted;

/// Fewest deaths of a kind, or of a manner among it, for which it has a sample of its own: 435 pairs, of which the most
/// alike are worth 1 + w · 20 at κ 0.5.
const ENOUGH: usize = 30;
/// The sample over all kinds.
const ALL: usize = Kind::ALL.len();
/// The samples of manners.
const MANNERS: usize = ALL + 1;

/// What texts of unrelated deaths have in common: samples of their kind, or of all kinds where that is small; and of their
/// manner among the kind, where there is one.
pub(super) struct HeldAgainst {
    of: Vec<Number>,
    samples: Vec<Unrelated>,
    classes: Classes,
}

/// Which samples a death is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Number {
    kind: Kind,
    manner: u16,
}

impl Number {
    fn of(class: Class) -> Number {
        // Manners beyond the last number have no sample of their own.
        Number { kind: class.kind, manner: u16::try_from(class.manner).unwrap_or(u16::MAX) }
    }
}

impl HeldAgainst {
    /// With a sample of similarities of each set of deaths that is large enough.
    pub(super) fn new(texts: &Texts, classes: &Classes, sample: impl Fn(&[usize]) -> Unrelated) -> HeldAgainst {
        let samples = among(texts, classes).iter().map(|deaths| sample(deaths)).collect();
        HeldAgainst { of: classes.iter().map(Number::of).collect(), samples, classes: classes.clone() }
    }

    fn samples(&self, number: Number) -> impl Iterator<Item = (usize, &Unrelated)> {
        let at = |at: usize| Some((at, self.samples.get(at)?)).filter(|(_, sample)| !sample.is_empty());
        let kind = at(number.kind as usize).or(self.samples.get(ALL).map(|sample| (ALL, sample)));
        kind.into_iter().chain(at(MANNERS + usize::from(number.manner)))
    }

    /// What this similarity of two deaths is worth by the sample of those of the two that makes least of it, and which
    /// that is.
    #[inline]
    fn least(&self, i: usize, j: usize, similarity: f32) -> Option<(usize, Level)> {
        let (a, b) = (self.of[i], self.of[j]);
        let other = (a != b).then_some(b);
        let samples = self.samples(a).chain(other.into_iter().flat_map(|other| self.samples(other)));
        let levels = samples.map(|(at, sample)| (at, sample.level(similarity)));
        levels.reduce(|a, b| if a.1.ratio <= b.1.ratio { a } else { b })
    }

    /// What this similarity of two deaths is worth.
    #[inline]
    pub(super) fn ratio(&self, i: usize, j: usize, similarity: f32) -> f32 {
        self.least(i, j, similarity).map_or(1.0, |(_, level)| level.ratio)
    }

    /// How rare this similarity of two deaths is, in words.
    pub(super) fn words(&self, i: usize, j: usize, similarity: f32) -> String {
        let Some((at, level)) = self.least(i, j, similarity) else { return String::new() };
        let of = [i, j].into_iter().map(|k| self.classes.of(k));
        let manner = |class: &Class| class.manner != NONE && at == MANNERS + class.manner as usize;
        let among = if at == ALL {
            "deaths".to_owned()
        } else if at < ALL {
            self.classes.words(Class { kind: Kind::ALL[at], ..Class::any() }, Among::Kind)
        } else {
            of.into_iter().find(manner).map_or_else(String::new, |class| self.classes.words(class, Among::Manner))
        };
        let pairs = counted((1.0 / level.share).round() as u64, "unrelated pair", "unrelated pairs");
        format!("as alike as 1 in {pairs} of {among}")
    }

    /// A ratio that a death with a similarity up to this one does not exceed.
    pub(super) fn most(&self, i: usize, similarity: f32) -> f64 {
        let samples = self.samples(self.of[i]);
        f64::from(samples.map(|(_, sample)| sample.bound(similarity)).reduce(f32::min).unwrap_or(1.0))
    }
}

/// The deaths of each sample, those with a text: by kind, of all kinds, and by manner among the kind; none where they are
/// few.
fn among(texts: &Texts, classes: &Classes) -> Vec<Vec<usize>> {
    let manner = |class: Class| Some(Number::of(class).manner).filter(|&manner| manner != u16::MAX);
    let last = classes.iter().filter_map(manner).max();
    let mut among = vec![Vec::new(); MANNERS + last.map_or(0, |last| usize::from(last) + 1)];
    for (i, class) in classes.iter().enumerate().filter(|(i, _)| !texts.of(*i).is_empty()) {
        among[class.kind as usize].push(i);
        among[ALL].push(i);
        if let Some(manner) = manner(class) {
            among[MANNERS + usize::from(manner)].push(i);
        }
    }
    for (_, deaths) in among.iter_mut().enumerate().filter(|(k, deaths)| *k != ALL && deaths.len() < ENOUGH) {
        deaths.clear();
    }
    among
}
