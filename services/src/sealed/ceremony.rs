//! The key of a sealed vote, made by several trustees of whom some are enough (`ballot::v1::ceremony`). Each step is
//! made on the trustee's own device; what comes from it is checked at once and kept, and the next step begins when
//! everybody has done this one. Then the opening is rehearsed, from the file and from the paper that each one keeps,
//! and with every choice of trustees that must be enough: nobody is to find out after the vote that a key is lost.
//!
//! **Invariant**: no secret of a trustee comes here.

use super::{Group, right, uuid};
use crate::{Error, Result, Rng, audit, field_error, random, sign_in};
use ballot::Code;
use ballot::v1::ceremony::{Dealing, Published, Shape, read_certificate_text, trustees};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::tally::{PartialDecryption, Tally, open, result_text};
use ballot::v1::trustee::{Signed, Trustees};
use civic::field::{self, FieldError};
use civic::id::{AccountId, ProcessId};
use civic::permission::{Actor, Refusal, Role};
use civic::process::{Process, Rights, Urn};
use civic::time::Now;
use store::Tx;
pub use store::trustee::Trustee as Given;
use store::trustee::{Ceremony, Rehearsal, Text, Trustee};

/// Fewest and most trustees.
pub const TRUSTEES: (usize, usize) = (2, 9);

/// What is in a rehearsal: the votes for its two answers.
pub const REHEARSED: [u64; 2] = [1, 2];

/// What is to be done next, by every trustee who has not done it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Make a share, keep it, send its certificate.
    Certify,
    /// Send each trustee a sealed value.
    Deal,
    /// Open what was sent, publish the public key of the share.
    Publish,
    /// Open the rehearsal from the file.
    FromFile,
    /// Open the rehearsal from the paper.
    FromPaper,
    /// Nothing: the urn may open.
    Ready,
}

impl Step {
    /// The step's name, in addresses and messages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Certify => "certificat",
            Step::Deal => "partage",
            Step::Publish => "publication",
            Step::FromFile => "fichier",
            Step::FromPaper => "papier",
            Step::Ready => "pret",
        }
    }

    /// Reads a step's name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Step> {
        let all = Step::ALL.into_iter().map(|(step, _)| step);
        all.chain([Step::Ready]).find(|s| s.as_str() == text)
    }

    const ALL: [(Step, Text); 5] = [
        (Step::Certify, Text::Certificate),
        (Step::Deal, Text::Dealing),
        (Step::Publish, Text::Published),
        (Step::FromFile, Text::FromFile),
        (Step::FromPaper, Text::FromPaper),
    ];
}

/// A ceremony as its trustees and the town hall see it.
#[derive(Clone, Debug)]
pub struct State {
    /// The process.
    pub process: Process,
    /// The ceremony.
    pub ceremony: Ceremony,
    /// Its trustees.
    pub trustees: Vec<Trustee>,
    /// What is to be done now.
    pub step: Step,
}

impl State {
    /// How many trustees there are, and how many are enough.
    #[must_use]
    pub fn shape(&self) -> Shape {
        Shape {
            size: self.trustees.len(),
            threshold: usize::try_from(self.ceremony.threshold).unwrap_or(0),
        }
    }

    /// The number of an account among the trustees, from 1.
    #[must_use]
    pub fn number_of(&self, account: &AccountId) -> Option<usize> {
        let place = self.trustees.iter().position(|t| t.account == *account);
        place.map(|place| place + 1)
    }

    fn certificates(&self) -> Result<Vec<Signed<Group>>> {
        let all = (1..).zip(&self.trustees);
        all.map(|(index, t)| Ok(read_certificate_text(&t.certificate, self.shape(), index)?))
            .collect()
    }

    fn dealings(&self, certificates: &[Signed<Group>]) -> Result<Vec<Dealing<Group>>> {
        let all = (1..).zip(&self.trustees);
        all.map(|(index, t)| {
            Ok(Dealing::read(
                &t.dealing,
                self.shape(),
                index,
                certificates,
            )?)
        })
        .collect()
    }
}

/// What a trustee gave for a step; nothing where nothing is asked.
pub(super) fn given_for(step: Step, trustee: &Trustee) -> Option<&str> {
    let (_, text) = Step::ALL.into_iter().find(|(one, _)| *one == step)?;
    Some(given(trustee, text))
}

fn given(trustee: &Trustee, text: Text) -> &str {
    match text {
        Text::Certificate => &trustee.certificate,
        Text::Dealing => &trustee.dealing,
        Text::Published => &trustee.published,
        Text::FromFile => &trustee.from_file,
        Text::FromPaper => &trustee.from_paper,
    }
}

/// Names the trustees, by their e-mail addresses: a ceremony begins, in place of an unfinished or a lost one.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] once the urn is open or if it is not a sealed one,
/// [`Error::Fields`] (`trustees`,
/// `threshold`).
pub async fn begin(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    addresses: &[String],
    threshold: usize,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    let found = store::process::by_slug(tx, slug).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    if store::election::get(tx, &process.id, false)
        .await?
        .is_some()
    {
        return Err(Error::Conflict);
    }
    if process.urn == Urn::Ordinary {
        return Err(Error::Conflict);
    }
    let (fewest, most) = TRUSTEES;
    if addresses.len() < fewest {
        return Err(field_error("trustees", FieldError::TooSmall));
    }
    if addresses.len() > most {
        return Err(field_error("trustees", FieldError::TooLarge));
    }
    if !(fewest..=addresses.len()).contains(&threshold) {
        return Err(field_error("threshold", FieldError::Unknown));
    }
    let mut accounts = Vec::new();
    for address in addresses {
        let address = field::email(address).map_err(|e| field_error("trustees", e))?;
        let account = sign_in::account_of(tx, now, rng, &address).await?;
        if accounts.contains(&account) {
            // the same person twice is one trustee
            return Err(field_error("trustees", FieldError::Unknown));
        }
        accounts.push(account);
    }
    let enough = i64::try_from(threshold).unwrap_or(i64::MAX);
    // rights are made for one identifier: those of an earlier ceremony open nothing
    store::offered::forget(tx, &process.id).await?;
    store::spare::forget_given(tx, &process.id).await?;
    store::trustee::begin(tx, &process.id, &uuid(rng), enough, &accounts).await?;
    let id = process.id.as_str();
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "ceremony.begin",
        "process",
        id,
    )
    .await
}

/// Says who makes the voting rights: how many the server is to make, or the registrar's address.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] once the urn is open, [`Error::Fields`] (`spares`,
/// `registrar`).
pub async fn set_rights(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    spares: &str,
    registrar: &str,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    let State {
        process, ceremony, ..
    } = state(tx, actor, slug).await?;
    if store::election::get(tx, &process.id, false)
        .await?
        .is_some()
    {
        return Err(Error::Conflict);
    }
    let (mut number, mut account) = (0, None);
    match process.urn.rights() {
        None => return Err(Error::Conflict),
        Some(Rights::Phone) => {}
        Some(Rights::Server) => {
            let most = i64::try_from(right::MOST).unwrap_or(i64::MAX);
            let read = field::number(spares, 1, most);
            number = read.map_err(|e| field_error("spares", e))?;
        }
        Some(Rights::Letter) => {
            let address = field::email(registrar).map_err(|e| field_error("registrar", e))?;
            account = Some(sign_in::account_of(tx, now, rng, &address).await?);
        }
    }
    if account != ceremony.registrar {
        // another registrar sends another list
        store::offered::forget(tx, &process.id).await?;
    }
    store::trustee::set_rights(tx, &process.id, number, account.as_ref()).await?;
    let id = process.id.as_str();
    audit(tx, Some(&official), now, rng, "rights.set", "process", id).await
}

/// The ceremony of a process, for the town hall and its trustees.
///
/// # Errors
/// [`Error::Refused`] for anybody else, [`Error::NotFound`].
pub async fn state(tx: &mut Tx, actor: &Actor, slug: &str) -> Result<State> {
    let account = actor.account()?.clone();
    let found = store::process::by_slug(tx, slug).await?;
    let state = load(tx, found.ok_or(Error::NotFound)?.process).await?;
    if state.number_of(&account).is_none() {
        actor.with_role(Role::Official)?;
    }
    Ok(state)
}

pub(super) async fn load(tx: &mut Tx, process: Process) -> Result<State> {
    let ceremony = store::trustee::ceremony(tx, &process.id).await?;
    let ceremony = ceremony.ok_or(Error::NotFound)?;
    let trustees = store::trustee::list(tx, &process.id).await?;
    let missing = |text| trustees.iter().any(|t| given(t, text).is_empty());
    let step = Step::ALL.into_iter().find(|(_, text)| missing(*text));
    Ok(State {
        step: step.map_or(Step::Ready, |(step, _)| step),
        process,
        ceremony,
        trustees,
    })
}

/// Keeps what a trustee's device made for a step. Sent twice, it is kept once.
///
/// # Errors
/// [`Error::Refused`] for anybody else, [`Error::NotFound`], [`Error::Conflict`] when the step is not this one or
/// something else was given for it, [`Error::Sealed`] with what is wrong.
pub async fn give(
    tx: &mut Tx,
    actor: &Actor,
    rng: &mut Rng,
    slug: &str,
    step: Step,
    text: &str,
) -> Result<Step> {
    let state = state(tx, actor, slug).await?;
    let account = actor.account()?;
    let index = state.number_of(account).ok_or(Refusal::NotYours)?;
    let kind = Step::ALL.into_iter().find(|(one, _)| *one == step);
    let (_, kind) = kind.ok_or(Error::Conflict)?;
    let trustee = state.trustees.get(index - 1).ok_or(Error::NotFound)?;
    if given(trustee, kind) == text && !text.is_empty() {
        return Ok(state.step);
    }
    if step != state.step || !given(trustee, kind).is_empty() {
        return Err(Error::Conflict);
    }
    check(&state, index, step, text)?;
    let process = state.process.id.clone();
    store::trustee::give(tx, &process, trustee.position, kind, text).await?;
    let after = load(tx, state.process).await?;
    match after.step {
        Step::FromFile if step == Step::Publish => make_key(tx, rng, &process, &after).await?,
        Step::Ready => every_choice_opens(&after)?,
        _ => {}
    }
    Ok(after.step)
}

/// Whether a text is what its step asks of this trustee.
fn check(state: &State, index: usize, step: Step, text: &str) -> Result<()> {
    let shape = state.shape();
    match step {
        Step::Certify => drop(read_certificate_text::<Group>(text, shape, index)?),
        Step::Deal => drop(Dealing::read(text, shape, index, &state.certificates()?)?),
        Step::Publish => {
            let certificates = state.certificates()?;
            let dealings = state.dealings(&certificates)?;
            drop(Published::read(
                text,
                shape,
                index,
                &certificates,
                &dealings,
            )?);
        }
        Step::FromFile | Step::FromPaper => drop(part(state, index, text)?),
        Step::Ready => return Err(Error::Conflict),
    }
    Ok(())
}

/// A part of the rehearsal's decryption, checked.
fn part(state: &State, index: usize, text: &str) -> Result<PartialDecryption<Group>> {
    let rehearsal = &state.ceremony.rehearsal;
    let election = Election::<Group>::read(rehearsal.election.as_bytes())?;
    let tally = Tally::read(rehearsal.sum.as_bytes(), rehearsal.size.as_bytes())?;
    let trustees = Trustees::<Group>::read(state.ceremony.trustees.as_bytes())?;
    let keys = trustees.keys();
    let key = keys
        .get(index - 1)
        .ok_or(Error::Sealed(Code::DecryptionOwner))?;
    let part = PartialDecryption::<Group>::read(text.as_bytes())?;
    part.check(&election, &tally, &key.public)?;
    Ok(part)
}

/// The key of all that was published, and a small vote sealed with it, to rehearse on.
async fn make_key(tx: &mut Tx, rng: &mut Rng, process: &ProcessId, state: &State) -> Result<()> {
    let shape = state.shape();
    let certificates = state.certificates()?;
    let dealings = state.dealings(&certificates)?;
    let published = (1..).zip(&state.trustees).map(|(index, t)| {
        Ok(Published::read(
            &t.published,
            shape,
            index,
            &certificates,
            &dealings,
        )?)
    });
    let published = published.collect::<Result<Vec<_>>>()?;
    let trustees = trustees(shape, certificates, &dealings, published)?;
    let rehearsal = rehearsal(&trustees, rng)?;
    store::trustee::finish(tx, process, &trustees.text(), &rehearsal).await?;
    Ok(())
}

fn rehearsal(trustees: &Trustees<Group>, rng: &mut Rng) -> Result<Rehearsal> {
    let answers = ["1", "2"].map(str::to_owned).to_vec();
    let question = Question {
        question: "1, 2".to_owned(),
        answers,
        blank: false,
        min: 1,
        max: 1,
    };
    let draft = Draft {
        uuid: uuid(rng),
        name: "Répétition".to_owned(),
        questions: vec![question],
        ..Draft::default()
    };
    let election = Election::<Group>::new(draft, trustees.check()?)?;
    let seed: [u8; 32] = random(rng);
    let tally = Tally::known(&election, &REHEARSED, &seed)?;
    Ok(Rehearsal {
        sum: tally.text(),
        size: tally.sized_text(),
        result: result_text(&vec![REHEARSED.to_vec()]),
        seed: ballot::text::hex(&seed),
        election: election.text,
    })
}

/// Whichever trustees are missing, those that must be enough open the rehearsal, and find what is in it.
fn every_choice_opens(state: &State) -> Result<()> {
    let rehearsal = &state.ceremony.rehearsal;
    let tally = Tally::read(rehearsal.sum.as_bytes(), rehearsal.size.as_bytes())?;
    let trustees = Trustees::<Group>::read(state.ceremony.trustees.as_bytes())?;
    let shape = state.shape();
    for from in [Text::FromFile, Text::FromPaper] {
        let all = (1..).zip(&state.trustees);
        let parts = all.map(|(index, t)| Ok((index, part(state, index, given(t, from))?)));
        let parts = parts.collect::<Result<Vec<_>>>()?;
        // of nine trustees there are at most 126 choices
        for chosen in 0u32..1 << shape.size {
            if usize::try_from(chosen.count_ones()).ok() != Some(shape.threshold) {
                continue;
            }
            let some = parts
                .iter()
                .filter(|(index, _)| chosen >> (index - 1) & 1 == 1);
            let some: Vec<_> = some.cloned().collect();
            if result_text(&open(&trustees, &tally, &some)?) != rehearsal.result {
                return Err(Error::Sealed(Code::ResultDiffers));
            }
        }
    }
    Ok(())
}
