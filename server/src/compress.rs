//! Pages travel compressed. A page is whole in memory when it is sent, so the encoder is told its length and
//! works in one piece. What is sent piece by piece
//! or to somebody without Brotli goes on to tower-http. Files of the site were compressed when they were built.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use brotli::enc::BrotliEncoderParams;

/// Shorter texts are not worth it, in bytes.
const LEAST: u64 = 256;
/// Longer ones would hold a thread up, in bytes.
const MOST: u64 = 1024 * 1024;
/// Of 11: the next one takes nearly twice as long for 4 % less, and more memory in each thread.
const QUALITY: i32 = 3;
/// How far back the encoder looks, as a power of two: more than a page.
const WINDOW: i32 = 17;

/// Compresses a page for a reader who takes Brotli.
pub async fn page(request: Request, next: Next) -> Response {
    let accepted = accepts_brotli(request.headers());
    let response = next.run(request).await;
    if !accepted || !is_page(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // a body of known length is in memory already
    let Ok(whole) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Some(small) = compressed(&whole) else {
        return Response::from_parts(parts, Body::from(whole));
    };
    parts.headers.remove(CONTENT_LENGTH);
    parts
        .headers
        .insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    parts
        .headers
        .append(VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(small))
}

fn is_page(response: &Response) -> bool {
    let headers = response.headers();
    let html = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let length = response.body().size_hint().exact();
    html && !headers.contains_key(CONTENT_ENCODING)
        && length.is_some_and(|n| (LEAST..=MOST).contains(&n))
}

/// Whether one of the codings named is Brotli, and not with the weight 0, which means never.
fn accepts_brotli(headers: &HeaderMap) -> bool {
    let named = headers.get_all(ACCEPT_ENCODING).into_iter();
    let named = named.filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        let never = weight.is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.eq_ignore_ascii_case("br") && !never
    })
}

fn compressed(page: &[u8]) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: page.len(),
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::with_capacity(page.len() / 3);
    brotli::BrotliCompress(&mut &*page, &mut small, &params).ok()?;
    Some(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_of_nothing_is_a_refusal() {
        for (value, accepted) in [
            ("gzip, deflate, br, zstd", true),
            ("BR;q=0.5", true),
            ("gzip, br;q=0", false),
            ("gzip;q=1, br; q=0.000", false),
            ("gzip", false),
            ("*", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            assert_eq!(accepts_brotli(&headers), accepted, "{value}");
        }
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn what_was_made_small_is_the_same_page() {
        let page = "<p>La commune répond.</p>".repeat(4_000);
        let small = compressed(page.as_bytes()).unwrap();
        assert!(small.len() < page.len() / 50);
        let mut again = Vec::new();
        brotli::BrotliDecompress(&mut small.as_slice(), &mut again).unwrap();
        assert_eq!(again, page.as_bytes());
    }
}
