//! What asks the identity provider: no redirects, no more than so many bytes, no longer than so many seconds.

use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::{HttpRequest, HttpResponse};
use std::pin::Pin;
use std::time::Duration;

type Bytes = axum::body::Bytes;

/// Bytes of an answer, at most: keys and metadata are some kilobytes.
const LONGEST: usize = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(15);

/// What went wrong on the way.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct HttpError(String);

impl HttpError {
    fn new(error: impl ToString) -> HttpError {
        HttpError(error.to_string())
    }
}

/// An answer that is awaited.
pub(super) type Answering = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send>>;

/// True where nobody on the way reads along: over TLS, or on this machine. What a provider's metadata name is held to it too, or
/// the secret would go wherever they say.
fn is_private(address: &axum::http::Uri) -> bool {
    address.scheme_str() == Some("https") || matches!(address.host(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

/// A client over TLS with the machine's own roots of trust; plain to this machine alone.
#[derive(Clone)]
pub(super) struct Client(Option<hyper_util::client::legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>>);

impl Client {
    pub fn new() -> Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let connector = HttpsConnectorBuilder::new().with_native_roots().ok();
        let connector = connector.map(|roots| roots.https_or_http().enable_http1().build());
        Client(
            connector
                .map(|connector| hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build(connector)),
        )
    }

    /// What sends requests for the protocol.
    pub fn asker(&self) -> impl Fn(HttpRequest) -> Answering + Send + Sync + 'static {
        let client = self.clone();
        move |request| Box::pin(client.clone().send(request))
    }

    async fn send(self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        if !is_private(request.uri()) {
            return Err(HttpError::new(format!("{} is neither https:// nor on this machine", request.uri())));
        }
        let client = self.0.as_ref().ok_or_else(|| HttpError::new("this machine has no roots of trust for TLS"))?;
        let asking = async {
            let answer =
                client.request(request.map(|body| Full::new(Bytes::from(body)))).await.map_err(HttpError::new)?;
            let (head, body) = answer.into_parts();
            let body = Limited::new(body, LONGEST).collect().await.map_err(HttpError::new)?;
            Ok(HttpResponse::from_parts(head, body.to_bytes().to_vec()))
        };
        tokio::time::timeout(PATIENCE, asking).await.map_err(|_| HttpError::new("it did not answer in time"))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_goes_over_tls_or_stays_on_this_machine() {
        let is_private = |text: &'static str| is_private(&axum::http::Uri::from_static(text));
        assert!(is_private("https://id.office.example/token") && is_private("http://127.0.0.1:8080/token"));
        assert!(!is_private("http://id.office.example/token") && !is_private("http://localhost.example/token"));
    }
}
