//! `/mairie/demarches/nouvelle`: first the template, then its form, prefilled so that it could be sent as
//! it is but for the name. The first phase opens at once unless another date is typed.

use super::form::{self, Shown};
use super::parts::{kept, saying, summary, top};
use crate::icon::{Icon, icon};
use crate::islands::keep_draft::KeepDraft;
use crate::pages::sign_in::asleep;
use crate::parts::{crumbs, page_head, required};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::process as rt;
use crate::texts::town_hall as tt;
use crate::texts::town_hall::form as t;
use crate::texts::{common, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::permission::Role;
use civic::process::Template;
use leptos::prelude::*;
use services::Error;
use services::process::{self, Form};

/// Parameter that names the template.
const TEMPLATE: &str = "modele";

/// The address of the form of a template.
#[must_use]
pub fn address(ctx: &Ctx, template: Template) -> String {
    format!(
        "{}?{TEMPLATE}={}",
        ctx.to(route::DESK_NEW),
        template.as_str()
    )
}

/// GET: the choice, or the form of `?modele=`.
///
/// # Errors
/// [`Error::Refused`].
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    actor.with_role(Role::Official)?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let params = ctx.params();
    let asked = Template::parse(params.get(TEMPLATE));
    // after signing in one comes back without the parameter: the draft then says which form it was
    let draft = draft
        .and_then(|d| Some((Template::parse(d.get(form::TEMPLATE))?, d)))
        .filter(|(template, _)| !params.has(TEMPLATE) || asked == Some(*template));
    let html = match (draft, asked) {
        (Some((template, fields)), _) => {
            let typed = form::read(&fields, Form::of_template(template, ctx.now));
            page(&ctx, template, &typed, &FieldErrors::default(), true)
        }
        (None, Some(template)) => {
            let form = Form::of_template(template, ctx.now);
            page(&ctx, template, &form, &FieldErrors::default(), false)
        }
        (None, None) => choose(&ctx),
    };
    Ok(private(StatusCode::OK, html))
}

/// POST: makes the process.
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
    actor.with_role(Role::Official)?;
    let Some(template) = Template::parse(fields.get(form::TEMPLATE)) else {
        return Ok(private(StatusCode::UNPROCESSABLE_ENTITY, choose(&ctx)));
    };
    let typed = form::read(&fields, Form::of_template(template, ctx.now));
    match process::create(&mut tx, &actor, ctx.now, &mut ctx.rng(), &typed).await {
        Ok(made) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = route::desk_process(ctx.lang, &made.slug);
            Ok(see_other(&saying(&to, "cree"), &[]))
        }
        Err(Error::Fields(errors)) => Ok(private(
            StatusCode::UNPROCESSABLE_ENTITY,
            page(&ctx, template, &typed, &errors, false),
        )),
        Err(error) => Err(Failure(error)),
    }
}

fn choose(ctx: &Ctx) -> String {
    let lang = ctx.lang;
    let cards = Template::ALL.map(|template| {
        let phases = template
            .phases()
            .iter()
            .map(|(kind, _)| view! { <li>{icon(Icon::Calendar)}{rt::phase(lang, *kind, template)}</li> });
        let phases = phases.collect_view();
        let name = rt::template(lang, template);
        view! {
            <li>
                <article class="card">
                    <h2 class="card__title"><a href=address(ctx, template)>{name}</a></h2>
                    <p>{t::purpose(lang, template)}</p>
                    <ul class="meta" aria-label=t::steps(lang)>{phases}</ul>
                    <div class="card__foot">
                        <a class="button" href=address(ctx, template)>
                            {t::choose_this(lang)}<span class="sr-only">{format!(" : {name}")}</span>
                        </a>
                    </div>
                </article>
            </li>
        }
    });
    render(ctx, &Page::new(t::choose_title(lang), Tab::None), || {
        view! {
            <div class="stack">
                {crumbs(lang, vec![top(ctx)], tt::new_process(lang).to_owned())}
                {page_head(t::choose_title(lang), t::choose_lead(lang))}
                <ul class="grid">{cards}</ul>
            </div>
        }
    })
}

fn page(
    ctx: &Ctx,
    template: Template,
    typed: &Form,
    errors: &FieldErrors,
    is_draft: bool,
) -> String {
    let lang = ctx.lang;
    let title = fill(
        t::new_title(lang),
        &[("kind", rt::template(lang, template))],
    );
    let shown = Shown {
        template,
        form: typed,
        errors,
    };
    let keep = format!("{}#{}", route::DESK_NEW, template.as_str());
    render(ctx, &Page::new(title.clone(), Tab::None).islands(), || {
        view! {
            <div class="stack">
                {crumbs(lang, vec![top(ctx)], tt::new_process(lang).to_owned())}
                {page_head(title, t::new_lead(lang))}
                <p><a href=format!("{}?{TEMPLATE}=", ctx.to(route::DESK_NEW))>{t::choose_other(lang)}</a></p>
                {kept(lang, is_draft)}
                {summary(lang, errors, &|name| form::label(lang, template, name), t::mend)}
                <form class="form" method="post" action=ctx.to(route::DESK_NEW) novalidate="novalidate" data-keep=keep data-kept="data-kept">
                    {required(lang)}
                    <input r#type="hidden" name=form::TEMPLATE value=template.as_str()/>
                    {form::fields(lang, &shown)}
                    <div class="actions">
                        <button class="button" r#type="submit">{t::create(lang)}</button>
                        <a class="button button--quiet" href=ctx.to(route::TOWN_HALL)>{common::cancel(lang)}</a>
                    </div>
                </form>
                <KeepDraft/>
            </div>
        }
    })
}
