//! About: what this is, which personal data is kept and why, what an administrator could still see of a
//! vote, licence, how to reach the town hall. It must say what is, not what is wished.

use crate::fmt;
use crate::parts::{Tone, notice, page_head};
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{about as t, impact, legal, register};
use crate::texts::{Lang, fill, verify};
use crate::web::{Answer, Ctx, public};
use leptos::prelude::*;
use services::elector::{self, Roll};

/// GET `/a-propos`.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let said = services::legal::load(&mut ctx.read().await?).await?;
    let contact = if said.contact.is_empty() {
        fill(t::contact_text(lang), &[("commune", &ctx.look.name)])
    } else {
        let lines = [&*ctx.look.name, &said.address, &said.contact];
        let lines = lines.into_iter().filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join(" · ")
    };
    let outside = ctx.app.providers.france_connect.is_some();
    let roll = elector::current(&mut ctx.read().await?).await?;
    let invented = ctx.app.demonstration.is_some();
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            {page_head(t::title(lang), t::lead(lang))}
            <div class="narrow stack--wide">
                {section("service", t::what(lang), vec![t::what_text(lang).to_owned()])}
                {invented.then(|| notice(Tone::Warn, "", t::demonstration(lang)))}
                <section class="stack" id="donnees-personnelles">
                    <h2>{t::data(lang)}</h2>
                    <p>{t::data_lead(lang)}</p>
                    {kept(lang, outside)}
                    {roll.as_ref().map(|roll| on_roll(lang, roll))}
                    <h3>{t::third_title(lang)}</h3>
                    <p>{if outside { t::third_france_connect(lang) } else { t::third(lang) }}</p>
                    <h3>{t::rights(lang)}</h3>
                    <p>{t::rights_text(lang)}</p>
                    <p><a href=ctx.to(route::REGISTER)>{register::title(lang)}</a></p>
                    <p><a href=ctx.to(route::IMPACT)>{impact::title(lang)}</a></p>
                </section>
                <section class="stack" id="vote">
                    <h2>{t::vote(lang)}</h2>
                    <p>{t::vote_two(lang)}</p>
                    <h3>{t::vote_ordinary(lang)}</h3>
                    <p>{t::vote_apart(lang)}</p>
                    <h4>{t::vote_limits(lang)}</h4>
                    <div class="prose">
                        <ul>
                            <li>{t::vote_limit_read(lang)}</li>
                            <li>{t::vote_limit_watch(lang)}</li>
                            <li>{t::vote_limit_change(lang)}</li>
                        </ul>
                    </div>
                    <p>{t::vote_next(lang)}</p>
                    <h3>{t::vote_sealed(lang)}</h3>
                    <p>{t::vote_sealed_text(lang)}</p>
                    <p><a href=ctx.to(route::VERIFY)>{verify::link(lang)}</a></p>
                </section>
                {section("licence", t::licence(lang), vec![t::licence_text(lang).to_owned()])}
                {section("contact", t::contact(lang), vec![contact])}
                <p><a href=ctx.to(route::LEGAL)>{legal::title(lang)}</a></p>
            </div>
        }
    });
    Ok(public(&ctx, html))
}

/// Those who are on a roll are told so, with or without an account (RGPD, art. 14).
fn on_roll(lang: Lang, roll: &Roll) -> impl IntoView + use<> {
    let end = roll.ends_at.map(|at| fmt::date(lang, at));
    let dates = [
        ("date", &*fmt::date(lang, roll.made_at)),
        ("end", &end.unwrap_or_default()),
    ];
    let text = fill(t::roll_text(lang), &dates);
    view! { <h3 id="liste-electorale">{t::roll(lang)}</h3> <p>{text}</p> <p>{t::roll_law(lang)}</p> }
}

fn section(id: &'static str, title: &'static str, texts: Vec<String>) -> impl IntoView {
    let texts = texts.into_iter().map(|text| view! { <p>{text}</p> });
    let texts = texts.collect_view();
    view! { <section class="stack" id=id><h2>{title}</h2>{texts}</section> }
}

fn kept(lang: Lang, outside: bool) -> impl IntoView {
    let linked = outside.then(|| (t::france_connect(lang), t::france_connect_why(lang)));
    let rows = [
        (t::address(lang), t::address_why(lang)),
        (t::name(lang), t::name_why(lang)),
        (t::passkeys(lang), t::passkeys_why(lang)),
        (t::written(lang), t::written_why(lang)),
        (t::level(lang), t::level_why(lang)),
        (t::voted(lang), t::voted_why(lang)),
        (t::trail(lang), t::trail_why(lang)),
        (t::cookie_session(lang), t::cookie_session_why(lang)),
        (t::devices(lang), t::devices_why(lang)),
        (t::cookie_browser(lang), t::cookie_browser_why(lang)),
        (t::cookie_choices(lang), t::cookie_choices_why(lang)),
        (t::cookie_urn(lang), t::cookie_urn_why(lang)),
        (t::device(lang), t::device_why(lang)),
    ];
    let rows = rows.into_iter().chain(linked).map(|(what, why)| {
        view! { <div><dt><strong>{what}</strong></dt><dd>{why}</dd></div> }
    });
    let rows = rows.collect_view();
    view! { <dl class="card">{rows}</dl> }
}
