//! A form that a use case refused comes back: with its status, what was typed, and why.

use crate::pages::error::words;
use crate::parts::{Tone, notice};
use crate::web::{Ctx, Failure, private};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::Response;
use civic::field::FieldErrors;
use leptos::prelude::*;
use services::Error;

/// Why a form comes back. The default is a form that was not refused.
#[derive(Clone, Debug, Default)]
pub struct Refused {
    /// Fields to mend.
    pub errors: FieldErrors,
    /// What else is wrong: title and sentence.
    pub why: Option<(&'static str, String)>,
    status: StatusCode,
    wait: Option<i64>,
}

impl Refused {
    /// What the use case said, when the form can come back with it.
    ///
    /// # Errors
    /// What no form can mend: there is nothing there, or we failed.
    pub fn of(ctx: &Ctx, error: Error) -> Result<Refused, Failure> {
        let status = Failure::status_of(&error);
        match error {
            Error::NotFound | Error::NotPublished | Error::Count(_) | Error::Store(_) => {
                Err(Failure(error))
            }
            Error::Fields(errors) => Ok(Refused {
                errors,
                status,
                ..Refused::default()
            }),
            error => Ok(Refused {
                why: Some(words(ctx, &error)),
                status,
                wait: if let Error::TooMany(seconds) = error {
                    Some(seconds)
                } else {
                    None
                },
                ..Refused::default()
            }),
        }
    }

    /// The notice above the form, if there is something to say.
    pub fn notice(&self) -> impl IntoView + use<> {
        self.why
            .clone()
            .map(|(title, text)| notice(Tone::Error, title, text))
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self, html: String) -> Response {
        let mut response = private(self.status, html);
        if let Some(seconds) = self.wait
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            response.headers_mut().insert(RETRY_AFTER, value);
        }
        response
    }
}
