//! `/mairie/propositions/{id}`: reads a proposal and answers it, then goes on to the next one that waits.
//! Also opens the project of one that was decided. The page itself is in [`super::case`].

use super::case::{self, Said};
use super::parts::saying;
use crate::pages::sign_in::asleep;
use crate::route;
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::id::ProposalId;
use civic::proposal::State;
use services::desk::{self, Case};
use services::proposal::AnswerForm;
use services::{Error, Tx};

/// The answer as it stands, to correct.
fn filled(case: &Case) -> AnswerForm {
    let state = match case.proposal.state {
        State::Admitted | State::Refused => case.proposal.state.as_str(),
        _ => "",
    };
    AnswerForm {
        state: state.to_owned(),
        cost: case.proposal.cost.map(|c| c.to_field()).unwrap_or_default(),
        answer: case.proposal.answer.clone(),
    }
}

fn read(fields: &Fields) -> AnswerForm {
    AnswerForm {
        state: fields.get("state").to_owned(),
        cost: fields.get("cost").to_owned(),
        answer: fields.get("answer").to_owned(),
    }
}

/// GET.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let case = desk::case(&mut tx, &actor, &ProposalId(id)).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let (form, said) = match draft {
        Some(fields) => (read(&fields), Said::DraftKept),
        None => (filled(&case), Said::Nothing),
    };
    let html = case::page(&ctx, &case, &form, &FieldErrors::default(), said);
    Ok(private(StatusCode::OK, html))
}

/// POST: the answer.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn save(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProposalId(id);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    let form = read(&fields);
    let seen = fields.get(case::SEEN);
    match desk::answer(&mut tx, &actor, ctx.now, &mut ctx.rng(), &id, seen, &form).await {
        Ok(answered) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = match &answered.next {
                Some(next) => route::desk_proposal(ctx.lang, next),
                None => route::desk_process(ctx.lang, &answered.slug),
            };
            Ok(see_other(&saying(&to, "repondu"), &[]))
        }
        Err(Error::Fields(errors)) => {
            let found = desk::case(&mut tx, &actor, &id).await?;
            let html = case::page(&ctx, &found, &form, &errors, Said::Nothing);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(Error::Conflict) => {
            let found = again(&ctx, tx, &id).await?;
            let said = if !seen.is_empty() && seen != found.seen() {
                Said::Changed
            } else {
                Said::Blocked
            };
            let html = case::page(&ctx, &found, &form, &FieldErrors::default(), said);
            Ok(private(StatusCode::CONFLICT, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// The proposal as it stands, whatever the refused transaction had begun to change.
async fn again(ctx: &Ctx, refused: Tx, id: &ProposalId) -> Result<Case, Failure> {
    drop(refused);
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    Ok(desk::case(&mut tx, &actor, id).await?)
}

/// GET of the act: after signing in one comes back to the proposal.
///
/// # Errors
/// None.
pub async fn back(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let to = route::desk_proposal(ctx.lang, &ProposalId(id));
    Ok(see_other(&to, &[]))
}

/// POST `/mairie/propositions/{id}/projet`.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn open_project(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProposalId(id);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    match desk::open_project(&mut tx, &actor, ctx.now, &mut ctx.rng(), &id).await {
        Ok(project) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = route::desk_project(ctx.lang, &project);
            Ok(see_other(&saying(&to, "projet"), &[]))
        }
        Err(Error::Conflict) => {
            let found = again(&ctx, tx, &id).await?;
            let (form, none) = (filled(&found), FieldErrors::default());
            let html = case::page(&ctx, &found, &form, &none, Said::NoProject);
            Ok(private(StatusCode::CONFLICT, html))
        }
        Err(error) => Err(Failure(error)),
    }
}
