//! The register in memory: everything on record, ready to be linked and asked.

use crate::access::{Actor, Right};
use crate::error::CaseError;
use crate::index::{Index, OtherValue, other_values};
use crate::on_record::{OnRecord, Through};
use crate::pool::{Closed, Parts, Pool};
use crate::store::Store;
use crate::threads::apart;
use colligate_linkage::ReadyRegister;
use colligate_register::{Death, Register};
use rustc_hash::FxHashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

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

/// How often it is asked whether something changed.
const LOOK: Duration = Duration::from_millis(500);

impl Known {
    fn new(on_record: &OnRecord) -> Result<Known, CaseError> {
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

impl Store {
    /// The register as it is on record, or as it was a moment ago while [`Store::keep_learning`] runs: pages do not wait for it to
    /// be read anew after every value. What was erased is never in it.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        if self.is_learning.load(Ordering::Relaxed) {
            actor.must(Right::Read)?;
            let erasures = self.erasures().await?;
            let known = self.known.read().unwrap_or_else(|held| held.into_inner()).clone();
            if let Some(known) = known.filter(|known| known.through.1 == erasures) {
                return Ok(known);
            }
        }
        self.known_now(actor).await
    }

    /// Reads the register into memory, and anew soon after something changed, for as long as this is awaited.
    pub async fn keep_learning(&self) {
        let actor = Actor::console("colligate");
        let mut ready = None;
        loop {
            match self.known_now(&actor).await {
                Ok(known) => {
                    self.is_learning.store(true, Ordering::Relaxed);
                    let closed = self.closed_to_users().await.unwrap_or_default();
                    let now = Some((known.through, closed.clone()));
                    if ready != now {
                        ready = now;
                        // Where either fails, whoever asks for these deaths or series is told why.
                        let _ = self.compare_new_deaths(&actor, known.clone(), closed.clone()).await;
                        let _ = self.retell_series(&known, closed).await;
                    }
                }
                // Whoever asks meanwhile tries again and is told.
                Err(_) => self.is_learning.store(false, Ordering::Relaxed),
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The register as it is on record now. It is read once and then kept until something changes.
    ///
    /// # Errors
    /// [`CaseError::Database`], [`CaseError::Damaged`].
    pub(crate) async fn known_now(&self, actor: &Actor) -> Result<Arc<Known>, CaseError> {
        actor.must(Right::Read)?;
        let through = self.through().await?;
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let mut on_record = self.learning.clone().lock_owned().await;
        // What came in while others learned is in what they learned, or is learned now.
        self.keep_up(&mut on_record).await?;
        let through = on_record.through();
        if let Some(known) = self.kept(through) {
            return Ok(known);
        }
        let learned = tokio::task::spawn_blocking(move || (apart(|| Known::new(&on_record)).map(Arc::new), on_record));
        let (known, _turn) = learned.await?;
        let known = known?;
        *self.known.write().unwrap_or_else(|held| held.into_inner()) = Some(known.clone());
        Ok(known)
    }

    fn kept(&self, through: Through) -> Option<Arc<Known>> {
        let known = self.known.read().unwrap_or_else(|held| held.into_inner());
        known.as_ref().filter(|known| known.through == through).cloned()
    }
}
