//! Search over everything that the user may see.

use super::rows::subject_href;
use super::{Head, Page, page};
use crate::Desk;
use crate::error::Refusal;
use crate::figures::encoded;
use crate::session::{Posted, Signed};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Redirect;
use colligate_casefile::SavedSearch;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Words {
    #[serde(default)]
    pub q: String,
}

/// Finds shown, at most.
pub(crate) const MOST: usize = 100;

struct Found {
    href: String,
    subject: String,
    place: String,
    excerpt: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    head: Head,
    words: String,
    found: Vec<Found>,
    all: bool,
    saved: Vec<(String, String, String)>,
}

pub(crate) async fn show(State(desk): State<Desk>, Query(words): Query<Words>, by: Signed) -> Page {
    let hits = desk.store.search(by.actor(), &words.q, MOST).await?;
    let all = hits.len() < MOST;
    let found = hits.into_iter().map(|hit| Found {
        href: subject_href(&hit.subject),
        subject: hit.subject.to_string(),
        place: hit.place,
        excerpt: hit.excerpt,
    });
    let saved = desk.store.saved_searches(by.actor()).await?.into_iter();
    let saved = saved.map(|search| (format!("/search?q={}", encoded(&search.words)), search.name, search.words));
    page(&SearchPage {
        head: Head::new(&by, desk.store.clock().today().to_string()),
        found: found.collect(),
        words: words.q,
        all,
        saved: saved.collect(),
    })
}

#[derive(Deserialize)]
pub(crate) struct NewSearch {
    name: String,
    words: String,
}

/// Keeps a search under a name.
pub(crate) async fn save(State(desk): State<Desk>, posted: Posted<NewSearch>) -> Result<Redirect, Refusal> {
    let NewSearch { name, words } = posted.form;
    let back = format!("/search?q={}", encoded(&words));
    desk.store.save_search(posted.by.actor(), &SavedSearch { name, words }).await?;
    Ok(Redirect::to(&back))
}

#[derive(Deserialize)]
pub(crate) struct OldSearch {
    name: String,
}

/// Forgets one.
pub(crate) async fn forget(State(desk): State<Desk>, posted: Posted<OldSearch>) -> Result<Redirect, Refusal> {
    desk.store.forget_search(posted.by.actor(), &posted.form.name).await?;
    Ok(Redirect::to("/search"))
}
