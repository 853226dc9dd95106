//! What the service worker shows when there is neither network nor a copy of the page wanted.

use crate::icon::{Icon, icon};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::data as t;
use crate::web::{Answer, Ctx, public};
use leptos::prelude::*;

/// GET `/hors-ligne`.
///
/// # Errors
/// None.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let html = render(&ctx, &Page::new(t::offline_title(lang), Tab::None), || {
        view! {
            <div class="offline">
                <div class="empty">
                    {icon(Icon::Offline)}
                    <h1 class="empty__title">{t::offline_title(lang)}</h1>
                    <p>{t::offline_text(lang)}</p>
                    // the address one asked for is still this page's
                    <a class="button" href="">{t::offline_again(lang)}</a>
                    <a class="button button--quiet" href=ctx.to(route::HOME)>{t::offline_action(lang)}</a>
                </div>
            </div>
        }
    });
    Ok(public(&ctx, html))
}
