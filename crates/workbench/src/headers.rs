//! What every answer says to the browser: no script, style or request but our own, no frame, no guess of types, no cache.

use crate::Desk;
use crate::error::AskWhy;
use crate::pages::why;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderValue, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
                      connect-src 'self'; worker-src 'self' blob:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Refuses what no database can hold, and forms that another site sends.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let uri = request.uri().path_and_query().map_or("", |text| text.as_str());
    let from = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    let is_foreign =
        request.method() == Method::POST && from.is_some_and(|from| from != b"same-origin" && from != b"none");
    match uri.contains("%00") || is_foreign {
        true => StatusCode::BAD_REQUEST.into_response(),
        false => next.run(request).await,
    }
}

pub(crate) async fn set(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    // What the office lays under its maps is large and the same on every page.
    let is_kept = ["/assets/", "/layers/"].iter().any(|folder| request.uri().path().starts_with(folder));
    let back = request.uri().path_and_query().map(|path| path.to_string());
    let mut response = next.run(request).await;
    if let Some(AskWhy(deaths)) = response.extensions_mut().remove::<AskWhy>() {
        response = Redirect::to(&why::href(&deaths, &back.unwrap_or_default())).into_response();
    }
    let headers = response.headers_mut();
    if desk.secure {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let cache = if is_kept { "private, max-age=3600" } else { "no-store" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
