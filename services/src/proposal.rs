//! Proposals: make (with similar ones shown), edit, withdraw; the town hall's admission, cost and answer.

use crate::limit::{self, PROPOSAL};
use crate::{Error, Result, Rng, audit, field_error, new_id};
use civic::field::{FieldError, FieldErrors, paragraph};
use civic::id::{AccountId, CategoryId, DistrictId, ProcessId, ProposalId};
use civic::money::Cents;
use civic::permission::{Actor, Refusal, Role};
use civic::process::{Act, Moment, PhaseKind, Process};
use civic::proposal::{self, State};
use civic::search;
use civic::time::Now;
use store::Tx;
use store::process::Listed;
use store::proposal::{New, Proposal};

/// The form of a proposal, as typed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// Title.
    pub title: String,
    /// Text.
    pub body: String,
    /// Category id, or empty.
    pub category: String,
    /// District id, or empty.
    pub district: String,
    /// Version that was being edited (empty for a new one).
    pub version: String,
}

struct Parsed {
    title: String,
    body: String,
    category: Option<CategoryId>,
    district: Option<DistrictId>,
}

async fn parse(
    tx: &mut Tx,
    process: &ProcessId,
    form: &Form,
    old: Option<&Proposal>,
) -> Result<Parsed> {
    let mut errors = FieldErrors::default();
    let title = errors.take("title", proposal::title(&form.title));
    let body = errors.take("body", proposal::body(&form.body));
    let categories = store::process::categories(tx, process).await?;
    let category = match form.category.as_str() {
        "" if categories.is_empty() => Some(None),
        "" => errors.take("category", Err(FieldError::Missing)),
        id => {
            let known = categories.iter().find(|(c, _)| c.0 == id);
            errors.take(
                "category",
                known
                    .map(|(c, _)| Some(c.clone()))
                    .ok_or(FieldError::Unknown),
            )
        }
    };
    let district = match form.district.as_str() {
        "" => Some(None),
        id => {
            let mut districts = store::district::of_process(tx, process).await?;
            // one taken off the list stays on the proposals that have it
            districts.extend(old.and_then(|old| old.district.clone()));
            let known = districts.into_iter().find(|(d, _)| d.0 == id);
            errors.take(
                "district",
                known.map(|(d, _)| Some(d)).ok_or(FieldError::Unknown),
            )
        }
    };
    match (title, body, category, district) {
        (Some(title), Some(body), Some(category), Some(district)) if errors.is_empty() => {
            Ok(Parsed {
                title,
                body,
                category,
                district,
            })
        }
        _ => Err(Error::Fields(errors)),
    }
}

/// Proposals of a process that look like a title being written, the likeliest first, five at most.
///
/// # Errors
/// What the database says.
pub async fn similar(tx: &mut Tx, process: &ProcessId, title: &str) -> Result<Vec<Proposal>> {
    let tokens = search::query(title);
    let found = store::search::similar(tx, process, &tokens, 5).await?;
    let numbers: Vec<i64> = found.iter().map(|(number, _)| *number).collect();
    let mut proposals = store::proposal_list::by_numbers(tx, process, &numbers).await?;
    proposals.sort_by_key(|p| numbers.iter().position(|n| *n == p.number));
    Ok(proposals)
}

/// Makes a proposal. Sent twice, it is made once.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::Fields`], [`Error::TooMany`].
pub async fn create(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    slug: &str,
    form: &Form,
) -> Result<ProposalId> {
    let Listed { process, .. } = crate::process::visible(tx, actor, slug).await?;
    let author = actor.with_level(process.level_to_contribute)?.clone();
    if !process.open_for(Act::Propose, now) {
        return Err(Error::Closed(Act::Propose));
    }
    let parsed = parse(tx, &process.id, form, None).await?;
    // the limit's row is locked until the commit, so two at once come one after the other
    limit::check(tx, PROPOSAL, author.as_str(), now).await?;
    let (title, body) = (&parsed.title, &parsed.body);
    let since = now.plus_seconds(-crate::SENT_TWICE);
    if let Some(twin) = store::proposal::twin(tx, &process.id, &author, title, body, since).await? {
        return Ok(twin);
    }
    let id: ProposalId = new_id(now, rng);
    let new = New {
        id: &id,
        process: &process.id,
        author: Some(&author),
        title: &parsed.title,
        body: &parsed.body,
        category: parsed.category.as_ref(),
        district: parsed.district.as_ref(),
        source_id: None,
    };
    add(tx, new, now).await?;
    audit(
        tx,
        Some(&author),
        now,
        rng,
        "proposal.create",
        "proposal",
        id.as_str(),
    )
    .await?;
    Ok(id)
}

/// Writes a proposal and its search words: shared with the import of a file.
pub(crate) async fn add(tx: &mut Tx, new: New<'_>, now: Now) -> Result<i64> {
    let tokens = search::index(new.title, new.body);
    let process = new.process.clone();
    let number = store::proposal::insert(tx, new, now).await?;
    store::search::index(tx, &process, number, &tokens).await?;
    Ok(number)
}

async fn mine(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    id: &ProposalId,
) -> Result<(Proposal, Process)> {
    let account = actor.account()?.clone();
    let found = store::proposal::get(tx, id).await?.ok_or(Error::NotFound)?;
    if found.author.as_ref() != Some(&account) {
        return Err(Error::Refused(Refusal::NotYours));
    }
    let Listed { process, .. } = store::process::by_id(tx, &found.process)
        .await?
        .ok_or(Error::NotFound)?;
    if !process.open_for(Act::Propose, now) {
        return Err(Error::Closed(Act::Propose));
    }
    Ok((found, process))
}

/// The proposal that its author is about to edit or withdraw.
///
/// # Errors
/// As [`edit`].
pub async fn to_edit(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    id: &ProposalId,
) -> Result<(Proposal, Process)> {
    let (found, process) = mine(tx, actor, now, id).await?;
    if found.state.editable() {
        Ok((found, process))
    } else {
        Err(Error::Conflict)
    }
}

/// Edits one's own proposal, until the town hall has answered.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Closed`], [`Error::Fields`], [`Error::Conflict`].
pub async fn edit(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
    form: &Form,
) -> Result<()> {
    let (old, process) = to_edit(tx, actor, now, id).await?;
    let parsed = parse(tx, &process.id, form, Some(&old)).await?;
    if form.version.parse() != Ok(old.version) {
        return Err(Error::Conflict);
    }
    let (category, district) = (parsed.category.as_ref(), parsed.district.as_ref());
    if !store::proposal::edit(
        tx,
        &old,
        &parsed.title,
        &parsed.body,
        category,
        district,
        now,
    )
    .await?
    {
        return Err(Error::Conflict);
    }
    store::search::index(
        tx,
        &process.id,
        old.number,
        &search::index(&parsed.title, &parsed.body),
    )
    .await?;
    audit(
        tx,
        actor.account.as_ref(),
        now,
        rng,
        "proposal.edit",
        "proposal",
        id.as_str(),
    )
    .await
}

/// Withdraws one's own proposal, until the town hall has answered.
///
/// # Errors
/// As [`edit`].
pub async fn withdraw(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
) -> Result<ProcessId> {
    let (old, process) = to_edit(tx, actor, now, id).await?;
    if !store::proposal::set_state(tx, &old, State::Withdrawn).await? {
        return Err(Error::Conflict);
    }
    store::search::remove(tx, &process.id, old.number).await?;
    audit(
        tx,
        actor.account.as_ref(),
        now,
        rng,
        "proposal.withdraw",
        "proposal",
        id.as_str(),
    )
    .await?;
    Ok(process.id)
}

/// The town hall's answer, as typed.
#[derive(Clone, Debug, Default)]
pub struct AnswerForm {
    /// `admitted` or `refused`.
    pub state: String,
    /// Cost; wanted to admit in a participatory budget.
    pub cost: String,
    /// The answer, in Markdown; wanted to refuse.
    pub answer: String,
}

/// Admits or refuses a proposal, with its cost and an answer. Once the vote has begun, what is on the
/// ballot and its cost no longer change.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Fields`], [`Error::Conflict`].
pub async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
    form: &AnswerForm,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    let old = store::proposal::get(tx, id).await?.ok_or(Error::NotFound)?;
    let Listed { process, .. } = store::process::by_id(tx, &old.process)
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FieldErrors::default();
    let state = match form.state.as_str() {
        "admitted" => Some(State::Admitted),
        "refused" => Some(State::Refused),
        "" => errors.take("state", Err(FieldError::Missing)),
        _ => errors.take("state", Err(FieldError::Unknown)),
    };
    let costed = process.phase(PhaseKind::Vote).is_some() && state == Some(State::Admitted);
    let cost = if costed {
        let parsed = Cents::parse(&form.cost).and_then(|c| {
            match c {
                c if c.0 <= 0 => Err(FieldError::TooSmall),
                // such a project could never be chosen
                c if c > process.budget => Err(FieldError::TooLarge),
                c => Ok(c),
            }
        });
        errors.take("cost", parsed).map(Some)
    } else if form.cost.trim().is_empty() {
        Some(None)
    } else {
        errors.take("cost", Cents::parse(&form.cost)).map(Some)
    };
    let least = if state == Some(State::Refused) { 10 } else { 0 };
    let text = errors.take("answer", paragraph(&form.answer, least, 5000));
    let (Some(state), Some(cost), Some(text)) = (state, cost, text) else {
        return Err(Error::Fields(errors));
    };
    let given = Answer { state, cost, text };
    give(tx, Some(&official), now, rng, (&old, &process), given).await
}

/// An answer, parsed (or that of an imported file).
pub(crate) struct Answer {
    pub state: State,
    pub cost: Option<Cents>,
    pub text: String,
}

/// Gives an answer: shared with the import of a file.
pub(crate) async fn give(
    tx: &mut Tx,
    by: Option<&AccountId>,
    now: Now,
    rng: &mut Rng,
    (old, process): (&Proposal, &Process),
    Answer { state, cost, text }: Answer,
) -> Result<()> {
    let id = &old.id;
    let begun = process
        .phase(PhaseKind::Vote)
        .is_some_and(|p| p.moment(now) != Moment::Future);
    // one that was never answered may still be refused: it is not on the ballot
    let ballot_changes = (state == State::Admitted) != (old.state == State::Admitted)
        || (state == State::Admitted && cost != old.cost);
    if !old.state.may_become(state) || (begun && ballot_changes) {
        return Err(Error::Conflict);
    }
    if !store::proposal::set_state(tx, old, state).await? {
        return Err(Error::Conflict);
    }
    store::proposal::answer(tx, id, &text, cost, now).await?;
    let action = if state == State::Admitted {
        "proposal.admit"
    } else {
        "proposal.refuse"
    };
    audit(tx, by, now, rng, action, "proposal", id.as_str()).await
}

/// A proposal's page: the proposal and its process.
///
/// # Errors
/// [`Error::NotFound`]; a withdrawn proposal is still shown, as withdrawn.
pub async fn page(tx: &mut Tx, actor: &Actor, id: &ProposalId) -> Result<(Proposal, Process)> {
    let found = store::proposal::get(tx, id).await?.ok_or(Error::NotFound)?;
    let Listed { process, .. } = store::process::by_id(tx, &found.process)
        .await?
        .ok_or(Error::NotFound)?;
    if process.published || actor.has(Role::Official) {
        Ok((found, process))
    } else {
        Err(Error::NotFound)
    }
}

/// A state named in an address, for filters.
///
/// # Errors
/// [`Error::Fields`] (field `state`) when there is no such state.
pub fn state_filter(text: &str) -> Result<Option<State>> {
    match text {
        "" => Ok(None),
        text => State::parse(text)
            .map(Some)
            .ok_or_else(|| field_error("state", FieldError::Unknown)),
    }
}
