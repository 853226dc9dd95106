//! What a phone asks of the commune's identity: the files made of its colour and coat of arms, and the
//! manifest of the home screen, which bears its name. Never here: pages.

use crate::route;
use crate::texts::common as t;
use crate::web::{Ctx, Failure, HomeIcon};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use services::Error;

/// GET `/identite/{file}`.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn file(ctx: Ctx, Path(name): Path<String>) -> Result<Response, Failure> {
    let made = ctx.look.file(&name).ok_or(Failure(Error::NotFound))?;
    let headers = [
        (CONTENT_TYPE, made.kind),
        // the name is made of the content
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((StatusCode::OK, headers, made.body.clone()).into_response())
}

/// GET `/manifest.webmanifest`, in the language of its address: the icon on the home screen bears the
/// commune's name and opens in that language.
pub async fn manifest(ctx: Ctx) -> Response {
    let lang = ctx.lang;
    let name = ctx.look.name.to_string();
    let small = json!([{ "src": small(&ctx), "sizes": "192x192", "type": "image/png" }]);
    let shortcut = |name: &str, about: &str, path: &str| json!({ "name": name, "description": about, "url": ctx.to(path), "icons": small });
    let manifest = json!({
        // one application, whatever the language it was installed in
        "id": "/",
        "name": format!("{name}, {}", t::pocket(lang)),
        "short_name": name,
        "description": t::manifest_about(lang),
        "lang": lang.tag(),
        "dir": "ltr",
        "start_url": ctx.to(route::HOME),
        "scope": "/",
        "display": "standalone",
        "theme_color": ctx.look.bars[0],
        "background_color": "#f3f3ef",
        "categories": ["government", "social"],
        "icons": icons(&ctx.look.icons),
        "shortcuts": [
            shortcut(t::tab_vote(lang), t::manifest_vote(lang), route::VOTE),
            shortcut(t::tab_participate(lang), t::manifest_participate(lang), route::PROCESSES),
        ],
    });
    let headers = [
        (CONTENT_TYPE, "application/manifest+json"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (StatusCode::OK, headers, manifest.to_string()).into_response()
}

fn small(ctx: &Ctx) -> String {
    let own = ctx.look.icons.iter().find(|i| i.side == 192 && !i.maskable);
    own.map_or_else(|| "/icon-192.png".to_owned(), |icon| icon.src.clone())
}

/// The commune's icons, else the house's.
fn icons(own: &[HomeIcon]) -> Value {
    let icon = |src: &str, sizes: &str, kind: &str, maskable: bool| {
        let purpose = if maskable { "maskable" } else { "any" };
        json!({ "src": src, "sizes": sizes, "type": kind, "purpose": purpose })
    };
    let (svg, png) = ("image/svg+xml", "image/png");
    if own.is_empty() {
        return json!([
            icon("/icon.svg", "any", svg, false),
            icon("/icon-192.png", "192x192", png, false),
            icon("/icon-512.png", "512x512", png, false),
            icon("/icon-maskable.svg", "any", svg, true),
            icon("/icon-maskable-192.png", "192x192", png, true),
            icon("/icon-maskable-512.png", "512x512", png, true),
        ]);
    }
    let listed = own.iter().filter(|i| i.side != 180).map(|i| {
        let sizes = format!("{0}x{0}", i.side);
        icon(&i.src, &sizes, png, i.maskable)
    });
    Value::Array(listed.collect())
}
