//! What leaves for a provider or a device and comes back to the browser that asked ([`begin`], [`take`]): once, and in time.

use crate::{Error, Result, Rng, random};
use ballot::text::hex;
use civic::time::Now;
use serde::{Serialize, de::DeserializeOwned};
use store::Tx;

/// A name that nobody guesses: 64 hexadecimal digits.
pub(crate) fn digits(rng: &mut Rng) -> String {
    hex(&random::<32>(rng))
}

/// Keeps what an answer will be checked against, under a name made by [`digits`], for so many seconds.
///
/// # Errors
/// What the database says.
pub(crate) async fn begin<T: Serialize>(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    (way, name, browser): (&str, &str, &[u8]),
    seconds: i64,
    kept: &T,
) -> Result<()> {
    let text = serde_json::to_string(kept).map_err(|e| Error::Count(e.to_string()))?;
    let until = now.plus_seconds(seconds);
    Ok(store::journey::begin(tx, way, name, browser, &text, random(rng), until).await?)
}

/// Looks at it without taking it.
///
/// # Errors
/// What the database says.
pub(crate) async fn look<T: DeserializeOwned>(
    tx: &mut Tx,
    now: Now,
    (way, name, browser): (&str, &str, &[u8]),
) -> Result<Option<T>> {
    let text = store::journey::look(tx, way, name, browser, now).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Takes it when its answer comes; nothing when it was taken already, is too late, or another browser asked. Commit
/// whatever comes of it.
///
/// # Errors
/// What the database says.
pub(crate) async fn take<T: DeserializeOwned>(
    tx: &mut Tx,
    now: Now,
    (way, name, browser): (&str, &str, &[u8]),
) -> Result<Option<T>> {
    let text = store::journey::take(tx, way, name, browser, now).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
