//! The page of a sealed vote. All that happens between the paper and the receipt happens in the voter's browser
//! (`public/seal_page.js`); the page gives the paper, the places that the script fills, and its sentences. Never here:
//! a form that would send a choice; the boxes stand in none.

mod prepare;
mod steps;

pub use prepare::prepare;

use super::booth::{self, Booth};
use super::paper;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head, template};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::process::level;
use crate::texts::vote::sealed as t;
use crate::texts::{Lang, fill, named, vote};
use crate::web::{Answer, Ctx, private};
use axum::http::StatusCode;
use civic::ballot::BallotKind;
use civic::id::AccountId;
use civic::permission::Level;
use civic::process::{Process, Rights};
use leptos::prelude::*;
use services::Tx;
use services::sealed::{self, head};
use steps::{QUIET, between, button, elsewhere, receipt, review, waiting};

/// The paper of a sealed vote that is open by its dates.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: &Ctx, tx: &mut Tx, booth: &Booth) -> Answer {
    let process = &booth.offered.process;
    let found = sealed::booth(tx, process).await?;
    let Some(fingerprint) = found.fingerprint else {
        return Ok(private(StatusCode::OK, not_yet(ctx, process)));
    };
    let whose = booth::whose(ctx, process, &booth.account);
    let uuid = found.uuid.unwrap_or_default();
    let (enough, titles) = found.trustees;
    let place = Place {
        uuid,
        fingerprint,
        whose,
        mark: booth::mark_text(ctx, process, &booth.account),
        voted: booth.offered.voted,
        closed: false,
        named: titles.iter().all(|title| !title.is_empty()),
        shape: (titles.len(), enough),
    };
    Ok(private(StatusCode::OK, page(ctx, booth, &place)))
}

/// What the script is told.
struct Place {
    uuid: String,
    fingerprint: String,
    whose: String,
    /// What ties a right to this account, together with the right itself.
    mark: String,
    voted: bool,
    closed: bool,
    /// How many trustees there are, and how many are enough.
    shape: (usize, i64),
    /// Whether everybody can read who they are.
    named: bool,
}

/// The dates say that it is open, and its key is not ready.
fn not_yet(ctx: &Ctx, process: &Process) -> String {
    let lang = ctx.lang;
    render(ctx, &Page::new(t::not_yet_title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {super::closed::back(ctx)}
                {page_head(t::not_yet_title(lang), t::not_yet(lang))}
                <p class="muted">{process.title.clone()}</p>
                <p><a class="button" href=route::proposals(lang, &process.slug)>{vote::see_projects(lang)}</a></p>
            </div>
        }
    })
}

fn said(yes: bool) -> &'static str {
    if yes { "oui" } else { "non" }
}

fn way(process: &Process) -> &'static str {
    match process.urn.rights() {
        Some(Rights::Letter) => "letter",
        Some(Rights::Phone) => "phone",
        _ => "server",
    }
}

/// The frame that the script looks at, around what it shows.
fn frame<V: IntoView>(
    ctx: &Ctx,
    process: &Process,
    place: &Place,
    inside: V,
) -> impl IntoView + use<V> {
    let lang = ctx.lang;
    let files = ctx.app.assets.seal.clone();
    let (least, most) = match process.ballot {
        BallotKind::UpTo { min, max } => (min, max),
        BallotKind::WithinBudget => (0, 0),
    };
    let key = head::public_key(ctx.app.db.vault());
    let words = named(t::words::SENTENCES, lang).map(|(name, text)| (name.to_owned(), text));
    view! {
        <div class="stack" id="scelle" data-slug=process.slug.clone() data-whose=place.whose.clone()
            data-uuid=place.uuid.clone() data-fingerprint=place.fingerprint.clone()
            data-election=format!("{}/election.json", route::ballot(lang, &process.slug))
            data-mark=place.mark.clone() data-way=way(process) data-voted=said(place.voted) data-closed=said(place.closed)
            data-least=least.to_string() data-most=most.to_string() data-key=key
            data-worker=files.worker data-module=files.module data-wasm=files.wasm data-integrity=files.integrity>
            {super::closed::back(ctx)}
            <noscript>{notice(Tone::Warn, "", t::no_script(lang))}</noscript>
            {inside}
            {template(words)}
        </div>
        <script type="module" src=files.page></script>
    }
}

fn page(ctx: &Ctx, booth: &Booth, place: &Place) -> String {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let page = Page::new(process.title.clone(), Tab::Vote).islands();
    render(ctx, &page, || {
        let inside = view! {
            {head_of(ctx, booth, place)}
            {paper_of(ctx, booth, place)}
            {review(lang, process)}
            {between(lang)}
            {waiting(lang)}
            {receipt(ctx, process, false)}
            {elsewhere(lang, process)}
        };
        frame(ctx, process, place, inside)
    })
}

/// What it is, what it protects and what not: always on the page.
fn head_of(ctx: &Ctx, booth: &Booth, place: &Place) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let projects = booth.offered.projects.len();
    view! {
        <div class="stack" data-part="head">
            {paper::head(lang, process, projects, ctx)}
            {notice(Tone::Info, t::badge(lang), t::lead(lang))}
            {sees(lang, process, place)}
            <div class="notice" data-part="again-note" hidden=true>
                {icon(Icon::Info)}
                <div class="notice__body">
                    <p>{t::again_note(lang)}</p>
                    <p>{button("current", QUIET, t::keep_current(lang))}</p>
                </div>
            </div>
        </div>
    }
}

fn sees(lang: Lang, process: &Process, place: &Place) -> impl IntoView + use<> {
    let (size, enough) = place.shape;
    let who_they_are = if place.named {
        t::sees_named(lang)
    } else {
        t::sees_unnamed(lang)
    };
    let numbers = [("size", size.to_string()), ("enough", enough.to_string())];
    let numbers = numbers.each_ref().map(|(n, v)| (*n, v.as_str()));
    let trustees = fill(t::sees_trustees(lang), &numbers);
    // a registrar alone keeps the list out of the server's hands
    let server = match process.urn.rights() {
        Some(Rights::Letter) => None,
        Some(Rights::Phone) => Some(t::sees_server(lang)),
        _ => Some(t::sees_made(lang)),
    };
    let asked = process.level_to_vote.max(Level::Mailbox);
    let who = fill(t::sees_who(lang), &[("level", level(lang, asked))]);
    let twice = (asked == Level::Mailbox).then(|| t::sees_twice(lang));
    let urn = route::urn(lang, &process.slug);
    view! {
        <details class="details">
            <summary class="details__summary">{t::sees_title(lang)}</summary>
            <div class="details__body prose">
                <ul>
                    <li>{t::sees_not(lang)}</li>
                    <li>{t::sees_voted(lang)}</li>
                    <li>{t::sees_both(lang)}</li>
                    <li>{who} " " {twice}</li>
                    {server.map(|text| view! { <li>{text}</li> })}
                    <li>{trustees} " " {who_they_are}</li>
                    <li>{t::sees_few(lang)}</li>
                    <li>{t::sees_device(lang)}</li>
                </ul>
                <p><a href=urn>{t::urn(lang)}</a></p>
            </div>
        </details>
    }
}

fn paper_of(ctx: &Ctx, booth: &Booth, place: &Place) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let rows = paper::rows(ctx, booth, &[]);
    let name = format!("{}.{}", process.slug, place.whose);
    let bar = paper::bar(lang, process, true);
    view! {
        <div class="stack" data-part="paper" data-paper=name hidden=place.voted>
            <div class="notice notice--error" data-part="wrong" role="alert" tabindex="-1" hidden=true>
                {icon(Icon::Warning)}
                <div class="notice__body"><p></p></div>
            </div>
            <fieldset id="projets" tabindex="-1">
                <legend class="sr-only">{vote::legend(lang)}</legend>
                <ul class="ballot">{rows}</ul>
            </fieldset>
            {bar}
        </div>
    }
}

/// After the close: what this browser kept of the vote can still be shown and checked, whoever is signed in.
pub fn after<V: IntoView>(
    ctx: &Ctx,
    process: &Process,
    account: Option<&AccountId>,
    head: V,
) -> impl IntoView + use<V> {
    let lang = ctx.lang;
    let place = Place {
        uuid: String::new(),
        fingerprint: String::new(),
        whose: account.map_or_else(String::new, |a| booth::whose(ctx, process, a)),
        mark: account.map_or_else(String::new, |a| booth::mark_text(ctx, process, a)),
        voted: false,
        closed: true,
        shape: (0, 0),
        named: false,
    };
    let inside = view! {
        <div data-part="head">{head}</div>
        <div data-part="closed"></div>
        {waiting(lang)}
        <section class="narrow stack" data-part="sealing" hidden=true>
            <h2 role="status">{t::sealing(lang)}</h2>
        </section>
        {receipt(ctx, process, true)}
    };
    frame(ctx, process, &place, inside)
}
