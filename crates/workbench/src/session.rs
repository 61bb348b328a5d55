//! Who asks: the session behind the cookie, and the token that every form brings with it.

use crate::Desk;
use crate::error::Refusal;
use axum::extract::{ConnectInfo, FromRef, FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::{Form, RequestExt};
use colligate_casefile::{Actor, Session};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

/// Name of the cookie. Over TLS the prefix has the browser hold it to this host, path and TLS.
pub(crate) fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-colligate" } else { "colligate" }
}

/// The cookie that begins a session, or ends it where there is no token.
pub(crate) fn cookie(token: Option<&str>, secure: bool) -> String {
    let (value, age) = token.map_or(("", 0), |token| (token, 36_000));
    let over_tls = if secure { "; Secure" } else { "" };
    format!("{}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{over_tls}", cookie_name(secure))
}

/// Name of the cookie by which a browser is known at the next sign-in. It opens nothing.
fn browser_name(secure: bool) -> &'static str {
    if secure { "__Host-colligate-browser" } else { "colligate-browser" }
}

/// The cookie by which a browser is known for ninety days.
pub(crate) fn browser_cookie(token: &str, secure: bool) -> String {
    let over_tls = if secure { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000{over_tls}", browser_name(secure))
}

/// The token by which a browser says that somebody has signed in with it before.
pub(crate) fn browser_of(headers: &HeaderMap, secure: bool) -> Option<String> {
    named(headers, browser_name(secure))
}

/// What is open to somebody who has to change their password first.
const OWN: [&str; 2] = ["/account", "/sign-out"];

/// Someone who is signed in.
pub(crate) struct Signed {
    pub session: Session,
    pub token: String,
}

impl Signed {
    pub fn actor(&self) -> &Actor {
        &self.session.actor
    }
}

/// Where a request comes from: behind a proxy, the address that the proxy saw.
pub(crate) fn origin(headers: &HeaderMap, from: SocketAddr, behind_proxy: bool) -> IpAddr {
    let forwarded = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|value| value.rsplit(',').next()).and_then(|address| address.trim().parse().ok());
    last.filter(|_| behind_proxy).unwrap_or(from.ip())
}

fn named(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get(COOKIE)?.to_str().ok()?;
    let mut pairs = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
}

impl<S: Send + Sync> FromRequestParts<S> for Signed
where
    Desk: FromRef<S>,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Signed, Refusal> {
        let desk = Desk::from_ref(state);
        let origin = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|info| origin(&parts.headers, info.0, desk.behind_proxy));
        let token = named(&parts.headers, cookie_name(desk.secure)).ok_or(Refusal::SignIn)?;
        let session = desk
            .store
            .session(&token, &origin.map(|origin| origin.to_string()).unwrap_or_default())
            .await?
            .ok_or(Refusal::SignIn)?;
        if session.must_change && !OWN.contains(&parts.uri.path()) {
            return Err(Refusal::ChangePassword);
        }
        Ok(Signed { session, token })
    }
}

/// A form that someone who is signed in sent from a page of this session.
pub(crate) struct Posted<T> {
    pub by: Signed,
    pub form: T,
}

impl<T: DeserializeOwned + Send> FromRequest<Desk> for Posted<T> {
    type Rejection = Refusal;

    async fn from_request(mut request: Request, desk: &Desk) -> Result<Posted<T>, Refusal> {
        let by = request.extract_parts_with_state::<Signed, Desk>(desk).await?;
        let form = Form::<BTreeMap<String, String>>::from_request(request, desk).await;
        let Form(mut fields) = form.map_err(|error| invalid(&error.to_string()))?;
        if fields.remove("csrf").is_none_or(|given| given != by.session.csrf) {
            return Err(Refusal::Forged);
        }
        if fields.values().any(|value| value.contains('\0')) {
            return Err(invalid("a character in it cannot be kept"));
        }
        let form = serde_json::to_value(fields)
            .and_then(serde_json::from_value)
            .map_err(|error| invalid(&error.to_string()))?;
        Ok(Posted { by, form })
    }
}

fn invalid(text: &str) -> Refusal {
    Refusal::Case(colligate_casefile::CaseError::Invalid(format!("the form cannot be read: {text}")))
}
