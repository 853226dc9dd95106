//! Signing in with FranceConnect: the way there, the way back, and out. The way back has one address, declared at
//! FranceConnect, whatever the language. Never here: the protocol (`server/src/oidc.rs`).

use super::{BACK, back_to, stale};
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::Lang;
use crate::texts::sign_in::france_connect as t;
use crate::web::provider::{Provider, Trouble};
use crate::web::{Answer, Ctx, Failure, Fields, elsewhere, private, see_other};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use civic::identity::Way;
use civic::permission::Actor;
use leptos::prelude::*;
use services::Error;
use services::identity::{self, Arrived, Journey, Purpose};
use std::sync::Arc;

/// Parameter that says what came of it, on the sign-in page.
const SAID: &str = "franceconnect";
/// Field that says what is to be done, and its value to untie.
const ACT: &str = "acte";
const UNTIE: &str = "delier";

fn provider(ctx: &Ctx) -> Result<Arc<dyn Provider>, Failure> {
    Ok(ctx.app.france_connect.clone().ok_or(Error::NotFound)?)
}

/// What is said on the sign-in page, or on one's own, after a journey that ended badly.
pub fn said(ctx: &Ctx) -> Option<&'static str> {
    let lang = ctx.lang;
    match ctx.params().get(SAID) {
        "annule" => Some(t::cancelled(lang)),
        "absent" => Some(t::away(lang)),
        "perdu" => Some(t::lost(lang)),
        "refus" => Some(t::wrong(lang)),
        "pris" => Some(t::taken(lang)),
        "inconnu" => Some(t::unknown(lang)),
        "autre" => Some(t::another(lang)),
        _ => None,
    }
}

/// Back to the sign-in page, or to one's own when one was signed in, in the language of where somebody wanted to go, with a word.
fn back_with(purpose: Purpose, back: &str, said: &str) -> Response {
    let lang = [Lang::Br, Lang::En]
        .into_iter()
        .find(|lang| {
            let rest = back.strip_prefix(lang.prefix());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        })
        .unwrap_or_default();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(SAID, said)
        .append_pair(BACK, back)
        .finish();
    let page = match purpose {
        Purpose::Link => route::ME,
        Purpose::SignIn | Purpose::SignOut => route::SIGN_IN,
    };
    see_other(&format!("{}?{query}", route::to(lang, page)), &[])
}

fn word(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Away => "absent",
        Trouble::Wrong => "refus",
    }
}

/// GET `/connexion/franceconnect`: on the way there.
///
/// # Errors
/// [`Error::NotFound`] where FranceConnect is not set up, [`Error::TooMany`], or what the database says.
pub async fn go(ctx: Ctx) -> Answer {
    let provider = provider(&ctx)?;
    let params = ctx.params();
    let back = back_to(&ctx, &params);
    let purpose = Purpose::SignIn;
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let (way, what) = (Way::FranceConnect, (&Actor::visitor(), None, purpose));
    let rng = &mut ctx.rng();
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, what, &back).await?;
    tx.commit().await?;
    match provider.entrance(&journey).await {
        Ok(address) => Ok(elsewhere(&address, &[ctx.browser_cookie(&browser)])),
        Err(trouble) => Ok(back_with(purpose, &back, word(trouble))),
    }
}

/// POST `/connexion/franceconnect`: from one's own page, to tie it to this account, or to untie it.
///
/// # Errors
/// [`Error::NotFound`] where FranceConnect is not set up, [`Error::TooMany`], or what the database says.
pub async fn tie(ctx: Ctx, fields: Fields) -> Answer {
    let provider = provider(&ctx)?;
    let back = ctx.to(route::ME);
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (way, rng, session) = (Way::FranceConnect, &mut ctx.rng(), ctx.session());
    if fields.get(ACT) == UNTIE {
        return match identity::untie(&mut tx, ctx.now, rng, (&actor, session.as_ref()), way).await {
            Ok(()) => {
                tx.commit().await?;
                Ok(see_other(&back, &[]))
            }
            Err(Error::Stale) => Ok(stale(&ctx, &back)),
            Err(error) => Err(Failure(error)),
        };
    }
    let from = (browser.as_slice(), ctx.network.as_str());
    let what = (&actor, session.as_ref(), Purpose::Link);
    let journey = match identity::depart(&mut tx, ctx.now, rng, way, from, what, &back).await {
        Ok(journey) => journey,
        Err(Error::Stale) => return Ok(stale(&ctx, &back)),
        Err(error) => return Err(Failure(error)),
    };
    tx.commit().await?;
    let lang = ctx.lang;
    match provider.entrance(&journey).await {
        Ok(address) => {
            let (title, text) = (t::tie(lang), t::going(lang));
            let mut page = onward(&ctx, title, text, t::go(lang), &address);
            let cookie = ctx.browser_cookie(&browser);
            page.headers_mut().append(SET_COOKIE, cookie);
            Ok(page)
        }
        Err(trouble) => Ok(back_with(Purpose::Link, &back, word(trouble))),
    }
}

/// The journey that this address brings back: it can be had once.
async fn returned(ctx: &Ctx) -> Result<Option<Journey>, Failure> {
    let (params, (browser, _)) = (ctx.params(), ctx.browser());
    let mut tx = ctx.write().await?;
    let (way, state) = (Way::FranceConnect, params.get("state"));
    let journey = identity::returned(&mut tx, ctx.now, way, &browser, state).await?;
    tx.commit().await?;
    Ok(journey)
}

/// GET `/connexion/franceconnect/retour`: on the way back.
///
/// # Errors
/// [`Error::NotFound`] where FranceConnect is not set up, or what the database says.
pub async fn come_back(ctx: Ctx) -> Answer {
    let provider = provider(&ctx)?;
    let params = ctx.params();
    let journey = returned(&ctx)
        .await?
        .filter(|journey| journey.purpose != Purpose::SignOut);
    let Some(journey) = journey else {
        return Ok(back_with(Purpose::SignIn, &ctx.to(route::ME), "perdu"));
    };
    let (back, purpose) = (journey.back.clone(), journey.purpose);
    match (params.get("error"), params.get("code")) {
        ("access_denied", _) => return Ok(back_with(purpose, &back, "annule")),
        ("", code) if !code.is_empty() => {}
        _ => return Ok(back_with(purpose, &back, "refus")),
    }
    let begun = journey.clone();
    let vouched = provider.vouch(params.get("code").to_owned(), journey).await;
    let (who, id_token) = match vouched {
        Ok(vouched) => vouched,
        Err(trouble) => return Ok(back_with(purpose, &back, word(trouble))),
    };
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (rng, session) = (&mut ctx.rng(), ctx.session());
    let here = (&actor, session.as_ref(), ctx.device());
    match identity::arrive(&mut tx, ctx.now, rng, here, &begun, &who, &id_token).await? {
        Arrived::Opened(secret) => {
            // whoever was signed in here before is no longer
            if let Some(before) = ctx.session() {
                services::session::close(&mut tx, &before).await?;
            }
            tx.commit().await?;
            Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
        }
        Arrived::Linked(secret) => {
            tx.commit().await?;
            Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
        }
        Arrived::Taken => Ok(back_with(purpose, &back, "pris")),
        Arrived::Unknown => Ok(back_with(purpose, &back, "inconnu")),
        Arrived::Another => Ok(back_with(purpose, &back, "autre")),
    }
}

/// After signing out here: on to FranceConnect, to sign out there.
pub async fn leave(ctx: &Ctx, id_token: String, browser: &[u8; 16]) -> Result<Response, Failure> {
    let provider = provider(ctx)?;
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let (way, rng, home) = (Way::FranceConnect, &mut ctx.rng(), ctx.to(route::HOME));
    let what = (&Actor::visitor(), None, Purpose::SignOut);
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, what, &home).await?;
    tx.commit().await?;
    let Ok(address) = provider.exit(id_token, &journey).await else {
        return Ok(see_other(&home, &[]));
    };
    let lang = ctx.lang;
    let (title, text) = (t::leaving(lang), t::leaving_text(lang));
    Ok(onward(ctx, title, text, t::leave(lang), &address))
}

/// A page that goes on to FranceConnect by itself: a redirection would be part of the form's own request, which this site
/// sends nowhere else.
fn onward(ctx: &Ctx, title: &str, text: &str, label: &'static str, address: &str) -> Response {
    let html = render(ctx, &Page::new(title, Tab::Me), || {
        view! {
            <div class="narrow stack">
                {page_head(title, text)}
                <p><a class="button" href=address.to_owned()>{label}</a></p>
            </div>
        }
    });
    let mut response = private(StatusCode::OK, html);
    if let Ok(refresh) = HeaderValue::from_str(&format!("0;url={address}")) {
        response.headers_mut().insert("refresh", refresh);
    }
    response
}

/// GET `/deconnexion/franceconnect/retour`: signed out there too.
///
/// # Errors
/// What the database says.
pub async fn left(ctx: Ctx) -> Answer {
    let back = returned(&ctx)
        .await?
        .filter(|j| j.purpose == Purpose::SignOut);
    let home = back.map_or_else(|| ctx.to(route::HOME), |journey| journey.back);
    Ok(see_other(&home, &[]))
}

/// On one's own page, for an account that has none: the way to tie it, which leads back there.
pub fn offer(ctx: &Ctx) -> Option<impl IntoView + use<>> {
    ctx.app.france_connect.as_ref()?;
    let lang = ctx.lang;
    Some(view! {
        <form class="stack" method="post" action=ctx.to(route::FRANCE_CONNECT)>
            <p>{t::offer(lang)}</p>
            <p><button class="button button--secondary" r#type="submit">{t::tie(lang)}</button></p>
        </form>
    })
}

/// On one's own page, for an account that has one: how to untie it.
pub fn tied(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        <form class="stack" method="post" action=ctx.to(route::FRANCE_CONNECT)>
            <input r#type="hidden" name=ACT value=UNTIE/>
            <p>{t::tied(lang)}</p>
            <p><button class="button button--quiet" r#type="submit">{t::untie(lang)}</button></p>
        </form>
    }
}

/// The button, as FranceConnect asks for it, with the link that explains it; nothing where it is not set up.
pub fn button(ctx: &Ctx, back: &str) -> Option<impl IntoView + use<>> {
    ctx.app.france_connect.as_ref()?;
    let lang = ctx.lang;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BACK, back)
        .finish();
    let href = format!("{}?{query}", ctx.to(route::FRANCE_CONNECT));
    Some(view! {
        <section class="france-connect" aria-label="FranceConnect">
            <a class="france-connect__button" href=href>
                <span>{t::button(lang)}</span>
                <strong>{if ctx.app.demonstration.is_some() { t::demonstration(lang) } else { "FranceConnect" }}</strong>
            </a>
            <p><a href="https://franceconnect.gouv.fr/" target="_blank" rel="noopener external">{t::what(lang)}</a></p>
        </section>
        <p class="france-connect__or">{t::or(lang)}</p>
    })
}
