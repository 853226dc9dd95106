//! Identities that a provider vouches for. **Never here**: what a provider says of
//! somebody beside a keyed hash of its name for her.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::identity::Way;
use civic::time::Now;

fn hash(tx: &Tx, subject: &str) -> [u8; 32] {
    tx.vault().hash("identity", subject.as_bytes())
}

/// Whose identity this is, if anybody has linked it.
///
/// # Errors
/// What the database says.
pub async fn owner(tx: &mut Tx, way: Way, subject: &str) -> Result<Option<AccountId>> {
    let hash = hash(tx, subject);
    let sql = "SELECT account_id FROM identity WHERE way = $1 AND subject_hash = $2";
    let row = tx.first(sql, args![way.as_str(), &hash]).await?;
    row.map(|r| r.get::<String>(0).map(AccountId)).transpose()
}

/// Links an identity to an account; false when it is somebody's already.
///
/// # Errors
/// What the database says.
pub async fn link(
    tx: &mut Tx,
    way: Way,
    subject: &str,
    account: &AccountId,
    now: Now,
) -> Result<bool> {
    let hash = hash(tx, subject);
    let sql = "INSERT INTO identity (way, subject_hash, account_id, linked_at, used_at) VALUES ($1, $2, $3, $4, $4)
        ON CONFLICT DO NOTHING";
    Ok(tx
        .run(sql, args![way.as_str(), &hash, account, now])
        .await?
        == 1)
}

/// Notes that an identity was used.
///
/// # Errors
/// What the database says.
pub async fn used(tx: &mut Tx, way: Way, subject: &str, now: Now) -> Result<()> {
    let hash = hash(tx, subject);
    let sql = "UPDATE identity SET used_at = $1 WHERE way = $2 AND subject_hash = $3";
    tx.run(sql, args![now, way.as_str(), &hash]).await?;
    Ok(())
}

/// The ways that an account has linked.
///
/// # Errors
/// What the database says.
pub async fn ways(tx: &mut Tx, account: &AccountId) -> Result<Vec<Way>> {
    let sql = "SELECT way FROM identity WHERE account_id = $1 ORDER BY way";
    let rows = tx.all(sql, args![account]).await?;
    rows.iter()
        .map(|r| r.parse(0, Way::parse, "identity", "way"))
        .collect()
}

/// Unties an identity from its account; false when there is none.
///
/// # Errors
/// What the database says.
pub async fn untie(tx: &mut Tx, way: Way, account: &AccountId) -> Result<bool> {
    let sql = "DELETE FROM identity WHERE way = $1 AND account_id = $2";
    Ok(tx.run(sql, args![way.as_str(), account]).await? == 1)
}
