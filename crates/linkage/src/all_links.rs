//! Every link of a run, held small: a run over a million deaths has hundreds of thousands.

use crate::candidates::RawLink;
use crate::result::{EvidenceWeight, Link};
use crate::world::{KINDS, World};
use colligate_register::{DeathId, Register};
use rayon::prelude::*;

/// Every link found, heaviest first, with the weight of each evidence but no sentences.
#[derive(Clone, Debug, Default)]
pub struct AllLinks {
    evidence: Vec<&'static str>,
    ids: Vec<DeathId>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Places in `ids`.
    a: u32,
    b: u32,
    weight: f32,
    parts: [f32; KINDS],
}

impl AllLinks {
    pub(crate) fn new(register: &Register, world: &World, mut raw: Vec<RawLink>) -> AllLinks {
        raw.par_sort_unstable_by(|x, y| y.weight.total_cmp(&x.weight).then((x.a, x.b).cmp(&(y.a, y.b))));
        let mut units: Vec<u32> = raw.iter().flat_map(|link| [link.a, link.b]).collect();
        units.par_sort_unstable();
        units.dedup();
        let id = |&unit: &u32| register.deaths[world.deaths[unit as usize] as usize].id.clone();
        let at = |unit: u32| units.partition_point(|&other| other < unit) as u32;
        let row = |link: &RawLink| Row {
            a: at(link.a),
            b: at(link.b),
            weight: link.weight,
            parts: world.factors(link.a as usize, link.b as usize).map(|factor| factor.log10() as f32),
        };
        let rows = raw.par_iter().map(row).collect();
        AllLinks { evidence: world.names().collect(), ids: units.iter().map(id).collect(), rows }
    }

    /// Names of the kinds of evidence, in the order in which each link has its weights.
    pub fn evidence(&self) -> &[&'static str] {
        &self.evidence
    }

    /// How many links there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The links one after the other, each made when its turn comes.
    pub fn iter(&self) -> impl Iterator<Item = Link> + '_ {
        self.rows.iter().map(|row| Link {
            a: self.ids[row.a as usize].clone(),
            b: self.ids[row.b as usize].clone(),
            weight: f64::from(row.weight),
            evidence: self.evidence.iter().zip(row.parts).map(weight).collect(),
        })
    }
}

fn weight((name, weight): (&&'static str, f32)) -> EvidenceWeight {
    EvidenceWeight { evidence: (*name).to_owned(), weight: f64::from(weight), sentence: String::new() }
}
