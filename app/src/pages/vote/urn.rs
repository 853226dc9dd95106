//! The public urn of a sealed vote, live while people vote: how many ballots, their numbers in order, where the
//! archive ends, the archive itself, and how to check all that without trusting this site. Public and the same for
//! everybody. Never here: who voted.

use super::closed;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::{Field, Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::vote::urn as t;
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, Failure, private, public};
use axum::extract::Path;
use axum::http::StatusCode;
use civic::permission::Actor;
use civic::process::Rights;
use leptos::prelude::*;
use services::Error;
use services::sealed::head::{self, SignedHead};
use services::sealed::{self, Place};

/// Ballots on a page.
const SHOWN: i64 = 50;
/// Parameter of the event from which a page shows.
const FROM: &str = "depuis";
/// Parameter of a ballot's number or words.
pub const BALLOT: &str = "bulletin";
/// Signed heads on the page; more are in the feed.
const HEADS: usize = 6;

/// GET `/voter/{slug}/urne`.
///
/// # Errors
/// [`Error::NotFound`] when the process has no open urn, or what the database says.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let params = ctx.params();
    let from = params.get(FROM).parse::<i64>().unwrap_or(1).max(1);
    let urn = sealed::page(&mut tx, &Actor::visitor(), &slug, from, SHOWN + 1).await?;
    let asked = params.get(BALLOT).to_owned();
    let found = if asked.is_empty() {
        None
    } else {
        match sealed::place(&mut tx, &urn.process.id, &asked).await {
            Ok(place) => Some(Ok(place)),
            Err(Error::NotFound) => Some(Err(asked.clone())),
            Err(error) => return Err(Failure(error)),
        }
    };
    let (_, heads) = head::newest(&mut tx, &Actor::visitor(), &slug).await?;
    let html = page(&ctx, &urn, &heads, from, &asked, found);
    // whose ballot somebody looks for is nobody's business: such a page is kept by nothing
    Ok(if asked.is_empty() {
        public(&ctx, html)
    } else {
        private(StatusCode::OK, html)
    })
}

fn page(
    ctx: &Ctx,
    urn: &sealed::Page,
    heads: &[SignedHead],
    from: i64,
    asked: &str,
    found: Option<Result<Place, String>>,
) -> String {
    let lang = ctx.lang;
    let slug = &urn.process.slug;
    let here = route::urn(lang, slug);
    let archive = format!("{here}.bel");
    let (rights, voters) = urn.turnout;
    let facts = [
        (t::voters(lang), fmt::number(lang, voters)),
        (t::rights(lang), fmt::number(lang, rights)),
        (t::events(lang), fmt::number(lang, urn.head.events)),
    ];
    let facts =
        facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd class="num">{value}</dd></div> });
    render(ctx, &Page::new(t::title(lang), Tab::Vote), || {
        view! {
            <div class="narrow stack--wide">
                {closed::back(ctx)}
                {page_head(t::title(lang), urn.process.title.clone())}
                <div class="prose"><p>{t::lead(lang)}</p></div>
                {found.map(|found| answer(lang, found))}
                {search(lang, here.clone(), asked)}
                <dl class="facts">{facts.to_vec()}</dl>
                {trustees(lang, &urn.trustees)}
                {urn.list.clone().map(|words| view! {
                    <p>{if urn.process.urn.rights() == Some(Rights::Server) { t::list_server(lang) } else { t::list(lang) }} " " <strong class="urn__list">{words}</strong></p>
                })}
                {head_now(ctx, urn, heads)}
                {ballots(lang, urn, from, &here)}
                {how(ctx, urn, archive)}
            </div>
        }
    })
}

/// Who can open the sum, by what is published of each.
fn trustees(lang: Lang, (enough, titles): &(i64, Vec<String>)) -> impl IntoView + use<> {
    let size = i64::try_from(titles.len()).unwrap_or(i64::MAX);
    let numbers = [
        ("enough", fmt::number(lang, *enough)),
        ("size", fmt::number(lang, size)),
    ];
    let numbers = numbers.each_ref().map(|(n, v)| (*n, v.as_str()));
    let text = fill(t::trustees_text(lang), &numbers);
    let rows = (1..).zip(titles).map(|(n, title)| {
        let name = fill(t::trustee(lang), &[("n", &fmt::number(lang, n))]);
        let who = if title.is_empty() {
            view! { <span class="muted">{t::trustee_unnamed(lang)}</span> }.into_any()
        } else {
            view! { <strong>{title.clone()}</strong> }.into_any()
        };
        view! { <li class="review__row"><span>{name}<span class="sr-only">" : "</span></span> {who}</li> }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" id="depositaires">
            <h2>{t::trustees(lang)}</h2>
            <p>{text}</p>
            <ul class="review">{rows}</ul>
        </section>
    }
}

/// Where the archive ends now, and the heads that the server signed: on the page, in a feed, on paper.
fn head_now(ctx: &Ctx, urn: &sealed::Page, heads: &[SignedHead]) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let feed = format!("{}.atom", route::urn(lang, &urn.process.slug));
    let rows = heads.iter().take(HEADS).map(|head| {
        let when = fmt::date_time(lang, head.at);
        let statement = head::statement(&urn.process, head.events, &head.hash, head.at);
        view! {
            <li class="stack--tight">
                <p>{when} " · " {t::events_n(lang, head.events)}</p>
                <p><code>{head.hash.clone()}</code></p>
                <details class="details details--bare">
                    <summary class="details__summary">{t::signature(lang)}</summary>
                    <div class="details__body"><p>{t::statement(lang)} " " <code>{statement}</code></p> <p><code>{head.signature.clone()}</code></p></div>
                </details>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" id="maillon">
            <h2>{t::head(lang)}</h2>
            <p>{t::head_text(lang)}</p>
            <p><code>{urn.head.hash.clone()}</code></p>
            <p class="actions">
                <button class="button button--secondary" r#type="button" data-print="#maillon" hidden=true>{icon(Icon::Print)} {t::print(lang)}</button>
                <a class="button button--quiet" href=feed>{t::feed(lang)}</a>
            </p>
            <h3>{t::signed(lang)}</h3>
            <p class="muted">{t::signed_text(lang)}</p>
            <ol class="stack">{rows}</ol>
            <p>{t::key(lang)} " " <code>{head::public_key(ctx.app.db.vault())}</code></p>
        </section>
    }
}

/// How to check all that without trusting this site.
fn how(ctx: &Ctx, urn: &sealed::Page, archive: String) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let file = format!("{}.bel", urn.process.slug);
    let ours = format!("tiker verify {file} --head {}", urn.head.hash);
    let theirs = format!(
        "mkdir verification && cp {file} verification/ && cd verification\nbelenios-tool election verify"
    );
    let hash = ctx.app.assets.seal.hash.clone();
    view! {
        <section class="stack" id="verifier">
            <h2>{t::how(lang)}</h2>
            <p>{t::how_text(lang)}</p>
            <p class="actions">
                <a class="button" href=archive download="download">{icon(Icon::Download)} {t::download(lang)}</a>
                <a class="button button--secondary" href=ctx.to(route::VERIFY)>{crate::texts::verify::link(lang)}</a>
            </p>
            <pre><code>{ours}</code></pre>
            <pre><code>{theirs}</code></pre>
            <h3>{t::program(lang)}</h3>
            <p>{t::program_text(lang)}</p>
            <p><code>{hash}</code></p>
        </section>
    }
}

fn search(lang: Lang, here: String, asked: &str) -> impl IntoView + use<> {
    let field = Field::text(BALLOT, t::find(lang))
        .value(asked)
        .hint(t::find_hint(lang));
    let field = Field {
        autocomplete: "off",
        max: Some(200),
        ..field
    };
    view! {
        <form class="form" method="get" action=here>
            {field.view(lang)}
            <div class="actions"><button class="button button--secondary" r#type="submit">{icon(Icon::Search)} {t::find_do(lang)}</button></div>
        </form>
    }
}

fn answer(lang: Lang, found: Result<Place, String>) -> impl IntoView + use<> {
    match found {
        Ok(place) => {
            let number = fmt::number(lang, place.event.height);
            let (tone, title, text) = if place.counts {
                (Tone::Ok, t::found(lang), t::found_text(lang))
            } else {
                (Tone::Warn, t::replaced(lang), t::replaced_text(lang))
            };
            notice(tone, title, fill(text, &[("n", &number)])).into_any()
        }
        Err(typed) if !sealed::is_whole(&typed) => {
            notice(Tone::Warn, t::incomplete(lang), t::incomplete_text(lang)).into_any()
        }
        Err(_) => notice(Tone::Warn, t::absent(lang), t::absent_text(lang)).into_any(),
    }
}

fn ballots(lang: Lang, urn: &sealed::Page, from: i64, here: &str) -> impl IntoView + use<> {
    let shown = usize::try_from(SHOWN).unwrap_or(50);
    let more = urn.events.len() > shown;
    let rows = urn.events.iter().take(shown).map(|event| {
        let ballot = (event.kind == "Ballot")
            .then(|| sealed::tracker(&event.payload))
            .flatten();
        let what = if let Some((number, words)) = ballot {
            view! { <span class="urn__ballot">
                {words} <code>{number}</code>
                {urn.replaced.contains(&event.height).then(|| view! { <span class="badge badge--off">{t::replaced_mark(lang)}</span> })}
            </span> }.into_any()
        } else {
            view! { <span>{t::event(lang, &event.kind)}</span> }.into_any()
        };
        view! {
            <li class="review__row"><span class="num muted">{fmt::number(lang, event.height)}</span> {what}</li>
        }
    });
    let rows = rows.collect_view();
    let earlier = (from > 1).then(|| format!("{here}?{FROM}={}#bulletins", (from - SHOWN).max(1)));
    let later = more.then(|| format!("{here}?{FROM}={}#bulletins", from + SHOWN));
    let none = urn.events.is_empty();
    let actions = (earlier.is_some() || later.is_some()).then(|| {
        view! {
            <p class="actions">
                {earlier.map(|href| view! { <a class="button button--secondary" href=href>{t::earlier(lang)}</a> })}
                {later.map(|href| view! { <a class="button button--secondary" href=href>{t::later(lang)}</a> })}
            </p>
        }
    });
    view! {
        <section class="stack" id="bulletins">
            <h2>{t::ballots(lang)}</h2>
            <p class="muted">{t::ballots_text(lang)}</p>
            {if none {
                view! { <p>{t::none(lang)}</p> }.into_any()
            } else {
                view! { <ul class="review">{rows}</ul> }.into_any()
            }}
            {actions}
        </section>
    }
}
