//! Tests of interaction, for the terminal.

use super::scanned::warned;
use super::sheet::{Look, Sheet};
use crate::words;
use colligate_scan::Warning;
use colligate_scan::interaction::{Jacquez, Knox, Mantel, Permuted};

/// p-value up to which interaction is told as surprising.
const SURPRISING: f64 = 0.05;

/// What a test found, in sentences.
pub struct Tested {
    found: String,
    more: String,
    p_value: Option<f64>,
}

/// What Knox's test found within so many kilometres and days.
pub fn knox(found: &Knox, km: f64, days: f64) -> Tested {
    Tested {
        found: format!(
            "{} within {} and {} of each other; {} would if dates had nothing to do with places.",
            words::counted(found.observed, "pair lies", "pairs lie"),
            words::distance(1000.0 * km),
            words::number_of(days, "day", "days"),
            words::three_digits(found.expected),
        ),
        more: format!(
            "Of {} {} {} as near in space and {} in time.",
            words::counted(found.pairs, "pair", "pairs"),
            words::thousands(found.near_in_space),
            words::are(found.near_in_space),
            words::thousands(found.near_in_time)
        ),
        p_value: found.permuted.as_ref().map(p_value),
    }
}

/// What Mantel's test found.
pub fn mantel(found: &Mantel) -> Tested {
    Tested {
        found: format!(
            "Closeness in space and closeness in time go together with a correlation of {} over all pairs.",
            words::three_digits(found.correlation)
        ),
        more: format!(
            "That is {} from none.",
            words::number_of(found.standardised, "standard deviation", "standard deviations")
        ),
        p_value: found.permuted.as_ref().map(p_value),
    }
}

/// What Jacquez's test found.
pub fn jacquez(found: &Jacquez) -> Tested {
    Tested {
        found: format!(
            "Of the {} nearest neighbours in space of each death, {} in all are among its nearest in time; {} would be by chance.",
            found.k,
            words::three_digits(found.observed),
            words::three_digits(found.expected)
        ),
        more: String::new(),
        p_value: found.permuted.as_ref().map(p_value),
    }
}

fn p_value(permuted: &Permuted) -> f64 {
    permuted.p_value
}

/// The sentences with their p-value, what was left out, and what they do not say. No line is wider than `width` columns (but at least 24).
pub fn interaction(
    tested: &Tested,
    deaths: usize,
    left_out: &[Warning],
    draws: u32,
    width: usize,
    colour: bool,
) -> String {
    let mut sheet = Sheet::new(width, colour);
    sheet.say(&format!("{} tested.", words::counted(deaths as u64, "death", "deaths")), Look::Plain);
    left_out.iter().for_each(|one| sheet.say(&warned(one), Look::Plain));
    sheet.blank();
    sheet.say(&tested.found, Look::Strong);
    if !tested.more.is_empty() {
        sheet.say(&tested.more, Look::Plain);
    }
    if let Some(p) = tested.p_value {
        let told = if p <= SURPRISING { "More than chance explains" } else { "No more than chance explains" };
        let draws = words::counted(u64::from(draws), "draw", "draws");
        sheet.say(&format!("{told}: p {} by {draws}.", words::p_value(p)), Look::Plain);
    }
    sheet.blank();
    sheet.say(
        "It says whether deaths cluster in space and time at all, not where, not which, and not why: a population that grows in one \
         place more than in another looks the same.",
        Look::Faint,
    );
    sheet.finish()
}
