//! The title and the day of publication, as a page gives them to machines.

use super::plain;
use super::tree::{Datum, Tree};
use crate::text::date;
use crate::{DateOrigin, DatePlace};
use jiff::civil::Date;
use serde_json::Value;

/// Names under which the day of the first publication stands in `meta` elements, the most telling first.
const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "publish_date",
    "publish-date",
    "publishdate",
    "published_date",
    "pubdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
];
/// Levels of JSON-LD in which the date is looked for.
const LEVELS: usize = 8;

/// The day of publication.
pub(super) fn date(tree: &Tree, page: &str) -> Option<(Date, DateOrigin)> {
    let at = |found: Option<Date>, range: &std::ops::Range<usize>| {
        found.map(|date| (date, DateOrigin { place: DatePlace::PageData, source: Some(range.clone()), page: None }))
    };
    let of = |datum: &Datum| at(date::first(&datum.value).map(|found| found.0), &datum.range);
    let named = |name: &str| tree.data.iter().filter(|datum| datum.name == name).find_map(of);
    PUBLISHED
        .iter()
        .find_map(|name| named(name))
        .or_else(|| tree.linked_data.iter().find_map(|range| at(linked(page.get(range.clone())?), range)))
        .or_else(|| named("time"))
}

fn linked(text: &str) -> Option<Date> {
    let value: Value = serde_json::from_str(text.trim()).ok()?;
    published(&value, LEVELS)
}

fn published(value: &Value, levels: usize) -> Option<Date> {
    let deeper = levels.checked_sub(1)?;
    match value {
        Value::Object(fields) => fields
            .get("datePublished")
            .and_then(Value::as_str)
            .and_then(|text| date::first(text).map(|found| found.0))
            .or_else(|| fields.values().find_map(|value| published(value, deeper))),
        Value::Array(values) => values.iter().find_map(|value| published(value, deeper)),
        _ => None,
    }
}

/// The title: what the page gives to those who link to it, else the title of its window.
pub(super) fn title(tree: &Tree, page: &str) -> Option<String> {
    let named = |name: &str| tree.data.iter().find(|datum| datum.name == name).map(|datum| datum.value.clone());
    let title = || Some(plain(page, tree.title.iter().cloned())).filter(|title| !title.trim().is_empty());
    named("og:title").or_else(|| named("twitter:title")).or_else(title)
}
