//! Signing in and out.

use super::{Page, page};
use crate::Desk;
use crate::error::Refusal;
use crate::session::{Posted, Signed, browser_cookie, browser_of, cookie, origin};
use crate::throttle::Guesser;
use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use colligate_casefile::{Approach, CaseError};
use serde::Deserialize;
use std::net::SocketAddr;

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    pub message: String,
    /// An identity provider signs people in, too.
    pub provider: bool,
}

pub(crate) async fn show(State(desk): State<Desk>) -> Page {
    page(&SignInPage { message: String::new(), provider: desk.provider.is_some() })
}

#[derive(Deserialize)]
pub(crate) struct Credentials {
    name: String,
    password: String,
}

pub(crate) async fn sign_in(
    State(desk): State<Desk>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Refusal> {
    let from = origin(&headers, from, desk.behind_proxy);
    let mut browser = browser_of(&headers, desk.secure);
    if let Some(token) = &browser
        && !desk.store.knows_browser(&given.name, token).await?
    {
        browser = None;
    }
    let guesser = browser.clone().map_or_else(|| Guesser::at(from), Guesser::Browser);
    if !desk.guesses.allows(guesser) {
        return Err(Refusal::Slower);
    }
    let from = from.to_string();
    let approach = Approach { origin: &from, browser: browser.as_deref() };
    match desk.store.sign_in(&given.name, &given.password, &approach).await {
        Ok(signed) => {
            let session = cookie(Some(&signed.token), desk.secure);
            let known = signed.browser.map(|token| (SET_COOKIE, browser_cookie(&token, desk.secure)));
            let cookies: Vec<_> = std::iter::once((SET_COOKIE, session)).chain(known).collect();
            Ok((AppendHeaders(cookies), Redirect::to("/")).into_response())
        }
        // The same for both, or it would tell which names there are.
        Err(CaseError::SignIn | CaseError::Locked { .. }) => {
            let message =
                "Name or password is wrong, or too many wrong passwords were tried: then wait a quarter of an hour.";
            let html = SignInPage { message: message.to_owned(), provider: desk.provider.is_some() }.render()?;
            Ok((StatusCode::UNAUTHORIZED, Html(html)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Deserialize)]
pub(crate) struct Nothing {}

pub(crate) async fn sign_out(State(desk): State<Desk>, posted: Posted<Nothing>) -> Result<Response, Refusal> {
    let Posted { by: Signed { session, token }, form: Nothing {} } = posted;
    desk.store.sign_out(&session.actor, &token).await?;
    Ok(([(SET_COOKIE, cookie(None, desk.secure))], Redirect::to("/sign-in")).into_response())
}
