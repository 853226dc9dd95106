//! `POST /api/v1/similar`: the proposals that look like the one being written.

use super::{Said, context};
use crate::route;
use crate::texts::common;
use crate::web::{Ctx, Failure};
use civic::permission::Actor;
use civic::view::Similar;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// No more of a title than this is looked at, in characters.
const LONGEST: usize = 300;

/// The endpoint; its question is a [`civic::view::SimilarRequest`]. It reads only what is public.
///
/// # Errors
/// When there is no such process, as a sentence.
#[server(name = FindSimilar, prefix = "/api/v1", endpoint = "similar", input = Json, output = Json)]
pub async fn similar(process: String, title: String) -> Result<Vec<Similar>, Said> {
    let ctx = context()?;
    find(&ctx, &process, &title)
        .await
        .map_err(|failure| Said::of(&ctx, &failure))
}

async fn find(ctx: &Ctx, process: &str, title: &str) -> Result<Vec<Similar>, Failure> {
    let title: String = title.chars().take(LONGEST).collect();
    let mut tx = ctx.read().await?;
    let listed = services::process::visible(&mut tx, &Actor::visitor(), process).await?;
    let found = services::proposal::similar(&mut tx, &listed.process.id, &title).await?;
    Ok(found
        .into_iter()
        .map(|p| Similar {
            href: route::proposal(ctx.lang, &p.id),
            note: common::supports(ctx.lang, p.supports),
            title: p.title,
        })
        .collect())
}
