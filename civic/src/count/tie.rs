//! Who goes first when two projects are equal.

use super::instance::Project;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A strict order on the projects, used only between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// The id as text, by Unicode code point ("10" before "9"): what pabutools does by default.
    IdText,
    /// The cheaper one; at equal cost, a draw anyone can redo. The seed must be fixed by
    /// something nobody controls (a public lottery, say) after the vote closes, or be committed
    /// to before it opens, and be published with the results.
    ///
    /// The draw: the project whose SHA-256 digest is the smaller comes first; the text digested
    /// is `tiker draw 1`, a line feed, the seed in 64 lower-case hexadecimal digits, a line feed,
    /// the id. In a shell: `printf 'tiker draw 1\n%s\n%s' "$SEED" "$ID" | sha256sum`.
    LowerCostThenDraw(#[serde(with = "hex_seed")] [u8; 32]),
}

impl TieRule {
    /// The rank of every project in the order: rank 0 wins all ties.
    pub(super) fn ranks(&self, projects: &[Project]) -> Vec<u32> {
        let mut order: Vec<usize> = (0..projects.len()).collect();
        match self {
            Self::IdText => order.sort_by(|&a, &b| projects[a].id.cmp(&projects[b].id)),
            Self::LowerCostThenDraw(seed) => {
                let head = format!("tiker draw 1\n{}\n", to_hex(seed));
                let digests: Vec<[u8; 32]> = projects
                    .iter()
                    .map(|p| Sha256::digest(format!("{head}{}", p.id)).into())
                    .collect();
                order.sort_by_key(|&p| (projects[p].cost, digests[p]));
            }
        }
        let mut ranks = vec![0; projects.len()];
        for (rank, &p) in (0_u32..).zip(&order) {
            ranks[p] = rank;
        }
        ranks
    }
}

/// Lower-case hexadecimal, the form in which a seed is published.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for &byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// The seed as text in JSON: what is published is what was used.
mod hex_seed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(seed: &[u8; 32], s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&super::to_hex(seed))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<[u8; 32], D::Error> {
        let text = String::deserialize(d)?;
        let digits: Option<Vec<u8>> = text.bytes().map(value).collect();
        match digits {
            Some(digits) if digits.len() == 64 => {
                let mut seed = [0; 32];
                for (byte, pair) in seed.iter_mut().zip(digits.chunks_exact(2)) {
                    *byte = pair[0] << 4 | pair[1];
                }
                Ok(seed)
            }
            _ => Err(D::Error::custom(
                "a seed is 64 lower-case hexadecimal digits",
            )),
        }
    }

    fn value(digit: u8) -> Option<u8> {
        match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        }
    }
}
