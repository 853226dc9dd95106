//! The context of one request: state, language, path, instant, cookies. A handler takes it first.

use super::cookie::{self, BROWSER, Cookies, SESSION};
use super::failure::Failure;
use super::fields::Fields;
use super::look::Look;
use super::state::App;
use crate::texts::Lang;
use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri};
use axum::http::HeaderMap;
use axum::http::header::{HOST, HeaderValue, USER_AGENT};
use axum::http::request::Parts;
use civic::device::Device;
use civic::permission::Actor;
use civic::time::Now;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Tx, session};
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// How long the browser's cookie lasts, in seconds.
const BROWSER_SECONDS: i64 = 400 * 24 * 3600;

/// The context of one request.
#[derive(Clone)]
pub struct Ctx {
    /// Shared state.
    pub app: App,
    /// The commune as pages show it.
    pub look: Arc<Look>,
    /// Language of the address.
    pub lang: Lang,
    /// Path without the language.
    pub path: String,
    /// Query string, without `?`.
    pub query: String,
    /// The instant of this request.
    pub now: Now,
    /// Its cookies.
    pub cookies: Cookies,
    /// Its headers.
    pub headers: HeaderMap,
    /// Where it comes from: an IPv4 address or an IPv6 /64, only ever hashed.
    pub network: String,
}

impl FromRequestParts<App> for Ctx {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Ctx, Infallible> {
        let uri = parts
            .extensions
            .get::<OriginalUri>()
            .map_or(&parts.uri, |u| &u.0);
        let (lang, path) = split_language(uri.path());
        let network = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or_else(|| "-".to_owned(), |c| network(c.0.ip()));
        Ok(Ctx {
            lang,
            path: path.to_owned(),
            query: uri.query().unwrap_or("").to_owned(),
            now: (app.clock)(),
            cookies: Cookies::read(&parts.headers, app.https),
            headers: parts.headers.clone(),
            network,
            look: app.shown.look(),
            app: app.clone(),
        })
    }
}

/// `/br/moi` → Breton, `/moi`.
fn split_language(path: &str) -> (Lang, &str) {
    for lang in [Lang::Br, Lang::En] {
        if let Some(rest) = path.strip_prefix(lang.prefix()) {
            if rest.is_empty() {
                return (lang, "/");
            }
            if rest.starts_with('/') {
                return (lang, rest);
            }
        }
    }
    (Lang::Fr, path)
}

fn network(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || {
                v6.segments()[..4]
                    .iter()
                    .map(|s| format!("{s:x}"))
                    .collect::<Vec<_>>()
                    .join(":")
            },
            |v4| v4.to_string(),
        ),
    }
}

impl Ctx {
    /// The address of this site: as it was configured; else, and in the demonstration, which is shown under any, as this browser
    /// knows it, which only comes back to whoever sent it.
    #[must_use]
    pub fn site(&self) -> String {
        let configured = self.app.origin.as_deref();
        if let Some(origin) = configured.filter(|_| self.app.demonstration.is_none()) {
            return origin.to_owned();
        }
        let scheme = if self.app.https { "https" } else { "http" };
        let host = self.headers.get(HOST).and_then(|h| h.to_str().ok());
        host.map_or_else(String::new, |host| format!("{scheme}://{host}"))
    }

    /// A random source for one request.
    #[must_use]
    pub fn rng(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_os_rng()
    }

    /// A transaction for reading.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read(&self) -> Result<Tx, Failure> {
        Ok(self.app.db.read().await.map_err(services::Error::from)?)
    }

    /// A transaction for writing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write(&self) -> Result<Tx, Failure> {
        Ok(self.app.db.write().await.map_err(services::Error::from)?)
    }

    /// A transaction that may take a while: on SQLite nobody else shares it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write_long(&self) -> Result<Tx, Failure> {
        let tx = self.app.db.write_long().await;
        Ok(tx.map_err(services::Error::from)?)
    }

    /// The query as fields.
    #[must_use]
    pub fn params(&self) -> Fields {
        Fields::parse(self.query.as_bytes())
    }

    /// The session's secret, if any.
    #[must_use]
    pub fn session(&self) -> Option<[u8; 16]> {
        self.cookies
            .session(self.app.db.vault().session_key(), self.now)
    }

    /// Who acts.
    ///
    /// # Errors
    /// What the database says.
    pub async fn actor(&self, tx: &mut Tx) -> Result<Actor, Failure> {
        let secret = self.session();
        let given = secret.as_ref().map(<[u8; 16]>::as_slice);
        let who = session::who(tx, self.now, given, self.app.demand).await?;
        if let (true, Some(secret)) = (who.unseen, secret) {
            self.note_use(secret, who.actor.clone());
        }
        Ok(who.actor)
    }

    /// Notes that the session is used, beside the answer: nobody waits for it, and it may fail.
    fn note_use(&self, secret: [u8; 16], actor: Actor) {
        let (db, now) = (self.app.db.clone(), self.now);
        tokio::spawn(async move {
            let noted = async {
                let mut tx = db.write().await?;
                session::seen(&mut tx, now, &secret, &actor).await?;
                Ok::<_, services::Error>(tx.commit().await?)
            };
            if let Err(error) = noted.await {
                tracing::warn!(%error, "the use of a session was not noted");
            }
        });
    }

    /// What the browser says that it is.
    #[must_use]
    pub fn device(&self) -> Device {
        let said = self.headers.get(USER_AGENT).and_then(|h| h.to_str().ok());
        said.map(Device::read).unwrap_or_default()
    }

    /// This browser's secret, and whether it is new (a cookie must then be set).
    #[must_use]
    pub fn browser(&self) -> ([u8; 16], bool) {
        match self.cookies.secret(BROWSER) {
            Some(secret) => (secret, false),
            None => (services::random(&mut self.rng()), true),
        }
    }

    /// The cookie that makes this browser known again.
    #[must_use]
    pub fn browser_cookie(&self, secret: &[u8; 16]) -> HeaderValue {
        self.cookie(BROWSER, &cookie::secret_value(secret), BROWSER_SECONDS)
    }

    /// The cookie of a session.
    #[must_use]
    pub fn session_cookie(&self, secret: &[u8; 16]) -> HeaderValue {
        let until = self.now.0 / 1_000_000 + session::SECONDS;
        let value = cookie::sign_session(self.app.db.vault().session_key(), secret, until)
            .unwrap_or_default();
        self.cookie(SESSION, &value, session::SECONDS)
    }

    /// A cookie of this site.
    #[must_use]
    pub fn cookie(&self, name: &str, value: &str, seconds: i64) -> HeaderValue {
        cookie::set_cookie(name, value, seconds, self.app.https)
    }

    /// A cookie that keeps 16 secret bytes.
    #[must_use]
    pub fn secret_cookie(&self, name: &str, secret: &[u8; 16], seconds: i64) -> HeaderValue {
        self.cookie(name, &cookie::secret_value(secret), seconds)
    }

    /// Keeps what was typed into the form at this path until its author has signed in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn keep_draft(&self, fields: &Fields) -> Result<HeaderValue, Failure> {
        let (browser, _) = self.browser();
        let mut tx = self.write().await?;
        let until = self
            .now
            .plus_seconds(services::retention::DRAFT_TEXT_SECONDS);
        let nonce = services::random(&mut self.rng());
        services::draft::keep(
            &mut tx,
            self.now,
            (&browser, &self.network),
            &self.path,
            &fields.encode(),
            nonce,
            until,
        )
        .await?;
        tx.commit().await.map_err(services::Error::from)?;
        Ok(self.browser_cookie(&browser))
    }

    /// What was typed into the form at this path before signing in.
    ///
    /// # Errors
    /// What the database says.
    pub async fn draft(&self, tx: &mut Tx) -> Result<Option<Fields>, Failure> {
        let Some(browser) = self.cookies.secret(BROWSER) else {
            return Ok(None);
        };
        let kept = services::draft::get(tx, &browser, &self.path, self.now).await?;
        Ok(kept.map(|body| Fields::parse(body.as_bytes())))
    }

    /// Forgets the draft of this path, once it is saved. Call it in the transaction that saves.
    ///
    /// # Errors
    /// What the database says.
    pub async fn forget_draft(&self, tx: &mut Tx) -> Result<(), Failure> {
        if let Some(browser) = self.cookies.secret(BROWSER) {
            services::draft::forget(tx, &browser, &self.path).await?;
        }
        Ok(())
    }

    /// An address in this request's language.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        crate::route::to(self.lang, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_segment() {
        assert_eq!(split_language("/br/moi"), (Lang::Br, "/moi"));
        assert_eq!(split_language("/en"), (Lang::En, "/"));
        assert_eq!(split_language("/entree"), (Lang::Fr, "/entree"));
        assert_eq!(
            network("2001:db8:1:2:3::4".parse().unwrap()),
            "2001:db8:1:2"
        );
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }
}
