//! `/moi/adresse`: another e-mail address for one's account, proven by a code. Never here: who may (`services::address`).

use super::me::{ADDRESS as DONE_ADDRESS, DONE};
use super::merging;
use crate::icon::{Icon, icon};
use crate::pages::reading::mine::masked;
use crate::pages::sign_in::{needed, stale};
use crate::parts::{Field, Tone, error_summary, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{address as t, me};
use crate::texts::{fill, sign_in};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use civic::field::{FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::Actor;
use leptos::prelude::*;
use services::address::{self, Changed};
use services::person::Addresses;
use services::{Error, Tx};

/// Field of the code, and of the new address.
const CODE: &str = "code";
const EMAIL: &str = "email";
/// Field that names a further address to remove.
const DROP: &str = "retirer";

/// What the page shows.
#[derive(Default)]
struct Shown {
    /// Where a code was sent that waits here.
    waiting: Option<String>,
    /// What was typed.
    typed: String,
    /// What is wrong with it.
    errors: FieldErrors,
    /// The same for the code, in words.
    wrong: Option<String>,
    /// This session may not change it: she has a stronger way in.
    guarded: bool,
}

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        return Ok(needed(&ctx, false));
    }
    let (browser, _) = ctx.browser();
    let another = !ctx.params().get("autre").is_empty();
    let waiting = services::sign_in::waiting_for(&mut tx, &browser, ctx.now).await?;
    let guarded = match ctx.session() {
        Some(here) => address::is_guarded(&mut tx, &actor, ctx.now, &here).await?,
        None => false,
    };
    let shown = Shown {
        waiting: waiting.filter(|_| !another),
        guarded,
        ..Shown::default()
    };
    page(&ctx, &mut tx, &actor, StatusCode::OK, shown).await
}

/// POST: the new address, or the code that was sent there.
///
/// # Errors
/// [`Error::Refused`] where roles of hers sleep for want of a strong proof, [`Error::TooMany`], or what the database says.
pub async fn act(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (Some(here), true) = (ctx.session(), actor.account.is_some()) else {
        return Ok(needed(&ctx, true));
    };
    let (rng, now, network) = (&mut ctx.rng(), ctx.now, ctx.network.as_str());
    let (browser, _) = ctx.browser();
    let email = fields.get(EMAIL);
    if fields.has(DROP) {
        let further = AccountId(fields.get(DROP).to_owned());
        let by = (&actor, &here);
        return match address::drop_further(&mut tx, by, now, rng, &further).await {
            Ok(()) => {
                tx.commit().await?;
                Ok(see_other(&ctx.to(route::ADDRESS), &[]))
            }
            Err(error) => refused(&ctx, &mut tx, &actor, error).await,
        };
    }
    if !fields.has(CODE) {
        let by = (&actor, Some(&here));
        let from = (browser.as_slice(), network, ctx.lang.tag());
        return match address::ask(&mut tx, by, now, rng, email, from).await {
            Ok(()) => {
                tx.commit().await?;
                let mut on = see_other(&ctx.to(route::ADDRESS), &[]);
                let cookie = ctx.browser_cookie(&browser);
                on.headers_mut().append(SET_COOKIE, cookie);
                Ok(on)
            }
            Err(Error::Fields(errors)) => {
                let shown = Shown {
                    typed: email.to_owned(),
                    errors,
                    ..Shown::default()
                };
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                page(&ctx, &mut tx, &actor, status, shown).await
            }
            Err(error) => refused(&ctx, &mut tx, &actor, error).await,
        };
    }
    let waiting = services::sign_in::waiting_for(&mut tx, &browser, now).await?;
    let code = fields.get(CODE);
    let from = (browser.as_slice(), network);
    let wrong = match address::type_code(&mut tx, (&actor, &here), now, rng, code, from).await {
        Ok(Changed::Done(secret)) => {
            tx.commit().await?;
            let to = format!("{}?{DONE}={DONE_ADDRESS}", ctx.to(route::ME));
            return Ok(see_other(&to, &[ctx.session_cookie(&secret)]));
        }
        Ok(Changed::Elsewhere(name)) => {
            tx.commit().await?;
            return Ok(see_other(&merging::asked(ctx.lang, &name), &[]));
        }
        Ok(Changed::Wrong { left }) => {
            let left = left.to_string();
            fill(sign_in::code_wrong(ctx.lang), &[("left", &left)])
        }
        Ok(Changed::NoneWaiting) => sign_in::code_over(ctx.lang).to_owned(),
        Err(Error::Fields(errors)) => {
            let error = errors.of(CODE).cloned().unwrap_or(FieldError::Missing);
            crate::texts::error::field(ctx.lang, &error)
        }
        Err(error) => return refused(&ctx, &mut tx, &actor, error).await,
    };
    // a wrong try counts
    tx.commit().await?;
    let mut tx = ctx.read().await?;
    let shown = Shown {
        waiting,
        typed: code.to_owned(),
        wrong: Some(wrong),
        ..Shown::default()
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page(&ctx, &mut tx, &actor, status, shown).await
}

/// What else stands in the way of any of it.
async fn refused(ctx: &Ctx, tx: &mut Tx, actor: &Actor, error: Error) -> Answer {
    match error {
        Error::Stale => Ok(stale(ctx, &ctx.to(route::ADDRESS))),
        Error::Conflict => {
            let shown = Shown {
                guarded: true,
                ..Shown::default()
            };
            page(ctx, tx, actor, StatusCode::CONFLICT, shown).await
        }
        error => Err(Failure(error)),
    }
}

async fn page(ctx: &Ctx, tx: &mut Tx, actor: &Actor, status: StatusCode, shown: Shown) -> Answer {
    let hers = services::person::addresses(tx, actor).await?;
    Ok(private(status, view_of(ctx, &hers, &shown)))
}

fn view_of(ctx: &Ctx, hers: &Addresses, shown: &Shown) -> String {
    let lang = ctx.lang;
    let lead = if hers.own.is_some() {
        t::lead(lang)
    } else {
        t::lead_none(lang)
    };
    let now = hers
        .own
        .as_deref()
        .map(|email| fill(t::now(lang), &[("email", &masked(email))]));
    let further = hers.further.iter().map(|(id, email)| {
        let (id, email) = (id.as_str().to_owned(), masked(email));
        view! {
            <li class="stack stack--tight">
                <p>{fill(t::further(lang), &[("email", &email)])}</p>
                <form method="post" action=ctx.to(route::ADDRESS)>
                    <input r#type="hidden" name=DROP value=id/>
                    <button class="button button--quiet" r#type="submit">{t::drop(lang)}<span class="sr-only">{format!(" : {email}")}</span></button>
                </form>
            </li>
        }
    });
    let further = further.collect_view();
    let further = (!hers.further.is_empty() && !shown.guarded)
        .then(|| view! { <ul class="stack">{further}</ul> });
    let form = match &shown.waiting {
        _ if shown.guarded => notice(Tone::Warn, "", t::guarded(lang)).into_any(),
        Some(email) => code_form(ctx, (email, hers.own.is_some()), shown).into_any(),
        None => email_form(ctx, shown).into_any(),
    };
    let summary = error_summary(lang, &shown.errors, &[(EMAIL, t::new(lang))]);
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::ME)>{icon(Icon::ArrowLeft)} {me::title(lang)}</a>
                {page_head(t::title(lang), lead)}
                {now.map(|text| view! { <p>{text}</p> })}
                {further}
                {summary}
                {form}
            </div>
        }
    })
}

fn email_form(ctx: &Ctx, shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let field = Field {
        kind: "email",
        inputmode: "email",
        autocomplete: "email",
        error: shown
            .errors
            .of(EMAIL)
            .map(|_| sign_in::email_error(lang).to_owned()),
        ..Field::text(EMAIL, t::new(lang)).value(&shown.typed)
    };
    view! {
        <form class="form" method="post" action=ctx.to(route::ADDRESS) novalidate="novalidate">
            {field.view(lang)}
            <div class="actions"><button class="button" r#type="submit">{t::ask(lang)}</button></div>
        </form>
    }
}

fn code_form(ctx: &Ctx, (email, changes): (&str, bool), shown: &Shown) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let confirm = if changes {
        t::confirm(lang)
    } else {
        t::confirm_new(lang)
    };
    let field = Field {
        inputmode: "numeric",
        autocomplete: "one-time-code",
        class: "input--short",
        error: shown.wrong.clone(),
        ..Field::text(CODE, sign_in::code(lang))
            .value(&shown.typed)
            .hint(sign_in::code_hint(lang))
    };
    let other = format!("{}?autre=oui", ctx.to(route::ADDRESS));
    view! {
        <form class="form" method="post" action=ctx.to(route::ADDRESS) novalidate="novalidate">
            <p>{fill(t::sent(lang), &[("email", email)])}</p>
            {field.view(lang)}
            <div class="actions">
                <button class="button" r#type="submit">{confirm}</button>
                <a class="button button--quiet" href=other>{t::other(lang)}</a>
            </div>
        </form>
    }
}
