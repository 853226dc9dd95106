//! Why one cannot vote here now: too early, too late, or one step is missing.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::sealed;
use crate::texts::{common, fill, vote as t};
use crate::web::Ctx;
use civic::id::AccountId;
use civic::process::{Moment, PhaseKind, Process, Rights, Urn};
use leptos::prelude::*;

/// The vote is not open: says when it is. `posted` when a ballot came all the same; `account` is that of whoever asks.
#[must_use]
pub fn not_open(ctx: &Ctx, process: &Process, account: Option<&AccountId>, posted: bool) -> String {
    let lang = ctx.lang;
    let Some(phase) = process.phase(PhaseKind::Vote) else {
        return String::new();
    };
    // a ballot that waited behind the count may come when its phase still looks open
    let over = phase.moment(ctx.now) != Moment::Future;
    let dates = [
        ("opens", fmt::from(lang, phase.opens_at)),
        ("closes", fmt::until(lang, phase.closes_at)),
    ];
    let dates = dates.each_ref().map(|(n, v)| (*n, v.as_str()));
    let (title, text) = if over {
        (t::past_title(lang), fill(t::past(lang), &dates))
    } else {
        (t::future_title(lang), fill(t::future(lang), &dates))
    };
    let (href, label, image) = if over {
        (
            route::result(lang, &process.slug),
            if process.urn == Urn::Ordinary {
                t::see_result(lang)
            } else {
                sealed::result(lang)
            },
            Icon::Data,
        )
    } else {
        (
            route::proposals(lang, &process.slug),
            t::see_projects(lang),
            Icon::Participate,
        )
    };
    let on_phones = process.urn == Urn::Sealed(Rights::Phone);
    let class = if !over && on_phones {
        "button button--secondary"
    } else {
        "button"
    };
    let sealed_over = over && process.urn != Urn::Ordinary;
    let head = move || {
        view! {
            {page_head(title, text)}
            {posted.then(|| notice(Tone::Error, t::not_counted_title(lang), t::not_counted(lang)))}
            <p class="muted">{process.title.clone()}</p>
            <p class="actions">
                {(!over && on_phones).then(|| view! { <a class="button" href=route::right(lang, &process.slug)>{icon(Icon::Lock)} {sealed::prepare_link(lang)}</a> })}
                <a class=class href=href>{icon(image)} {label}</a>
                {sealed_over.then(|| view! { <a class="button button--secondary" href=route::urn(lang, &process.slug)>{sealed::urn(lang)}</a> })}
            </p>
        }
    };
    render(ctx, &Page::new(title, Tab::Vote), || {
        if sealed_over {
            super::sealed::after(ctx, process, account, head()).into_any()
        } else {
            view! { <div class="narrow stack">{back(ctx)} {head()}</div> }.into_any()
        }
    })
}

/// The town hall must first check something.
#[must_use]
pub fn level(ctx: &Ctx, process: &Process) -> String {
    let lang = ctx.lang;
    let closes = process
        .phase(PhaseKind::Vote)
        .map(|p| fmt::until(lang, p.closes_at))
        .unwrap_or_default();
    let text = fill(t::level(lang), &[("closes", &closes)]);
    render(ctx, &Page::new(t::level_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {back(ctx)}
                {page_head(t::level_title(lang), text)}
                <p class="muted">{process.title.clone()}</p>
                <p class="actions">
                    <a class="button" href=route::proposals(lang, &process.slug)>{t::see_projects(lang)}</a>
                    <a class="button button--secondary" href=ctx.to(route::ME)>{common::tab_me(lang)}</a>
                </p>
            </div>
        }
    })
}

/// Back to the list of votes.
pub fn back(ctx: &Ctx) -> impl IntoView + use<> {
    view! { <a class="back" href=ctx.to(route::VOTE)>{icon(Icon::ArrowLeft)} {t::all_votes(ctx.lang)}</a> }
}
