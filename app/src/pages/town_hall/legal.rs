//! `/mairie/mentions-legales`: the form of the legal notice.

use super::parts::{kept, said, saying, summary, top};
use crate::pages::sign_in::asleep;
use crate::parts::{Field, crumbs, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::legal as t;
use crate::texts::{Lang, common, error as e};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use leptos::prelude::*;
use services::Error;
use services::legal::{self, FIELDS, LINE, Legal};

/// GET.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let now = legal::to_edit(&mut tx, &actor).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let is_draft = draft.is_some();
    let typed = draft.map_or(now, |d| {
        Legal::of(FIELDS.map(|name| d.get(name).to_owned()))
    });
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
    let typed = FIELDS.map(|name| fields.get(name));
    match legal::set(&mut tx, &actor, ctx.now, &mut ctx.rng(), typed).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = ctx.to(route::DESK_LEGAL);
            Ok(see_other(&saying(&to, "mentions"), &[]))
        }
        Err(Error::Fields(errors)) => {
            let typed = Legal::of(typed.map(str::to_owned));
            let html = page(&ctx, &typed, &errors, false);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

fn mend(lang: Lang, _: &str, error: &FieldError) -> String {
    e::field(lang, error)
}

/// Label and hint of each field.
fn words(lang: Lang) -> [(&'static str, &'static str); 5] {
    [
        (t::address(lang), t::address_hint(lang)),
        (t::director(lang), t::director_hint(lang)),
        (t::host(lang), t::host_hint(lang)),
        (t::contact(lang), t::contact_hint(lang)),
        (t::officer(lang), t::officer_hint(lang)),
    ]
}

fn page(ctx: &Ctx, typed: &Legal, errors: &FieldErrors, is_draft: bool) -> String {
    let lang = ctx.lang;
    let label = |name: &str| {
        let at = FIELDS.iter().position(|field| *field == name);
        at.map_or(String::new(), |at| words(lang)[at].0.to_owned())
    };
    let fields = FIELDS.into_iter().zip(typed.lines()).zip(words(lang));
    let fields = fields.map(|((name, value), (label, hint))| {
        let field = Field {
            optional: true,
            max: Some(LINE),
            error: errors.of(name).map(|error| e::field(lang, error)),
            ..Field::text(name, label).value(value).hint(hint)
        };
        field.view(lang)
    });
    let fields = fields.collect_view();
    render(ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {crumbs(lang, vec![top(ctx)], t::title(lang).to_owned())}
                {said(ctx, false)}
                {kept(lang, is_draft)}
                {summary(lang, errors, &label, mend)}
                {page_head(t::title(lang), t::form_lead(lang))}
                <form class="form" method="post" action=ctx.to(route::DESK_LEGAL) novalidate="novalidate">
                    {fields}
                    <div class="actions">
                        <button class="button" r#type="submit">{common::save(lang)}</button>
                        <a class="button button--quiet" href=ctx.to(route::LEGAL)>{t::see(lang)}</a>
                    </div>
                </form>
            </div>
        }
    })
}
