//! Projects (réalisations): what became of a proposal, with its milestones.

use crate::{Result, Row, Tx, args};
use civic::id::{MilestoneId, ProcessId, ProjectId, ProposalId};
use civic::project::Status;
use civic::time::{Now, Time};

/// A project with the last thing that happened.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// The proposal it comes from.
    pub proposal: ProposalId,
    /// Its title.
    pub title: String,
    /// What will be done.
    pub summary: String,
    /// Where it stands.
    pub status: Status,
    /// When it was opened.
    pub created_at: Time,
}

/// A dated step.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// Its id.
    pub id: MilestoneId,
    /// What happened.
    pub title: String,
    /// In more words.
    pub body: String,
    /// Where the project stood from then on.
    pub status: Status,
    /// When.
    pub created_at: Time,
}

/// Opens a project for a proposal; false when it already has one.
///
/// # Errors
/// What the database says.
pub async fn insert(
    tx: &mut Tx,
    id: &ProjectId,
    proposal: &ProposalId,
    title: &str,
    summary: &str,
    now: Now,
) -> Result<bool> {
    let sql = "INSERT INTO project (id, proposal_id, title, summary, status, created_at) VALUES ($1, $2, $3, $4, 'planned', $5)
        ON CONFLICT (proposal_id) DO NOTHING";
    Ok(tx
        .run(sql, args![id, proposal, title, summary, now])
        .await?
        == 1)
}

const COLUMNS: &str = "SELECT id, proposal_id, title, summary, status, created_at FROM project ";

fn read(row: &Row) -> Result<Project> {
    Ok(Project {
        id: ProjectId(row.get(0)?),
        proposal: ProposalId(row.get(1)?),
        title: row.get(2)?,
        summary: row.get(3)?,
        status: row.parse(4, Status::parse, "project", "status")?,
        created_at: Time(row.get(5)?),
    })
}

/// A project by id.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, id: &ProjectId) -> Result<Option<Project>> {
    tx.all_of(&[COLUMNS, "WHERE id = $1"], args![id])
        .await?
        .first()
        .map(read)
        .transpose()
}

/// The project of a proposal.
///
/// # Errors
/// What the database says.
pub async fn of_proposal(tx: &mut Tx, proposal: &ProposalId) -> Result<Option<Project>> {
    tx.all_of(&[COLUMNS, "WHERE proposal_id = $1"], args![proposal])
        .await?
        .first()
        .map(read)
        .transpose()
}

/// The projects that came out of a process: `(proposal, project)`.
///
/// # Errors
/// What the database says.
pub async fn of_process(tx: &mut Tx, process: &ProcessId) -> Result<Vec<(ProposalId, ProjectId)>> {
    let sql = "SELECT j.proposal_id, j.id FROM project j JOIN proposal p ON p.id = j.proposal_id WHERE p.process_id = $1";
    tx.all(sql, args![process])
        .await?
        .iter()
        .map(|r| Ok((ProposalId(r.get(0)?), ProjectId(r.get(1)?))))
        .collect()
}

/// Projects, newest first, going on after an id.
///
/// # Errors
/// What the database says.
pub async fn page(tx: &mut Tx, before: Option<&ProjectId>, limit: i64) -> Result<Vec<Project>> {
    // ids are hexadecimal: "g" comes after them in every language's order, which "~" does not
    let before = before.map_or("g", |p| p.as_str());
    let rows = tx
        .all_of(
            &[COLUMNS, "WHERE id < $1 ORDER BY id DESC LIMIT $2"],
            args![before, limit],
        )
        .await?;
    rows.iter().map(read).collect()
}

/// Adds a milestone and moves the project to its status; false when the same one was added since an instant.
///
/// # Errors
/// What the database says.
pub async fn add_milestone(
    tx: &mut Tx,
    project: &ProjectId,
    new: &Milestone,
    since: Time,
) -> Result<bool> {
    let status = new.status.as_str();
    // the project's row is held from here, so that two at once come one after the other
    tx.run(
        "UPDATE project SET status = status WHERE id = $1",
        args![project],
    )
    .await?;
    let sql = "INSERT INTO milestone (id, project_id, title, body, status, created_at) SELECT $1, $2, $3, $4, $5, $6
        WHERE NOT EXISTS (SELECT 1 FROM milestone WHERE project_id = $2 AND title = $3 AND body = $4 AND status = $5 AND created_at > $7)";
    let args = args![
        &new.id,
        project,
        &new.title,
        &new.body,
        status,
        new.created_at,
        since
    ];
    if tx.run(sql, args).await? == 0 {
        return Ok(false);
    }
    tx.run(
        "UPDATE project SET status = $2 WHERE id = $1",
        args![project, status],
    )
    .await?;
    Ok(true)
}

/// The milestones of a project, oldest first.
///
/// # Errors
/// What the database says.
pub async fn milestones(tx: &mut Tx, project: &ProjectId) -> Result<Vec<Milestone>> {
    let sql = "SELECT id, title, body, status, created_at FROM milestone WHERE project_id = $1 ORDER BY created_at, id";
    let rows = tx.all(sql, args![project]).await?;
    rows.iter()
        .map(|row| {
            Ok(Milestone {
                id: MilestoneId(row.get(0)?),
                title: row.get(1)?,
                body: row.get(2)?,
                status: row.parse(3, Status::parse, "milestone", "status")?,
                created_at: Time(row.get(4)?),
            })
        })
        .collect()
}
