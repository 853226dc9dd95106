//! Codes handed over to people with a role, until they are used. **Never here**: a code in clear.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::time::{Now, Time};

fn code_hash(tx: &Tx, account: &AccountId, code: &str) -> [u8; 32] {
    let what = format!("{account}:{code}");
    tx.vault().hash("enrolment", what.as_bytes())
}

/// Keeps a code, in place of an earlier one of the same account.
///
/// # Errors
/// What the database says.
pub async fn put(
    tx: &mut Tx,
    account: &AccountId,
    code: &str,
    now: Now,
    until: Time,
) -> Result<()> {
    let code = code_hash(tx, account, code);
    let sql = "INSERT INTO enrolment (account_id, code_hash, attempts, created_at, expires_at) VALUES ($1, $2, 0, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET code_hash = $2, attempts = 0, created_at = $3, expires_at = $4";
    tx.run(sql, args![account, &code, now, until]).await?;
    Ok(())
}

/// Until when the code of an account works; `None` where none does.
///
/// # Errors
/// What the database says.
pub async fn until(tx: &mut Tx, account: &AccountId, now: Now, most: i64) -> Result<Option<Time>> {
    let sql = "SELECT expires_at FROM enrolment WHERE account_id = $1 AND expires_at > $2 AND attempts < $3";
    let row = tx.first(sql, args![account, now, most]).await?;
    row.map(|r| r.get(0).map(Time)).transpose()
}

/// Counts a try, before it is compared: tries at the same time wait here for one another. Gives how many there were,
/// `None` when all are used up or there is no code.
///
/// # Errors
/// What the database says.
pub async fn count_try(
    tx: &mut Tx,
    account: &AccountId,
    now: Now,
    most: i64,
) -> Result<Option<i64>> {
    let sql = "UPDATE enrolment SET attempts = attempts + 1
        WHERE account_id = $1 AND expires_at > $2 AND attempts < $3 RETURNING attempts";
    let row = tx.first(sql, args![account, now, most]).await?;
    row.map(|r| r.get(0)).transpose()
}

/// Uses up a code: true only for the one request that used it.
///
/// # Errors
/// What the database says.
pub async fn consume(tx: &mut Tx, account: &AccountId, code: &str) -> Result<bool> {
    let code = code_hash(tx, account, code);
    let sql = "DELETE FROM enrolment WHERE account_id = $1 AND code_hash = $2";
    Ok(tx.run(sql, args![account, &code]).await? == 1)
}

/// A code that was given works no more.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, account: &AccountId) -> Result<()> {
    let sql = "DELETE FROM enrolment WHERE account_id = $1";
    tx.run(sql, args![account]).await?;
    Ok(())
}

/// Removes what is too old to be used; gives how much.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let sql = "DELETE FROM enrolment WHERE expires_at < $1";
    tx.run(sql, args![now]).await
}
