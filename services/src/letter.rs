//! A letter: a code on paper, for somebody who has neither a mailbox nor another way in. The desk hands it over once it has checked
//! who she is; typed, it opens her account as often as she likes until its date, or until she has another way in.
//!
//! **Invariants**: an account with another way in gets none, so nobody at the desk opens somebody's account with it; the code is
//! shown once and kept as a keyed hash; what it opens is worth no more than a code by mail.

use crate::limit::{self, LETTER_NETWORK};
use crate::{Error, Result, Rng, audit, person, session, signs};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Role};
use civic::time::{Now, Time};
use store::{Tx, letter};

/// How long a letter works, in seconds: a vote and what comes before it.
pub const SECONDS: i64 = 90 * 24 * 3600;
/// Signs of its code: 59 bits, since it is tried by anybody and works for long.
const SIGNS: usize = 12;

/// Whether an account may have a letter: it was proven whose it is, and she has no other way in.
///
/// # Errors
/// What the database says.
pub async fn may_have(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    let Some(owner) = store::account::get(tx, account).await? else {
        return Ok(false);
    };
    let other_ways = owner.email.is_some()
        || !store::identity::ways(tx, account).await?.is_empty()
        || store::passkey::number(tx, account).await? > 0;
    let proven = store::civil::proven(tx, account).await?.is_some();
    Ok(owner.is_somebodys && proven && !other_ways)
}

/// An agent hands over a letter, in place of an earlier one. Gives its code, which is shown once.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::NotFound`] where the account is nobody's, [`Error::Conflict`] where she has another
/// way in.
pub async fn hand_over(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
) -> Result<String> {
    let agent = actor.with_role(Role::Agent)?.clone();
    person::by_id(tx, actor, account).await?;
    store::account::hold(tx, account).await?;
    let has_roles = store::account::actor(tx, account).await?.has_roles();
    if has_roles || !may_have(tx, account).await? {
        return Err(Error::Conflict);
    }
    let code = signs::make(rng, SIGNS);
    letter::put(tx, account, &code, now, now.plus_seconds(SECONDS)).await?;
    let (by, id) = (Some(&agent), account.as_str());
    audit(tx, by, now, rng, "letter.hand_over", "account", id).await?;
    Ok(signs::shown(&code))
}

/// Until when the letter of an account works, and whether it may have one; for the desk.
///
/// # Errors
/// [`Error::Refused`] without a role of the desk.
pub async fn standing(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    account: &AccountId,
) -> Result<Option<Option<Time>>> {
    person::at_the_desk(actor)?;
    if !may_have(tx, account).await? {
        return Ok(None);
    }
    Ok(Some(letter::until(tx, account, now).await?))
}

/// Opens a session for whoever typed the code of a letter; `None` when there is none like it, or not any more. Commit whatever it
/// gives: a try counts.
///
/// # Errors
/// [`Error::TooMany`], or what the database says.
pub async fn enter(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    code: &str,
    (device, network): (Device, &str),
) -> Result<Option<[u8; 16]>> {
    limit::check_network(tx, LETTER_NETWORK, network, now).await?;
    let Some(account) = letter::owner(tx, &signs::tidy(code), now).await? else {
        return Ok(None);
    };
    // whoever has another way in since, or was given a role, enters by that: a copy of the letter opens nothing of hers any more
    if store::account::actor(tx, &account).await?.has_roles() || !may_have(tx, &account).await? {
        return Ok(None);
    }
    let secret = session::open(tx, now, rng, &account, Proof::Letter, device).await?;
    Ok(Some(secret))
}
