//! `/mairie/demarches/{slug}/urne`: the desk of a sealed vote. Officials name its trustees, say who makes the voting
//! rights, and follow the rest. Never here: a secret, or a way to open the urn.

use super::board::phase_now;
use super::parts::{mended, said, saying, summary, top};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Field, Tone, crumbs, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall::urn as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::process::{Moment, PhaseKind, Rights, Urn};
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
    if actor.account.is_none() {
        drop(tx);
        return keep_and_sign_in(&ctx, &fields).await;
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
    let projects = on_ballot(&mut tx, &desk).await?;
    drop(tx);
    Ok(private(status, view(ctx, &desk, projects, typed)))
}

/// How many projects stand on its ballot.
async fn on_ballot(tx: &mut services::Tx, desk: &Desk) -> Result<usize, Failure> {
    let visitor = civic::permission::Actor::visitor();
    let offered = services::vote::offered(tx, &visitor, &desk.process.slug).await;
    Ok(offered.map_or(0, |o| o.projects.len()))
}

fn view(ctx: &Ctx, desk: &Desk, projects: usize, typed: &Typed) -> String {
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
                        {opening(ctx, desk, projects)}
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
fn opening(ctx: &Ctx, desk: &Desk, projects: usize) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let phase = desk.process.phase(PhaseKind::Vote);
    let moment = phase.map(|p| p.moment(ctx.now));
    let date = phase
        .map(|p| fmt::from(lang, p.opens_at))
        .unwrap_or_default();
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

fn trustees(ctx: &Ctx, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &desk.process;
    let named = desk.ceremony.as_ref().map(|(ceremony, step)| {
        let size = desk.keepers.len().to_string();
        let threshold = ceremony.threshold.to_string();
        let enough = fill(
            t::enough(lang),
            &[("threshold", &threshold), ("size", &size)],
        );
        let opening = desk.urn.is_some();
        let rows = desk.keepers.iter().map(|keeper| {
            let (class, text) = if keeper.opened {
                ("badge badge--ok", t::opened(lang))
            } else if opening {
                ("badge", "")
            } else if keeper.awaited {
                ("badge badge--warn", t::awaited(lang))
            } else {
                ("badge badge--ok", t::done(lang))
            };
            view! {
                <li class="review__row">
                    <span>{keeper.address.clone()}</span>
                    {(!text.is_empty()).then(|| view! { <span class=class>{text}</span> })}
                </li>
            }
        });
        let rows = rows.collect_view();
        let now = desk.urn.is_none().then(|| view! { <p>{t::now(lang)} " " <strong>{t::step(lang, *step)}</strong></p> });
        let page = format!("{}{}", ctx.site(), route::trustee(lang, &process.slug));
        view! {
            <p>{enough}</p>
            {now}
            <ul class="review">{rows}</ul>
            <p>{t::page_of(lang)} " " <a href=route::trustee(lang, &process.slug)><code>{page}</code></a></p>
        }
    });
    let form = desk.urn.is_none().then(|| {
        let form = name_form(lang, desk, typed);
        if desk.ceremony.is_none() {
            form.into_any()
        } else {
            let open =
                typed.errors.of("trustees").is_some() || typed.errors.of("threshold").is_some();
            view! {
                <details class="details" open=open>
                    <summary class="details__summary">{t::again(lang)}</summary>
                    <div class="details__body stack">
                        {notice(Tone::Warn, "", t::again_text(lang))}
                        {form}
                    </div>
                </details>
            }
            .into_any()
        }
    });
    view! {
        <section class="stack" id="depositaires">
            <h2>{t::trustees(lang)}</h2>
            {desk.ceremony.is_none().then(|| view! { <p>{t::trustees_text(lang)}</p> })}
            {named}
            {form}
        </section>
    }
}

fn name_form(lang: Lang, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let field = |name: &'static str, kind: &'static str, value: &str, hint: &'static str| {
        let field = Field {
            kind,
            rows: 4,
            ..Field::text(name, label(lang, name)).value(value).hint(hint)
        };
        mended(field, lang, &typed.errors, t::mend)
    };
    let enough = if typed.threshold.is_empty() {
        "2"
    } else {
        &typed.threshold
    };
    let threshold = Field {
        inputmode: "numeric",
        class: "input--short",
        ..field("threshold", "text", enough, t::threshold_hint(lang))
    };
    view! {
        <form class="form" method="post" action=route::desk_urn(lang, &desk.process.slug) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=NAME/>
            {field("trustees", "textarea", &typed.trustees, t::addresses_hint(lang)).view(lang)}
            {threshold.view(lang)}
            <div class="actions"><button class="button" r#type="submit">{t::name_them(lang)}</button></div>
        </form>
    }
}

fn rights(ctx: &Ctx, desk: &Desk, typed: &Typed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &desk.process;
    let way = process.urn.rights();
    let text = match way {
        Some(Rights::Letter) => t::by_letter(lang),
        Some(Rights::Phone) => t::by_phone(lang),
        _ => t::by_server(lang),
    };
    let offered = fmt::number(lang, desk.rights());
    let offered = fill(t::offered(lang), &[("n", &offered)]);
    let address = |path: String| {
        let whole = format!("{}{path}", ctx.site());
        view! { <a href=path><code>{whole}</code></a> }
    };
    let place = match way {
        Some(Rights::Phone) => Some(view! { <p>{address(route::right(lang, &process.slug))}</p> }.into_any()),
        Some(Rights::Letter) if desk.registrar.is_some() => Some(
            view! { <p>{t::registrar_page(lang)} " " {address(route::registrar(lang, &process.slug))}</p> }.into_any(),
        ),
        _ => None,
    };
    let form =
        (desk.urn.is_none() && desk.ceremony.is_some()).then(|| rights_form(lang, desk, typed));
    view! {
        <section class="stack" id="droits">
            <h2>{t::rights(lang)}</h2>
            <p>{text}</p>
            {desk.ceremony.is_none().then(|| view! { <p class="muted">{t::rights_first(lang)}</p> })}
            {(desk.urn.is_none() && desk.ceremony.is_some()).then(|| view! { <p><strong>{offered}</strong></p> })}
            {place}
            {form}
        </section>
    }
}

fn rights_form(lang: Lang, desk: &Desk, typed: &Typed) -> Option<impl IntoView + use<>> {
    let kept = desk
        .ceremony
        .as_ref()
        .map(|(c, _)| c.spares)
        .filter(|n| *n > 0);
    let or = |typed: &str, kept: Option<String>| {
        if typed.is_empty() {
            kept.unwrap_or_default()
        } else {
            typed.to_owned()
        }
    };
    let field = match desk.process.urn.rights()? {
        Rights::Phone => return None,
        Rights::Server => Field {
            inputmode: "numeric",
            class: "input--short",
            ..Field::text("spares", t::spares(lang))
                .value(&or(&typed.spares, kept.map(|n| n.to_string())))
                .hint(t::spares_hint(lang))
        },
        Rights::Letter => Field {
            kind: "email",
            autocomplete: "off",
            ..Field::text("registrar", t::registrar(lang))
                .value(&or(&typed.registrar, desk.registrar.clone()))
        },
    };
    let field = mended(field, lang, &typed.errors, t::mend);
    Some(view! {
        <form class="form" method="post" action=route::desk_urn(lang, &desk.process.slug) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=RIGHTS/>
            {field.view(lang)}
            <div class="actions"><button class="button button--secondary" r#type="submit">{crate::texts::common::save(lang)}</button></div>
        </form>
    })
}
