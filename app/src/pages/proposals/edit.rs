//! Changing one's own proposal, until the town hall has answered. Who changed it meanwhile elsewhere is
//! shown what stands, beside what was typed.

use super::form::{self, fields, standing, summary};
use super::page::said;
use super::refused::Refused;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Tone, notice, page_head, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, proposals as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::id::ProposalId;
use civic::permission::Refusal;
use leptos::prelude::*;
use services::Error;
use services::proposal::{self, Form};
use services::proposal_page::{self, Choices, Proposal};

fn html(
    ctx: &Ctx,
    proposal: &Proposal,
    choices: &Choices,
    form: &Form,
    refused: &Refused,
    kept: bool,
    met: bool,
) -> String {
    let lang = ctx.lang;
    let page = Page::new(
        format!("{} · {}", t::edit_title(lang), proposal.title),
        Tab::Participate,
    );
    let back = route::proposal(lang, &proposal.id);
    render(ctx, &page, || {
        view! {
            <div class="narrow stack">
                <a class="back" href=back.clone()>{icon(Icon::ArrowLeft)} {proposal.title.clone()}</a>
                {page_head(t::edit_title(lang), t::edit_lead(lang))}
                {kept.then(|| notice(Tone::Info, "", common::draft_kept(lang)))}
                {refused.notice()}
                {met.then(|| standing(lang, proposal))}
                {summary(lang, refused)}
                <form class="form" method="post" action=route::proposal_act(lang, &proposal.id, "modifier") novalidate="novalidate">
                    {required(lang)}
                    <input r#type="hidden" name="version" value=form.version.clone()/>
                    {fields(ctx, form, refused, choices, None)}
                    <div class="actions">
                        <button class="button" r#type="submit">{common::save(lang)}</button>
                        <a class="button button--quiet" href=back>{common::cancel(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}

/// GET `/propositions/{id}/modifier`.
///
/// # Errors
/// As [`proposal::to_edit`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (found, _) = proposal::to_edit(&mut tx, &actor, ctx.now, &ProposalId(id)).await?;
    let choices = proposal_page::choices_of(&mut tx, &found).await?;
    let draft = ctx.draft(&mut tx).await?;
    let kept = draft.is_some();
    let form = draft.map_or_else(|| form::of(&found), |draft| form::read(&draft));
    let html = html(
        &ctx,
        &found,
        &choices,
        &form,
        &Refused::default(),
        kept,
        false,
    );
    Ok(private(StatusCode::OK, html))
}

/// POST `/propositions/{id}/modifier`.
///
/// # Errors
/// What the form cannot mend.
pub async fn save(ctx: Ctx, Path(id): Path<String>, typed: Fields) -> Answer {
    let id = ProposalId(id);
    let mut form = form::read(&typed);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    let error = match proposal::edit(&mut tx, &actor, ctx.now, rng, &id, &form).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            return Ok(see_other(&said(ctx.lang, &id, "modifiee"), &[]));
        }
        Err(error) => error,
    };
    drop(tx);
    match error {
        Error::Refused(Refusal::SignIn) => return keep_and_sign_in(&ctx, &typed).await,
        // somebody else's: their form is not shown
        error @ Error::Refused(Refusal::NotYours) => return Err(error.into()),
        _ => {}
    }
    let met = matches!(error, Error::Conflict);
    let refused = Refused::of(&ctx, error)?;
    let mut tx = ctx.read().await?;
    let (found, _) = services::proposal::page(&mut tx, &actor, &id).await?;
    let choices = proposal_page::choices_of(&mut tx, &found).await?;
    if met {
        // having read what stands, one may send again
        form.version = found.version.to_string();
    }
    let html = html(&ctx, &found, &choices, &form, &refused, false, met);
    Ok(refused.answer(html))
}
