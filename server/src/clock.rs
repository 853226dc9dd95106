//! The present instant: the only place that reads it. `demo --clock FILE` may move it; `serve` may not.

use anyhow::Result;
use app::web::Clock;
use civic::time::{Now, Time};
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::cli::wrong;
use crate::out;

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

/// What a file does to the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    /// Time stands still at an instant.
    At(Time),
    /// Time is so many seconds away from the machine's.
    By(i64),
}

/// A clock moved by a file, read anew each time: an instant (`2026-10-01T08:00:00Z`), at which time then
/// stands still, or a number of seconds to add to the machine's time (`+3600`, `-60`). While the file is
/// missing or half written, what it said last holds; the machine's time if it never said anything.
///
/// # Errors
/// When it is there and says something else.
pub fn moved_by(file: PathBuf) -> Result<Clock> {
    let begun = match fs::read_to_string(&file) {
        Ok(text) if text.trim().is_empty() => None,
        Ok(text) => Some(read(&text).ok_or_else(|| {
            let expected = "attendu : un instant comme 2026-10-01T08:00:00Z, ou +SECONDES";
            wrong("--clock", format!("{} : {expected}", file.display()))
        })?),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            let why = out::trouble(&error);
            return Err(wrong("--clock", format!("{} : {why}", file.display())));
        }
    };
    let last = Mutex::new(begun);
    Ok(Arc::new(move || {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(moved) = fs::read_to_string(&file).ok().and_then(|t| read(&t)) {
            *last = Some(moved);
        }
        match *last {
            Some(Moved::At(time)) => time,
            Some(Moved::By(seconds)) => real().plus_seconds(seconds),
            None => real(),
        }
    }))
}

fn read(text: &str) -> Option<Moved> {
    let text = text.trim();
    if text.starts_with(['+', '-']) {
        return text.parse().ok().map(Moved::By);
    }
    let instant: jiff::Timestamp = text.parse().ok()?;
    Some(Moved::At(Time(instant.as_microsecond())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn an_instant_or_an_offset_is_read() {
        let at = |t| Some(Moved::At(Time(t)));
        assert_eq!(read("1970-01-01T00:01:00Z\n"), at(60_000_000));
        assert_eq!(read("1970-01-01T02:00:00+02:00"), at(0));
        assert_eq!(read(" +10 "), Some(Moved::By(10)));
        assert_eq!(read("-5"), Some(Moved::By(-5)));
        for odd in ["", "demain", "10", "+", "2026-13-01T00:00:00Z"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn the_file_is_read_each_time_and_what_it_said_holds() {
        let folder = Folder::new("clock");
        let file = folder.0.join("clock");
        let clock = moved_by(file.clone()).unwrap();
        assert!(clock().0 > 1_700_000_000_000_000);
        for (text, time) in [
            ("1970-01-01T00:00:01Z", 1_000_000),
            ("1970-01-01T00:00:02Z", 2_000_000),
            ("1970-01", 2_000_000),
            ("", 2_000_000),
        ] {
            fs::write(&file, text).unwrap();
            assert_eq!(clock(), Time(time), "{text}");
        }
        fs::write(&file, "-3600").unwrap();
        assert!((real().0 - clock().0 - 3_600_000_000).abs() < 10_000_000);
        fs::write(&file, "demain").unwrap();
        let said = moved_by(file).err().unwrap().to_string();
        assert!(said.contains("--clock"), "{said}");
    }
}
