//! Facts about the database itself and the commune: a small table of names and values.

use crate::{Result, Tx, args};

/// Whether this database belongs to `demo` (`"1"`) or to `serve` (`"0"`).
pub const DEMONSTRATION: &str = "demonstration";
/// When the last backup was made, in microseconds UTC.
pub const LAST_BACKUP: &str = "last_backup";
/// The commune's name.
pub const COMMUNE: &str = "commune";

/// A value, if it was ever set.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    tx.first("SELECT value FROM meta WHERE key = $1", args![key])
        .await?
        .map(|row| row.get(0))
        .transpose()
}

/// Sets a value.
///
/// # Errors
/// What the database says.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    tx.run(sql, args![key, value]).await?;
    Ok(())
}

/// Sets a value if it is still the one that was read; false when it is another.
///
/// # Errors
/// What the database says.
pub async fn replace(tx: &mut Tx, key: &str, read: &str, value: &str) -> Result<bool> {
    let sql = "UPDATE meta SET value = $3 WHERE key = $1 AND value = $2";
    Ok(tx.run(sql, args![key, read, value]).await? == 1)
}
