//! Counts attempts in a window of time. The key is hashed: the table says neither who nor from where.

use crate::{Result, Tx, args};
use civic::time::{Now, Time};

/// Counts one more hit on `key` and gives how many there are in the current window.
///
/// # Errors
/// What the database says.
pub async fn hit(tx: &mut Tx, key: &str, now: Now, window_seconds: i64) -> Result<i64> {
    let hash = tx.vault().hash("rate", key.as_bytes());
    let oldest = Time(now.0 - window_seconds * 1_000_000);
    let sql = "INSERT INTO rate (key_hash, window_start, hits) VALUES ($1, $2, 1)
        ON CONFLICT (key_hash) DO UPDATE SET
          hits = CASE WHEN rate.window_start <= $3 THEN 1 ELSE rate.hits + 1 END,
          window_start = CASE WHEN rate.window_start <= $3 THEN excluded.window_start ELSE rate.window_start END
        RETURNING hits";
    tx.first(sql, args![&hash, now, oldest])
        .await?
        .map_or(Ok(1), |r| r.get(0))
}

/// Forgets windows that began before `before`.
///
/// # Errors
/// What the database says.
pub async fn sweep(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run("DELETE FROM rate WHERE window_start < $1", args![before])
        .await
}
