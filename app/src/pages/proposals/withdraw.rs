//! Taking back one's own proposal or comment: a page that asks, then the act.

use super::page::said;
use super::text::paragraphs;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, proposals as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::id::{CommentId, ProposalId};
use civic::permission::Refusal;
use leptos::prelude::*;
use services::{Error, contribution, proposal, proposal_page};

/// What is asked before taking something back.
struct Asking {
    title: &'static str,
    lead: &'static str,
    label: &'static str,
    /// What would go.
    text: String,
    action: String,
    back: String,
}

fn html(ctx: &Ctx, asking: Asking) -> String {
    let lang = ctx.lang;
    let page = Page::new(asking.title, Tab::Participate);
    render(ctx, &page, || {
        view! {
            <div class="narrow stack">
                {page_head(asking.title, asking.lead)}
                <blockquote class="card prose">{paragraphs(&asking.text)}</blockquote>
                <form class="actions" method="post" action=asking.action>
                    <button class="button button--danger" r#type="submit">{icon(Icon::Trash)} {asking.label}</button>
                    <a class="button button--quiet" href=asking.back>{common::cancel(lang)}</a>
                </form>
            </div>
        }
    })
}

/// GET `/propositions/{id}/retirer`.
///
/// # Errors
/// As [`proposal::to_edit`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let lang = ctx.lang;
    let id = ProposalId(id);
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (found, _) = proposal::to_edit(&mut tx, &actor, ctx.now, &id).await?;
    let asking = Asking {
        title: t::withdraw_title(lang),
        lead: t::withdraw_lead(lang),
        label: t::withdraw_go(lang),
        text: found.title,
        action: route::proposal_act(lang, &id, "retirer"),
        back: route::proposal(lang, &id),
    };
    Ok(private(StatusCode::OK, html(&ctx, asking)))
}

/// POST `/propositions/{id}/retirer`.
///
/// # Errors
/// As [`proposal::withdraw`].
pub async fn withdraw(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProposalId(id);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    match proposal::withdraw(&mut tx, &actor, ctx.now, &mut ctx.rng(), &id).await {
        Ok(_) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            Ok(see_other(&said(ctx.lang, &id, "retiree"), &[]))
        }
        Err(Error::Refused(Refusal::SignIn)) => {
            drop(tx);
            keep_and_sign_in(&ctx, &fields).await
        }
        Err(error) => Err(error.into()),
    }
}

/// GET `/commentaires/{id}/retirer`.
///
/// # Errors
/// As [`proposal_page::my_comment`]; [`Error::NotFound`] once it is withdrawn.
pub async fn show_comment(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let lang = ctx.lang;
    let id = CommentId(id);
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (comment, proposal) = proposal_page::my_comment(&mut tx, &actor, &id).await?;
    if comment.withdrawn {
        return Err(Error::NotFound.into());
    }
    let asking = Asking {
        title: t::withdraw_comment_title(lang),
        lead: t::withdraw_comment_lead(lang),
        label: t::withdraw_comment_go(lang),
        text: comment.body,
        action: route::to(lang, &format!("/commentaires/{id}/retirer")),
        back: route::proposal(lang, &proposal),
    };
    Ok(private(StatusCode::OK, html(&ctx, asking)))
}

/// POST `/commentaires/{id}/retirer`.
///
/// # Errors
/// As [`contribution::withdraw_comment`].
pub async fn withdraw_comment(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = CommentId(id);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    match contribution::withdraw_comment(&mut tx, &actor, ctx.now, &mut ctx.rng(), &id).await {
        Ok(proposal) => {
            let page = proposal_page::page_of(&mut tx, &proposal, &id).await?;
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let page = page
                .map(|after| format!("?apres={after}"))
                .unwrap_or_default();
            let to = format!("{}{page}#c-{id}", route::proposal(ctx.lang, &proposal));
            Ok(see_other(&to, &[]))
        }
        Err(Error::Refused(Refusal::SignIn)) => {
            drop(tx);
            keep_and_sign_in(&ctx, &fields).await
        }
        Err(error) => Err(error.into()),
    }
}
