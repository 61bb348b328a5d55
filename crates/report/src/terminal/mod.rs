//! What the terminal shows.

mod documents;
mod evaluated;
mod interaction;
mod nearest;
mod replayed;
mod reviewed;
mod scanned;
mod sheet;
mod subsets;
mod surveilled;
mod trained;
mod wrap;

pub use documents::documents;
pub use evaluated::evaluated;
pub use interaction::{Tested, interaction, jacquez, knox, mantel};
pub use nearest::{Nearest, nearest};
pub use replayed::replayed;
pub use scanned::scanned;
pub use subsets::subsets;
pub use surveilled::surveilled;
pub use trained::trained;

use crate::{facts, words};
use colligate_linkage::result::{EvidenceWeight, LinkResult, Series};
use sheet::{Look, Sheet, left, right};

/// How many series get their reasons told; the report tells them all.
const EXPLAINED: usize = 3;

/// Members listed under a series before the list is cut, with the number of those left out.
const MEMBERS: usize = 12;

/// Width from which the table has room for the 95% range.
const WIDE: usize = 104;

/// Weight, in either direction, below which an evidence is not worth a sentence.
const SLIGHT: f64 = 0.05;

/// What was read and found: counts that add up, the ranked series, and for the first few the reasons, the visible date
/// and the innocent explanations. No line is wider than `width` columns (but at least 24); colours only where `colour`
/// is true.
pub fn table(result: &LinkResult, width: usize, colour: bool) -> String {
    let mut sheet = Sheet::new(width, colour);
    not_compared(&mut sheet, result);
    register(&mut sheet, result);
    sheet.blank();
    sheet.say(&facts::found(result), Look::Strong);
    if !result.series.is_empty() {
        sheet.blank();
        ranked(&mut sheet, result);
        sheet.blank();
        sheet.say(
            "E-value: how many series this strong chance alone gives in one register like this. It is no probability of guilt.",
            Look::Faint,
        );
    }
    for series in result.series.iter().take(EXPLAINED) {
        sheet.blank();
        explained(&mut sheet, result, series);
    }
    if result.series.len() > EXPLAINED {
        sheet.blank();
        let left = (result.series.len() - EXPLAINED) as u64;
        sheet.say(
            &format!("The reasons for {} stand in the report.", words::counted(left, "more series", "more series")),
            Look::Faint,
        );
    }
    if result.run.keep_incidents && !result.incidents.is_empty() {
        sheet.blank();
        kept_apart(&mut sheet, result);
    }
    if let Some(review) = &result.review {
        sheet.blank();
        reviewed::reviewed(&mut sheet, result, review);
    }
    if !result.lost.is_empty() {
        sheet.blank();
        seen_once(&mut sheet, result);
    }
    sheet.blank();
    sheet.say("Not looked at", Look::Strong);
    for note in facts::not_looked_at(result) {
        sheet.labelled("  - ", &note, Look::Plain);
    }
    sheet.finish()
}

/// That most deaths, or all, could not be compared: the first thing to be known of a run.
fn not_compared(sheet: &mut Sheet, result: &LinkResult) {
    if let Some(told) = &result.register.not_compared {
        sheet.say(&told.sentences(), Look::Accent);
        sheet.blank();
    }
}

/// The series that were seen once and are not among those of the end, each with what made it fall.
fn seen_once(sheet: &mut Sheet, result: &LinkResult) {
    sheet.say("Seen once, not in the end", Look::Strong);
    sheet.say(facts::LOST, Look::Faint);
    for lost in &result.lost {
        let members: Vec<&str> = lost.members.iter().map(|id| id.as_str()).collect();
        sheet.labelled("  - ", &format!("{}. {}", words::listed(&members), facts::seen(lost)), Look::Plain);
        sheet.labelled("    ", &words::sentence(&words::capital(&lost.why)), Look::Plain);
    }
}

/// The incidents of which the deaths were compared one by one.
fn kept_apart(sheet: &mut Sheet, result: &LinkResult) {
    sheet.say("Deaths of one event, compared one by one", Look::Strong);
    for incident in &result.incidents {
        let ids: Vec<&str> = incident.deaths.iter().map(|id| id.as_str()).collect();
        let found = incident.kept_apart.as_ref().map_or_else(String::new, |kept| facts::kept_apart(result, kept));
        let sentence = words::sentence(&incident.sentence);
        let text = format!("{}: {}. {sentence} {found}", words::some_day(incident.day), words::listed(&ids));
        sheet.labelled("  - ", &text, Look::Plain);
    }
}

fn register(sheet: &mut Sheet, result: &LinkResult) {
    let (register, run) = (&result.register, &result.run);
    let mut read = facts::counts(register);
    if register.from.is_some() || register.to.is_some() {
        read.push_str(&format!(" Deaths of {}.", words::days(register.from, register.to)));
    }
    sheet.labelled("Read      ", &format!("{}: {read}", register.source), Look::Plain);
    sheet.labelled(
        "Compared  ",
        &format!(
            "{}, {} of weight {} or more; {} drawn.",
            words::counted(run.pairs_compared, "pair", "pairs"),
            words::counted(run.links, "link", "links"),
            words::figure(run.floor),
            words::counted(u64::from(run.draws), "null register", "null registers"),
        ),
        Look::Plain,
    );
    if !result.incidents.is_empty() {
        let of: usize = result.incidents.iter().map(|incident| incident.deaths.len()).sum();
        let (label, how) = match run.keep_incidents {
            true => ("Apart     ", "compared one by one; they are listed below"),
            false => ("Folded    ", "each compared as one"),
        };
        let deaths = words::counted(of, "death", "deaths");
        let incidents = words::counted(result.incidents.len(), "incident", "incidents");
        sheet.labelled(label, &format!("{deaths} in {incidents}, {how}."), Look::Plain);
    }
    notes(sheet, result);
}

/// What was noticed while reading, and which later statements could not be used.
fn notes(sheet: &mut Sheet, result: &LinkResult) {
    for note in &result.register.notes {
        sheet.labelled("Note      ", note, Look::Plain);
    }
    unused_statements(sheet, result);
}

/// Later statements not used that are listed; the JSON has more, `rejects.csv` all.
const UNUSED: usize = 10;

/// The later statements that could not be used, with their lines and the reasons.
fn unused_statements(sheet: &mut Sheet, result: &LinkResult) {
    let Some(statements) = &result.register.statements else { return };
    for one in statements.rejects.iter().take(UNUSED) {
        let field = if one.field.is_empty() { String::new() } else { format!(", {}", one.field) };
        sheet.labelled("  - ", &format!("line {}{field}: {}", words::thousands(one.line), one.reason), Look::Plain);
    }
    let shown = statements.rejects.len().min(UNUSED) as u64;
    match statements.rejected.saturating_sub(shown) {
        0 => {}
        more => sheet.labelled("  - ", &format!("and {} more", words::thousands(more)), Look::Plain),
    }
}

fn ranked(sheet: &mut Sheet, result: &LinkResult) {
    let wide = sheet.width() >= WIDE;
    let mut head = vec![right("#"), left("E-value")];
    if wide {
        head.push(left("95% range"));
    }
    head.extend([left("by chance"), right("deaths"), right("in"), right("within"), left("held together by")]);
    let cells = |series: &Series| {
        let mut cells = vec![series.rank.to_string(), words::e_value(&series.e_value)];
        if wide {
            cells.push(words::e_range(&series.e_value));
        }
        cells.extend([
            words::one_in(&series.e_value),
            series.members.len().to_string(),
            facts::time_of(series),
            facts::extent_of(series),
            words::row(&facts::holding(&series.evidence, 4)),
        ]);
        cells
    };
    let rows: Vec<Vec<String>> = result.series.iter().map(cells).collect();
    let looks: Vec<Look> = result
        .series
        .iter()
        .map(|series| if facts::is_alert(result, series) { Look::Accent } else { Look::Plain })
        .collect();
    sheet.table(&head, &rows, &looks);
}

fn explained(sheet: &mut Sheet, result: &LinkResult, series: &Series) {
    let look = if facts::is_alert(result, series) { Look::Accent } else { Look::Strong };
    sheet.say(
        &format!(
            "Series {} ({}): {}",
            series.rank,
            series.id,
            words::counted(series.members.len() as u64, "death", "deaths")
        ),
        look,
    );
    sheet.labelled(
        "  ",
        &format!(
            "E = {} (95% range {}): {}.",
            words::e_value(&series.e_value),
            words::e_range(&series.e_value),
            words::e_words(&series.e_value)
        ),
        Look::Plain,
    );
    for (at, member) in series.members.iter().take(MEMBERS).enumerate() {
        let label = format!("  {:>2} ", at + 1);
        sheet.labelled(&label, &format!("{} · {}", member.id, facts::member_line(member)), Look::Plain);
    }
    if series.members.len() > MEMBERS {
        sheet.labelled("     ", &format!("and {} more", series.members.len() - MEMBERS), Look::Plain);
    }
    sheet.labelled("  ", "Why together:", Look::Strong);
    reasons(sheet, &series.evidence);
    sheet.labelled("  ", &facts::visible(result, series), Look::Plain);
    if !series.explanations.is_empty() {
        sheet.labelled("  ", "Innocent explanations to be weighed:", Look::Strong);
    }
    for explanation in &series.explanations {
        let verdict = if explanation.supported { "supported" } else { "not supported" };
        sheet.labelled(
            "  - ",
            &format!(
                "{} ({verdict} by the counts): {}",
                words::capital(&explanation.name),
                words::sentence(&explanation.sentence)
            ),
            Look::Plain,
        );
    }
    let weakest =
        facts::number_of(series, &series.weakest).map_or_else(String::new, |number| format!(" (number {number})"));
    sheet.labelled("  ", &format!("Weakest member: {}{weakest}.", series.weakest), Look::Plain);
    for each in &series.breaks {
        sheet.labelled("  - ", &words::sentence(each), Look::Plain);
    }
}

/// The reasons as sentences, strongest first, each behind its weight.
fn reasons(sheet: &mut Sheet, evidence: &[EvidenceWeight]) {
    for each in facts::strongest_first(evidence) {
        if each.weight.abs() >= SLIGHT {
            let label = format!("  {:>6}  ", words::weight(each.weight));
            sheet.labelled(&label, &facts::reason(each), Look::Plain);
        }
    }
}
