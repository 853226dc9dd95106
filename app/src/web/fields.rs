//! The fields of a form, kept as typed: several of one name, odd bytes, nothing refused here.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;

/// Largest form body, in bytes.
pub const MOST: usize = 256 * 1024;

/// Fields as typed.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
}

impl Fields {
    /// Reads a URL-encoded body; bytes that are no UTF-8 become the replacement character.
    #[must_use]
    pub fn parse(body: &[u8]) -> Fields {
        Fields {
            pairs: form_urlencoded::parse(body).into_owned().collect(),
        }
    }

    /// Fields given by ourselves.
    #[must_use]
    pub fn of(pairs: &[(&str, &str)]) -> Fields {
        Fields {
            pairs: pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect(),
        }
    }

    /// The first value of a field; empty when it is missing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.pairs
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs
            .iter()
            .filter(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
            .collect()
    }

    /// Whether a field is there, as a ticked box is.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(n, _)| n == name)
    }

    /// Back to a URL-encoded body, for a draft.
    #[must_use]
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.pairs)
            .finish()
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = StatusCode;

    async fn from_request(request: Request, state: &S) -> Result<Self, StatusCode> {
        let body =
            Bytes::from_request(request, state)
                .await
                .map_err(|rejection| match rejection.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
                    // it did not arrive whole, or not in time
                    _ => StatusCode::REQUEST_TIMEOUT,
                })?;
        if body.len() > MOST {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        Ok(Fields::parse(&body))
    }
}
