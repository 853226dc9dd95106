//! Money: whole cents, never a float. Reading what people type; how it is shown is the interface's.

use crate::field::FieldError;
use serde::{Deserialize, Serialize};

/// An amount in euro cents.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

impl Cents {
    /// The largest amount accepted: ten billion euros, far above a commune's budget,
    /// far below where sums of thousands of projects could overflow.
    pub const MAX: Cents = Cents(1_000_000_000_000);

    /// Reads `12 500`, `12500,50`, `12.500,50`-free forms and `12500 €`: digits, spaces, one comma or dot.
    ///
    /// # Errors
    /// `Missing` when empty, `Malformed` when not an amount, `TooLarge` above [`Cents::MAX`].
    pub fn parse(text: &str) -> Result<Cents, FieldError> {
        let cleaned: String = text
            .trim()
            .trim_end_matches('€')
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            .collect();
        if cleaned.is_empty() {
            return Err(FieldError::Missing);
        }
        let (whole, fraction) = match cleaned.split_once([',', '.']) {
            Some((w, f)) => (w, f),
            None => (cleaned.as_str(), ""),
        };
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return Err(FieldError::Malformed);
        }
        if whole.len() > 12 {
            return Err(FieldError::TooLarge);
        }
        let euros: i64 = whole.parse().map_err(|_| FieldError::Malformed)?;
        let cents: i64 = format!("{fraction:0<2}")
            .parse()
            .map_err(|_| FieldError::Malformed)?;
        let amount = Cents(euros * 100 + cents);
        if amount > Cents::MAX {
            Err(FieldError::TooLarge)
        } else {
            Ok(amount)
        }
    }

    /// `1234.5` euros as `1234,50` or `1234` — the form an input field is filled with.
    #[must_use]
    pub fn to_field(self) -> String {
        let (euros, cents) = (self.0 / 100, self.0 % 100);
        if cents == 0 {
            euros.to_string()
        } else {
            format!("{euros},{cents:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        assert_eq!(Cents::parse("12 500"), Ok(Cents(1_250_000)));
        assert_eq!(Cents::parse(" 12\u{202f}500,5 € "), Ok(Cents(1_250_050)));
        assert_eq!(Cents::parse("0.07"), Ok(Cents(7)));
        assert_eq!(Cents::parse(""), Err(FieldError::Missing));
        for bad in ["-1", "1,234", "1e3", "abc", ",5", "١٢", "1,2,3"] {
            assert_eq!(Cents::parse(bad), Err(FieldError::Malformed), "{bad}");
        }
        assert_eq!(
            Cents::parse("99999999999999999999"),
            Err(FieldError::TooLarge)
        );
    }
}
