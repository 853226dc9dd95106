//! After the vote: the urn is closed ([`end`]) and its ballots added up, still sealed ([`Adding`]); each trustee's part of the
//! decryption is weighed outside any transaction ([`weigh`]), then published ([`publish`]); with enough of them the
//! result is published and counted by the rule of the process. The server alone can open nothing.

use super::call::{self, What};
use super::{Group, Ready, append, stage, to_append};
use crate::tally::{self, Count};
use crate::{Error, Result, Rng};
use ballot::Code;
use ballot::archive::{Kind, contents};
use ballot::text::sha256;
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{Counts, PartialDecryption, Tally, open, owned_text, result_text};
use ballot::v1::trustee::Trustees;
use civic::count::Ballot;
use civic::id::ProcessId;
use civic::permission::{Actor, Refusal};
use civic::time::Now;
use store::Tx;
use store::election::{Election as Kept, Head as KeptHead};

/// Ballots read at once while they are added up.
const AT_ONCE: i64 = 200;

/// Closes the urn of a vote that is over: no ballot comes in any more. Gives whether its sum is still to be made.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] while the vote is not over.
pub async fn end(tx: &mut Tx, now: Now, rng: &mut Rng, process: &ProcessId) -> Result<bool> {
    let kept = to_append(tx, process).await?;
    let found = store::process::by_id(tx, process).await?;
    if !found.ok_or(Error::NotFound)?.process.vote_over(now) {
        return Err(Error::Conflict);
    }
    match stage(tx, process, &kept.head).await? {
        Kind::Setup | Kind::Ballot => {}
        stage => return Ok(stage == Kind::EndBallots),
    }
    append(tx, process, &kept.head, Kind::EndBallots, &[]).await?;
    store::spare::forget(tx, process).await?;
    store::spare::forget_given(tx, process).await?;
    store::election::forget_tags(tx, process).await?;
    // each name was written in one transaction with a ballot
    tally::shuffle_roll(tx, rng, process).await?;
    Ok(true)
}

/// The sum of an urn that is closed, while it is made: a few ballots at a time, and nobody waits meanwhile. Each ballot
/// was checked when it came in.
pub struct Adding {
    process: ProcessId,
    head: KeptHead,
    ready: Ready,
    tally: Tally<Group>,
    after: i64,
}

/// Some ballots that count: their events, their weights, their bytes.
pub type Chunk = Vec<(i64, i64, Vec<u8>)>;

/// Begins the sum of an urn that is closed.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] when it is not closed, or has its sum.
pub async fn adding(tx: &mut Tx, process: &ProcessId) -> Result<Adding> {
    let kept = store::election::get(tx, process, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    if stage(tx, process, &kept.head).await? != Kind::EndBallots {
        return Err(Error::Conflict);
    }
    let ready = Ready::of(&kept.definition)?;
    let tally = Tally::empty(ready.election.questions());
    Ok(Adding {
        process: process.clone(),
        head: kept.head,
        ready,
        tally,
        after: 0,
    })
}

impl Adding {
    /// The next ballots; none at the end.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&self, tx: &mut Tx) -> Result<Chunk> {
        Ok(store::election::counting(tx, &self.process, self.after, AT_ONCE).await?)
    }

    /// Adds them. Slow: not in a transaction.
    ///
    /// # Errors
    /// [`Error::Sealed`] when one is spoiled.
    pub fn with(mut self, ballots: &[(i64, i64, Vec<u8>)]) -> Result<Adding> {
        for (event, weight, bytes) in ballots {
            let records = contents(bytes).ok_or(Error::Conflict)?;
            let ballot = records.first().ok_or(Error::Conflict)?;
            let read = SealedBallot::read(ballot, &self.ready.election)?;
            let weight = u64::try_from(*weight).map_err(|_| Error::Conflict)?;
            self.tally.add(&read.ciphertexts(), weight);
            self.after = *event;
        }
        Ok(self)
    }
}

/// Publishes the sealed sum, and calls the trustees.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] when somebody else has published it.
pub async fn publish_sum(tx: &mut Tx, now: Now, rng: &mut Rng, adding: &Adding) -> Result<()> {
    let process = &adding.process;
    let kept = to_append(tx, process).await?;
    if kept.head != adding.head {
        return Err(Error::Conflict);
    }
    let (sums, sized) = (adding.tally.text(), adding.tally.sized_text());
    append(
        tx,
        process,
        &kept.head,
        Kind::EncryptedTally,
        &[&sums, &sized],
    )
    .await?;
    let found = store::process::by_id(tx, process).await?;
    let found = found.ok_or(Error::NotFound)?.process;
    let trustees = store::trustee::list(tx, process).await?;
    let accounts: Vec<_> = trustees.into_iter().map(|t| t.account).collect();
    call::send(tx, now, rng, &found, What::Opening, &accounts).await
}

/// The sealed sum as it stands, to weigh a part of its opening.
pub struct Sum {
    process: ProcessId,
    kept: Kept,
    tally: Tally<Group>,
    parts: Vec<(usize, PartialDecryption<Group>)>,
}

/// A part that was found right.
pub struct Weighed {
    process: ProcessId,
    /// The archive that it was weighed for.
    seen: KeptHead,
    part: String,
    owned: String,
    /// The result, when this part completes it, with its voters and their weight.
    result: Option<(Counts, u64, u64)>,
}

/// The sealed sum of a process, and the number of the trustee who asks; nothing when the same part is there already.
///
/// # Errors
/// [`Error::Refused`] for anybody but a trustee, [`Error::NotFound`], [`Error::Closed`] before the sum is published or
/// after the result.
pub async fn to_open(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    part: &str,
) -> Result<Option<(Sum, usize)>> {
    let state = super::ceremony::state(tx, actor, slug).await?;
    let owner = state.number_of(actor.account()?);
    let owner = owner.ok_or(Refusal::NotYours)?;
    let process = state.process.id;
    let named = owned_text(owner, &sha256(part.as_bytes()));
    let named = ballot::text::hex(&sha256(named.as_bytes()));
    let there = store::election::event_naming(tx, &process, &named).await?;
    if there.is_some() {
        return Ok(None);
    }
    Ok(Some((sum(tx, &process).await?, owner)))
}

/// The sealed sum of a process and the parts published so far.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Closed`] before the sum is published or after the result.
pub async fn sum(tx: &mut Tx, process: &ProcessId) -> Result<Sum> {
    let kept = store::election::get(tx, process, false).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let stage = stage(tx, process, &kept.head).await?;
    if !matches!(stage, Kind::EncryptedTally | Kind::PartialDecryption) {
        return Err(Error::Closed(civic::process::Act::Vote));
    }
    let (tally, parts) = opened_so_far(tx, process, kept.head.events).await?;
    Ok(Sum {
        process: process.clone(),
        kept,
        tally,
        parts,
    })
}

/// Weighs a trustee's part. Whoever holds the key can make it, nobody else: who sends it does not matter. Slow with
/// many choices: not in a transaction.
///
/// # Errors
/// [`Error::Sealed`] when the part is not right ([`Code::DecryptionProof`]), is nobody's or comes twice.
pub fn weigh(mut sum: Sum, owner: usize, part: &str) -> Result<Weighed> {
    let ready = Ready::of(&sum.kept.definition)?;
    let trustees = Trustees::<Group>::read(sum.kept.trustees.as_bytes())?;
    let keys = trustees.keys();
    let key = owner.checked_sub(1).and_then(|place| keys.get(place));
    let key = key.ok_or(Error::Sealed(Code::DecryptionOwner))?;
    if sum.parts.iter().any(|(before, _)| *before == owner) {
        return Err(Error::Sealed(Code::DecryptionTwice));
    }
    let read = PartialDecryption::<Group>::read(part.as_bytes())?;
    read.check(&ready.election, &sum.tally, &key.public)?;
    sum.parts.push((owner, read));
    let owners: Vec<usize> = sum.parts.iter().map(|(owner, _)| *owner).collect();
    let result = if trustees.are_enough(&owners) {
        let counts = open(&trustees, &sum.tally, &sum.parts)?;
        Some((counts, sum.tally.voters, sum.tally.weight))
    } else {
        None
    };
    Ok(Weighed {
        process: sum.process,
        seen: sum.kept.head,
        part: part.to_owned(),
        owned: owned_text(owner, &sha256(part.as_bytes())),
        result,
    })
}

/// Publishes a part that was weighed; with it, if it completes them, the result, which it gives.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Conflict`] when the archive went on meanwhile: it is weighed once more.
pub async fn publish(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    weighed: &Weighed,
) -> Result<Option<tally::Tally>> {
    let process = &weighed.process;
    let kept = to_append(tx, process).await?;
    if kept.head != weighed.seen {
        return Err(Error::Conflict);
    }
    let records = [&*weighed.part, &*weighed.owned];
    let head = append(tx, process, &kept.head, Kind::PartialDecryption, &records).await?;
    let Some((counts, voters, weight)) = &weighed.result else {
        return Ok(None);
    };
    let result = result_text(counts);
    append(tx, process, &head, Kind::Result, &[&result]).await?;
    conclude(tx, now, rng, process, counts, *voters, *weight)
        .await
        .map(Some)
}

/// The sealed sum and the parts published so far, from the last events of the archive.
async fn opened_so_far(
    tx: &mut Tx,
    process: &ProcessId,
    events: i64,
) -> Result<(Tally<Group>, Vec<(usize, PartialDecryption<Group>)>)> {
    let found = store::election::last_of(tx, process, Kind::EncryptedTally.name()).await?;
    let (height, bytes) = found.ok_or(Error::Conflict)?;
    let records = contents(&bytes).ok_or(Error::Conflict)?;
    let [sums, sized, ..] = records[..] else {
        return Err(Error::Conflict);
    };
    let tally = Tally::read(sums, sized)?;
    let mut parts = Vec::new();
    for piece in store::election::bytes(tx, process, height + 1, events).await? {
        let records = contents(&piece).ok_or(Error::Conflict)?;
        let [part, owned, ..] = records[..] else {
            return Err(Error::Conflict);
        };
        let read = PartialDecryption::<Group>::read(part)?;
        parts.push((owner_of(owned).ok_or(Error::Conflict)?, read));
    }
    Ok((tally, parts))
}

/// The number in `{"owner":2,"payload":"…"}`, which we wrote.
pub(super) fn owner_of(owned: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(owned).ok()?;
    let (number, _) = text.strip_prefix("{\"owner\":")?.split_once(',')?;
    number.parse().ok()
}

/// Counts by the process's rule from the sums: a vote for a project is a vote for it, whoever else was chosen beside.
async fn conclude(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    process: &ProcessId,
    counts: &Counts,
    voters: u64,
    weight: u64,
) -> Result<tally::Tally> {
    let found = store::process::by_id(tx, process).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    let row = counts.first().ok_or(Error::Conflict)?;
    let mut ballots = Vec::new();
    for (position, votes) in row.iter().enumerate() {
        let one = || Ballot::approving([position]);
        ballots.extend((0..*votes).map(|_| one()));
    }
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let count = Count {
        voters: number(voters),
        ballots: number(weight),
        papers: ballots,
    };
    tally::conclude(tx, now, rng, process, count).await
}
