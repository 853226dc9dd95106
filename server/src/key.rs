//! The key file: 32 random bytes as 64 hexadecimal digits, readable by its owner only, never in the
//! database. Made at the first start. Whoever loses it loses addresses, names and sessions, not votes.

use anyhow::Result;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use crate::cli::wrong;
use crate::out;

/// Reads the key, or `None` when there is no file.
pub fn read(file: &Path) -> Result<Option<[u8; 32]>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => String::new(),
        Err(error) => {
            let why = out::trouble(&error);
            return Err(wrong("--key-file", format!("{} : {why}", file.display())));
        }
    };
    let Some(key) = parse(text.trim()) else {
        return Err(wrong(
            "--key-file",
            format!(
                "{} ne contient pas une clé de 64 chiffres hexadécimaux. Remettez le bon fichier depuis votre sauvegarde.",
                file.display()
            ),
        ));
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
pub fn write(file: &Path, key: &[u8; 32]) -> Result<()> {
    let text = to_hex(key) + "\n";
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
    opened.write_all(text.as_bytes())?;
    // a database sealed with a key that a power cut took away would be lost
    opened.sync_all()?;
    Ok(())
}

fn parse(text: &str) -> Option<[u8; 32]> {
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
mod tests {
    use super::*;

    #[test]
    fn a_key_file_is_private_whole_and_never_overwritten() {
        let file = std::env::temp_dir().join(format!("tiker-key-{}", std::process::id()));
        let _ = fs::remove_file(&file);
        assert_eq!(read(&file).unwrap(), None);
        write(&file, &[0xab; 32]).unwrap();
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!is_open(&file));
        assert_eq!(read(&file).unwrap(), Some([0xab; 32]));
        assert!(write(&file, &[1; 32]).is_err());
        for odd in ["", "abcd", &"g".repeat(64), &"a".repeat(65)] {
            fs::write(&file, odd).unwrap();
            let said = read(&file).unwrap_err().to_string();
            assert!(said.contains("--key-file"), "{said}");
        }
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(is_open(&file));
        fs::remove_file(&file).unwrap();
    }
}
