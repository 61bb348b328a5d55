//! Two deaths, kind of evidence by kind of evidence: whether they are alike, and in what.

use crate::describe::Teller;
use colligate_evidence::{Describe, InBoth, Likeness, Weight};
use serde::Serialize;

/// How alike two deaths are in one kind of evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Likened {
    /// Name of the evidence, as in the model file.
    pub evidence: String,
    /// Whether they are alike, by the evidence's own Bayes factor.
    pub likeness: Likeness,
    /// Weight of the evidence by itself. In a link, kinds that are counted together share one weight.
    pub weight: f64,
    /// What both have: substances, circumstances, words in lower case, contacts as [`colligate_evidence::contact_keys`] gives them.
    pub shared: Vec<String>,
}

impl Teller<'_> {
    /// How alike two units are in each kind of evidence, in the order of the model.
    pub(crate) fn likened(&self, a: u32, b: u32) -> Vec<Likened> {
        let (i, j) = (self.death(a), self.death(b));
        let factors = self.world.factors(a as usize, b as usize);
        let evidence = self.world.evidence;
        let mut all = vec![
            likened("place", factors[0], InBoth { common: evidence.place.in_both(i, j), shared: Vec::new() }),
            likened("time", factors[1], InBoth { common: evidence.time.in_both(i, j), shared: Vec::new() }),
        ];
        for kind in evidence.description.evidence() {
            let of = |kind: &dyn Describe| likened(kind.name(), kind.factor(i, j), kind.in_both(i, j));
            match kind.members() {
                [] => all.push(of(&**kind)),
                members => all.extend(members.iter().map(|member| of(&**member))),
            }
        }
        all
    }
}

fn likened(evidence: &str, factor: f64, both: InBoth) -> Likened {
    Likened {
        evidence: evidence.to_owned(),
        likeness: Likeness::of(factor, both.common),
        weight: Weight::of_factor(factor).0,
        shared: both.shared,
    }
}
