//! Everything public to read, except the list and the page of proposals, and one's own page.
//! Public pages never look at who asks: what is mine comes from [`mine`], fetched by `boot.js`.

mod about;
pub(crate) mod accessibility;
pub mod address;
pub(in crate::pages) mod cards;
mod csv;
mod data;
pub mod devices;
pub mod first_key;
mod home;
mod impact;
pub mod leaving;
mod legal;
mod mail_file;
mod mails;
pub mod me;
pub mod merging;
pub(super) mod mine;
pub mod my_data;
mod offline;
pub mod passkeys;
mod plan;
mod process;
mod processes;
mod projects;
mod register;
mod rules;
mod settings;
mod standing;
mod verify;
mod ways;

use crate::web::App;
use axum::Router;
use axum::routing::get;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
        .route("/", get(home::show))
        .route("/demarches", get(processes::show))
        .route("/demarches/{slug}", get(process::show))
        .route("/demarches/{slug}/propositions.csv", get(data::proposals))
        .route("/projets", get(projects::list))
        .route("/projets/{id}", get(projects::show))
        .route("/donnees", get(data::show))
        .route("/verifier", get(verify::show))
        .route("/moi", get(me::show).post(me::save))
        .route("/moi/fragment", get(mine::show))
        .route("/a-propos", get(about::show))
        .route("/donnees-personnelles", get(register::show))
        .route("/analyse-impact", get(impact::show))
        .route("/mentions-legales", get(legal::show))
        .route("/accessibilite", get(accessibility::show))
        .route("/accessibilite/audit", get(accessibility::criteria))
        .route("/plan-du-site", get(plan::show))
        .route("/hors-ligne", get(offline::show))
        .route("/courriels", get(mails::show))
}

/// Whether a parameter may be an id or a part of an address of ours; anything else finds nothing, and
/// what a database would refuse never reaches it.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
