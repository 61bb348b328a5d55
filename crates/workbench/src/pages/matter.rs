//! A matter with all its versions, and the form to add one.

use super::rows::{Row, moment, subject_href};
use super::staff::Staff;
use super::{Head, Page, e_value, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use colligate_casefile::{Body, CaseError, Matter, RecordThen, SeriesThen, ValueThen, value_in_words};
use colligate_register::wording;

#[derive(Template)]
#[template(path = "matter.html")]
struct MatterPage {
    head: Head,
    id: String,
    subject: String,
    subject_href: String,
    newest: Row,
    versions: Vec<Row>,
    body: Body,
    staff: Staff,
    then: Option<Then>,
    found: Option<Found>,
    /// What there is now that there was not when it was decided; empty where it was made on what there is.
    older: String,
    custody: Vec<Hand>,
}

/// A link of the chain of custody of an exhibit.
struct Hand {
    since: String,
    custody: String,
    place: String,
    why: String,
    by: String,
}

/// The versions that brought an exhibit to another place or hand; none for other matters.
fn custody(versions: &[Matter]) -> Vec<Hand> {
    let mut chain: Vec<Hand> = Vec::new();
    for version in versions {
        let Body::Exhibit { place, custody, moved, .. } = &version.body else { continue };
        if chain.last().is_some_and(|last| (&last.place, &last.custody) == (place, custody)) {
            continue;
        }
        chain.push(Hand {
            since: moment(&version.at),
            custody: custody.clone(),
            place: place.clone(),
            why: moved.clone(),
            by: version.by.clone(),
        });
    }
    chain
}

/// What was on record when it was decided, in words: death, field, value, day from which it was known, source.
struct Then {
    values: Vec<[String; 5]>,
    is_whole: bool,
}

impl From<RecordThen> for Then {
    fn from(then: RecordThen) -> Then {
        let row = |value: ValueThen| {
            let words = value_in_words(value.field, &value.value);
            [value.death, value.field.in_words().to_owned(), words, value.known_from, value.source]
        };
        Then { values: then.values.into_iter().map(row).collect(), is_whole: then.is_whole }
    }
}

/// A series as it was found when it was decided on, in figures as they are printed.
struct Found {
    e_value: String,
    interval: String,
    weight: String,
    members: String,
    links: Vec<(String, String, String)>,
    is_whole: bool,
}

/// Links shown, at most.
const LINKS: usize = 50;

impl From<SeriesThen> for Found {
    fn from(found: SeriesThen) -> Found {
        let link = |link: &colligate_linkage::result::Link| {
            let of = link.evidence.iter().filter(|of| of.weight.abs() >= 0.05);
            let of: Vec<String> = of.map(|of| format!("{} {:+.1}", of.evidence, of.weight)).collect();
            (format!("{} and {}", link.a.as_str(), link.b.as_str()), wording::weight(link.weight), of.join(", "))
        };
        Found {
            e_value: e_value(found.e_value.value),
            interval: format!("95%: {}", wording::range(found.e_value.low, found.e_value.high)),
            weight: wording::weight(found.weight),
            members: found.members.join(", "),
            links: found.links.iter().take(LINKS).map(link).collect(),
            is_whole: found.is_whole,
        }
    }
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let today = store.clock().today().to_string();
    let versions = store.versions(actor, &id).await?;
    let Some(newest) = versions.last() else {
        return Err(CaseError::NotFound { what: "matter", id }.into());
    };
    let then = store.record_then(actor, newest).await?.map(Then::from);
    let found = store.found_then(actor, newest).await?.map(Found::from);
    let older = store.decided_on(actor, newest).await?.and_then(|on| on.what_is_newer()).unwrap_or_default();
    page(&MatterPage {
        then,
        found,
        older,
        custody: custody(&versions),
        subject: newest.subject.to_string(),
        subject_href: subject_href(&newest.subject),
        newest: Row::new(newest, &[], &today),
        body: newest.body.clone(),
        versions: versions.iter().map(|version| Row::version(version, &today)).collect(),
        staff: Staff::of(store, actor).await?,
        head: Head::new(&by, today),
        id,
    })
}
