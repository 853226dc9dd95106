//! The electoral roll: brought by an administrator, looked at before it counts, searched for whoever was proven to be somebody
//! ([`recognise`]), deleted by its date. Source: code électoral, art. L. 16, L. 37.
//!
//! **Invariants**: of the file only keyed hashes and polling stations are kept, and a report of numbers and lines; one
//! voter is one account; a roll that is not whole is never in use.

use crate::{Error, Result, Rng, audit, field_error, new_id, session};
use civic::civil::Civil;
use civic::elector::{Kept, Report};
use civic::field::FieldError;
use civic::id::AccountId;
use civic::permission::{Actor, Level, Role};
use civic::process::{Act, Process};
use civic::time::{Now, Time};
use store::Tx;
pub use store::elector::Roll;
use store::elector::{self as kept, State};

/// How long a roll that nobody decided on is kept, in seconds.
pub const DRAFT_SECONDS: i64 = 24 * 3600;
/// How long a roll may be used, in seconds: the lists change with each election.
pub const LONGEST_SECONDS: i64 = 366 * 24 * 3600;

/// The roll in use, and the one that is being brought.
#[derive(Clone, Debug, Default)]
pub struct Rolls {
    /// In use.
    pub current: Option<(Roll, Report)>,
    /// Waiting for a decision.
    pub draft: Option<(Roll, Report)>,
    /// Whether one is not whole: being read, or broken off.
    pub arriving: bool,
}

fn report(roll: Roll) -> Result<(Roll, Report)> {
    let report = serde_json::from_str(&roll.report).map_err(|e| Error::Count(e.to_string()))?;
    Ok((roll, report))
}

/// The rolls, for an administrator.
///
/// # Errors
/// [`Error::Refused`] without the role.
pub async fn rolls(tx: &mut Tx, actor: &Actor) -> Result<Rolls> {
    actor.with_role(Role::Administrator)?;
    let mut rolls = Rolls::default();
    for roll in kept::rolls(tx).await? {
        match roll.state {
            State::Arriving => rolls.arriving = true,
            State::Draft => rolls.draft = Some(report(roll)?),
            State::Current => rolls.current = Some(report(roll)?),
        }
    }
    Ok(rolls)
}

async fn of_state(tx: &mut Tx, state: State) -> Result<Option<Roll>> {
    let rolls = kept::rolls(tx).await?;
    Ok(rolls.into_iter().find(|roll| roll.state == state))
}

/// The roll in use, as anybody may know of it: when it was brought and when it is deleted.
///
/// # Errors
/// What the database says.
pub async fn current(tx: &mut Tx) -> Result<Option<Roll>> {
    of_state(tx, State::Current).await
}

/// Begins to bring a roll, by an administrator who signed in lately; what was brought before and not decided on goes.
/// Gives its id.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Stale`].
pub async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    here: Option<&[u8; 16]>,
) -> Result<String> {
    actor.with_role(Role::Administrator)?;
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    for state in [State::Arriving, State::Draft] {
        if let Some(roll) = of_state(tx, state).await? {
            kept::remove(tx, &roll.id, None).await?;
        }
    }
    let id: String = new_id(now, rng);
    kept::begin(tx, &id, now).await?;
    Ok(id)
}

/// Adds voters to a roll that arrives.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, roll: &str, voters: &[Kept]) -> Result<()> {
    Ok(kept::add(tx, roll, voters).await?)
}

/// The whole of a roll has arrived.
///
/// # Errors
/// [`Error::Conflict`] when another has taken its place meanwhile.
pub async fn arrived(tx: &mut Tx, roll: &str, report: &Report) -> Result<()> {
    let text = serde_json::to_string(report).map_err(|e| Error::Count(e.to_string()))?;
    if kept::arrived(tx, roll, i64::from(report.voters), &text).await? {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// A roll that broke off goes.
///
/// # Errors
/// What the database says.
pub async fn broken(tx: &mut Tx, roll: &str) -> Result<()> {
    Ok(kept::remove(tx, roll, None).await?)
}

/// Takes the draft into use until a date, in place of the one before; who was matched there and is on it
/// stays so, and whoever was proven to be somebody on it is a voter.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::Stale`], [`Error::Fields`] (`ends_at`: in the future, within a year),
/// [`Error::NotFound`] when there is no such draft.
pub async fn adopt(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    roll: &str,
    ends_at: Option<Time>,
) -> Result<()> {
    let administrator = actor.with_role(Role::Administrator)?.clone();
    session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
    let ends_at = ends_at.ok_or_else(|| field_error("ends_at", FieldError::Missing))?;
    if ends_at <= now || ends_at > now.plus_seconds(LONGEST_SECONDS) {
        return Err(field_error("ends_at", FieldError::TooLarge));
    }
    if !kept::hold(tx, roll, State::Draft).await? {
        return Err(Error::NotFound);
    }
    if let Some(before) = held(tx).await? {
        kept::carry_over(tx, &before.id, roll).await?;
        kept::remove(tx, &before.id, Some(roll)).await?;
    }
    if !kept::adopt(tx, roll, ends_at).await? {
        return Err(Error::NotFound);
    }
    kept::recognise(tx, roll).await?;
    noted(tx, &administrator, now, rng, "electoral_roll.adopt", roll).await
}

async fn noted(
    tx: &mut Tx,
    administrator: &AccountId,
    now: Now,
    rng: &mut Rng,
    action: &str,
    roll: &str,
) -> Result<()> {
    let by = Some(administrator);
    audit(tx, by, now, rng, action, "electoral_roll", roll).await
}

/// Deletes a roll before its date: a draft, or the one in use.
///
/// # Errors
/// [`Error::Refused`] without the role; for the one in use [`Error::Stale`], or [`Error::Conflict`] while a vote needs it;
/// [`Error::NotFound`].
pub async fn delete(
    tx: &mut Tx,
    (actor, here): (&Actor, Option<&[u8; 16]>),
    now: Now,
    rng: &mut Rng,
    roll: &str,
) -> Result<()> {
    let administrator = actor.with_role(Role::Administrator)?.clone();
    let found = kept::rolls(tx).await?;
    let found = found.into_iter().find(|r| r.id == roll);
    let state = found.ok_or(Error::NotFound)?.state;
    if state == State::Current {
        session::fresh(tx, now, here, session::FRESH_SECONDS).await?;
        no_vote_needs_it(tx, now).await?;
    }
    if !kept::hold(tx, roll, state).await? {
        return Err(Error::NotFound);
    }
    kept::remove(tx, roll, None).await?;
    noted(tx, &administrator, now, rng, "electoral_roll.delete", roll).await
}

/// Deletes what is over: a roll past its date (after the close of a vote that needs it), or brought and not decided on.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u32> {
    let mut gone = 0;
    for roll in kept::rolls(tx).await? {
        let over = match roll.state {
            State::Current => {
                roll.ends_at.is_some_and(|at| at <= now) && no_vote_needs_it(tx, now).await.is_ok()
            }
            State::Arriving | State::Draft => roll.made_at.plus_seconds(DRAFT_SECONDS) <= now,
        };
        if over && kept::hold(tx, &roll.id, roll.state).await? {
            kept::remove(tx, &roll.id, None).await?;
            gone += 1;
        }
    }
    Ok(gone)
}

/// What came of looking somebody up on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// She is this voter now, of this polling station.
    Attached {
        /// Its code.
        station: String,
    },
    /// Nobody like her is on the roll.
    Nobody,
    /// Several are: the birthplace tells which, or nothing does.
    Several,
    /// The voter is another account's, or this account another voter.
    Taken,
}

/// Looks a proven person up on the roll in use: found, her account is known as a voter. Nothing where no roll is in use.
///
/// # Errors
/// What the database says.
pub(crate) async fn recognise(
    tx: &mut Tx,
    account: &AccountId,
    civil: &Civil,
) -> Result<Option<Match>> {
    let Some(roll) = held(tx).await? else {
        return Ok(None);
    };
    let found = kept::find(tx, &roll.id, civil).await?;
    let [one] = &found[..] else {
        let none = found.is_empty();
        return Ok(Some(if none { Match::Nobody } else { Match::Several }));
    };
    if one.ambiguous {
        return Ok(Some(Match::Several));
    }
    let level = store::account::actor(tx, account).await?.level;
    let hers = one.account.as_ref() == Some(account);
    if !hers && !kept::attach(tx, &roll.id, &one.key, account, level).await? {
        return Ok(Some(Match::Taken));
    }
    store::account::set_level(tx, account, Level::Elector).await?;
    Ok(Some(Match::Attached {
        station: one.station.clone(),
    }))
}

/// The roll in use, held as it is until the end of the transaction: nobody is matched on one that goes meanwhile.
pub(crate) async fn held(tx: &mut Tx) -> Result<Option<Roll>> {
    let Some(roll) = current(tx).await? else {
        return Ok(None);
    };
    let still = kept::hold(tx, &roll.id, State::Current).await?;
    Ok(still.then_some(roll))
}

/// While a vote for people on the roll is open, no line of it is freed: whoever has voted would vote again with another
/// account.
///
/// # Errors
/// [`Error::Conflict`] while one is.
async fn no_vote_needs_it(tx: &mut Tx, now: Now) -> Result<()> {
    let all = store::process::all(tx, true).await?;
    let needs = |p: &Process| p.level_to_vote == Level::Elector && p.open_for(Act::Vote, now);
    if all.iter().any(|listed| needs(&listed.process)) {
        Err(Error::Conflict)
    } else {
        Ok(())
    }
}
