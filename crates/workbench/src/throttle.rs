//! Slows down who guesses passwords: so many tries a minute from one network, whatever names they try.
//!
//! This is the first of several measures; `guesses.rs` of the case file has the others, and the reasons.

use colligate_casefile::network;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Tries a minute from one network, or from one browser that is known.
const TRIES: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);
/// Networks and browsers remembered, at most.
const MOST: usize = 100_000;

/// Whose tries are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Guesser {
    /// Everybody on one network: an IPv4 address, or the first 64 bits of an IPv6 address.
    Network(IpAddr),
    /// A browser in which the user has signed in before, by its token. Whoever else is on its network does not keep it out.
    Browser(String),
}

impl Guesser {
    /// Everybody on the network of this address.
    pub fn at(address: IpAddr) -> Guesser {
        Guesser::Network(network(address))
    }
}

/// Counts tries.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<Guesser, (Instant, u32)>>);

impl Throttle {
    /// Counts a try; false where there were too many.
    pub fn allows(&self, guesser: Guesser) -> bool {
        let mut tries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tries.len() >= MOST {
            tries.retain(|_, (since, _)| since.elapsed() < MINUTE);
        }
        // So many networks within a minute: better to forget them than to run out of memory.
        if tries.len() >= MOST {
            tries.clear();
        }
        let (since, count) = tries.entry(guesser).or_insert((Instant::now(), 0));
        if since.elapsed() >= MINUTE {
            (*since, *count) = (Instant::now(), 0);
        }
        *count = count.saturating_add(1);
        *count <= TRIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(throttle: &Throttle, addresses: impl Iterator<Item = String>) -> usize {
        addresses.filter(|address| throttle.allows(Guesser::at(address.parse().unwrap()))).count()
    }

    #[test]
    fn a_network_has_so_many_tries_a_minute_however_many_addresses_it_has() {
        let throttle = Throttle::default();
        let tries = TRIES as usize;
        assert_eq!(allowed(&throttle, (0..tries + 5).map(|_| "10.0.0.1".to_owned())), tries);
        assert_eq!(allowed(&throttle, ["::ffff:10.0.0.1".to_owned()].into_iter()), 0, "the same machine");
        assert_eq!(allowed(&throttle, ["10.0.0.2".to_owned()].into_iter()), 1);
        assert_eq!(allowed(&throttle, (0..100).map(|host| format!("2001:db8:1:2::{host:x}"))), tries);
        assert_eq!(allowed(&throttle, ["2001:db8:1:3::1".to_owned()].into_iter()), 1);
    }

    #[test]
    fn a_known_browser_is_not_kept_out_by_others_on_its_network() {
        let throttle = Throttle::default();
        allowed(&throttle, (0..100).map(|_| "10.0.0.1".to_owned()));
        assert!(throttle.allows(Guesser::Browser("token".to_owned())));
    }
}
