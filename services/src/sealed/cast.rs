//! Casting a sealed ballot. Its proofs are checked first ([`check`], pure and slow, outside any transaction);
//! then, in one transaction, the roll is signed and the ballot appended ([`cast`]).
//!
//! One person, one right: who has not voted yet may only use a right that nobody has used; who has may only use the one
//! that she used, known by its tag. So there are never more rights used than people signed off, and nothing has to join
//! them.

use super::{Ready, append, stage, to_append};
use crate::{Error, Result};
use ballot::Code;
use ballot::archive::Kind;
use ballot::text::{Hash, fingerprint, hex, sha256};
use ballot::v1::sealed::{SealedBallot, longest};
use civic::permission::{Actor, Level};
use civic::process::Act;
use civic::time::Now;
use store::Tx;

/// Digits of a tag.
const TAG: usize = 64;
/// Most ballots of one right: each stays in the archive, which everybody downloads and checks.
pub const MOST_BALLOTS: i64 = 50;

/// A ballot whose form, signature and proofs are right.
pub struct Checked {
    text: String,
    credential: Hash,
    /// The election that it was checked against.
    election: String,
}

/// What the voter is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The ballot's tracker.
    pub tracker: String,
    /// Its event in the archive.
    pub event: i64,
    /// The head after it: 64 digits.
    pub head: String,
    /// Whether an earlier ballot of the same right no longer counts.
    pub replaced: bool,
}

/// Checks a ballot against its election: some twenty milliseconds for five choices.
///
/// # Errors
/// [`Error::Sealed`] with the reason, [`Error::TooLarge`].
pub fn check(ready: &Ready, text: String) -> Result<Checked> {
    if text.len() > longest(&ready.election) {
        return Err(Error::TooLarge);
    }
    let read = SealedBallot::read(text.as_bytes(), &ready.election)?;
    read.check(&ready.election, &ready.bases)?;
    let credential = sha256(read.credential().as_bytes());
    Ok(Checked {
        credential,
        election: ready.election.fingerprint.clone(),
        text,
    })
}

/// Whether a ballot of this person may come now at all, before its proofs are looked at; gives the election's text.
///
/// # Errors
/// As [`cast`], but for what only the proofs and the roll tell.
pub async fn expected(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    slug: &str,
    ballot: &str,
) -> Result<String> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    let kept = store::election::get(tx, &process.id, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let credential = named(ballot).ok_or(Error::Sealed(Code::JsonForm))?;
    let credential = sha256(credential.as_bytes());
    let right = store::election::last_ballot(tx, &process.id, &credential).await?;
    right.ok_or(Error::Sealed(Code::BallotCredential))?;
    // one that is there already has its receipt, even after the close: its answer was lost on the way
    let hash = hex(&sha256(ballot.as_bytes()));
    let there = store::election::event_naming(tx, &process.id, &hash).await?;
    if there.is_none() && !process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    Ok(kept.definition)
}

/// The credential that a ballot names, read loosely: what is wrong with it the check says.
fn named(ballot: &str) -> Option<&str> {
    let (_, rest) = ballot.split_once("\"credential\":\"")?;
    rest.split_once('"').map(|(credential, _)| credential)
}

/// Casts a checked ballot. Sent twice, the same ballot gives the same receipt. `tag` ties a right to the account of its
/// first ballot: it is made in the browser of the right and of what only that account is told, so that a revote from
/// another account is refused, and nothing can be found from it.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::OtherRight`], [`Error::ManyBallots`] beyond
/// [`MOST_BALLOTS`], [`Error::Sealed`] when the right is not in the list or an older ballot comes back.
pub async fn cast(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    slug: &str,
    checked: &Checked,
    tag: &str,
) -> Result<Receipt> {
    if tag.len() != TAG || !tag.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::Sealed(Code::JsonForm));
    }
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    let kept = to_append(tx, &process.id).await?;
    if fingerprint(kept.definition.as_bytes()) != checked.election {
        return Err(Error::Sealed(Code::BallotElectionHash));
    }
    let tracker = fingerprint(checked.text.as_bytes());
    let hash = hex(&sha256(checked.text.as_bytes()));
    let last = store::election::last_ballot(tx, &process.id, &checked.credential).await?;
    let right = last.ok_or(Error::Sealed(Code::BallotCredential))?;
    if let Some(there) = store::election::event_naming(tx, &process.id, &hash).await? {
        // the answer was lost on the way and the phone sends again: what counts still counts
        let voted = store::roll::has_voted(tx, &process.id, account).await?;
        // after the close nobody's tag is known any more
        let hers = right.tag == tag || right.tag.is_empty();
        if there.height == right.event && hers && voted {
            return Ok(Receipt {
                tracker,
                event: there.height,
                head: there.hash,
                replaced: false,
            });
        }
        return Err(Error::Sealed(Code::BallotDuplicate));
    }
    let stage = stage(tx, &process.id, &kept.head).await?;
    if !process.open_for(Act::Vote, now) || !matches!(stage, Kind::Setup | Kind::Ballot) {
        return Err(Error::Closed(Act::Vote));
    }
    crate::vote::still_known(tx, account, process.level_to_vote).await?;
    let first = store::roll::sign_off(tx, &process.id, account).await?;
    if first != (right.event == 0) || (!first && right.tag != tag) {
        return Err(Error::OtherRight);
    }
    if right.ballots >= MOST_BALLOTS {
        return Err(Error::ManyBallots(MOST_BALLOTS));
    }
    let head = append(tx, &process.id, &kept.head, Kind::Ballot, &[&checked.text]).await?;
    let event = head.events - 1;
    store::election::note_ballot(tx, &process.id, &checked.credential, event, tag).await?;
    Ok(Receipt {
        tracker,
        event,
        head: head.hash,
        replaced: !first,
    })
}
