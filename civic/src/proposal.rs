//! Proposals: their states and who may move them. Text limits are here so that page, use case and
//! browser agree.

use crate::field::{self, FieldError};
use serde::{Deserialize, Serialize};

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// Put forward by a citizen, not yet answered.
    Submitted,
    /// The town hall found it within the rules; it will be on the ballot.
    Admitted,
    /// The town hall refused it, with reasons.
    Refused,
    /// Its author took it back.
    Withdrawn,
    /// Funded by the vote, or accepted.
    Selected,
    /// On the ballot but not funded.
    NotSelected,
}

impl State {
    /// Whether its author may still erase a proposal: one that was put to a vote is everybody's.
    #[must_use]
    pub fn may_be_erased(self, vote_begun: bool) -> bool {
        match self {
            State::Selected | State::NotSelected => false,
            State::Admitted => !vote_begun,
            State::Submitted | State::Refused | State::Withdrawn => true,
        }
    }

    /// All states, in the order shown.
    pub const ALL: [State; 6] = [
        State::Submitted,
        State::Admitted,
        State::Refused,
        State::Withdrawn,
        State::Selected,
        State::NotSelected,
    ];

    /// The state as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Submitted => "submitted",
            State::Admitted => "admitted",
            State::Refused => "refused",
            State::Withdrawn => "withdrawn",
            State::Selected => "selected",
            State::NotSelected => "not_selected",
        }
    }

    /// Reads a stored state.
    #[must_use]
    pub fn parse(text: &str) -> Option<State> {
        State::ALL.into_iter().find(|s| s.as_str() == text)
    }

    /// Whether the author may still edit: until the town hall has answered.
    #[must_use]
    pub fn editable(self) -> bool {
        self == State::Submitted
    }

    /// Whether the town hall may move it to `to`: an answer may be corrected until the vote decides.
    #[must_use]
    pub fn may_become(self, to: State) -> bool {
        use State::{Admitted, NotSelected, Refused, Selected, Submitted, Withdrawn};
        matches!(
            (self, to),
            (Submitted | Admitted | Refused, Admitted | Refused)
                | (Submitted, Withdrawn)
                | (Admitted, Selected | NotSelected)
        )
    }
}

/// What stands in place of the title of a proposal whose author has erased it: no word, since it is read in every language.
pub const ERASED: &str = "…";

/// Position taken by a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stance {
    /// In favour.
    For,
    /// Against.
    Against,
    /// Neither: a question, a precision.
    #[default]
    Neutral,
}

impl Stance {
    /// All stances, in the order shown.
    pub const ALL: [Stance; 3] = [Stance::For, Stance::Neutral, Stance::Against];

    /// The stance as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::For => "for",
            Stance::Against => "against",
            Stance::Neutral => "neutral",
        }
    }

    /// Reads a stored stance.
    #[must_use]
    pub fn parse(text: &str) -> Option<Stance> {
        Stance::ALL.into_iter().find(|s| s.as_str() == text)
    }
}

/// Shortest and longest title, in characters.
pub const TITLE: (u32, u32) = (8, 150);
/// Shortest and longest description, in characters.
pub const BODY: (u32, u32) = (30, 6000);
/// Shortest and longest comment, in characters.
pub const COMMENT: (u32, u32) = (2, 1500);

/// A proposal's title.
///
/// # Errors
/// See [`field::line`].
pub fn title(text: &str) -> Result<String, FieldError> {
    field::line(text, TITLE.0, TITLE.1)
}

/// A proposal's description.
///
/// # Errors
/// See [`field::paragraph`].
pub fn body(text: &str) -> Result<String, FieldError> {
    field::paragraph(text, BODY.0, BODY.1)
}

/// A comment's text.
///
/// # Errors
/// See [`field::paragraph`].
pub fn comment(text: &str) -> Result<String, FieldError> {
    field::paragraph(text, COMMENT.0, COMMENT.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decided_proposal_no_longer_moves() {
        for to in State::ALL {
            for from in [State::Withdrawn, State::Selected, State::NotSelected] {
                assert!(!from.may_become(to));
            }
            assert_eq!(State::parse(to.as_str()), Some(to));
        }
        assert!(State::Refused.may_become(State::Admitted));
        assert!(!State::Admitted.editable());
    }
}
