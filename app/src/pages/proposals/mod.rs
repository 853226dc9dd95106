//! Proposals: their list, the page of one, and the forms that make, change, comment on and support it.
//! What several of them share is here.

mod cards;
mod comment;
mod edit;
mod form;
mod list;
mod page;
mod propose;
mod refused;
mod support;
mod text;
mod thread;
mod timeline;
mod withdraw;

use crate::web::App;
use axum::Router;
use axum::routing::get;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
        .route("/demarches/{slug}/propositions", get(list::show))
        .route(
            "/demarches/{slug}/proposer",
            get(propose::show).post(propose::publish),
        )
        .route("/propositions/{id}", get(page::show))
        .route(
            "/propositions/{id}/modifier",
            get(edit::show).post(edit::save),
        )
        .route(
            "/propositions/{id}/retirer",
            get(withdraw::show).post(withdraw::withdraw),
        )
        .route(
            "/propositions/{id}/commenter",
            get(comment::show).post(comment::publish),
        )
        .route(
            "/propositions/{id}/soutenir",
            get(support::show).post(support::support),
        )
        .route(
            "/commentaires/{id}/retirer",
            get(withdraw::show_comment).post(withdraw::withdraw_comment),
        )
}
