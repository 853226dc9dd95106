//! What everybody may read: processes, results, projects, the proposals of a process as open data.
//! Never here: anything that depends on who reads, or that writes.

use crate::{Error, Result};
use civic::id::{ProcessId, ProjectId};
use civic::permission::Actor;
use civic::process::Process;
use civic::time::Time;
use serde::Deserialize;
use store::Tx;
use store::proposal_list::{Filter, Order};

pub use store::process::Listed;
pub use store::project::{Milestone, Project};
pub use store::proposal::Proposal;

/// Proposals read at once for a file.
const BATCH: i64 = 500;

/// All processes shown to everybody, newest first.
///
/// # Errors
/// What the database says.
pub async fn processes(tx: &mut Tx) -> Result<Vec<Listed>> {
    Ok(store::process::all(tx, false).await?)
}

/// What a list says of a counted vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The process.
    pub process: ProcessId,
    /// When it was counted.
    pub at: Time,
    /// People who voted.
    pub voters: i64,
    /// Projects funded.
    pub funded: i64,
    /// Projects on the ballot.
    pub projects: i64,
}

/// The few fields of a kept result that a list needs; the steps of the count are skipped.
#[derive(Deserialize)]
struct Kept {
    voters: i64,
    projects: Vec<serde::de::IgnoredAny>,
    outcome: Winners,
}

#[derive(Deserialize)]
struct Winners {
    winners: Vec<serde::de::IgnoredAny>,
}

/// The votes counted last, newest first.
///
/// # Errors
/// What the database says.
pub async fn counted(tx: &mut Tx, limit: i64) -> Result<Vec<Counted>> {
    let mut out = Vec::new();
    for (process, at, json) in store::result::latest(tx, limit).await? {
        let kept: Kept =
            serde_json::from_str(&json).map_err(|e| Error::Count(format!("kept result: {e}")))?;
        out.push(Counted {
            process,
            at,
            voters: kept.voters,
            funded: i64::try_from(kept.outcome.winners.len()).unwrap_or(0),
            projects: i64::try_from(kept.projects.len()).unwrap_or(0),
        });
    }
    Ok(out)
}

/// A page of projects, newest first, and where the next page begins.
///
/// # Errors
/// What the database says.
pub async fn projects(
    tx: &mut Tx,
    before: Option<&ProjectId>,
    page: usize,
) -> Result<(Vec<Project>, Option<ProjectId>)> {
    let limit = i64::try_from(page).unwrap_or(20) + 1;
    let mut found = store::project::page(tx, before, limit).await?;
    let more = found.len() > page;
    found.truncate(page);
    let next = if more {
        found.last().map(|p| p.id.clone())
    } else {
        None
    };
    Ok((found, next))
}

/// A project with its milestones, the proposal it comes from and its process.
#[derive(Clone, Debug)]
pub struct ProjectPage {
    /// The project.
    pub project: Project,
    /// Its milestones, oldest first.
    pub milestones: Vec<Milestone>,
    /// Where it comes from.
    pub proposal: Proposal,
    /// The process it was decided in.
    pub process: Process,
}

/// A project's page.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn project(tx: &mut Tx, id: &ProjectId) -> Result<ProjectPage> {
    let project = store::project::get(tx, id).await?.ok_or(Error::NotFound)?;
    let (proposal, process) =
        crate::proposal::page(tx, &Actor::visitor(), &project.proposal).await?;
    let milestones = store::project::milestones(tx, id).await?;
    Ok(ProjectPage {
        project,
        milestones,
        proposal,
        process,
    })
}

/// All proposals of a process but the withdrawn ones, by number: for its open-data file.
///
/// # Errors
/// What the database says.
pub async fn proposals(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Proposal>> {
    let mut out: Vec<Proposal> = Vec::new();
    loop {
        let filter = Filter {
            process,
            tokens: &[],
            category: None,
            district: None,
            state: None,
            order: Order::Newest {
                after: out.last().map(|p| p.number),
            },
            limit: BATCH,
        };
        let found = store::proposal_list::page(tx, &filter).await?;
        let last = found.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
        out.extend(found.into_iter().map(|f| f.proposal));
        if last {
            break;
        }
    }
    out.reverse();
    Ok(out)
}
