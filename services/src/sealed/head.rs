//! Heads of the public urn that the server signs: hourly, and each few hundred events, and at each step after the close.
//! Whoever kept one of them, on a phone, in a feed or on paper, shows any ballot that was taken out or moved since.
//!
//! The signature (Ed25519, RFC 8032) says that the town hall's server gave this head: it cannot deny it later. Its key
//! is made from the database's key, which lives in a file.

use crate::{Error, Result, Vault};
use ballot::archive::Kind;
use ballot::text::hex;
use civic::id::ProcessId;
use civic::permission::Actor;
use civic::process::Process;
use civic::time::Now;
use ed25519_dalek::{Signer as _, SigningKey};
use store::Tx;
use store::election::Head;
pub use store::signed_head::SignedHead;

/// Between two signed heads of an urn that moves, in seconds.
const EVERY: i64 = 3600;
/// Events between two signed heads at most: a phone checks its ballot against the next one, and each event between
/// them is some seventy bytes to fetch.
pub const APART: i64 = 500;
/// Heads that a page or a feed shows.
pub const SHOWN: i64 = 60;

fn key(vault: &Vault) -> SigningKey {
    SigningKey::from_bytes(&vault.hash("urn-heads", b"ed25519"))
}

/// The public key of the signatures, hexadecimal.
#[must_use]
pub fn public_key(vault: &Vault) -> String {
    hex(key(vault).verifying_key().as_bytes())
}

/// What is signed: one line, without an end of line.
#[must_use]
pub fn statement(process: &Process, events: i64, hash: &str, at: Now) -> String {
    let seconds = at.0.div_euclid(1_000_000);
    format!("tiker urne {} {events} {hash} {seconds}", process.slug)
}

/// The heads that are due to be signed: on the hour while ballots come, and each step after the close.
///
/// # Errors
/// What the database says.
pub async fn due(tx: &mut Tx, now: Now) -> Result<Vec<(ProcessId, Head)>> {
    let moved = store::election::to_sign(tx).await?;
    let due = moved.into_iter().filter(|(_, head, kind, last)| {
        let settled = kind != Kind::Ballot.name();
        last.is_none_or(|(events, at)| {
            settled || head.events - events >= APART || at.plus_seconds(EVERY) <= now
        })
    });
    Ok(due.map(|(process, head, ..)| (process, head)).collect())
}

/// Signs the heads that are due. Gives how many.
///
/// # Errors
/// What the database says.
pub async fn sign(tx: &mut Tx, now: Now) -> Result<usize> {
    let due = due(tx, now).await?;
    for (process, head) in &due {
        keep(tx, now, process, head).await?;
    }
    Ok(due.len())
}

async fn keep(tx: &mut Tx, now: Now, process: &ProcessId, head: &Head) -> Result<()> {
    let found = store::process::by_id(tx, process).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    let text = statement(&process, head.events, &head.hash, now);
    let signature = key(tx.vault()).sign(text.as_bytes());
    let head = SignedHead {
        events: head.events,
        hash: head.hash.clone(),
        at: now,
        signature: hex(&signature.to_bytes()),
    };
    store::signed_head::keep(tx, &process.id, &head).await?;
    Ok(())
}

/// The process and its newest signed heads, newest first.
///
/// # Errors
/// [`Error::NotFound`] when it has no sealed vote, or it is not open yet.
pub async fn newest(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<(Process, Vec<SignedHead>)> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let open = store::election::get(tx, &process.id, false).await?;
    open.ok_or(Error::NotFound)?;
    let heads = store::signed_head::newest(tx, &process.id, SHOWN).await?;
    Ok((process, heads))
}
