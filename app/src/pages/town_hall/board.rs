//! `/mairie`: what waits, the processes and where they stand, and the way to a new one.

use super::parts::said;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::reading::cards::{Row, link_list};
use crate::parts::{empty, moment_badge, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{legal, process as rt};
use crate::texts::town_hall as t;
use crate::texts::town_hall::form as f;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, private};
use axum::http::StatusCode;
use civic::permission::{Actor, Role};
use civic::process::{Moment, Process, Template};
use civic::proposal::State;
use civic::time::Now;
use leptos::prelude::*;
use services::desk::{self, Board, QUIET_DAYS};

/// GET `/mairie`.
///
/// # Errors
/// [`services::Error::Refused`] without a session or a role.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let boards = desk::dashboard(&mut tx, &actor, ctx.now).await?;
    drop(tx);
    Ok(private(StatusCode::OK, page(&ctx, &actor, &boards)))
}

fn page(ctx: &Ctx, actor: &Actor, boards: &[Board]) -> String {
    let lang = ctx.lang;
    let official = actor.has(Role::Official);
    let people = actor.has(Role::Agent) || actor.has(Role::Administrator);
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="stack--wide">
                {page_head(t::title(lang), t::lead(lang))}
                {said(ctx, false)}
                {(official && boards.is_empty()).then(|| {
                    let action = (ctx.to(route::DESK_NEW), t::first_process(lang).to_owned());
                    empty(Icon::Participate, t::no_process_title(lang), t::no_process(lang), Some(action))
                })}
                {(official && !boards.is_empty()).then(|| to_do(ctx, boards))}
                {(official && !boards.is_empty()).then(|| processes(ctx, boards))}
                {official.then(|| templates(ctx))}
                {official.then(|| link_list(vec![Row {
                    image: Icon::Pin,
                    href: ctx.to(route::DESK_DISTRICTS),
                    text: t::districts(lang).to_owned(),
                    note: t::districts_note(lang).to_owned(),
                }]))}
                {actor.has(Role::Administrator).then(|| link_list(vec![
                    Row {
                        image: Icon::Home,
                        href: ctx.to(route::DESK_COMMUNE),
                        text: t::commune::title(lang).to_owned(),
                        note: t::commune::note(lang).to_owned(),
                    },
                    Row {
                        image: Icon::Vote,
                        href: ctx.to(route::DESK_ROLL),
                        text: t::roll::title(lang).to_owned(),
                        note: t::roll::note(lang).to_owned(),
                    },
                    Row {
                        image: Icon::Info,
                        href: ctx.to(route::DESK_LEGAL),
                        text: legal::title(lang).to_owned(),
                        note: legal::form_note(lang).to_owned(),
                    },
                ]))}
                {people.then(|| view! {
                    <section class="stack">
                        <h2>{t::people(lang)}</h2>
                        {link_list(vec![Row {
                            image: Icon::Me,
                            href: ctx.to(route::DESK_PEOPLE),
                            text: t::people_find(lang).to_owned(),
                            note: t::people_note(lang).to_owned(),
                        }])}
                    </section>
                })}
            </div>
        }
    })
}

/// Everything that waits for somebody here, one row each.
fn to_do(ctx: &Ctx, boards: &[Board]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let mut rows = Vec::new();
    for board in boards {
        let (slug, note) = (&board.process.slug, board.process.title.clone());
        let waiting = &board.waiting;
        let mut add = |n: i64, image, query: &str, text: String| {
            if n > 0 {
                let href = format!("{}{query}", route::desk_process(lang, slug));
                rows.push(Row {
                    image,
                    href,
                    text,
                    note: note.clone(),
                });
            }
        };
        let filtered = |state: State| format!("?etat={}#propositions", state.as_str());
        add(
            waiting.to_answer,
            Icon::Comment,
            &filtered(State::Submitted),
            t::to_answer(lang, waiting.to_answer),
        );
        add(
            waiting.to_open,
            Icon::Check,
            &filtered(State::Selected),
            t::to_open(lang, waiting.to_open),
        );
        add(
            waiting.quiet,
            Icon::Clock,
            "#projets",
            t::quiet(lang, waiting.quiet, QUIET_DAYS),
        );
    }
    let nothing = rows.is_empty();
    view! {
        <section class="stack">
            <h2>{t::waits(lang)}</h2>
            {if nothing {
                view! { <p class="muted">{t::nothing_waits(lang)}</p> }.into_any()
            } else {
                link_list(rows).into_any()
            }}
        </section>
    }
}

fn processes(ctx: &Ctx, boards: &[Board]) -> impl IntoView + use<> {
    let cards = boards.iter().map(|b| view! { <li>{card(ctx, b)}</li> });
    let cards = cards.collect_view();
    view! {
        <section class="stack">
            <h2>{t::processes(ctx.lang)}</h2>
            <ul class="grid">{cards}</ul>
        </section>
    }
}

fn card(ctx: &Ctx, board: &Board) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &board.process;
    let vote = if board.waiting.counted {
        Some(t::counted(lang))
    } else {
        process.vote_over(ctx.now).then(|| t::to_count(lang))
    };
    let class = if process.current(ctx.now).is_some() {
        "card card--open"
    } else {
        "card"
    };
    view! {
        <article class=class>
            <div class="card__top">
                {moment_badge(lang, moment(process, ctx.now))}
                <span>{rt::template(lang, process.template)}</span>
            </div>
            <h3 class="card__title"><a href=route::desk_process(lang, &process.slug)>{process.title.clone()}</a></h3>
            <p class="card__text">{phase_now(lang, process, ctx.now)}</p>
            <ul class="meta">
                <li>{icon(Icon::Participate)}{common::proposals(lang, board.proposals)}</li>
                {vote.map(|text| view! { <li>{icon(Icon::Vote)}{text}</li> })}
            </ul>
        </article>
    }
}

/// Open, over or to come, as a whole.
pub fn moment(process: &Process, now: Now) -> Moment {
    if process.current(now).is_some() {
        Moment::Current
    } else if process.next(now).is_some() {
        Moment::Future
    } else {
        Moment::Past
    }
}

/// "Vote, jusqu’au 21 octobre 2026 à 18 h 00", or what comes next.
#[must_use]
pub fn phase_now(lang: Lang, process: &Process, now: Now) -> String {
    let name = |kind| rt::phase(lang, kind, process.template);
    if let Some(phase) = process.current(now) {
        let date = fmt::until(lang, phase.closes_at);
        return fill(
            rt::phase_until(lang),
            &[("phase", name(phase.kind)), ("date", &date)],
        );
    }
    match process.next(now) {
        Some(phase) => {
            let date = fmt::from(lang, phase.opens_at);
            fill(
                t::next_step(lang),
                &[("phase", name(phase.kind)), ("date", &date)],
            )
        }
        None => t::over(lang).to_owned(),
    }
}

/// The three templates, each a link to its form.
fn templates(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let rows = Template::ALL.map(|template| Row {
        image: Icon::Plus,
        href: super::create::address(ctx, template),
        text: rt::template(lang, template).to_owned(),
        note: f::purpose(lang, template).to_owned(),
    });
    view! {
        <section class="stack">
            <div class="section-head">
                <h2>{t::new_process(lang)}</h2>
                <a href=ctx.to(route::DESK_NEW)>{f::compare(lang)}{icon(Icon::ArrowRight)}</a>
            </div>
            {link_list(rows.to_vec())}
        </section>
    }
}
