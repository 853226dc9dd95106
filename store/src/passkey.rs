//! Passkeys (WebAuthn): public keys of the devices that let somebody in. **Never here**: a secret; the private key stays with
//! whoever keeps it for her. Key and name are sealed.

use crate::{Result, Row, Tx, args};
use civic::id::AccountId;
use civic::time::{Now, Time};

const KEY: &str = "passkey.key";
const NAME: &str = "passkey.name";

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id here.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// The public key and its counter, as the library writes them.
    pub key: String,
    /// When it was added.
    pub created_at: Time,
    /// When it last let somebody in.
    pub used_at: Option<Time>,
}

fn passkey(tx: &Tx, row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.get(0)?,
        name: tx.vault().open(NAME, row.get::<&[u8]>(1)?)?,
        key: tx.vault().open(KEY, row.get::<&[u8]>(2)?)?,
        created_at: Time(row.get(3)?),
        used_at: row.get::<Option<i64>>(4)?.map(Time),
    })
}

/// Keeps a passkey; false when this credential is kept already.
///
/// # Errors
/// What the database says.
pub async fn add(
    tx: &mut Tx,
    account: &AccountId,
    credential: &[u8],
    new: &Passkey,
    [of_name, of_key]: [[u8; 24]; 2],
) -> Result<bool> {
    let hash = tx.vault().hash("passkey", credential);
    let name = tx.vault().seal(of_name, NAME, &new.name)?;
    let key = tx.vault().seal(of_key, KEY, &new.key)?;
    let sql =
        "INSERT INTO passkey (id, account_id, credential_hash, name_sealed, key_sealed, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    let kept = args![&new.id, account, &hash, &name, &key, new.created_at];
    Ok(tx.run(sql, kept).await? == 1)
}

/// The passkeys of an account, oldest first.
///
/// # Errors
/// What the database says.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<Passkey>> {
    let sql = "SELECT id, name_sealed, key_sealed, created_at, used_at FROM passkey WHERE account_id = $1 ORDER BY created_at, id";
    let rows = tx.all(sql, args![account]).await?;
    rows.iter().map(|row| passkey(tx, row)).collect()
}

/// How many passkeys an account has.
///
/// # Errors
/// What the database says.
pub async fn number(tx: &mut Tx, account: &AccountId) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM passkey WHERE account_id = $1";
    let row = tx.first(sql, args![account]).await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// Whose passkey this credential is, and the passkey.
///
/// # Errors
/// What the database says.
pub async fn by_credential(tx: &mut Tx, credential: &[u8]) -> Result<Option<(AccountId, Passkey)>> {
    let hash = tx.vault().hash("passkey", credential);
    let sql = "SELECT id, name_sealed, key_sealed, created_at, used_at, account_id FROM passkey WHERE credential_hash = $1";
    let Some(row) = tx.first(sql, args![&hash]).await? else {
        return Ok(None);
    };
    Ok(Some((AccountId(row.get(5)?), passkey(tx, &row)?)))
}

/// Notes that a passkey let somebody in, with its key as it is now; false when it was taken away meanwhile.
///
/// # Errors
/// What the database says.
pub async fn used(tx: &mut Tx, id: &str, key: &str, now: Now, nonce: [u8; 24]) -> Result<bool> {
    let sealed = tx.vault().seal(nonce, KEY, key)?;
    let sql = "UPDATE passkey SET key_sealed = $1, used_at = $2 WHERE id = $3";
    Ok(tx.run(sql, args![&sealed, now, id]).await? == 1)
}

/// Calls a passkey of an account something else; false when there is no such one.
///
/// # Errors
/// What the database says.
pub async fn rename(
    tx: &mut Tx,
    account: &AccountId,
    id: &str,
    name: &str,
    nonce: [u8; 24],
) -> Result<bool> {
    let sealed = tx.vault().seal(nonce, NAME, name)?;
    let sql = "UPDATE passkey SET name_sealed = $1 WHERE account_id = $2 AND id = $3";
    Ok(tx.run(sql, args![&sealed, account, id]).await? == 1)
}

/// Removes a passkey of an account; false when there is no such one.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, account: &AccountId, id: &str) -> Result<bool> {
    let sql = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
    Ok(tx.run(sql, args![account, id]).await? == 1)
}

/// Removes all passkeys of an account; gives how many there were.
///
/// # Errors
/// What the database says.
pub async fn remove_all(tx: &mut Tx, account: &AccountId) -> Result<u64> {
    let sql = "DELETE FROM passkey WHERE account_id = $1";
    tx.run(sql, args![account]).await
}
