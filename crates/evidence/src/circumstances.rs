//! Evidence from the circumstances in which someone was found.

use crate::background::Background;
use crate::class::{Among, Classes};
use crate::in_common::{InCommon, Tell, listed, rarest_first};
use crate::model::Model;
use crate::signature::{Carry, Item, Sets};
use colligate_register::{Register, Term};

/// Circumstance codes, each as rare as it is among deaths of that kind of which any circumstance is on record. A code
/// that is not on record says nothing: unknown is never "no".
pub struct Circumstances {
    classes: Classes,
    background: Background,
    words: Vec<Box<str>>,
}

impl Circumstances {
    /// Counts the circumstances of a register.
    pub fn count(register: &Register, classes: &Classes, model: &Model) -> InCommon<Circumstances> {
        let carry = Carry { w: model.circumstances.w, carry: model.circumstances.carry };
        let recorded =
            || register.deaths.iter().zip(classes.iter()).filter(|(death, _)| !death.circumstances.is_empty());
        let codes = recorded().flat_map(|(death, class)| death.circumstances.iter().map(move |term| (class, term.0)));
        let background = Background::count(codes).with_totals(recorded().map(|(_, class)| class));
        let sets = register.deaths.iter().zip(classes.iter()).map(|(death, class)| {
            let item = |term: &Term| {
                let frequency = background.frequency(class, term.0);
                Item::new(term.0, (1.0 / frequency) as f32)
            };
            death.circumstances.iter().map(item).collect()
        });
        let sets = Sets::new(sets);
        let word = |k: u32| register.terms.text(Term(k)).into();
        let words = (0..register.terms.len() as u32).map(word).collect();
        InCommon { carry, sets, told: Circumstances { classes: classes.clone(), background, words } }
    }
}

impl Tell for Circumstances {
    const NAME: &'static str = "circumstances";
    const NOT_ON_RECORD: &'static str = "circumstances not on record for both";
    const NOTHING_IN_COMMON: &'static str = "no circumstance in common";

    fn words(&self, _: usize, _: usize, value: u32) -> Vec<String> {
        vec![self.words[value as usize].to_string()]
    }

    fn tell(&self, i: usize, j: usize, shared: Vec<Item>) -> String {
        let item = |item: &Item| {
            let rate = |k: usize| self.background.frequency(self.classes.of(k), item.value);
            let class = self.classes.of(if rate(i) >= rate(j) { i } else { j });
            let kind = self.classes.words(class, Among::Kind);
            let (counts, among) = self.background.told(&self.classes, class, item.value, &kind);
            (&*self.words[item.value as usize], counts, format!("{among} with circumstances on record"))
        };
        format!("both: {}", listed(&rarest_first(shared).iter().map(item).collect::<Vec<_>>()))
    }
}
