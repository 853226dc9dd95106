//! Pages of this area.

use crate::web::App;
use axum::Router;

/// Their addresses.
pub fn router() -> Router<App> {
    Router::new()
}
