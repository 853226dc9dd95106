//! `/moi/appareils`: where one is signed in, and signing a device out from elsewhere.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::devices as t;
use crate::texts::{common, fill};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::http::StatusCode;
use civic::permission::Actor;
use leptos::prelude::*;
use services::session::{self, Mine};

/// Field that names a device.
const WHICH: &str = "appareil";
/// Its value for all but this one.
const OTHERS: &str = "autres";
/// Parameter that says one was signed out.
const DONE: &str = "fait";

/// GET.
///
/// # Errors
/// [`services::Error::Refused`] for a visitor, or what the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let secret = ctx.session();
    let mine = session::mine(&mut tx, &actor, ctx.now, secret.as_ref()).await?;
    Ok(private(StatusCode::OK, page(&ctx, &actor, &mine)))
}

/// POST: a device is signed out, or all others are.
///
/// # Errors
/// [`services::Error::NotFound`] for what is no device of hers, or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        drop(tx);
        return keep_and_sign_in(&ctx, &fields).await;
    }
    let (rng, secret) = (&mut ctx.rng(), ctx.session());
    match fields.get(WHICH) {
        OTHERS => session::end_others(&mut tx, &actor, ctx.now, rng, secret.as_ref()).await?,
        name => session::end(&mut tx, &actor, ctx.now, rng, name).await?,
    }
    tx.commit().await?;
    Ok(see_other(
        &format!("{}?{DONE}=1", ctx.to(route::DEVICES)),
        &[],
    ))
}

fn page(ctx: &Ctx, actor: &Actor, mine: &[Mine]) -> String {
    let lang = ctx.lang;
    let rows = mine.iter().map(|one| row(ctx, one)).collect_view();
    let others = mine.iter().any(|one| !one.here);
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::ME)>{icon(Icon::ArrowLeft)} {common::tab_me(lang)}</a>
                {page_head(t::title(lang), t::lead(lang))}
                {actor.has_roles().then(|| view! { <p>{t::lead_roles(lang)}</p> })}
                {ctx.params().has(DONE).then(|| notice(Tone::Ok, "", t::done(lang)))}
                <section class="stack">
                    <h2>{t::list(lang)}</h2>
                    <ul class="stack">{rows}</ul>
                    {(!others).then(|| view! { <p class="muted">{t::alone(lang)}</p> })}
                </section>
                {others.then(|| view! {
                    <form class="stack" method="post" action=ctx.to(route::DEVICES)>
                        <input r#type="hidden" name=WHICH value=OTHERS/>
                        <p>{t::end_others_text(lang)}</p>
                        <p><button class="button button--secondary" r#type="submit">{t::end_others(lang)}</button></p>
                    </form>
                })}
                <p class="muted">{t::what_is_kept(lang)}</p>
            </div>
        }
    })
}

fn row(ctx: &Ctx, one: &Mine) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let kept = &one.session;
    let name = t::device(lang, kept.device);
    let day = |at| fmt::date(lang, at);
    let opened = fill(
        t::opened(lang, kept.proof),
        &[("date", &day(kept.created_at))],
    );
    let used = fill(t::used(lang), &[("date", &day(kept.seen_at))]);
    let hidden = one.name.clone();
    let end = (!one.here).then(|| {
        view! {
            <form method="post" action=ctx.to(route::DEVICES)>
                <input r#type="hidden" name=WHICH value=hidden/>
                <button class="button button--quiet" r#type="submit">{t::end(lang)}<span class="sr-only">{format!(" : {name}, {opened}")}</span></button>
            </form>
        }
    });
    let here = one
        .here
        .then(|| view! { " " <span class="badge badge--ok">{t::here(lang)}</span> });
    view! {
        <li class="card stack stack--tight">
            <h3>{name.clone()}{here}</h3>
            <p class="muted">{format!("{opened} · {used}")}</p>
            {end}
        </li>
    }
}
