//! The tab "Voter": what is open now, what comes, what is over. Public, and never empty.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{empty, moment_badge, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{Lang, fill, vote as t};
use crate::web::{Answer, Ctx, public};
use civic::process::{Moment, Phase, PhaseKind};
use leptos::prelude::*;
use services::vote::{self, Listing};

/// GET `/voter`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let mut votes: Vec<(Listing, Phase)> = Vec::new();
    for listing in vote::listed(&mut tx, ctx.now).await? {
        if let Some(phase) = listing.process.phase(PhaseKind::Vote).cloned() {
            votes.push((listing, phase));
        }
    }
    let of = |moment: Moment| {
        let mut some: Vec<(Listing, Phase)> = votes
            .iter()
            .filter(|(_, phase)| phase.moment(ctx.now) == moment)
            .cloned()
            .collect();
        match moment {
            Moment::Current => some.sort_by_key(|(_, p)| p.closes_at),
            Moment::Future => some.sort_by_key(|(_, p)| p.opens_at),
            Moment::Past => some.sort_by_key(|(_, p)| std::cmp::Reverse(p.closes_at)),
        }
        some
    };
    let (open, coming, over) = (of(Moment::Current), of(Moment::Future), of(Moment::Past));
    Ok(public(&ctx, page(&ctx, open, coming, over)))
}

type Votes = Vec<(Listing, Phase)>;

fn page(ctx: &Ctx, mut open: Votes, coming: Votes, over: Votes) -> String {
    let lang = ctx.lang;
    let first = (!open.is_empty()).then(|| open.remove(0));
    let none_open = first.is_none().then(|| none_open(ctx, coming.first()));
    let also_open = open.iter().map(|v| card(lang, v, true)).collect_view();
    let coming_cards = coming.iter().map(|v| card(lang, v, false)).collect_view();
    let over_links = over.iter().map(|v| past(lang, v)).collect_view();
    render(
        ctx,
        &Page::new(t::list_title(lang), Tab::Vote).top(),
        || {
            view! {
                <div class="stack--wide">
                    {page_head(t::list_title(lang), t::list_lead(lang))}
                    {first.map(|v| panel(lang, &v))}
                    {none_open}
                    {(!open.is_empty()).then(|| view! {
                        <section class="stack"><h2>{t::also_open(lang)}</h2><ul class="grid">{also_open}</ul></section>
                    })}
                    {(!coming.is_empty()).then(|| view! {
                        <section class="stack"><h2>{t::coming(lang)}</h2><ul class="grid">{coming_cards}</ul></section>
                    })}
                    {(!over.is_empty()).then(|| view! {
                        <section class="stack"><h2>{t::over(lang)}</h2><ul class="link-list">{over_links}</ul></section>
                    })}
                </div>
            }
        },
    )
}

fn facts(lang: Lang, (listing, phase): &(Listing, Phase), open: bool) -> impl IntoView + use<> {
    let process = &listing.process;
    let (sentence, date) = if open {
        (t::open_until(lang), fmt::until(lang, phase.closes_at))
    } else {
        (t::opens_on(lang), fmt::from(lang, phase.opens_at))
    };
    let when = fill(sentence, &[("date", &date)]);
    let asked = t::asked_short(lang, process.ballot, process.budget);
    view! {
        <ul class="meta">
            <li>{icon(Icon::Calendar)} {when}</li>
            <li>{icon(Icon::Check)} {asked}</li>
            {open.then(|| view! { <li>{icon(Icon::Vote)} {t::projects(lang, listing.projects)}</li> })}
        </ul>
    }
}

fn panel(lang: Lang, vote: &(Listing, Phase)) -> impl IntoView + use<> {
    let process = &vote.0.process;
    view! {
        <section class="panel">
            <h2 class="panel__title">{process.title.clone()}</h2>
            <p class="panel__text">{process.summary.clone()}</p>
            {facts(lang, vote, true)}
            <a class="button" href=route::ballot(lang, &process.slug)>{icon(Icon::Vote)} {t::go(lang)}</a>
        </section>
    }
}

fn card(lang: Lang, vote: &(Listing, Phase), open: bool) -> impl IntoView + use<> {
    let process = &vote.0.process;
    let (class, moment) = if open {
        ("card card--open", Moment::Current)
    } else {
        ("card", Moment::Future)
    };
    view! {
        <li><article class=class>
            <div class="card__top">{moment_badge(lang, moment)}</div>
            <h3 class="card__title"><a href=route::ballot(lang, &process.slug)>{process.title.clone()}</a></h3>
            <p class="card__text">{process.summary.clone()}</p>
            {facts(lang, vote, open)}
        </article></li>
    }
}

fn past(lang: Lang, (listing, phase): &(Listing, Phase)) -> impl IntoView + use<> {
    let process = &listing.process;
    let note = fill(
        t::closed_on(lang),
        &[("date", &fmt::last_day(lang, phase.closes_at))],
    );
    let what = if listing.known {
        t::see_result(lang)
    } else {
        t::being_counted(lang)
    };
    view! {
        <li><a class="link-list__link" href=route::result(lang, &process.slug)>
            {icon(Icon::Data)}
            <span>{process.title.clone()} <span class="link-list__note">{format!("{note} · {}", what)}</span></span>
            {icon(Icon::ArrowRight)}
        </a></li>
    }
}

fn none_open(ctx: &Ctx, next: Option<&(Listing, Phase)>) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let text = next.map_or_else(
        || t::none_open_text(lang).to_owned(),
        |(_, phase)| {
            let date = fmt::from(lang, phase.opens_at);
            fill(t::none_open_next(lang), &[("date", &date)])
        },
    );
    empty(
        Icon::Vote,
        t::none_open(lang),
        text,
        Some((ctx.to(route::PROCESSES), t::see_processes(lang).to_owned())),
    )
}
