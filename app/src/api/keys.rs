//! What the pages of a sealed vote's trustees and registrar ask of the server: `/api/v1/depositaire/{slug}` and a step
//! of it, `/api/v1/registre/{slug}`. Public parts, or what is sealed to another trustee; never a secret.

use super::sealed::{answer, text_of};
use crate::web::{Answer, Ctx, Failure};
use axum::body::{Body, to_bytes};
use axum::extract::Path;
use serde::Deserialize;
use serde_json::json;
use services::Error;
use services::sealed::ceremony::{self, Step};
use services::sealed::{self, Right, Stage, right};

/// Largest text of a trustee: a part of a sum of two hundred choices is some 300 kB.
const LARGEST_TEXT: usize = 1024 * 1024;
/// Largest list of rights: each is some 620 bytes.
pub const LARGEST_LIST: usize = right::MOST * 640 + 1024;
/// The part of a sum, beside the steps of the ceremony.
const PART: &str = "part";

/// GET `/api/v1/depositaire/{slug}`.
///
/// # Errors
/// What [`sealed::watch`] refuses, as a sentence.
pub async fn state(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let watch = sealed::watch(&mut tx, &actor, &slug).await?;
    let state = &watch.state;
    let stage = watch.urn.as_ref().map(|urn| match urn.stage {
        Stage::Result => "resultat",
        Stage::EncryptedTally | Stage::PartialDecryption => "ouverture",
        _ => "vote",
    });
    let opened = watch
        .urn
        .as_ref()
        .is_some_and(|u| u.parts.contains(&watch.index));
    Ok(answer(&json!({
        "uuid": state.ceremony.uuid,
        "index": watch.index,
        "step": state.step.as_str(),
        "awaited": watch.awaited,
        "waiting": watch.waiting,
        "stage": stage,
        "opened": opened,
        "head": watch.urn.as_ref().map(|urn| &urn.head.hash),
    })))
}

/// GET `/api/v1/depositaire/{slug}/textes`: what her device needs of the others when she does something; large, and so
/// apart from what is asked every few seconds.
///
/// # Errors
/// What [`sealed::watch`] refuses, as a sentence.
pub async fn texts(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let watch = sealed::watch(&mut tx, &actor, &slug).await?;
    let state = &watch.state;
    // a text is shown to all once all have given theirs: nobody chooses hers by what the others chose
    let shown = |from: Step, text: &dyn Fn(&sealed::ceremony::Given) -> String| {
        let all = state.step > from || watch.urn.is_some();
        let texts = state.trustees.iter().filter(|_| all).map(text);
        texts.collect::<Vec<_>>()
    };
    let rehearsal = &state.ceremony.rehearsal;
    Ok(answer(&json!({
        "certificates": shown(Step::Certify, &|t| t.certificate.clone()),
        "dealings": shown(Step::Deal, &|t| t.dealing.clone()),
        "rehearsal": {"election": rehearsal.election, "counts": ceremony::REHEARSED, "seed": rehearsal.seed},
    })))
}

/// POST `/api/v1/depositaire/{slug}/{step}`: what her device made for a step, or her part of the sum.
///
/// # Errors
/// What [`ceremony::weigh`], [`sealed::to_open`] and [`sealed::weigh`] refuse, as a sentence.
pub async fn give(ctx: Ctx, Path((slug, step)): Path<(String, String)>, body: Body) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    // whoever is no trustee sends us nothing large
    sealed::watch(&mut tx, &actor, &slug).await?;
    drop(tx);
    let body = text_of(body, LARGEST_TEXT).await?;
    if step == PART {
        publish(&ctx, &slug, &body).await?;
    } else {
        let step = Step::parse(&step).ok_or(Error::NotFound)?;
        keep(&ctx, &slug, step, &body).await?;
    }
    Ok(answer(&json!({ "given": true })))
}

/// Weighs a text on a thread of its own and keeps it; again while another trustee is quicker, which each is once.
async fn keep(ctx: &Ctx, slug: &str, step: Step, body: &str) -> Result<(), Failure> {
    for _ in 0..ceremony::TRUSTEES.1 {
        let mut tx = ctx.read().await?;
        let actor = ctx.actor(&mut tx).await?;
        let state = ceremony::state(&mut tx, &actor, slug).await?;
        drop(tx);
        let (account, text, mut rng) = (
            actor.account().map_err(Error::from)?.clone(),
            body.to_owned(),
            ctx.rng(),
        );
        let weighed = tokio::task::spawn_blocking(move || {
            ceremony::weigh(state, &account, &mut rng, step, &text)
        });
        let Some(weighed) = weighed.await.map_err(|_| Error::Conflict)?? else {
            return Ok(());
        };
        let mut tx = ctx.write().await?;
        match ceremony::keep(&mut tx, weighed).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(());
            }
            Err(Error::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Conflict.into())
}

/// Weighs a part of the sum on a thread of its own and publishes it; again while another trustee is quicker.
async fn publish(ctx: &Ctx, slug: &str, part: &str) -> Result<(), Failure> {
    for _ in 0..ceremony::TRUSTEES.1 {
        let mut tx = ctx.read().await?;
        let actor = ctx.actor(&mut tx).await?;
        let to_open = sealed::to_open(&mut tx, &actor, slug, part).await?;
        drop(tx);
        let Some((sum, owner)) = to_open else {
            return Ok(());
        };
        let part = part.to_owned();
        let weighed = tokio::task::spawn_blocking(move || sealed::weigh(sum, owner, &part));
        let weighed = weighed.await.map_err(|_| Error::Conflict)??;
        let mut tx = ctx.write_long().await?;
        match sealed::publish(&mut tx, ctx.now, &mut ctx.rng(), &weighed).await {
            Ok(_) => {
                tx.commit().await?;
                return Ok(());
            }
            Err(Error::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Error::Conflict.into())
}

#[derive(Deserialize)]
struct List {
    uuid: String,
    rights: Vec<String>,
}

/// POST `/api/v1/registre/{slug}`: the public parts of all rights.
///
/// # Errors
/// What [`right::List::of`] and [`right::offer`] refuse, as a sentence.
pub async fn offer(ctx: Ctx, Path(slug): Path<String>, body: Body) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    // whoever is not the registrar sends us nothing large
    right::registry(&mut tx, &actor, &slug).await?;
    drop(tx);
    let body = to_bytes(body, LARGEST_LIST)
        .await
        .map_err(|_| Error::TooLarge)?;
    let list: List = serde_json::from_slice(&body).map_err(|_| Error::Conflict)?;
    let rights: Vec<Right> = list.rights.into_iter().map(|text| (text, 1)).collect();
    // seconds for a large town: not while others wait to write
    let checked = tokio::task::spawn_blocking(move || right::List::of(&list.uuid, rights));
    let list = checked.await.map_err(|_| Error::Conflict)??;
    let mut tx = ctx.write_long().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    right::offer(&mut tx, &actor, ctx.now, rng, &slug, &list).await?;
    tx.commit().await?;
    Ok(answer(&json!({ "rights": list.len() })))
}

#[derive(Deserialize)]
struct Public {
    uuid: String,
    public: String,
}

/// POST `/api/v1/scelle/{slug}/droit-public`: the public part of a right that a phone made.
///
/// # Errors
/// What [`right::register`] refuses, as a sentence.
pub async fn register(ctx: Ctx, Path(slug): Path<String>, body: String) -> Answer {
    let sent: Public = serde_json::from_str(&body).map_err(|_| Error::Conflict)?;
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    right::register(&mut tx, &actor, ctx.now, &slug, &sent.uuid, &sent.public).await?;
    tx.commit().await?;
    Ok(answer(&json!({ "given": true })))
}
