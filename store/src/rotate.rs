//! Changing the key: everything sealed is opened with the former key and sealed with the new one, all of it or nothing.
//! Look-up hashes cannot be made again, so both keys have the same look-up key ([`Vault::keeping`]). What is sealed where
//! is declared here; a test compares that with the tables' text, so that no sealed column is left behind.
//! **Never here**: a key, or where it is kept (the server's); an opened value in an error.

use crate::backup::Value;
use crate::{Arg, Backend, Kind, Row, StoreError, Tx, Vault, args, migrate};
use std::time::{Duration, Instant};

/// A table with sealed columns.
struct Sealed {
    table: &'static str,
    /// Its primary key.
    key: &'static [(&'static str, Kind)],
    /// Its sealed columns, each with the name that its values are authenticated with.
    columns: &'static [(&'static str, &'static str)],
    /// Gives the key, then the sealed columns.
    select: &'static str,
    /// Takes the same.
    update: &'static str,
}

/// Every sealed column of rows that stay.
const TABLES: &[Sealed] = &[
    Sealed {
        table: "account",
        key: &[("id", Kind::Text)],
        columns: &[
            ("email_sealed", "account.email"),
            ("name_sealed", "account.name"),
        ],
        select: "SELECT id, email_sealed, name_sealed FROM account
            WHERE email_sealed IS NOT NULL OR name_sealed IS NOT NULL ORDER BY id",
        update: "UPDATE account SET email_sealed = $2, name_sealed = $3 WHERE id = $1",
    },
    Sealed {
        table: "sign_in_code",
        key: &[("id", Kind::Text)],
        columns: &[("email_sealed", "sign_in_code.email")],
        select: "SELECT id, email_sealed FROM sign_in_code ORDER BY id",
        update: "UPDATE sign_in_code SET email_sealed = $2 WHERE id = $1",
    },
    Sealed {
        table: "draft",
        key: &[("browser_hash", Kind::Bytes), ("form", Kind::Text)],
        columns: &[("body_sealed", "draft.body")],
        select: "SELECT browser_hash, form, body_sealed FROM draft ORDER BY browser_hash, form",
        update: "UPDATE draft SET body_sealed = $3 WHERE browser_hash = $1 AND form = $2",
    },
    Sealed {
        table: "job",
        key: &[("id", Kind::Text)],
        columns: &[("payload_sealed", "job.payload")],
        // the one exception: a job that was given up because its payload opens with no key is read by nobody, and goes
        // within a week (`job::lease`, `job::sweep`)
        select: "SELECT id, payload_sealed FROM job
            WHERE state <> 'dead' OR COALESCE(last_error, '') <> 'unreadable' ORDER BY id",
        update: "UPDATE job SET payload_sealed = $2 WHERE id = $1",
    },
    Sealed {
        table: "spare_right",
        key: &[("process_id", Kind::Text), ("number", Kind::Int)],
        columns: &[("credential_sealed", "spare_right.credential")],
        select: "SELECT process_id, number, credential_sealed FROM spare_right ORDER BY process_id, number",
        update: "UPDATE spare_right SET credential_sealed = $3 WHERE process_id = $1 AND number = $2",
    },
    Sealed {
        table: "journey",
        key: &[("state_hash", Kind::Bytes)],
        columns: &[("sealed", "journey.sealed")],
        select: "SELECT state_hash, sealed FROM journey ORDER BY state_hash",
        update: "UPDATE journey SET sealed = $2 WHERE state_hash = $1",
    },
    Sealed {
        table: "passkey",
        key: &[("id", Kind::Text)],
        columns: &[
            ("name_sealed", "passkey.name"),
            ("key_sealed", "passkey.key"),
        ],
        select: "SELECT id, name_sealed, key_sealed FROM passkey ORDER BY id",
        update: "UPDATE passkey SET name_sealed = $2, key_sealed = $3 WHERE id = $1",
    },
];

/// Sealed columns of rows that go: a session's cookie is signed with a key of the former root.
const GONE: &[(&str, &str)] = &[("session", "id_token_sealed")];

/// How long others may take to be done.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// A value does not open with the former key.
    #[error("{table}.{column} of {row} was not sealed with the former key")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row.
        row: String,
    },
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Values sealed again.
    pub values: u64,
    /// Sessions ended.
    pub sessions: u64,
}

/// The tables that a rotation changes, but for the one that says which key is the database's.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let sealed = TABLES.iter().map(|t| t.table);
    sealed.chain(GONE.iter().map(|(table, _)| *table))
}

/// The names of the migrations that this database has not had: its tables are then not those declared here.
///
/// # Errors
/// [`StoreError::Newer`] when a newer program has changed it, or what the database says.
pub async fn missing_migrations(tx: &mut Tx) -> crate::Result<Vec<&'static str>> {
    migrate::missing(&migrate::applied(tx).await?)
}

/// Keeps everybody else away until the end of the transaction, in a database that was opened by [`crate::Db::alone`]. On
/// SQLite that has seen to it. On PostgreSQL whoever is connected is refused before anything is held; then all is held,
/// and it is looked again: who came before then is seen, who comes after cannot read which key is the right one until
/// that has changed.
///
/// # Errors
/// One that [is busy](StoreError::is_busy) when others are connected, or what the database says.
pub async fn hold(tx: &mut Tx) -> crate::Result<()> {
    if tx.backend() == Backend::Sqlite {
        return Ok(());
    }
    nobody_else(tx).await?;
    tx.script(hold_all()).await?;
    nobody_else(tx).await
}

fn hold_all() -> String {
    let mut tables: Vec<&str> = names().collect();
    tables.push("meta");
    format!(
        "SET LOCAL lock_timeout = '10s'; LOCK TABLE {} IN ACCESS EXCLUSIVE MODE",
        tables.join(", ")
    )
}

async fn nobody_else(tx: &mut Tx) -> crate::Result<()> {
    let sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND COALESCE(backend_type, 'client backend') = 'client backend'";
    let begun = Instant::now();
    loop {
        // within a transaction the server shows what it saw first
        let anew = "SELECT pg_stat_clear_snapshot()".to_owned();
        tx.script(anew).await?;
        let row = tx.first(sql, args![]).await?;
        let others: i64 = row.map_or(Ok(0), |r| r.get(0))?;
        if others == 0 {
            return Ok(());
        }
        // a connection that was closed a moment ago is still there for a while
        if begun.elapsed() >= PATIENCE {
            return Err(StoreError::Busy);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Seals everything again, and ends every session. Commits nothing; after an error the transaction must be dropped.
///
/// # Errors
/// [`Refusal::Unreadable`] at the first value that the old key does not open, or what the database says.
pub async fn reseal(
    tx: &mut Tx,
    old: &Vault,
    new: &Vault,
    nonce: &mut (dyn FnMut() -> [u8; 24] + Send),
) -> Result<Done, Refusal> {
    let sessions = tx.run("DELETE FROM session", args![]).await?;
    let mut values = 0;
    for table in TABLES {
        let mut rows = Vec::new();
        tx.each(&[table.select], |row| {
            rows.push(again(table, &row, [old, new], &mut *nonce)?);
            Ok::<(), Refusal>(())
        })
        .await?;
        for row in rows {
            let mut args: Vec<Arg<'_>> = row.key.iter().map(arg).collect();
            args.extend(row.sealed.iter().map(|s| Arg::OptBytes(s.as_deref())));
            if tx.run(table.update, &args).await? != 1 {
                return Err(Refusal::Store(StoreError::Corrupt {
                    table: table.table,
                    column: "*",
                }));
            }
            values += row.sealed.iter().flatten().count() as u64;
        }
    }
    Ok(Done { values, sessions })
}

/// A row as it is to be.
struct Again {
    key: Vec<Value>,
    sealed: Vec<Option<Vec<u8>>>,
}

fn again(
    table: &Sealed,
    row: &Row,
    [old, new]: [&Vault; 2],
    nonce: &mut (dyn FnMut() -> [u8; 24] + Send),
) -> Result<Again, Refusal> {
    let mut key = Vec::with_capacity(table.key.len());
    for (i, (_, kind)) in table.key.iter().enumerate() {
        key.push(match kind {
            Kind::Text => Value::Text(row.get(i)?),
            Kind::Int => Value::Int(row.get(i)?),
            Kind::Bytes => Value::Bytes(row.get(i)?),
        });
    }
    let mut sealed = Vec::with_capacity(table.columns.len());
    for (i, &(column, name)) in table.columns.iter().enumerate() {
        let kept: Option<Vec<u8>> = row.get(key.len() + i)?;
        let Some(kept) = kept else {
            sealed.push(None);
            continue;
        };
        let text = old.open(name, &kept).map_err(|_| Refusal::Unreadable {
            table: table.table,
            column,
            row: told(&key),
        })?;
        sealed.push(Some(new.seal(nonce(), name, &text)?));
    }
    Ok(Again { key, sealed })
}

fn arg(value: &Value) -> Arg<'_> {
    match value {
        Value::Text(v) => Arg::Text(v),
        Value::Int(v) => Arg::Int(*v),
        Value::Bytes(v) => Arg::Bytes(v),
        // no column of a primary key
        Value::Null => Arg::OptText(None),
    }
}

/// The key of a row, for whoever is to repair it.
fn told(key: &[Value]) -> String {
    let parts = key.iter().map(|value| match value {
        Value::Text(v) => v.clone(),
        Value::Int(v) => v.to_string(),
        Value::Bytes(v) => v.iter().map(|b| format!("{b:02x}")).collect(),
        Value::Null => String::new(),
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
