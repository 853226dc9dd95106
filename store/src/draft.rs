//! What was typed when a session had ended: kept sealed for the browser that typed it, a day at most.

use crate::{Result, Tx, args};
use civic::time::{Now, Time};

/// Keeps the fields of a form (as its URL-encoded body).
///
/// # Errors
/// What the database says.
pub async fn keep(
    tx: &mut Tx,
    browser: &[u8],
    form: &str,
    body: &str,
    nonce: [u8; 24],
    until: Time,
) -> Result<()> {
    let browser = tx.vault().hash("browser", browser);
    let sealed = tx.vault().seal(nonce, "draft.body", body)?;
    let sql = "INSERT INTO draft (browser_hash, form, body_sealed, expires_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (browser_hash, form) DO UPDATE SET body_sealed = excluded.body_sealed, expires_at = excluded.expires_at";
    tx.run(sql, args![&browser, form, &sealed, until]).await?;
    // the newest ones of a browser
    let sql = "DELETE FROM draft WHERE browser_hash = $1 AND form NOT IN
        (SELECT form FROM draft WHERE browser_hash = $1 ORDER BY expires_at DESC, form LIMIT 20)";
    tx.run(sql, args![&browser]).await?;
    Ok(())
}

/// The draft of a form in this browser.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, browser: &[u8], form: &str, now: Now) -> Result<Option<String>> {
    let browser = tx.vault().hash("browser", browser);
    let sql =
        "SELECT body_sealed FROM draft WHERE browser_hash = $1 AND form = $2 AND expires_at > $3";
    let Some(row) = tx.first(sql, args![&browser, form, now]).await? else {
        return Ok(None);
    };
    tx.vault()
        .open("draft.body", row.get::<&[u8]>(0)?)
        .map(Some)
}

/// The forms that have a draft in this browser, the newest first.
///
/// # Errors
/// What the database says.
pub async fn forms(tx: &mut Tx, browser: &[u8], now: Now) -> Result<Vec<String>> {
    let browser = tx.vault().hash("browser", browser);
    let sql = "SELECT form FROM draft WHERE browser_hash = $1 AND expires_at > $2 ORDER BY expires_at DESC, form LIMIT 20";
    tx.all(sql, args![&browser, now])
        .await?
        .iter()
        .map(|r| r.get(0))
        .collect()
}

/// Forgets a draft, once what it held is saved.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, browser: &[u8], form: &str) -> Result<()> {
    let browser = tx.vault().hash("browser", browser);
    tx.run(
        "DELETE FROM draft WHERE browser_hash = $1 AND form = $2",
        args![&browser, form],
    )
    .await?;
    Ok(())
}

/// Forgets every draft of a browser.
///
/// # Errors
/// What the database says.
pub async fn forget_all(tx: &mut Tx, browser: &[u8]) -> Result<()> {
    let browser = tx.vault().hash("browser", browser);
    tx.run("DELETE FROM draft WHERE browser_hash = $1", args![&browser])
        .await?;
    Ok(())
}

/// Removes what is too old to be used; gives how much.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let sql = "DELETE FROM draft WHERE expires_at < $1";
    tx.run(sql, args![now]).await
}
