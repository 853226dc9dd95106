//! What officials and agents see of their work: what waits, one process, one proposal with what to answer
//! next, one project. Every function asks for the role itself. Reading only, but for [`answer`], which
//! adds to `proposal::answer` that one answers the text one has read.

use crate::proposal::AnswerForm;
use crate::tally::{self, Tally};
use crate::{Error, Result, Rng, project, proposal};
use civic::id::{CategoryId, ProjectId, ProposalId};
use civic::permission::{Actor, Role};
use civic::process::Process;
use civic::proposal::State;
use civic::time::Now;
use store::Tx;
pub use store::desk::{Followed, Item, Numbers, Waiting};
pub use store::process::Listed;
pub use store::project::{Milestone, Project};
pub use store::proposal::Proposal;

/// Proposals on one page of the desk's list.
pub const PAGE: usize = 20;
/// Proposals to answer shown beside the one being answered.
const BESIDE: i64 = 8;
/// Days without a milestone after which a project is said to be without news.
pub const QUIET_DAYS: i64 = 90;

/// Lets in whoever holds a role, whichever.
///
/// # Errors
/// [`Error::Refused`].
pub fn enter(actor: &Actor) -> Result<()> {
    actor.with_one_of(&Role::ALL)?;
    Ok(())
}

/// A process and what waits in it.
#[derive(Clone, Debug)]
pub struct Board {
    /// The process.
    pub process: Process,
    /// Proposals that were not withdrawn.
    pub proposals: i64,
    /// What waits.
    pub waiting: Waiting,
}

/// All processes with what waits, newest first. An agent or administrator who is no official sees none.
///
/// # Errors
/// [`Error::Refused`] without any role.
pub async fn dashboard(tx: &mut Tx, actor: &Actor, now: Now) -> Result<Vec<Board>> {
    enter(actor)?;
    if !actor.has(Role::Official) {
        return Ok(Vec::new());
    }
    let listed = store::process::all(tx, true).await?;
    let waiting = store::desk::waiting(tx, quiet_since(now)).await?;
    let boards = listed.into_iter().filter_map(|l| {
        let waiting = waiting.iter().find(|w| w.process == l.process.id)?.clone();
        Some(Board {
            process: l.process,
            proposals: l.proposals,
            waiting,
        })
    });
    Ok(boards.collect())
}

/// A project whose last milestone is older than this is without news.
#[must_use]
pub fn quiet_since(now: Now) -> Now {
    now.plus_seconds(-QUIET_DAYS * 86_400)
}

/// One process at the desk.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The process.
    pub process: Process,
    /// Its numbers by state.
    pub numbers: Vec<Numbers>,
    /// One page of its proposals.
    pub items: Vec<Item>,
    /// Where the next page begins, if there is one.
    pub next: Option<i64>,
    /// Its projects.
    pub projects: Vec<Followed>,
    /// The result, once counted.
    pub tally: Option<Tally>,
}

/// One process at the desk, its proposals filtered by state, after a number.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn sheet(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
    state: Option<State>,
    after: i64,
) -> Result<Sheet> {
    actor.with_role(Role::Official)?;
    let Listed { process, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let numbers = store::desk::numbers(tx, &process.id).await?;
    let limit = i64::try_from(PAGE).unwrap_or(20) + 1;
    let mut items = store::desk::list(tx, &process.id, state, after, limit).await?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|i| i.number);
    let projects = store::desk::projects(tx, &process.id).await?;
    let tally = tally::result(tx, &process.id).await?;
    Ok(Sheet {
        process,
        numbers,
        items,
        next,
        projects,
        tally,
    })
}

/// A process to edit, with its categories.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn to_edit(
    tx: &mut Tx,
    actor: &Actor,
    slug: &str,
) -> Result<(Process, Vec<(CategoryId, String)>)> {
    actor.with_role(Role::Official)?;
    let Listed { process, .. } = store::process::by_slug(tx, slug)
        .await?
        .ok_or(Error::NotFound)?;
    let categories = store::process::categories(tx, &process.id).await?;
    Ok((process, categories))
}

/// A proposal being answered.
#[derive(Clone, Debug)]
pub struct Case {
    /// The proposal.
    pub proposal: Proposal,
    /// Its process.
    pub process: Process,
    /// Its project, if it became one.
    pub project: Option<ProjectId>,
    /// Itself if it waits, and the ones to answer after it.
    pub beside: Vec<Item>,
}

impl Case {
    /// What the reader has seen: changes with the text, the answer and the state.
    #[must_use]
    pub fn seen(&self) -> String {
        seen(&self.proposal)
    }
}

fn seen(p: &Proposal) -> String {
    let answered = p.answered_at.map_or(0, |t| t.0);
    format!("{}.{answered}.{}", p.version, p.state.as_str())
}

/// A proposal to answer.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn case(tx: &mut Tx, actor: &Actor, id: &ProposalId) -> Result<Case> {
    actor.with_role(Role::Official)?;
    let (proposal, process) = proposal::page(tx, actor, id).await?;
    let waiting = Some(State::Submitted);
    let beside = store::desk::list(tx, &process.id, waiting, proposal.number - 1, BESIDE).await?;
    let project = store::project::of_proposal(tx, id).await?.map(|p| p.id);
    Ok(Case {
        proposal,
        process,
        project,
        beside,
    })
}

/// What follows an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The process, as in its address.
    pub slug: String,
    /// The next proposal of that process without an answer.
    pub next: Option<ProposalId>,
}

/// [`proposal::answer`], for the text its reader has seen ([`Case::seen`]; empty when nothing is claimed).
///
/// # Errors
/// As `proposal::answer`; [`Error::Conflict`] when text, answer or state changed since.
pub async fn answer(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
    read: &str,
    form: &AnswerForm,
) -> Result<Answered> {
    actor.with_role(Role::Official)?;
    let (found, process) = proposal::page(tx, actor, id).await?;
    if !read.is_empty() && read != seen(&found) {
        return Err(Error::Conflict);
    }
    proposal::answer(tx, actor, now, rng, id, form).await?;
    let next = store::desk::next_to_answer(tx, &process.id, found.number).await?;
    Ok(Answered {
        slug: process.slug,
        next,
    })
}

/// A project being followed.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The project.
    pub project: Project,
    /// Its milestones, oldest first.
    pub milestones: Vec<Milestone>,
    /// The process it comes from.
    pub process: Process,
}

/// A project to follow.
///
/// # Errors
/// [`Error::Refused`], [`Error::NotFound`].
pub async fn follow(tx: &mut Tx, actor: &Actor, id: &ProjectId) -> Result<Follow> {
    actor.with_role(Role::Official)?;
    let project = store::project::get(tx, id).await?.ok_or(Error::NotFound)?;
    let milestones = store::project::milestones(tx, id).await?;
    let (_, process) = proposal::page(tx, actor, &project.proposal).await?;
    Ok(Follow {
        project,
        milestones,
        process,
    })
}

/// Opens the project of a proposal, or gives the one it already has: a second tap does no harm.
///
/// # Errors
/// As `project::open`.
pub async fn open_project(
    tx: &mut Tx,
    actor: &Actor,
    now: Now,
    rng: &mut Rng,
    id: &ProposalId,
) -> Result<ProjectId> {
    actor.with_role(Role::Official)?;
    match store::project::of_proposal(tx, id).await? {
        Some(known) => Ok(known.id),
        None => project::open(tx, actor, now, rng, id).await,
    }
}
