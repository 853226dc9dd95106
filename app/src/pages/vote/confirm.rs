//! The one act of voting: choice, sign-off and ballot in one transaction, then the receipt.
//! Sent twice (a lost answer, an impatient thumb), it puts the same ballot in the same place.

use super::booth::{self, CODE};
use super::closed;
use super::paper::{self, Filled};
use super::receipt::{REPLACED, SAID};
use crate::route;
use crate::texts::{error, vote as t};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use services::Error;
use services::vote::{self, secret_from_text};

/// GET `/voter/{slug}/confirmer`: there is nothing here to look at, the paper is one step up.
///
/// # Errors
/// None.
pub async fn back(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    Ok(see_other(&route::ballot(ctx.lang, &slug), &[]))
}

/// POST `/voter/{slug}/confirmer`: casts the ballot.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn post(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    // links of the page, and the way back from the sign-in, lead to the paper
    let ctx = Ctx {
        path: format!("{}/{slug}", route::VOTE),
        ..ctx
    };
    let mut tx = ctx.write().await?;
    let booth = match booth::enter(&ctx, &mut tx, &slug, Some(&fields)).await? {
        Ok(booth) => booth,
        Err(response) => return Ok(response),
    };
    let process = &booth.offered.process;
    let typed = fields.get(CODE);
    // a code typed by someone who has not voted could only open somebody else's ballot: not used
    let code = secret_from_text(typed).filter(|_| booth.offered.voted);
    let secret = code.or(booth.secret);
    let mut filled = Filled {
        chosen: booth::chosen(&fields),
        code: typed.to_owned(),
        ..Filled::default()
    };
    let cast = vote::cast_offered(
        &mut tx,
        &booth.actor,
        ctx.now,
        &mut ctx.rng(),
        &booth.offered,
        &filled.chosen,
        secret,
    )
    .await;
    let status = match cast {
        Ok(receipt) => {
            tx.commit().await?;
            let ours = booth::secret_cookie(&ctx, process, &booth.account, &receipt.secret);
            let said = if receipt.replaced {
                format!("?{}={}", SAID, REPLACED)
            } else {
                String::new()
            };
            let there = format!("{}/recu{said}", route::ballot(ctx.lang, &slug));
            return Ok(see_other(
                &there,
                &[ours, booth::forget_choices(&ctx, process)],
            ));
        }
        Err(Error::Ballot(reason)) => {
            filled.error = Some(error::ballot(ctx.lang, &reason));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(Error::AlreadyVoted) => {
            filled.code_error = Some(if typed.is_empty() {
                t::code_missing(ctx.lang).to_owned()
            } else {
                t::code_unknown(ctx.lang).to_owned()
            });
            StatusCode::CONFLICT
        }
        Err(Error::Closed(_)) => {
            let page = closed::not_open(&ctx, process, None, true);
            return Ok(private(StatusCode::FORBIDDEN, page));
        }
        Err(other) => return Err(Failure(other)),
    };
    filled.ask_code =
        booth.offered.voted && booth.secret.is_none() || status == StatusCode::CONFLICT;
    Ok(private(status, paper::page(&ctx, &booth, filled)))
}
