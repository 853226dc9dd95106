//! Jobs and outbox: what follows an act is a row of the same transaction; a runner leases it by one
//! `UPDATE … RETURNING`, does it, and marks it done. Payloads are sealed (a mail holds an address).

use crate::{Result, Tx, args};
use civic::time::{Now, Time};

/// A leased job.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// What to do.
    pub kind: String,
    /// With what (JSON).
    pub payload: String,
    /// Tries so far, this one included.
    pub attempts: i64,
}

/// Queues a job.
///
/// # Errors
/// What the database says.
pub async fn add(
    tx: &mut Tx,
    id: &str,
    kind: &str,
    payload: &str,
    nonce: [u8; 24],
    run_at: Time,
) -> Result<()> {
    let sealed = tx.vault().seal(nonce, "job.payload", payload)?;
    let sql = "INSERT INTO job (id, kind, payload_sealed, run_at, state) VALUES ($1, $2, $3, $4, 'waiting')";
    tx.run(sql, args![id, kind, &sealed, run_at]).await?;
    Ok(())
}

/// Leases the oldest due job until `until`; nobody else gets it meanwhile. One whose payload is sealed with
/// another key, or spoiled, can never be done: it is given up, and does not stand before those that can. So the
/// transaction must be committed also when there is no job.
///
/// # Errors
/// What the database says.
pub async fn lease(tx: &mut Tx, now: Now, until: Time) -> Result<Option<Job>> {
    let sql = "UPDATE job SET leased_until = $1, attempts = attempts + 1
        WHERE id = (SELECT id FROM job WHERE state = 'waiting' AND run_at <= $2 AND leased_until <= $2
                    ORDER BY run_at, id LIMIT 1)
          AND state = 'waiting' AND leased_until <= $2
        RETURNING id, kind, payload_sealed, attempts";
    while let Some(row) = tx.first(sql, args![until, now]).await? {
        let id: String = row.get(0)?;
        if let Ok(payload) = tx.vault().open("job.payload", row.get::<&[u8]>(2)?) {
            return Ok(Some(Job {
                id,
                kind: row.get(1)?,
                payload,
                attempts: row.get(3)?,
            }));
        }
        failed(tx, &id, "unreadable", None).await?;
    }
    Ok(None)
}

/// Marks a job done and removes what it held.
///
/// # Errors
/// What the database says.
pub async fn done(tx: &mut Tx, id: &str, now: Now, nonce: [u8; 24]) -> Result<()> {
    let empty = tx.vault().seal(nonce, "job.payload", "")?;
    let sql = "UPDATE job SET state = 'done', done_at = $1, payload_sealed = $2 WHERE id = $3";
    tx.run(sql, args![now, &empty, id]).await?;
    Ok(())
}

/// Puts a failed job back for later, or gives it up.
///
/// # Errors
/// What the database says.
pub async fn failed(tx: &mut Tx, id: &str, error: &str, retry_at: Option<Time>) -> Result<()> {
    let state = if retry_at.is_some() {
        "waiting"
    } else {
        "dead"
    };
    let sql = "UPDATE job SET leased_until = 0, last_error = $1, state = $2, run_at = COALESCE($3, run_at) WHERE id = $4";
    tx.run(sql, args![error, state, retry_at.map(|t| t.0), id])
        .await?;
    Ok(())
}

/// How many jobs are in each state: `(waiting, dead)`.
///
/// # Errors
/// What the database says.
pub async fn counts(tx: &mut Tx) -> Result<(i64, i64)> {
    let sql = "SELECT COUNT(CASE WHEN state = 'waiting' THEN 1 END), COUNT(CASE WHEN state = 'dead' THEN 1 END) FROM job";
    tx.first(sql, args![])
        .await?
        .map_or(Ok((0, 0)), |r| Ok((r.get(0)?, r.get(1)?)))
}

/// How many jobs wait that were due before an instant.
///
/// # Errors
/// What the database says.
pub async fn late(tx: &mut Tx, before: Time) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM job WHERE state = 'waiting' AND run_at < $1";
    let row = tx.first(sql, args![before]).await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// Removes the jobs that were done, or given up, before an instant; gives how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, before: Time) -> Result<u64> {
    let sql = "DELETE FROM job WHERE (state = 'done' AND done_at < $1) OR (state = 'dead' AND run_at < $1)";
    tx.run(sql, args![before]).await
}
