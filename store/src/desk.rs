//! What the town hall's desk reads: what waits, how many, what to answer next. One statement each,
//! whatever the number of processes or proposals. Never here: anything about ballots or the roll.

use crate::{Result, Tx, args};
use civic::id::{ProcessId, ProjectId, ProposalId};
use civic::project::Status;
use civic::proposal::State;
use civic::time::Time;

/// What waits in one process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The process.
    pub process: ProcessId,
    /// Proposals without an answer.
    pub to_answer: i64,
    /// Selected proposals that are no project yet.
    pub to_open: i64,
    /// Projects planned or under way without a milestone since the instant asked.
    pub quiet: i64,
    /// Whether its vote was counted.
    pub counted: bool,
}

/// What waits in every process.
///
/// # Errors
/// What the database says.
pub async fn waiting(tx: &mut Tx, quiet_since: Time) -> Result<Vec<Waiting>> {
    let sql = "SELECT s.id,
        CAST(SUM(CASE WHEN p.state = 'submitted' THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN p.state = 'selected' AND j.id IS NULL THEN 1 ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN j.status IN ('planned', 'started') AND COALESCE(m.last_at, 0) < $1 THEN 1 ELSE 0 END) AS BIGINT),
        CAST(MAX(CASE WHEN r.process_id IS NULL THEN 0 ELSE 1 END) AS BIGINT)
      FROM process s
      LEFT JOIN proposal p ON p.process_id = s.id
      LEFT JOIN project j ON j.proposal_id = p.id
      LEFT JOIN (SELECT project_id, MAX(created_at) AS last_at FROM milestone GROUP BY project_id) m ON m.project_id = j.id
      LEFT JOIN result r ON r.process_id = s.id
      GROUP BY s.id";
    tx.all(sql, args![quiet_since])
        .await?
        .iter()
        .map(|r| {
            Ok(Waiting {
                process: ProcessId(r.get(0)?),
                to_answer: r.get(1)?,
                to_open: r.get(2)?,
                quiet: r.get(3)?,
                counted: r.truth(4)?,
            })
        })
        .collect()
}

/// The proposals of a process that stand in one state, counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// The state.
    pub state: State,
    /// Proposals.
    pub proposals: i64,
    /// Those that have a cost.
    pub costed: i64,
    /// Their supports.
    pub supports: i64,
    /// Their comments.
    pub comments: i64,
}

/// The numbers of a process, by state; states without a proposal are left out.
///
/// # Errors
/// What the database says.
pub async fn numbers(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Numbers>> {
    let sql = "SELECT state, COUNT(*), COUNT(cost), CAST(SUM(support_count) AS BIGINT), CAST(SUM(comment_count) AS BIGINT)
        FROM proposal WHERE process_id = $1 GROUP BY state";
    tx.all(sql, args![process])
        .await?
        .iter()
        .map(|r| {
            Ok(Numbers {
                state: r.parse(0, State::parse, "proposal", "state")?,
                proposals: r.get(1)?,
                costed: r.get(2)?,
                supports: r.get(3)?,
                comments: r.get(4)?,
            })
        })
        .collect()
}

/// A proposal as a line of the desk's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: ProposalId,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// Its supports.
    pub supports: i64,
}

/// Proposals of a process in the order they were made, after a number; all but the withdrawn ones
/// unless a state is asked.
///
/// # Errors
/// What the database says.
pub async fn list(
    tx: &mut Tx,
    process: &ProcessId,
    state: Option<State>,
    after: i64,
    limit: i64,
) -> Result<Vec<Item>> {
    let sql = "SELECT id, number, title, state, support_count FROM proposal
        WHERE process_id = $1 AND number > $2
          AND (CASE WHEN CAST($3 AS TEXT) IS NULL THEN state <> 'withdrawn' ELSE state = $3 END)
        ORDER BY number LIMIT $4";
    tx.all(sql, args![process, after, state.map(State::as_str), limit])
        .await?
        .iter()
        .map(|r| {
            Ok(Item {
                id: ProposalId(r.get(0)?),
                number: r.get(1)?,
                title: r.get(2)?,
                state: r.parse(3, State::parse, "proposal", "state")?,
                supports: r.get(4)?,
            })
        })
        .collect()
}

/// The next proposal of a process without an answer: the first after a number, else the first of all.
///
/// # Errors
/// What the database says.
pub async fn next_to_answer(
    tx: &mut Tx,
    process: &ProcessId,
    after: i64,
) -> Result<Option<ProposalId>> {
    let sql = "SELECT id FROM proposal WHERE process_id = $1 AND state = 'submitted'
        ORDER BY CASE WHEN number > $2 THEN 0 ELSE 1 END, number LIMIT 1";
    let row = tx.first(sql, args![process, after]).await?;
    row.map(|r| r.get::<String>(0).map(ProposalId)).transpose()
}

/// A project as a line of the desk's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Its id.
    pub id: ProjectId,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// Its last milestone, if any.
    pub last_news: Option<Time>,
}

/// The projects of a process, by the number of their proposal; two hundred at most.
///
/// # Errors
/// What the database says.
pub async fn projects(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Followed>> {
    let sql = "SELECT j.id, j.title, j.status, (SELECT MAX(m.created_at) FROM milestone m WHERE m.project_id = j.id)
        FROM proposal p JOIN project j ON j.proposal_id = p.id
        WHERE p.process_id = $1 ORDER BY p.number LIMIT 200";
    tx.all(sql, args![process])
        .await?
        .iter()
        .map(|r| {
            Ok(Followed {
                id: ProjectId(r.get(0)?),
                title: r.get(1)?,
                status: r.parse(2, Status::parse, "project", "status")?,
                last_news: r.get::<Option<i64>>(3)?.map(Time),
            })
        })
        .collect()
}
