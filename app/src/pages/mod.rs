//! The pages, one module each: a handler for GET and POST, and the view. A handler parses, calls one use
//! case and renders; a refused form comes back with what was typed.

pub mod error;
pub mod first_start;
pub mod identity;
pub mod keys;
pub mod proposals;
pub mod reading;
pub mod sign_in;
pub mod town_hall;
pub mod vote;

use crate::web::App;
pub(crate) use reading::accessibility::standing as accessibility_standing;
pub use town_hall::LARGEST;
pub(crate) use vote::BALLOT;

use axum::Router;
use axum::routing::get;
use civic::identity::Way;

/// Every page of one language; the server nests it under `/`, `/br` and `/en`.
pub fn router() -> Router<App> {
    Router::new()
        .route(
            "/moi/cles",
            get(reading::passkeys::show).post(reading::passkeys::act),
        )
        .route(
            "/moi/adresse",
            get(reading::address::show).post(reading::address::act),
        )
        .route(
            "/moi/reunir",
            get(reading::merging::show).post(reading::merging::act),
        )
        .route(
            "/connexion/lettre",
            get(sign_in::letter::show).post(sign_in::letter::act),
        )
        .route(
            "/connexion/bienvenue",
            get(sign_in::welcome::show).post(sign_in::welcome::act),
        )
        .route("/moi/donnees", get(reading::my_data::show))
        .route("/moi/donnees.json", get(reading::my_data::file))
        .route(
            "/moi/fermer",
            get(reading::leaving::show).post(reading::leaving::act),
        )
        .route(
            "/moi/appareils",
            get(reading::devices::show).post(reading::devices::act),
        )
        .route("/connexion", get(sign_in::show).post(sign_in::ask))
        .route(
            "/connexion/code",
            get(sign_in::show_code).post(sign_in::type_code),
        )
        .merge(sign_in::provider::router(Way::FranceConnect))
        .merge(sign_in::provider::router(Way::ProConnect))
        .route("/deconnexion", get(sign_in::show_out).post(sign_in::out))
        .route(
            "/premier-demarrage",
            get(first_start::show).post(first_start::begin),
        )
        .route(
            "/premier-demarrage/courriel",
            get(first_start::show_mail).post(first_start::finish),
        )
        .route("/manifest.webmanifest", get(identity::manifest))
        .route("/identite/{file}", get(identity::file))
        .merge(reading::router())
        .merge(proposals::router())
        .merge(vote::router())
        .merge(keys::router())
        .merge(town_hall::router())
}
