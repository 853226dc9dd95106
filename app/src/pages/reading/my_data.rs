//! `/moi/donnees`: everything that is kept of whoever asks, to read; `/moi/donnees.json`, to take along. Never here: what is
//! kept (`services::my_data`).

use super::cards::{Row, link_list};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::pages::sign_in::needed;
use crate::parts::page_head;
use crate::parts::shown_title;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{devices as d, leaving as t, register};
use crate::texts::town_hall as tt;
use crate::texts::{Lang, common, fill};
use crate::web::{Answer, Ctx, private};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use civic::civil::Source;
use civic::device::Device;
use civic::id::ProposalId;
use civic::identity::Way;
use civic::permission::{Level, Role};
use leptos::prelude::*;
use services::my_data::{self, MyData, Proven};
use services::{Error, calendar, session};

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    if actor.account.is_none() {
        return Ok(needed(&ctx, false));
    }
    let data = my_data::of(&mut tx, &actor, ctx.now).await?;
    Ok(private(StatusCode::OK, page(&ctx, &data)))
}

/// GET `/moi/donnees.json`, by whoever signed in lately: a file holds everything at once.
///
/// # Errors
/// [`Error::Refused`] for a visitor, [`Error::Stale`], or what the database says.
pub async fn file(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let actor = ctx.actor(&mut tx).await?;
    let here = ctx.session();
    actor.account().map_err(Error::from)?;
    session::fresh(&mut tx, ctx.now, here.as_ref(), session::FRESH_SECONDS).await?;
    let data = my_data::of(&mut tx, &actor, ctx.now).await?;
    let text = serde_json::to_string_pretty(&data).map_err(|e| Error::Count(e.to_string()))?;
    let headers = [
        (CONTENT_TYPE, "application/json; charset=utf-8"),
        (
            CONTENT_DISPOSITION,
            "attachment; filename=\"mes-donnees.json\"",
        ),
        (CACHE_CONTROL, "no-store"),
    ];
    let headers = headers.map(|(name, value)| (name, HeaderValue::from_static(value)));
    Ok((headers, text).into_response())
}

/// A day, out of an instant as the data tells it.
fn day(lang: Lang, instant: &str) -> String {
    calendar::parse_rfc3339(instant).map_or_else(String::new, |time| fmt::date(lang, time))
}

fn page(ctx: &Ctx, data: &MyData) -> String {
    let lang = ctx.lang;
    let account = &data.account;
    let level = Level::parse(account.level).unwrap_or_default();
    let fact = |name: &'static str, value: String| {
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    };
    let roles = data.roles.iter().filter_map(|role| Role::parse(role));
    let roles: Vec<&str> = roles.map(|role| tt::role(lang, role)).collect();
    let has_mailbox = !account.email.is_empty() || !account.further_addresses.is_empty();
    let mailbox = has_mailbox
        .then(|| t::way_code(lang).to_owned())
        .into_iter();
    let letter = data.letter_until.iter();
    let letter = letter.map(|until| fill(t::way_letter(lang), &[("date", &day(lang, until))]));
    let more = data.ways.iter().map(|one| {
        let name = one.name.as_deref().unwrap_or(way(&one.kind));
        line(name, Some(&day(lang, &one.since)))
    });
    let ways = mailbox.chain(letter).chain(more).collect();
    let notes = fmt::number(lang, i64::try_from(data.notes.len()).unwrap_or(0));
    let notes = fill(t::notes_text(lang), &[("n", &notes)]);
    render(ctx, &Page::new(t::data_title(lang), Tab::Me), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::ME)>{icon(Icon::ArrowLeft)} {common::tab_me(lang)}</a>
                {page_head(t::data_title(lang), t::data_lead(lang))}
                <section class="stack">
                    <h2>{t::account(lang)}</h2>
                    <dl class="facts">
                        {fact(t::email(lang), or_none(lang, &account.email))}
                        {(!account.further_addresses.is_empty()).then(|| fact(t::further(lang), account.further_addresses.join(", ")))}
                        {fact(t::name(lang), account.name.clone().unwrap_or_else(|| t::none(lang).to_owned()))}
                        {fact(t::level(lang), tt::people::level_name(lang, level).to_owned())}
                        {account.proven.as_ref().map(|proven| fact(t::proven(lang), proven_on(lang, proven)))}
                        {fact(t::created(lang), day(lang, &account.created_at))}
                        {fact(t::used(lang), day(lang, &account.used_at))}
                        {(!roles.is_empty()).then(|| fact(t::roles(lang), roles.join(", ")))}
                        {data.polling_station.clone().map(|station| fact(t::station(lang), station))}
                    </dl>
                </section>
                {list(lang, t::ways(lang), ways)}
                {list(lang, t::devices(lang), data.devices.iter().map(|one| {
                    let device = Device { browser: one.browser, system: one.system };
                    line(&d::device(lang, device), Some(&day(lang, &one.used_at)))
                }).collect())}
                {written(lang, t::proposals(lang), data.proposals.iter().map(|one| {
                    entry(lang, (&one.id, &one.title), &one.body, &one.created_at)
                }).collect())}
                {written(lang, t::comments(lang), data.comments.iter().map(|one| {
                    entry(lang, (&one.proposal, &one.title), &one.body, &one.created_at)
                }).collect())}
                {written(lang, t::supports(lang), data.supports.iter().map(|one| {
                    entry(lang, (&one.proposal, &one.title), "", &one.created_at)
                }).collect())}
                {list(lang, t::voted(lang), data.voted_in.iter().map(|title| line(title, None)).collect())}
                {(!data.keys.is_empty()).then(|| list(lang, t::keys(lang), data.keys.iter().map(|(title, name)| line(title, Some(name))).collect()))}
                <section class="stack">
                    <h2>{t::notes(lang)}</h2>
                    <p>{notes}</p>
                </section>
                <section class="stack">
                    <h2>{t::take(lang)}</h2>
                    <p>{t::take_text(lang)}</p>
                    <p><a class="button" href=ctx.to(route::MY_DATA_FILE)>{icon(Icon::Download)} {t::take_do(lang)}</a></p>
                </section>
                <section class="stack">
                    <h2>{t::correct(lang)}</h2>
                    <p>{t::correct_text(lang)}</p>
                    <p><a href=ctx.to(route::REGISTER)>{register::title(lang)}</a></p>
                </section>
                {link_list(vec![Row {
                    image: Icon::Cross,
                    href: ctx.to(route::CLOSE_ACCOUNT),
                    text: t::close_title(lang).to_owned(),
                    note: t::close_note(lang).to_owned(),
                }])}
            </div>
        }
    })
}

fn way(kind: &str) -> &str {
    match Way::parse(kind) {
        Some(way) => way.name(),
        None => kind,
    }
}

fn line(text: &str, when: Option<&str>) -> String {
    match when {
        Some(when) if !when.is_empty() => format!("{text} · {when}"),
        _ => text.to_owned(),
    }
}

/// Something she wrote or supports: the proposal that it is, or stands under, its text, its day.
fn entry(lang: Lang, (id, title): (&str, &str), text: &str, when: &str) -> AnyView {
    let href = route::proposal(lang, &ProposalId(id.to_owned()));
    let title = shown_title(lang, title).to_owned();
    let text = (!text.is_empty()).then(|| view! { <p>{text.to_owned()}</p> });
    view! {
        <li class="stack stack--tight">
            <p><a href=href>{title}</a> <span class="muted">{format!(" · {}", day(lang, when))}</span></p>
            {text}
        </li>
    }
    .into_any()
}

fn written(lang: Lang, title: &'static str, entries: Vec<AnyView>) -> impl IntoView {
    let inside = if entries.is_empty() {
        view! { <p class="muted">{t::nothing(lang)}</p> }.into_any()
    } else {
        view! { <ul class="stack">{entries}</ul> }.into_any()
    };
    view! {
        <section class="stack">
            <h2>{title}</h2>
            {inside}
        </section>
    }
}

fn lines(lang: Lang, lines: Vec<String>) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="muted">{t::nothing(lang)}</p> }.into_any();
    }
    let items = lines.into_iter().map(|text| view! { <li>{text}</li> });
    view! { <ul class="stack stack--tight">{items.collect_view()}</ul> }.into_any()
}

fn list(lang: Lang, title: &'static str, all: Vec<String>) -> impl IntoView {
    view! {
        <section class="stack">
            <h2>{title}</h2>
            {lines(lang, all)}
        </section>
    }
}

/// How and when it was proven who she is.
fn proven_on(lang: Lang, proven: &Proven) -> String {
    let text = match Source::parse(proven.by) {
        Some(Source::Desk) => t::proven_desk(lang),
        _ => t::proven_provider(lang),
    };
    fill(text, &[("date", &day(lang, &proven.since))])
}

fn or_none(lang: Lang, text: &str) -> String {
    if text.is_empty() {
        t::no_email(lang).to_owned()
    } else {
        text.to_owned()
    }
}
