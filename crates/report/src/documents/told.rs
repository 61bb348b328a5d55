//! The words in which relations, roles and differences are told.

use crate::words;
use colligate_documents::across::{DifferenceKind, Fact};
use colligate_documents::claims::Relation;
use colligate_documents::mentions::{Precision, Status, When};
use colligate_register::Day;
use jiff::civil::Date;

/// Longest quotation in a table, in characters.
const EXCERPT: usize = 240;

/// A relation as the head of what is said.
pub(crate) fn relation(of: Relation) -> &'static str {
    match of {
        Relation::DiedOn => "died",
        Relation::FoundAt => "died or found at",
        Relation::Aged => "aged",
        Relation::From => "from",
        Relation::Occupation => "occupation",
        Relation::Cause => "cause",
        Relation::Substance => "substance",
        Relation::FoundBy => "found by",
        Relation::KilledBy => "killed by",
        Relation::Over => "over",
        Relation::ConvictedOf => "convicted of",
        Relation::ChargedWith => "charged with",
        Relation::Sentenced => "sentenced to",
        Relation::UnderInvestigation => "under investigation",
        Relation::AtRisk => "at risk",
        Relation::Opened => "opened",
        Relation::Concluded => "concluded",
        Relation::Quashed => "quashed",
        Relation::Joined => "held together",
        Relation::Expected => "expected",
        Relation::Requested => "requested",
        Relation::ReportDue => "due",
        Relation::ReportStatus => "status",
        Relation::Finding => "finding",
        Relation::HeldBack => "held back",
        Relation::FoundWith => "found with",
        Relation::Purports => "purports to be from",
        Relation::ForgedBy => "forged by",
        Relation::Claims => "claims",
        Relation::Said => "said",
    }
}

/// What is said of a subject, with the status of the claims in plain words: "withdrawn: charged with".
pub(crate) fn what(fact: &Fact) -> String {
    match status(fact.status) {
        Some(status) => format!("{status}: {}", relation(fact.relation)),
        None => relation(fact.relation).to_owned(),
    }
}

/// A status in plain words; none for what is said outright.
fn status(of: Status) -> Option<&'static str> {
    match of {
        Status::Asserted => None,
        Status::Denied => Some("not so"),
        Status::Alleged => Some("alleged"),
        Status::Withdrawn => Some("withdrawn"),
        Status::Cleared => Some("cleared of it"),
        Status::Corrected => Some("taken back as a mistake"),
        Status::Overturned => Some("overturned"),
        Status::Planned => Some("to come"),
        Status::Conditional => Some("only if something else is so"),
    }
}

/// A kind of difference.
pub(crate) fn difference(of: DifferenceKind) -> &'static str {
    match of {
        DifferenceKind::Contradiction => "Contradiction",
        DifferenceKind::Wording => "Two wordings",
        DifferenceKind::Slip => "Probable slip",
        DifferenceKind::Loose => "Loose wording",
        DifferenceKind::Superseded => "Changed later",
        DifferenceKind::Precision => "One more exact",
        DifferenceKind::Subset => "Part of the other",
    }
}

/// A day: `3 Oct 2014`.
pub(crate) fn day(date: Date) -> String {
    Day::from_ymd(date.year(), date.month(), date.day()).map_or_else(|| date.to_string(), words::day)
}

/// A time as exactly as it is known.
pub(crate) fn when(when: &When) -> String {
    let last = day(when.to);
    match when.precision {
        _ if when.by => format!("by {last}"),
        Precision::Day => last,
        // The day goes and the month stays: `Oct 2014`.
        Precision::Month => last.split_once('\u{a0}').map_or(last.clone(), |(_, month)| month.to_owned()),
        Precision::Year => when.to.year().to_string(),
        _ => format!("{} to {last}", day(when.from)),
    }
}

/// The value of a fact; a time as times are told here.
pub(crate) fn value(fact: &Fact) -> String {
    match &fact.happened {
        Some(happened) if happened.to_string() == fact.value => when(happened),
        _ => fact.value.clone(),
    }
}

/// When a fact happened, where that is not its value.
pub(crate) fn apart(fact: &Fact) -> Option<String> {
    fact.happened.as_ref().filter(|happened| happened.to_string() != fact.value).map(when)
}

/// The words of a claim, cut where they are long.
pub(crate) fn excerpt(words: &str) -> String {
    let mut text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = text.char_indices().nth(EXCERPT) {
        text.truncate(text[..at].rfind(' ').unwrap_or(at));
        text.push('…');
    }
    text
}

/// A sentence: the first letter large, a full stop at the end.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
