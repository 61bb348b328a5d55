//! The workbench over TLS of its own.

#![allow(clippy::unwrap_used)]

#[path = "../../casefile/tests/common/database.rs"]
mod database;

use axum::body::Bytes;
use colligate_casefile::{Actor, Clock, NewUser, Role, Store};
use colligate_workbench::{Certificate, Serving, serve};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// A certificate for `localhost` in a folder.
fn certificate(folder: &Path) -> (Certificate, Vec<u8>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let files = Certificate { chain: folder.join("office.pem"), key: folder.join("office.key") };
    std::fs::write(&files.chain, made.cert.pem()).unwrap();
    std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
    (files, made.cert.der().to_vec())
}

async fn store(folder: &Path) -> Arc<Store> {
    let database = database::new_database(folder).await;
    let store = Store::open(&database, Clock::default(), None).await.unwrap();
    let user = NewUser { name: "ada", full_name: "", role: Role::Reader, team: "", password: "three plain words" };
    store.add_user(&Actor::console("root"), &user).await.unwrap();
    Arc::new(store)
}

#[tokio::test]
async fn a_certificate_is_all_it_takes_and_cookies_are_then_for_tls_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (files, der) = certificate(folder.path());
    let store = store(folder.path()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = Serving { tls: Some(files), ..Serving::default() };
    let server = tokio::spawn(serve(store, listener, serving, async move {
        let _ = stopped.await;
    }));
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(der.into()).unwrap();
    let tls = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let connector = hyper_rustls::HttpsConnectorBuilder::new().with_tls_config(tls).https_only().enable_http1().build();
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let form = "name=ada&password=three+plain+words";
    let request = axum::http::Request::post(format!("https://localhost:{port}/sign-in"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Full::new(Bytes::from(form)))
        .unwrap();
    let answer = client.request(request).await.unwrap();
    assert_eq!(answer.status(), 303);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-colligate=") && cookie.ends_with("; Secure"), "{cookie}");
    drop(answer.into_body().collect().await.unwrap());
    drop(client);
    stop.send(()).unwrap();
    server.await.unwrap().unwrap();
}

#[tokio::test]
async fn what_is_no_certificate_is_told_with_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let (files, _) = certificate(folder.path());
    std::fs::write(&files.key, "no key").unwrap();
    let store = store(folder.path()).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let serving = Serving { tls: Some(files), ..Serving::default() };
    let error = serve(store, listener, serving, std::future::pending()).await.unwrap_err().to_string();
    assert!(error.contains("office.key"), "{error}");
}
