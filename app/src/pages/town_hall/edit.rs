//! `/mairie/demarches/{slug}/modifier`: the same form, filled by the process as it stands.

use super::form::{self, Shown};
use super::parts::{kept, saying, summary, top};
use crate::islands::keep_draft::KeepDraft;
use crate::pages::sign_in::asleep;
use crate::parts::{Tone, crumbs, notice, page_head, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::common;
use crate::texts::town_hall::form as t;
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::process::{Moment, PhaseKind, Process};
use leptos::prelude::*;
use services::process::{self, Form};
use services::{Error, desk};

/// What is said above the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    DraftKept,
    Conflict,
    Changed,
}

/// GET.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let (process, categories) = desk::to_edit(&mut tx, &actor, &slug).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let filled = Form::of_process(&process, &categories);
    let (form, said) = match draft {
        Some(fields) => (form::read(&fields, filled), Said::DraftKept),
        None => (filled, Said::Nothing),
    };
    let html = page(&ctx, &process, &form, &FieldErrors::default(), said);
    Ok(private(StatusCode::OK, html))
}

/// POST.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn save(ctx: Ctx, Path(slug): Path<String>, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    let (old, categories) = desk::to_edit(&mut tx, &actor, &slug).await?;
    let current = Form::of_process(&old, &categories);
    let seen = current.seen.clone();
    let mut typed = form::read(&fields, current);
    match process::edit(&mut tx, &actor, ctx.now, &mut ctx.rng(), &slug, &typed).await {
        Ok(_) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = route::desk_process(ctx.lang, &slug);
            Ok(see_other(&saying(&to, "modifie"), &[]))
        }
        Err(Error::Fields(errors)) => Ok(private(
            StatusCode::UNPROCESSABLE_ENTITY,
            page(&ctx, &old, &typed, &errors, Said::Nothing),
        )),
        Err(Error::Conflict) => {
            let said = if typed.seen == seen {
                Said::Conflict
            } else {
                // having read what stands, one may send again
                typed.seen = seen;
                Said::Changed
            };
            let html = page(&ctx, &old, &typed, &FieldErrors::default(), said);
            Ok(private(StatusCode::CONFLICT, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

fn page(ctx: &Ctx, process: &Process, typed: &Form, errors: &FieldErrors, said: Said) -> String {
    let lang = ctx.lang;
    let template = process.template;
    let here = route::desk_process(lang, &process.slug);
    let begun = process
        .phase(PhaseKind::Vote)
        .is_some_and(|p| p.moment(ctx.now) != Moment::Future);
    let shown = Shown {
        template,
        form: typed,
        errors,
    };
    // what was typed over another state of the process is not put over this one
    let keep = format!("{here}/modifier#{}", typed.seen);
    render(
        ctx,
        &Page::new(t::edit_title(lang), Tab::None).islands(),
        || {
            view! {
                <div class="stack">
                    {crumbs(lang, vec![top(ctx), (here.clone(), process.title.clone())], t::edit_title(lang).to_owned())}
                    {page_head(t::edit_title(lang), t::edit_lead(lang))}
                    {kept(lang, said == Said::DraftKept)}
                    {(said == Said::Conflict).then(|| notice(Tone::Error, t::conflict(lang), t::conflict_text(lang)))}
                    {(said == Said::Changed).then(|| changed(ctx, &here))}
                    {(begun && said != Said::Conflict).then(|| notice(Tone::Warn, "", t::begun(lang)))}
                    {summary(lang, errors, &|name| form::label(lang, template, name), t::mend)}
                    <form class="form" method="post" action=format!("{here}/modifier") novalidate="novalidate" data-keep=keep data-kept="data-kept">
                        {required(lang)}
                        {form::fields(lang, &shown)}
                        <div class="actions">
                            <button class="button" r#type="submit">{common::save(lang)}</button>
                            <a class="button button--quiet" href=here.clone()>{common::cancel(lang)}</a>
                        </div>
                    </form>
                    <KeepDraft/>
                </div>
            }
        },
    )
}

/// Someone else saved the process meanwhile: where it can be read as it stands.
fn changed(ctx: &Ctx, here: &str) -> impl IntoView + use<> {
    let lang = ctx.lang;
    view! {
        {notice(Tone::Error, t::changed(lang), t::changed_text(lang))}
        <p><a href=here.to_owned() target="_blank">{t::changed_see(lang)}</a></p>
    }
}
