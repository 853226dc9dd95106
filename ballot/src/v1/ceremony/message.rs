//! The texts that travel between trustees, one for each step, and what whoever carries them can check of each
//! before the next step begins: a slip or a bad device is then told to its owner, and not to all at the end.
//! No secret is here that is not sealed to its reader.

use super::check::{agreement, committed, read_commitments};
use super::deal::{Dealing, Share};
use super::{Shape, read_certificate, read_certificates};
use crate::json::{Reader, push_list};
use crate::v1::group::Group;
use crate::v1::proof::Proof;
use crate::v1::trustee::{Pedersen, PublicKey, Signed, Trustee, Trustees, is_signed};
use crate::{Code, Refusal};

/// The text of a certificate.
pub fn certificate_text<G: Group>(certificate: &Signed<G>) -> String {
    let mut out = String::new();
    certificate.write(&mut out);
    out
}

/// Reads the certificate of the trustee with this index (from one), of this ceremony and no other.
///
/// # Errors
/// If it is not canonical, not signed, or of another ceremony or trustee.
pub fn read_certificate_text<G: Group>(
    text: &str,
    shape: Shape,
    index: usize,
) -> Result<Signed<G>, Refusal> {
    let signed = whole(text, Signed::read)?;
    if !super::has_context(&signed) {
        return Err(Code::TrusteeCertificate.into());
    }
    read_certificate(&signed, shape, index)?;
    Ok(signed)
}

impl<G: Group> Dealing<G> {
    /// The text of a dealing.
    pub fn text(&self) -> String {
        let mut out = String::from("{\"commitments\":");
        self.commitments.write(&mut out);
        out.push_str(",\"values\":");
        push_list(&mut out, &self.values, |out, value| value.write(out));
        out.push('}');
        out
    }

    /// Reads the dealing of a trustee. That each value is the committed one only its reader can see, and says.
    ///
    /// # Errors
    /// If it is not canonical, not signed by the trustee, or not for these certificates.
    pub fn read(
        text: &str,
        shape: Shape,
        index: usize,
        certificates: &[Signed<G>],
    ) -> Result<Self, Refusal> {
        let dealing = whole(text, |reader| {
            reader.expect("{\"commitments\":")?;
            let commitments = Signed::read(reader)?;
            reader.expect(",\"values\":")?;
            let values = reader.list(|reader, _| Signed::read(reader))?;
            reader.expect("}")?;
            Ok(Self {
                commitments,
                values,
            })
        })?;
        let checked = read_certificates(certificates, shape)?;
        let own = index.checked_sub(1).and_then(|place| checked.get(place));
        let own = own.ok_or(Code::TrusteeThreshold)?;
        read_commitments(&dealing.commitments, own, shape)?;
        let signed =
            |value: &Signed<G>| is_signed(&value.message, &own.verification, &value.signature);
        if dealing.values.len() != shape.size || !dealing.values.iter().all(signed) {
            return Err(Code::CeremonyMessage.into());
        }
        Ok(dealing)
    }
}

/// What a trustee publishes in the third step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published<G: Group> {
    /// Her public key, signed with her certificate.
    pub public: PublicKey<G>,
    /// Of all certificates and her own commitments.
    pub signature: Proof<G>,
}

impl<G: Group> Published<G> {
    /// What is published of a share.
    pub fn of(share: &Share<G>) -> Self {
        Self {
            public: share.public.clone(),
            signature: share.signature,
        }
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut out = String::from("{\"key\":");
        self.public.write(&mut out);
        out.push_str(",\"signature\":");
        self.signature.write(&mut out);
        out.push('}');
        out
    }

    /// Reads what a trustee published: the key that the commitments of all give her, proven and signed.
    ///
    /// # Errors
    /// With the reason; that of another trustee's dealing never, since those were checked.
    pub fn read(
        text: &str,
        shape: Shape,
        index: usize,
        certificates: &[Signed<G>],
        dealings: &[Dealing<G>],
    ) -> Result<Self, Refusal> {
        let published = whole(text, |reader| {
            reader.expect("{\"key\":")?;
            let public = PublicKey::read(reader, true)?;
            reader.expect(",\"signature\":")?;
            let signature = Proof::read(reader)?;
            reader.expect("}")?;
            Ok(Self { public, signature })
        })?;
        let checked = read_certificates(certificates, shape)?;
        let mut expected = G::identity();
        let mut own = Vec::new();
        for (number, (dealing, certificate)) in (1..).zip(dealings.iter().zip(&checked)) {
            let commitments = read_commitments(&dealing.commitments, certificate, shape)?;
            expected = expected * committed::<G>(&commitments, index);
            if number == index {
                own = commitments;
            }
        }
        let place = index.checked_sub(1).and_then(|place| checked.get(place));
        let key = &place.ok_or(Code::TrusteeThreshold)?.verification;
        if dealings.len() != shape.size || published.public.public != expected {
            return Err(Code::TrusteeVerificationKey.into());
        }
        if !published.public.is_proven() {
            return Err(Code::TrusteeProof.into());
        }
        let name = G::element_text(&published.public.public);
        let signed = published.public.signature.as_ref();
        let signed = signed.is_some_and(|signature| is_signed(&name, key, signature));
        let agreed = agreement(certificates, &own);
        if !signed || !is_signed(&agreed, key, &published.signature) {
            return Err(Code::TrusteeSignature.into());
        }
        Ok(published)
    }
}

/// The key of the election, from what everybody dealt: a trustee opens nothing that is sealed for another one.
///
/// # Errors
/// If a dealing is not signed by its certificate.
pub fn joint_key<G: Group>(
    shape: Shape,
    certificates: &[Signed<G>],
    dealings: &[Dealing<G>],
) -> Result<G::Element, Refusal> {
    let checked = read_certificates(certificates, shape)?;
    if dealings.len() != shape.size {
        return Err(Code::TrusteeThreshold.into());
    }
    let mut key = G::identity();
    for (dealing, certificate) in dealings.iter().zip(&checked) {
        let commitments = read_commitments(&dealing.commitments, certificate, shape)?;
        let first = commitments.first().ok_or(Code::TrusteeCommitment)?;
        key = key * *first;
    }
    Ok(key)
}

/// The trustees of an election, from everything that was published in their ceremony; checked as a whole once more.
///
/// # Errors
/// With the trustee's number.
pub fn trustees<G: Group>(
    shape: Shape,
    certificates: Vec<Signed<G>>,
    dealings: &[Dealing<G>],
    published: Vec<Published<G>>,
) -> Result<Trustees<G>, Refusal> {
    let commitments = dealings.iter().map(|dealing| dealing.commitments.clone());
    let (keys, signatures) = published
        .into_iter()
        .map(|one| (one.public, one.signature))
        .unzip();
    let pedersen = Pedersen {
        threshold: shape.threshold,
        certificates,
        commitments: commitments.collect(),
        signatures: Some(signatures),
        verification_keys: keys,
    };
    let trustees = Trustees {
        list: vec![Trustee::Pedersen(pedersen)],
    };
    trustees.check()?;
    Ok(trustees)
}

/// Reads a text from its first byte to its last.
fn whole<T>(
    text: &str,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let mut reader = Reader::new(text.as_bytes())?;
    let found = read(&mut reader)?;
    reader.end()?;
    Ok(found)
}
