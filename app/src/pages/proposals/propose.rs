//! Making a proposal. Those that look like it are shown once before it is published.

use super::cards::count_words;
use super::form::{self, fields, summary};
use super::page::said;
use super::refused::Refused;
use crate::icon::{Icon, icon};
use crate::islands::keep_draft::KeepDraft;
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Tone, notice, page_head, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, proposals as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use civic::permission::{Actor, Refusal};
use civic::process::{Act, Process};
use leptos::prelude::*;
use services::contribution::is_open;
use services::proposal::{self, Form};
use services::proposal_page::{self, Choices, Proposal};
use services::{Error, Tx};

/// Name of the field that says the similar ones were seen.
const SEEN: &str = "vu";

/// The form with what stands around it.
#[derive(Default)]
struct Writing {
    form: Form,
    refused: Refused,
    /// Proposals that look like it.
    similar: Vec<Proposal>,
    /// Whether they were shown already.
    seen: bool,
    /// Whether this was kept while its author signed in.
    kept: bool,
}

fn html(ctx: &Ctx, process: &Process, choices: &Choices, writing: &Writing) -> String {
    let lang = ctx.lang;
    let page = Page::new(
        format!("{} · {}", t::propose_title(lang), process.title),
        Tab::Participate,
    );
    let action = route::new_proposal(lang, &process.slug);
    let label = if writing.similar.is_empty() {
        t::publish(lang)
    } else {
        t::publish_anyway(lang)
    };
    let seen = writing.seen || !writing.similar.is_empty();
    render(ctx, &page.islands(), || {
        view! {
            <div class="narrow stack">
                <a class="back" href=route::process(lang, &process.slug)>{icon(Icon::ArrowLeft)} {process.title.clone()}</a>
                {page_head(t::propose_title(lang), t::propose_lead(lang))}
                {writing.kept.then(|| notice(Tone::Info, "", common::draft_kept(lang)))}
                {writing.refused.notice()}
                {summary(lang, &writing.refused)}
                {similar(ctx, process, &writing.similar)}
                <form class="form" method="post" action=action.clone() novalidate="novalidate" data-keep=action data-kept=writing.kept.then_some("")>
                    {required(lang)}
                    {fields(ctx, &writing.form, &writing.refused, choices, Some(&process.slug))}
                    {seen.then(|| view! { <input r#type="hidden" name=SEEN value="1"/> })}
                    <div class="actions">
                        <button class="button" r#type="submit">{label}</button>
                    </div>
                </form>
                <KeepDraft/>
            </div>
        }
    })
}

/// The proposals that look like the one just sent.
fn similar(ctx: &Ctx, process: &Process, found: &[Proposal]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let items: Vec<_> = found
        .iter()
        .map(|p| {
            let note = count_words(lang, process, p.supports);
            let instead = is_open(process, p, Act::Support, ctx.now).then(|| {
                let href = route::proposal_act(lang, &p.id, "soutenir");
                let text = if process.template == civic::process::Template::Petition {
                    t::sign_instead(lang)
                } else {
                    t::support_instead(lang)
                };
                view! { " · " <a href=href>{text} <span class="sr-only">" : " {p.title.clone()}</span></a> }
            });
            view! { <li><a href=route::proposal(lang, &p.id)>{p.title.clone()}</a> " · " {note} {instead}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="notice notice--warn" aria-labelledby="ressemblent">
                {icon(Icon::Info)}
                <div class="notice__body">
                    <h2 class="notice__title" id="ressemblent">{t::similar_title(lang)}</h2>
                    <p>{t::similar_text(lang)}</p>
                    <ul class="notice__links">{items}</ul>
                </div>
            </section>
        }
    })
}

/// The process one may propose in now.
async fn open(ctx: &Ctx, tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Process, Error> {
    let process = services::process::visible(tx, actor, slug).await?.process;
    if process.open_for(Act::Propose, ctx.now) {
        Ok(process)
    } else {
        Err(Error::Closed(Act::Propose))
    }
}

/// GET `/demarches/{slug}/proposer`. A visitor sees the form too: signing in comes when it is sent.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let process = open(&ctx, &mut tx, &actor, &slug).await?;
    if actor.account.is_some() {
        // known, but not well enough: say so before anything is written
        actor.with_level(process.level_to_contribute)?;
    }
    let choices = proposal_page::choices(&mut tx, &process.id).await?;
    let draft = ctx.draft(&mut tx).await?;
    let mut writing = Writing::default();
    if let Some(draft) = draft {
        writing.form = form::read(&draft);
        writing.seen = draft.has(SEEN);
        writing.kept = true;
    }
    let html = html(&ctx, &process, &choices, &writing);
    Ok(private(StatusCode::OK, html))
}

/// POST `/demarches/{slug}/proposer`.
///
/// # Errors
/// What the form cannot mend.
pub async fn publish(ctx: Ctx, Path(slug): Path<String>, typed: Fields) -> Answer {
    let form = form::read(&typed);
    let mut seen = typed.has(SEEN);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let process = services::process::visible(&mut tx, &actor, &slug)
        .await?
        .process;
    let title: String = form.title.chars().take(300).collect();
    let similar = proposal::similar(&mut tx, &process.id, &title).await?;
    let rng = &mut ctx.rng();
    // made first and undone if need be: so every other reason to refuse it is told first
    let made = proposal::create(&mut tx, &actor, ctx.now, rng, &slug, &form).await;
    let mut cookie = None;
    let (refused, similar) = match made {
        // one of those found is this very one, sent before: the button was pressed twice
        Ok(id) if seen || similar.is_empty() || similar.iter().any(|p| p.id == id) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            return Ok(see_other(&said(ctx.lang, &id, "publiee"), &[]));
        }
        Ok(_) => {
            drop(tx);
            // whoever goes and looks at the others finds the text again
            let mut draft = typed.encode();
            draft.push_str("&vu=1");
            cookie = Some(ctx.keep_draft(&Fields::parse(draft.as_bytes())).await?);
            seen = true;
            (Refused::default(), similar)
        }
        Err(Error::Refused(Refusal::SignIn)) => {
            drop(tx);
            return keep_and_sign_in(&ctx, &typed).await;
        }
        Err(error) => {
            drop(tx);
            (Refused::of(&ctx, error)?, Vec::new())
        }
    };
    let mut tx = ctx.read().await?;
    let choices = proposal_page::choices(&mut tx, &process.id).await?;
    let writing = Writing {
        form,
        refused,
        similar,
        seen,
        kept: false,
    };
    let mut response = writing
        .refused
        .answer(html(&ctx, &process, &choices, &writing));
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}
