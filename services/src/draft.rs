//! What was typed when a session had ended: kept for the browser that typed it (see `store::draft`).

use crate::limit::{self, DRAFT};
use crate::{Error, Result};
use civic::time::{Now, Time};
use store::Tx;

/// Longest body of a draft, in bytes: four times the longest text of any form.
pub const MOST: usize = 32 * 1024;

/// Keeps the fields of a form. It asks for no account, so what it may fill is limited: in size, by browser
/// and by network.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::TooMany`].
pub async fn keep(
    tx: &mut Tx,
    now: Now,
    (browser, network): (&[u8], &str),
    form: &str,
    body: &str,
    nonce: [u8; 24],
    until: Time,
) -> Result<()> {
    if body.len() > MOST {
        return Err(Error::TooLarge);
    }
    limit::check_network(tx, DRAFT, network, now).await?;
    Ok(store::draft::keep(tx, browser, form, body, nonce, until).await?)
}

/// Forgets every draft of a browser: its reader signs out.
///
/// # Errors
/// What the database says.
pub async fn forget_all(tx: &mut Tx, browser: &[u8]) -> Result<()> {
    Ok(store::draft::forget_all(tx, browser).await?)
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
