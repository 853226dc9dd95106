//! The typed client of the endpoints under `/api/v1`: JSON in, JSON out, a sentence when refused.

use civic::view::Refused;
use gloo_net::http::Request;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Calls an endpoint in the language of the page. `Err(None)` means the network failed.
///
/// # Errors
/// What the server refused, or `None` without an answer.
pub async fn call<Q: Serialize, A: DeserializeOwned>(
    path: &str,
    question: &Q,
) -> Result<A, Option<Refused>> {
    let prefix = gloo_prefix();
    let request = Request::post(&format!("{prefix}/api/v1/{path}"))
        .json(question)
        .map_err(|_| None)?;
    let response = request.send().await.map_err(|_| None)?;
    if response.ok() {
        response.json().await.map_err(|_| None)
    } else {
        Err(response.json().await.ok())
    }
}

/// The language prefix that the server wrote on the root element.
fn gloo_prefix() -> String {
    let root = leptos::prelude::document().document_element();
    root.and_then(|e| e.get_attribute("data-prefix"))
        .unwrap_or_default()
}
