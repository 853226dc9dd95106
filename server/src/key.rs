//! The key file, readable by its owner only, never in the database: 32 random bytes as 64 hexadecimal digits. Made at
//! the first start. Whoever loses it loses addresses, names and sessions, not votes.
//!
//! Once the key was changed (`tiker rotate-key`) there is a second line, `recherche` and 64 digits: the look-up key,
//! which stays what it was. It is that key and not the former root, so the new file opens nothing that the old one sealed.

use anyhow::Result;
use services::Vault;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use crate::backup::folder_of;
use crate::cli::wrong;
use crate::out;

/// What the second line begins with.
const LOOKUP: &str = "recherche ";
/// What is added to the name of the file for the key that is to take its place.
pub const NEW: &str = "nouvelle";
/// The same for one that was replaced, before the day.
pub const FORMER: &str = "avant-";

/// A key.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    root: [u8; 32],
    lookup: Option<[u8; 32]>,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// The key of a new database.
    pub const fn new(root: [u8; 32]) -> Key {
        Key { root, lookup: None }
    }

    /// The keys that are derived from it.
    pub fn vault(&self) -> Vault {
        match &self.lookup {
            Some(lookup) => Vault::keeping(&self.root, lookup),
            None => Vault::new(&self.root),
        }
    }

    /// The key that takes this one's place, with another root.
    pub fn followed_by(&self, root: [u8; 32]) -> Key {
        Key {
            root,
            lookup: Some(*self.vault().lookup_key()),
        }
    }

    /// Whether it can take the place of another.
    pub fn follows(&self, former: &Key) -> bool {
        self.root != former.root && self.vault().lookup_key() == former.vault().lookup_key()
    }

    fn text(&self) -> String {
        let root = to_hex(&self.root);
        match &self.lookup {
            Some(lookup) => format!("{root}\n{LOOKUP}{}\n", to_hex(lookup)),
            None => format!("{root}\n"),
        }
    }

    fn parse(text: &str) -> Option<Key> {
        let mut lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
        let root = digits(lines.next()?)?;
        let lookup = match lines.next() {
            Some(line) => Some(digits(line.strip_prefix(LOOKUP)?.trim_start())?),
            None => None,
        };
        lines.next().is_none().then_some(Key { root, lookup })
    }
}

/// What there is in the place of a key file.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// No file.
    Nothing,
    /// A file that is no key.
    Broken,
    /// A key.
    Whole(Key),
}

/// Looks what there is.
pub fn find(file: &Path) -> Result<Found> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) if error.kind() == ErrorKind::InvalidData => return Ok(Found::Broken),
        Err(error) => {
            let why = out::trouble(&error);
            return Err(wrong("--key-file", format!("{} : {why}", file.display())));
        }
    };
    Ok(Key::parse(&text).map_or(Found::Broken, Found::Whole))
}

/// Reads the key, or `None` when there is no file.
pub fn read(file: &Path) -> Result<Option<Key>> {
    let key = match find(file)? {
        Found::Whole(key) => key,
        Found::Nothing => return Ok(None),
        Found::Broken => {
            return Err(wrong(
                "--key-file",
                format!(
                    "{} ne contient pas une clé de 64 chiffres hexadécimaux (et, si elle a été changée, sa ligne « recherche »). Remettez le bon fichier depuis votre sauvegarde.",
                    file.display()
                ),
            ));
        }
    };
    if is_open(file) {
        tracing::warn!(
            file = %file.display(),
            "d'autres comptes de cette machine peuvent lire la clé : chmod 600"
        );
    }
    Ok(Some(key))
}

/// Whether other accounts of the machine can read the file.
pub fn is_open(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
}

/// Makes the file with this key; never overwrites one.
pub fn write(file: &Path, key: &Key) -> Result<()> {
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file);
    let mut opened = match opened {
        Ok(opened) => opened,
        Err(error) => {
            let why = out::trouble(&error);
            return Err(wrong("--key-file", format!("{} : {why}", file.display())));
        }
    };
    opened.write_all(key.text().as_bytes())?;
    // a database sealed with a key that a power cut took away would be lost
    opened.sync_all()?;
    keep_names(file)
}

/// Makes what the files of a folder are called outlast a power cut.
fn keep_names(file: &Path) -> Result<()> {
    Ok(File::open(folder_of(file))?.sync_all()?)
}

/// A file beside the key: `FILE.NAME`.
pub fn beside(file: &Path, name: &str) -> PathBuf {
    let mut beside = file.to_owned().into_os_string();
    beside.push(".");
    beside.push(name);
    beside.into()
}

/// Puts the new key in the place of the former one, of which it gives the new name. Done again after it was broken off,
/// it comes to the same; at no moment is there no key.
pub fn put_in_place(file: &Path, former: &Key, day: &str) -> Result<PathBuf> {
    let aside = set_aside(file, former, day)?;
    fs::rename(beside(file, NEW), file)?;
    keep_names(file)?;
    Ok(aside)
}

/// Keeps a key under a name that nothing has, unless it is there already.
fn set_aside(file: &Path, former: &Key, day: &str) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let end = match number {
            1 => String::new(),
            n => format!("-{n}"),
        };
        let aside = beside(file, &format!("{FORMER}{day}{end}"));
        match find(&aside)? {
            Found::Nothing => {
                write(&aside, former)?;
                return Ok(aside);
            }
            Found::Whole(kept) if kept == *former => return Ok(aside),
            Found::Whole(_) | Found::Broken => number += 1,
        }
    }
}

/// The keys that were replaced and are still beside this one.
pub fn former(file: &Path) -> Vec<PathBuf> {
    let begins = beside(file, FORMER);
    let begins = begins.file_name().unwrap_or_default().as_encoded_bytes();
    let Ok(entries) = fs::read_dir(folder_of(file)) else {
        return Vec::new();
    };
    let there = entries.flatten().map(|entry| entry.path());
    let mut former: Vec<PathBuf> = there
        .filter(|path| {
            let name = path.file_name().unwrap_or_default();
            name.as_encoded_bytes().starts_with(begins)
        })
        .collect();
    former.sort();
    former
}

fn digits(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    from_hex(text).try_into().ok()
}

/// Bytes as hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Bytes from hexadecimal digits, up to what is none.
pub fn from_hex(text: &str) -> Vec<u8> {
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map_while(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests;
