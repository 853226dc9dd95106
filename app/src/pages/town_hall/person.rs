//! What the desk's page about people shows: the search, nobody, or one person with what may be done.

use super::document::{self, Checked};
use super::entrusted::{self, Keys};
use super::letter;
use super::parts::{kept, said, top};
use super::people::{ACCOUNT, ACT, CREATE, FIND, PAPER, VOTE, WITHOUT};
use crate::icon::{Icon, icon};
use crate::pages::reading::cards::{Row, link_list};
use crate::pages::reading::mine::masked;
use crate::parts::{Field, Tone, crumbs, error_summary, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall as tt;
use crate::texts::town_hall::letter as t_letter;
use crate::texts::town_hall::people as t;
use crate::texts::{fill, sign_in};
use crate::web::Ctx;
use civic::field::FieldErrors;
use civic::permission::{Actor, Role};
use civic::process::Process;
use leptos::prelude::*;
use services::person::Account;

/// What is said above the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// Nothing.
    Nothing,
    /// What was typed before signing in is back.
    DraftKept,
    /// What went wrong.
    Error(&'static str),
}

/// The search.
#[must_use]
pub fn search(
    ctx: &Ctx,
    actor: &Actor,
    typed: &str,
    errors: &FieldErrors,
    (above, holders): (Above, &[(Account, Vec<Role>)]),
) -> String {
    let lang = ctx.lang;
    let without = actor.has(Role::Agent);
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx)], t::title(lang).to_owned())}
                {page_head(t::title(lang), t::lead(lang))}
                {kept(lang, above == Above::DraftKept)}
                {match above {
                    Above::Error(text) => Some(notice(Tone::Error, "", text)),
                    _ => None,
                }}
                {error_summary(lang, errors, &[("email", t::email(lang))])}
                {form(ctx, typed, errors)}
                {without.then(|| view! { <p><a href=format!("{}?{WITHOUT}=oui", ctx.to(route::DESK_PEOPLE))>{t_letter::link(lang)}</a></p> })}
                {(!holders.is_empty()).then(|| who_is_entrusted(ctx, holders))}
            </div>
        }
    })
}

/// Everybody with a role, by name where one was given, else by the masked address.
fn who_is_entrusted(ctx: &Ctx, holders: &[(Account, Vec<Role>)]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let rows = holders.iter().map(|(account, roles)| {
        let address = account.email.as_deref().map_or_else(String::new, masked);
        let text = account.name.clone().unwrap_or_else(|| address.clone());
        let roles: Vec<&str> = roles.iter().map(|role| tt::role(lang, *role)).collect();
        Row {
            image: Icon::Me,
            href: document::person(ctx, &account.id, ""),
            text,
            note: format!("{} · {address}", roles.join(", ")),
        }
    });
    view! {
        <section class="stack" id="roles">
            <h2>{t::entrusted(lang)}</h2>
            {link_list(rows.collect())}
        </section>
    }
}

fn form(ctx: &Ctx, typed: &str, errors: &FieldErrors) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let field = Field::text("email", t::email(lang))
        .value(typed)
        .hint(t::email_hint(lang));
    let field = Field {
        kind: "email",
        inputmode: "email",
        // the clerk's own address must not be offered
        autocomplete: "off",
        error: errors
            .of("email")
            .map(|_| sign_in::email_error(lang).to_owned()),
        ..field
    };
    view! {
        <form class="form" method="post" action=ctx.to(route::DESK_PEOPLE) novalidate="novalidate">
            <input r#type="hidden" name=ACT value=FIND/>
            {field.view(lang)}
            <div class="actions"><button class="button" r#type="submit">{icon(Icon::Search)}{t::search(lang)}</button></div>
        </form>
    }
}

/// Nobody has this address: says so, and lets those who may create the account, on purpose.
#[must_use]
pub fn nobody(ctx: &Ctx, actor: &Actor, email: &str) -> String {
    let lang = ctx.lang;
    let title = fill(t::nobody(lang), &[("who", email)]);
    let create = super::people::may_create(actor).then(|| {
        view! {
            <section class="card stack">
                <p>{t::nobody_create(lang)}</p>
                <form method="post" action=ctx.to(route::DESK_PEOPLE)>
                    <input r#type="hidden" name=ACT value=CREATE/>
                    <input r#type="hidden" name="email" value=email.to_owned()/>
                    <button class="button" r#type="submit">{t::create(lang)}</button>
                </form>
            </section>
        }
    });
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx)], t::title(lang).to_owned())}
                {page_head(t::title(lang), t::lead(lang))}
                <div id="erreurs" tabindex="-1">{notice(Tone::Error, title, "")}</div>
                {form(ctx, email, &FieldErrors::default())}
                {create}
            </div>
        }
    })
}

/// A person, masked, with her level and roles and what this reader may do.
#[must_use]
pub fn found(
    ctx: &Ctx,
    actor: &Actor,
    account: &Account,
    (roles, keys): (&[Role], Keys),
    votes: &[(Process, bool)],
    (own, checked): (bool, &Checked),
) -> String {
    let lang = ctx.lang;
    let address = match &account.email {
        Some(email) => masked(email),
        None => t::no_email(lang).to_owned(),
    };
    let name = account
        .name
        .clone()
        .unwrap_or_else(|| t::no_name(lang).to_owned());
    render(ctx, &Page::new(t::found(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx), (ctx.to(route::DESK_PEOPLE), t::title(lang).to_owned())], t::found(lang).to_owned())}
                {said(ctx, false)}
                {own.then(|| notice(Tone::Error, tt::not_done(lang), t::own_role(lang)))}
                {page_head(t::found(lang), "")}
                <dl class="facts">
                    <div><dt>{t::email(lang)}</dt><dd>{address}</dd></div>
                    <div><dt>{t::name(lang)}</dt><dd>{name}</dd></div>
                    <div><dt>{t::level(lang)}</dt><dd>{t::level_name(lang, account.level)}</dd></div>
                </dl>
                {document::section(ctx, actor, account, checked)}
                {checked.letter.filter(|_| actor.has(Role::Agent)).map(|until| letter::section(ctx, account, until))}
                {(actor.has(Role::Agent) && !votes.is_empty()).then(|| on_paper(ctx, account, votes))}
                {actor.has(Role::Administrator).then(|| entrusted::role_list(ctx, account, roles))}
                {actor.has(Role::Administrator).then(|| entrusted::keys(ctx, account, roles, keys))}
                <p><a class="button button--quiet" href=ctx.to(route::DESK_PEOPLE)>{t::search_other(lang)}</a></p>
            </div>
        }
    })
}

/// The fields that say what is done, and to whose account.
pub fn hidden(account: &Account, act: &'static str) -> impl IntoView + use<> {
    let id = account.id.as_str().to_owned();
    view! {
        <input r#type="hidden" name=ACT value=act/>
        <input r#type="hidden" name=ACCOUNT value=id/>
    }
}

/// The votes that are open, and whether this person is on their rolls already.
fn on_paper(ctx: &Ctx, account: &Account, votes: &[(Process, bool)]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let rows = votes.iter().map(|(process, voted)| {
        let title = process.title.clone();
        let act = if *voted {
            view! { <span class="badge badge--off">{t::on_roll(lang)}</span> }.into_any()
        } else {
            view! {
                <details class="details">
                    <summary class="details__summary">{t::paper(lang)}<span class="sr-only">{format!(" : {title}")}</span></summary>
                    <form class="details__body stack" method="post" action=ctx.to(route::DESK_PEOPLE)>
                        {hidden(account, PAPER)}
                        <input r#type="hidden" name=VOTE value=process.slug.clone()/>
                        <p>{t::paper_sure(lang)}</p>
                        <p><button class="button" r#type="submit">{t::paper_confirm(lang)}<span class="sr-only">{format!(" : {title}")}</span></button></p>
                    </form>
                </details>
            }
            .into_any()
        };
        view! { <li class="stack stack--tight"><h3>{title.clone()}</h3> {act}</li> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="card stack">
            <h2>{t::paper_title(lang)}</h2>
            <p class="muted">{t::paper_text(lang)}</p>
            <ul class="stack">{rows}</ul>
        </section>
    }
}
