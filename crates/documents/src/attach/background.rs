//! How common each thing is among the deaths of a register: what agreement is measured against.

use super::weigh::Described;
use colligate_register::{Day, Register};
use rustc_hash::FxHashMap;

/// Days on either side of a told day on which a death still counts as of that day: it is told by the day it was found, or after midnight.
const SLACK: i32 = 1;
/// Longest told time, in days, by which candidates are brought.
const LONGEST: i32 = 400;

/// A register with what is needed to find and weigh its deaths.
pub(crate) struct Background<'r> {
    pub(crate) register: &'r Register,
    /// Deaths by day, sorted.
    days: Vec<(Day, usize)>,
    /// Ages, sorted.
    ages: Vec<f32>,
    /// Deaths by each word of their narrative and place that begins with a capital, in lower case.
    words: FxHashMap<String, Vec<u32>>,
    /// How many deaths have each substance.
    substances: FxHashMap<String, usize>,
    /// How many deaths have toxicology.
    tested: usize,
}

impl<'r> Background<'r> {
    pub(crate) fn of(register: &'r Register) -> Background<'r> {
        let mut days = Vec::new();
        let mut ages = Vec::new();
        let mut words: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut substances: FxHashMap<String, usize> = FxHashMap::default();
        let mut tested = 0;
        for (at, death) in register.deaths.iter().enumerate() {
            days.extend(death.day().map(|day| (day, at)));
            ages.extend(death.age.map(|age| age.middle()));
            for text in [death.narrative.as_deref(), death.place.as_deref()].into_iter().flatten() {
                for word in text
                    .split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| word.starts_with(char::is_uppercase) && word.len() > 2)
                {
                    let list = words.entry(word.to_lowercase()).or_default();
                    if list.last() != Some(&(at as u32)) {
                        list.push(at as u32);
                    }
                }
            }
            if let Some(found) = &death.substances {
                tested += 1;
                for term in found.iter() {
                    *substances.entry(register.terms.text(*term).to_owned()).or_default() += 1;
                }
            }
        }
        days.sort_unstable();
        ages.sort_by(f32::total_cmp);
        Background { register, days, ages, words, substances, tested }
    }

    /// Deaths of about the told time, and those whose narrative holds the family name.
    pub(crate) fn candidates(&self, described: &Described) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        if let Some((from, to)) = described.days.filter(|(from, to)| *to - *from <= LONGEST) {
            found.extend(self.within(from, to).iter().map(|(_, at)| *at));
        }
        if let Some((_, last)) = &described.name {
            found.extend(self.words.get(last).into_iter().flatten().map(|at| *at as usize));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn within(&self, from: Day, to: Day) -> &[(Day, usize)] {
        let first = self.days.partition_point(|(day, _)| *day < from + -SLACK);
        let last = self.days.partition_point(|(day, _)| *day <= to + SLACK);
        self.days.get(first..last).unwrap_or_default()
    }

    /// Share of the deaths on these days, a day either side; never zero.
    pub(crate) fn share_of_days(&self, from: Day, to: Day) -> f64 {
        (self.within(from, to).len() as f64 + 0.5) / (self.days.len() as f64 + 1.0)
    }

    /// Share of the deaths within a year of this age.
    pub(crate) fn share_of_age(&self, years: f32) -> f64 {
        let first = self.ages.partition_point(|age| *age < years - 1.0);
        let last = self.ages.partition_point(|age| *age <= years + 1.0);
        ((last - first) as f64 + 0.5) / (self.ages.len() as f64 + 1.0)
    }

    /// How many deaths have a word in their narrative or place.
    pub(crate) fn count_of_word(&self, word: &str) -> usize {
        self.words.get(word).map_or(0, Vec::len)
    }

    /// Share of the tested deaths with a substance.
    pub(crate) fn share_of_substance(&self, name: &str) -> f64 {
        (self.substances.get(name).copied().unwrap_or(0) as f64 + 0.5) / (self.tested as f64 + 1.0)
    }
}
