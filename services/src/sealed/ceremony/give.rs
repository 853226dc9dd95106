//! What a trustee's device gives for a step: weighed first ([`weigh`], pure and slow, outside any transaction), then kept
//! ([`keep`]), unless the ceremony went on meanwhile.

use super::rehearsal::{every_choice_opens, key, part};
use super::{State, Step, given, load, state};
use crate::{Error, Result, Rng};
use ballot::text::{Hash, sha256};
use ballot::v1::ceremony::{Dealing, Published, read_certificate_text};
use civic::id::{AccountId, ProcessId};
use civic::permission::{Actor, Refusal};
use store::Tx;
use store::trustee::{Rehearsal, Text};

type Group = super::super::Group;

/// What was given, found right.
pub struct Weighed {
    process: ProcessId,
    position: i64,
    kind: Text,
    text: String,
    /// The ceremony that it was weighed in.
    seen: Hash,
    /// The key, when this completes it, and what its opening is rehearsed on.
    key: Option<(String, Rehearsal)>,
    /// What is next.
    next: Step,
}

/// A ceremony as it stands, to see whether it went on.
fn print(state: &State) -> Hash {
    sha256(format!("{:?}{:?}", state.ceremony, state.trustees).as_bytes())
}

/// Weighs what a trustee gave. Nothing when she gave the same before.
///
/// # Errors
/// [`Error::Refused`] for anybody else, [`Error::Conflict`] when the step is not this one or something else was given
/// for it, [`Error::Sealed`] with what is wrong.
pub fn weigh(
    mut state: State,
    account: &AccountId,
    rng: &mut Rng,
    step: Step,
    text: &str,
) -> Result<Option<Weighed>> {
    let index = state.number_of(account).ok_or(Refusal::NotYours)?;
    let kind = Step::ALL.into_iter().find(|(one, _)| *one == step);
    let (_, kind) = kind.ok_or(Error::Conflict)?;
    let trustee = state.trustees.get(index - 1).ok_or(Error::NotFound)?;
    if given(trustee, kind) == text && !text.is_empty() {
        return Ok(None);
    }
    if step != state.step || !given(trustee, kind).is_empty() {
        return Err(Error::Conflict);
    }
    check(&state, index, step, text)?;
    let (seen, position) = (print(&state), trustee.position);
    if let Some(trustee) = state.trustees.get_mut(index - 1) {
        *given_mut(trustee, kind) = text.to_owned();
    }
    let next = Step::of(&state.trustees);
    let key = match next {
        Step::FromFile if step == Step::Publish => Some(key(rng, &state)?),
        Step::Ready => {
            every_choice_opens(&state)?;
            None
        }
        _ => None,
    };
    Ok(Some(Weighed {
        process: state.process.id,
        position,
        kind,
        text: text.to_owned(),
        seen,
        key,
        next,
    }))
}

fn given_mut(trustee: &mut store::trustee::Trustee, text: Text) -> &mut String {
    match text {
        Text::Certificate => &mut trustee.certificate,
        Text::Dealing => &mut trustee.dealing,
        Text::Published => &mut trustee.published,
        Text::FromFile => &mut trustee.from_file,
        Text::FromPaper => &mut trustee.from_paper,
    }
}

/// Keeps what was weighed.
///
/// # Errors
/// [`Error::Conflict`] when the ceremony went on meanwhile: it is weighed once more.
pub async fn keep(tx: &mut Tx, weighed: Weighed) -> Result<Step> {
    // two trustees who finish a step at once do it one after the other
    store::process::hold(tx, &weighed.process).await?;
    let found = store::process::by_id(tx, &weighed.process).await?;
    let now = load(tx, found.ok_or(Error::NotFound)?.process).await?;
    if print(&now) != weighed.seen {
        return Err(Error::Conflict);
    }
    let (process, position) = (&weighed.process, weighed.position);
    store::trustee::give(tx, process, position, weighed.kind, &weighed.text).await?;
    if let Some((trustees, rehearsal)) = &weighed.key {
        store::trustee::finish(tx, process, trustees, rehearsal).await?;
    }
    Ok(weighed.next)
}

/// Weighs and keeps in one transaction, which is then a long one. Sent twice, it is kept once.
///
/// # Errors
/// As [`weigh`]; [`Error::NotFound`].
pub async fn give(
    tx: &mut Tx,
    actor: &Actor,
    rng: &mut Rng,
    slug: &str,
    step: Step,
    text: &str,
) -> Result<Step> {
    let state = state(tx, actor, slug).await?;
    let now = state.step;
    match weigh(state, actor.account()?, rng, step, text)? {
        Some(weighed) => keep(tx, weighed).await,
        None => Ok(now),
    }
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
