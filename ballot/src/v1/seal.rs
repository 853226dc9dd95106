//! Sealing a ballot: from choices, a credential's key and random bytes to the text that is sent.
//!
//! Choices are secrets: the time taken, and the memory looked at, depend on the election only.
//! Nothing here checks a proof, and nothing keeps a choice.

use super::credential::CredentialKey;
use super::election::{Election, Question};
use super::group::Group;
use super::number::push_quoted;
use super::proof::{Ciphertext, Opening, Proof, SecretBases, prove_one_of};
use super::sealed::SealedBallot;
use crate::json::{push_list, push_string};
use crate::{Code, Refusal, text};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// What a voter chose in one question: 0 or 1 for each choice, the blank vote first if there is
/// one.
pub type Choices = Zeroizing<Vec<u64>>;

/// Seals a ballot; its tracker is the fingerprint of the text.
///
/// # Errors
/// If a question does not allow its choices. Only that is told from them.
pub fn seal<G: Group, R: CryptoRng + ?Sized>(
    election: &Election<G>,
    key: &CredentialKey<G>,
    choices: &[Choices],
    bases: &SecretBases<G>,
    rng: &mut R,
) -> Result<String, Refusal> {
    let questions = election.questions();
    if choices.len() != questions.len() {
        return Err(Code::BallotAnswers.into());
    }
    for (number, (question, choices)) in questions.iter().zip(choices).enumerate() {
        allowed(question, choices).map_err(|refusal| refusal.question(number))?;
    }
    let credential = G::element_text(&key.public());
    let voter = [election.fingerprint.as_str(), "|", &credential].concat();
    let mut out = String::from("{\"election_uuid\":");
    push_string(&mut out, &election.draft.uuid);
    out.push_str(",\"election_hash\":");
    push_quoted(&mut out, &election.fingerprint);
    out.push_str(",\"credential\":");
    push_quoted(&mut out, &credential);
    out.push_str(",\"answers\":");
    push_list(
        &mut out,
        questions.iter().zip(choices),
        |out, (question, choices)| {
            push_answer(out, question, choices, &voter, bases, rng);
        },
    );
    out.push('}');
    let hash = text::fingerprint(out.as_bytes());
    let signature = key.sign(&hash, &bases.g, rng);
    out.pop();
    out.push_str(",\"signature\":{\"hash\":");
    push_quoted(&mut out, &hash);
    out.push_str(",\"proof\":");
    signature.write(&mut out);
    out.push_str("}}");
    Ok(out)
}

fn allowed(question: &Question, choices: &[u64]) -> Result<(), Refusal> {
    if choices.len() != question.choices() {
        return Err(Code::BallotChoices.into());
    }
    let skipped = usize::from(question.blank);
    let blank: u64 = choices.iter().take(skipped).sum();
    let sum: u64 = choices.iter().skip(skipped).sum();
    // Without a branch on a choice: what is told is only whether all of it is allowed.
    let bits = choices
        .iter()
        .fold(true, |bits, choice| bits & (*choice <= 1));
    let within = (sum >= question.min as u64) & (sum <= question.max as u64);
    let good = bits & ((blank == 1) & (sum == 0) | (blank == 0) & within);
    if good {
        Ok(())
    } else {
        Err(Code::ChoicesNotAllowed.into())
    }
}

fn encrypt<G: Group>(opening: &Opening<G>, bases: &SecretBases<G>) -> Ciphertext<G> {
    let bit = crypto_bigint::CtEq::ct_eq(&opening.hidden, &1);
    let shift = G::select_element(bit, &G::generator(), &G::identity());
    Ciphertext {
        alpha: G::table_power(&bases.g, &opening.randomness),
        beta: G::table_power(&bases.y, &opening.randomness) * shift,
    }
}

/// The secrets of an answer: what each choice hides, with fresh randomness.
fn openings<G: Group, R: CryptoRng + ?Sized>(
    choices: &[u64],
    rng: &mut R,
) -> Zeroizing<Vec<Opening<G>>> {
    let openings = choices.iter().map(|hidden| Opening {
        randomness: G::random(rng),
        hidden: *hidden,
    });
    Zeroizing::new(openings.collect())
}

/// Opens a sealed ballot that will not be cast, to check the device that sealed it (Benaloh 2006): with the generator
/// that it was sealed with, the choices must give its very ciphertexts. Only elections of one question can be checked,
/// since the proofs of a first one use the generator up in a way that needs the voter's key.
///
/// # Errors
/// If the ballot is not one of this election, or hides something else.
pub fn opened<G: Group, R: CryptoRng + ?Sized>(
    election: &Election<G>,
    ballot: &SealedBallot<'_, G>,
    choices: &Choices,
    bases: &SecretBases<G>,
    rng: &mut R,
) -> Result<(), Refusal> {
    let [question] = election.questions() else {
        return Err(Code::QuestionUnsupported.into());
    };
    allowed(question, choices)?;
    let again: Vec<Ciphertext<G>> = openings::<G, R>(choices, rng)
        .iter()
        .map(|opening| encrypt(opening, bases))
        .collect();
    if ballot.ciphertexts() == [again] {
        Ok(())
    } else {
        Err(Code::BallotOpening.into())
    }
}

fn push_answer<G: Group, R: CryptoRng + ?Sized>(
    out: &mut String,
    question: &Question,
    choices: &[u64],
    voter: &str,
    bases: &SecretBases<G>,
    rng: &mut R,
) {
    let openings = openings::<G, R>(choices, rng);
    let ciphertexts: Vec<Ciphertext<G>> = openings
        .iter()
        .map(|opening| encrypt(opening, bases))
        .collect();
    let texts: Vec<[String; 2]> = ciphertexts
        .iter()
        .map(|ciphertext| [&ciphertext.alpha, &ciphertext.beta].map(G::element_text))
        .collect();
    out.push_str("{\"choices\":");
    push_list(out, &texts, |out, [alpha, beta]| {
        out.push_str("{\"alpha\":");
        push_quoted(out, alpha);
        out.push_str(",\"beta\":");
        push_quoted(out, beta);
        out.push('}');
    });
    out.push_str(",\"individual_proofs\":");
    push_list(
        out,
        openings.iter().zip(&texts),
        |out, (opening, [alpha, beta])| {
            let prefix = ["prove|", voter, "|", alpha, ",", beta, "|"];
            push_proofs(out, &prove_one_of(&prefix, &*bit(opening), bases, rng));
        },
    );
    let all = texts
        .iter()
        .map(|pair| pair.join(","))
        .collect::<Vec<_>>()
        .join(",");
    let context = [voter, "|", &all].concat();
    let skipped = usize::from(question.blank);
    let sum = openings.iter().skip(skipped).fold(
        Zeroizing::new(Opening {
            randomness: G::scalar_from(0),
            hidden: 0,
        }),
        |sum, opening| {
            Zeroizing::new(Opening {
                randomness: sum.randomness + opening.randomness,
                hidden: sum.hidden + opening.hidden,
            })
        },
    );
    // In one piece from the beginning: a list that grows leaves a copy of the secrets behind.
    let blank = openings.first().filter(|_| question.blank);
    let mut statements = Zeroizing::new(Vec::with_capacity(question.overall_branches()));
    statements.extend(blank.map(|first| (*first, 1)));
    statements.extend((question.min..=question.max).map(|number| (*sum, number as u64)));
    if !question.blank {
        let total = ciphertexts
            .iter()
            .fold(Ciphertext::zero(), |sum, one| sum.plus(one));
        let [alpha, beta] = [&total.alpha, &total.beta].map(G::element_text);
        let prefix = ["prove|", &context, "|", &alpha, ",", &beta, "|"];
        out.push_str(",\"overall_proof\":");
        push_proofs(out, &prove_one_of(&prefix, &statements, bases, rng));
    } else if let Some(first) = openings.first() {
        let overall = prove_one_of(&["bproof1|", &context, "|"], &statements, bases, rng);
        let either = Zeroizing::new([(*first, 0_u64), (*sum, 0)]);
        let blank = prove_one_of(&["bproof0|", &context, "|"], &*either, bases, rng);
        out.push_str(",\"overall_proof\":");
        push_proofs(out, &overall);
        out.push_str(",\"blank_proof\":");
        push_proofs(out, &blank);
    }
    out.push('}');
}

/// What is said of every choice: it is 0 or 1.
fn bit<G: Group>(opening: &Opening<G>) -> Zeroizing<[(Opening<G>, u64); 2]> {
    Zeroizing::new([(*opening, 0), (*opening, 1)])
}

fn push_proofs<G: Group>(out: &mut String, proofs: &[Proof<G>]) {
    push_list(out, proofs, |out, proof| proof.write(out));
}
