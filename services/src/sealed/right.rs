//! Voting rights, made in one of three ways: by a registrar's device ([`offer`]), by each voter's phone before the vote
//! ([`register`]), or, for low stakes, by the server, which hands them out ([`make`], [`take`]). **What the last one
//! does not protect against, and the page says so**: whoever runs the server could keep the rights and vote for those
//! who stay away. The urn is the same.

use super::open::Plan;
use super::{Group, Right};
use crate::{Error, Result, Rng, audit, random};
use ballot::Code;
use ballot::generator::Generator;
use ballot::json::Reader;
use ballot::text::sha256;
use ballot::v1::credential::{Credential, public_list};
use ballot::v1::group::Group as _;
use ballot::v1::number::read_member;
use civic::permission::{Actor, Level, Refusal};
use civic::process::{Act, Moment, PhaseKind, Process, Rights};
use civic::time::Now;
use std::collections::HashSet;
use store::Tx;
use store::trustee::Ceremony;

/// Most rights of one vote: the largest commune's voters, and as many lost phones.
pub const MOST: usize = 100_000;
/// How many rights one person may be handed: one, and another for each phone she loses.
const EACH: i64 = 5;

/// The rights of a vote that is about to open, each found right.
#[derive(Default)]
pub struct List {
    /// The identifier of the election that they are for.
    pub uuid: String,
    /// The public list as the archive has it.
    pub text: String,
    pub(super) rights: Vec<Right>,
    /// What the server is to hand out, when it made them; in the order of `rights`.
    pub(super) credentials: Vec<Credential>,
}

impl List {
    /// Checks rights and puts them in order. Some 2,000 a second: not in a transaction.
    ///
    /// # Errors
    /// [`Error::TooLarge`] beyond [`MOST`]; [`Error::Sealed`] when one is not right or comes twice.
    pub fn of(uuid: &str, rights: Vec<Right>) -> Result<List> {
        if rights.len() > MOST {
            return Err(Error::TooLarge);
        }
        let mut seen = HashSet::new();
        let mut elements = Vec::new();
        for (text, weight) in &rights {
            let quoted = format!("\"{text}\"");
            let element = read_member::<Group>(&mut Reader::new(quoted.as_bytes())?)?;
            // the text of the number one: its secret is known to all
            if text == "1" {
                return Err(Error::Sealed(Code::KeyTrivial));
            }
            if !seen.insert(text) {
                return Err(Error::Sealed(Code::CredentialDuplicate));
            }
            if *weight == 0 || i64::try_from(*weight).is_err() {
                return Err(Error::Sealed(Code::CredentialWeight));
            }
            elements.push((element, *weight));
        }
        Ok(List {
            uuid: uuid.to_owned(),
            text: public_list::<Group>(&elements),
            rights,
            credentials: Vec::new(),
        })
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rights.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rights.len()
    }

    /// Each right by the hash of its text, with its weight.
    pub(super) fn hashed(&self) -> Vec<([u8; 32], i64)> {
        let hashed = |(text, weight): &Right| {
            let weight = i64::try_from(*weight).unwrap_or(i64::MAX);
            (sha256(text.as_bytes()), weight)
        };
        self.rights.iter().map(hashed).collect()
    }
}

/// Makes the rights of a plan, or checks those that were offered. Slow: not in a transaction.
///
/// # Errors
/// As [`List::of`].
pub fn list(plan: &Plan, seed: &[u8; 32]) -> Result<List> {
    if plan.spares > MOST {
        return Err(Error::TooLarge);
    }
    if plan.spares == 0 {
        return List::of(&plan.uuid, plan.offered.clone());
    }
    let table = Group::secret_table(&Group::generator());
    let mut generator = Generator::new(seed);
    let (mut rights, mut credentials) = (Vec::new(), Vec::new());
    for _ in 0..plan.spares {
        let credential = Credential::random(&mut generator);
        let key = credential.key::<Group>(&plan.uuid, &table);
        rights.push((Group::element_text(&key.public()), 1));
        credentials.push(credential);
    }
    let list = List::of(&plan.uuid, rights)?;
    Ok(List {
        credentials,
        ..list
    })
}

/// Keeps the public part of a right that a voter's phone made, before the vote opens.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] when rights are not made that way, the trustees have
/// no key yet or the vote has begun, [`Error::NoRight`] when she has sent many, [`Error::Sealed`].
pub async fn register(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    slug: &str,
    uuid: &str,
    public: &str,
) -> Result<()> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    store::process::hold(tx, &process.id).await?;
    let ceremony = waiting(tx, &process, Rights::Phone).await?;
    let vote = process.phase(PhaseKind::Vote).map(|p| p.moment(now));
    // once the vote should be open the list stays as it is, so that it can be
    if ceremony.uuid != uuid || vote != Some(Moment::Future) {
        return Err(Error::Conflict);
    }
    List::of(uuid, vec![(public.to_owned(), 1)])?;
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
/// As [`registry`]; [`Error::Conflict`] for the rights of another ceremony, or none.
pub async fn offer(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    list: &List,
) -> Result<()> {
    let (process, ..) = registry(tx, actor, slug).await?;
    store::process::hold(tx, &process.id).await?;
    // as it is now that nobody else changes it
    let (process, expected, _) = registry(tx, actor, slug).await?;
    if expected != list.uuid || list.is_empty() {
        return Err(Error::Conflict);
    }
    store::offered::forget(tx, &process.id).await?;
    for (text, weight) in &list.rights {
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
