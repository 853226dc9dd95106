//! `/mairie/quartiers`: the list of the commune's districts, one name a line.

use super::parts::{kept, said, saying, summary, top};
use crate::pages::sign_in::asleep;
use crate::parts::{Field, crumbs, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::town_hall as t;
use crate::texts::{Lang, common, error as e};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use services::Error;
use services::district::{self, NAMES};

/// GET.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let listed = district::names(&mut tx, &actor).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let typed = draft.as_ref().map(|d| d.get(NAMES).to_owned());
    let is_draft = typed.is_some();
    let typed = typed.unwrap_or(listed);
    let html = page(&ctx, &typed, &FieldErrors::default(), is_draft);
    Ok(private(StatusCode::OK, html))
}

/// POST.
///
/// # Errors
/// [`Error::Refused`].
pub async fn save(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    let typed = fields.get(NAMES);
    match district::set(&mut tx, &actor, ctx.now, &mut ctx.rng(), typed).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = ctx.to(route::DESK_DISTRICTS);
            Ok(see_other(&saying(&to, "quartiers"), &[]))
        }
        Err(Error::Fields(errors)) => {
            let html = page(&ctx, typed, &errors, false);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

fn mend(lang: Lang, _: &str, error: &FieldError) -> String {
    match error {
        FieldError::TooLarge => t::districts_many(lang).to_owned(),
        other => e::field(lang, other),
    }
}

fn page(ctx: &Ctx, typed: &str, errors: &FieldErrors, is_draft: bool) -> String {
    let lang = ctx.lang;
    let title = t::districts(lang);
    let field = Field {
        optional: true,
        rows: 10,
        error: errors.of(NAMES).map(|error| mend(lang, NAMES, error)),
        ..Field::long(NAMES, t::districts_names(lang))
            .value(typed)
            .hint(t::districts_hint(lang))
    };
    render(ctx, &Page::new(title, Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx)], title.to_owned())}
                {said(ctx, false)}
                {kept(lang, is_draft)}
                {summary(lang, errors, &|_| t::districts_names(lang).to_owned(), mend)}
                {page_head(title, t::districts_lead(lang))}
                <form class="form" method="post" action=ctx.to(route::DESK_DISTRICTS) novalidate="novalidate">
                    {field.view(lang)}
                    <div class="actions">
                        <button class="button" r#type="submit">{common::save(lang)}</button>
                        <a class="button button--quiet" href=ctx.to(route::TOWN_HALL)>{common::cancel(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}
