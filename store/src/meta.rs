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
