//! The key of a sealed vote, made by several trustees of whom some are enough (`ballot::v1::ceremony`). Each step is
//! made on the trustee's own device; what comes from it is checked at once and kept, and the next step begins when
//! everybody has done this one. Then the opening is rehearsed, from the file and from the paper that each one keeps,
//! and with every choice of trustees that must be enough: nobody is to find out after the vote that a key is lost.
//!
//! **Invariant**: no secret of a trustee comes here.

mod give;
mod rehearsal;

pub use give::{Weighed, give, keep, weigh};
pub use rehearsal::REHEARSED;

use super::call::{self, What};
use super::{Group, right, uuid};
use crate::{Error, Result, Rng, audit, field_error, sign_in};
use ballot::v1::ceremony::{Dealing, Shape, read_certificate_text};
use ballot::v1::trustee::Signed;
use civic::field::{self, FieldError};
use civic::id::AccountId;
use civic::permission::{Actor, Role};
use civic::process::{Process, Rights, Urn};
use civic::time::Now;
use store::Tx;
pub use store::trustee::Trustee as Given;
use store::trustee::{Ceremony, Text, Trustee};

/// Longest name and office of a trustee, in characters.
pub const TITLE: u32 = 120;

/// Fewest and most trustees.
pub const TRUSTEES: (usize, usize) = (2, 9);

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

    /// The first step that somebody has not done.
    fn of(trustees: &[Trustee]) -> Step {
        let missing = |text| trustees.iter().any(|t| given(t, text).is_empty());
        let step = Step::ALL.into_iter().find(|(_, text)| missing(*text));
        step.map_or(Step::Ready, |(step, _)| step)
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

/// Names the trustees, each by her e-mail address, with what is published of her after a comma: a ceremony begins, in place of an unfinished or a lost one.
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
    lines: &[String],
    threshold: usize,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    let found = store::process::by_slug(tx, slug).await?;
    let process = found.ok_or(Error::NotFound)?.process;
    store::process::hold(tx, &process.id).await?;
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
    if lines.len() < fewest {
        return Err(field_error("trustees", FieldError::TooSmall));
    }
    if lines.len() > most {
        return Err(field_error("trustees", FieldError::TooLarge));
    }
    if !(fewest..=lines.len()).contains(&threshold) {
        return Err(field_error("threshold", FieldError::Unknown));
    }
    let (mut accounts, mut named) = (Vec::new(), Vec::new());
    for line in lines {
        let (address, title) = line.split_once(',').unwrap_or((line, ""));
        let address = field::email(address).map_err(|e| field_error("trustees", e))?;
        let title = field::line(title, 0, TITLE);
        let title = title.map_err(|e| field_error("trustees", e))?;
        let account = sign_in::account_of(tx, now, rng, &address).await?;
        if accounts.contains(&account) {
            // the same person twice is one trustee
            return Err(field_error("trustees", FieldError::Unknown));
        }
        accounts.push(account.clone());
        named.push((account, title));
    }
    let enough = i64::try_from(threshold).unwrap_or(i64::MAX);
    // rights are made for one identifier: those of an earlier ceremony open nothing
    store::offered::forget(tx, &process.id).await?;
    store::spare::forget_given(tx, &process.id).await?;
    store::trustee::begin(tx, &process.id, &uuid(rng), enough, &named).await?;
    call::send(tx, now, rng, &process, What::Key, &accounts).await?;
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
    store::process::hold(tx, &process.id).await?;
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
        let named = account.as_slice();
        call::send(tx, now, rng, &process, What::Letters, named).await?;
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
    Ok(State {
        step: Step::of(&trustees),
        process,
        ceremony,
        trustees,
    })
}
