//! Projects (réalisations): what was decided becomes one, and milestones say how it goes.

use crate::{Error, Result, Rng, audit, new_id};
use civic::field::{FieldError, FieldErrors, line, paragraph};
use civic::id::{ProjectId, ProposalId};
use civic::permission::{Actor, Role};
use civic::project::Status;
use civic::proposal::State;
use civic::time::Now;
use store::Tx;

/// Projects on one page.
pub const PAGE: usize = 20;

/// Turns a selected proposal (or an admitted one, where there is no vote) into a project.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Conflict`] in another state or when it already is one.
pub async fn open(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    proposal: &ProposalId,
) -> Result<ProjectId> {
    let official = actor.with_role(Role::Official)?.clone();
    let found = store::proposal::get(tx, proposal)
        .await?
        .ok_or(Error::NotFound)?;
    let listed = store::process::by_id(tx, &found.process)
        .await?
        .ok_or(Error::NotFound)?;
    let has_vote = listed
        .process
        .phase(civic::process::PhaseKind::Vote)
        .is_some();
    let decided = found.state == State::Selected || (!has_vote && found.state == State::Admitted);
    let id: ProjectId = new_id(now, rng);
    if !decided
        || !store::project::insert(tx, &id, proposal, &found.title, &found.body, now).await?
    {
        return Err(Error::Conflict);
    }
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "project.open",
        "project",
        id.as_str(),
    )
    .await?;
    Ok(id)
}

/// The form of a milestone, as typed.
#[derive(Clone, Debug, Default)]
pub struct MilestoneForm {
    /// What happened.
    pub title: String,
    /// In more words.
    pub body: String,
    /// Where the project stands from now on.
    pub status: String,
}

/// Posts a milestone. Sent twice, it is posted once.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`], [`Error::Fields`].
pub async fn post_milestone(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    project: &ProjectId,
    form: &MilestoneForm,
) -> Result<()> {
    let official = actor.with_role(Role::Official)?.clone();
    store::project::get(tx, project)
        .await?
        .ok_or(Error::NotFound)?;
    let mut errors = FieldErrors::default();
    let title = errors.take("title", line(&form.title, 3, 120));
    let body = errors.take("body", paragraph(&form.body, 0, 3000));
    let status = errors.take(
        "status",
        Status::parse(&form.status).ok_or(FieldError::Unknown),
    );
    let (Some(title), Some(body), Some(status)) = (title, body, status) else {
        return Err(Error::Fields(errors));
    };
    let new = store::project::Milestone {
        id: new_id(now, rng),
        title,
        body,
        status,
        created_at: now,
    };
    let since = now.plus_seconds(-crate::SENT_TWICE);
    if !store::project::add_milestone(tx, project, &new, since).await? {
        return Ok(());
    }
    audit(
        tx,
        Some(&official),
        now,
        rng,
        "milestone.post",
        "project",
        project.as_str(),
    )
    .await
}
