//! Voting rights, made in one of three ways: by a registrar's device ([`offer`]), by each voter's phone before the vote
//! ([`register`]), or, for low stakes, by the server, which hands them out ([`make`], [`take`]). **What the last one
//! does not protect against, and the page says so**: whoever runs the server could keep the rights and vote for those
//! who stay away. The urn is the same.

use super::open::{Plan, listed};
use super::{Group, Right};
use crate::{Error, Result, Rng, audit, random};
use ballot::Code;
use ballot::generator::Generator;
use ballot::v1::credential::Credential;
use ballot::v1::group::Group as _;
use civic::permission::{Actor, Level, Refusal};
use civic::process::{Act, Process, Rights};
use civic::time::Now;
use store::Tx;
use store::trustee::Ceremony;

/// Most rights of one vote: the largest commune's voters, and as many lost phones.
pub const MOST: usize = 100_000;
/// How many rights one person may be handed: one, and another for each phone she loses.
const EACH: i64 = 5;

/// Rights that the server made for a vote that is about to open.
#[derive(Default)]
pub struct Spares {
    /// The identifier that they were made for.
    pub uuid: String,
    /// Their public parts.
    pub rights: Vec<Right>,
    pub(super) credentials: Vec<Credential>,
}

/// Makes the rights of a plan. Some 10,000 take a second or two: not in a transaction.
///
/// # Errors
/// [`Error::TooLarge`] beyond [`MOST`].
pub fn make(plan: &Plan, seed: &[u8; 32]) -> Result<Spares> {
    if plan.spares > MOST {
        return Err(Error::TooLarge);
    }
    let mut spares = Spares {
        uuid: plan.uuid.clone(),
        ..Spares::default()
    };
    if plan.spares == 0 {
        return Ok(spares);
    }
    let table = Group::secret_table(&Group::generator());
    let mut generator = Generator::new(seed);
    for _ in 0..plan.spares {
        let credential = Credential::random(&mut generator);
        let key = credential.key::<Group>(&plan.uuid, &table);
        spares.rights.push((Group::element_text(&key.public()), 1));
        spares.credentials.push(credential);
    }
    Ok(spares)
}

/// Keeps the public part of a right that a voter's phone made, before the vote opens.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] when rights are not made that way, the trustees have
/// no key yet or the urn is open, [`Error::NoRight`] when she has sent many, [`Error::Sealed`].
pub async fn register(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    uuid: &str,
    public: &str,
) -> Result<()> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    let ceremony = waiting(tx, &process, Rights::Phone).await?;
    if ceremony.uuid != uuid {
        return Err(Error::Conflict);
    }
    listed(&[(public.to_owned(), 1)])?;
    // sent again because the answer was lost, it is there already
    if store::offered::add(tx, &process.id, public, 1).await?
        && !store::spare::given(tx, &process.id, account, EACH).await?
    {
        return Err(Error::NoRight);
    }
    Ok(())
}

/// The ceremony for which rights may still be offered.
async fn waiting(tx: &mut Tx, process: &Process, way: Rights) -> Result<Ceremony> {
    let open = store::election::get(tx, &process.id, false).await?;
    if process.urn.rights() != Some(way) || open.is_some() {
        return Err(Error::Conflict);
    }
    let ceremony = store::trustee::ceremony(tx, &process.id).await?;
    ceremony.ok_or(Error::Conflict)
}

/// What a registrar's device needs: the identifier to make rights for.
///
/// # Errors
/// [`Error::Refused`] for anybody but the registrar, [`Error::NotFound`], [`Error::Conflict`] when rights are not made
/// that way, or the urn is open.
pub async fn registry(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<(Process, String, i64)> {
    let account = actor.account()?;
    let found = store::process::by_slug(tx, slug).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    let ceremony = store::trustee::ceremony(tx, &process.id).await?;
    if ceremony.and_then(|c| c.registrar).as_ref() != Some(account) {
        return Err(Refusal::NotYours.into());
    }
    let ceremony = waiting(tx, &process, Rights::Letter).await?;
    let offered = store::offered::count(tx, &process.id).await?;
    Ok((process, ceremony.uuid, offered))
}

/// Keeps the public parts of all rights that the registrar's device made, in place of those it sent before.
///
/// # Errors
/// As [`registry`]; [`Error::TooLarge`] beyond [`MOST`], [`Error::Sealed`] when one is not right or comes twice.
pub async fn offer(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    uuid: &str,
    rights: &[Right],
) -> Result<()> {
    let (process, expected, _) = registry(tx, actor, slug).await?;
    if expected != uuid || rights.is_empty() {
        return Err(Error::Conflict);
    }
    if rights.len() > MOST {
        return Err(Error::TooLarge);
    }
    listed(rights)?;
    store::offered::forget(tx, &process.id).await?;
    for (text, weight) in rights {
        let weight = i64::try_from(*weight).map_err(|_| Error::Sealed(Code::CredentialWeight))?;
        store::offered::add(tx, &process.id, text, weight).await?;
    }
    let (account, id) = (actor.account()?, process.id.as_str());
    audit(tx, Some(account), now, rng, "rights.offer", "process", id).await
}

/// Hands a right to somebody who may vote and has not yet. Her device keeps it; it is not here any more.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::AlreadyVoted`] (another right would be of no
/// use), [`Error::NoRight`] when she was handed many, or none is left.
pub async fn take(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
) -> Result<String> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    let open = store::election::get(tx, &process.id, false).await?;
    open.ok_or(Error::NotFound)?;
    if process.urn.rights() != Some(Rights::Server) {
        return Err(Error::Conflict);
    }
    if !process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    if store::roll::has_voted(tx, &process.id, account).await? {
        return Err(Error::AlreadyVoted);
    }
    if !store::spare::given(tx, &process.id, account, EACH).await? {
        return Err(Error::NoRight);
    }
    // any of them, so that their order in the list tells nothing of who came when
    let (rights, _) = store::election::turnout(tx, &process.id).await?;
    let bytes = u64::from_le_bytes(random(rng));
    let from = bytes % u64::try_from(rights).unwrap_or(1).max(1);
    let from = i64::try_from(from).unwrap_or(0);
    let right = match store::spare::take(tx, &process.id, from).await? {
        Some(right) => Some(right),
        None => store::spare::take(tx, &process.id, 0).await?,
    };
    right.ok_or(Error::NoRight)
}
