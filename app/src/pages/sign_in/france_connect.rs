//! Signing in with FranceConnect: the way there, the way back, and out. The way back has one address, declared at
//! FranceConnect, whatever the language. Never here: the protocol (`server/src/oidc.rs`).

use super::{BACK, back_to};
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::Lang;
use crate::texts::sign_in::france_connect as t;
use crate::web::provider::{Provider, Trouble};
use crate::web::{Answer, Ctx, Failure, elsewhere, private, see_other};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use civic::identity::Way;
use leptos::prelude::*;
use services::Error;
use services::identity::{self, Arrived, Purpose};
use std::sync::Arc;

/// Parameter that says what came of it, on the sign-in page.
const SAID: &str = "franceconnect";
/// Parameter that asks to link it to the account that is signed in.
pub const LINK: &str = "lier";

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
    let purpose = if params.get(LINK).is_empty() {
        Purpose::SignIn
    } else {
        Purpose::Link
    };
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let way = Way::FranceConnect;
    let rng = &mut ctx.rng();
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, purpose, &back).await?;
    tx.commit().await?;
    match provider.entrance(&journey).await {
        Ok(address) => Ok(elsewhere(&address, &[ctx.browser_cookie(&browser)])),
        Err(trouble) => Ok(back_with(purpose, &back, word(trouble))),
    }
}

/// GET `/connexion/franceconnect/retour`: on the way back.
///
/// # Errors
/// [`Error::NotFound`] where FranceConnect is not set up, or what the database says.
pub async fn come_back(ctx: Ctx) -> Answer {
    let provider = provider(&ctx)?;
    let params = ctx.params();
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let (way, state) = (Way::FranceConnect, params.get("state"));
    let journey = identity::returned(&mut tx, ctx.now, way, &browser, state).await?;
    tx.commit().await?;
    let journey = journey.filter(|journey| journey.purpose != Purpose::SignOut);
    let Some(journey) = journey else {
        return Ok(back_with(Purpose::SignIn, &ctx.to(route::ME), "perdu"));
    };
    let (back, purpose) = (journey.back.clone(), journey.purpose);
    match (params.get("error"), params.get("code")) {
        ("access_denied", _) => return Ok(back_with(purpose, &back, "annule")),
        ("", code) if !code.is_empty() => {}
        _ => return Ok(back_with(purpose, &back, "refus")),
    }
    let vouched = provider.vouch(params.get("code").to_owned(), journey).await;
    let (who, id_token) = match vouched {
        Ok(vouched) => vouched,
        Err(trouble) => return Ok(back_with(purpose, &back, word(trouble))),
    };
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let rng = &mut ctx.rng();
    match identity::arrive(&mut tx, ctx.now, rng, &actor, purpose, &who, &id_token).await? {
        Arrived::Opened(secret) => {
            // whoever was signed in here before is no longer
            if let Some(before) = ctx.session() {
                services::sign_in::sign_out(&mut tx, ctx.now, &before).await?;
            }
            tx.commit().await?;
            Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
        }
        Arrived::Linked => {
            tx.commit().await?;
            Ok(see_other(&back, &[]))
        }
        Arrived::Taken => Ok(back_with(purpose, &back, "pris")),
    }
}

/// After signing out here: a page that goes on to FranceConnect by itself, to sign out there. A redirection would be
/// part of the form's own request, which this site sends nowhere else.
pub async fn leave(ctx: &Ctx, id_token: String, browser: &[u8; 16]) -> Result<Response, Failure> {
    let provider = provider(ctx)?;
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let (way, rng, home) = (Way::FranceConnect, &mut ctx.rng(), ctx.to(route::HOME));
    let purpose = Purpose::SignOut;
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, purpose, &home).await?;
    tx.commit().await?;
    let Ok(address) = provider.exit(id_token, &journey).await else {
        return Ok(see_other(&home, &[]));
    };
    let lang = ctx.lang;
    let html = render(ctx, &Page::new(t::leaving(lang), Tab::Me), || {
        view! {
            <div class="narrow stack">
                {page_head(t::leaving(lang), t::leaving_text(lang))}
                <p><a class="button" href=address.clone()>{t::leave(lang)}</a></p>
            </div>
        }
    });
    let mut response = private(StatusCode::OK, html);
    if let Ok(refresh) = HeaderValue::from_str(&format!("0;url={address}")) {
        response.headers_mut().insert("refresh", refresh);
    }
    Ok(response)
}

/// GET `/deconnexion/franceconnect/retour`: signed out there too.
///
/// # Errors
/// What the database says.
pub async fn left(ctx: Ctx) -> Answer {
    let params = ctx.params();
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let (way, state) = (Way::FranceConnect, params.get("state"));
    let journey = identity::returned(&mut tx, ctx.now, way, &browser, state).await?;
    tx.commit().await?;
    let back = journey.filter(|j| j.purpose == Purpose::SignOut);
    let home = back.map_or_else(|| ctx.to(route::HOME), |journey| journey.back);
    Ok(see_other(&home, &[]))
}

/// On one's own page, for an account that has none: the way to tie it, which leads back there.
pub fn offer(ctx: &Ctx) -> Option<impl IntoView + use<>> {
    ctx.app.france_connect.as_ref()?;
    let lang = ctx.lang;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(LINK, "oui")
        .append_pair(BACK, &ctx.to(route::ME))
        .finish();
    let href = format!("{}?{query}", ctx.to(route::FRANCE_CONNECT));
    Some(view! {
        <p>{t::offer(lang)}</p>
        <p><a class="button button--secondary" href=href>{t::tie(lang)}</a></p>
    })
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
