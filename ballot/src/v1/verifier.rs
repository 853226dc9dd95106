//! Checking a whole archive, from its first byte to its result, more strictly than the tool
//! that the format comes from.
//!
//! Twice through the file: first its structure (hashes, chain, order of events, who voted last),
//! then every ballot's proofs on all cores, the sum, the decryptions, the result. What is kept in
//! memory is a few bytes per voter and ballot, never the ballots.

mod count;
mod order;
mod report;
mod setup;
pub mod typed;

pub use report::{Found, Report};

use super::election::{Election, GroupName};
use super::group::{Belenios2048, Group, Rfc3526};
use crate::archive::reader::{Event, Record, Source, Walk};
use crate::archive::{Head, Kind};
use crate::text::{self, Hash};
use crate::{Code, Refusal, words};
use order::Order;
use setup::Setup;
use std::collections::HashSet;

/// What the verifier is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The voting rights.
    Rights,
    /// Bytes of the archive, once through.
    Reading,
    /// Ballots, with all their proofs.
    Ballots,
    /// Decryptions and result.
    Result,
}

impl Step {
    /// The name that programs may rely on.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Reading => "reading",
            Self::Ballots => "ballots",
            Self::Result => "result",
        }
    }
}

/// How far the verifier is; rights and what is read are counted in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub step: Step,
    pub done: u64,
    pub total: u64,
}

/// What to look for beside the archive's own correctness.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Number of threads; in a browser there is one.
    pub threads: usize,
    /// Hashes of events that were published earlier: the archive must still contain them.
    pub heads: Vec<Hash>,
    /// A ballot's tracker to find, or its eight words, as [`typed::tracker`] gives them.
    pub tracker: Option<String>,
}

/// Checks an archive.
///
/// # Errors
/// With the reason and the place of the first thing that is wrong. What the whole file shows
/// (order, duplicates, unknown voters) comes before what a single ballot shows.
pub fn verify<S: Source + Sync + ?Sized>(
    source: &S,
    request: &Request,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Refusal> {
    let mut walk = Walk::begin(source)?;
    let Some(first) = walk.event()? else {
        return Err(Code::SetupMissing.into());
    };
    if first.kind != Kind::Setup {
        return Err(Refusal::from(Code::SetupMissing)
            .event(0)
            .offset(first.offset));
    }
    let election = first.data.first().ok_or(Code::RecordMissing)?;
    let content = election.content(source, setup::MOST_ELECTION)?;
    let group = GroupName::of_election(&content);
    match group.map_err(|refusal| refusal.event(0).offset(election.offset))? {
        GroupName::Belenios2048 => run::<Belenios2048, S>(source, walk, &first, request, progress),
        GroupName::Rfc3526 => run::<Rfc3526, S>(source, walk, &first, request, progress),
    }
}

/// A ballot in the archive, as the first passage keeps it.
#[derive(Clone, Copy, Debug)]
struct Cast {
    record: Record,
    height: u64,
    /// The voter's number in the list of credentials.
    voter: u32,
}

/// What the first passage finds.
#[derive(Default)]
struct FirstPass {
    casts: Vec<Cast>,
    /// For each credential, the number of the ballot that counts, from one; zero if there is none.
    last: Vec<u32>,
    tally: Option<Event>,
    decryptions: Vec<(usize, Event)>,
    result: Option<Event>,
}

impl FirstPass {
    /// Whether the ballot of this number (from zero) is its voter's last.
    fn counts(&self, voter: u32, number: usize) -> bool {
        let last = self.last.get(index(voter));
        last.is_some_and(|last| index(*last) == number + 1)
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn run<G: Group, S: Source + Sync + ?Sized>(
    source: &S,
    mut walk: Walk<'_, S>,
    first: &Event,
    request: &Request,
    progress: &mut dyn FnMut(Progress),
) -> Result<Report, Refusal> {
    let setup = Setup::<G>::read(source, first, request.threads, progress)
        .map_err(|refusal| refusal.event(0).offset(first.offset))?;
    let mut order = Order::after_setup();
    let mut found = FirstPass::default();
    let mut seen = HashSet::new();
    found.last = vec![0; usize::try_from(setup.credentials()).unwrap_or(0)];
    let mut heads = Heads::wanted(&request.heads);
    heads.meet(walk.head());
    while let Some(event) = walk.event()? {
        let placed = |refusal: Refusal| refusal.event(event.height).offset(event.offset);
        order.next(event.kind).map_err(placed)?;
        heads.meet(walk.head());
        match event.kind {
            Kind::Ballot => {
                let record = *event.data.first().ok_or(Code::RecordMissing)?;
                let placed = |refusal: Refusal| placed(refusal).ballot(text::base64(&record.hash));
                if !seen.insert(record.hash) {
                    return Err(placed(Code::BallotDuplicate.into()));
                }
                let voter = setup.voter(source, &record).map_err(placed)?;
                found.casts.push(Cast {
                    record,
                    height: event.height,
                    voter,
                });
                let number = u32::try_from(found.casts.len()).map_err(|_| Code::RecordTooLarge)?;
                if let Some(last) = found.last.get_mut(index(voter)) {
                    *last = number;
                }
            }
            Kind::PartialDecryption => {
                let owner = count::owner(source, &event).map_err(placed)?;
                if !(1..=setup.trustees.keys().len()).contains(&owner) {
                    return Err(placed(Refusal::from(Code::DecryptionOwner).trustee(owner)));
                }
                if found.decryptions.iter().any(|(before, _)| *before == owner) {
                    return Err(placed(Refusal::from(Code::DecryptionTwice).trustee(owner)));
                }
                found.decryptions.push((owner, event));
            }
            Kind::EncryptedTally => found.tally = Some(event),
            Kind::Result => found.result = Some(event),
            _ => {}
        }
        progress(Progress {
            step: Step::Reading,
            done: walk.at(),
            total: source.len(),
        });
    }
    drop(seen);
    let met = heads.all_met()?;
    let counted = count::count(source, &setup, &found, request.threads, progress)?;
    let tracker = request.tracker.as_deref();
    let mut report = report(&setup, &found, walk.head(), order.last(), counted, tracker);
    report.heads = met;
    Ok(report)
}

/// The heads that were published, and at which event each was met.
struct Heads(Vec<(Hash, Option<u64>)>);

impl Heads {
    fn wanted(heads: &[Hash]) -> Self {
        Self(heads.iter().map(|head| (*head, None)).collect())
    }

    fn meet(&mut self, now: Head) {
        for (head, event) in &mut self.0 {
            if Some(*head) == now.last {
                *event = now.events.checked_sub(1);
            }
        }
    }

    fn all_met(self) -> Result<Vec<(Hash, u64)>, Refusal> {
        let met = self.0.into_iter().map(|(head, event)| {
            let missing = || Refusal::from(Code::HeadMissing).head(text::hex(&head));
            event.map(|event| (head, event)).ok_or_else(missing)
        });
        met.collect()
    }
}

fn report<G: Group>(
    setup: &Setup<G>,
    found: &FirstPass,
    head: Head,
    stage: Kind,
    counted: count::Counted,
    tracker: Option<&str>,
) -> Report {
    let at = |(number, cast): (usize, &Cast)| {
        let hash = &cast.record.hash;
        let found = tracker.is_some_and(|t| t == text::base64(hash) || t == words::of(hash));
        found.then_some((number, *cast))
    };
    let tracked = tracker.and_then(|_| found.casts.iter().enumerate().find_map(at));
    let election: &Election<G> = &setup.election;
    Report {
        group: G::NAME,
        election: election.draft.clone(),
        fingerprint: election.fingerprint.clone(),
        head,
        stage,
        trustees: setup.trustees.keys().len(),
        decryptions: found.decryptions.len(),
        credentials: setup.credentials(),
        list: setup.list,
        rights: setup.rights(),
        ballots: found.casts.len() as u64,
        voters: counted.voters,
        weight: counted.weight,
        result: counted.result,
        heads: Vec::new(),
        found: tracked.map(|(number, cast)| Found {
            event: cast.height,
            counts: found.counts(cast.voter, number),
        }),
    }
}
