//! From the paper to the review: what was chosen, what happens to the ballot, and what an administrator could
//! still see, all before confirming.

use super::booth::{self, Booth, CHOICE, CODE};
use super::elsewhere;
use super::paper::{self, Filled};
use super::pieces::{self, Typed};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{error, vote as t};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use civic::id::ProposalId;
use civic::money::Cents;
use leptos::prelude::*;
use services::vote::Secret;
use services::{Error, vote};

/// Last part of the review's address.
const REVIEW: &str = "relire";

/// GET `/voter/{slug}/relire`: the choices kept by [`post`]; without any, the paper.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let ctx = Ctx {
        path: format!("{}/{slug}", route::VOTE),
        ..ctx
    };
    let mut tx = ctx.read().await?;
    let booth = match booth::enter(&ctx, &mut tx, &slug, None).await? {
        Ok(booth) => booth,
        Err(response) => return Ok(response),
    };
    let kept = booth::kept_choices(&ctx, &booth).unwrap_or_default();
    let whole = vote::review(&booth.offered, ctx.now, &kept).is_ok();
    let told = booth::kept_choices(&ctx, &booth).is_some();
    if !whole || !told || (booth.offered.voted && booth.secret.is_none()) {
        return Ok(see_other(&route::ballot(ctx.lang, &slug), &[]));
    }
    Ok(private(StatusCode::OK, page(&ctx, &booth, &kept)))
}

/// POST `/voter/{slug}`: keeps the choices and goes on to the review, or shows the paper with what is wrong.
/// The review has an address of its own, so that going back from the receipt sends nothing twice.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn post(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.read().await?;
    let booth = match booth::enter(&ctx, &mut tx, &slug, Some(&fields)).await? {
        Ok(booth) => booth,
        Err(response) => return Ok(response),
    };
    if booth.offered.voted && fields.has(elsewhere::OPEN) {
        return elsewhere::open(&ctx, &mut tx, &booth, &fields).await;
    }
    let process = &booth.offered.process;
    let typed = fields.get(CODE).to_owned();
    let held = match &booth.secret {
        Some(secret) if booth.offered.voted => pieces::open(&mut tx, process, secret).await?,
        _ => None,
    };
    let mut filled = Filled {
        chosen: booth::chosen(&fields),
        ask_code: booth.offered.voted && held.is_none(),
        code: typed.clone(),
        ..Filled::default()
    };
    let mut status = StatusCode::OK;
    let mut opens = booth.secret;
    let tried = if filled.ask_code {
        Some(pieces::try_code(ctx.lang, &mut tx, process, &typed).await?)
    } else {
        None
    };
    if let Some(Typed::Opens(secret, _)) = tried {
        opens = Some(secret);
    } else if let Some(Typed::Wrong(why)) = tried {
        let missing = typed.trim().is_empty();
        status = if missing {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        filled.code_error = Some(if missing {
            t::code_missing(ctx.lang).to_owned()
        } else {
            why
        });
    }
    match vote::review(&booth.offered, ctx.now, &filled.chosen) {
        Ok(_) if filled.code_error.is_some() => {}
        Ok(kept) => {
            let kept: Vec<ProposalId> = kept.iter().map(|p| p.id.clone()).collect();
            return Ok(reviewed(&ctx, &booth, &kept, opens));
        }
        Err(Error::Ballot(reason)) => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            filled.error = Some(error::ballot(ctx.lang, &reason));
        }
        Err(other) => return Err(Failure(other)),
    }
    Ok(private(status, paper::page(&ctx, &booth, filled)))
}

/// On to the review, with what this browser is to keep: the choices, and the secret that opens the ballot, be it
/// the first one's, or the one just typed. Holding it before the ballot is cast, the browser loses nothing if
/// the next answer never arrives.
fn reviewed(ctx: &Ctx, booth: &Booth, chosen: &[ProposalId], opens: Option<Secret>) -> Response {
    let process = &booth.offered.process;
    let secret = opens.unwrap_or_else(|| services::random(&mut ctx.rng()));
    let kept = [
        booth::choices_cookie(ctx, &booth.offered, Some(&booth.account), chosen),
        booth::secret_cookie(ctx, process, &booth.account, &secret),
    ];
    if chosen.len() > booth::MOST_KEPT {
        // too many for a cookie: shown at once, and not kept
        let mut response = private(StatusCode::OK, page(ctx, booth, chosen));
        response.headers_mut().append(SET_COOKIE, kept[1].clone());
        return response;
    }
    let there = format!("{}/{REVIEW}", route::ballot(ctx.lang, &process.slug));
    see_other(&there, &kept)
}

fn page(ctx: &Ctx, booth: &Booth, chosen: &[ProposalId]) -> String {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let projects = booth.offered.projects.iter();
    let picked: Vec<pieces::Chosen> = projects
        .filter(|p| chosen.contains(&p.id))
        .map(|p| (p.title.clone(), p.cost.unwrap_or_default()))
        .collect();
    let hidden = chosen
        .iter()
        .map(|id| view! { <input r#type="hidden" name=CHOICE value=id.0.clone()/> })
        .collect_view();
    let paper = route::ballot(lang, &process.slug);
    let confirm = format!("{paper}/confirmer");
    let total = Cents(picked.iter().map(|(_, cost)| cost.0).sum());
    let state = if picked.is_empty() {
        t::blank(lang).to_owned()
    } else {
        let projects = t::projects(lang, i64::try_from(picked.len()).unwrap_or(0));
        format!("{projects} · {}", fmt::money(lang, total))
    };
    render(ctx, &Page::new(t::review_title(lang), Tab::Vote), || {
        view! {
            <form class="narrow stack" method="post" action=confirm>
                <a class="back" href=paper>{icon(Icon::ArrowLeft)} {t::change(lang)}</a>
                {page_head(t::review_title(lang), process.title.clone())}
                {notice(Tone::Warn, "", t::review_lead(lang))}
                {pieces::choices(lang, process, &picked)}
                {booth.offered.voted.then(|| notice(Tone::Info, "", t::replaces(lang)))}
                <section class="stack">
                    <h2>{t::what_title(lang)}</h2>
                    <ul class="prose">
                        <li>{t::what_roll(lang)}</li>
                        <li>{t::what_receipt(lang)}</li>
                        <li><strong>{t::what_lost(lang)}</strong></li>
                    </ul>
                    <details class="details">
                        <summary class="details__summary">{t::what_admin_title(lang)}</summary>
                        <div class="details__body"><p>{t::what_admin(lang)}</p></div>
                    </details>
                </section>
                <div class="ballot-bar">
                    <p class="ballot-bar__state"><span class="ballot-bar__text">{state}</span></p>
                    <button class="button" r#type="submit">{icon(Icon::Vote)} {t::confirm(lang)}</button>
                    {hidden}
                </div>
            </form>
        }
    })
}
