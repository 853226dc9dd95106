//! The first start, while nobody administers: the console's code, the commune's name and an address; then
//! the code of the mail that was sent there. Gone (404) once somebody administers.
//! Never here: who becomes what (services::first_start).

use crate::parts::{Field, Tone, error_summary, notice, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::{error as e, fill, first_start as t, sign_in as codes};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::FieldErrors;
use leptos::prelude::*;
use services::Error;
use services::first_start::{self, Begun, Form, Typed};

fn form_of(fields: &Fields) -> Form {
    Form {
        code: fields.get("code").to_owned(),
        commune: fields.get("commune").to_owned(),
        email: fields.get("email").to_owned(),
    }
}

/// The three answers. `wrong` is what is wrong with the code of the console.
fn answers(
    ctx: &Ctx,
    form: &Form,
    errors: &FieldErrors,
    wrong: Option<String>,
    why: Option<&str>,
) -> String {
    let lang = ctx.lang;
    let mut code = Field::text("code", t::code(lang))
        .value(&form.code)
        .hint(t::code_hint(lang))
        .error(lang, errors);
    code.error = wrong.or(code.error);
    let code = Field {
        autocomplete: "off",
        max: Some(20),
        ..code
    };
    let commune = Field {
        max: Some(80),
        ..Field::text("commune", t::commune(lang))
            .value(&form.commune)
            .hint(t::commune_hint(lang))
            .error(lang, errors)
    };
    let mut email = Field::text("email", t::email(lang))
        .value(&form.email)
        .hint(t::email_hint(lang))
        .error(lang, errors);
    if email.error.is_some() {
        email.error = Some(codes::email_error(lang).to_owned());
    }
    let email = Field {
        kind: "email",
        autocomplete: "email",
        inputmode: "email",
        ..email
    };
    let labels = [
        ("code", t::code(lang)),
        ("commune", t::commune(lang)),
        ("email", t::email(lang)),
    ];
    let no_server = !ctx.app.first_start.mails_go_out();
    page(ctx, t::title(lang), t::lead(lang).to_owned(), || {
        view! {
            {why.map(|text| notice(Tone::Info, "", text))}
            {error_summary(lang, errors, &labels)}
            {no_server.then(|| notice(Tone::Warn, "", t::no_server(lang)))}
            <form class="form sign-in__card" method="post" action=ctx.to(route::FIRST_START) novalidate="novalidate">
                {required(lang)}
                {code.view(lang)}
                {commune.view(lang)}
                {email.view(lang)}
                <div class="actions"><button class="button" r#type="submit">{t::send(lang)}</button></div>
            </form>
        }
    })
}

/// The code of the mail.
fn mail(ctx: &Ctx, email: &str, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let lead = fill(t::mail_lead(lang), &[("email", email)]);
    let field = Field {
        error,
        autocomplete: "one-time-code",
        inputmode: "numeric",
        class: "input--code",
        max: Some(12),
        ..Field::text("code", codes::code(lang)).value(typed)
    };
    page(ctx, t::mail_title(lang), lead, || {
        view! {
            <form class="form sign-in__card" method="post" action=ctx.to(route::FIRST_START_MAIL) novalidate="novalidate">
                {field.view(lang)}
                <div class="actions">
                    <button class="button" r#type="submit">{t::finish(lang)}</button>
                    <a class="button button--quiet" href=ctx.to(route::FIRST_START)>{t::again(lang)}</a>
                </div>
            </form>
            <p>{t::not_arrived(lang)}</p>
        }
    })
}

fn page<V: IntoView>(
    ctx: &Ctx,
    title: &'static str,
    lead: String,
    inside: impl FnOnce() -> V,
) -> String {
    render(ctx, &Page::new(title, Tab::None), || {
        view! {
            <div class="sign-in stack">
                <header class="page-head">
                    <h1 class="page-head__title">{title}</h1>
                    <p class="page-head__lead">{lead}</p>
                </header>
                {inside()}
            </div>
        }
    })
}

/// GET `/premier-demarrage`.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    if !ctx.app.first_start.is_open() || !first_start::is_open(&mut tx).await? {
        return Err(Failure(Error::NotFound));
    }
    let kept = given_name(&ctx);
    let form = Form {
        commune: kept,
        ..Form::default()
    };
    let html = answers(&ctx, &form, &FieldErrors::default(), None, None);
    Ok(private(StatusCode::OK, html))
}

/// The name given before, when one comes back to the three answers.
fn given_name(ctx: &Ctx) -> String {
    if ctx.look.named {
        ctx.look.name.to_string()
    } else {
        String::new()
    }
}

/// POST `/premier-demarrage`: the console's code; a mail goes out.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers, [`Error::TooMany`] mails.
pub async fn begin(ctx: Ctx, fields: Fields) -> Answer {
    if !ctx.app.first_start.is_open() {
        return Err(Failure(Error::NotFound));
    }
    let lang = ctx.lang;
    let (browser, _) = ctx.browser();
    let form = form_of(&fields);
    let mut tx = ctx.write().await?;
    let begun = first_start::begin(
        &mut tx,
        ctx.now,
        &mut ctx.rng(),
        &form,
        &browser,
        &ctx.network,
        lang.tag(),
    )
    .await;
    let none = FieldErrors::default();
    match begun {
        Ok(Begun::Sent) => {
            tx.commit().await?;
            ctx.app.shown.refresh(&mut ctx.read().await?).await?;
            let cookie = ctx.browser_cookie(&browser);
            Ok(see_other(&ctx.to(route::FIRST_START_MAIL), &[cookie]))
        }
        Ok(Begun::Wrong { left }) => {
            tx.commit().await?;
            let wrong = fill(t::code_wrong(lang), &[("left", &left.to_string())]);
            let html = answers(&ctx, &form, &none, Some(wrong), None);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Ok(Begun::Over) => {
            tx.commit().await?;
            let wrong = Some(t::code_over(lang).to_owned());
            let html = answers(&ctx, &form, &none, wrong, None);
            Ok(private(StatusCode::TOO_MANY_REQUESTS, html))
        }
        Err(Error::Fields(errors)) => {
            let html = answers(&ctx, &form, &errors, None, None);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

/// GET `/premier-demarrage/courriel`.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers.
pub async fn show_mail(ctx: Ctx) -> Answer {
    let (browser, _) = ctx.browser();
    let mut tx = ctx.read().await?;
    match first_start::waiting_for(&mut tx, &browser, ctx.now).await? {
        Some(email) => Ok(private(StatusCode::OK, mail(&ctx, &email, "", None))),
        None => Ok(see_other(&ctx.to(route::FIRST_START), &[])),
    }
}

/// POST `/premier-demarrage/courriel`: the mail's code; its reader is the first administrator.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers, [`Error::TooMany`], or what the database says.
pub async fn finish(ctx: Ctx, fields: Fields) -> Answer {
    let lang = ctx.lang;
    let (browser, _) = ctx.browser();
    let code = fields.get("code");
    let mut tx = ctx.write().await?;
    let email = first_start::waiting_for(&mut tx, &browser, ctx.now).await?;
    let email = email.unwrap_or_default();
    let (now, network) = (ctx.now, &ctx.network);
    let typed = first_start::finish(
        &mut tx,
        now,
        &mut ctx.rng(),
        code,
        (&browser, ctx.device()),
        network,
    )
    .await;
    let refused = |error: String| {
        let html = mail(&ctx, &email, code, Some(error));
        private(StatusCode::UNPROCESSABLE_ENTITY, html)
    };
    match typed {
        Ok(Typed::Opened { secret, .. }) => {
            tx.commit().await?;
            ctx.app.first_start.close();
            // the last step: colour and coat of arms, which can wait
            let to = ctx.to(route::DESK_COMMUNE);
            Ok(see_other(&to, &[ctx.session_cookie(&secret)]))
        }
        Ok(Typed::Wrong { left }) => {
            tx.commit().await?;
            let left = left.to_string();
            Ok(refused(fill(codes::code_wrong(lang), &[("left", &left)])))
        }
        Ok(Typed::NoneWaiting) => {
            tx.commit().await?;
            let form = Form {
                commune: given_name(&ctx),
                email,
                ..Form::default()
            };
            let why = Some(t::mail_over(lang));
            let html = answers(&ctx, &form, &FieldErrors::default(), None, why);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(Error::Fields(errors)) => {
            let error = errors.of("code").map(|error| e::field(lang, error));
            Ok(refused(error.unwrap_or_default()))
        }
        Err(error) => Err(Failure(error)),
    }
}
