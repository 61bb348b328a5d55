//! Series: all of them, and one with everything that speaks for and against it.

use super::alerts::ReviewRow;
use super::compare::odds;
use super::documents::listed;
use super::matter_form::{Control, MatterForm};
use super::rows::Row;
use super::staff::Staff;
use super::{Head, Page, e_value, page};
use crate::Desk;
use crate::figures::{curve, death_href, embedded, encoded, graph, label, map, timeline};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use colligate_casefile::words::{day_of, e_in_words};
use colligate_casefile::{
    Actor, Alert, CaseError, DECISION, DecidedOn, DecisionKind, DocumentShort, FieldSpec, Input, Matter, SeriesShort,
    Store, Subject, SubjectKind, decisions_in_force,
};
use colligate_linkage::Summary;
use colligate_register::wording;

/// Documents shown, the newest.
const DOCUMENTS: usize = 50;

struct SeriesRow {
    id: String,
    href: String,
    e_value: String,
    weight: String,
    members: Vec<(String, String)>,
    first_seen: String,
    alert: bool,
    review: Option<ReviewRow>,
}

#[derive(Template)]
#[template(path = "series_list.html")]
struct ListPage {
    head: Head,
    series: Vec<SeriesRow>,
    /// Not among those found last, but somebody saw to them.
    kept: Vec<SeriesRow>,
    level: String,
    /// What stands out, and what chance would also show.
    summary: String,
}

pub(crate) async fn list(State(desk): State<Desk>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    store.consult(actor, "all series").await?;
    let level = store.level(actor).await?;
    let all = store.all_series(actor).await?;
    let e_values: Vec<f64> = all.iter().map(|series| series.e_value).collect();
    let standing_out = e_values.iter().filter(|e_value| **e_value <= level).count() as u64;
    let summary = Summary::of(&e_values, Some(standing_out), level).headline;
    let series = rows(store, actor, all, level).await?;
    let kept = rows(store, actor, store.kept_series(actor).await?, level).await?;
    let head = Head::new(&by, store.clock().today().to_string());
    page(&ListPage { head, series, kept, level: e_value(level), summary })
}

async fn rows(store: &Store, actor: &Actor, all: Vec<SeriesShort>, level: f64) -> Result<Vec<SeriesRow>, CaseError> {
    let reviews = store.reviews(actor, &all).await?;
    let row = |(series, review): (SeriesShort, Option<DecidedOn>)| SeriesRow {
        href: series_href(&series.id),
        e_value: e_value(series.e_value),
        weight: wording::weight(series.weight),
        members: series.members.iter().map(|id| (death_href(id), id.clone())).collect(),
        first_seen: series.first_seen.clone(),
        alert: series.current && series.e_value <= level,
        review: review.as_ref().map(ReviewRow::new),
        id: series.id,
    };
    Ok(all.into_iter().zip(reviews).map(row).collect())
}

pub(crate) fn series_href(id: &str) -> String {
    format!("/series/{}", encoded(id))
}

/// The review in force of a series, with the evidence that it was made on.
async fn review(store: &Store, actor: &Actor, matters: &[Matter]) -> Result<Option<ReviewRow>, CaseError> {
    let in_force = decisions_in_force(matters).into_iter().find(|(_, decision)| decision.about == DecisionKind::Link);
    let Some((matter, _)) = in_force else { return Ok(None) };
    Ok(store.decided_on(actor, matter).await?.as_ref().map(ReviewRow::new))
}

struct MemberRow {
    href: String,
    label: String,
    /// How the case was closed, where it is.
    closed: String,
    day: String,
    place: String,
    weight: String,
    after: bool,
}

struct Kin {
    href: String,
    id: String,
    members: String,
    review: Option<ReviewRow>,
}

#[derive(Template)]
#[template(path = "series.html")]
struct SeriesPage {
    head: Head,
    documents: Vec<(String, DocumentShort)>,
    id: String,
    known_href: String,
    subject: String,
    e_value: String,
    range: String,
    from_tail: bool,
    odds: String,
    visible: String,
    after: usize,
    current: bool,
    members: Vec<MemberRow>,
    evidence: Vec<(String, String, String)>,
    explanations: Vec<(String, String, bool)>,
    breaks: Vec<String>,
    links: Vec<(String, String, String, String)>,
    map: String,
    timeline: String,
    graph: String,
    curve: String,
    days: Vec<(String, String)>,
    kin: Vec<Kin>,
    matters: Vec<Row>,
    review: Option<ReviewRow>,
    review_id: String,
    /// What its alerts say changed, the newest first: day and sentence.
    alerts: Vec<(String, String)>,
    close: String,
    staff: Staff,
    forms: Vec<MatterForm>,
    /// The competing explanations that a review weighs.
    weighed: &'static [FieldSpec],
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let today = store.clock().today();
    let series = store.series(actor, &id).await?;
    let subject = Subject::Series(id.clone());
    let matters = store.matters(actor, &subject).await?;
    let level = store.level(actor).await?;
    let visible = series.visible().map(|seen| seen.on.day.clone());
    let mut kin = Vec::new();
    for other in store.kin(actor, &series).await? {
        let of = store.matters(actor, &Subject::Series(other.id.clone())).await?;
        kin.push(Kin {
            href: series_href(&other.id),
            members: other.members.join(", "),
            review: review(store, actor, &of).await?,
            id: other.id,
        });
    }
    let closings = store.standings(actor, &series.short.members).await?;
    let members: Vec<MemberRow> = series
        .told
        .members
        .iter()
        .zip(closings)
        .map(|(member, standing)| {
            let day = member.dates().map(|dates| dates.to_string()).unwrap_or_default();
            MemberRow {
                href: death_href(member.id.as_str()),
                label: label(member),
                closed: super::today::closing(&standing),
                place: member.place.clone().or(member.place_kind.clone()).unwrap_or_default(),
                weight: wording::weight(member.weight),
                after: visible.as_ref().is_some_and(|visible| day > *visible),
                day,
            }
        })
        .collect();
    let events = events(&matters, visible.as_deref());
    let told = &series.told;
    let review = review(store, actor, &matters).await?;
    let review_id = review.as_ref().map(|review| review.id.clone()).unwrap_or_default();
    let mut alerts = store.alerts(actor, i64::MAX).await?;
    alerts.retain(|alert| alert.series == id);
    alerts.sort_by_key(|alert| -alert.number);
    let close = decisions_in_force(&matters).into_iter().find(|(_, decision)| decision.about == DecisionKind::Close);
    let staff = Staff::of(store, actor).await?;
    page(&SeriesPage {
        documents: listed(store.documents(actor, Some(&series.short.members), DOCUMENTS).await?),
        known_href: format!("{}/known", series_href(&id)),
        subject: subject.to_string(),
        e_value: e_value(series.short.e_value),
        range: wording::range(told.e_value.low, told.e_value.high),
        from_tail: told.e_value.from_tail,
        odds: odds(series.short.weight, "these deaths"),
        after: members.iter().filter(|member| member.after).count(),
        current: series.short.current,
        evidence: told
            .evidence
            .iter()
            .map(|row| (row.evidence.replace('_', " "), format!("{:+.2}", row.weight), row.sentence.clone()))
            .collect(),
        explanations: told
            .explanations
            .iter()
            .map(|one| (one.name.clone(), one.sentence.clone(), one.supported))
            .collect(),
        breaks: told.breaks.clone(),
        links: told
            .links
            .iter()
            .map(|link| {
                let (a, b) = (link.a.to_string(), link.b.to_string());
                (super::today::compare_href(&a, &b), a, b, wording::weight(link.weight))
            })
            .collect(),
        map: embedded(&map(told.members.iter().map(|member| (member, "member")), &desk.layers)),
        timeline: embedded(&timeline(&series, visible.as_deref(), &events)),
        graph: embedded(&graph(&series)),
        curve: embedded(&curve(&series, level)),
        days: series.curve().into_iter().map(|(day, value)| (day.to_owned(), e_value(value))).collect(),
        kin,
        matters: Row::all(&matters, today),
        review,
        review_id,
        alerts: alerts.iter().map(|alert| (day_of(&alert.at), raised(alert))).collect(),
        close: close.map(|(matter, _)| matter.id.clone()).unwrap_or_default(),
        forms: MatterForm::all_new(SubjectKind::Series, &staff, today),
        staff,
        weighed: weighed(),
        visible: visible.unwrap_or_default(),
        members,
        head: Head::new(&by, today.to_string()),
        id,
    })
}

/// The competing explanations that a review weighs.
fn weighed() -> &'static [FieldSpec] {
    match DECISION.field("explanations").map(|field| &field.input) {
        Some(Input::Group(parts)) => parts,
        _ => &[],
    }
}

/// What an alert says: how strong the series was, and what had changed.
fn raised(alert: &Alert) -> String {
    alert
        .what_changed()
        .unwrap_or_else(|| format!("The first alert on these deaths, at E {}.", e_in_words(alert.e_value)))
}

/// Letters of what stands on a timeline, at most.
const MARK: usize = 60;

/// What happened to a series and its deaths, for the timeline.
pub(crate) fn events(matters: &[Matter], visible: Option<&str>) -> Vec<(String, String, &'static str)> {
    let of = |matter: &Matter| {
        let (words, day) = matter.body.mark()?;
        let day = day.or(matter.at.get(..10)).unwrap_or_default().to_owned();
        Some((day, words.chars().take(MARK).collect(), matter.body.kind().name))
    };
    let mut events: Vec<(String, String, &'static str)> = matters.iter().filter_map(of).collect();
    events.extend(visible.map(|day| (day.to_owned(), "could be seen".to_owned(), "visible")));
    events.sort();
    events
}
