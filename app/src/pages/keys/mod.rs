//! The pages of those who make a sealed vote possible: its trustees, its registrar. What is secret is made and kept in
//! their browsers, by scripts of `public/`; the pages give the places and the sentences. Never here: a field that would
//! send a secret.

mod registrar;
mod trustee;

use crate::icon::{Icon, icon};
use crate::web::{Apart, App};
use axum::Router;
use axum::routing::get;
use leptos::prelude::*;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
        .route("/depositaire/{slug}", get(trustee::show))
        .route("/registre/{slug}", get(registrar::show))
}

const PLAIN: &str = "button";
const SECOND: &str = "button button--secondary";

fn button(act: &'static str, class: &'static str, text: &'static str) -> impl IntoView {
    view! { <button class=class type="button" data-act=act>{text}</button> }
}

/// A line that the script shows when something is wrong.
fn wrong() -> impl IntoView {
    view! {
        <div class="notice notice--error" data-part="wrong" role="alert" tabindex="-1" hidden=true>
            {icon(Icon::Warning)}
            <div class="notice__body"><p></p></div>
        </div>
    }
}

/// Where the script finds its program, as attributes of a hidden element.
fn program(name: &'static str, files: Apart) -> impl IntoView {
    view! {
        <div hidden=true data-part=name data-worker=files.worker data-module=files.module data-wasm=files.wasm data-integrity=files.integrity></div>
    }
}
