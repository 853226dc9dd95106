//! The seal of a backup: the bytes in pieces of 64 KiB, each sealed with XChaCha20-Poly1305 in the STREAM
//! construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015), so that a piece changed, moved, missing or cut
//! off is seen, and memory stays small. Never here: what the bytes mean.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::Payload;
use chacha20poly1305::aead::generic_array::GenericArray;
use chacha20poly1305::aead::stream::{DecryptorBE32, EncryptorBE32};
use std::io::{self, Read, Write};

/// Bytes of a nonce: XChaCha20's 24, without the counter and the mark of the last piece.
pub const NONCE: usize = 19;
/// Bytes of a piece before it is sealed.
const PIECE: usize = 64 * 1024;
/// Bytes that sealing adds.
const TAG: usize = 16;

/// Seals what is written to it. [`Sealer::end`] must be called: what is cut off does not open.
pub struct Sealer<W> {
    out: W,
    cipher: EncryptorBE32<XChaCha20Poly1305>,
    /// What stands in clear before the pieces; each vouches for it.
    head: Vec<u8>,
    waiting: Vec<u8>,
}

impl<W: Write> Sealer<W> {
    pub fn new(out: W, key: &[u8; 32], nonce: &[u8; NONCE], head: Vec<u8>) -> Sealer<W> {
        let nonce = GenericArray::from_slice(nonce);
        Sealer {
            out,
            cipher: EncryptorBE32::new(key.into(), nonce),
            head,
            waiting: Vec::with_capacity(PIECE),
        }
    }

    /// Seals the last piece and gives back where it was written to.
    pub fn end(mut self) -> io::Result<W> {
        let payload = Payload {
            msg: &self.waiting,
            aad: &self.head,
        };
        let sealed = self.cipher.encrypt_last(payload).map_err(refused)?;
        self.out.write_all(&sealed)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // a full piece goes only when more comes: the last one is sealed as the last
        if self.waiting.len() == PIECE && !bytes.is_empty() {
            let payload = Payload {
                msg: &self.waiting,
                aad: &self.head,
            };
            let sealed = self.cipher.encrypt_next(payload).map_err(refused)?;
            self.out.write_all(&sealed)?;
            self.waiting.clear();
        }
        let taken = bytes.len().min(PIECE - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Opens what is read from it. What was changed or cut off is an error of kind `InvalidData`.
pub struct Opener<R> {
    from: R,
    /// `None` once the last piece was opened.
    cipher: Option<DecryptorBE32<XChaCha20Poly1305>>,
    head: Vec<u8>,
    /// The sealed piece that comes next.
    ahead: Vec<u8>,
    open: Vec<u8>,
    at: usize,
}

impl<R: Read> Opener<R> {
    pub fn new(
        mut from: R,
        key: &[u8; 32],
        nonce: &[u8; NONCE],
        head: Vec<u8>,
    ) -> io::Result<Self> {
        let ahead = piece(&mut from)?;
        let nonce = GenericArray::from_slice(nonce);
        Ok(Opener {
            from,
            cipher: Some(DecryptorBE32::new(key.into(), nonce)),
            head,
            ahead,
            open: Vec::new(),
            at: 0,
        })
    }

    /// Opens the next piece; false when there is none.
    fn next(&mut self) -> io::Result<bool> {
        let Some(mut cipher) = self.cipher.take() else {
            return Ok(false);
        };
        let sealed = std::mem::replace(&mut self.ahead, piece(&mut self.from)?);
        let payload = Payload {
            msg: &sealed,
            aad: &self.head,
        };
        self.at = 0;
        if self.ahead.is_empty() {
            self.open = cipher.decrypt_last(payload).map_err(refused)?;
        } else {
            self.open = cipher.decrypt_next(payload).map_err(refused)?;
            self.cipher = Some(cipher);
        }
        Ok(true)
    }
}

impl<R: Read> Read for Opener<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.open.len() {
            if !self.next()? {
                return Ok(0);
            }
        }
        let given = into.len().min(self.open.len() - self.at);
        into[..given].copy_from_slice(&self.open[self.at..self.at + given]);
        self.at += given;
        Ok(given)
    }
}

/// The next sealed piece, shorter when it is the last, empty after it.
fn piece(from: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(PIECE + TAG);
    from.take((PIECE + TAG) as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

fn refused(_: chacha20poly1305::aead::Error) -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [3; 32];

    fn sealed(bytes: &[u8]) -> Vec<u8> {
        let mut sealer = Sealer::new(Vec::new(), &KEY, &[5; NONCE], b"head".to_vec());
        sealer.write_all(bytes).unwrap();
        sealer.end().unwrap()
    }

    fn opened(bytes: &[u8], key: &[u8; 32], head: &[u8]) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        Opener::new(bytes, key, &[5; NONCE], head.to_vec())?.read_to_end(&mut all)?;
        Ok(all)
    }

    #[test]
    fn what_was_sealed_opens_whole() {
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let bytes: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
            let sealed = sealed(&bytes);
            let pieces = length.div_ceil(PIECE).max(1);
            assert_eq!(sealed.len(), length + pieces * TAG);
            assert!(opened(&sealed, &KEY, b"head").unwrap() == bytes, "{length}");
        }
    }

    #[test]
    fn what_was_changed_moved_or_cut_off_does_not_open() {
        let bytes = vec![7; 3 * PIECE];
        let good = sealed(&bytes);
        let refused = |bytes: &[u8]| {
            let error = opened(bytes, &KEY, b"head").unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        };
        let whole = PIECE + TAG;
        for length in [0, 1, whole, 2 * whole, good.len() - 1] {
            refused(&good[..length]);
        }
        refused(&[&good[..], &[0]].concat());
        refused(&[&good[whole..2 * whole], &good[..whole], &good[2 * whole..]].concat());
        let mut changed = good.clone();
        changed[whole + 9] ^= 1;
        refused(&changed);
        assert!(opened(&good, &[4; 32], b"head").is_err());
        assert!(opened(&good, &KEY, b"Head").is_err());
    }
}
