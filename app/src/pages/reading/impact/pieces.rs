//! The pieces of the impact assessment: subjects with what is said of them, short facts, and lines that only the commune can fill in.

use crate::texts::Lang;
use crate::texts::reading::impact as t;
use leptos::prelude::*;

/// Room to write on, on paper.
const ROOM: &str = "……………………………………………………………………………";

/// A line that only the commune can fill in.
pub(super) fn blank(lang: Lang) -> AnyView {
    view! {
        <span class="badge badge--warn">{t::to_fill(lang)}</span>
        <span class="print-only" aria-hidden="true">{ROOM}</span>
    }
    .into_any()
}

/// What is said of a subject, and whether the commune has something to add.
pub(super) struct Point {
    name: &'static str,
    said: Vec<String>,
    open: bool,
}

impl Point {
    /// With nothing said yet.
    pub(super) fn named(name: &'static str) -> Point {
        Point {
            name,
            said: Vec::new(),
            open: false,
        }
    }

    /// With a sentence more.
    pub(super) fn and(mut self, text: impl Into<String>) -> Point {
        self.said.push(text.into());
        self
    }

    /// The same where it applies.
    pub(super) fn and_if(self, applies: bool, text: &str) -> Point {
        if applies { self.and(text) } else { self }
    }

    /// With a line for the commune.
    pub(super) fn open(mut self) -> Point {
        self.open = true;
        self
    }
}

/// Each on a card of its own: paper breaks between them.
pub(super) fn points(lang: Lang, all: Vec<Point>) -> impl IntoView {
    let rows = all.into_iter().map(|Point { name, said, open }| {
        let said = said.into_iter().map(|text| view! { <dd>{text}</dd> });
        let said = said.collect_view();
        let open = open.then(|| view! { <dd>{blank(lang)}</dd> });
        view! { <div class="card"><dt><strong>{name}</strong></dt>{said}{open}</div> }
    });
    let rows = rows.collect_view();
    view! { <dl class="stack">{rows}</dl> }
}

/// Short facts; one that is not known is the commune's to fill in.
pub(super) fn facts(lang: Lang, all: Vec<(&'static str, Option<String>)>) -> impl IntoView {
    let rows = all.into_iter().map(|(name, value)| {
        let value = match value {
            Some(text) => text.into_any(),
            None => blank(lang),
        };
        view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
    });
    let rows = rows.collect_view();
    view! { <dl class="facts">{rows}</dl> }
}

/// Sentences one below the other.
pub(super) fn list(all: Vec<String>) -> impl IntoView {
    let items = all.into_iter().map(|text| view! { <li>{text}</li> });
    let items = items.collect_view();
    view! { <div class="prose"><ul>{items}</ul></div> }
}

/// The sentences that apply.
pub(super) fn applying(all: &[(bool, &'static str)]) -> Vec<String> {
    let applying = all.iter().filter(|(applies, _)| *applies);
    applying.map(|(_, text)| (*text).to_owned()).collect()
}
