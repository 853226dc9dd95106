//! The parts of a result page. Two hundred projects must stay readable and light: the first ones as cards and
//! bars, all of them in one table.

use super::words;
use crate::fmt;
use crate::route;
use crate::texts::vote::{receipt, result as t};
use crate::texts::{Lang, fill};
use civic::count::{Reason, TieRule, to_hex};
use civic::id::{ProjectId, ProposalId};
use civic::money::Cents;
use civic::process::Process;
use leptos::prelude::*;
use services::tally::{Line, Tally};

/// Cards of each kind and bars of the chart; the table holds all.
const SHOWN: usize = 20;
/// Cards of projects that are not funded, when there are many.
const REFUSED_SHOWN: usize = 5;
/// Id of the table.
const TABLE: &str = "tous";

/// Votes, or points where the rule counts them.
fn received(tally: &Tally, position: usize) -> u64 {
    tally.outcome.projects.get(position).map_or(0, |p| {
        if words::by_points(&tally.rule) {
            p.points
        } else {
            p.votes
        }
    })
}

fn place(tally: &Tally, position: usize) -> Option<u32> {
    match tally.outcome.projects.get(position)?.reason {
        Reason::Selected { place } => Some(place),
        _ => None,
    }
}

/// Positions of the projects that are not funded, most votes first.
fn refused(tally: &Tally) -> Vec<usize> {
    let mut out: Vec<usize> = (0..tally.projects.len())
        .filter(|p| !tally.outcome.funds(*p))
        .collect();
    out.sort_by_key(|p| (std::cmp::Reverse(received(tally, *p)), *p));
    out
}

/// All positions: the funded in order of selection, then the others by votes.
#[must_use]
pub fn ordered(tally: &Tally) -> Vec<usize> {
    let mut out = tally.outcome.winners.clone();
    out.extend(refused(tally));
    out
}

/// How many were handed a paper ballot, if anybody was.
pub fn on_paper(lang: Lang, number: i64) -> Option<impl IntoView> {
    let text = match number {
        ..=0 => return None,
        1 => t::on_paper_one(lang).to_owned(),
        n => fill(t::on_paper(lang), &[("n", &fmt::number(lang, n))]),
    };
    Some(view! { <p class="muted">{text}</p> })
}

/// Voters, ballots, budget, money spent.
pub fn figures(lang: Lang, tally: &Tally) -> impl IntoView + use<> {
    let stats = [
        (
            t::voters(lang, tally.voters),
            fmt::number(lang, tally.voters),
        ),
        (
            t::ballots(lang, tally.ballots),
            fmt::number(lang, tally.ballots),
        ),
        (
            t::budget(lang).to_owned(),
            fmt::money(lang, Cents(tally.budget)),
        ),
        (
            t::spent(lang).to_owned(),
            fmt::money(lang, Cents(tally.spent())),
        ),
    ];
    let stats = stats.map(|(label, value)| {
        view! { <div class="stat"><dt class="stat__label">{label}</dt><dd class="stat__value">{value}</dd></div> }
    });
    view! { <dl class="stats">{stats}</dl> }
}

fn link(lang: Lang, line: &Line) -> impl IntoView + use<> {
    let href = route::proposal(lang, &ProposalId(line.id.clone()));
    view! { <a href=href>{line.title.clone()}</a> }
}

fn card(
    lang: Lang,
    tally: &Tally,
    rank: usize,
    position: usize,
    project: Option<&ProjectId>,
) -> Option<impl IntoView + use<>> {
    let line = tally.projects.get(position)?;
    let won = place(tally, position).is_some();
    let (class, badge, word) = if won {
        (
            "result result--won",
            "badge badge--won",
            receipt::funded(lang),
        )
    } else {
        ("result", "badge badge--off", receipt::not_funded(lang))
    };
    let got = words::score(lang, &tally.rule, received(tally, position));
    let follow = project.map(|id| {
        view! { <p><a href=route::project(lang, id)>{t::follow(lang)}<span class="sr-only">{format!(" : {}", line.title)}</span></a></p> }
    });
    Some(view! {
        <li class=class>
            <span class="result__rank">{rank.to_string()}</span>
            <div class="result__body">
                <div class="result__head"><h3 class="result__title">{link(lang, line)}</h3><span class=badge>{word}</span></div>
                <ul class="meta"><li>{got}</li><li>{fmt::money(lang, Cents(line.cost))}</li></ul>
                <p class="result__reason">{words::reason(lang, tally, position)}</p>
                {follow}
            </div>
        </li>
    })
}

fn others(lang: Lang, n: usize) -> impl IntoView + use<> {
    let n = i64::try_from(n).unwrap_or(0);
    (n > 0).then(|| {
        view! { <p><a href=format!("#{TABLE}")>{t::others_in_table(lang, n)}</a></p> }
    })
}

/// The funded projects, in the order of selection, each with why.
pub fn funded(
    lang: Lang,
    tally: &Tally,
    projects: &[(ProposalId, ProjectId)],
) -> impl IntoView + use<> {
    let winners = &tally.outcome.winners;
    let cards = winners.iter().take(SHOWN).enumerate().map(|(i, position)| {
        let line = tally.projects.get(*position);
        let project = line.and_then(|l| projects.iter().find(|(p, _)| p.0 == l.id));
        card(lang, tally, i + 1, *position, project.map(|(_, id)| id))
    });
    let cards = cards.collect_view();
    let none = winners.is_empty();
    let more = winners.len().saturating_sub(SHOWN);
    view! {
        <section class="stack">
            <h2>{t::funded_title(lang)} " " <span class="count">{winners.len().to_string()}</span></h2>
            {if none {
                view! { <p>{t::funded_none(lang)}</p> }.into_any()
            } else {
                view! { <ol class="results">{cards}</ol> }.into_any()
            }}
            {others(lang, more)}
        </section>
    }
}

/// The projects that are not funded, each with why; when there are many, the first ones.
pub fn not_funded(lang: Lang, tally: &Tally) -> impl IntoView + use<> {
    let all = refused(tally);
    let shown = if all.len() > SHOWN {
        REFUSED_SHOWN
    } else {
        SHOWN
    };
    let winners = tally.outcome.winners.len();
    let cards = all
        .iter()
        .take(shown)
        .enumerate()
        .map(|(i, position)| card(lang, tally, winners + i + 1, *position, None));
    let cards = cards.collect_view();
    let none = all.is_empty();
    let more = all.len().saturating_sub(shown);
    view! {
        <section class="stack">
            <h2>{t::not_funded_title(lang)} " " <span class="count">{all.len().to_string()}</span></h2>
            {if none {
                view! { <p>{t::not_funded_none(lang)}</p> }.into_any()
            } else {
                view! { <ol class="results" start=(winners + 1).to_string()>{cards}</ol> }.into_any()
            }}
            {others(lang, more)}
        </section>
    }
}

/// Bars of the projects with the most votes; the table after it says the same of all.
pub fn chart(lang: Lang, tally: &Tally) -> impl IntoView + use<> {
    let mut by_votes: Vec<usize> = (0..tally.projects.len()).collect();
    by_votes.sort_by_key(|p| (std::cmp::Reverse(received(tally, *p)), *p));
    let most = by_votes.first().map_or(0, |p| received(tally, *p)).max(1);
    let all = by_votes.len();
    by_votes.truncate(SHOWN);
    let caption = if all > SHOWN {
        let n = SHOWN.to_string();
        fill(t::chart_first(lang), &[("n", &n)])
    } else {
        t::chart(lang).to_owned()
    };
    let bars = by_votes.iter().map(|position| {
        let got = received(tally, *position);
        // in tenths of a per cent, without floating point
        let width = got.saturating_mul(1000) / most;
        let width = format!("{}.{}", width / 10, width % 10);
        let fill = if tally.outcome.funds(*position) {
            "bar__fill bar__fill--won"
        } else {
            "bar__fill"
        };
        view! {
            <li class="bars__row">
                <span>{words::title(tally, *position).to_owned()}</span>
                <span class="bars__value">{fmt::number(lang, i64::try_from(got).unwrap_or(i64::MAX))}</span>
                <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="bar__track" width="100" height="8"/><rect class=fill width=width height="8"/>
                </svg>
            </li>
        }
    });
    let bars = bars.collect_view();
    let legend = [
        ("bar__fill bar__fill--won", receipt::funded(lang)),
        ("bar__fill", receipt::not_funded(lang)),
    ]
    .map(|(class, word)| {
        view! { <li><svg viewBox="0 0 8 8" aria-hidden="true"><rect class=class width="8" height="8"/></svg>{word}</li> }
    });
    view! {
        <h2>{t::chart(lang)}</h2>
        <figure class="chart">
            <figcaption class="chart__caption">{caption}</figcaption>
            <ul class="bars">{bars}</ul>
            <ul class="legend">{legend}</ul>
        </figure>
    }
}

/// Every project: votes, cost, decision and why.
pub fn table(lang: Lang, tally: &Tally) -> impl IntoView + use<> {
    let rows = ordered(tally).into_iter().filter_map(|position| {
        let line = tally.projects.get(position)?;
        let word = if place(tally, position).is_some() {
            receipt::funded(lang)
        } else {
            receipt::not_funded(lang)
        };
        let got = i64::try_from(received(tally, position)).unwrap_or(i64::MAX);
        Some(view! {
            <tr>
                <th scope="row">{link(lang, line)}</th>
                <td class="num">{fmt::number(lang, got)}</td>
                <td class="num">{fmt::money(lang, Cents(line.cost))}</td>
                <td><strong>{word}</strong> " " {words::reason(lang, tally, position)}</td>
            </tr>
        })
    });
    let rows = rows.collect_view();
    let received = if words::by_points(&tally.rule) {
        t::points(lang)
    } else {
        t::votes(lang)
    };
    view! {
        <details class="details">
            <summary class="details__summary">{t::table(lang)}</summary>
            <div class="details__body">
        <div class="table-wrap" role="region" aria-labelledby=TABLE tabindex="0">
            <table class="table">
                <caption id=TABLE>{t::table(lang)}</caption>
                <thead><tr>
                    <th scope="col">{t::project(lang)}</th>
                    <th scope="col" class="num">{received}</th>
                    <th scope="col" class="num">{t::cost(lang)}</th>
                    <th scope="col">{t::decision(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
            </div>
        </details>
    }
}

/// How it was counted: the rule, the steps, the tie rule with its draw.
pub fn how(lang: Lang, process: &Process, tally: &Tally) -> impl IntoView + use<> {
    let rule = words::rule(lang, tally);
    let rule = rule
        .into_iter()
        .map(|sentence| view! { <p>{sentence}</p> })
        .collect_view();
    let steps = tally.outcome.steps.iter();
    let steps = steps
        .map(|step| view! { <li>{words::step(lang, tally, step)}</li> })
        .collect_view();
    let promise = process.promise.clone();
    view! {
        <section class="stack">
            <h2>{t::how(lang)}</h2>
            <div class="prose">
                {rule}
                <p>{t::checked(lang)}</p>
            </div>
            <details class="details">
                <summary class="details__summary">{t::steps(lang)}</summary>
                <div class="details__body prose"><ol>{steps}</ol></div>
            </details>
            <details class="details">
                <summary class="details__summary">{t::tie(lang)}</summary>
                <div class="details__body prose">
                    <p>{words::tie(lang, &tally.tie)}</p>
                    {draw(lang, tally)}
                </div>
            </details>
            {(!promise.is_empty()).then(|| view! { <h3>{t::promise(lang)}</h3> <p>{promise}</p> })}
        </section>
    }
}

/// The seed of the draw and the line that redoes it.
fn draw(lang: Lang, tally: &Tally) -> Option<impl IntoView + use<>> {
    let TieRule::LowerCostThenDraw(seed) = &tally.tie else {
        return None;
    };
    let seed = to_hex(seed);
    let line = tally.projects.first()?;
    let text = fill(t::redo(lang), &[("id", &line.key), ("title", &line.title)]);
    // an id from a file could hold anything: quoted as a shell wants it
    let id = line.key.replace('\'', "'\\''");
    let command = format!("printf 'tiker draw 1\\n%s\\n%s' '{seed}' '{id}' | sha256sum");
    Some(view! {
        <p>{t::seed(lang)} " " <code>{seed}</code></p>
        <p>{text}</p>
        <pre tabindex="0"><code>{command}</code></pre>
    })
}
