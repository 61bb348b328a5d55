//! Search over everything that the user may see.

use super::rows::subject_href;
use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::{Query, State};
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
    page(&SearchPage {
        head: Head::new(&by, desk.store.clock().today().to_string()),
        found: found.collect(),
        words: words.q,
        all,
    })
}
