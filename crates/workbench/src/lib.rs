//! The workbench: pages on which people look at deaths and series, decide, and follow leads; and the same as JSON.
//!
//! Nothing here decides what anyone may see: every handler hands the actor of its session to the case file, whose one check
//! does. [`ROUTES`] lists what there is, with what it takes, for the test that tries each with every role.

mod api;
mod assets;
mod error;
mod figures;
mod forms;
mod headers;
mod openapi;
mod pages;
mod routes;
mod session;
mod throttle;

pub use openapi::openapi;
pub use routes::{Needs, ROUTES, Route};

use colligate_casefile::Store;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What every handler has at hand.
#[derive(Clone)]
pub(crate) struct Desk {
    pub store: Arc<Store>,
    /// Cookies are sent over TLS only.
    pub secure: bool,
    pub guesses: Arc<throttle::Throttle>,
}

/// Serves until `stop` is done; requests that are under way are finished.
///
/// # Errors
/// Those of the network.
pub async fn serve(
    store: Arc<Store>,
    listener: TcpListener,
    secure: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let desk = Desk { store, secure, guesses: Arc::default() };
    let service = routes::router(desk).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
