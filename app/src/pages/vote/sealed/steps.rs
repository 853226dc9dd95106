//! The steps of a sealed vote after its paper: the review, the sealed ballot, the one that waits, the receipt. The
//! script shows one at a time and fills its places. Never here: a form that would send a choice.

use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head, wrong_line};
use crate::route;
use crate::texts::vote::sealed as t;
use crate::texts::{Lang, fill, vote};
use crate::web::Ctx;
use civic::process::{PhaseKind, Process, Rights};
use leptos::prelude::*;

pub(super) fn button(act: &'static str, class: &'static str, text: &'static str) -> impl IntoView {
    view! { <button class=class type="button" data-act=act>{text}</button> }
}

pub(super) const PLAIN: &str = "button";
pub(super) const SECOND: &str = "button button--secondary";
pub(super) const QUIET: &str = "button button--quiet";

pub(super) fn right_field(
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

pub(super) fn review(lang: Lang, process: &Process) -> impl IntoView + use<> {
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
            {wrong_line(lang, "right-error")}
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
pub(super) fn between(lang: Lang) -> impl IntoView {
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
                {button("save-test", SECOND, t::save_again(lang))}
                <a class=SECOND href=format!("{verify}#essai")>{t::opened_check(lang)}</a>
            </p>
        </section>
    }
}

pub(super) fn waiting(lang: Lang) -> impl IntoView {
    view! {
        <section class="narrow stack" data-part="waiting" hidden=true>
            <header class="page-head">
                <h1 class="page-head__title" data-part="waiting-title"></h1>
                <p class="page-head__lead" data-part="waiting-text"></p>
            </header>
            {wrong_line(lang, "waiting-error")}
            <p class="receipt__words"><output></output></p>
            <p class="actions">
                <button class=PLAIN type="button" data-act="send" data-part="send">{t::send(lang)}</button>
                {button("drop", QUIET, t::drop(lang))}
            </p>
        </section>
    }
}

pub(super) fn receipt(ctx: &Ctx, process: &Process, over: bool) -> impl IntoView + use<> {
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

pub(super) fn elsewhere(lang: Lang, process: &Process) -> impl IntoView + use<> {
    let urn = route::urn(lang, &process.slug);
    view! {
        <section class="narrow stack" data-part="elsewhere" hidden=true>
            {notice(Tone::Info, vote::voted(lang), t::voted_elsewhere(lang))}
            {right_field(lang, "droit-ailleurs", "droit-ailleurs-error", "")}
            <p class="actions">{button("elsewhere", PLAIN, t::go_on(lang))}</p>
            <details class="details">
                <summary class="details__summary">{t::no_code(lang)}</summary>
                <div class="details__body stack">
                    <p>{t::no_code_text(lang)}</p>
                    <p><a href=urn>{t::urn(lang)}</a></p>
                </div>
            </details>
        </section>
    }
}
