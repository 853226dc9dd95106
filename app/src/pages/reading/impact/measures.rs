//! The impact assessment: what protects, and what does not. The times are those of the rules themselves.

use super::pieces::{applying, list};
use super::site::Site;
use super::timed;
use crate::texts::reading::impact::measures as t;
use crate::texts::{Lang, fill};
use leptos::prelude::*;
use services::sign_in::CODE_TRIES;

/// Both sections.
pub(super) fn section(lang: Lang, site: &Site) -> impl IntoView + use<> {
    view! {
        <section class="stack">
            <h2>{t::title(lang)}</h2>
            {in_place(lang, site)}
            <h3>{t::limits(lang)}</h3>
            {list(not_protected(lang, site))}
        </section>
    }
}

fn in_place(lang: Lang, site: &Site) -> impl IntoView + use<> {
    let groups: [(&'static str, Vec<String>); 5] = [
        (
            t::sealing(lang),
            applying(&[
                (true, t::sealing_columns(lang)),
                (true, t::sealing_hashes(lang)),
                (true, t::sealing_secrets(lang)),
                (site.https, t::sealing_https(lang)),
            ]),
        ),
        (
            t::vote(lang),
            applying(&[
                (true, t::vote_apart(lang)),
                (site.has_ordinary(), t::vote_ordinary(lang)),
                (site.has_sealed(), t::vote_sealed(lang)),
                (true, t::vote_fresh(lang)),
            ]),
        ),
        (
            t::entering(lang),
            applying(&[
                (true, t::entering_code(lang)),
                (true, t::entering_session(lang)),
                (true, t::entering_roles(lang)),
                (true, t::entering_fresh(lang)),
                (true, t::entering_limits(lang)),
                (true, t::entering_pages(lang)),
            ]),
        ),
        (
            t::traces(lang),
            applying(&[(true, t::traces_acts(lang)), (true, t::traces_logs(lang))]),
        ),
        (
            t::keeping(lang),
            applying(&[
                (true, t::keeping_nightly(lang)),
                (true, t::keeping_vote(lang)),
                (true, t::keeping_disk(lang)),
                (true, t::keeping_account(lang)),
                (true, t::keeping_doctor(lang)),
            ]),
        ),
    ];
    let groups = groups.map(|(name, sentences)| {
        let sentences = sentences.iter().map(|text| said(lang, text));
        view! { <h3>{name}</h3> {list(sentences.collect())} }
    });
    groups.into_iter().collect_view()
}

/// A sentence with what the rules allow.
fn said(lang: Lang, text: &str) -> String {
    let tries = CODE_TRIES.to_string();
    fill(&timed(lang, text), &[("tries", &tries)])
}

fn not_protected(lang: Lang, site: &Site) -> Vec<String> {
    applying(&[
        (site.has_ordinary(), t::limits_ordinary(lang)),
        (site.has_sealed(), t::limits_sealed(lang)),
        (true, t::limits_base(lang)),
        (true, t::limits_key(lang)),
        (true, t::limits_mail(lang)),
        (true, t::limits_pressure(lang)),
        (site.roll.is_some(), t::limits_roll(lang)),
        (true, t::limits_public(lang)),
        (true, t::limits_two(lang)),
        (true, t::limits_audit(lang)),
    ])
}
