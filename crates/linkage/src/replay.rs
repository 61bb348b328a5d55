//! Replay: the same question asked of the register as it stood on each past day.
//!
//! Every day on which something became known is searched anew, with the backgrounds of that very day. What makes that
//! affordable is that a day brings little that is new: only pairs with a death that is new or changed are compared, all
//! others are carried over from the day before ([`pairs`]); and only around such deaths, and around what nearly stood out
//! the day before, are pairs weighed anew and series grown ([`search`]). Once a month, and sooner while the register is
//! small, all is compared and grown, and the mean ratios of place, time and age, which move slowly, are taken anew. The strengths of a day are held against the null registers of the whole register:
//! over all its years chance has more room than over a part of them, which pays for most of looking on every day
//! (measured in `docs/method.md`, section 9).

mod days;
mod fall;
mod look;
mod pairs;
mod search;
mod tracks;

pub(crate) use look::{look_back, strongest_part};

use crate::error::LinkError;
use crate::link::{LinkOptions, Linked, link_with_null, stop_if_cancelled};
use crate::result::{LinkResult, RegisterSummary, Series};
use colligate_evidence::Model;
use colligate_register::{DeathId, Progress, Register};
use days::Days;
use pairs::{EVERY_PAIR, Pace};
use search::{Memory, Past, Search};
use tracks::Tracks;

/// A replayed register.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The result, each series with its visibility, and the series that were lost.
    pub result: LinkResult,
    /// Days on which the register was looked at.
    pub days: u32,
}

/// Links a register, then searches it as it stood on every past day on which something became known, or on every
/// [`LinkOptions::every`]th day: when each series could first have been seen, and which could be seen once but not in
/// the end. Without null registers ([`LinkOptions::draws`] of 0) there are no E-values and so no day is looked at.
///
/// # Errors
/// As [`link`](crate::link).
pub fn replay(
    register: &Register,
    summary: RegisterSummary,
    model: &Model,
    options: &LinkOptions,
    progress: &dyn Progress,
) -> Result<Replayed, LinkError> {
    let at_the_end = LinkOptions { replay: false, ..options.clone() };
    let (Linked { mut result, .. }, null) = link_with_null(register, summary, model, &at_the_end, None, progress)?;
    let Some(null) = null else { return Ok(Replayed { result, days: 0 }) };
    let search = Search { register, model, null: &null, options };
    let mut tracks = Tracks::new(&search, &members(register, &result.series));
    let mut days = 0;
    each_day(&search, EVERY_PAIR, progress, |past| {
        days += 1;
        tracks.step(past);
    })?;
    result.lost = tracks.finish(&mut result.series);
    Ok(Replayed { result, days })
}

/// Deaths held in memory at once, at most, and days worked on at once: each has its own register and backgrounds.
const DEATHS_AT_ONCE: usize = 400_000;
const DAYS_AT_ONCE: usize = 8;

/// Searches the register as it stood on each day and hands the days over in order.
fn each_day(
    search: &Search,
    pace: Pace,
    progress: &dyn Progress,
    mut hand_over: impl FnMut(&Past),
) -> Result<(), LinkError> {
    let mut days = Days::new(search.register, search.options.every);
    // A day costs about as much as deaths are known on it, which tells better how long is left than days do.
    progress.stage("replaying", days.cost());
    let mut memory = Memory::new(search.register.deaths.len(), pace);
    loop {
        stop_if_cancelled(progress)?;
        let mut some = Vec::new();
        let (mut held, mut all) = (0, false);
        while !all && some.len() < DAYS_AT_ONCE && (held < DEATHS_AT_ONCE || some.is_empty()) {
            let Some(snapshot) = days.next() else { break };
            all = memory.all_due(&snapshot);
            held += snapshot.deaths.len();
            some.push(snapshot);
        }
        if some.is_empty() {
            return Ok(());
        }
        for past in search.days(some, all, &mut memory, progress)? {
            hand_over(&past);
            progress.advance(past.view.snapshot.deaths.len() as u64);
        }
    }
}

/// Members of each series by their index in the register.
fn members(register: &Register, series: &[Series]) -> Vec<Vec<u32>> {
    let index: rustc_hash::FxHashMap<&DeathId, u32> =
        register.deaths.iter().zip(0..).map(|(death, at)| (&death.id, at)).collect();
    let of = |series: &Series| {
        let mut members: Vec<u32> = series.members.iter().filter_map(|member| index.get(&member.id).copied()).collect();
        members.sort_unstable();
        members
    };
    series.iter().map(of).collect()
}

#[cfg(test)]
mod tests;
