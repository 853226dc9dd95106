//! The page of a proposal at the desk: what it says, the form of the answer, and the ones to answer next.

use super::parts::{Choice, kept, mended, radios, said, summary, top};
use super::process::list;
use crate::fmt;
use crate::islands::keep_draft::KeepDraft;
use crate::pages::reading::cards::paragraphs;
use crate::parts::{Field, Tone, crumbs, notice, required, state_badge};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall as tt;
use crate::texts::town_hall::desk as t;
use crate::texts::town_hall::form;
use crate::texts::{Lang, common, fill};
use crate::web::Ctx;
use civic::field::{FieldError, FieldErrors};
use civic::process::{Moment, PhaseKind};
use civic::proposal::State;
use leptos::prelude::*;
use services::desk::Case;
use services::proposal::AnswerForm;

/// Name of the field that says what was read.
pub const SEEN: &str = "vu";

/// What is said above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nothing.
    Nothing,
    /// What was typed before signing in is back.
    DraftKept,
    /// Text or answer changed since it was read.
    Changed,
    /// The vote or the decision no longer lets it change.
    Blocked,
    /// It cannot become a project now.
    NoProject,
}

/// What to mend in a field of the answer.
fn mend(lang: Lang, name: &str, error: &FieldError) -> String {
    use FieldError as F;
    match (name, error) {
        ("state", _) => t::no_decision(lang).to_owned(),
        ("cost", F::Missing) => t::no_cost(lang).to_owned(),
        ("cost", F::TooLarge) => t::cost_beyond(lang).to_owned(),
        ("answer", F::Missing | F::TooShort { .. }) => t::no_reason(lang).to_owned(),
        _ => form::mend(lang, name, error),
    }
}

fn label(lang: Lang, name: &str) -> String {
    match name {
        "state" => t::decision(lang),
        "cost" => t::cost(lang),
        _ => t::answer(lang),
    }
    .to_owned()
}

/// The page.
#[must_use]
pub fn page(
    ctx: &Ctx,
    case: &Case,
    typed: &AnswerForm,
    errors: &FieldErrors,
    above: Said,
) -> String {
    let lang = ctx.lang;
    let (proposal, process) = (&case.proposal, &case.process);
    let back = route::desk_process(lang, &process.slug);
    let answerable = matches!(
        proposal.state,
        State::Submitted | State::Admitted | State::Refused
    );
    let error = |text| notice(Tone::Error, t::answer_conflict(lang), text);
    render(
        ctx,
        &Page::new(proposal.title.clone(), Tab::None).islands(),
        || {
            view! {
                <div class="stack">
                    {crumbs(lang, vec![top(ctx), (back.clone(), process.title.clone())], proposal.title.clone())}
                    {said(ctx, true)}
                    {kept(lang, above == Said::DraftKept)}
                    {(above == Said::Changed).then(|| error(t::answer_changed(lang)))}
                    {(above == Said::Blocked).then(|| error(t::answer_blocked(lang)))}
                    {(above == Said::NoProject).then(|| notice(Tone::Error, tt::not_done(lang), t::project_none(lang)))}
                    {summary(lang, errors, &|name| label(lang, name), mend)}
                    <div class="desk desk--pane-first">
                        <div class="desk__pane">
                            {head(ctx, case)}
                            <section class="stack">
                                <h2>{t::the_text(lang)}</h2>
                                <div class="prose">{paragraphs(&proposal.body)}</div>
                            </section>
                            {project(ctx, case)}
                            {if answerable {
                                answer_form(ctx, case, typed, errors).into_any()
                            } else {
                                given(lang, case).into_any()
                            }}
                        </div>
                        <div class="desk__side stack">
                            {(!case.beside.is_empty()).then(|| view! {
                                <h2>{t::beside(lang)}</h2>
                                {list(lang, &case.beside, Some(&proposal.id))}
                            })}
                            <p><a href=format!("{back}#propositions")>{t::all_of_process(lang)}</a></p>
                        </div>
                    </div>
                </div>
            }
        },
    )
}

fn head(ctx: &Ctx, case: &Case) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let p = &case.proposal;
    let author = match (&p.author, &p.author_name) {
        (None, _) => common::official_author(lang).to_owned(),
        (_, Some(name)) => name.clone(),
        (_, None) => common::anonymous_author(lang).to_owned(),
    };
    let mut facts = vec![
        (t::author(lang), author),
        (t::made_on(lang), fmt::date(lang, p.created_at)),
        (t::supports(lang), fmt::number(lang, p.supports)),
        (t::comments(lang), fmt::number(lang, p.comments)),
    ];
    facts.extend(
        p.category
            .as_ref()
            .map(|(_, name)| (t::theme(lang), name.clone())),
    );
    facts.extend(
        p.district
            .as_ref()
            .map(|(_, name)| (t::district(lang), name.clone())),
    );
    facts.extend(
        p.cost
            .map(|cost| (t::cost_said(lang), fmt::money(lang, cost))),
    );
    let facts = facts
        .into_iter()
        .map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> });
    let facts = facts.collect_view();
    view! {
        <header class="page-head">
            {state_badge(lang, p.state)}
            <h1 class="page-head__title">{p.title.clone()}</h1>
            <dl class="facts">{facts}</dl>
            <p><a href=route::proposal(lang, &p.id)>{tt::see_public(lang)}</a></p>
        </header>
    }
}

/// The project it became, or the button that makes it one.
fn project(ctx: &Ctx, case: &Case) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let voted = case.process.phase(PhaseKind::Vote).is_some();
    let decided = case.proposal.state == State::Selected
        || (!voted && case.proposal.state == State::Admitted);
    let open = format!("{}/projet", route::desk_proposal(lang, &case.proposal.id));
    match &case.project {
        Some(id) => view! {
            <p><a class="button" href=route::desk_project(lang, id)>{t::see_project(lang)}</a></p>
        }
        .into_any(),
        None if decided => view! {
            <form class="stack" method="post" action=open>
                <p class="muted">{t::open_project_text(lang)}</p>
                <button class="button" r#type="submit">{t::open_project(lang)}</button>
            </form>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// The answer of a proposal that no longer changes.
fn given(lang: Lang, case: &Case) -> impl IntoView + use<> {
    let answer = case.proposal.answer.clone();
    let none = answer.is_empty();
    view! {
        <section class="stack">
            <h2>{t::answer_public(lang)}</h2>
            {if none {
                view! { <p class="muted">{t::answer_over(lang)}</p> }.into_any()
            } else {
                view! { <div class="prose" inner_html=crate::markdown::to_html(&answer)></div> }.into_any()
            }}
        </section>
    }
}

fn answer_form(
    ctx: &Ctx,
    case: &Case,
    typed: &AnswerForm,
    errors: &FieldErrors,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let vote = case.process.phase(PhaseKind::Vote);
    let begun = vote.is_some_and(|p| p.moment(ctx.now) != Moment::Future);
    let admit = if vote.is_some() {
        t::admit_vote(lang)
    } else {
        t::admit_plain(lang)
    };
    let choices = [
        Choice {
            value: State::Admitted.as_str(),
            text: t::admit(lang),
            hint: admit,
        },
        Choice {
            value: State::Refused.as_str(),
            text: t::refuse(lang),
            hint: t::refuse_hint(lang),
        },
    ];
    let no_state = errors.of("state").map(|e| mend(lang, "state", e));
    let cost = vote.is_some().then(|| {
        // wanted for one decision only, which the hint says
        let field = Field::text("cost", t::cost(lang))
            .value(&typed.cost)
            .hint(t::cost_hint(lang));
        Field {
            inputmode: "decimal",
            class: "input--short",
            ..mended(field, lang, errors, mend)
        }
        .view(lang)
    });
    let field = Field::long("answer", t::answer(lang))
        .value(&typed.answer)
        .hint(t::answer_hint(lang));
    let answer = mended(field, lang, errors, mend);
    let here = route::desk_proposal(lang, &case.proposal.id);
    // what was typed about another state of the proposal is not put over this one
    let kept = format!("{here}#{}", case.seen());
    let answered = case
        .proposal
        .answered_at
        .map(|at| fill(t::answer_given(lang), &[("date", &fmt::date(lang, at))]));
    view! {
        <section class="stack">
            <h2>{t::answer_title(lang)}</h2>
            {answered.map(|text| view! { <p class="muted">{text}</p> })}
            {begun.then(|| notice(Tone::Warn, "", t::answer_frozen(lang)))}
            <form class="form" method="post" action=here novalidate="novalidate" data-keep=kept data-kept="data-kept">
                {required(lang)}
                <input r#type="hidden" name=SEEN value=case.seen()/>
                {radios("state", t::decision(lang), &choices, &typed.state, no_state)}
                {cost}
                {answer.view(lang)}
                <div class="actions"><button class="button" r#type="submit">{t::answer_do(lang)}</button></div>
            </form>
            <KeepDraft/>
        </section>
    }
}
