//! At the desk, for who has no mailbox: a person is entered from her document, and handed over a letter to print. Never here: who
//! may have one (`services::letter`).

use super::document::{self, Checked};
use super::parts::top;
use super::people::LETTER;
use super::person::hidden;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, crumbs, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::fill;
use crate::texts::town_hall::{letter as t, people as p};
use crate::web::Ctx;
use civic::time::Time;
use leptos::prelude::*;
use services::civil::Proved;
use services::letter;
use services::person::Account;

/// The page where a person without a mailbox is entered.
#[must_use]
pub fn enter(ctx: &Ctx, checked: &Checked) -> String {
    let lang = ctx.lang;
    let found = match &checked.refused {
        Some(Proved::Elsewhere(account)) => Some(view! {
            {notice(Tone::Info, "", t::found(lang))}
            <p><a class="button" href=document::person(ctx, account, "")>{t::found_link(lang)}</a></p>
        }),
        _ => None,
    };
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx), (ctx.to(route::DESK_PEOPLE), p::title(lang).to_owned())], t::title(lang).to_owned())}
                {page_head(t::title(lang), t::lead(lang))}
                {found}
                <section class="card stack">{document::form(ctx, None, checked)}</section>
            </div>
        }
    })
}

/// On the page of a person without another way in: her letter.
pub fn section(ctx: &Ctx, account: &Account, until: Option<Time>) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let (said, act) = match until {
        Some(until) => (
            fill(t::has(lang), &[("date", &fmt::date(lang, until))]),
            t::again(lang),
        ),
        None => (t::none(lang).to_owned(), t::make(lang)),
    };
    view! {
        <section class="card stack">
            <h2>{t::section(lang)}</h2>
            <p>{said}</p>
            <form method="post" action=ctx.to(route::DESK_PEOPLE)>
                {hidden(account, LETTER)}
                <button class="button" r#type="submit">{icon(Icon::Lock)}{act}</button>
            </form>
        </section>
    }
}

/// The letter, to print.
#[must_use]
pub fn page(ctx: &Ctx, account: &Account, code: &str) -> String {
    let lang = ctx.lang;
    let until = fmt::date(lang, ctx.now.plus_seconds(letter::SECONDS));
    let (code, site) = (code.to_owned(), ctx.site());
    let address = format!("{site}{}", route::LETTER);
    let person = document::person(ctx, &account.id, "");
    let commune = ctx.look.name.clone();
    render(ctx, &Page::new(t::letter(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx), (ctx.to(route::DESK_PEOPLE), p::title(lang).to_owned())], t::letter(lang).to_owned())}
                {page_head(t::letter(lang), fill(t::letter_lead(lang), &[("commune", &commune)]))}
                <ol class="stack stack--tight">
                    <li>{t::step_address(lang)} " " <strong>{address}</strong></li>
                    <li>{t::step_code(lang)}</li>
                </ol>
                <div class="receipt">
                    <p class="receipt__code" id="code">{code}</p>
                    <p class="receipt__note">{fill(t::until(lang), &[("date", &until)])}</p>
                </div>
                <p>{t::keep(lang)}</p>
                <div class="no-print stack">
                    {notice(Tone::Warn, "", t::once(lang))}
                    <p><button class="button" r#type="button" data-print="data-print" hidden=true>{icon(Icon::Print)} {t::print(lang)}</button></p>
                    <p><a class="button button--secondary" href=person>{t::printed(lang)}</a></p>
                </div>
            </div>
        }
    })
}
