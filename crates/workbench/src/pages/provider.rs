//! Signing in through the office's identity provider.

use crate::Desk;
use crate::error::Refusal;
use crate::log::log;
use crate::oidc::ProviderError;
use crate::session::{cookie, origin};
use crate::throttle::Guesser;
use askama::Template;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use colligate_casefile::CaseError;
use serde::Deserialize;
use std::net::SocketAddr;
use std::sync::Arc;

/// Ties a sign-in to the browser that began it. Unlike a session's, it has to come along when the provider sends the browser back.
const ERRAND: &str = "colligate-errand";

fn errand(state: &str, age: u32, secure: bool) -> String {
    let over_tls = if secure { "; Secure" } else { "" };
    format!("{ERRAND}={state}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age={age}{over_tls}")
}

fn provider(desk: &Desk) -> Result<Arc<crate::oidc::Provider>, Refusal> {
    let missing = || CaseError::NotFound { what: "page", id: "/sign-in/provider".to_owned() };
    Ok(desk.provider.clone().ok_or_else(missing)?)
}

/// What the server's log gets, and what the person gets.
fn told(error: &ProviderError) -> Result<Response, Refusal> {
    log(format_args!("warning: {error}"));
    let message = match error {
        ProviderError::Unknown => error.to_string(),
        _ => "The identity provider could not sign you in. The server's log says why.".to_owned(),
    };
    let html = super::sign_in::SignInPage { message, provider: true }.render()?;
    Ok((StatusCode::UNAUTHORIZED, Html(html)).into_response())
}

/// Sends the browser to the provider.
pub(crate) async fn begin(
    State(desk): State<Desk>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let provider = provider(&desk)?;
    if !desk.guesses.allows(Guesser::at(origin(&headers, from, desk.behind_proxy))) {
        return Err(Refusal::Slower);
    }
    match provider.begin().await {
        Ok(sent) => {
            let cookie = errand(&sent.state, 600, desk.secure);
            Ok(([(SET_COOKIE, cookie)], Redirect::to(&sent.url)).into_response())
        }
        Err(error) => told(&error),
    }
}

#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
}

#[derive(Template)]
#[template(path = "signed_in.html")]
struct SignedInPage {}

/// Takes the browser back. The page that it gets leads on by itself: the session's cookie does not come along on a way that began
/// at another site.
pub(crate) async fn end(
    State(desk): State<Desk>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Result<Response, Refusal> {
    let provider = provider(&desk)?;
    let from = origin(&headers, from, desk.behind_proxy);
    if !desk.guesses.allows(Guesser::at(from)) {
        return Err(Refusal::Slower);
    }
    let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let begun = cookies.split(';').filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == ERRAND);
    if begun.is_none_or(|(_, state)| state != back.state) {
        return told(&ProviderError::Unknown);
    }
    let name = match provider.end(&back.state, &back.code).await {
        Ok(name) => name,
        Err(error) => return told(&error),
    };
    match desk.store.sign_in_as(&name, &provider.issuer, &from.to_string()).await {
        Ok(signed) => {
            let session = cookie(Some(&signed.token), desk.secure);
            let cookies = AppendHeaders([(SET_COOKIE, session), (SET_COOKIE, errand("", 0, desk.secure))]);
            Ok((cookies, Html(SignedInPage {}.render()?)).into_response())
        }
        Err(CaseError::SignIn) => {
            let message =
                "The identity provider knows you, but no open account here has your name: ask an administrator.";
            let html = super::sign_in::SignInPage { message: message.to_owned(), provider: true }.render()?;
            Ok((StatusCode::UNAUTHORIZED, Html(html)).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
