//! Reads the national export of the roll (répertoire électoral unique, « listes électeurs actifs », 27 columns): what a
//! commune is given, or what a spreadsheet made of it. A line that cannot be read is told and left out; a file that is
//! none is refused whole.

use super::{Elector, Finding, Kind, List};
use crate::civil::{BirthDate, Civil};
use crate::search::fold;

/// Largest file, in bytes: a hundred thousand lines take thirty million.
pub const LARGEST: usize = 48 * 1024 * 1024;
/// Longest line, in bytes; one of the export has some three hundred.
pub const LONGEST_LINE: usize = 16 * 1024;

/// Why a file is no roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no line but the header, or not even that.
    Empty,
    /// It is in UTF-16 or no text at all.
    NotText,
    /// This line is longer than any of a roll.
    LongLine(u32),
    /// A quotation mark is opened in this line and not closed in it.
    Quote(u32),
    /// These columns are missing.
    Columns(Vec<&'static str>),
}

/// A column that is read, by its name in the export; whether a file without it is none.
const COLUMNS: [(&str, bool); 9] = [
    ("nom de naissance", true),
    ("prénoms", true),
    ("date de naissance", true),
    ("libellé du type de liste", true),
    ("code commune de naissance", true),
    ("code du bureau de vote", false),
    ("numéro d'ordre dans le bureau de vote", false),
    ("code département de naissance", false),
    ("pays de naissance", false),
];
const NAME: usize = 0;
const GIVEN: usize = 1;
const BORN: usize = 2;
const LIST: usize = 3;
const PLACE: usize = 4;
const STATION: usize = 5;
const NUMBER: usize = 6;
const COUNTRY: usize = 8;

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The lines that say somebody.
    pub electors: Vec<Elector>,
    /// What is to be said of single lines, or of the file (line 0).
    pub findings: Vec<Finding>,
}

/// What the bytes 0x80 to 0x9f are in Windows-1252 (the rest is Latin-1); those that are nothing there are replaced.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

fn windows(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// The text, and whether it was in the former encoding of Windows instead of UTF-8.
fn text_of(bytes: &[u8]) -> Result<(String, bool), Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.contains(&0) || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Unreadable::NotText);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), false)),
        Err(_) => Ok((bytes.iter().map(|b| windows(*b)).collect(), true)),
    }
}

fn long_line(text: &str) -> Option<u32> {
    let at = text
        .split('\n')
        .position(|line| line.len() > LONGEST_LINE)?;
    u32::try_from(at + 1).ok()
}

/// What separates the columns: whichever the header has most of.
fn separator(header: &str) -> u8 {
    let count = |c: u8| header.bytes().filter(|b| *b == c).count();
    [b';', b',', b'\t']
        .into_iter()
        .max_by_key(|c| (count(*c), *c == b';'))
        .unwrap_or(b';')
}

/// What a spreadsheet may put around a value: `="56007"`, curly quotation marks, spaces.
fn value(field: &str) -> &str {
    let field = field.trim().trim_start_matches('=');
    field.trim_matches(['"', '“', '”', ' ', '\u{a0}'])
}

fn title(field: &str) -> String {
    fold(value(field))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn list(text: &str) -> Option<List> {
    let text = fold(text);
    if text.contains("europ") {
        Some(List::European)
    } else if text.contains("municip") {
        Some(List::Municipal)
    } else if text.contains("princip") {
        Some(List::Principal)
    } else {
        None
    }
}

/// A code of the official geography has five characters; a spreadsheet takes a leading zero away.
fn place(code: &str, country: &str) -> String {
    if code.is_empty() {
        return country.to_owned();
    }
    if code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit()) {
        return format!("0{code}");
    }
    code.to_owned()
}

/// Letters of UTF-8 that were read in the encoding of Windows (`Ã©`, `Ã‰`, `â€™`, `Å“`), or lost.
fn is_garbled(text: &str) -> bool {
    let second = |letter: char| (0x80..=0xbf).any(|byte| windows(byte) == letter);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let pair =
            matches!(letter, 'Ã' | 'Â' | 'â' | 'Å') && letters.peek().is_some_and(|c| second(*c));
        if pair || matches!(letter, '\u{fffd}' | '?') {
            return true;
        }
    }
    false
}

/// Reads a file.
///
/// # Errors
/// [`Unreadable`]: nothing of it was taken.
pub fn read(bytes: &[u8]) -> Result<Read, Unreadable> {
    let (text, was_windows) = text_of(bytes)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if let Some(line) = long_line(&text) {
        return Err(Unreadable::LongLine(line));
    }
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    let separator = separator(header);
    let columns = columns(&record(header, separator).ok_or(Unreadable::Quote(1))?)?;
    let mut found = Read {
        electors: Vec::new(),
        findings: Vec::new(),
    };
    if was_windows {
        found.findings.push(Finding::of(Kind::Windows, 0));
    }
    let mut filled = 0_u32;
    for (line, text) in (2..).zip(lines) {
        let record = record(text, separator).ok_or(Unreadable::Quote(line))?;
        if record.iter().all(|field| value(field).is_empty()) {
            continue;
        }
        filled += 1;
        take(&record, &columns, line, &mut found);
    }
    if filled == 0 {
        return Err(Unreadable::Empty);
    }
    Ok(found)
}

/// The fields of one line. The export has none that goes on in the next line: a quotation mark that is not closed in its
/// own has been lost, and would swallow the lines after it.
fn record(line: &str, separator: u8) -> Option<csv::StringRecord> {
    if line.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .buffer_capacity(line.len().max(1))
        .from_reader(line.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).ok()?;
    Some(record)
}

/// Where each column of ours is in the file.
fn columns(header: &csv::StringRecord) -> Result<[Option<usize>; COLUMNS.len()], Unreadable> {
    let titles: Vec<String> = header.iter().map(title).collect();
    let places = COLUMNS.map(|(name, _)| titles.iter().position(|t| *t == fold(name)));
    let missing = COLUMNS
        .iter()
        .zip(places)
        .filter(|((_, needed), at)| *needed && at.is_none());
    let missing: Vec<&'static str> = missing.map(|((name, _), _)| *name).collect();
    if missing.is_empty() {
        Ok(places)
    } else {
        Err(Unreadable::Columns(missing))
    }
}

fn take(
    record: &csv::StringRecord,
    columns: &[Option<usize>; COLUMNS.len()],
    line: u32,
    found: &mut Read,
) {
    let field = |column: usize| {
        let at = columns.get(column).copied().flatten();
        at.and_then(|at| record.get(at)).map_or("", value)
    };
    let needed = columns.iter().take(LIST + 1).flatten().max();
    let mut tell = |kind| found.findings.push(Finding::of(kind, line));
    if needed.is_some_and(|last| record.len() <= *last) {
        return tell(Kind::Short);
    }
    if field(NAME).is_empty() {
        return tell(Kind::NoName);
    }
    let Some(born) = BirthDate::parse(field(BORN)) else {
        return tell(Kind::Date);
    };
    let Some(list) = list(field(LIST)) else {
        return tell(Kind::UnknownList);
    };
    if [NAME, GIVEN]
        .into_iter()
        .any(|column| is_garbled(field(column)))
    {
        tell(Kind::Garbled);
    }
    let civil = Civil {
        birth_name: field(NAME).to_owned(),
        given_names: field(GIVEN).to_owned(),
        born,
        place: place(field(PLACE), field(COUNTRY)),
    };
    found.electors.push(Elector {
        line,
        list,
        civil,
        station: field(STATION).to_owned(),
        number: field(NUMBER).to_owned(),
    });
}

#[cfg(test)]
#[path = "file_tests.rs"]
mod tests;
