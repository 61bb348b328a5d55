//! Looking through the audit trail.
//!
//! A machine's clock can be wrong: at boot, after a virtual machine was resumed, by a fault of a time server. Once it is put right, the
//! entries after that step are dated before those made while it was ahead. That is a fault of the trail, for a forged entry would look
//! the same, but one that an honest office meets. So it is named once for each step, and an administrator can put on record why the clock
//! was put back. The explanation is an entry of the trail itself, chained like every other one. It takes nothing away: the step stays
//! visible, with who explained it, when and how.

use crate::actor::{Actor, Deed, Right, Wish};
use crate::audit::{CHECKPOINT, COLUMNS, PAGE};
use crate::checkpoint::Checkpoint;
use crate::db::query;
use crate::entry::AuditEntry;
use crate::error::CaseError;
use crate::faults::{Explained, Fault, Verified};
use crate::store::Store;
use jiff::{SignedDuration, Timestamp};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// By how much a machine's clock may be put back, as it is when it is set by the network.
const SLACK: SignedDuration = SignedDuration::from_mins(10);
/// What is entered when a backward step is explained, with the number of the entry after it.
const EXPLANATION: &str = "explanation of audit entry ";

/// What is said of a clock that was put back.
struct Explanation {
    by: String,
    at: String,
    why: String,
}

/// The clock of the machine as the entries of the trail show it.
struct Clock {
    latest: Timestamp,
}

impl Clock {
    /// By how many minutes an entry is dated too early. What follows is held against the clock as it was put.
    fn step_back(&mut self, at: Timestamp) -> Option<i64> {
        let back = self.latest.duration_since(at);
        let is_step = self.latest != Timestamp::MIN && back > SLACK;
        self.latest = if is_step { at } else { self.latest.max(at) };
        is_step.then(|| back.as_mins())
    }
}

impl AuditEntry {
    /// Which entry it explains, where it is an explanation.
    fn explains(&self) -> Option<i64> {
        let is_one = self.deed == Deed::Administration.as_str() && self.outcome == "done";
        let explained = self.what.strip_prefix(EXPLANATION).filter(|_| is_one)?.parse().ok();
        explained.filter(|explained| *explained < self.number)
    }
}

impl Store {
    /// Looks through the whole trail: every hash, every step from one entry to the next, its end, and every checkpoint.
    ///
    /// What this cannot see by itself is a trail made anew from some entry on, or cut off there, together with all that stands beside it
    /// in the database. A checkpoint that was filed elsewhere shows that too: [`Store::verify_audit_against`].
    ///
    /// # Errors
    /// [`CaseError::Forbidden`], [`CaseError::Database`].
    pub async fn verify_audit(&self, actor: &Actor) -> Result<Verified, CaseError> {
        self.verify_audit_against(actor, &[]).await
    }

    /// The same, held against checkpoints that were published or filed, too.
    ///
    /// # Errors
    /// As [`Store::verify_audit`].
    pub async fn verify_audit_against(&self, actor: &Actor, filed: &[Checkpoint]) -> Result<Verified, CaseError> {
        self.admit(actor, Right::Administer, "audit trail").await?;
        // The end first: entries that come in meanwhile are no fault.
        let head = self.head().await?;
        let mut checkpoints = self.checkpoints().await?;
        let kept = checkpoints.len();
        // Whether the file still holds a checkpoint of its own is asked of its own alone.
        let own: FxHashSet<i64> = checkpoints.iter().map(|checkpoint| checkpoint.number).collect();
        checkpoints.extend(filed.iter().cloned());
        checkpoints.sort_by_key(|checkpoint| checkpoint.number);
        checkpoints.dedup();
        let is_exercise = self.is_exercise().await?;
        let mut clock = Clock { latest: Timestamp::MIN };
        let key = self.office_key();
        let (mut faults, mut explanations) = (Vec::new(), BTreeMap::new());
        let (mut entries, mut number, mut previous) = (0i64, 0i64, String::new());
        let mut ahead = checkpoints.iter().peekable();
        loop {
            let page = query(COLUMNS).bind(number).bind(PAGE).fetch_all(&self.pool).await?;
            if page.is_empty() {
                break;
            }
            for row in &page {
                let entry = AuditEntry::from_row(row)?;
                if entry.number != number + 1 {
                    faults.push(Fault::Missing { from: number + 1, to: entry.number - 1 });
                } else if entry.previous != previous {
                    faults.push(Fault::Reordered { number: entry.number });
                }
                let is_rewritten =
                    head.as_ref().is_some_and(|(last, hash)| *last == entry.number && *hash != entry.hash);
                if entry.hash != entry.expected_hash() || is_rewritten {
                    faults.push(Fault::Changed { number: entry.number });
                } else if let Some(explained) = entry.explains() {
                    let AuditEntry { who: by, at, why, .. } = entry.clone();
                    explanations.entry(explained).or_insert(Explanation { by, at, why });
                }
                let step = entry.at.parse().ok().and_then(|at| clock.step_back(at)).filter(|_| !is_exercise);
                faults.extend(step.map(|minutes| Fault::Backwards { number: entry.number, minutes }));
                let is_signed = own.contains(&entry.number);
                while let Some(checkpoint) = ahead.next_if(|checkpoint| checkpoint.number <= entry.number) {
                    faults.extend(checkpoint.fault(&entry, key.as_deref()));
                }
                if entry.what == CHECKPOINT && entry.outcome == "done" && !is_signed {
                    faults.push(Fault::Unsigned { number: entry.number });
                }
                (number, previous) = (entry.number, entry.hash);
                entries += 1;
            }
        }
        let reached = ahead.map(|checkpoint| checkpoint.number).chain(head.as_ref().map(|(last, _)| *last)).max();
        if let Some(expected) = reached.filter(|&expected| expected > number) {
            faults.push(Fault::Truncated { last: number, expected });
        }
        if head.is_none() {
            faults.push(Fault::NoEnd);
        }
        let (faults, explained) = sorted(faults, explanations);
        let last = (number > 0).then_some((number, previous));
        Ok(Verified { entries, checkpoints: kept, last, faults, explained })
    }

    /// Puts on record why the clock of the machine was put back before entry `number`: from then on the step is explained and no fault.
    /// The first explanation of a step stands.
    ///
    /// # Errors
    /// [`CaseError::Forbidden`]; [`CaseError::Invalid`] without a reason, for an entry that is not dated before an earlier one, and for a
    /// step that is explained already.
    pub async fn explain_backward_step(&self, actor: &Actor, number: i64, why: &str) -> Result<(), CaseError> {
        let verified = self.verify_audit(actor).await?;
        let wish = Wish::new(Right::Administer, Deed::Administration, format!("{EXPLANATION}{number}"));
        let writing = self.allow(actor, wish.because(why.trim())).await?;
        let is_step =
            |fault: &Fault| matches!(fault, Fault::Backwards { number: explained, .. } if *explained == number);
        let refused = if why.trim().is_empty() || why.len() > LONGEST {
            Some(format!("say in up to {LONGEST} characters why the clock was put back"))
        } else if let Some(before) = verified.explained.iter().find(|explained| is_step(&explained.fault)) {
            Some(format!("it is explained already: {before}"))
        } else if !verified.faults.iter().any(is_step) {
            Some(format!("entry {number} is not one after which the clock was put back: `audit verify` names those"))
        } else {
            None
        };
        match refused {
            Some(text) => Err(writing.refuse(CaseError::Invalid(text)).await),
            None => writing.commit().await,
        }
    }
}

/// Longest explanation, in bytes.
const LONGEST: usize = 1_000;

/// Faults that nobody explained, and backward steps that somebody did.
fn sorted(faults: Vec<Fault>, mut explanations: BTreeMap<i64, Explanation>) -> (Vec<Fault>, Vec<Explained>) {
    let (mut open, mut explained) = (Vec::new(), Vec::new());
    for fault in faults {
        let explanation = match &fault {
            Fault::Backwards { number, .. } => explanations.remove(number),
            _ => None,
        };
        match explanation {
            Some(Explanation { by, at, why }) => explained.push(Explained { fault, by, at, why }),
            None => open.push(fault),
        }
    }
    (open, explained)
}

impl Checkpoint {
    /// What is wrong with it, given the entry that it signs (or the one in its place) and the office's key, where it is at hand.
    fn fault(&self, entry: &AuditEntry, key: Option<&str>) -> Option<Fault> {
        if !self.is_signed() || key.is_some_and(|key| key != self.key) {
            return Some(Fault::Forged { number: self.number });
        }
        (entry.number == self.number && entry.hash != self.hash).then_some(Fault::Rewritten { number: self.number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(minutes: &[i64]) -> Vec<Option<i64>> {
        let start: Timestamp = "2014-09-20T12:00:00Z".parse().unwrap();
        let mut clock = Clock { latest: Timestamp::MIN };
        let at = |minutes: &i64| start.checked_add(SignedDuration::from_mins(*minutes)).unwrap();
        minutes.iter().map(|minutes| clock.step_back(at(minutes))).collect()
    }

    #[test]
    fn a_clock_that_was_ahead_and_is_put_right_is_one_step_however_many_entries_follow() {
        assert_eq!(steps(&[0, 720, 721, 1, 2, 3]), [None, None, None, Some(720), None, None]);
        assert_eq!(steps(&[0, -120, 1, 2]), [None, Some(120), None, None]);
        assert_eq!(steps(&[0, -10, 1]), [None, None, None], "a network sets clocks back by seconds");
    }

    #[test]
    fn many_small_steps_back_add_up() {
        assert_eq!(steps(&[0, -6, -12, -18, -24]), [None, None, Some(12), None, Some(12)]);
    }
}
