//! The voter roll: the sign-off row says only *voted*. No time, no ballot, no serial.
//! **Invariant**: nothing here takes a ballot or a secret; nothing in `urn` takes an account.

use crate::{Result, Tx, args};
use civic::id::{AccountId, ProcessId};

/// Signs an account off; false when it already was.
///
/// # Errors
/// What the database says.
pub async fn sign_off(tx: &mut Tx, process: &ProcessId, account: &AccountId) -> Result<bool> {
    let sql =
        "INSERT INTO voter_roll (process_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, args![process, account]).await? == 1)
}

/// Whether an account has voted.
///
/// # Errors
/// What the database says.
pub async fn has_voted(tx: &mut Tx, process: &ProcessId, account: &AccountId) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM voter_roll WHERE process_id = $1 AND account_id = $2";
    Ok(tx.first(sql, args![process, account]).await?.is_some())
}

/// The processes in which an account has voted.
///
/// # Errors
/// What the database says.
pub async fn voted_in(tx: &mut Tx, account: &AccountId) -> Result<Vec<ProcessId>> {
    let rows = tx
        .all(
            "SELECT process_id FROM voter_roll WHERE account_id = $1 ORDER BY process_id",
            args![account],
        )
        .await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(ProcessId))
        .collect()
}

/// How many signed off. **Only to be called after the close.**
///
/// # Errors
/// What the database says.
pub async fn count(tx: &mut Tx, process: &ProcessId) -> Result<i64> {
    let row = tx
        .first(
            "SELECT COUNT(*) FROM voter_roll WHERE process_id = $1",
            args![process],
        )
        .await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// Takes the roll of a process out, to be put back in another order.
///
/// # Errors
/// What the database says.
pub async fn take_all(tx: &mut Tx, process: &ProcessId) -> Result<Vec<AccountId>> {
    let rows = tx
        .all(
            "DELETE FROM voter_roll WHERE process_id = $1 RETURNING account_id",
            args![process],
        )
        .await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}
