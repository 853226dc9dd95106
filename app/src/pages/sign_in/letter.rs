//! `/connexion/lettre`: entering with the code of a letter that the town hall handed over. Never here: what a letter opens
//! (`services::letter`).

use super::{BACK, back_to};
use crate::icon::{Icon, icon};
use crate::parts::{Field, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::sign_in::{self as s, letter as t};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::http::StatusCode;
use leptos::prelude::*;
use services::letter;

/// Field of the code.
const CODE: &str = "code";

/// GET.
///
/// # Errors
/// None of its own.
pub async fn show(ctx: Ctx) -> Answer {
    let back = back_to(&ctx, &ctx.params());
    Ok(private(StatusCode::OK, page(&ctx, &back, "", None)))
}

/// POST.
///
/// # Errors
/// [`services::Error::TooMany`], or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let (lang, code) = (ctx.lang, fields.get(CODE));
    let back = back_to(&ctx, &fields);
    let refused = |why: &'static str| {
        let html = page(&ctx, &back, code, Some(why.to_owned()));
        Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
    };
    if code.trim().is_empty() {
        return refused(t::missing(lang));
    }
    let mut tx = ctx.write().await?;
    let here = (ctx.device(), ctx.network.as_str());
    let opened = letter::enter(&mut tx, ctx.now, &mut ctx.rng(), code, here).await?;
    let Some(secret) = opened else {
        tx.commit().await?;
        return refused(t::wrong(lang));
    };
    // whoever was signed in here before is no longer
    if let Some(before) = ctx.session() {
        services::session::close(&mut tx, &before).await?;
    }
    tx.commit().await?;
    Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
}

/// The way here, from the sign-in page.
pub fn link(ctx: &Ctx, back: &str) -> impl IntoView + use<> {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BACK, back)
        .finish();
    let href = format!("{}?{query}", ctx.to(route::LETTER));
    view! { <p><a href=href>{t::have(ctx.lang)}</a></p> }
}

fn page(ctx: &Ctx, back: &str, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let field = Field {
        error,
        autocomplete: "off",
        class: "input--code",
        max: Some(20),
        ..Field::text(CODE, t::code(lang))
            .value(typed)
            .hint(t::code_hint(lang))
    };
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="sign-in stack">
                <a class="back" href=ctx.to(route::SIGN_IN)>{icon(Icon::ArrowLeft)} {s::title(lang)}</a>
                {page_head(t::title(lang), t::lead(lang))}
                <form class="form sign-in__card" method="post" action=ctx.to(route::LETTER) novalidate="novalidate">
                    <input r#type="hidden" name=BACK value=back.to_owned()/>
                    {field.view(lang)}
                    <div class="actions"><button class="button" r#type="submit">{s::enter(lang)}</button></div>
                </form>
            </div>
        }
    })
}
