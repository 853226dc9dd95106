//! Endpoints of islands under `/api/v1`: server functions over the same use cases as the forms, JSON in
//! and out. A refusal has the status of its page and one sentence as JSON ([`Said`]).
//! Never here: a rule of its own; whatever an island can do, a form can.

pub mod keys;
pub mod passkey;
pub mod sealed;
pub mod similar;
pub mod support;

use crate::pages::error;
use crate::texts::proposals as t;
use crate::web::{App, Ctx, Failure};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCEPT, CACHE_CONTROL, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use civic::permission::Refusal;
use civic::view::Refused;
use leptos::prelude::{FromServerFnError, ServerFnErrorErr, provide_context, use_context};
use leptos::server_fn::axum::register_explicit;
use leptos::server_fn::codec::JsonEncoding;
use serde::{Deserialize, Serialize};

/// Their addresses.
pub fn router() -> Router<App> {
    register_explicit::<support::GiveSupport>();
    register_explicit::<similar::FindSimilar>();
    Router::new()
        .route("/support", post(endpoint))
        .route("/similar", post(endpoint))
        .route("/scelle/{slug}/droit", post(sealed::right))
        .route("/scelle/{slug}/place", post(sealed::place))
        .route("/scelle/{slug}/droit-public", post(keys::register))
        .route("/cles/nouvelle", post(passkey::begin_adding))
        .route("/cles/nouvelle/reponse", post(passkey::add))
        .route("/cles/entree", post(passkey::begin_entering))
        .route("/cles/entree/reponse", post(passkey::enter))
        .route("/registre/{slug}", post(keys::offer))
        .route("/depositaire/{slug}", get(keys::state))
        .route("/depositaire/{slug}/textes", get(keys::texts))
        .route("/depositaire/{slug}/{step}", post(keys::give))
        .route("/scelle/{slug}/bulletin", post(sealed::cast))
}

/// Runs the server function of this address in the context of the request.
async fn endpoint(ctx: Ctx, mut request: Request) -> Response {
    // a nested router sees a shortened address; functions are known by the whole one, in no language
    if let Ok(whole) = ctx.path.parse::<Uri>() {
        *request.uri_mut() = whole;
    }
    // these answer JSON whoever asks: never a redirection to the page before
    request.headers_mut().remove(ACCEPT);
    let provide = move || provide_context(ctx.clone());
    let mut response = leptos_axum::handle_server_fns_with_context(provide, request)
        .await
        .into_response();
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A refusal on its way to an island.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    #[serde(skip)]
    status: u16,
    #[serde(flatten)]
    refused: Refused,
}

impl Said {
    fn of(ctx: &Ctx, failure: &Failure) -> Said {
        let error = &failure.0;
        let status = Failure::status_of(error);
        if status.is_server_error() {
            tracing::error!(error = %error, "an endpoint failed");
        }
        let (_, said) = error::words(ctx, error);
        let href = matches!(error, services::Error::Refused(Refusal::SignIn))
            .then(|| ctx.to(crate::route::SIGN_IN));
        Said {
            status: status.as_u16(),
            refused: Refused { said, href },
        }
    }

    fn unread(status: StatusCode) -> Said {
        let lang = use_context::<Ctx>().map(|c| c.lang).unwrap_or_default();
        Said {
            status: status.as_u16(),
            refused: Refused {
                said: t::unread(lang).to_owned(),
                href: None,
            },
        }
    }
}

impl FromServerFnError for Said {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Said {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => {
                Said::unread(StatusCode::UNPROCESSABLE_ENTITY)
            }
            error => {
                tracing::error!(%error, "an endpoint failed");
                Said::unread(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }

    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The context of the request being answered.
fn context() -> Result<Ctx, Said> {
    use_context::<Ctx>().ok_or_else(|| Said::unread(StatusCode::INTERNAL_SERVER_ERROR))
}
