//! Who somebody is to the civil registers, and what makes two descriptions those of one person: name at birth, all given names,
//! date and place of birth (what FranceConnect calls the identity pivot). **Never here**: where it is kept, a keyed
//! hash, or how it was proven.

use crate::search::fold;
use serde::{Deserialize, Serialize};

/// How it was proven who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// An agent read her document.
    Desk,
    /// FranceConnect vouched for her.
    FranceConnect,
}

impl Source {
    /// The source as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Source::Desk => "desk",
            Source::FranceConnect => "france_connect",
        }
    }

    /// Reads a stored source.
    #[must_use]
    pub fn parse(text: &str) -> Option<Source> {
        [Source::Desk, Source::FranceConnect]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A date of birth, of which a day or a month may be unknown to the register (`00/00/1953`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BirthDate {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31.
    pub day: Option<u8>,
}

/// Years in which somebody who is on a roll may be born.
const YEARS: std::ops::RangeInclusive<u16> = 1890..=2100;

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl BirthDate {
    /// Reads `31/12/1953`, `1953-12-31`, either with zeros for what is unknown, `12/1953`, `1953-12`, or `1953`.
    #[must_use]
    pub fn parse(text: &str) -> Option<BirthDate> {
        let parts: Vec<&str> = text.trim().split(['/', '-', '.']).map(str::trim).collect();
        let (year, month, day) = match parts[..] {
            [year] => (year, "0", "0"),
            [month, year] if year.len() == 4 => (year, month, "0"),
            [year, month] if year.len() == 4 => (year, month, "0"),
            [year, month, day] if year.len() == 4 => (year, month, day),
            [day, month, year] if year.len() == 4 => (year, month, day),
            _ => return None,
        };
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if ![year, month, day].into_iter().all(digits) {
            return None;
        }
        let (year, month, day): (u16, u8, u8) =
            (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        let known = |n: u8| (n != 0).then_some(n);
        let date = BirthDate {
            year,
            month: known(month),
            day: known(day),
        };
        // a day without its month says nothing
        let real = match (date.month, date.day) {
            (None, day) => day.is_none(),
            (Some(month), day) => month <= 12 && day.is_none_or(|d| d <= days(year, month)),
        };
        (YEARS.contains(&year) && real).then_some(date)
    }

    /// Whether the day and the month are known.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.day.is_some()
    }
}

/// What a civil register says of somebody, and tells people apart by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Civil {
    /// The name at birth.
    pub birth_name: String,
    /// All given names.
    pub given_names: String,
    /// When.
    pub born: BirthDate,
    /// Where: the code of the commune or country (INSEE, code officiel géographique), empty when it is not known.
    pub place: String,
}

/// A name without what is written now one way and now another: case, accents, hyphens, apostrophes, spaces.
fn bare(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Civil {
    /// What is the same for the same person whoever wrote it, the birthplace left out.
    #[must_use]
    pub fn name_key(&self) -> String {
        let (month, day) = (self.born.month.unwrap_or(0), self.born.day.unwrap_or(0));
        format!(
            "{}|{}|{:04}-{month:02}-{day:02}",
            bare(&self.birth_name),
            bare(&self.given_names),
            self.born.year
        )
    }

    /// The same with the birthplace.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}|{}", self.name_key(), bare(&self.place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(name: &str, given: &str, born: &str, place: &str) -> Civil {
        Civil {
            birth_name: name.to_owned(),
            given_names: given.to_owned(),
            born: BirthDate::parse(born).unwrap(),
            place: place.to_owned(),
        }
    }

    #[test]
    fn dates_of_birth_may_lack_their_day() {
        let read = |text| BirthDate::parse(text).map(|d| (d.year, d.month, d.day));
        assert_eq!(read("31/12/1953"), Some((1953, Some(12), Some(31))));
        assert_eq!(read("1953-12-31"), Some((1953, Some(12), Some(31))));
        assert_eq!(read(" 01/02/1953 "), Some((1953, Some(2), Some(1))));
        for year in ["00/00/1953", "1953", "1953-00-00"] {
            assert_eq!(read(year), Some((1953, None, None)));
        }
        for month in ["00/05/1953", "05/1953", "1953-05"] {
            assert_eq!(read(month), Some((1953, Some(5), None)));
        }
        assert!(!BirthDate::parse("00/05/1953").unwrap().is_whole());
        assert_eq!(read("29/02/2000"), Some((2000, Some(2), Some(29))));
        for wrong in [
            "",
            "31/02/1953",
            "29/02/1900",
            "12/13/1953",
            "01/00/1953",
            "01/02/53",
            "1/2/3/4",
            "+1/02/1953",
            "1789",
            "né en 1953",
            "19530102",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn one_person_written_two_ways_is_one() {
        let one = civil(
            "Le Goff-Kermañ",
            "Anne-Marie, Yvonne",
            "03/05/1961",
            "56007",
        );
        for other in [
            civil("LE GOFF KERMAN", "ANNE MARIE YVONNE", "1961-05-03", "56007"),
            civil(
                "le goff–kerman\u{303}",
                "Anne Marie  Yvonne",
                "03/05/1961",
                "56007",
            ),
        ] {
            assert_eq!(one.key(), other.key());
        }
        assert_eq!(
            civil("L’Hénoret", "Loïc", "1953", "29019").key(),
            civil("L'HENORET", "LOIC", "00/00/1953", "29019").key()
        );
        let elsewhere = civil(
            "Le Goff-Kermañ",
            "Anne-Marie, Yvonne",
            "03/05/1961",
            "29019",
        );
        assert_eq!(one.name_key(), elsewhere.name_key());
        assert_ne!(one.key(), elsewhere.key());
        let twin = civil("Le Goff-Kermañ", "Annick", "03/05/1961", "56007");
        assert_ne!(one.name_key(), twin.name_key());
        // two names do not run into each other
        assert_ne!(
            civil("Le Goff", "Anne", "1961", "").key(),
            civil("Le", "Goff Anne", "1961", "").key()
        );
    }
}
