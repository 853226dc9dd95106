//! The mails of a demonstration, where nothing is really sent. Nowhere else: 404.

use super::mail_file::{Mail, newest};
use crate::icon::{Icon, icon};
use crate::parts::{Field, empty, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::fill;
use crate::texts::reading::data as t;
use crate::web::{Answer, Ctx, Failure, private};
use axum::http::StatusCode;
use leptos::prelude::*;
use services::Error;

/// Mails shown.
const MOST: usize = 50;
/// Parameter that keeps the mails of one address.
const ADDRESS: &str = "a";

/// GET `/courriels`.
///
/// # Errors
/// [`Error::NotFound`] outside a demonstration.
pub async fn show(ctx: Ctx) -> Answer {
    if ctx.app.demonstration.is_none() {
        return Err(Failure(Error::NotFound));
    }
    let wanted = ctx.params().get(ADDRESS).trim().to_owned();
    // a small folder on the local disk, in a demonstration only: read here rather than on another thread
    let mails = ctx
        .app
        .mail_folder
        .as_ref()
        .map(|folder| newest(folder, &wanted, MOST))
        .unwrap_or_default();
    Ok(private(StatusCode::OK, page(&ctx, &wanted, mails)))
}

fn page(ctx: &Ctx, wanted: &str, mails: Vec<Mail>) -> String {
    let lang = ctx.lang;
    let field = Field {
        kind: "text",
        inputmode: "email",
        optional: true,
        ..Field::text(ADDRESS, t::mails_filter(lang)).value(wanted)
    };
    let none = mails.is_empty();
    let articles = mails.into_iter().map(|mail| {
        let code = mail.code().map(str::to_owned);
        let to = fill(t::mails_to(lang), &[("to", &mail.to)]);
        let subject = if mail.subject.is_empty() {
            t::mails_no_subject(lang).to_owned()
        } else {
            mail.subject
        };
        view! {
            <article class="card">
                <div class="card__top">{to}</div>
                <h2 class="card__title">{subject}</h2>
                {code.map(|code| view! { <p class="receipt__code"><span>{code}</span></p> })}
                <pre>{mail.body}</pre>
            </article>
        }
    });
    let articles = articles.collect_view();
    render(ctx, &Page::new(t::mails_title(lang), Tab::None), || {
        view! {
            <div class="narrow stack">
                {page_head(t::mails_title(lang), t::mails_lead(lang))}
                <form class="inline-form" method="get" action=ctx.to(route::MAILS)>
                    {field.view(lang)}
                    <button class="button button--secondary" r#type="submit">{icon(Icon::Filter)}{t::mails_search(lang)}</button>
                </form>
                {none.then(|| empty(
                    Icon::Comment,
                    t::mails_none_title(lang),
                    t::mails_none(lang),
                    Some((ctx.to(route::SIGN_IN), crate::texts::sign_in::title(lang).to_owned())),
                ))}
                {articles}
            </div>
        }
    })
}
