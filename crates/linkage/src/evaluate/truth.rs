//! What is known of a register: which deaths belong together.

use super::result::LabelSummary;
use crate::train::TrainError;
use colligate_register::{Labels, Register};
use rustc_hash::{FxHashMap, FxHashSet};

/// A linked pair: the smaller number first, and one series that holds it.
pub(super) struct LinkedPair {
    pub i: u32,
    pub j: u32,
    pub series: usize,
}

/// The known series by the numbers of their deaths in the register.
pub(super) struct Truth {
    /// Deaths of each series, those of one death included.
    pub series: Vec<Vec<usize>>,
    /// Linked pairs, each once.
    pub pairs: Vec<LinkedPair>,
}

impl Truth {
    pub fn new(register: &Register, labels: &Labels) -> Result<Truth, TrainError> {
        let index: FxHashMap<&str, usize> =
            register.deaths.iter().enumerate().map(|(i, death)| (death.id.as_str(), i)).collect();
        let mut series = Vec::with_capacity(labels.series.len());
        for labelled in &labels.series {
            let find = |id: &colligate_register::DeathId| {
                index.get(id.as_str()).copied().ok_or_else(|| TrainError::UnknownDeath(id.clone()))
            };
            series.push(labelled.deaths.iter().map(find).collect::<Result<Vec<usize>, _>>()?);
        }
        let mut seen = FxHashSet::default();
        let mut pairs = Vec::new();
        for (number, deaths) in series.iter().enumerate() {
            for (at, &a) in deaths.iter().enumerate() {
                for &b in &deaths[at + 1..] {
                    let (i, j) = (a.min(b) as u32, a.max(b) as u32);
                    if seen.insert((i, j)) {
                        pairs.push(LinkedPair { i, j, series: number });
                    }
                }
            }
        }
        if pairs.is_empty() { Err(TrainError::NoPairs) } else { Ok(Truth { series, pairs }) }
    }

    /// The linked pairs as a set.
    pub fn linked(&self) -> FxHashSet<(u32, u32)> {
        self.pairs.iter().map(|pair| (pair.i, pair.j)).collect()
    }

    pub fn summary(&self, labels: &Labels) -> LabelSummary {
        let deaths: FxHashSet<usize> = self.series.iter().flatten().copied().collect();
        LabelSummary {
            source: labels.source.clone(),
            sha256: labels.sha256.clone(),
            series: self.series.len() as u64,
            single: labels.single() as u64,
            deaths: deaths.len() as u64,
        }
    }
}
