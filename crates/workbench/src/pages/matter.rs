//! A matter with all its versions, and the form to add one.

use super::matter_form::{Control, MatterForm};
use super::rows::{Row, subject_href};
use super::staff::Staff;
use super::{Head, Page, e_value, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use colligate_casefile::minute;
use colligate_casefile::{CaseError, Matter, RecordThen, SeriesThen, ValueThen, value_in_words};
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
    form: Option<MatterForm>,
    staff: Staff,
    then: Option<Then>,
    found: Option<Found>,
    /// What there is now that there was not when it was decided; empty where it was made on what there is.
    older: String,
    chain: Option<ChainTable>,
}

/// What went from hand to hand, or from place to place.
struct ChainTable {
    title: &'static str,
    headings: Vec<&'static str>,
    links: Vec<Link>,
}

/// A link of a chain.
struct Link {
    since: String,
    at: Vec<String>,
    why: String,
    by: String,
}

impl ChainTable {
    /// Of the versions of a matter; none where its kind has no chain.
    fn of(versions: &[Matter]) -> Option<ChainTable> {
        let kind = versions.first()?.body.kind();
        let chain = kind.chain.as_ref()?;
        let mut links: Vec<Link> = Vec::new();
        for version in versions {
            let at: Vec<String> = chain.fields.iter().map(|field| version.body.text(field).to_owned()).collect();
            if links.last().is_some_and(|last| last.at == at) {
                continue;
            }
            let why = version.body.text(chain.why).to_owned();
            links.push(Link { since: minute(&version.at), at, why, by: version.by.clone() });
        }
        let headings = chain.fields.iter().filter_map(|name| kind.field(name)).map(|field| field.label).collect();
        Some(ChainTable { title: chain.title, headings, links })
    }
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
    let today = store.clock().today();
    let versions = store.versions(actor, &id).await?;
    let Some(newest) = versions.last() else {
        return Err(CaseError::NotFound { what: "matter", id }.into());
    };
    let then = store.record_then(actor, newest).await?.map(Then::from);
    let found = store.found_then(actor, newest).await?.map(Found::from);
    let older = store.decided_on(actor, newest).await?.and_then(|on| on.what_is_newer()).unwrap_or_default();
    let staff = Staff::of(store, actor).await?;
    page(&MatterPage {
        then,
        found,
        older,
        chain: ChainTable::of(&versions),
        subject: newest.subject.to_string(),
        subject_href: subject_href(&newest.subject),
        newest: Row::new(newest, false, today),
        form: MatterForm::change(&newest.body, &staff, today),
        versions: versions.iter().map(|version| Row::version(version, today)).collect(),
        staff,
        head: Head::new(&by, today.to_string()),
        id,
    })
}
