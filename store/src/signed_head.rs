//! Heads of a public urn that the server signed: where its archive ended at some instants.

use crate::{Result, Row, Tx, args};
use civic::id::ProcessId;
use civic::time::Time;

/// A signed head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    /// Events of the archive at that instant.
    pub events: i64,
    /// Hash of the last of them: 64 digits.
    pub hash: String,
    /// The instant.
    pub at: Time,
    /// The signature, hexadecimal.
    pub signature: String,
}

/// Keeps a head; once for each number of events.
///
/// # Errors
/// What the database says.
pub async fn keep(tx: &mut Tx, process: &ProcessId, head: &SignedHead) -> Result<()> {
    let sql = "INSERT INTO signed_head (process_id, events, hash, at, signature) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    let values = args![process, head.events, &head.hash, head.at, &head.signature];
    tx.run(sql, values).await?;
    Ok(())
}

/// The newest heads, newest first, at most so many.
///
/// # Errors
/// What the database says.
pub async fn newest(tx: &mut Tx, process: &ProcessId, limit: i64) -> Result<Vec<SignedHead>> {
    let sql = "SELECT events, hash, at, signature FROM signed_head WHERE process_id = $1 ORDER BY events DESC LIMIT $2";
    let rows = tx.all(sql, args![process, limit]).await?;
    rows.iter().map(head).collect()
}

/// The first head that holds the event of this height.
///
/// # Errors
/// What the database says.
pub async fn holding(tx: &mut Tx, process: &ProcessId, height: i64) -> Result<Option<SignedHead>> {
    let sql = "SELECT events, hash, at, signature FROM signed_head WHERE process_id = $1 AND events > $2 ORDER BY events LIMIT 1";
    let row = tx.first(sql, args![process, height]).await?;
    row.as_ref().map(head).transpose()
}

fn head(row: &Row) -> Result<SignedHead> {
    Ok(SignedHead {
        events: row.get(0)?,
        hash: row.get(1)?,
        at: Time(row.get(2)?),
        signature: row.get(3)?,
    })
}
