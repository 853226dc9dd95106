//! `/connexion/bienvenue`: somebody whom a provider vouched for and who has no account here says whether she wants one, or has one
//! already. Never here: what an account needs (`services::identity`).

use super::provider::named;
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::Lang;
use crate::texts::sign_in::welcome as t;
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::http::StatusCode;
use civic::identity::Way;
use leptos::prelude::*;
use services::identity;

/// Parameter and field that name whom the provider vouched for.
const STATE: &str = "etat";

/// On to the page that asks, under this name.
pub fn asked(lang: Lang, name: &str) -> String {
    format!("{}?{STATE}={name}", route::to(lang, route::WELCOME))
}

/// GET.
///
/// # Errors
/// None of its own.
pub async fn show(ctx: Ctx) -> Answer {
    let name = ctx.params().get(STATE).to_owned();
    Ok(private(StatusCode::OK, page(&ctx, &name, false)))
}

/// POST: she wants an account.
///
/// # Errors
/// What the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let ((browser, _), rng) = (ctx.browser(), &mut ctx.rng());
    let (name, here) = (fields.get(STATE), (browser.as_slice(), ctx.device()));
    let opened = identity::welcome(&mut tx, ctx.now, rng, here, name).await?;
    let Some((secret, back)) = opened else {
        return Ok(private(StatusCode::CONFLICT, page(&ctx, "", true)));
    };
    // whoever was signed in here before is no longer
    if let Some(before) = ctx.session() {
        services::session::close(&mut tx, &before).await?;
    }
    tx.commit().await?;
    Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
}

fn page(ctx: &Ctx, name: &str, late: bool) -> String {
    let (lang, way) = (ctx.lang, Way::FranceConnect);
    let title = t::title(lang);
    let lead = named(t::lead(lang), way);
    render(ctx, &Page::new(title, Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                {page_head(title, if late { String::new() } else { lead })}
                {late.then(|| notice(Tone::Warn, "", t::late(lang)))}
                {(!late).then(|| view! {
                    <section class="card stack">
                        <h2>{t::new(lang)}</h2>
                        <p>{t::new_text(lang)}</p>
                        <form method="post" action=ctx.to(route::WELCOME)>
                            <input r#type="hidden" name=STATE value=name.to_owned()/>
                            <button class="button" r#type="submit">{named(t::go_on(lang), way)}</button>
                        </form>
                    </section>
                })}
                <section class="card stack">
                    <h2>{t::known(lang)}</h2>
                    <p>{named(t::known_text(lang), way)}</p>
                    <p><a class="button button--secondary" href=ctx.to(route::SIGN_IN)>{t::sign_in(lang)}</a></p>
                </section>
            </div>
        }
    })
}
