//! Codes that people read from paper or a screen and type: signs that cannot be mistaken for one another, in two groups.
//! **Never here**: what a code opens, or where its hash is kept.

use crate::{Rng, random};

/// No 0, O, 1, I or L, which look alike.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// A code of so many signs, each as likely as any other.
pub(crate) fn make(rng: &mut Rng, length: usize) -> String {
    let mut code = String::with_capacity(length);
    while code.len() < length {
        let [byte] = random::<1>(rng);
        // 248 is eight times 31: above it the first signs would come more often
        if let Some(sign) = SIGNS.get(usize::from(byte % 31)).filter(|_| byte < 248) {
            code.push(char::from(*sign));
        }
    }
    code
}

/// A code as it is shown: with a dash in its middle.
pub(crate) fn shown(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first}-{second}")
}

/// What people make of a code when they copy it: small letters, spaces, no dash.
pub(crate) fn tidy(code: &str) -> String {
    let kept = code.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng as _;

    #[test]
    fn a_code_is_read_as_it_was_made_however_it_is_typed() {
        let mut rng = ChaCha20Rng::seed_from_u64(7);
        for _ in 0..200 {
            let code = make(&mut rng, 10);
            assert_eq!(code.len(), 10);
            assert!(code.bytes().all(|sign| SIGNS.contains(&sign)), "{code}");
            let shown = shown(&code);
            assert_eq!((shown.len(), shown.find('-')), (11, Some(5)));
            for typed in [
                shown.to_lowercase(),
                shown.replace('-', " "),
                format!(" {code} "),
            ] {
                assert_eq!(tidy(&typed), code);
            }
        }
        assert_ne!(make(&mut rng, 10), make(&mut rng, 10));
    }
}
