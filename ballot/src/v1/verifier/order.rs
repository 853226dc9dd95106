//! Which event may follow which: `Setup Ballot* EndBallots EncryptedTally PartialDecryption*
//! Result`, and the archive may end after any of them. Nothing else is known here.

use crate::archive::Kind;
use crate::{Code, Refusal};

/// Where the election is.
pub struct Order {
    last: Kind,
}

impl Order {
    pub fn after_setup() -> Self {
        Self { last: Kind::Setup }
    }

    /// The kind of the last event.
    pub fn last(&self) -> Kind {
        self.last
    }

    /// Goes on with an event.
    pub fn next(&mut self, kind: Kind) -> Result<(), Refusal> {
        use Kind::{
            Ballot, EncryptedTally, EndBallots, EndShuffles, PartialDecryption, Result, Setup,
            Shuffle,
        };
        let code = match (self.last, kind) {
            (Setup | Ballot, Ballot | EndBallots)
            | (EndBallots, EncryptedTally)
            | (EncryptedTally | PartialDecryption, PartialDecryption | Result) => {
                self.last = kind;
                return Ok(());
            }
            (_, Setup) => Code::SetupTwice,
            (_, Shuffle | EndShuffles) => Code::ShuffleUnexpected,
            (Result, Result) => Code::ResultTwice,
            (_, EndBallots) => Code::EndTwice,
            (_, Ballot) => Code::BallotAfterEnd,
            (Setup | Ballot, _) => Code::EndMissing,
            (EndBallots, _) => Code::TallyMissing,
            (Result, _) => Code::AfterResult,
            (_, EncryptedTally) => Code::TallyTwice,
            (Shuffle | EndShuffles, _) => Code::ShuffleUnexpected,
        };
        Err(code.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Kind::{Ballot, EncryptedTally, EndBallots, PartialDecryption, Result, Setup, Shuffle};

    fn end(kinds: &[Kind]) -> Option<Code> {
        let mut order = Order::after_setup();
        kinds
            .iter()
            .find_map(|kind| order.next(*kind).err())
            .map(|refusal| refusal.code)
    }

    #[test]
    fn an_election_goes_one_way() {
        let whole = [
            Ballot,
            Ballot,
            EndBallots,
            EncryptedTally,
            PartialDecryption,
            Result,
        ];
        for length in 0..=whole.len() {
            assert_eq!(end(&whole[..length]), None);
        }
        assert_eq!(end(&[EndBallots, EncryptedTally, Result]), None);
        for (kinds, code) in [
            (&[Setup][..], Code::SetupTwice),
            (&[EndBallots, Ballot], Code::BallotAfterEnd),
            (&[EndBallots, EndBallots], Code::EndTwice),
            (&[Ballot, EncryptedTally], Code::EndMissing),
            (&[Result], Code::EndMissing),
            (&[EndBallots, PartialDecryption], Code::TallyMissing),
            (&[EndBallots, Result], Code::TallyMissing),
            (
                &[EndBallots, EncryptedTally, EncryptedTally],
                Code::TallyTwice,
            ),
            (&[EndBallots, EncryptedTally, Ballot], Code::BallotAfterEnd),
            (&[EndBallots, EncryptedTally, EndBallots], Code::EndTwice),
            (
                &[EndBallots, EncryptedTally, Shuffle],
                Code::ShuffleUnexpected,
            ),
            (
                &[EndBallots, EncryptedTally, Result, Result],
                Code::ResultTwice,
            ),
            (
                &[EndBallots, EncryptedTally, Result, PartialDecryption],
                Code::AfterResult,
            ),
            (
                &[EndBallots, EncryptedTally, Result, EndBallots],
                Code::EndTwice,
            ),
        ] {
            assert_eq!(end(kinds), Some(code), "{kinds:?}");
        }
    }
}
