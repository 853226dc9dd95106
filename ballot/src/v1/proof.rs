//! Proofs of knowledge, made non-interactive by a hash: of a key, of a decryption, and of "one
//! of these". All answer `w − x·c`, and all are checked by computing the commitments again.
//!
//! Provers touch secrets: nothing here branches on one, or looks up by one.

use super::group::{Bit, Group};
use super::number::{push_quoted, read_scalar};
use crate::Refusal;
use crate::json::Reader;
use crypto_bigint::CtEq;
use rand_core::CryptoRng;
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// A challenge and the response to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof<G: Group> {
    pub challenge: G::Scalar,
    pub response: G::Scalar,
}

impl<G: Group> Proof<G> {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.expect("{\"challenge\":")?;
        let challenge = read_scalar::<G>(reader)?;
        reader.expect(",\"response\":")?;
        let response = read_scalar::<G>(reader)?;
        reader.expect("}")?;
        Ok(Self {
            challenge,
            response,
        })
    }

    pub fn write(&self, out: &mut String) {
        out.push_str("{\"challenge\":");
        push_quoted(out, &G::scalar_text(&self.challenge));
        out.push_str(",\"response\":");
        push_quoted(out, &G::scalar_text(&self.response));
        out.push('}');
    }
}

/// `H(prefix, [x1..xn])`: SHA-256 of the prefix and the decimal elements with commas between,
/// modulo q. The prefix comes in pieces.
pub fn challenge<G: Group>(prefix: &[&str], elements: &[G::Element]) -> G::Scalar {
    let mut hash = Sha256::new();
    for piece in prefix {
        hash.update(piece);
    }
    for (number, element) in elements.iter().enumerate() {
        if number > 0 {
            hash.update(",");
        }
        hash.update(G::element_text(element));
    }
    G::scalar_from_bytes(&hash.finalize())
}

/// Proves to know the logarithm of `g^secret`. `power` gives a power of g by a secret: from a
/// table where there is one.
pub fn prove_log<G: Group, R: CryptoRng + ?Sized>(
    prefix: &[&str],
    secret: &G::Scalar,
    power: impl FnOnce(&G::Scalar) -> G::Element,
    rng: &mut R,
) -> Proof<G> {
    let nonce = Zeroizing::new(G::random(rng));
    let commitment = power(&nonce);
    let challenge = challenge::<G>(prefix, &[commitment]);
    Proof {
        challenge,
        response: *nonce - *secret * challenge,
    }
}

/// Whether it is proven that the logarithm of `public` is known. `public` must be a member.
pub fn verify_log<G: Group>(prefix: &[&str], public: &G::Element, proof: &Proof<G>) -> bool {
    let commitment = G::public_power(&G::generator(), &proof.response)
        * G::public_power(public, &proof.challenge);
    challenge::<G>(prefix, &[commitment]) == proof.challenge
}

/// Proves that `public = g^secret` and `factor = alpha^secret` have the same logarithm.
pub fn prove_equal_logs<G: Group, R: CryptoRng + ?Sized>(
    prefix: &[&str],
    alpha: &G::Element,
    secret: &G::Scalar,
    rng: &mut R,
) -> Proof<G> {
    let nonce = Zeroizing::new(G::random(rng));
    let commitments = [G::power(&G::generator(), &nonce), G::power(alpha, &nonce)];
    let challenge = challenge::<G>(prefix, &commitments);
    Proof {
        challenge,
        response: *nonce - *secret * challenge,
    }
}

/// Whether it is proven that `factor` is to `alpha` what `public` is to g. All are members.
pub fn verify_equal_logs<G: Group>(
    prefix: &[&str],
    public: &G::Element,
    alpha: &G::Element,
    factor: &G::Element,
    proof: &Proof<G>,
) -> bool {
    let commitments = [
        G::public_power(&G::generator(), &proof.response)
            * G::public_power(public, &proof.challenge),
        G::public_power(alpha, &proof.response) * G::public_power(factor, &proof.challenge),
    ];
    challenge::<G>(prefix, &commitments) == proof.challenge
}

/// Two numbers that hide one: `g^r` and `y^r·g^m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ciphertext<G: Group> {
    pub alpha: G::Element,
    pub beta: G::Element,
}

impl<G: Group> Ciphertext<G> {
    /// Hides zero, for everybody to see: the sum of no ciphertext.
    pub fn zero() -> Self {
        Self {
            alpha: G::identity(),
            beta: G::identity(),
        }
    }

    /// Hides the sum of what both hide.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            alpha: self.alpha * other.alpha,
            beta: self.beta * other.beta,
        }
    }
}

/// What the maker of a ciphertext knows: its randomness and what it hides.
#[derive(Clone, Copy, Zeroize)]
pub struct Opening<G: Group> {
    pub randomness: G::Scalar,
    pub hidden: u64,
}

/// Tables of the bases of one election, for secret exponents.
pub struct SecretBases<G: Group> {
    pub g: G::SecretTable,
    pub y: G::SecretTable,
}

impl<G: Group> SecretBases<G> {
    pub fn new(key: &G::Element) -> Self {
        Self {
            g: G::secret_table(&G::generator()),
            y: G::secret_table(key),
        }
    }
}

/// Tables of the bases of one election, for what everybody knows.
pub struct PublicBases<G: Group> {
    pub g: G::PublicTable,
    pub y: G::PublicTable,
}

impl<G: Group> PublicBases<G> {
    pub fn new(key: &G::Element) -> Self {
        Self {
            g: G::public_table(&G::generator()),
            y: G::public_table(key),
        }
    }
}

/// Proves that one of the statements "this ciphertext hides that number" is true, without
/// telling which. If several are true, the first is proven; if none is, the proof is worthless.
///
/// Every branch is made alike: `A = g^t`, `B = y^t·g^((m−M)·c)` with a random challenge `c`. Where
/// the statement is true the exponent of g is zero whatever `c` is, so `c` can be changed there
/// after the hash is known; which branch that was shows nowhere.
pub fn prove_one_of<G: Group, R: CryptoRng + ?Sized>(
    prefix: &[&str],
    statements: &[(Opening<G>, u64)],
    bases: &SecretBases<G>,
    rng: &mut R,
) -> Vec<Proof<G>> {
    let mut truths: Vec<Bit> = Vec::with_capacity(statements.len());
    let mut found = Bit::FALSE;
    for (opening, claimed) in statements {
        let first = opening.hidden.ct_eq(claimed) & !found;
        found |= first;
        truths.push(first);
    }
    let count = statements.len();
    let mut random = || Zeroizing::new((0..count).map(|_| G::random(rng)).collect::<Vec<_>>());
    let (nonces, mut challenges) = (random(), random());
    // With two statements, "0" and "1" on one ciphertext, just one power of g is not 1.
    let pair = match statements {
        [(opening, 0), (_, 1)] if count == 2 => {
            let first = truths[0];
            let hidden = Zeroizing::new(G::scalar_from(opening.hidden));
            let one = Zeroizing::new(*hidden * challenges[0]);
            let other = Zeroizing::new((*hidden - G::scalar_from(1)) * challenges[1]);
            let shift = Zeroizing::new(G::select(first, &other, &one));
            Some((first, G::table_power(&bases.g, &shift)))
        }
        _ => None,
    };
    let mut commitments = Vec::with_capacity(2 * count);
    for (index, (opening, claimed)) in statements.iter().enumerate() {
        let shift = match &pair {
            Some((first, shift)) => {
                let applies = if index == 0 { !*first } else { *first };
                G::select_element(applies, shift, &G::identity())
            }
            None => {
                let hidden = Zeroizing::new(G::scalar_from(opening.hidden));
                let distance = Zeroizing::new(*hidden - G::scalar_from(*claimed));
                let exponent = Zeroizing::new(*distance * challenges[index]);
                G::table_power(&bases.g, &exponent)
            }
        };
        commitments.push(G::table_power(&bases.g, &nonces[index]));
        commitments.push(G::table_power(&bases.y, &nonces[index]) * shift);
    }
    let total = challenge::<G>(prefix, &commitments);
    let sum = challenges
        .iter()
        .fold(G::scalar_from(0), |sum, challenge| sum + *challenge);
    let each = statements
        .iter()
        .zip(&truths)
        .zip(challenges.iter_mut().zip(nonces.iter()));
    each.map(|(((opening, _), truth), (challenge, nonce))| {
        let fitting = total - (sum - *challenge);
        *challenge = G::select(*truth, &fitting, challenge);
        let response = *nonce - opening.randomness * *challenge;
        Proof {
            challenge: *challenge,
            response,
        }
    })
    .collect()
}

/// The commitments `A, B` of each branch on one ciphertext, computed again from its proofs;
/// nothing if the ciphertext is not in the group. `sum` says that it is known to be.
pub fn commitments<G: Group>(
    ciphertext: &Ciphertext<G>,
    branches: &[(u64, Proof<G>)],
    bases: &PublicBases<G>,
    member: bool,
) -> Option<Vec<G::Element>> {
    let exponents: Vec<G::Scalar> = branches.iter().map(|(_, proof)| proof.challenge).collect();
    let powers = |base: &G::Element| {
        if member {
            Some(G::public_member_powers(base, &exponents))
        } else {
            G::public_powers(base, &exponents)
        }
    };
    let (alphas, betas) = (powers(&ciphertext.alpha)?, powers(&ciphertext.beta)?);
    let mut commitments = Vec::with_capacity(2 * branches.len());
    for (((claimed, proof), alpha), beta) in branches.iter().zip(alphas).zip(betas) {
        let mut b = G::public_table_power(&bases.y, &proof.response) * beta;
        if *claimed > 0 {
            let shift = -(G::scalar_from(*claimed) * proof.challenge);
            b = b * G::public_table_power(&bases.g, &shift);
        }
        commitments.push(G::public_table_power(&bases.g, &proof.response) * alpha);
        commitments.push(b);
    }
    Some(commitments)
}

/// Whether the challenges of the branches add up to the hash of their commitments.
pub fn adds_up<G: Group>(
    prefix: &[&str],
    commitments: &[G::Element],
    proofs: impl IntoIterator<Item = Proof<G>>,
) -> bool {
    let sum = proofs
        .into_iter()
        .fold(G::scalar_from(0), |sum, proof| sum + proof.challenge);
    challenge::<G>(prefix, commitments) == sum
}
