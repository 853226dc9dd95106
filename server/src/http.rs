//! The HTTP stack, whole and in one place: addresses, then what every request and answer goes through.
//! Never here: what a page says.

use app::texts::Lang;
use app::web::{App, render_failures};
use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, OriginalUri, Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Redirect, Response};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate as _};
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyDeadlineLayer;

use crate::assets::Site;
use crate::cli::{PublicUrl, wrong};
use crate::compress;
use crate::proxy::{self, Trusted};

/// Largest request body, in bytes; the form that sends a coat of arms has its own.
const BODY: usize = 256 * 1024;

/// How long a request's body may take to arrive: a poor phone's network makes it, one that sends a byte
/// now and then to hold a place does not. The work itself is never cut: a vote is cast or it is not.
const ARRIVAL: Duration = Duration::from_secs(60);

const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
    worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Every address of the site with everything around it.
pub fn router(
    app: App,
    site: Arc<Site>,
    public: Option<&PublicUrl>,
    proxies: Option<Trusted>,
) -> anyhow::Result<Router> {
    let mut csrf = CsrfLayer::new();
    if let Some(public) = public {
        // a proxy in front may change the host that requests name
        csrf = csrf
            .add_trusted_origin(&public.origin)
            .map_err(|e| wrong("--public-url", e.to_string()))?;
    }
    let language = || app::pages::router().nest("/api/v1", app::api::router());
    let addresses = language()
        .nest("/br", language())
        .nest("/en", language())
        .fallback(move |method, uri, headers| file(Arc::clone(&site), method, uri, headers));
    let stack = around(addresses, app, csrf, ARRIVAL);
    Ok(stack.layer(middleware::from_fn(move |request, next| {
        proxy::seen_through(proxies, request, next)
    })))
}

/// What every request and answer goes through. Layers added last are met first.
fn around(addresses: Router<App>, app: App, csrf: CsrfLayer, arrival: Duration) -> Router {
    let https = app.https;
    addresses
        .layer(middleware::from_fn_with_state(app.clone(), first_start))
        .layer(DefaultBodyLimit::max(BODY))
        // by what a request announces; a page's own limit is met first, and answers in words
        .layer(RequestBodyLimitLayer::new(app::api::keys::LARGEST_LIST))
        .layer(RequestBodyDeadlineLayer::new(arrival))
        .layer(csrf)
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), render_failures))
        .layer(middleware::from_fn(compress::page))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Precise(4))
                // an archive is large, and made of what cannot be pressed: each download would cost minutes
                .compress_when(
                    DefaultPredicate::new().and(NotForContentType::const_new("application/x-tar")),
                ),
        )
        .layer(middleware::map_response(move |response| {
            secured(response, https)
        }))
        .layer(middleware::from_fn(logged))
        .with_state(app)
}

/// On an empty site that nobody administers, the first page leads to the first start.
async fn first_start(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = match request.uri().path() {
        "/" => Lang::Fr,
        "/br" => Lang::Br,
        "/en" => Lang::En,
        _ => return next.run(request).await,
    };
    if app.first_start.leads_home() {
        let to = app::route::to(lang, app::route::FIRST_START);
        return app::web::see_other(&to, &[]);
    }
    next.run(request).await
}

/// A browser file; the same address without its last `/`; or a bare 404, which becomes a page.
async fn file(
    site: Arc<Site>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = site.answer(&method, uri.path(), &headers) {
        return answer;
    }
    let shorter = uri.path().trim_end_matches('/');
    if shorter.len() < uri.path().len() && app::route::is_local(shorter) {
        let query = uri.query().map(|q| format!("?{q}")).unwrap_or_default();
        return Redirect::permanent(&format!("{shorter}{query}")).into_response();
    }
    StatusCode::NOT_FOUND.into_response()
}

async fn secured(mut response: Response, https: bool) -> Response {
    let fixed: [(HeaderName, &'static str); 6] = [
        (CONTENT_SECURITY_POLICY, CSP),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    let headers = response.headers_mut();
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Logs the pattern of the address, never the address: it may hold what someone looks for.
async fn logged(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let response = next.run(request).await;
    tracing::debug!(
        %method,
        address = pattern.as_ref().map_or("-", MatchedPath::as_str),
        status = response.status().as_u16(),
        micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    response
}

#[cfg(test)]
mod tests;

#[cfg(test)]
#[path = "http/first_start.rs"]
mod first_start_tests;

#[cfg(test)]
#[path = "http/identity.rs"]
mod identity_tests;
