//! Evidence from the circumstances in which someone was found.

use crate::background::{Background, Class};
use crate::in_common::{InCommon, Tell, rarest_first};
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::{Kind, Register, Term};

/// Circumstance codes, each as rare as it is among deaths of that kind of which any circumstance is on record. A code
/// that is not on record says nothing: unknown is never "no".
pub struct Circumstances {
    kinds: Vec<Kind>,
    background: Background,
    words: Vec<Box<str>>,
}

impl Circumstances {
    /// Counts the circumstances of a register.
    pub fn count(register: &Register, classes: &[Class], model: &Model) -> InCommon<Circumstances> {
        let carry = Carry { w: model.circumstances.w, carry: model.circumstances.carry };
        let recorded = || register.deaths.iter().zip(classes).filter(|(death, _)| !death.circumstances.is_empty());
        let codes = recorded().flat_map(|(death, &class)| death.circumstances.iter().map(move |term| (class, term.0)));
        let background = Background::count(codes).with_totals(recorded().map(|(_, &class)| class));
        let sets = register.deaths.iter().zip(classes).map(|(death, &class)| {
            let item = |term: &Term| {
                let frequency = background.frequency(class, term.0);
                Item::new(term.0, (1.0 / frequency) as f32)
            };
            death.circumstances.iter().map(item).collect()
        });
        let sets = Sets::new(sets);
        let kinds = register.deaths.iter().map(|death| death.kind).collect();
        let word = |k: u32| register.terms.text(Term(k)).into();
        let words = (0..register.terms.len() as u32).map(word).collect();
        InCommon { carry, sets, told: Circumstances { kinds, background, words } }
    }
}

impl Tell for Circumstances {
    const NAME: &'static str = "circumstances";
    const NOT_ON_RECORD: &'static str = "circumstances not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no circumstance in common";

    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String {
        let word = |item: &Item| {
            let shares = [i, j].map(|k| (self.background.share(self.kinds[k], item.value), self.kinds[k]));
            let rate = |k: usize| f64::from(shares[k].0.count) / f64::from(shares[k].0.of.max(1));
            let (share, kind) = if rate(0) >= rate(1) { shares[0] } else { shares[1] };
            format!("{} ({share} {kind} deaths)", self.words[item.value as usize])
        };
        format!("both: {}", rarest_first(shared).iter().map(word).collect::<Vec<_>>().join(", "))
    }
}
