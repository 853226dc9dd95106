//! How pages look in a colour, by day and in the dark, with the contrast of what is written: drawn, so that it
//! can be seen without being the page's own colours.

use crate::fmt;
use crate::texts::town_hall::commune as t;
use crate::texts::{Lang, common, fill};
use leptos::prelude::*;
use services::commune::{Colour, Palette};

/// The two samples of the colour chosen: a preset, or the one beside; none for the house's own.
pub fn sample(lang: Lang, chosen: &str, other: &str) -> Option<impl IntoView + use<>> {
    let colour: Colour = chosen.parse().or_else(|_| other.parse()).ok()?;
    let palette = Palette::of(colour);
    let (light, dark) = (palette.light, palette.dark);
    let found = light.on_commune.contrast(light.commune);
    let contrast = fill(t::contrast(lang), &[("n", &fmt::decimal(lang, found))]);
    // the eye sees no difference of three
    let near = |a: u8, b: u8| a.abs_diff(b) <= 3;
    let kept = near(colour.0, light.commune.0)
        && near(colour.1, light.commune.1)
        && near(colour.2, light.commune.2);
    let moved = (!kept).then(|| {
        let pair = [
            ("colour", &*colour.to_string()),
            ("other", &*light.commune.to_string()),
        ];
        view! { <p>{fill(t::moved(lang), &pair)}</p> }
    });
    let screen = |shades: services::commune::Shades,
                  ground: &'static str,
                  ink: &'static str,
                  name| {
        let fills = [
            shades.bar.to_string(),
            shades.on_bar.to_string(),
            shades.commune.to_string(),
            shades.on_commune.to_string(),
            shades.ink.to_string(),
        ];
        let [bar, on_bar, commune, on_commune, own] = fills;
        view! {
            <svg class="sample" viewBox="0 0 240 132" role="img" aria-label=name>
                <rect width="240" height="132" rx="10" fill=ground/>
                <path d="M0 10a10 10 0 0 1 10-10h220a10 10 0 0 1 10 10v24H0z" fill=bar/>
                <text x="14" y="22" fill=on_bar font-size="13" font-weight="700">{common::pocket(lang)}</text>
                <text x="14" y="60" fill=ink font-size="13">{t::sample_text(lang)}</text>
                <text x="14" y="79" fill=own font-size="13" text-decoration="underline">{t::sample_link(lang)}</text>
                <rect x="14" y="92" width="104" height="28" rx="6" fill=commune/>
                <text x="66" y="110.5" fill=on_commune font-size="13" font-weight="700" text-anchor="middle">{common::tab_vote(lang)}</text>
            </svg>
        }
    };
    Some(view! {
        <section class="stack">
            <h2>{t::sample(lang)}</h2>
            <div class="cluster">
                {screen(light, "#f3f3ef", "#1a2428", t::by_day(lang))}
                {screen(dark, "#11181b", "#e9edea", t::in_the_dark(lang))}
            </div>
            <p>{contrast}</p>
            {moved}
        </section>
    })
}
