//! What the page that seals a ballot asks of the server: `POST /api/v1/scelle/{slug}/droit` hands a voting right to
//! her device, `…/bulletin` casts the ballot that is its body, `…/place` says where a ballot is in the urn.
//!
//! A ballot's proofs are checked on threads of their own, a few at once, before its short transaction. Nothing here is
//! counted or limited by account: the time of a vote would stay in that count.

use crate::pages::BALLOT;
use crate::route;
use crate::web::{Answer, Ctx};
use axum::body::{Body, to_bytes};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use civic::permission::Actor;
use flate2::read::GzDecoder;
use qrcode::{Color, EcLevel, QrCode};
use serde_json::{Value, json};
use services::sealed::{self, Ready};
use services::{Error, session};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Largest ballot, in bytes: beyond the largest that may be sealed.
pub const LARGEST: usize = 512 * 1024;

/// Header of the tag that ties a right to its first voter's account.
const TAG: &str = "x-vote-tag";

/// Elections kept ready: making the tables of one takes longer than checking a ballot.
const KEPT: usize = 8;

/// The elections that ballots come for, made ready once; and how many ballots are checked at once.
pub struct Elections {
    ready: Mutex<HashMap<String, Arc<Ready>>>,
    at_once: Arc<Semaphore>,
    /// Ballots that wait to be checked; beyond, a phone is asked to try again.
    waiting: Arc<Semaphore>,
}

/// Most ballots that wait to be checked: with the largest, they fill some 64 MB.
const WAITING: usize = 128;

impl Default for Elections {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            ready: Mutex::default(),
            at_once: Arc::new(Semaphore::new(cores)),
            waiting: Arc::new(Semaphore::new(WAITING)),
        }
    }
}

impl Elections {
    fn of(&self, definition: &str) -> Result<Arc<Ready>, Error> {
        let lock = || self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ready) = lock().get(definition) {
            return Ok(Arc::clone(ready));
        }
        let ready = Arc::new(Ready::of(definition)?);
        let mut kept = lock();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(definition.to_owned(), Arc::clone(&ready));
        Ok(ready)
    }
}

/// POST `/api/v1/scelle/{slug}/droit`.
///
/// # Errors
/// What [`sealed::right::take`] refuses, as a sentence.
pub async fn right(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let here = ctx.session();
    session::fresh_to_vote(&mut tx, ctx.now, here.as_ref(), true).await?;
    let right = sealed::right::take(&mut tx, &actor, ctx.now, &mut ctx.rng(), &slug).await?;
    tx.commit().await?;
    Ok(answer(&json!({ "right": right })))
}

/// POST `/api/v1/scelle/{slug}/bulletin`.
///
/// # Errors
/// What [`sealed::cast`] refuses, as a sentence.
pub async fn cast(ctx: Ctx, Path(slug): Path<String>, body: Body) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    // whoever is not signed in sends us nothing large
    actor.account().map_err(Error::from)?;
    let here = ctx.session();
    session::fresh_to_vote(&mut tx, ctx.now, here.as_ref(), true).await?;
    drop(tx);
    let body = match ctx.headers.get(CONTENT_TYPE) {
        Some(kind) if kind == "application/gzip" => unpacked(body, LARGEST).await?,
        _ => text_of(body, LARGEST).await?,
    };
    let mut tx = ctx.read().await?;
    // whoever may not vote here makes nobody calculate
    let definition = sealed::expected(&mut tx, &actor, ctx.now, &slug, &body).await?;
    drop(tx);
    let elections = Arc::clone(&ctx.app.elections);
    let queued = Arc::clone(&elections.waiting).try_acquire_owned();
    let queued = queued.map_err(|_| Error::Crowded)?;
    let place = Arc::clone(&elections.at_once).acquire_owned().await;
    let checked = tokio::task::spawn_blocking(move || {
        // held by the work itself: whoever hangs up does not make room for more of it
        let _held = (place, queued);
        let ready = elections.of(&definition)?;
        sealed::check(&ready, body)
    });
    let checked = checked.await.map_err(|_| Error::Conflict)??;
    let tag = ctx.headers.get(TAG).and_then(|tag| tag.to_str().ok());
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let receipt =
        sealed::cast(&mut tx, &actor, ctx.now, &slug, &checked, tag.unwrap_or("")).await?;
    tx.commit().await?;
    Ok(answer(&json!({
        "tracker": receipt.tracker,
        "event": receipt.event,
        "head": receipt.head,
        "replaced": receipt.replaced,
    })))
}

/// A body's text, no larger than that.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Conflict`] when it is no text.
pub(super) async fn text_of(body: Body, largest: usize) -> Result<String, Error> {
    let bytes = to_bytes(body, largest).await;
    let bytes = bytes.map_err(|_| Error::TooLarge)?;
    String::from_utf8(bytes.into()).map_err(|_| Error::Conflict)
}

/// A compressed body's text, no larger than that before nor after.
///
/// # Errors
/// As [`text_of`]; [`Error::Conflict`] when it is not compressed as it says.
async fn unpacked(body: Body, largest: usize) -> Result<String, Error> {
    let bytes = to_bytes(body, largest).await;
    let bytes = bytes.map_err(|_| Error::TooLarge)?;
    let mut text = String::new();
    let beyond = largest as u64 + 1;
    let read = GzDecoder::new(&bytes[..])
        .take(beyond)
        .read_to_string(&mut text);
    match read {
        Ok(length) if length > largest => Err(Error::TooLarge),
        Ok(_) => Ok(text),
        Err(_) => Err(Error::Conflict),
    }
}

/// POST `/api/v1/scelle/{slug}/place`, whose body is a ballot's number or words: where it is, and the events from it to
/// the first head signed after it, so that a phone makes the chain again by itself; and a QR code that leads there. A
/// body, and not an address: what a phone asks by itself stands in no log. (The public page takes what somebody looks up in its
/// address, so that it works without JavaScript and the code on a receipt leads there.)
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn place(ctx: Ctx, Path(slug): Path<String>, asked: String) -> Answer {
    let mut tx = ctx.read().await?;
    let (process, place) = sealed::place_of(&mut tx, &Actor::visitor(), &slug, &asked).await?;
    let events = std::iter::once(&place.event).chain(&place.after);
    let events: Vec<_> = events.map(|e| json!([e.kind, e.payload])).collect();
    let signed = place.signed.map(|s| {
        json!({
            "events": s.events,
            "hash": s.hash,
            "at": s.at.0.div_euclid(1_000_000),
            "signature": s.signature,
        })
    });
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BALLOT, &asked)
        .finish();
    let address = format!(
        "{}{}?{query}",
        ctx.site(),
        route::urn(ctx.lang, &process.slug)
    );
    let (side, path) = drawn(&address)?;
    Ok(answer(&json!({
        "height": place.event.height,
        "parent": place.parent,
        "events": events,
        "replaced": !place.counts,
        "signed": signed,
        "head": {"events": place.head.events, "hash": place.head.hash},
        "qr": {"side": side, "path": path},
    })))
}

/// A QR code: modules on a side, and the path that draws the dark ones.
fn drawn(text: &str) -> Result<(usize, String), Error> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M);
    let code = code.map_err(|_| Error::TooLarge)?;
    let mut path = String::new();
    for (number, colour) in code.to_colors().iter().enumerate() {
        if *colour == Color::Dark {
            let (x, y) = (number % code.width(), number / code.width());
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    Ok((code.width(), path))
}

/// An answer that nothing keeps.
pub fn answer(value: &Value) -> Response {
    let mut response = axum::Json(value).into_response();
    let kept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, kept);
    response
}
