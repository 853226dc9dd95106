//! Réalisations: the list of projects, and one project with its milestones.

use super::cards::{lines, paragraphs};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{empty, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::projects as t;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, public};
use axum::extract::Path;
use civic::id::ProjectId;
use civic::project::Status;
use civic::time::Time;
use leptos::prelude::*;
use services::project::PAGE;
use services::reading::{self, Project, ProjectPage};

/// Name of the parameter that says after which project a page begins.
const AFTER: &str = "apres";

/// GET `/projets`.
///
/// # Errors
/// What the database says.
pub async fn list(ctx: Ctx) -> Answer {
    let params = ctx.params();
    let after = Some(params.get(AFTER))
        .filter(|a| super::is_id(a))
        .map(ProjectId::from);
    let mut tx = ctx.read().await?;
    let (found, next) = reading::projects(&mut tx, after.as_ref(), PAGE).await?;
    drop(tx);
    Ok(public(
        &ctx,
        list_page(&ctx, &found, after.is_some(), next.as_ref()),
    ))
}

fn list_page(ctx: &Ctx, found: &[Project], later: bool, next: Option<&ProjectId>) -> String {
    let lang = ctx.lang;
    let cards = found.iter().map(|p| {
        let since = fill(t::since(lang), &[("date", &fmt::date(lang, p.created_at))]);
        view! {
            <li>
                <article class="card">
                    <div class="card__top">{status_badge(lang, p.status)}</div>
                    <h2 class="card__title"><a href=route::project(lang, &p.id)>{p.title.clone()}</a></h2>
                    <p class="card__text">{p.summary.clone()}</p>
                    <ul class="meta"><li>{icon(Icon::Calendar)}{since}</li></ul>
                </article>
            </li>
        }
    });
    let cards = cards.collect_view();
    let next = next.map(|id| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair(AFTER, id.as_str())
            .finish();
        format!("{}?{query}", ctx.to(route::PROJECTS))
    });
    render(ctx, &Page::new(t::title(lang), Tab::Home), || {
        view! {
            {page_head(t::title(lang), t::lead(lang))}
            {found.is_empty().then(|| nothing(ctx, later))}
            {(!found.is_empty()).then(|| view! { <ul class="grid">{cards}</ul> })}
            {(later || next.is_some()).then(|| view! {
                <nav class="pager" aria-label=common::pages(lang)>
                    {later.then(|| view! { <a class="button button--secondary" href=ctx.to(route::PROJECTS)>{common::previous_page(lang)}</a> })}
                    {next.map(|href| view! { <a class="button button--secondary" rel="next" href=href>{common::next_page(lang)}</a> })}
                </nav>
            })}
        }
    })
}

fn nothing(ctx: &Ctx, later: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    if later {
        return view! { <p class="muted">{t::page_end(lang)}</p> }.into_any();
    }
    let action = (ctx.to(route::PROCESSES), t::empty_action(lang).to_owned());
    empty(
        Icon::Calendar,
        t::empty_title(lang),
        t::empty_text(lang),
        Some(action),
    )
    .into_any()
}

fn status_badge(lang: Lang, status: Status) -> impl IntoView {
    let class = match status {
        Status::Planned => "badge badge--warn",
        Status::Started => "badge badge--info",
        Status::Done => "badge badge--ok",
        Status::Stopped => "badge badge--off",
    };
    view! { <span class=class>{t::status(lang, status)}</span> }
}

/// GET `/projets/{id}`.
///
/// # Errors
/// [`services::Error::NotFound`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let found = reading::project(&mut tx, &ProjectId(id)).await?;
    drop(tx);
    Ok(public(&ctx, page(&ctx, &found)))
}

fn page(ctx: &Ctx, found: &ProjectPage) -> String {
    let lang = ctx.lang;
    let ProjectPage {
        project,
        milestones,
        ..
    } = found;
    render(ctx, &Page::new(project.title.clone(), Tab::Home), || {
        let since = fill(
            t::since(lang),
            &[("date", &fmt::date(lang, project.created_at))],
        );
        view! {
            <a class="back" href=ctx.to(route::PROJECTS)>{icon(Icon::ArrowLeft)} {t::title(lang)}</a>
            <div class="split">
                <div class="stack--wide">
                    <header class="page-head">
                        {status_badge(lang, project.status)}
                        <h1 class="page-head__title">{project.title.clone()}</h1>
                        <ul class="meta"><li>{icon(Icon::Calendar)}{since}</li></ul>
                    </header>
                    <section class="stack">
                        <h2>{t::steps(lang)}</h2>
                        {steps(lang, found)}
                        {milestones.is_empty().then(|| view! { <p class="muted">{t::no_steps(lang)}</p> })}
                    </section>
                    <section class="stack">
                        <h2>{t::what(lang)}</h2>
                        <div class="prose">{paragraphs(&project.summary)}</div>
                    </section>
                </div>
                <aside class="card">{origin(lang, found)}</aside>
            </div>
        }
    })
}

/// The decision, then each milestone; the last one says where the project stands.
fn steps(lang: Lang, found: &ProjectPage) -> impl IntoView + use<> {
    let last = found.milestones.len();
    let first = (
        found.project.created_at,
        t::decided(lang).to_owned(),
        String::new(),
        None,
    );
    let later = found.milestones.iter().map(|m| {
        (
            m.created_at,
            m.title.clone(),
            m.body.clone(),
            Some(m.status),
        )
    });
    let items = std::iter::once(first)
        .chain(later)
        .enumerate()
        .map(|(i, (at, title, body, status))| step(lang, at, title, &body, status, i == last));
    let items = items.collect_view();
    view! { <ol class="timeline">{items}</ol> }
}

fn step(
    lang: Lang,
    at: Time,
    title: String,
    body: &str,
    status: Option<Status>,
    last: bool,
) -> impl IntoView + use<> {
    let class = if last {
        "timeline__item"
    } else {
        "timeline__item timeline__item--past"
    };
    let texts = body
        .split("\n\n")
        .filter(|p| !p.trim().is_empty())
        .map(|p| view! { <p class="timeline__text">{lines(p.trim_matches('\n'))}</p> });
    let texts = texts.collect_view();
    view! {
        <li class=class aria-current=last.then_some("step")>
            <span class="timeline__date">
                <time datetime=fmt::machine(at)>{fmt::date(lang, at)}</time>
                {status.map(|s| format!(" · {}", t::status(lang, s)))}
            </span>
            <h3 class="timeline__title">{title}</h3>
            {texts}
        </li>
    }
}

fn origin(lang: Lang, found: &ProjectPage) -> impl IntoView + use<> {
    let (proposal, process) = (&found.proposal, &found.process);
    let mut pairs = Vec::new();
    if let Some(cost) = proposal.cost {
        pairs.push((t::cost(lang), fmt::money(lang, cost)));
    }
    if let Some((_, name)) = &proposal.category {
        pairs.push((t::category(lang), name.clone()));
    }
    if let Some((_, name)) = &proposal.district {
        pairs.push((t::district(lang), name.clone()));
    }
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    view! {
        <h2 class="card__title">{t::from(lang)}</h2>
        <dl class="facts">
            {pairs}
            <div><dt>{t::proposal(lang)}</dt><dd><a href=route::proposal(lang, &proposal.id)>{proposal.title.clone()}</a></dd></div>
            <div><dt>{t::process(lang)}</dt><dd><a href=route::process(lang, &process.slug)>{process.title.clone()}</a></dd></div>
        </dl>
    }
}
