//! How several trustees make one key of which some are enough (Pedersen's way): everybody
//! publishes a certificate, then commits to a polynomial and sends each one, sealed, its value
//! for them; a trustee's share is the sum of what she received.
//!
//! A trustee keeps one thing, her seed, and trusts nobody who carries the messages: in the
//! second and third step she finds her own certificate and her own commitments again, or stops.
//! That the others' certificates are theirs no program can know: all trustees must see the same
//! `certificates_fingerprint`, and say so to each other by another way.
//! Whoever deals last could choose the key's value but not learn it: hence the certificates of
//! all must be there before anybody deals.

mod check;
mod deal;
mod message;

pub use check::check;
pub use deal::{Dealing, Share, deal, receive};
pub use message::{Published, certificate_text, joint_key, read_certificate_text, trustees};

use super::group::Group;
use super::number::{push_element, read_member};
use super::trustee::{Signed, TrusteeKey, is_signed};
use crate::generator::Generator;
use crate::json::{Reader, push_list};
use crate::{Code, Refusal, text};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// How many trustees there are and how many of them are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub size: usize,
    pub threshold: usize,
}

/// Letters of a seed.
const LENGTH: usize = 22;

/// What a trustee keeps from the first step to the decryption: 22 letters and digits.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed(String);

impl Seed {
    /// A new seed, of 128 bits.
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let mut letters = String::with_capacity(LENGTH);
        let mut byte = Zeroizing::new([0]);
        while letters.len() < LENGTH {
            rng.fill_bytes(&mut *byte);
            // 232 is four times 58: every letter is as likely.
            if byte[0] < 232 {
                letters.push(text::secret_letter(text::BASE58, byte[0] % 58));
            }
        }
        Self(letters)
    }

    /// A seed that was kept; nothing if it is not one.
    pub fn from_text(text: String) -> Option<Self> {
        let text = Zeroizing::new(text);
        let good = |byte: u8| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte);
        let seed = text.len() == LENGTH && text.bytes().all(good);
        seed.then(|| Self(String::clone(&text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self, purpose: &str) -> Zeroizing<text::Hash> {
        let input = Zeroizing::new([purpose, &self.0].concat());
        Zeroizing::new(text::sha256(input.as_bytes()))
    }

    fn key<G: Group>(&self, purpose: &str) -> TrusteeKey<G> {
        TrusteeKey::from_secret(G::scalar_from_bytes(&*self.hash(purpose)))
    }

    /// The key of a trustee who decrypts alone.
    pub fn single<G: Group>(&self) -> TrusteeKey<G> {
        let mut generator = Generator::new(&self.hash("single|"));
        TrusteeKey::random(&mut generator)
    }

    /// The secret polynomial of one ceremony: the same for the same certificates, so that she can
    /// tell her own commitments, and another one for any other.
    fn polynomial<G: Group>(
        &self,
        certificates: &[Signed<G>],
        threshold: usize,
    ) -> Zeroizing<Vec<G::Scalar>> {
        let purpose = ["poly|", &certificates_fingerprint(certificates), "|"].concat();
        let mut generator = Generator::new(&self.hash(&purpose));
        Zeroizing::new((0..threshold).map(|_| G::random(&mut generator)).collect())
    }

    fn signing<G: Group>(&self) -> TrusteeKey<G> {
        self.key("sk|")
    }

    fn opening<G: Group>(&self) -> TrusteeKey<G> {
        self.key("dk|")
    }
}

/// A trustee's certificate: the keys that check her signatures and seal messages to her.
#[derive(Clone, Copy, Debug)]
struct Certificate<G: Group> {
    verification: G::Element,
    encryption: G::Element,
}

/// The beginning of a certificate's message, which binds it to one ceremony.
fn context<G: Group>(shape: Shape, index: usize) -> String {
    format!(
        "{{\"context\":{{\"group\":\"{}\",\"size\":{},\"threshold\":{},\"index\":{index}}},",
        G::NAME,
        shape.size,
        shape.threshold
    )
}

/// Step one: the certificate of the trustee with this index (from one).
pub fn certify<G: Group, R: CryptoRng + ?Sized>(
    seed: &Seed,
    shape: Shape,
    index: usize,
    rng: &mut R,
) -> Signed<G> {
    let (signing, opening) = (seed.signing::<G>(), seed.opening::<G>());
    let mut message = context::<G>(shape, index);
    message.push_str("\"verification\":");
    push_element::<G>(&mut message, &signing.public());
    message.push_str(",\"encryption\":");
    push_element::<G>(&mut message, &opening.public());
    message.push('}');
    let signature = signing.sign(&message, rng);
    Signed { message, signature }
}

fn read_certificate<G: Group>(
    signed: &Signed<G>,
    shape: Shape,
    index: usize,
) -> Result<Certificate<G>, Refusal> {
    let mut reader = Reader::new(signed.message.as_bytes())?;
    if has_context(signed) {
        let right = reader.eat(&context::<G>(shape, index));
        right.then_some(()).ok_or(Code::TrusteeCertificate)?;
    } else {
        reader.expect("{")?;
    }
    reader.expect("\"verification\":")?;
    let verification = read_member::<G>(&mut reader)?;
    reader.expect(",\"encryption\":")?;
    let encryption = read_member::<G>(&mut reader)?;
    reader.expect("}")?;
    reader.end()?;
    if [verification, encryption].contains(&G::identity()) {
        return Err(Code::KeyTrivial.into());
    }
    if !is_signed(&signed.message, &verification, &signed.signature) {
        return Err(Code::TrusteeCertificate.into());
    }
    Ok(Certificate {
        verification,
        encryption,
    })
}

/// Whether a certificate says of which ceremony it is: those of our own always do.
fn has_context<G: Group>(signed: &Signed<G>) -> bool {
    signed.message.starts_with("{\"context\":")
}

/// The certificates of everybody, each checked.
fn read_certificates<G: Group>(
    certificates: &[Signed<G>],
    shape: Shape,
) -> Result<Vec<Certificate<G>>, Refusal> {
    let sensible = shape.threshold >= 1 && shape.threshold <= shape.size;
    if !sensible || certificates.len() != shape.size {
        return Err(Code::TrusteeThreshold.into());
    }
    let mut read: Vec<Certificate<G>> = Vec::with_capacity(shape.size);
    for (index, signed) in (1..).zip(certificates) {
        let placed = |refusal: Refusal| refusal.trustee(index);
        if has_context(signed) != has_context(&certificates[0]) {
            return Err(placed(Code::TrusteeCertificate.into()));
        }
        let certificate = read_certificate(signed, shape, index).map_err(placed)?;
        let doubled = read.iter().any(|other| {
            other.verification == certificate.verification
                || other.encryption == certificate.encryption
        });
        if doubled {
            return Err(placed(Code::TrusteeDuplicate.into()));
        }
        read.push(certificate);
    }
    Ok(read)
}

/// The certificates of a ceremony that is under way: all say of which, and the one with this index is hers.
fn own_ceremony<G: Group>(
    seed: &Seed,
    shape: Shape,
    index: usize,
    certificates: &[Signed<G>],
) -> Result<Vec<Certificate<G>>, Refusal> {
    let checked = read_certificates(certificates, shape)?;
    let hers = |certificate: &&Certificate<G>| {
        certificate.verification == seed.signing::<G>().public()
            && certificate.encryption == seed.opening::<G>().public()
    };
    let place = index.checked_sub(1);
    let found = place.and_then(|at| checked.get(at)).filter(hers);
    if found.is_none() || !certificates.iter().all(has_context) {
        return Err(Refusal::from(Code::CeremonySubstituted).trustee(index));
    }
    Ok(checked)
}

/// What all trustees must see the same of: the hash of all certificates, in base64.
pub fn certificates_fingerprint<G: Group>(certificates: &[Signed<G>]) -> String {
    let mut out = String::new();
    push_list(&mut out, certificates, |out, signed| signed.write(out));
    text::fingerprint(out.as_bytes())
}
