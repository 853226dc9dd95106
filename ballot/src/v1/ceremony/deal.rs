//! Steps two and three: a polynomial is committed to, each trustee gets her value of it, sealed, and adds up
//! what she got. The sealed values never appear in an archive; they are encrypted with ChaCha20-Poly1305
//! under a key agreed in the group of the election. Nothing here decides what is published.

use super::check::{agreement, committed, read_commitments};
use super::{Seed, Shape, own_ceremony};
use crate::json::{Reader, push_list};
use crate::v1::group::Group;
use crate::v1::number::{push_element, push_quoted, read_member};
use crate::v1::proof::Proof;
use crate::v1::trustee::{PublicKey, Signed, TrusteeKey, is_signed};
use crate::{Code, Refusal, text};
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// What one trustee gives in the second step: commitments for everybody to see, and a sealed
/// value for each trustee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealing<G: Group> {
    pub commitments: Signed<G>,
    pub values: Vec<Signed<G>>,
}

/// Step two, when all certificates are known.
///
/// # Errors
/// If a certificate is wrong, or hers is not there.
pub fn deal<G: Group, R: CryptoRng + ?Sized>(
    seed: &Seed,
    shape: Shape,
    index: usize,
    certificates: &[Signed<G>],
    rng: &mut R,
) -> Result<Dealing<G>, Refusal> {
    let checked = own_ceremony(seed, shape, index, certificates)?;
    let signing = seed.signing::<G>();
    let polynomial = seed.polynomial::<G>(certificates, shape.threshold);
    let message = commitments_text::<G>(&polynomial);
    let commitments = Signed {
        signature: signing.sign(&message, rng),
        message,
    };
    let values = (1..).zip(&checked).map(|(index, certificate)| {
        let at = G::scalar_from(index);
        let mut value = Zeroizing::new(G::scalar_from(0));
        for coefficient in polynomial.iter().rev() {
            *value = *value * at + *coefficient;
        }
        seal_value::<G, R>(&value, &certificate.encryption, &signing, rng)
    });
    Ok(Dealing {
        commitments,
        values: values.collect(),
    })
}

/// The commitments to a polynomial: a power of g for each coefficient.
fn commitments_text<G: Group>(polynomial: &[G::Scalar]) -> String {
    let mut message = String::from("{\"coefexps\":");
    push_list(&mut message, polynomial, |out, coefficient| {
        push_element::<G>(out, &G::power(&G::generator(), coefficient));
    });
    message.push('}');
    message
}

fn cipher<G: Group>(shared: &G::Element, alpha: &str) -> (ChaCha20Poly1305, [u8; 12]) {
    let input = Zeroizing::new([b"key|", G::element_bytes(shared).as_slice()].concat());
    let key = Zeroizing::new(text::sha256(&input));
    let mut nonce = [0; 12];
    nonce.copy_from_slice(&text::sha256(["iv|", alpha].concat().as_bytes())[..12]);
    (ChaCha20Poly1305::new((&*key).into()), nonce)
}

fn seal_value<G: Group, R: CryptoRng + ?Sized>(
    value: &G::Scalar,
    recipient: &G::Element,
    signing: &TrusteeKey<G>,
    rng: &mut R,
) -> Signed<G> {
    let once = TrusteeKey::<G>::random(rng);
    let alpha = G::element_text(&once.public());
    let (cipher, nonce) = cipher::<G>(&G::power(recipient, &once.secret), &alpha);
    let plain = G::scalar_bytes(value);
    // Only a message of 256 gigabytes can fail; an empty one is refused when it is opened.
    let data = cipher
        .encrypt(Nonce::from_slice(&nonce), plain.as_slice())
        .unwrap_or_default();
    let mut message = String::from("{\"recipient\":");
    push_element::<G>(&mut message, recipient);
    message.push_str(",\"alpha\":");
    push_quoted(&mut message, &alpha);
    message.push_str(",\"data\":");
    push_quoted(&mut message, &text::hex(&data));
    message.push('}');
    Signed {
        signature: signing.sign(&message, rng),
        message,
    }
}

fn open_value<G: Group>(
    sealed: &Signed<G>,
    sender: &G::Element,
    opening: &TrusteeKey<G>,
) -> Option<Zeroizing<G::Scalar>> {
    if !is_signed(&sealed.message, sender, &sealed.signature) {
        return None;
    }
    let mut reader = Reader::new(sealed.message.as_bytes()).ok()?;
    reader.expect("{\"recipient\":").ok()?;
    if read_member::<G>(&mut reader).ok()? != opening.public() {
        return None;
    }
    reader.expect(",\"alpha\":").ok()?;
    let alpha = read_member::<G>(&mut reader).ok()?;
    reader.expect(",\"data\":").ok()?;
    let data = text::bytes_from_hex(reader.plain().ok()?)?;
    reader.expect("}").ok()?;
    reader.end().ok()?;
    let shared = G::power(&alpha, &opening.secret);
    let (cipher, nonce) = cipher::<G>(&shared, &G::element_text(&alpha));
    let plain = Zeroizing::new(
        cipher
            .decrypt(Nonce::from_slice(&nonce), data.as_slice())
            .ok()?,
    );
    let length = G::scalar_bytes(&opening.secret).len();
    (plain.len() == length).then(|| Zeroizing::new(G::scalar_from_bytes(&plain)))
}

/// A trustee's share of the key, and what she publishes of it.
pub struct Share<G: Group> {
    pub key: TrusteeKey<G>,
    pub public: PublicKey<G>,
    /// Of all certificates and her own commitments.
    pub signature: Proof<G>,
}

/// Step three: a trustee opens what she was sent and has her share of the key. What she
/// publishes of it carries the signature that later versions of the tool ask for.
///
/// # Errors
/// With the number of the trustee whose dealing is not as it must be.
pub fn receive<G: Group, R: CryptoRng + ?Sized>(
    seed: &Seed,
    shape: Shape,
    index: usize,
    certificates: &[Signed<G>],
    dealings: &[Dealing<G>],
    rng: &mut R,
) -> Result<Share<G>, Refusal> {
    let checked = own_ceremony(seed, shape, index, certificates)?;
    let (signing, opening) = (seed.signing::<G>(), seed.opening::<G>());
    if dealings.len() != shape.size {
        return Err(Code::TrusteeThreshold.into());
    }
    let hers = commitments_text::<G>(&seed.polynomial::<G>(certificates, shape.threshold));
    if dealings[index - 1].commitments.message != hers {
        return Err(Refusal::from(Code::CeremonySubstituted).trustee(index));
    }
    let mut share = Zeroizing::new(G::scalar_from(0));
    let mut mine = Vec::new();
    for (number, (dealing, certificate)) in (1..).zip(dealings.iter().zip(&checked)) {
        let wrong = || Refusal::from(Code::CeremonyMessage).trustee(number);
        let commitments = read_commitments(&dealing.commitments, certificate, shape)
            .map_err(|refusal| refusal.trustee(number))?;
        let sealed = dealing
            .values
            .get(index.wrapping_sub(1))
            .ok_or_else(wrong)?;
        let value = open_value(sealed, &certificate.verification, &opening).ok_or_else(wrong)?;
        if G::power(&G::generator(), &value) != committed::<G>(&commitments, index) {
            return Err(wrong());
        }
        *share = *share + *value;
        if number == index {
            mine = commitments;
        }
    }
    let key = TrusteeKey::from_secret(*share);
    let mut public = key.publish(None, rng);
    public.signature = Some(signing.sign(&G::element_text(&key.public()), rng));
    let all = signing.sign(&agreement(certificates, &mine), rng);
    Ok(Share {
        key,
        public,
        signature: all,
    })
}
