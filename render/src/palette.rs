//! The commune's colour made into the properties that `style/tokens.css` names, for both themes. Whatever
//! colour is given, what is written in it or on it stays readable: its hue is kept, its lightness moves until
//! every pair has its contrast (RGAA 3.2.1, WCAG 2.1 1.4.3: 4.5 for text).

use crate::colour::{Colour, Lch};
use std::fmt::Write as _;

/// What each text must have on its ground.
pub const TEXT: f64 = 4.5;
/// What the lines that show where a control is must have (RGAA 3.3).
pub const CONTROL: f64 = 3.0;

/// The fixed colours of `style/tokens.css` that the commune's meet.
const GROUND: Colour = Colour(0xf3, 0xf3, 0xef);
const SUNKEN: Colour = Colour(0xe9, 0xea, 0xe4);
const WHITE: Colour = Colour(255, 255, 255);
const DARK_GROUND: Colour = Colour(0x11, 0x18, 0x1b);
const DARK_SUNKEN: Colour = Colour(0x22, 0x2d, 0x31);
const ON_BAR_DARK: Colour = Colour(0xf1, 0xf6, 0xf5);

/// The commune's properties in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Buttons, links that are buttons, what is chosen.
    pub commune: Colour,
    /// The same, pressed.
    pub strong: Colour,
    /// A ground that is faintly the commune's.
    pub soft: Colour,
    /// A line that is faintly the commune's; decorative.
    pub line: Colour,
    /// Text in the commune's colour.
    pub ink: Colour,
    /// Text on `commune`.
    pub on_commune: Colour,
    /// The bar at the top, the panel.
    pub bar: Colour,
    /// Text on the bar.
    pub on_bar: Colour,
    /// Smaller text on the bar.
    pub on_bar_soft: Colour,
}

/// The commune's properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// In daylight.
    pub light: Shades,
    /// In the dark.
    pub dark: Shades,
}

impl Palette {
    /// The palette of a colour.
    #[must_use]
    pub fn of(colour: Colour) -> Palette {
        let own = colour.lch();
        Palette {
            light: light(own),
            dark: dark(own),
        }
    }

    /// As a style sheet that stands after the site's own.
    #[must_use]
    pub fn css(&self) -> String {
        let (light, dark) = (self.light.properties(), self.dark.properties());
        format!(
            "@layer tokens{{:root{{{light}}}\
             @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\
             @media screen{{:root[data-theme=dark]{{{dark}}}}}}}"
        )
    }
}

impl Shades {
    fn properties(&self) -> String {
        let mut css = String::new();
        for (name, colour) in [
            ("commune", self.commune),
            ("commune-strong", self.strong),
            ("commune-soft", self.soft),
            ("commune-line", self.line),
            ("commune-ink", self.ink),
            ("on-commune", self.on_commune),
            ("bar", self.bar),
            ("on-bar", self.on_bar),
            ("on-bar-soft", self.on_bar_soft),
        ] {
            // Writing to a string cannot fail.
            let _ = write!(css, "--{name}:{colour};");
        }
        css
    }
}

fn at(own: Lch, l: f64, most_chroma: f64) -> Lch {
    Lch {
        l,
        c: own.c.min(most_chroma),
        h: own.h,
    }
}

/// The first of the lightnesses from `start` by `step` that reads `least` against all of `grounds`.
fn readable(
    own: Lch,
    start: f64,
    step: f64,
    chroma: f64,
    grounds: &[Colour],
    least: f64,
) -> Colour {
    let mut l = start;
    loop {
        let colour = at(own, l, chroma).colour();
        if grounds.iter().all(|g| colour.contrast(*g) >= least) || !(0.0..=1.0).contains(&l) {
            return colour;
        }
        l += step;
    }
}

fn light(own: Lch) -> Shades {
    let soft = at(own, 0.935, 0.022).colour();
    // a little more than the least: buttons are read in the sun
    let commune = readable(own, own.l.clamp(0.2, 0.62), -0.01, 0.4, &[WHITE], 5.5);
    let bar_from = commune.lch().l.min(0.42) - 0.02;
    let bar = readable(own, bar_from, -0.01, 0.13, &[WHITE], 8.0);
    Shades {
        commune,
        strong: at(own, (commune.lch().l - 0.09).max(0.12), 0.4).colour(),
        soft,
        line: at(own, 0.745, 0.06).colour(),
        ink: readable(
            own,
            commune.lch().l,
            -0.01,
            0.4,
            &[GROUND, SUNKEN, soft],
            5.0,
        ),
        on_commune: WHITE,
        bar,
        on_bar: WHITE,
        on_bar_soft: readable(own, 0.88, 0.01, 0.03, &[bar], 5.5),
    }
}

fn dark(own: Lch) -> Shades {
    let soft = at(own, 0.305, 0.045).colour();
    let commune = readable(own, 0.8, 0.01, 0.09, &[DARK_GROUND, DARK_SUNKEN, soft], 5.5);
    let bar = readable(own, 0.27, -0.01, 0.05, &[ON_BAR_DARK], 8.0);
    Shades {
        commune,
        strong: at(own, (commune.lch().l + 0.06).min(0.93), 0.08).colour(),
        soft,
        line: at(own, 0.52, 0.06).colour(),
        ink: readable(
            own,
            0.82,
            0.01,
            0.09,
            &[DARK_GROUND, DARK_SUNKEN, soft],
            5.5,
        ),
        on_commune: readable(own, 0.25, -0.01, 0.04, &[commune], 5.5),
        bar,
        on_bar: ON_BAR_DARK,
        on_bar_soft: readable(own, 0.81, 0.01, 0.03, &[bar], 5.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair that the style sheet sets, and what it must have.
    fn pairs(p: &Palette) -> Vec<(&'static str, Colour, Colour, f64)> {
        let (l, d) = (&p.light, &p.dark);
        vec![
            ("on-commune on commune", l.on_commune, l.commune, TEXT),
            ("on-commune on strong", l.on_commune, l.strong, TEXT),
            ("ink on ground", l.ink, GROUND, TEXT),
            ("ink on surface", l.ink, WHITE, TEXT),
            ("ink on sunken", l.ink, SUNKEN, TEXT),
            ("ink on soft", l.ink, l.soft, TEXT),
            ("commune beside ground", l.commune, GROUND, TEXT),
            ("commune beside surface", l.commune, WHITE, TEXT),
            ("text on soft", Colour(0x1a, 0x24, 0x28), l.soft, TEXT),
            ("soft text on soft", Colour(0x4a, 0x57, 0x5c), l.soft, TEXT),
            ("on-bar on bar", l.on_bar, l.bar, TEXT),
            ("on-bar-soft on bar", l.on_bar_soft, l.bar, TEXT),
            ("gorse beside bar", Colour(0xf1, 0xbf, 0x2b), l.bar, CONTROL),
            ("dark on-commune on commune", d.on_commune, d.commune, TEXT),
            ("dark on-commune on strong", d.on_commune, d.strong, TEXT),
            ("dark ink on ground", d.ink, DARK_GROUND, TEXT),
            ("dark ink on sunken", d.ink, DARK_SUNKEN, TEXT),
            ("dark ink on soft", d.ink, d.soft, TEXT),
            ("dark commune beside ground", d.commune, DARK_GROUND, TEXT),
            ("dark commune on soft", d.commune, d.soft, TEXT),
            ("dark text on soft", Colour(0xe9, 0xed, 0xea), d.soft, TEXT),
            (
                "dark soft text on soft",
                Colour(0xac, 0xb8, 0xba),
                d.soft,
                TEXT,
            ),
            ("dark on-bar on bar", d.on_bar, d.bar, TEXT),
            ("dark on-bar-soft on bar", d.on_bar_soft, d.bar, TEXT),
            (
                "dark gorse beside bar",
                Colour(0xef, 0xc2, 0x46),
                d.bar,
                CONTROL,
            ),
        ]
    }

    #[test]
    fn every_colour_there_is_gives_readable_pages() {
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let colour = Colour(r, g, b);
                    for (pair, one, other, least) in pairs(&Palette::of(colour)) {
                        let found = one.contrast(other);
                        assert!(found >= least, "{colour}: {pair} {one} {other} {found:.2}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_reads_well_is_kept() {
        for kept in ["#14545e", "#7a1f3d", "#1d4ed8", "#2b5d34"] {
            let colour: Colour = kept.parse().unwrap();
            let found = Palette::of(colour).light.commune;
            let near = |a: u8, b: u8| a.abs_diff(b) <= 2;
            let same = near(found.0, colour.0) && near(found.1, colour.1);
            assert!(same && near(found.2, colour.2), "{kept} became {found}");
        }
    }

    #[test]
    fn the_fixed_colours_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../style/tokens.css");
        for (name, colour) in [
            ("ground", GROUND),
            ("sunken", SUNKEN),
            ("ground", DARK_GROUND),
            ("sunken", DARK_SUNKEN),
            ("on-bar", ON_BAR_DARK),
        ] {
            let line = format!("--{name}: {colour};");
            assert!(tokens.contains(&line), "{line}");
        }
    }

    #[test]
    fn the_sheet_names_the_properties_of_the_tokens_and_no_other() {
        let css = Palette::of(Colour(10, 80, 90)).css();
        let tokens = include_str!("../../style/tokens.css");
        let names: Vec<&str> = css
            .split("--")
            .skip(1)
            .filter_map(|rest| rest.split(':').next())
            .collect();
        assert_eq!(names.len(), 27);
        for name in names {
            assert!(tokens.contains(&format!("--{name}:")), "{name}");
        }
    }
}
