//! The files of a public urn: the archive, the election, the feed of signed heads.
//! Public, the same for everybody; none says who voted.

use crate::fmt;
use crate::route;
use crate::texts::fill;
use crate::texts::vote::urn as t;
use crate::web::{Answer, Ctx};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue,
};
use axum::response::{IntoResponse as _, Response};
use civic::permission::Actor;
use futures_util::{StreamExt as _, stream};
use services::sealed::{self, PIECE, head};
use std::fmt::Write as _;

/// What a download holds in memory at once, in bytes.
const MOST_AT_ONCE: i64 = 1024 * 1024;

/// A body with its kind and how long it may be kept.
fn file(body: impl Into<Body>, kind: &'static str, caching: &'static str) -> Response {
    let mut response = body.into().into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// GET `/voter/{slug}/election.json`: the exact text of the election, which ballots are sealed for.
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn definition(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let text = sealed::definition(&mut tx, &Actor::visitor(), &slug).await?;
    Ok(file(text, "application/json", "no-cache"))
}

/// GET `/voter/{slug}/urne.bel`: the archive as it ends now, piece by piece.
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn archive(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let mut tx = ctx.read().await?;
    let urn = sealed::page(&mut tx, &Actor::visitor(), &slug, 0, 0).await?;
    drop(tx);
    let (db, process, end) = (ctx.app.db.clone(), urn.process.id.clone(), urn.head.events);
    // as many events at once as are about a megabyte
    let apart = (MOST_AT_ONCE * end / urn.head.size.max(1)).clamp(1, PIECE);
    // what is appended meanwhile is not in it: the length was said
    let pieces = stream::unfold(0, move |from| {
        let (db, process) = (db.clone(), process.clone());
        async move {
            if from >= end {
                return None;
            }
            let number = apart.min(end - from);
            let piece = async {
                let mut tx = db.read().await?;
                sealed::archive(&mut tx, &process, from, number).await
            };
            Some((piece.await.map(Bytes::from), from + number))
        }
    });
    let mut response = file(
        Body::from_stream(pieces.fuse()),
        "application/x-tar",
        "no-cache",
    );
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(urn.head.size));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{slug}.bel\"")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// GET `/voter/{slug}/urne.atom`: the heads that the server signed, for whoever wants to keep them elsewhere
/// (RFC 4287).
///
/// # Errors
/// [`services::Error::NotFound`], or what the database says.
pub async fn feed(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let lang = ctx.lang;
    let mut tx = ctx.read().await?;
    let (process, heads) = head::newest(&mut tx, &Actor::visitor(), &slug).await?;
    let page = format!("{}{}", ctx.site(), route::urn(lang, &slug));
    let updated = heads.first().map_or(ctx.now, |h| h.at);
    let title = fill(t::feed_title(lang), &[("vote", &process.title)]);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\"><title>{}</title><id>{page}</id><link href=\"{page}\"/><updated>{}</updated><author><name>{}</name></author>",
        lang.tag(),
        escaped(&title),
        fmt::machine(updated),
        escaped(&ctx.look.name),
    );
    for one in &heads {
        let statement = head::statement(&process, one.events, &one.hash, one.at);
        let _ = write!(
            out,
            "<entry><title>{}</title><id>{page}#{}</id><link href=\"{page}\"/><updated>{}</updated><content type=\"text\">{}\n{}</content></entry>",
            one.hash,
            one.events,
            fmt::machine(one.at),
            escaped(&statement),
            one.signature,
        );
    }
    out.push_str("</feed>\n");
    Ok(file(out, "application/atom+xml; charset=utf-8", "no-cache"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
