//! A sealed ballot as it arrives: read strictly, then checked against its election.
//!
//! Reading says whether the text is the one way to write a ballot of that shape; checking says
//! whether its credential signed it and all its proofs hold. Whether the credential is in the
//! list, and whether the ballot is new, is for the caller to know.

use super::election::{Election, Question};
use super::group::Group;
use super::number::{Point, read_point};
use super::proof::{Ciphertext, Proof, PublicBases, adds_up, challenge, commitments};
use crate::json::Reader;
use crate::text;
use crate::{Code, Refusal};
use sha2::{Digest as _, Sha256};

/// The answer to one question, as read.
#[derive(Clone, Debug)]
struct Answer<'a, G: Group> {
    choices: Vec<(Point<'a, G>, Point<'a, G>)>,
    individual: Vec<[Proof<G>; 2]>,
    overall: Vec<Proof<G>>,
    blank: Option<[Proof<G>; 2]>,
}

/// A ballot that is written as it must be.
#[derive(Clone, Debug)]
pub struct SealedBallot<'a, G: Group> {
    credential: Point<'a, G>,
    answers: Vec<Answer<'a, G>>,
    /// The hash of the ballot without its signature, computed here.
    hash: String,
    signature: Proof<G>,
}

/// The longest that a ballot of an election can be, in bytes.
pub fn longest<G: Group>(election: &Election<G>) -> usize {
    let number = G::MAX_DIGITS + 32;
    let numbers: usize = election.questions().iter().map(numbers_of).sum();
    1000 + number * (numbers + 4)
}

fn numbers_of(question: &Question) -> usize {
    // Two per ciphertext, two per proof.
    8 * question.choices() + 2 * question.overall_branches() + 4
}

/// Who votes, from the beginning of a ballot: enough to know which ballots count.
///
/// # Errors
/// If the ballot is not of this election, or does not begin as a ballot must.
pub fn read_credential<'a, G: Group>(
    bytes: &'a [u8],
    election: &Election<G>,
) -> Result<&'a str, Refusal> {
    let head = bytes
        .get(..bytes.len().min(2 * G::MAX_DIGITS + 400))
        .unwrap_or(bytes);
    if !head.is_ascii() {
        return Err(Code::JsonText.into());
    }
    Ok(read_head(&mut Reader::new(head)?, election)?.text)
}

fn read_head<'a, G: Group>(
    reader: &mut Reader<'a>,
    election: &Election<G>,
) -> Result<Point<'a, G>, Refusal> {
    reader.expect("{\"election_uuid\":")?;
    if reader.plain()? != election.draft.uuid {
        return Err(Code::BallotElection.into());
    }
    reader.expect(",\"election_hash\":")?;
    if reader.plain()? != election.fingerprint {
        return Err(Code::BallotElectionHash.into());
    }
    reader.expect(",\"credential\":")?;
    read_point(reader)
}

impl<'a, G: Group> SealedBallot<'a, G> {
    /// Reads a ballot of this election.
    ///
    /// # Errors
    /// With the place, at the first thing that is not as it must be.
    pub fn read(bytes: &'a [u8], election: &Election<G>) -> Result<Self, Refusal> {
        let reader = &mut Reader::new(bytes)?;
        let credential = read_head(reader, election)?;
        reader.expect(",\"answers\":")?;
        let questions = election.questions();
        let answers = reader.list(|reader, number| match questions.get(number) {
            Some(question) => {
                read_answer(reader, question).map_err(|refusal| refusal.question(number))
            }
            None => Err(reader.refuse(Code::BallotAnswers)),
        })?;
        if answers.len() != questions.len() {
            return Err(reader.refuse(Code::BallotAnswers));
        }
        let body = reader.between(0, reader.at());
        reader.expect(",\"signature\":{\"hash\":")?;
        let claimed = reader.plain()?;
        let mut hash = Sha256::new();
        hash.update(body);
        hash.update("}");
        let hash = text::base64(&hash.finalize());
        if claimed != hash {
            return Err(Code::BallotHash.into());
        }
        reader.expect(",\"proof\":")?;
        let signature = Proof::read(reader)?;
        reader.expect("}}")?;
        reader.clone().end()?;
        Ok(Self {
            credential,
            answers,
            hash,
            signature,
        })
    }

    /// The ciphertexts of each question, of a ballot that was checked before: nothing is checked here.
    pub fn ciphertexts(&self) -> Vec<Vec<Ciphertext<G>>> {
        let one = |(alpha, beta): &(Point<'_, G>, Point<'_, G>)| Ciphertext {
            alpha: alpha.value,
            beta: beta.value,
        };
        let answers = self.answers.iter();
        answers
            .map(|answer| answer.choices.iter().map(one).collect())
            .collect()
    }

    /// The credential's text, as the public list has it.
    pub fn credential(&self) -> &'a str {
        self.credential.text
    }

    /// Checks signature and proofs, and gives the ciphertexts of each question. The credential
    /// must be known to be in the group.
    ///
    /// # Errors
    /// With question and choice, at the first proof that fails.
    pub fn check(
        &self,
        election: &Election<G>,
        bases: &PublicBases<G>,
    ) -> Result<Vec<Vec<Ciphertext<G>>>, Refusal> {
        let signed = G::public_table_power(&bases.g, &self.signature.response)
            * G::public_power(&self.credential.value, &self.signature.challenge);
        if challenge::<G>(&["sig|", &self.hash, "|"], &[signed]) != self.signature.challenge {
            return Err(Code::BallotSignature.into());
        }
        let voter = [election.fingerprint.as_str(), "|", self.credential.text].concat();
        let answers = self.answers.iter().zip(election.questions()).enumerate();
        answers
            .map(|(number, (answer, question))| {
                answer
                    .check(question, &voter, bases)
                    .map_err(|refusal| refusal.question(number))
            })
            .collect()
    }
}

fn read_answer<'a, G: Group>(
    reader: &mut Reader<'a>,
    question: &Question,
) -> Result<Answer<'a, G>, Refusal> {
    let wanted = question.choices();
    reader.expect("{\"choices\":")?;
    let choices = exactly(reader, wanted, Code::BallotChoices, |reader, choice| {
        let read = || -> Result<_, Refusal> {
            reader.expect("{\"alpha\":")?;
            let alpha = read_point(reader)?;
            reader.expect(",\"beta\":")?;
            let beta = read_point(reader)?;
            reader.expect("}")?;
            Ok((alpha, beta))
        };
        let mut read = read;
        read().map_err(|refusal: Refusal| refusal.choice(choice))
    })?;
    reader.expect(",\"individual_proofs\":")?;
    let individual = exactly(reader, wanted, Code::BallotChoices, |reader, choice| {
        let pair = pair(reader);
        pair.map_err(|refusal: Refusal| refusal.choice(choice))
    })?;
    reader.expect(",\"overall_proof\":")?;
    let branches = question.overall_branches();
    let overall = exactly(reader, branches, Code::BallotOverallProof, |reader, _| {
        Proof::read(reader)
    })?;
    let blank = if question.blank {
        reader.expect(",\"blank_proof\":")?;
        Some(pair(reader)?)
    } else {
        None
    };
    reader.expect("}")?;
    Ok(Answer {
        choices,
        individual,
        overall,
        blank,
    })
}

/// A list of just so many items.
fn exactly<'a, T>(
    reader: &mut Reader<'a>,
    wanted: usize,
    code: Code,
    mut item: impl FnMut(&mut Reader<'a>, usize) -> Result<T, Refusal>,
) -> Result<Vec<T>, Refusal> {
    let items = reader.list(|reader, number| {
        if number < wanted {
            item(reader, number)
        } else {
            Err(reader.refuse(code))
        }
    })?;
    if items.len() == wanted {
        Ok(items)
    } else {
        Err(reader.refuse(code))
    }
}

fn pair<G: Group>(reader: &mut Reader<'_>) -> Result<[Proof<G>; 2], Refusal> {
    reader.expect("[")?;
    let first = Proof::read(reader)?;
    reader.expect(",")?;
    let second = Proof::read(reader)?;
    reader.expect("]")?;
    Ok([first, second])
}

impl<G: Group> Answer<'_, G> {
    fn check(
        &self,
        question: &Question,
        voter: &str,
        bases: &PublicBases<G>,
    ) -> Result<Vec<Ciphertext<G>>, Refusal> {
        let mut all = String::with_capacity(self.choices.len() * 2 * (G::MAX_DIGITS + 1));
        for (alpha, beta) in &self.choices {
            for point in [alpha, beta] {
                if !all.is_empty() {
                    all.push(',');
                }
                all.push_str(point.text);
            }
        }
        let context = [voter, "|", &all].concat();
        let mut ciphertexts = Vec::with_capacity(self.choices.len());
        // What the first ciphertext of a question with a blank vote must also answer.
        let mut of_blank = Vec::new();
        for (number, (alpha, beta)) in self.choices.iter().enumerate() {
            let refuse = |code| Refusal::from(code).choice(number);
            let ciphertext = Ciphertext {
                alpha: alpha.value,
                beta: beta.value,
            };
            let [zero, one] = self.individual[number];
            let mut branches = vec![(0, zero), (1, one)];
            if let (0, Some([blank, _])) = (number, self.blank) {
                branches.extend([(0, blank), (1, self.overall[0])]);
            }
            let mut found = commitments(&ciphertext, &branches, bases, false)
                .ok_or_else(|| refuse(Code::NotInGroup))?;
            if found.len() > 4 {
                of_blank = found.split_off(4);
            }
            let prefix = ["prove|", voter, "|", alpha.text, ",", beta.text, "|"];
            if !adds_up(&prefix, &found, [zero, one]) {
                return Err(refuse(Code::BallotChoiceProof));
            }
            ciphertexts.push(ciphertext);
        }
        self.check_overall(question, &context, &ciphertexts, of_blank, bases)?;
        Ok(ciphertexts)
    }

    fn check_overall(
        &self,
        question: &Question,
        context: &str,
        ciphertexts: &[Ciphertext<G>],
        mut of_blank: Vec<G::Element>,
        bases: &PublicBases<G>,
    ) -> Result<(), Refusal> {
        let skipped = usize::from(question.blank);
        let sum = ciphertexts
            .iter()
            .skip(skipped)
            .fold(Ciphertext::zero(), |sum, ciphertext| sum.plus(ciphertext));
        let allowed = (question.min as u64)..=(question.max as u64);
        let mut branches: Vec<(u64, Proof<G>)> = allowed
            .zip(self.overall.iter().skip(skipped).copied())
            .collect();
        if let Some([_, none]) = self.blank {
            branches.push((0, none));
        }
        let mut found =
            commitments(&sum, &branches, bases, true).ok_or(Refusal::from(Code::NotInGroup))?;
        let Some(blank) = self.blank else {
            let alpha = G::element_text(&sum.alpha);
            let beta = G::element_text(&sum.beta);
            let prefix = ["prove|", context, "|", &alpha, ",", &beta, "|"];
            if adds_up(&prefix, &found, self.overall.iter().copied()) {
                return Ok(());
            }
            return Err(Code::BallotOverallProof.into());
        };
        let none = found.split_off(found.len() - 2);
        let is_blank = of_blank.split_off(2);
        of_blank.extend(none);
        if !adds_up(&["bproof0|", context, "|"], &of_blank, blank) {
            return Err(Code::BallotBlankProof.into());
        }
        let found = [is_blank, found].concat();
        if adds_up(
            &["bproof1|", context, "|"],
            &found,
            self.overall.iter().copied(),
        ) {
            return Ok(());
        }
        Err(Code::BallotOverallProof.into())
    }
}
