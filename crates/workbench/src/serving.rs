//! How the workbench is served: plain or over TLS, with which layers, and whether an identity provider signs people in.

use crate::log::log;
use crate::oidc::Provider;
use crate::{Desk, Layer, routes};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use colligate_casefile::{Actor, CaseError, Store};
use colligate_register::Silent;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How it is served.
#[derive(Default)]
pub struct Serving {
    /// A proxy before it speaks TLS: cookies are sent over TLS only, and addresses are those that the proxy saw.
    pub behind_tls: bool,
    /// It speaks TLS itself.
    pub tls: Option<Certificate>,
    /// Signs people in beside passwords.
    pub provider: Option<Provider>,
    /// Layers of the office's own on every map.
    pub layers: Vec<Layer>,
}

/// Files in PEM.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate and what leads to its root.
    pub chain: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

impl Certificate {
    async fn load(&self) -> std::io::Result<RustlsConfig> {
        // One provider for the process; a second call finds it set.
        let _ = rustls::crypto::ring::default_provider().install_default();
        RustlsConfig::from_pem_chain_file(&self.chain, &self.key).await.map_err(|error| {
            let (chain, key) = (self.chain.display(), self.key.display());
            std::io::Error::new(
                error.kind(),
                format!("{chain} and {key} are no certificate and its key in PEM: {error}"),
            )
        })
    }
}

/// How often it is asked whether the null registers are to be drawn anew.
const DRAWN: Duration = Duration::from_secs(30);

/// How often the audit trail is signed.
const SIGNED: Duration = Duration::from_secs(86_400);

/// How often the certificate's files are read anew, so that a renewed one is used without a restart.
const RENEWED: Duration = Duration::from_secs(3_600);
/// Requests under way when it stops have so long.
const LAST: Duration = Duration::from_secs(10);

/// Serves until `stop` is done; requests that are under way are finished.
///
/// # Errors
/// Those of the network and of the certificate.
pub async fn serve(
    store: Arc<Store>,
    listener: TcpListener,
    serving: Serving,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let Serving { behind_tls, tls, provider, layers } = serving;
    let desk = Desk {
        store: store.clone(),
        secure: behind_tls || tls.is_some(),
        behind_proxy: behind_tls,
        guesses: Arc::default(),
        provider: provider.map(Arc::new),
        layers: layers.into(),
    };
    let service = routes::router(desk).into_make_service_with_connect_info::<SocketAddr>();
    let learning = {
        let store = store.clone();
        tokio::spawn(async move { store.keep_learning().await })
    };
    let signing = tokio::spawn(keep_signing(store.clone()));
    let drawing = tokio::spawn(keep_drawing(store));
    let served = match tls {
        None => axum::serve(listener, service).with_graceful_shutdown(stop).await,
        Some(certificate) => {
            let config = certificate.load().await?;
            let renewing = tokio::spawn(renew(config.clone(), certificate));
            let handle = Handle::new();
            let stopping = handle.clone();
            tokio::spawn(async move {
                stop.await;
                stopping.graceful_shutdown(Some(LAST));
            });
            let server = axum_server::from_tcp_rustls(listener.into_std()?, config)?;
            let served = server.handle(handle).serve(service).await;
            renewing.abort();
            served
        }
    };
    learning.abort();
    drawing.abort();
    signing.abort();
    served
}

/// Draws null registers anew whenever the register has outgrown them.
async fn keep_drawing(store: Arc<Store>) {
    loop {
        tokio::time::sleep(DRAWN).await;
        if let Err(error) = store.draw_anew(&Actor::console("colligate"), Silent).await {
            log(format_args!("warning: null registers could not be drawn anew: {error}"));
        }
    }
}

/// Signs the audit trail at the start and once a day, so that its end cannot be cut off further back than that and look whole.
async fn keep_signing(store: Arc<Store>) {
    loop {
        match store.sign_checkpoint(&Actor::console("colligate")).await {
            Ok(_) | Err(CaseError::Invalid(_)) => {}
            Err(error) => log(format_args!("warning: the audit trail could not be signed: {error}")),
        }
        tokio::time::sleep(SIGNED).await;
    }
}

async fn renew(config: RustlsConfig, certificate: Certificate) {
    loop {
        tokio::time::sleep(RENEWED).await;
        match certificate.load().await {
            Ok(renewed) => config.reload_from_config(renewed.get_inner()),
            Err(error) => {
                log(format_args!("warning: the certificate in use stays, for the files cannot be read anew: {error}"))
            }
        }
    }
}
