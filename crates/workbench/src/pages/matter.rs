//! A matter with all its versions, and the form to add one.

use super::rows::{Row, subject_href};
use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::{Path, State};
use colligate_casefile::{Body, CaseError, RecordThen};

#[derive(Template)]
#[template(path = "matter.html")]
struct MatterPage {
    head: Head,
    id: String,
    subject: String,
    subject_href: String,
    newest: Row,
    versions: Vec<Row>,
    body: Body,
    users: Vec<String>,
    then: Option<RecordThen>,
}

pub(crate) async fn show(State(desk): State<Desk>, Path(id): Path<String>, by: Signed) -> Page {
    let (store, actor) = (&desk.store, by.actor());
    let today = store.clock().today().to_string();
    let versions = store.versions(actor, &id).await?;
    let Some(newest) = versions.last() else {
        return Err(CaseError::NotFound { what: "matter", id }.into());
    };
    let then = store.record_then(actor, newest).await?;
    page(&MatterPage {
        then,
        subject: newest.subject.to_string(),
        subject_href: subject_href(&newest.subject),
        newest: Row::new(newest, &[], &today),
        body: newest.body.clone(),
        versions: versions.iter().map(|version| Row::version(version, &today)).collect(),
        users: store.users(actor).await?.into_iter().filter(|user| !user.disabled).map(|user| user.name).collect(),
        head: Head::new(&by, today),
        id,
    })
}
