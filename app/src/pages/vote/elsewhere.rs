//! Somebody who voted on another device stands at the paper: the code of her receipt first, then the paper with her
//! ballot on it. And the other way round: a shared device forgets the receipt it holds.

use super::booth::{self, Booth, CODE};
use super::pieces::{self, Typed};
use super::{closed, receipt};
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote as t;
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use services::Tx;

/// Name of the field that says: only open my ballot, nothing is chosen yet.
pub const OPEN: &str = "ouvrir";

/// The page that asks for the code.
pub fn page(ctx: &Ctx, booth: &Booth, typed: &str, error: Option<String>) -> String {
    let lang = ctx.lang;
    let process = &booth.offered.process;
    let here = route::ballot(lang, &process.slug);
    render(ctx, &Page::new(t::voted(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack">
                {closed::back(ctx)}
                {page_head(t::voted(lang), t::voted_elsewhere(lang))}
                <p class="muted">{process.title.clone()}</p>
                {receipt::code_form(ctx, here, typed, error, Some(OPEN))}
            </div>
        }
    })
}

/// Opens the ballot of a typed code: this browser holds its secret from now on.
///
/// # Errors
/// What the database says.
pub async fn open(
    ctx: &Ctx,
    tx: &mut Tx,
    booth: &Booth,
    fields: &Fields,
) -> Result<Response, Failure> {
    let process = &booth.offered.process;
    let typed = fields.get(CODE);
    Ok(
        match pieces::try_code(ctx.lang, tx, process, typed).await? {
            Typed::Opens(secret, _) => see_other(
                &route::ballot(ctx.lang, &process.slug),
                &[booth::secret_cookie(ctx, process, &booth.account, &secret)],
            ),
            Typed::Wrong(why) => private(
                StatusCode::UNPROCESSABLE_ENTITY,
                page(ctx, booth, typed, Some(why)),
            ),
        },
    )
}

/// POST `/voter/{slug}/recu/oublier`: this browser forgets the secret it holds for whoever is signed in.
///
/// # Errors
/// [`services::Error::NotFound`], [`services::Error::Refused`] to sign in, or what the database says.
pub async fn forget(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let account = actor.account().map_err(services::Error::from)?.clone();
    let offered = services::vote::offered(&mut tx, &actor, &slug).await?;
    let gone = [
        booth::forget_secret(&ctx, &offered.process, &account),
        booth::forget_choices(&ctx, &offered.process),
    ];
    let there = format!("{}/recu", route::ballot(ctx.lang, &slug));
    Ok(see_other(&there, &gone))
}
