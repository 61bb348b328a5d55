//! When could we have known: one timeline of a series, from the record alone.

use super::rows::Row;
use super::series::{events, series_href};
use super::{Head, Page, e_value, in_words, page};
use crate::Desk;
use crate::api::file;
use crate::error::Refusal;
use crate::figures::{curve, embedded, timeline};
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use colligate_casefile::{Actor, CaseError, Matter, SeriesRecord, Store, Subject, value_in_words};
use colligate_register::Field;
use colligate_register::wording::{self, counted};
use colligate_report::pdf::{self, Report};

/// One thing that happened or became known.
struct Happened {
    day: String,
    what: String,
    who: String,
    kind: &'static str,
}

#[derive(Template)]
#[template(path = "known.html")]
struct KnownPage {
    head: Head,
    id: String,
    series_href: String,
    pdf: String,
    visible: String,
    level: String,
    after: Vec<String>,
    happened: Vec<Happened>,
    timeline: String,
    curve: String,
}

/// What the record tells of a series.
struct Told {
    series: SeriesRecord,
    level: f64,
    visible: Option<String>,
    /// Deaths after the day on which the link could be seen.
    after: Vec<String>,
    matters: Vec<Matter>,
    happened: Vec<Happened>,
}

async fn told(store: &Store, actor: &Actor, id: &str) -> Result<Told, CaseError> {
    let today = store.clock().today();
    let series = store.series(actor, id).await?;
    let seen = series.visible();
    let level = match &seen {
        Some(seen) => seen.on.level,
        None => store.level(actor).await?,
    };
    let visible = seen.as_ref().map(|seen| seen.on.day.clone());
    let mut matters = store.every_version(actor, &Subject::Series(id.to_owned())).await?;
    for earlier in &series.earlier {
        matters.extend(store.every_version(actor, &Subject::Series(earlier.id.clone())).await?);
    }
    let mut happened = Vec::new();
    let mut after = Vec::new();
    for member in &series.short.members {
        let record = store.death(actor, member).await?;
        matters.extend(store.every_version(actor, &Subject::Death(member.clone())).await?);
        for history in &record.fields {
            for (at, said) in history.said.iter().enumerate() {
                if history.field == Field::Died && at == 0 {
                    let day = said.value.get(..10).unwrap_or_default().to_owned();
                    if visible.as_ref().is_some_and(|visible| day > *visible) {
                        after.push(format!("{member} ({})", in_words(&day)));
                    }
                    happened.push(Happened { day, what: format!("{member} dies"), who: String::new(), kind: "death" });
                } else if at > 0 || said.known_from > record.added_on {
                    let what = format!(
                        "{member}: {} becomes known as “{}”",
                        history.field.in_words(),
                        value_in_words(history.field, &said.value)
                    );
                    let who = format!("{}, put on record by {}", said.source, said.by);
                    happened.push(Happened { day: said.known_from.clone(), what, who, kind: "known" });
                }
            }
        }
        let what = format!("{member} is put on record");
        happened.push(Happened { day: record.added_on.clone(), what, who: String::new(), kind: "known" });
    }
    for row in matters.iter().map(|matter| Row::version(matter, today)) {
        let day = row.at.get(..10).unwrap_or_default().to_owned();
        let again = if row.version > 1 { " (later version)" } else { "" };
        let mut what = format!("{}{again} on {}: {}. {}", row.kind, row.subject, row.headline, row.detail);
        if !row.over_open.is_empty() {
            let leads = counted(row.over_open.len(), "open lead", "open leads");
            what.push_str(&format!(" Closed over {leads}: {}", row.over_open.join("; ")));
        }
        happened.push(Happened { day, what, who: row.by, kind: "matter" });
    }
    if let Some(seen) = &seen {
        let (members, value) = (seen.members.join(", "), e_value(seen.on.e_value));
        let what =
            format!("The link of {members} could be seen: E = {value}, alerts were raised up to {}", e_value(level));
        happened.push(Happened { day: seen.on.day.clone(), what, who: String::new(), kind: "visible" });
    }
    let of: Vec<(&str, &[String])> = std::iter::once((id, &series.short.members[..]))
        .chain(series.earlier.iter().map(|earlier| (earlier.id.as_str(), &earlier.members[..])))
        .collect();
    for alert in store.alerts(actor, i64::MAX).await? {
        let Some((_, members)) = of.iter().find(|(id, _)| *id == alert.series) else { continue };
        let change = alert.what_changed().map(|change| format!(". {change}")).unwrap_or_default();
        let what = format!("Alert raised on {} at E = {}{change}", members.join(", "), e_value(alert.e_value));
        happened.push(Happened {
            day: alert.at.get(..10).unwrap_or_default().to_owned(),
            what,
            who: String::new(),
            kind: "alert",
        });
    }
    // Of one day, what happened and became known comes before what people made of it.
    let rank = |kind: &str| ["death", "known", "visible", "alert", "matter"].iter().position(|known| *known == kind);
    happened.sort_by(|a, b| a.day.cmp(&b.day).then(rank(a.kind).cmp(&rank(b.kind))));
    Ok(Told { series, level, visible, after, matters, happened })
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let Told { series, level, visible, after, matters, happened } = told(&desk.store, by.actor(), &id).await?;
    page(&KnownPage {
        series_href: series_href(&id),
        pdf: format!("{}/known.pdf", series_href(&id)),
        level: e_value(level),
        after,
        timeline: embedded(&timeline(&series, visible.as_deref(), &events(&matters, visible.as_deref()))),
        curve: embedded(&curve(&series, level)),
        visible: visible.as_deref().map(in_words).unwrap_or_default(),
        happened,
        head: Head::new(&by, desk.store.clock().today().to_string()),
        id,
    })
}

/// The same as a PDF, to be given out: a disclosure.
pub(crate) async fn as_pdf(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Result<Response, Refusal> {
    let told = told(&desk.store, by.actor(), &id).await?;
    desk.store.disclose(by.actor(), &format!("series {id} as PDF"), &told.series.short.deaths).await?;
    let mut paragraphs = vec![match &told.visible {
        Some(day) => {
            let (level, day) = (e_value(told.level), in_words(day));
            format!("Series {id}. Its E-value fell to the alert level ({level}) on {day}.")
        }
        None => format!("Series {id}. It has not reached the alert level ({}).", e_value(told.level)),
    }];
    if !told.after.is_empty() {
        paragraphs.push(format!("Deaths after that day: {}.", told.after.join(", ")));
    }
    paragraphs.push(
        "A link is a lead to be reviewed, never a finding about a person. All of this is from the record.".to_owned(),
    );
    let today = desk.store.clock().today();
    let report = Report {
        title: "When could we have known?".to_owned(),
        paragraphs,
        headings: ["Day", "What", "Who"],
        rows: told.happened.into_iter().map(|one| [one.day, one.what, one.who]).collect(),
        foot: format!("Series {id}, made on {} by {}.", wording::day(today), by.actor().name),
    };
    let bytes = tokio::task::spawn_blocking(move || pdf::write(&report)).await.map_err(CaseError::from)?;
    let bytes = bytes.map_err(|error| CaseError::Internal(error.to_string()))?;
    Ok(file("application/pdf", "known.pdf", bytes))
}
