//! Public parts of voting rights that a registrar's device or voters' phones made, until the vote opens. Which one is
//! whose is kept nowhere: **no function here takes an account and a right**.

use crate::{Result, Tx, args};
use civic::id::ProcessId;

/// Adds a right; false when it is there already.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, process: &ProcessId, credential: &str, weight: i64) -> Result<bool> {
    let sql = "INSERT INTO offered_right (process_id, credential, weight) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(tx.run(sql, args![process, credential, weight]).await? == 1)
}

/// How many there are.
///
/// # Errors
/// What the database says.
pub async fn count(tx: &mut Tx, process: &ProcessId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM offered_right WHERE process_id = $1";
    let row = tx.first(sql, args![process]).await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// All of them with their weights, in an order that tells nothing.
///
/// # Errors
/// What the database says.
pub async fn all(tx: &mut Tx, process: &ProcessId) -> Result<Vec<(String, i64)>> {
    let sql =
        "SELECT credential, weight FROM offered_right WHERE process_id = $1 ORDER BY credential";
    let rows = tx.all(sql, args![process]).await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}

/// Forgets them: the vote is open and has its list, or another list comes in their place.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, process: &ProcessId) -> Result<()> {
    let sql = "DELETE FROM offered_right WHERE process_id = $1";
    tx.run(sql, args![process]).await?;
    Ok(())
}
