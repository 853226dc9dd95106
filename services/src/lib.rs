//! Use cases: authorise, load, apply a rule, save, queue what follows. Each takes
//! `(&mut Tx, &Actor, Now, &mut Rng, input)`; the edge (a page, a job, an import) opens and commits.
//!
//! **Invariants**: no SQL text, no HTML, no HTTP, no clock of its own. The same function serves the
//! citizen's phone and the import of four thousand ballots.

pub mod address;
pub mod calendar;
pub mod civil;
pub mod closing;
pub mod commune;
pub mod contribution;
pub mod demo;
pub mod desk;
pub mod district;
pub mod document;
pub mod draft;
pub mod elector;
pub mod enrolment;
pub mod export;
pub mod first_start;
pub mod identity;
pub mod import;
mod journey;
pub mod legal;
pub mod letter;
pub mod limit;
pub mod merging;
pub mod my_data;
pub mod notice;
pub mod passkey;
pub mod person;
pub mod process;
pub mod project;
pub mod proposal;
pub mod proposal_list;
pub mod proposal_page;
pub mod reading;
pub mod register;
pub mod retention;
pub mod sealed;
pub mod session;
pub mod sign_in;
mod signs;
pub mod tally;
pub mod vote;

pub use store::{Db, Tx, Vault};

use civic::ballot::BallotError;
use civic::field::{FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::Refusal;
use civic::process::Act;
use civic::time::Now;

/// The source of randomness handed to a use case.
pub type Rng = dyn rand_core::CryptoRng + Send;

/// Within how many seconds the same thing by the same person is a form that was sent twice (a button pressed
/// again, a page reloaded, a phone that tries again), and not something new.
pub const SENT_TWICE: i64 = 3600;

/// Why a use case did not do what was asked. Mapped once to a status and a sentence, by the interface.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not allowed to this actor.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// No such thing, or not shown to this actor.
    #[error("not found")]
    NotFound,
    /// Fields to mend.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// The phase does not open this act now.
    #[error("closed: {0:?}")]
    Closed(Act),
    /// The ballot breaks its own rules.
    #[error("ballot: {0:?}")]
    Ballot(BallotError),
    /// Already voted, and the secret that alone can replace the ballot was not given.
    #[error("already voted")]
    AlreadyVoted,
    /// A sealed ballot, or something of its urn, is not as it must be: the reason of the verifier.
    #[error("sealed vote: {}", .0.name())]
    Sealed(ballot::Code),
    /// Voted already with another voting right, or on paper; or this right was used by somebody else.
    #[error("another voting right was used")]
    OtherRight,
    /// This voting right has cast as many ballots as one may: the last of them counts.
    #[error("a voting right has cast {0} ballots")]
    ManyBallots(i64),
    /// So many ballots arrive at once that this one is not looked at yet: it is to be sent again soon.
    #[error("many ballots arrive at once")]
    Crowded,
    /// No voting right is left for this person: she was handed several, or all are given out.
    #[error("no voting right is left")]
    NoRight,
    /// Someone (perhaps oneself, elsewhere) changed it meanwhile, or its state no longer allows it.
    #[error("changed meanwhile")]
    Conflict,
    /// What this asks for needs a sign-in of these last minutes.
    #[error("not signed in lately")]
    Stale,
    /// Too many attempts; try again after so many seconds.
    #[error("too many attempts, wait {0} s")]
    TooMany(i64),
    /// What was sent is larger than can be kept.
    #[error("too large")]
    TooLarge,
    /// The open-data ballots cannot be given: not announced, not closed, or too few voters.
    #[error("not published")]
    NotPublished,
    /// The count refused (a cost of zero, say).
    #[error("count: {0}")]
    Count(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

/// What use cases give.
pub type Result<T> = std::result::Result<T, Error>;

/// One refused field, as a whole error.
#[must_use]
pub fn field_error(field: &'static str, error: FieldError) -> Error {
    Error::Fields(FieldErrors(vec![(field, error)]))
}

/// `N` random bytes.
pub fn random<const N: usize>(rng: &mut Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A new id: time-ordered, as text.
pub fn new_id<T: From<String>>(now: Now, rng: &mut Rng) -> T {
    T::from(civic::id::uuid_v7(now.0, random(rng)))
}

/// Shuffles in place (Fisher–Yates, unbiased by rejection).
pub fn shuffle<T>(items: &mut [T], rng: &mut Rng) {
    for i in (1..items.len()).rev() {
        let bound = (i as u64) + 1;
        let limit = u64::MAX - u64::MAX % bound;
        let drawn = loop {
            let x = rng.next_u64();
            if x < limit {
                break x % bound;
            }
        };
        items.swap(i, usize::try_from(drawn).unwrap_or(0));
    }
}

/// Adds a line to the audit trail. Never for a vote.
async fn audit(
    tx: &mut Tx,
    actor: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    action: &str,
    kind: &str,
    id: &str,
) -> Result<()> {
    let line_id: String = new_id(now, rng);
    let line = store::audit::Line {
        id: &line_id,
        at: now,
        actor,
        action,
        object_kind: kind,
        object_id: id,
    };
    Ok(store::audit::add(tx, line).await?)
}
