//! Passkeys (WebAuthn): public keys of the devices that let somebody in. **Never here**: a secret; the private key stays with
//! whoever keeps it for her. Key and name are sealed.

use crate::{Result, Row, Tx, args};
use civic::id::AccountId;
use civic::time::Time;

const KEY: &str = "passkey.sealed";

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

fn text(name: &str, key: &str) -> String {
    format!("{name}\n{key}")
}

fn passkey(tx: &Tx, row: &Row) -> Result<Passkey> {
    let opened = tx.vault().open(KEY, row.get::<&[u8]>(1)?)?;
    let (name, key) = opened.split_once('\n').unwrap_or(("", &opened));
    Ok(Passkey {
        id: row.get(0)?,
        name: name.to_owned(),
        key: key.to_owned(),
        created_at: Time(row.get(2)?),
        used_at: row.get::<Option<i64>>(3)?.map(Time),
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
    nonce: [u8; 24],
) -> Result<bool> {
    let hash = tx.vault().hash("passkey", credential);
    let sealed = tx.vault().seal(nonce, KEY, &text(&new.name, &new.key))?;
    let sql = "INSERT INTO passkey (id, account_id, credential_hash, sealed, created_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    let kept = tx
        .run(sql, args![&new.id, account, &hash, &sealed, new.created_at])
        .await?;
    Ok(kept == 1)
}

/// The passkeys of an account, oldest first.
///
/// # Errors
/// What the database says.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<Passkey>> {
    let sql = "SELECT id, sealed, created_at, used_at FROM passkey WHERE account_id = $1 ORDER BY created_at, id";
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
    let sql = "SELECT id, sealed, created_at, used_at, account_id FROM passkey WHERE credential_hash = $1";
    let Some(row) = tx.first(sql, args![&hash]).await? else {
        return Ok(None);
    };
    Ok(Some((AccountId(row.get(4)?), passkey(tx, &row)?)))
}

/// Writes a passkey's key, name and last use anew.
///
/// # Errors
/// What the database says.
pub async fn rewrite(tx: &mut Tx, changed: &Passkey, nonce: [u8; 24]) -> Result<()> {
    let sealed = text(&changed.name, &changed.key);
    let sealed = tx.vault().seal(nonce, KEY, &sealed)?;
    let sql = "UPDATE passkey SET sealed = $1, used_at = $2 WHERE id = $3";
    let used = changed.used_at.map(|at| at.0);
    tx.run(sql, args![&sealed, used, &changed.id]).await?;
    Ok(())
}

/// Removes a passkey of an account; false when there is no such one.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, account: &AccountId, id: &str) -> Result<bool> {
    let sql = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
    Ok(tx.run(sql, args![account, id]).await? == 1)
}
