//! The settings of one's own page: language, theme, and how to install. Nothing here depends on who asks.

use crate::icon::{Icon, icon};
use crate::route;
use crate::texts::reading::me as t;
use crate::texts::review::BRETON;
use crate::texts::{Lang, fill};
use crate::web::Ctx;
use leptos::prelude::*;

/// How much of the Breton no speaker has read; nothing once all is.
fn unread(lang: Lang) -> Option<String> {
    let breton = *BRETON;
    let values = [
        ("unread", breton.unread.to_string()),
        ("all", breton.all.to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    (breton.unread > 0).then(|| fill(t::breton_unread(lang), &values))
}

/// Language and theme.
pub fn settings(ctx: &Ctx) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let languages = Lang::ALL.map(|l| {
        let current = (l == lang).then_some("true");
        view! {
            <a class="segmented__item" href=route::to(l, route::ME) lang=l.tag() hreflang=l.tag() aria-current=current>{l.name()}</a>
        }
    });
    view! {
        <section class="stack">
            <h2>{t::settings(lang)}</h2>
            <div class="stack--tight">
                <h3>{t::language(lang)}</h3>
                <nav class="segmented" aria-label=t::language(lang)>{languages}</nav>
                {unread(lang).map(|said| view! { <p class="muted">{said}</p> })}
            </div>
            <div class="stack--tight">
                <h3>{t::theme(lang)}</h3>
                // boot.js presses the one chosen; without it the buttons are hidden and the sentence shown
                <div class="segmented scripted" role="group" aria-label=t::theme(lang)>
                    <button class="segmented__item" r#type="button" data-set-theme="" aria-pressed="true">{t::theme_auto(lang)}</button>
                    <button class="segmented__item" r#type="button" data-set-theme="light" aria-pressed="false">{icon(Icon::Sun)}{t::theme_light(lang)}</button>
                    <button class="segmented__item" r#type="button" data-set-theme="dark" aria-pressed="false">{icon(Icon::Moon)}{t::theme_dark(lang)}</button>
                </div>
                <noscript><p>{t::theme_device(lang)}</p></noscript>
            </div>
        </section>
    }
}

/// How to put the site on the phone's home screen.
pub fn install(lang: Lang) -> impl IntoView + use<> {
    view! {
        <section class="stack">
            <h2>{t::install(lang)}</h2>
            <p>{t::install_text(lang)}</p>
            <details class="details">
                <summary class="details__summary">{icon(Icon::Install)}{t::android(lang)}</summary>
                <div class="details__body"><p>{t::android_text(lang)}</p></div>
            </details>
            <details class="details">
                <summary class="details__summary">{icon(Icon::Install)}{t::iphone(lang)}</summary>
                <div class="details__body"><p>{t::iphone_text(lang)}</p></div>
            </details>
        </section>
    }
}
