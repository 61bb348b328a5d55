//! `colligate serve`: the workbench.

use crate::interrupt;
use crate::office::{Office, run};
use crate::output::Screen;
use anyhow::Context;
use colligate_workbench::serve;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

/// Open the workbench: pages on which a team looks at links, decides and follows leads
///
/// It starts on a case file of its own with nothing to set up but a first user: colligate user add. No request leaves this machine. Behind a
/// proxy that speaks TLS say --behind-tls, so that cookies are sent over TLS only.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  colligate user add ada --role administrator
  colligate serve
  colligate serve --listen 127.0.0.1:9000 --behind-tls --database postgres://office@server/deaths")]
pub struct Serve {
    /// Address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A proxy before it speaks TLS: cookies are marked secure
    #[arg(long)]
    pub behind_tls: bool,
    #[command(flatten)]
    pub office: Office,
}

/// How often it is asked whether Ctrl-C was pressed.
const LOOK: Duration = Duration::from_millis(200);

impl Serve {
    /// Serves until Ctrl-C.
    pub fn run(&self, screen: &Screen) -> anyhow::Result<()> {
        run(async {
            let store = Arc::new(self.office.open_to_sign().await?);
            let listener = tokio::net::TcpListener::bind(self.listen).await;
            let listener = listener.with_context(|| format!("cannot listen on {}", self.listen))?;
            screen.tell(&format!("The workbench is on http://{}/ ; Ctrl-C ends it.\n", listener.local_addr()?));
            interrupt::leave_to_server();
            let stop = async {
                while !interrupt::asked() {
                    tokio::time::sleep(LOOK).await;
                }
            };
            serve(store.clone(), listener, self.behind_tls, stop).await?;
            store.close().await;
            anyhow::Ok(())
        })
    }
}
