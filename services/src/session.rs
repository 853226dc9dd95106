//! Sessions: every way in ends in [`open`]; [`who`] says who acts; the list of one's own, which one ends.
//!
//! **Invariants**: a session ends when it was not used for a while, and at the latest after a longer one; roles fall asleep
//! much sooner, and sleep in a session that proved less than they ask for. Nothing here knows how somebody proves who she is.

use crate::retention::USED_SECONDS;
use crate::{Error, Result, Rng, audit, random};
use civic::count::to_hex;
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Asleep, Refusal};
use civic::time::{Now, Time};
use store::Tx;
use store::session::{self, NewSession, Session};

/// After how long a session ends at the latest, in seconds.
pub const SECONDS: i64 = 90 * 24 * 3600;
/// After how long without use it ends, in seconds.
pub const IDLE_SECONDS: i64 = 30 * 24 * 3600;
/// After how long roles ask for a new sign-in at the latest, in seconds.
pub const ROLE_SECONDS: i64 = 7 * 24 * 3600;
/// After how long without use roles ask for a new sign-in, in seconds.
pub const ROLE_IDLE_SECONDS: i64 = 12 * 3600;
/// Use is noted so often, in seconds: a page that is read costs nothing in between.
const SEEN_SECONDS: i64 = 3600;
/// How lately somebody must have signed in for what protects an account, in seconds.
pub const FRESH_SECONDS: i64 = 15 * 60;

/// How lately somebody must have signed in to begin to vote, in seconds: a phone that was signed in weeks ago may be in
/// somebody else's hand.
pub const VOTE_SECONDS: i64 = 12 * 3600;
/// How long she may then take over her ballot, in seconds.
pub const BALLOT_SECONDS: i64 = 3600;

/// What a session must have proven before roles can be used in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Demand {
    /// Anything: where no device could give a passkey (a trial by number, a demonstration).
    Any,
    /// A passkey.
    #[default]
    Strong,
}

/// Opens a session for someone who proved something in a browser; every way in ends here.
///
/// # Errors
/// What the database says.
pub async fn open(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    proof: Proof,
    device: Device,
) -> Result<[u8; 16]> {
    let (level, known) = (
        proof.level(),
        store::account::actor(tx, account).await?.level,
    );
    if level > known {
        store::account::set_level(tx, account, level).await?;
    }
    let secret: [u8; 16] = random(rng);
    let new = NewSession {
        secret: &secret,
        account,
        proof,
        device,
        now,
        until: now.plus_seconds(SECONDS),
    };
    session::open(tx, new).await?;
    note_use(tx, now, account).await?;
    Ok(secret)
}

async fn note_use(tx: &mut Tx, now: Now, account: &AccountId) -> Result<()> {
    let since = now.plus_seconds(-USED_SECONDS);
    // the day is enough: when in it she came is nobody's affair
    let day = Time(now.0 - now.0.rem_euclid(USED_SECONDS * 1_000_000));
    Ok(store::closing::used(tx, account, day, since).await?)
}

/// Who acts.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// The account with its roles and level, or a visitor.
    pub actor: Actor,
    /// Whether it is time to note that the session is used ([`seen`]).
    pub unseen: bool,
}

async fn known(tx: &mut Tx, now: Now, secret: Option<&[u8]>) -> Result<Option<Session>> {
    let Some(secret) = secret else {
        return Ok(None);
    };
    let found = session::of_secret(tx, secret, now).await?;
    Ok(found.filter(|s| s.seen_at.plus_seconds(IDLE_SECONDS) >= now))
}

/// Who a session's secret stands for; a visitor when it is over, revoked or unknown. Roles are asleep in a session that is
/// too old for them, or proved too little.
///
/// # Errors
/// What the database says.
pub async fn who(tx: &mut Tx, now: Now, secret: Option<&[u8]>, demand: Demand) -> Result<Who> {
    let Some(session) = known(tx, now, secret).await? else {
        return Ok(Who::default());
    };
    let actor = store::account::actor(tx, &session.account).await?;
    let late = session.created_at.plus_seconds(ROLE_SECONDS) < now
        || session.role_seen_at.plus_seconds(ROLE_IDLE_SECONDS) < now;
    let actor = if demand == Demand::Strong && !session.proof.is_strong() {
        actor.without_roles(match session.proof {
            Proof::Enrolment => Asleep::Keyless,
            _ => Asleep::Weak,
        })
    } else if late {
        actor.without_roles(Asleep::Late)
    } else {
        actor
    };
    let unseen = session.seen_at.plus_seconds(SEEN_SECONDS) <= now;
    Ok(Who { actor, unseen })
}

/// How a session was opened; `None` where there is none.
///
/// # Errors
/// What the database says.
pub(crate) async fn proof(tx: &mut Tx, now: Now, secret: &[u8; 16]) -> Result<Option<Proof>> {
    Ok(known(tx, now, Some(secret))
        .await?
        .map(|session| session.proof))
}

/// Notes that a session is used, by whom [`who`] found. Roles that are asleep stay so: only a sign-in wakes them.
///
/// # Errors
/// What the database says.
pub async fn seen(tx: &mut Tx, now: Now, secret: &[u8], actor: &Actor) -> Result<()> {
    let (since, awake) = (now.plus_seconds(-SEEN_SECONDS), !actor.roles.is_empty());
    if let Some(account) = &actor.account {
        note_use(tx, now, account).await?;
    }
    Ok(session::seen(tx, secret, now, since, awake).await?)
}

/// Gives a session another secret: who had the old one is out. To be done whenever it may do more than before, and before
/// anything else is written: it waits for whoever ends the session at the same time.
///
/// # Errors
/// [`Error::Refused`] when it has ended meanwhile.
pub async fn renew(tx: &mut Tx, rng: &mut Rng, secret: &[u8; 16]) -> Result<[u8; 16]> {
    let new: [u8; 16] = random(rng);
    if session::rename(tx, secret, &new).await? {
        Ok(new)
    } else {
        Err(Error::Refused(Refusal::SignIn))
    }
}

/// Whether this session was opened in the last so many seconds.
///
/// # Errors
/// [`Error::Stale`], or what the database says.
pub async fn fresh(tx: &mut Tx, now: Now, secret: Option<&[u8; 16]>, seconds: i64) -> Result<()> {
    let found = known(tx, now, secret.map(<[u8; 16]>::as_slice)).await?;
    let late = found.is_none_or(|s| s.created_at.plus_seconds(seconds) < now);
    if late { Err(Error::Stale) } else { Ok(()) }
}

/// Whether this session was opened lately enough to vote: to begin, or to cast what was begun in time.
///
/// # Errors
/// [`Error::Stale`], or what the database says.
pub async fn fresh_to_vote(
    tx: &mut Tx,
    now: Now,
    secret: Option<&[u8; 16]>,
    begun: bool,
) -> Result<()> {
    let more = if begun { BALLOT_SECONDS } else { 0 };
    fresh(tx, now, secret, VOTE_SECONDS + more).await
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub async fn close(tx: &mut Tx, secret: &[u8]) -> Result<()> {
    Ok(session::revoke(tx, secret).await?)
}

/// A device that is signed in, as its owner sees it.
#[derive(Clone, Debug)]
pub struct Mine {
    /// Its name in a form: hexadecimal digits.
    pub name: String,
    /// Whether it is the one that asks.
    pub here: bool,
    /// The session.
    pub session: Session,
}

/// My devices: the one that asks first, then the last used.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn mine(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    secret: Option<&[u8; 16]>,
) -> Result<Vec<Mine>> {
    let account = actor.account()?;
    let here = known(tx, now, secret.map(<[u8; 16]>::as_slice)).await?;
    let since = now.plus_seconds(-IDLE_SECONDS);
    let found = session::of_account(tx, account, now, since).await?;
    let mut mine: Vec<Mine> = found
        .into_iter()
        .map(|session| Mine {
            name: to_hex(&session.hash),
            here: here.as_ref().is_some_and(|h| h.hash == session.hash),
            session,
        })
        .collect();
    mine.sort_by_key(|one| !one.here);
    Ok(mine)
}

/// Ends one of my sessions, by its name.
///
/// # Errors
/// [`Error::Refused`] for a visitor, [`Error::NotFound`].
pub async fn end(tx: &mut Tx, actor: &Actor, now: Now, rng: &mut Rng, name: &str) -> Result<()> {
    let account = actor.account()?;
    let mine = mine(tx, actor, now, None).await?;
    let one = mine.iter().find(|one| one.name == name);
    let hash = &one.ok_or(Error::NotFound)?.session.hash;
    if !session::revoke_one(tx, account, hash).await? {
        return Err(Error::NotFound);
    }
    let (action, id) = ("session.end", account.as_str());
    audit(tx, Some(account), now, rng, action, "account", id).await
}

/// Ends all my sessions but the one that asks.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn end_others(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    secret: Option<&[u8; 16]>,
) -> Result<()> {
    let account = actor.account()?;
    session::revoke_others(tx, account, secret.map_or(&[], |s| s)).await?;
    let (action, id) = ("session.end_others", account.as_str());
    audit(tx, Some(account), now, rng, action, "account", id).await
}
