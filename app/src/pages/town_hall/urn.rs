//! `/mairie/demarches/{slug}/urne`: the desk of a sealed vote. Officials name its trustees, say who makes the voting
//! rights, and follow the rest. Never here: a secret, or a way to open the urn.

mod keepers;

use super::board::phase_now;
use super::parts::{said, saying, summary, top};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::asleep;
use crate::parts::{Tone, crumbs, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall::urn as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::process::{Moment, PhaseKind, Urn};
use keepers::{rights, trustees};
use leptos::prelude::*;
use services::Error;
use services::sealed::ceremony::{self, Step};
use services::sealed::{self, Desk, MOST_OPTIONS, Opened, Stage};

/// Name of the field that says what to do.
const ACT: &str = "acte";
const NAME: &str = "designer";
const RIGHTS: &str = "droits";

/// GET.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    page(&ctx, &slug, &Typed::default(), StatusCode::OK).await
}

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    trustees: String,
    threshold: String,
    spares: String,
    registrar: String,
    errors: FieldErrors,
    conflict: bool,
}

/// POST: names the trustees, or says who makes the rights.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn act(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    let text = |name: &str| fields.get(name).to_owned();
    let mut typed = Typed {
        trustees: text("trustees"),
        threshold: text("threshold"),
        spares: text("spares"),
        registrar: text("registrar"),
        ..Typed::default()
    };
    let (now, rng) = (ctx.now, &mut ctx.rng());
    let naming = fields.get(ACT) == NAME;
    let done = if naming {
        let lines = typed.trustees.lines().map(str::trim);
        let addresses: Vec<String> = lines.filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let threshold = typed.threshold.trim().parse().unwrap_or(0);
        ceremony::begin(&mut tx, &actor, now, rng, &slug, &addresses, threshold).await
    } else {
        let (spares, registrar) = (&typed.spares, &typed.registrar);
        ceremony::set_rights(&mut tx, &actor, now, rng, &slug, spares, registrar).await
    };
    match done {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let what = if naming { "depositaires" } else { "droits" };
            let to = route::desk_urn(ctx.lang, &slug);
            return Ok(see_other(&saying(&to, what), &[]));
        }
        Err(Error::Fields(errors)) => typed.errors = errors,
        Err(Error::Conflict) => typed.conflict = true,
        Err(error) => return Err(Failure(error)),
    }
    drop(tx);
    let status = if typed.conflict {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(&ctx, &slug, &typed, status).await
}

async fn page(ctx: &Ctx, slug: &str, typed: &Typed, status: StatusCode) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let desk = sealed::desk(&mut tx, &actor, slug).await?;
    drop(tx);
    Ok(private(status, view(ctx, &desk, typed)))
}

fn view(ctx: &Ctx, desk: &Desk, typed: &Typed) -> String {
    let lang = ctx.lang;
    let process = &desk.process;
    let above = vec![
        top(ctx),
        (
            route::desk_process(lang, &process.slug),
            process.title.clone(),
        ),
    ];
    let label = |name: &str| label(lang, name).to_owned();
    let ordinary = process.urn == Urn::Ordinary;
    let edit = format!("{}/modifier", route::desk_process(lang, &process.slug));
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack--wide">
                <div class="stack">
                    {crumbs(lang, above, t::title(lang).to_owned())}
                    {said(ctx, false)}
                    {typed.conflict.then(|| notice(Tone::Error, "", crate::texts::town_hall::not_done(lang)))}
                    {summary(lang, &typed.errors, &label, t::mend)}
                    {page_head(t::title(lang), if desk.urn.is_none() { t::lead(lang) } else { "" })}
                    <p class="muted">{process.title.clone()} " · " {phase_now(lang, process, ctx.now)}</p>
                </div>
                {if ordinary {
                    view! {
                        {notice(Tone::Info, t::ordinary(lang), t::ordinary_text(lang))}
                        <p><a class="button" href=edit>{t::edit(lang)}</a></p>
                    }
                    .into_any()
                } else {
                    view! {
                        {opening(ctx, desk)}
                        {trustees(ctx, desk, typed)}
                        {rights(ctx, desk, typed)}
                    }
                    .into_any()
                }}
            </div>
        }
    })
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "trustees" => t::addresses(lang),
        "threshold" => t::threshold(lang),
        "spares" => t::spares(lang),
        _ => t::registrar(lang),
    }
}

/// Where it stands: what is missing, or the urn.
fn opening(ctx: &Ctx, desk: &Desk) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let phase = desk.process.phase(PhaseKind::Vote);
    let moment = phase.map(|p| p.moment(ctx.now));
    let date = phase
        .map(|p| fmt::from(lang, p.opens_at))
        .unwrap_or_default();
    let projects = desk.projects;
    let many = (projects > MOST_OPTIONS).then(|| {
        let number = i64::try_from(projects).unwrap_or(i64::MAX);
        let text = fill(t::too_many(lang), &[("n", &fmt::number(lang, number))]);
        notice(Tone::Error, "", text)
    });
    let state = match &desk.urn {
        Some(urn) => opened(ctx, desk, urn).into_any(),
        None if desk.ready() && moment == Some(Moment::Current) => {
            notice(Tone::Ok, "", t::opens_now(lang)).into_any()
        }
        None if desk.ready() => {
            notice(Tone::Ok, "", fill(t::opens_alone(lang), &[("date", &date)])).into_any()
        }
        None => missing(lang, desk).into_any(),
    };
    view! {
        <section class="stack" id="ouverture">
            <h2>{t::opening(lang)}</h2>
            {many}
            {state}
        </section>
    }
}

fn missing(lang: Lang, desk: &Desk) -> impl IntoView + use<> {
    let key = !matches!(desk.ceremony, Some((_, Step::Ready)));
    let rights = desk.rights() == 0;
    view! {
        <div class="notice notice--warn">
            {icon(Icon::Warning)}
            <div class="notice__body prose">
                <p>{t::missing(lang)}</p>
                <ul>
                    {key.then(|| view! { <li>{t::missing_key(lang)}</li> })}
                    {rights.then(|| view! { <li>{t::missing_rights(lang)}</li> })}
                    {(!desk.holds).then(|| view! { <li>{t::missing_projects(lang)}</li> })}
                </ul>
            </div>
        </div>
    }
}

fn opened(ctx: &Ctx, desk: &Desk, urn: &Opened) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (rights, voters) = urn.turnout;
    let (tone, title, text) = match urn.stage {
        Stage::Setup | Stage::Ballot => (Tone::Ok, t::open(lang), ""),
        Stage::Result => (Tone::Ok, t::counted(lang), ""),
        _ => (Tone::Info, t::closed(lang), t::closed_text(lang)),
    };
    let figures = [
        (t::voters(lang), fmt::number(lang, voters)),
        (t::all_rights(lang), fmt::number(lang, rights)),
    ];
    let figures = figures.map(|(label, value)| {
        view! { <div class="stat"><dt class="stat__label">{label}</dt><dd class="stat__value">{value}</dd></div> }
    });
    view! {
        {notice(tone, title, text)}
        <dl class="stats">{figures.to_vec()}</dl>
        <p><a class="button button--secondary" href=route::urn(lang, &desk.process.slug)>{t::urn(lang)}</a></p>
    }
}
