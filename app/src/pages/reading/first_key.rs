//! On `/moi/cles`, for somebody whose role asks for a passkey and who has none: the code that the town hall handed over is
//! typed first. Never here: how a code is made or checked (`services::enrolment`).

use super::passkeys::{ACT, back_to};
use crate::pages::sign_in::BACK;
use crate::parts::Field;
use crate::route;
use crate::texts::fill;
use crate::texts::sign_in::first_key as t;
use crate::web::{Answer, Ctx, Failure, Fields, see_other};
use civic::field::FieldError;
use civic::permission::Actor;
use leptos::prelude::*;
use services::enrolment::{self, Typed};
use services::{Error, Tx};

/// What the form does.
pub const CODE: &str = "code";

/// What was typed, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Wrong {
    /// As typed.
    pub typed: String,
    /// A sentence; empty for none.
    pub said: String,
}

/// The form; `back` is where to go once the passkey is there.
pub fn form(ctx: &Ctx, back: &str, wrong: &Wrong) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let field = Field::text("code", t::code(lang))
        .value(&wrong.typed)
        .hint(t::code_hint(lang));
    let field = Field {
        autocomplete: "off",
        class: "input--code",
        max: Some(20),
        error: (!wrong.said.is_empty()).then(|| wrong.said.clone()),
        ..field
    };
    view! {
        <section class="stack" id="code-remis">
            <h2>{t::title(lang)}</h2>
            <p>{t::why(lang)}</p>
            <form class="form" method="post" action=ctx.to(route::PASSKEYS) novalidate="novalidate">
                <input r#type="hidden" name=ACT value=CODE/>
                <input r#type="hidden" name=BACK value=back.to_owned()/>
                {field.view(lang)}
                <div class="actions"><button class="button" r#type="submit">{t::go_on(lang)}</button></div>
            </form>
        </section>
    }
}

/// The code was typed: the passkey can be made, or `Err` holds what is wrong with it.
///
/// # Errors
/// What [`enrolment::type_code`] refuses, but for the code itself.
pub async fn typed(ctx: &Ctx, mut tx: Tx, actor: &Actor, fields: &Fields) -> Result<Answer, Wrong> {
    let (lang, code) = (ctx.lang, fields.get("code"));
    let (session, rng) = (ctx.session(), &mut ctx.rng());
    let tried = enrolment::type_code(&mut tx, (actor, session.as_ref()), ctx.now, rng, code).await;
    let said = match tried {
        Ok(tried) => {
            // a wrong try counts
            if let Err(error) = tx.commit().await {
                return Ok(Err(error.into()));
            }
            match tried {
                Typed::Right(secret) => {
                    let back = back_to(ctx, fields.get(BACK));
                    let query = form_urlencoded::Serializer::new(String::new())
                        .append_pair(BACK, &back)
                        .finish();
                    let to = format!("{}?{query}", ctx.to(route::PASSKEYS));
                    return Ok(Ok(see_other(&to, &[ctx.session_cookie(&secret)])));
                }
                Typed::Wrong { left } => fill(t::wrong(lang), &[("left", &left.to_string())]),
                Typed::NoneWaiting => t::none(lang).to_owned(),
            }
        }
        Err(Error::Fields(errors)) if errors.of("code") == Some(&FieldError::Missing) => {
            t::missing(lang).to_owned()
        }
        Err(error) => return Ok(Err(Failure(error))),
    };
    Err(Wrong {
        typed: code.to_owned(),
        said,
    })
}
