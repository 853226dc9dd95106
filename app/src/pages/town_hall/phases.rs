//! `/mairie/demarches/{slug}/phases`: opens a phase or closes it now. What was opened or closed stays so, and
//! a page asks first. The timeline with its buttons is here too.

use super::parts::{saying, top};
use super::process;
use crate::fmt;
use crate::pages::sign_in::asleep;
use crate::parts::{Tone, crumbs, moment_badge, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::process as rt;
use crate::texts::town_hall::desk as t;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::permission::Role;
use civic::process::{Moment, Phase, PhaseKind, Process};
use leptos::prelude::*;
use services::process::{close_phase, open_phase};
use services::{Error, desk};

/// Name of the field that numbers the phase.
const PHASE: &str = "phase";
/// Name of the field that says what to do.
const ACT: &str = "acte";
/// Name of the field that says one has read that it is final.
const SURE: &str = "confirme";

/// What may be done with a phase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Open,
    Close,
}

impl Move {
    fn name(self) -> &'static str {
        match self {
            Move::Open => "ouvrir",
            Move::Close => "clore",
        }
    }

    fn read(name: &str) -> Option<Move> {
        [Move::Open, Move::Close]
            .into_iter()
            .find(|act| act.name() == name)
    }
}

/// GET: there is nothing to read here; after signing in one comes back to the process.
///
/// # Errors
/// None.
pub async fn back(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    Ok(see_other(&route::desk_process(ctx.lang, &slug), &[]))
}

/// POST.
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
    actor.with_role(Role::Official)?;
    let index: usize = fields
        .get(PHASE)
        .parse()
        .map_err(|_| Failure(Error::NotFound))?;
    let act = Move::read(fields.get(ACT)).ok_or(Failure(Error::NotFound))?;
    let (found, _) = desk::to_edit(&mut tx, &actor, &slug).await?;
    let phase = found.phases.get(index).filter(|p| match act {
        Move::Open => p.moment(ctx.now) == Moment::Future,
        Move::Close => p.moment(ctx.now) == Moment::Current,
    });
    if let Some(phase) = phase.filter(|_| !fields.has(SURE)) {
        let html = confirm(&ctx, &found, phase, index, act);
        return Ok(private(StatusCode::OK, html));
    }
    let rng = &mut ctx.rng();
    let done = match act {
        Move::Open => open_phase(&mut tx, &actor, ctx.now, rng, &slug, index).await,
        Move::Close => close_phase(&mut tx, &actor, ctx.now, rng, &slug, index).await,
    };
    match done {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let what = match act {
                Move::Open => "ouvert",
                Move::Close => "clos",
            };
            let to = route::desk_process(ctx.lang, &slug);
            Ok(see_other(&saying(&to, what), &[]))
        }
        Err(Error::Conflict) => {
            drop(tx);
            process::page(&ctx, &slug, StatusCode::CONFLICT).await
        }
        Err(error) => Err(Failure(error)),
    }
}

fn hidden(index: usize, act: &'static str) -> impl IntoView {
    view! {
        <input r#type="hidden" name=PHASE value=index.to_string()/>
        <input r#type="hidden" name=ACT value=act/>
    }
}

/// What is about to happen, before it does: neither can be undone.
fn confirm(ctx: &Ctx, process: &Process, phase: &Phase, index: usize, act: Move) -> String {
    let lang = ctx.lang;
    let here = route::desk_process(lang, &process.slug);
    let name = rt::phase(lang, phase.kind, process.template);
    let named = |sentence: &str| fill(sentence, &[("phase", name)]);
    let open = process.phases[..index]
        .iter()
        .find(|p| p.moment(ctx.now) == Moment::Current);
    let also = open.filter(|_| act == Move::Open).map(|p| {
        let open = rt::phase(lang, p.kind, process.template);
        fill(t::confirm_closes(lang), &[("phase", open)])
    });
    let (title, lead, text, go) = match (act, phase.kind) {
        (Move::Close, PhaseKind::Vote) => (
            t::confirm_title(lang).to_owned(),
            t::confirm_until(lang),
            t::confirm_text(lang),
            t::confirm_do(lang).to_owned(),
        ),
        (Move::Close, _) => (
            named(t::confirm_close(lang)),
            t::confirm_end(lang),
            t::confirm_close_text(lang),
            named(t::confirm_close_do(lang)),
        ),
        (Move::Open, kind) => (
            named(t::confirm_open(lang)),
            t::confirm_start(lang),
            if kind == PhaseKind::Vote {
                t::confirm_open_vote(lang)
            } else {
                t::confirm_open_text(lang)
            },
            named(t::confirm_open_do(lang)),
        ),
    };
    let date = match act {
        Move::Open => fmt::from(lang, phase.opens_at),
        Move::Close => fmt::until(lang, phase.closes_at),
    };
    let lead = fill(lead, &[("date", &date)]);
    render(ctx, &Page::new(title.clone(), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx), (here.clone(), process.title.clone())], title.clone())}
                {page_head(title.clone(), lead)}
                {notice(Tone::Warn, "", text)}
                {also.map(|said| view! { <p>{said}</p> })}
                <form method="post" action=format!("{here}/phases")>
                    {hidden(index, act.name())}
                    <input r#type="hidden" name=SURE value="oui"/>
                    <div class="actions">
                        <button class="button button--danger" r#type="submit">{go}</button>
                        <a class="button button--quiet" href=here.clone()>{common::cancel(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}

/// The phases in order, the open one with the button that closes it, the next one with the one that opens it.
pub fn timeline(ctx: &Ctx, process: &Process, on_ballot: i64) -> impl IntoView + use<> {
    let items = process.phases.iter().enumerate().map(|(i, phase)| {
        let before = &process.phases[..i];
        let may_open = phase.moment(ctx.now) == Moment::Future
            && before.iter().all(|p| p.moment(ctx.now) != Moment::Future);
        step(ctx, process, phase, i, may_open, on_ballot)
    });
    let items = items.collect_view();
    view! { <ol class="timeline">{items}</ol> }
}

fn step(
    ctx: &Ctx,
    process: &Process,
    phase: &Phase,
    index: usize,
    may_open: bool,
    on_ballot: i64,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let moment = phase.moment(ctx.now);
    let name = rt::phase(lang, phase.kind, process.template);
    let class = if moment == Moment::Past {
        "timeline__item timeline__item--past"
    } else {
        "timeline__item"
    };
    let [from, to] = fmt::period(lang, phase.opens_at, phase.closes_at);
    let dates = fill(rt::dates(lang), &[("from", &from), ("to", &to)]);
    let warning = (may_open && phase.kind == PhaseKind::Vote).then(|| ballot(lang, on_ballot));
    let act = match moment {
        Moment::Current => Some((Move::Close.name(), t::close_now(lang))),
        Moment::Future if may_open => Some((Move::Open.name(), t::open_now(lang))),
        _ => None,
    };
    let action = format!("{}/phases", route::desk_process(lang, &process.slug));
    view! {
        <li class=class aria-current=(moment == Moment::Current).then_some("step")>
            <span class="timeline__date">{dates}</span>
            <h3 class="timeline__title">{name} " " {moment_badge(lang, moment)}</h3>
            {warning.map(|text| view! { <p class="timeline__text">{text}</p> })}
            {act.map(|(act, text)| view! {
                <form class="timeline__text" method="post" action=action>
                    {hidden(index, act)}
                    <button class="button button--secondary" r#type="submit">
                        {text}<span class="sr-only">{format!(" : {name}")}</span>
                    </button>
                </form>
            })}
        </li>
    }
}

/// What opening the vote will freeze.
fn ballot(lang: Lang, on_ballot: i64) -> String {
    if on_ballot == 0 {
        t::empty_ballot(lang).to_owned()
    } else {
        fill(t::opens_vote(lang), &[("n", &fmt::number(lang, on_ballot))])
    }
}
