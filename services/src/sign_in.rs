//! Sign-in by a one-time code sent by e-mail. The answer is the same whether or not an account exists.
//! Other ways in (FranceConnect, passkeys, a letter) end where this one does: in [`session::open`] with what they prove.

use crate::limit::{self, CODE_ASKED, CODE_ASKED_ANYWHERE, CODE_ASKED_NETWORK, CODE_TYPED};
use crate::{Result, Rng, audit, closing, field_error, new_id, random, session};
use civic::device::Device;
use civic::field;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::{Tx, sign_in_code};

/// How long a code works, in seconds.
pub const CODE_SECONDS: i64 = 15 * 60;
/// Wrong tries before a code stops working.
pub const CODE_TRIES: i64 = 5;

/// Kind of the job that sends a code.
pub const MAIL_JOB: &str = "mail.code";

/// What the job that sends a code needs.
#[derive(Debug, Serialize, Deserialize)]
pub struct CodeMail {
    /// To whom.
    pub to: String,
    /// The six digits.
    pub code: String,
    /// Language of the page that asked.
    pub lang: String,
    /// Until when the code works: afterwards it is not sent.
    #[serde(default)]
    pub until: i64,
}

/// Sends a code to an address, bound to the browser that asks.
///
/// # Errors
/// [`crate::Error::Fields`] (field `email`) or [`crate::Error::TooMany`].
pub async fn ask_code(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    email: &str,
    browser: &[u8],
    network: &str,
    lang: &str,
) -> Result<()> {
    let email = field::email(email).map_err(|e| field_error("email", e))?;
    limit::check(tx, CODE_ASKED, &format!("{email} {network}"), now).await?;
    limit::check(tx, CODE_ASKED_ANYWHERE, &email, now).await?;
    limit::check_network(tx, CODE_ASKED_NETWORK, network, now).await?;
    let code = six_digits(rng);
    let id: String = new_id(now, rng);
    let new = sign_in_code::NewCode {
        id: &id,
        email: &email,
        code: &code,
        browser,
        now,
        until: now.plus_seconds(CODE_SECONDS),
        nonce: random(rng),
    };
    sign_in_code::add(tx, new).await?;
    let mail = CodeMail {
        to: email,
        code,
        lang: lang.to_owned(),
        until: now.plus_seconds(CODE_SECONDS).0,
    };
    let payload = serde_json::to_string(&mail).map_err(|e| crate::Error::Count(e.to_string()))?;
    let job: String = new_id(now, rng);
    store::job::add(tx, &job, MAIL_JOB, &payload, random(rng), now).await?;
    Ok(())
}

fn six_digits(rng: &mut Rng) -> String {
    loop {
        let x = u32::from_be_bytes(random(rng));
        // 4,294 whole millions fit in 32 bits: above them the last digits would be uneven
        if x < 4_294_000_000 {
            return format!("{:06}", x % 1_000_000);
        }
    }
}

/// What came of a typed code.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    /// The right one: a session was opened, here is its secret.
    Opened {
        /// For the cookie.
        secret: [u8; 16],
        /// Whose session.
        account: AccountId,
    },
    /// A wrong one; so many tries are left.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// No code waits in this browser: too late, too many tries, or asked in another browser.
    NoneWaiting,
}

/// The address a code was sent to from this browser, while it waits.
///
/// # Errors
/// What the database says.
pub async fn waiting_for(tx: &mut Tx, browser: &[u8], now: Now) -> Result<Option<String>> {
    let waiting = sign_in_code::waiting(tx, browser, now).await?;
    Ok(waiting.filter(|w| w.attempts < CODE_TRIES).map(|w| w.email))
}

/// Whose mailbox a typed code proves.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verified {
    /// The right one: it was read at this address.
    Right(String),
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
/// [`crate::Error::Fields`] (field `code`) or [`crate::Error::TooMany`].
pub async fn type_code(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    code: &str,
    (browser, device): (&[u8], Device),
    network: &str,
) -> Result<Typed> {
    let email = match verify(tx, now, code, browser, network).await? {
        Verified::Right(email) => email,
        Verified::Wrong { left } => return Ok(Typed::Wrong { left }),
        Verified::NoneWaiting => return Ok(Typed::NoneWaiting),
    };
    let account = account_of(tx, now, rng, &email).await?;
    closing::reopen(tx, now, rng, &account, &email).await?;
    let secret = session::open(tx, now, rng, &account, Proof::Code, device).await?;
    Ok(Typed::Opened { secret, account })
}

/// Tries a code, and says at which address it was read.
pub(crate) async fn verify(
    tx: &mut Tx,
    now: Now,
    code: &str,
    browser: &[u8],
    network: &str,
) -> Result<Verified> {
    let code = field::code(code).map_err(|e| field_error("code", e))?;
    let Some(waiting) = sign_in_code::waiting(tx, browser, now).await? else {
        return Ok(Verified::NoneWaiting);
    };
    if waiting.attempts >= CODE_TRIES {
        return Ok(Verified::NoneWaiting);
    }
    limit::check(tx, CODE_TYPED, &format!("{} {network}", waiting.email), now).await?;
    let Some(tries) = sign_in_code::count_try(tx, &waiting.id, CODE_TRIES).await? else {
        return Ok(Verified::NoneWaiting);
    };
    if !sign_in_code::consume(tx, &waiting.id, &code, browser, now, CODE_TRIES).await? {
        return Ok(if tries >= CODE_TRIES {
            Verified::NoneWaiting
        } else {
            Verified::Wrong {
                left: CODE_TRIES - tries,
            }
        });
    }
    Ok(Verified::Right(waiting.email))
}

/// The account of an address, made at its first use.
///
/// # Errors
/// What the database says.
pub async fn account_of(tx: &mut Tx, now: Now, rng: &mut Rng, email: &str) -> Result<AccountId> {
    if let Some(account) = store::account::by_email(tx, email).await? {
        return Ok(account);
    }
    let id: AccountId = new_id(now, rng);
    let account = store::account::create(tx, &id, email, random(rng), now).await?;
    audit(
        tx,
        Some(&account),
        now,
        rng,
        "account.create",
        "account",
        account.as_str(),
    )
    .await?;
    Ok(account)
}
