//! Who an account is to the civil registers, as keyed hashes: one person is one account's. **Never here**: a name, a date, a
//! place, or what makes two descriptions one person (`civic::civil`).

use crate::{Backend, Result, Tx, args};
use civic::civil::{Civil, Source};
use civic::id::AccountId;
use civic::time::{Now, Time};

/// A keyed hash.
pub(crate) type Hash = [u8; 32];

/// Of everything, for [`Civil::key`]. The roll keeps the same, so that a proven person is found on it.
pub(crate) fn key_hash(tx: &Tx, key: &str) -> Hash {
    tx.vault().hash("elector", key.as_bytes())
}

/// Without the birthplace, for [`Civil::name_key`].
pub(crate) fn name_hash(tx: &Tx, key: &str) -> Hash {
    tx.vault().hash("elector.name", key.as_bytes())
}

fn hashes(tx: &Tx, civil: &Civil) -> (Hash, Option<Hash>) {
    let key = (!civil.place.is_empty()).then(|| key_hash(tx, &civil.key()));
    (name_hash(tx, &civil.name_key()), key)
}

/// Holds a person until the end of the transaction: two who are proven to be her at once see one another. SQLite has one
/// writer anyway.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, civil: &Civil) -> Result<()> {
    if tx.backend() == Backend::Postgres {
        let name = name_hash(tx, &civil.name_key());
        let mut first = [0; 8];
        first.copy_from_slice(&name[..8]);
        let lock = i64::from_be_bytes(first);
        tx.run("SELECT pg_advisory_xact_lock($1)", args![lock])
            .await?;
    }
    Ok(())
}

/// The accounts whose owner may be this person: the same names and date, and the same birthplace where both are known.
///
/// # Errors
/// What the database says.
pub async fn find(tx: &mut Tx, civil: &Civil) -> Result<Vec<AccountId>> {
    let (name, key) = hashes(tx, civil);
    let sql = "SELECT account_id FROM civil WHERE name_hash = $1
        AND (key_hash IS NULL OR $2 IS NULL OR key_hash = $2) ORDER BY account_id";
    let rows = tx
        .all(sql, args![&name, key.as_ref().map(|k| &k[..])])
        .await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}

/// Whether an account is known as exactly this person, the birthplace too.
///
/// # Errors
/// What the database says.
pub async fn is_exactly(tx: &mut Tx, account: &AccountId, civil: &Civil) -> Result<bool> {
    let (_, Some(key)) = hashes(tx, civil) else {
        return Ok(false);
    };
    let sql = "SELECT 1 AS one FROM civil WHERE account_id = $1 AND key_hash = $2";
    Ok(tx.first(sql, args![account, &key]).await?.is_some())
}

/// How and when it was proven who an account is.
///
/// # Errors
/// What the database says.
pub async fn proven(tx: &mut Tx, account: &AccountId) -> Result<Option<(Source, Time)>> {
    let sql = "SELECT source, proven_at FROM civil WHERE account_id = $1";
    let Some(row) = tx.first(sql, args![account]).await? else {
        return Ok(None);
    };
    let source = row.parse(0, Source::parse, "civil", "source")?;
    Ok(Some((source, Time(row.get(1)?))))
}

/// Notes who an account is; where it is known already, its birthplace, if that was not.
///
/// # Errors
/// What the database says.
pub async fn put(
    tx: &mut Tx,
    account: &AccountId,
    civil: &Civil,
    source: Source,
    now: Now,
) -> Result<()> {
    let (name, key) = hashes(tx, civil);
    let sql = "INSERT INTO civil (account_id, name_hash, key_hash, source, proven_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (account_id) DO UPDATE SET key_hash = COALESCE(civil.key_hash, excluded.key_hash)";
    let key = key.as_ref().map(|k| &k[..]);
    tx.run(sql, args![account, &name, key, source.as_str(), now])
        .await?;
    Ok(())
}

/// Forgets who an account is.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, account: &AccountId) -> Result<()> {
    tx.run("DELETE FROM civil WHERE account_id = $1", args![account])
        .await?;
    Ok(())
}

/// Two accounts are one person's: `into` is who `from` was, if nothing was known of it; false when they are two people.
///
/// # Errors
/// What the database says.
pub async fn merge(tx: &mut Tx, from: &AccountId, into: &AccountId) -> Result<bool> {
    let sql = "SELECT name_hash, key_hash FROM civil WHERE account_id = $1";
    let one = tx.first(sql, args![from]).await?;
    let other = tx.first(sql, args![into]).await?;
    if let (Some(one), Some(other)) = (&one, &other) {
        let keys = [one, other].map(|row| row.get::<Option<Vec<u8>>>(1));
        let [one_key, other_key] = keys;
        let (one_key, other_key) = (one_key?, other_key?);
        let differ = one_key.is_some() && other_key.is_some() && one_key != other_key;
        if differ || one.get::<Vec<u8>>(0)? != other.get::<Vec<u8>>(0)? {
            return Ok(false);
        }
        remove(tx, from).await?;
        let sql = "UPDATE civil SET key_hash = COALESCE(key_hash, $2) WHERE account_id = $1";
        tx.run(sql, args![into, one_key.as_deref()]).await?;
    } else {
        let sql = "UPDATE civil SET account_id = $2 WHERE account_id = $1";
        tx.run(sql, args![from, into]).await?;
    }
    Ok(true)
}
