//! Pieces that several of these pages share: the card of a process, rows of links, plain paragraphs.

use super::standing::standing;
use crate::fmt;
use crate::icon::{Icon, icon};
use crate::parts::moment_badge;
use crate::route;
use crate::texts::reading::process as t;
use crate::texts::{Lang, fill};
use civic::process::{Moment, PhaseKind, Process};
use civic::time::Now;
use leptos::prelude::*;
use services::reading::Listed;

/// The phase open now or next and its date, or when it all ended.
#[must_use]
pub fn when(lang: Lang, process: &Process, now: Now) -> String {
    let name = |kind| t::phase(lang, kind, process.template);
    let (sentence, phase, date) = match standing(process, now) {
        Moment::Current => match process.current(now) {
            Some(p) => (
                t::phase_until(lang),
                name(p.kind),
                fmt::until(lang, p.closes_at),
            ),
            None => return String::new(),
        },
        Moment::Future => match process.next(now) {
            Some(p) => (
                t::phase_from(lang),
                name(p.kind),
                fmt::from(lang, p.opens_at),
            ),
            None => return String::new(),
        },
        Moment::Past => {
            let last = process
                .phases
                .iter()
                .rfind(|p| p.kind != PhaseKind::Follow && p.moment(now) == Moment::Past);
            return last.map_or_else(String::new, |p| {
                fill(
                    t::over_since(lang),
                    &[("date", &fmt::last_day(lang, p.closes_at))],
                )
            });
        }
    };
    fill(sentence, &[("phase", phase), ("date", &date)])
}

/// The card of a process, under a heading of level 2.
pub fn process_card(lang: Lang, listed: &Listed, now: Now) -> impl IntoView + use<> {
    let process = &listed.process;
    let moment = standing(process, now);
    let class = if moment == Moment::Current {
        "card card--open"
    } else {
        "card"
    };
    let when = when(lang, process, now);
    let count = (listed.proposals > 0).then(|| {
        let text = t::items(lang, process.template, listed.proposals);
        view! { <li>{icon(Icon::Participate)}{text}</li> }
    });
    view! {
        <article class=class>
            <div class="card__top">{moment_badge(lang, moment)}<span>{t::template(lang, process.template)}</span></div>
            <h3 class="card__title"><a href=route::process(lang, &process.slug)>{process.title.clone()}</a></h3>
            <p class="card__text">{process.summary.clone()}</p>
            <ul class="meta">
                {(!when.is_empty()).then(|| view! { <li>{icon(Icon::Clock)}{when}</li> })}
                {count}
            </ul>
        </article>
    }
}

/// Cards in a grid.
pub fn process_grid(lang: Lang, all: &[&Listed], now: Now) -> impl IntoView + use<> {
    let items = all.iter().map(|l| {
        let card = process_card(lang, l, now);
        view! { <li>{card}</li> }
    });
    let items = items.collect_view();
    view! { <ul class="grid">{items}</ul> }
}

/// One row of a list of links.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its icon.
    pub image: Icon,
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
    /// In smaller letters below; may be empty.
    pub note: String,
}

/// Rows of links.
pub fn link_list(rows: Vec<Row>) -> impl IntoView {
    let items = rows.into_iter().map(|row| {
        let Row {
            image,
            href,
            text,
            note,
        } = row;
        view! {
            <li>
                <a class="link-list__link" href=href>
                    {icon(image)}
                    <span>
                        {text}
                        {(!note.is_empty()).then(|| view! { <span class="link-list__note">{note}</span> })}
                    </span>
                    {icon(Icon::ArrowRight)}
                </a>
            </li>
        }
    });
    let items = items.collect_view();
    view! { <ul class="link-list">{items}</ul> }
}

/// A text typed by people, as paragraphs: an empty line begins another, a line end stays one.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    let blocks = text.split("\n\n").map(|b| b.trim_matches('\n'));
    blocks
        .filter(|b| !b.trim().is_empty())
        .map(|b| view! { <p>{lines(b)}</p> })
        .collect_view()
}

/// The lines of a paragraph.
pub fn lines(text: &str) -> impl IntoView + use<> {
    let lines = text.lines().enumerate().map(|(i, line)| {
        let line = line.to_owned();
        view! { {(i > 0).then(|| view! { <br/> })}{line} }
    });
    lines.collect_view()
}
