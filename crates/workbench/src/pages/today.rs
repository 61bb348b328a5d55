//! Today: what came in, what stands out, what is due.

use super::alerts::{AlertRow, rows};
use super::rows::Row;
use super::{Head, Page, looking, page};
use crate::Desk;
use crate::figures::{death_href, label};
use crate::session::Signed;
use askama::Template;
use axum::extract::State;
use colligate_casefile::{CaseError, Decision, SeriesShort, Sight, Standing, Store};
use colligate_register::wording::{self, counted};

/// Alerts at hand, and those shown at once.
const ALERTS: i64 = 1_000;
const FIRST: usize = 10;
/// Matters shown, the first due.
const DUE: usize = 6;

struct NewDeath {
    href: String,
    label: String,
    day: String,
    place: String,
    category: String,
    links: Vec<NearLink>,
    complete: String,
    missing: String,
    series: Vec<String>,
    /// How the case was closed, where it is.
    closed: String,
}

struct NearLink {
    href: String,
    compare: String,
    label: String,
    weight: String,
    sentence: String,
}

#[derive(Template)]
#[template(path = "today.html")]
struct Today {
    head: Head,
    /// The newest, and the others.
    alerts: Vec<AlertRow>,
    more_alerts: Vec<AlertRow>,
    /// How many those are, in words.
    more: String,
    deaths: Vec<NewDeath>,
    queue: Vec<Row>,
    overdue: usize,
    budget: String,
    /// Alerts of the last 30 days: of what came on record, and of the first look at what was on record before.
    alerts_a_month: (usize, usize),
    /// Restricted deaths left out until the user says why they look, and the path that asks.
    unasked: (usize, String),
    /// New deaths that are not shown as cards: path and case number.
    others: Vec<(String, String)>,
}

pub(crate) async fn show(State(desk): State<Desk>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    store.consult(actor, "today").await?;
    let day = store.clock().today();
    let today = day.to_string();
    let month = (day + -30).to_string();
    let all = store.alerts(actor, ALERTS).await?;
    let in_series = store.all_series(actor).await?;
    let of_month =
        |first_look: bool| all.iter().filter(|alert| alert.at >= month && alert.first_look == first_look).count();
    let alerts_a_month = (of_month(false), of_month(true));
    let mut alerts = rows(store, actor, all).await?;
    let current = alerts.iter().filter(|alert| !alert.is_past).count();
    let more_alerts = alerts.split_off(current.min(FIRST));
    let (new, mut others) = store.new_deaths(actor).await?;
    let sight = store.sight(actor).await?;
    // What came in a moment ago is named at once, and shown when it has been compared.
    let (new, coming): (Vec<String>, Vec<String>) = new.into_iter().partition(|id| sight.has(id));
    others.splice(0..0, coming);
    let closings: Vec<String> = store.standings(actor, &new).await?.iter().map(closing).collect();
    let mut deaths = looking(move || {
        let all = new.iter().zip(closings);
        all.map(|(id, closed)| new_death(&sight, id, &in_series, closed)).collect::<Result<Vec<_>, _>>()
    })
    .await?;
    // Those that stand out first; among the others the newest stays first.
    deaths.sort_by_key(|death: &NewDeath| death.series.is_empty());
    let queue = store.queue(actor, 200).await?;
    let due = Row::all(&queue, day);
    let overdue = due.iter().filter(|row| row.overdue).count();
    let unasked = store.unasked(actor).await?;
    page(&Today {
        unasked: (unasked.len(), super::why::href(&unasked, "/")),
        others: others.into_iter().map(|id| (death_href(&id), id)).collect(),
        head: Head::new(&by, today),
        alerts,
        more: counted(more_alerts.len(), "earlier alert", "earlier alerts"),
        more_alerts,
        deaths,
        overdue,
        queue: due.into_iter().take(DUE).collect(),
        budget: format!("{}", store.budget().await?.a_month),
        alerts_a_month,
    })
}

/// How a case was closed, in words; empty where it is open.
pub(crate) fn closing(standing: &Standing) -> String {
    let told = |decision: &Decision| match decision.over_open.len() {
        0 => format!("closed: {}", decision.reason),
        open => format!("closed over {}: {}", counted(open, "open lead", "open leads"), decision.reason),
    };
    standing.closed.as_ref().map(told).unwrap_or_default()
}

fn new_death(sight: &Sight, id: &str, in_series: &[SeriesShort], closed: String) -> Result<NewDeath, CaseError> {
    let nearest = sight.nearest(id, Store::NEW_LINKS)?;
    let member = &nearest.death;
    let (filled, of, missing) = sight.completeness(id)?;
    let with = in_series.iter().filter(|series| series.members.iter().any(|member| member == id));
    let links = nearest.ranked.iter().map(|(other, link)| {
        let best = link.evidence.iter().max_by(|a, b| a.weight.total_cmp(&b.weight));
        NearLink {
            href: death_href(other.id.as_str()),
            compare: compare_href(id, other.id.as_str()),
            label: label(other),
            weight: wording::weight(link.weight),
            sentence: best.map(|row| row.sentence.clone()).unwrap_or_default(),
        }
    });
    Ok(NewDeath {
        href: death_href(id),
        label: label(member),
        day: member.dates().map(|dates| dates.to_string()).unwrap_or_default(),
        place: member.place.clone().or(member.place_kind.clone()).unwrap_or_default(),
        category: member.category.clone().unwrap_or_else(|| "no category".to_owned()),
        links: links.collect(),
        complete: format!("{filled} of {of}"),
        missing: missing.join(", "),
        series: with.map(|series| series.id.clone()).collect(),
        closed,
    })
}

pub(crate) fn compare_href(a: &str, b: &str) -> String {
    format!("/compare?a={}&b={}", crate::figures::encoded(a), crate::figures::encoded(b))
}
