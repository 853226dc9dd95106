//! `/plan-du-site`: the way to every public page, on one page (RGAA 12.1). Nested lists, as the site is.

use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{accessibility, impact, legal, plan as t, projects, register};
use crate::texts::{Lang, common, sign_in, verify};
use crate::web::{Answer, Ctx, public};
use civic::process::PhaseKind;
use leptos::prelude::*;
use services::reading::{self, Listed};

/// GET `/plan-du-site`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let mut tx = ctx.read().await?;
    let listed = reading::processes(&mut tx).await?;
    let counted = reading::counted(&mut tx, 1_000).await?;
    drop(tx);
    let lang = ctx.lang;
    let processes = listed.iter().map(|l| {
        let counted = counted.iter().any(|c| c.process == l.process.id);
        process(lang, l, counted)
    });
    let processes = processes.collect_view();
    let links = |paths: &[(&str, &'static str)]| {
        let items = paths.iter().map(|(path, text)| {
            view! { <li><a href=ctx.to(path)>{*text}</a></li> }
        });
        items.collect_view()
    };
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            {page_head(t::title(lang), t::lead(lang))}
            <nav class="prose narrow" aria-label=t::title(lang)>
                <ul>
                    {links(&[(route::HOME, common::tab_home(lang))])}
                    <li>
                        <a href=ctx.to(route::PROCESSES)>{common::tab_participate(lang)}</a>
                        {(!listed.is_empty()).then(|| view! { <ul>{processes}</ul> })}
                    </li>
                    {links(&[
                        (route::VOTE, common::tab_vote(lang)),
                        (route::PROJECTS, projects::title(lang)),
                        (route::DATA, common::tab_data(lang)),
                        (route::VERIFY, verify::title(lang)),
                        (route::ME, common::tab_me(lang)),
                        (route::SIGN_IN, sign_in::title(lang)),
                        (route::ABOUT, common::about(lang)),
                        (route::REGISTER, register::title(lang)),
                        (route::IMPACT, impact::title(lang)),
                        (route::LEGAL, legal::title(lang)),
                        (route::ACCESSIBILITY, accessibility::title(lang)),
                        (route::AUDIT, accessibility::audit(lang)),
                        (route::TOWN_HALL, common::town_hall(lang)),
                    ])}
                </ul>
            </nav>
        }
    });
    Ok(public(&ctx, html))
}

fn process(lang: Lang, listed: &Listed, counted: bool) -> impl IntoView + use<> {
    let slug = &listed.process.slug;
    let vote = listed.process.phase(PhaseKind::Vote).is_some();
    view! {
        <li>
            <a href=route::process(lang, slug)>{listed.process.title.clone()}</a>
            <ul>
                <li><a href=route::proposals(lang, slug)>{t::proposals(lang)}</a></li>
                {vote.then(|| view! { <li><a href=route::ballot(lang, slug)>{t::vote(lang)}</a></li> })}
                {counted.then(|| view! { <li><a href=route::result(lang, slug)>{t::result(lang)}</a></li> })}
            </ul>
        </li>
    }
}
