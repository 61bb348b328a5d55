//! The number of a request: what somebody quotes who saw that something went wrong, and what the server's log holds next to the reason.

use crate::error::Refusal;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use colligate_casefile::CaseError;
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;

/// The header that carries it.
const HEADER: &str = "x-request-id";

tokio::task_local! {
    static NUMBER: String;
}

/// Gives each request a number, and its answer the same. What panics is answered too: nobody is left with a closed connection.
pub(crate) async fn numbered(request: Request, next: Next) -> Response {
    let number = format!("{:016x}", rand::random::<u64>());
    let is_api = request.uri().path().starts_with("/api/");
    let answering = async {
        // Nothing that was halfway changed is used again: what the request held goes with it.
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
        answer.unwrap_or_else(|_| broken(is_api))
    };
    let mut answer = NUMBER.scope(number.clone(), answering).await;
    if let Ok(value) = HeaderValue::from_str(&number) {
        answer.headers_mut().insert(HEADER, value);
    }
    answer
}

/// What a panic says may name somebody: it is in no answer and in no line of the log that holds the request's number.
fn broken(is_api: bool) -> Response {
    let refusal = Refusal::Case(CaseError::Internal("the work on a request panicked".to_owned()));
    if is_api { refusal.as_json() } else { refusal.into_response() }
}

/// The number of the request that is being answered; none outside one.
pub(crate) fn number() -> Option<String> {
    NUMBER.try_with(String::clone).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use super::*;
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::http::StatusCode;
    use axum::routing::get;
    use tower::ServiceExt;

    /// Work of its own that panics, as a page has its long work done.
    async fn worker() -> Result<&'static str, Refusal> {
        let work = || -> Result<&'static str, CaseError> { panic!("Orla Quenby") };
        Ok(crate::pages::looking(work).await?)
    }

    async fn page() -> &'static str {
        panic!("Orla Quenby")
    }

    #[tokio::test]
    async fn a_panic_is_an_answer_with_the_number_of_the_request_and_nothing_of_what_went_wrong() {
        let routes =
            Router::new().route("/worker", get(worker)).route("/page", get(page)).route("/api/page", get(page));
        let routes = routes.layer(axum::middleware::from_fn(numbered));
        for path in ["/worker", "/page", "/api/page"] {
            let request = Request::builder().uri(path).body(Body::empty()).unwrap();
            let answer = routes.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            let number = answer.headers().get(HEADER).unwrap().to_str().unwrap().to_owned();
            let body = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            assert!(number.len() == 16 && body.contains(&number), "{path}: {number} {body}");
            assert!(!body.contains("Quenby") && !body.contains("on record cannot be read"), "{path}: {body}");
            assert_eq!(body.starts_with('{'), path.starts_with("/api"), "{body}");
        }
    }
}
