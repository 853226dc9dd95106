//! Amounts, whole numbers and dates.

use crate::count::MAX_CENTS;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Date {
    /// The day, if it exists.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let every = |n| year.is_multiple_of(n);
        let leap = every(4) && (!every(100) || every(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// Reads `day.month.year`, two, two and four digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once('.')?;
        let (month, year) = rest.split_once('.')?;
        if (day.len(), month.len(), year.len()) != (2, 2, 4) {
            return None;
        }
        let number = |text| whole(text, 9999).and_then(|n| u16::try_from(n).ok());
        let small = |text| number(text).and_then(|n| u8::try_from(n).ok());
        Self::new(number(year)?, small(month)?, small(day)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}.{:02}.{:04}", self.day, self.month, self.year)
    }
}

/// A whole number of ASCII digits, at most `max`.
pub(super) fn whole(text: &str, max: u64) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits
        .then(|| text.parse().ok())
        .flatten()
        .filter(|&n| n <= max)
}

/// A whole number of points, which some programs write with zeros after the point.
pub(super) fn points(text: &str) -> Option<u32> {
    let (number, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let zeros = !decimals.is_empty() && decimals.bytes().all(|b| b == b'0');
    whole(number, u32::MAX.into())
        .filter(|_| zeros)
        .and_then(|n| u32::try_from(n).ok())
}

/// A positive amount with at most two decimals, in cents.
pub(super) fn cents(text: &str) -> Option<i64> {
    let (units, decimals) = text.split_once('.').unwrap_or((text, "00"));
    let units = whole(units, MAX_CENTS.unsigned_abs() / 100)?;
    let decimals = match (decimals.len(), whole(decimals, 99)?) {
        (1, tenths) => tenths * 10,
        (2, hundredths) => hundredths,
        _ => return None,
    };
    i64::try_from(units * 100 + decimals)
        .ok()
        .filter(|&cents| cents > 0 && cents <= MAX_CENTS)
}

/// The shortest text of an amount.
pub(super) fn amount(cents: i64) -> String {
    let (units, decimals) = (cents / 100, cents % 100);
    if decimals == 0 {
        units.to_string()
    } else {
        format!("{units}.{decimals:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert_eq!(cents("4000.0"), Some(400_000));
        assert_eq!(cents("0.05"), Some(5));
        assert_eq!(cents("8000000"), Some(800_000_000));
        assert_eq!(cents("1000000000000.00"), Some(MAX_CENTS));
        for wrong in [
            "",
            "0",
            "0.00",
            "-1",
            "+1",
            "1,5",
            "1.",
            ".5",
            "1.234",
            "1e3",
            " 1",
            "١",
            "1000000000000.01",
            "99999999999999999999999",
            "1.5.0",
            "nan",
        ] {
            assert_eq!(cents(wrong), None, "{wrong}");
        }
        assert_eq!(
            (amount(400_000), amount(5)),
            ("4000".to_owned(), "0.05".to_owned())
        );
    }

    #[test]
    fn dates() {
        assert_eq!(Date::parse("03.10.2022"), Date::new(2022, 10, 3));
        assert_eq!(Date::parse("29.02.2024").unwrap().to_string(), "29.02.2024");
        for wrong in [
            "29.02.2023",
            "31.04.2024",
            "3.10.2022",
            "2022",
            "00.01.2022",
            "01.13.2022",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn whole_points() {
        assert_eq!(
            (points("3"), points("3.00"), points("4294967296")),
            (Some(3), Some(3), None)
        );
        assert_eq!(
            (points("2.5"), points("3."), points("-1")),
            (None, None, None)
        );
    }
}
