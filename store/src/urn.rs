//! The urn: ballots keyed by the hash of a secret that only the voter holds. No account, time or serial.
//! **Invariant**: nothing here takes an account; `take_all` is for the close only.

use crate::{Result, Tx, args};
use civic::id::ProcessId;

/// Puts a ballot in; false when this secret already holds one.
///
/// # Errors
/// What the database says.
pub async fn insert(
    tx: &mut Tx,
    process: &ProcessId,
    secret_hash: &[u8; 32],
    content: &str,
) -> Result<bool> {
    let sql = "INSERT INTO ballot (process_id, secret_hash, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, args![process, secret_hash, content]).await? == 1)
}

/// Replaces the ballot of a secret; false when there is none.
///
/// # Errors
/// What the database says.
pub async fn replace(
    tx: &mut Tx,
    process: &ProcessId,
    secret_hash: &[u8; 32],
    content: &str,
) -> Result<bool> {
    let sql = "UPDATE ballot SET content = $1 WHERE process_id = $2 AND secret_hash = $3";
    Ok(tx.run(sql, args![content, process, secret_hash]).await? == 1)
}

/// The ballot of a secret, for the voter who holds it.
///
/// # Errors
/// What the database says.
pub async fn find(
    tx: &mut Tx,
    process: &ProcessId,
    secret_hash: &[u8; 32],
) -> Result<Option<String>> {
    let sql = "SELECT content FROM ballot WHERE process_id = $1 AND secret_hash = $2";
    tx.first(sql, args![process, secret_hash])
        .await?
        .map(|r| r.get(0))
        .transpose()
}

/// Takes every ballot out, to be counted and put back in another order: `(secret_hash, content)`.
///
/// # Errors
/// What the database says.
pub async fn take_all(tx: &mut Tx, process: &ProcessId) -> Result<Vec<(Vec<u8>, String)>> {
    let rows = tx
        .all(
            "DELETE FROM ballot WHERE process_id = $1 RETURNING secret_hash, content",
            args![process],
        )
        .await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}

/// The contents of all ballots of a closed vote, in no telling order (by content).
///
/// # Errors
/// What the database says.
pub async fn contents(tx: &mut Tx, process: &ProcessId) -> Result<Vec<String>> {
    let sql = "SELECT content FROM ballot WHERE process_id = $1 ORDER BY content";
    tx.all(sql, args![process])
        .await?
        .iter()
        .map(|r| r.get(0))
        .collect()
}

/// Waits until no other transaction is putting a ballot in, and lets none in until this one ends: the count
/// must not miss a ballot that was already acknowledged. SQLite has one writer, so nothing is needed there.
///
/// # Errors
/// What the database says.
pub async fn lock(tx: &mut Tx) -> Result<()> {
    if tx.backend() == crate::Backend::Postgres {
        tx.run("LOCK TABLE ballot IN SHARE ROW EXCLUSIVE MODE", args![])
            .await?;
    }
    Ok(())
}
