//! `/mentions-legales`: who publishes the site, who hosts it, whom to ask; as filled in by an administrator. A line that is
//! missing is said to be.

use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::common;
use crate::texts::reading::{about, accessibility, impact, legal as t, register};
use crate::web::{Answer, Ctx, public};
use leptos::prelude::*;
use services::legal;

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let said = legal::load(&mut ctx.read().await?).await?;
    let names = [t::address, t::director, t::host, t::contact, t::officer];
    let lines = names.into_iter().zip(said.lines()).map(|(name, line)| {
        let value = if line.is_empty() {
            view! { <span class="muted">{t::missing(lang)}</span> }.into_any()
        } else {
            line.to_owned().into_any()
        };
        view! { <div><dt>{name(lang)}</dt><dd>{value}</dd></div> }
    });
    let lines = lines.collect_view();
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack--wide">
                {page_head(t::title(lang), t::lead(lang))}
                <dl class="facts">
                    <div><dt>{t::publisher(lang)}</dt><dd>{ctx.look.name.clone()}</dd></div>
                    {lines}
                </dl>
                <section class="stack">
                    <h2>{t::more(lang)}</h2>
                    <ul class="stack stack--tight">
                        <li><a href=ctx.to(route::REGISTER)>{register::title(lang)}</a></li>
                        <li><a href=ctx.to(route::IMPACT)>{impact::title(lang)}</a></li>
                        <li><a href=ctx.to(route::ACCESSIBILITY)>{accessibility::title(lang)}</a></li>
                        <li><a href=format!("{}#licence", ctx.to(route::ABOUT))>{about::licence(lang)}</a></li>
                        <li><a href=ctx.to(route::ABOUT)>{common::about(lang)}</a></li>
                    </ul>
                </section>
            </div>
        }
    });
    Ok(public(&ctx, html))
}
