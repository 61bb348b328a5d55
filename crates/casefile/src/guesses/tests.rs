//! Who waits, who does not, and that no path takes another number of steps.

use super::*;
use crate::actor::{Actor, Role};
use crate::clock::Clock;
use crate::db::{AnyRow, query};
use crate::users::{NewUser, UserChange};
use colligate_register::Day;

const PASSWORD: &str = "three plain words";
const WRONG: &str = "three wrong words";

struct Office {
    store: Store,
    _folder: tempfile::TempDir,
}

impl Office {
    async fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let clock = Clock::set_to(Day::from_ymd(2014, 9, 20).unwrap());
        let store = Store::open(path.to_str().unwrap(), clock, None).await.unwrap();
        for (name, role) in [("ada", Role::Administrator), ("rita", Role::Reader)] {
            let user = NewUser { name, full_name: name, role, team: "", password: PASSWORD };
            store.add_user(&Actor::console("root"), &user).await.unwrap();
        }
        Office { store, _folder: folder }
    }

    /// How a try ends: whether it opens a session, and whether somebody has to wait.
    async fn tries(&self, name: &str, password: &str, origin: &str, browser: Option<&str>) -> Outcome {
        match self.store.sign_in(name, password, &Approach { origin, browser }).await {
            Ok(signed) => Outcome::In(signed.browser.unwrap()),
            Err(CaseError::SignIn) => Outcome::Wrong,
            Err(CaseError::Locked { .. }) => Outcome::Waits,
            Err(other) => panic!("{other}"),
        }
    }

    async fn guess_from_everywhere(&self, name: &str) {
        for network in 0..30 {
            self.tries(name, WRONG, &format!("203.0.113.{network}"), None).await;
        }
    }
}

#[derive(Debug, PartialEq)]
enum Outcome {
    In(String),
    Wrong,
    Waits,
}

impl Outcome {
    fn is_in(&self) -> bool {
        matches!(self, Outcome::In(_))
    }
}

#[tokio::test]
async fn every_path_of_a_sign_in_verifies_exactly_one_hash() {
    let office = Office::open().await;
    let closed = UserChange { disabled: Some(true), ..UserChange::default() };
    let Outcome::In(token) = office.tries("ada", PASSWORD, "192.0.2.1", None).await else { panic!() };
    let once = async |name: &str, password: &str, origin: &str, browser: Option<&str>| {
        let before = office.store.passwords.done();
        let outcome = office.tries(name, password, origin, browser).await;
        assert_eq!(office.store.passwords.done() - before, 1, "{name} {outcome:?}");
        outcome
    };
    assert!(once("ada", PASSWORD, "192.0.2.1", None).await.is_in());
    assert!(once("ada", PASSWORD, "192.0.2.9", Some(&token)).await.is_in());
    assert_eq!(once("ada", WRONG, "192.0.2.1", Some(&token)).await, Outcome::Wrong);
    assert_eq!(once("ada", "", "192.0.2.1", None).await, Outcome::Wrong);
    for name in ["rita", "nobody", "", &"long ".repeat(100)] {
        for _ in 0..FROM_ONE {
            assert_eq!(once(name, WRONG, "198.51.100.1", None).await, Outcome::Wrong, "{name}");
        }
        for password in [WRONG, PASSWORD] {
            assert_eq!(once(name, password, "198.51.100.1", None).await, Outcome::Waits, "{name}");
        }
    }
    office.store.change_user(&Actor::console("root"), "rita", &closed).await.unwrap();
    assert_eq!(once("rita", PASSWORD, "192.0.2.2", None).await, Outcome::Wrong, "closed");
}

#[tokio::test]
async fn a_name_that_is_no_users_leaves_the_same_marks_as_one_that_is() {
    let office = Office::open().await;
    let mut marks = Vec::new();
    for name in ["rita", "nobody"] {
        for _ in 0..7 {
            office.tries(name, WRONG, "198.51.100.1", None).await;
        }
        let text = "SELECT source, wrong, CASE WHEN locked_until = '' THEN 0 ELSE 1 END FROM guesses WHERE name = $1 ORDER BY source";
        let rows = query(text).bind(name).fetch_all(&office.store.pool).await.unwrap();
        let row = |row: &AnyRow| -> (String, i64, i64) { (row.get(0), row.get(1), row.get(2)) };
        let entered = query("SELECT COUNT(*) FROM audit WHERE who = $1").bind(name);
        let entered: i64 = entered.fetch_one(&office.store.pool).await.unwrap().get(0);
        marks.push((rows.iter().map(row).collect::<Vec<_>>(), entered));
    }
    assert_eq!(marks[0], marks[1]);
    assert_eq!(marks[0].1, 7, "every try stands in the trail");
}

#[tokio::test]
async fn an_outsider_cannot_keep_an_administrator_out_of_a_browser_or_network_they_know() {
    let office = Office::open().await;
    let Outcome::In(token) = office.tries("ada", PASSWORD, "192.0.2.1", None).await else { panic!() };
    office.guess_from_everywhere("ada").await;
    assert_eq!(office.tries("ada", PASSWORD, "203.0.113.99", None).await, Outcome::Waits, "unknown, as the guessers");
    assert!(office.tries("ada", PASSWORD, "192.0.2.1", None).await.is_in(), "from the network of the office");
    assert!(office.tries("ada", PASSWORD, "203.0.113.98", Some(&token)).await.is_in(), "from the browser on the road");
    // The guesser is behind the same address: the browser is still another.
    for _ in 0..10 {
        office.tries("ada", WRONG, "192.0.2.1", None).await;
    }
    assert_eq!(office.tries("ada", PASSWORD, "192.0.2.1", None).await, Outcome::Waits);
    assert!(office.tries("ada", PASSWORD, "192.0.2.1", Some(&token)).await.is_in());
    // Nobody else is touched, and a token is good for its own user alone.
    assert!(office.tries("rita", PASSWORD, "192.0.2.2", None).await.is_in());
    office.guess_from_everywhere("rita").await;
    assert_eq!(office.tries("rita", PASSWORD, "203.0.113.97", Some(&token)).await, Outcome::Waits);
    // Who sets another password at the command line ends the wait.
    office.store.set_password(&Actor::console("root"), "rita", "four other plain words").await.unwrap();
    assert!(office.tries("rita", "four other plain words", "203.0.113.97", None).await.is_in());
}

#[tokio::test]
async fn a_guesser_with_many_addresses_is_held_by_the_name_and_one_with_a_known_browser_by_the_browser() {
    let office = Office::open().await;
    let mut tried = 0;
    for network in 0..100 {
        let outcome = office.tries("ada", WRONG, &format!("2001:db8:{network:x}::1"), None).await;
        tried += i64::from(outcome == Outcome::Wrong);
    }
    assert_eq!(tried, FROM_ANYWHERE);
    let Outcome::In(token) = office.tries("rita", PASSWORD, "192.0.2.1", None).await else { panic!() };
    for _ in 0..FROM_ONE {
        assert_eq!(office.tries("rita", WRONG, "192.0.2.7", Some(&token)).await, Outcome::Wrong);
    }
    assert_eq!(office.tries("rita", PASSWORD, "192.0.2.7", Some(&token)).await, Outcome::Waits, "a stolen token");
}

#[tokio::test]
async fn addresses_of_one_ipv6_network_are_one_source_and_a_wait_ends() {
    let office = Office::open().await;
    for host in 1..=FROM_ONE {
        let origin = format!("2001:db8:1:2::{host:x}");
        assert_eq!(office.tries("ada", WRONG, &origin, None).await, Outcome::Wrong);
    }
    assert_eq!(office.tries("ada", PASSWORD, "2001:db8:1:2:ffff::9", None).await, Outcome::Waits);
    assert!(office.tries("ada", PASSWORD, "2001:db8:1:3::9", None).await.is_in(), "the network next door");
    office.store.clock.turn_to(Day::from_ymd(2014, 9, 21).unwrap());
    assert!(office.tries("ada", PASSWORD, "2001:db8:1:2:ffff::9", None).await.is_in());
}

#[tokio::test]
async fn a_hundred_tries_at_once_are_a_hundred_tries() {
    let office = Office::open().await;
    let tries = (0..100).map(|_| office.tries("ada", WRONG, "198.51.100.1", None));
    let outcomes = futures_util::future::join_all(tries).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Outcome::Wrong).count() as i64, FROM_ONE);
}
