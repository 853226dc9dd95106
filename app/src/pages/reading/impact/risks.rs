//! The impact assessment: the three feared events, each with the degree of risk that stays. The degrees are the program's
//! proposal, on the CNIL's scale. **Never here**: a degree that the commune decided on.

use super::pieces::{applying, blank};
use super::site::Site;
use crate::texts::Lang;
use crate::texts::reading::impact::risks as t;
use leptos::prelude::*;

/// A degree of the CNIL's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Degree {
    Negligible,
    Limited,
    Significant,
    Maximal,
}

impl Degree {
    const ALL: [Degree; 4] = [
        Degree::Negligible,
        Degree::Limited,
        Degree::Significant,
        Degree::Maximal,
    ];

    fn badge(self, lang: Lang) -> impl IntoView {
        let (class, name) = match self {
            Degree::Negligible => ("badge badge--ok", t::negligible(lang)),
            Degree::Limited => ("badge badge--info", t::limited(lang)),
            Degree::Significant => ("badge badge--warn", t::significant(lang)),
            Degree::Maximal => ("badge badge--bad", t::maximal(lang)),
        };
        view! { <span class=class>{name}</span> }
    }
}

/// A degree and why.
type Rated = (Degree, &'static str);

/// A feared event.
struct Event {
    title: &'static str,
    sources: &'static str,
    threats: Vec<String>,
    effects: &'static str,
    measures: Vec<String>,
    severity: Rated,
    likelihood: Rated,
}

fn events(lang: Lang, site: &Site) -> [Event; 3] {
    let (ordinary, sealed) = (site.has_ordinary(), site.has_sealed());
    [
        Event {
            title: t::access(lang),
            sources: t::access_sources(lang),
            threats: applying(&[
                (true, t::access_threats(lang)),
                (ordinary, t::access_ordinary(lang)),
                (site.roll.is_some(), t::access_roll(lang)),
            ]),
            effects: t::access_effects(lang),
            measures: applying(&[(true, t::access_measures(lang))]),
            severity: (Degree::Significant, t::access_severity(lang)),
            likelihood: (Degree::Limited, t::access_likelihood(lang)),
        },
        Event {
            title: t::change(lang),
            sources: t::change_sources(lang),
            threats: applying(&[
                (true, t::change_threats(lang)),
                (ordinary, t::change_ordinary(lang)),
                (sealed, t::change_sealed(lang)),
            ]),
            effects: t::change_effects(lang),
            measures: applying(&[(true, t::change_measures(lang))]),
            severity: (Degree::Limited, t::change_severity(lang)),
            likelihood: (Degree::Limited, t::change_likelihood(lang)),
        },
        Event {
            title: t::loss(lang),
            sources: t::loss_sources(lang),
            threats: applying(&[
                (true, t::loss_threats(lang)),
                (sealed, t::loss_sealed(lang)),
            ]),
            effects: t::loss_effects(lang),
            measures: applying(&[
                (true, t::loss_measures(lang)),
                (sealed, t::loss_rehearsed(lang)),
            ]),
            severity: (Degree::Limited, t::loss_severity(lang)),
            likelihood: (Degree::Limited, t::loss_likelihood(lang)),
        },
    ]
}

/// The events one by one, then side by side.
pub(super) fn section(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let events = events(lang, site);
    let rows = events.iter().map(|event| {
        let (severity, likelihood) = (event.severity.0, event.likelihood.0);
        view! {
            <tr>
                <th scope="row">{event.title}</th>
                <td>{severity.badge(lang)}</td>
                <td>{likelihood.badge(lang)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let scale = Degree::ALL.map(|degree| view! { <li>{degree.badge(lang)}</li> });
    let cards = events.map(|event| card(lang, event));
    view! {
        <section class="stack">
            <h2>{t::title(lang)}</h2>
            <p>{t::lead(lang)}</p>
            <ul class="cluster">{scale}</ul>
            {cards.into_iter().collect_view()}
            <div class="table-wrap" role="region" aria-labelledby="risques-ensemble" tabindex="0">
                <table class="table">
                    <caption id="risques-ensemble">{t::map(lang)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t::event(lang)}</th>
                            <th scope="col">{t::severity(lang)}</th>
                            <th scope="col">{t::likelihood(lang)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn card(lang: Lang, event: Event) -> impl IntoView {
    view! {
        <section class="card stack">
            <h3>{event.title}</h3>
            {block(t::sources(lang), vec![event.sources.to_owned()])}
            {block(t::threats(lang), event.threats)}
            {block(t::effects(lang), vec![event.effects.to_owned()])}
            {block(t::measures(lang), event.measures)}
            {rated(lang, t::severity(lang), event.severity)}
            {rated(lang, t::likelihood(lang), event.likelihood)}
            <h4>{t::opinion(lang)}</h4>
            <p>{blank(lang)}</p>
        </section>
    }
}

fn block(name: &'static str, lines: Vec<String>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| view! { <p>{line}</p> });
    let lines = lines.collect_view();
    view! { <h4>{name}</h4> {lines} }
}

fn rated(lang: Lang, name: &'static str, (degree, why): Rated) -> impl IntoView {
    view! {
        <h4>{name} " " {degree.badge(lang)}</h4>
        <p>{why}</p>
    }
}
