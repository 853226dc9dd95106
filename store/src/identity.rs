//! Identities that a provider vouches for, and sign-ins on their way through one. **Never here**: what a provider says of
//! somebody beside a keyed hash of its name for her.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::identity::Way;
use civic::time::{Now, Time};

const JOURNEY: &str = "journey.sealed";
const ID_TOKEN: &str = "session.id_token";

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

/// Keeps a journey of a way in (a provider, or a passkey); `text` says what its answer is checked against.
///
/// # Errors
/// What the database says.
pub async fn depart(
    tx: &mut Tx,
    way: &str,
    state: &str,
    browser: &[u8],
    text: &str,
    nonce: [u8; 24],
    until: Time,
) -> Result<()> {
    let state = tx.vault().hash("journey", state.as_bytes());
    let browser = tx.vault().hash("browser", browser);
    let sealed = tx.vault().seal(nonce, JOURNEY, text)?;
    let sql = "INSERT INTO journey (state_hash, browser_hash, way, sealed, expires_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, args![&state, &browser, way, &sealed, until])
        .await?;
    Ok(())
}

/// Takes a journey that comes back to the browser that began it: once, and in time.
///
/// # Errors
/// What the database says.
pub async fn arrive(
    tx: &mut Tx,
    way: &str,
    state: &str,
    browser: &[u8],
    now: Now,
) -> Result<Option<String>> {
    let state = tx.vault().hash("journey", state.as_bytes());
    let browser = tx.vault().hash("browser", browser);
    let sql = "DELETE FROM journey WHERE state_hash = $1 AND browser_hash = $2 AND way = $3 AND expires_at > $4
        RETURNING sealed";
    let row = tx.first(sql, args![&state, &browser, way, now]).await?;
    row.map(|r| tx.vault().open(JOURNEY, r.get::<&[u8]>(0)?))
        .transpose()
}

/// Removes journeys that never came back.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<()> {
    tx.run("DELETE FROM journey WHERE expires_at < $1", args![now])
        .await?;
    Ok(())
}

/// Keeps what signs a session out at its provider.
///
/// # Errors
/// What the database says.
pub async fn keep_id_token(
    tx: &mut Tx,
    session: &[u8],
    id_token: &str,
    nonce: [u8; 24],
) -> Result<()> {
    let hash = tx.vault().hash("session", session);
    let sealed = tx.vault().seal(nonce, ID_TOKEN, id_token)?;
    let sql = "UPDATE session SET id_token_sealed = $1 WHERE id_hash = $2";
    tx.run(sql, args![&sealed, &hash]).await?;
    Ok(())
}

/// What signs a session out at its provider, given once.
///
/// # Errors
/// What the database says.
pub async fn take_id_token(tx: &mut Tx, session: &[u8]) -> Result<Option<String>> {
    let hash = tx.vault().hash("session", session);
    let sql = "SELECT id_token_sealed FROM session WHERE id_hash = $1";
    let Some(row) = tx.first(sql, args![&hash]).await? else {
        return Ok(None);
    };
    let sealed: Option<Vec<u8>> = row.get(0)?;
    let opened = sealed.map(|s| tx.vault().open(ID_TOKEN, &s)).transpose()?;
    let sql = "UPDATE session SET id_token_sealed = NULL WHERE id_hash = $1";
    tx.run(sql, args![&hash]).await?;
    Ok(opened)
}
