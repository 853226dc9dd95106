//! The audit trail: who did what to which thing, append-only (the database refuses changes).
//! Account ids only. **Invariant**: a vote never writes here.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::time::{Now, Time};

/// One line of the trail.
#[derive(Debug)]
pub struct Line<'a> {
    /// Its id.
    pub id: &'a str,
    /// When.
    pub at: Now,
    /// Who; `None` for the program itself.
    pub actor: Option<&'a AccountId>,
    /// A verb: `proposal.admit`.
    pub action: &'a str,
    /// A table.
    pub object_kind: &'a str,
    /// An id in that table.
    pub object_id: &'a str,
}

/// Adds a line.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, line: Line<'_>) -> Result<()> {
    let sql = "INSERT INTO audit (id, at, actor_id, action, object_kind, object_id) VALUES ($1, $2, $3, $4, $5, $6)";
    tx.run(
        sql,
        args![
            line.id,
            line.at,
            line.actor,
            line.action,
            line.object_kind,
            line.object_id
        ],
    )
    .await?;
    Ok(())
}

/// The lines about one thing, oldest first: `(at, action)`.
///
/// # Errors
/// What the database says.
pub async fn of(tx: &mut Tx, object_kind: &str, object_id: &str) -> Result<Vec<(i64, String)>> {
    let sql =
        "SELECT at, action FROM audit WHERE object_kind = $1 AND object_id = $2 ORDER BY at, id";
    tx.all(sql, args![object_kind, object_id])
        .await?
        .iter()
        .map(|r| Ok((r.get(0)?, r.get(1)?)))
        .collect()
}

/// The lines about an account, and those of what it did, oldest first: `(at, action)`.
///
/// # Errors
/// What the database says.
pub async fn about(tx: &mut Tx, account: &AccountId) -> Result<Vec<(Time, String)>> {
    let sql = "SELECT at, action, id FROM audit WHERE actor_id = $1
        UNION SELECT at, action, id FROM audit WHERE object_kind = 'account' AND object_id = $1 ORDER BY 1, 3";
    let rows = tx.all(sql, args![account]).await?;
    rows.iter()
        .map(|r| Ok((Time(r.get(0)?), r.get(1)?)))
        .collect()
}

/// How often something was done to one thing.
///
/// # Errors
/// What the database says.
pub async fn number(tx: &mut Tx, kind: &str, id: &str, action: &str) -> Result<i64> {
    let sql =
        "SELECT COUNT(*) FROM audit WHERE object_kind = $1 AND object_id = $2 AND action = $3";
    let row = tx.first(sql, args![kind, id, action]).await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// The newest instant that the trail knows, in microseconds UTC.
///
/// # Errors
/// What the database says.
pub async fn newest(tx: &mut Tx) -> Result<Option<i64>> {
    let row = tx.first("SELECT MAX(at) FROM audit", args![]).await?;
    row.map_or(Ok(None), |r| r.get(0))
}
