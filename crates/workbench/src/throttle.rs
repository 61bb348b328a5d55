//! Slows down who guesses passwords: so many tries a minute from one address, whatever names they try.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tries a minute from one address.
const TRIES: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);
/// Addresses remembered, at most.
const MOST: usize = 100_000;

/// Counts tries by address.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<IpAddr, (Instant, u32)>>);

impl Throttle {
    /// Counts a try; false where there were too many.
    pub fn allows(&self, from: IpAddr) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST {
            tries.retain(|_, (since, _)| since.elapsed() < MINUTE);
        }
        let (since, count) = tries.entry(from).or_insert((Instant::now(), 0));
        if since.elapsed() >= MINUTE {
            (*since, *count) = (Instant::now(), 0);
        }
        *count += 1;
        *count <= TRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_tries_a_minute() {
        let throttle = Throttle::default();
        let (one, other) = (IpAddr::from([10, 0, 0, 1]), IpAddr::from([10, 0, 0, 2]));
        assert_eq!((0..TRIES + 5).filter(|_| throttle.allows(one)).count(), TRIES as usize);
        assert!(throttle.allows(other));
    }
}
