//! What hinders sealed votes and somebody must see to, for whoever runs the service. Never here: a reason that only the
//! desk may see, or anything of a voter.

use super::{open, stage};
use crate::{Error, Result};
use ballot::archive::Kind;
use civic::process::{PhaseKind, Process, Urn};
use civic::time::Now;
use store::Tx;

/// Before a vote opens, in seconds, its trustees and its rights must be ready; after it closes, its sum opened.
const AHEAD: i64 = 7 * 24 * 3600;
const BEHIND: i64 = 24 * 3600;

/// What is wrong with a sealed vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It opens within a week, and trustees or rights are not ready.
    NotReady,
    /// It should be open, and its urn is not.
    NotOpened,
    /// Its dates are over, and its urn never opened: nobody can vote in it any more.
    NeverHeld,
    /// It is over, and its urn still takes ballots.
    NotClosed,
    /// It was closed a day ago, and too few trustees have opened their part.
    NotCounted,
}

/// Troubles of sealed votes at an instant; what the service does by itself has `late` seconds to be done.
///
/// # Errors
/// What the database says.
pub async fn troubles(tx: &mut Tx, now: Now, late: i64) -> Result<Vec<(Process, Trouble)>> {
    let mut found = Vec::new();
    for listed in store::process::all(tx, true).await? {
        let process = listed.process;
        if process.urn == Urn::Ordinary {
            continue;
        }
        if let Some(trouble) = of(tx, &process, now, late).await? {
            found.push((process, trouble));
        }
    }
    Ok(found)
}

async fn of(tx: &mut Tx, process: &Process, now: Now, late: i64) -> Result<Option<Trouble>> {
    let Some(vote) = process.phase(PhaseKind::Vote) else {
        return Ok(None);
    };
    let over = vote.closes_at.plus_seconds(late) <= now;
    let Some(kept) = store::election::get(tx, &process.id, false).await? else {
        if vote.closes_at <= now {
            return Ok(Some(Trouble::NeverHeld));
        }
        if vote.opens_at.plus_seconds(late) <= now {
            return Ok(Some(Trouble::NotOpened));
        }
        if vote.opens_at > now.plus_seconds(AHEAD) {
            return Ok(None);
        }
        let ready = match open::plan(tx, &process.id).await {
            Ok(plan) => plan.spares > 0 || !plan.offered.is_empty(),
            Err(Error::NotFound | Error::Conflict | Error::Sealed(_)) => false,
            Err(error) => return Err(error),
        };
        return Ok((!ready).then_some(Trouble::NotReady));
    };
    Ok(match stage(tx, &process.id, &kept.head).await? {
        Kind::Setup | Kind::Ballot | Kind::EndBallots if over => Some(Trouble::NotClosed),
        Kind::EncryptedTally | Kind::PartialDecryption
            if vote.closes_at.plus_seconds(BEHIND) <= now =>
        {
            Some(Trouble::NotCounted)
        }
        _ => None,
    })
}
