//! A database that nobody else uses: for what changes every row at once, beside which nobody may write what would be
//! wrong a moment later. Never here: what is changed.

use super::{Db, Pools, is_postgres, postgres, sqlite};
use crate::{Result, Vault, rotate};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqliteLockingMode;
use sqlx::{AssertSqlSafe, Executor as _};
use std::time::Duration;

/// How long others may take to be done.
const PATIENCE: Duration = Duration::from_secs(2);

impl Db {
    /// Opens the database as it is, for this program alone: on SQLite nobody else has the file open, nor can open it until
    /// it is closed; on PostgreSQL it is one connection, and [`rotate::hold`] looks for others. Only for transactions
    /// that write: on SQLite even a reader of one's own is somebody else.
    ///
    /// # Errors
    /// One that [is busy](crate::StoreError::is_busy) when others have it open, or as [`Db::connect`].
    pub async fn alone(address: &str, vault: Vault) -> Result<Db> {
        let pools = if is_postgres(address) {
            let one = PgPoolOptions::new().max_connections(1);
            Pools::Postgres(one.connect_with(postgres(address)?).await?)
        } else {
            // whoever has a database in WAL mode open holds a lock on it, which this mode asks for alone
            let options = sqlite(address)?
                .create_if_missing(false)
                .locking_mode(SqliteLockingMode::Exclusive)
                .busy_timeout(PATIENCE);
            Pools::sqlite(&options).await?
        };
        Ok(Db::of(pools, vault))
    }

    /// Leaves nothing on the disk of what was sealed before a rotation: rewrites PostgreSQL's tables. SQLite overwrites
    /// what it replaces (`secure_delete`), and its log goes when the file is closed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn forget_former(&self) -> Result<()> {
        if let Pools::Postgres(pool) = &self.pools {
            for table in rotate::names() {
                let vacuum = format!("VACUUM (FULL) {table}");
                pool.execute(AssertSqlSafe(vacuum)).await?;
            }
        }
        Ok(())
    }
}
