//! On one's own page: what one may do, by what has been proven, and the ways in that are tied to the account.

use super::cards::{Row, link_list};
use crate::api::passkey::possible;
use crate::fmt;
use crate::icon::Icon;
use crate::pages::sign_in::provider;
use crate::parts::{Tone, notice};
use crate::route;
use crate::texts::reading::{address as a, devices as d, me as t, passkeys as p};
use crate::texts::{Lang, fill};
use crate::web::Ctx;
use civic::identity::Way;
use civic::permission::{Actor, Level};
use leptos::prelude::*;
use services::person::{Mine, Ways};

/// What one may do, and what would let one do more.
pub fn ways(ctx: &Ctx, actor: &Actor, mine: &Mine, ways: &Ways) -> impl IntoView + use<> {
    let lang = ctx.lang;
    let level = mine.account.level;
    let (class, name, text) = told(lang, level);
    // an account without an address keeps its last way in
    let only = mine.account.email.is_none() && ways.passkeys == 0;
    let through = Way::ALL.map(|way| {
        let tied = ways.providers.contains(&way);
        // ProConnect opens the town hall, and is nothing to anybody else
        let offered = !tied && (way == Way::FranceConnect || actor.may_prove_more().is_ok());
        let offer = offered.then(|| provider::offer(ctx, way)).flatten();
        (tied.then(|| provider::tied(ctx, way, only)), offer)
    });
    let through = through.map(|(tied, offer)| view! { {tied} {offer} });
    view! {
        <section class="stack">
            <h2>{t::level_title(lang)}</h2>
            {provider::said(ctx).map(|text| notice(Tone::Warn, "", text))}
            <p><span class=class>{name}</span></p>
            <p>{text}</p>
            {(level < Level::Resident).then(|| view! { <p class="muted">{if mine.account.email.is_some() { t::level_mailbox_more(lang) } else { t::level_without_more(lang) }}</p> })}
            {through.into_iter().collect_view()}
            {passkeys(ctx, ways.passkeys)}
            {link_list(vec![address(ctx, mine), Row {
                image: Icon::Info,
                href: ctx.to(route::DEVICES),
                text: d::title(lang).to_owned(),
                note: d::note(lang).to_owned(),
            }])}
        </section>
    }
}

/// The way to one's address.
fn address(ctx: &Ctx, mine: &Mine) -> Row {
    let lang = ctx.lang;
    let note = if mine.account.email.is_some() {
        a::note(lang)
    } else {
        a::note_none(lang)
    };
    Row {
        image: Icon::Edit,
        href: ctx.to(route::ADDRESS),
        text: a::title(lang).to_owned(),
        note: note.to_owned(),
    }
}

/// The way to one's passkeys; offered to who has none.
fn passkeys(ctx: &Ctx, number: i64) -> Option<impl IntoView + use<>> {
    let lang = ctx.lang;
    let (text, note) = if number == 0 {
        (p::offer(lang), p::offer_note(lang).to_owned())
    } else {
        let n = fmt::number(lang, number);
        (p::title(lang), fill(p::mine_note(lang), &[("n", &n)]))
    };
    possible(ctx).then(|| {
        link_list(vec![Row {
            image: Icon::Lock,
            href: ctx.to(route::PASSKEYS),
            text: text.to_owned(),
            note,
        }])
    })
}

fn told(lang: Lang, level: Level) -> (&'static str, &'static str, &'static str) {
    match level {
        Level::Elector => (
            "badge badge--ok",
            t::level_elector(lang),
            t::level_elector_text(lang),
        ),
        Level::Resident => (
            "badge badge--ok",
            t::level_resident(lang),
            t::level_resident_text(lang),
        ),
        Level::Identified => (
            "badge badge--ok",
            t::level_identified(lang),
            t::level_identified_text(lang),
        ),
        Level::Anonymous | Level::Mailbox => (
            "badge badge--info",
            t::level_mailbox(lang),
            t::level_mailbox_text(lang),
        ),
    }
}
