//! Sessions. Only a keyed hash of their secret is kept.

use crate::{Result, Row, Tx, args};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::time::{Now, Time};

const ID_TOKEN: &str = "session.id_token";

/// A session to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// For the cookie; only a keyed hash of it is kept.
    pub secret: &'a [u8],
    /// Whose.
    pub account: &'a AccountId,
    /// What was proven.
    pub proof: Proof,
    /// In which browser.
    pub device: Device,
    /// Now.
    pub now: Now,
    /// When it ends at the latest.
    pub until: Time,
}

/// Opens a session.
///
/// # Errors
/// What the database says.
pub async fn open(tx: &mut Tx, new: NewSession<'_>) -> Result<()> {
    let hash = tx.vault().hash("session", new.secret);
    let sql = "INSERT INTO session (id_hash, account_id, created_at, expires_at, proof, device) VALUES ($1, $2, $3, $4, $5, $6)";
    let (proof, device) = (new.proof.as_str(), new.device.stored());
    tx.run(
        sql,
        args![&hash, new.account, new.now, new.until, proof, &device],
    )
    .await?;
    Ok(())
}

/// A session that is neither over nor revoked.
#[derive(Clone, Debug)]
pub struct Session {
    /// A keyed hash of its secret: its name in the list of its owner.
    pub hash: Vec<u8>,
    /// Whose.
    pub account: AccountId,
    /// What was proven when it was opened.
    pub proof: Proof,
    /// In which browser.
    pub device: Device,
    /// When it was opened.
    pub created_at: Time,
    /// When it was last used, as noted once an hour.
    pub seen_at: Time,
    /// The same, of a use while roles were awake in it.
    pub role_seen_at: Time,
}

fn read(row: &Row) -> Result<Session> {
    Ok(Session {
        hash: row.get(0)?,
        account: row.get::<String>(1).map(AccountId)?,
        proof: row.parse(2, Proof::parse, "session", "proof")?,
        device: Device::parse(row.get(3)?),
        created_at: row.get(4).map(Time)?,
        seen_at: row.get(5).map(Time)?,
        role_seen_at: row.get(6).map(Time)?,
    })
}

/// The session of a secret.
///
/// # Errors
/// What the database says.
pub async fn of_secret(tx: &mut Tx, secret: &[u8], now: Now) -> Result<Option<Session>> {
    let hash = tx.vault().hash("session", secret);
    let sql =
        "SELECT id_hash, account_id, proof, device, created_at, COALESCE(seen_at, created_at),
        COALESCE(role_seen_at, created_at) FROM session
        WHERE id_hash = $2 AND expires_at > $1";
    tx.first(sql, args![now, &hash])
        .await?
        .map(|r| read(&r))
        .transpose()
}

/// The sessions of an account that were used since an instant, the last used first.
///
/// # Errors
/// What the database says.
pub async fn of_account(
    tx: &mut Tx,
    account: &AccountId,
    now: Now,
    since: Time,
) -> Result<Vec<Session>> {
    let sql =
        "SELECT id_hash, account_id, proof, device, created_at, COALESCE(seen_at, created_at),
        COALESCE(role_seen_at, created_at) FROM session
        WHERE account_id = $2 AND expires_at > $1 AND COALESCE(seen_at, created_at) > $3
        ORDER BY COALESCE(seen_at, created_at) DESC, id_hash";
    let rows = tx.all(sql, args![now, account, since]).await?;
    rows.iter().map(read).collect()
}

/// Notes that a session is used, unless that was noted since an instant; `awake` when roles are, in it.
///
/// # Errors
/// What the database says.
pub async fn seen(tx: &mut Tx, secret: &[u8], now: Now, since: Time, awake: bool) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    let sql = if awake {
        "UPDATE session SET seen_at = $1, role_seen_at = $1 WHERE id_hash = $2 AND COALESCE(seen_at, created_at) <= $3"
    } else {
        "UPDATE session SET seen_at = $1 WHERE id_hash = $2 AND COALESCE(seen_at, created_at) <= $3"
    };
    tx.run(sql, args![now, &hash, since]).await?;
    Ok(())
}

/// Gives a session another secret; false when it has ended meanwhile.
///
/// # Errors
/// What the database says.
pub async fn rename(tx: &mut Tx, secret: &[u8], new: &[u8]) -> Result<bool> {
    let [old, new] = [secret, new].map(|s| tx.vault().hash("session", s));
    let sql = "UPDATE session SET id_hash = $1 WHERE id_hash = $2";
    Ok(tx.run(sql, args![&new, &old]).await? == 1)
}

/// Notes that more was proven in a session than what opened it.
///
/// # Errors
/// What the database says.
pub async fn prove(tx: &mut Tx, secret: &[u8], proof: Proof) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    let sql = "UPDATE session SET proof = $1 WHERE id_hash = $2";
    tx.run(sql, args![proof.as_str(), &hash]).await?;
    Ok(())
}

/// Notes that whoever has a session has proven who she is once more: it counts as opened now.
///
/// # Errors
/// What the database says.
pub async fn opened_at(tx: &mut Tx, secret: &[u8], now: Now) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    let sql = "UPDATE session SET created_at = $1 WHERE id_hash = $2";
    tx.run(sql, args![now, &hash]).await?;
    Ok(())
}

/// Ends the session of this hash, if it is this account's; false when there is none.
///
/// # Errors
/// What the database says.
pub async fn revoke_one(tx: &mut Tx, account: &AccountId, hash: &[u8]) -> Result<bool> {
    let sql = "DELETE FROM session WHERE account_id = $1 AND id_hash = $2";
    Ok(tx.run(sql, args![account, hash]).await? == 1)
}

/// Ends a session.
///
/// # Errors
/// What the database says.
pub async fn revoke(tx: &mut Tx, secret: &[u8]) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    tx.run("DELETE FROM session WHERE id_hash = $1", args![&hash])
        .await?;
    Ok(())
}

/// Ends all sessions of an account but this one.
///
/// # Errors
/// What the database says.
pub async fn revoke_others(tx: &mut Tx, account: &AccountId, secret: &[u8]) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    let sql = "DELETE FROM session WHERE account_id = $1 AND id_hash <> $2";
    tx.run(sql, args![account, &hash]).await?;
    Ok(())
}

/// Keeps what signs a session out at its provider.
///
/// # Errors
/// What the database says.
pub async fn keep_id_token(
    tx: &mut Tx,
    secret: &[u8],
    id_token: &str,
    nonce: [u8; 24],
) -> Result<()> {
    let hash = tx.vault().hash("session", secret);
    let sealed = tx.vault().seal(nonce, ID_TOKEN, id_token)?;
    let sql = "UPDATE session SET id_token_sealed = $1 WHERE id_hash = $2";
    tx.run(sql, args![&sealed, &hash]).await?;
    Ok(())
}

/// What signs a session out at its provider, given once.
///
/// # Errors
/// What the database says.
pub async fn take_id_token(tx: &mut Tx, secret: &[u8]) -> Result<Option<String>> {
    let hash = tx.vault().hash("session", secret);
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

/// Removes sessions that ended, or were not used since an instant; gives how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now, idle: Time) -> Result<u64> {
    let sql = "DELETE FROM session WHERE expires_at < $1 OR COALESCE(seen_at, created_at) < $2";
    tx.run(sql, args![now, idle]).await
}
