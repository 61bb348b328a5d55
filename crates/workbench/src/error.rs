//! Errors as pages, and as JSON for the API.

use crate::log::log;
use crate::request;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Json};
use colligate_casefile::CaseError;
use serde_json::json;

/// What a page gives where it cannot be shown.
pub(crate) enum Refusal {
    /// Nobody is signed in.
    SignIn,
    /// The password is one that somebody else set.
    ChangePassword,
    /// The form is not ours, or is older than the session.
    Forged,
    /// The case file refused.
    Case(CaseError),
    /// Too many tries.
    Slower,
    /// The page could not be written.
    Broken(askama::Error),
}

impl From<CaseError> for Refusal {
    fn from(error: CaseError) -> Refusal {
        Refusal::Case(error)
    }
}

impl From<askama::Error> for Refusal {
    fn from(error: askama::Error) -> Refusal {
        Refusal::Broken(error)
    }
}

/// Carried by an answer that first asks for reasons; where it was asked for is added on the way out.
#[derive(Clone)]
pub(crate) struct AskWhy(pub Vec<String>);

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    heading: &'static str,
    message: String,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::SignIn => StatusCode::UNAUTHORIZED,
            Refusal::Forged | Refusal::ChangePassword => StatusCode::FORBIDDEN,
            Refusal::Slower => StatusCode::TOO_MANY_REQUESTS,
            Refusal::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Refusal::Case(error) => match error {
                CaseError::NotFound { .. } => StatusCode::NOT_FOUND,
                CaseError::Forbidden { .. } | CaseError::AskWhy { .. } => StatusCode::FORBIDDEN,
                CaseError::Conflict { .. } => StatusCode::CONFLICT,
                CaseError::Invalid(_) | CaseError::Read(_) => StatusCode::UNPROCESSABLE_ENTITY,
                CaseError::SignIn => StatusCode::UNAUTHORIZED,
                CaseError::Locked { .. } => StatusCode::TOO_MANY_REQUESTS,
                CaseError::Full => StatusCode::INSUFFICIENT_STORAGE,
                _ => StatusCode::INTERNAL_SERVER_ERROR,
            },
        }
    }

    /// In words for the person; what went wrong inside is for the server's log alone.
    fn message(&self) -> String {
        match self {
            Refusal::SignIn => "Sign in first.".to_owned(),
            Refusal::ChangePassword => {
                "Change your password first, at /account: somebody else set the one you have.".to_owned()
            }
            Refusal::Forged => {
                "The form is older than your session. Go back, load the page again, and send it again.".to_owned()
            }
            Refusal::Slower => "Too many tries from your address. Wait a minute.".to_owned(),
            Refusal::Broken(error) => {
                noted(format_args!("a page could not be made: {error}"));
                format!("The page could not be made. {}", in_the_log())
            }
            Refusal::Case(error) if self.status() == StatusCode::INTERNAL_SERVER_ERROR => {
                noted(format_args!("{error}"));
                format!("Something went wrong inside; nothing was changed. {}", in_the_log())
            }
            Refusal::Case(error) => error.to_string(),
        }
    }

    /// The answer of the API.
    pub fn as_json(&self) -> Response {
        (self.status(), Json(json!({ "error": self.message() }))).into_response()
    }
}

/// Writes what went wrong into the server's log, with the number of the request.
fn noted(what: std::fmt::Arguments<'_>) {
    match request::number() {
        Some(number) => log(format_args!("error: request {number}: {what}")),
        None => log(format_args!("error: {what}")),
    }
}

/// Where the reason is to be found.
fn in_the_log() -> String {
    match request::number() {
        Some(number) => format!("The server's log says more under request {number}."),
        None => "The server's log says more.".to_owned(),
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if matches!(self, Refusal::SignIn) {
            return Redirect::to("/sign-in").into_response();
        }
        if matches!(self, Refusal::ChangePassword) {
            return Redirect::to("/account").into_response();
        }
        if let Refusal::Case(CaseError::AskWhy { deaths }) = self {
            return (StatusCode::FORBIDDEN, Extension(AskWhy(deaths))).into_response();
        }
        let heading = match self.status() {
            StatusCode::NOT_FOUND => "Not here",
            StatusCode::FORBIDDEN => "Not for your role",
            StatusCode::CONFLICT => "Someone was faster",
            StatusCode::UNPROCESSABLE_ENTITY => "Something is missing",
            _ => "That did not work",
        };
        let page = ErrorPage { heading, message: self.message() }.render();
        (self.status(), Html(page.unwrap_or_else(|_| self.message()))).into_response()
    }
}
