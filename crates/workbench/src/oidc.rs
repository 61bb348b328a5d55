//! Signing in through an office's identity provider (OpenID Connect Core 1.0, authorization code flow with PKCE, RFC 7636).
//!
//! Who someone is comes from the provider; what they may do stays with the account of that name in the case file, which an
//! administrator makes. The provider is the one host that the program ever asks, and only where an office sets it up.

mod http;

use http::Client;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreProviderMetadata};
use openidconnect::{
    AccessTokenHash, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, OAuth2TokenResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// An identity provider.
pub struct Provider {
    /// Its issuer, as its metadata names it: `https://id.office.example`.
    pub issuer: String,
    /// What the provider knows this program as.
    pub client: String,
    /// The secret it gave to it.
    pub secret: String,
    /// Address of this server as browsers see it: `https://deaths.office.example`.
    pub public: String,
    /// Which claim holds the name of the account.
    pub claim: Claim,
    http: Client,
    begun: Mutex<HashMap<String, Begun>>,
}

/// The claim that holds the name of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// `sub`: never changes, but is often a number.
    Subject,
    /// `preferred_username`: for a provider of the office's own, where nobody chooses it freely.
    Username,
    /// `email`, where the provider says that it was verified.
    Email,
}

/// A sign-in that was begun in a browser and not yet ended.
struct Begun {
    at: Instant,
    verifier: PkceCodeVerifier,
    nonce: Nonce,
}

/// Someone has so long to sign in at the provider.
const PATIENCE: Duration = Duration::from_secs(600);
/// Sign-ins under way, at most.
const MOST: usize = 10_000;

/// Where a browser is sent, and what it has to bring back.
pub(crate) struct Errand {
    pub url: String,
    pub state: String,
}

/// Why someone could not be signed in through the provider.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// The settings make no sense.
    #[error("{0}")]
    Settings(String),
    /// The provider could not be asked.
    #[error("the identity provider {issuer} could not be asked: {why}")]
    Unreachable {
        /// Its issuer.
        issuer: String,
        /// What went wrong.
        why: String,
    },
    /// What came back is not what was begun here, or is too late.
    #[error("this sign-in was not begun in this browser, or more than ten minutes ago: begin again")]
    Unknown,
    /// The provider's answer does not hold.
    #[error("the identity provider's answer does not hold: {0}")]
    Answer(String),
}

impl Provider {
    /// A provider. It is asked when someone signs in, not before: passwords work while it is away.
    ///
    /// # Errors
    /// [`ProviderError::Settings`] where an address is none, or is without TLS though it is not this machine.
    pub fn new(
        issuer: &str,
        client: &str,
        secret: &str,
        public: &str,
        claim: Claim,
    ) -> Result<Provider, ProviderError> {
        for (name, address) in [("the identity provider's issuer", issuer), ("this server's own address", public)] {
            let url = IssuerUrl::new(address.to_owned())
                .map_err(|error| ProviderError::Settings(format!("{name} {address:?} is no address: {error}")))?;
            let is_here = matches!(url.url().host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
            if url.url().scheme() != "https" && !is_here {
                return Err(ProviderError::Settings(format!("{name} {address} has to begin with https://")));
            }
        }
        Ok(Provider {
            issuer: issuer.to_owned(),
            client: client.to_owned(),
            secret: secret.to_owned(),
            public: public.trim_end_matches('/').to_owned(),
            claim,
            http: Client::new(),
            begun: Mutex::default(),
        })
    }

    fn unreachable(&self, why: impl ToString) -> ProviderError {
        ProviderError::Unreachable { issuer: self.issuer.clone(), why: why.to_string() }
    }

    fn answer(why: impl ToString) -> ProviderError {
        ProviderError::Answer(why.to_string())
    }

    async fn metadata(&self) -> Result<CoreProviderMetadata, ProviderError> {
        let issuer = IssuerUrl::new(self.issuer.clone()).map_err(Self::answer)?;
        let http = self.http.asker();
        CoreProviderMetadata::discover_async(issuer, &http).await.map_err(|error| self.unreachable(chain(&error)))
    }

    fn redirect(&self) -> Result<RedirectUrl, ProviderError> {
        RedirectUrl::new(format!("{}/sign-in/provider/back", self.public)).map_err(Self::answer)
    }

    /// Begins a sign-in.
    pub(crate) async fn begin(&self) -> Result<Errand, ProviderError> {
        let client = CoreClient::from_provider_metadata(
            self.metadata().await?,
            ClientId::new(self.client.clone()),
            Some(ClientSecret::new(self.secret.clone())),
        )
        .set_redirect_uri(self.redirect()?);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let scopes = ["profile", "email"].map(|name| Scope::new(name.to_owned()));
        let (url, state, nonce) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun.retain(|_, begun| begun.at.elapsed() < PATIENCE);
        if begun.len() >= MOST {
            return Err(self.unreachable("too many people are signing in"));
        }
        begun.insert(state.secret().clone(), Begun { at: Instant::now(), verifier, nonce });
        Ok(Errand { url: url.to_string(), state: state.secret().clone() })
    }

    /// The name of the account of who comes back with this code; each state is good once.
    pub(crate) async fn end(&self, state: &str, code: &str) -> Result<String, ProviderError> {
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner).remove(state);
        let begun = begun.filter(|begun| begun.at.elapsed() < PATIENCE).ok_or(ProviderError::Unknown)?;
        let client = CoreClient::from_provider_metadata(
            self.metadata().await?,
            ClientId::new(self.client.clone()),
            Some(ClientSecret::new(self.secret.clone())),
        )
        .set_redirect_uri(self.redirect()?);
        let http = self.http.asker();
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned())).map_err(Self::answer)?;
        let tokens = request.set_pkce_verifier(begun.verifier).request_async(&http).await;
        let tokens = tokens.map_err(|error| Self::answer(chain(&error)))?;
        let token = tokens.id_token().ok_or_else(|| Self::answer("it has no ID token"))?;
        let verifier = client.id_token_verifier();
        let claims = token.claims(&verifier, &begun.nonce).map_err(|error| Self::answer(chain(&error)))?;
        if let Some(expected) = claims.access_token_hash() {
            let key = token.signing_key(&verifier).map_err(Self::answer)?;
            let algorithm = token.signing_alg().map_err(Self::answer)?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(Self::answer)?;
            if actual != *expected {
                return Err(Self::answer("its access token belongs to someone else"));
            }
        }
        self.name(claims)
    }

    fn name(&self, claims: &CoreIdTokenClaims) -> Result<String, ProviderError> {
        let name = match self.claim {
            Claim::Subject => Some(claims.subject().as_str()),
            Claim::Username => claims.preferred_username().map(|name| name.as_str()),
            Claim::Email => {
                claims.email().filter(|_| claims.email_verified() == Some(true)).map(|email| email.as_str())
            }
        };
        name.map(str::to_owned).ok_or_else(|| Self::answer("it does not hold the claim that names the account"))
    }
}

/// An error with what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
