//! The voter's secret as people keep it: printed, copied by hand, typed back. Never here: a database.

use super::Secret;

/// A secret as people copy it: eight groups of four, letters and digits that cannot be mistaken
/// (Crockford's base 32), with 32 bits of checksum so that a slip is told at once.
#[must_use]
pub fn secret_to_text(secret: &Secret) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    // 128 bits and 32 bits of hash make 160 bits: 32 digits
    let mut bytes = secret.to_vec();
    bytes.extend_from_slice(&checksum(secret));
    let mut out = String::new();
    let (mut buffer, mut bits) = (0u32, 0u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            let digit = (buffer >> bits) & 31;
            out.push(char::from(DIGITS[digit as usize]));
            buffer &= (1 << bits) - 1;
        }
    }
    out.as_bytes()
        .chunks(4)
        .map(|c| String::from_utf8_lossy(c).into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

fn checksum(secret: &Secret) -> [u8; 4] {
    use sha2::Digest as _;
    let digest: [u8; 32] =
        sha2::Sha256::digest([b"tiker receipt 1\n".as_slice(), secret].concat()).into();
    [digest[0], digest[1], digest[2], digest[3]]
}

/// Reads a secret typed by hand: spaces, hyphens and case do not matter; O is 0, I and L are 1.
#[must_use]
pub fn secret_from_text(text: &str) -> Option<Secret> {
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0u32, 0u32);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
        let value = match c.to_ascii_uppercase() {
            'O' => 0,
            'I' | 'L' => 1,
            c => u32::try_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ".find(c)?).ok()?,
        };
        buffer = (buffer << 5) | value;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(buffer >> bits).ok()?);
            buffer &= (1 << bits) - 1;
        }
        if bytes.len() > 20 {
            return None;
        }
    }
    if bytes.len() != 20 || bits != 0 {
        return None;
    }
    let secret: Secret = bytes[..16].try_into().ok()?;
    (checksum(&secret) == bytes[16..20]).then_some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_survives_copying_by_hand() {
        let secret = [0xab; 16];
        let text = secret_to_text(&secret);
        assert_eq!(text.len(), 39);
        assert_eq!(secret_from_text(&text), Some(secret));
        assert_eq!(
            secret_from_text(&text.to_lowercase().replace(' ', "-")),
            Some(secret)
        );
        let slip = text.replacen(&text[..1], if text.starts_with('N') { "M" } else { "N" }, 1);
        assert_eq!(secret_from_text(&slip), None);
        for bad in ["", "abc", &"A".repeat(500), "é"] {
            assert_eq!(secret_from_text(bad), None);
        }
    }
}
