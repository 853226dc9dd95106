//! From the paper to the review: what was chosen, what happens to the ballot, and what an administrator could
//! still see, all before confirming.

use super::booth::{self, Booth, CHOICE, CODE};
use super::closed;
use super::paper::{self, Filled};
use super::pieces::{self, Typed};
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{error, vote as t};
use crate::web::{Answer, Ctx, Failure, Fields, private};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use civic::id::ProposalId;
use leptos::prelude::*;
use services::{Error, vote};

/// Name of the field that asks for the paper again.
const STEP: &str = "etape";
/// Its value.
const CHANGE: &str = "modifier";

/// POST `/voter/{slug}`: shows the choices again, or the paper with what is wrong.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn post(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.read().await?;
    let booth = match booth::enter(&ctx, &mut tx, &slug, Some(&fields)).await? {
        Ok(booth) => booth,
        Err(response) => return Ok(response),
    };
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
    if fields.get(STEP) == CHANGE {
        return Ok(private(StatusCode::OK, paper::page(&ctx, &booth, filled)));
    }
    let mut status = StatusCode::OK;
    if filled.ask_code
        && let Typed::Wrong(why) = pieces::try_code(ctx.lang, &mut tx, process, &typed).await?
    {
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
            return Ok(reviewed(&ctx, &booth, &kept, &typed));
        }
        Err(Error::Ballot(reason)) => {
            status = StatusCode::UNPROCESSABLE_ENTITY;
            filled.error = Some(error::ballot(ctx.lang, &reason));
        }
        Err(other) => return Err(Failure(other)),
    }
    Ok(private(status, paper::page(&ctx, &booth, filled)))
}

/// The review, with what this browser is to keep: the choices, and for a first ballot the secret that will
/// open it. Holding it before the ballot is cast, the browser loses nothing if the next answer never arrives.
fn reviewed(ctx: &Ctx, booth: &Booth, chosen: &[ProposalId], code: &str) -> Response {
    let mut response = private(StatusCode::OK, page(ctx, booth, chosen, code));
    let headers = response.headers_mut();
    let kept = booth::choices_cookie(ctx, &booth.offered, Some(&booth.account), chosen);
    headers.append(SET_COOKIE, kept);
    if !booth.offered.voted {
        let secret = booth
            .secret
            .unwrap_or_else(|| services::random(&mut ctx.rng()));
        let process = &booth.offered.process;
        headers.append(
            SET_COOKIE,
            booth::secret_cookie(ctx, process, &booth.account, &secret),
        );
    }
    response
}

fn page(ctx: &Ctx, booth: &Booth, chosen: &[ProposalId], code: &str) -> String {
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
    let code = (!code.is_empty())
        .then(|| view! { <input r#type="hidden" name=CODE value=code.to_owned()/> });
    let paper = route::ballot(lang, &process.slug);
    let confirm = format!("{paper}/confirmer");
    render(ctx, &Page::new(t::review_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {closed::back(ctx)}
                {page_head(t::review_title(lang), t::review_lead(lang))}
                <p class="muted">{process.title.clone()}</p>
                {pieces::choices(lang, process, &picked)}
                {booth.offered.voted.then(|| notice(Tone::Info, "", t::replaces(lang)))}
                <section class="stack">
                    <h2>{t::what_title(lang)}</h2>
                    <ul class="prose">
                        <li>{t::what_roll(lang)}</li>
                        <li>{t::what_receipt(lang)}</li>
                        <li><strong>{t::what_lost(lang)}</strong></li>
                        <li>{t::what_admin(lang)}</li>
                    </ul>
                </section>
                <form method="post" action=confirm>
                    {hidden}
                    {code}
                    <div class="actions">
                        <button class="button" r#type="submit">{icon(Icon::Vote)} {t::confirm(lang)}</button>
                        <button class="button button--secondary" r#type="submit" formaction=paper name=STEP value=CHANGE>
                            {icon(Icon::Edit)} {t::change(lang)}
                        </button>
                    </div>
                </form>
            </div>
        }
    })
}
