//! One-time codes, from being sent to being typed. **Never here**: a code, or the address it goes to, in clear.

use crate::{Result, Tx, args};
use civic::time::{Now, Time};

/// A code that was sent and waits to be typed.
#[derive(Debug)]
pub struct NewCode<'a> {
    /// Its id.
    pub id: &'a str,
    /// The address it goes to.
    pub email: &'a str,
    /// The six digits.
    pub code: &'a str,
    /// The secret of the browser that asked.
    pub browser: &'a [u8],
    /// Now.
    pub now: Now,
    /// When it stops working.
    pub until: Time,
    /// For sealing the address.
    pub nonce: [u8; 24],
}

/// Keeps a code; an earlier one of the same browser stops working.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, new: NewCode<'_>) -> Result<()> {
    let browser = tx.vault().hash("browser", new.browser);
    let email = tx.vault().hash("email", new.email.as_bytes());
    let sealed = tx
        .vault()
        .seal(new.nonce, "sign_in_code.email", new.email)?;
    let code = code_hash(tx, new.id, new.code);
    tx.run(
        "DELETE FROM sign_in_code WHERE browser_hash = $1 OR expires_at < $2",
        args![&browser, new.now],
    )
    .await?;
    let sql = "INSERT INTO sign_in_code (id, email_hash, email_sealed, code_hash, browser_hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    tx.run(
        sql,
        args![new.id, &email, &sealed, &code, &browser, new.now, new.until],
    )
    .await?;
    Ok(())
}

fn code_hash(tx: &Tx, id: &str, code: &str) -> [u8; 32] {
    tx.vault().hash("code", format!("{id}:{code}").as_bytes())
}

/// A code waiting in this browser.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// The address it was sent to.
    pub email: String,
    /// Wrong tries so far.
    pub attempts: i64,
}

/// The code that waits in this browser, if any.
///
/// # Errors
/// What the database says.
pub async fn waiting(tx: &mut Tx, browser: &[u8], now: Now) -> Result<Option<Waiting>> {
    let browser = tx.vault().hash("browser", browser);
    let sql = "SELECT id, email_sealed, attempts FROM sign_in_code
        WHERE browser_hash = $1 AND expires_at > $2 AND consumed_at IS NULL";
    let Some(row) = tx.first(sql, args![&browser, now]).await? else {
        return Ok(None);
    };
    let email = tx
        .vault()
        .open("sign_in_code.email", row.get::<&[u8]>(1)?)?;
    Ok(Some(Waiting {
        id: row.get(0)?,
        email,
        attempts: row.get(2)?,
    }))
}

/// Uses up a code, in one statement: true only for the one request that used it, in the browser that
/// asked, before its end and within `most` tries, the one counted before this included.
///
/// # Errors
/// What the database says.
pub async fn consume(
    tx: &mut Tx,
    id: &str,
    code: &str,
    browser: &[u8],
    now: Now,
    most: i64,
) -> Result<bool> {
    let browser = tx.vault().hash("browser", browser);
    let code = code_hash(tx, id, code);
    let sql = "UPDATE sign_in_code SET consumed_at = $1
        WHERE id = $2 AND code_hash = $3 AND browser_hash = $4 AND consumed_at IS NULL AND expires_at > $1 AND attempts <= $5
        RETURNING id";
    Ok(tx
        .first(sql, args![now, id, &code, &browser, most])
        .await?
        .is_some())
}

/// Counts a try, before it is compared: tries at the same time wait here for one another. Gives how many
/// there were, `None` when all are used up.
///
/// # Errors
/// What the database says.
pub async fn count_try(tx: &mut Tx, id: &str, most: i64) -> Result<Option<i64>> {
    let sql = "UPDATE sign_in_code SET attempts = attempts + 1 WHERE id = $1 AND attempts < $2 RETURNING attempts";
    tx.first(sql, args![id, most])
        .await?
        .map(|r| r.get(0))
        .transpose()
}

/// Removes what is too old to be used; gives how much.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, now: Now) -> Result<u64> {
    let sql = "DELETE FROM sign_in_code WHERE expires_at < $1";
    tx.run(sql, args![now]).await
}
