//! Results: counted once at the close, kept as the JSON that the pages and files are made from.

use crate::{Result, Tx, args};
use civic::id::ProcessId;
use civic::time::{Now, Time};

/// Keeps a result; false when there was one already (it is never counted twice).
///
/// # Errors
/// What the database says.
pub async fn keep(tx: &mut Tx, process: &ProcessId, content: &str, now: Now) -> Result<bool> {
    let sql = "INSERT INTO result (process_id, counted_at, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, args![process, now, content]).await? == 1)
}

/// Whether a process was counted.
///
/// # Errors
/// What the database says.
pub async fn exists(tx: &mut Tx, process: &ProcessId) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM result WHERE process_id = $1";
    Ok(tx.first(sql, args![process]).await?.is_some())
}

/// The processes that were counted.
///
/// # Errors
/// What the database says.
pub async fn known(tx: &mut Tx) -> Result<Vec<ProcessId>> {
    let rows = tx.all("SELECT process_id FROM result", args![]).await?;
    rows.iter().map(|r| Ok(ProcessId(r.get(0)?))).collect()
}

/// The result of a process: `(counted_at µs, JSON)`.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, process: &ProcessId) -> Result<Option<(i64, String)>> {
    let row = tx
        .first(
            "SELECT counted_at, content FROM result WHERE process_id = $1",
            args![process],
        )
        .await?;
    row.map(|r| Ok((r.get(0)?, r.get(1)?))).transpose()
}

/// The results counted last, newest first: `(process, counted_at, JSON)`.
///
/// # Errors
/// What the database says.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<(ProcessId, Time, String)>> {
    let sql = "SELECT process_id, counted_at, content FROM result ORDER BY counted_at DESC, process_id LIMIT $1";
    tx.all(sql, args![limit])
        .await?
        .iter()
        .map(|r| Ok((ProcessId(r.get(0)?), Time(r.get(1)?), r.get(2)?)))
        .collect()
}
