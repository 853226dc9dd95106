//! Values in and out of either database: [`Arg`] for parameters, [`Row`] for what comes back.

use crate::{Result, StoreError};
use rusqlite::types::Value;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Decode, Row as _, Type};

/// A parameter of a statement, borrowed.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Text, ids, enums.
    Text(&'a str),
    /// Text that may be absent.
    OptText(Option<&'a str>),
    /// Times, amounts, counts, truth values.
    Int(i64),
    /// A number that may be absent.
    OptInt(Option<i64>),
    /// Hashes and sealed values.
    Bytes(&'a [u8]),
    /// Bytes that may be absent.
    OptBytes(Option<&'a [u8]>),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(v: &'a str) -> Self {
        Arg::Text(v)
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(v: &'a String) -> Self {
        Arg::Text(v)
    }
}
impl<'a> From<Option<&'a str>> for Arg<'a> {
    fn from(v: Option<&'a str>) -> Self {
        Arg::OptText(v)
    }
}
impl From<i64> for Arg<'_> {
    fn from(v: i64) -> Self {
        Arg::Int(v)
    }
}
impl From<bool> for Arg<'_> {
    fn from(v: bool) -> Self {
        Arg::Int(i64::from(v))
    }
}
impl From<Option<i64>> for Arg<'_> {
    fn from(v: Option<i64>) -> Self {
        Arg::OptInt(v)
    }
}
impl<'a> From<&'a [u8]> for Arg<'a> {
    fn from(v: &'a [u8]) -> Self {
        Arg::Bytes(v)
    }
}
impl<'a> From<&'a Vec<u8>> for Arg<'a> {
    fn from(v: &'a Vec<u8>) -> Self {
        Arg::Bytes(v)
    }
}
impl<'a> From<&'a [u8; 32]> for Arg<'a> {
    fn from(v: &'a [u8; 32]) -> Self {
        Arg::Bytes(v)
    }
}
impl<'a> From<Option<&'a [u8]>> for Arg<'a> {
    fn from(v: Option<&'a [u8]>) -> Self {
        Arg::OptBytes(v)
    }
}
impl From<civic::time::Time> for Arg<'_> {
    fn from(v: civic::time::Time) -> Self {
        Arg::Int(v.0)
    }
}
impl From<civic::money::Cents> for Arg<'_> {
    fn from(v: civic::money::Cents) -> Self {
        Arg::Int(v.0)
    }
}
macro_rules! arg_from_id {
    ($($id:ident)*) => {$(
        impl<'a> From<&'a civic::id::$id> for Arg<'a> {
            fn from(v: &'a civic::id::$id) -> Self { Arg::Text(&v.0) }
        }
        impl<'a> From<Option<&'a civic::id::$id>> for Arg<'a> {
            fn from(v: Option<&'a civic::id::$id>) -> Self { Arg::OptText(v.map(|v| v.0.as_str())) }
        }
    )*};
}
arg_from_id! { AccountId ProcessId PhaseId ProposalId CommentId ProjectId MilestoneId DistrictId CategoryId }

/// Writes a parameter list: `args![id, now, &title]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Arg::from($value)),*] };
}

/// A row of either database.
#[derive(Debug)]
pub enum Row {
    /// From a reader of SQLite.
    Read(Vec<Value>),
    /// From the writer of SQLite.
    Written(SqliteRow),
    /// From PostgreSQL.
    Postgres(PgRow),
}

/// What a column can be read as.
pub trait Column<'r>:
    Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>
{
    /// From a value of SQLite; `None` when it is of another type.
    fn of(value: &'r Value) -> Option<Self>;
}

macro_rules! column {
    ($life:lifetime $($kind:ty: $variant:ident($v:ident) => $read:expr;)*) => {$(
        impl<$life> Column<$life> for $kind {
            fn of(value: &$life Value) -> Option<Self> {
                match value { Value::$variant($v) => Some($read), _ => None }
            }
        }
        impl<$life> Column<$life> for Option<$kind> {
            fn of(value: &$life Value) -> Option<Self> {
                match value { Value::Null => Some(None), Value::$variant($v) => Some(Some($read)), _ => None }
            }
        }
    )*};
}
column! { 'r
    i64: Integer(v) => *v;
    &'r str: Text(v) => v;
    String: Text(v) => v.clone();
    &'r [u8]: Blob(v) => v;
    Vec<u8>: Blob(v) => v.clone();
}

impl Row {
    /// The value of a column, by its place in the statement.
    ///
    /// # Errors
    /// When the column is missing or of another type.
    pub fn get<'r, T: Column<'r>>(&'r self, index: usize) -> Result<T> {
        Ok(match self {
            Row::Read(row) => {
                let read = row.get(index).and_then(T::of);
                read.ok_or(StoreError::Type { column: index })?
            }
            Row::Written(row) => row.try_get(index)?,
            Row::Postgres(row) => row.try_get(index)?,
        })
    }

    /// A truth value, kept as 0 or 1.
    ///
    /// # Errors
    /// As [`Row::get`].
    pub fn truth(&self, index: usize) -> Result<bool> {
        Ok(self.get::<i64>(index)? != 0)
    }

    /// A text column parsed into an enum.
    ///
    /// # Errors
    /// As [`Row::get`], and [`StoreError::Corrupt`] when `parse` does not know the value.
    pub fn parse<T>(
        &self,
        index: usize,
        parse: impl Fn(&str) -> Option<T>,
        table: &'static str,
        column: &'static str,
    ) -> Result<T> {
        parse(self.get::<&str>(index)?).ok_or(StoreError::Corrupt { table, column })
    }
}
