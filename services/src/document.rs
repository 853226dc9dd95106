//! At the desk: an agent has somebody's document in front of her, and her account is known as this person's from then on. Whoever
//! merely holds a copy of the roll can do nothing with it.
//!
//! **Never here**: anything kept of what stands on the document.

use crate::civil::{self, Proved};
use crate::elector::{Match, current};
use crate::limit::{self, ROLL_SEARCHED};
use crate::{Error, Result, Rng, audit, calendar, closing, new_id, person};
use civic::civil::{BirthDate, Civil, Source};
use civic::field::{self, FieldError, FieldErrors};
use civic::id::AccountId;
use civic::identity::Way;
use civic::permission::{Actor, Level, Refusal, Role};
use civic::time::{Now, Time};
use store::Tx;

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
    fn read(&self, now: Now) -> Result<Civil> {
        let mut errors = FieldErrors::default();
        let mut line = |name: &'static str, text: &str, least: u32, most: u32| {
            field::line(text, least, most).unwrap_or_else(|error| {
                errors.0.push((name, error));
                String::new()
            })
        };
        let birth_name = line("birth_name", &self.birth_name, 1, 200);
        let given_names = line("given_names", &self.given_names, 1, 200);
        let place = line("place", &self.place, 0, 5);
        let this_year = i64::from(calendar::local(now).year());
        let born = BirthDate::parse(&self.born).filter(|born| i64::from(born.year) <= this_year);
        if self.born.trim().is_empty() {
            errors.0.push(("born", FieldError::Missing));
        } else if born.is_none() {
            errors.0.push(("born", FieldError::Malformed));
        }
        if !place.is_empty() && !is_place(&place) {
            errors.0.push(("place", FieldError::Malformed));
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

/// Whether a text is a code of the official geography: of a commune (`56007`, `2A004`), or of a country (`99134`).
fn is_place(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let corsica = upper.starts_with("2A") || upper.starts_with("2B");
    upper.len() == 5 && (digits(&upper) || (corsica && upper.get(2..).is_some_and(digits)))
}

/// What an agent has seen beside the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Nothing more: it is known who she is.
    Document,
    /// That she lives, works or studies here.
    Residence,
}

/// An agent has checked somebody's document at the desk: her account is known as this person's, as a resident where that was
/// seen too, and as a voter where she is on the roll. Kept of it are keyed hashes, by whom, when. Commit whatever it gives: a search
/// that found nobody is noted too.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::NotFound`] where the account is nobody's, [`Error::Fields`] of the [`Document`],
/// [`Error::TooMany`].
pub async fn check(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
    (document, seen): (&Document, Seen),
) -> Result<Proved> {
    let agent = actor.with_role(Role::Agent)?.clone();
    person::by_id(tx, actor, account).await?;
    if agent == *account {
        // nobody vouches for herself
        return Err(Error::Refused(Refusal::NotYours));
    }
    let read = document.read(now)?;
    limit::check(tx, ROLL_SEARCHED, agent.as_str(), now).await?;
    let outcome = civil::prove(tx, now, account, &read, Source::Desk).await?;
    // who looks for people one after the other is seen to
    let action = match (&outcome, seen) {
        (Proved::Known(_), Seen::Residence) => {
            civil::raise(tx, account, Level::Resident).await?;
            "account.verify"
        }
        (Proved::Known(Some(Match::Attached { .. })), _) => "account.elector",
        (Proved::Known(_), _) => "account.identify",
        _ => "account.not_identified",
    };
    let (by, id) = (Some(&agent), account.as_str());
    audit(tx, by, now, rng, action, "account", id).await?;
    Ok(outcome)
}

/// An agent has checked the document of somebody who has no mailbox: an account without an address is made for her, known as hers.
/// Where she has an account already, that is told and none is made. Commit whatever it gives.
///
/// # Errors
/// As [`check`].
pub async fn enrol(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    what: (&Document, Seen),
) -> Result<std::result::Result<AccountId, Proved>> {
    let agent = actor.with_role(Role::Agent)?.clone();
    let owners = civil::owners(tx, now, &what.0.read(now)?).await?;
    if let Some(owner) = owners.into_iter().next() {
        // who looks for people one after the other is seen to
        limit::check(tx, ROLL_SEARCHED, agent.as_str(), now).await?;
        let (by, action) = (Some(&agent), "account.not_identified");
        audit(tx, by, now, rng, action, "account", owner.as_str()).await?;
        return Ok(Err(Proved::Elsewhere(owner)));
    }
    let account: AccountId = new_id(now, rng);
    store::account::create_proven(tx, &account, now).await?;
    let (by, id) = (Some(&agent), account.as_str());
    audit(tx, by, now, rng, "account.create", "account", id).await?;
    match check(tx, actor, now, rng, &account, what).await? {
        Proved::Known(_) => Ok(Ok(account)),
        // she is somebody's since a moment ago
        _ => Err(Error::Conflict),
    }
}

/// Takes back what the desk has checked of somebody: a mistake, or she lives elsewhere now. What a provider proves stays proven.
///
/// # Errors
/// [`Error::Refused`] without the role, [`Error::NotFound`] where the account is nobody's, [`Error::Conflict`] while something is open
/// that she took part in as somebody known: whose document it was would take part again with another account.
pub async fn take_back(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    account: &AccountId,
) -> Result<Left> {
    let agent = actor.with_role(Role::Agent)?.clone();
    let (owner, _) = person::by_id(tx, actor, account).await?;
    store::account::hold(tx, account).await?;
    // below that level mailboxes count, and who has none would count twice
    let least = match owner.email {
        Some(_) => Level::Identified,
        None => Level::Anonymous,
    };
    if closing::tied(tx, now, account, least).await? {
        return Err(Error::Conflict);
    }
    let vouched = store::identity::ways(tx, account)
        .await?
        .contains(&Way::FranceConnect);
    let on_roll = station_of(tx, account).await?.is_some();
    let left = if vouched && store::civil::proven(tx, account).await?.is_some() {
        if on_roll {
            store::elector::change_before(tx, account, Level::Resident, Level::Identified).await?;
        } else {
            store::account::set_level(tx, account, Level::Identified).await?;
        }
        Left::FranceConnect
    } else {
        closing::detach(tx, account).await?;
        store::civil::remove(tx, account).await?;
        store::letter::remove(tx, account).await?;
        let left = if owner.email.is_some() {
            Level::Mailbox
        } else {
            Level::Anonymous
        };
        store::account::set_level(tx, account, left).await?;
        Left::Nothing
    };
    let (by, id) = (Some(&agent), account.as_str());
    audit(tx, by, now, rng, "account.unverify", "account", id).await?;
    Ok(left)
}

/// What is known of somebody when the desk has taken back what it checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing of who she is.
    Nothing,
    /// What FranceConnect proves; she unties it herself.
    FranceConnect,
}

async fn station_of(tx: &mut Tx, account: &AccountId) -> Result<Option<String>> {
    match current(tx).await? {
        Some(roll) => Ok(store::elector::station(tx, &roll.id, account).await?),
        None => Ok(None),
    }
}

/// The polling station of an account that is a voter of the roll in use; for the desk.
///
/// # Errors
/// [`Error::Refused`] without a role of the desk.
pub async fn station(tx: &mut Tx, actor: &Actor, account: &AccountId) -> Result<Option<String>> {
    person::at_the_desk(actor)?;
    station_of(tx, account).await
}

/// How and when it was proven who an account is; for the desk.
///
/// # Errors
/// [`Error::Refused`] without a role of the desk.
pub async fn proven(
    tx: &mut Tx,
    actor: &Actor,
    account: &AccountId,
) -> Result<Option<(Source, Time)>> {
    person::at_the_desk(actor)?;
    Ok(store::civil::proven(tx, account).await?)
}
