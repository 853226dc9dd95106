//! Sealing a ballot in the voter's browser, and making her voting right there: what the page's script calls, and nothing
//! else.
//!
//! It is a file of its own, fetched when a ballot is opened and run in a worker. It asks for
//! nothing from the network and keeps nothing; the randomness comes from the browser.

use ballot::Refusal;
use ballot::generator::Generator;
use ballot::v1::credential::Credential;
use ballot::v1::election::Election;
use ballot::v1::group::{Belenios2048, Group as _};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::{Choices, seal};
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::{Zeroize, Zeroizing};

/// An election, ready for ballots: its tables are made once.
#[wasm_bindgen]
pub struct Sealer {
    election: Election<Belenios2048>,
    bases: SecretBases<Belenios2048>,
}

#[wasm_bindgen]
impl Sealer {
    /// Reads an election's text.
    ///
    /// # Errors
    /// The name of the reason, if it is not an election that can be voted in here.
    #[wasm_bindgen(constructor)]
    pub fn new(election: &[u8]) -> Result<Self, String> {
        let election = Election::read(election).map_err(told)?;
        let bases = SecretBases::new(&election.key);
        Ok(Self { election, bases })
    }

    /// Seals a ballot. `choices` is one byte, 0 or 1, for each choice of each question, the
    /// blank vote first where there is one; `seed` is 32 bytes from the browser's generator,
    /// used for this ballot only. Both are overwritten here, and should be by the caller.
    ///
    /// # Errors
    /// The name of the reason: a credential typed wrong, choices that are not allowed.
    pub fn seal(
        &self,
        credential: String,
        mut choices: Vec<u8>,
        mut seed: Vec<u8>,
    ) -> Result<String, String> {
        let credential = Zeroizing::new(credential);
        let sealed = self.seal_with(&credential, &choices, &seed);
        choices.zeroize();
        seed.zeroize();
        sealed.map_err(told)
    }
}

impl Sealer {
    fn seal_with(&self, credential: &str, choices: &[u8], seed: &[u8]) -> Result<String, Refusal> {
        let uuid = &self.election.draft.uuid;
        let key = Credential::read(credential)?.key::<Belenios2048>(uuid, &self.bases.g);
        let mut rest = choices.iter().map(|choice| u64::from(*choice));
        let mut rows: Vec<Choices> = Vec::new();
        for question in self.election.questions() {
            rows.push(Zeroizing::new(
                rest.by_ref().take(question.choices()).collect(),
            ));
        }
        let seed: &[u8; 32] = seed.try_into().map_err(|_| ballot::Code::BallotAnswers)?;
        if rest.next().is_some() {
            return Err(ballot::Code::BallotAnswers.into());
        }
        let mut rng = Generator::new(seed);
        seal(&self.election, &key, &rows, &self.bases, &mut rng)
    }
}

/// The tracker of a ballot: what the voter looks for in the archive.
#[wasm_bindgen]
pub fn tracker(ballot: &str) -> String {
    ballot::text::fingerprint(ballot.as_bytes())
}

/// The tracker's beginning as eight words, to compare two screens.
#[wasm_bindgen]
pub fn words(ballot: &str) -> String {
    ballot::words::of(&ballot::text::sha256(ballot.as_bytes()))
}

/// A new voting right for the vote of this identifier, of 32 bytes from the browser's generator: what its voter keeps,
/// then its public part.
///
/// # Errors
/// If these are not 32 bytes.
#[wasm_bindgen(js_name = newRight)]
pub fn new_right(uuid: &str, mut random: Vec<u8>) -> Result<Vec<String>, String> {
    let seed: &[u8; 32] = random.as_slice().try_into().map_err(|_| "seed")?;
    let credential = Credential::random(&mut Generator::new(seed));
    random.zeroize();
    let table = Belenios2048::secret_table(&Belenios2048::generator());
    let public = credential.key::<Belenios2048>(uuid, &table).public();
    let public = Belenios2048::element_text(&public);
    Ok(vec![credential.as_str().to_owned(), public])
}

/// A voting right in its canonical form, whatever dashes, spaces and small letters were typed.
///
/// # Errors
/// If a letter is missing or wrong.
#[wasm_bindgen(js_name = readRight)]
pub fn read_right(typed: &str) -> Result<String, String> {
    let credential = Credential::read(typed).map_err(told)?;
    Ok(credential.as_str().to_owned())
}

#[expect(clippy::needless_pass_by_value, reason = "shape of map_err")]
fn told(refusal: Refusal) -> String {
    refusal.code.name().to_owned()
}
