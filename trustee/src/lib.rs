//! What a trustee's device does with her seed: make her part of the key, open her part of the sum. It is what the
//! page's script calls, in a worker, and nothing else.
//!
//! A seed goes in and what may be published comes out: her share of the key is made again each time from the seed
//! and what the others published, and erased. It asks for nothing from the network and keeps nothing; the
//! randomness comes from the browser.

use ballot::generator::Generator;
use ballot::v1::ceremony::{self, Dealing, Published, Seed, Shape, Share};
use ballot::v1::election::Election;
use ballot::v1::group::Belenios2048 as Group;
use ballot::v1::tally::{PartialDecryption, Tally};
use ballot::v1::trustee::Signed;
use ballot::{Code, Refusal};
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroize;

/// A new seed: 22 letters and digits, of 32 bytes from the browser's generator.
///
/// # Errors
/// If these are not 32 bytes.
#[wasm_bindgen(js_name = newSeed)]
pub fn new_seed(random: Vec<u8>) -> Result<String, String> {
    let mut rng = generator(random).map_err(told)?;
    Ok(Seed::random(&mut rng).as_str().to_owned())
}

/// Eight words of a text that all trustees must see the same of.
#[wasm_bindgen]
pub fn words(text: &str) -> String {
    ballot::words::of(&ballot::text::sha256(text.as_bytes()))
}

/// A trustee at her place in a ceremony.
#[wasm_bindgen]
pub struct Trustee {
    seed: Seed,
    shape: Shape,
    index: usize,
    certificates: Vec<Signed<Group>>,
    dealings: Vec<Dealing<Group>>,
}

#[wasm_bindgen]
impl Trustee {
    /// Takes her seed, as it was kept, and her number from one.
    ///
    /// # Errors
    /// If it is not a seed.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: String, size: usize, threshold: usize, index: usize) -> Result<Self, String> {
        let seed = Seed::from_text(seed).ok_or("seed")?;
        Ok(Self {
            seed,
            shape: Shape { size, threshold },
            index,
            certificates: Vec::new(),
            dealings: Vec::new(),
        })
    }

    /// Step one.
    ///
    /// # Errors
    /// If the randomness is not 32 bytes.
    pub fn certificate(&self, random: Vec<u8>) -> Result<String, String> {
        let mut rng = generator(random).map_err(told)?;
        let signed = ceremony::certify::<Group, _>(&self.seed, self.shape, self.index, &mut rng);
        Ok(ceremony::certificate_text(&signed))
    }

    /// The certificates of everybody: gives what all must see the same of.
    ///
    /// # Errors
    /// If one of them is wrong.
    pub fn learn_certificates(&mut self, texts: Vec<String>) -> Result<String, String> {
        let read = (1..).zip(&texts).map(|(index, text)| {
            ceremony::read_certificate_text(text, self.shape, index)
                .map_err(|refusal| refusal.trustee(index))
        });
        self.certificates = read.collect::<Result<_, _>>().map_err(told)?;
        Ok(ceremony::certificates_fingerprint(&self.certificates))
    }

    /// Step two.
    ///
    /// # Errors
    /// If her own certificate is not among those of everybody.
    pub fn dealing(&self, random: Vec<u8>) -> Result<String, String> {
        let mut rng = generator(random).map_err(told)?;
        let certificates = &self.certificates;
        ceremony::deal(&self.seed, self.shape, self.index, certificates, &mut rng)
            .map(|dealing| dealing.text())
            .map_err(told)
    }

    /// What everybody dealt.
    ///
    /// # Errors
    /// If one of them is wrong.
    pub fn learn_dealings(&mut self, texts: Vec<String>) -> Result<(), String> {
        let read = (1..).zip(&texts).map(|(index, text)| {
            Dealing::read(text, self.shape, index, &self.certificates)
                .map_err(|refusal| refusal.trustee(index))
        });
        self.dealings = read.collect::<Result<_, _>>().map_err(told)?;
        Ok(())
    }

    /// Step three.
    ///
    /// # Errors
    /// If what she was sent is not what was committed to.
    pub fn published(&self, random: Vec<u8>) -> Result<String, String> {
        let mut rng = generator(random).map_err(told)?;
        let share = self.share(&mut rng).map_err(told)?;
        Ok(Published::of(&share).text())
    }

    /// Whether the seed is hers: her share comes out of it and of what the others dealt.
    ///
    /// # Errors
    /// If it is not.
    #[wasm_bindgen(js_name = isHers)]
    pub fn is_hers(&self, random: Vec<u8>) -> Result<bool, String> {
        let mut rng = generator(random).map_err(told)?;
        self.share(&mut rng).map_err(told)?;
        Ok(true)
    }

    /// Her part of the rehearsal. She makes the sum herself from its seed: what is in it, and how it was sealed, are known to
    /// all, so her part tells nothing that could open anything else.
    ///
    /// # Errors
    /// If the election is not sealed with the key of this ceremony, or the seed is not hers.
    pub fn rehearse(
        &self,
        election: &str,
        counts: Vec<u32>,
        known: Vec<u8>,
        random: Vec<u8>,
    ) -> Result<String, String> {
        let mut rng = generator(random).map_err(told)?;
        let election = self.election(election).map_err(told)?;
        let seed: &[u8; 32] = known.as_slice().try_into().map_err(|_| "seed")?;
        let counts: Vec<u64> = counts.into_iter().map(u64::from).collect();
        let tally = Tally::known(&election, &counts, seed).map_err(told)?;
        let share = self.share(&mut rng).map_err(told)?;
        Ok(PartialDecryption::make(&election, &tally, &share.key, &mut rng).text())
    }

    /// Her part of the decryption of a sum. Whatever is given here is opened: she must have checked before that it is
    /// the sum of a closed urn, and that the other trustees see the same.
    ///
    /// # Errors
    /// If a text is not canonical, the election is not sealed with the key of this ceremony, or the seed is not hers.
    pub fn decrypt(
        &self,
        election: &str,
        sum: &str,
        size: &str,
        random: Vec<u8>,
    ) -> Result<String, String> {
        let mut rng = generator(random).map_err(told)?;
        let election = self.election(election).map_err(told)?;
        let tally = Tally::read(sum.as_bytes(), size.as_bytes()).map_err(told)?;
        let share = self.share(&mut rng).map_err(told)?;
        Ok(PartialDecryption::make(&election, &tally, &share.key, &mut rng).text())
    }
}

impl Trustee {
    /// An election that is sealed with the key of this ceremony, and no other.
    fn election(&self, text: &str) -> Result<Election<Group>, Refusal> {
        let election = Election::<Group>::read(text.as_bytes())?;
        let (certificates, dealings) = (&self.certificates, &self.dealings);
        if ceremony::joint_key(self.shape, certificates, dealings)? != election.key {
            return Err(Code::KeyDiffers.into());
        }
        Ok(election)
    }

    fn share(&self, rng: &mut Generator) -> Result<Share<Group>, Refusal> {
        let (certificates, dealings) = (&self.certificates, &self.dealings);
        ceremony::receive(
            &self.seed,
            self.shape,
            self.index,
            certificates,
            dealings,
            rng,
        )
    }
}

fn generator(mut random: Vec<u8>) -> Result<Generator, Refusal> {
    let seed: &[u8; 32] = random
        .as_slice()
        .try_into()
        .map_err(|_| Refusal::from(Code::CeremonyMessage))?;
    let generator = Generator::new(seed);
    random.zeroize();
    Ok(generator)
}

/// The reason, and the number of the trustee it comes from where that is known: `ceremony-message 2`.
#[expect(clippy::needless_pass_by_value, reason = "shape of map_err")]
fn told(refusal: Refusal) -> String {
    match refusal.place.trustee {
        Some(trustee) => format!("{} {trustee}", refusal.code.name()),
        None => refusal.code.name().to_owned(),
    }
}
