//! `/mairie/projets/{id}`: the news of a project, and the form that publishes one.

use super::parts::{kept, said, saying, summary, top};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::islands::keep_draft::KeepDraft;
use crate::pages::reading::cards::paragraphs;
use crate::pages::sign_in::asleep;
use crate::parts::{Field, crumbs, required, select};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::projects as rp;
use crate::texts::town_hall as tt;
use crate::texts::town_hall::desk as t;
use crate::texts::{Lang, error as e};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::field::{FieldError, FieldErrors};
use civic::id::ProjectId;
use civic::project::Status;
use leptos::prelude::*;
use services::Error;
use services::desk::{self, Follow};
use services::project::{MilestoneForm, post_milestone};

fn read(fields: &Fields) -> MilestoneForm {
    MilestoneForm {
        title: fields.get("title").to_owned(),
        body: fields.get("body").to_owned(),
        status: fields.get("status").to_owned(),
    }
}

/// GET.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let follow = desk::follow(&mut tx, &actor, &ProjectId(id)).await?;
    let draft = ctx.draft(&mut tx).await?;
    drop(tx);
    let (form, is_draft) = match draft {
        Some(fields) => (read(&fields), true),
        None => {
            let status = follow.project.status.as_str().to_owned();
            let form = MilestoneForm {
                status,
                ..MilestoneForm::default()
            };
            (form, false)
        }
    };
    let html = page(&ctx, &follow, &form, &FieldErrors::default(), is_draft);
    Ok(private(StatusCode::OK, html))
}

/// POST: publishes a milestone.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn post(ctx: Ctx, Path(id): Path<String>, fields: Fields) -> Answer {
    let id = ProjectId(id);
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.must_sign_in() {
        drop(tx);
        return asleep::keep(&ctx, &actor, &fields).await;
    }
    let form = read(&fields);
    match post_milestone(&mut tx, &actor, ctx.now, &mut ctx.rng(), &id, &form).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            let to = route::desk_project(ctx.lang, &id);
            Ok(see_other(&saying(&to, "publie"), &[]))
        }
        Err(Error::Fields(errors)) => {
            let follow = desk::follow(&mut tx, &actor, &id).await?;
            let html = page(&ctx, &follow, &form, &errors, false);
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

fn label(lang: Lang, name: &str) -> String {
    match name {
        "title" => t::news_title(lang),
        "body" => t::news_body(lang),
        _ => t::news_status(lang),
    }
    .to_owned()
}

fn mend(lang: Lang, _: &str, error: &FieldError) -> String {
    e::field(lang, error)
}

fn page(
    ctx: &Ctx,
    follow: &Follow,
    typed: &MilestoneForm,
    errors: &FieldErrors,
    is_draft: bool,
) -> String {
    let lang = ctx.lang;
    let (project, process) = (&follow.project, &follow.process);
    let back = route::desk_process(lang, &process.slug);
    render(
        ctx,
        &Page::new(project.title.clone(), Tab::None).islands(),
        || {
            view! {
                <div class="stack--wide">
                    <div class="stack">
                        {crumbs(lang, vec![top(ctx), (back, process.title.clone())], project.title.clone())}
                        {said(ctx, false)}
                        {kept(lang, is_draft)}
                        {summary(lang, errors, &|name| label(lang, name), mend)}
                        <header class="page-head">
                            <span class="badge badge--info">{rp::status(lang, project.status)}</span>
                            <h1 class="page-head__title">{project.title.clone()}</h1>
                            <div class="page-head__actions actions">
                                <a class="button button--quiet" href=route::project(lang, &project.id)>{icon(Icon::External)}{tt::see_public(lang)}</a>
                                <a class="button button--quiet" href=route::desk_proposal(lang, &project.proposal)>{t::see_proposal(lang)}</a>
                            </div>
                        </header>
                    </div>
                    {milestone_form(ctx, follow, typed, errors)}
                    {news(lang, follow)}
                </div>
            }
        },
    )
}

fn milestone_form(
    ctx: &Ctx,
    follow: &Follow,
    typed: &MilestoneForm,
    errors: &FieldErrors,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let here = route::desk_project(lang, &follow.project.id);
    let title = Field {
        max: Some(120),
        ..Field::text("title", t::news_title(lang))
            .value(&typed.title)
            .hint(t::news_title_hint(lang))
            .error(lang, errors)
    };
    let body = Field {
        optional: true,
        rows: 5,
        ..Field::long("body", t::news_body(lang))
            .value(&typed.body)
            .error(lang, errors)
    };
    let options = Status::ALL.map(|s| (s.as_str().to_owned(), rp::status(lang, s).to_owned()));
    let status = select(
        lang,
        "status",
        t::news_status(lang),
        options.to_vec(),
        &typed.status,
        errors.of("status"),
    );
    view! {
        <section class="stack">
            <h2>{t::news_add(lang)}</h2>
            <form class="form" method="post" action=here.clone() novalidate="novalidate" data-keep=here.clone()>
                {required(lang)}
                {title.view(lang)}
                {body.view(lang)}
                {status}
                <div class="actions"><button class="button" r#type="submit">{t::news_do(lang)}</button></div>
            </form>
            <KeepDraft/>
        </section>
    }
}

/// The milestones, the last one first: it is the one just posted.
fn news(lang: Lang, follow: &Follow) -> impl IntoView + use<> {
    let none = follow.milestones.is_empty();
    let items = follow.milestones.iter().rev().map(|m| {
        let date = format!(
            "{} · {}",
            fmt::date(lang, m.created_at),
            rp::status(lang, m.status)
        );
        view! {
            <li class="timeline__item timeline__item--past">
                <span class="timeline__date">{date}</span>
                <h3 class="timeline__title">{m.title.clone()}</h3>
                <div class="timeline__text">{paragraphs(&m.body)}</div>
            </li>
        }
    });
    let items = items.collect_view();
    view! {
        <section class="stack">
            <h2>{t::news(lang)}</h2>
            {if none {
                view! { <p class="muted">{t::news_none(lang)}</p> }.into_any()
            } else {
                view! { <ol class="timeline">{items}</ol> }.into_any()
            }}
        </section>
    }
}
