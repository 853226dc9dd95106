//! `/donnees-personnelles`: the register of processing (GDPR, art. 30), made from what the tables declare and from the rules that erase.
//! Public, and the same for everybody.

use crate::icon::{Icon, icon};
use crate::parts::page_head;
use crate::route;
use crate::shell::{Page, Tab, render};
use crate::texts::reading::{about, impact, legal, register as t};
use crate::texts::{Lang, fill};
use crate::web::{Answer, Ctx, public};
use civic::personal::Processing;
use leptos::prelude::*;
use services::register;
use services::retention::{Rule, TOLD_SECONDS};
use services::session;

/// GET.
///
/// # Errors
/// What the database says.
pub async fn show(ctx: Ctx) -> Answer {
    let lang = ctx.lang;
    let commune = ctx.look.name.clone();
    let named = |text: &str| fill(text, &[("commune", &commune)]);
    let said = services::legal::load(&mut ctx.read().await?).await?;
    let officer = if said.officer.is_empty() {
        legal::missing(lang).to_owned()
    } else {
        said.officer
    };
    let sections = Processing::ALL.map(|processing| section(lang, processing));
    let html = render(&ctx, &Page::new(t::title(lang), Tab::None), || {
        view! {
            <div class="narrow stack--wide">
                <a class="back" href=ctx.to(route::ABOUT)>{icon(Icon::ArrowLeft)} {about::title(lang)}</a>
                {page_head(t::title(lang), named(t::lead(lang)))}
                {sections.collect_view()}
                <section class="stack">
                    <h2>{t::all(lang)}</h2>
                    <p>{named(t::controller(lang))}</p>
                    <p>{fill(t::officer(lang), &[("who", &officer)])}</p>
                    <p>{t::safe(lang)}</p>
                    <p>{t::children(lang)}</p>
                    <p><a href=ctx.to(route::IMPACT)>{impact::title(lang)}</a></p>
                </section>
            </div>
        }
    });
    Ok(public(&ctx, html))
}

/// So many seconds, in words.
fn span(lang: Lang, seconds: i64) -> String {
    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;
    let (text, n) = match seconds {
        DAY => return t::day(lang).to_owned(),
        s if s % (365 * DAY) == 0 => (t::years(lang), s / (365 * DAY)),
        s if s % DAY == 0 => (t::days(lang), s / DAY),
        s if s % HOUR == 0 => (t::hours(lang), s / HOUR),
        s => (t::minutes(lang), s / 60),
    };
    fill(text, &[("n", &n.to_string())])
}

/// The times that the sentences leave open, from the rules themselves.
pub(super) fn timed(lang: Lang, text: &str) -> String {
    let values = [
        ("code", Rule::Codes.seconds()),
        ("idle", Rule::Sessions.seconds()),
        ("session", session::SECONDS),
        ("role_idle", session::ROLE_IDLE_SECONDS),
        ("role", session::ROLE_SECONDS),
        ("voting", session::VOTE_SECONDS),
        ("fresh", session::FRESH_SECONDS),
        ("draft", Rule::Drafts.seconds()),
        ("enrolment", Rule::Enrolments.seconds()),
        ("letter", Rule::Letters.seconds()),
        ("roll", Rule::Rolls.seconds()),
        ("job", Rule::Jobs.seconds()),
        ("attempt", Rule::Attempts.seconds()),
        ("unused", Rule::Unused.seconds()),
        ("told", TOLD_SECONDS),
    ];
    let spans = values.map(|(name, seconds)| (name, span(lang, seconds)));
    let spans: Vec<(&str, &str)> = spans.iter().map(|(n, s)| (*n, s.as_str())).collect();
    let mut text = fill(text, &spans);
    // a sentence may begin with a time
    if let Some(first) = text.chars().next() {
        let upper = first.to_uppercase().to_string();
        text.replace_range(..first.len_utf8(), &upper);
    }
    text
}

fn section(lang: Lang, processing: Processing) -> impl IntoView {
    let [name, why, what, long, who] = t::told(lang, processing);
    let tables = register::tables(processing);
    view! {
        <section class="card stack">
            <h2>{name}</h2>
            <h3>{t::why(lang)}</h3>
            <p>{why}</p>
            <h3>{t::what(lang)}</h3>
            <p>{what}</p>
            <h3>{t::long(lang)}</h3>
            <p>{timed(lang, long)}</p>
            <h3>{t::who(lang)}</h3>
            <p>{who}</p>
            <p class="muted">{fill(t::tables(lang), &[("tables", &tables.join(", "))])}</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_is_filled_in_and_said_in_words() {
        for lang in [Lang::Fr, Lang::Br, Lang::En] {
            for processing in Processing::ALL {
                for text in t::told(lang, processing) {
                    let said = timed(lang, text);
                    assert!(!said.contains(['{', '}']) && !said.is_empty(), "{said}");
                }
            }
        }
        let of = |seconds| span(Lang::Fr, seconds);
        assert_eq!(of(900), "15\u{a0}minutes");
        assert_eq!(of(12 * 3600), "12\u{a0}heures");
        assert_eq!(
            (of(86_400), of(7 * 86_400)),
            ("un jour".to_owned(), "7\u{a0}jours".to_owned())
        );
        assert_eq!(of(3 * 365 * 86_400), "3\u{a0}ans");
    }
}
