//! A colour and what the eye makes of it: sRGB as it is written, OKLCH to change its lightness without
//! changing its hue (Björn Ottosson, "A perceptual color space for image processing", 2020), and the
//! contrast of two colours (WCAG 2.1, 1.4.3).

use std::fmt;
use std::str::FromStr;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

/// What is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour written as # and six hexadecimal digits")]
pub struct NotAColour;

impl FromStr for Colour {
    type Err = NotAColour;

    /// `#14545e`, with or without `#`, in either case; three digits as in CSS.
    fn from_str(text: &str) -> Result<Colour, NotAColour> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
            .collect();
        match digits.ok_or(NotAColour)?.as_slice() {
            [r, g, b] => Ok(Colour(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Ok(Colour(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => Err(NotAColour),
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Lightness 0 to 1, chroma from 0 (grey) to about 0.37, hue in radians.
#[derive(Clone, Copy, Debug)]
pub struct Lch {
    /// Lightness.
    pub l: f64,
    /// Chroma.
    pub c: f64,
    /// Hue.
    pub h: f64,
}

impl Colour {
    /// How much light it gives back, 0 to 1 (WCAG 2.1, "relative luminance").
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast with another colour, 1 to 21 (WCAG 2.1, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|byte| {
            let v = f64::from(byte) / 255.0;
            if v <= 0.04045 {
                v / 12.92
            } else {
                ((v + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// The same in OKLCH.
    #[must_use]
    pub fn lch(self) -> Lch {
        let [r, g, b] = self.linear();
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        let light = 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s;
        Lch {
            l: light,
            c: a.hypot(b),
            h: b.atan2(a),
        }
    }
}

impl Lch {
    /// The nearest colour that a screen shows: the chroma gives way, lightness and hue stay.
    #[must_use]
    pub fn colour(self) -> Colour {
        let mut chroma = self.c;
        for _ in 0..60 {
            if let Some(colour) = (Lch { c: chroma, ..self }).in_gamut() {
                return colour;
            }
            chroma *= 0.94;
        }
        let grey = byte(Lch { c: 0.0, ..self }.linear()[0]);
        Colour(grey, grey, grey)
    }

    fn linear(self) -> [f64; 3] {
        let (a, b) = (self.c * self.h.cos(), self.c * self.h.sin());
        let l = (self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.l - 0.089_484_177_5 * a - 1.291_485_548 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
    }

    fn in_gamut(self) -> Option<Colour> {
        let linear = self.linear();
        let shown = linear.iter().all(|v| (-0.0005..=1.0005).contains(v));
        shown.then(|| {
            let [r, g, b] = linear.map(byte);
            Colour(r, g, b)
        })
    }
}

/// Linear light as a byte of sRGB.
fn byte(linear: f64) -> u8 {
    let v = linear.clamp(0.0, 1.0);
    let v = if v <= 0.003_130_8 {
        v * 12.92
    } else {
        1.055 * v.powf(1.0 / 2.4) - 0.055
    };
    let scaled = (v * 255.0).round();
    // Within 0 and 255 by the clamp above.
    (0..=255u8)
        .find(|b| f64::from(*b) >= scaled)
        .unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        assert_eq!("#14545e".parse(), Ok(Colour(0x14, 0x54, 0x5e)));
        assert_eq!(" 14545E ".parse(), Ok(Colour(0x14, 0x54, 0x5e)));
        assert_eq!("#fa0".parse(), Ok(Colour(0xff, 0xaa, 0)));
        for wrong in ["", "#", "#12345", "#1234567", "rouge", "#12g45e", "#é1234"] {
            assert_eq!(wrong.parse::<Colour>(), Err(NotAColour), "{wrong}");
        }
        assert_eq!(Colour(0, 10, 255).to_string(), "#000aff");
    }

    #[test]
    fn contrasts_are_those_of_the_standard() {
        let (black, white) = (Colour(0, 0, 0), Colour(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The lightest grey that is readable on white, as every table of the standard has it.
        assert!(Colour(0x76, 0x76, 0x76).contrast(white) >= 4.5);
        assert!(Colour(0x77, 0x77, 0x77).contrast(white) < 4.5);
    }

    #[test]
    fn a_colour_comes_back_from_oklch() {
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let (colour, back) = (Colour(r, g, b), Colour(r, g, b).lch().colour());
                    let near = |a: u8, b: u8| a.abs_diff(b) <= 1;
                    let same = near(colour.0, back.0) && near(colour.1, back.1);
                    assert!(same && near(colour.2, back.2), "{colour} {back}");
                }
            }
        }
        // Published value for sRGB red: L 0.628, C 0.258, h 29.2°.
        let red = Colour(255, 0, 0).lch();
        assert!((red.l - 0.628).abs() < 1e-3 && (red.c - 0.2577).abs() < 1e-3);
        assert!((red.h.to_degrees() - 29.23).abs() < 0.1);
    }

    #[test]
    fn what_no_screen_shows_loses_its_chroma() {
        let colour = Lch {
            l: 0.9,
            c: 0.3,
            h: 0.5,
        }
        .colour();
        assert!((colour.lch().l - 0.9).abs() < 0.02, "{colour}");
    }
}
