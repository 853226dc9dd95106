//! `POST /api/v1/support`: supports a proposal, or takes the support back.

use super::{Said, context};
use crate::texts::proposals as t;
use crate::web::{Ctx, Failure};
use civic::id::ProposalId;
use civic::view::SupportReply;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use services::contribution;

/// The endpoint; its question is a [`civic::view::SupportRequest`].
///
/// # Errors
/// What [`contribution::support`] refuses, as a sentence.
#[server(name = GiveSupport, prefix = "/api/v1", endpoint = "support", input = Json, output = Json)]
pub async fn support(proposal: String, on: bool) -> Result<SupportReply, Said> {
    let ctx = context()?;
    give(&ctx, &ProposalId(proposal), on)
        .await
        .map_err(|failure| Said::of(&ctx, &failure))
}

async fn give(ctx: &Ctx, id: &ProposalId, on: bool) -> Result<SupportReply, Failure> {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let count = contribution::support(&mut tx, &actor, ctx.now, id, on).await?;
    tx.commit().await?;
    let said = if on {
        t::supported(ctx.lang)
    } else {
        t::unsupported(ctx.lang)
    };
    Ok(SupportReply {
        count,
        mine: on,
        said: said.to_owned(),
    })
}
