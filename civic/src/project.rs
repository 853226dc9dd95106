//! Projects (réalisations): where what was decided stands.

use serde::{Deserialize, Serialize};

/// Where a project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Decided, not begun.
    Planned,
    /// Under way.
    Started,
    /// Done.
    Done,
    /// Given up, with the reason in a milestone.
    Stopped,
}

impl Status {
    /// All, in the order shown.
    pub const ALL: [Status; 4] = [
        Status::Planned,
        Status::Started,
        Status::Done,
        Status::Stopped,
    ];

    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Started => "started",
            Status::Done => "done",
            Status::Stopped => "stopped",
        }
    }

    /// Reads a stored status.
    #[must_use]
    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.as_str() == text)
    }
}
