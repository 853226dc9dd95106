//! The home page: the one thing to do now, what else is open, what was decided, and a place for what
//! is mine. The same for everybody.

use super::cards::{Row, link_list, process_grid};
use super::rules;
use super::standing::{Pressing, pressing, standing};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::empty;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{home as t, process as tp, projects as tj};
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, public};
use civic::process::{Moment, PhaseKind};
use leptos::prelude::*;
use services::reading::{self, Counted, Listed, Project};

/// Results shown.
const RESULTS: i64 = 3;
/// Projects shown.
const PROJECTS: usize = 4;

/// GET `/`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let processes = reading::processes(&mut tx).await?;
    let counted = reading::counted(&mut tx, RESULTS).await?;
    let (projects, _) = reading::projects(&mut tx, None, PROJECTS).await?;
    drop(tx);
    Ok(public(&ctx, page(&ctx, &processes, &counted, &projects)))
}

fn page(ctx: &Ctx, processes: &[Listed], counted: &[Counted], projects: &[Project]) -> String {
    let lang = ctx.lang;
    let first = pressing(processes, ctx.now);
    let shown = match first {
        Pressing::Act(..) | Pressing::Comes(..) => first.process().map(|p| p.id.clone()),
        Pressing::Decided(_) | Pressing::Nothing => None,
    };
    let others: Vec<&Listed> = processes
        .iter()
        .filter(|l| {
            standing(&l.process, ctx.now) == Moment::Current
                && Some(&l.process.id) != shown.as_ref()
        })
        .collect();
    render(ctx, &Page::new(t::window(lang), Tab::Home).top(), || {
        view! {
            <div class="home">
                <header class="page-head">
                    <h1 class="page-head__title">{fill(t::heading(lang), &[("commune", &ctx.look.name)])}</h1>
                    <p class="page-head__lead">{t::lead(lang)}</p>
                </header>
                {most_pressing(ctx, first, processes.is_empty(), counted)}
                <section class="stack" data-mine=ctx.to("/moi/fragment")>
                    {invitation(ctx)}
                </section>
                {(!others.is_empty()).then(|| view! {
                    <section class="stack">
                        <div class="section-head">
                            <h2>{t::open_others(lang)}</h2>
                            <a href=ctx.to(route::PROCESSES)>{t::open_all(lang)}{icon(Icon::ArrowRight)}</a>
                        </div>
                        {process_grid(lang, &others, ctx.now)}
                    </section>
                })}
                {(!processes.is_empty()).then(|| decided(ctx, processes, counted, projects))}
            </div>
        }
    })
}

/// Shown until, and unless, `boot.js` puts what is mine in its place.
fn invitation(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        <h2>{t::you(lang)}</h2>
        <p>{t::you_text(lang)}</p>
        <p><a class="button button--secondary" href=sign_in(ctx)>{crate::texts::sign_in::title(lang)}</a></p>
        <noscript><p><a href=ctx.to(route::ME)>{t::signed_in_already(lang)}</a></p></noscript>
    }
}

fn sign_in(ctx: &Ctx) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("retour", &ctx.to(route::HOME))
        .finish();
    format!("{}?{query}", ctx.to(route::SIGN_IN))
}

/// What the panel says.
struct Panel {
    title: String,
    text: String,
    date: String,
    href: String,
    action: &'static str,
}

fn most_pressing(
    ctx: &Ctx,
    first: Pressing<'_>,
    nothing_at_all: bool,
    counted: &[Counted],
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    if nothing_at_all {
        return welcome(ctx).into_any();
    }
    let Some(Panel {
        title,
        text,
        date,
        href,
        action,
    }) = panel_of(lang, first, counted)
    else {
        let all = (ctx.to(route::PROCESSES), t::open_all(lang).to_owned());
        return empty(
            Icon::Calendar,
            t::quiet_title(lang),
            t::quiet_text(lang),
            Some(all),
        )
        .into_any();
    };
    view! {
        <section class="panel" aria-labelledby="maintenant">
            <h2 class="panel__title" id="maintenant">{title}</h2>
            {(!text.is_empty()).then(|| view! { <p class="panel__text">{text}</p> })}
            {(!date.is_empty()).then(|| view! { <ul class="meta"><li>{icon(Icon::Clock)}{date}</li></ul> })}
            <a class="button" href=href>{action}{icon(Icon::ArrowRight)}</a>
        </section>
    }
    .into_any()
}

fn panel_of(lang: Lang, first: Pressing<'_>, counted: &[Counted]) -> Option<Panel> {
    let process = first.process()?;
    let page = route::process(lang, &process.slug);
    let (title, text, date, href, action) = match first {
        Pressing::Act(_, phase) => {
            let until = fill(
                t::until(lang),
                &[("date", &fmt::until(lang, phase.closes_at))],
            );
            let proposals = route::proposals(lang, &process.slug);
            let (title, text, href, action) = match phase.kind {
                PhaseKind::Vote => (
                    t::panel_vote(lang),
                    rules::ballot(lang, process.ballot),
                    route::ballot(lang, &process.slug),
                    t::panel_vote_action(lang),
                ),
                PhaseKind::Discuss => (
                    t::panel_discuss(lang),
                    t::panel_discuss_text(lang).to_owned(),
                    proposals,
                    t::panel_discuss_action(lang),
                ),
                PhaseKind::Sign => (
                    t::panel_sign(lang),
                    t::panel_sign_text(lang).to_owned(),
                    proposals,
                    t::panel_sign_action(lang),
                ),
                _ => (
                    t::panel_propose(lang),
                    t::panel_propose_text(lang).to_owned(),
                    proposals,
                    t::panel_propose_action(lang),
                ),
            };
            (title, text, until, href, action)
        }
        Pressing::Comes(_, phase) => (
            t::panel_comes(lang),
            fill(
                t::panel_comes_text(lang),
                &[("phase", tp::phase(lang, phase.kind, process.template))],
            ),
            fill(t::from(lang), &[("date", &fmt::from(lang, phase.opens_at))]),
            page,
            t::panel_comes_action(lang),
        ),
        Pressing::Decided(_) => match counted.iter().find(|c| c.process == process.id) {
            Some(c) => (
                t::panel_decided(lang),
                t::outcome(lang, c.funded, c.projects, c.voters),
                String::new(),
                route::result(lang, &process.slug),
                t::panel_decided_action(lang),
            ),
            None => return None,
        },
        Pressing::Nothing => return None,
    };
    Some(Panel {
        title: fill(title, &[("title", &process.title)]),
        text,
        date,
        href,
        action,
    })
}

fn welcome(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        <div class="empty">
            {icon(Icon::Home)}
            <h2 class="empty__title">{t::empty_title(lang)}</h2>
            <p>{t::empty_text(lang)}</p>
            <p>{t::empty_official(lang)}</p>
            <a class="button button--secondary" href=ctx.to(route::TOWN_HALL)>{t::empty_official_action(lang)}</a>
        </div>
    }
}

fn decided(
    ctx: &Ctx,
    processes: &[Listed],
    counted: &[Counted],
    projects: &[Project],
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let mut rows: Vec<Row> = Vec::new();
    for c in counted {
        if let Some(l) = processes.iter().find(|l| l.process.id == c.process) {
            rows.push(Row {
                image: Icon::Data,
                href: route::result(lang, &l.process.slug),
                text: l.process.title.clone(),
                note: t::outcome(lang, c.funded, c.projects, c.voters),
            });
        }
    }
    rows.extend(projects.iter().map(|p| Row {
        image: Icon::Check,
        href: route::project(lang, &p.id),
        text: p.title.clone(),
        note: tj::status(lang, p.status).to_owned(),
    }));
    let all = (!projects.is_empty()).then(|| {
        view! { <a href=ctx.to(route::PROJECTS)>{t::projects_all(lang)}{icon(Icon::ArrowRight)}</a> }
    });
    let list = if rows.is_empty() {
        view! { <p class="muted">{t::decided_none(lang)}</p> }.into_any()
    } else {
        link_list(rows).into_any()
    };
    view! {
        <section class="stack">
            <div class="section-head"><h2>{t::decided(lang)}</h2>{all}</div>
            {list}
        </section>
    }
}
