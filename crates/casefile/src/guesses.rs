//! Slows down who guesses passwords, without keeping out the people they pretend to be.
//!
//! A lock on the account as a whole would let anybody who knows a name keep its owner out: five wrong passwords each quarter of an hour, for
//! every administrator. So wrong passwords count against *where they come from*:
//!
//! 1. Five wrong ones in a row for one name from one source, and that source waits a quarter of an hour with this name. Others do not.
//! 2. A guesser with many addresses is held by a second count: twenty wrong ones for one name from sources that have never signed in
//!    with it, and all such sources wait a quarter of an hour. That is at most 1,920 guesses a day at a password of fifteen characters
//!    or more, whatever network of machines does the guessing. (NIST SP 800-63B-4, 3.2.2, asks for a limit by account and names known
//!    addresses and browsers as the way to keep it from locking out the owner.)
//! 3. A browser or a network from which somebody has signed in with this name in the last ninety days is exempt from the second count, and
//!    has a count of its own for the first. A browser is known by a random token in a cookie, whose hash is kept here. The token opens
//!    nothing: it only says whose count a try belongs to. It also tells the owner apart from a guesser behind the same address.
//! 4. The server slows each network down, whatever names it tries (`throttle.rs` of the workbench).
//!
//! An IPv4 address is a network of its own; of IPv6 the first 64 bits are, for one subscriber has 2^64 addresses behind them.
//!
//! What is left: while somebody guesses at a name, its owner cannot sign in from a *new* browser on a *new* network; they wait, sign in from
//! where they did before, through the identity provider, or have a password set at the command line, which clears the counts.
//!
//! A name that is no user's is treated as one that is, step by step: the same statements, one verification of a hash (a dummy's where there
//! is no user, and while a source waits as well), one entry in the audit trail. So neither the answer nor the time that it takes tells
//! which names there are. A try is counted before the password is looked at: a hundred tries at once are a hundred tries.

use crate::clock::written;
use crate::db::{Row, query};
use crate::entry::hex;
use crate::error::CaseError;
use crate::store::{Store, Writing};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, Ipv6Addr};

/// Wrong passwords in a row from one source, and from all that are not known, after which they wait.
const FROM_ONE: i64 = 5;
const FROM_ANYWHERE: i64 = 20;
/// How long they wait.
const WAIT: SignedDuration = SignedDuration::from_mins(15);
/// Counts are forgotten after so long without a wrong password.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(24);
/// A browser or network is known for so long after the last time.
const KNOWN: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Counts wrong passwords from all sources that are not known.
const ANYWHERE: &str = "anywhere";
/// Characters of a name that are kept: a longer one is no user's.
const LONGEST_NAME: usize = 100;

/// From where somebody tries to sign in.
#[derive(Clone, Copy, Debug)]
pub struct Approach<'a> {
    /// Address of the machine, as the audit trail names it.
    pub origin: &'a str,
    /// The token that the browser was given when it signed in before, where it brings one.
    pub browser: Option<&'a str>,
}

/// The network of an address: itself, or the first 64 bits of an IPv6 address. An IPv4 address that is written as IPv6 is IPv4.
///
/// ```
/// use colligate_casefile::network;
/// let of = |address: &str| network(address.parse().unwrap()).to_string();
/// assert_eq!(of("192.0.2.7"), "192.0.2.7");
/// assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
/// assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
/// ```
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        v4 => v4,
    }
}

/// What a try counts against.
#[derive(Clone, Debug)]
pub(crate) struct Source(String);

impl Source {
    /// Of somebody who is signed in and changes their own password.
    pub(crate) fn own() -> Source {
        Source("own session".to_owned())
    }

    fn of_network(origin: &str) -> Source {
        let network = origin.parse().map_or_else(|_| origin.to_owned(), |address| network(address).to_string());
        Source(format!("network {network}"))
    }

    fn of_browser(token: &str) -> Source {
        Source(format!("browser {}", hex(&Sha256::digest(token.as_bytes()))))
    }
}

/// A try that was counted.
#[derive(Debug)]
pub(crate) struct Try {
    /// What it counts against.
    pub source: Source,
    /// The source waits until then.
    pub waits_until: Option<Timestamp>,
    /// It counts among those from anywhere, too.
    from_anywhere: bool,
}

/// A name as it is kept here.
fn kept(name: &str) -> String {
    name.chars().take(LONGEST_NAME).collect()
}

impl Store {
    /// Counts a try to sign in as a wrong one, before the password is looked at. A right password takes the count back:
    /// [`Store::forget_guesses`].
    pub(crate) async fn count_try(&self, name: &str, approach: Option<&Approach<'_>>) -> Result<Try, CaseError> {
        let name = kept(name);
        let now = self.clock.now();
        let before = |span| written(now.saturating_sub(span).unwrap_or(now));
        let mut writing = self.write().await?;
        let (source, is_known) = self.source_of(&mut writing, &name, approach, &before(KNOWN)).await?;
        let old = query("DELETE FROM guesses WHERE at < $1").bind(before(FORGOTTEN));
        old.execute(&mut *writing.tx).await?;
        let own = waits(&mut writing, &name, &source.0, now).await?;
        let all = waits(&mut writing, &name, ANYWHERE, now).await?;
        let waits_until = own.max(all.filter(|_| !is_known));
        let adds = i64::from(waits_until.is_none());
        count(&mut writing, (&name, &source.0), (adds, FROM_ONE), now).await?;
        let from_anywhere = waits_until.is_none() && !is_known;
        count(&mut writing, (&name, ANYWHERE), (i64::from(from_anywhere), FROM_ANYWHERE), now).await?;
        writing.commit().await?;
        Ok(Try { source, waits_until, from_anywhere })
    }

    /// What a try counts against, and whether the user has signed in from there before.
    async fn source_of(
        &self,
        writing: &mut Writing<'_>,
        name: &str,
        approach: Option<&Approach<'_>>,
        oldest: &str,
    ) -> Result<(Source, bool), CaseError> {
        let Some(approach) = approach else { return Ok((Source::own(), true)) };
        let browser = Source::of_browser(approach.browser.unwrap_or_default());
        let network = Source::of_network(approach.origin);
        let mut known = [false; 2];
        for (source, known) in [&browser, &network].into_iter().zip(&mut known) {
            let row = query("SELECT 1 FROM known_sources WHERE user_name = $1 AND source = $2 AND seen_at >= $3");
            let row = row.bind(name).bind(&source.0).bind(oldest).fetch_optional(&mut *writing.tx).await?;
            *known = row.is_some();
        }
        let [is_browser_known, is_network_known] = known;
        match is_browser_known {
            true => Ok((browser, true)),
            false => Ok((network, is_network_known)),
        }
    }

    /// Takes the counts of a source back, for its password was right.
    pub(crate) async fn forget_guesses(
        &self,
        writing: &mut Writing<'_>,
        name: &str,
        tried: &Try,
    ) -> Result<(), CaseError> {
        let name = kept(name);
        let own = query("DELETE FROM guesses WHERE name = $1 AND source = $2").bind(&name).bind(&tried.source.0);
        own.execute(&mut *writing.tx).await?;
        if tried.from_anywhere {
            // This one try; what others tried still counts.
            let all = query("UPDATE guesses SET wrong = wrong - 1 WHERE name = $1 AND source = $2 AND wrong > 0");
            all.bind(&name).bind(ANYWHERE).execute(&mut *writing.tx).await?;
        }
        Ok(())
    }

    /// Takes all counts of a name back: somebody who may do so set another password.
    pub(crate) async fn forget_all_guesses(&self, writing: &mut Writing<'_>, name: &str) -> Result<(), CaseError> {
        let all = query("DELETE FROM guesses WHERE name = $1").bind(kept(name));
        all.execute(&mut *writing.tx).await?;
        Ok(())
    }

    /// Knows the browser and network of somebody who signed in from then on; the browser's token.
    pub(crate) async fn know_source(
        &self,
        writing: &mut Writing<'_>,
        name: &str,
        approach: &Approach<'_>,
        new_token: String,
    ) -> Result<String, CaseError> {
        let now = self.clock.now();
        let oldest = written(now.saturating_sub(KNOWN).unwrap_or(now));
        let brought = approach.browser.unwrap_or_default();
        let row = query("SELECT 1 FROM known_sources WHERE user_name = $1 AND source = $2 AND seen_at >= $3");
        let row = row.bind(name).bind(Source::of_browser(brought).0).bind(&oldest);
        // A token that was not given out here is not taken up: somebody else may know it.
        let token = match row.fetch_optional(&mut *writing.tx).await? {
            Some(_) => brought.to_owned(),
            None => new_token,
        };
        for source in [Source::of_browser(&token), Source::of_network(approach.origin)] {
            let text = "INSERT INTO known_sources (user_name, source, seen_at) \
             VALUES ($1, $2, $3) \
                        ON CONFLICT (user_name, source) DO UPDATE SET seen_at = excluded.seen_at";
            let query = query(text).bind(name).bind(source.0).bind(written(now));
            query.execute(&mut *writing.tx).await?;
        }
        let old = query("DELETE FROM known_sources WHERE seen_at < $1").bind(&oldest);
        old.execute(&mut *writing.tx).await?;
        Ok(token)
    }

    /// True where somebody has signed in with this name in the browser that brings this token. It opens nothing: the server counts
    /// tries of such a browser apart from those of its network.
    ///
    /// # Errors
    /// [`CaseError::Database`].
    pub async fn knows_browser(&self, name: &str, token: &str) -> Result<bool, CaseError> {
        let now = self.clock.now();
        let oldest = written(now.saturating_sub(KNOWN).unwrap_or(now));
        let row = query("SELECT 1 FROM known_sources WHERE user_name = $1 AND source = $2 AND seen_at >= $3");
        let row = row.bind(kept(name)).bind(Source::of_browser(token).0).bind(oldest);
        Ok(row.fetch_optional(&self.pool).await?.is_some())
    }
}

/// Until when a source waits with a name, where it does.
async fn waits(
    writing: &mut Writing<'_>,
    name: &str,
    source: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, CaseError> {
    let row = query("SELECT locked_until FROM guesses WHERE name = $1 AND source = $2").bind(name).bind(source);
    let row = row.fetch_optional(&mut *writing.tx).await?;
    let until: Option<String> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(until.and_then(|until| until.parse::<Timestamp>().ok()).filter(|until| *until > now))
}

/// Adds to a count; one that reaches its limit begins a wait and starts again from nothing.
async fn count(
    writing: &mut Writing<'_>,
    (name, source): (&str, &str),
    (adds, limit): (i64, i64),
    now: Timestamp,
) -> Result<(), CaseError> {
    let add = query(
        "INSERT INTO guesses (name, source, wrong, locked_until, at) \
             VALUES ($1, $2, $3, '', $4) \
         ON CONFLICT (name, source) DO UPDATE SET wrong = guesses.wrong + excluded.wrong, at = excluded.at",
    );
    add.bind(name).bind(source).bind(adds).bind(written(now)).execute(&mut *writing.tx).await?;
    let until = written(now.saturating_add(WAIT).unwrap_or(now));
    let wait = query("UPDATE guesses SET wrong = 0, locked_until = $1 WHERE name = $2 AND source = $3 AND wrong >= $4");
    wait.bind(until).bind(name).bind(source).bind(limit).execute(&mut *writing.tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests;
