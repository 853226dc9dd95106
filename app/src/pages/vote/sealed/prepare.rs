//! Making a voting code on one's phone before a sealed vote opens: the script makes it, and sends its public part.
//! Never here: the code itself.

use super::steps::{PLAIN, SECOND, button};
use super::{Place, frame};
use crate::pages::vote::{booth, closed};
use crate::parts::{Tone, notice, page_head, wrong_line};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::sealed as t;
use crate::texts::{Lang, vote};
use crate::web::{Answer, Ctx, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::permission::{Level, Refusal};
use civic::process::{Moment, PhaseKind, Rights};
use leptos::prelude::*;
use services::{Error, sealed};

/// GET `/voter/{slug}/droit`: a right is made on this phone, before the vote opens.
///
/// # Errors
/// [`Error::NotFound`] where rights are made otherwise, [`Error::Refused`] to sign in, or what the database says.
pub async fn prepare(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let offered = services::vote::offered(&mut tx, &actor, &slug).await?;
    let process = &offered.process;
    if process.urn.rights() != Some(Rights::Phone) {
        return Err(Error::NotFound.into());
    }
    let opens = process.phase(PhaseKind::Vote).map(|p| p.moment(ctx.now));
    if opens != Some(Moment::Future) {
        return Ok(see_other(&route::ballot(ctx.lang, &slug), &[]));
    }
    let account = match actor.with_level(process.level_to_vote.max(Level::Mailbox)) {
        Ok(account) => account.clone(),
        Err(Refusal::Level(_)) => {
            let html = closed::level(&ctx, process);
            return Ok(private(StatusCode::FORBIDDEN, html));
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let found = sealed::booth(&mut tx, process).await?;
    let lang = ctx.lang;
    let title = t::prepare_title(lang);
    let place = Place {
        uuid: found.uuid.unwrap_or_default(),
        fingerprint: String::new(),
        whose: booth::whose(&ctx, process, &account),
        mark: booth::mark_text(&ctx, process, &account),
        voted: false,
        closed: false,
        shape: (0, 0),
        named: false,
    };
    let html = render(&ctx, &Page::new(title, Tab::Vote), || {
        let inside = view! {
            <div data-part="head">{page_head(title, t::prepare_lead(lang))} <p class="muted">{process.title.clone()}</p></div>
            {if found.preparing {
                ready(lang).into_any()
            } else {
                notice(Tone::Info, "", t::prepare_not_yet(lang)).into_any()
            }}
        };
        frame(&ctx, process, &place, inside)
    });
    Ok(private(StatusCode::OK, html))
}

fn ready(lang: Lang) -> impl IntoView {
    view! {
        <section class="narrow stack" data-part="ready">
            {wrong_line(lang, "ready-error")}
            <p class="scripted" data-part="ready-begin">{button("prepare", PLAIN, t::prepare(lang))}</p>
            <div class="stack" data-part="ready-new" hidden=true>
                <div class="receipt" id="droit-neuf">
                    <h2>{t::right(lang)}</h2>
                    <p class="receipt__code"><output></output></p>
                    <p class="receipt__note">{t::right_paper(lang)}</p>
                </div>
                <p class="actions">
                    {button("register", PLAIN, t::prepare_keep(lang))}
                    {button("save-right", SECOND, t::save(lang))}
                    <button class=SECOND type="button" data-print="#droit-neuf">{vote::receipt::print(lang)}</button>
                </p>
            </div>
            <div class="stack" data-part="ready-done" hidden=true>
                <div class="receipt" id="droit-pret">
                    <h2>{t::prepare_done(lang)}</h2>
                    <p class="receipt__code"><output></output></p>
                    <p class="receipt__note">{t::prepare_done_text(lang)}</p>
                </div>
                <p class="actions">
                    {button("save-right", SECOND, t::save(lang))}
                    <button class=SECOND type="button" data-print="#droit-pret">{vote::receipt::print(lang)}</button>
                </p>
            </div>
        </section>
    }
}
