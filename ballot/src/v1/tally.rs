//! From ballots to a result: adding ciphertexts up, decrypting the sum together, reading what is
//! in it. Nothing here decides which ballots count, or what a number of votes means.

use super::election::{Election, Question};
use super::group::Group;
use super::number::{push_element, read_member};
use super::proof::{Ciphertext, Proof, prove_equal_logs, verify_equal_logs};
use super::trustee::{TrusteeKey, Trustees};
use crate::generator::Generator;
use crate::json::{Reader, push_list};
use crate::text::{self, Hash};
use crate::{Code, Refusal};
use rand_core::CryptoRng;
use std::collections::HashMap;

/// Weights beyond this are written by the tool as a text, and are refused here.
pub const MOST_WEIGHT: u64 = (1 << 30) - 1;

/// The sum of the votes, still sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally<G: Group> {
    /// One ciphertext for each choice of each question.
    pub sums: Vec<Vec<Ciphertext<G>>>,
    /// Number of voters.
    pub voters: u64,
    /// Sum of their weights.
    pub weight: u64,
}

impl<G: Group> Tally<G> {
    /// The sum of no vote.
    pub fn empty(questions: &[Question]) -> Self {
        let zeros = |question: &Question| vec![Ciphertext::zero(); question.choices()];
        Self {
            sums: questions.iter().map(zeros).collect(),
            voters: 0,
            weight: 0,
        }
    }

    /// A sum to rehearse an opening on: what is in it (`counts`, of one question) and how it was sealed are known to
    /// all, from a seed. A trustee makes it again herself, so that nobody can have her open anything else by it.
    ///
    /// # Errors
    /// If these are not counts of the election's one question.
    pub fn known(election: &Election<G>, counts: &[u64], seed: &[u8; 32]) -> Result<Self, Refusal> {
        let [question] = election.questions() else {
            return Err(Code::QuestionUnsupported.into());
        };
        if counts.len() != question.choices() {
            return Err(Code::BallotChoices.into());
        }
        let mut generator = Generator::new(seed);
        let row = counts.iter().map(|count| {
            let randomness = G::random(&mut generator);
            let hidden = G::public_small_power(&G::generator(), *count);
            Ciphertext {
                alpha: G::public_power(&G::generator(), &randomness),
                beta: G::public_power(&election.key, &randomness) * hidden,
            }
        });
        let sums = vec![row.collect()];
        let voters = counts.iter().sum();
        Ok(Self {
            sums,
            voters,
            weight: voters,
        })
    }

    /// Adds a voter's last ballot.
    pub fn add(&mut self, ballot: &[Vec<Ciphertext<G>>], weight: u64) {
        for (sum, one) in self.sums.iter_mut().flatten().zip(ballot.iter().flatten()) {
            let weighted = if weight == 1 {
                *one
            } else {
                Ciphertext {
                    alpha: G::public_small_power(&one.alpha, weight),
                    beta: G::public_small_power(&one.beta, weight),
                }
            };
            *sum = sum.plus(&weighted);
        }
        self.voters += 1;
        self.weight += weight;
    }

    /// Adds other voters' ballots.
    pub fn merge(&mut self, other: &Self) {
        for (sum, one) in self
            .sums
            .iter_mut()
            .flatten()
            .zip(other.sums.iter().flatten())
        {
            *sum = sum.plus(one);
        }
        self.voters += other.voters;
        self.weight += other.weight;
    }

    /// The canonical text of the sums.
    pub fn text(&self) -> String {
        let mut out = String::new();
        push_list(&mut out, &self.sums, |out, question| {
            push_list(out, question, |out, ciphertext| {
                out.push_str("{\"alpha\":");
                push_element::<G>(out, &ciphertext.alpha);
                out.push_str(",\"beta\":");
                push_element::<G>(out, &ciphertext.beta);
                out.push('}');
            });
        });
        out
    }

    /// The canonical text of the numbers, which names that of the sums.
    pub fn sized_text(&self) -> String {
        format!(
            "{{\"num_tallied\":{},\"total_weight\":{},\"encrypted_tally\":\"{}\"}}",
            self.voters,
            self.weight,
            text::hex(&text::sha256(self.text().as_bytes()))
        )
    }
}

impl<G: Group> Tally<G> {
    /// Reads the canonical texts of a tally: its sums, and what says how many they are of.
    ///
    /// # Errors
    /// If they are not canonical, not in the group, or not of each other.
    pub fn read(sums: &[u8], sized: &[u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(sums)?;
        let read = reader.list(|reader, _| {
            reader.list(|reader, _| {
                reader.expect("{\"alpha\":")?;
                let alpha = read_member::<G>(reader)?;
                reader.expect(",\"beta\":")?;
                let beta = read_member::<G>(reader)?;
                reader.expect("}")?;
                Ok(Ciphertext { alpha, beta })
            })
        })?;
        reader.end()?;
        let mut reader = Reader::new(sized)?;
        reader.expect("{\"num_tallied\":")?;
        let voters = reader.number(u64::from(u32::MAX))?;
        reader.expect(",\"total_weight\":")?;
        let weight = reader.number(MOST_WEIGHT)?;
        let tally = Self {
            sums: read,
            voters,
            weight,
        };
        if tally.sized_text().as_bytes() != sized || tally.text().as_bytes() != sums {
            return Err(Code::TallyDiffers.into());
        }
        Ok(tally)
    }
}

/// One trustee's part of a decryption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDecryption<G: Group> {
    factors: Vec<Vec<G::Element>>,
    proofs: Vec<Vec<Proof<G>>>,
}

impl<G: Group> PartialDecryption<G> {
    /// Decrypts a trustee's part. She must have checked first that the tally is right: whatever
    /// is given here is opened.
    pub fn make<R: CryptoRng + ?Sized>(
        election: &Election<G>,
        tally: &Tally<G>,
        key: &TrusteeKey<G>,
        rng: &mut R,
    ) -> Self {
        let public = G::element_text(&key.public());
        let prefix = ["decrypt|", &election.fingerprint, "|", &public, "|"];
        let (mut factors, mut proofs) = (Vec::new(), Vec::new());
        for question in &tally.sums {
            let factor = |sum: &Ciphertext<G>| G::power(&sum.alpha, &key.secret);
            factors.push(question.iter().map(factor).collect());
            let proof =
                |sum: &Ciphertext<G>| prove_equal_logs(&prefix, &sum.alpha, &key.secret, &mut *rng);
            proofs.push(question.iter().map(proof).collect());
        }
        Self { factors, proofs }
    }

    /// Reads the canonical text.
    ///
    /// # Errors
    /// With the place of what is not canonical or not in the group.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(bytes)?;
        reader.expect("{\"decryption_factors\":")?;
        let factors = reader.list(|reader, question| {
            reader.list(|reader, choice| {
                let read = read_member::<G>(reader);
                read.map_err(|refusal| refusal.question(question).choice(choice))
            })
        })?;
        reader.expect(",\"decryption_proofs\":")?;
        let proofs = reader.list(|reader, question| {
            reader.list(|reader, choice| {
                let read = Proof::read(reader);
                read.map_err(|refusal| refusal.question(question).choice(choice))
            })
        })?;
        reader.expect("}")?;
        reader.end()?;
        Ok(Self { factors, proofs })
    }

    /// The canonical text.
    pub fn text(&self) -> String {
        let mut out = String::from("{\"decryption_factors\":");
        push_list(&mut out, &self.factors, |out, question| {
            push_list(out, question, |out, factor| push_element::<G>(out, factor));
        });
        out.push_str(",\"decryption_proofs\":");
        push_list(&mut out, &self.proofs, |out, question| {
            push_list(out, question, |out, proof| proof.write(out));
        });
        out.push('}');
        out
    }

    /// Checks that the factors are those of the tally, made with the key of this trustee.
    ///
    /// # Errors
    /// With question and choice.
    pub fn check(
        &self,
        election: &Election<G>,
        tally: &Tally<G>,
        key: &G::Element,
    ) -> Result<(), Refusal> {
        let lengths = |lengths: &mut dyn Iterator<Item = usize>| lengths.collect::<Vec<_>>();
        let wanted = lengths(&mut tally.sums.iter().map(Vec::len));
        if lengths(&mut self.factors.iter().map(Vec::len)) != wanted
            || lengths(&mut self.proofs.iter().map(Vec::len)) != wanted
        {
            return Err(Code::DecryptionShape.into());
        }
        let public = G::element_text(key);
        let prefix = ["decrypt|", &election.fingerprint, "|", &public, "|"];
        for (question, sums) in tally.sums.iter().enumerate() {
            for (choice, sum) in sums.iter().enumerate() {
                let factor = &self.factors[question][choice];
                let proof = &self.proofs[question][choice];
                if !verify_equal_logs(&prefix, key, &sum.alpha, factor, proof) {
                    return Err(Refusal::from(Code::DecryptionProof)
                        .question(question)
                        .choice(choice));
                }
            }
        }
        Ok(())
    }
}

/// The text that says whose a partial decryption is.
pub fn owned_text(owner: usize, payload: &Hash) -> String {
    format!(
        "{{\"owner\":{owner},\"payload\":\"{}\"}}",
        text::hex(payload)
    )
}

/// How many votes, with their weights, each choice of each question has; a blank vote is the
/// first choice of a question that allows one.
pub type Counts = Vec<Vec<u64>>;

/// Opens the sum of the votes with the parts of the trustees, each with its owner's number.
/// The parts must have been checked.
///
/// # Errors
/// If the parts are not enough, or what is in the sum is no number of votes.
pub fn open<G: Group>(
    trustees: &Trustees<G>,
    tally: &Tally<G>,
    parts: &[(usize, PartialDecryption<G>)],
) -> Result<Counts, Refusal> {
    let owners = trustees.keys().len();
    let logarithms = Logarithms::<G>::new(tally.weight);
    let mut counts = Vec::with_capacity(tally.sums.len());
    for (question, sums) in tally.sums.iter().enumerate() {
        let mut row = Vec::with_capacity(sums.len());
        for (choice, sum) in sums.iter().enumerate() {
            let mut factors = vec![None; owners];
            for (owner, part) in parts {
                let factor = part.factors.get(question).and_then(|row| row.get(choice));
                if let Some(place) = factors.get_mut(owner.wrapping_sub(1)) {
                    *place = factor.copied();
                }
            }
            let factor = trustees.combine(&factors).ok_or(Code::DecryptionMissing)?;
            let power = sum.beta * G::public_inverse(&factor);
            let count = logarithms.find(&power);
            row.push(count.ok_or_else(|| {
                Refusal::from(Code::ResultDiffers)
                    .question(question)
                    .choice(choice)
            })?);
        }
        counts.push(row);
    }
    Ok(counts)
}

/// The canonical text of a result.
pub fn result_text(counts: &Counts) -> String {
    let mut out = String::from("{\"result\":");
    push_list(&mut out, counts, |out, question| {
        push_list(out, question, |out, count| out.push_str(&count.to_string()));
    });
    out.push('}');
    out
}

/// Reads a result.
///
/// # Errors
/// If it is not canonical.
pub fn read_result(bytes: &[u8]) -> Result<Counts, Refusal> {
    let mut reader = Reader::new(bytes)?;
    reader.expect("{\"result\":")?;
    let counts = reader.list(|reader, _| reader.list(|reader, _| reader.number(MOST_WEIGHT)))?;
    reader.expect("}")?;
    reader.end().map(|()| counts)
}

/// Small logarithms to the base g: small steps in a table, then giant ones.
struct Logarithms<G: Group> {
    most: u64,
    step: u64,
    small: HashMap<[u8; 8], u64>,
    /// `g^-step`.
    giant: G::Element,
}

/// The end of a number: enough to find it among some ten thousand, and then to look whether it is the one.
fn short<G: Group>(element: &G::Element) -> [u8; 8] {
    let bytes = G::element_bytes(element);
    let mut short = [0; 8];
    short.copy_from_slice(&bytes[bytes.len() - 8..]);
    short
}

impl<G: Group> Logarithms<G> {
    fn new(most: u64) -> Self {
        let step = most.isqrt() + 1;
        let mut small = HashMap::new();
        let mut power = G::identity();
        for exponent in 0..step {
            small.insert(short::<G>(&power), exponent);
            power = power * G::generator();
        }
        Self {
            most,
            step,
            small,
            giant: G::public_inverse(&power),
        }
    }

    fn find(&self, power: &G::Element) -> Option<u64> {
        let mut rest = *power;
        for giant in 0..=self.step {
            if let Some(small) = self.small.get(&short::<G>(&rest)) {
                let found = giant * self.step + small;
                let right = G::public_small_power(&G::generator(), found) == *power;
                if right {
                    return Some(found).filter(|found| *found <= self.most);
                }
            }
            rest = rest * self.giant;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::v1::group::Belenios2048 as G;

    #[test]
    fn finds_every_small_logarithm_and_no_other() {
        for most in [0, 1, 2, 3, 15, 16, 17] {
            let logarithms = Logarithms::<G>::new(most);
            for exponent in 0..=most {
                let power = G::public_small_power(&G::generator(), exponent);
                assert_eq!(logarithms.find(&power), Some(exponent));
            }
            let beyond = G::public_small_power(&G::generator(), most + 1);
            assert_eq!(logarithms.find(&beyond), None);
        }
    }
}
