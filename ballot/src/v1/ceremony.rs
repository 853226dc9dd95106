//! How several trustees make one key of which some are enough (Pedersen's way): everybody
//! publishes a certificate, then commits to a polynomial and sends each one, sealed, its value
//! for them; a trustee's share is the sum of what she received.
//!
//! A trustee keeps one thing, her seed. The sealed values never appear in an archive; they are
//! encrypted here with ChaCha20-Poly1305 under a key agreed in the group of the election.
//! Whoever deals last could choose the key's value but not learn it: hence the certificates of
//! all must be there before anybody deals.

use super::group::Group;
use super::number::{push_element, push_quoted, read_member};
use super::proof::Proof;
use super::trustee::{Pedersen, PublicKey, Signed, TrusteeKey, is_signed};
use crate::json::{Reader, push_list};
use crate::{Code, Refusal, text};
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// How many trustees there are and how many of them are enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub size: usize,
    pub threshold: usize,
}

/// What a trustee keeps from the first step to the decryption: 22 letters and digits.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Seed(String);

impl Seed {
    /// A new seed, of 128 bits.
    pub fn random<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        const LETTERS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        let mut text = String::with_capacity(22);
        let mut byte = Zeroizing::new([0]);
        while text.len() < 22 {
            rng.fill_bytes(&mut *byte);
            // 232 is four times 58: every letter is as likely.
            if byte[0] < 232 {
                text.push(char::from(LETTERS[usize::from(byte[0] % 58)]));
            }
        }
        Self(text)
    }

    /// A seed that was kept.
    pub fn from_text(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn key<G: Group>(&self, purpose: &str) -> TrusteeKey<G> {
        let input = Zeroizing::new([purpose, &self.0].concat());
        let hash = Zeroizing::new(text::sha256(input.as_bytes()));
        TrusteeKey::from_secret(G::scalar_from_bytes(&*hash))
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
    let read = || -> Result<Certificate<G>, Refusal> {
        let mut reader = Reader::new(signed.message.as_bytes())?;
        if signed.message.starts_with("{\"context\":") {
            reader.expect(&context::<G>(shape, index))?;
        } else {
            reader.expect("{")?;
        }
        reader.expect("\"verification\":")?;
        let verification = read_member::<G>(&mut reader)?;
        reader.expect(",\"encryption\":")?;
        let encryption = read_member::<G>(&mut reader)?;
        reader.expect("}")?;
        reader.end()?;
        Ok(Certificate {
            verification,
            encryption,
        })
    };
    match read() {
        Ok(found) if is_signed(&signed.message, &found.verification, &signed.signature) => {
            Ok(found)
        }
        _ => Err(Code::TrusteeCertificate.into()),
    }
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
    (1..)
        .zip(certificates)
        .map(|(index, signed)| {
            read_certificate(signed, shape, index).map_err(|refusal| refusal.trustee(index))
        })
        .collect()
}

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
/// If a certificate is wrong.
pub fn deal<G: Group, R: CryptoRng + ?Sized>(
    seed: &Seed,
    shape: Shape,
    certificates: &[Signed<G>],
    rng: &mut R,
) -> Result<Dealing<G>, Refusal> {
    let certificates = read_certificates(certificates, shape)?;
    let signing = seed.signing::<G>();
    let polynomial: Zeroizing<Vec<G::Scalar>> =
        Zeroizing::new((0..shape.threshold).map(|_| G::random(rng)).collect());
    let mut message = String::from("{\"coefexps\":");
    push_list(&mut message, polynomial.iter(), |out, coefficient| {
        push_element::<G>(out, &G::power(&G::generator(), coefficient));
    });
    message.push('}');
    let commitments = Signed {
        signature: signing.sign(&message, rng),
        message,
    };
    let values = (1..).zip(&certificates).map(|(index, certificate)| {
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

fn cipher<G: Group>(shared: &G::Element, alpha: &str) -> (ChaCha20Poly1305, [u8; 12]) {
    let shared = Zeroizing::new(G::element_text(shared));
    let key = Zeroizing::new(text::sha256(
        Zeroizing::new(["key|", &shared].concat()).as_bytes(),
    ));
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
    let plain = Zeroizing::new(G::scalar_text(value));
    // Only a message of 256 gigabytes can fail; an empty one is refused when it is opened.
    let data = cipher
        .encrypt(Nonce::from_slice(&nonce), plain.as_bytes())
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
    Some(Zeroizing::new(
        G::scalar(std::str::from_utf8(&plain).ok()?).ok()?,
    ))
}

fn read_commitments<G: Group>(
    signed: &Signed<G>,
    certificate: &Certificate<G>,
    shape: Shape,
) -> Result<Vec<G::Element>, Refusal> {
    let read = || -> Result<Vec<G::Element>, Refusal> {
        let mut reader = Reader::new(signed.message.as_bytes())?;
        reader.expect("{\"coefexps\":")?;
        let elements = reader.list(|reader, _| read_member::<G>(reader))?;
        reader.expect("}")?;
        reader.end().map(|()| elements)
    };
    let signed_well = is_signed(
        &signed.message,
        &certificate.verification,
        &signed.signature,
    );
    match read() {
        Ok(found) if signed_well && found.len() == shape.threshold => Ok(found),
        _ => Err(Code::TrusteeCommitment.into()),
    }
}

/// `g^f(index)` of a polynomial, from the commitments to its coefficients.
fn committed<G: Group>(commitments: &[G::Element], index: usize) -> G::Element {
    let at = index as u64;
    commitments
        .iter()
        .rev()
        .fold(G::identity(), |power, commitment| {
            G::public_small_power(&power, at) * *commitment
        })
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
    let checked = read_certificates(certificates, shape)?;
    let (signing, opening) = (seed.signing::<G>(), seed.opening::<G>());
    if dealings.len() != shape.size {
        return Err(Code::TrusteeThreshold.into());
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

/// What a trustee signs at the end: all certificates, and her own commitments.
fn agreement<G: Group>(certificates: &[Signed<G>], commitments: &[G::Element]) -> String {
    let mut out = String::from("certs_sig|{\"certs\":");
    push_list(&mut out, certificates, |out, signed| signed.write(out));
    out.push_str(",\"coefexps\":");
    push_list(&mut out, commitments, |out, one| {
        push_element::<G>(out, one)
    });
    out.push('}');
    out
}

/// Checks what was published of a ceremony, and gives its public key. `first` is the number of
/// its first trustee in the whole list.
///
/// # Errors
/// With the trustee's number.
pub fn check<G: Group>(pedersen: &Pedersen<G>, first: usize) -> Result<G::Element, Refusal> {
    let shape = Shape {
        size: pedersen.certificates.len(),
        threshold: pedersen.threshold,
    };
    let shift = |mut refusal: Refusal| {
        refusal.place.trustee = refusal.place.trustee.map(|number| number + first - 1);
        refusal
    };
    let checked = read_certificates(&pedersen.certificates, shape).map_err(shift)?;
    let signatures = pedersen.signatures.as_ref().map_or(shape.size, Vec::len);
    let lengths = [
        pedersen.commitments.len(),
        pedersen.verification_keys.len(),
        signatures,
    ];
    if lengths != [shape.size; 3] {
        return Err(Code::TrusteeThreshold.into());
    }
    let mut commitments = Vec::with_capacity(shape.size);
    for (number, (signed, certificate)) in pedersen.commitments.iter().zip(&checked).enumerate() {
        let read = read_commitments(signed, certificate, shape);
        commitments.push(read.map_err(|refusal| refusal.trustee(first + number))?);
    }
    for (number, key) in pedersen.verification_keys.iter().enumerate() {
        let refuse = |code| Refusal::from(code).trustee(first + number);
        if !key.is_proven() {
            return Err(refuse(Code::TrusteeProof));
        }
        let expected = commitments.iter().fold(G::identity(), |product, one| {
            product * committed::<G>(one, number + 1)
        });
        if key.public != expected {
            return Err(refuse(Code::TrusteeVerificationKey));
        }
        if let Some(signature) = &key.signature {
            let text = G::element_text(&key.public);
            if !is_signed(&text, &checked[number].verification, signature) {
                return Err(refuse(Code::TrusteeSignature));
            }
        }
    }
    if let Some(signatures) = &pedersen.signatures {
        for (number, (signature, certificate)) in signatures.iter().zip(&checked).enumerate() {
            let text = agreement(&pedersen.certificates, &commitments[number]);
            if !is_signed(&text, &certificate.verification, signature) {
                return Err(Refusal::from(Code::TrusteeSignature).trustee(first + number));
            }
        }
    }
    Ok(commitments
        .iter()
        .fold(G::identity(), |product, one| product * one[0]))
}
