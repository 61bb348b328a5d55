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
use colligate_casefile::{Found, Hits, SavedSearch};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Words {
    #[serde(default)]
    pub q: String,
    /// Page, from 1.
    #[serde(default = "first")]
    pub page: usize,
}

fn first() -> usize {
    1
}

impl Words {
    /// Hits before this page.
    pub fn skip(&self) -> usize {
        self.page.clamp(1, PAGES).saturating_sub(1) * MOST
    }
}

/// Finds shown on a page.
pub(crate) const MOST: usize = 100;
/// Pages, at most: who needs more needs another word.
const PAGES: usize = 1_000;

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
    /// Number of the first on this page.
    from: usize,
    /// Path of the page before and after; empty where there is none.
    before: String,
    after: String,
    saved: Vec<(String, String, String)>,
}

pub(crate) async fn show(State(desk): State<Desk>, Query(words): Query<Words>, by: Signed) -> Page {
    let skip = words.skip();
    let Hits { hits, more } = desk.store.search(by.actor(), &words.q, skip, MOST).await?;
    let number = skip / MOST + 1;
    let path = |page: usize| format!("/search?q={}&page={page}", encoded(&words.q));
    let before = if number > 1 { path(number - 1) } else { String::new() };
    let after = if more && number < PAGES { path(number + 1) } else { String::new() };
    let found = hits.into_iter().map(|hit| {
        let (href, what) = told(&hit.found);
        Row { href, what, place: hit.place.to_string(), excerpt: hit.excerpt }
    });
    let saved = desk.store.saved_searches(by.actor()).await?.into_iter();
    let saved = saved.map(|search| (format!("/search?q={}", encoded(&search.words)), search.name, search.words));
    page(&SearchPage {
        head: Head::new(&by, desk.store.clock().today().to_string()),
        found: found.collect(),
        from: skip + 1,
        before,
        after,
        words: words.q,
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
