//! From when each series could have been seen, for the terminal.

use super::sheet::{Look, Sheet, left, right};
use super::{not_compared, notes, seen_once};
use crate::words;
use colligate_linkage::result::{LinkResult, Series};
use colligate_register::DeathId;

/// The series of a replay over so many past days: the first day on which each stood out, and the deaths that came after
/// it; what was noticed while reading; then those that were seen once and are not found in the end. No line is wider than `width` columns (but at least
/// 24); colours only where `colour` is true.
pub fn replayed(result: &LinkResult, days: u32, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    not_compared(&mut sheet, result);
    if result.register.nothing_compared().is_some() {
        return sheet.finish();
    }
    sheet.say(&looked(result, days), Look::Strong);
    notes(&mut sheet, result);
    if !result.series.is_empty() {
        sheet.say(&format!("In the end: {}.", result.summary.headline), Look::Plain);
        sheet.blank();
        let head = [
            right("#"),
            left("E-value"),
            right("deaths"),
            right("first death"),
            right("visible from"),
            left("deaths after that day"),
        ];
        let rows: Vec<Vec<String>> = result.series.iter().map(row).collect();
        sheet.plain_table(&head, &rows);
    }
    if !result.lost.is_empty() {
        sheet.blank();
        seen_once(&mut sheet, result);
    }
    sheet.finish()
}

fn looked(result: &LinkResult, days: u32) -> String {
    let visible = |series: &&Series| series.visibility.as_ref().is_some_and(|visibility| visibility.visible.is_some());
    let lost = result.lost.len() as u64;
    let seen = result.series.iter().filter(visible).count() as u64 + lost;
    let ever = match seen {
        0 => "no series stood".to_owned(),
        _ => format!("{} stood", words::counted(seen, "series", "series")),
    };
    let left = match lost {
        0 => String::new(),
        _ => format!("; {} of them {} not found in the end", words::thousands(lost), words::are(lost)),
    };
    format!(
        "Looked at {}: {ever} at or below the alert level of E = {} on some day{left}.",
        words::counted(u64::from(days), "day", "days"),
        words::figure(result.run.alert)
    )
}

fn row(series: &Series) -> Vec<String> {
    let visibility = series.visibility.clone().unwrap_or_default();
    let after: Vec<&str> = visibility.deaths_after.iter().map(DeathId::as_str).collect();
    let (visible, after) = match visibility.visible {
        None => ("never".to_owned(), words::NOTHING.to_owned()),
        Some(day) if after.is_empty() => (words::day(day), "none".to_owned()),
        Some(day) => (words::day(day), format!("{}: {}", after.len(), after.join(", "))),
    };
    let from = words::some_day(series.from);
    vec![
        series.rank.to_string(),
        words::e_value(&series.e_value),
        series.members.len().to_string(),
        from,
        visible,
        after,
    ]
}
