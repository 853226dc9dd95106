//! The public urn: what is in it, where a ballot is, the archive itself. Everybody may read it, all the time.

use super::head::{self, SignedHead};
use crate::{Error, Result};
use ballot::archive::Kind;
use ballot::text::hex;
use ballot::v1::verifier::typed;
use ballot::words;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use civic::id::ProcessId;
use civic::permission::Actor;
use civic::process::Process;
use store::Tx;
use store::election::{Event, Head};

/// Events of the archive read at once.
pub const PIECE: i64 = 50;

/// A page of the urn.
#[derive(Clone, Debug)]
pub struct Page {
    /// The process.
    pub process: Process,
    /// Where the archive ends.
    pub head: Head,
    /// Voting rights, and how many of them have voted.
    pub turnout: (i64, i64),
    /// Eight words of the list of rights.
    pub list: Option<String>,
    /// Events, in order.
    pub events: Vec<Event>,
    /// Those of them that are ballots which a later one has replaced.
    pub replaced: Vec<i64>,
    /// How many trustees are enough, and what is published of each.
    pub trustees: (i64, Vec<String>),
}

/// A page of the urn of a process, from an event on.
///
/// # Errors
/// [`Error::NotFound`] when the process has no sealed vote, or it is not open yet.
pub async fn page(tx: &mut Tx, actor: &Actor, slug: &str, from: i64, limit: i64) -> Result<Page> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let kept = store::election::get(tx, &process.id, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let turnout = store::election::turnout(tx, &process.id).await?;
    let events = store::election::events(tx, &process.id, from, limit).await?;
    let counting = store::election::last_among(tx, &process.id, (from, from + limit)).await?;
    let ballots = events.iter().filter(|e| e.kind == Kind::Ballot.name());
    let replaced = ballots.map(|ballot| ballot.height);
    let replaced = replaced.filter(|height| !counting.contains(height));
    let replaced = replaced.collect();
    let trustees = store::trustee::public(tx, &process.id).await?;
    Ok(Page {
        replaced,
        trustees: trustees.unwrap_or_default(),
        process,
        list: ballot::text::hash_from_hex(&kept.list_hash).map(|hash| words::of(&hash)),
        head: kept.head,
        turnout,
        events,
    })
}

/// Where a ballot is, with the events that lead from it to a head that the server signed: a phone that knows them
/// checks by itself that this head holds the ballot, and fetches no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its event.
    pub event: Event,
    /// Whether it is the last ballot of its right.
    pub counts: bool,
    /// The hash of the event before it.
    pub parent: String,
    /// The events after it, in order, up to the signed head, or as far as the archive goes.
    pub after: Vec<Event>,
    /// The first signed head that holds it, if one does already.
    pub signed: Option<SignedHead>,
    /// Where the archive ends.
    pub head: Head,
}

/// The place of a ballot, by its tracker or its eight words.
///
/// # Errors
/// [`Error::NotFound`] when no ballot of this urn has the tracker.
pub async fn place(tx: &mut Tx, process: &ProcessId, typed: &str) -> Result<Place> {
    let kept = store::election::get(tx, process, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let event = match beginning(typed) {
        Some(hex) => store::election::ballot_beginning(tx, process, &hex).await?,
        None => None,
    };
    let event = event.ok_or(Error::NotFound)?;
    let counts = store::election::counts(tx, process, event.height).await?;
    let before = store::election::events(tx, process, event.height - 1, 1).await?;
    let parent = before.first().map(|b| b.hash.clone());
    let signed = store::signed_head::holding(tx, process, event.height).await?;
    let end = signed.as_ref().map_or(kept.head.events, |s| s.events);
    let between = (end - event.height - 1).min(head::APART * 2);
    let after = store::election::events(tx, process, event.height + 1, between).await?;
    Ok(Place {
        event,
        counts,
        parent: parent.unwrap_or_default(),
        after,
        signed,
        head: kept.head,
    })
}

/// The place of a ballot in the urn of a process that this actor may see.
///
/// # Errors
/// As [`place`].
pub async fn place_of(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    typed: &str,
) -> Result<(Process, Place)> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let place = place(tx, &process.id, typed).await?;
    Ok((process, place))
}

/// Whether a text has the form of a ballot's number or of its eight words.
#[must_use]
pub fn is_whole(text: &str) -> bool {
    beginning(text).is_some()
}

/// The beginning of a ballot's hash, hexadecimal, from its tracker or its eight words.
fn beginning(text: &str) -> Option<String> {
    // words first: eight of them may be as long as a tracker
    if let Some(bytes) = words::read(text) {
        return Some(hex(&bytes));
    }
    let tracker = typed::tracker(text)?;
    STANDARD_NO_PAD.decode(tracker).ok().map(|hash| hex(&hash))
}

/// A ballot's tracker and its words, from the hash that an event names; nothing if that is no hash.
#[must_use]
pub fn tracker(payload: &str) -> Option<(String, String)> {
    let hash = ballot::text::hash_from_hex(payload)?;
    Some((STANDARD_NO_PAD.encode(hash), words::of(&hash)))
}

/// A piece of the archive: so many events, at most [`PIECE`], from one on; empty at the end.
///
/// # Errors
/// What the database says.
pub async fn archive(tx: &mut Tx, process: &ProcessId, from: i64, number: i64) -> Result<Vec<u8>> {
    Ok(store::election::bytes(tx, process, from, number.min(PIECE))
        .await?
        .concat())
}
