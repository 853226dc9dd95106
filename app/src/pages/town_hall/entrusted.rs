//! What an administrator does for a person: her roles, her passkeys, and the code that she is handed over to make the
//! first one with. That code is shown once, on the page that answers the form, and stands nowhere else.

use super::parts::top;
use super::people::{ACCOUNT, ENROL, FORGET, GIVE, TAKE};
use super::person::hidden;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::reading::mine::masked;
use crate::parts::{Tone, crumbs, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall as tt;
use crate::texts::town_hall::{entrusted as t, people as p};
use crate::texts::{Lang, fill};
use crate::web::Ctx;
use civic::permission::Role;
use civic::time::Time;
use leptos::prelude::*;
use services::enrolment;
use services::person::Account;
use services::session::Demand;

/// How somebody gets into the town hall.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys {
    /// Whether she has any: a passkey, or `ProConnect`.
    pub gets_in: bool,
    /// Until when a code that she was handed over works.
    pub waiting: Option<Time>,
}

/// The page with the code.
#[must_use]
pub fn code_page(ctx: &Ctx, account: &Account, code: &str) -> String {
    let lang = ctx.lang;
    let who = masked(account.email.as_deref().unwrap_or_default());
    let until = fmt::date(lang, ctx.now.plus_seconds(enrolment::SECONDS));
    let person = format!("{}?{ACCOUNT}={}", ctx.to(route::DESK_PEOPLE), account.id);
    let code = code.to_owned();
    render(ctx, &Page::new(t::code_title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx), (ctx.to(route::DESK_PEOPLE), p::title(lang).to_owned())], t::code_title(lang).to_owned())}
                {page_head(t::code_title(lang), fill(t::code_lead(lang), &[("who", &who)]))}
                <div class="receipt">
                    <p class="receipt__code" id="code">{code}</p>
                    <p class="receipt__note">{fill(t::code_once(lang), &[("date", &until)])}</p>
                </div>
                {notice(Tone::Warn, "", t::code_how(lang))}
                <h2>{t::code_then(lang)}</h2>
                <p>{t::code_next(lang)}</p>
                <p><a class="button" href=person>{t::code_noted(lang)}</a></p>
            </div>
        }
    })
}

/// Her passkeys: all are removed when she lost her devices; a code is given when she has none and a role asks for one.
pub fn keys(
    ctx: &Ctx,
    account: &Account,
    roles: &[Role],
    keys: Keys,
) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let inside = if keys.gets_in {
        view! {
            <p class="muted">{p::passkeys_text(lang)}</p>
            <details class="details">
                <summary class="details__summary">{p::forget(lang)}</summary>
                <form class="details__body stack" method="post" action=ctx.to(route::DESK_PEOPLE)>
                    {hidden(account, FORGET)}
                    <p>{p::forget_sure(lang)}</p>
                    <p><button class="button" r#type="submit">{p::forget_confirm(lang)}</button></p>
                </form>
            </details>
        }
        .into_any()
    } else if ctx.app.demand == Demand::Strong && !roles.is_empty() {
        let (said, act) = match keys.waiting {
            Some(until) => (
                fill(t::waiting(lang), &[("date", &fmt::date(lang, until))]),
                t::give_again(lang),
            ),
            None => (t::no_key(lang).to_owned(), t::give(lang)),
        };
        view! {
            <p>{said}</p>
            <form method="post" action=ctx.to(route::DESK_PEOPLE)>
                {hidden(account, ENROL)}
                <button class="button button--secondary" r#type="submit">{icon(Icon::Lock)}{act}</button>
            </form>
        }
        .into_any()
    } else {
        return None;
    };
    Some(view! {
        <section class="card stack">
            <h2>{p::passkeys(lang)}</h2>
            {inside}
        </section>
    })
}

/// Her roles, one by one.
pub fn role_list(ctx: &Ctx, account: &Account, roles: &[Role]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let items = Role::ALL.map(|role| role_item(ctx, lang, account, role, roles.contains(&role)));
    view! {
        <section class="card stack">
            <h2>{p::roles(lang)}</h2>
            <p class="muted">{p::roles_text(lang)}</p>
            <ul class="stack">{items}</ul>
        </section>
    }
}

fn role_item(
    ctx: &Ctx,
    lang: Lang,
    account: &Account,
    role: Role,
    held: bool,
) -> impl IntoView + use<> {
    let name = tt::role(lang, role);
    let (act, text) = if held {
        (TAKE, p::take(lang))
    } else {
        (GIVE, p::give(lang))
    };
    let (class, state) = if held {
        ("badge badge--ok", p::has_role(lang))
    } else {
        ("badge badge--off", p::has_no_role(lang))
    };
    view! {
        <li class="stack stack--tight">
            <h3>{name} " " <span class=class>{state}</span></h3>
            <p class="muted">{p::may(lang, role)}</p>
            <form method="post" action=ctx.to(route::DESK_PEOPLE)>
                {hidden(account, act)}
                <input r#type="hidden" name="role" value=role.as_str()/>
                <button class="button button--secondary" r#type="submit">
                    {text}<span class="sr-only">{format!(" : {name}")}</span>
                </button>
            </form>
        </li>
    }
}
