//! OpenID Connect as FranceConnect v2 speaks it: where browsers are sent, the exchange of the code that comes back, the
//! signature of what the provider says (OpenID Connect Core 1.0 §3.1; PKCE, RFC 7636; RP-Initiated Logout 1.0).
//!
//! **Invariants**: the identity asked for is the least, `openid` alone; only ES256 signatures count; every address of the
//! provider has the issuer's own origin, redirections are not followed, answers are small and in time; nothing that the
//! provider says is in an error or a log line.

use anyhow::{Result, anyhow};
use app::route;
use app::web::provider::{Awaited, Provider, Trouble, Vouched};
use civic::identity::{Identity, Way};
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdToken, CoreJwsSigningAlgorithm,
};
use openidconnect::url::Url;
use openidconnect::{
    AsyncHttpClient, AuthType, AuthenticationContextClass, AuthorizationCode,
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    IssuerUrl, LogoutRequest, Nonce, PkceCodeChallenge, PkceCodeVerifier, PostLogoutRedirectUrl,
    ProviderMetadataWithLogout, RedirectUrl, TokenResponse as _,
};
use services::identity::Journey;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The level of assurance that FranceConnect v2 gives to communes.
const ACR: &str = "eidas1";
/// How long an answer of the provider may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Largest answer of the provider, in bytes.
const LARGEST: usize = 256 * 1024;
/// How long what the provider says of itself is believed.
const KEPT: Duration = Duration::from_secs(3600);
/// Between two looks for a key that is not known yet.
const AGAIN: Duration = Duration::from_secs(60);

/// How the commune is known at the provider.
#[derive(Clone)]
pub struct Client {
    /// The provider's name for itself.
    pub issuer: String,
    /// Ours there.
    pub id: String,
    /// The secret that goes with it.
    pub secret: String,
    /// How this site is reached.
    pub origin: String,
}

/// What the provider says of itself, and when it said so.
#[derive(Default)]
struct Known {
    metadata: Option<(Instant, Arc<ProviderMetadataWithLogout>)>,
    /// When it was last asked because of a key that was not known.
    for_key: Option<Instant>,
}

/// FranceConnect.
#[derive(Clone)]
pub struct FranceConnect {
    client: Client,
    http: reqwest::Client,
    known: Arc<Mutex<Known>>,
}

/// Why a provider was not heard.
#[derive(Debug, thiserror::Error)]
pub enum Fetch {
    #[error("the provider does not answer")]
    Away,
    #[error("the answer is too large")]
    Large,
    #[error("the answer is not HTTP")]
    Odd,
}

impl FranceConnect {
    /// For a client that is known there.
    ///
    /// # Errors
    /// If the issuer is not an HTTPS address, but for one of this machine.
    pub fn new(client: Client) -> Result<FranceConnect> {
        let issuer = Url::parse(&client.issuer).map_err(|_| anyhow!("une adresse est attendue"))?;
        let here = matches!(issuer.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if issuer.scheme() != "https" && !here {
            return Err(anyhow!("l’adresse doit commencer par https://"));
        }
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(PATIENCE)
            .no_proxy()
            .build()?;
        Ok(FranceConnect {
            client,
            http,
            known: Arc::default(),
        })
    }

    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, Fetch> {
        let request = reqwest::Request::try_from(request).map_err(|_| Fetch::Odd)?;
        let answer = self.http.execute(request).await;
        let mut answer = answer.map_err(|_| Fetch::Away)?;
        let mut response = HttpResponse::new(Vec::new());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        while let Some(piece) = answer.chunk().await.map_err(|_| Fetch::Away)? {
            if response.body().len() + piece.len() > LARGEST {
                return Err(Fetch::Large);
            }
            response.body_mut().extend_from_slice(&piece);
        }
        Ok(response)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the provider says of itself, as kept for a while.
    async fn metadata(&self) -> Result<Arc<ProviderMetadataWithLogout>, Trouble> {
        let kept = self.known().metadata.clone();
        match kept {
            Some((since, known)) if since.elapsed() < KEPT => Ok(known),
            _ => self.discovered().await,
        }
    }

    /// The same asked again for a key that is not known: now and then, whoever sends us odd signatures.
    async fn metadata_for_key(&self) -> Result<Arc<ProviderMetadataWithLogout>, Trouble> {
        {
            let mut known = self.known();
            if known.for_key.is_some_and(|at| at.elapsed() < AGAIN) {
                return Err(Trouble::Wrong);
            }
            known.for_key = Some(Instant::now());
        }
        self.discovered().await
    }

    async fn discovered(&self) -> Result<Arc<ProviderMetadataWithLogout>, Trouble> {
        let issuer = IssuerUrl::new(self.client.issuer.clone()).map_err(|_| Trouble::Wrong)?;
        let found = ProviderMetadataWithLogout::discover_async(issuer, self).await;
        let found = found.map_err(|_| Trouble::Away)?;
        if !self.own_addresses(&found) {
            return Err(Trouble::Wrong);
        }
        let found = Arc::new(found);
        self.known().metadata = Some((Instant::now(), Arc::clone(&found)));
        Ok(found)
    }

    /// Whether every address is of the issuer's own origin: nothing else is ever asked.
    fn own_addresses(&self, metadata: &ProviderMetadataWithLogout) -> bool {
        let origin = Url::parse(&self.client.issuer).map(|u| u.origin());
        let additional = metadata.additional_metadata();
        let all = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(|u| u.url()),
            Some(metadata.jwks_uri().url()),
            additional.end_session_endpoint.as_ref().map(|u| u.url()),
        ];
        all.into_iter().flatten().all(|address| {
            origin
                .as_ref()
                .is_ok_and(|origin| address.origin() == *origin)
        })
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.client.origin)
    }

    async fn entrance_of(&self, journey: Journey) -> Result<String, Trouble> {
        let metadata = self.metadata().await?;
        let client = client(&self.client, &metadata)?;
        let verifier = PkceCodeVerifier::new(journey.verifier);
        let (state, nonce) = (journey.state, journey.nonce);
        let (address, _, _) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new(state),
                || Nonce::new(nonce),
            )
            .add_auth_context_value(AuthenticationContextClass::new(ACR.to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .set_redirect_uri(std::borrow::Cow::Owned(self.back()?))
            .url();
        Ok(address.into())
    }

    fn back(&self) -> Result<RedirectUrl, Trouble> {
        RedirectUrl::new(self.address(route::FRANCE_CONNECT_BACK)).map_err(|_| Trouble::Wrong)
    }

    async fn vouch_for(&self, code: String, journey: Journey) -> Result<Vouched, Trouble> {
        let metadata = self.metadata().await?;
        let client_now = client(&self.client, &metadata)?;
        let request = client_now
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|_| Trouble::Wrong)?
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier))
            .set_redirect_uri(std::borrow::Cow::Owned(self.back()?));
        let answer = request.request_async(self).await;
        let answer = answer.map_err(|error| match error {
            openidconnect::RequestTokenError::Request(_) => Trouble::Away,
            _ => Trouble::Wrong,
        })?;
        let token = answer.id_token().ok_or(Trouble::Wrong)?;
        let nonce = Nonce::new(journey.nonce);
        let subject = match subject(&client_now, token, &nonce) {
            // its keys may have been changed since we asked for them
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let metadata = self.metadata_for_key().await?;
                subject(&client(&self.client, &metadata)?, token, &nonce)
            }
            subject => subject,
        };
        let subject = subject.map_err(|_| Trouble::Wrong)?;
        let identity = Identity {
            way: Way::FranceConnect,
            subject: format!("{} {subject}", self.client.issuer),
        };
        Ok((identity, token.to_string()))
    }

    async fn exit_of(&self, id_token: String, state: String) -> Result<String, Trouble> {
        let metadata = self.metadata().await?;
        let address = metadata.additional_metadata().end_session_endpoint.clone();
        let token = CoreIdToken::from_str(&id_token).map_err(|_| Trouble::Wrong)?;
        let back = PostLogoutRedirectUrl::new(self.address(route::FRANCE_CONNECT_LEFT));
        let request = LogoutRequest::from(address.ok_or(Trouble::Wrong)?)
            .set_id_token_hint(&token)
            .set_post_logout_redirect_uri(back.map_err(|_| Trouble::Wrong)?)
            .set_state(CsrfToken::new(state));
        Ok(request.http_get_url().into())
    }
}

impl<'c> AsyncHttpClient<'c> for FranceConnect {
    type Error = Fetch;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Fetch>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.fetch(request))
    }
}

/// Our side, as the provider's addresses are now.
type Ready = CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

fn client(ours: &Client, metadata: &ProviderMetadataWithLogout) -> Result<Ready, Trouble> {
    let id = ClientId::new(ours.id.clone());
    let secret = ClientSecret::new(ours.secret.clone());
    let client = CoreClient::from_provider_metadata(metadata.clone(), id, Some(secret));
    Ok(client.set_auth_type(AuthType::RequestBody))
}

/// Whom a signed answer is about, once everything in it is what was asked.
fn subject(
    client: &Ready,
    token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<String, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs([CoreJwsSigningAlgorithm::EcdsaP256Sha256])
        .set_auth_context_verifier_fn(|acr| match acr {
            Some(acr) if acr.as_str() == ACR => Ok(()),
            _ => Err("not the level that was asked".to_owned()),
        });
    Ok(token.claims(&verifier, nonce)?.subject().to_string())
}

impl Provider for FranceConnect {
    fn entrance(&self, journey: &Journey) -> Awaited<Result<String, Trouble>> {
        let (this, journey) = (self.clone(), journey.clone());
        Box::pin(async move { told(this.entrance_of(journey).await, "l'envoi") })
    }

    fn vouch(&self, code: String, journey: Journey) -> Awaited<Result<Vouched, Trouble>> {
        let this = self.clone();
        Box::pin(async move { told(this.vouch_for(code, journey).await, "le retour") })
    }

    fn exit(&self, id_token: String, journey: &Journey) -> Awaited<Result<String, Trouble>> {
        let (this, state) = (self.clone(), journey.state.clone());
        Box::pin(async move { told(this.exit_of(id_token, state).await, "la sortie") })
    }
}

/// Says in the log which step went wrong, and nothing of whose it was.
fn told<T>(outcome: Result<T, Trouble>, step: &str) -> Result<T, Trouble> {
    if let Err(trouble) = &outcome {
        tracing::warn!(
            ?trouble,
            step,
            "FranceConnect n'a pas pu identifier quelqu'un"
        );
    }
    outcome
}
