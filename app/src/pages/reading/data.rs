//! Données: results and the files offered, and the file of a process's proposals.

use super::{cards::Row, cards::link_list, csv};
use crate::icon::{Icon, icon};
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{data as t, home as th};
use crate::texts::verify;
use crate::web::{Answer, Ctx, public};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use civic::permission::Actor;
use leptos::prelude::*;
use services::reading::{self, Counted, Listed};

/// Results listed: more than any commune has, so that a page never grows without end.
const RESULTS: i64 = 200;
/// Ballots are published from so many voters on.
pub const PUBLISHED_FROM: i64 = 50;
/// The licence's own page.
const LICENCE: &str = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

/// GET `/donnees`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let processes = reading::processes(&mut tx).await?;
    let counted = reading::counted(&mut tx, RESULTS).await?;
    drop(tx);
    Ok(public(&ctx, page(&ctx, &processes, &counted)))
}

/// GET `/demarches/{slug}/propositions.csv`: the same file in every language.
///
/// # Errors
/// [`services::Error::NotFound`].
pub async fn proposals(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let listed = services::process::visible(&mut tx, &Actor::visitor(), &slug).await?;
    let all = reading::proposals(&mut tx, &listed.process.id).await?;
    drop(tx);
    let mut response = public(&ctx, csv::proposals(&all));
    if response.status() == StatusCode::OK {
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/csv; charset=utf-8; header=present"),
        );
        let name = format!(
            "attachment; filename=\"{}-propositions.csv\"",
            listed.process.slug
        );
        if let Ok(value) = HeaderValue::from_str(&name) {
            headers.insert(CONTENT_DISPOSITION, value);
        }
    }
    Ok(response)
}

fn page(ctx: &Ctx, processes: &[Listed], counted: &[Counted]) -> String {
    let lang = ctx.lang;
    let results = counted.iter().filter_map(|c| {
        let listed = processes.iter().find(|l| l.process.id == c.process)?;
        Some(result(ctx, listed, c))
    });
    let results = results.collect_view();
    let filled = processes.iter().filter(|l| l.proposals > 0);
    let tables = filled.map(|l| {
        let path = format!("/demarches/{}/propositions.csv", l.process.slug);
        file(ctx.to(&path), l.process.title.clone(), "CSV")
    });
    let tables = tables.collect_view();
    let check = Row {
        image: Icon::Check,
        href: ctx.to(route::VERIFY),
        text: verify::link(lang).to_owned(),
        note: verify::link_note(lang).to_owned(),
    };
    let (no_result, no_table) = (results.is_empty(), tables.is_empty());
    render(ctx, &Page::new(t::title(lang), Tab::Data).top(), || {
        view! {
            {page_head(t::title(lang), t::lead(lang))}
            <div class="stack--wide">
                <section class="stack">
                    <h2>{t::results(lang)}</h2>
                    {no_result.then(|| view! { <p class="muted">{t::results_none(lang)}</p> })}
                    {results}
                    {link_list(vec![check])}
                </section>
                <section class="stack">
                    <h2>{t::proposals(lang)}</h2>
                    {no_table.then(|| view! { <p class="muted">{t::proposals_none(lang)}</p> })}
                    {(!no_table).then(|| view! { <ul class="files">{tables}</ul> })}
                </section>
                <section class="stack">
                    <h2>{t::about(lang)}</h2>
                    <div class="prose">
                        <ul>
                            <li>{t::about_csv(lang)}</li>
                            <li>{t::about_json(lang)}</li>
                            <li>{t::about_pb(lang)}</li>
                        </ul>
                        <p>{t::about_people(lang)}</p>
                        <p>{t::about_money(lang)}</p>
                    </div>
                </section>
                <section class="stack">
                    <h2>{t::licence(lang)}</h2>
                    <div class="prose">
                        <p>{t::licence_text(lang)}</p>
                        <p><a href=LICENCE rel="license noreferrer">{t::licence_link(lang)}</a></p>
                    </div>
                </section>
            </div>
        }
    })
}

fn result(ctx: &Ctx, listed: &Listed, counted: &Counted) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let process = &listed.process;
    let address = |extension: &str| {
        // the ballots are a file of their own, not another form of the result
        let name = if extension == "pb" {
            "bulletins"
        } else {
            "resultats"
        };
        ctx.to(&format!("/demarches/{}/{name}.{extension}", process.slug))
    };
    let row = Row {
        image: Icon::Data,
        href: route::result(lang, &process.slug),
        text: t::see_result(lang).to_owned(),
        note: th::outcome(lang, counted.funded, counted.projects, counted.voters),
    };
    let ballots = (process.ballots_published && counted.voters >= PUBLISHED_FROM)
        .then(|| file(address("pb"), t::result_pb(lang).to_owned(), "PB"));
    view! {
        <section class="stack--tight">
            <h3>{process.title.clone()}</h3>
            {link_list(vec![row])}
            <ul class="files">
                {file(address("csv"), t::result_csv(lang).to_owned(), "CSV")}
                {file(address("json"), t::result_json(lang).to_owned(), "JSON")}
                {ballots}
            </ul>
        </section>
    }
}

fn file(href: String, name: String, kind: &'static str) -> impl IntoView {
    view! {
        <li>
            <a class="file" href=href download="">
                {icon(Icon::Download)}
                <span class="file__name">{name}<span class="file__meta">{format!("{kind} · Licence Ouverte 2.0")}</span></span>
            </a>
        </li>
    }
}
