//! The same as JSON, and what is given out as files.

use crate::Desk;
use crate::error::Refusal;
use crate::pages::compare::Which;
use crate::pages::looking;
use crate::pages::search::{MOST, Words, told};
use crate::session::Signed;
use axum::Json;
use axum::extract::{FromRef, FromRequestParts, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use colligate_casefile::{Alert, Change, DecidedOn, Format, Hits, SeriesShort, Subject};
use serde::Deserialize;
use serde_json::{Value, json};

/// A refusal told as JSON.
pub(crate) struct Told(Refusal);

impl<E: Into<Refusal>> From<E> for Told {
    fn from(error: E) -> Told {
        Told(error.into())
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        self.0.as_json()
    }
}

/// Someone who is signed in, or an error as JSON.
pub(crate) struct Caller(Signed);

impl<S: Send + Sync> FromRequestParts<S> for Caller
where
    Desk: FromRef<S>,
{
    type Rejection = Told;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Caller, Told> {
        Ok(Caller(Signed::from_request_parts(parts, state).await?))
    }
}

type Answer = Result<Json<Value>, Told>;

pub(crate) async fn today(State(desk): State<Desk>, Caller(by): Caller) -> Answer {
    let (store, actor) = (&desk.store, by.actor());
    store.consult(actor, "today").await?;
    let day = store.clock().today();
    let alerts: Vec<Value> = store.alerts(actor, 100).await?.into_iter().map(alert).collect();
    let new = store.added_since(actor, &(day + -7).to_string(), 1_000).await?;
    Ok(Json(json!({ "today": day.to_string(), "alerts": alerts, "new_deaths": new })))
}

fn alert(alert: Alert) -> Value {
    let change = |change: &Change| {
        json!({
            "since": change.since, "at": change.at, "series": change.series, "e_value": change.e_value,
            "grew": change.grew, "on_record": change.on_record, "left": change.left, "says": alert.what_changed(),
        })
    };
    json!({
        "series": alert.series, "members": alert.members, "at": alert.at, "e_value": alert.e_value, "e_now": alert.e_now,
        "level": alert.level, "joined": alert.joined, "first_look": alert.first_look,
        "change": alert.change.as_ref().map(change),
    })
}

/// A review in force, with the evidence that it was made on and what there is now.
fn review(review: &DecidedOn) -> Value {
    json!({
        "decision": review.id, "value": review.value, "decider": review.decider, "at": review.at,
        "e_then": review.e_then, "e_now": review.e_now, "on_record_since": review.since,
        "is_on_older_evidence": review.is_on_older_evidence(),
    })
}

pub(crate) async fn death(State(desk): State<Desk>, Path(id): Path<String>, Caller(by): Caller) -> Answer {
    let record = desk.store.death(by.actor(), &id).await?;
    let matters = desk.store.matters(by.actor(), &Subject::Death(id)).await?;
    Ok(Json(json!({ "death": record, "matters": matters })))
}

#[derive(Deserialize)]
pub(crate) struct Top {
    #[serde(default = "ten")]
    top: usize,
}

fn ten() -> usize {
    10
}

/// Nearest deaths given at once, at most.
const MOST_NEAREST: usize = 1_000;

pub(crate) async fn nearest(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    Query(top): Query<Top>,
    Caller(by): Caller,
) -> Answer {
    desk.store.death(by.actor(), &id).await?;
    let sight = desk.store.sight_of(by.actor(), std::slice::from_ref(&id)).await?;
    let found = looking(move || sight.nearest(&id, top.top.min(MOST_NEAREST))).await?;
    let ranked: Vec<Value> = found.ranked.iter().map(|(death, link)| json!({ "death": death, "link": link })).collect();
    Ok(Json(json!({ "death": found.death, "ranked": ranked })))
}

pub(crate) async fn compare(State(desk): State<Desk>, Query(which): Query<Which>, Caller(by): Caller) -> Answer {
    let compared = desk.store.compare(by.actor(), &which.a, &which.b).await?;
    let (a, b) = &compared.records;
    Ok(Json(
        json!({ "a": compared.a, "b": compared.b, "link": compared.link, "likened": compared.likened, "records": [a, b] }),
    ))
}

pub(crate) async fn all_series(State(desk): State<Desk>, Caller(by): Caller) -> Answer {
    desk.store.consult(by.actor(), "all series").await?;
    let all = desk.store.all_series(by.actor()).await?;
    let reviews = desk.store.reviews(by.actor(), &all).await?;
    let all: Vec<Value> = all.iter().zip(&reviews).map(|(series, review)| short(series, review.as_ref())).collect();
    Ok(Json(json!({ "series": all })))
}

fn short(series: &SeriesShort, in_force: Option<&DecidedOn>) -> Value {
    json!({
        "id": series.id, "members": series.members, "e_value": series.e_value, "weight": series.weight,
        "first_seen": series.first_seen, "last_seen": series.last_seen, "current": series.current,
        "review": in_force.map(review),
    })
}

pub(crate) async fn series(State(desk): State<Desk>, Path(id): Path<String>, Caller(by): Caller) -> Answer {
    let series = desk.store.series(by.actor(), &id).await?;
    let review = desk.store.reviews(by.actor(), std::slice::from_ref(&series.short)).await?.pop().flatten();
    let matters = desk.store.matters(by.actor(), &Subject::Series(id)).await?;
    Ok(Json(json!({
        "series": short(&series.short, review.as_ref()),
        "told": series.told, "days": series.days, "matters": matters,
    })))
}

pub(crate) async fn search(State(desk): State<Desk>, Query(words): Query<Words>, Caller(by): Caller) -> Answer {
    let Hits { hits, more } = desk.store.search(by.actor(), &words.q, words.skip(), MOST).await?;
    let hit = |hit: &colligate_casefile::Hit| {
        let (href, what) = told(&hit.found);
        json!({ "what": what, "href": href, "place": hit.place.to_string(), "excerpt": hit.excerpt })
    };
    Ok(Json(json!({ "found": hits.iter().map(hit).collect::<Vec<_>>(), "more": more })))
}

pub(crate) async fn queue(State(desk): State<Desk>, Caller(by): Caller) -> Answer {
    desk.store.consult(by.actor(), "to do").await?;
    Ok(Json(json!({ "queue": desk.store.queue(by.actor(), 1_000).await? })))
}

pub(crate) async fn documents(State(desk): State<Desk>, Caller(by): Caller) -> Answer {
    desk.store.consult(by.actor(), "documents").await?;
    Ok(Json(json!({ "documents": desk.store.documents(by.actor(), None, 1_000).await? })))
}

pub(crate) async fn one_document(State(desk): State<Desk>, Path(id): Path<String>, Caller(by): Caller) -> Answer {
    Ok(Json(json!({ "document": desk.store.document(by.actor(), &id).await? })))
}

pub(crate) async fn document() -> Json<Value> {
    Json(crate::openapi())
}

pub(crate) fn file(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))], bytes)
        .into_response()
}

/// All deaths that the user may see, as canonical CSV: a disclosure.
pub(crate) async fn deaths_csv(State(desk): State<Desk>, by: Signed) -> Result<Response, Refusal> {
    let bytes = desk.store.export_deaths(by.actor(), Format::Csv).await?;
    Ok(file("text/csv; charset=utf-8", "deaths.csv", bytes))
}

/// The same as Parquet.
pub(crate) async fn deaths_parquet(State(desk): State<Desk>, by: Signed) -> Result<Response, Refusal> {
    let bytes = desk.store.export_deaths(by.actor(), Format::Parquet).await?;
    Ok(file("application/vnd.apache.parquet", "deaths.parquet", bytes))
}

/// The current series that the user may see, as GeoJSON: a disclosure.
pub(crate) async fn series_geojson(State(desk): State<Desk>, by: Signed) -> Result<Response, Refusal> {
    let series = desk.store.export_series(by.actor()).await?;
    let features = series.iter().flat_map(|series| {
        series.told.members.iter().filter_map(move |member| {
            let (lat, lon) = member.lat.zip(member.lon)?;
            Some(json!({
                "type": "Feature",
                "geometry": { "type": "Point", "coordinates": [lon, lat] },
                "properties": { "death": member.id, "series": series.short.id, "e_value": series.short.e_value, "day": member.day },
            }))
        })
    });
    let collection = json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() });
    Ok(file("application/geo+json", "series.geojson", collection.to_string().into_bytes()))
}
