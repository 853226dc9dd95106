//! The public urn: what is in it, where a ballot is, the archive itself. Everybody may read it, all the time.

use crate::{Error, Result};
use ballot::text::hex;
use ballot::v1::verifier::typed;
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
    /// Events, in order.
    pub events: Vec<Event>,
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
    Ok(Page {
        process,
        head: kept.head,
        turnout,
        events,
    })
}

/// Where a ballot is, with the events that lead from it to the head: a phone that knows them can check by itself
/// that the head holds the ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its event.
    pub event: Event,
    /// The events after it, in order, at most so many as were asked for.
    pub after: Vec<Event>,
    /// Where the archive ends.
    pub head: Head,
}

/// The place of a ballot by its tracker, with at most `limit` events after it.
///
/// # Errors
/// [`Error::NotFound`] when no ballot of this urn has the tracker.
pub async fn place(tx: &mut Tx, process: &ProcessId, tracker: &str, limit: i64) -> Result<Place> {
    let kept = store::election::get(tx, process, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let tracker = typed::tracker(tracker).ok_or(Error::NotFound)?;
    let hash = STANDARD_NO_PAD.decode(&tracker);
    let hash = hash.map_err(|_| Error::NotFound)?;
    let event = store::election::event_naming(tx, process, &hex(&hash)).await?;
    let event = event
        .filter(|event| event.kind == "Ballot")
        .ok_or(Error::NotFound)?;
    let after = store::election::events(tx, process, event.height + 1, limit).await?;
    Ok(Place {
        event,
        after,
        head: kept.head,
    })
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
