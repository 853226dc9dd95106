//! Sign-in by a one-time code: ask for it, type it, come back to where one was with what one had typed.
//! The pages are `no-store`; the code is bound to the browser by its cookie.

pub mod asleep;
pub mod letter;
pub mod provider;
pub mod welcome;

use crate::pages::reading::passkeys;
use crate::parts::{Field, Tone, error_summary, notice};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{fill, sign_in as t};
use crate::web::{Answer, BROWSER, CHOICES, Ctx, Failure, Fields, SESSION, private, see_other};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use civic::field::FieldErrors;
use leptos::prelude::*;
use services::sign_in::{self, Typed};
use services::{Error, session};

/// Name of the field that says where to go afterwards.
pub(crate) const BACK: &str = "retour";

fn back_to(ctx: &Ctx, fields: &Fields) -> String {
    let wanted = fields.get(BACK);
    if route::is_local(wanted) {
        wanted.to_owned()
    } else {
        ctx.to(route::ME)
    }
}

/// The sign-in form, in place of a page that needs it: 401, and where to come back.
#[must_use]
pub fn needed(ctx: &Ctx, kept: bool) -> Response {
    let query = if ctx.query.is_empty() || kept {
        String::new()
    } else {
        format!("?{}", ctx.query)
    };
    let back = format!("{}{query}", ctx.to(&ctx.path));
    let why = if kept {
        t::kept(ctx.lang)
    } else {
        t::needed(ctx.lang)
    };
    private(
        StatusCode::UNAUTHORIZED,
        ask_page(ctx, "", &back, &FieldErrors::default(), Some(why)),
    )
}

/// The sign-in form, for somebody signed in too long ago for what she asked: 403, and where to come back.
#[must_use]
pub fn stale(ctx: &Ctx, back: &str) -> Response {
    let why = crate::texts::error::stale(ctx.lang);
    let html = ask_page(ctx, "", back, &FieldErrors::default(), Some(why));
    private(StatusCode::FORBIDDEN, html)
}

/// To vote, long after one signed in: once more, and back to the ballot paper.
#[must_use]
pub fn to_vote(ctx: &Ctx, slug: &str) -> Response {
    let back = route::ballot(ctx.lang, slug);
    let why = Some(t::to_vote(ctx.lang));
    let html = ask_page(ctx, "", &back, &FieldErrors::default(), why);
    private(StatusCode::UNAUTHORIZED, html)
}

/// For a POST without a session: keeps what was typed, then [`needed`].
///
/// # Errors
/// What the database says.
pub async fn keep_and_sign_in(ctx: &Ctx, fields: &Fields) -> Answer {
    let cookie = ctx.keep_draft(fields).await?;
    let mut response = needed(ctx, true);
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}

fn ask_page(ctx: &Ctx, email: &str, back: &str, errors: &FieldErrors, why: Option<&str>) -> String {
    let lang = ctx.lang;
    let mut field = Field::text("email", t::email(lang))
        .value(email)
        .hint(t::email_hint(lang))
        .error(lang, errors);
    if field.error.is_some() {
        let error = if email.trim().is_empty() {
            t::email_missing(lang)
        } else {
            t::email_error(lang)
        };
        field.error = Some(error.to_owned());
    }
    let field = Field {
        kind: "email",
        // a browser that knows a passkey offers it in this field
        autocomplete: "email webauthn",
        inputmode: "email",
        ..field
    };
    let demonstration = ctx.app.demonstration.clone();
    render(ctx, &Page::new(t::title(lang), Tab::Me), || {
        view! {
            <div class="sign-in stack">
                <header class="page-head">
                    <h1 class="page-head__title">{t::title(lang)}</h1>
                    <p class="page-head__lead">{if ctx.app.providers.france_connect.is_some() { t::lead_ways(lang) } else { t::lead(lang) }}</p>
                </header>
                {why.map(|text| notice(Tone::Info, "", text))}
                {route::of_ballot(back).map(|slug| view! {
                    <p><a href=route::proposals(lang, slug)>{t::projects_first(lang)}</a></p>
                })}
                {provider::said(ctx).map(|text| notice(Tone::Warn, "", text))}
                {error_summary(lang, errors, &[("email", t::email(lang))])}
                {provider::france_connect(ctx, back)}
                <form class="form sign-in__card" method="post" action=ctx.to(route::SIGN_IN) novalidate="novalidate">
                    <input r#type="hidden" name=BACK value=back.to_owned()/>
                    {field.view(lang)}
                    <div class="actions"><button class="button" r#type="submit">{t::ask(lang)}</button></div>
                </form>
                {passkeys::entrance(ctx, back)}
                {letter::link(ctx, back)}
                {provider::pro_connect(ctx, back)}
                {demonstration.map(|d| {
                    let accounts = d.accounts.iter().map(|(address, role)| view! { <li><code>{address.clone()}</code> " · " {role.clone()}</li> });
                    view! {
                        <div class="notice">
                            <div class="notice__body">
                                <p>{t::demo_accounts(lang)}</p>
                                <ul>{accounts.collect_view()}</ul>
                            </div>
                        </div>
                    }
                })}
            </div>
        }
    })
}

/// GET `/connexion`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let back = back_to(&ctx, &ctx.params());
    Ok(private(
        StatusCode::OK,
        ask_page(&ctx, "", &back, &FieldErrors::default(), None),
    ))
}

/// POST `/connexion`: sends a code.
///
/// # Errors
/// [`Error::TooMany`], or what the database says.
pub async fn ask(ctx: Ctx, fields: Fields) -> Answer {
    let (browser, _) = ctx.browser();
    let mut tx = ctx.write().await?;
    let email = fields.get("email");
    let asked = sign_in::ask_code(
        &mut tx,
        ctx.now,
        &mut ctx.rng(),
        email,
        &browser,
        &ctx.network,
        ctx.lang.tag(),
    )
    .await;
    let back = back_to(&ctx, &fields);
    match asked {
        Ok(()) => {
            tx.commit().await?;
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair(BACK, &back)
                .finish();
            Ok(see_other(
                &format!("{}?{query}", ctx.to(route::SIGN_IN_CODE)),
                &[ctx.browser_cookie(&browser)],
            ))
        }
        Err(Error::Fields(errors)) => Ok(private(
            StatusCode::UNPROCESSABLE_ENTITY,
            ask_page(&ctx, email, &back, &errors, None),
        )),
        Err(error) => Err(Failure(error)),
    }
}

fn code_page(ctx: &Ctx, email: &str, back: &str, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let lead = fill(t::code_lead(lang), &[("email", email)]);
    let field = Field {
        error,
        ..Field::text("code", t::code(lang))
            .value(typed)
            .hint(t::code_hint(lang))
    };
    let field = Field {
        autocomplete: "one-time-code",
        inputmode: "numeric",
        class: "input--code",
        max: Some(12),
        ..field
    };
    render(ctx, &Page::new(t::code_title(lang), Tab::Me), || {
        view! {
            <div class="sign-in stack">
                <header class="page-head">
                    <h1 class="page-head__title">{t::code_title(lang)}</h1>
                    <p class="page-head__lead">{lead}</p>
                </header>
                <form class="form sign-in__card" method="post" action=ctx.to(route::SIGN_IN_CODE) novalidate="novalidate">
                    <input r#type="hidden" name=BACK value=back.to_owned()/>
                    {field.view(lang)}
                    <div class="actions">
                        <button class="button" r#type="submit">{t::enter(lang)}</button>
                        <a class="button button--quiet" href=again(ctx, back)>{t::again(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}

fn again(ctx: &Ctx, back: &str) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair(BACK, back)
        .finish();
    format!("{}?{query}", ctx.to(route::SIGN_IN))
}

/// GET `/connexion/code`.
///
/// # Errors
/// What the database says.
pub async fn show_code(ctx: Ctx) -> Answer {
    let back = back_to(&ctx, &ctx.params());
    let (browser, _) = ctx.browser();
    let mut tx = ctx.read().await?;
    match sign_in::waiting_for(&mut tx, &browser, ctx.now).await? {
        Some(email) => Ok(private(
            StatusCode::OK,
            code_page(&ctx, &email, &back, "", None),
        )),
        None => Ok(see_other(&again(&ctx, &back), &[])),
    }
}

/// POST `/connexion/code`: opens the session.
///
/// # Errors
/// [`Error::TooMany`], or what the database says.
pub async fn type_code(ctx: Ctx, fields: Fields) -> Answer {
    let lang = ctx.lang;
    let (browser, _) = ctx.browser();
    let back = back_to(&ctx, &fields);
    let code = fields.get("code");
    let mut tx = ctx.write().await?;
    let email = sign_in::waiting_for(&mut tx, &browser, ctx.now)
        .await?
        .unwrap_or_default();
    let refused = |error: String| {
        private(
            StatusCode::UNPROCESSABLE_ENTITY,
            code_page(&ctx, &email, &back, code, Some(error)),
        )
    };
    match sign_in::type_code(
        &mut tx,
        ctx.now,
        &mut ctx.rng(),
        code,
        (&browser, ctx.device()),
        &ctx.network,
    )
    .await
    {
        Ok(Typed::Opened { secret, .. }) => {
            // whoever was signed in here before is no longer
            if let Some(before) = ctx.session() {
                session::close(&mut tx, &before).await?;
            }
            tx.commit().await?;
            Ok(see_other(&back, &[ctx.session_cookie(&secret)]))
        }
        Ok(Typed::Wrong { left }) => {
            tx.commit().await?;
            Ok(refused(fill(
                t::code_wrong(lang),
                &[("left", &left.to_string())],
            )))
        }
        Ok(Typed::NoneWaiting) => {
            tx.commit().await?;
            let page = ask_page(
                &ctx,
                &email,
                &back,
                &FieldErrors::default(),
                Some(t::code_over(lang)),
            );
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
        Err(Error::Fields(errors)) => {
            let error = errors
                .of("code")
                .map(|e| crate::texts::error::field(lang, e))
                .unwrap_or_default();
            Ok(refused(error))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// GET `/deconnexion`: asks, since a link must not change anything.
///
/// # Errors
/// None.
pub async fn show_out(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let html = render(&ctx, &Page::new(t::out(lang), Tab::Me), || {
        view! {
            <div class="narrow stack">
                <h1>{t::out(lang)}</h1>
                <form method="post" action=ctx.to(route::SIGN_OUT)><button class="button" r#type="submit">{t::out(lang)}</button></form>
            </div>
        }
    });
    Ok(private(StatusCode::OK, html))
}

/// What makes a browser forget whose session it had, and what was chosen on ballots.
pub fn ended(ctx: &Ctx) -> Vec<HeaderValue> {
    let mut ended = vec![ctx.cookie(SESSION, "", 0)];
    let choices = ctx.cookies.names(CHOICES);
    ended.extend(choices.map(|name| ctx.cookie(name, "", 0)));
    ended
}

/// POST `/deconnexion`: ends the session and clears what the browser kept.
///
/// # Errors
/// What the database says.
pub async fn out(ctx: Ctx) -> Answer {
    let mut tx = ctx.write().await?;
    let mut elsewhere = None;
    if let Some(secret) = ctx.session() {
        elsewhere = services::identity::id_token(&mut tx, &secret).await?;
        session::close(&mut tx, &secret).await?;
    }
    // the next person at this screen finds nothing half typed
    let (browser, _) = ctx.browser();
    services::draft::forget_all(&mut tx, &browser).await?;
    tx.commit().await?;
    let mut ended = ended(&ctx);
    let mut response = match elsewhere {
        Some((way, id_token)) if ctx.app.providers.of(way).is_some() => {
            // another browser from here on, which may come back from there
            let browser = services::random(&mut ctx.rng());
            ended.push(ctx.browser_cookie(&browser));
            // whatever goes wrong there, she has left here
            match provider::leave(&ctx, (way, id_token), &browser).await {
                Ok(mut response) => {
                    for cookie in ended {
                        response.headers_mut().append(SET_COOKIE, cookie);
                    }
                    response
                }
                Err(_) => see_other(&ctx.to(route::HOME), &ended),
            }
        }
        _ => {
            ended.push(ctx.cookie(BROWSER, "", 0));
            see_other(&ctx.to(route::HOME), &ended)
        }
    };
    response
        .headers_mut()
        .insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}
