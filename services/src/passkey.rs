//! Passkeys: a device lets its owner in, by its screen lock (WebAuthn level 3, <https://www.w3.org/TR/webauthn-3/>). A
//! passkey is added by somebody who signed in lately, and only ever opens the account that added it; a code by mail
//! stays the way back when a device is lost, but for whose roles ask for more than a mailbox ([`may_change`]).
//!
//! **Invariants**: each question is answered once, in the browser that asked, in time; user verification is required; a
//! passkey proves nothing of who somebody is, so it raises no level.

use crate::journey::{self, digits};
use crate::limit::{self, PASSKEY_NETWORK};
use crate::{Error, Result, Rng, audit, enrolment, field_error, new_id, random, session};
use civic::device::Device;
use civic::field::{self, FieldError};
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Asleep, Refusal, Role};
use civic::time::Now;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::Tx;
pub use store::passkey::Passkey;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey as Key, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Uuid,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};
use webauthn_rs_proto::ResidentKeyRequirement;

/// How long a device may take to answer, in seconds.
const ANSWER_SECONDS: i64 = 10 * 60;
/// Most passkeys of an account.
pub const MOST: usize = 20;
/// Longest name, in characters.
pub const NAME: u32 = 60;
/// Kind of the job that tells an account's owner by mail that a passkey was added.
pub const MAIL_JOB: &str = "mail.passkey";

const ADDING: &str = "passkey.add";
const ENTERING: &str = "passkey.enter";

/// Where somebody is: the site's address as her browser knows it, what the commune is called, her browser, her network.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The site: scheme, host, port.
    pub site: &'a str,
    /// The commune.
    pub commune: &'a str,
    /// The browser's secret.
    pub browser: &'a [u8],
    /// Her network.
    pub network: &'a str,
    /// What her browser says that it is.
    pub device: Device,
}

/// A question to a device: the journey that its answer names, and what its browser is asked.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Names the journey.
    pub journey: String,
    /// What `navigator.credentials` is given.
    pub options: Value,
}

/// What an answer to a question for a new passkey is checked against.
#[derive(Serialize, Deserialize)]
struct Adding {
    /// Who asked: nobody else's account gets what comes back.
    account: AccountId,
    state: PasskeyRegistration,
}

/// What the mail to an account's owner needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// To whom.
    pub to: String,
    /// What the passkey is called.
    pub name: String,
}

/// Whether a site can have passkeys: it has a name of its own, and not only a number, and is reached by HTTPS.
#[must_use]
pub fn possible(site: &str) -> bool {
    library(site, "").is_some()
}

fn library(site: &str, commune: &str) -> Option<Webauthn> {
    let origin = Url::parse(site).ok()?;
    let domain = origin.domain()?.to_owned();
    // devices give a key to no other site; this machine's own name is one that they trust
    if origin.scheme() != "https" && domain != "localhost" {
        return None;
    }
    let builder = WebauthnBuilder::new(&domain, &origin).ok()?;
    builder.rp_name(commune).build().ok()
}

fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Count(e.to_string()))
}

/// An answer that is none, or not to this question: nothing was changed.
fn wrong<E>(_: E) -> Error {
    Error::Conflict
}

async fn ask<T: Serialize>(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    place: &Place<'_>,
    way: &str,
    (options, state): (Value, T),
) -> Result<Asked> {
    limit::check_network(tx, PASSKEY_NETWORK, place.network, now).await?;
    let journey = digits(rng);
    let here = (way, journey.as_str(), place.browser);
    journey::begin(tx, now, rng, here, ANSWER_SECONDS, &state).await?;
    Ok(Asked { journey, options })
}

/// My passkeys.
///
/// # Errors
/// [`Error::Refused`] for a visitor.
pub async fn mine(tx: &mut Tx, actor: &Actor) -> Result<Vec<Passkey>> {
    Ok(store::passkey::of_account(tx, actor.account()?).await?)
}

fn handle(account: &AccountId) -> Result<Uuid> {
    Uuid::parse_str(account.as_str()).map_err(wrong)
}

/// Asks a device for a new passkey.
///
/// # Errors
/// [`Error::Refused`], [`Error::Stale`], [`Error::NotFound`] where the site can have none, [`Error::TooMany`].
pub async fn begin_adding(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    place: &Place<'_>,
    here: Option<&[u8; 16]>,
) -> Result<Asked> {
    let account = actor.account()?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    let library = library(place.site, place.commune).ok_or(Error::NotFound)?;
    let kept = mine(tx, actor).await?;
    may_change(actor, kept.len())?;
    if kept.len() >= MOST {
        return Err(field_error("name", FieldError::TooLarge));
    }
    let known = kept.iter().map(|p| serde_json::from_str::<Key>(&p.key));
    let known = known.filter_map(|key| Some(key.ok()?.cred_id().clone()));
    // what a device shows beside the commune; it stays on the device
    let owner = store::account::get(tx, &account).await?;
    let name = owner.and_then(|a| a.email).unwrap_or_default();
    let name = if name.is_empty() {
        place.commune
    } else {
        &name
    };
    let begun =
        library.start_passkey_registration(handle(&account)?, name, name, Some(known.collect()));
    let (mut options, state) = begun.map_err(|e| Error::Count(e.to_string()))?;
    // found again by the device itself: nobody types who she is
    if let Some(wanted) = &mut options.public_key.authenticator_selection {
        wanted.resident_key = Some(ResidentKeyRequirement::Required);
        wanted.require_resident_key = true;
    }
    let options = serde_json::to_value(&options).map_err(wrong)?;
    let asked = Adding { account, state };
    ask(tx, now, rng, place, ADDING, (options, asked)).await
}

/// Keeps the passkey that a device made: for the account that asked, whose session is still a late one. The session has
/// now proven as much as one that a passkey opened, and gets another secret.
///
/// # Errors
/// [`Error::Refused`], [`Error::Stale`], [`Error::Fields`] (`name`), [`Error::Conflict`] when the answer is not one to the
/// question, or the question was another account's.
pub async fn add(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    (place, here): (&Place<'_>, Option<&[u8; 16]>),
    journey: &str,
    (name, answer): (&str, Value),
) -> Result<[u8; 16]> {
    let account = actor.account()?.clone();
    let secret = here.ok_or(Error::Refused(Refusal::SignIn))?;
    session::fresh(tx, now, here, session::FRESH_SECONDS + ANSWER_SECONDS).await?;
    let name = field::line(name, 1, NAME).map_err(|e| field_error("name", e))?;
    let library = library(place.site, place.commune).ok_or(Error::NotFound)?;
    let begun = journey::take::<Adding>(tx, now, (ADDING, journey, place.browser)).await?;
    let begun = begun.ok_or(Error::Conflict)?;
    let kept = mine(tx, actor).await?.len();
    if begun.account != account || kept >= MOST {
        return Err(Error::Conflict);
    }
    may_change(actor, kept)?;
    let answer: RegisterPublicKeyCredential = serde_json::from_value(answer).map_err(wrong)?;
    let key = library.finish_passkey_registration(&answer, &begun.state);
    let key = key.map_err(wrong)?;
    let id: String = new_id(now, rng);
    let new = Passkey {
        id: id.clone(),
        name: name.clone(),
        key: json(&key)?,
        created_at: now,
        used_at: None,
    };
    let credential: &[u8] = key.cred_id().as_ref();
    let nonces = [random(rng), random(rng)];
    let secret = session::renew(tx, rng, secret).await?;
    if !store::passkey::add(tx, &account, credential, &new, nonces).await? {
        return Err(Error::Conflict);
    }
    tell(tx, now, rng, &account, &name).await?;
    audit(tx, Some(&account), now, rng, "passkey.add", "passkey", &id).await?;
    store::session::prove(tx, &secret, Proof::Passkey).await?;
    Ok(secret)
}

/// Whose roles ask for a passkey changes hers only by one of them, and makes the first with a code that was handed over
/// ([`crate::enrolment`]): else whoever reads her mails could. One who lost all of them asks an administrator, who removes
/// them ([`remove_all`]) and gives such a code.
fn may_change(actor: &Actor, kept: usize) -> Result<()> {
    match &actor.asleep {
        Some((_, Asleep::Weak)) => Err(Error::Refused(Refusal::Asleep(Asleep::Weak))),
        Some((_, Asleep::Keyless)) if kept > 0 => {
            Err(Error::Refused(Refusal::Asleep(Asleep::Weak)))
        }
        _ => Ok(()),
    }
}

/// Tells the owner by mail: somebody else who added one would be found out.
async fn tell(tx: &mut Tx, now: Now, rng: &mut Rng, account: &AccountId, name: &str) -> Result<()> {
    let owner = store::account::get(tx, account).await?;
    let Some(to) = owner.and_then(|a| a.email) else {
        return Ok(());
    };
    let payload = json(&Added {
        to,
        name: name.to_owned(),
    })?;
    let job: String = new_id(now, rng);
    store::job::add(tx, &job, MAIL_JOB, &payload, random(rng), now).await?;
    Ok(())
}

/// Asks whichever passkey a device has for this site.
///
/// # Errors
/// [`Error::NotFound`] where the site can have none, [`Error::TooMany`].
pub async fn begin_entering(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    place: &Place<'_>,
) -> Result<Asked> {
    let library = library(place.site, place.commune).ok_or(Error::NotFound)?;
    let begun = library.start_discoverable_authentication();
    let (options, state) = begun.map_err(|e| Error::Count(e.to_string()))?;
    let options = serde_json::to_value(&options).map_err(wrong)?;
    ask(tx, now, rng, place, ENTERING, (options, state)).await
}

/// Opens a session for whoever's device answered.
///
/// # Errors
/// [`Error::Conflict`] when the answer is not one to the question, or no passkey of this site.
pub async fn enter(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    place: &Place<'_>,
    journey: &str,
    answer: Value,
) -> Result<[u8; 16]> {
    let library = library(place.site, place.commune).ok_or(Error::NotFound)?;
    let asked = (ENTERING, journey, place.browser);
    let state = journey::take::<DiscoverableAuthentication>(tx, now, asked).await?;
    let state = state.ok_or(Error::Conflict)?;
    let answer: PublicKeyCredential = serde_json::from_value(answer).map_err(wrong)?;
    let (owner, credential) = library
        .identify_discoverable_authentication(&answer)
        .map_err(wrong)?;
    let found = store::passkey::by_credential(tx, credential).await?;
    let (account, passkey) = found.ok_or(Error::Conflict)?;
    // the device says whose it is, and so do we
    if handle(&account)? != owner {
        return Err(Error::Conflict);
    }
    let mut key: Key = serde_json::from_str(&passkey.key).map_err(wrong)?;
    let proven = library.finish_discoverable_authentication_v2(&answer, state, &key);
    let proven = proven.map_err(wrong)?;
    key.update_credential(&proven);
    if !store::passkey::used(tx, &passkey.id, &json(&key)?, now, random(rng)).await? {
        return Err(Error::Conflict);
    }
    session::open(tx, now, rng, &account, Proof::Passkey, place.device).await
}

/// Calls a passkey something else.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Fields`] (`name`).
pub async fn rename(tx: &mut Tx, actor: &Actor, rng: &mut Rng, id: &str, name: &str) -> Result<()> {
    let account = actor.account()?;
    let name = field::line(name, 1, NAME).map_err(|e| field_error("name", e))?;
    let done = store::passkey::rename(tx, account, id, &name, random(rng)).await?;
    if done { Ok(()) } else { Err(Error::NotFound) }
}

/// Removes a passkey, and ends every other session of the account: whoever holds the device is out.
///
/// # Errors
/// [`Error::Refused`], [`Error::Stale`], [`Error::NotFound`].
pub async fn remove(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    here: Option<&[u8; 16]>,
    id: &str,
) -> Result<()> {
    let account = actor.account()?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    may_change(actor, 1)?;
    if !store::passkey::remove(tx, &account, id).await? {
        return Err(Error::NotFound);
    }
    store::session::revoke_others(tx, &account, here.map_or(&[], |s| s)).await?;
    audit(
        tx,
        Some(&account),
        now,
        rng,
        "passkey.remove",
        "passkey",
        id,
    )
    .await
}

/// Removes every passkey of somebody who has lost her devices, and what else opens the town hall to her (`ProConnect`: its
/// name for her changes with her provider), and ends her sessions: by an administrator, lately signed in,
/// or at the machine's console (nobody). Whom the commune entrusts a role gets a code for her next one.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Stale`], [`Error::NotFound`] when she has none.
pub async fn remove_all(
    tx: &mut Tx,
    by: Option<(&Actor, Option<&[u8; 16]>)>,
    now: Now,
    rng: &mut Rng,
    owner: &AccountId,
) -> Result<Option<String>> {
    let administrator = match by {
        Some((actor, here)) => {
            let administrator = actor.with_role(Role::Administrator)?.clone();
            session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
            Some(administrator)
        }
        None => None,
    };
    let by = administrator.as_ref();
    if !enrolment::forget_ways(tx, by, now, rng, owner).await? {
        return Err(Error::NotFound);
    }
    store::session::revoke_others(tx, owner, &[]).await?;
    if store::account::actor(tx, owner).await?.has_roles() {
        enrolment::give(tx, by, now, rng, owner).await.map(Some)
    } else {
        Ok(None)
    }
}
