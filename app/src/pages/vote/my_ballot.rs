//! What became of my ballot, from its receipt alone: which of my choices are funded, how much of the money
//! went to them. Works without a session, and shows the ballot only until the vote is counted.

use super::booth::{self, CODE};
use super::pieces::{self, Typed};
use super::receipt::{code_form, sign_in_hint};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::receipt as t;
use crate::texts::{Lang, fill, vote as common};
use crate::web::{Answer, Ctx, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::money::Cents;
use civic::permission::Actor;
use civic::process::{PhaseKind, Process, Urn};
use leptos::prelude::*;
use services::tally::{self, Tally};
use services::vote::{self, Offered};

/// GET `/demarches/{slug}/mon-bulletin`. `?code` asks for another code than this browser's.
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let offered = vote::offered(&mut tx, &Actor::visitor(), &slug).await?;
    if offered.process.urn != Urn::Ordinary {
        return Ok(see_other(&route::urn(ctx.lang, &slug), &[]));
    }
    if !ctx.params().has("code")
        && let Some(secret) = booth::held_by_session(&ctx, &mut tx, &offered.process).await?
        && let Some(numbers) = pieces::open(&mut tx, &offered.process, &secret).await?
    {
        let tally = tally::result(&mut tx, &offered.process.id).await?;
        let html = found(&ctx, &offered, &numbers, tally.as_ref());
        return Ok(private(StatusCode::OK, html));
    }
    Ok(private(
        StatusCode::OK,
        ask(&ctx, &offered.process, "", None),
    ))
}

/// POST `/demarches/{slug}/mon-bulletin`: with the code of a receipt.
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn post(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.read().await?;
    let offered = vote::offered(&mut tx, &Actor::visitor(), &slug).await?;
    let typed = fields.get(CODE);
    let (status, html) = match pieces::try_code(ctx.lang, &mut tx, &offered.process, typed).await? {
        Typed::Opens(_, numbers) => {
            let tally = tally::result(&mut tx, &offered.process.id).await?;
            (
                StatusCode::OK,
                found(&ctx, &offered, &numbers, tally.as_ref()),
            )
        }
        Typed::Wrong(why) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            ask(&ctx, &offered.process, typed, Some(why)),
        ),
    };
    Ok(private(status, html))
}

fn back(lang: Lang, process: &Process) -> impl IntoView + use<> {
    view! { <a class="back" href=route::result(lang, &process.slug)>{icon(Icon::ArrowLeft)} {t::all_results(lang)}</a> }
}

fn ask(ctx: &Ctx, process: &Process, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let here = route::my_ballot(lang, &process.slug);
    render(ctx, &Page::new(t::mine_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {back(lang, process)}
                {page_head(t::mine_title(lang), t::mine_lead(lang))}
                <p class="muted">{process.title.clone()}</p>
                {code_form(ctx, here, typed, error, None)}
                {sign_in_hint(ctx, &process.slug)}
            </div>
        }
    })
}

/// What a ballot gave: projects chosen, with whether each is funded, and the money.
struct Given {
    chosen: Vec<(String, Cents, bool)>,
    won: i64,
    money: Cents,
}

fn given(tally: &Tally, numbers: &[i64]) -> Given {
    let mut out = Given {
        chosen: Vec::new(),
        won: 0,
        money: Cents(0),
    };
    for (position, line) in tally.projects.iter().enumerate() {
        if !numbers.contains(&line.number) {
            continue;
        }
        let funded = tally.outcome.funds(position);
        if funded {
            out.won += 1;
            out.money.0 += line.cost;
        }
        out.chosen
            .push((line.title.clone(), Cents(line.cost), funded));
    }
    out
}

fn found(ctx: &Ctx, offered: &Offered, numbers: &[i64], tally: Option<&Tally>) -> String {
    let lang = ctx.lang;
    let process = &offered.process;
    let content = match tally {
        Some(tally) => counted(lang, tally, numbers).into_any(),
        None => {
            let sentence = if process.vote_over(ctx.now) {
                t::counting(lang)
            } else {
                t::before(lang)
            };
            let date = process
                .phase(PhaseKind::Vote)
                .map(|p| fmt::until(lang, p.closes_at))
                .unwrap_or_default();
            let chosen = pieces::chosen_of(offered, numbers);
            view! {
                {notice(Tone::Info, "", fill(sentence, &[("date", &date)]))}
                <h2>{t::choices(lang)}</h2>
                {pieces::choices(lang, process, &chosen)}
            }
            .into_any()
        }
    };
    let other = format!("{}?code", route::my_ballot(lang, &process.slug));
    render(ctx, &Page::new(t::mine_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {back(lang, process)}
                {page_head(t::mine_title(lang), process.title.clone())}
                {content}
                <p class="actions">
                    <a class="button" href=route::result(lang, &process.slug)>{t::all_results(lang)}</a>
                    <a class="button button--secondary" href=other>{t::other_code(lang)}</a>
                </p>
            </div>
        }
    })
}

fn counted(lang: Lang, tally: &Tally, numbers: &[i64]) -> impl IntoView + use<> {
    let given = given(tally, numbers);
    let of = i64::try_from(given.chosen.len()).unwrap_or(0);
    let rows = given.chosen.iter().map(|(title, cost, funded)| {
        let (class, word) = if *funded {
            ("badge badge--won", t::funded(lang))
        } else {
            ("badge badge--off", t::not_funded(lang))
        };
        view! {
            <li class="review__row">
                <span>{title.clone()}</span>
                <span class="cluster"><span class=class>{word}</span> <span class="num">{fmt::money(lang, *cost)}</span></span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let spent = Cents(tally.spent());
    if of == 0 {
        return view! { {notice(Tone::Info, "", common::blank(lang))} }.into_any();
    }
    view! {
        <p><strong>{t::won(lang, given.won, of)}</strong></p>
        {(given.won > 0).then(|| view! { <p>{t::money(lang, given.money, spent)}</p> })}
        <h2>{t::choices(lang)}</h2>
        <ul class="review">{rows}</ul>
    }
    .into_any()
}
