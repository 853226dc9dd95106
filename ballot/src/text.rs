//! Bytes as text: hexadecimal, base64, the hashes of the protocol. No meaning here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// The SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// Bytes from lower-case hexadecimal digits.
pub fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?))
        .collect()
}

/// A hash from its 64 lower-case digits.
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    bytes_from_hex(text)?.try_into().ok()
}

/// Base64 with the standard letters and no padding, as hashes are shown to people.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// The tracker of a ballot, the fingerprint of an election: the hash of its bytes, in base64.
pub fn fingerprint(bytes: &[u8]) -> String {
    base64(&sha256(bytes))
}

/// Letters of identifiers and seeds: no 0, O, I, l.
pub const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// All ones if both are equal; nobody who compiles this may know that they are secrets.
fn equal(a: u8, b: u8) -> u8 {
    let different = std::hint::black_box(a ^ b);
    ((u16::from(different).wrapping_sub(1) >> 8) & 0xff) as u8
}

/// The letter of a secret number: all are looked at.
pub fn secret_letter(letters: &[u8], number: u8) -> char {
    let all = (0..).zip(letters);
    char::from(all.fold(0, |found, (at, letter)| found | letter & equal(at, number)))
}

/// The number of a secret letter: all are compared. Whether it is one of them is told.
pub fn secret_number(letters: &[u8], letter: u8) -> Option<u8> {
    let all = (0..).zip(letters);
    let (found, number) = all.fold((0, 0), |(found, number), (at, known): (u8, &u8)| {
        let mask = equal(*known, letter);
        (found | mask, number | at & mask)
    });
    (found != 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_there_and_back() {
        for (number, letter) in (0..).zip(BASE58) {
            assert_eq!(secret_letter(BASE58, number), char::from(*letter));
            assert_eq!(secret_number(BASE58, *letter), Some(number));
        }
        for other in [b'0', b'O', b'I', b'l', b'-', 0, 255] {
            assert_eq!(secret_number(BASE58, other), None);
        }
    }

    #[test]
    fn hex_there_and_back() {
        let hash = sha256(b"abc");
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(hex(&hash), text);
        assert_eq!(hash_from_hex(text), Some(hash));
        assert_eq!(hash_from_hex(&text.to_uppercase()), None);
        assert_eq!(hash_from_hex(&text[1..]), None);
    }
}
