//! What is told to an account's owner by mail because somebody else might have done it: her address was changed, a way in was
//! added. Few, short, and never more than happened. **Never here**: how it is written.

use crate::{Error, Result, Rng, new_id, random};
use civic::id::AccountId;
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::Tx;

/// Kind of the job that sends it.
pub const MAIL_JOB: &str = "mail.notice";

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The account has another address; told to the former one.
    Address,
    /// FranceConnect opens the account.
    FranceConnect,
    /// The account was put into another one, with its address.
    Merged,
}

/// What the job needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// To whom.
    pub to: String,
    /// What happened.
    pub what: What,
}

/// Tells an account's owner, where she has an address.
///
/// # Errors
/// What the database says.
pub(crate) async fn tell(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    what: What,
) -> Result<()> {
    let owner = store::account::get(tx, account).await?;
    let Some(to) = owner.and_then(|a| a.email) else {
        return Ok(());
    };
    let payload = serde_json::to_string(&Notice { to, what });
    let payload = payload.map_err(|e| Error::Count(e.to_string()))?;
    let job: String = new_id(now, rng);
    store::job::add(tx, &job, MAIL_JOB, &payload, random(rng), now).await?;
    Ok(())
}
