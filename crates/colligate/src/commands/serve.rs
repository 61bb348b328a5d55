//! `colligate serve`: the workbench.

use crate::interrupt;
use crate::office::{Office, run};
use crate::output::Screen;
use crate::say::keep_panics_impersonal;
use crate::untrusted::{Untrusted, Uploads};
use anyhow::Context;
use colligate_workbench::{Certificate, Claim, Layer, Provider, Serving, serve};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Open the workbench: pages on which a team looks at links, decides and follows leads
///
/// It starts on a case file of its own with nothing to set up but a first user: colligate user add. No request leaves this machine, but to
/// an identity provider where one is set up. Give a certificate and its key, or say --behind-tls behind a proxy that speaks TLS, so that cookies
/// are sent over TLS only.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate user add ada --role administrator
  colligate serve
  colligate serve --listen 0.0.0.0:8443 --tls-cert office.pem --tls-key office.key
  colligate serve --layers wards/
  colligate serve --listen 127.0.0.1:9000 --behind-tls --database postgres://office@server/deaths")]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A proxy before it speaks TLS: cookies are marked secure
    #[arg(long)]
    pub behind_tls: bool,
    /// Certificate with what leads to its root, in PEM: speaks TLS itself
    #[arg(long, value_name = "FILE", requires = "tls_key", conflicts_with = "behind_tls")]
    pub tls_cert: Option<PathBuf>,
    /// Private key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Folder of GeoJSON and PMTiles files to lay under the deaths on every map
    #[arg(long, value_name = "DIR")]
    pub layers: Option<PathBuf>,
    #[command(flatten)]
    pub provider: ProviderOptions,
    #[command(flatten)]
    pub untrusted: Untrusted,
    #[command(flatten)]
    pub uploads: Uploads,
    #[command(flatten)]
    pub office: Office,
}

/// An identity provider that signs people in beside passwords. It is the one host that is ever asked.
#[derive(clap::Args, Default)]
#[command(next_help_heading = "Identity provider (OpenID Connect)")]
pub struct ProviderOptions {
    /// Its issuer: the address below which its metadata stand
    #[arg(long, value_name = "URL", requires_all = ["oidc_client", "oidc_secret_file", "oidc_public"])]
    pub oidc_issuer: Option<String>,
    /// What it knows this program as
    #[arg(long, value_name = "ID", requires = "oidc_issuer")]
    pub oidc_client: Option<String>,
    /// File with the secret it gave to this program
    #[arg(long, value_name = "FILE", requires = "oidc_issuer")]
    pub oidc_secret_file: Option<PathBuf>,
    /// Address of this server as browsers see it; the provider sends them back
    /// to /sign-in/provider/back there
    #[arg(long, value_name = "URL", requires = "oidc_issuer")]
    pub oidc_public: Option<String>,
    /// Claim that holds the name of the account here
    #[arg(long, value_name = "CLAIM", default_value = "username", requires = "oidc_issuer")]
    pub oidc_claim: AccountClaim,
}

/// The claim that names the account.
#[derive(Clone, Copy, Default, clap::ValueEnum)]
pub enum AccountClaim {
    /// sub: never changes, but is often a number
    Subject,
    /// preferred_username: where nobody chooses it freely
    #[default]
    Username,
    /// email, where it was verified
    Email,
}

impl ProviderOptions {
    fn provider(&self) -> anyhow::Result<Option<Provider>> {
        let ProviderOptions { oidc_issuer, oidc_client, oidc_secret_file, oidc_public, oidc_claim } = self;
        let (Some(issuer), Some(client), Some(file), Some(public)) =
            (oidc_issuer, oidc_client, oidc_secret_file, oidc_public)
        else {
            return Ok(None);
        };
        let secret = std::fs::read_to_string(file)
            .with_context(|| format!("the provider's secret cannot be read from {}", file.display()))?;
        let claim = match oidc_claim {
            AccountClaim::Subject => Claim::Subject,
            AccountClaim::Username => Claim::Username,
            AccountClaim::Email => Claim::Email,
        };
        Ok(Some(Provider::new(issuer, client, secret.trim(), public, claim)?))
    }
}

/// Files of uploads that are read at once, each by a process of its own; others wait.
const AT_ONCE: usize = 2;

/// How often it is asked whether Ctrl-C was pressed.
const LOOK: Duration = Duration::from_millis(200);

impl Serve {
    fn serving(&self) -> anyhow::Result<Serving> {
        let tls = self.tls_cert.clone().zip(self.tls_key.clone()).map(|(chain, key)| Certificate { chain, key });
        let layers = match &self.layers {
            Some(folder) => {
                Layer::all_in(folder).with_context(|| format!("no layers can be read from {}", folder.display()))?
            }
            None => Vec::new(),
        };
        Ok(Serving { behind_tls: self.behind_tls, tls, provider: self.provider.provider()?, layers })
    }

    /// Serves until Ctrl-C.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        run(async {
            let serving = self.serving()?;
            let store = self.office.open_to_sign().await?;
            let store = Arc::new(store.reading_by(self.untrusted.reader(AT_ONCE)?, self.uploads.limits()));
            let listener = tokio::net::TcpListener::bind(self.listen).await;
            let listener = listener.with_context(|| format!("cannot listen on {}", self.listen))?;
            let scheme = if self.tls_cert.is_some() { "https" } else { "http" };
            screen.tell(&format!("The workbench is on {scheme}://{}/ ; Ctrl-C ends it.\n", listener.local_addr()?));
            if !self.listen.ip().is_loopback() && self.tls_cert.is_none() && !self.behind_tls {
                screen.tell(
                    "Warning: it listens beyond this machine without TLS: passwords and records can be read on the way. \
                     Give --tls-cert and --tls-key, or put it behind a proxy that speaks TLS and say --behind-tls.\n",
                );
            }
            interrupt::leave_to_server();
            keep_panics_impersonal();
            let stop = async {
                while !interrupt::asked() {
                    tokio::time::sleep(LOOK).await;
                }
            };
            serve(store.clone(), listener, serving, stop).await?;
            store.close().await;
            anyhow::Ok(())
        })
    }
}
