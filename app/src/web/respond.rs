//! Answers: public pages (byte-identical for everybody in one language, revalidated by ETag, kept by the
//! service worker) and private ones (`no-store`, never kept by anything).

use super::context::Ctx;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A public page: 200 with an ETag, or 304 when the reader has it already. The handler must not have
/// looked at who asks.
#[must_use]
pub fn public(ctx: &Ctx, html: String) -> Response {
    let digest = Sha256::digest(html.as_bytes());
    let tag: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
    // weak: the same page may travel compressed in several ways
    let tag = format!("W/\"{tag}\"");
    let known = same_tag(&ctx.headers, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(html).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    if let Ok(value) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, value);
    }
    if !known {
        headers.insert(CONTENT_TYPE, HTML);
    }
    response
}

fn same_tag(headers: &HeaderMap, tag: &str) -> bool {
    let strip = |t: &str| t.trim().trim_start_matches("W/").to_owned();
    headers
        .get(IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.split(',').any(|t| strip(t) == strip(tag)))
}

/// A page for one person only.
#[must_use]
pub fn private(status: StatusCode, html: String) -> Response {
    let mut response = (status, Body::from(html)).into_response();
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(CONTENT_TYPE, HTML);
    response
}

/// A piece of HTML for one person, fetched by the page.
#[must_use]
pub fn fragment(html: String) -> Response {
    private(StatusCode::OK, html)
}

/// An answer, with cookies to set.
#[must_use]
pub fn add_cookies(mut response: Response, cookies: &[HeaderValue]) -> Response {
    for cookie in cookies {
        response
            .headers_mut()
            .append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    response
}

/// After a form was saved: go and look (303), with cookies to set.
#[must_use]
pub fn see_other(to: &str, cookies: &[HeaderValue]) -> Response {
    let target = if crate::route::is_local(to) { to } else { "/" };
    elsewhere(target, cookies)
}

/// As [`see_other`], to a provider that whoever runs the site has named: never to an address that came with a request.
#[must_use]
pub fn elsewhere(target: &str, cookies: &[HeaderValue]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(target) {
        headers.insert(LOCATION, value);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        headers.append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    response
}
