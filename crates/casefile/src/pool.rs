//! The deaths that someone compares with each other: all on record, or those that are open to them.

use colligate_evidence::Model;
use colligate_linkage::result::Series;
use colligate_linkage::{LinkError, NearestDeaths, ReadyRegister};
use colligate_register::{DeathId, Register};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, OnceLock};

/// Deaths that are closed to someone.
pub(crate) type Closed = Arc<FxHashSet<String>>;

/// Deaths ready to be compared, and what was asked of them.
pub(crate) struct Pool {
    ready: ReadyRegister,
    nearest: Mutex<FxHashMap<Asked, Arc<NearestDeaths>>>,
    /// Series that were told again.
    told: Mutex<FxHashMap<String, Arc<Series>>>,
}

/// Nearest deaths asked for: of which death, and how many.
type Asked = (Box<str>, usize);

/// Answers about nearest deaths kept, at most.
const KEPT: usize = 5_000;
/// Series told again that are kept, at most; each may hold thousands of points of a map.
const KEPT_SERIES: usize = 500;

impl Pool {
    /// Counts the backgrounds of a register.
    pub(crate) fn new(register: &Register) -> Pool {
        Pool {
            ready: ReadyRegister::new(register, &Model::default()),
            nearest: Mutex::default(),
            told: Mutex::default(),
        }
    }

    pub(crate) fn ready(&self) -> &ReadyRegister {
        &self.ready
    }

    /// The deaths that resemble this one most; the answer is kept.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`].
    pub(crate) fn nearest(&self, death: &str, top: usize) -> Result<Arc<NearestDeaths>, LinkError> {
        let asked = (death.into(), top);
        let kept = || self.nearest.lock().unwrap_or_else(|held| held.into_inner());
        if let Some(answer) = kept().get(&asked) {
            return Ok(answer.clone());
        }
        let answer = Arc::new(self.ready.nearest(&DeathId(death.into()), top, None)?);
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(asked, answer.clone());
        Ok(answer)
    }

    /// A series as these deaths tell of it ([`ReadyRegister::retell`]), which takes tenths of a second; what they tell is kept.
    ///
    /// # Errors
    /// [`LinkError::NoSuchDeath`] for a member that is not among them.
    pub(crate) fn retell(&self, found: &Series) -> Result<Series, LinkError> {
        let kept = || self.told.lock().unwrap_or_else(|held| held.into_inner());
        let before = kept().get(&found.id).cloned();
        let told = match before {
            Some(told) => told,
            None => {
                let told = Arc::new(self.ready.retell(found)?);
                let mut kept = kept();
                if kept.len() >= KEPT_SERIES {
                    kept.clear();
                }
                kept.insert(found.id.clone(), told.clone());
                told
            }
        };
        // How unlikely it is may have been found anew since then.
        Ok(Series {
            rank: found.rank,
            e_value: found.e_value,
            breaks: found.breaks.clone(),
            visibility: found.visibility.clone(),
            ..Series::clone(&told)
        })
    }
}

/// Pools without what is closed to someone, one for all to whom the same is closed. What is closed is not in their backgrounds
/// either: of a count that goes up by one near a street, somebody could tell who is missing there.
#[derive(Default)]
pub(crate) struct Parts(Mutex<Vec<(Closed, Part)>>);

/// A pool that is made when it is first asked for.
type Part = Arc<OnceLock<Arc<Pool>>>;

/// Pools kept, at most; the one that was asked for longest ago goes first.
pub(crate) const PARTS: usize = 8;

impl Parts {
    /// The pool without these deaths, if it is made.
    pub(crate) fn made(&self, closed: &Closed) -> Option<Arc<Pool>> {
        self.part(closed).get().cloned()
    }

    /// The pool of all deaths of a register but these.
    pub(crate) fn of(&self, register: &Register, closed: &Closed) -> Arc<Pool> {
        let is_open = |death: &&colligate_register::Death| !closed.contains(death.id.as_str());
        let make = || {
            let deaths = register.deaths.iter().filter(is_open).cloned().collect();
            Arc::new(Pool::new(&Register { deaths, terms: register.terms.clone(), statements: Vec::new() }))
        };
        self.part(closed).get_or_init(make).clone()
    }

    fn part(&self, closed: &Closed) -> Part {
        let mut parts = self.held();
        let at = parts.iter().position(|(of, _)| of == closed);
        let part = at.map_or_else(|| (closed.clone(), Part::default()), |at| parts.remove(at));
        if parts.len() >= PARTS {
            parts.remove(0);
        }
        parts.push(part.clone());
        part.1
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Vec<(Closed, Part)>> {
        self.0.lock().unwrap_or_else(|held| held.into_inner())
    }
}
