//! The people who hold the election's key: each alone (`Single`), or several of whom some are
//! enough (`Pedersen`). What is public of them, how it is read, written and checked.
//! How several make a shared key is in `ceremony`.

use super::group::Group;
use super::number::{push_element, read_member};
use super::proof::{Proof, prove_log, verify_log};
use crate::json::{Reader, push_list, push_string};
use crate::{Code, Refusal};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Most trustees in one list.
const MOST: usize = 255;

/// A secret key, or a share of one.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct TrusteeKey<G: Group> {
    pub(super) secret: G::Scalar,
    #[zeroize(skip)]
    public: G::Element,
}

impl<G: Group> TrusteeKey<G> {
    /// A new key.
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        Self::from_secret(G::random(rng))
    }

    /// The key of a secret scalar.
    pub fn from_secret(secret: G::Scalar) -> Self {
        Self {
            public: G::power(&G::generator(), &secret),
            secret,
        }
    }

    pub fn public(&self) -> G::Element {
        self.public
    }

    /// What the trustee publishes: the public key and a proof to know the secret one.
    pub fn publish<R: CryptoRng + ?Sized>(
        &self,
        name: Option<String>,
        rng: &mut R,
    ) -> PublicKey<G> {
        let text = G::element_text(&self.public);
        let proof = self.prove(&["pok|", G::NAME, "|", &text, "|"], rng);
        PublicKey {
            proof,
            public: self.public,
            signature: None,
            name,
        }
    }

    fn prove<R: CryptoRng + ?Sized>(&self, prefix: &[&str], rng: &mut R) -> Proof<G> {
        prove_log(
            prefix,
            &self.secret,
            |nonce| G::power(&G::generator(), nonce),
            rng,
        )
    }

    /// Signs a text.
    pub fn sign<R: CryptoRng + ?Sized>(&self, message: &str, rng: &mut R) -> Proof<G> {
        self.prove(&["sigmsg|", message, "|"], rng)
    }
}

/// Whether the text is signed by the key. The key must be a member.
pub fn is_signed<G: Group>(message: &str, key: &G::Element, signature: &Proof<G>) -> bool {
    verify_log(&["sigmsg|", message, "|"], key, signature)
}

/// A trustee's public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey<G: Group> {
    pub proof: Proof<G>,
    pub public: G::Element,
    /// Signed by the trustee's certificate: asked for by later versions of the tool.
    pub signature: Option<Proof<G>>,
    pub name: Option<String>,
}

impl<G: Group> PublicKey<G> {
    /// Reads a key; only a group's may have a `signed` one, for only there is somebody who checks it.
    pub(super) fn read(reader: &mut Reader<'_>, signed: bool) -> Result<Self, Refusal> {
        reader.expect("{\"pok\":")?;
        let proof = Proof::read(reader)?;
        reader.expect(",\"public_key\":")?;
        let public = read_member::<G>(reader)?;
        let signature = if signed && reader.eat(",\"signature\":") {
            Some(Proof::read(reader)?)
        } else {
            None
        };
        let name = if reader.eat(",\"name\":") {
            Some(reader.string()?)
        } else {
            None
        };
        reader.expect("}")?;
        Ok(Self {
            proof,
            public,
            signature,
            name,
        })
    }

    pub fn write(&self, out: &mut String) {
        out.push_str("{\"pok\":");
        self.proof.write(out);
        out.push_str(",\"public_key\":");
        push_element::<G>(out, &self.public);
        if let Some(signature) = &self.signature {
            out.push_str(",\"signature\":");
            signature.write(out);
        }
        if let Some(name) = &self.name {
            out.push_str(",\"name\":");
            push_string(out, name);
        }
        out.push('}');
    }

    /// Whether the trustee proved to know the key.
    pub fn is_proven(&self) -> bool {
        let text = G::element_text(&self.public);
        verify_log(
            &["pok|", G::NAME, "|", &text, "|"],
            &self.public,
            &self.proof,
        )
    }
}

/// A text and its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed<G: Group> {
    pub message: String,
    pub signature: Proof<G>,
}

impl<G: Group> Signed<G> {
    pub fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.expect("{\"message\":")?;
        let message = reader.string()?;
        reader.expect(",\"signature\":")?;
        let signature = Proof::read(reader)?;
        reader.expect("}")?;
        Ok(Self { message, signature })
    }

    pub fn write(&self, out: &mut String) {
        out.push_str("{\"message\":");
        push_string(out, &self.message);
        out.push_str(",\"signature\":");
        self.signature.write(out);
        out.push('}');
    }
}

/// Trustees of whom `threshold` are enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pedersen<G: Group> {
    pub threshold: usize,
    pub certificates: Vec<Signed<G>>,
    pub commitments: Vec<Signed<G>>,
    /// Signatures of all certificates: asked for by later versions of the tool.
    pub signatures: Option<Vec<Proof<G>>>,
    pub verification_keys: Vec<PublicKey<G>>,
}

impl<G: Group> Pedersen<G> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        reader.expect("{\"threshold\":")?;
        let threshold = usize::try_from(reader.number(MOST as u64)?).unwrap_or(0);
        reader.expect(",\"certs\":")?;
        let certificates = reader.list(|reader, _| Signed::read(reader))?;
        reader.expect(",\"coefexps\":")?;
        let commitments = reader.list(|reader, _| Signed::read(reader))?;
        let signatures = if reader.eat(",\"signatures\":") {
            Some(reader.list(|reader, _| Proof::read(reader))?)
        } else {
            None
        };
        reader.expect(",\"verification_keys\":")?;
        let verification_keys = reader.list(|reader, _| PublicKey::read(reader, true))?;
        reader.expect("}")?;
        Ok(Self {
            threshold,
            certificates,
            commitments,
            signatures,
            verification_keys,
        })
    }

    fn write(&self, out: &mut String) {
        out.push_str(&format!("{{\"threshold\":{},\"certs\":", self.threshold));
        push_list(out, &self.certificates, |out, signed| signed.write(out));
        out.push_str(",\"coefexps\":");
        push_list(out, &self.commitments, |out, signed| signed.write(out));
        if let Some(signatures) = &self.signatures {
            out.push_str(",\"signatures\":");
            push_list(out, signatures, |out, signature| signature.write(out));
        }
        out.push_str(",\"verification_keys\":");
        push_list(out, &self.verification_keys, |out, key| key.write(out));
        out.push('}');
    }
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trustee<G: Group> {
    /// Needed for every decryption.
    Single(PublicKey<G>),
    /// Some of whom are needed.
    Pedersen(Pedersen<G>),
}

impl<G: Group> Trustee<G> {
    fn keys(&self) -> &[PublicKey<G>] {
        match self {
            Trustee::Single(key) => std::slice::from_ref(key),
            Trustee::Pedersen(pedersen) => &pedersen.verification_keys,
        }
    }
}

/// Everybody who takes part in the decryption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trustees<G: Group> {
    pub list: Vec<Trustee<G>>,
}

impl<G: Group> Trustees<G> {
    /// Reads the canonical list; `check` says whether it can be trusted.
    ///
    /// # Errors
    /// With the place of what is not canonical.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut reader = Reader::new(bytes)?;
        let list = reader.list(|reader, _| {
            let trustee = if reader.eat("[\"Single\",") {
                Trustee::Single(PublicKey::read(reader, false)?)
            } else {
                reader.expect("[\"Pedersen\",")?;
                Trustee::Pedersen(Pedersen::read(reader)?)
            };
            reader.expect("]").map(|()| trustee)
        })?;
        reader.end()?;
        Ok(Self { list })
    }

    /// The canonical text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        push_list(&mut out, &self.list, |out, trustee| {
            match trustee {
                Trustee::Single(key) => {
                    out.push_str("[\"Single\",");
                    key.write(out);
                }
                Trustee::Pedersen(pedersen) => {
                    out.push_str("[\"Pedersen\",");
                    pedersen.write(out);
                }
            }
            out.push(']');
        });
        out
    }

    /// The public keys in the order of the owners' numbers, which begin at one.
    pub fn keys(&self) -> Vec<&PublicKey<G>> {
        self.list.iter().flat_map(Trustee::keys).collect()
    }

    /// Checks every proof and signature, and gives the election's key.
    ///
    /// # Errors
    /// With the trustee's number.
    pub fn check(&self) -> Result<G::Element, Refusal> {
        let keys = self.keys();
        if keys.is_empty() {
            return Err(Code::TrusteeNone.into());
        }
        if keys.len() > MOST {
            return Err(Code::TrusteeMany.into());
        }
        let mut number = 0;
        for trustee in &self.list {
            // In a group of which one is enough all have the same share: only others must differ.
            let before = number;
            for key in trustee.keys() {
                number += 1;
                let refuse = |code| Refusal::from(code).trustee(number);
                if key.public == G::identity() {
                    return Err(refuse(Code::KeyTrivial));
                }
                if keys[..before].iter().any(|one| one.public == key.public) {
                    return Err(refuse(Code::TrusteeDuplicate));
                }
            }
        }
        let mut key = G::identity();
        let mut number = 1;
        for trustee in &self.list {
            match trustee {
                Trustee::Single(single) => {
                    if !single.is_proven() {
                        return Err(Refusal::from(Code::TrusteeProof).trustee(number));
                    }
                    key = key * single.public;
                    number += 1;
                }
                Trustee::Pedersen(pedersen) => {
                    key = key * super::ceremony::check(pedersen, number)?;
                    number += pedersen.verification_keys.len();
                }
            }
        }
        Ok(key)
    }

    /// Whether these owners, by their numbers, are enough to decrypt.
    pub fn are_enough(&self, owners: &[usize]) -> bool {
        let mut number = 1;
        self.list.iter().all(|trustee| match trustee {
            Trustee::Single(_) => {
                number += 1;
                owners.contains(&(number - 1))
            }
            Trustee::Pedersen(pedersen) => {
                let first = number;
                number += pedersen.verification_keys.len();
                let present = owners
                    .iter()
                    .filter(|owner| (first..number).contains(*owner));
                present.count() >= pedersen.threshold
            }
        })
    }

    /// Puts the decryption factors of one ciphertext together; nothing unless they are enough.
    /// `factors` are in the order of the owners' numbers.
    pub fn combine(&self, factors: &[Option<G::Element>]) -> Option<G::Element> {
        let mut factors = factors.iter();
        let mut product = G::identity();
        for trustee in &self.list {
            match trustee {
                Trustee::Single(_) => product = product * (*factors.next()?)?,
                Trustee::Pedersen(pedersen) => {
                    let all = pedersen.verification_keys.len();
                    let mine: Vec<_> = factors.by_ref().take(all).collect();
                    let present: Vec<(u64, G::Element)> = (1..)
                        .zip(mine)
                        .filter_map(|(index, one)| Some((index, (*one)?)))
                        .collect();
                    let present = present.get(..pedersen.threshold)?;
                    let indices: Vec<u64> = present.iter().map(|(index, _)| *index).collect();
                    for (index, factor) in present {
                        let power = lagrange::<G>(*index, &indices);
                        product = product * G::public_power(factor, &power);
                    }
                }
            }
        }
        Some(product)
    }
}

/// The coefficient at zero of one index among those present: the product of `k / (k − j)`.
fn lagrange<G: Group>(index: u64, present: &[u64]) -> G::Scalar {
    let mut coefficient = G::scalar_from(1);
    for other in present.iter().filter(|other| **other != index) {
        let k = G::scalar_from(*other);
        let distance = k - G::scalar_from(index);
        coefficient = coefficient * k * G::public_scalar_inverse(&distance);
    }
    coefficient
}
