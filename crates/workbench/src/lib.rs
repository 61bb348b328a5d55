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
mod layers;
mod log;
mod oidc;
mod openapi;
mod pages;
mod request;
mod routes;
mod serving;
mod session;
mod throttle;

pub use layers::Layer;
pub use oidc::{Claim, Provider, ProviderError};
pub use openapi::openapi;
pub use routes::{Needs, ROUTES, Route};
pub use serving::{Certificate, Serving, serve};

use colligate_casefile::Store;
use std::sync::Arc;

/// What every handler has at hand.
#[derive(Clone)]
pub(crate) struct Desk {
    pub store: Arc<Store>,
    /// Cookies are sent over TLS only.
    pub secure: bool,
    /// Addresses are those that a proxy saw.
    pub behind_proxy: bool,
    pub guesses: Arc<throttle::Throttle>,
    pub provider: Option<Arc<Provider>>,
    pub layers: Arc<[Layer]>,
}
