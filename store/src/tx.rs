//! A transaction: one text of SQL for both databases, with what it is given and what it gives back. Never here: how a
//! database is opened, and the SQL of anything.

use crate::db::Backend;
use crate::reader::Reader;
use crate::row::{Arg, Row};
use crate::writer::Turn;
use crate::{Result, StoreError, Vault};
use futures_util::TryStreamExt as _;
use sqlx::postgres::Postgres;
use sqlx::sqlite::Sqlite;
use sqlx::{AssertSqlSafe, Transaction};
use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A transaction: what use cases work in. Dropped without [`Tx::commit`], it undoes everything.
#[derive(Debug)]
pub struct Tx {
    pub(crate) inner: Inner,
    pub(crate) vault: Arc<Vault>,
    pub(crate) statements: Arc<AtomicU64>,
}

#[derive(Debug)]
pub(crate) enum Inner {
    Reader(Reader),
    Writer(Turn),
    Postgres(Transaction<'static, Postgres>),
}

/// PostgreSQL has no text with a NUL in it: one that came with an address (`/propositions/%00`) must find
/// nothing there, as on SQLite, and not fail.
fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Runs a statement where the transaction is: `$read` with a reader of SQLite, `$body` with the connection of
/// its writer or of PostgreSQL.
macro_rules! run {
    ($tx:expr, $sql:expr, $args:expr, |$reader:ident| $read:expr, |$query:ident, $conn:ident| $body:expr, $wrap_sqlite:expr, $wrap_postgres:expr) => {{
        $tx.statements.fetch_add(1, Ordering::Relaxed);
        match &mut $tx.inner {
            Inner::Reader($reader) => $read,
            Inner::Writer(turn) => {
                let mut $query = sqlx::query::<Sqlite>($sql);
                for arg in $args {
                    $query = match *arg {
                        Arg::Text(v) => $query.bind(v),
                        Arg::OptText(v) => $query.bind(v),
                        Arg::Int(v) => $query.bind(v),
                        Arg::OptInt(v) => $query.bind(v),
                        Arg::Bytes(v) => $query.bind(v),
                        Arg::OptBytes(v) => $query.bind(v),
                    };
                }
                let $conn = turn.connection()?;
                $body.map($wrap_sqlite)?
            }
            Inner::Postgres(t) => {
                let mut $query = sqlx::query::<Postgres>($sql);
                for arg in $args {
                    $query = match *arg {
                        Arg::Text(v) => $query.bind(without_nul(v)),
                        Arg::OptText(v) => $query.bind(v.map(without_nul)),
                        Arg::Int(v) => $query.bind(v),
                        Arg::OptInt(v) => $query.bind(v),
                        Arg::Bytes(v) => $query.bind(v),
                        Arg::OptBytes(v) => $query.bind(v),
                    };
                }
                let $conn = &mut **t;
                $body.map($wrap_postgres)?
            }
        }
    }};
}

impl Tx {
    /// The key that seals columns.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Which database it is.
    #[must_use]
    pub fn backend(&self) -> Backend {
        match self.inner {
            Inner::Reader(_) | Inner::Writer(_) => Backend::Sqlite,
            Inner::Postgres(_) => Backend::Postgres,
        }
    }

    /// Runs a statement and gives the number of rows it changed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn run(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<u64> {
        Ok(run!(
            self,
            sql,
            args,
            |r| r.all(sql, args)?.len() as u64, // a reader changes nothing: it refuses
            |q, c| q.execute(c).await,
            |d| d.rows_affected(),
            |d| d.rows_affected()
        ))
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Vec<Row>> {
        Ok(run!(
            self,
            sql,
            args,
            |r| r.all(sql, args)?.into_iter().map(Row::Read).collect(),
            |q, c| q.fetch_all(c).await,
            |rows| rows.into_iter().map(Row::Written).collect(),
            |rows| rows.into_iter().map(Row::Postgres).collect()
        ))
    }

    /// The first row of a statement, if any.
    ///
    /// # Errors
    /// What the database says.
    pub async fn first(&mut self, sql: &'static str, args: &[Arg<'_>]) -> Result<Option<Row>> {
        Ok(run!(
            self,
            sql,
            args,
            |r| r.first(sql, args)?.map(Row::Read),
            |q, c| q.fetch_optional(c).await,
            |row| row.map(Row::Written),
            |row| row.map(Row::Postgres)
        ))
    }

    /// All rows of a statement put together from our own static pieces (list filters). The
    /// pieces are `'static`, so nothing typed by anybody can become SQL.
    ///
    /// # Errors
    /// What the database says.
    pub async fn all_of(&mut self, pieces: &[&'static str], args: &[Arg<'_>]) -> Result<Vec<Row>> {
        let sql = pieces.concat();
        Ok(run!(
            self,
            AssertSqlSafe(sql),
            args,
            |r| r.all(&sql, args)?.into_iter().map(Row::Read).collect(),
            |q, c| q.fetch_all(c).await,
            |rows| rows.into_iter().map(Row::Written).collect(),
            |rows| rows.into_iter().map(Row::Postgres).collect()
        ))
    }

    /// Gives the rows of a statement put together from our own static pieces one at a time, as they come:
    /// however many there are, only a few are in memory.
    ///
    /// # Errors
    /// What the database says, or what `take` says.
    pub async fn each<E: From<StoreError>>(
        &mut self,
        pieces: &[&'static str],
        mut take: impl FnMut(Row) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        let sql = pieces.concat();
        match &mut self.inner {
            Inner::Reader(reader) => reader.each(&sql, |row| take(Row::Read(row)))?,
            Inner::Writer(turn) => {
                let mut rows = sqlx::query::<Sqlite>(AssertSqlSafe(sql)).fetch(turn.connection()?);
                while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                    take(Row::Written(row))?;
                }
            }
            Inner::Postgres(t) => {
                let mut rows = sqlx::query::<Postgres>(AssertSqlSafe(sql)).fetch(&mut **t);
                while let Some(row) = rows.try_next().await.map_err(StoreError::from)? {
                    take(Row::Postgres(row))?;
                }
            }
        }
        Ok(())
    }

    /// Runs a statement put together from names of the schema and numbers of parameters (rows put back).
    pub(crate) async fn run_built(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<u64> {
        Ok(run!(
            self,
            AssertSqlSafe(sql.to_owned()),
            args,
            |r| r.all(sql, args)?.len() as u64, // a reader changes nothing: it refuses
            |q, c| q.execute(c).await,
            |d| d.rows_affected(),
            |d| d.rows_affected()
        ))
    }

    /// Runs several statements at once, without parameters (migrations).
    pub(crate) async fn script(&mut self, sql: String) -> Result<()> {
        match &mut self.inner {
            Inner::Reader(reader) => reader.all(&sql, &[]).map(drop)?,
            Inner::Writer(turn) => sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(turn.connection()?)
                .await
                .map(drop)?,
            Inner::Postgres(t) => sqlx::raw_sql(AssertSqlSafe(sql))
                .execute(&mut **t)
                .await
                .map(drop)?,
        }
        Ok(())
    }

    /// Makes everything done in this transaction last.
    ///
    /// # Errors
    /// What the database says; nothing was kept then.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::Reader(_) => {}
            Inner::Writer(turn) => turn.commit().await?,
            Inner::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }
}
