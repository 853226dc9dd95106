//! What is erased in time: each rule says what it removes, after how long, and removes it. The program runs them every ten
//! minutes; `tiker retention` says what they would remove, in a transaction that is not committed. The register of
//! processing says the same times, from the same constants. Source: GDPR, art. 5.1.e.

use crate::closing::{self, Contributions};
use crate::elector::DRAFT_SECONDS;
use crate::{
    Error, Result, Rng, elector, enrolment, identity, letter, new_id, random, session, sign_in,
};
use civic::id::AccountId;
use civic::time::Now;
use serde::{Deserialize, Serialize};
use store::Tx;

/// How long what a job did, or failed to do, stays known, in seconds: a mail's address is in it.
pub const JOB_SECONDS: i64 = 7 * DAY;
/// Longest window of the limits on attempts, in seconds.
pub const ATTEMPT_SECONDS: i64 = DAY;
/// How long what was typed before signing in is kept, in seconds.
pub const DRAFT_TEXT_SECONDS: i64 = DAY;
/// How long an account may stay unused, in seconds: three years, as the CNIL advises for people who no longer come.
pub const UNUSED_SECONDS: i64 = 3 * 365 * DAY;
/// How long before it is closed its owner is told, in seconds.
pub const TOLD_SECONDS: i64 = 30 * DAY;
/// Use of an account is noted so often, in seconds.
pub const USED_SECONDS: i64 = DAY;
/// Kind of the job that tells the owner of an unused account by mail.
pub const MAIL_JOB: &str = "mail.unused";

const DAY: i64 = 24 * 3600;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Sign-in codes.
    Codes,
    /// Sessions.
    Sessions,
    /// What was typed before signing in.
    Drafts,
    /// Sign-ins on their way through a provider or a device.
    Journeys,
    /// Codes that were handed over for a first passkey.
    Enrolments,
    /// Codes of letters that work no more.
    Letters,
    /// Mails and other tasks, done or given up.
    Jobs,
    /// Attempts that were counted against a limit.
    Attempts,
    /// Electoral rolls.
    Rolls,
    /// Hashes of the addresses of closed accounts.
    Addresses,
    /// Owners of unused accounts, told that theirs will be closed.
    Told,
    /// Accounts that stayed unused after their owners were told.
    Unused,
}

impl Rule {
    /// All of them, in the order in which they run.
    pub const ALL: [Rule; 12] = [
        Rule::Codes,
        Rule::Sessions,
        Rule::Drafts,
        Rule::Journeys,
        Rule::Enrolments,
        Rule::Letters,
        Rule::Jobs,
        Rule::Attempts,
        Rule::Rolls,
        Rule::Addresses,
        Rule::Unused,
        Rule::Told,
    ];

    /// After how long, in seconds, counted from when it was made or last used.
    #[must_use]
    pub fn seconds(self) -> i64 {
        match self {
            Rule::Codes => sign_in::CODE_SECONDS,
            Rule::Sessions => session::IDLE_SECONDS,
            Rule::Drafts => DRAFT_TEXT_SECONDS,
            Rule::Journeys => identity::JOURNEY_SECONDS,
            Rule::Enrolments => enrolment::SECONDS,
            Rule::Letters => letter::SECONDS,
            Rule::Jobs => JOB_SECONDS,
            Rule::Attempts => ATTEMPT_SECONDS,
            // brought and not decided on; one in use goes on its date
            Rule::Rolls => DRAFT_SECONDS,
            // and nothing that she took part in is open any more
            Rule::Addresses => closing::KEPT_SECONDS,
            Rule::Told => UNUSED_SECONDS - TOLD_SECONDS,
            Rule::Unused => UNUSED_SECONDS,
        }
    }

    /// Removes what is over; gives how much.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(self, tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<u64> {
        let before = now.plus_seconds(-self.seconds());
        Ok(match self {
            Rule::Codes => store::sign_in_code::sweep(tx, now).await?,
            Rule::Sessions => store::session::sweep(tx, now, before).await?,
            Rule::Drafts => store::draft::sweep(tx, now).await?,
            Rule::Journeys => store::journey::sweep(tx, now).await?,
            Rule::Enrolments => store::enrolment::sweep(tx, now).await?,
            Rule::Letters => store::letter::sweep(tx, now).await?,
            Rule::Jobs => store::job::sweep(tx, before).await?,
            Rule::Attempts => store::rate::sweep(tx, before).await?,
            Rule::Rolls => elector::sweep(tx, now).await?.into(),
            Rule::Addresses => closing::sweep(tx, now).await?,
            Rule::Unused => unused(tx, now, rng).await?,
            Rule::Told => tell(tx, now, rng).await?,
        })
    }
}

/// Runs every rule; gives how much each removed. Not committed, it says what they would remove.
///
/// # Errors
/// What the database says.
pub async fn run(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<Vec<(Rule, u64)>> {
    let mut done = Vec::with_capacity(Rule::ALL.len());
    for rule in Rule::ALL {
        done.push((rule, rule.run(tx, now, rng).await?));
    }
    Ok(done)
}

/// What the mail to the owner of an unused account needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unused {
    /// Whose account.
    pub account: AccountId,
    /// To whom.
    pub to: String,
    /// When the account is closed unless it is used, in microseconds UTC.
    pub until: i64,
}

/// Tells the owners of accounts that have long been unused; without an address nobody can be told.
async fn tell(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<u64> {
    let since = now.plus_seconds(-Rule::Told.seconds());
    let mut told = 0;
    for account in store::closing::unused(tx, since, None).await? {
        let owner = match store::account::get(tx, &account).await {
            Ok(owner) => owner,
            Err(error) => {
                // one that cannot be read keeps nobody else waiting
                tracing::warn!(%error, "un compte inutilisé ne peut pas être lu");
                continue;
            }
        };
        let Some(to) = owner.and_then(|a| a.email) else {
            continue;
        };
        if !store::closing::told(tx, &account, now).await? {
            continue;
        }
        let until = now.plus_seconds(TOLD_SECONDS).0;
        let unused = Unused { account, to, until };
        let payload = serde_json::to_string(&unused).map_err(|e| Error::Count(e.to_string()))?;
        let job: String = new_id(now, rng);
        store::job::add(tx, &job, MAIL_JOB, &payload, random(rng), now).await?;
        told += 1;
    }
    Ok(told)
}

/// The mail to the owner of an unused account did not go out: she was not told, and is told another time.
///
/// # Errors
/// What the database says.
pub async fn not_told(tx: &mut Tx, unused: &Unused) -> Result<()> {
    Ok(store::closing::not_told(tx, &unused.account).await?)
}

/// Closes accounts that stayed unused although their owners were told; what they wrote stays, without a name.
async fn unused(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<u64> {
    let since = now.plus_seconds(-UNUSED_SECONDS);
    let before = now.plus_seconds(-TOLD_SECONDS);
    let over = store::closing::unused(tx, since, Some(before)).await?;
    if over.is_empty() {
        return Ok(0);
    }
    let processes = closing::processes(tx).await?;
    let mut closed = 0;
    for account in over {
        // she may have come back a moment ago
        if keeps_a_key(tx, &account).await?
            || !store::closing::hold_unused(tx, &account, since).await?
        {
            continue;
        }
        let what = (Contributions::Stay, processes.as_slice());
        closing::end(tx, now, rng, &account, what).await?;
        closed += 1;
    }
    Ok(closed)
}

async fn keeps_a_key(tx: &mut Tx, account: &AccountId) -> Result<bool> {
    Ok(!store::trustee::of_account(tx, account).await?.is_empty())
}
