//! Signing in through a provider (FranceConnect, ProConnect): the way there, the way back, and out. The way back has one
//! address, declared there, whatever the language. Never here: the protocol (`server/src/oidc.rs`).

use super::{BACK, back_to, stale};
use crate::pages::reading::me::{DONE, UNTIED};
use crate::pages::reading::merging as page;
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::sign_in::provider as t;
use crate::texts::{Lang, fill};
use crate::web::provider::{Provider, Trouble};
use crate::web::{Answer, App, Ctx, Failure, Fields, elsewhere, private, see_other};
use axum::Router;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use civic::identity::Way;
use civic::permission::Actor;
use leptos::prelude::*;
use services::Error;
use services::identity::{self, Arrived, Journey, Purpose};
use services::merging;
use std::sync::Arc;

/// Parameter that says what came of it, on the sign-in page.
const SAID: &str = "identite";
/// Parameter that says through which provider.
const BY: &str = "par";
/// Field that says what is to be done, and its value to untie.
const ACT: &str = "acte";
const UNTIE: &str = "delier";

/// The addresses of one provider's journeys.
pub fn router(way: Way) -> Router<App> {
    Router::new()
        .route(
            route::through(way),
            get(move |ctx: Ctx| go(ctx, way))
                .post(move |ctx: Ctx, fields: Fields| tie(ctx, way, fields)),
        )
        .route(
            route::back_from(way),
            get(move |ctx: Ctx| come_back(ctx, way)),
        )
        .route(route::left(way), get(move |ctx: Ctx| left(ctx, way)))
}

fn provider(ctx: &Ctx, way: Way) -> Result<Arc<dyn Provider>, Failure> {
    Ok(ctx.app.providers.of(way).cloned().ok_or(Error::NotFound)?)
}

/// A sentence, with the provider's name in it.
pub(super) fn named(text: &str, way: Way) -> String {
    fill(text, &[("provider", way.name())])
}

/// What is said on the sign-in page, or on one's own, after a journey that ended badly.
pub fn said(ctx: &Ctx) -> Option<String> {
    let (lang, params) = (ctx.lang, ctx.params());
    let way = Way::parse(params.get(BY)).unwrap_or(Way::FranceConnect);
    let sentence = match params.get(SAID) {
        "annule" => t::cancelled(lang),
        "absent" => t::away(lang),
        "perdu" => t::lost(lang),
        "refus" => t::wrong(lang),
        "pris" => t::taken(lang),
        "inconnu" if way == Way::ProConnect => t::unknown_pro(lang),
        "inconnu" => t::unknown(lang),
        "accueil" => t::at_desk(lang),
        "dernier" => t::last(lang),
        "autre" => t::another(lang),
        "etranger" => t::stranger(lang),
        _ => return None,
    };
    Some(named(sentence, way))
}

/// The language of an address: a provider's way back has none.
fn lang_of(back: &str) -> Lang {
    [Lang::Br, Lang::En]
        .into_iter()
        .find(|lang| {
            let rest = back.strip_prefix(lang.prefix());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        })
        .unwrap_or_default()
}

/// Back to the sign-in page, or to one's own when one was signed in, in the language of where somebody wanted to go, with a word.
fn back_with((way, purpose): (Way, Purpose), back: &str, said: &str) -> Response {
    let lang = lang_of(back);
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(SAID, said)
        .append_pair(BY, way.as_str())
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
        Trouble::Stranger => "etranger",
        Trouble::Wrong => "refus",
    }
}

/// GET `/connexion/franceconnect`: on the way there.
///
/// # Errors
/// [`Error::NotFound`] where it is not set up, [`Error::TooMany`], or what the database says.
async fn go(ctx: Ctx, way: Way) -> Answer {
    let provider = provider(&ctx, way)?;
    let params = ctx.params();
    let back = back_to(&ctx, &params);
    let purpose = Purpose::SignIn;
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let what = (&Actor::visitor(), None, purpose);
    let rng = &mut ctx.rng();
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, what, &back).await?;
    tx.commit().await?;
    match provider.entrance(&journey).await {
        Ok(address) => Ok(elsewhere(&address, &[ctx.browser_cookie(&browser)])),
        Err(trouble) => Ok(back_with((way, purpose), &back, word(trouble))),
    }
}

/// POST `/connexion/franceconnect`: from one's own page, to tie it to this account, or to untie it.
///
/// # Errors
/// [`Error::NotFound`] where it is not set up, [`Error::TooMany`], or what the database says.
async fn tie(ctx: Ctx, way: Way, fields: Fields) -> Answer {
    let provider = provider(&ctx, way)?;
    let back = ctx.to(route::ME);
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (rng, session) = (&mut ctx.rng(), ctx.session());
    if fields.get(ACT) == UNTIE {
        return match identity::untie(&mut tx, ctx.now, rng, (&actor, session.as_ref()), way).await {
            Ok(()) => {
                tx.commit().await?;
                Ok(see_other(&format!("{back}?{DONE}={UNTIED}"), &[]))
            }
            Err(Error::Stale) => Ok(stale(&ctx, &back)),
            Err(Error::Conflict) => Ok(back_with((way, Purpose::Link), &back, "dernier")),
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
            let [title, text, label] = [t::tie, t::going, t::go].map(|s| named(s(lang), way));
            let mut page = onward(&ctx, &title, &text, label, &address);
            let cookie = ctx.browser_cookie(&browser);
            page.headers_mut().append(SET_COOKIE, cookie);
            Ok(page)
        }
        Err(trouble) => Ok(back_with((way, Purpose::Link), &back, word(trouble))),
    }
}

/// The journey that this address brings back: it can be had once.
async fn returned(ctx: &Ctx, way: Way) -> Result<Option<Journey>, Failure> {
    let (params, (browser, _)) = (ctx.params(), ctx.browser());
    let mut tx = ctx.write().await?;
    let state = params.get("state");
    let journey = identity::returned(&mut tx, ctx.now, way, &browser, state).await?;
    tx.commit().await?;
    Ok(journey)
}

/// GET `/connexion/franceconnect/retour`: on the way back.
///
/// # Errors
/// [`Error::NotFound`] where it is not set up, or what the database says.
async fn come_back(ctx: Ctx, way: Way) -> Answer {
    let provider = provider(&ctx, way)?;
    let params = ctx.params();
    let journey = returned(&ctx, way)
        .await?
        .filter(|journey| journey.purpose != Purpose::SignOut);
    let Some(journey) = journey else {
        return Ok(back_with(
            (way, Purpose::SignIn),
            &ctx.to(route::ME),
            "perdu",
        ));
    };
    let (back, purpose) = (journey.back.clone(), journey.purpose);
    match (params.get("error"), params.get("code")) {
        ("access_denied", _) => return Ok(back_with((way, purpose), &back, "annule")),
        ("", code) if !code.is_empty() => {}
        _ => return Ok(back_with((way, purpose), &back, "refus")),
    }
    let begun = journey.clone();
    let vouched = provider.vouch(params.get("code").to_owned(), journey).await;
    let (who, id_token) = match vouched {
        Ok(vouched) => vouched,
        Err(trouble) => return Ok(back_with((way, purpose), &back, word(trouble))),
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
        Arrived::Elsewhere(other) => {
            let Some(mine) = &actor.account else {
                return Ok(back_with((way, purpose), &back, "autre"));
            };
            let ((browser, _), both) = (ctx.browser(), (mine, &other));
            let asked = merging::offer(&mut tx, ctx.now, rng, &browser, both, Some(&who)).await?;
            tx.commit().await?;
            Ok(see_other(&page::asked(lang_of(&back), &asked), &[]))
        }
        Arrived::New => {
            let (browser, _) = ctx.browser();
            let what = (&who, id_token.as_str(), back.as_str());
            let asked = identity::wait(&mut tx, ctx.now, rng, &browser, what).await?;
            tx.commit().await?;
            Ok(see_other(
                &super::welcome::asked(lang_of(&back), &asked),
                &[],
            ))
        }
        Arrived::Taken => Ok(back_with((way, purpose), &back, "pris")),
        Arrived::Unknown => Ok(back_with((way, purpose), &back, "inconnu")),
        Arrived::AtDesk => Ok(back_with((way, purpose), &back, "accueil")),
        Arrived::Another => Ok(back_with((way, purpose), &back, "autre")),
    }
}

/// After signing out here: on to the provider, to sign out there.
pub async fn leave(
    ctx: &Ctx,
    (way, id_token): (Way, String),
    browser: &[u8; 16],
) -> Result<Response, Failure> {
    let provider = provider(ctx, way)?;
    let mut tx = ctx.write().await?;
    let from = (browser.as_slice(), ctx.network.as_str());
    let (rng, home) = (&mut ctx.rng(), ctx.to(route::HOME));
    let what = (&Actor::visitor(), None, Purpose::SignOut);
    let journey = identity::depart(&mut tx, ctx.now, rng, way, from, what, &home).await?;
    tx.commit().await?;
    let Ok(address) = provider.exit(id_token, &journey).await else {
        return Ok(see_other(&home, &[]));
    };
    let lang = ctx.lang;
    let [text, label] = [t::leaving_text, t::leave].map(|s| named(s(lang), way));
    Ok(onward(ctx, t::leaving(lang), &text, label, &address))
}

/// A page that goes on to the provider by itself: a redirection would be part of the form's own request, which this site
/// sends nowhere else.
fn onward(ctx: &Ctx, title: &str, text: &str, label: String, address: &str) -> Response {
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
async fn left(ctx: Ctx, way: Way) -> Answer {
    let back = returned(&ctx, way)
        .await?
        .filter(|j| j.purpose == Purpose::SignOut);
    let home = back.map_or_else(|| ctx.to(route::HOME), |journey| journey.back);
    Ok(see_other(&home, &[]))
}

/// On one's own page, for an account that has none: the way to tie it, which leads back to where one was.
pub fn offer(ctx: &Ctx, way: Way) -> Option<impl IntoView + use<>> {
    ctx.app.providers.of(way)?;
    let lang = ctx.lang;
    Some(view! {
        <form class="stack" method="post" action=ctx.to(route::through(way))>
            <p>{named(t::offer(lang), way)}</p>
            <p><button class="button button--secondary" r#type="submit">{named(t::tie(lang), way)}</button></p>
        </form>
    })
}

/// On one's own page, for an account that has one: how to untie it, unless it is the only way in.
pub fn tied(ctx: &Ctx, way: Way, only: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    if only {
        return view! { <p>{named(t::only(lang), way)}</p> }.into_any();
    }
    view! {
        <form class="stack" method="post" action=ctx.to(route::through(way))>
            <input r#type="hidden" name=ACT value=UNTIE/>
            <p>{named(t::tied(lang), way)}</p>
            <p><button class="button button--quiet" r#type="submit">{named(t::untie(lang), way)}</button></p>
        </form>
    }
    .into_any()
}

/// Where a provider explains itself.
fn site(way: Way) -> &'static str {
    match way {
        Way::FranceConnect => "https://franceconnect.gouv.fr/",
        Way::ProConnect => "https://www.proconnect.gouv.fr/",
    }
}

/// The button, as the provider asks for it, with the link that explains it; nothing where it is not set up.
pub fn button(ctx: &Ctx, way: Way, back: &str) -> Option<impl IntoView + use<>> {
    ctx.app.providers.of(way)?;
    let lang = ctx.lang;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BACK, back)
        .finish();
    let href = format!("{}?{query}", ctx.to(route::through(way)));
    let name = if ctx.app.demonstration.is_some() {
        named(t::demonstration(lang), way)
    } else {
        way.name().to_owned()
    };
    Some(view! {
        <section class="provider" aria-label=way.name()>
            <a class="provider__button" href=href>
                <span>{t::button(lang)}</span>
                <strong>{name}</strong>
            </a>
            <p><a href=site(way) target="_blank" rel="noopener external">{named(t::what(lang), way)}</a></p>
        </section>
    })
}

/// FranceConnect, and that the form below it is as good a way in.
pub fn france_connect(ctx: &Ctx, back: &str) -> Option<impl IntoView + use<>> {
    let (lang, way) = (ctx.lang, Way::FranceConnect);
    button(ctx, way, back).map(|button| {
        view! { {button} <p class="provider__or">{named(t::or(lang), way)}</p> }
    })
}

/// `ProConnect`, for who works for the commune.
pub fn pro_connect(ctx: &Ctx, back: &str) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    button(ctx, Way::ProConnect, back).map(|button| {
        view! { <h2 class="provider__for">{t::for_agents(lang)}</h2> {button} }
    })
}
