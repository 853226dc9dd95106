//! Mails that call those who keep a sealed vote: a trustee or the registrar who is named, and each trustee once the urn
//! is closed and waits for her part. One for each of these; never a reminder, and nothing of a voter.

use crate::{Result, Rng, new_id, random};
use civic::id::AccountId;
use civic::process::Process;
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::Tx;

/// Kind of the job that sends such a mail.
pub const MAIL_JOB: &str = "mail.urn";

/// What somebody is called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// To make the key with the others.
    Key,
    /// To make the voting codes and their letters.
    Letters,
    /// To open her part of the sum.
    Opening,
}

/// What the job that sends such a mail needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// To whom.
    pub to: String,
    /// What for.
    pub what: What,
    /// The address of the process.
    pub slug: String,
    /// Its title.
    pub vote: String,
}

/// Queues a mail to each of these accounts that has an address.
///
/// # Errors
/// What the database says.
pub(super) async fn send(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    process: &Process,
    what: What,
    accounts: &[AccountId],
) -> Result<()> {
    for account in accounts {
        let account = store::account::get(tx, account).await?;
        let Some(to) = account.and_then(|a| a.email) else {
            continue;
        };
        let call = Call {
            to,
            what,
            slug: process.slug.clone(),
            vote: process.title.clone(),
        };
        let payload =
            serde_json::to_string(&call).map_err(|e| crate::Error::Count(e.to_string()))?;
        let job: String = new_id(now, rng);
        store::job::add(tx, &job, MAIL_JOB, &payload, random(rng), now).await?;
    }
    Ok(())
}
