//! A process: where it stands, its dates, who may take part, what happens with the result, how votes are
//! counted. The same for everybody.

use super::cards::{paragraphs, when};
use super::data::PUBLISHED_FROM;
use super::rules;
use super::standing::standing;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, crumbs, moment_badge, notice};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::process as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, public};
use axum::extract::Path;
use civic::count::TieRule;
use civic::permission::Actor;
use civic::process::{Moment, Phase, PhaseKind, Process, Template, Urn};
use civic::time::Now;
use leptos::prelude::*;
use services::reading::Listed;

/// What the page knows of the vote.
enum Vote {
    /// There is none, or it is not over.
    NotYet,
    /// Over, and being counted.
    Counting,
    /// Counted: how ties were broken, and how many voted.
    Counted(TieRule, i64),
}

/// GET `/demarches/{slug}`.
///
/// # Errors
/// [`services::Error::NotFound`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let listed = services::process::visible(&mut tx, &Actor::visitor(), &slug).await?;
    let vote = if listed.process.vote_over(ctx.now) {
        match services::tally::result(&mut tx, &listed.process.id).await? {
            Some(tally) => Vote::Counted(tally.tie, tally.voters),
            None => Vote::Counting,
        }
    } else {
        Vote::NotYet
    };
    drop(tx);
    Ok(public(&ctx, page(&ctx, &listed, &vote)))
}

fn page(ctx: &Ctx, listed: &Listed, vote: &Vote) -> String {
    let (lang, now) = (ctx.lang, ctx.now);
    let p = &listed.process;
    let window = Page::new(p.title.clone(), Tab::Participate).about(&p.summary);
    render(ctx, &window, || {
        view! {
            {crumbs(lang, vec![(ctx.to(route::PROCESSES), t::list_title(lang).to_owned())], p.title.clone())}
            <header class="page-head">
                {moment_badge(lang, standing(p, now))}
                <h1 class="page-head__title">{p.title.clone()}</h1>
                <p class="page-head__lead">{p.summary.clone()}</p>
                {meta(lang, listed, now)}
                <div class="page-head__actions actions">{actions(lang, listed, vote, now)}</div>
            </header>
            <div class="split">
                <div class="stack--wide">
                    {matches!(vote, Vote::Counting).then(|| notice(Tone::Info, "", t::counting(lang)))}
                    <section class="stack">
                        <h2>{t::calendar(lang)}</h2>
                        {timeline(lang, p, now)}
                    </section>
                    {who(lang, p)}
                    <section class="stack">
                        <h2>{t::promise(lang)}</h2>
                        <div class="prose">{paragraphs(&p.promise)}</div>
                    </section>
                    {p.phase(PhaseKind::Vote).is_some().then(|| counted(lang, p, vote, now))}
                </div>
                <aside class="card">{facts(ctx, listed)}</aside>
            </div>
        }
    })
}

/// The three facts wanted first: what is open until when, the money, how much there is to read.
fn meta(lang: Lang, listed: &Listed, now: Now) -> impl IntoView + use<> {
    let p = &listed.process;
    let when = when(lang, p, now);
    let budget = (p.budget.0 > 0).then(|| fmt::money(lang, p.budget));
    let count = (listed.proposals > 0).then(|| t::items(lang, p.template, listed.proposals));
    view! {
        <ul class="meta">
            {(!when.is_empty()).then(|| view! { <li>{icon(Icon::Clock)}{when}</li> })}
            {budget.map(|text| view! { <li>{icon(Icon::Euro)}{text}</li> })}
            {count.map(|text| view! { <li>{icon(Icon::Participate)}{text}</li> })}
        </ul>
    }
}

/// What to do now, the main thing first.
fn actions(lang: Lang, listed: &Listed, vote: &Vote, now: Now) -> impl IntoView + use<> {
    let p = &listed.process;
    let slug = &p.slug;
    let kind = p.current(now).map(|f| f.kind);
    let mut links: Vec<(String, &'static str)> = Vec::new();
    match kind {
        Some(PhaseKind::Vote) => links.push((route::ballot(lang, slug), t::act_vote(lang))),
        Some(PhaseKind::Propose | PhaseKind::Discuss) => {
            links.push((route::new_proposal(lang, slug), t::act_propose(lang)));
        }
        _ => {}
    }
    if matches!(vote, Vote::Counted(..)) {
        links.push((route::result(lang, slug), t::act_result(lang)));
        links.push((route::my_ballot(lang, slug), t::act_my_ballot(lang)));
    }
    if listed.proposals > 0 || kind.is_some_and(|k| k.opens(civic::process::Act::Propose)) {
        let text = match kind {
            Some(PhaseKind::Vote) => t::act_read_ballot(lang),
            Some(PhaseKind::Sign) => t::act_sign(lang),
            _ => t::act_read(lang),
        };
        links.push((route::proposals(lang, slug), text));
    }
    if kind == Some(PhaseKind::Sign) {
        links.push((route::new_proposal(lang, slug), t::act_petition(lang)));
    }
    let links = links.into_iter().enumerate().map(|(i, (href, text))| {
        let class = if i == 0 {
            "button"
        } else {
            "button button--secondary"
        };
        view! { <a class=class href=href>{text}</a> }
    });
    links.collect_view()
}

fn timeline(lang: Lang, p: &Process, now: Now) -> impl IntoView + use<> {
    let items = p.phases.iter().map(|f| step(lang, p.template, f, now));
    let items = items.collect_view();
    view! { <ol class="timeline">{items}</ol> }
}

fn step(lang: Lang, template: Template, phase: &Phase, now: Now) -> impl IntoView + use<> {
    let moment = phase.moment(now);
    let (class, note) = match moment {
        Moment::Past => ("timeline__item timeline__item--past", Some(t::done(lang))),
        Moment::Current => ("timeline__item", Some(t::now_here(lang))),
        Moment::Future => ("timeline__item", None),
    };
    let current = (moment == Moment::Current).then_some("step");
    let [from, to] = fmt::period(lang, phase.opens_at, phase.closes_at);
    let dates = fill(t::dates(lang), &[("from", &from), ("to", &to)]);
    let name = t::phase(lang, phase.kind, template);
    let text = t::phase_text(lang, phase.kind, template, moment);
    view! {
        <li class=class aria-current=current>
            <span class="timeline__date">{dates}</span>
            <h3 class="timeline__title">{name}{note.map(|n| view! { <span class="sr-only">{format!(" ({n})")}</span> })}</h3>
            <p class="timeline__text">{text}</p>
        </li>
    }
}

fn who(lang: Lang, p: &Process) -> impl IntoView + use<> {
    let to_contribute = if p.template == Template::Petition {
        t::who_sign(lang)
    } else {
        t::who_contribute(lang)
    };
    let contribute = format!("{to_contribute} {}", t::level(lang, p.level_to_contribute));
    let vote = p
        .phase(PhaseKind::Vote)
        .map(|_| format!("{} {}", t::who_vote(lang), t::level(lang, p.level_to_vote)));
    view! {
        <section class="stack">
            <h2>{t::who(lang)}</h2>
            <div class="prose">
                <p>{contribute}</p>
                {vote.map(|text| view! { <p>{text}</p> })}
            </div>
        </section>
    }
}

fn counted(lang: Lang, p: &Process, vote: &Vote, now: Now) -> impl IntoView + use<> {
    let opens = p.phase(PhaseKind::Vote).map(|f| f.moment(now));
    let vote_began = opens.is_some_and(|m| m != Moment::Future);
    let tie = match vote {
        Vote::Counted(tie, _) => Some(tie),
        _ => None,
    };
    view! {
        <section class="stack" id="compte">
            <h2>{t::how_counted(lang)}</h2>
            <div class="prose">
                <ul>
                    <li>{rules::ballot(lang, p.ballot)}</li>
                    {rules::rule(lang, p.rule).into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
                </ul>
                {rules::tie(lang, tie, &p.draw_seed)}
                <p>{rules::urn(lang, p.urn)}</p>
            </div>
            {(p.urn != Urn::Ordinary && vote_began).then(|| view! { <p><a href=route::urn(lang, &p.slug)>{crate::texts::vote::sealed::urn(lang)}</a></p> })}
            {p.ballots_published.then(|| ballots(lang, vote))}
        </section>
    }
}

/// What was announced of the ballots, and what came of it.
fn ballots(lang: Lang, vote: &Vote) -> impl IntoView + use<> {
    let (title, text, published) = match vote {
        Vote::Counted(_, voters) if *voters >= PUBLISHED_FROM => (
            t::ballots_done_title(lang),
            t::ballots_done_text(lang),
            true,
        ),
        Vote::Counted(..) => (t::ballots_few_title(lang), t::ballots_few_text(lang), false),
        Vote::NotYet | Vote::Counting => (t::ballots_title(lang), t::ballots_text(lang), false),
    };
    view! {
        <div class="notice">
            {icon(Icon::Data)}
            <div class="notice__body">
                <h3 class="notice__title">{title}</h3>
                <p>{text}</p>
                {published.then(|| view! { <p><a href=route::to(lang, route::DATA)>{t::ballots_link(lang)}</a></p> })}
            </div>
        </div>
    }
}

fn facts(ctx: &Ctx, listed: &Listed) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let p = &listed.process;
    let mut pairs = Vec::new();
    if p.budget.0 > 0 {
        pairs.push((t::budget(lang), fmt::money(lang, p.budget)));
    }
    if p.support_goal > 0 {
        pairs.push((t::goal(lang), fmt::number(lang, p.support_goal)));
    }
    let count = if p.template == Template::Petition {
        t::count_petitions(lang)
    } else {
        t::count(lang)
    };
    pairs.push((count, fmt::number(lang, listed.proposals)));
    let pairs = pairs
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd class="num">{value}</dd></div> });
    let pairs = pairs.collect_view();
    let file = (listed.proposals > 0).then(|| {
        let href = ctx.to(&format!("/demarches/{}/propositions.csv", p.slug));
        view! {
            <p><a class="back" href=href download="">{icon(Icon::Download)}{t::as_file(lang)}</a></p>
        }
    });
    view! {
        <h2 class="card__title">{t::in_short(lang)}</h2>
        <p class="muted">{t::template(lang, p.template)}</p>
        <dl class="facts">{pairs}</dl>
        {file}
    }
}
