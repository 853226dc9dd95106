//! What a page asks of the server for a passkey: `POST /api/v1/cles/nouvelle` and `…/entree` give a question for the
//! device and the name of its journey, `…/reponse` takes its answer. Never here: a rule; those are in the use case.

use super::sealed::{answer, text_of};
use crate::web::{Answer, Ctx, add_cookies};
use axum::body::Body;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use services::Error;
use services::passkey::{self, Asked, Place};

/// Largest answer of a device, in bytes.
const LARGEST: usize = 64 * 1024;

#[derive(Deserialize)]
struct Made {
    journey: String,
    name: String,
    answer: Value,
}

#[derive(Deserialize)]
struct Proven {
    journey: String,
    answer: Value,
}

async fn read<T: DeserializeOwned>(body: Body) -> Result<T, Error> {
    let text = text_of(body, LARGEST).await?;
    serde_json::from_str(&text).map_err(|_| Error::Conflict)
}

/// Where a request comes from, for as long as it is answered.
struct Here {
    site: String,
    browser: [u8; 16],
}

impl Here {
    fn of(ctx: &Ctx) -> Here {
        let (browser, _) = ctx.browser();
        Here {
            site: ctx.site(),
            browser,
        }
    }

    fn place<'a>(&'a self, ctx: &'a Ctx) -> Place<'a> {
        Place {
            site: &self.site,
            commune: &ctx.look.name,
            browser: &self.browser,
            network: &ctx.network,
            device: ctx.device(),
        }
    }
}

/// Whether passkeys can be had here.
#[must_use]
pub fn possible(ctx: &Ctx) -> bool {
    passkey::possible(&ctx.site())
}

fn question(ctx: &Ctx, asked: &Asked, browser: &[u8; 16]) -> Answer {
    let told = answer(&json!({ "journey": asked.journey, "options": asked.options }));
    Ok(add_cookies(told, &[ctx.browser_cookie(browser)]))
}

/// POST `/api/v1/cles/nouvelle`.
///
/// # Errors
/// What [`passkey::begin_adding`] refuses, as a sentence.
pub async fn begin_adding(ctx: Ctx) -> Answer {
    let here = Here::of(&ctx);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (session, rng) = (ctx.session(), &mut ctx.rng());
    let place = here.place(&ctx);
    let asked =
        passkey::begin_adding(&mut tx, &actor, ctx.now, rng, &place, session.as_ref()).await?;
    tx.commit().await?;
    question(&ctx, &asked, &here.browser)
}

/// POST `/api/v1/cles/nouvelle/reponse`: `{journey, name, answer}`.
///
/// # Errors
/// What [`passkey::add`] refuses, as a sentence.
pub async fn add(ctx: Ctx, body: Body) -> Answer {
    let mut tx = ctx.read().await?;
    ctx.actor(&mut tx).await?.account().map_err(Error::from)?;
    drop(tx);
    let made: Made = read(body).await?;
    let here = Here::of(&ctx);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    let device = (made.name.as_str(), made.answer);
    let session = ctx.session();
    let there = (&here.place(&ctx), session.as_ref());
    let added = passkey::add(&mut tx, &actor, ctx.now, rng, there, &made.journey, device).await;
    // a question that was answered wrongly is not asked again
    tx.commit().await?;
    let secret = added?;
    let told = answer(&json!({ "ok": true }));
    Ok(add_cookies(told, &[ctx.session_cookie(&secret)]))
}

/// POST `/api/v1/cles/entree`.
///
/// # Errors
/// What [`passkey::begin_entering`] refuses, as a sentence.
pub async fn begin_entering(ctx: Ctx) -> Answer {
    let here = Here::of(&ctx);
    let mut tx = ctx.write().await?;
    let rng = &mut ctx.rng();
    let asked = passkey::begin_entering(&mut tx, ctx.now, rng, &here.place(&ctx)).await?;
    tx.commit().await?;
    question(&ctx, &asked, &here.browser)
}

/// POST `/api/v1/cles/entree/reponse`: `{journey, answer}`; the session comes as a cookie.
///
/// # Errors
/// What [`passkey::enter`] refuses, as a sentence.
pub async fn enter(ctx: Ctx, body: Body) -> Answer {
    let proven: Proven = read(body).await?;
    let here = Here::of(&ctx);
    let mut tx = ctx.write().await?;
    let (rng, place, journey) = (&mut ctx.rng(), here.place(&ctx), proven.journey);
    let entered = passkey::enter(&mut tx, ctx.now, rng, &place, &journey, proven.answer).await;
    let secret = match entered {
        Ok(secret) => secret,
        Err(error) => {
            // a question that was answered wrongly is not asked again
            tx.commit().await?;
            return Err(error.into());
        }
    };
    // whoever was signed in here before is no longer
    if let Some(before) = ctx.session() {
        services::session::close(&mut tx, &before).await?;
    }
    tx.commit().await?;
    let told = answer(&json!({ "ok": true }));
    Ok(add_cookies(told, &[ctx.session_cookie(&secret)]))
}
