//! Evidence from substances found in toxicology.

use crate::background::{Background, Class, PRIOR, Share};
use crate::in_common::{InCommon, Tell, rarest_first};
use crate::institutions::NONE;
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::{Kind, Register, Term};
use rustc_hash::FxHashMap;

/// Substances, each as rare as it is among deaths of that kind with toxicology in the half year around the death: a drug
/// that was rare last year and is everywhere now is judged by when the death happened.
pub struct Substances {
    shares: FxHashMap<(u32, u32), Share>,
    kinds: Vec<Kind>,
    words: Vec<Box<str>>,
}

/// Half-width of the window around a death in which substances are counted, in days: three months before and after.
const WINDOW: i32 = 91;

impl Substances {
    /// Counts the substances of a register.
    pub fn count(register: &Register, classes: &[Class], model: &Model) -> InCommon<Substances> {
        let carry = Carry { w: model.substances.w, carry: model.substances.carry };
        let counts = Counts::new(register, classes);
        let mut shares = FxHashMap::default();
        let sets = register.deaths.iter().zip(classes).enumerate().map(|(i, (death, &class))| {
            let found = death.substances.as_deref().unwrap_or_default();
            let day = death.day().map(|day| day.0);
            let item = |term: &Term| {
                let (frequency, share) = counts.frequency(class, term.0, day);
                shares.insert((i as u32, term.0), share);
                Item::new(term.0, (1.0 / frequency) as f32)
            };
            found.iter().map(item).collect()
        });
        let sets = Sets::new(sets);
        let kinds = register.deaths.iter().map(|death| death.kind).collect();
        let word = |k: u32| register.terms.text(Term(k)).into();
        let words = (0..register.terms.len() as u32).map(word).collect();
        InCommon { carry, sets, told: Substances { shares, kinds, words } }
    }
}

/// Days of deaths with toxicology and with each substance by kind, and counts by institution.
struct Counts {
    tested: Vec<Vec<i32>>,
    found: FxHashMap<(Kind, u32), Vec<i32>>,
    institutions: Background,
}

impl Counts {
    fn new(register: &Register, classes: &[Class]) -> Counts {
        let tested = || register.deaths.iter().zip(classes).filter(|(death, _)| death.substances.is_some());
        let found =
            tested().flat_map(|(death, &class)| death.substances.iter().flatten().map(move |term| (class, term.0)));
        let institutions = Background::count(found).with_totals(tested().map(|(_, &class)| class));
        let mut counts =
            Counts { tested: vec![Vec::new(); Kind::ALL.len()], found: FxHashMap::default(), institutions };
        for death in &register.deaths {
            let Some(found) = death.substances.as_deref().filter(|found| !found.is_empty()) else { continue };
            let day = death.day().map_or(i32::MIN, |day| day.0);
            counts.tested[death.kind as usize].push(day);
            for term in found {
                counts.found.entry((death.kind, term.0)).or_default().push(day);
            }
        }
        counts.tested.iter_mut().for_each(|days| days.sort_unstable());
        counts.found.values_mut().for_each(|days| days.sort_unstable());
        counts
    }

    /// Frequency within the window among the other deaths of the class, shrunk towards that over all time; and the
    /// counts over the window. The death itself is left out, as in [`Background::frequency`].
    fn frequency(&self, class: Class, value: u32, day: Option<i32>) -> (f64, Share) {
        let tested = &self.tested[class.kind as usize];
        let found = self.found.get(&(class.kind, value)).map_or(&[][..], |days| days);
        let others = |count: usize| count.saturating_sub(1) as f64;
        let ever = others(found.len()).max(0.5) / others(tested.len()).max(1.0);
        let within = |days: &[i32]| match day {
            None => days.len(),
            Some(day) => {
                let from = days.partition_point(|&other| other < day.saturating_sub(WINDOW));
                days.partition_point(|&other| other <= day.saturating_add(WINDOW)) - from
            }
        };
        let (count, of) = (within(found), within(tested));
        let frequency = (others(count) + PRIOR * ever) / (others(of) + PRIOR);
        let there = match class.institution {
            NONE => 0.0,
            _ => self.institutions.frequency(class, value),
        };
        (frequency.max(there).clamp(1e-6, 1.0), Share { count: count as u32, of: of as u32 })
    }
}

impl Tell for Substances {
    const NAME: &'static str = "substances";
    const NOT_ON_RECORD: &'static str = "toxicology not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no substance in common";

    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String {
        let shared = rarest_first(shared);
        let word = |item: &Item| {
            let share = |i: usize| self.shares.get(&(i as u32, item.value)).copied();
            let more_common = |i: usize| share(i).map_or(0.0, |s| f64::from(s.count) / f64::from(s.of.max(1)));
            let side = if more_common(i) >= more_common(j) { i } else { j };
            let counts = share(side).map_or(String::new(), |share| {
                format!(" ({share} {} deaths with toxicology within three months)", self.kinds[side])
            });
            format!("{}{counts}", self.words[item.value as usize])
        };
        format!("substances in both: {}", shared.iter().take(3).map(word).collect::<Vec<_>>().join(", "))
            + &match shared.len() {
                0..=3 => String::new(),
                n => format!(" and {} more", n - 3),
            }
    }
}
