//! The town hall's area, for officials and agents on a tablet: every page is private, whole without
//! JavaScript, and asks its use case whether the reader may; a hidden button protects nothing.

mod answer;
mod board;
mod case;
mod commune;
mod commune_sample;
mod create;
mod districts;
mod document;
mod edit;
mod entrusted;
mod form;
mod legal;
mod letter;
pub(super) mod parts;
mod people;
mod person;
mod phases;
mod process;
mod project;
mod roll;
mod roll_view;
mod urn;

use crate::web::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;

/// Room for the form around the file of a coat of arms, in bytes.
const AROUND: usize = 64 * 1024;
/// Largest body of that form.
pub const LARGEST: usize = services::commune::FILE + AROUND;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
        .route("/mairie", get(board::show))
        .route(
            "/mairie/mentions-legales",
            get(legal::show).post(legal::save),
        )
        .route(
            "/mairie/demarches/nouvelle",
            get(create::show).post(create::save),
        )
        .route("/mairie/demarches/{slug}", get(process::show))
        .route(
            "/mairie/demarches/{slug}/modifier",
            get(edit::show).post(edit::save),
        )
        .route(
            "/mairie/demarches/{slug}/phases",
            get(phases::back).post(phases::act),
        )
        .route(
            "/mairie/demarches/{slug}/urne",
            get(urn::show).post(urn::act),
        )
        .route(
            "/mairie/propositions/{id}",
            get(answer::show).post(answer::save),
        )
        .route(
            "/mairie/propositions/{id}/projet",
            get(answer::back).post(answer::open_project),
        )
        .route(
            "/mairie/projets/{id}",
            get(project::show).post(project::post),
        )
        .route(
            "/mairie/quartiers",
            get(districts::show).post(districts::save),
        )
        .route(
            "/mairie/commune",
            get(commune::show)
                .post(commune::save)
                .layer(DefaultBodyLimit::max(LARGEST)),
        )
        .route("/mairie/liste-electorale", get(roll::show).post(roll::act))
        .route(
            roll::BRING,
            get(roll::show)
                .post(roll::take)
                .layer(DefaultBodyLimit::max(
                    civic::elector::file::LARGEST + AROUND,
                )),
        )
        .route("/mairie/personnes", get(people::show).post(people::act))
}

#[cfg(test)]
mod tests;
