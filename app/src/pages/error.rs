//! The page of an error: what happened, in words, and a way on.

use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::error as t;
use crate::texts::fill;
use crate::web::{Ctx, private};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse as _, Response};
use civic::permission::Refusal;
use civic::view::Refused;
use leptos::prelude::*;
use services::Error;

fn simple(ctx: &Ctx, title: &str, text: String) -> String {
    let lang = ctx.lang;
    render(ctx, &Page::new(title, Tab::None), || {
        view! {
            <div class="narrow stack">
                {page_head(title, text)}
                <p><a class="button" href=ctx.to(route::HOME)>{t::go_home(lang)}</a></p>
            </div>
        }
    })
}

/// What to tell: a title and a sentence.
#[must_use]
pub fn words(ctx: &Ctx, error: &Error) -> (&'static str, String) {
    let lang = ctx.lang;
    match error {
        Error::NotFound => (t::not_found_title(lang), t::not_found(lang).to_owned()),
        Error::NotPublished => (t::not_found_title(lang), t::not_published(lang).to_owned()),
        Error::Refused(Refusal::SignIn) => (
            crate::texts::sign_in::title(lang),
            crate::texts::sign_in::needed(lang).to_owned(),
        ),
        Error::Refused(Refusal::Role(_)) => {
            (t::refused_title(lang), t::refused_role(lang).to_owned())
        }
        Error::Refused(Refusal::Asleep(why)) => {
            let (title, text) = super::sign_in::asleep::sentence(ctx, *why);
            (title, text.to_owned())
        }
        Error::Refused(Refusal::Level(_)) => {
            (t::refused_title(lang), t::refused_level(lang).to_owned())
        }
        Error::Refused(Refusal::NotYours) => {
            (t::refused_title(lang), t::not_yours(lang).to_owned())
        }
        Error::Closed(act) => (t::closed_title(lang), t::closed(lang, *act).to_owned()),
        Error::Fields(errors) => {
            let text = errors
                .0
                .first()
                .map(|(_, e)| t::field(lang, e))
                .unwrap_or_default();
            (crate::texts::common::error_summary(lang), text)
        }
        Error::Ballot(error) => (
            crate::texts::common::error_summary(lang),
            t::ballot(lang, error),
        ),
        Error::AlreadyVoted => (
            t::already_voted_title(lang),
            t::already_voted(lang).to_owned(),
        ),
        Error::OtherRight => (
            t::already_voted_title(lang),
            t::other_right(lang).to_owned(),
        ),
        Error::ManyBallots(most) => (
            t::already_voted_title(lang),
            fill(t::many_ballots(lang), &[("n", &most.to_string())]),
        ),
        Error::Crowded => (t::busy_title(lang), t::crowded(lang).to_owned()),
        Error::NoRight => (t::no_right_title(lang), t::no_right(lang).to_owned()),
        Error::Sealed(code) => {
            let reason = crate::texts::refusal::sentence(lang, code.name());
            let reason = reason.unwrap_or_else(|| t::failed(lang));
            (t::sealed_title(lang), reason.to_owned())
        }
        Error::Stale => (t::stale_title(lang), t::stale(lang).to_owned()),
        Error::TooLarge => (t::too_large_title(lang), t::too_large(lang).to_owned()),
        Error::Conflict => (t::conflict_title(lang), t::conflict(lang).to_owned()),
        Error::TooMany(seconds) => {
            let minutes = ((seconds + 59) / 60).to_string();
            (
                t::too_many_title(lang),
                fill(t::too_many(lang), &[("minutes", &minutes)]),
            )
        }
        Error::Store(error) if error.is_busy() => (t::busy_title(lang), t::busy(lang).to_owned()),
        Error::Count(_) | Error::Store(_) => (t::failed_title(lang), t::failed(lang).to_owned()),
    }
}

/// The page of a use case's error. Someone who must sign in is shown the sign-in form there and then.
#[must_use]
pub fn page(ctx: &Ctx, error: &Error) -> Response {
    let status = crate::web::Failure::status_of(error);
    if matches!(error, Error::Refused(Refusal::SignIn)) {
        return super::sign_in::needed(ctx, false);
    }
    if let Error::Refused(Refusal::Asleep(why)) = error {
        return super::sign_in::asleep::page(ctx, *why, false);
    }
    if matches!(error, Error::Stale) {
        return super::sign_in::stale(ctx, &ctx.to(&ctx.path));
    }
    let (title, text) = words(ctx, error);
    let mut response = private(status, simple(ctx, title, text));
    let wait = match error {
        Error::TooMany(seconds) => Some(*seconds),
        Error::Crowded => Some(5),
        Error::Store(error) if error.is_busy() => Some(10),
        _ => None,
    };
    if let Some(seconds) = wait {
        let value = HeaderValue::from(seconds.unsigned_abs());
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    response
}

/// The same, for an island: a sentence as JSON.
#[must_use]
pub fn for_island(ctx: &Ctx, error: &Error) -> Response {
    let (_, said) = words(ctx, error);
    let href = matches!(error, Error::Refused(Refusal::SignIn) | Error::Stale)
        .then(|| ctx.to(route::SIGN_IN));
    json(
        crate::web::Failure::status_of(error),
        &Refused { said, href },
    )
}

fn json(status: StatusCode, refused: &Refused) -> Response {
    let body = serde_json::to_string(refused).unwrap_or_default();
    let headers = [
        ("content-type", "application/json"),
        ("cache-control", "no-store"),
    ];
    (status, headers, body).into_response()
}

/// The answer to what the stack refused without a word, before or beside any use case; `None` for what is no
/// refusal. `island` asks for a sentence as JSON.
#[must_use]
pub fn bare(ctx: &Ctx, status: StatusCode, island: bool) -> Option<Response> {
    let lang = ctx.lang;
    let (status, title, said) = match status {
        // the router refuses a path that is no UTF-8
        StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST if !island => (
            StatusCode::NOT_FOUND,
            t::not_found_title(lang),
            t::not_found(lang),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (status, t::too_large_title(lang), t::too_large(lang)),
        StatusCode::METHOD_NOT_ALLOWED => (status, t::not_found_title(lang), t::wrong_method(lang)),
        StatusCode::REQUEST_TIMEOUT => (status, t::too_slow_title(lang), t::too_slow(lang)),
        // what a form of another site gets
        StatusCode::FORBIDDEN => (status, t::refused_title(lang), t::cross_site(lang)),
        status if status.is_client_error() => (status, t::refused_title(lang), t::conflict(lang)),
        status if status.is_server_error() => (status, t::failed_title(lang), t::failed(lang)),
        _ => return None,
    };
    if island {
        let said = said.to_owned();
        return Some(json(status, &Refused { said, href: None }));
    }
    Some(private(status, simple(ctx, title, said.to_owned())))
}
