//! The vote: one sign-off on the roll, one ballot in the urn, and nothing that joins them. The voter keeps
//! a 128-bit secret; its hash is the ballot's key, and it alone can replace the ballot.
//!
//! The edge may hand in the secret already at the first vote: the browser then holds it before the ballot is
//! cast, so that an answer lost on a bad network loses nothing and sending the same form twice is harmless.
//!
//! **Invariant**: no audit line, job, counter, time or log entry is written for a vote. The content of the
//! ballot is opaque to the store: encrypted ballots will take its place here.

mod receipt;

pub use receipt::{secret_from_text, secret_to_text};

use crate::{Error, Result, Rng, Vault, random};
use civic::ballot;
use civic::draw::Permutation;
use civic::id::{AccountId, ProcessId, ProposalId};
use civic::money::Cents;
use civic::permission::{Actor, Level, Refusal, Role};
use civic::process::{Act, PhaseKind, Process, Urn};
use civic::time::Now;
use store::Tx;
use store::process::Listed;
use store::proposal::Proposal;

/// The secret a voter keeps.
pub type Secret = [u8; 16];

/// A vote as listed: the process and how many projects its ballot offers.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The process.
    pub process: Process,
    /// Whether its result is known.
    pub known: bool,
    /// Projects on the ballot; counted for a vote that is open, else 0.
    pub projects: i64,
}

/// The votes shown to everybody, newest process first.
///
/// # Errors
/// What the database says.
pub async fn listed(tx: &mut Tx, now: Now) -> Result<Vec<Listing>> {
    let sizes = store::proposal::ballot_sizes(tx, now).await?;
    let known = store::result::known(tx).await?;
    let mut votes = Vec::new();
    for Listed { process, .. } in store::process::all(tx, false).await? {
        if process.phase(PhaseKind::Vote).is_none() {
            continue;
        }
        let size = sizes.iter().find(|(id, _)| *id == process.id);
        let projects = size.map_or(0, |(_, n)| *n);
        votes.push(Listing {
            known: known.contains(&process.id),
            process,
            projects,
        });
    }
    Ok(votes)
}

/// The order in which this voter sees `n` projects: random for each voter, the same for one voter on every
/// device, and nowhere kept. Gives positions.
#[must_use]
pub fn order(vault: &Vault, process: &ProcessId, account: &AccountId, n: usize) -> Vec<usize> {
    let hash = own(vault, "ballot-order", process, account);
    let seed = hash
        .iter()
        .take(8)
        .fold(0u64, |seed, byte| (seed << 8) | u64::from(*byte));
    let permutation = Permutation::new(n as u64, seed);
    (0..n as u64)
        .filter_map(|place| usize::try_from(permutation.at(place)).ok())
        .collect()
}

/// What marks a browser's copy of a voter's secret as this account's, so that two people who share a
/// browser never see or replace each other's ballot. It is kept in the browser only.
#[must_use]
pub fn mark(vault: &Vault, process: &ProcessId, account: &AccountId) -> [u8; 16] {
    let hash = own(vault, "ballot-mark", process, account);
    let mut mark = [0; 16];
    mark.copy_from_slice(&hash[..16]);
    mark
}

fn own(vault: &Vault, domain: &str, process: &ProcessId, account: &AccountId) -> [u8; 32] {
    let text = format!("{}\n{}", process.as_str(), account.as_str());
    vault.hash(domain, text.as_bytes())
}

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
    if process.phase(PhaseKind::Vote).is_none() {
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
    // what is chosen in a sealed vote never comes here
    if offered.process.urn != Urn::Ordinary {
        return Err(Error::Conflict);
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

/// The votes that are open now to somebody known as well as this person, and whether this person is on their rolls.
///
/// # Errors
/// What the database says.
pub async fn open_for(tx: &mut Tx, now: Now, voter: &AccountId) -> Result<Vec<(Process, bool)>> {
    let voted = store::roll::voted_in(tx, voter).await?;
    let all = store::process::all(tx, false).await?;
    let open = all.into_iter().map(|l| l.process);
    // who is not known well enough gets no ballot, on paper either
    let level = store::account::actor(tx, voter).await?.level;
    let open = open.filter(|p| p.open_for(Act::Vote, now) && p.level_to_vote <= level);
    Ok(open
        .map(|p| {
            let on_roll = voted.contains(&p.id);
            (p, on_roll)
        })
        .collect())
}

/// What the trail calls it when somebody is ticked for a paper ballot.
pub(crate) const ON_PAPER: &str = "roll.paper";

/// Signs the roll for somebody who votes on paper, at the desk: no ballot of hers is taken any more, ordinary or sealed.
///
/// # Errors
/// [`Error::Refused`] without the role, or where she is not known well enough for this vote, [`Error::NotFound`],
/// [`Error::Closed`], [`Error::AlreadyVoted`].
pub async fn on_paper(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    voter: &AccountId,
) -> Result<()> {
    let agent = actor.with_role(Role::Agent)?.clone();
    let Listed { process, .. } = crate::process::visible(tx, actor, slug).await?;
    let Some(known) = store::account::get(tx, voter).await? else {
        return Err(Error::NotFound);
    };
    if known.level < process.level_to_vote {
        return Err(Error::Refused(Refusal::Level(process.level_to_vote)));
    }
    if !process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    still_known(tx, voter, process.level_to_vote).await?;
    if !store::roll::sign_off(tx, &process.id, voter).await? {
        return Err(Error::AlreadyVoted);
    }
    // an act of the desk, not of a voter: no ballot stands beside it
    let id = process.id.as_str();
    crate::audit(tx, Some(&agent), now, rng, ON_PAPER, "process", id).await
}

/// What the voter is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The secret to keep.
    pub secret: Secret,
    /// Whether an earlier ballot was replaced.
    pub replaced: bool,
}

/// Casts a ballot under `secret` (a new one when none is given), or replaces the ballot that `secret` opens.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::Ballot`], [`Error::AlreadyVoted`],
/// [`Error::Conflict`] when a first ballot comes with a secret that already opens another one.
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
    still_known(tx, account, process.level_to_vote).await?;
    if store::roll::sign_off(tx, &process.id, account).await? {
        let secret = secret.unwrap_or_else(|| random(rng));
        // 128 random bits do not meet; if they ever did, or came from someone else, nothing is overwritten
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

/// Whoever takes part is known as well now as when she began: what the desk takes back, or puts into another account, waits for it or
/// goes before it.
pub(crate) async fn still_known(tx: &mut Tx, account: &AccountId, least: Level) -> Result<()> {
    match store::account::keep_still(tx, account).await? {
        Some(level) if level < least.max(Level::Mailbox) => {
            Err(Error::Refused(Refusal::Level(least)))
        }
        _ => Ok(()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_voter_has_an_order_of_her_own_and_keeps_it() {
        let vault = Vault::new(&[7; 32]);
        let process = ProcessId::from("p");
        let of = |account: &str| order(&vault, &process, &account.into(), 199);
        let mut all = of("anne");
        assert_eq!(all, of("anne"));
        assert_ne!(all, of("yann"));
        assert_ne!(all, order(&vault, &"q".into(), &"anne".into(), 199));
        all.sort_unstable();
        assert_eq!(all, (0..199).collect::<Vec<_>>());
        assert!(order(&vault, &process, &"anne".into(), 0).is_empty());
    }

    #[test]
    fn no_project_is_favoured_by_its_place() {
        // 2,000 voters, 5 projects: each comes first about 400 times (5 sigma is about 90)
        let vault = Vault::new(&[7; 32]);
        let mut first = [0u32; 5];
        for voter in 0..2000 {
            first[order(&vault, &"p".into(), &AccountId(voter.to_string()), 5)[0]] += 1;
        }
        assert!(first.iter().all(|n| (300..500).contains(n)), "{first:?}");
    }

    #[test]
    fn a_mark_is_of_one_account_in_one_vote() {
        let vault = Vault::new(&[7; 32]);
        let anne = mark(&vault, &"p".into(), &"anne".into());
        assert_eq!(anne, mark(&vault, &"p".into(), &"anne".into()));
        assert_ne!(anne, mark(&vault, &"p".into(), &"yann".into()));
        assert_ne!(anne, mark(&vault, &"q".into(), &"anne".into()));
    }
}
