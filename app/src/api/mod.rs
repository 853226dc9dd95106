//! Endpoints of islands under `/api/v1`: the same use cases as the forms, JSON in and out.

pub mod similar;
pub mod support;

use crate::web::App;
use axum::Router;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
}
