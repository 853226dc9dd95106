//! A form that sends a file beside its fields (`multipart/form-data`, RFC 7578). Never here: what the file must be.

use super::failure::Failure;
use super::fields::Fields;
use axum::body::Bytes;
use axum::extract::multipart::Multipart;
use axum::extract::{FromRequest as _, Request};
use axum::http::StatusCode;
use services::Error;

/// What was sent.
pub struct Sent {
    /// The fields but the file's.
    pub typed: Fields,
    /// The file; empty when none was chosen.
    pub file: Vec<u8>,
    /// Whether it broke off.
    pub broken: bool,
}

impl Sent {
    /// What arrived, the file being the field of this name: a form that breaks off is one whose other fields are empty.
    ///
    /// # Errors
    /// [`Error::TooLarge`].
    pub async fn read(request: Request, file_field: &str) -> Result<Sent, Failure> {
        let (mut pairs, mut file, mut broken) = (Vec::new(), Vec::new(), false);
        if let Ok(mut parts) = Multipart::from_request(request, &()).await {
            loop {
                match next(&mut parts).await? {
                    Next::Field(name, body) if name == file_field => file = body.to_vec(),
                    Next::Field(name, body) => {
                        pairs.push((name, String::from_utf8_lossy(&body).into_owned()));
                    }
                    Next::End => break,
                    Next::Broken => {
                        broken = true;
                        break;
                    }
                }
            }
        }
        let pairs = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str()));
        let pairs: Vec<_> = pairs.collect();
        Ok(Sent {
            typed: Fields::of(&pairs),
            file,
            broken,
        })
    }
}

/// What comes next in a form.
enum Next {
    Field(String, Bytes),
    End,
    Broken,
}

async fn next(parts: &mut Multipart) -> Result<Next, Failure> {
    let found = match parts.next_field().await {
        Ok(Some(part)) => {
            let name = part.name().unwrap_or("").to_owned();
            part.bytes().await.map(|body| Next::Field(name, body))
        }
        Ok(None) => Ok(Next::End),
        Err(error) => Err(error),
    };
    match found {
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            Err(Failure(Error::TooLarge))
        }
        other => Ok(other.unwrap_or(Next::Broken)),
    }
}
