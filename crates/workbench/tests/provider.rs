//! Signing in through an identity provider: the account's role counts, and nothing that was tampered with signs anyone in.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../../casefile/tests/common/database.rs"]
mod database;

use axum::extract::{Form, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use colligate_casefile::{Actor, Clock, NewUser, Role, Store, UserChange};
use colligate_workbench::{Claim, Provider, Serving, serve};
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    Audience, AuthUrl, EmptyAdditionalClaims, EmptyAdditionalProviderMetadata, EndUserUsername, IssuerUrl,
    JsonWebKeyId, JsonWebKeySetUrl, Nonce, PrivateSigningKey, ResponseTypes, StandardClaims, SubjectIdentifier,
    TokenUrl,
};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What the provider of the test says of whoever asks; `wrong` is what it gets wrong.
#[derive(Clone)]
struct Mock {
    address: SocketAddr,
    key: Arc<CoreEdDsaPrivateSigningKey>,
    nonce: Arc<Mutex<String>>,
    name: Arc<Mutex<String>>,
    wrong: Arc<Mutex<&'static str>>,
}

/// A private key in PEM (RFC 8410, 7) of a seed that is no secret.
fn key() -> String {
    let mut der = vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    der.extend([7; 32]);
    format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der))
}

impl Mock {
    async fn start() -> Mock {
        let key = CoreEdDsaPrivateSigningKey::from_ed25519_pem(&key(), Some(JsonWebKeyId::new("one".to_owned())));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let mock = Mock {
            address,
            key: Arc::new(key.unwrap()),
            nonce: Arc::default(),
            name: Arc::default(),
            wrong: Arc::new(Mutex::new("")),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(mock.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        mock
    }

    fn issuer(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn metadata(State(mock): State<Mock>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", mock.issuer());
    let metadata = CoreProviderMetadata::new(
        IssuerUrl::new(mock.issuer()).unwrap(),
        AuthUrl::new(at("/authorize")).unwrap(),
        JsonWebKeySetUrl::new(at("/keys")).unwrap(),
        vec![ResponseTypes::new(vec![CoreResponseType::Code])],
        vec![CoreSubjectIdentifierType::Public],
        vec![CoreJwsSigningAlgorithm::EdDsa],
        EmptyAdditionalProviderMetadata {},
    );
    Json(serde_json::to_value(metadata.set_token_endpoint(Some(TokenUrl::new(at("/token")).unwrap()))).unwrap())
}

async fn keys(State(mock): State<Mock>) -> Json<Value> {
    Json(serde_json::to_value(CoreJsonWebKeySet::new(vec![mock.key.as_verification_key()])).unwrap())
}

async fn token(State(mock): State<Mock>, Form(form): Form<HashMap<String, String>>) -> Json<Value> {
    assert!(form.contains_key("code_verifier"), "the exchange proves who began it");
    let wrong = *mock.wrong.lock().unwrap();
    let client = if wrong == "audience" { "another" } else { "colligate" };
    let nonce = if wrong == "nonce" { "stale".to_owned() } else { mock.nonce.lock().unwrap().clone() };
    let now = chrono::Utc::now();
    let expires =
        if wrong == "expired" { now - chrono::Duration::hours(2) } else { now + chrono::Duration::minutes(5) };
    let standard = StandardClaims::new(SubjectIdentifier::new("7".to_owned()))
        .set_preferred_username(Some(EndUserUsername::new(mock.name.lock().unwrap().clone())));
    let issuer = IssuerUrl::new(mock.issuer()).unwrap();
    let audience = vec![Audience::new(client.to_owned())];
    let claims = CoreIdTokenClaims::new(issuer, audience, expires, now, standard, EmptyAdditionalClaims {})
        .set_nonce(Some(Nonce::new(nonce)));
    let algorithm = CoreJwsSigningAlgorithm::EdDsa;
    let mut token = CoreIdToken::new(claims, &*mock.key, algorithm, None, None).unwrap().to_string();
    if wrong == "signature" {
        let middle = token.len() - 100;
        let other = if token.as_bytes()[middle] == b'A' { "B" } else { "A" };
        token.replace_range(middle..=middle, other);
    }
    Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token }))
}

struct Office {
    address: SocketAddr,
    mock: Mock,
    store: Arc<Store>,
    _folder: tempfile::TempDir,
}

impl Office {
    async fn open() -> Office {
        let mock = Mock::start().await;
        let folder = tempfile::tempdir().unwrap();
        let database = database::new_database(folder.path()).await;
        let store = Arc::new(Store::open(&database, Clock::default(), None).await.unwrap());
        let user = NewUser { name: "ada", full_name: "", role: Role::Reader, team: "", password: "three plain words" };
        store.add_user(&Actor::console("root"), &user).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public = format!("http://{address}");
        let provider = Provider::new(&mock.issuer(), "colligate", "secret", &public, Claim::Username).unwrap();
        let serving = Serving { provider: Some(provider), ..Serving::default() };
        tokio::spawn(serve(store.clone(), listener, serving, std::future::pending()));
        Office { address, mock, store, _folder: folder }
    }

    /// Status, head and body.
    async fn get(&self, path: &str, cookie: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let text = format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_owned(), body.to_owned())
    }

    /// Begins a sign-in: the state and the cookie that ties it to the browser.
    async fn begin(&self) -> (String, String) {
        let (status, head, _) = self.get("/sign-in/provider", "").await;
        assert_eq!(status, 303, "{head}");
        let line = |name: &str| head.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap().to_owned();
        let location = line("location:");
        assert!(location.contains("code_challenge_method=S256") && location.contains("scope=openid"), "{location}");
        let parameter = |name: &str| {
            let (_, after) = location.split_once(&format!("{name}=")).unwrap();
            after.split('&').next().unwrap().trim().to_owned()
        };
        *self.mock.nonce.lock().unwrap() = parameter("nonce");
        let cookie = line("set-cookie:").split_once(": ").unwrap().1.split(';').next().unwrap().to_owned();
        (parameter("state"), cookie)
    }
}

#[tokio::test]
async fn who_the_provider_knows_is_signed_in_as_their_account() {
    let office = Office::open().await;
    *office.mock.name.lock().unwrap() = "ada".to_owned();
    let (state, cookie) = office.begin().await;
    let (status, head, body) = office.get(&format!("/sign-in/provider/back?state={state}&code=c"), &cookie).await;
    assert_eq!(status, 200, "{body}");
    let session = head.lines().find(|line| line.contains("colligate=")).expect(&head);
    assert!(session.contains("HttpOnly") && session.contains("SameSite=Strict"), "{session}");
    let session = session.split_once(": ").unwrap().1.split(';').next().unwrap();
    let (status, _, page) = office.get("/", session).await;
    assert!(status == 200 && page.contains("(reader)"), "{page}");
    let again = office.get(&format!("/sign-in/provider/back?state={state}&code=c"), &cookie).await;
    assert_eq!(again.0, 401, "a state is good once");
    let trail = office.store.newest_audit(&Actor::console("root"), 50).await.unwrap();
    let entry = trail.iter().find(|entry| entry.what == "sign in ada" && entry.outcome == "done").unwrap();
    assert!(entry.detail.contains(&office.mock.issuer()), "{}", entry.detail);
}

#[tokio::test]
async fn nobody_is_signed_in_by_what_does_not_hold() {
    let office = Office::open().await;
    *office.mock.name.lock().unwrap() = "ada".to_owned();
    for wrong in ["audience", "nonce", "expired", "signature"] {
        *office.mock.wrong.lock().unwrap() = wrong;
        let (state, cookie) = office.begin().await;
        let (status, head, _) = office.get(&format!("/sign-in/provider/back?state={state}&code=c"), &cookie).await;
        assert_eq!((status, head.contains("colligate=")), (401, false), "{wrong}");
    }
    *office.mock.wrong.lock().unwrap() = "";
    let (state, _) = office.begin().await;
    let other = office.get(&format!("/sign-in/provider/back?state={state}&code=c"), "colligate-errand=other").await;
    assert_eq!(other.0, 401, "another browser cannot end what this one began");
    *office.mock.name.lock().unwrap() = "nobody".to_owned();
    let (state, cookie) = office.begin().await;
    let unknown = office.get(&format!("/sign-in/provider/back?state={state}&code=c"), &cookie).await;
    assert!(unknown.0 == 401 && unknown.2.contains("ask an administrator"), "{}", unknown.2);
    let closed = UserChange { disabled: Some(true), ..UserChange::default() };
    office.store.change_user(&Actor::console("root"), "ada", &closed).await.unwrap();
    *office.mock.name.lock().unwrap() = "ada".to_owned();
    let (state, cookie) = office.begin().await;
    assert_eq!(office.get(&format!("/sign-in/provider/back?state={state}&code=c"), &cookie).await.0, 401, "closed");
}

#[test]
fn a_provider_elsewhere_is_asked_over_tls_alone() {
    let make = |issuer: &str| Provider::new(issuer, "c", "s", "https://here.example", Claim::Subject);
    assert!(make("http://id.example").is_err() && make("no address").is_err());
    assert!(make("https://id.example").is_ok() && make("http://127.0.0.1:9").is_ok());
}
