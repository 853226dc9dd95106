//! `/mairie/demarches/{slug}`: the steps with their buttons, the numbers, the result once counted, the
//! proposals filtered by state, the projects.

use super::board::phase_now;
use super::parts::{said, top};
use super::phases;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::reading::cards::{Row, link_list};
use crate::parts::{Tone, crumbs, notice, state_badge};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{process as rt, projects as rp};
use crate::texts::town_hall as tt;
use crate::texts::town_hall::desk as t;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, private};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::money::Cents;
use civic::process::Urn;
use civic::proposal::State;
use leptos::prelude::*;
use services::desk::{self, Item, Sheet};
use services::proposal::state_filter;

/// Parameter that filters by state.
const STATE: &str = "etat";
/// Parameter that says after which number a page begins.
const AFTER: &str = "apres";

/// GET.
///
/// # Errors
/// [`services::Error::Refused`], [`services::Error::NotFound`], [`services::Error::Fields`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    page(&ctx, &slug, StatusCode::OK).await
}

/// The page, with a status: a refused act on a phase shows it again as it now stands.
///
/// # Errors
/// As [`show`].
pub async fn page(ctx: &Ctx, slug: &str, status: StatusCode) -> Answer {
    let params = ctx.params();
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    actor.with_role(civic::permission::Role::Official)?;
    let state = state_filter(params.get(STATE))?;
    let after = params.get(AFTER).parse().unwrap_or(0);
    let sheet = desk::sheet(&mut tx, &actor, slug, state, after).await?;
    drop(tx);
    let refused = status == StatusCode::CONFLICT;
    Ok(private(status, view(ctx, &sheet, state, after, refused)))
}

fn view(ctx: &Ctx, sheet: &Sheet, state: Option<State>, after: i64, refused: bool) -> String {
    let lang = ctx.lang;
    let process = &sheet.process;
    let here = route::desk_process(lang, &process.slug);
    render(ctx, &Page::new(process.title.clone(), Tab::None), || {
        view! {
            <div class="stack--wide">
                <div class="stack">
                    {crumbs(lang, vec![top(ctx)], process.title.clone())}
                    {said(ctx, false)}
                    {refused.then(|| notice(Tone::Error, tt::not_done(lang), t::phase_conflict(lang)))}
                    <header class="page-head">
                        <span class="badge">{rt::template(lang, process.template)}</span>
                        <h1 class="page-head__title">{process.title.clone()}</h1>
                        <ul class="meta"><li>{icon(Icon::Clock)}{phase_now(lang, process, ctx.now)}</li></ul>
                        <div class="page-head__actions actions">
                            <a class="button button--secondary" href=format!("{here}/modifier")>{icon(Icon::Edit)}{t::edit(lang)}</a>
                            {(process.urn != Urn::Ordinary).then(|| view! { <a class="button button--secondary" href=route::desk_urn(lang, &process.slug)>{icon(Icon::Lock)}{tt::urn::title(lang)}</a> })}
                            <a class="button button--quiet" href=route::process(lang, &process.slug)>{icon(Icon::External)}{tt::see_public(lang)}</a>
                        </div>
                    </header>
                </div>
                {(sheet.tally.is_none() && process.vote_over(ctx.now) && process.urn == Urn::Ordinary).then(|| notice(Tone::Info, "", tt::to_count(lang)))}
                {result(lang, sheet)}
                <section class="stack" id="etapes">
                    <h2>{t::calendar(lang)}</h2>
                    {phases::timeline(ctx, process, on_ballot(sheet))}
                </section>
                <section class="stack">
                    <h2>{t::numbers(lang)}</h2>
                    {numbers(lang, sheet)}
                </section>
                {proposals(ctx, sheet, state, after)}
                {projects(lang, sheet)}
            </div>
        }
    })
}

/// How many projects the ballot holds.
fn on_ballot(sheet: &Sheet) -> i64 {
    let decided = [State::Admitted, State::Selected, State::NotSelected];
    let numbers = sheet.numbers.iter();
    numbers
        .filter(|n| decided.contains(&n.state))
        .map(|n| n.costed)
        .sum()
}

fn count(sheet: &Sheet, state: State) -> i64 {
    let found = sheet.numbers.iter().find(|n| n.state == state);
    found.map_or(0, |n| n.proposals)
}

/// Proposals that were not withdrawn.
fn all(sheet: &Sheet) -> i64 {
    let shown = sheet.numbers.iter().filter(|n| n.state != State::Withdrawn);
    shown.map(|n| n.proposals).sum()
}

fn figures(rows: Vec<(String, &'static str)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(value, label)| {
        view! { <div class="stat"><dt class="stat__label">{label}</dt><dd class="stat__value">{value}</dd></div> }
    });
    let rows = rows.collect_view();
    view! { <dl class="stats">{rows}</dl> }
}

fn numbers(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let shown = sheet.numbers.iter().filter(|n| n.state != State::Withdrawn);
    let (supports, comments) = shown.fold((0, 0), |(s, c), n| (s + n.supports, c + n.comments));
    let mut rows = vec![
        (fmt::number(lang, all(sheet)), t::n_proposals(lang)),
        (
            fmt::number(lang, count(sheet, State::Submitted)),
            t::n_to_answer(lang),
        ),
        (fmt::number(lang, supports), t::n_supports(lang)),
        (fmt::number(lang, comments), t::n_comments(lang)),
    ];
    if sheet
        .process
        .phase(civic::process::PhaseKind::Vote)
        .is_some()
    {
        rows.push((fmt::number(lang, on_ballot(sheet)), t::n_on_ballot(lang)));
    }
    figures(rows)
}

fn result(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let href = route::result(lang, &sheet.process.slug);
    sheet.tally.as_ref().map(|tally| {
        let funded = i64::try_from(tally.outcome.winners.len()).unwrap_or(0);
        let rows = vec![
            (fmt::number(lang, tally.voters), t::result_voters(lang)),
            (fmt::number(lang, funded), t::result_funded(lang)),
            (
                fmt::money(lang, Cents(tally.spent())),
                t::result_spent(lang),
            ),
        ];
        view! {
            <section class="stack">
                <h2>{t::result(lang)}</h2>
                {figures(rows)}
                <p><a href=href>{t::result_see(lang)}</a></p>
            </section>
        }
    })
}

fn proposals(ctx: &Ctx, sheet: &Sheet, state: Option<State>, after: i64) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let here = route::desk_process(lang, &sheet.process.slug);
    let filter = filter(lang, sheet, state, &here);
    let asked = state.map_or("", State::as_str);
    let next = sheet
        .next
        .map(|n| format!("{here}?{STATE}={asked}&{AFTER}={n}#propositions"));
    let start = format!("{here}?{STATE}={asked}#propositions");
    let waiting = count(sheet, State::Submitted);
    let first = sheet.items.iter().find(|i| i.state == State::Submitted);
    let first = first.map(|i| route::desk_proposal(lang, &i.id));
    let nothing = sheet.items.is_empty();
    let empty_text = if all(sheet) == 0 {
        t::none(lang)
    } else {
        t::none_state(lang)
    };
    view! {
        <section class="stack" id="propositions">
            <h2>{t::proposals(lang)}</h2>
            {filter}
            <div class="desk">
                <div class="desk__side">
                    {if nothing {
                        view! { <p class="muted">{empty_text}</p> }.into_any()
                    } else {
                        list(lang, &sheet.items, None).into_any()
                    }}
                    {(next.is_some() || after > 0).then(|| view! {
                        <nav class="pager" aria-label=common::pages(lang)>
                            {(after > 0).then(|| view! { <a class="button button--secondary" href=start>{common::previous_page(lang)}</a> })}
                            {next.map(|href| view! { <a class="button button--secondary" rel="next" href=href>{common::next_page(lang)}</a> })}
                        </nav>
                    })}
                </div>
                <div class="desk__pane">
                    <h3>{if waiting > 0 { tt::to_answer(lang, waiting) } else { tt::nothing_waits(lang).to_owned() }}</h3>
                    {(!nothing).then(|| view! { <p class="muted">{t::pick(lang)}</p> })}
                    {first.map(|href| view! { <p><a class="button" href=href>{t::start_answering(lang)}</a></p> })}
                </div>
            </div>
        </section>
    }
}

/// Links to each state, with how many proposals stand in it.
fn filter(lang: Lang, sheet: &Sheet, state: Option<State>, here: &str) -> impl IntoView + use<> {
    let mut links = vec![(None, t::all(lang), all(sheet))];
    for one in State::ALL {
        let n = count(sheet, one);
        if n > 0 || state == Some(one) {
            links.push((Some(one), t::those(lang, one), n));
        }
    }
    let links = links.into_iter().map(|(one, name, n)| {
        let href = match one {
            Some(s) => format!("{here}?{STATE}={}#propositions", s.as_str()),
            None => format!("{here}#propositions"),
        };
        let current = (one == state).then_some("true");
        view! {
            <a class="segmented__item" href=href aria-current=current>
                {name} " " <span class="num">{fmt::number(lang, n)}</span>
            </a>
        }
    });
    let links = links.collect_view();
    view! { <nav class="segmented" aria-label=t::filter(lang)>{links}</nav> }
}

/// The desk's list of proposals, one of them open.
pub fn list(
    lang: Lang,
    items: &[Item],
    open: Option<&civic::id::ProposalId>,
) -> impl IntoView + use<> {
    let items = items.iter().map(|item| {
        let current = (Some(&item.id) == open).then_some("true");
        let title = format!("{}. {}", item.number, item.title);
        view! {
            <li>
                <a class="desk__item" href=route::desk_proposal(lang, &item.id) aria-current=current>
                    <span>{title}</span>
                    {state_badge(lang, item.state)}
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    view! { <ul class="desk__list">{items}</ul> }
}

fn projects(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let rows = sheet.projects.iter().map(|p| {
        let news = match p.last_news {
            Some(at) => fill(t::last_news(lang), &[("date", &fmt::date(lang, at))]),
            None => t::no_news(lang).to_owned(),
        };
        Row {
            image: Icon::Follow,
            href: route::desk_project(lang, &p.id),
            text: p.title.clone(),
            note: format!("{} · {news}", rp::status(lang, p.status)),
        }
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" id="projets">
                <h2>{t::projects(lang)}</h2>
                {link_list(rows)}
            </section>
        }
    })
}
