//! Supporting a proposal without a script, or after signing in: a page with the one button, then back to
//! where one was.

use super::cards::{count_words, verb};
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, proposals as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::id::ProposalId;
use civic::permission::Refusal;
use civic::process::{Act, Process, Template};
use leptos::prelude::*;
use services::proposal_page::{self, Proposal};
use services::{Error, contribution};

/// Name of the field that says where to go afterwards.
const BACK: &str = "retour";

struct Asking {
    /// Whether the button gives a support, or takes it back.
    on: bool,
    back: String,
    kept: bool,
}

fn html(ctx: &Ctx, process: &Process, proposal: &Proposal, asking: &Asking) -> String {
    let lang = ctx.lang;
    let (title, button) = match (asking.on, process.template == Template::Petition) {
        (true, false) => (t::support_title(lang), verb(lang, process)),
        (true, true) => (t::sign_title(lang), verb(lang, process)),
        (false, false) => (t::unsupport_title(lang), t::unsupport(lang)),
        (false, true) => (t::unsign_title(lang), t::unsign(lang)),
    };
    let class = if asking.on {
        "button"
    } else {
        "button button--secondary"
    };
    let page = Page::new(format!("{title} · {}", proposal.title), Tab::Participate);
    let cancel = if asking.back.is_empty() {
        route::proposal(lang, &proposal.id)
    } else {
        asking.back.clone()
    };
    render(ctx, &page, || {
        view! {
            <div class="narrow stack">
                {page_head(title, "")}
                {asking.kept.then(|| notice(Tone::Info, "", t::one_more_press(lang)))}
                <div class="card">
                    <p><a href=route::proposal(lang, &proposal.id)>{proposal.title.clone()}</a></p>
                    <p class="muted">{count_words(lang, process, proposal.supports)}</p>
                </div>
                <form class="actions" method="post" action=route::proposal_act(lang, &proposal.id, "soutenir")>
                    <input r#type="hidden" name="on" value=if asking.on { "1" } else { "0" }/>
                    <input r#type="hidden" name=BACK value=asking.back.clone()/>
                    <button class=class r#type="submit">{icon(Icon::Support)} {button}</button>
                    <a class="button button--quiet" href=cancel>{common::cancel(lang)}</a>
                </form>
            </div>
        }
    })
}

/// Where to go afterwards, if it is one of our pages.
fn back(fields: &Fields) -> String {
    let wanted = fields.get(BACK);
    if route::is_local(wanted) {
        wanted.to_owned()
    } else {
        String::new()
    }
}

/// GET `/propositions/{id}/soutenir`.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`], [`Error::Refused`] to a visitor.
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = ProposalId(id);
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (proposal, process) =
        proposal_page::to_contribute(&mut tx, &actor, ctx.now, &id, Act::Support).await?;
    actor.with_level(process.level_to_contribute)?;
    let supported = proposal_page::supported(&mut tx, &actor, &id).await?;
    let draft = ctx.draft(&mut tx).await?;
    let asking = Asking {
        // what was asked before signing in, unless it is done already
        on: !supported,
        kept: draft
            .as_ref()
            .is_some_and(|draft| (draft.get("on") != "0") != supported),
        back: back(&draft.unwrap_or_else(|| ctx.params())),
    };
    Ok(private(
        StatusCode::OK,
        html(&ctx, &process, &proposal, &asking),
    ))
}

/// POST `/propositions/{id}/soutenir`: gives (`on` = 1) or takes back (`on` = 0) a support.
///
/// # Errors
/// As [`contribution::support`].
pub async fn support(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProposalId(id);
    let on = fields.get("on") != "0";
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    match contribution::support(&mut tx, &actor, ctx.now, &id, on).await {
        Ok(_) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let back = back(&fields);
            let to = if back.is_empty() {
                route::proposal(ctx.lang, &id)
            } else {
                back
            };
            Ok(see_other(&to, &[]))
        }
        Err(Error::Refused(Refusal::SignIn)) => {
            drop(tx);
            keep_and_sign_in(&ctx, &fields).await
        }
        Err(error) => Err(error.into()),
    }
}
