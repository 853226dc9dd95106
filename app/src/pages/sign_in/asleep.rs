//! Roles that are asleep in this session: in place of the page that needs them, what wakes them.

use super::{BACK, ask_page, keep_and_sign_in, needed, provider};
use crate::icon::{Icon, icon};
use crate::pages::reading::first_key::{self, Wrong};
use crate::pages::reading::passkeys;
use crate::parts::{Tone, notice};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::sign_in::{self as s, asleep as t};
use crate::web::{Answer, Ctx, Fields, private};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use civic::field::FieldErrors;
use civic::identity::Way;
use civic::permission::{Actor, Asleep};
use leptos::prelude::*;

/// The page, with the way back to where one was; `kept` when what was typed is.
#[must_use]
pub fn page(ctx: &Ctx, why: Asleep, kept: bool) -> Response {
    let lang = ctx.lang;
    let query = if ctx.query.is_empty() || kept {
        String::new()
    } else {
        format!("?{}", ctx.query)
    };
    let back = format!("{}{query}", ctx.to(&ctx.path));
    match why {
        Asleep::Late => {
            let why = if kept {
                t::late_kept(lang)
            } else {
                t::late(lang)
            };
            let none = FieldErrors::default();
            let html = ask_page(ctx, "", &back, &none, Some(why));
            private(StatusCode::UNAUTHORIZED, html)
        }
        Asleep::Weak | Asleep::Keyless => {
            private(StatusCode::FORBIDDEN, weak(ctx, why, kept, &back))
        }
    }
}

fn weak(ctx: &Ctx, why: Asleep, kept: bool, back: &str) -> String {
    let lang = ctx.lang;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BACK, back)
        .finish();
    let make = format!("{}?{query}", ctx.to(route::PASSKEYS));
    render(ctx, &Page::new(t::weak_title(lang), Tab::Me), || {
        view! {
            <div class="sign-in stack">
                <header class="page-head">
                    <h1 class="page-head__title">{t::weak_title(lang)}</h1>
                    <p class="page-head__lead">{t::weak(lang)}</p>
                </header>
                {kept.then(|| notice(Tone::Info, "", t::weak_kept(lang)))}
                {if why == Asleep::Keyless {
                    view! {
                        <h2>{t::none_yet(lang)}</h2>
                        <p>{t::none_yet_text(lang)}</p>
                        <p><a class="button" href=make>{icon(Icon::Lock)} {t::make(lang)}</a></p>
                        {provider::offer(ctx, Way::ProConnect)}
                    }
                    .into_any()
                } else {
                    view! {
                        {passkeys::entrance(ctx, back)}
                        {provider::button(ctx, Way::ProConnect, back)}
                        {first_key::form(ctx, back, &Wrong::default())}
                        <h2>{t::lost(lang)}</h2>
                        <p>{t::lost_text(lang)}</p>
                    }
                    .into_any()
                }}
                <p><a href=ctx.to(route::ME)>{t::go_on(lang)}</a></p>
            </div>
        }
    })
}

/// For a POST of what is not to be kept: only the way back.
///
/// # Errors
/// None.
pub fn again(ctx: &Ctx, actor: &Actor) -> Answer {
    Ok(match &actor.asleep {
        Some((_, why)) => page(ctx, *why, false),
        None => needed(ctx, false),
    })
}

/// For a POST by somebody who must sign in first, or again: keeps what was typed, and says so.
///
/// # Errors
/// What the database says.
pub async fn keep(ctx: &Ctx, actor: &Actor, fields: &Fields) -> Answer {
    let Some((_, why)) = &actor.asleep else {
        return keep_and_sign_in(ctx, fields).await;
    };
    let cookie = ctx.keep_draft(fields).await?;
    let mut response = page(ctx, *why, true);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

/// The sentence of it, for an island.
#[must_use]
pub fn sentence(ctx: &Ctx, why: Asleep) -> (&'static str, &'static str) {
    match why {
        Asleep::Late => (s::title(ctx.lang), t::late(ctx.lang)),
        Asleep::Weak | Asleep::Keyless => (t::weak_title(ctx.lang), t::weak(ctx.lang)),
    }
}
