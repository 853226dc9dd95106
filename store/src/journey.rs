//! Questions that left for a provider or a device and come back to the browser that asked: once, and in time. **Never
//! here**: what is asked, which is sealed.

use crate::{Result, Tx, args};
use civic::time::{Now, Time};

const SEALED: &str = "journey.sealed";

/// Keeps a journey of a way in (a provider, or a passkey); `text` says what its answer is checked against.
///
/// # Errors
/// What the database says.
pub async fn begin(
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
    let sealed = tx.vault().seal(nonce, SEALED, text)?;
    let sql = "INSERT INTO journey (state_hash, browser_hash, way, sealed, expires_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, args![&state, &browser, way, &sealed, until])
        .await?;
    Ok(())
}

/// Takes a journey that comes back to the browser that began it: once, and in time.
///
/// # Errors
/// What the database says.
pub async fn take(
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
    row.map(|r| tx.vault().open(SEALED, r.get::<&[u8]>(0)?))
        .transpose()
}

/// Looks at a journey without taking it.
///
/// # Errors
/// What the database says, or the wrong key.
pub async fn look(
    tx: &mut Tx,
    way: &str,
    state: &str,
    browser: &[u8],
    now: Now,
) -> Result<Option<String>> {
    let state = tx.vault().hash("journey", state.as_bytes());
    let browser = tx.vault().hash("browser", browser);
    let sql = "SELECT sealed FROM journey WHERE state_hash = $1 AND browser_hash = $2 AND way = $3 AND expires_at > $4";
    let row = tx.first(sql, args![&state, &browser, way, now]).await?;
    row.map(|r| tx.vault().open(SEALED, r.get::<&[u8]>(0)?))
        .transpose()
}

/// Removes journeys that never came back; gives how many.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let sql = "DELETE FROM journey WHERE expires_at < $1";
    tx.run(sql, args![now]).await
}
