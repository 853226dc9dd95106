//! The page of a proposal: what it says, what the town hall answers, what became of it, supports and
//! comments. The same for everybody; the forms on it work without a script.

use super::cards::{count_words, support};
use super::comment::{Writing, comment_form};
use super::text::paragraphs;
use super::thread::{pager, thread};
use super::timeline::timeline;
use crate::icon::{Icon, icon};
use crate::islands::keep_draft::KeepDraft;
use crate::islands::supports::Supports;
use crate::parts::{Tone, notice, shown_title, stance_name, state_badge};
use crate::shell::{Page, Tab, render};
use crate::texts::{Lang, common, fill, proposals as t, vote};
use crate::web::{Answer, Ctx, public};
use crate::{fmt, markdown, route};
use axum::extract::Path;
use civic::id::{CommentId, ProposalId};
use civic::permission::Actor;
use civic::process::Act;
use civic::proposal::State;
use leptos::prelude::*;
use services::contribution::is_open;
use services::proposal_page::{self, Proposal, Shown};

/// GET `/propositions/{id}`.
///
/// # Errors
/// [`services::Error::NotFound`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let after = ctx.params().get("apres").to_owned();
    let first = after.is_empty();
    let after = (!first).then_some(CommentId(after));
    let mut tx = ctx.read().await?;
    let shown =
        proposal_page::shown(&mut tx, &Actor::visitor(), &ProposalId(id), after.as_ref()).await?;
    Ok(public(&ctx, html(&ctx, &shown, first)))
}

fn html(ctx: &Ctx, shown: &Shown, first: bool) -> String {
    let lang = ctx.lang;
    let (proposal, process) = (&shown.proposal, &shown.process);
    let page = Page::new(shown_title(lang, &proposal.title), Tab::Participate)
        .about(&proposal.body)
        .islands();
    let mine = format!("{}?demarche={}", ctx.to("/moi/fragment"), process.slug);
    render(ctx, &page, || {
        view! {
            <article class="stack">
                <a class="back" href=route::proposals(lang, &process.slug)>
                    {icon(Icon::ArrowLeft)} {process.title.clone()}
                </a>
                <div class="split">
                    <div class="stack">
                        {done(ctx)}
                        {head(ctx, shown)}
                        {(proposal.state == State::Withdrawn)
                            .then(|| notice(Tone::Info, "", t::was_withdrawn(lang)))}
                        <div class="prose">{paragraphs(&proposal.body)}</div>
                        {answer(ctx, proposal)}
                        {yours(ctx, shown)}
                    </div>
                    {aside(ctx, shown)}
                </div>
                {discussion(ctx, shown, first)}
                <div hidden=true data-mine=mine></div>
                <Supports failed=t::network(lang).to_owned()/>
                <KeepDraft/>
            </article>
        }
    })
}

fn head(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let proposal = &shown.proposal;
    let author = match (&proposal.author, &proposal.author_name) {
        (None, _) => common::official_author(lang).to_owned(),
        (Some(_), Some(name)) => name.clone(),
        (Some(_), None) => common::anonymous_author(lang).to_owned(),
    };
    let created = proposal.created_at;
    let edited = proposal
        .edited_at
        .map(|at| fill(t::edited(lang), &[("date", &fmt::date(lang, at))]));
    view! {
        <header class="page-head">
            {state_badge(lang, proposal.state)}
            <h1 class="page-head__title">{shown_title(lang, &proposal.title).to_owned()}</h1>
            <ul class="meta">
                <li>{icon(Icon::Me)} {author}</li>
                <li>{icon(Icon::Calendar)} <time datetime=fmt::machine(created)>{fmt::date(lang, created)}</time></li>
                {edited.map(|text| view! { <li>{icon(Icon::Edit)} {text}</li> })}
            </ul>
            {act(ctx, shown)}
        </header>
    }
}

/// What one can do here now, before all that there is to read.
fn act(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (proposal, process) = (&shown.proposal, &shown.process);
    let on_ballot = proposal.state == State::Admitted && proposal.cost.is_some();
    let votable = on_ballot && process.open_for(Act::Vote, ctx.now);
    let vote = votable.then(|| {
        let href = route::ballot(lang, &process.slug);
        view! { <a class="button no-print" href=href>{icon(Icon::Vote)} {vote::go(lang)}</a> }
    });
    view! { <div class="actions">{vote} {support(lang, ctx.now, process, proposal, None)}</div> }
}

/// The town hall's answer: the only text here that is Markdown.
fn answer(ctx: &Ctx, proposal: &Proposal) -> impl IntoView + use<> {
    let lang = ctx.lang;
    (!proposal.answer.trim().is_empty()).then(|| {
        let html = markdown::to_html(&proposal.answer);
        let date = proposal.answered_at.map(|at| {
            view! { <p class="muted"><time datetime=fmt::machine(at)>{fmt::date(lang, at)}</time></p> }
        });
        view! {
            <section class="stack stack--tight" aria-labelledby="reponse">
                <h2 id="reponse">{t::town_hall_answer(lang)}</h2>
                {date}
                <div class="prose" inner_html=html></div>
            </section>
        }
    })
}

/// Parameter that says what was just done; `boot.js` takes it out of the address, so that it is said once.
const SAID: &str = "dit";

/// The address of a proposal that says what was just done.
pub fn said(lang: Lang, id: &ProposalId, what: &str) -> String {
    format!("{}?{SAID}={what}", route::proposal(lang, id))
}

fn done(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let text = match ctx.params().get(SAID) {
        "publiee" => t::done_published(lang),
        "commente" => t::done_commented(lang),
        "modifiee" => t::done_edited(lang),
        "retiree" => t::done_withdrawn(lang),
        _ => return None,
    };
    Some(notice(Tone::Ok, "", text))
}

/// For its author: `boot.js` shows it to her. Without JavaScript everybody sees it, since the page is the same
/// for everybody; what it leads to asks.
fn yours(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let proposal = &shown.proposal;
    let shown = proposal.author.is_some()
        && proposal.state.editable()
        && shown.process.open_for(Act::Propose, ctx.now);
    let edit = route::proposal_act(lang, &proposal.id, "modifier");
    let withdraw = route::proposal_act(lang, &proposal.id, "retirer");
    let own = proposal.id.0.clone();
    shown.then(|| {
        let line = |question| {
            let (edit, withdraw) = (edit.clone(), withdraw.clone());
            view! { {question} " " <a href=edit>{t::edit(lang)}</a> " · " <a href=withdraw>{t::withdraw(lang)}</a> }
        };
        view! {
            <p class="muted no-print" hidden=true data-own=own>{line(t::yours_known(lang))}</p>
            <noscript><p class="muted no-print">{line(t::yours(lang))}</p></noscript>
        }
    })
}

fn aside(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (proposal, process) = (&shown.proposal, &shown.process);
    let facts: Vec<_> = [
        (t::category(lang), proposal.category.clone().map(|(_, n)| n)),
        (t::district(lang), proposal.district.clone().map(|(_, n)| n)),
        (t::cost(lang), proposal.cost.map(|c| fmt::money(lang, c))),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|v| view! { <div><dt>{name}</dt><dd>{v}</dd></div> }))
    .collect();
    let facts = (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
    let project = shown.project.as_ref().map(|(project, _)| {
        let href = route::project(lang, &project.id);
        view! { <a class="button" href=href>{t::follow_project(lang)} {icon(Icon::ArrowRight)}</a> }
    });
    let goal = (process.support_goal > 0).then(|| goal(ctx, shown));
    let card = (facts.is_some() || project.is_some() || goal.is_some())
        .then(|| view! { <div class="card">{goal} {facts} {project}</div> });
    view! {
        <aside class="stack" aria-label=t::aside(lang)>
            {card}
            <section class="card" aria-labelledby="suite">
                <h2 id="suite">{t::what_became(lang)}</h2>
                {timeline(lang, ctx.now, shown)}
            </section>
        </aside>
    }
}

/// How far a petition has come.
fn goal(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (goal, count) = (shown.process.support_goal, shown.proposal.supports);
    let text = fill(
        t::of_goal(lang),
        &[
            ("count", &count_words(lang, &shown.process, count)),
            ("goal", &fmt::number(lang, goal)),
        ],
    );
    (goal > 0).then(|| {
        view! {
            <div>
                <progress class="meter" max=goal.to_string() value=count.min(goal).to_string() aria-label=t::goal(lang)></progress>
                <p class="muted">{text}</p>
            </div>
        }
    })
}

fn discussion(ctx: &Ctx, shown: &Shown, first: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (proposal, process) = (&shown.proposal, &shown.process);
    let open = is_open(process, proposal, Act::Comment, ctx.now);
    let here = route::proposal(lang, &proposal.id);
    let start = (!first).then(|| format!("{here}#commentaires"));
    let next = shown
        .next
        .as_ref()
        .map(|id| format!("{here}?apres={id}#commentaires"));
    let tallies: Vec<_> = civic::proposal::Stance::ALL
        .into_iter()
        .filter_map(|stance| shown.tallies.iter().find(|(s, _)| *s == stance))
        .map(|(stance, n)| {
            let text = format!(
                "{}\u{a0}: {}",
                stance_name(lang, *stance),
                fmt::number(lang, *n)
            );
            view! { <li>{text}</li> }
        })
        .collect();
    let tallies = (!tallies.is_empty()).then(|| view! { <ul class="meta">{tallies}</ul> });
    let comments = if shown.comments.is_empty() {
        let text = match (first, open) {
            (false, _) => t::no_more_comments(lang),
            (true, true) => t::no_comment_yet(lang),
            (true, false) => t::no_comment(lang),
        };
        view! { <p class="muted">{text}</p> }.into_any()
    } else {
        thread(lang, &proposal.id, &shown.comments, open).into_any()
    };
    let form = if open {
        view! {
            <section class="stack" aria-labelledby="commenter">
                <h2 id="commenter">{t::write_comment(lang)}</h2>
                {comment_form(ctx, &proposal.id, &Writing::default())}
            </section>
        }
        .into_any()
    } else {
        view! { <p class="muted">{t::comments_closed(lang)}</p> }.into_any()
    };
    view! {
        <section class="stack" id="commentaires" aria-labelledby="titre-commentaires">
            <h2 id="titre-commentaires">
                {t::comments_title(lang)} " " <span class="count">{fmt::number(lang, proposal.comments)}</span>
            </h2>
            {tallies}
            {comments}
            {pager(lang, start, next)}
        </section>
        {form}
    }
}
