//! Two accounts of one person become one, when she has proven both and wants it: she is signed in with the one, and a provider or
//! a code vouched for the other. What she wrote and supports, how well she is known and how she signs in go over; the other's
//! address leads to the first from then on.
//!
//! **Invariants**: whoever only reads her mails takes no account that is known by more; nobody gets a second voice by it, nor loses one: nothing moves while the other account takes part in a vote that is
//! open, and what was signed off stays where it is; no role, no key and no passkey goes over.

use crate::civil::{self, Proved};
use crate::journey::{self, digits};
use crate::notice::{self, What};
use crate::{Error, Result, Rng, audit, closing, session};
use civic::civil::Source;
use civic::id::AccountId;
use civic::identity::Identity;
use civic::permission::{Actor, Asleep, Level, Refusal};
use civic::process::{Act, PhaseKind};
use civic::time::{Now, Time};
use serde::{Deserialize, Serialize};
use store::{Tx, merge};

/// How long she may think about it, in seconds.
pub const SECONDS: i64 = 30 * 60;

const WAY: &str = "merge";

/// What waits for her word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Waiting {
    into: AccountId,
    from: AccountId,
    /// What a provider said of her, to be tied to the account that stays.
    identity: Option<Identity>,
}

/// Why it cannot be, for now or as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The other account has a role, or keeps a key: she signs in with that one, and puts this one into it.
    Entrusted,
    /// The other account has taken part in a vote that is open: its title, and when it closes.
    Voted(String, Time),
    /// Only a mailbox was proven of the other account, and it is known by more: from there, this one can be put into it.
    Guarded,
    /// They are two people's.
    TwoPeople,
}

/// What she is shown.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The other account's address, opened.
    pub email: Option<String>,
    /// When it was made.
    pub made_at: Time,
    /// Whether FranceConnect opens it.
    pub by_provider: bool,
    /// Its proposals, comments and supports.
    pub numbers: [usize; 3],
    /// Whether it is known better than the one that stays.
    pub known_better: bool,
    /// What stands in the way.
    pub hindrance: Option<Hindrance>,
}

/// Keeps what was proven until she says whether the two become one; gives the name to ask with.
///
/// # Errors
/// What the database says.
pub async fn offer(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    browser: &[u8],
    (into, from): (&AccountId, &AccountId),
    identity: Option<&Identity>,
) -> Result<String> {
    let name = digits(rng);
    let waiting = Waiting {
        into: into.clone(),
        from: from.clone(),
        identity: identity.cloned(),
    };
    let here = (WAY, name.as_str(), browser);
    journey::begin(tx, now, rng, here, SECONDS, &waiting).await?;
    Ok(name)
}

/// What waits for her word; `None` where nothing does any more, or somebody else is signed in.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn look(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    (browser, name): (&[u8], &str),
) -> Result<Option<Offer>> {
    let account = actor.account()?;
    let waiting = journey::look::<Waiting>(tx, now, (WAY, name, browser)).await?;
    let Some(waiting) = waiting.filter(|w| w.into == *account) else {
        return Ok(None);
    };
    let Some(other) = store::account::get(tx, &waiting.from).await? else {
        return Ok(None);
    };
    let from = &waiting.from;
    let numbers = [
        store::closing::proposals(tx, from).await?.len(),
        store::closing::comments(tx, from).await?.len(),
        store::contribution::supported(tx, from).await?.len(),
    ];
    Ok(Some(Offer {
        email: other.email,
        made_at: store::my_data::since(tx, from).await?.0,
        by_provider: !store::identity::ways(tx, from).await?.is_empty(),
        numbers,
        known_better: other.level > actor.level,
        hindrance: hindrance(tx, now, &waiting).await?,
    }))
}

/// What stands in the way of putting an account into another one.
async fn hindrance(tx: &mut Tx, now: Now, waiting: &Waiting) -> Result<Option<Hindrance>> {
    let from = &waiting.from;
    if !vouches(tx, waiting).await? && is_guarded(tx, from).await? {
        return Ok(Some(Hindrance::Guarded));
    }
    let has_roles = store::account::actor(tx, from).await?.has_roles();
    if has_roles || !store::trustee::of_account(tx, from).await?.is_empty() {
        return Ok(Some(Hindrance::Entrusted));
    }
    let mut took_part = store::roll::voted_in(tx, from).await?;
    took_part.extend(store::closing::rights_in(tx, from).await?);
    let processes = closing::processes(tx).await?;
    let mut open = processes.into_iter().filter(|p| p.open_for(Act::Vote, now));
    let voted = open.find(|p| took_part.contains(&p.id));
    Ok(voted.map(|p| {
        let until = p
            .phase(PhaseKind::Vote)
            .map_or(now, |phase| phase.closes_at);
        Hindrance::Voted(p.title, until)
    }))
}

/// Whether a provider vouched for the owner of the other account: by the name that is tied to it, or as it would open it. What the desk
/// noted beside a mailbox's account is not enough: that mailbox may be somebody else's.
async fn vouches(tx: &mut Tx, waiting: &Waiting) -> Result<bool> {
    let Some(identity) = &waiting.identity else {
        return Ok(false);
    };
    let owner = store::identity::owner(tx, identity.way, &identity.subject).await?;
    if owner.as_ref() == Some(&waiting.from) {
        return Ok(true);
    }
    match &identity.civil {
        Some(who) => crate::identity::may_open(tx, &waiting.from, who).await,
        None => Ok(false),
    }
}

/// Whether an account is known by more than a mailbox: whoever only reads her mails takes nothing of it.
///
/// # Errors
/// What the database says.
pub(crate) async fn is_guarded(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    Ok(store::civil::proven(tx, account).await?.is_some()
        || !store::identity::ways(tx, account).await?.is_empty()
        || store::passkey::number(tx, account).await? > 0)
}

/// What came of her word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merged {
    /// Done; her session has another secret now.
    Done([u8; 16]),
    /// Not done.
    Hindered(Hindrance),
    /// Nothing waits any more.
    Late,
}

/// Puts the other account into the one that is signed in.
///
/// # Errors
/// [`Error::Refused`] for a visitor, or where roles of hers sleep for want of a strong proof; [`Error::Stale`].
pub async fn agree(
    tx: &mut Tx,
    (actor, session): (&Actor, &[u8; 16]),
    now: Now,
    rng: &mut Rng,
    (browser, name): (&[u8], &str),
) -> Result<Merged> {
    let into = actor.account()?.clone();
    if let Some((_, why @ (Asleep::Weak | Asleep::Keyless))) = &actor.asleep {
        // whoever only reads an agent's mails adds nothing to her account
        return Err(Error::Refused(Refusal::Asleep(*why)));
    }
    session::fresh(tx, now, Some(session), session::FRESH_SECONDS).await?;
    let waiting = journey::take::<Waiting>(tx, now, (WAY, name, browser)).await?;
    let Some(waiting) = waiting.filter(|w| w.into == into) else {
        return Ok(Merged::Late);
    };
    let from = waiting.from.clone();
    // a vote that is being cast with either is over before we look, or comes after
    let mut both = [&from, &into];
    both.sort();
    for one in both {
        store::account::hold(tx, one).await?;
    }
    let other = store::account::actor(tx, &from).await?.level;
    let own = store::account::actor(tx, &into).await?.level;
    if !store::account::get(tx, &from)
        .await?
        .is_some_and(|a| a.is_somebodys)
        || from == into
    {
        return Ok(Merged::Late);
    }
    if let Some(why) = hindrance(tx, now, &waiting).await? {
        return Ok(Merged::Hindered(why));
    }
    if !store::civil::merge(tx, &from, &into).await? {
        return Ok(Merged::Hindered(Hindrance::TwoPeople));
    }
    let processes = closing::processes(tx).await?;
    for proposal in merge::supported_twice(tx, &from, &into).await? {
        let of = store::proposal::get(tx, &proposal)
            .await?
            .map(|p| p.process);
        let mut of = processes.iter().filter(|p| Some(&p.id) == of.as_ref());
        if of.any(|p| p.goes_on(Act::Support, now)) {
            store::contribution::unsupport(tx, &proposal, &from).await?;
        }
    }
    notice::tell(tx, now, rng, &from, What::Merged).await?;
    merge::contributions(tx, &from, &into).await?;
    merge::ways(tx, &from, &into).await?;
    merge::end(tx, &from, &into).await?;
    let known = [other, own]
        .into_iter()
        .filter(|l| *l < Level::Elector)
        .max();
    civil::raise(tx, &into, known.unwrap_or_default()).await?;
    store::account::raise(tx, &into, other).await?;
    if let Some(identity) = &waiting.identity {
        let (way, subject) = (identity.way, identity.subject.as_str());
        if !store::identity::ways(tx, &into).await?.contains(&way) {
            store::identity::link(tx, way, subject, &into, now).await?;
        }
        if let Some(who) = &identity.civil {
            let proved = civil::prove(tx, now, &into, who, Source::FranceConnect).await?;
            if !matches!(proved, Proved::Known(_)) {
                return Ok(Merged::Hindered(Hindrance::TwoPeople));
            }
        }
    }
    let (by, id) = (Some(&into), from.as_str());
    audit(tx, by, now, rng, "account.merge", "account", id).await?;
    // what it may now do was proven here, and on no other device
    store::session::revoke_others(tx, &into, session).await?;
    Ok(Merged::Done(session::renew(tx, rng, session).await?))
}
