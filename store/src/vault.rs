//! Sealed columns and keyed hashes. One 32-byte key per database, kept in a file beside it and never
//! in it; from it one key for sealing (XChaCha20-Poly1305) and one for look-up hashes (HMAC-SHA-256).
//! Random bytes (the nonce) are handed in. Never here: where the file is (the server's).

use crate::{Result, StoreError};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// The key of a database.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    lookup: [u8; 32],
    session: [u8; 32],
    backup: [u8; 32],
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes a key of any length, so this cannot fail; an empty key would be the fallback.
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key)
        .unwrap_or_else(|_| <Hmac<Sha256> as hmac::Mac>::new(&Default::default()));
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

impl Vault {
    /// Derives the keys from the 32 bytes of the key file.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Vault {
        Vault {
            cipher: XChaCha20Poly1305::new(&hmac(key, &[b"seal"]).into()),
            lookup: hmac(key, &[b"lookup"]),
            session: hmac(key, &[b"session"]),
            backup: hmac(key, &[b"backup"]),
        }
    }

    /// Derives the keys from a root that took another's place, but for the look-up key, which stays the former one.
    #[must_use]
    pub fn keeping(root: &[u8; 32], lookup: &[u8; 32]) -> Vault {
        Vault {
            lookup: *lookup,
            ..Vault::new(root)
        }
    }

    /// Seals a text for one column; the column's name is authenticated so values cannot be moved.
    ///
    /// # Errors
    /// [`StoreError::Key`] if the cipher refuses (a text of more than 256 GB).
    pub fn seal(&self, nonce: [u8; 24], column: &str, text: &str) -> Result<Vec<u8>> {
        let payload = Payload {
            msg: text.as_bytes(),
            aad: column.as_bytes(),
        };
        let sealed = self
            .cipher
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| StoreError::Key)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens a sealed text of this column.
    ///
    /// # Errors
    /// [`StoreError::Key`] when it was not sealed with this key for this column.
    pub fn open(&self, column: &str, sealed: &[u8]) -> Result<String> {
        let (nonce, rest) = sealed.split_at_checked(24).ok_or(StoreError::Key)?;
        let payload = Payload {
            msg: rest,
            aad: column.as_bytes(),
        };
        let text = self
            .cipher
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| StoreError::Key)?;
        String::from_utf8(text).map_err(|_| StoreError::Key)
    }

    /// A keyed hash for look-up; `domain` keeps the same text in two uses apart.
    #[must_use]
    pub fn hash(&self, domain: &str, text: &[u8]) -> [u8; 32] {
        hmac(&self.lookup, &[domain.as_bytes(), text])
    }

    /// The key of look-up hashes, for the file of a key that takes this one's place.
    #[must_use]
    pub fn lookup_key(&self) -> &[u8; 32] {
        &self.lookup
    }

    /// The key that seals backups.
    #[must_use]
    pub fn backup_key(&self) -> &[u8; 32] {
        &self.backup
    }

    /// The key that signs session cookies.
    #[must_use]
    pub fn session_key(&self) -> &[u8; 32] {
        &self.session
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_text_opens_only_with_its_key_and_column() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault
            .seal([1; 24], "account.email", "anne@exemple.bzh")
            .unwrap();
        assert!(!sealed.windows(4).any(|w| w == b"anne"));
        assert_eq!(
            vault.open("account.email", &sealed).unwrap(),
            "anne@exemple.bzh"
        );
        assert!(vault.open("account.name", &sealed).is_err());
        assert!(Vault::new(&[8; 32]).open("account.email", &sealed).is_err());
        assert!(vault.open("account.email", &sealed[..10]).is_err());
        assert_ne!(vault.hash("email", b"x"), vault.hash("network", b"x"));
    }
    #[test]
    fn another_root_changes_all_but_the_look_up() {
        let old = Vault::new(&[7; 32]);
        let new = Vault::keeping(&[8; 32], old.lookup_key());
        assert_eq!(old.hash("email", b"x"), new.hash("email", b"x"));
        assert_eq!(old.lookup_key(), new.lookup_key());
        assert_ne!(old.session_key(), new.session_key());
        assert_ne!(old.backup_key(), new.backup_key());
        let sealed = old.seal([1; 24], "account.email", "anne").unwrap();
        assert!(new.open("account.email", &sealed).is_err());
        // what is kept of the former key opens nothing that it sealed
        let kept = Vault::new(new.lookup_key());
        assert!(kept.open("account.email", &sealed).is_err());
        assert_ne!(kept.backup_key(), old.backup_key());
    }
}
