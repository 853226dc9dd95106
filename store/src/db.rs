//! Opening a database, beginning its transactions (`tx.rs`), closing it. SQLite: one file, WAL, one writer, many readers,
//! `synchronous=FULL` because receipts are given. PostgreSQL: a pool; no session state, no advisory locks.

use crate::migrate;
use crate::reader::Readers;
use crate::tx::{Inner, Tx};
use crate::writer::Writer;
use crate::{Result, StoreError, Vault};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Executor as _};
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

mod alone;

/// Which database it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// One file.
    Sqlite,
    /// A server.
    Postgres,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { writer: Writer, readers: Readers },
    Postgres(PgPool),
}

impl Pools {
    async fn sqlite(options: &SqliteConnectOptions) -> Result<Pools> {
        let writer = Writer::open(options).await?;
        let readers = Readers::new(options.get_filename());
        Ok(Pools::Sqlite { writer, readers })
    }
}

fn is_postgres(address: &str) -> bool {
    address.starts_with("postgres://") || address.starts_with("postgresql://")
}

fn postgres(address: &str) -> Result<PgConnectOptions> {
    // a receipt is given when its ballot is on the disk, whatever the server's own setting
    Ok(PgConnectOptions::from_str(address)?.options([("synchronous_commit", "on")]))
}

fn sqlite(address: &str) -> Result<SqliteConnectOptions> {
    if !address.starts_with("sqlite:") {
        return Err(StoreError::Address);
    }
    Ok(SqliteConnectOptions::from_str(address)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .auto_vacuum(SqliteAutoVacuum::None)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(200)
        // what is deleted is overwritten: an urn's old order must not survive in free pages
        .pragma("secure_delete", "ON"))
}

/// An open database with the key that seals its columns.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    vault: Arc<Vault>,
    statements: Arc<AtomicU64>,
}

/// Tables whose dead rows could tell who did what with which secret.
const FORGOTTEN: [&str; 5] = [
    "ballot",
    "voter_roll",
    "right_given",
    "offered_right",
    "spare_right",
];

impl Db {
    /// Opens (and for SQLite creates) the database at `sqlite:PATH` or `postgres://…` and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Address`] for another kind of address, or what the database says.
    pub async fn open(address: &str, vault: Vault) -> Result<Db> {
        let db = Db::connect(address, vault).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens the database as it is (and for SQLite creates the file), without touching its schema.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub async fn connect(address: &str, vault: Vault) -> Result<Db> {
        let pools = if is_postgres(address) {
            let pool = PgPoolOptions::new().max_connections(16);
            Pools::Postgres(pool.connect_with(postgres(address)?).await?)
        } else {
            Pools::sqlite(&sqlite(address)?).await?
        };
        Ok(Db::of(pools, vault))
    }

    fn of(pools: Pools, vault: Vault) -> Db {
        Db {
            pools,
            vault: Arc::new(vault),
            statements: Arc::default(),
        }
    }

    /// Brings the schema up to date, in one transaction. Gives the names of the migrations that were done.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program has changed it, or what the database says.
    pub async fn migrate(&self) -> Result<Vec<&'static str>> {
        migrate::run(self).await
    }

    /// The names of the migrations that are missing.
    ///
    /// # Errors
    /// As [`Db::migrate`].
    pub async fn missing_migrations(&self) -> Result<Vec<&'static str>> {
        let mut tx = self.read().await?;
        migrate::missing(&migrate::applied(&mut tx).await?)
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.pools {
            Pools::Sqlite { .. } => Backend::Sqlite,
            Pools::Postgres(_) => Backend::Postgres,
        }
    }

    /// The key that seals columns.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Statements sent so far: tests compare it before and after a page.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Commits of SQLite's writer so far: fewer than transactions when many wait for it.
    #[must_use]
    pub fn commits(&self) -> u64 {
        match &self.pools {
            Pools::Sqlite { writer, .. } => writer.commits(),
            Pools::Postgres(_) => 0,
        }
    }

    /// A transaction for reading: sees one state of the database throughout.
    ///
    /// # Errors
    /// What the database says.
    pub async fn read(&self) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { readers, .. } => Inner::Reader(readers.begin().await?),
            Pools::Postgres(pool) => Inner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(self.tx(inner))
    }

    /// A transaction for writing. On SQLite it holds the one writer from the start; those who wait share the
    /// commit of those before them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write(&self) -> Result<Tx> {
        self.writing(false).await
    }

    /// The same for what takes long, such as a count or an import: nobody whose work is done waits for it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn write_long(&self) -> Result<Tx> {
        self.writing(true).await
    }

    async fn writing(&self, long: bool) -> Result<Tx> {
        let inner = match &self.pools {
            Pools::Sqlite { writer, .. } => Inner::Writer(writer.turn(long).await?),
            Pools::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(self.tx(inner))
    }

    fn tx(&self, inner: Inner) -> Tx {
        Tx {
            inner,
            vault: Arc::clone(&self.vault),
            statements: Arc::clone(&self.statements),
        }
    }

    /// Leaves no trace of the order of writing: after an urn was rewritten, empties SQLite's
    /// write-ahead log, or rewrites PostgreSQL's tables so that dead rows go, once those who could still see
    /// them are done.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when others read or write for longer than half a minute, or what the database says.
    pub async fn forget_order(&self) -> Result<()> {
        self.forget_order_within(Duration::from_secs(30)).await
    }

    /// [`Db::forget_order`], waiting no longer than `patience` for others.
    ///
    /// # Errors
    /// The same.
    pub async fn forget_order_within(&self, patience: Duration) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let emptied = async |connection: &mut SqliteConnection| {
                    connection.execute("VACUUM").await?;
                    let checkpoint = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)");
                    Ok(checkpoint.fetch_one(connection).await?)
                };
                let busy: i64 = writer.alone(emptied).await?;
                // a reader kept the log from being emptied: not an error for SQLite, but one for us
                if busy != 0 {
                    return Err(StoreError::Busy);
                }
            }
            Pools::Postgres(pool) => {
                // A snapshot older than the count could still see the rows it took out, and VACUUM would copy
                // them, in the order in which they were cast: a reader's of this database, or VACUUM's own,
                // which reaches back to the oldest transaction that writes in any database of the server.
                let mark = sqlx::query_scalar::<_, String>("SELECT pg_current_xact_id()::text")
                    .fetch_one(pool)
                    .await?;
                let older = "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= $1::xid8 OR EXISTS
                    (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                      AND age(backend_xmin) >= age($1::xid8::xid))";
                let begun = Instant::now();
                while sqlx::query_scalar::<_, bool>(older)
                    .bind(&mark)
                    .fetch_one(pool)
                    .await?
                {
                    if begun.elapsed() >= patience {
                        return Err(StoreError::Busy);
                    }
                    pool.execute("SELECT pg_sleep(0.05)").await?;
                }
                for table in FORGOTTEN {
                    let vacuum = format!("VACUUM (FULL) {table}");
                    pool.execute(AssertSqlSafe(vacuum)).await?;
                }
            }
        }
        Ok(())
    }

    /// The value of a pragma (SQLite), for checks of durability.
    ///
    /// # Errors
    /// What the database says; [`StoreError::Address`] when it is not SQLite.
    pub async fn writer_pragma_synchronous(&self) -> Result<i64> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let read = async |connection: &mut SqliteConnection| {
                    let pragma = sqlx::query_scalar("PRAGMA synchronous");
                    Ok(pragma.fetch_one(connection).await?)
                };
                writer.alone(read).await
            }
            Pools::Postgres(_) => Err(StoreError::Address),
        }
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
