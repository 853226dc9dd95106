//! The sealed vote: ballots encrypted on the voter's device go into a public urn, the archive that anybody can
//! download and check (`ballot`). The urn replaces that of an ordinary vote (`vote`); the roll is the same.
//!
//! The server sees, in one request, who casts and with which voting right: it lets each person use one right only
//! ([`cast`]), and keeps nothing that joins them.
//!
//! **Invariants**: no audit line, job, time or log entry is written for a ballot; a secret of a voter or of a
//! trustee is never here; nothing is appended to the archive but what the verifier of `ballot` would accept.

pub mod call;
mod cast;
pub mod ceremony;
mod close;
mod desk;
pub mod head;
mod open;
pub mod right;
mod trouble;
mod urn;

pub use ballot::archive::Kind as Stage;
pub use cast::{Checked, MOST_BALLOTS, Receipt, cast, check, expected};
pub use close::{Adding, adding, end, publish, publish_sum, sum, to_open, weigh};
pub use desk::{Booth, Desk, Keeper, Opened, Watch, booth, definition, desk, watch};
pub use open::{MOST_OPTIONS, Plan, Right, draft, open, plan, uuid};
pub use store::election::Event;
pub use trouble::{Trouble, troubles};
pub use urn::{PIECE, Page, Place, archive, is_whole, page, place, place_of, tracker};

use crate::{Error, Result};
use ballot::Refusal;
use ballot::archive::{Head, Kind};
use ballot::text;
use ballot::v1::election::Election;
use ballot::v1::group::Belenios2048;
use ballot::v1::proof::PublicBases;
use civic::id::ProcessId;
use store::Tx;
use store::election::{Election as Kept, Head as KeptHead, NewEvent};

/// The group of every sealed vote: 2048 bits, homomorphic questions only.
pub type Group = Belenios2048;

/// An election made ready to check ballots: its tables take a while to make, and are kept by whoever serves.
pub struct Ready {
    /// The election.
    pub election: Election<Group>,
    bases: PublicBases<Group>,
}

impl Ready {
    /// Reads an election's text. Takes some milliseconds.
    ///
    /// # Errors
    /// [`Error::Sealed`].
    pub fn of(definition: &str) -> Result<Ready> {
        let election = Election::read(definition.as_bytes())?;
        let bases = PublicBases::new(&election.key);
        Ok(Ready { election, bases })
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Sealed(refusal.code)
    }
}

/// The election of a process, to append to it: nobody else does until the transaction ends.
async fn to_append(tx: &mut Tx, process: &ProcessId) -> Result<Kept> {
    let kept = store::election::get(tx, process, true).await?;
    kept.ok_or(Error::NotFound)
}

/// Appends an event and gives the new head; the last record is the one that it names.
async fn append(
    tx: &mut Tx,
    process: &ProcessId,
    old: &KeptHead,
    kind: Kind,
    records: &[&str],
) -> Result<KeptHead> {
    let mut head = head_of(old)?;
    let bytes = head.append(kind, records);
    let new = kept_head(head, old.size + length(&bytes));
    let payload = payload(records);
    let event = NewEvent {
        kind: kind.name(),
        payload: &payload,
        bytes: &bytes,
    };
    if !store::election::append(tx, process, (old, &new), event).await? {
        return Err(Error::Conflict);
    }
    Ok(new)
}

/// The hash of the record that an event names; empty for none.
fn payload(records: &[&str]) -> String {
    records.last().map_or_else(String::new, |record| {
        text::hex(&text::sha256(record.as_bytes()))
    })
}

fn head_of(kept: &KeptHead) -> Result<Head> {
    Ok(Head {
        timestamp: u64::try_from(kept.began_at).map_err(|_| Error::Conflict)?,
        last: Some(text::hash_from_hex(&kept.hash).ok_or(Error::Conflict)?),
        events: u64::try_from(kept.events).map_err(|_| Error::Conflict)?,
    })
}

fn kept_head(head: Head, size: i64) -> KeptHead {
    KeptHead {
        began_at: i64::try_from(head.timestamp).unwrap_or(i64::MAX),
        events: i64::try_from(head.events).unwrap_or(i64::MAX),
        hash: head.last.map_or_else(String::new, |hash| text::hex(&hash)),
        size,
    }
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

/// The stage of an archive, from its last event.
async fn stage(tx: &mut Tx, process: &ProcessId, head: &KeptHead) -> Result<Kind> {
    let last = store::election::events(tx, process, head.events - 1, 1).await?;
    let kind = last.first().map(|event| event.kind.as_str());
    let known = Kind::ALL.into_iter().find(|k| Some(k.name()) == kind);
    known.ok_or(Error::Conflict)
}
