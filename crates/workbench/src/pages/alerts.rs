//! Alerts and reviews in words: how strong a series was, how strong it is, and what came on record in between.

use super::rows::subject_href;
use super::series::series_href;
use colligate_casefile::words::{day_of, e_in_words};
use colligate_casefile::{Actor, Alert, CaseError, DecidedOn, Store, Subject};
use std::collections::BTreeMap;

/// An alert as a row of a table.
pub(crate) struct AlertRow {
    pub href: String,
    pub id: String,
    /// Case numbers of its members.
    pub members: String,
    /// E-value when it was raised, and now.
    pub then: String,
    pub now: String,
    pub at: String,
    /// What changed since these deaths were last alerted or decided on; empty where they were not.
    pub change: String,
    /// Case numbers of deaths that joined a series on record.
    pub joined: String,
    /// The review in force of its series.
    pub review: Option<ReviewRow>,
    /// A later alert was raised on the same series.
    pub is_past: bool,
}

/// A review in force, in words.
pub(crate) struct ReviewRow {
    pub href: String,
    pub id: String,
    pub value: String,
    /// Who, and when.
    pub by: String,
    /// The E-value that it was made at; empty where it was not kept.
    pub then: String,
    /// What there is now that there was not then; empty where it was made on what there is.
    pub older: String,
}

/// The rows of these alerts, the newest of each series first, then those that a later one took the place of.
pub(crate) async fn rows(store: &Store, actor: &Actor, alerts: Vec<Alert>) -> Result<Vec<AlertRow>, CaseError> {
    let reviews = reviews(store, actor).await?;
    let mut newest: BTreeMap<&str, i64> = BTreeMap::new();
    for alert in &alerts {
        let number = newest.entry(&alert.series).or_insert(alert.number);
        *number = alert.number.max(*number);
    }
    let mut rows: Vec<AlertRow> = alerts
        .iter()
        .map(|alert| AlertRow {
            href: subject_href(&Subject::Series(alert.series.clone())),
            id: alert.series.clone(),
            members: alert.members.join(", "),
            then: e_in_words(alert.e_value),
            now: alert.e_now.map_or_else(|| "not found any more".to_owned(), e_in_words),
            at: day_of(&alert.at),
            change: alert.what_changed().unwrap_or_default(),
            joined: if alert.joined.len() < alert.members.len() { alert.joined.join(", ") } else { String::new() },
            review: reviews.get(&alert.series).map(ReviewRow::new),
            is_past: newest.get(alert.series.as_str()) != Some(&alert.number),
        })
        .collect();
    rows.sort_by_key(|row| row.is_past);
    Ok(rows)
}

async fn reviews(store: &Store, actor: &Actor) -> Result<BTreeMap<String, DecidedOn>, CaseError> {
    let mut all = store.all_series(actor).await?;
    all.extend(store.kept_series(actor).await?);
    let reviews = store.reviews(actor, &all).await?;
    Ok(all.into_iter().zip(reviews).filter_map(|(series, review)| Some((series.id, review?))).collect())
}

impl ReviewRow {
    pub fn new(review: &DecidedOn) -> ReviewRow {
        ReviewRow {
            href: format!("/matters/{}", review.id),
            id: review.id.clone(),
            value: review.value.clone(),
            by: format!("by {} on {}", review.decider, day_of(&review.at)),
            then: review.e_then.map(e_in_words).unwrap_or_default(),
            older: review.what_is_newer().unwrap_or_default(),
        }
    }
}

/// An alert in a line: the series, its path, and what changed.
pub(crate) fn line(alert: &Alert) -> (String, String, String) {
    let change = alert.what_changed().unwrap_or_default();
    (series_href(&alert.series), alert.series.clone(), change)
}
