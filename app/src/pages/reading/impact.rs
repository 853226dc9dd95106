//! `/analyse-impact`: the data protection impact assessment (GDPR, art. 35), after the CNIL's method, proposed from what the
//! running site declares. Public, and the same for everybody; made to be printed and completed.
//!
//! **Never here**: an opinion of the commune, of its officer or of the people concerned, which is a line to be filled in; what
//! is not public elsewhere already (the plan asks to check how the town hall is entered, and the page does not tell).

mod measures;
mod pieces;
mod risks;
mod site;

use self::pieces::{Point, applying, blank, facts, list, points};
use self::site::Site;
use super::register::timed;
use crate::icon::{Icon, icon};
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{about, impact as t, leaving, legal, register as r};
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, public};
use civic::personal::Processing;
use leptos::prelude::*;

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let site = Site::of(&ctx).await?;
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        page(lang, &site)
    });
    Ok(public(&ctx, html))
}

fn page(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let lead = fill(t::lead(lang), &[("commune", &site.commune)]);
    let invented = site.invented;
    view! {
        <div class="narrow stack--wide">
            <a class="back" href=route::to(lang, route::REGISTER)>{icon(Icon::ArrowLeft)} {r::title(lang)}</a>
            {page_head(t::title(lang), lead)}
            {notice(Tone::Warn, t::draft(lang), t::draft_text(lang))}
            {invented.then(|| notice(Tone::Warn, "", about::demonstration(lang)))}
            {context(lang, site)}
            {principles(lang, site)}
            {rights(lang)}
            {measures::section(lang, site)}
            {commune(lang, site)}
            {risks::section(lang, site)}
            {plan(lang, site)}
            {approval(lang)}
        </div>
    }
}

fn context(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let needed = applying(&[
        (true, t::needed_opinion(lang)),
        (true, t::needed_young(lang)),
        (site.roll.is_some(), t::needed_crossing(lang)),
        (site.has_sealed(), t::needed_new(lang)),
    ]);
    let places = applying(&[
        (true, t::place_base(lang)),
        (true, t::place_key(lang)),
        (true, t::place_backups(lang)),
        (true, t::place_mail(lang)),
        (true, t::place_device(lang)),
        (site.roll.is_some(), t::place_roll(lang)),
    ]);
    view! {
        <section class="stack">
            <h2>{t::context(lang)}</h2>
            <h3>{t::subject(lang)}</h3>
            <p>{t::subject_text(lang)}</p>
            {facts(lang, declared(lang, site))}
            <h3>{t::needed(lang)}</h3>
            <p>{t::needed_text(lang)}</p>
            {list(needed)}
            <h3>{t::data(lang)}</h3>
            <p>{t::data_lead(lang)} " " <a href=route::to(lang, route::REGISTER)>{r::title(lang)}</a></p>
            {kept(lang)}
            <h3>{t::places(lang)}</h3>
            {list(places)}
        </section>
    }
}

fn declared(lang: Lang, site: &Site) -> Vec<(&'static str, Option<String>)> {
    let said = |line: &str| (!line.is_empty()).then(|| line.to_owned());
    let mut ways = vec![leaving::way_code(lang)];
    ways.extend(site.passkeys.then(|| t::passkeys(lang)));
    ways.extend(site.ways.iter().map(|way| way.name()));
    let mut urns = Vec::new();
    urns.extend(site.ordinary.then(|| about::vote_ordinary(lang)));
    urns.extend(site.sealed.then(|| about::vote_sealed(lang)));
    if urns.is_empty() {
        urns.push(t::no_vote(lang));
    }
    let roll = match &site.roll {
        Some(end) => fill(t::roll_until(lang), &[("end", end)]),
        None => t::roll_none(lang).to_owned(),
    };
    vec![
        (t::controller(lang), Some(site.commune.clone())),
        (legal::officer(lang), said(&site.said.officer)),
        (legal::host(lang), said(&site.said.host)),
        (t::mail_server(lang), None),
        (leaving::ways(lang), Some(ways.join(" · "))),
        (t::votes(lang), Some(urns.join(" · "))),
        (r::roll_name(lang), Some(roll)),
    ]
}

/// What is kept and until when, as the register says it.
fn kept(lang: Lang) -> impl IntoView {
    let all = Processing::ALL.map(|processing| {
        let [name, _, what, long, _] = r::told(lang, processing);
        Point::named(name).and(what).and(timed(lang, long))
    });
    points(lang, Vec::from(all))
}

fn principles(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let outside = !site.ways.is_empty();
    let all = vec![
        Point::named(t::purpose(lang)).and(t::purpose_text(lang)),
        Point::named(t::basis(lang)).and(t::basis_text(lang)).open(),
        Point::named(t::opinions(lang))
            .and(t::opinions_text(lang))
            .open(),
        Point::named(t::least(lang))
            .and(t::least_text(lang))
            .and_if(outside, t::least_provider(lang))
            .and_if(site.roll.is_some(), t::least_roll(lang)),
        Point::named(t::exact(lang)).and(t::exact_text(lang)),
        Point::named(t::times(lang)).and(t::times_text(lang)),
        Point::named(t::readers(lang)).and(t::readers_text(lang)),
        Point::named(t::abroad(lang))
            .and_if(outside, t::abroad_provider(lang))
            .and(t::abroad_text(lang))
            .open(),
        Point::named(t::machine(lang)).and(t::machine_text(lang)),
    ];
    view! {
        <section class="stack">
            <h2>{t::principles(lang)}</h2>
            {points(lang, all)}
        </section>
    }
}

fn rights(lang: Lang) -> impl IntoView {
    let all = vec![
        Point::named(t::informed(lang)).and(t::informed_text(lang)),
        Point::named(t::access(lang)).and(t::access_text(lang)),
        Point::named(t::rectify(lang)).and(t::rectify_text(lang)),
        Point::named(t::erase(lang)).and(t::erase_text(lang)),
        Point::named(t::object(lang))
            .and(t::object_text(lang))
            .open(),
        Point::named(t::consent(lang)).and(r::children(lang)),
        Point::named(t::complain(lang)).and(t::complain_text(lang)),
    ];
    view! {
        <section class="stack">
            <h2>{t::rights(lang)}</h2>
            {points(lang, all)}
        </section>
    }
}

/// What the program cannot know.
fn commune(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let mut all = vec![
        t::who_key(lang),
        t::who_backups(lang),
        t::who_machine(lang),
        t::who_contract(lang),
        t::who_roles(lang),
        t::who_trained(lang),
        t::who_logs(lang),
        t::who_breach(lang),
    ];
    all.extend(site.roll.is_some().then(|| t::who_roll(lang)));
    let all: Vec<_> = all.into_iter().map(|name| (name, None)).collect();
    view! {
        <section class="stack">
            <h2>{t::commune(lang)}</h2>
            <p>{t::commune_text(lang)}</p>
            {facts(lang, all)}
        </section>
    }
}

fn plan(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let all = applying(&[
        (site.said.missing() > 0, t::do_legal(lang)),
        (!site.https, t::do_https(lang)),
        (true, t::do_keys(lang)),
        (true, t::do_key(lang)),
        (true, t::do_backups(lang)),
        (site.has_ordinary(), t::do_ordinary(lang)),
        (site.has_sealed(), t::do_sealed(lang)),
        (site.roll.is_some(), t::do_roll(lang)),
        (true, t::do_logs(lang)),
        (true, t::do_again(lang)),
    ]);
    let items = all.into_iter().map(|text| {
        view! { <li><p>{text}</p><p>{t::plan_who(lang)} " " {blank(lang)}</p></li> }
    });
    let items = items.collect_view();
    view! {
        <section class="stack">
            <h2>{t::plan(lang)}</h2>
            <div class="prose"><ol>{items}</ol></div>
        </section>
    }
}

fn approval(lang: Lang) -> impl IntoView {
    let all = [
        t::by_officer(lang),
        t::by_people(lang),
        t::decision(lang),
        t::approved_by(lang),
        t::approved_on(lang),
        t::review_on(lang),
    ];
    let all: Vec<_> = all.into_iter().map(|name| (name, None)).collect();
    view! {
        <section class="stack">
            <h2>{t::approval(lang)}</h2>
            {facts(lang, all)}
            <p class="muted">{t::sources(lang)}</p>
        </section>
    }
}

#[cfg(test)]
mod tests;
