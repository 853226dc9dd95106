//! `/moi/reunir`: somebody who has proven that she has two accounts is asked whether they become one. Never here: what goes over
//! (`services::merging`).

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::reading::me::{DONE, MERGED};
use crate::pages::reading::mine::masked;
use crate::pages::sign_in::{needed, stale};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{me, merging as t};
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::Error;
use services::merging::{self, Hindrance, Merged, Offer};

/// Parameter and field that name what waits.
const STATE: &str = "etat";

/// On to the page that asks, under this name.
pub fn asked(lang: Lang, name: &str) -> String {
    format!("{}?{STATE}={name}", route::to(lang, route::MERGE))
}

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
    let (params, (browser, _)) = (ctx.params(), ctx.browser());
    let name = params.get(STATE);
    match merging::look(&mut tx, &actor, ctx.now, (&browser, name)).await? {
        Some(offer) => Ok(private(StatusCode::OK, page(&ctx, name, &offer))),
        None => Ok(refused(&ctx, t::late(ctx.lang).to_owned())),
    }
}

/// POST.
///
/// # Errors
/// [`Error::Refused`] where roles of hers sleep for want of a strong proof, or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (Some(here), true) = (ctx.session(), actor.account.is_some()) else {
        return Ok(needed(&ctx, true));
    };
    let ((browser, _), rng) = (ctx.browser(), &mut ctx.rng());
    let asked_again = asked(ctx.lang, fields.get(STATE));
    let asked = (browser.as_slice(), fields.get(STATE));
    match merging::agree(&mut tx, (&actor, &here), ctx.now, rng, asked).await {
        Ok(Merged::Done(secret)) => {
            tx.commit().await?;
            let to = format!("{}?{DONE}={MERGED}", ctx.to(route::ME));
            Ok(see_other(&to, &[ctx.session_cookie(&secret)]))
        }
        Ok(Merged::Hindered(why)) => Ok(refused(&ctx, hindrance(&ctx, &why))),
        Ok(Merged::Late) => Ok(refused(&ctx, t::late(ctx.lang).to_owned())),
        Err(Error::Stale) => Ok(stale(&ctx, &asked_again)),
        Err(error) => Err(Failure(error)),
    }
}

fn hindrance(ctx: &Ctx, why: &Hindrance) -> String {
    let lang = ctx.lang;
    match why {
        Hindrance::Entrusted => t::entrusted(lang).to_owned(),
        Hindrance::Voted(vote, until) => {
            let date = fmt::date(lang, *until);
            fill(t::voted(lang), &[("vote", vote), ("date", &date)])
        }
        Hindrance::TwoPeople => t::two_people(lang).to_owned(),
        Hindrance::Guarded => t::guarded(lang).to_owned(),
    }
}

fn back(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! { <a class="back" href=ctx.to(route::ME)>{icon(Icon::ArrowLeft)} {me::title(lang)}</a> }
}

fn refused(ctx: &Ctx, why: String) -> Response {
    let lang = ctx.lang;
    let html = render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack">
                {back(ctx)}
                {page_head(t::title(lang), "")}
                {notice(Tone::Warn, "", why)}
                <p><a class="button button--secondary" href=ctx.to(route::ME)>{t::back(lang)}</a></p>
            </div>
        }
    });
    private(StatusCode::CONFLICT, html)
}

fn page(ctx: &Ctx, name: &str, offer: &Offer) -> String {
    let lang = ctx.lang;
    let address = match &offer.email {
        Some(email) => masked(email),
        None => t::no_address(lang).to_owned(),
    };
    let [proposals, comments, supports] = offer.numbers;
    let body = match &offer.hindrance {
        Some(why) => view! {
            {notice(Tone::Warn, "", hindrance(ctx, why))}
            <p><a class="button button--secondary" href=ctx.to(route::ME)>{t::back(lang)}</a></p>
        }
        .into_any(),
        None => view! {
            <section class="stack">
                <h2>{t::what(lang)}</h2>
                <ul class="stack stack--tight">
                    <li>{t::what_moves(lang)}</li>
                    {offer.email.is_some().then(|| view! { <li>{t::what_address(lang)}</li> })}
                    <li>{t::what_ends(lang)}</li>
                    <li><strong>{t::what_final(lang)}</strong></li>
                </ul>
            </section>
            <form class="form" method="post" action=ctx.to(route::MERGE)>
                <input r#type="hidden" name=STATE value=name.to_owned()/>
                <div class="actions">
                    <button class="button" r#type="submit">{t::agree(lang)}</button>
                    <a class="button button--secondary" href=ctx.to(route::ME)>{t::refuse(lang)}</a>
                </div>
            </form>
        }
        .into_any(),
    };
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                {back(ctx)}
                {page_head(t::title(lang), if offer.hindrance.is_none() { t::lead(lang) } else { t::lead_not(lang) })}
                <section class="card stack">
                    <h2>{t::other(lang)}</h2>
                    <dl class="facts">
                        <div><dt>{t::address(lang)}</dt><dd>{address}</dd></div>
                        {offer.by_provider.then(|| view! { <div><dt>{t::way(lang)}</dt><dd>"FranceConnect"</dd></div> })}
                        <div><dt>{t::made(lang)}</dt><dd>{fmt::date(lang, offer.made_at)}</dd></div>
                        <div><dt>{t::proposals(lang)}</dt><dd>{proposals}</dd></div>
                        <div><dt>{t::comments(lang)}</dt><dd>{comments}</dd></div>
                        <div><dt>{t::supports(lang)}</dt><dd>{supports}</dd></div>
                    </dl>
                    {offer.known_better.then(|| view! { <p>{t::known_better(lang)}</p> })}
                </section>
                {body}
            </div>
        }
    })
}
