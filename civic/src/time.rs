//! Instants as the rules see them: microseconds since 1970 UTC, always handed in.
//! Calendar, time zone and summer time belong to the edges (crate `services`, module `calendar`).

use serde::{Deserialize, Serialize};

/// An instant, in microseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Time(pub i64);

impl Time {
    /// This instant moved by a number of seconds.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Time {
        Time(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
}

/// The present instant of one request, job or imported line: read once, at the edge.
pub type Now = Time;
