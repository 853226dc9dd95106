//! The page of a sealed vote. All that happens between the paper and the receipt happens in the voter's browser
//! (`public/seal_page.js`); the page gives the paper, the places that the script fills, and its sentences. Never here:
//! a form that would send a choice; the boxes stand in none.

use super::booth::{self, Booth};
use super::paper;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head, template};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::sealed as t;
use crate::texts::{Lang, fill, named, vote};
use crate::web::{Answer, Ctx, private};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::ballot::BallotKind;
use civic::id::AccountId;
use civic::permission::Level;
use civic::process::{Moment, PhaseKind, Process, Rights};
use leptos::prelude::*;
use services::sealed::{self, head};
use services::{Error, Tx};

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
    let place = Place {
        uuid,
        fingerprint,
        whose,
        mark: booth::mark_text(ctx, process, &booth.account),
        voted: booth.offered.voted,
        closed: false,
        shape: found.shape,
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
    shape: (i64, i64),
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
            {elsewhere(lang)}
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
            {sees(lang, process, place.shape)}
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

fn sees(lang: Lang, process: &Process, (size, enough): (i64, i64)) -> impl IntoView + use<> {
    let numbers = [("size", size.to_string()), ("enough", enough.to_string())];
    let numbers = numbers.each_ref().map(|(n, v)| (*n, v.as_str()));
    let trustees = fill(t::sees_trustees(lang), &numbers);
    // a registrar alone keeps the list out of the server's hands
    let server = process.urn.rights() != Some(Rights::Letter);
    let urn = route::urn(lang, &process.slug);
    view! {
        <details class="details">
            <summary class="details__summary">{t::sees_title(lang)}</summary>
            <div class="details__body prose">
                <ul>
                    <li>{t::sees_not(lang)}</li>
                    <li>{t::sees_voted(lang)}</li>
                    <li>{t::sees_both(lang)}</li>
                    {server.then(|| view! { <li>{t::sees_server(lang)}</li> })}
                    <li>{trustees}</li>
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

fn button(act: &'static str, class: &'static str, text: &'static str) -> impl IntoView {
    view! { <button class=class type="button" data-act=act>{text}</button> }
}

const PLAIN: &str = "button";
const SECOND: &str = "button button--secondary";
const QUIET: &str = "button button--quiet";

/// A line that the script shows when something is wrong.
fn wrong(lang: Lang, name: &'static str) -> impl IntoView {
    view! {
        <div class="notice notice--error" data-part=name role="alert" hidden=true>
            {icon(Icon::Warning)}
            <div class="notice__body"><p></p><p><a hidden=true>{crate::texts::sign_in::title(lang)}</a></p></div>
        </div>
    }
}

fn right_field(
    lang: Lang,
    id: &'static str,
    error: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-aide"), format!("{id}-erreur"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <label class="field__label" for=id>{t::right_field(lang)}</label>
            <p class="field__hint" id=hint_id>{hint} " " {t::right_hint(lang)}</p>
            <p class="field__error" id=error_id data-part=error role="alert" hidden=true></p>
            <input class="input" type="text" id=id maxlength="80" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby=described/>
        </div>
    }
}

fn review(lang: Lang, process: &Process) -> impl IntoView + use<> {
    let hint = match process.urn.rights() {
        Some(Rights::Letter) => t::from_letter(lang),
        Some(Rights::Phone) => t::from_phone(lang),
        _ => t::from_copy(lang),
    };
    view! {
        <section class="narrow stack" data-part="review" hidden=true>
            {page_head(vote::review_title(lang), t::review_lead(lang))}
            <ul class="review" data-part="chosen"></ul>
            <p>{button("change", QUIET, vote::change(lang))}</p>
            <p class="notice" data-part="replaces" hidden=true>{vote::replaces(lang)}</p>
            {wrong(lang, "right-error")}
            <section class="stack" data-part="right">
                <h2>{t::right(lang)}</h2>
                <div class="stack" data-part="right-shown" hidden=true>
                    <div class="receipt" id="droit-montre">
                        <p class="receipt__code"><output></output></p>
                        <p class="receipt__note"><span data-part="right-note"></span> " " {t::right_paper(lang)}</p>
                    </div>
                    <p class="actions">
                        {button("save-right", SECOND, t::save(lang))}
                        <button class=SECOND type="button" data-print="#droit-montre">{vote::receipt::print(lang)}</button>
                        {button("other", QUIET, t::other_right(lang))}
                    </p>
                </div>
                <div class="stack" data-part="right-typed" hidden=true>
                    {right_field(lang, "droit", "droit-error", hint)}
                    <p data-part="own" hidden=true>{button("own", QUIET, t::own_right(lang))}</p>
                </div>
            </section>
            <details class="details">
                <summary class="details__summary">{t::audit(lang)}</summary>
                <div class="details__body stack">
                    <p>{t::audit_text(lang)}</p>
                    <p>{button("audit", SECOND, t::audit(lang))}</p>
                </div>
            </details>
            <div class="ballot-bar">
                <button class=PLAIN type="button" data-act="seal" data-part="seal" disabled=true>{icon(Icon::Lock)} {t::seal(lang)}</button>
            </div>
        </section>
    }
}

/// What stands while the worker works, and between sealing and sending when a phone is checked.
fn between(lang: Lang) -> impl IntoView {
    let verify = route::to(lang, route::VERIFY);
    view! {
        <section class="narrow stack" data-part="sealing" hidden=true>
            <h1 class="page-head__title" role="status">{t::sealing(lang)}</h1>
            <div class="loading" role="progressbar" aria-label=t::sealing(lang)></div>
        </section>
        <section class="narrow stack" data-part="sealed" hidden=true>
            {page_head(t::sealed(lang), t::sealed_text(lang))}
            <p class="receipt__words"><output></output></p>
            <p class="actions">{button("post", PLAIN, t::send_it(lang))} {button("open", SECOND, t::open_it(lang))}</p>
        </section>
        <section class="narrow stack" data-part="opened" hidden=true>
            {page_head(t::opened(lang), t::opened_text(lang))}
            <p class="receipt__words"><output></output></p>
            <p class="actions">
                {button("again", PLAIN, t::back_to_paper(lang))}
                <a class=SECOND href=format!("{verify}#essai")>{t::opened_check(lang)}</a>
            </p>
        </section>
    }
}

fn waiting(lang: Lang) -> impl IntoView {
    view! {
        <section class="narrow stack" data-part="waiting" hidden=true>
            <header class="page-head">
                <h1 class="page-head__title" data-part="waiting-title"></h1>
                <p class="page-head__lead" data-part="waiting-text"></p>
            </header>
            {wrong(lang, "waiting-error")}
            <p class="receipt__words"><output></output></p>
            <p class="actions">
                <button class=PLAIN type="button" data-act="send" data-part="send">{t::send(lang)}</button>
                {button("drop", QUIET, t::drop(lang))}
            </p>
        </section>
    }
}

fn receipt(ctx: &Ctx, process: &Process, over: bool) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let closes = process.phase(PhaseKind::Vote).map(|phase| {
        let date = fmt::until(lang, phase.closes_at);
        fill(t::revote_note(lang), &[("date", &date)])
    });
    view! {
        <section class="narrow stack" data-part="receipt" hidden=true>
            {page_head(t::receipt(lang), t::receipt_lead(lang))}
            {over.then(|| notice(Tone::Info, vote::past_title(lang), t::past_text(lang)))}
            <p class="notice notice--ok" data-part="replaced" hidden=true>{t::replaced(lang)}</p>
            <p class="notice notice--warn" data-part="not-kept" hidden=true>{t::not_kept(lang)}</p>
            <section class="receipt" id="recu-scelle">
                <h2>{t::words_title(lang)}</h2>
                <p class="receipt__words"><output></output></p>
                <div class="receipt__qr" data-part="qr" data-alt=t::qr(lang)></div>
                <p class="receipt__note">{t::number(lang)} " : " <code data-part="tracker"></code></p>
                <p class="receipt__note">{t::words_note(lang)}</p>
            </section>
            <p class="actions">{button("check", PLAIN, t::check(lang))}</p>
            <div class="stack" data-part="checked" role="status"></div>
            <p class="actions">
                {button("save-receipt", SECOND, t::save(lang))}
                <button class=SECOND type="button" data-print="#recu-scelle">{vote::receipt::print(lang)}</button>
                {button("copy-receipt", QUIET, vote::receipt::copy(lang))}
                <span role="status"><span data-part="copied" hidden=true>{vote::receipt::copied(lang)}</span></span>
            </p>
            <ul class="link-list">
                {over.then(|| view! { <li><a class="link-list__link" href=route::result(lang, &process.slug)>{icon(Icon::Data)} <span>{t::result(lang)}</span> {icon(Icon::ArrowRight)}</a></li> })}
                <li><a class="link-list__link" href=route::urn(lang, &process.slug)>{icon(Icon::Data)} <span>{t::urn(lang)}</span> {icon(Icon::ArrowRight)}</a></li>
            </ul>
            {(!over).then(|| view! {
                <section class="stack" data-part="again">
                    <p>{button("revote", SECOND, t::revote(lang))}</p>
                    {closes.map(|text| view! { <p class="muted">{text}</p> })}
                </section>
            })}
            <details class="details">
                <summary class="details__summary">{t::right(lang)}</summary>
                <div class="details__body stack">
                    <p class="receipt__code" id="droit-garde"><span data-part="copy-right"></span></p>
                    <p>{t::right_paper(lang)}</p>
                    <p>{t::kept_here(lang)}</p>
                    <p class="actions">
                        {button("save-right", SECOND, t::save(lang))}
                        <button class=SECOND type="button" data-print="#droit-garde">{vote::receipt::print(lang)}</button>
                        {button("forget", QUIET, t::forget(lang))}
                    </p>
                </div>
            </details>
        </section>
    }
}

fn elsewhere(lang: Lang) -> impl IntoView {
    view! {
        <section class="narrow stack" data-part="elsewhere" hidden=true>
            {notice(Tone::Info, vote::voted(lang), t::voted_elsewhere(lang))}
            {right_field(lang, "droit-ailleurs", "droit-ailleurs-error", "")}
            <p class="actions">{button("elsewhere", PLAIN, t::go_on(lang))}</p>
        </section>
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

/// GET `/voter/{slug}/droit`: a right is made on this phone, before the vote opens.
///
/// # Errors
/// [`Error::NotFound`] where rights are made otherwise, [`Error::Refused`] to sign in, or what the database says.
pub async fn prepare(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let offered = services::vote::offered(&mut tx, &actor, &slug).await?;
    let process = &offered.process;
    if process.urn.rights() != Some(Rights::Phone) {
        return Err(Error::NotFound.into());
    }
    let opens = process.phase(PhaseKind::Vote).map(|p| p.moment(ctx.now));
    if opens != Some(Moment::Future) {
        return Ok(crate::web::see_other(&route::ballot(ctx.lang, &slug), &[]));
    }
    let account = match actor.with_level(process.level_to_vote.max(Level::Mailbox)) {
        Ok(account) => account.clone(),
        Err(civic::permission::Refusal::Level(_)) => {
            let html = super::closed::level(&ctx, process);
            return Ok(private(StatusCode::FORBIDDEN, html));
        }
        Err(refusal) => return Err(refusal.into()),
    };
    let found = sealed::booth(&mut tx, process).await?;
    let lang = ctx.lang;
    let title = t::prepare_title(lang);
    let place = Place {
        uuid: found.uuid.unwrap_or_default(),
        fingerprint: String::new(),
        whose: booth::whose(&ctx, process, &account),
        mark: booth::mark_text(&ctx, process, &account),
        voted: false,
        closed: false,
        shape: found.shape,
    };
    let html = render(&ctx, &Page::new(title, Tab::Vote), || {
        let inside = view! {
            <div data-part="head">{page_head(title, t::prepare_lead(lang))} <p class="muted">{process.title.clone()}</p></div>
            {if found.preparing {
                ready(lang).into_any()
            } else {
                notice(Tone::Info, "", t::prepare_not_yet(lang)).into_any()
            }}
        };
        frame(&ctx, process, &place, inside)
    });
    Ok(private(StatusCode::OK, html))
}

fn ready(lang: Lang) -> impl IntoView {
    view! {
        <section class="narrow stack" data-part="ready">
            {wrong(lang, "ready-error")}
            <p class="scripted" data-part="ready-begin">{button("prepare", PLAIN, t::prepare(lang))}</p>
            <div class="stack" data-part="ready-new" hidden=true>
                <div class="receipt" id="droit-neuf">
                    <h2>{t::right(lang)}</h2>
                    <p class="receipt__code"><output></output></p>
                    <p class="receipt__note">{t::right_paper(lang)}</p>
                </div>
                <p class="actions">
                    {button("register", PLAIN, t::prepare_keep(lang))}
                    {button("save-right", SECOND, t::save(lang))}
                    <button class=SECOND type="button" data-print="#droit-neuf">{vote::receipt::print(lang)}</button>
                </p>
            </div>
            <div class="stack" data-part="ready-done" hidden=true>
                <div class="receipt" id="droit-pret">
                    <h2>{t::prepare_done(lang)}</h2>
                    <p class="receipt__code"><output></output></p>
                    <p class="receipt__note">{t::prepare_done_text(lang)}</p>
                </div>
                <p class="actions">
                    {button("save-right", SECOND, t::save(lang))}
                    <button class=SECOND type="button" data-print="#droit-pret">{vote::receipt::print(lang)}</button>
                </p>
            </div>
        </section>
    }
}
