//! The present instant: the only place that reads it. `demo --clock FILE` may move it; `serve` may not.

use app::web::Clock;
use civic::time::{Now, Time};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// The machine's own time.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that reads the time"
)]
fn real() -> Now {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Time(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// The machine's clock.
pub fn machine() -> Clock {
    Arc::new(real)
}

/// A clock moved by a file, read anew each time: an instant (`2026-10-01T08:00:00Z`), at which time then
/// stands still, or a number of seconds to add to the machine's time (`+3600`, `-60`). While the file is
/// missing, empty or odd the machine's time holds.
pub fn moved_by(file: PathBuf) -> Clock {
    Arc::new(move || {
        let now = real();
        std::fs::read_to_string(&file)
            .ok()
            .and_then(|text| read(&text, now))
            .unwrap_or(now)
    })
}

/// Reads the content of such a file.
pub fn read(text: &str, now: Now) -> Option<Now> {
    let text = text.trim();
    if text.starts_with(['+', '-']) {
        let seconds: i64 = text.parse().ok()?;
        return Some(now.plus_seconds(seconds));
    }
    let instant: jiff::Timestamp = text.parse().ok()?;
    Some(Time(instant.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_or_an_offset_is_read() {
        let now = Time(5_000_000);
        assert_eq!(read("1970-01-01T00:01:00Z\n", now), Some(Time(60_000_000)));
        assert_eq!(
            read("1970-01-01T02:00:00+02:00", now),
            Some(Time(0)),
            "an offset from UTC counts"
        );
        assert_eq!(read(" +10 ", now), Some(Time(15_000_000)));
        assert_eq!(read("-5", now), Some(Time(0)));
        for odd in ["", "demain", "10", "+", "2026-13-01T00:00:00Z"] {
            assert_eq!(read(odd, now), None, "{odd}");
        }
    }

    #[test]
    fn the_file_is_read_each_time() {
        let file = std::env::temp_dir().join(format!("tiker-clock-{}", std::process::id()));
        let clock = moved_by(file.clone());
        assert!(clock().0 > 1_700_000_000_000_000);
        std::fs::write(&file, "1970-01-01T00:00:01Z").unwrap();
        assert_eq!(clock(), Time(1_000_000));
        std::fs::write(&file, "1970-01-01T00:00:02Z").unwrap();
        assert_eq!(clock(), Time(2_000_000));
        std::fs::remove_file(&file).unwrap();
    }
}
