//! Asks why someone looks at a death that is restricted.

use super::{Head, Page, page};
use crate::Desk;
use crate::session::{Posted, Signed};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Redirect;
use serde::Deserialize;

/// Which deaths, as a JSON list since a case number can hold anything, and where to go on.
#[derive(Deserialize)]
pub(crate) struct Asked {
    deaths: String,
    back: String,
}

impl Asked {
    fn deaths(&self) -> Vec<String> {
        serde_json::from_str(&self.deaths).unwrap_or_default()
    }

    /// A path of this server alone.
    fn back(&self) -> &str {
        // Browsers take a backslash for a slash, and leave control characters out.
        let is_strange = |letter: char| letter == '\\' || letter.is_control();
        let is_own = self.back.starts_with('/') && !self.back.starts_with("//") && !self.back.contains(is_strange);
        if is_own { &self.back } else { "/" }
    }
}

/// The path that asks for reasons for these deaths and then goes on to `back`.
pub(crate) fn href(deaths: &[String], back: &str) -> String {
    let list = serde_json::json!(deaths).to_string();
    format!("/why?deaths={}&back={}", crate::figures::encoded(&list), crate::figures::encoded(back))
}

#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    head: Head,
    names: String,
    deaths: String,
    back: String,
}

pub(crate) async fn show(State(desk): State<Desk>, Query(asked): Query<Asked>, by: Signed) -> Page {
    // Nothing is said of a death that is not restricted to who asks, or is no death at all.
    desk.store.must_be_restricted_to(by.actor(), &asked.deaths()).await?;
    page(&WhyPage {
        head: Head::new(&by, desk.store.clock().today().to_string()),
        names: asked.deaths().join(", "),
        back: asked.back().to_owned(),
        deaths: asked.deaths,
    })
}

#[derive(Deserialize)]
pub(crate) struct Given {
    #[serde(flatten)]
    asked: Asked,
    why: String,
}

pub(crate) async fn give(State(desk): State<Desk>, posted: Posted<Given>) -> Result<Redirect, crate::error::Refusal> {
    let Given { asked, why } = posted.form;
    desk.store.give_reason(posted.by.actor(), &asked.deaths(), &why).await?;
    Ok(Redirect::to(asked.back()))
}
