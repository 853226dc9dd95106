//! What is voted on: the election as everybody sees it, and its questions. Its text is
//! canonical, and the hash of that text is what every ballot names.

use super::group::{Belenios2048, Group, Rfc3526};
use super::number::{push_element, read_member};
use crate::json::{Reader, push_list, push_string};
use crate::{Code, Refusal, text};

/// Most questions in an election, and answers to a question.
const MOST: usize = 1000;
/// Most choices in a ballot: one of so many has four megabytes.
const MOST_CHOICES: usize = 2000;

/// A question whose answers are added up without being opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub question: String,
    pub answers: Vec<String>,
    /// Whether a voter may cast a blank vote, counted as such.
    pub blank: bool,
    /// Least number of answers chosen by a vote that is not blank.
    pub min: usize,
    /// Greatest number of answers chosen.
    pub max: usize,
}

impl Question {
    /// Number of ciphertexts in an answer: one per answer, and one more if it may be blank.
    pub fn choices(&self) -> usize {
        self.answers.len() + usize::from(self.blank)
    }

    /// Number of branches of the overall proof.
    pub fn overall_branches(&self) -> usize {
        self.max - self.min + 1 + usize::from(self.blank)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Refusal> {
        if reader.eat("{\"type\":") {
            let kind = reader.plain()?;
            let mixnet = kind == "NonHomomorphic";
            let code = if mixnet {
                Code::QuestionNeedsMixnet
            } else {
                Code::QuestionUnsupported
            };
            return Err(code.into());
        }
        reader.expect("{\"answers\":")?;
        let answers = reader.list(|reader, _| reader.string())?;
        let blank = reader.eat(",\"blank\":true");
        reader.expect(",\"min\":")?;
        let min = reader.number(MOST as u64)?;
        reader.expect(",\"max\":")?;
        let max = reader.number(MOST as u64)?;
        reader.expect(",\"question\":")?;
        let question = reader.string()?;
        reader.expect("}")?;
        let size = |number| usize::try_from(number).unwrap_or(usize::MAX);
        let question = Self {
            question,
            answers,
            blank,
            min: size(min),
            max: size(max),
        };
        question.sensible().map(|()| question)
    }

    fn sensible(&self) -> Result<(), Refusal> {
        let answers = self.answers.len();
        let sensible = (1..=MOST).contains(&answers) && self.min <= self.max && self.max <= answers;
        if sensible {
            Ok(())
        } else {
            Err(Code::QuestionRange.into())
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str("{\"answers\":");
        push_list(out, &self.answers, |out, answer| push_string(out, answer));
        if self.blank {
            out.push_str(",\"blank\":true");
        }
        out.push_str(&format!(
            ",\"min\":{},\"max\":{},\"question\":",
            self.min, self.max
        ));
        push_string(out, &self.question);
        out.push('}');
    }
}

/// What the people who prepare an election decide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub description: String,
    /// Base58, at least 14 letters and digits; a new one for each election.
    pub uuid: String,
    pub questions: Vec<Question>,
    pub administrator: Option<String>,
    pub credential_authority: Option<String>,
}

/// An election that is ready to be voted in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election<G: Group> {
    pub draft: Draft,
    /// The product of the trustees' keys.
    pub key: G::Element,
    /// The canonical text.
    pub text: String,
    /// The hash of the text in base64, which every ballot names.
    pub fingerprint: String,
}

impl<G: Group> Election<G> {
    /// The election for a key.
    ///
    /// # Errors
    /// If the identifier or a question makes no sense.
    pub fn new(draft: Draft, key: G::Element) -> Result<Self, Refusal> {
        check_uuid(&draft.uuid)?;
        for (number, question) in draft.questions.iter().enumerate() {
            question
                .sensible()
                .map_err(|refusal| refusal.question(number))?;
        }
        let choices: usize = draft.questions.iter().map(Question::choices).sum();
        if !(1..=MOST).contains(&draft.questions.len()) || choices > MOST_CHOICES {
            return Err(Code::QuestionRange.into());
        }
        let mut out = String::from("{\"version\":1,\"description\":");
        push_string(&mut out, &draft.description);
        out.push_str(",\"name\":");
        push_string(&mut out, &draft.name);
        out.push_str(",\"group\":");
        push_string(&mut out, G::NAME);
        out.push_str(",\"public_key\":");
        push_element::<G>(&mut out, &key);
        out.push_str(",\"questions\":");
        push_list(&mut out, &draft.questions, |out, question| {
            question.write(out)
        });
        out.push_str(",\"uuid\":");
        push_string(&mut out, &draft.uuid);
        let people = [
            (",\"administrator\":", &draft.administrator),
            (",\"credential_authority\":", &draft.credential_authority),
        ];
        for (field, name) in people {
            if let Some(name) = name {
                out.push_str(field);
                push_string(&mut out, name);
            }
        }
        out.push('}');
        let fingerprint = text::fingerprint(out.as_bytes());
        Ok(Self {
            draft,
            key,
            text: out,
            fingerprint,
        })
    }

    /// Reads a canonical text.
    ///
    /// # Errors
    /// With the place, if it is not canonical or not supported.
    pub fn read(bytes: &[u8]) -> Result<Self, Refusal> {
        let reader = &mut Reader::new(bytes)?;
        let (description, name, group) = read_head(reader)?;
        if group != G::NAME {
            return Err(Code::GroupUnsupported.into());
        }
        reader.expect(",\"public_key\":")?;
        let key = read_member::<G>(reader)?;
        if key == G::identity() {
            return Err(reader.refuse(Code::KeyTrivial));
        }
        reader.expect(",\"questions\":")?;
        let questions = reader.list(|reader, number| {
            Question::read(reader).map_err(|refusal| refusal.question(number))
        })?;
        reader.expect(",\"uuid\":")?;
        let uuid = reader.string()?;
        let mut optional = |field: &str| -> Result<Option<String>, Refusal> {
            if reader.eat(field) {
                reader.string().map(Some)
            } else {
                Ok(None)
            }
        };
        let administrator = optional(",\"administrator\":")?;
        let credential_authority = optional(",\"credential_authority\":")?;
        reader.expect("}")?;
        reader.clone().end()?;
        let draft = Draft {
            name,
            description,
            uuid,
            questions,
            administrator,
            credential_authority,
        };
        Self::new(draft, key)
    }

    pub fn questions(&self) -> &[Question] {
        &self.draft.questions
    }
}

fn check_uuid(uuid: &str) -> Result<(), Refusal> {
    let base58 = |byte: u8| byte.is_ascii_alphanumeric() && !b"0OIl".contains(&byte);
    let good = (14..=64).contains(&uuid.len()) && uuid.bytes().all(base58);
    if good {
        Ok(())
    } else {
        Err(Code::ElectionUuid.into())
    }
}

fn read_head<'a>(reader: &mut Reader<'a>) -> Result<(String, String, &'a str), Refusal> {
    reader.expect("{\"version\":")?;
    if reader.number(u64::MAX)? != 1 {
        return Err(Code::VersionUnsupported.into());
    }
    reader.expect(",\"description\":")?;
    let description = reader.string()?;
    reader.expect(",\"name\":")?;
    let name = reader.string()?;
    reader.expect(",\"group\":")?;
    let group = reader.plain()?;
    Ok((description, name, group))
}

/// The groups that an election can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupName {
    Belenios2048,
    Rfc3526,
}

impl GroupName {
    /// The group that an election's text names.
    ///
    /// # Errors
    /// If it is not one of ours, or the text is not an election's.
    pub fn of_election(bytes: &[u8]) -> Result<Self, Refusal> {
        let (_, _, group) = read_head(&mut Reader::new(bytes)?)?;
        match group {
            Belenios2048::NAME => Ok(Self::Belenios2048),
            Rfc3526::NAME => Ok(Self::Rfc3526),
            _ => Err(Code::GroupUnsupported.into()),
        }
    }
}
