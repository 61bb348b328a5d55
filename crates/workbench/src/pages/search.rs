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
use colligate_casefile::{Found, Hit, SavedSearch, Subject};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Words {
    #[serde(default)]
    pub q: String,
}

/// Finds shown, at most.
pub(crate) const MOST: usize = 100;

struct Row {
    href: String,
    what: String,
    place: String,
    excerpt: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    head: Head,
    words: String,
    found: Vec<Row>,
    all: bool,
    saved: Vec<(String, String, String)>,
}

pub(crate) async fn show(State(desk): State<Desk>, Query(words): Query<Words>, by: Signed) -> Page {
    let hits = desk.store.search(by.actor(), &words.q, MOST).await?;
    let kind = |hit: &Hit| match &hit.found {
        Found::Subject(Subject::Death(_)) => 0,
        Found::Subject(Subject::Series(_)) => 1,
        Found::Matter { .. } => 2,
        Found::Document { .. } => 3,
    };
    let all = (0..4).all(|of| hits.iter().filter(|hit| kind(hit) == of).count() < MOST);
    let found = hits.into_iter().map(|hit| {
        let (href, what) = told(&hit.found);
        Row { href, what, place: hit.place, excerpt: hit.excerpt }
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

/// The path of what was found, and what it is.
pub(crate) fn told(found: &Found) -> (String, String) {
    match found {
        Found::Subject(subject) => (subject_href(subject), subject.to_string()),
        Found::Matter { id, about } => (format!("/matters/{}", encoded(id)), format!("on {about}")),
        Found::Document { id, name } => (format!("/documents/{}", encoded(id)), format!("document {name}")),
    }
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
