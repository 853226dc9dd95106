//! A sealed vote as the town hall and its trustees follow it: who keeps the key, what is missing before the urn may
//! open, how far its opening is. No secret is here, and nothing of a voter.

use super::ceremony::{self, State, Step};
use super::close::owner_of;
use super::open::draft;
use super::stage;
use crate::{Error, Result};
use ballot::archive::{Kind, contents};
use civic::id::AccountId;
use civic::permission::{Actor, Refusal, Role};
use civic::process::{Process, Rights};
use store::Tx;
use store::election::Head;
use store::trustee::{Ceremony, Trustee};

/// A trustee as the town hall follows her.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// Her address: the town hall named her by it.
    pub address: String,
    /// What is published of her.
    pub title: String,
    /// Whether the step that goes on still waits for her.
    pub awaited: bool,
    /// Whether she has opened her part of the sum.
    pub opened: bool,
}

/// An urn that is open, or was.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Where its archive ends.
    pub head: Head,
    /// Voting rights, and how many of them have voted.
    pub turnout: (i64, i64),
    /// Its last event.
    pub stage: Kind,
    /// The trustees who have opened their part, by number.
    pub parts: Vec<usize>,
}

/// A sealed vote on the town hall's desk.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The process.
    pub process: Process,
    /// The ceremony, once its trustees are named, and its step.
    pub ceremony: Option<(Ceremony, Step)>,
    /// The trustees, by number.
    pub keepers: Vec<Keeper>,
    /// The registrar's address.
    pub registrar: Option<String>,
    /// Rights that registrar or phones have made so far.
    pub offered: i64,
    /// How many projects stand on its ballot.
    pub projects: usize,
    /// Whether these make a ballot that can be sealed.
    pub holds: bool,
    /// The urn, once it is open.
    pub urn: Option<Opened>,
}

impl Desk {
    /// Rights that the vote would open with.
    #[must_use]
    pub fn rights(&self) -> i64 {
        match (self.process.urn.rights(), &self.ceremony) {
            (Some(Rights::Server), Some((ceremony, _))) => ceremony.spares,
            (Some(_), _) => self.offered,
            (None, _) => 0,
        }
    }

    /// Whether nothing is missing: the urn opens by itself when the vote does.
    #[must_use]
    pub fn ready(&self) -> bool {
        let rehearsed = matches!(self.ceremony, Some((_, Step::Ready)));
        rehearsed && self.rights() > 0 && self.holds
    }
}

/// The sealed vote of a process, for its officials.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn desk(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Desk> {
    actor.with_role(Role::Official)?;
    let found = store::process::by_slug(tx, slug).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    let urn = opened(tx, &process).await?;
    let offered = store::offered::count(tx, &process.id).await?;
    let on_ballot = store::proposal::on_ballot(tx, &process.id).await?;
    let projects = on_ballot.len();
    let holds = urn.is_some() || draft(&process, &on_ballot, String::new()).is_ok();
    let state = match ceremony::load(tx, process.clone()).await {
        Ok(state) => Some(state),
        Err(Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let Some(state) = state else {
        return Ok(Desk {
            process,
            ceremony: None,
            keepers: Vec::new(),
            registrar: None,
            offered,
            projects,
            holds,
            urn,
        });
    };
    let mut keepers = Vec::new();
    for (number, trustee) in (1..).zip(&state.trustees) {
        keepers.push(Keeper {
            address: address(tx, &trustee.account).await?,
            title: trustee.title.clone(),
            awaited: awaited(&state, trustee),
            opened: urn.as_ref().is_some_and(|u| u.parts.contains(&number)),
        });
    }
    let registrar = match &state.ceremony.registrar {
        Some(account) => Some(address(tx, account).await?),
        None => None,
    };
    Ok(Desk {
        process,
        ceremony: Some((state.ceremony, state.step)),
        keepers,
        registrar,
        offered,
        projects,
        holds,
        urn,
    })
}

async fn address(tx: &mut Tx, account: &AccountId) -> Result<String> {
    let account = store::account::get(tx, account).await?;
    Ok(account.and_then(|a| a.email).unwrap_or_default())
}

/// Whether the step that goes on waits for this trustee.
fn awaited(state: &State, trustee: &Trustee) -> bool {
    ceremony::given_for(state.step, trustee).is_some_and(str::is_empty)
}

/// What a trustee's device follows.
#[derive(Clone, Debug)]
pub struct Watch {
    /// The ceremony.
    pub state: State,
    /// Her number, from 1.
    pub index: usize,
    /// Whether the step that goes on waits for her.
    pub awaited: bool,
    /// How many the step waits for, her included.
    pub waiting: usize,
    /// The urn, once it is open.
    pub urn: Option<Opened>,
}

/// A sealed vote as one of its trustees follows it.
///
/// # Errors
/// [`Error::Refused`] for anybody else, [`Error::NotFound`].
pub async fn watch(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<Watch> {
    let account = actor.account()?.clone();
    let found = store::process::by_slug(tx, slug).await?;
    let state = ceremony::load(tx, found.ok_or(Error::NotFound)?.process).await?;
    let index = state.number_of(&account).ok_or(Refusal::NotYours)?;
    let urn = opened(tx, &state.process).await?;
    let mine = state.trustees.get(index - 1);
    Ok(Watch {
        index,
        awaited: mine.is_some_and(|t| awaited(&state, t)),
        waiting: state.trustees.iter().filter(|t| awaited(&state, t)).count(),
        urn,
        state,
    })
}

async fn opened(tx: &mut Tx, process: &Process) -> Result<Option<Opened>> {
    let Some(kept) = store::election::get(tx, &process.id, false).await? else {
        return Ok(None);
    };
    let stage = stage(tx, &process.id, &kept.head).await?;
    let mut parts = Vec::new();
    if let Some((height, _)) =
        store::election::last_of(tx, &process.id, Kind::EncryptedTally.name()).await?
    {
        let after = store::election::bytes(tx, &process.id, height + 1, kept.head.events).await?;
        let owners = after.iter().filter_map(|bytes| {
            let records = contents(bytes)?;
            owner_of(records.get(1)?)
        });
        parts = owners.collect();
    }
    Ok(Some(Opened {
        turnout: store::election::turnout(tx, &process.id).await?,
        head: kept.head,
        stage,
        parts,
    }))
}

/// What a voter's page needs to know of a sealed vote.
#[derive(Clone, Debug)]
pub struct Booth {
    /// The identifier of the election, once the trustees are named: rights are made for it.
    pub uuid: Option<String>,
    /// Whether rights may still be made before it opens.
    pub preparing: bool,
    /// The fingerprint of the election, once it is open.
    pub fingerprint: Option<String>,
    /// How many trustees are enough, and what is published of each.
    pub trustees: (i64, Vec<String>),
}

/// What a voter's page needs to know of the sealed vote of a process.
///
/// # Errors
/// What the database says.
pub async fn booth(tx: &mut Tx, process: &Process) -> Result<Booth> {
    let ceremony = store::trustee::ceremony(tx, &process.id).await?;
    let kept = store::election::get(tx, &process.id, false).await?;
    let trustees = store::trustee::public(tx, &process.id).await?;
    Ok(Booth {
        trustees: trustees.unwrap_or_default(),
        preparing: ceremony.is_some() && kept.is_none(),
        uuid: ceremony.map(|c| c.uuid),
        fingerprint: kept.map(|k| ballot::text::fingerprint(k.definition.as_bytes())),
    })
}

/// The exact text of an election that is open, or was.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn definition(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<String> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let kept = store::election::get(tx, &process.id, false).await?;
    Ok(kept.ok_or(Error::NotFound)?.definition)
}
