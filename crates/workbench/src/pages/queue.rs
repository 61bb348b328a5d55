//! What is still to be done, by everyone.

use super::rows::Row;
use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    head: Head,
    rows: Vec<Row>,
}

pub(crate) async fn show(State(desk): State<Desk>, by: Signed) -> Page {
    let today = desk.store.clock().today().to_string();
    desk.store.consult(by.actor(), "to do").await?;
    let queue = desk.store.queue(by.actor(), 1_000).await?;
    page(&QueuePage { rows: Row::all(&queue, &today), head: Head::new(&by, today) })
}
