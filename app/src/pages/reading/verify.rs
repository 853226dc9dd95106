//! `/verifier`: checks the archive of a sealed vote on the reader's own device. The page holds the form,
//! the sentences for its script, and how to check with a program. Never here: a file that somebody chose;
//! it does not leave the device.

use crate::parts::{Tone, notice, page_head, template};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{common, named, refusal, verify as t};
use crate::web::{Answer, Ctx, public};
use leptos::prelude::*;

/// What is typed to check with the command.
const OURS: &str = "tiker verify FICHIER.bel";
/// What is typed to check with the program of others (`docs/verifier.md`).
const THEIRS: &str = "sudo apt-get update && sudo apt-get install belenios-tool
belenios-tool --version
mkdir verification && cp FICHIER.bel verification/ && cd verification
belenios-tool election verify
belenios-tool election compute-result";

/// GET `/verifier`.
///
/// # Errors
/// None.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let files = ctx.app.assets.verify.clone();
    let back = ctx.to(route::DATA);
    let html = render(&ctx, &Page::new(t::title(lang), Tab::Data), || {
        view! {
            <a class="back" href=back>{crate::icon::icon(crate::icon::Icon::ArrowLeft)} {common::tab_data(lang)}</a>
            {page_head(t::title(lang), t::lead(lang))}
            <div
                class="narrow stack--wide"
                id="verifier"
                data-worker=files.worker
                data-module=files.module
                data-wasm=files.wasm
            >
                {notice(Tone::Info, t::own_title(lang), t::own(lang))}
                <noscript>{notice(Tone::Warn, "", t::no_script(lang))}</noscript>
                {form(lang)}
                {progress(lang)}
                <section class="stack" data-part="result" tabindex="-1" aria-live="polite" hidden=true></section>
                {test(lang)}
                {program(lang)}
                <section class="stack">
                    <h2>{t::limits(lang)}</h2>
                    <p>{t::limits_text(lang)}</p>
                </section>
                {words(lang)}
            </div>
            <script type="module" src=files.page></script>
        }
    });
    Ok(public(&ctx, html))
}

/// Shown by the script, which alone can do something with it.
fn form(lang: crate::texts::Lang) -> impl IntoView {
    view! {
        <form class="form" data-part="form" hidden=true>
            <div class="field">
                <label class="field__label" for="archive">{t::file(lang)}</label>
                <p class="field__hint" id="archive-aide">{t::file_hint(lang)}</p>
                <p class="field__error" id="archive-erreur" data-part="archive-error" role="alert" hidden=true>{t::file_missing(lang)}</p>
                <input class="input" type="file" id="archive" name="archive" accept=".bel" aria-describedby="archive-aide archive-erreur"/>
            </div>
            <details class="details">
                <summary class="details__summary">{t::more(lang)}</summary>
                <div class="details__body stack">
                    <div class="field">
                        <label class="field__label" for="tracker">{t::tracker(lang)}</label>
                        <p class="field__hint" id="tracker-aide">{t::tracker_hint(lang)}</p>
                        <p class="field__error" id="tracker-erreur" data-part="tracker-error" role="alert" hidden=true>{t::tracker_form(lang)}</p>
                        <input class="input" type="text" id="tracker" name="tracker" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="tracker-aide tracker-erreur"/>
                    </div>
                    <div class="field">
                        <label class="field__label" for="head">{t::head_published(lang)}</label>
                        <p class="field__hint" id="head-aide">{t::head_hint(lang)}</p>
                        <p class="field__error" id="head-erreur" data-part="head-error" role="alert" hidden=true>{t::head_form(lang)}</p>
                        <input class="input" type="text" id="head" name="head" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="head-aide head-erreur"/>
                    </div>
                </div>
            </details>
            <p class="muted">{t::duration(lang)}</p>
            <div class="actions"><button class="button" type="submit">{t::begin(lang)}</button></div>
        </form>
    }
}

fn progress(lang: crate::texts::Lang) -> impl IntoView {
    view! {
        <div class="card stack" data-part="progress" hidden=true>
            <p role="status" data-part="step"></p>
            <progress class="meter" data-part="bar" aria-label=t::bar(lang)></progress>
            <p class="muted num" data-part="left"></p>
            <div class="actions"><button class="button button--secondary" type="button" data-part="cancel">{t::cancel(lang)}</button></div>
        </div>
    }
}

/// A ballot that another device sealed and opened instead of sending it.
fn test(lang: crate::texts::Lang) -> impl IntoView {
    view! {
        <section class="stack" id="essai">
            <h2>{t::test(lang)}</h2>
            <p>{t::test_text(lang)}</p>
            <form class="form" data-part="test-form" hidden=true>
                <div class="field">
                    <label class="field__label" for="essai-fichier">{t::test_file(lang)}</label>
                    <p class="field__error" id="essai-erreur" data-part="essai-error" role="alert" hidden=true>{t::test_file_wrong(lang)}</p>
                    <input class="input" type="file" id="essai-fichier" name="essai" accept=".json,application/json" aria-describedby="essai-erreur"/>
                </div>
                <div class="actions"><button class="button button--secondary" type="submit">{t::test_do(lang)}</button></div>
            </form>
            <div class="stack" data-part="test-result" tabindex="-1" aria-live="polite" hidden=true></div>
        </section>
    }
}

fn program(lang: crate::texts::Lang) -> impl IntoView {
    view! {
        <section class="stack" id="programme">
            <h2>{t::program(lang)}</h2>
            <p>{t::program_lead(lang)}</p>
            <h3>{t::program_ours(lang)}</h3>
            <pre><code>{OURS}</code></pre>
            <p>{t::program_ours_text(lang)}</p>
            <h3>{t::program_theirs(lang)}</h3>
            <pre><code>{THEIRS}</code></pre>
            <p>{t::program_theirs_text(lang)}</p>
        </section>
    }
}

/// The sentences for the script, which holds none.
fn words(lang: crate::texts::Lang) -> impl IntoView {
    let own = named(t::words::SENTENCES, lang).map(|(name, text)| (name.to_owned(), text));
    let codes = refusal::all(lang).map(|(name, text)| (format!("code_{name}"), text));
    template(own.chain(codes))
}
