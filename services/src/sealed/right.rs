//! Voting rights that the server makes and hands out, for votes of low stakes. **What this does not protect against,
//! and the page says so**: whoever runs the server could keep the rights and vote for those who stay away. That is
//! why a registrar can make them instead; the urn is the same.

use super::ceremony::{self, Step};
use super::{Group, Right};
use crate::{Error, Result, Rng, random};
use ballot::generator::Generator;
use ballot::v1::credential::Credential;
use ballot::v1::group::Group as _;
use civic::permission::{Actor, Level};
use civic::process::Act;
use civic::time::Now;
use store::Tx;

/// Most rights of one vote: the largest commune's voters, and as many lost phones.
pub const MOST: usize = 100_000;
/// How many rights one person may be handed: one, and another for each phone she loses.
const EACH: i64 = 5;

/// Makes so many rights and opens the urn with them.
///
/// # Errors
/// As [`super::open`]; [`Error::TooLarge`] beyond [`MOST`].
pub async fn open_with_spares(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    number: usize,
) -> Result<()> {
    if number > MOST {
        return Err(Error::TooLarge);
    }
    let state = ceremony::state(tx, actor, slug).await?;
    if state.step != Step::Ready {
        return Err(Error::Conflict);
    }
    let table = Group::secret_table(&Group::generator());
    let mut generator = Generator::new(&random(rng));
    let mut rights: Vec<Right> = Vec::with_capacity(number);
    let mut spares = Vec::with_capacity(number);
    for _ in 0..number {
        let credential = Credential::random(&mut generator);
        let key = credential.key::<Group>(&state.ceremony.uuid, &table);
        rights.push((Group::element_text(&key.public()), 1));
        spares.push(credential);
    }
    super::open(tx, actor, now, rng, slug, &rights).await?;
    for (place, credential) in (0i64..).zip(&spares) {
        let nonce = random(rng);
        store::spare::keep(tx, &state.process.id, place, credential.as_str(), nonce).await?;
    }
    Ok(())
}

/// Hands a right to somebody who may vote and has not yet. Her device keeps it; it is not here any more.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::AlreadyVoted`] (another right would be of no
/// use), [`Error::TooMany`] when she was handed many, [`Error::Conflict`] when none is left.
pub async fn take(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
) -> Result<String> {
    let process = crate::process::visible(tx, actor, slug).await?.process;
    let account = actor.with_level(process.level_to_vote.max(Level::Mailbox))?;
    if store::election::get(tx, &process.id, false)
        .await?
        .is_none()
    {
        return Err(Error::NotFound);
    }
    if !process.open_for(Act::Vote, now) {
        return Err(Error::Closed(Act::Vote));
    }
    if store::roll::has_voted(tx, &process.id, account).await? {
        return Err(Error::AlreadyVoted);
    }
    if !store::spare::given(tx, &process.id, account, EACH).await? {
        return Err(Error::TooMany(24 * 3600));
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
    right.ok_or(Error::Conflict)
}
