//! Closing one's account. Who she was goes at once: address, name, level, ways in, roles. What she wrote stays without a name,
//! or goes too, as she chooses; the place of a comment in its thread stays, and so does what was put to a vote.
//!
//! **Invariants**: nobody gets a second voice by closing an account and opening it again: while something that she took part
//! in is open (and for [`KEPT_SECONDS`] in any case: she may be voting on another device at this moment), the keyed hash of
//! her address stays, and her address leads back to the same account. Source: GDPR, art. 17.

use crate::{Error, Result, Rng, audit, elector, random, session};
use civic::id::AccountId;
use civic::permission::{Actor, Asleep, Level, Refusal, Role};
use civic::process::{Act, Process};
use civic::proposal::State;
use civic::time::Now;
use store::{Tx, closing};

/// How long the hash of an address is kept at least, in seconds: longer than a request can take.
pub const KEPT_SECONDS: i64 = 3600;

/// What becomes of her proposals, comments and supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contributions {
    /// They stay, without a name.
    Stay,
    /// They go: texts are erased and supports taken back, but for what was put to a vote.
    Go,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Done.
    Done,
    /// She is the only administrator: somebody else has to be one first.
    LastAdministrator,
    /// She keeps a share of a vote's key, or makes its codes: without her it could not be opened.
    KeepsKey,
}

/// Whether something stands in the way of closing an account.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn hindered(tx: &mut Tx, actor: &Actor) -> Result<Option<Closed>> {
    let account = actor.account()?;
    if !store::trustee::of_account(tx, account).await?.is_empty() {
        return Ok(Some(Closed::KeepsKey));
    }
    // asleep or awake: what counts is what she was entrusted
    let administers = store::account::actor(tx, account)
        .await?
        .has(Role::Administrator);
    if administers && store::account::count_with(tx, Role::Administrator).await? == 1 {
        return Ok(Some(Closed::LastAdministrator));
    }
    Ok(None)
}

/// Closes one's account, by whoever signed in lately.
///
/// # Errors
/// [`Error::Refused`] for a visitor or where her roles ask for a passkey first, [`Error::Stale`].
pub async fn close(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    contributions: Contributions,
) -> Result<Closed> {
    let account = actor.account()?.clone();
    if let Some((_, why @ (Asleep::Weak | Asleep::Keyless))) = &actor.asleep {
        // whoever only reads an agent's mails ends nothing of hers
        return Err(Error::Refused(Refusal::Asleep(*why)));
    }
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    store::account::hold_roles(tx, Role::Administrator).await?;
    if let Some(why) = hindered(tx, actor).await? {
        return Ok(why);
    }
    let processes = processes(tx).await?;
    end(tx, now, rng, &account, (contributions, &processes)).await?;
    Ok(Closed::Done)
}

/// Closes an account: by its owner, or for want of use.
pub(crate) async fn end(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    (contributions, processes): (Contributions, &[Process]),
) -> Result<()> {
    store::account::hold(tx, account).await?;
    closing::cut_off(tx, account).await?;
    // on the roll she is nobody's voter but still this account's: coming back by a mailbox proves nothing of that
    for known in [Level::Identified, Level::Resident] {
        store::elector::change_before(tx, account, known, Level::Mailbox).await?;
    }
    closing::strip(tx, account, now).await?;
    if contributions == Contributions::Go {
        take_back(tx, now, account, processes).await?;
    }
    let (action, id) = ("account.close", account.as_str());
    audit(tx, Some(account), now, rng, action, "account", id).await
}

/// Every process, published or not.
pub(crate) async fn processes(tx: &mut Tx) -> Result<Vec<Process>> {
    let all = store::process::all(tx, true).await?;
    Ok(all.into_iter().map(|listed| listed.process).collect())
}

/// No line of the electoral roll is this account's any more.
///
/// # Errors
/// What the database says.
pub(crate) async fn detach(tx: &mut Tx, account: &AccountId) -> Result<()> {
    if let Some(roll) = elector::held(tx).await? {
        store::elector::detach(tx, &roll.id, account).await?;
    }
    Ok(())
}

/// Whether something is open that she took part in, and that asks for this level at least: a vote, or supports that stay counted.
///
/// # Errors
/// What the database says.
pub(crate) async fn tied(tx: &mut Tx, now: Now, account: &AccountId, least: Level) -> Result<bool> {
    let processes = processes(tx).await?;
    tied_in(tx, now, account, (&processes, least)).await
}

/// Forgets who the owner of a closed account was, if nothing ties her any more; whether it was forgotten.
///
/// # Errors
/// What the database says.
pub(crate) async fn release(tx: &mut Tx, now: Now, account: &AccountId) -> Result<bool> {
    let over = closing::closed(tx, now.plus_seconds(-KEPT_SECONDS)).await?;
    if !over.contains(account) || tied(tx, now, account, Level::Anonymous).await? {
        return Ok(false);
    }
    detach(tx, account).await?;
    Ok(closing::forget(tx, account).await?)
}

async fn tied_in(
    tx: &mut Tx,
    now: Now,
    account: &AccountId,
    (processes, least): (&[Process], Level),
) -> Result<bool> {
    let mut took_part = store::roll::voted_in(tx, account).await?;
    took_part.extend(closing::rights_in(tx, account).await?);
    for process in processes {
        let voted = process.open_for(Act::Vote, now)
            && process.level_to_vote >= least
            && took_part.contains(&process.id);
        let supports = process.goes_on(Act::Support, now)
            && process.level_to_contribute >= least
            && !store::contribution::supported_in(tx, &process.id, account)
                .await?
                .is_empty();
        if voted || supports {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Erases what she wrote and takes back what she supports, but for what was put to a vote.
async fn take_back(
    tx: &mut Tx,
    now: Now,
    account: &AccountId,
    processes: &[Process],
) -> Result<()> {
    for comment in closing::comments(tx, account).await? {
        store::contribution::withdraw(tx, &comment, account, now).await?;
    }
    for process in processes.iter().filter(|p| p.goes_on(Act::Support, now)) {
        for proposal in store::contribution::supported_in(tx, &process.id, account).await? {
            store::contribution::unsupport(tx, &proposal, account).await?;
        }
    }
    for (id, process) in closing::proposals(tx, account).await? {
        let Some(proposal) = store::proposal::get(tx, &id).await? else {
            continue;
        };
        let mut of_it = processes.iter().filter(|p| p.id == process);
        let vote_begun = of_it.any(|p| p.vote_begun(now));
        if !proposal.state.may_be_erased(vote_begun) {
            continue;
        }
        if proposal.state != State::Withdrawn {
            if !store::proposal::set_state(tx, &proposal, State::Withdrawn).await? {
                return Err(Error::Conflict);
            }
            store::search::remove(tx, &process, proposal.number).await?;
        }
        closing::erase_text(tx, &id).await?;
    }
    Ok(())
}

/// Forgets the addresses of closed accounts that nothing ties any more, and who their owners were; gives how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let closed = closing::closed(tx, now.plus_seconds(-KEPT_SECONDS)).await?;
    if closed.is_empty() {
        return Ok(0);
    }
    let processes = processes(tx).await?;
    let mut gone = 0;
    for account in closed {
        let any = (processes.as_slice(), Level::Anonymous);
        if !tied_in(tx, now, &account, any).await? {
            detach(tx, &account).await?;
            closing::forget(tx, &account).await?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// Opens a closed account again, for its address.
pub(crate) async fn reopen(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    email: &str,
) -> Result<()> {
    if closing::reopen(tx, account, email, random(rng)).await? {
        let (action, id) = ("account.reopen", account.as_str());
        audit(tx, Some(account), now, rng, action, "account", id).await?;
    }
    Ok(closing::give_back(tx, account, email, random(rng)).await?)
}
