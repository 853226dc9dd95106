//! The archive `.bel`: an old-style tar that only grows, whose records are named by the hash of
//! their content and tied together by a chain of events. How a record is laid out, and how an
//! archive is written. Reading one is in `reader`; what events may follow each other and what
//! they mean is the protocol's.

pub mod reader;

use crate::text::{Hash, hex, sha256};

/// Bytes in a block: headers are one, contents are filled up to whole ones.
pub const BLOCK: usize = 512;

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Setup,
    Ballot,
    EndBallots,
    EncryptedTally,
    Shuffle,
    EndShuffles,
    PartialDecryption,
    Result,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Setup,
        Self::Ballot,
        Self::EndBallots,
        Self::EncryptedTally,
        Self::Shuffle,
        Self::EndShuffles,
        Self::PartialDecryption,
        Self::Result,
    ];

    /// The name that events carry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Setup => "Setup",
            Self::Ballot => "Ballot",
            Self::EndBallots => "EndBallots",
            Self::EncryptedTally => "EncryptedTally",
            Self::Shuffle => "Shuffle",
            Self::EndShuffles => "EndShuffles",
            Self::PartialDecryption => "PartialDecryption",
            Self::Result => "Result",
        }
    }

    /// How many records of data stand before the event; the last one is what it names.
    pub const fn records(self) -> usize {
        match self {
            Self::Setup => 4,
            Self::Ballot | Self::Result => 1,
            Self::EncryptedTally | Self::Shuffle | Self::PartialDecryption => 2,
            Self::EndBallots | Self::EndShuffles => 0,
        }
    }
}

/// Where an archive ends: what the next event must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The one time of all records, in seconds since 1970.
    pub timestamp: u64,
    /// Hash of the last event; its publication makes the archive's past unchangeable.
    pub last: Option<Hash>,
    /// Number of events.
    pub events: u64,
}

/// Begins an archive: its first bytes, and its head.
pub fn begin(timestamp: u64) -> (Vec<u8>, Head) {
    let content = start_text(timestamp);
    let mut out = Vec::new();
    push_record(&mut out, "BELENIOS", content.as_bytes(), timestamp);
    (
        out,
        Head {
            timestamp,
            last: None,
            events: 0,
        },
    )
}

/// The content of the first record.
pub(crate) fn start_text(timestamp: u64) -> String {
    format!("{{\"version\":1,\"timestamp\":\"{timestamp}\"}}")
}

impl Head {
    /// The bytes that add an event to the archive; the last text is the one that it names.
    /// They are appended whole or not at all.
    pub fn append(&mut self, kind: Kind, data: &[&str]) -> Vec<u8> {
        let mut out = Vec::new();
        for text in data {
            let name = format!("{}.data.json", hex(&sha256(text.as_bytes())));
            push_record(&mut out, &name, text.as_bytes(), self.timestamp);
        }
        let payload = data.last().map(|text| sha256(text.as_bytes()));
        let event = event_text(self.last.as_ref(), self.events, kind, payload.as_ref());
        let hash = sha256(event.as_bytes());
        let name = format!("{}.event.json", hex(&hash));
        push_record(&mut out, &name, event.as_bytes(), self.timestamp);
        self.last = Some(hash);
        self.events += 1;
        out
    }
}

/// The contents of the records in a piece of an archive that [`Head::append`] gave; nothing is checked here but that
/// they are whole.
pub fn contents(mut piece: &[u8]) -> Option<Vec<&[u8]>> {
    let mut contents = Vec::new();
    while !piece.is_empty() {
        let digits = std::str::from_utf8(piece.get(124..135)?).ok()?;
        let size = usize::from_str_radix(digits, 8).ok()?;
        contents.push(piece.get(BLOCK..BLOCK.checked_add(size)?)?);
        piece = piece.get(BLOCK + size.next_multiple_of(BLOCK)..)?;
    }
    Some(contents)
}

/// The canonical text of an event.
pub fn event_text(
    parent: Option<&Hash>,
    height: u64,
    kind: Kind,
    payload: Option<&Hash>,
) -> String {
    let mut out = String::from("{");
    if let Some(parent) = parent {
        out.push_str(&format!("\"parent\":\"{}\",", hex(parent)));
    }
    out.push_str(&format!("\"height\":{height},\"type\":\"{}\"", kind.name()));
    if let Some(payload) = payload {
        out.push_str(&format!(",\"payload\":\"{}\"", hex(payload)));
    }
    out.push('}');
    out
}

/// The header of a record: the only one that its name, size and time may have.
pub fn header(name: &str, size: u64, timestamp: u64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &str| {
        for (place, byte) in block.iter_mut().skip(at).zip(text.bytes()) {
            *place = byte;
        }
    };
    put(0, name);
    put(100, "0000644");
    put(108, "0000000");
    put(116, "0000000");
    put(124, &format!("{size:011o}"));
    put(136, &format!("{timestamp:011o}"));
    put(148, "        ");
    put(156, "0");
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    for (place, byte) in block
        .iter_mut()
        .skip(148)
        .zip(format!("{sum:06o}\0 ").bytes())
    {
        *place = byte;
    }
    block
}

fn push_record(out: &mut Vec<u8>, name: &str, content: &[u8], timestamp: u64) {
    out.extend_from_slice(&header(name, content.len() as u64, timestamp));
    out.extend_from_slice(content);
    out.resize(out.len().next_multiple_of(BLOCK), 0);
}
