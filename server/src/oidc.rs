//! OpenID Connect as FranceConnect v2 and ProConnect speak it: where browsers are sent, the exchange of the code that comes back, the
//! signature of what the provider says (OpenID Connect Core 1.0 §3.1; PKCE, RFC 7636; RP-Initiated Logout 1.0).
//!
//! **Invariants**: what is asked for is the least: of FranceConnect who somebody is to the civil registers ([`PIVOT`]), unless the
//! commune asks for less; of ProConnect for which establishment somebody works, which must be one of the commune's; no parameter but those that both allow; one kind of signature counts, that of a key; every address of the
//! provider has the issuer's own origin, redirections are not followed, answers are small and in time; nothing that the
//! provider says is in an error or a log line.

mod told;

pub use told::PIVOT;

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
    ClaimsVerificationError, ClientId, ClientSecret, CsrfToken, DiscoveryError, HttpRequest,
    HttpResponse, IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge,
    PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, Scope,
    TokenResponse as _,
};
use services::identity::Journey;
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The level of assurance that FranceConnect v2 gives to communes.
const ACR: &str = "eidas1";
/// The levels of ProConnect at which two factors were asked: one alone may be a link by mail, and whoever reads an agent's
/// mails would enter the town hall with it.
const TWO_FACTORS: [&str; 5] = [
    "eidas1-mfa",
    "eidas2",
    "eidas3",
    "https://proconnect.gouv.fr/assurance/self-asserted-2fa",
    "https://proconnect.gouv.fr/assurance/consistency-checked-2fa",
];
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
    /// Which provider.
    pub way: Way,
    /// Establishments of the commune (SIRET, 14 digits; or SIREN, 9, for all of hers), of which ProConnect vouches for people.
    pub establishments: Vec<String>,
    /// What is asked of FranceConnect beside `openid`.
    pub scopes: Vec<String>,
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

/// A provider: FranceConnect or ProConnect.
#[derive(Clone)]
pub struct OpenId {
    client: Client,
    http: reqwest::Client,
    known: Arc<Mutex<Known>>,
}

/// Why a provider was not heard.
#[derive(Debug, thiserror::Error)]
pub enum Fetch {
    #[error("the provider does not answer")]
    Away,
    #[error("the address is not the provider's")]
    Elsewhere,
    #[error("the answer is too large")]
    Large,
    #[error("the answer is not HTTP")]
    Odd,
}

impl OpenId {
    /// For a client that is known there.
    ///
    /// # Errors
    /// If the issuer is not an HTTPS address, but for one of this machine.
    pub fn new(client: Client) -> Result<OpenId> {
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
        Ok(OpenId {
            client,
            http,
            known: Arc::default(),
        })
    }

    async fn fetch(&self, request: HttpRequest) -> Result<HttpResponse, Fetch> {
        let request = reqwest::Request::try_from(request).map_err(|_| Fetch::Odd)?;
        // whatever a provider says of itself, nothing is asked anywhere else
        if !self.is_own(request.url()) {
            return Err(Fetch::Elsewhere);
        }
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
        let found = found.map_err(|error| match error {
            DiscoveryError::Request(Fetch::Elsewhere | Fetch::Odd) | DiscoveryError::Other(_) => {
                Trouble::Wrong
            }
            _ => Trouble::Away,
        })?;
        if !self.own_addresses(&found) {
            return Err(Trouble::Wrong);
        }
        let found = Arc::new(found);
        self.known().metadata = Some((Instant::now(), Arc::clone(&found)));
        Ok(found)
    }

    /// Whether an address is of the issuer's own origin.
    fn is_own(&self, address: &Url) -> bool {
        Url::parse(&self.client.issuer).is_ok_and(|issuer| issuer.origin() == address.origin())
    }

    /// Whether every address is of the issuer's own origin: browsers are sent nowhere else either.
    fn own_addresses(&self, metadata: &ProviderMetadataWithLogout) -> bool {
        let additional = metadata.additional_metadata();
        let all = [
            Some(metadata.authorization_endpoint().url()),
            metadata.token_endpoint().map(|u| u.url()),
            metadata.userinfo_endpoint().map(|u| u.url()),
            Some(metadata.jwks_uri().url()),
            additional.end_session_endpoint.as_ref().map(|u| u.url()),
        ];
        all.into_iter()
            .flatten()
            .all(|address| self.is_own(address))
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.client.origin)
    }

    async fn entrance_of(&self, journey: Journey) -> Result<String, Trouble> {
        let metadata = self.metadata().await?;
        let client = client(&self.client, &metadata)?;
        let verifier = PkceCodeVerifier::new(journey.verifier);
        let (state, nonce) = (journey.state, journey.nonce);
        let mut request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        );
        request = match self.client.way {
            Way::FranceConnect => {
                let scopes = self.client.scopes.iter().cloned().map(Scope::new);
                request
                    .add_scopes(scopes)
                    .add_auth_context_value(AuthenticationContextClass::new(ACR.to_owned()))
            }
            Way::ProConnect => {
                let acr = serde_json::json!({ "essential": true, "values": TWO_FACTORS });
                let claims = serde_json::json!({ "id_token": { "acr": acr } });
                request
                    .add_scope(Scope::new(told::SIRET.to_owned()))
                    .add_extra_param("claims", claims.to_string())
            }
        };
        let (address, _, _) = request
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .set_redirect_uri(std::borrow::Cow::Owned(self.back()?))
            .url();
        Ok(address.into())
    }

    fn back(&self) -> Result<RedirectUrl, Trouble> {
        RedirectUrl::new(self.address(route::back_from(self.client.way)))
            .map_err(|_| Trouble::Wrong)
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
        let subject = match subject(self.client.way, &client_now, token, &nonce) {
            // its keys may have been changed since we asked for them
            Err(ClaimsVerificationError::SignatureVerification(_)) => {
                let metadata = self.metadata_for_key().await?;
                subject(
                    self.client.way,
                    &client(&self.client, &metadata)?,
                    token,
                    &nonce,
                )
            }
            subject => subject,
        };
        let subject = subject.map_err(|_| Trouble::Wrong)?;
        let access = answer.access_token().clone();
        let civil = match self.client.way {
            Way::ProConnect => {
                self.works_here(access, &subject).await?;
                None
            }
            Way::FranceConnect if self.client.scopes.is_empty() => None,
            Way::FranceConnect => self.who_she_is(access, &subject).await?,
        };
        let identity = Identity {
            way: self.client.way,
            subject: format!("{} {subject}", self.client.issuer),
            civil,
        };
        Ok((identity, token.to_string()))
    }

    async fn exit_of(&self, id_token: String, state: String) -> Result<String, Trouble> {
        let metadata = self.metadata().await?;
        let address = metadata.additional_metadata().end_session_endpoint.clone();
        let token = CoreIdToken::from_str(&id_token).map_err(|_| Trouble::Wrong)?;
        let back = PostLogoutRedirectUrl::new(self.address(route::left(self.client.way)));
        let request = LogoutRequest::from(address.ok_or(Trouble::Wrong)?)
            .set_id_token_hint(&token)
            .set_post_logout_redirect_uri(back.map_err(|_| Trouble::Wrong)?)
            .set_state(CsrfToken::new(state));
        Ok(request.http_get_url().into())
    }
}

impl<'c> AsyncHttpClient<'c> for OpenId {
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

/// How a provider signs, as the commune declares it there. FranceConnect signs so and not otherwise; of what ProConnect
/// offers, RS256 is what the library can check of its second answer too.
fn signature(way: Way) -> CoreJwsSigningAlgorithm {
    match way {
        Way::FranceConnect => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        Way::ProConnect => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    }
}

/// Whom a signed answer is about, once everything in it is what was asked.
fn subject(
    way: Way,
    client: &Ready,
    token: &CoreIdToken,
    nonce: &Nonce,
) -> Result<String, ClaimsVerificationError> {
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs([signature(way)])
        .set_auth_context_verifier_fn(move |acr| {
            let enough = acr.is_some_and(|acr| match way {
                Way::FranceConnect => acr.as_str() == ACR,
                Way::ProConnect => TWO_FACTORS.contains(&acr.as_str()),
            });
            enough
                .then_some(())
                .ok_or_else(|| "not the level that was asked".to_owned())
        });
    Ok(token.claims(&verifier, nonce)?.subject().to_string())
}

impl Provider for OpenId {
    fn entrance(&self, journey: &Journey) -> Awaited<Result<String, Trouble>> {
        let (this, journey) = (self.clone(), journey.clone());
        let way = self.client.way;
        Box::pin(async move { told(this.entrance_of(journey).await, way, "l'envoi") })
    }

    fn vouch(&self, code: String, journey: Journey) -> Awaited<Result<Vouched, Trouble>> {
        let (this, way) = (self.clone(), self.client.way);
        Box::pin(async move { told(this.vouch_for(code, journey).await, way, "le retour") })
    }

    fn exit(&self, id_token: String, journey: &Journey) -> Awaited<Result<String, Trouble>> {
        let (this, state) = (self.clone(), journey.state.clone());
        let way = self.client.way;
        Box::pin(async move { told(this.exit_of(id_token, state).await, way, "la sortie") })
    }
}

/// Says in the log which step went wrong, and nothing of whose it was.
fn told<T>(outcome: Result<T, Trouble>, way: Way, step: &str) -> Result<T, Trouble> {
    if let Err(trouble) = &outcome {
        let provider = way.name();
        tracing::warn!(?trouble, step, provider, "personne n'a été identifié");
    }
    outcome
}
