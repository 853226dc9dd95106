//! Walking through an archive, record by record, without holding it in memory. Every header,
//! every hash and every link of the chain is checked on the way. What records contain is for
//! others to know.

use super::{BLOCK, Head, Kind, event_text, header, start_text};
use crate::json::Reader;
use crate::text::{Hash, hash_from_hex};
use crate::{Code, Refusal};
use sha2::{Digest as _, Sha256};

/// Bytes that can be read at any place: a file, or what a browser was given.
pub trait Source {
    /// Number of bytes.
    fn len(&self) -> u64;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Fills the buffer from a place; false if that is not possible.
    fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool;
}

impl Source for [u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool {
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        let found = self.get(start..).and_then(|rest| rest.get(..buffer.len()));
        found.map(|found| buffer.copy_from_slice(found)).is_some()
    }
}

/// A record of data: where its content is, and its hash, which was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// First byte of the record's header.
    pub offset: u64,
    pub size: u64,
    pub hash: Hash,
}

impl Record {
    /// The content, of which the size must have been checked before.
    ///
    /// # Errors
    /// If it cannot be read, is larger than `most`, or is not what it was.
    pub fn content<S: Source + ?Sized>(&self, source: &S, most: u64) -> Result<Vec<u8>, Refusal> {
        let refuse = |code| Err(Refusal::from(code).offset(self.offset));
        if self.size > most {
            return refuse(Code::RecordTooLarge);
        }
        let mut content = vec![0; usize::try_from(self.size).unwrap_or(0)];
        if !source.read_at(self.offset + BLOCK as u64, &mut content) {
            return refuse(Code::ArchiveUnreadable);
        }
        if crate::text::sha256(&content) != self.hash {
            return refuse(Code::RecordHash);
        }
        Ok(content)
    }

    /// Gives the content piece by piece.
    ///
    /// # Errors
    /// If it cannot be read, is not what it was, or the receiver refuses a piece.
    pub fn pieces<S: Source + ?Sized>(
        &self,
        source: &S,
        mut receive: impl FnMut(&[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut buffer = vec![0; PIECE];
        let mut at = self.offset + BLOCK as u64;
        let end = at + self.size;
        let mut hash = Sha256::new();
        while at < end {
            let length = usize::try_from(end - at).unwrap_or(PIECE).min(PIECE);
            let piece = &mut buffer[..length];
            if !source.read_at(at, piece) {
                return Err(Refusal::from(Code::ArchiveUnreadable).offset(self.offset));
            }
            hash.update(&*piece);
            receive(piece).map_err(|refusal| refusal.offset(self.offset))?;
            at += length as u64;
        }
        let same = self.hash[..] == hash.finalize()[..];
        same.then_some(())
            .ok_or_else(|| Refusal::from(Code::RecordHash).offset(self.offset))
    }
}

/// Bytes read at once.
const PIECE: usize = 64 * 1024;

/// An event, with the records of data that stand before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub kind: Kind,
    /// Its number, from zero.
    pub height: u64,
    /// First byte of the event's own record.
    pub offset: u64,
    pub data: Vec<Record>,
}

/// A walk through an archive.
pub struct Walk<'a, S: ?Sized> {
    source: &'a S,
    at: u64,
    head: Head,
}

impl<'a, S: Source + ?Sized> Walk<'a, S> {
    /// Opens an archive.
    ///
    /// # Errors
    /// If it does not begin as an archive must.
    pub fn begin(source: &'a S) -> Result<Self, Refusal> {
        let mut block = [0; 2 * BLOCK];
        if source.len() < block.len() as u64 {
            return Err(Refusal::from(Code::ArchiveStart).offset(0));
        }
        if !source.read_at(0, &mut block) {
            return Err(Refusal::from(Code::ArchiveUnreadable).offset(0));
        }
        let timestamp = octal(&block[136..147]);
        let size = octal(&block[124..135]);
        let (Some(timestamp), Some(size)) = (timestamp, size) else {
            return Err(Refusal::from(Code::ArchiveStart).offset(0));
        };
        if !block.starts_with(b"BELENIOS\0") {
            return Err(Refusal::from(Code::ArchiveStart).offset(0));
        }
        let expected = start_text(timestamp);
        let content = usize::try_from(size)
            .ok()
            .and_then(|size| block[BLOCK..].get(..size));
        if content != Some(expected.as_bytes()) {
            let other = content.is_some_and(|text| !text.starts_with(b"{\"version\":1,"));
            let code = if other {
                Code::ArchiveVersion
            } else {
                Code::ArchiveStart
            };
            return Err(Refusal::from(code).offset(0));
        }
        if block[..BLOCK] != header("BELENIOS", size, timestamp) {
            return Err(Refusal::from(Code::ArchiveHeader).offset(0));
        }
        if block[BLOCK + expected.len()..]
            .iter()
            .any(|byte| *byte != 0)
        {
            return Err(Refusal::from(Code::ArchivePadding).offset(0));
        }
        let head = Head {
            timestamp,
            last: None,
            events: 0,
        };
        Ok(Self {
            source,
            at: block.len() as u64,
            head,
        })
    }

    /// What was read so far.
    pub fn head(&self) -> Head {
        self.head
    }

    /// How many bytes were read.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The next event, or nothing at the end of the archive.
    ///
    /// # Errors
    /// With the place of the record that is not as it must be.
    pub fn event(&mut self) -> Result<Option<Event>, Refusal> {
        let mut data = Vec::new();
        loop {
            let offset = self.at;
            if offset == self.source.len() {
                return match data.first() {
                    None => Ok(None),
                    Some(Record { offset, .. }) => {
                        Err(Refusal::from(Code::RecordUnreferenced).offset(*offset))
                    }
                };
            }
            let (record, is_event) = self.record().map_err(|refusal| refusal.offset(offset))?;
            if is_event {
                let event = self.read_event(record, data);
                return event.map(Some).map_err(|refusal| refusal.offset(offset));
            }
            // Four at most belong to one event.
            if data.len() == 4 {
                return Err(Refusal::from(Code::RecordUnreferenced).offset(offset));
            }
            data.push(record);
        }
    }

    fn record(&mut self) -> Result<(Record, bool), Refusal> {
        let offset = self.at;
        let mut block = [0; BLOCK];
        if self.source.len() - offset < BLOCK as u64 {
            return Err(Code::ArchiveTruncated.into());
        }
        if !self.source.read_at(offset, &mut block) {
            return Err(Code::ArchiveUnreadable.into());
        }
        if block == [0; BLOCK] {
            return Err(Code::ArchiveEndMarker.into());
        }
        let name = block[..100]
            .split(|byte| *byte == 0)
            .next()
            .unwrap_or_default();
        let name = std::str::from_utf8(name).map_err(|_| Code::RecordName)?;
        let (hash, kind) = name.split_at_checked(64).ok_or(Code::RecordName)?;
        let is_event = match kind {
            ".event.json" => true,
            ".data.json" => false,
            _ => return Err(Code::RecordName.into()),
        };
        let hash = hash_from_hex(hash).ok_or(Code::RecordName)?;
        let size = octal(&block[124..135]).ok_or(Code::ArchiveHeader)?;
        if block != header(name, size, self.head.timestamp) {
            return Err(Code::ArchiveHeader.into());
        }
        let whole = size.next_multiple_of(BLOCK as u64);
        let left = self.source.len() - offset - BLOCK as u64;
        if whole > left {
            return Err(Code::ArchiveTruncated.into());
        }
        let record = Record { offset, size, hash };
        let mut sum = Sha256::new();
        record.pieces(self.source, |piece| {
            sum.update(piece);
            Ok(())
        })?;
        if sum.finalize()[..] != hash {
            return Err(Code::RecordHash.into());
        }
        let padding = &mut block[..usize::try_from(whole - size).unwrap_or(0)];
        if !self.source.read_at(offset + BLOCK as u64 + size, padding) {
            return Err(Code::ArchiveUnreadable.into());
        }
        if padding.iter().any(|byte| *byte != 0) {
            return Err(Code::ArchivePadding.into());
        }
        self.at = offset + BLOCK as u64 + whole;
        Ok((record, is_event))
    }

    fn read_event(&mut self, record: Record, data: Vec<Record>) -> Result<Event, Refusal> {
        let content = record.content(self.source, 1000)?;
        let mut reader = Reader::new(&content)?;
        let parent = if reader.eat("{\"parent\":") {
            let parent = hash_from_hex(reader.plain()?).ok_or(Code::EventParent)?;
            reader.expect(",")?;
            Some(parent)
        } else {
            reader.expect("{")?;
            None
        };
        reader.expect("\"height\":")?;
        let height = reader.number(u64::MAX)?;
        reader.expect(",\"type\":")?;
        let name = reader.plain()?;
        let payload = if reader.eat(",\"payload\":") {
            Some(hash_from_hex(reader.plain()?).ok_or(Code::RecordMissing)?)
        } else {
            None
        };
        reader.expect("}")?;
        reader.end()?;
        let at = |code| Refusal::from(code).event(height);
        if height != self.head.events {
            return Err(at(Code::EventHeight));
        }
        if parent != self.head.last {
            return Err(at(Code::EventParent));
        }
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| at(Code::EventUnknown))?;
        if payload.is_some() != (kind.records() > 0) {
            return Err(at(Code::EventPayload));
        }
        if data.len() > kind.records() {
            let refusal = at(Code::RecordUnreferenced);
            return Err(data
                .first()
                .map_or(refusal.clone(), |one| refusal.offset(one.offset)));
        }
        if data.len() < kind.records() || data.last().map(|last| last.hash) != payload {
            return Err(at(Code::RecordMissing));
        }
        // What was read and what would be written must be the same bytes.
        if event_text(parent.as_ref(), height, kind, payload.as_ref()).as_bytes() != content {
            return Err(at(Code::JsonForm));
        }
        self.head.last = Some(record.hash);
        self.head.events += 1;
        Ok(Event {
            kind,
            height,
            offset: record.offset,
            data,
        })
    }
}

/// Eleven octal digits.
fn octal(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'7' => Some(number << 3 | u64::from(digit - b'0')),
        _ => None,
    })
}
