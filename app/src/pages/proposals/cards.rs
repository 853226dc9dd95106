//! A proposal among others: its card, and the support button that list and page share.

use super::text::{EXCERPT, excerpt};
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::state_badge;
use crate::route;
use crate::texts::{Lang, common, proposals as t};
use crate::web::Ctx;
use civic::process::{Act, Process, Template};
use leptos::prelude::*;
use services::contribution::is_open;
use services::proposal_page::Proposal;

/// How many supports, in the words of this kind of process.
#[must_use]
pub fn count_words(lang: Lang, process: &Process, n: i64) -> String {
    if process.template == Template::Petition {
        t::signatures(lang, n)
    } else {
        common::supports(lang, n)
    }
}

/// The verb of the support button.
#[must_use]
pub fn verb(lang: Lang, process: &Process) -> &'static str {
    if process.template == Template::Petition {
        t::sign(lang)
    } else {
        t::support(lang)
    }
}

/// The support button, or the count alone when supports are closed. The page is the same for everybody:
/// `boot.js` marks what the reader supports.
pub fn support(
    ctx: &Ctx,
    process: &Process,
    proposal: &Proposal,
    back: Option<String>,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    if !is_open(process, proposal, Act::Support, ctx.now) {
        let text = count_words(lang, process, proposal.supports);
        return view! { <span class="muted">{text}</span> }.into_any();
    }
    let action = route::proposal_act(lang, &proposal.id, "soutenir");
    view! {
        <form class="support" method="post" action=action data-support=proposal.id.to_string()>
            <input r#type="hidden" name="on" value="1"/>
            {back.map(|back| view! { <input r#type="hidden" name="retour" value=back/> })}
            <button class="support__button" r#type="submit" aria-pressed="false">
                {icon(Icon::Support)}
                <span class="support__count">{fmt::number(lang, proposal.supports)}</span>
                " "
                {verb(lang, process)}
                <span class="sr-only">" : " {proposal.title.clone()}</span>
            </button>
        </form>
    }
    .into_any()
}

/// The card of a proposal. `back` is where the support form leads back.
pub fn card(
    ctx: &Ctx,
    process: &Process,
    proposal: &Proposal,
    back: String,
) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let category = proposal.category.clone().map(|(_, name)| name);
    let district = proposal.district.clone().map(|(_, name)| name);
    let cost = proposal.cost.map(|cost| fmt::money(lang, cost));
    let comments = (proposal.comments > 0).then(|| common::comments(lang, proposal.comments));
    view! {
        <li>
            <article class="card">
                <div class="card__top">
                    {state_badge(lang, proposal.state)}
                    {category.map(|name| view! { <span>{name}</span> })}
                </div>
                <h2 class="card__title">
                    <a href=route::proposal(lang, &proposal.id)>{proposal.title.clone()}</a>
                </h2>
                <p class="card__text">{excerpt(&proposal.body, EXCERPT)}</p>
                {(district.is_some() || cost.is_some() || comments.is_some()).then(|| view! {
                    <ul class="meta">
                        {district.map(|text| view! { <li>{icon(Icon::Pin)} {text}</li> })}
                        {cost.map(|text| view! { <li>{icon(Icon::Euro)} {text}</li> })}
                        {comments.map(|text| view! { <li>{icon(Icon::Comment)} {text}</li> })}
                    </ul>
                })}
                <div class="card__foot">{support(ctx, process, proposal, Some(back))}</div>
            </article>
        </li>
    }
}
