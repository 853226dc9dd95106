//! The result: figures, what is funded and why, what is not and why, how it was counted, files.
//! Public: the same bytes for everybody in a language.

use super::result_parts as parts;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{empty, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::result as t;
use crate::texts::{Lang, fill, vote};
use crate::web::{Answer, Ctx, public};
use axum::extract::Path;
use civic::permission::Actor;
use civic::process::{Moment, PhaseKind, Process, Urn};
use leptos::prelude::*;
use services::tally::{self, Published, Tally};

/// GET `/demarches/{slug}/resultats`.
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let published = tally::published(&mut tx, &Actor::visitor(), &slug).await?;
    let html = match &published.tally {
        Some(tally) => page(&ctx, &published, tally),
        None => not_yet(&ctx, &published.process),
    };
    Ok(public(&ctx, html))
}

fn back(ctx: &Ctx, process: &Process) -> impl IntoView + use<> {
    let title = process.title.clone();
    view! { <a class="back" href=route::process(ctx.lang, &process.slug)>{icon(Icon::ArrowLeft)} {title}</a> }
}

fn not_yet(ctx: &Ctx, process: &Process) -> String {
    let lang = ctx.lang;
    let Some(phase) = process.phase(PhaseKind::Vote) else {
        return String::new();
    };
    let moment = phase.moment(ctx.now);
    let sentence = match moment {
        Moment::Future => t::not_yet_future(lang),
        Moment::Current => t::not_yet(lang),
        Moment::Past if process.urn != Urn::Ordinary => t::opening(lang),
        Moment::Past => t::counting(lang),
    };
    let dates = [
        ("opens", fmt::from(lang, phase.opens_at)),
        ("date", fmt::until(lang, phase.closes_at)),
    ];
    let text = fill(sentence, &dates.each_ref().map(|(n, v)| (*n, v.as_str())));
    let action = if moment == Moment::Current {
        (
            route::ballot(lang, &process.slug),
            vote::go(lang).to_owned(),
        )
    } else if moment == Moment::Past && process.urn != Urn::Ordinary {
        (
            route::urn(lang, &process.slug),
            vote::sealed::urn(lang).to_owned(),
        )
    } else {
        (
            route::process(lang, &process.slug),
            vote::see_process(lang).to_owned(),
        )
    };
    render(ctx, &Page::new(t::title(lang), Tab::Data), || {
        view! {
            <div class="stack">
                {back(ctx, process)}
                {page_head(t::title(lang), "")}
                {empty(Icon::Clock, t::not_yet_title(lang), text, Some(action))}
            </div>
        }
    })
}

/// What became of my ballot; of a sealed one, that it is in the urn, since nobody can open it.
fn mine(lang: Lang, process: &Process) -> impl IntoView + use<> {
    let (href, text, note) = if process.urn == Urn::Ordinary {
        let href = route::my_ballot(lang, &process.slug);
        (href, t::my_ballot(lang), t::my_ballot_note(lang))
    } else {
        let href = route::urn(lang, &process.slug);
        (href, t::sealed_urn(lang), t::sealed_urn_note(lang))
    };
    view! {
        <ul class="link-list">
            <li><a class="link-list__link" href=href>
                {icon(Icon::Lock)}
                <span>{text} <span class="link-list__note">{note}</span></span>
                {icon(Icon::ArrowRight)}
            </a></li>
        </ul>
    }
}

fn page(ctx: &Ctx, published: &Published, tally: &Tally) -> String {
    let lang = ctx.lang;
    let process = &published.process;
    let closed = process.phase(PhaseKind::Vote).map(|phase| {
        let date = fmt::last_day(lang, phase.closes_at);
        fill(vote::closed_on(lang), &[("date", &date)])
    });
    render(ctx, &Page::new(t::title(lang), Tab::Data), || {
        view! {
            <div class="stack--wide">
                <div class="stack">
                    {back(ctx, process)}
                    <header class="page-head">
                        <h1 class="page-head__title">{t::title(lang)}</h1>
                        <p class="page-head__lead">{process.title.clone()}</p>
                        {closed.map(|text| view! { <ul class="meta"><li>{icon(Icon::Calendar)} {text}</li></ul> })}
                    </header>
                    {parts::figures(lang, tally)}
                    {parts::on_paper(lang, published.on_paper)}
                    {mine(lang, process)}
                </div>
                {parts::funded(lang, tally, &published.projects)}
                {parts::not_funded(lang, tally)}
                <section class="stack">
                    {parts::chart(lang, tally)}
                    {parts::table(lang, tally)}
                </section>
                {parts::how(lang, process, tally)}
                {super::files::links(ctx, process, tally)}
            </div>
        }
    })
}
