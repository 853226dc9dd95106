//! Codes on paper that open accounts without an address. **Never here**: a code in clear.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::time::{Now, Time};

fn hash(tx: &Tx, code: &str) -> [u8; 32] {
    tx.vault().hash("letter", code.as_bytes())
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
    let code = hash(tx, code);
    let sql =
        "INSERT INTO letter (account_id, code_hash, made_at, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE SET code_hash = $2, made_at = $3, expires_at = $4";
    tx.run(sql, args![account, &code, now, until]).await?;
    Ok(())
}

/// Whose code this is, while it works.
///
/// # Errors
/// What the database says.
pub async fn owner(tx: &mut Tx, code: &str, now: Now) -> Result<Option<AccountId>> {
    let code = hash(tx, code);
    let sql = "SELECT account_id FROM letter WHERE code_hash = $1 AND expires_at > $2";
    let row = tx.first(sql, args![&code, now]).await?;
    row.map(|r| r.get::<String>(0).map(AccountId)).transpose()
}

/// Until when the code of an account works; `None` where none does.
///
/// # Errors
/// What the database says.
pub async fn until(tx: &mut Tx, account: &AccountId, now: Now) -> Result<Option<Time>> {
    let sql = "SELECT expires_at FROM letter WHERE account_id = $1 AND expires_at > $2";
    let row = tx.first(sql, args![account, now]).await?;
    row.map(|r| r.get(0).map(Time)).transpose()
}

/// The code of an account works no more.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, account: &AccountId) -> Result<()> {
    let sql = "DELETE FROM letter WHERE account_id = $1";
    tx.run(sql, args![account]).await?;
    Ok(())
}

/// Removes codes that work no more; gives how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let sql = "DELETE FROM letter WHERE expires_at < $1";
    tx.run(sql, args![now]).await
}
