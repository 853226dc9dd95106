//! `/moi/cles`: one's passkeys. They are named and removed by forms; adding one needs its device, and so a script
//! (`public/passkey.js`).

use super::first_key::{self, Wrong};
use crate::api::passkey::possible;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::{BACK, keep_and_sign_in};
use crate::parts::{Tone, notice, page_head, template, wrong_line};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::passkeys as t;
use crate::texts::sign_in::first_key as f;
use crate::texts::{Lang, common, fill, named};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::permission::{Actor, Asleep};
use leptos::prelude::*;
use services::Error;
use services::passkey::{self, NAME, Passkey};

/// Field that says what is to be done, and its values.
pub const ACT: &str = "acte";
const REMOVE: &str = "retirer";
/// Field that says to which passkey.
const WHICH: &str = "cle";

/// GET.
///
/// # Errors
/// [`Error::Refused`] for a visitor, or what the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let kept = passkey::mine(&mut tx, &actor).await?;
    let html = page(&ctx, &actor, &kept, &Said::default());
    Ok(private(StatusCode::OK, html))
}

/// POST: a passkey is removed, or called something else.
///
/// # Errors
/// [`Error::Stale`] to remove one long after the sign-in, [`Error::NotFound`], or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        drop(tx);
        return keep_and_sign_in(&ctx, &fields).await;
    }
    if fields.get(ACT) == first_key::CODE {
        let wrong = match first_key::typed(&ctx, tx, &actor, &fields).await {
            Ok(answer) => return answer,
            Err(wrong) => wrong,
        };
        let mut tx = ctx.read().await?;
        let kept = passkey::mine(&mut tx, &actor).await?;
        let said = Said {
            code: wrong,
            back: fields.get(BACK),
            ..Said::default()
        };
        let html = page(&ctx, &actor, &kept, &said);
        return Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html));
    }
    let (id, rng) = (fields.get(WHICH), &mut ctx.rng());
    let done = if fields.get(ACT) == REMOVE {
        let session = ctx.session();
        passkey::remove(&mut tx, &actor, ctx.now, rng, session.as_ref(), id).await
    } else {
        passkey::rename(&mut tx, &actor, rng, id, fields.get("name")).await
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&ctx.to(route::PASSKEYS), &[]))
        }
        Err(Error::Fields(errors)) => {
            let kept = passkey::mine(&mut tx, &actor).await?;
            let said = Said {
                typed: Some((id, fields.get("name"))),
                errors,
                ..Said::default()
            };
            let html = page(&ctx, &actor, &kept, &said);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// What was typed, and what is wrong with it.
#[derive(Debug, Default)]
struct Said<'a> {
    /// A passkey's id and its new name.
    typed: Option<(&'a str, &'a str)>,
    errors: FieldErrors,
    /// The code that was handed over, and where to go afterwards.
    code: Wrong,
    back: &'a str,
}

fn page(ctx: &Ctx, actor: &Actor, kept: &[Passkey], said: &Said<'_>) -> String {
    let lang = ctx.lang;
    let Said { typed, errors, .. } = said;
    let back = if said.back.is_empty() {
        ctx.params().get(BACK).to_owned()
    } else {
        said.back.to_owned()
    };
    let back = back_to(ctx, &back);
    let rows = kept.iter().map(|one| {
        let mine = typed.filter(|(id, _)| *id == one.id);
        let none = FieldErrors::default();
        row(
            ctx,
            one,
            mine.map(|(_, name)| name),
            if mine.is_some() { errors } else { &none },
        )
    });
    let rows = rows.collect_view();
    let wrong = typed.filter(|_| !errors.is_empty());
    let wrong = wrong.map(|(id, _)| {
        let href = format!("#nom-{id}");
        let link = view! { <a href=href>{t::name_missing(lang)}</a> };
        view! { <div class="notice notice--error" role="alert"><div class="notice__body"><p>{link}</p></div></div> }
    });
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::ME)>{icon(Icon::ArrowLeft)} {common::tab_me(lang)}</a>
                {page_head(t::title(lang), t::lead(lang))}
                {wrong}
                <section class="stack" id="liste">
                    <h2>{t::list(lang)}</h2>
                    {if kept.is_empty() {
                        view! { <p class="muted">{t::none(lang)}</p> }.into_any()
                    } else {
                        view! { <ul class="stack">{rows}</ul> }.into_any()
                    }}
                </section>
                {match &actor.asleep {
                    Some((_, Asleep::Weak)) if kept.is_empty() => first_key::form(ctx, &back, &said.code).into_any(),
                    Some((_, Asleep::Weak)) => view! { <p class="muted">{f::by_key(lang)}</p> {entrance(ctx, &back)} }.into_any(),
                    _ => adding(ctx, &back).into_any(),
                }}
                <section class="stack">
                    <h2>{t::lost(lang)}</h2>
                    <p>{t::lost_text(lang)}</p>
                </section>
            </div>
        }
    })
}

fn row(
    ctx: &Ctx,
    one: &Passkey,
    typed: Option<&str>,
    errors: &FieldErrors,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let added = fill(
        t::added(lang),
        &[("date", &fmt::date(lang, one.created_at))],
    );
    let used = one.used_at.map_or_else(
        || t::never(lang).to_owned(),
        |at| fill(t::used(lang), &[("date", &fmt::date(lang, at))]),
    );
    let (field, error) = (format!("nom-{}", one.id), format!("nom-{}-erreur", one.id));
    let value = typed.unwrap_or(&one.name).to_owned();
    let wrong = errors.of("name").is_some();
    let said = wrong
        .then(|| view! { <p class="field__error" id=error.clone()>{t::name_missing(lang)}</p> });
    let id = one.id.clone();
    let hidden = move || view! { <input r#type="hidden" name=WHICH value=id.clone()/> };
    view! {
        <li class="card stack">
            <h3>{one.name.clone()}</h3>
            <p class="muted">{format!("{added} · {used}")}</p>
            <details class="details" open=typed.is_some()>
                <summary class="details__summary">{t::change(lang)}<span class="sr-only">{format!(" : {}", one.name)}</span></summary>
                <div class="details__body stack">
                    <form class="form" method="post" action=ctx.to(route::PASSKEYS) novalidate="novalidate">
                        {hidden()}
                        <div class=if wrong { "field field--error" } else { "field" }>
                            <label class="field__label" for=field.clone()>{t::name(lang)}</label>
                            {said}
                            <input class="input" type="text" id=field name="name" value=value maxlength=NAME.to_string() autocomplete="off"
                                aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some(error)/>
                        </div>
                        <div class="actions"><button class="button button--secondary" r#type="submit">{common::save(lang)}</button></div>
                    </form>
                    <form method="post" action=ctx.to(route::PASSKEYS)>
                        {hidden()}
                        <input r#type="hidden" name=ACT value=REMOVE/>
                        <p>{t::remove_text(lang)}</p>
                        <button class="button button--quiet" r#type="submit">{t::remove(lang)}</button>
                    </form>
                </div>
            </details>
        </li>
    }
}

/// Where to go once one was added: to where one comes from, which may need it; else here.
pub fn back_to(ctx: &Ctx, wanted: &str) -> String {
    if route::is_local(wanted) {
        wanted.to_owned()
    } else {
        ctx.to(route::PASSKEYS)
    }
}

fn adding(ctx: &Ctx, back: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    if !possible(ctx) {
        return view! { <p class="muted">{t::not_here(lang)}</p> }.into_any();
    }
    view! {
        <section class="stack" id="cles" data-mode="ajout" data-back=back.to_owned()>
            <h2>{t::add(lang)}</h2>
            <noscript>{notice(Tone::Info, "", t::no_script(lang))}</noscript>
            <p class="muted" data-part="none" hidden=true>{t::unable(lang)}</p>
            {wrong_line(lang, "wrong")}
            <div class="stack" data-part="offer" hidden=true>
                <div class="field">
                    <label class="field__label" for="nom-cle">{t::name(lang)} " " <span class="field__optional">{format!("({})", common::optional(lang))}</span></label>
                    <p class="field__hint" id="nom-cle-aide">{t::name_hint(lang)}</p>
                    <input class="input" type="text" id="nom-cle" maxlength=NAME.to_string() placeholder=t::this_device(lang) autocomplete="off" aria-describedby="nom-cle-aide"/>
                </div>
                <p><button class="button" type="button" data-act="add">{icon(Icon::Lock)} {t::add_do(lang)}</button></p>
            </div>
            {sentences(lang)}
        </section>
        <script type="module" src=ctx.app.assets.passkey.clone()></script>
    }
    .into_any()
}

/// The sentences for the script, which holds none.
fn sentences(lang: Lang) -> impl IntoView {
    template(named(t::words::SENTENCES, lang).map(|(name, text)| (name.to_owned(), text)))
}

/// On the sign-in page: the way in by a passkey, where the site and the browser know any.
pub fn entrance(ctx: &Ctx, back: &str) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    possible(ctx).then(|| {
        view! {
            <section class="sign-in__key" id="cles" data-mode="entree" data-back=back.to_owned() aria-label=t::title(lang)>
                {wrong_line(lang, "wrong")}
                <p data-part="offer" hidden=true>
                    <button class="button button--secondary" type="button" data-act="enter">{icon(Icon::Lock)} {t::enter(lang)}</button>
                </p>
                {sentences(lang)}
            </section>
            <script type="module" src=ctx.app.assets.passkey.clone()></script>
        }
    })
}
