//! What is still to be done, by everyone.

use super::rows::Row;
use super::staff::Staff;
use super::{Head, Page, page};
use crate::Desk;
use crate::session::Signed;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    head: Head,
    /// What the user, or their team, has to see to.
    own: Vec<Row>,
    /// Everything else.
    rows: Vec<Row>,
}

pub(crate) async fn show(State(desk): State<Desk>, by: Signed) -> Page {
    let today = desk.store.clock().today();
    desk.store.consult(by.actor(), "to do").await?;
    let queue = desk.store.queue(by.actor(), 1_000).await?;
    let team = Staff::of(&desk.store, by.actor()).await?.own_team;
    let is_own =
        |row: &Row| row.owner == by.actor().name || (!team.is_empty() && row.owner.eq_ignore_ascii_case(&team));
    let (own, rows) = Row::all(&queue, today).into_iter().partition(is_own);
    page(&QueuePage { own, rows, head: Head::new(&by, today.to_string()) })
}
