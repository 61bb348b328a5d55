//! The register in memory: everything on record, ready to be linked and asked.

use crate::error::CaseError;
use crate::index::{Index, OtherValue, other_values};
use crate::on_record::{OnRecord, Through};
use crate::pool::{Closed, Parts, Pool};
use colligate_linkage::ReadyRegister;
use colligate_register::{Death, Register};
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};

/// The register in memory. It holds restricted deaths, too: what is given out of it is for the store to filter.
pub struct Known {
    history: Register,
    /// All deaths, every statement in force.
    all: Arc<Pool>,
    /// The same without what is closed to someone.
    parts: Parts,
    numbers: FxHashMap<Box<str>, usize>,
    /// What is searched in; made when it is first asked for.
    index: OnceLock<Index>,
    /// Values that are not in force, or not in these words, to be searched in too.
    other_values: OnceLock<Vec<OtherValue>>,
    /// How far what is in it goes.
    through: Through,
}

impl Known {
    pub(crate) fn new(on_record: &OnRecord) -> Result<Known, CaseError> {
        let history = on_record.register()?;
        let all = Arc::new(Pool::new(&history));
        let numbers = history.deaths.iter().zip(0..).map(|(death, number)| (death.id.0.clone(), number)).collect();
        let through = on_record.through();
        Ok(Known {
            history,
            all,
            parts: Parts::default(),
            numbers,
            index: OnceLock::new(),
            other_values: OnceLock::new(),
            through,
        })
    }

    /// How far what is in it goes.
    pub(crate) fn through(&self) -> Through {
        self.through
    }

    /// The register with its later statements apart.
    pub fn history(&self) -> &Register {
        &self.history
    }

    /// The register with every statement in force, ready to be asked.
    pub fn ready(&self) -> &ReadyRegister {
        self.all.ready()
    }

    /// The deaths that are compared with each other by someone to whom these are closed. It takes a while where nobody asked before:
    /// most of a second at 100,000 deaths.
    pub(crate) fn pool(&self, closed: &Closed) -> Arc<Pool> {
        match self.has_any(closed) {
            true => self.parts.of(self.ready().register(), closed),
            false => self.all.clone(),
        }
    }

    /// The same, if it is at hand.
    pub(crate) fn pool_at_hand(&self, closed: &Closed) -> Option<Arc<Pool>> {
        match self.has_any(closed) {
            true => self.parts.made(closed),
            false => Some(self.all.clone()),
        }
    }

    fn has_any(&self, closed: &Closed) -> bool {
        closed.iter().any(|death| self.numbers.contains_key(death.as_str()))
    }

    /// The texts of all deaths, to be searched in.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.ready().register()))
    }

    /// Values that are not in force, or not in these words, to be searched in.
    pub(crate) fn other_values(&self) -> &[OtherValue] {
        self.other_values.get_or_init(|| other_values(&self.history))
    }

    /// A death with every statement in force.
    pub fn death(&self, id: &str) -> Option<&Death> {
        self.numbers.get(id).and_then(|&number| self.ready().register().deaths.get(number))
    }
}
