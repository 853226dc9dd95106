//! A whole database read row by row, and put into an empty one of either kind. Rows come by primary key,
//! never in the order of writing: a copy tells no more of the order of casting than the tables do.
//! What has no worth later, or should not live on, is left out ([`LEFT_OUT`]).
//!
//! Never here: the file, its compression and its seal (the server's).

use crate::migrate;
use crate::schema::{Kind, Table};
use crate::{Arg, Backend, Result, Row, StoreError, Tx, args};
use civic::time::Now;

/// Tables that no backup holds, each with the reason.
pub const LEFT_OUT: [(&str, &str); 5] = [
    (
        "session",
        "whoever restores must not be signed in as somebody; people sign in again",
    ),
    ("sign_in_code", "a code lives a quarter of an hour"),
    ("journey", "a sign-in through a provider lives half an hour"),
    ("rate", "counts of attempts live a day"),
    (
        "draft",
        "what was typed and not sent lives a day, sealed for one browser",
    ),
];

/// Of jobs, those that are not done are kept, but for the mails with a sign-in code: they would go out long
/// after the code they carry. A done job holds nothing.
const JOBS_KEPT: &str = " WHERE state <> 'done' AND kind <> 'mail.code'";

/// Values of one statement at most, below what either database takes.
const VALUES: usize = 2_000;

/// A value of any column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// None.
    Null,
    /// Of a `TEXT` column.
    Text(String),
    /// Of a `BIGINT` column.
    Int(i64),
    /// Of a `BYTEA` column.
    Bytes(Vec<u8>),
}

/// The names of the migrations that a database has had, in order. Empty when it was never opened.
///
/// # Errors
/// What the database says.
pub async fn migrations(tx: &mut Tx) -> Result<Vec<String>> {
    migrate::applied(tx).await
}

/// The tables that a backup holds at this level, in the order in which they are written.
///
/// # Errors
/// [`StoreError::Newer`] when this program does not know a migration.
pub fn tables(migrations: &[String]) -> Result<Vec<Table>> {
    let mut tables = migrate::schema(migrations)?;
    tables.retain(|t| LEFT_OUT.iter().all(|(name, _)| *name != t.name));
    Ok(tables)
}

fn kept(table: &Table) -> &'static str {
    if table.name == "job" { JOBS_KEPT } else { "" }
}

/// How many rows of a table a backup holds.
///
/// # Errors
/// What the database says.
pub async fn count(tx: &mut Tx, table: &Table) -> Result<i64> {
    let pieces = ["SELECT COUNT(*) FROM ", table.name, kept(table)];
    let rows = tx.all_of(&pieces, args![]).await?;
    rows.first().map_or(Ok(0), |row| row.get(0))
}

/// Gives each row of a table, by primary key, one at a time.
///
/// # Errors
/// What the database says, or what `take` says.
pub async fn rows<E: From<StoreError>>(
    tx: &mut Tx,
    table: &Table,
    mut take: impl FnMut(Vec<Value>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut pieces = vec!["SELECT "];
    pieces.extend(listed(table.columns.iter().map(|c| c.name)));
    pieces.extend([" FROM ", table.name, kept(table), " ORDER BY "]);
    pieces.extend(listed(table.key.iter().copied()));
    tx.each(&pieces, |row| take(values(&row, table)?)).await
}

fn listed(names: impl Iterator<Item = &'static str>) -> impl Iterator<Item = &'static str> {
    names.enumerate().flat_map(|(i, name)| {
        let comma = if i == 0 { "" } else { ", " };
        [comma, name]
    })
}

fn values(row: &Row, table: &Table) -> Result<Vec<Value>> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(i, column)| {
            Ok(match column.kind {
                Kind::Text => row.get::<Option<String>>(i)?.map(Value::Text),
                Kind::Int => row.get::<Option<i64>>(i)?.map(Value::Int),
                Kind::Bytes => row.get::<Option<Vec<u8>>>(i)?.map(Value::Bytes),
            }
            .unwrap_or(Value::Null))
        })
        .collect()
}

/// Whether a database holds no table yet.
///
/// # Errors
/// What the database says.
pub async fn is_empty(tx: &mut Tx) -> Result<bool> {
    let sql = match tx.backend() {
        Backend::Sqlite => "SELECT 1 AS one FROM sqlite_master LIMIT 1",
        Backend::Postgres => {
            "SELECT 1 AS one FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"
        }
    };
    Ok(tx.first(sql, args![]).await?.is_none())
}

/// Makes the tables as they were after these migrations, ready for rows in any order.
///
/// # Errors
/// [`StoreError::Newer`] when this program does not know a migration, or what the database says.
pub async fn begin(tx: &mut Tx, migrations: &[String]) -> Result<Vec<Table>> {
    let tables = tables(migrations)?;
    migrate::up_to(tx, migrations).await?;
    // a row may name one that comes later (a comment its parent): names are looked up at the end
    match tx.backend() {
        Backend::Sqlite => tx.script("PRAGMA defer_foreign_keys = ON".to_owned()),
        Backend::Postgres => tx.script(constraints("DEFERRABLE INITIALLY DEFERRED")),
    }
    .await?;
    Ok(tables)
}

/// Puts rows into a table.
///
/// # Errors
/// What the database says; [`StoreError::Corrupt`] when a row has another number of values.
pub async fn insert(tx: &mut Tx, table: &Table, rows: &[Vec<Value>]) -> Result<()> {
    let width = table.columns.len();
    if rows.iter().any(|row| row.len() != width) {
        return Err(StoreError::Corrupt {
            table: table.name,
            column: "*",
        });
    }
    for some in rows.chunks((VALUES / width).max(1)) {
        let names: String = listed(table.columns.iter().map(|c| c.name)).collect();
        let mut sql = format!("INSERT INTO {} ({names}) VALUES ", table.name);
        for n in 0..some.len() * width {
            sql.push_str(match (n, n % width) {
                (0, 0) => "(",
                (_, 0) => "), (",
                _ => ", ",
            });
            sql.push_str(&format!("${}", n + 1));
        }
        sql.push(')');
        let pairs = some.iter().flat_map(|row| row.iter().zip(&table.columns));
        let args: Vec<Arg<'_>> = pairs.map(|(value, c)| arg(value, c.kind)).collect();
        tx.run_built(&sql, &args).await?;
    }
    Ok(())
}

fn arg(value: &Value, kind: Kind) -> Arg<'_> {
    match (value, kind) {
        (Value::Text(v), _) => Arg::Text(v),
        (Value::Int(v), _) => Arg::Int(*v),
        (Value::Bytes(v), _) => Arg::Bytes(v),
        (Value::Null, Kind::Text) => Arg::OptText(None),
        (Value::Null, Kind::Int) => Arg::OptInt(None),
        (Value::Null, Kind::Bytes) => Arg::OptBytes(None),
    }
}

/// Looks that every row that is named is there, then brings the schema up to date. Gives the names of the
/// migrations that were missing.
///
/// # Errors
/// What the database says.
pub async fn end(tx: &mut Tx) -> Result<Vec<&'static str>> {
    match tx.backend() {
        Backend::Sqlite => {
            // said now and not at the end of the transaction, where the later migrations have their part
            let broken = tx.first("PRAGMA foreign_key_check", args![]).await?;
            if broken.is_some() {
                return Err(StoreError::Corrupt {
                    table: "*",
                    column: "*",
                });
            }
        }
        Backend::Postgres => {
            let names = format!(
                "SET CONSTRAINTS ALL IMMEDIATE;{}",
                constraints("NOT DEFERRABLE")
            );
            tx.script(names).await?;
        }
    }
    migrate::forward(tx).await
}

/// Makes every foreign key of the schema be looked at when `when` says.
fn constraints(when: &str) -> String {
    format!(
        "DO $$ DECLARE c RECORD; BEGIN
           FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
           LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I {when}', c.t, c.conname); END LOOP;
         END $$"
    )
}

/// A vote that has opened, as far as backups are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// When it opened, in microseconds UTC.
    pub opens_at: i64,
    /// When it closes or closed.
    pub closes_at: i64,
    /// Whether it is counted.
    pub counted: bool,
    /// Whether anybody voted.
    pub voted: bool,
}

/// The votes that have opened by this instant. Two backups made before and after a voice, while the vote is
/// open, tell whoever has the key who voted what; from the close on they hold the same rows.
///
/// # Errors
/// What the database says.
pub async fn votes(tx: &mut Tx, now: Now) -> Result<Vec<Vote>> {
    let sql = "SELECT f.opens_at, f.closes_at,
          CAST(CASE WHEN r.process_id IS NULL THEN 0 ELSE 1 END AS BIGINT),
          CAST(CASE WHEN EXISTS (SELECT 1 FROM voter_roll v WHERE v.process_id = p.id) THEN 1 ELSE 0 END AS BIGINT)
        FROM phase f JOIN process p ON p.id = f.process_id LEFT JOIN result r ON r.process_id = f.process_id
        WHERE f.kind = 'vote' AND p.published = 1 AND f.opens_at <= $1 ORDER BY f.opens_at";
    let rows = tx.all(sql, args![now]).await?;
    rows.iter()
        .map(|row| {
            Ok(Vote {
                opens_at: row.get(0)?,
                closes_at: row.get(1)?,
                counted: row.truth(2)?,
                voted: row.truth(3)?,
            })
        })
        .collect()
}
