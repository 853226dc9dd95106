//! The vote: one sign-off on the roll, one ballot in the urn, and nothing that joins them. The voter keeps
//! a 128-bit secret; its hash is the ballot's key, and it alone can replace the ballot.
//!
//! **Invariant**: no audit line, job, counter, time or log entry is written for a vote. The content of the
//! ballot is opaque to the store: encrypted ballots will take its place here.

use crate::{Error, Result, Rng, random};
use civic::ballot;
use civic::id::{ProcessId, ProposalId};
use civic::money::Cents;
use civic::permission::{Actor, Level};
use civic::process::{Act, Process};
use civic::time::Now;
use store::Tx;
use store::process::Listed;
use store::proposal::Proposal;

/// The secret a voter keeps.
pub type Secret = [u8; 16];

/// What a voter may choose from.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The process.
    pub process: Process,
    /// The projects on the ballot, by number.
    pub projects: Vec<Proposal>,
    /// Whether this actor has voted already.
    pub voted: bool,
}

/// The ballot paper.
///
/// # Errors
/// [`Error::NotFound`] when the process has no vote.
pub async fn offered(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Offered> {
    let Listed { process, .. } = crate::process::visible(tx, actor, slug).await?;
    if process.phase(civic::process::PhaseKind::Vote).is_none() {
        return Err(Error::NotFound);
    }
    let projects = store::proposal::on_ballot(tx, &process.id).await?;
    let voted = match &actor.account {
        Some(account) => store::roll::has_voted(tx, &process.id, account).await?,
        None => false,
    };
    Ok(Offered {
        process,
        projects,
        voted,
    })
}

/// Checks a choice without casting it: what the review page shows.
///
/// # Errors
/// [`Error::Closed`], [`Error::Ballot`].
pub fn review<'a>(
    offered: &'a Offered,
    now: Now,
    chosen: &[ProposalId],
) -> Result<Vec<&'a Proposal>> {
    if !offered.process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    let paper = paper(offered);
    let kept = ballot::check(
        offered.process.ballot,
        offered.process.budget,
        &paper,
        chosen,
    )
    .map_err(Error::Ballot)?;
    Ok(offered
        .projects
        .iter()
        .filter(|p| kept.contains(&&p.id))
        .collect())
}

fn paper(offered: &Offered) -> Vec<(ProposalId, Cents)> {
    offered
        .projects
        .iter()
        .map(|p| (p.id.clone(), p.cost.unwrap_or_default()))
        .collect()
}

/// What the voter is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The secret to keep.
    pub secret: Secret,
    /// Whether an earlier ballot was replaced.
    pub replaced: bool,
}

/// Casts a ballot, or replaces the one that `secret` opens.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::Ballot`], [`Error::AlreadyVoted`].
pub async fn cast(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    chosen: &[ProposalId],
    secret: Option<Secret>,
) -> Result<Receipt> {
    let offered = offered(tx, actor, slug).await?;
    cast_offered(tx, actor, now, rng, &offered, chosen, secret).await
}

/// [`cast`], when the ballot paper is at hand already: an import casts thousands on the same one.
///
/// # Errors
/// As [`cast`].
pub async fn cast_offered(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    offered: &Offered,
    chosen: &[ProposalId],
    secret: Option<Secret>,
) -> Result<Receipt> {
    let process = &offered.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    let content = content(&review(offered, now, chosen)?);
    if store::roll::sign_off(tx, &process.id, account).await? {
        let secret: Secret = random(rng);
        // 128 random bits do not meet; if they ever did, nothing is overwritten
        if !store::urn::insert(tx, &process.id, &key(tx, &secret), &content).await? {
            return Err(Error::Conflict);
        }
        still_open(tx, process).await?;
        return Ok(Receipt {
            secret,
            replaced: false,
        });
    }
    let Some(secret) = secret else {
        return Err(Error::AlreadyVoted);
    };
    if store::urn::replace(tx, &process.id, &key(tx, &secret), &content).await? {
        still_open(tx, process).await?;
        Ok(Receipt {
            secret,
            replaced: true,
        })
    } else {
        Err(Error::AlreadyVoted)
    }
}

/// A ballot that waited behind the count (see `store::urn::lock`) came too late: it is not acknowledged.
async fn still_open(tx: &mut Tx, process: &Process) -> Result<()> {
    if store::result::exists(tx, &process.id).await? {
        return Err(Error::Closed(Act::Vote));
    }
    Ok(())
}

fn key(tx: &Tx, secret: &Secret) -> [u8; 32] {
    tx.vault().hash("ballot", secret)
}

/// The numbers chosen, rising, as JSON.
fn content(chosen: &[&Proposal]) -> String {
    let numbers: Vec<String> = chosen.iter().map(|p| p.number.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

/// The project numbers of my ballot, from its secret alone.
///
/// # Errors
/// [`Error::NotFound`] when no ballot has this secret.
pub async fn mine(tx: &mut Tx, process: &ProcessId, secret: &Secret) -> Result<Vec<i64>> {
    let key = key(tx, secret);
    let content = store::urn::find(tx, process, &key)
        .await?
        .ok_or(Error::NotFound)?;
    serde_json::from_str(&content).map_err(|_| Error::NotFound)
}

/// A secret as people copy it: eight groups of four, letters and digits that cannot be mistaken
/// (Crockford's base 32), with 32 bits of checksum so that a slip is told at once.
#[must_use]
pub fn secret_to_text(secret: &Secret) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // 128 bits and 32 bits of hash make 160 bits: 32 digits
    let mut bytes = secret.to_vec();
    bytes.extend_from_slice(&checksum(secret));
    let mut out = String::new();
    let (mut buffer, mut bits) = (0u32, 0u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let digit = (buffer >> bits) & 31;
            out.push(char::from(DIGITS[digit as usize]));
            buffer &= (1 << bits) - 1;
        }
    }
    out.as_bytes()
        .chunks(4)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn checksum(secret: &Secret) -> [u8; 4] {
    use sha2::Digest as _;
    let digest: [u8; 32] =
        sha2::Sha256::digest([b"tiker receipt 1\n".as_slice(), secret].concat()).into();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Reads a secret typed by hand: spaces, hyphens and case do not matter; O is 0, I and L are 1.
#[must_use]
pub fn secret_from_text(text: &str) -> Option<Secret> {
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0u32, 0u32);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let value = match c.to_ascii_uppercase() {
            'O' => 0,
            'I' | 'L' => 1,
            c => u32::try_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ".find(c)?).ok()?,
        };
        buffer = (buffer << 5) | value;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits).ok()?);
            buffer &= (1 << bits) - 1;
        }
        if bytes.len() > 20 {
            return None;
        }
    }
    if bytes.len() != 20 || bits != 0 {
        return None;
    }
    let secret: Secret = bytes[..16].try_into().ok()?;
    (checksum(&secret) == bytes[16..20]).then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_survives_copying_by_hand() {
        let secret = [0xab; 16];
        let text = secret_to_text(&secret);
        assert_eq!(text.len(), 39);
        assert_eq!(secret_from_text(&text), Some(secret));
        assert_eq!(
            secret_from_text(&text.to_lowercase().replace(' ', "-")),
            Some(secret)
        );
        let slip = text.replacen(&text[..1], if text.starts_with('N') { "M" } else { "N" }, 1);
        assert_eq!(secret_from_text(&slip), None);
        for bad in ["", "abc", &"A".repeat(500), "é"] {
            assert_eq!(secret_from_text(bad), None);
        }
    }
}
