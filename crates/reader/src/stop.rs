//! Whether anybody still waits for an answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a reading that nobody waits for it any more.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// One that is never given.
    pub fn never() -> Stop {
        Stop::default()
    }

    /// Whether it was given.
    pub fn is_given(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Gives it when what is returned is dropped: when the request that waits is given up.
    pub fn on_drop(&self) -> StopOnDrop {
        StopOnDrop(self.clone())
    }
}

/// Gives a [`Stop`] when it is dropped.
#[derive(Debug)]
pub struct StopOnDrop(Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::SeqCst);
    }
}
