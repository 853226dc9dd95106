//! What the page that seals a ballot asks of the server: `POST /api/v1/scelle/{slug}/droit` hands a voting right to
//! her device, `POST /api/v1/scelle/{slug}/bulletin` casts the ballot that is its body.
//!
//! A ballot's proofs are checked on threads of their own, a few at once, before its short transaction. Nothing here is
//! counted or limited by account: the time of a vote would stay in that count.

use crate::web::{Answer, Ctx};
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use services::Error;
use services::sealed::{self, Ready};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Largest ballot, in bytes: beyond the largest that may be sealed.
pub const LARGEST: usize = 512 * 1024;

/// Elections kept ready: making the tables of one takes longer than checking a ballot.
const KEPT: usize = 8;

/// The elections that ballots come for, made ready once; and how many ballots are checked at once.
pub struct Elections {
    ready: Mutex<HashMap<String, Arc<Ready>>>,
    at_once: Semaphore,
}

impl Default for Elections {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            ready: Mutex::default(),
            at_once: Semaphore::new(cores),
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
    let right = sealed::right::take(&mut tx, &actor, ctx.now, &mut ctx.rng(), &slug).await?;
    tx.commit().await?;
    Ok(answer(&json!({ "right": right })))
}

/// POST `/api/v1/scelle/{slug}/bulletin`.
///
/// # Errors
/// What [`sealed::cast`] refuses, as a sentence.
pub async fn cast(ctx: Ctx, Path(slug): Path<String>, body: String) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    // whoever may not vote here makes nobody calculate
    let definition = sealed::expected(&mut tx, &actor, ctx.now, &slug, &body).await?;
    drop(tx);
    let elections = Arc::clone(&ctx.app.elections);
    let place = elections.at_once.acquire().await;
    let checking = Arc::clone(&elections);
    let checked = tokio::task::spawn_blocking(move || {
        let ready = checking.of(&definition)?;
        sealed::check(&ready, body)
    });
    let checked = checked.await.map_err(|_| Error::Conflict)??;
    drop(place);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let receipt = sealed::cast(&mut tx, &actor, ctx.now, &slug, &checked).await?;
    tx.commit().await?;
    Ok(answer(&json!({
        "tracker": receipt.tracker,
        "event": receipt.event,
        "head": receipt.head,
        "replaced": receipt.replaced,
    })))
}

/// An answer that nothing keeps.
pub fn answer(value: &Value) -> Response {
    let mut response = axum::Json(value).into_response();
    let kept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, kept);
    response
}
