//! A death: everything on record, what resembles it, and what people did about it.

use super::documents::listed;
use super::matter_form::{Control, MatterForm};
use super::rows::Row;
use super::staff::Staff;
use super::today::compare_href;
use super::{Head, Page, looking, page};
use crate::Desk;
use crate::figures::{death_href, embedded, label, map, waterfall};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use colligate_casefile::minute;
use colligate_casefile::{
    DecisionKind, DocumentShort, Subject, SubjectKind, completeness, decisions_in_force, value_in_words,
};
use colligate_register::{Field, wording};

/// Documents shown, the newest.
const DOCUMENTS: usize = 50;
/// Fields of which another value can be put on record by hand.
const STATED: [Field; 12] = [
    Field::Died,
    Field::Place,
    Field::PlaceKind,
    Field::Point,
    Field::Age,
    Field::Sex,
    Field::Category,
    Field::Manner,
    Field::Cause,
    Field::Substances,
    Field::Circumstances,
    Field::Narrative,
];
/// Deaths shown that resemble it.
const NEAREST: usize = 10;

struct Value {
    text: String,
    known_from: String,
    source: String,
    by: String,
    at: String,
}

struct FieldRow {
    name: &'static str,
    now: Value,
    before: Vec<Value>,
}

struct Near {
    id: String,
    href: String,
    compare: String,
    label: String,
    weight: String,
    waterfall: String,
    rows: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "death.html")]
struct DeathPage {
    head: Head,
    id: String,
    title: String,
    restricted_to: String,
    closed: String,
    decided: String,
    fields: Vec<FieldRow>,
    stated: [Field; 12],
    complete: String,
    missing: String,
    nearest: Vec<Near>,
    map: String,
    series: Vec<(String, String)>,
    documents: Vec<(String, DocumentShort)>,
    matters: Vec<Row>,
    subject: String,
    category: String,
    suspicion: String,
    close: String,
    staff: Staff,
    forms: Vec<MatterForm>,
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let today = store.clock().today();
    let record = store.death(actor, &id).await?;
    let sight = store.sight_of(actor, std::slice::from_ref(&id)).await?;
    let nearest = {
        let id = id.clone();
        looking(move || sight.nearest(&id, NEAREST)).await?
    };
    let subject = Subject::Death(id.clone());
    let matters = store.matters(actor, &subject).await?;
    let (filled, of, missing) = completeness(|field| record.value(field).is_some());
    let value = |field: Field, said: &colligate_casefile::Said| Value {
        text: value_in_words(field, &said.value),
        known_from: said.known_from.clone(),
        source: said.source.clone(),
        by: said.by.clone(),
        at: minute(&said.at),
    };
    let fields = record.fields.iter().filter_map(|history| {
        let (now, before) = history.said.split_last()?;
        let before = before.iter().map(|said| value(history.field, said)).collect();
        Some(FieldRow { name: history.field.in_words(), now: value(history.field, now), before })
    });
    let near = nearest.ranked.iter().map(|(other, link)| Near {
        id: other.id.to_string(),
        href: death_href(other.id.as_str()),
        compare: compare_href(&id, other.id.as_str()),
        label: label(other),
        weight: wording::weight(link.weight),
        waterfall: embedded(&waterfall(link)),
        rows: evidence_rows(link),
    });
    let points =
        std::iter::once((&nearest.death, "member")).chain(nearest.ranked.iter().map(|(other, _)| (other, "near")));
    let in_force = |about: DecisionKind| {
        let found = decisions_in_force(&matters).into_iter().find(|(_, decision)| decision.about == about);
        found.map(|(matter, _)| matter.id.clone()).unwrap_or_default()
    };
    let series = store.series_of_death(actor, &id).await?;
    let standing = store.standings(actor, std::slice::from_ref(&id)).await?.pop().unwrap_or_default();
    let staff = Staff::of(store, actor).await?;
    page(&DeathPage {
        title: label(&nearest.death),
        restricted_to: record.restricted_to.join(", "),
        closed: super::today::closing(&standing),
        decided: standing.category.unwrap_or_default(),
        fields: fields.collect(),
        stated: STATED,
        complete: format!("{filled} of {of}"),
        missing: missing.join(", "),
        map: embedded(&map(points, &desk.layers)),
        nearest: near.collect(),
        series: series.iter().map(|series| (series.id.clone(), super::e_value(series.e_value))).collect(),
        category: in_force(DecisionKind::Category),
        suspicion: in_force(DecisionKind::Suspicion),
        close: in_force(DecisionKind::Close),
        documents: listed(store.documents(actor, Some(std::slice::from_ref(&id)), DOCUMENTS).await?),
        matters: Row::all(&matters, today),
        subject: subject.to_string(),
        forms: MatterForm::all_new(SubjectKind::Death, &staff, today),
        staff,
        head: Head::new(&by, today.to_string()),
        id,
    })
}

/// Evidence, weight and sentence of a link.
pub(crate) fn evidence_rows(link: &colligate_linkage::result::Link) -> Vec<(String, String, String)> {
    let row = |row: &colligate_linkage::result::EvidenceWeight| {
        (row.evidence.replace('_', " "), format!("{:+.2}", row.weight), row.sentence.clone())
    };
    link.evidence.iter().map(row).collect()
}
