//! One's own account: another password.

use super::{Head, Page, page};
use crate::Desk;
use crate::error::Refusal;
use crate::session::{Posted, Signed};
use askama::Template;
use axum::extract::State;
use axum::response::Redirect;
use colligate_casefile::CaseError;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    head: Head,
    name: String,
    team: String,
}

pub(crate) async fn show(State(desk): State<Desk>, by: Signed) -> Page {
    let user = &by.session.user;
    page(&AccountPage {
        name: user.name.clone(),
        team: user.team.clone(),
        head: Head::new(&by, desk.store.clock().today().to_string()),
    })
}

#[derive(Deserialize)]
pub(crate) struct NewPassword {
    now: String,
    new: String,
    again: String,
}

/// Ends all sessions of the user, this one too: they sign in with the new password.
pub(crate) async fn password(State(desk): State<Desk>, posted: Posted<NewPassword>) -> Result<Redirect, Refusal> {
    let NewPassword { now, new, again } = posted.form;
    if new != again {
        return Err(CaseError::Invalid("the two new passwords are not the same".to_owned()).into());
    }
    desk.store.change_own_password(posted.by.actor(), &now, &new).await?;
    Ok(Redirect::to("/sign-in"))
}
