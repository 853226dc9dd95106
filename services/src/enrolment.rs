//! The first passkey of somebody to whom the commune entrusts a role (or her `ProConnect`): it is made with a code that is handed over, by an
//! administrator or the machine's console, and never goes through a mailbox. Whoever reads her mails does not enter the
//! town hall with them, not even on the first day.
//!
//! **Invariants**: every passkey of somebody with a role was made with such a code, or in a session that one of her
//! passkeys opened; only a keyed hash of a code is kept, for [`SECONDS`] at most; it works once, and dies after [`TRIES`]
//! wrong tries.

use crate::{Error, Result, Rng, audit, field_error, session, signs};
use civic::field::FieldError;
use civic::id::AccountId;
use civic::identity::{Proof, Way};
use civic::permission::{Actor, Asleep, Refusal, Role};
use civic::time::{Now, Time};
use store::{Tx, enrolment};

/// How long a code works, in seconds: until after a weekend, or an absence.
pub const SECONDS: i64 = 7 * 24 * 3600;
/// Wrong tries before a code is dead.
pub const TRIES: i64 = 5;
/// Signs in a code. 31^10 codes, five tries.
const LENGTH: usize = 10;

/// Where the town hall was open to codes by mail, and is not any more: what opens it was made with a mailbox alone, and goes.
/// Gives how many people need a code now.
///
/// # Errors
/// What the database says.
pub async fn closed_to_codes(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<usize> {
    let people = store::account::with_roles(tx).await?;
    for person in &people {
        forget_ways(tx, None, now, rng, person).await?;
        store::session::revoke_others(tx, person, &[]).await?;
    }
    Ok(people.len())
}

/// A role was given to somebody: passkeys from before she had any go (they were made with a mailbox alone), and she gets a
/// code if none is left. To be called after the role was given, with whether she had one before.
///
/// # Errors
/// What the database says.
pub async fn follow(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
    had_roles: bool,
) -> Result<Option<String>> {
    if !had_roles {
        forget_ways(tx, by, now, rng, person).await?;
    }
    let tied = store::identity::ways(tx, person).await?;
    if store::passkey::number(tx, person).await? > 0 || tied.contains(&Way::ProConnect) {
        return Ok(None);
    }
    give(tx, by, now, rng, person).await.map(Some)
}

/// Removes what opens the town hall to somebody; false when nothing did.
pub(crate) async fn forget_ways(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
) -> Result<bool> {
    let tied = store::identity::untie(tx, Way::ProConnect, person).await?;
    let gone = store::passkey::remove_all(tx, person).await? > 0 || tied;
    if gone {
        let (action, id) = ("passkey.remove_all", person.as_str());
        audit(tx, by, now, rng, action, "account", id).await?;
    }
    Ok(gone)
}

/// Makes a code, in place of an earlier one. It can be read this once.
///
/// # Errors
/// What the database says.
pub(crate) async fn give(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
) -> Result<String> {
    let code = signs::make(rng, LENGTH);
    enrolment::put(tx, person, &code, now, now.plus_seconds(SECONDS)).await?;
    let (action, id) = ("enrolment.give", person.as_str());
    audit(tx, by, now, rng, action, "account", id).await?;
    Ok(signs::shown(&code))
}

/// Makes a code for somebody with a role and without a passkey, by an administrator who signed in lately.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Stale`], [`Error::Conflict`] for whoever has a passkey or no role.
pub async fn offer(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    person: &AccountId,
) -> Result<String> {
    let administrator = actor.with_role(Role::Administrator)?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    let entrusted = store::account::actor(tx, person).await?.has_roles();
    if !entrusted || store::passkey::number(tx, person).await? > 0 {
        return Err(Error::Conflict);
    }
    give(tx, Some(&administrator), now, rng, person).await
}

/// Until when a code that was given to somebody works, for an administrator; nobody else is told.
///
/// # Errors
/// What the database says.
pub async fn waiting(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    person: &AccountId,
) -> Result<Option<Time>> {
    if actor.has(Role::Administrator) {
        Ok(enrolment::until(tx, person, now, TRIES).await?)
    } else {
        Ok(None)
    }
}

/// What came of typing a code.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// The session may make the first passkey now; here is its new secret.
    Right([u8; 16]),
    /// Not the code; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// No code waits: none was given, it was used, is too old, or was tried too often.
    NoneWaiting,
}

/// Tries the code that was handed over, in a session that has proven a mailbox. Commit whatever it gives: a wrong try must
/// count.
///
/// # Errors
/// [`Error::Refused`] for a visitor or who has no role that asks for a passkey, [`Error::Stale`] long after the sign-in (the
/// passkey could not be made then), [`Error::Fields`] (`code`) when nothing was typed.
pub async fn type_code(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    code: &str,
) -> Result<Typed> {
    let account = actor.account()?.clone();
    let here = here.ok_or(Error::Refused(Refusal::SignIn))?;
    if !matches!(&actor.asleep, Some((_, Asleep::Weak | Asleep::Keyless))) {
        return Err(Error::Refused(Refusal::NotYours));
    }
    session::fresh(tx, now, Some(here), session::FRESH_SECONDS).await?;
    let code = signs::tidy(code);
    if code.is_empty() {
        return Err(field_error("code", FieldError::Missing));
    }
    let Some(tried) = enrolment::count_try(tx, &account, now, TRIES).await? else {
        return Ok(Typed::NoneWaiting);
    };
    if !enrolment::consume(tx, &account, &code).await? {
        return Ok(match TRIES - tried {
            0 => Typed::NoneWaiting,
            left => Typed::Wrong { left },
        });
    }
    let (action, id) = ("enrolment.use", account.as_str());
    audit(tx, Some(&account), now, rng, action, "account", id).await?;
    let secret = session::renew(tx, rng, here).await?;
    store::session::prove(tx, &secret, Proof::Enrolment).await?;
    // what was handed over is a fresh proof: there is time to make the passkey, and to try again
    store::session::opened_at(tx, &secret, now).await?;
    Ok(Typed::Right(secret))
}
