//! One's own page: name, level, what one proposed, supports and voted in, settings. Private, except for
//! what a visitor is told.

use super::cards::{Row, link_list};
use super::mine::{drafts, masked, waits};
use super::settings::{install, settings};
use super::ways::ways;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::keep_and_sign_in;
use crate::parts::{Field, Tone, error_summary, notice, page_head, shown_title, state_name};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{address, leaving as l, me as t, merging};
use crate::texts::sign_in::provider;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, Failure, Fields, private, see_other};
use axum::http::StatusCode;
use civic::field::FieldErrors;
use civic::permission::Actor;
use leptos::prelude::*;
use services::person::{self, Mine, Ways};
use services::reading::{self, Listed};
use services::{Error, Tx};

/// Parameter that says a form was just saved.
const SAVED: &str = "enregistre";
/// Parameter that says what was done on another page, and its values.
pub const DONE: &str = "dit";
pub const MERGED: &str = "reunis";
pub const ADDRESS: &str = "adresse";
pub const UNTIED: &str = "delie";

/// What stands above the form of the name.
enum Said {
    Nothing,
    Saved,
    DraftKept,
    Merged,
    Address,
    Untied,
}

/// What is known of whoever is signed in.
struct Known<'a> {
    mine: &'a Mine,
    processes: &'a [Listed],
    drafts: &'a [String],
    ways: &'a Ways,
}

/// GET `/moi`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        return Ok(private(StatusCode::OK, out_page(&ctx)));
    }
    let (draft, saved) = (ctx.draft(&mut tx).await?, ctx.params().has(SAVED));
    let mine = person::mine(&mut tx, &actor).await?;
    let (name, said) = match draft {
        Some(fields) => (fields.get("name").to_owned(), Said::DraftKept),
        None => (
            mine.account.name.clone().unwrap_or_default(),
            match ctx.params().get(DONE) {
                _ if saved => Said::Saved,
                MERGED => Said::Merged,
                ADDRESS => Said::Address,
                UNTIED => Said::Untied,
                _ => Said::Nothing,
            },
        ),
    };
    let errors = FieldErrors::default();
    let html = whole(&ctx, &mut tx, &actor, &mine, &name, &errors, &said).await?;
    Ok(private(StatusCode::OK, html))
}

/// POST `/moi`: the name shown beside contributions.
///
/// # Errors
/// What the database says.
pub async fn save(ctx: Ctx, fields: Fields) -> Answer {
    let mut tx = ctx.write().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        drop(tx);
        return keep_and_sign_in(&ctx, &fields).await;
    }
    let name = fields.get("name");
    match person::set_name(&mut tx, &actor, ctx.now, &mut ctx.rng(), name).await {
        Ok(()) => {
            ctx.forget_draft(&mut tx).await?;
            tx.commit().await?;
            Ok(see_other(&format!("{}?{SAVED}=1", ctx.to(route::ME)), &[]))
        }
        Err(Error::Fields(errors)) => {
            let mine = person::mine(&mut tx, &actor).await?;
            let html = whole(&ctx, &mut tx, &actor, &mine, name, &errors, &Said::Nothing).await?;
            Ok(private(StatusCode::UNPROCESSABLE_ENTITY, html))
        }
        Err(error) => Err(Failure(error)),
    }
}

async fn whole(
    ctx: &Ctx,
    tx: &mut Tx,
    actor: &Actor,
    mine: &Mine,
    name: &str,
    errors: &FieldErrors,
    said: &Said,
) -> Result<String, Failure> {
    let processes = reading::processes(tx).await?;
    let drafts = drafts(ctx, tx).await?;
    let ways = person::ways(tx, actor).await?;
    let known = Known {
        ways: &ways,
        mine,
        processes: &processes,
        drafts: &drafts,
    };
    Ok(page(ctx, actor, &known, name, errors, said))
}

fn out_page(ctx: &Ctx) -> String {
    let lang = ctx.lang;
    let back = form_urlencoded::Serializer::new(String::new())
        .append_pair("retour", &ctx.to(route::ME))
        .finish();
    let sign_in = format!("{}?{back}", ctx.to(route::SIGN_IN));
    render(ctx, &Page::new(t::title(lang), Tab::Me).top(), || {
        view! {
            <div class="narrow stack--wide">
                {page_head(t::title(lang), t::out_lead(lang))}
                <div class="empty">
                    {icon(Icon::Me)}
                    <h2 class="empty__title">{t::out_title(lang)}</h2>
                    <p>{t::out_text(lang)}</p>
                    <a class="button" href=sign_in>{crate::texts::sign_in::title(lang)}</a>
                </div>
                {settings(ctx)}
                {install(lang)}
            </div>
        }
    })
}

fn page(
    ctx: &Ctx,
    actor: &Actor,
    known: &Known<'_>,
    name: &str,
    errors: &FieldErrors,
    said: &Said,
) -> String {
    let lang = ctx.lang;
    let (mine, processes) = (known.mine, known.processes);
    let email = mine.account.email.as_deref().map(masked);
    let signed_as = email.map(|e| fill(t::signed_as(lang), &[("email", &e)]));
    let said = match said {
        Said::Nothing => None,
        Said::Saved => Some(notice(Tone::Ok, "", t::saved(lang))),
        Said::Merged => Some(notice(Tone::Ok, "", merging::done(lang))),
        Said::Address => Some(notice(Tone::Ok, "", address::done(lang))),
        Said::Untied => Some(notice(Tone::Ok, "", provider::untied(lang))),
        Said::DraftKept => Some(notice(Tone::Ok, "", common::draft_kept(lang))),
    };
    render(ctx, &Page::new(t::title(lang), Tab::Me).top(), || {
        view! {
            <div class="narrow stack--wide">
                <header class="page-head">
                    <h1 class="page-head__title">{t::title(lang)}</h1>
                    <p class="page-head__lead">{t::lead(lang)}</p>
                    {signed_as.map(|text| view! { <ul class="meta"><li>{icon(Icon::Lock)}{text}</li></ul> })}
                </header>
                {said}
                {error_summary(lang, errors, &[("name", t::name(lang))])}
                {actor.has_roles().then(|| link_list(vec![Row {
                    image: Icon::Edit,
                    href: ctx.to(route::TOWN_HALL),
                    text: t::town_hall(lang).to_owned(),
                    note: t::town_hall_text(lang).to_owned(),
                }]))}
                <section class="stack"><h2>{t::waits(lang)}</h2>{waits(ctx, mine, processes, known.drafts)}</section>
                {name_form(ctx, name, errors)}
                {ways(ctx, actor, mine, known.ways)}
                {proposals(ctx, mine)}
                {supports(lang, mine)}
                {votes(lang, mine, processes)}
                {link_list(vec![Row {
                    image: Icon::Data,
                    href: ctx.to(route::MY_DATA),
                    text: l::data_title(lang).to_owned(),
                    note: l::data_note(lang).to_owned(),
                }])}
                {settings(ctx)}
                {install(lang)}
                <section class="stack">
                    <h2>{t::leave(lang)}</h2>
                    <p>{t::leave_text(lang)}</p>
                    <form method="post" action=ctx.to(route::SIGN_OUT)>
                        <button class="button button--secondary" r#type="submit">{t::leave(lang)}</button>
                    </form>
                </section>
            </div>
        }
    })
}

fn name_form(ctx: &Ctx, name: &str, errors: &FieldErrors) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let field = Field {
        autocomplete: "name",
        max: Some(60),
        optional: true,
        ..Field::text("name", t::name(lang))
            .value(name)
            .hint(t::name_hint(lang))
            .error(lang, errors)
    };
    view! {
        <section class="stack">
            <h2>{t::name_title(lang)}</h2>
            <form class="form" method="post" action=ctx.to(route::ME) novalidate="novalidate">
                {field.view(lang)}
                <div class="actions"><button class="button" r#type="submit">{common::save(lang)}</button></div>
            </form>
        </section>
    }
}

fn proposals(ctx: &Ctx, mine: &Mine) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let rows: Vec<Row> = mine
        .proposals
        .iter()
        .map(|p| {
            let (sentence, at) = match p.answered_at {
                Some(at) => (t::answered(lang), at),
                None => (t::made(lang), p.created_at),
            };
            let when = fill(sentence, &[("date", &fmt::date(lang, at))]);
            Row {
                image: Icon::Participate,
                href: route::proposal(lang, &p.id),
                text: shown_title(lang, &p.title).to_owned(),
                note: format!("{} · {when}", state_name(lang, p.state)),
            }
        })
        .collect();
    let list = if rows.is_empty() {
        view! {
            <p class="muted">{t::proposals_none(lang)}</p>
            <p><a class="button button--secondary" href=ctx.to(route::PROCESSES)>{t::proposals_action(lang)}</a></p>
        }
        .into_any()
    } else {
        link_list(rows).into_any()
    };
    view! { <section class="stack"><h2>{t::proposals(lang)}</h2>{list}</section> }
}

fn supports(lang: Lang, mine: &Mine) -> impl IntoView + use<> {
    let rows: Vec<Row> = mine
        .supported
        .iter()
        .map(|(id, title)| Row {
            image: Icon::Support,
            href: route::proposal(lang, id),
            text: shown_title(lang, title).to_owned(),
            note: String::new(),
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p class="muted">{t::supports_none(lang)}</p> }.into_any()
    } else {
        link_list(rows).into_any()
    };
    view! { <section class="stack"><h2>{t::supports(lang)}</h2>{list}</section> }
}

/// Only *that* one voted: nothing here could know more.
fn votes(lang: Lang, mine: &Mine, processes: &[Listed]) -> impl IntoView + use<> {
    let rows: Vec<Row> = processes
        .iter()
        .map(|l| &l.process)
        .filter(|p| mine.voted_in.contains(&p.id))
        .map(|p| Row {
            image: Icon::Vote,
            href: route::process(lang, &p.slug),
            text: p.title.clone(),
            note: t::voted(lang).to_owned(),
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p class="muted">{t::votes_none(lang)}</p> }.into_any()
    } else {
        view! { {link_list(rows)} <p class="muted">{t::votes_note(lang)}</p> }.into_any()
    };
    view! { <section class="stack"><h2>{t::votes(lang)}</h2>{list}</section> }
}
