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
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue,
};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use civic::permission::Actor;
use futures_util::stream;
use leptos::prelude::*;
use serde_json::json;
use services::Error;
use services::sealed::{self, PIECE, Place};

/// Ballots on a page.
const SHOWN: i64 = 50;
/// Parameter of the event from which a page shows.
const FROM: &str = "depuis";
/// Parameter of a ballot's number.
const BALLOT: &str = "bulletin";
/// Events that lead from a ballot to a head, at most: with their hashes, less than 50 kB.
const LEADING: i64 = 400;

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
        match sealed::place(&mut tx, &urn.process.id, &asked, 0).await {
            Ok(place) => Some(Ok(place)),
            Err(Error::NotFound) => Some(Err(asked.clone())),
            Err(error) => return Err(Failure(error)),
        }
    };
    let html = page(&ctx, &urn, from, &asked, found);
    // whose ballot somebody looks for is nobody's business: such a page is kept by nothing
    Ok(if asked.is_empty() {
        public(&ctx, html)
    } else {
        private(StatusCode::OK, html)
    })
}

/// A ballot's number from the hash that the event names.
fn tracker(payload: &str) -> String {
    let bytes = (0..payload.len() / 2).filter_map(|i| {
        let pair = payload.get(2 * i..2 * i + 2)?;
        u8::from_str_radix(pair, 16).ok()
    });
    STANDARD_NO_PAD.encode(bytes.collect::<Vec<u8>>())
}

fn page(
    ctx: &Ctx,
    urn: &sealed::Page,
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
                <p>{t::lead(lang)}</p>
                {found.map(|found| answer(lang, found))}
                {search(lang, here.clone(), asked)}
                <dl class="facts">{facts.to_vec()}</dl>
                <section class="stack">
                    <h2>{t::head(lang)}</h2>
                    <p>{t::head_text(lang)}</p>
                    <p><code>{urn.head.hash.clone()}</code></p>
                    <p class="actions"><a class="button" href=archive download="download">{icon(Icon::Download)} {t::download(lang)}</a></p>
                    <p><a href=ctx.to(route::VERIFY)>{crate::texts::verify::link(lang)}</a></p>
                </section>
                {ballots(lang, urn, from, &here)}
            </div>
        }
    })
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
            notice(
                Tone::Ok,
                t::found(lang),
                fill(t::found_text(lang), &[("n", &number)]),
            )
            .into_any()
        }
        Err(_) => notice(Tone::Warn, t::absent(lang), t::absent_text(lang)).into_any(),
    }
}

fn ballots(lang: Lang, urn: &sealed::Page, from: i64, here: &str) -> impl IntoView + use<> {
    let shown = usize::try_from(SHOWN).unwrap_or(50);
    let more = urn.events.len() > shown;
    let rows = urn.events.iter().take(shown).map(|event| {
        let what = if event.kind == "Ballot" {
            view! { <code>{tracker(&event.payload)}</code> }.into_any()
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
    view! {
        <section class="stack" id="bulletins">
            <h2>{t::ballots(lang)}</h2>
            <p class="muted">{t::ballots_text(lang)}</p>
            {if none {
                view! { <p>{t::none(lang)}</p> }.into_any()
            } else {
                view! { <ul class="review">{rows}</ul> }.into_any()
            }}
            <p class="actions">
                {earlier.map(|href| view! { <a class="button button--secondary" href=href>{t::earlier(lang)}</a> })}
                {later.map(|href| view! { <a class="button button--secondary" href=href>{t::later(lang)}</a> })}
            </p>
        </section>
    }
}

/// GET `/voter/{slug}/urne.bel`: the archive as it ends now, piece by piece.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn archive(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let urn = sealed::page(&mut tx, &Actor::visitor(), &slug, 0, 0).await?;
    drop(tx);
    let (db, process, end) = (ctx.app.db.clone(), urn.process.id.clone(), urn.head.events);
    // what is appended meanwhile is not in it: the length was said
    let pieces = stream::unfold(0, move |from| {
        let (db, process) = (db.clone(), process.clone());
        async move {
            if from >= end {
                return None;
            }
            let number = PIECE.min(end - from);
            let piece = async {
                let mut tx = db.read().await?;
                sealed::archive(&mut tx, &process, from, number).await
            };
            Some((piece.await.map(Bytes::from), from + number))
        }
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-tar"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(urn.head.size));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{slug}.bel\"")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// GET `/voter/{slug}/urne.json?bulletin=…`: where a ballot is, and the events that lead from it towards the head.
/// A phone makes the chain again from `payloads` and finds `hashes` by itself.
///
/// # Errors
/// [`Error::NotFound`], or what the database says.
pub async fn place(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let urn = sealed::page(&mut tx, &Actor::visitor(), &slug, 0, 0).await?;
    let asked = ctx.params().get(BALLOT).to_owned();
    let place = sealed::place(&mut tx, &urn.process.id, &asked, LEADING).await?;
    let event = |event: &sealed::Event| json!({"height": event.height, "type": event.kind, "payload": event.payload, "hash": event.hash});
    let after: Vec<_> = place.after.iter().map(event).collect();
    let answer = json!({
        "event": event(&place.event),
        "after": after,
        "head": {"events": place.head.events, "hash": place.head.hash},
    });
    let mut response: Response = axum::Json(answer).into_response();
    let kept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, kept);
    Ok(response)
}
