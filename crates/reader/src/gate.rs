//! How many children there are at once.

use crate::stop::Stop;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often somebody who waits looks whether anybody still waits for them.
const LOOK: Duration = Duration::from_millis(50);

/// Places for so many at once.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Arc<(Mutex<usize>, Condvar)>);

/// A place that is taken; it is free again when this is dropped.
pub(crate) struct Place<'a>(&'a Gate);

impl Gate {
    pub fn new(places: usize) -> Gate {
        Gate(Arc::new((Mutex::new(places.max(1)), Condvar::new())))
    }

    fn free(&self) -> MutexGuard<'_, usize> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a place; none where the stop is given first.
    pub fn enter(&self, stop: &Stop) -> Option<Place<'_>> {
        let mut free = self.free();
        while *free == 0 {
            if stop.is_given() {
                return None;
            }
            free = self.0.1.wait_timeout(free, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= 1;
        Some(Place(self))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *self.0.free() += 1;
        self.0.0.1.notify_one();
    }
}
