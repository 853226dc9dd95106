//! The first start of a real commune: while nobody administers it, whoever reads the code that the service
//! printed on its console names the commune and becomes its first administrator, once a mail has reached
//! her: the sign-in code she types is the test that mails go out.
//! **Invariant**: only a keyed hash of the code is kept; it dies with its use and after [`TRIES`] wrong ones,
//! and a new one comes with each start.

use crate::{Error, Result, Rng, commune, enrolment, person, sign_in, signs};
use civic::device::Device;
use civic::field::{self, FieldError, FieldErrors};
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::Role;
use civic::time::Now;
use store::{Tx, meta};

pub use sign_in::Typed;

/// Wrong codes before only a new start gives another.
pub const TRIES: i64 = 10;
/// Signs in a code. 31^10 codes, ten tries.
const LENGTH: usize = 10;

/// Name of the fact: the keyed hash of the code.
const CODE: &str = "first_start_code";
/// Name of the fact: tries so far.
const TRIED: &str = "first_start_tries";
/// Name of the fact: the keyed hash of the address that the right code was given with.
const EMAIL: &str = "first_start_email";

/// What is typed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// The code of the console.
    pub code: String,
    /// The commune's name.
    pub commune: String,
    /// The first administrator's address.
    pub email: String,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Begun {
    /// A mail is on its way, with the code to type next.
    Sent,
    /// Not the console's code; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// Too many wrong ones: only a new start gives another code.
    Over,
}

/// Makes a code when nobody administers yet, in place of an older one.
///
/// # Errors
/// What the database says.
pub async fn offer(tx: &mut Tx, rng: &mut Rng) -> Result<Option<String>> {
    if !is_open(tx).await? {
        return Ok(None);
    }
    let code = signs::make(rng, LENGTH);
    meta::set(tx, CODE, &hashed(tx, "code", &code)).await?;
    meta::set(tx, TRIED, "0").await?;
    meta::set(tx, EMAIL, "").await?;
    Ok(Some(signs::shown(&code)))
}

/// Whether nobody administers yet.
///
/// # Errors
/// What the database says.
pub async fn is_open(tx: &mut Tx) -> Result<bool> {
    Ok(store::account::count_with(tx, Role::Administrator).await? == 0)
}

fn hashed(tx: &Tx, what: &str, text: &str) -> String {
    let domain = format!("first-start {what}");
    civic::count::to_hex(&tx.vault().hash(&domain, text.as_bytes()))
}

/// Whose code of the console was right: an address in a browser. Whoever reads her mails has another browser.
fn begun_by(tx: &Tx, email: &str, browser: &[u8]) -> String {
    hashed(
        tx,
        "email",
        &format!("{email} {}", civic::count::to_hex(browser)),
    )
}

/// Tries the console's code; with the right one, names the commune and sends a mail to its first
/// administrator. Commit whatever it gives: a wrong try must count.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers, [`Error::Fields`] (`code`, `commune`, `email`),
/// [`Error::TooMany`] mails.
pub async fn begin(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    form: &Form,
    browser: &[u8],
    network: &str,
    lang: &str,
) -> Result<Begun> {
    if !is_open(tx).await? {
        return Err(Error::NotFound);
    }
    let mut errors = FieldErrors::default();
    let code = signs::tidy(&form.code);
    if code.is_empty() {
        errors.0.push(("code", FieldError::Missing));
    }
    let commune = field::line(&form.commune, 1, 80);
    let email = field::email(&form.email);
    if let Err(error) = &commune {
        errors.0.push(("commune", error.clone()));
    }
    if let Err(error) = &email {
        errors.0.push(("email", error.clone()));
    }
    // whether the code is right is told to nobody who has not filled in the rest
    let (true, Ok(commune), Ok(email)) = (errors.is_empty(), commune, email) else {
        return Err(Error::Fields(errors));
    };
    let tried = meta::get(tx, TRIED).await?;
    let tried: i64 = tried.and_then(|t| t.parse().ok()).unwrap_or(TRIES);
    if tried >= TRIES {
        return Ok(Begun::Over);
    }
    let kept = meta::get(tx, CODE).await?.unwrap_or_default();
    if kept.is_empty() || kept != hashed(tx, "code", &code) {
        meta::set(tx, TRIED, &(tried + 1).to_string()).await?;
        return Ok(match TRIES - tried - 1 {
            0 => Begun::Over,
            left => Begun::Wrong { left },
        });
    }
    sign_in::ask_code(tx, now, rng, &email, browser, network, lang).await?;
    meta::set(tx, meta::COMMUNE, &commune).await?;
    commune::renew(tx).await?;
    meta::set(tx, EMAIL, &begun_by(tx, &email, browser)).await?;
    Ok(Begun::Sent)
}

/// The address to which [`begin`] sent a mail from this browser, while its code waits.
///
/// # Errors
/// [`Error::NotFound`] once somebody administers.
pub async fn waiting_for(tx: &mut Tx, browser: &[u8], now: Now) -> Result<Option<String>> {
    if !is_open(tx).await? {
        return Err(Error::NotFound);
    }
    let kept = meta::get(tx, EMAIL).await?.unwrap_or_default();
    let waiting = sign_in::waiting_for(tx, browser, now).await?;
    Ok(waiting.filter(|email| !kept.is_empty() && kept == begun_by(tx, email, browser)))
}

/// Tries the mail's code; with the right one its reader is signed in and is the first administrator (and an
/// official, since in a small commune one person often is both), and the console's code is dead. Commit
/// whatever it gives.
///
/// # Errors
/// As [`sign_in::type_code`], and [`Error::NotFound`] once somebody administers.
pub async fn finish(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    code: &str,
    browser: (&[u8], Device),
    network: &str,
) -> Result<Typed> {
    if waiting_for(tx, browser.0, now).await?.is_none() {
        return Ok(Typed::NoneWaiting);
    }
    let typed = sign_in::type_code(tx, now, rng, code, browser, network).await?;
    if let Typed::Opened {
        account, secret, ..
    } = &typed
    {
        made(tx, now, rng, account).await?;
        // the console's code was handed over too: her first passkey can be made with this session
        store::session::prove(tx, secret, Proof::Enrolment).await?;
    }
    Ok(typed)
}

async fn made(tx: &mut Tx, now: Now, rng: &mut Rng, account: &AccountId) -> Result<()> {
    enrolment::forget_ways(tx, None, now, rng, account).await?;
    for role in [Role::Administrator, Role::Official] {
        person::give_role(tx, None, now, rng, account, role, true).await?;
    }
    meta::set(tx, CODE, "").await?;
    meta::set(tx, EMAIL, "").await.map_err(Error::from)
}
