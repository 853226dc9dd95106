//! Ways in through a provider that vouches for people (FranceConnect, ProConnect): a journey begins in a browser ([`depart`]), comes
//! back to it once ([`returned`]), and ends in a session ([`arrive`]). Like every way in it ends in
//! [`session::open`] with what it proves.
//!
//! **Invariants**: an account is found by what the provider calls the person, never by an address; one identity is one
//! account's and makes none by itself; what a provider calls her is kept as a keyed hash, and inside the token that signs her out
//! there, sealed, as long as her session lasts. `ProConnect` opens an account that has a role, and no other; it is tied by
//! whoever was handed a code for it, or is at the town hall already.

use crate::journey::{self, digits};
use crate::limit::{self, JOURNEY_NETWORK};
use crate::{Error, Result, Rng, audit, random, session};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::{Identity, Proof, Way};
use civic::permission::{Actor, Level};
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::Tx;

/// How long somebody may take at the provider, in seconds.
pub const JOURNEY_SECONDS: i64 = 30 * 60;

/// What a journey is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To link the identity to the account that is signed in.
    Link,
    /// To sign out at the provider.
    SignOut,
}

/// A journey: what the provider's answer is checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// Names the journey at the provider: 64 hexadecimal digits.
    #[serde(skip)]
    pub state: String,
    /// Comes back inside the provider's signed answer: 64 hexadecimal digits.
    pub nonce: String,
    /// Proof that the code is exchanged by whoever began (PKCE, RFC 7636): 64 hexadecimal digits.
    pub verifier: String,
    /// What for.
    pub purpose: Purpose,
    /// Where to go afterwards.
    pub back: String,
    /// Who began it, to link: nobody else's account is linked when it comes back.
    pub account: Option<AccountId>,
}

/// Begins a journey from a browser; to link, by somebody who is signed in.
///
/// # Errors
/// [`Error::Refused`] to link without being signed in, [`Error::Stale`] long after it, [`Error::TooMany`], or what the
/// database says.
pub async fn depart(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    way: Way,
    browser: (&[u8], &str),
    (actor, here, purpose): (&Actor, Option<&[u8; 16]>, Purpose),
    back: &str,
) -> Result<Journey> {
    let (browser, network) = browser;
    let account = match purpose {
        Purpose::Link => {
            let account = actor.account()?.clone();
            session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
            may_tie(actor, way)?;
            Some(account)
        }
        Purpose::SignIn | Purpose::SignOut => None,
    };
    // nobody is kept from leaving
    if purpose != Purpose::SignOut {
        limit::check_network(tx, JOURNEY_NETWORK, network, now).await?;
    }
    let journey = Journey {
        state: digits(rng),
        nonce: digits(rng),
        verifier: digits(rng),
        purpose,
        back: back.to_owned(),
        account,
    };
    let here = (way.as_str(), journey.state.as_str(), browser);
    journey::begin(tx, now, rng, here, JOURNEY_SECONDS, &journey).await?;
    Ok(journey)
}

/// The journey that comes back to this browser: once, and in time. Commit whatever it gives.
///
/// # Errors
/// What the database says.
pub async fn returned(
    tx: &mut Tx,
    now: Now,
    way: Way,
    browser: &[u8],
    state: &str,
) -> Result<Option<Journey>> {
    let here = (way.as_str(), state, browser);
    let journey = journey::take::<Journey>(tx, now, here).await?;
    Ok(journey.map(|journey| Journey {
        state: state.to_owned(),
        ..journey
    }))
}

/// What came of a journey.
#[derive(Debug, PartialEq, Eq)]
pub enum Arrived {
    /// A session was opened; here is its secret.
    Opened([u8; 16]),
    /// The identity is linked to the account that is signed in, whose session has another secret now.
    Linked([u8; 16]),
    /// The identity is another account's, or this account has another: nothing was changed.
    Taken,
    /// No account has this identity yet: she signs in by her mailbox first, and links it.
    Unknown,
    /// Somebody else is signed in than whoever began it: nothing was changed.
    Another,
}

/// Ends a journey: opens a session for whoever the provider vouched for, on the account that has linked this identity; or
/// links the identity to the account of whoever began, who is signed in with `session`. An identity makes no account of
/// its own: one person would vote with it and with her mailbox. `id_token` signs out at the provider later; `device` is what
/// the browser is.
///
/// # Errors
/// What the database says.
pub async fn arrive(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (actor, here, device): (&Actor, Option<&[u8; 16]>, Device),
    journey: &Journey,
    identity: &Identity,
    id_token: &str,
) -> Result<Arrived> {
    let (way, subject) = (identity.way, identity.subject.as_str());
    let owner = store::identity::owner(tx, way, subject).await?;
    if journey.purpose == Purpose::Link {
        let (Some(account), Some(here)) = (&actor.account, here) else {
            return Ok(Arrived::Another);
        };
        if journey.account.as_ref() != Some(account) {
            return Ok(Arrived::Another);
        }
        may_tie(actor, way)?;
        if owner.as_ref().is_some_and(|owner| owner != account) {
            return Ok(Arrived::Taken);
        }
        let secret = session::renew(tx, rng, here).await?;
        if owner.is_none() && !link(tx, now, rng, identity, account).await? {
            return Ok(Arrived::Taken);
        }
        store::account::raise(tx, account, way.level()).await?;
        let proof = Proof::Provider(way);
        if proof.is_strong() {
            store::session::prove(tx, &secret, proof).await?;
        }
        // leaving here leaves there too
        keep(tx, rng, &secret, way, id_token).await?;
        return Ok(Arrived::Linked(secret));
    }
    let Some(account) = owner else {
        return Ok(Arrived::Unknown);
    };
    if way == Way::ProConnect && !store::account::actor(tx, &account).await?.has_roles() {
        return Ok(Arrived::Unknown);
    }
    store::identity::used(tx, way, subject, now).await?;
    let secret = session::open(tx, now, rng, &account, Proof::Provider(way), device).await?;
    keep(tx, rng, &secret, way, id_token).await?;
    Ok(Arrived::Opened(secret))
}

/// Whether somebody may tie this way to her account: `ProConnect` opens the town hall, so whoever only reads her mails does
/// not.
fn may_tie(actor: &Actor, way: Way) -> Result<()> {
    if way == Way::ProConnect {
        actor.may_prove_more()?;
    }
    Ok(())
}

async fn keep(
    tx: &mut Tx,
    rng: &mut Rng,
    secret: &[u8; 16],
    way: Way,
    id_token: &str,
) -> Result<()> {
    let kept = format!("{} {id_token}", way.as_str());
    Ok(store::session::keep_id_token(tx, secret, &kept, random(rng)).await?)
}

async fn link(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    identity: &Identity,
    account: &AccountId,
) -> Result<bool> {
    if !store::identity::link(tx, identity.way, &identity.subject, account, now).await? {
        return Ok(false);
    }
    let (action, id) = ("identity.link", account.as_str());
    audit(tx, Some(account), now, rng, action, "account", id).await?;
    Ok(true)
}

/// Unties an identity from an account, which keeps what the desk has checked and loses what the provider proved.
///
/// # Errors
/// [`Error::Refused`] for a visitor, [`Error::Stale`], [`Error::NotFound`], or what the database says.
pub async fn untie(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    way: Way,
) -> Result<()> {
    let account = actor.account()?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    if way == Way::ProConnect && actor.has_roles() {
        may_tie(actor, way)?;
    }
    if !store::identity::untie(tx, way, &account).await? {
        return Err(Error::NotFound);
    }
    if way.level() > Level::Mailbox {
        store::account::change_level(tx, &account, way.level(), Level::Mailbox).await?;
        // nor does it come back when she is no voter of the roll any more
        store::elector::change_before(tx, &account, way.level(), Level::Mailbox).await?;
    }
    let (action, id) = ("identity.untie", account.as_str());
    audit(tx, Some(&account), now, rng, action, "account", id).await
}

/// What signs a session out at its provider, if it was opened through one: which, and its token. It can be had once.
///
/// # Errors
/// What the database says.
pub async fn id_token(tx: &mut Tx, session: &[u8]) -> Result<Option<(Way, String)>> {
    let kept = store::session::take_id_token(tx, session).await?;
    Ok(kept.and_then(|kept| {
        let (way, token) = kept.split_once(' ')?;
        Some((Way::parse(way)?, token.to_owned()))
    }))
}
