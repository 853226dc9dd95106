//! Errors become pages here, once: a status, a title, a sentence in the reader's language, a way on.
//! A handler gives `Answer`; what it could not mend in its own form arrives here.

use super::context::Ctx;
use super::state::App;
use crate::pages::error;
use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CONNECTION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use civic::permission::{Asleep, Refusal};
use std::sync::Arc;

/// What a handler gives.
pub type Answer = Result<Response, Failure>;

/// A use case's error on its way out.
#[derive(Debug)]
pub struct Failure(pub services::Error);

impl<E: Into<services::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Failure(error.into())
    }
}

/// The error, carried by the response until the page around it is made.
#[derive(Clone)]
struct Carried(Arc<services::Error>);

impl Failure {
    /// The status of an error.
    #[must_use]
    pub fn status_of(error: &services::Error) -> StatusCode {
        status(error)
    }
}

/// The status of an error: the one table.
fn status(error: &services::Error) -> StatusCode {
    use services::Error as E;
    match error {
        E::Refused(Refusal::SignIn | Refusal::Asleep(Asleep::Late)) => StatusCode::UNAUTHORIZED,
        E::Refused(_) | E::Closed(_) | E::Stale => StatusCode::FORBIDDEN,
        E::NotFound | E::NotPublished => StatusCode::NOT_FOUND,
        E::Fields(_) | E::Ballot(_) | E::Sealed(_) => StatusCode::UNPROCESSABLE_ENTITY,
        E::AlreadyVoted | E::OtherRight | E::ManyBallots(_) | E::NoRight | E::Conflict => {
            StatusCode::CONFLICT
        }
        E::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        E::Crowded => StatusCode::SERVICE_UNAVAILABLE,
        E::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        E::Store(error) if error.is_busy() => StatusCode::SERVICE_UNAVAILABLE,
        E::Count(_) | E::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Carried(Arc::new(self.0)));
        response
    }
}

/// Middleware: turns carried errors, and bare refusals of the router, into pages.
pub async fn render_failures(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(ctx) = Ctx::from_request_parts(&mut parts, &app).await;
    // no address of ours holds a zero byte, and PostgreSQL refuses one
    if ctx.path.contains("%00") {
        return error::page(&ctx, &services::Error::NotFound);
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    let island = ctx.path.starts_with("/api/");
    if let Some(Carried(error)) = response.extensions().get::<Carried>().cloned() {
        if status(&error).is_server_error() {
            tracing::error!(error = %error, "a request failed");
        }
        if island {
            return error::for_island(&ctx, &error);
        }
        return error::page(&ctx, &error);
    }
    let bare = response
        .headers()
        .get(CONTENT_TYPE)
        .is_none_or(|v| v.as_bytes().starts_with(b"text/plain"));
    if !bare {
        return response;
    }
    let Some(mut answer) = error::bare(&ctx, response.status(), island) else {
        return response;
    };
    // which methods there are, or for how long to wait: the page keeps what the refusal says
    for name in [ALLOW, RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    if answer.status() == StatusCode::PAYLOAD_TOO_LARGE
        || answer.status() == StatusCode::REQUEST_TIMEOUT
    {
        // what was sent has not been read to its end: nothing else can come over this connection
        let close = HeaderValue::from_static("close");
        answer.headers_mut().insert(CONNECTION, close);
    }
    answer
}
