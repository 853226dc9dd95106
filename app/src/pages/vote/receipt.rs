//! The receipt: the code that alone opens the ballot, and the choices. It comes from this browser's cookie
//! for whoever is signed in, or from the code typed by hand, which needs no session.

use super::booth::{self, CODE};
use super::closed;
use super::pieces::{self, Chosen, Typed};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::receipt as t;
use crate::texts::{fill, sign_in, vote};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use civic::permission::Actor;
use civic::process::{Act, PhaseKind, Process, Urn};
use leptos::prelude::*;
use services::vote::{Offered, Secret, secret_to_text};
use services::{Error, Tx};

/// Parameter that says what was just done; `boot.js` takes it out of the address, so that it is said once.
pub const SAID: &str = "dit";
/// A ballot took the place of another.
pub const REPLACED: &str = "remplace";

/// The ballot that this browser holds for whoever is signed in.
async fn held(
    ctx: &Ctx,
    tx: &mut Tx,
    process: &Process,
) -> Result<Option<(Secret, Vec<i64>)>, Failure> {
    let Some(secret) = booth::held_by_session(ctx, tx, process).await? else {
        return Ok(None);
    };
    let numbers = pieces::open(tx, process, &secret).await?;
    Ok(numbers.map(|numbers| (secret, numbers)))
}

/// GET `/voter/{slug}/recu`.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let offered = services::vote::offered(&mut tx, &Actor::visitor(), &slug).await?;
    if offered.process.urn != Urn::Ordinary {
        return Ok(see_other(&route::ballot(ctx.lang, &slug), &[]));
    }
    let html = match held(&ctx, &mut tx, &offered.process).await? {
        Some((secret, numbers)) => page(&ctx, &offered, &secret, &numbers, true),
        None => ask(&ctx, &offered.process, "", None),
    };
    Ok(private(StatusCode::OK, html))
}

/// POST `/voter/{slug}/recu`: the ballot of a typed code.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn post(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.read().await?;
    let offered = services::vote::offered(&mut tx, &Actor::visitor(), &slug).await?;
    let typed = fields.get(CODE);
    let (status, html) = match pieces::try_code(ctx.lang, &mut tx, &offered.process, typed).await? {
        Typed::Opens(secret, numbers) => (
            StatusCode::OK,
            page(&ctx, &offered, &secret, &numbers, false),
        ),
        Typed::Wrong(why) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            ask(&ctx, &offered.process, typed, Some(why)),
        ),
    };
    Ok(private(status, html))
}

/// GET `/voter/{slug}/recu.txt`: the code as a file to keep; the choices are not in it.
///
/// # Errors
/// [`Error::NotFound`] when this browser holds no receipt, or what the database says.
pub async fn file(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let lang = ctx.lang;
    let mut tx = ctx.read().await?;
    let offered = services::vote::offered(&mut tx, &Actor::visitor(), &slug).await?;
    let process = &offered.process;
    let (secret, _) = held(&ctx, &mut tx, process).await?.ok_or(Error::NotFound)?;
    let site = ctx.site();
    let values = [
        ("code", secret_to_text(&secret)),
        ("date", closing(&ctx, process)),
        ("vote", format!("{site}{}/recu", route::ballot(lang, &slug))),
        ("after", format!("{site}{}", route::my_ballot(lang, &slug))),
        ("commune", ctx.look.name.to_string()),
        ("title", process.title.clone()),
    ];
    let text = fill(
        t::file(lang),
        &values.each_ref().map(|(n, v)| (*n, v.as_str())),
    );
    let mut response = private(StatusCode::OK, text);
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    let name = format!("attachment; filename=\"{}-{slug}.txt\"", t::file_name(lang));
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn closing(ctx: &Ctx, process: &Process) -> String {
    process
        .phase(PhaseKind::Vote)
        .map(|p| fmt::until(ctx.lang, p.closes_at))
        .unwrap_or_default()
}

/// The receipt. `ours` when it comes from this browser, and not from a typed code.
fn page(ctx: &Ctx, offered: &Offered, secret: &Secret, numbers: &[i64], ours: bool) -> String {
    let lang = ctx.lang;
    let process = &offered.process;
    let chosen: Vec<Chosen> = pieces::chosen_of(offered, numbers);
    let title = if ours {
        t::title(lang)
    } else {
        t::again_title(lang)
    };
    let lead = if ctx.params().get(SAID) == REPLACED {
        t::replaced(lang)
    } else {
        t::lead(lang)
    };
    let file = format!("{}/recu.txt", route::ballot(lang, &process.slug));
    let change = process.open_for(Act::Vote, ctx.now).then(|| {
        let note = fill(t::change_note(lang), &[("date", &closing(ctx, process))]);
        view! {
            <li><a class="link-list__link" href=route::ballot(lang, &process.slug)>
                {icon(Icon::Edit)} <span>{t::change(lang)} <span class="link-list__note">{note}</span></span> {icon(Icon::ArrowRight)}
            </a></li>
        }
    });
    let there = format!("{}{}/recu", ctx.site(), route::ballot(lang, &process.slug));
    let paper = [("address", there), ("date", closing(ctx, process))];
    let paper = paper.each_ref().map(|(k, v)| (*k, v.as_str()));
    let on_paper = fill(t::on_paper(lang), &paper);
    render(ctx, &Page::new(title, Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {closed::back(ctx)}
                {page_head(title, process.title.clone())}
                {notice(Tone::Ok, "", lead)}
                <section class="receipt" data-cast=process.slug.clone()>
                    <h2>{icon(Icon::Lock)} " " {t::code_title(lang)}</h2>
                    <p>{t::keep(lang)}</p>
                    {pieces::code(secret)}
                    <div class="actions no-print">
                        <button class="button button--secondary" r#type="button" data-copy="receipt__code" hidden=true aria-live="polite">{icon(Icon::Copy)} <span data-copied=t::copied(lang)>{t::copy(lang)}</span></button>
                        {ours.then(|| view! { <a class="button" href=file download="download">{icon(Icon::Download)} {t::download(lang)}</a> })}
                        <button class="button button--secondary" r#type="button" data-print="data-print" hidden=true>{icon(Icon::Print)} {t::print(lang)}</button>
                    </div>
                    <p class="receipt__note">{t::note(lang)}</p>
                    <p class="receipt__note print-only">{on_paper}</p>
                </section>
                <section class="stack">
                    <h2>{t::choices(lang)}</h2>
                    {pieces::choices(lang, process, &chosen)}
                </section>
                <ul class="link-list no-print">
                    <li><a class="link-list__link" href=route::my_ballot(lang, &process.slug)>
                        {icon(Icon::Data)} <span>{t::after(lang)}</span> {icon(Icon::ArrowRight)}
                    </a></li>
                    {change}
                </ul>
                {ours.then(|| view! {
                    <form class="no-print stack stack--tight" method="post" action=format!("{}/recu/oublier", route::ballot(lang, &process.slug))>
                        <p class="muted">{t::held_here(lang)}</p>
                        <button class="button button--quiet" r#type="submit">{icon(Icon::Trash)} {t::forget(lang)}</button>
                    </form>
                })}
            </div>
        }
    })
}

/// The form for the code.
fn ask(ctx: &Ctx, process: &Process, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let here = format!("{}/recu", route::ballot(lang, &process.slug));
    render(ctx, &Page::new(t::code_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {closed::back(ctx)}
                {page_head(t::code_title(lang), t::type_lead(lang))}
                <p class="muted">{process.title.clone()}</p>
                {code_form(ctx, here, typed, error, None)}
                {sign_in_hint(ctx, &process.slug)}
            </div>
        }
    })
}

/// The form for the code, posted to `here`, with a field that says what for.
pub fn code_form(
    ctx: &Ctx,
    here: String,
    typed: &str,
    error: Option<String>,
    act: Option<&'static str>,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let summary = error.clone().map(|text| {
        view! {
            <div class="notice notice--error" role="alert" tabindex="-1" id="erreurs">
                {icon(Icon::Warning)}
                <div class="notice__body">
                    <h2 class="notice__title">{vote::code(lang)}</h2>
                    <ul class="notice__links"><li><a href=format!("#{CODE}")>{text}</a></li></ul>
                </div>
            </div>
        }
    });
    view! {
        {summary}
        <form class="form" method="post" action=here novalidate="novalidate">
            {act.map(|act| view! { <input r#type="hidden" name=act value="oui"/> })}
            {pieces::code_field(lang, typed, error)}
            <div class="actions"><button class="button" r#type="submit">{t::show(lang)}</button></div>
        </form>
    }
}

/// On a device that holds a receipt of someone who is signed out: how to find it again.
pub fn sign_in_hint(ctx: &Ctx, slug: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("retour", &ctx.to(&ctx.path))
        .finish();
    let href = format!("{}?{query}", ctx.to(route::SIGN_IN));
    (booth::holds_some(ctx, slug) && ctx.session().is_none()).then(|| {
        view! { <p>{t::type_here(lang)} " " <a href=href>{sign_in::title(lang)}</a></p> }
    })
}
