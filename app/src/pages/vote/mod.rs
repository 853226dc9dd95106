//! The vote: the list, the ballot paper, the review, the receipt; then the result, its files and what became
//! of one's ballot. Never here: a rule of voting or counting (`civic`), or a way to join a voter and a ballot.

mod booth;
mod closed;
mod confirm;
mod elsewhere;
mod files;
mod list;
mod my_ballot;
mod paper;
mod pieces;
mod receipt;
mod result;
mod result_parts;
mod review;
mod sealed;
mod urn;
mod urn_files;
mod words;
#[cfg(test)]
mod words_tests;

pub use urn::BALLOT;

use crate::web::App;
use axum::Router;
use axum::routing::{get, post};

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
        .route("/voter", get(list::show))
        .route("/voter/{slug}", get(paper::show).post(review::post))
        .route("/voter/{slug}/relire", get(review::show))
        .route(
            "/voter/{slug}/confirmer",
            get(confirm::back).post(confirm::post),
        )
        .route("/voter/{slug}/recu", get(receipt::show).post(receipt::post))
        .route("/voter/{slug}/recu.txt", get(receipt::file))
        .route("/voter/{slug}/recu/oublier", post(elsewhere::forget))
        .route("/voter/{slug}/droit", get(sealed::prepare))
        .route("/voter/{slug}/election.json", get(urn_files::definition))
        .route("/voter/{slug}/urne", get(urn::show))
        .route("/voter/{slug}/urne.bel", get(urn_files::archive))
        .route("/voter/{slug}/urne.atom", get(urn_files::feed))
        .route("/demarches/{slug}/resultats", get(result::show))
        .route("/demarches/{slug}/resultats.csv", get(files::csv))
        .route("/demarches/{slug}/resultats.json", get(files::json))
        .route("/demarches/{slug}/bulletins.pb", get(files::ballots))
        .route(
            "/demarches/{slug}/mon-bulletin",
            get(my_ballot::show).post(my_ballot::post),
        )
}
