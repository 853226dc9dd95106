//! Matching at the desk: an agent has a document in front of her, and looks for its holder on the roll. A match attaches a
//! right to an identity that was just checked; whoever merely holds a copy of the roll can do nothing with it.
//!
//! **Never here**: anything kept of what stands on the document.

use super::{current, held};
use crate::limit::{self, ROLL_SEARCHED};
use crate::{Error, Result, Rng, audit, person};
use civic::elector::{BirthDate, Civil};
use civic::field::{self, FieldError, FieldErrors};
use civic::id::AccountId;
use civic::permission::{Actor, Level, Role};
use civic::time::Now;
use store::Tx;
use store::elector as kept;

/// What an agent reads on a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Name at birth.
    pub birth_name: String,
    /// All given names.
    pub given_names: String,
    /// Date of birth.
    pub born: String,
    /// Code of the commune or country of birth; empty where the agent does not know it.
    pub place: String,
}

impl Document {
    /// # Errors
    /// [`Error::Fields`] (`birth_name`, `given_names`, `born`, `place`).
    fn read(&self) -> Result<Civil> {
        let mut errors = FieldErrors::default();
        let mut line = |name: &'static str, text: &str, least: u32, most: u32| {
            field::line(text, least, most).unwrap_or_else(|error| {
                errors.0.push((name, error));
                String::new()
            })
        };
        let birth_name = line("birth_name", &self.birth_name, 1, 200);
        let given_names = line("given_names", &self.given_names, 0, 200);
        let place = line("place", &self.place, 0, 5);
        let born = BirthDate::parse(&self.born);
        if born.is_none() {
            errors.0.push(("born", FieldError::Malformed));
        }
        match born {
            Some(born) if errors.0.is_empty() => Ok(Civil {
                birth_name,
                given_names,
                born,
                place,
            }),
            _ => Err(Error::Fields(errors)),
        }
    }
}

/// What came of looking somebody up.
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

/// An agent has checked somebody's document at the desk, and she is a voter: her account is known as one. Kept of it are
/// which account, by whom, when. Commit whatever it gives: a search that found nobody is noted too.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::NotFound`] where no roll is in use or the account is nobody's,
/// [`Error::Fields`] of the [`Document`], [`Error::TooMany`].
pub async fn check(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    document: &Document,
) -> Result<Match> {
    let agent = actor.with_role(Role::Agent)?.clone();
    let (owner, _) = person::by_id(tx, actor, account).await?;
    let roll = held(tx).await?.ok_or(Error::NotFound)?;
    let civil = document.read()?;
    limit::check(tx, ROLL_SEARCHED, agent.as_str(), now).await?;
    let found = kept::find(tx, &roll.id, &civil).await?;
    let outcome = match &found[..] {
        [] => Match::Nobody,
        [one] if one.ambiguous => Match::Several,
        [one] => {
            let hers = one.account.as_ref() == Some(account);
            if hers || kept::attach(tx, &roll.id, &one.key, account, owner.level).await? {
                store::account::set_level(tx, account, Level::Elector).await?;
                Match::Attached {
                    station: one.station.clone(),
                }
            } else {
                Match::Taken
            }
        }
        _ => Match::Several,
    };
    // who looks for people one after the other is seen to
    let action = match outcome {
        Match::Attached { .. } => "account.elector",
        _ => "account.elector_not_found",
    };
    audit(
        tx,
        Some(&agent),
        now,
        rng,
        action,
        "account",
        account.as_str(),
    )
    .await?;
    Ok(outcome)
}

/// The polling station of an account that is a voter of the roll in use; for the desk.
///
/// # Errors
/// [`Error::Refused`] without a role of the desk.
pub async fn station(tx: &mut Tx, actor: &Actor, account: &AccountId) -> Result<Option<String>> {
    person::at_the_desk(actor)?;
    match current(tx).await? {
        Some(roll) => Ok(kept::station(tx, &roll.id, account).await?),
        None => Ok(None),
    }
}
