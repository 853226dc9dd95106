//! The second passage: every ballot's proofs, the sum of those that count, and what the
//! archive says of sum, decryptions and result.

use super::setup::Setup;
use super::{Cast, FirstPass, Progress, Step};
use crate::archive::reader::{Event, Source};
use crate::json::Reader;
use crate::text::{self, hash_from_hex};
use crate::v1::group::Group;
use crate::v1::parallel;
use crate::v1::proof::{Ciphertext, PublicBases};
use crate::v1::sealed::{SealedBallot, longest};
use crate::v1::tally::{Counts, PartialDecryption, Tally, open, owned_text, read_result};
use crate::{Code, Refusal};

/// What the ballots contain.
pub struct Counted {
    pub voters: u64,
    pub weight: u64,
    pub result: Option<Counts>,
}

/// Most bytes of ballots, and most ballots, in memory at once. One thread alone takes few, so
/// that somebody who waits sees it move.
const BATCH_BYTES: u64 = 8 << 20;
const BATCH: usize = 256;
const BATCH_ALONE: usize = 4;

pub fn count<G: Group, S: Source + Sync + ?Sized>(
    source: &S,
    setup: &Setup<G>,
    found: &FirstPass,
    threads: usize,
    progress: &mut dyn FnMut(Progress),
) -> Result<Counted, Refusal> {
    let tally = add_up(source, setup, found, threads, progress)?;
    if let Some(event) = &found.tally {
        check_tally(source, event, &tally)
            .map_err(|refusal| refusal.event(event.height).offset(event.offset))?;
    }
    let total = found.decryptions.len() as u64 + 1;
    let keys = setup.trustees.keys();
    let mut parts = Vec::with_capacity(found.decryptions.len());
    for (owner, event) in &found.decryptions {
        progress(Progress {
            step: Step::Result,
            done: parts.len() as u64,
            total,
        });
        let placed = |refusal: Refusal| {
            refusal
                .trustee(*owner)
                .event(event.height)
                .offset(event.offset)
        };
        let content = event.data[0].content(source, longest(&setup.election) as u64);
        let part = PartialDecryption::read(&content.map_err(placed)?).map_err(placed)?;
        part.check(&setup.election, &tally, &keys[owner - 1].public)
            .map_err(placed)?;
        parts.push((*owner, part));
    }
    let mut result = None;
    if let Some(event) = &found.result {
        let placed = |refusal: Refusal| refusal.event(event.height).offset(event.offset);
        let content = event.data[0].content(source, 1 << 20).map_err(placed)?;
        let claimed = read_result(&content).map_err(placed)?;
        result = Some(check_result(setup, &tally, &parts, claimed).map_err(placed)?);
    }
    progress(Progress {
        step: Step::Result,
        done: total,
        total,
    });
    Ok(Counted {
        voters: tally.voters,
        weight: tally.weight,
        result,
    })
}

fn add_up<G: Group, S: Source + Sync + ?Sized>(
    source: &S,
    setup: &Setup<G>,
    found: &FirstPass,
    threads: usize,
    progress: &mut dyn FnMut(Progress),
) -> Result<Tally<G>, Refusal> {
    let mut tally = Tally::empty(setup.election.questions());
    if found.casts.is_empty() {
        return Ok(tally);
    }
    let bases = PublicBases::new(&setup.election.key);
    let total = found.casts.len() as u64;
    let mut done = 0;
    let batch = if threads > 1 { BATCH } else { BATCH_ALONE };
    while done < found.casts.len() {
        let mut contents = Vec::new();
        let mut bytes = 0;
        for cast in found.casts.iter().skip(done).take(batch) {
            bytes += cast.record.size;
            if !contents.is_empty() && bytes > BATCH_BYTES {
                break;
            }
            let content = cast
                .record
                .content(source, longest(&setup.election) as u64)?;
            contents.push((*cast, content));
        }
        let checked = parallel::map(&contents, threads, |(cast, content)| {
            check(content, setup, &bases).map_err(|refusal| {
                let tracker = text::base64(&cast.record.hash);
                refusal
                    .ballot(tracker)
                    .event(cast.height)
                    .offset(cast.record.offset)
            })
        });
        for (number, ballot) in (done..).zip(checked) {
            let ballot = ballot?;
            let Cast { voter, .. } = found.casts[number];
            if found.counts(voter, number) {
                tally.add(&ballot, setup.weight(voter));
            }
        }
        done += contents.len();
        progress(Progress {
            step: Step::Ballots,
            done: done as u64,
            total,
        });
    }
    Ok(tally)
}

fn check<G: Group>(
    content: &[u8],
    setup: &Setup<G>,
    bases: &PublicBases<G>,
) -> Result<Vec<Vec<Ciphertext<G>>>, Refusal> {
    SealedBallot::read(content, &setup.election)?.check(&setup.election, bases)
}

fn check_tally<G: Group, S: Source + ?Sized>(
    source: &S,
    event: &Event,
    tally: &Tally<G>,
) -> Result<(), Refusal> {
    let [sums, sized] = event.data[..] else {
        return Err(Code::RecordMissing.into());
    };
    let text = tally.text();
    if sums.size != text.len() as u64 || sums.hash != text::sha256(text.as_bytes()) {
        return Err(Refusal::from(Code::TallyDiffers).offset(sums.offset));
    }
    let content = sized.content(source, 1000)?;
    if content != tally.sized_text().as_bytes() {
        return Err(Refusal::from(Code::TallyCount).offset(sized.offset));
    }
    Ok(())
}

/// Whose a partial decryption is.
pub fn owner<S: Source + ?Sized>(source: &S, event: &Event) -> Result<usize, Refusal> {
    let [part, owned] = event.data[..] else {
        return Err(Code::RecordMissing.into());
    };
    let content = owned.content(source, 1000)?;
    let mut reader = Reader::new(&content)?;
    reader.expect("{\"owner\":")?;
    let owner = usize::try_from(reader.number(u64::from(u32::MAX))?).unwrap_or(0);
    reader.expect(",\"payload\":")?;
    let payload = hash_from_hex(reader.plain()?);
    reader.expect("}")?;
    reader.end()?;
    if payload != Some(part.hash) || owned_text(owner, &part.hash).as_bytes() != content {
        return Err(Code::RecordMissing.into());
    }
    Ok(owner)
}

fn check_result<G: Group>(
    setup: &Setup<G>,
    tally: &Tally<G>,
    parts: &[(usize, PartialDecryption<G>)],
    claimed: Counts,
) -> Result<Counts, Refusal> {
    let owners: Vec<usize> = parts.iter().map(|(owner, _)| *owner).collect();
    if !setup.trustees.are_enough(&owners) {
        return Err(Code::DecryptionMissing.into());
    }
    let lengths = |counts: &Counts| counts.iter().map(Vec::len).collect::<Vec<_>>();
    let opened = open(&setup.trustees, tally, parts)?;
    if lengths(&opened) != lengths(&claimed) {
        return Err(Code::ResultShape.into());
    }
    for (question, (opened, claimed)) in opened.iter().zip(&claimed).enumerate() {
        for (choice, (opened, claimed)) in opened.iter().zip(claimed).enumerate() {
            if opened != claimed {
                let refusal = Refusal::from(Code::ResultDiffers);
                return Err(refusal.question(question).choice(choice));
            }
        }
    }
    Ok(claimed)
}
