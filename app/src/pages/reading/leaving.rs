//! `/moi/fermer`: closing one's account, with a choice of what becomes of what one wrote. Never here: what goes
//! (`services::closing`).

use crate::icon::{Icon, icon};
use crate::pages::sign_in::{ended, needed};
use crate::pages::town_hall::parts::{Choice, radios};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::leaving as t;
use crate::web::{Answer, BROWSER, Ctx, Fields, add_cookies, private};
use axum::http::StatusCode;
use leptos::prelude::*;
use services::closing::{self, Closed, Contributions};

/// Field that says what becomes of what she wrote, and its values.
const WRITINGS: &str = "ecrits";
const STAY: &str = "laisser";
const GO: &str = "effacer";

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        return Ok(needed(&ctx, false));
    }
    let hindered = closing::hindered(&mut tx, &actor).await?;
    Ok(private(StatusCode::OK, page(&ctx, hindered, false)))
}

/// POST.
///
/// # Errors
/// [`services::Error::Stale`] long after the sign-in, or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        // nothing of this form is worth keeping
        return Ok(needed(&ctx, true));
    }
    let contributions = match fields.get(WRITINGS) {
        STAY => Contributions::Stay,
        GO => Contributions::Go,
        _ => {
            let hindered = closing::hindered(&mut tx, &actor).await?;
            let html = page(&ctx, hindered, true);
            return Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html));
        }
    };
    let (here, rng) = (ctx.session(), &mut ctx.rng());
    let by = (&actor, here.as_ref());
    // nothing half typed is left for the next person at this screen
    let (browser, _) = ctx.browser();
    services::draft::forget_all(&mut tx, &browser).await?;
    match closing::close(&mut tx, by, ctx.now, rng, contributions).await? {
        Closed::Done => {
            tx.commit().await?;
            let gone = private(StatusCode::OK, closed(&ctx));
            let mut cookies = ended(&ctx);
            cookies.push(ctx.cookie(BROWSER, "", 0));
            Ok(add_cookies(gone, &cookies))
        }
        why => Ok(private(StatusCode::CONFLICT, page(&ctx, Some(why), false))),
    }
}

fn page(ctx: &Ctx, hindered: Option<Closed>, unchosen: bool) -> String {
    let lang = ctx.lang;
    let why = match hindered {
        Some(Closed::LastAdministrator) => Some(t::last_administrator(lang)),
        Some(Closed::KeepsKey) => Some(t::keeps_key(lang)),
        Some(Closed::Done) | None => None,
    };
    let choices = [
        Choice {
            value: STAY,
            text: t::stay(lang),
            hint: t::stay_hint(lang),
        },
        Choice {
            value: GO,
            text: t::go(lang),
            hint: t::go_hint(lang),
        },
    ];
    let error = unchosen.then(|| t::choose(lang).to_owned());
    let body = match why {
        Some(why) => notice(Tone::Warn, "", why).into_any(),
        None => view! {
            <form class="form stack--wide" method="post" action=ctx.to(route::CLOSE_ACCOUNT) novalidate="novalidate">
                {radios(WRITINGS, t::close_writings(lang), &choices, "", error)}
                <p class="muted">{t::close_votes(lang)}</p>
                <p>{t::close_first(lang)} " " <a href=ctx.to(route::MY_DATA)>{t::data_title(lang)}</a></p>
                <p><strong>{t::close_sure(lang)}</strong></p>
                <div class="actions"><button class="button" r#type="submit">{t::close_do(lang)}</button></div>
            </form>
        }
        .into_any(),
    };
    render(ctx, &Page::new(t::close_title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::MY_DATA)>{icon(Icon::ArrowLeft)} {t::data_title(lang)}</a>
                {page_head(t::close_title(lang), t::close_lead(lang))}
                {body}
            </div>
        }
    })
}

fn closed(ctx: &Ctx) -> String {
    let lang = ctx.lang;
    render(ctx, &Page::new(t::closed_title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {page_head(t::closed_title(lang), t::closed_text(lang))}
                <p><a class="button" href=ctx.to(route::HOME)>{t::closed_home(lang)}</a></p>
            </div>
        }
    })
}
