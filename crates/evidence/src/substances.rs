//! Evidence from substances found in toxicology.

use crate::background::{Background, PRIOR, Share, agreeing};
use crate::class::{Class, Classes};
use crate::in_common::{InCommon, Tell, listed, rarest_first};
use crate::institutions::NONE;
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::wording::thousands;
use colligate_register::{Death, Kind, Register, Term};
use rustc_hash::FxHashMap;

/// Substances, each as rare as it is among deaths of that kind with toxicology in the half year around the death: a drug
/// that was rare last year and is everywhere now is judged by when the death happened.
pub struct Substances {
    counts: Counts,
    classes: Classes,
    days: Vec<Option<i32>>,
    words: Vec<Box<str>>,
}

/// Half-width of the window around a death in which substances are counted, in days: three months before and after.
const WINDOW: i32 = 91;

impl Substances {
    /// Counts the substances of a register.
    pub fn count(register: &Register, classes: &Classes, model: &Model) -> InCommon<Substances> {
        let carry = Carry { w: model.substances.w, carry: model.substances.carry };
        let counts = Counts::new(register, classes);
        let days: Vec<Option<i32>> = register.deaths.iter().map(|death| death.day().map(|day| day.0)).collect();
        let sets = register.deaths.iter().zip(classes.iter()).zip(&days).map(|((death, class), &day)| {
            let found = death.substances.as_deref().unwrap_or_default();
            let item = |term: &Term| Item::new(term.0, (1.0 / counts.frequency(class, term.0, day)) as f32);
            found.iter().map(item).collect()
        });
        let sets = Sets::new(sets);
        let word = |k: u32| register.terms.text(Term(k)).into();
        let words = (0..register.terms.len() as u32).map(word).collect();
        InCommon { carry, sets, told: Substances { counts, classes: classes.clone(), days, words } }
    }
}

/// Days of deaths with toxicology and with each substance by kind, and counts by institution and manner.
struct Counts {
    tested: Vec<Vec<i32>>,
    found: FxHashMap<(Kind, u32), Vec<i32>>,
    narrower: Background,
}

impl Counts {
    fn new<'a>(register: &'a Register, classes: &Classes) -> Counts {
        // A death in which nothing was found is not compared, and so not counted among those with toxicology.
        let with = |(death, class): (&'a Death, Class)| {
            let found = death.substances.as_deref().filter(|found| !found.is_empty())?;
            Some((death, class, found))
        };
        let tested = || register.deaths.iter().zip(classes.iter()).filter_map(with);
        let found = tested().flat_map(|(_, class, found)| found.iter().map(move |term| (class, term.0)));
        let narrower = Background::count(found).with_totals(tested().map(|(_, class, _)| class));
        let mut counts = Counts { tested: vec![Vec::new(); Kind::ALL.len()], found: FxHashMap::default(), narrower };
        for (death, _, found) in tested() {
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

    /// Frequency among the other deaths of the class, the larger of that of the kind within the window and that of the
    /// narrower class over all time. The death itself is left out, as in [`Background::frequency`].
    fn frequency(&self, class: Class, value: u32, day: Option<i32>) -> f64 {
        self.within(class, value, day).0.max(self.narrower(class, value)).clamp(1e-6, 1.0)
    }

    /// Frequency within the window among the other deaths of the kind, shrunk towards that over all time; and the counts
    /// over the window.
    fn within(&self, class: Class, value: u32, day: Option<i32>) -> (f64, Share) {
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
        (frequency, Share { count: count as u32, of: of as u32 })
    }

    /// Frequency over all time at the institution, in the manner or in the kind; 0 where the class is the kind alone.
    fn narrower(&self, class: Class, value: u32) -> f64 {
        match (class.institution, class.manner) {
            (NONE, NONE) => 0.0,
            _ => self.narrower.frequency(class, value),
        }
    }
}

impl Tell for Substances {
    const NAME: &'static str = "substances";
    const NOT_ON_RECORD: &'static str = "toxicology not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no substance in common";

    fn words(&self, _: usize, _: usize, value: u32) -> Vec<String> {
        vec![self.words[value as usize].to_string()]
    }

    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String {
        let shared = rarest_first(shared);
        let item = |item: &Item| {
            let rate = |k: usize| self.counts.frequency(self.classes.of(k), item.value, self.days[k]);
            let side = if rate(i) >= rate(j) { i } else { j };
            let class = self.classes.of(side);
            let (within, share) = self.counts.within(class, item.value, self.days[side]);
            let word = &*self.words[item.value as usize];
            let kind = format!("{} deaths with toxicology within three months", class.kind);
            if within >= self.counts.narrower(class, item.value) {
                return (word, share.to_string(), agreeing(share.of, &kind));
            }
            let (among, narrower) = self.counts.narrower.deciding(class, item.value);
            let among = format!("{} with toxicology", self.classes.words(class, among));
            (word, format!("{} and {narrower}", share.among(&kind)), agreeing(narrower.of, &among))
        };
        format!("substances in both: {}", listed(&shared.iter().take(3).map(item).collect::<Vec<_>>()))
            + &match shared.len() {
                0..=3 => String::new(),
                n => format!(" and {} more", thousands(n - 3)),
            }
    }
}
