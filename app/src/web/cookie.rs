//! Cookies: the signed session, the secret of the browser (codes and drafts are bound to it), and the
//! voter's secret of an urn. All HttpOnly; none is read by a script.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use civic::time::Now;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

/// Name of the session cookie.
pub const SESSION: &str = "session";
/// Name of the browser's cookie.
pub const BROWSER: &str = "navigateur";

/// Beginning of the names of the cookies that hold what is about to be voted.
pub const CHOICES: &str = "choix-";

/// What the name of a cookie begins with when the site is served by HTTPS: a browser takes such a cookie from
/// this very host only, so no neighbouring site of the same domain can plant a session here.
const OWN: &str = "__Host-";

/// Beginning of the names of the cookies that hold voters' secrets of a process: each is followed by the mark of
/// whose it is, so that people who share a browser keep theirs side by side.
#[must_use]
pub fn urn_cookies(slug: &str) -> String {
    format!("urne-{slug}-")
}

/// The cookies of a request.
#[derive(Clone, Debug, Default)]
pub struct Cookies(Vec<(String, String)>);

impl Cookies {
    /// Reads the header. A cookie of the domain with odd bytes in it does not hide ours.
    #[must_use]
    pub fn read(headers: &HeaderMap, https: bool) -> Cookies {
        let lines = headers.get_all(COOKIE).into_iter();
        let lines: Vec<_> = lines
            .map(|v| String::from_utf8_lossy(v.as_bytes()))
            .collect();
        let pairs = lines
            .iter()
            .flat_map(|l| l.split(';'))
            .filter_map(|p| p.trim().split_once('='))
            .filter_map(|(n, v)| Some((if https { n.strip_prefix(OWN)? } else { n }, v)));
        Cookies(pairs.map(|(n, v)| (n.to_owned(), v.to_owned())).collect())
    }

    /// The names that begin so.
    pub fn names(&self, beginning: &str) -> impl Iterator<Item = &str> {
        let names = self.0.iter().map(|(n, _)| n.as_str());
        names.filter(move |n| n.starts_with(beginning))
    }

    /// Whether there is a cookie whose name begins so.
    #[must_use]
    pub fn has_some(&self, beginning: &str) -> bool {
        self.names(beginning).next().is_some()
    }

    /// A cookie's value as it was sent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// A cookie's 16 secret bytes, if it holds some.
    #[must_use]
    pub fn secret(&self, name: &str) -> Option<[u8; 16]> {
        let value = self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v)?;
        URL_SAFE_NO_PAD.decode(value).ok()?.try_into().ok()
    }

    /// The session's secret, if its signature holds and it is not over.
    #[must_use]
    pub fn session(&self, key: &[u8; 32], now: Now) -> Option<[u8; 16]> {
        let token = self.0.iter().find(|(n, _)| n == SESSION).map(|(_, v)| v)?;
        // the clock is handed in, so the library's own look at the time is off
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(key), &validation)
                .ok()?
                .claims;
        if claims.exp <= now.0 / 1_000_000 {
            return None;
        }
        URL_SAFE_NO_PAD.decode(claims.sid).ok()?.try_into().ok()
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    /// The session row's secret.
    sid: String,
    /// Seconds since 1970.
    exp: i64,
}

/// The signed value of the session cookie.
#[must_use]
pub fn sign_session(key: &[u8; 32], secret: &[u8; 16], until: i64) -> Option<String> {
    let claims = Claims {
        sid: URL_SAFE_NO_PAD.encode(secret),
        exp: until,
    };
    jsonwebtoken::encode(
        &Header::new(Algorithm::HS256),
        &claims,
        &EncodingKey::from_secret(key),
    )
    .ok()
}

/// A secret as a cookie value.
#[must_use]
pub fn secret_value(secret: &[u8; 16]) -> String {
    URL_SAFE_NO_PAD.encode(secret)
}

/// A `Set-Cookie` header: HttpOnly, SameSite=Lax, for the whole site.
#[must_use]
pub fn set_cookie(name: &str, value: &str, seconds: i64, https: bool) -> HeaderValue {
    let (own, secure) = if https { (OWN, "; Secure") } else { ("", "") };
    let line =
        format!("{own}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&line)
        .unwrap_or_else(|_| HeaderValue::from_static("invalide=; Max-Age=0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_must_be_signed_with_our_key_by_our_algorithm() {
        let (key, secret) = ([1; 32], [2; 16]);
        let now = civic::time::Time(1_000_000_000);
        let cookies = |v: &str| Cookies(vec![(SESSION.to_owned(), v.to_owned())]);
        let token = sign_session(&key, &secret, 2000).unwrap();
        assert_eq!(cookies(&token).session(&key, now), Some(secret));
        assert_eq!(cookies(&token).session(&[3; 32], now), None);
        assert_eq!(
            cookies(&token).session(&key, civic::time::Time(2_000_000_000)),
            None
        );
        // "alg":"none" with our claims
        let payload = token.split('.').nth(1).unwrap();
        let none = format!(
            "{}.{payload}.",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#)
        );
        assert_eq!(cookies(&none).session(&key, now), None);
        assert_eq!(cookies("").session(&key, now), None);
    }
}
