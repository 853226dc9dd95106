//! Calendar time at the edges: Europe/Paris with its summer time, for fields and files.
//! Never here: the present instant, which is always handed in.

use civic::field::FieldError;
use civic::time::Time;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

fn paris() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// The local date and time of an instant.
#[must_use]
pub fn local(time: Time) -> ZonedDateTime {
    Timestamp::from_microsecond(time.0)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned_datetime(paris())
}

/// An instant as a `datetime-local` field holds it: `2026-12-01T18:00`.
#[must_use]
pub fn to_field(time: Time) -> String {
    local(time).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Reads a `datetime-local` field as local time. In the hour that summer time skips the instant after is
/// taken, in the hour that comes twice the first.
///
/// # Errors
/// `Missing`, or `Malformed` when it is no date between 1990 and 2200.
pub fn from_field(text: &str) -> Result<Time, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldError::Missing);
    }
    let civil: DateTime = text.parse().map_err(|_| FieldError::Malformed)?;
    if !(1990..=2200).contains(&civil.year()) {
        return Err(FieldError::Malformed);
    }
    instant(civil).ok_or(FieldError::Malformed)
}

/// Midnight, local time, that begins a day.
#[must_use]
pub fn day_start(year: i16, month: i8, day: i8) -> Option<Time> {
    instant(DateTime::new(year, month, day, 0, 0, 0, 0).ok()?)
}

fn instant(civil: DateTime) -> Option<Time> {
    civil
        .to_zoned_datetime(paris())
        .ok()
        .map(|z| Time(z.timestamp().as_microsecond()))
}

/// An instant as RFC 3339 in UTC, for files.
#[must_use]
pub fn rfc3339(time: Time) -> String {
    Timestamp::from_microsecond(time.0)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_string()
}

/// Reads what [`rfc3339`] wrote.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<Time> {
    let instant: Timestamp = text.parse().ok()?;
    Some(Time(instant.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_of_a_file_is_read_again() {
        let time = from_field("2026-07-14T09:05").unwrap();
        assert_eq!(parse_rfc3339(&rfc3339(time)), Some(time));
        assert_eq!(parse_rfc3339("hier"), None);
    }

    #[test]
    fn summer_time_changes_are_one_hour() {
        // 29 March 2026: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
        let hour = 3_600_000_000;
        let t = |s: &str| from_field(s).unwrap().0;
        assert_eq!(t("2026-03-29T03:00") - t("2026-03-29T01:59"), 60_000_000);
        assert_eq!(t("2026-03-29T02:30"), t("2026-03-29T03:30"));
        assert_eq!(t("2026-10-25T03:00") - t("2026-10-25T02:00"), 2 * hour);
        assert_eq!(t("2026-10-26T00:00") - t("2026-10-25T00:00"), 25 * hour);
        assert_eq!(to_field(Time(t("2026-07-14T09:05"))), "2026-07-14T09:05");
    }

    #[test]
    fn odd_dates_are_refused() {
        assert_eq!(from_field(" "), Err(FieldError::Missing));
        for bad in [
            "2026-02-30T00:00",
            "hier",
            "0001-01-01T00:00",
            "9999-12-31T23:59",
            "2026-13-01T00:00",
        ] {
            assert_eq!(from_field(bad), Err(FieldError::Malformed), "{bad}");
        }
    }
}
