//! Processes, their phases and categories.

use crate::{Backend, Result, Row, StoreError, Tx, args};
use civic::id::{CategoryId, PhaseId, ProcessId};
use civic::money::Cents;
use civic::permission::Level;
use civic::process::{Phase, PhaseKind, Process, Template, Urn};
use civic::time::{Now, Time};

/// Writes a new process with its phases and categories.
///
/// # Errors
/// What the database says; a conflict when the slug is taken.
pub async fn insert(
    tx: &mut Tx,
    p: &Process,
    categories: &[(CategoryId, String)],
    now: Now,
) -> Result<()> {
    let (ballot, rule) = (json(&p.ballot)?, json(&p.rule)?);
    let sql = "INSERT INTO process (id, slug, template, title, summary, promise, level_to_contribute, level_to_vote,
          budget, ballot, rule, draw_seed, support_goal, ballots_published, published, created_at, urn)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    tx.run(
        sql,
        args![
            &p.id,
            &p.slug,
            p.template.as_str(),
            &p.title,
            &p.summary,
            &p.promise,
            p.level_to_contribute.as_str(),
            p.level_to_vote.as_str(),
            p.budget,
            &ballot,
            &rule,
            &p.draw_seed,
            p.support_goal,
            p.ballots_published,
            p.published,
            now,
            p.urn.as_str()
        ],
    )
    .await?;
    for (position, phase) in p.phases.iter().enumerate() {
        let sql = "INSERT INTO phase (id, process_id, position, kind, opens_at, closes_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let position = i64::try_from(position).unwrap_or(0);
        tx.run(
            sql,
            args![
                &phase.id,
                &p.id,
                position,
                phase.kind.as_str(),
                phase.opens_at,
                phase.closes_at
            ],
        )
        .await?;
    }
    for (position, (id, name)) in categories.iter().enumerate() {
        let sql = "INSERT INTO category (id, process_id, name, position) VALUES ($1, $2, $3, $4)";
        tx.run(
            sql,
            args![id, &p.id, name, i64::try_from(position).unwrap_or(0)],
        )
        .await?;
    }
    Ok(())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|_| StoreError::Corrupt {
        table: "process",
        column: "json",
    })
}

/// Rewrites the texts and settings of a process (not its phases).
///
/// # Errors
/// What the database says.
pub async fn update(tx: &mut Tx, p: &Process) -> Result<()> {
    let (ballot, rule) = (json(&p.ballot)?, json(&p.rule)?);
    let sql = "UPDATE process SET title = $2, summary = $3, promise = $4, level_to_contribute = $5, level_to_vote = $6,
          budget = $7, ballot = $8, rule = $9, support_goal = $10, ballots_published = $11, published = $12, urn = $13
        WHERE id = $1";
    tx.run(
        sql,
        args![
            &p.id,
            &p.title,
            &p.summary,
            &p.promise,
            p.level_to_contribute.as_str(),
            p.level_to_vote.as_str(),
            p.budget,
            &ballot,
            &rule,
            p.support_goal,
            p.ballots_published,
            p.published,
            p.urn.as_str()
        ],
    )
    .await?;
    Ok(())
}

/// Moves the dates of a phase.
///
/// # Errors
/// What the database says.
pub async fn set_dates(
    tx: &mut Tx,
    phase: &PhaseId,
    opens_at: Time,
    closes_at: Time,
) -> Result<()> {
    tx.run(
        "UPDATE phase SET opens_at = $2, closes_at = $3 WHERE id = $1",
        args![phase, opens_at, closes_at],
    )
    .await?;
    Ok(())
}

const COLUMNS: &str = "SELECT p.id, p.slug, p.template, p.title, p.summary, p.promise, p.level_to_contribute, p.level_to_vote,
    p.budget, p.ballot, p.rule, p.draw_seed, p.support_goal, p.ballots_published, p.published, p.proposal_count,
    f.id, f.kind, f.opens_at, f.closes_at, p.urn
  FROM process p JOIN phase f ON f.process_id = p.id ";

/// A process with the count that is kept beside it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The process.
    pub process: Process,
    /// Proposals that were not withdrawn.
    pub proposals: i64,
}

fn group(rows: &[Row]) -> Result<Vec<Listed>> {
    let mut out: Vec<Listed> = Vec::new();
    for row in rows {
        let id: String = row.get(0)?;
        if out.last().is_none_or(|l| l.process.id.0 != id) {
            out.push(Listed {
                process: process(row)?,
                proposals: row.get(15)?,
            });
        }
        if let Some(last) = out.last_mut() {
            last.process.phases.push(Phase {
                id: PhaseId(row.get(16)?),
                kind: row.parse(17, PhaseKind::parse, "phase", "kind")?,
                opens_at: Time(row.get(18)?),
                closes_at: Time(row.get(19)?),
            });
        }
    }
    Ok(out)
}

fn process(row: &Row) -> Result<Process> {
    let corrupt = |column| StoreError::Corrupt {
        table: "process",
        column,
    };
    Ok(Process {
        id: ProcessId(row.get(0)?),
        slug: row.get(1)?,
        template: row.parse(2, Template::parse, "process", "template")?,
        title: row.get(3)?,
        summary: row.get(4)?,
        promise: row.get(5)?,
        level_to_contribute: row.parse(6, Level::parse, "process", "level_to_contribute")?,
        level_to_vote: row.parse(7, Level::parse, "process", "level_to_vote")?,
        budget: Cents(row.get(8)?),
        ballot: serde_json::from_str(row.get(9)?).map_err(|_| corrupt("ballot"))?,
        rule: serde_json::from_str(row.get(10)?).map_err(|_| corrupt("rule"))?,
        draw_seed: row.get(11)?,
        support_goal: row.get(12)?,
        ballots_published: row.truth(13)?,
        published: row.truth(14)?,
        urn: row.parse(20, Urn::parse, "process", "urn")?,
        phases: Vec::new(),
    })
}

/// Holds a process until the transaction ends: who would change it at the same time comes afterwards.
///
/// # Errors
/// What the database says.
pub async fn lock(tx: &mut Tx, slug: &str) -> Result<()> {
    tx.run(
        "UPDATE process SET title = title WHERE slug = $1",
        args![slug],
    )
    .await?;
    Ok(())
}

/// A process by its part of the address.
///
/// # Errors
/// What the database says.
pub async fn by_slug(tx: &mut Tx, slug: &str) -> Result<Option<Listed>> {
    let rows = tx
        .all_of(
            &[COLUMNS, "WHERE p.slug = $1 ORDER BY f.position"],
            args![slug],
        )
        .await?;
    Ok(group(&rows)?.pop())
}

/// Holds a process until the transaction ends: who else holds it waits. On SQLite there is one writer anyway.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, id: &ProcessId) -> Result<()> {
    if tx.backend() == Backend::Postgres {
        // rows that refer to it may be written meanwhile
        let sql = "SELECT 1 AS one FROM process WHERE id = $1 FOR NO KEY UPDATE";
        tx.first(sql, args![id]).await?;
    }
    Ok(())
}

/// A process by its id.
///
/// # Errors
/// What the database says.
pub async fn by_id(tx: &mut Tx, id: &ProcessId) -> Result<Option<Listed>> {
    let rows = tx
        .all_of(&[COLUMNS, "WHERE p.id = $1 ORDER BY f.position"], args![id])
        .await?;
    Ok(group(&rows)?.pop())
}

/// The processes of this title made since an instant.
///
/// # Errors
/// What the database says.
pub async fn made_since(tx: &mut Tx, title: &str, since: Time) -> Result<Vec<Process>> {
    let filter = "WHERE p.title = $1 AND p.created_at > $2 ORDER BY p.id, f.position";
    let rows = tx.all_of(&[COLUMNS, filter], args![title, since]).await?;
    Ok(group(&rows)?.into_iter().map(|l| l.process).collect())
}

/// All processes, newest first; only those shown to everybody unless `drafts`.
///
/// # Errors
/// What the database says.
pub async fn all(tx: &mut Tx, drafts: bool) -> Result<Vec<Listed>> {
    let order = "WHERE p.published >= $1 ORDER BY p.created_at DESC, p.id DESC, f.position";
    let rows = tx
        .all_of(&[COLUMNS, order], args![i64::from(!drafts)])
        .await?;
    group(&rows)
}

/// The categories of a process, in order.
///
/// # Errors
/// What the database says.
pub async fn categories(tx: &mut Tx, process: &ProcessId) -> Result<Vec<(CategoryId, String)>> {
    let rows = tx
        .all(
            "SELECT id, name FROM category WHERE process_id = $1 ORDER BY position",
            args![process],
        )
        .await?;
    rows.iter()
        .map(|r| Ok((CategoryId(r.get(0)?), r.get(1)?)))
        .collect()
}

/// Adds a category, or gives a known one its name and place.
///
/// # Errors
/// What the database says.
pub async fn put_category(
    tx: &mut Tx,
    process: &ProcessId,
    id: &CategoryId,
    name: &str,
    position: usize,
) -> Result<()> {
    let sql = "INSERT INTO category (id, process_id, name, position) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, position = excluded.position";
    let position = i64::try_from(position).unwrap_or(0);
    tx.run(sql, args![id, process, name, position]).await?;
    Ok(())
}

/// Removes a category; false when a proposal uses it.
///
/// # Errors
/// What the database says.
pub async fn remove_category(tx: &mut Tx, id: &CategoryId) -> Result<bool> {
    let sql = "DELETE FROM category WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM proposal WHERE category_id = $1)";
    Ok(tx.run(sql, args![id]).await? == 1)
}

/// Processes whose vote is over and has no result yet; not sealed ones, which their trustees open.
///
/// # Errors
/// What the database says.
pub async fn to_count(tx: &mut Tx, now: Now) -> Result<Vec<ProcessId>> {
    let sql = "SELECT f.process_id FROM phase f LEFT JOIN result r ON r.process_id = f.process_id
        JOIN process p ON p.id = f.process_id
        WHERE f.kind = 'vote' AND f.closes_at <= $1 AND r.process_id IS NULL AND p.urn = 'ordinary' ORDER BY f.closes_at";
    tx.all(sql, args![now])
        .await?
        .iter()
        .map(|r| r.get::<String>(0).map(ProcessId))
        .collect()
}
