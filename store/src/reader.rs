//! Reading SQLite on the thread that asks. SQLite has a page of a list ready in a tenth of a millisecond; to
//! hand its rows one by one from a thread of the driver to ours took ten times as long.
//! A statement holds its thread as long as it lasts: there are never more than [`READERS`] of them, and the
//! program has more threads than that.
//! Never here: a statement that writes (these connections refuse it).

use crate::row::Arg;
use crate::writer::PATIENT;
use crate::{Result, StoreError};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How many may read at once.
pub const READERS: u32 = 8;

/// Statements that each connection keeps prepared.
const PREPARED: usize = 200;

/// The connections that read.
#[derive(Clone, Debug)]
pub(crate) struct Readers(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    file: PathBuf,
    turns: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

/// One state of the database, from the first statement until it is dropped.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Always there until the end.
    connection: Option<Connection>,
    shared: Arc<Shared>,
    _turn: OwnedSemaphorePermit,
}

impl Readers {
    /// Connections to a file that is there, opened when they are needed.
    pub(crate) fn new(file: &Path) -> Readers {
        Readers(Arc::new(Shared {
            file: file.to_owned(),
            turns: Arc::new(Semaphore::new(READERS as usize)),
            idle: Mutex::default(),
        }))
    }

    /// A transaction that reads.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when others read for longer than [`PATIENT`], or what SQLite says; after
    /// [`Readers::close`], that the database is closed.
    pub(crate) async fn begin(&self) -> Result<Reader> {
        let turn = Arc::clone(&self.0.turns).acquire_owned();
        let turn = timeout(PATIENT, turn).await.map_err(|_| StoreError::Busy)?;
        let turn = turn.map_err(|_| StoreError::Database(sqlx::Error::PoolClosed))?;
        let connection = match self.0.idle().pop() {
            Some(connection) => connection,
            None => open(&self.0.file)?,
        };
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Reader {
            connection: Some(connection),
            shared: Arc::clone(&self.0),
            _turn: turn,
        })
    }

    /// Closes every connection, once nobody reads any more; whoever reads for very long is not waited for.
    pub(crate) async fn close(&self) {
        // an error says that they are closed already
        let all = timeout(PATIENT, self.0.turns.acquire_many(READERS)).await;
        self.0.idle().clear();
        self.0.turns.close();
        drop(all);
    }
}

impl Shared {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(file: &Path) -> Result<Connection> {
    // not SQLITE_OPEN_READ_ONLY: whoever reads a log of writes must be able to make its index
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

impl Reader {
    /// Gives the rows of a statement one at a time, as long as `take` wants more.
    fn rows<E: From<StoreError>>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        mut take: impl FnMut(Vec<Value>) -> std::result::Result<bool, E>,
    ) -> std::result::Result<(), E> {
        let connection = self.connection.as_ref();
        let closed = || StoreError::Database(sqlx::Error::PoolClosed);
        let connection = connection.ok_or_else(closed)?;
        let mut statement = connection.prepare_cached(sql).map_err(StoreError::Read)?;
        let width = statement.column_count();
        // `$3` is the third of `args`; for SQLite it is a name, its index tells only when it first came
        for index in 1..=statement.parameter_count() {
            let name = statement.parameter_name(index);
            let place = name.and_then(|n| n.strip_prefix('$')?.parse::<usize>().ok());
            let arg = place.and_then(|p| args.get(p.checked_sub(1)?));
            let arg = arg.ok_or(rusqlite::Error::InvalidParameterCount(index, args.len()));
            let bound = arg.and_then(|arg| statement.raw_bind_parameter(index, arg));
            bound.map_err(StoreError::Read)?;
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(StoreError::Read)? {
            let values = (0..width).map(|i| Ok(Value::try_from(row.get_ref(i)?)?));
            let values: rusqlite::Result<Vec<Value>> = values.collect();
            if !take(values.map_err(StoreError::Read)?)? {
                break;
            }
        }
        Ok(())
    }

    /// Gives the rows of a whole table one at a time. It may take long: the thread's other work goes elsewhere.
    ///
    /// # Errors
    /// What SQLite says, or what `take` says.
    pub(crate) fn each<E: From<StoreError>>(
        &self,
        sql: &str,
        mut take: impl FnMut(Vec<Value>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut read = || self.rows(sql, &[], |row| take(row).map(|()| true));
        match Handle::current().runtime_flavor() {
            RuntimeFlavor::MultiThread => tokio::task::block_in_place(read),
            _ => read(),
        }
    }

    /// The first row of a statement.
    ///
    /// # Errors
    /// What SQLite says.
    pub(crate) fn first(&self, sql: &str, args: &[Arg<'_>]) -> Result<Option<Vec<Value>>> {
        let mut first = None;
        self.rows(sql, args, |row| -> Result<bool> {
            first = Some(row);
            Ok(false)
        })?;
        Ok(first)
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// What SQLite says.
    pub(crate) fn all(&self, sql: &str, args: &[Arg<'_>]) -> Result<Vec<Vec<Value>>> {
        let mut all = Vec::new();
        self.rows(sql, args, |row| -> Result<bool> {
            all.push(row);
            Ok(true)
        })?;
        Ok(all)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        let ended = connection
            .prepare_cached("ROLLBACK")
            .map(|mut s| s.execute([]));
        // a connection that cannot end its transaction would keep others waiting: it is closed
        if matches!(ended, Ok(Ok(_))) {
            self.shared.idle().push(connection);
        }
    }
}

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Arg::Text(v) => ValueRef::Text(v.as_bytes()),
            Arg::OptText(v) => v.map_or(ValueRef::Null, |v| ValueRef::Text(v.as_bytes())),
            Arg::Int(v) => ValueRef::Integer(*v),
            Arg::OptInt(v) => v.map_or(ValueRef::Null, ValueRef::Integer),
            Arg::Bytes(v) => ValueRef::Blob(v),
            Arg::OptBytes(v) => v.map_or(ValueRef::Null, ValueRef::Blob),
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test stops at the first surprise
    use super::*;

    /// Somebody who would have to wait for very long is told so.
    #[tokio::test]
    async fn when_all_read_for_long_the_next_one_is_told_that_it_is_busy() {
        let file = std::env::temp_dir().join(format!("tiker-busy-{}.db", std::process::id()));
        Connection::open(&file).unwrap();
        let readers = Readers::new(&file);
        let mut all = Vec::new();
        for _ in 0..READERS {
            all.push(readers.begin().await.unwrap());
        }
        let refused = readers.begin().await.map(drop);
        assert!(matches!(refused, Err(StoreError::Busy)), "{refused:?}");
        all.pop();
        assert!(readers.begin().await.is_ok());
        std::fs::remove_file(file).unwrap();
    }
}
