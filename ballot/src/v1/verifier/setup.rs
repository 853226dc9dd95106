//! The setup of an archive: election, trustees, voting rights. The list of rights may be larger
//! than memory should hold, so it is read piece by piece and only a short hash of each is kept.

use super::{Progress, Step};
use crate::archive::reader::{Event, Record, Source};
use crate::json::Reader;
use crate::text::{Hash, hash_from_hex, sha256};
use crate::v1::election::Election;
use crate::v1::group::Group;
use crate::v1::tally::MOST_WEIGHT;
use crate::v1::trustee::Trustees;
use crate::v1::{parallel, sealed};
use crate::{Code, Refusal};
use std::cmp::Ordering;
use std::collections::HashMap;

/// Most bytes of an election's text.
pub const MOST_ELECTION: u64 = 4 << 20;
/// Most bytes of the trustees' list.
const MOST_TRUSTEES: u64 = 8 << 20;

/// The beginning of a credential's hash: two equal ones among a million would be a wonder, and
/// would only make one of the two refused.
type Short = [u8; 16];

/// What the first event says, checked.
pub struct Setup<G: Group> {
    pub election: Election<G>,
    pub trustees: Trustees<G>,
    /// The hash of the list of credentials.
    pub list: Hash,
    /// Each credential's number.
    numbers: HashMap<Short, u32>,
    /// Each credential's weight.
    weights: Vec<u32>,
    /// Their sum.
    rights: u64,
}

fn short(credential: &[u8]) -> Short {
    let mut short = Short::default();
    short.copy_from_slice(&sha256(credential)[..16]);
    short
}

impl<G: Group> Setup<G> {
    pub fn read<S: Source + Sync + ?Sized>(
        source: &S,
        event: &Event,
        threads: usize,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Self, Refusal> {
        let [election, trustees, credentials, setup] = event.data[..] else {
            return Err(Code::RecordMissing.into());
        };
        let text = setup.content(source, 1000)?;
        let named = read_setup(&text).map_err(|refusal| refusal.offset(setup.offset))?;
        if named != [election.hash, trustees.hash, credentials.hash] {
            return Err(Refusal::from(Code::RecordMissing).offset(setup.offset));
        }
        let content = election.content(source, MOST_ELECTION)?;
        let at_election = |refusal: Refusal| refusal.offset(election.offset);
        let election = Election::<G>::read(&content).map_err(at_election)?;
        // What was read and what would be written must be the same bytes.
        if election.text.as_bytes() != content {
            return Err(at_election(Code::JsonForm.into()));
        }
        let content = trustees.content(source, MOST_TRUSTEES)?;
        let at_trustees = |refusal: Refusal| refusal.offset(trustees.offset);
        let trustees = Trustees::<G>::read(&content).map_err(at_trustees)?;
        if trustees.check().map_err(at_trustees)? != election.key {
            return Err(at_election(Code::ElectionKey.into()));
        }
        let mut read = Self {
            election,
            trustees,
            list: credentials.hash,
            numbers: HashMap::new(),
            weights: Vec::new(),
            rights: 0,
        };
        read.read_credentials(source, &credentials, threads, progress)
            .map_err(|refusal| refusal.offset(credentials.offset))?;
        Ok(read)
    }

    fn read_credentials<S: Source + ?Sized>(
        &mut self,
        source: &S,
        record: &Record,
        threads: usize,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Refusal> {
        // Enough for all cores; alone, few, so that somebody who waits sees it move.
        let batch = if threads > 1 { 1024 } else { 16 };
        let mut done = 0;
        let mut list = List::default();
        let mut previous = None;
        record.pieces(source, |piece| {
            for byte in piece {
                list.take(*byte)?;
                done += 1;
                if list.entries.len() == batch {
                    progress(Progress {
                        step: Step::Rights,
                        done,
                        total: record.size,
                    });
                    let entries = std::mem::take(&mut list.entries);
                    self.add_credentials(&entries, &mut previous, threads)?;
                }
            }
            Ok(())
        })?;
        self.add_credentials(&list.entries, &mut previous, threads)?;
        if list.expects == Expects::Nothing {
            Ok(())
        } else {
            Err(Code::JsonForm.into())
        }
    }

    fn add_credentials(
        &mut self,
        entries: &[Vec<u8>],
        previous: &mut Option<G::Element>,
        threads: usize,
    ) -> Result<(), Refusal> {
        let read = parallel::map(entries, threads, |entry| read_credential::<G>(entry));
        for credential in read {
            let number = self.weights.len();
            let placed = |code| Refusal::from(code).credential(number);
            let (public, name, weight) =
                credential.map_err(|refusal| refusal.credential(number))?;
            match previous
                .as_ref()
                .map(|previous| G::public_compare(previous, &public))
            {
                Some(Ordering::Equal) => return Err(placed(Code::CredentialDuplicate)),
                Some(Ordering::Greater) => return Err(placed(Code::CredentialOrder)),
                _ => *previous = Some(public),
            }
            let total = self.rights + u64::from(weight);
            let number = u32::try_from(number).map_err(|_| Code::RecordTooLarge)?;
            if total > MOST_WEIGHT {
                return Err(placed(Code::CredentialWeight));
            }
            self.numbers.insert(name, number);
            self.weights.push(weight);
            self.rights = total;
        }
        Ok(())
    }

    /// Who cast a ballot, by its first bytes.
    pub fn voter<S: Source + ?Sized>(&self, source: &S, record: &Record) -> Result<u32, Refusal> {
        let content = record.content(source, sealed::longest(&self.election) as u64)?;
        let credential = sealed::read_credential(&content, &self.election)?;
        let number = self.numbers.get(&short(credential.as_bytes())).copied();
        number.ok_or_else(|| Code::BallotCredential.into())
    }

    pub fn weight(&self, voter: u32) -> u64 {
        let weight = usize::try_from(voter)
            .ok()
            .and_then(|voter| self.weights.get(voter));
        weight.copied().map_or(0, u64::from)
    }

    /// Number of credentials.
    pub fn credentials(&self) -> u64 {
        self.weights.len() as u64
    }

    /// Sum of their weights.
    pub fn rights(&self) -> u64 {
        self.rights
    }
}

fn read_setup(text: &[u8]) -> Result<[crate::text::Hash; 3], Refusal> {
    let mut reader = Reader::new(text)?;
    let mut hash = |field: &str| -> Result<crate::text::Hash, Refusal> {
        reader.expect(field)?;
        hash_from_hex(reader.plain()?).ok_or_else(|| Code::RecordMissing.into())
    };
    let hashes = [
        hash("{\"election\":")?,
        hash(",\"trustees\":")?,
        hash(",\"credentials\":")?,
    ];
    reader.expect("}")?;
    reader.end().map(|()| hashes)
}

/// An entry of the list: `G` or `G,weight`.
fn read_credential<G: Group>(entry: &[u8]) -> Result<(G::Element, Short, u32), Refusal> {
    let entry = std::str::from_utf8(entry).map_err(|_| Code::JsonText)?;
    let (digits, weight) = match entry.split_once(',') {
        Some((digits, weight)) => (digits, weight_of(weight)?),
        None => (entry, 1),
    };
    let public = G::element(digits).map_err(Code::from)?;
    if !G::public_is_member(&public) {
        return Err(Code::NotInGroup.into());
    }
    if public == G::identity() {
        return Err(Code::KeyTrivial.into());
    }
    Ok((public, short(digits.as_bytes()), weight))
}

fn weight_of(text: &str) -> Result<u32, Refusal> {
    let canonical = !text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    let weight = text.parse().ok().filter(|_| canonical);
    weight.ok_or_else(|| Code::CredentialWeight.into())
}

/// What must come next in the list.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Expects {
    #[default]
    Start,
    FirstOrEnd,
    Next,
    Inside,
    CommaOrEnd,
    Nothing,
}

/// A list of plain texts, read byte by byte.
#[derive(Default)]
struct List {
    expects: Expects,
    current: Vec<u8>,
    entries: Vec<Vec<u8>>,
}

impl List {
    fn take(&mut self, byte: u8) -> Result<(), Refusal> {
        self.expects = match (self.expects, byte) {
            (Expects::Start, b'[') => Expects::FirstOrEnd,
            (Expects::FirstOrEnd | Expects::CommaOrEnd, b']') => Expects::Nothing,
            (Expects::FirstOrEnd | Expects::Next, b'"') => Expects::Inside,
            (Expects::CommaOrEnd, b',') => Expects::Next,
            (Expects::Inside, b'"') => {
                self.entries.push(std::mem::take(&mut self.current));
                Expects::CommaOrEnd
            }
            (Expects::Inside, b'0'..=b'9' | b',') => {
                self.current.push(byte);
                if self.current.len() > 1000 {
                    return Err(Code::NumberTooLarge.into());
                }
                Expects::Inside
            }
            (Expects::Inside, _) => return Err(Code::NumberForm.into()),
            (Expects::Nothing, _) => return Err(Code::JsonTrailing.into()),
            (_, b' ' | b'\n' | b'\t' | b'\r') => return Err(Code::JsonSpace.into()),
            _ => return Err(Code::JsonForm.into()),
        };
        Ok(())
    }
}
