//! The voting right as its holder types it, and the list of public ones.
//!
//! A credential is 130 random bits, written with the 32 letters and digits that nobody confuses
//! (Crockford's: no I, L, O, U), in four groups of seven; the last two are a check. The secret
//! scalar is derived from it and the election, so one credential is of no use in another vote.
//! `Tool` is the shorter form (82 bits) of the tool that judges our archives.

use super::group::Group;
use super::proof::{Proof, prove_log};
use crate::json::push_list;
use crate::{Code, Refusal, text};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters that carry the secret; 26 times five bits.
const SECRET: usize = 26;
/// Letters typed at most, with the check: what is longer is no credential.
const LONGEST: usize = SECRET + 2;
/// A prime below 2^10: any wrong letter, and any two neighbours exchanged, change the remainder.
const CHECK: u32 = 1021;

/// A credential in its canonical form.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Credential {
    text: String,
    #[zeroize(skip)]
    tool: bool,
}

impl Credential {
    /// A new credential.
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET]);
        rng.fill_bytes(&mut *bytes);
        for byte in bytes.iter_mut() {
            *byte &= 31;
        }
        Self {
            text: written(&*bytes),
            tool: false,
        }
    }

    /// Reads what a person typed: small letters, missing or other dashes and spaces, and the
    /// letters that look like digits are all understood.
    ///
    /// # Errors
    /// If a letter is missing or wrong.
    pub fn read(typed: &str) -> Result<Self, Refusal> {
        let typed = typed.trim();
        if let Some(credential) = read_tool(typed) {
            return Ok(credential);
        }
        let mut digits = Zeroizing::new(Vec::with_capacity(LONGEST));
        for (at, letter) in typed.char_indices() {
            if letter.is_whitespace() || "-‐‑–—−_.".contains(letter) {
                continue;
            }
            let letter = match letter.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let letter = u8::try_from(letter).ok();
            let digit = letter.and_then(|letter| text::secret_number(LETTERS, letter));
            let digit = digit.filter(|_| digits.len() < LONGEST);
            digits.push(digit.ok_or_else(|| Refusal::from(Code::CredentialForm).byte(at))?);
        }
        let text = digits.get(..SECRET).map(written);
        let check = text.as_ref().map(|text| values(text));
        match (text, check) {
            (Some(text), Some(check)) if check[..] == digits[..] => Ok(Self { text, tool: false }),
            (text, _) => {
                let _erased = text.map(Zeroizing::new);
                Err(Code::CredentialForm.into())
            }
        }
    }

    /// The text to hand to the voter.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The secret key in one election; `g` is the table of the group's generator.
    pub fn key<G: Group>(&self, uuid: &str, g: &G::SecretTable) -> CredentialKey<G> {
        let secret = if self.tool {
            let mut bytes = Zeroizing::new([0; 32]);
            pbkdf2::pbkdf2_hmac::<sha2::Sha256>(
                self.text.as_bytes(),
                uuid.as_bytes(),
                1000,
                &mut *bytes,
            );
            G::scalar_from_bytes(&*bytes)
        } else {
            let mut bytes = Zeroizing::new([0; 64]);
            for (index, half) in bytes.chunks_mut(32).enumerate() {
                let index = index.to_string();
                let input = ["derive_credential|", uuid, "|", &index, "|", &self.text].concat();
                half.copy_from_slice(&text::sha256(Zeroizing::new(input).as_bytes()));
            }
            G::scalar_from_bytes(&*bytes)
        };
        CredentialKey {
            public: G::table_power(g, &secret),
            secret,
        }
    }
}

/// The digits as letters, with their check and dashes.
fn written(digits: &[u8]) -> String {
    let check = digits
        .iter()
        .fold(0, |rest, digit| (rest * 32 + u32::from(*digit)) % CHECK);
    let last = [check / 32, check % 32].map(|digit| u8::try_from(digit).unwrap_or(0));
    let mut written = String::with_capacity(SECRET + 5);
    for (number, digit) in digits.iter().chain(&last).enumerate() {
        if number > 0 && number % 7 == 0 {
            written.push('-');
        }
        written.push(text::secret_letter(LETTERS, *digit));
    }
    written
}

fn values(letters: &str) -> Zeroizing<Vec<u8>> {
    let mut values = Zeroizing::new(Vec::with_capacity(LONGEST));
    values.extend(
        letters
            .bytes()
            .filter_map(|letter| text::secret_number(LETTERS, letter)),
    );
    values
}

/// The form `XXX-XXX-XXX-XXX-XXX`: base58, in which capital and small letters differ, the last
/// one a check. It is taken exactly as typed.
fn read_tool(typed: &str) -> Option<Credential> {
    let shape = |(at, byte): (usize, u8)| {
        if at % 4 == 3 {
            byte == b'-'
        } else {
            byte != b'-'
        }
    };
    if typed.len() != 19 || !typed.bytes().enumerate().all(shape) {
        return None;
    }
    let letters = typed.bytes().filter(|byte| *byte != b'-');
    let mut digits = Zeroizing::new(Vec::with_capacity(15));
    for letter in letters {
        digits.push(u32::from(text::secret_number(text::BASE58, letter)?));
    }
    let rest = digits
        .iter()
        .take(14)
        .fold(0, |rest, digit| (rest * 58 + digit) % 53);
    let good = digits.last() == Some(&(53 - rest));
    good.then(|| Credential {
        text: typed.to_owned(),
        tool: true,
    })
}

/// The secret that signs a ballot.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct CredentialKey<G: Group> {
    secret: G::Scalar,
    #[zeroize(skip)]
    public: G::Element,
}

impl<G: Group> CredentialKey<G> {
    /// What the public list says of it.
    pub fn public(&self) -> G::Element {
        self.public
    }

    /// Signs the hash of a ballot.
    pub fn sign<R: CryptoRng + ?Sized>(
        &self,
        hash: &str,
        g: &G::SecretTable,
        rng: &mut R,
    ) -> Proof<G> {
        prove_log(
            &["sig|", hash, "|"],
            &self.secret,
            |nonce| G::table_power(g, nonce),
            rng,
        )
    }
}

/// The list of public credentials with their weights, sorted so that its order tells nothing.
/// A weight of one may be left out; it is public beside the ballot.
pub fn public_list<G: Group>(credentials: &[(G::Element, u64)]) -> String {
    let mut sorted = credentials.to_vec();
    sorted.sort_by(|a, b| G::public_compare(&a.0, &b.0));
    let mut out = String::new();
    push_list(&mut out, &sorted, |out, (public, weight)| {
        out.push('"');
        out.push_str(&G::element_text(public));
        if *weight != 1 {
            out.push_str(&format!(",{weight}"));
        }
        out.push('"');
    });
    out
}

/// The same list from the texts of public credentials of weight one that whoever asks has made.
pub fn list_of_texts(mut texts: Vec<&str>) -> String {
    // decimal without leading zeros: the longer one is the larger
    texts.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    let mut out = String::new();
    push_list(&mut out, &texts, |out, text| {
        out.push('"');
        out.push_str(text);
        out.push('"');
    });
    out
}

#[cfg(test)]
#[path = "credential_tests.rs"]
mod tests;
