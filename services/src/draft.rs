//! What was typed when a session had ended: kept for the browser that typed it (see `store::draft`).

use crate::Result;
use civic::time::{Now, Time};
use store::Tx;

/// Keeps the fields of a form.
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
    Ok(store::draft::keep(tx, browser, form, body, nonce, until).await?)
}

/// The draft of a form in this browser.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, browser: &[u8], form: &str, now: Now) -> Result<Option<String>> {
    match store::draft::get(tx, browser, form, now).await {
        Ok(draft) => Ok(draft),
        // sealed with another key: there is nothing to give back
        Err(store::StoreError::Key) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The forms that have a draft in this browser.
///
/// # Errors
/// What the database says.
pub async fn forms(tx: &mut Tx, browser: &[u8], now: Now) -> Result<Vec<String>> {
    Ok(store::draft::forms(tx, browser, now).await?)
}

/// Forgets a draft.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, browser: &[u8], form: &str) -> Result<()> {
    Ok(store::draft::forget(tx, browser, form).await?)
}
