//! What somebody copies to ask for it: a tracker, a head. Copied from paper, over two lines or in capitals, it is
//! still the same; of another shape it is a slip of the hand, to be said before any archive is looked at.

use crate::text::{self, Hash};
use crate::words;

/// A head as it was typed; nothing if it has not 64 digits and letters from a to f.
pub fn head(typed: &str) -> Option<Hash> {
    text::hash_from_hex(&joined(typed).to_ascii_lowercase())
}

/// A tracker as it was typed; nothing if it has not the shape of one: 43 letters of base64, where capitals matter, or the
/// eight words of a receipt ([`words`]), which come back as they are written there.
pub fn tracker(typed: &str) -> Option<String> {
    // words first: eight of them may be as long as a tracker
    if let Some(bytes) = words::read(typed) {
        return Some(words::spelled(&bytes));
    }
    let joined = joined(typed);
    let tracker = joined.trim_end_matches('=');
    let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
    (tracker.len() == 43 && tracker.bytes().all(letter)).then(|| tracker.to_owned())
}

fn joined(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_from_two_lines_or_in_capitals_it_is_the_same() {
        let hash = text::sha256(b"one");
        let digits = text::hex(&hash);
        let (a, b) = digits.split_at(20);
        for typed in [digits.clone(), format!(" {a}\n {}", b.to_uppercase())] {
            assert_eq!(head(&typed), Some(hash));
        }
        let shown = text::base64(&hash);
        let (a, b) = shown.split_at(20);
        for typed in [shown.clone(), format!("{a} \u{a0}{b}=")] {
            assert_eq!(tracker(&typed), Some(shown.clone()));
        }
    }

    #[test]
    fn words_are_read_as_they_are_spoken() {
        let shown = words::of(&text::sha256(b"one"));
        for typed in [shown.clone(), shown.to_uppercase().replace(' ', ",  ")] {
            assert_eq!(tracker(&typed), Some(shown.clone()));
        }
        let (seven, _) = shown.rsplit_once(' ').unwrap();
        assert_eq!(tracker(seven), None);
    }

    #[test]
    fn another_shape_is_said() {
        for typed in ["", "abc", &"0".repeat(65), &"g".repeat(64)] {
            assert_eq!(head(typed), None, "{typed}");
        }
        for typed in [
            "",
            "bonjour",
            &"A".repeat(44),
            &"0".repeat(64),
            &"é".repeat(43),
        ] {
            assert_eq!(tracker(typed), None, "{typed}");
        }
    }
}
