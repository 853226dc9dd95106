//! Voting rights of a sealed vote that the server made and hands out. Which one somebody was handed is kept nowhere:
//! **no function here takes an account and a right**.

use crate::{Backend, Result, Tx, args};
use civic::id::{AccountId, ProcessId};

const COLUMN: &str = "spare_right.credential";

/// Keeps a right, under a number.
///
/// # Errors
/// What the database says.
pub async fn keep(
    tx: &mut Tx,
    process: &ProcessId,
    number: i64,
    credential: &str,
    nonce: [u8; 24],
) -> Result<()> {
    let sealed = tx.vault().seal(nonce, COLUMN, credential)?;
    let sql = "INSERT INTO spare_right (process_id, number, credential_sealed) VALUES ($1, $2, $3)";
    tx.run(sql, args![process, number, &sealed]).await?;
    Ok(())
}

/// Takes the right out that has this number or the next one above; nothing when none is left.
///
/// # Errors
/// What the database says.
pub async fn take(tx: &mut Tx, process: &ProcessId, from: i64) -> Result<Option<String>> {
    // on PostgreSQL two people who come at once take two rights
    let next = match tx.backend() {
        Backend::Sqlite => "SELECT number FROM spare_right WHERE process_id = $1 AND number >= $2 ORDER BY number LIMIT 1",
        Backend::Postgres => "SELECT number FROM spare_right WHERE process_id = $1 AND number >= $2 ORDER BY number LIMIT 1
            FOR UPDATE SKIP LOCKED",
    };
    let row = tx.first(next, args![process, from]).await?;
    let number: Option<i64> = row.map(|r| r.get(0)).transpose()?;
    let Some(number) = number else {
        return Ok(None);
    };
    let sql =
        "DELETE FROM spare_right WHERE process_id = $1 AND number = $2 RETURNING credential_sealed";
    let row = tx.first(sql, args![process, number]).await?;
    let sealed: Option<Vec<u8>> = row.map(|r| r.get(0)).transpose()?;
    sealed.map(|s| tx.vault().open(COLUMN, &s)).transpose()
}

/// Notes that a person is handed a right, `most` times at most; false when she was handed as many already.
///
/// # Errors
/// What the database says.
pub async fn given(
    tx: &mut Tx,
    process: &ProcessId,
    account: &AccountId,
    most: i64,
) -> Result<bool> {
    let sql = "INSERT INTO right_given (process_id, account_id, times) VALUES ($1, $2, 1)
        ON CONFLICT (process_id, account_id) DO UPDATE SET times = right_given.times + 1 WHERE right_given.times < $3";
    Ok(tx.run(sql, args![process, account, most]).await? == 1)
}

/// Forgets every right that was not handed out: the vote is over.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, process: &ProcessId) -> Result<()> {
    tx.run(
        "DELETE FROM spare_right WHERE process_id = $1",
        args![process],
    )
    .await?;
    Ok(())
}

/// Forgets how many rights each person was handed: the vote is over, or its rights are made anew.
///
/// # Errors
/// What the database says.
pub async fn forget_given(tx: &mut Tx, process: &ProcessId) -> Result<()> {
    tx.run(
        "DELETE FROM right_given WHERE process_id = $1",
        args![process],
    )
    .await?;
    Ok(())
}
