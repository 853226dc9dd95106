//! What was published of a ceremony, checked by anybody. No secret is here.

use super::{Certificate, Shape, read_certificates};
use crate::json::{Reader, push_list};
use crate::v1::group::Group;
use crate::v1::number::{push_element, read_member};
use crate::v1::trustee::{Pedersen, Signed, is_signed};
use crate::{Code, Refusal};

pub fn read_commitments<G: Group>(
    signed: &Signed<G>,
    certificate: &Certificate<G>,
    shape: Shape,
) -> Result<Vec<G::Element>, Refusal> {
    let mut reader = Reader::new(signed.message.as_bytes())?;
    reader.expect("{\"coefexps\":")?;
    let found = reader.list(|reader, _| read_member::<G>(reader))?;
    reader.expect("}")?;
    reader.end()?;
    let key = &certificate.verification;
    let signed_well = is_signed(&signed.message, key, &signed.signature);
    if signed_well && found.len() == shape.threshold {
        Ok(found)
    } else {
        Err(Code::TrusteeCommitment.into())
    }
}

/// `g^f(index)` of a polynomial, from the commitments to its coefficients.
pub fn committed<G: Group>(commitments: &[G::Element], index: usize) -> G::Element {
    let at = index as u64;
    commitments
        .iter()
        .rev()
        .fold(G::identity(), |power, commitment| {
            G::public_small_power(&power, at) * *commitment
        })
}

/// What a trustee signs at the end: all certificates, and her own commitments.
pub fn agreement<G: Group>(certificates: &[Signed<G>], commitments: &[G::Element]) -> String {
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
