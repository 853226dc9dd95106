//! Changing the address of one's mailbox, or giving one to an account that has none: a code goes to the new address and is typed
//! in the browser that asked. Where the address is another account's, both are hers, and she is asked whether they become one.
//!
//! **Invariant**: an address is hers once she has read a mail there, and not before; who was told of the account before is told
//! that it has another address.

use crate::notice::{self, What};
use crate::sign_in::{self, Verified};
use crate::{Error, Result, Rng, audit, merging, random, session};
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Asleep, Refusal};
use civic::time::Now;
use store::Tx;

/// Who may: whoever signed in lately, and for somebody with a role by what opens the town hall.
async fn may(tx: &mut Tx, actor: &Actor, now: Now, here: Option<&[u8; 16]>) -> Result<AccountId> {
    let account = actor.account()?.clone();
    if let Some((_, why @ (Asleep::Weak | Asleep::Keyless))) = &actor.asleep {
        // whoever only reads an agent's mails sends them nowhere else
        return Err(Error::Refused(Refusal::Asleep(*why)));
    }
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    Ok(account)
}

/// Whether this session may change the address: where she has another way in, one that was opened by it. Whoever only reads her mails
/// does not take her account away.
///
/// # Errors
/// What the database says.
pub async fn is_guarded(tx: &mut Tx, actor: &Actor, now: Now, here: &[u8; 16]) -> Result<bool> {
    let account = actor.account()?;
    // a letter is worth no more than a code by mail
    let weak = |proof| matches!(proof, Proof::Code | Proof::Enrolment | Proof::Letter);
    let by_mail = session::proof(tx, now, here).await?.is_none_or(weak);
    let stronger = !store::identity::ways(tx, account).await?.is_empty()
        || store::passkey::number(tx, account).await? > 0;
    Ok(by_mail && stronger)
}

/// Sends a code to the new address.
///
/// # Errors
/// [`Error::Conflict`] where this session may not ([`is_guarded`]), [`Error::Refused`] for a visitor, or where roles of hers sleep for want of a strong proof; [`Error::Stale`], [`Error::Fields`] (field
/// `email`), [`Error::TooMany`].
pub async fn ask(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    email: &str,
    (browser, network, lang): (&[u8], &str, &str),
) -> Result<()> {
    may(tx, actor, now, here).await?;
    let Some(secret) = here else {
        return Err(Error::Stale);
    };
    if is_guarded(tx, actor, now, secret).await? {
        return Err(Error::Conflict);
    }
    sign_in::ask_code(tx, now, rng, email, browser, network, lang).await
}

/// What came of a typed code.
#[derive(Debug, PartialEq, Eq)]
pub enum Changed {
    /// The address is the account's; her session has another secret now.
    Done([u8; 16]),
    /// It is another account's, which is hers too: under this name she is asked whether the two become one.
    Elsewhere(String),
    /// A wrong one; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// No code waits in this browser.
    NoneWaiting,
}

/// Tries a code. Commit whatever it gives: a wrong try must count.
///
/// # Errors
/// As [`ask`]; [`Error::Fields`] (field `code`).
pub async fn type_code(
    tx: &mut Tx,
    (actor, here): (&Actor, &[u8; 16]),
    now: Now,
    rng: &mut Rng,
    code: &str,
    (browser, network): (&[u8], &str),
) -> Result<Changed> {
    let account = may(tx, actor, now, Some(here)).await?;
    if is_guarded(tx, actor, now, here).await? {
        return Err(Error::Conflict);
    }
    let email = match sign_in::verify(tx, now, code, browser, network).await? {
        Verified::Right(email) => email,
        Verified::Wrong { left } => return Ok(Changed::Wrong { left }),
        Verified::NoneWaiting => return Ok(Changed::NoneWaiting),
    };
    match store::account::by_email(tx, &email).await? {
        Some(owner) if owner != account => {
            crate::closing::reopen(tx, now, rng, &owner, &email).await?;
            let both = (&account, &owner);
            let name = merging::offer(tx, now, rng, browser, both, None).await?;
            Ok(Changed::Elsewhere(name))
        }
        _ => {
            notice::tell(tx, now, rng, &account, What::Address).await?;
            store::account::set_email(tx, &account, &email, random(rng)).await?;
            let (action, id) = ("account.address", account.as_str());
            audit(tx, Some(&account), now, rng, action, "account", id).await?;
            Ok(Changed::Done(session::renew(tx, rng, here).await?))
        }
    }
}

/// A further address opens the account no more: another person has that mailbox now, or she wants it so.
///
/// # Errors
/// As [`ask`]; [`Error::NotFound`] where it is none of hers.
pub async fn drop_further(
    tx: &mut Tx,
    (actor, here): (&Actor, &[u8; 16]),
    now: Now,
    rng: &mut Rng,
    further: &AccountId,
) -> Result<()> {
    let account = may(tx, actor, now, Some(here)).await?;
    if is_guarded(tx, actor, now, here).await? {
        return Err(Error::Conflict);
    }
    if !store::merge::drop_address(tx, &account, further).await? {
        return Err(Error::NotFound);
    }
    let (action, id) = ("account.address", account.as_str());
    audit(tx, Some(&account), now, rng, action, "account", id).await
}
