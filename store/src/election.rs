//! Sealed votes: the election, its public urn (the archive's events in order) and its voting rights.
//! **Invariant**: nothing here takes an account; everything here is public, or becomes so with the archive.

use crate::{Result, Row, Tx, args};
use civic::id::ProcessId;
use civic::time::{Now, Time};

/// An election that is open, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election {
    /// Its exact text (Belenios, protocol 1).
    pub definition: String,
    /// The exact text of its trustees.
    pub trustees: String,
    /// The hash of the public list of rights: 64 digits.
    pub list_hash: String,
    /// Where its archive ends.
    pub head: Head,
}

/// Where an archive ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The one time of all records, in seconds since 1970.
    pub began_at: i64,
    /// Number of events.
    pub events: i64,
    /// Hash of the last event: 64 digits.
    pub hash: String,
    /// Bytes so far.
    pub size: i64,
}

/// An event to append.
#[derive(Clone, Debug)]
pub struct NewEvent<'a> {
    /// Its kind, as the archive names it.
    pub kind: &'a str,
    /// The hash of what it names: 64 digits, empty for none.
    pub payload: &'a str,
    /// The archive's bytes of it and of the records before it.
    pub bytes: &'a [u8],
}

/// An event as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number, from 0.
    pub height: i64,
    /// Its kind.
    pub kind: String,
    /// The hash of what it names.
    pub payload: String,
    /// Its own hash.
    pub hash: String,
}

/// What a voting right has cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastBallot {
    /// The event of its last ballot, 0 for none.
    pub event: i64,
    /// The tag that it brought.
    pub tag: String,
    /// How many ballots it has cast.
    pub ballots: i64,
}

/// Opens an election; false when there is one already.
///
/// # Errors
/// What the database says.
pub async fn open(tx: &mut Tx, process: &ProcessId, election: &Election) -> Result<bool> {
    let sql =
        "INSERT INTO election (process_id, definition, trustees, began_at, events, head, size, list_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    let head = &election.head;
    let values = args![
        process,
        &election.definition,
        &election.trustees,
        head.began_at,
        head.events,
        &head.hash,
        head.size,
        &election.list_hash
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The election of a process. Read for appending (`appending`), nobody else appends until the transaction ends.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, process: &ProcessId, appending: bool) -> Result<Option<Election>> {
    if appending && tx.backend() == crate::Backend::Postgres {
        let sql = "SELECT 1 AS one FROM election WHERE process_id = $1 FOR UPDATE";
        tx.first(sql, args![process]).await?;
    }
    let sql = "SELECT definition, trustees, began_at, events, head, size, list_hash FROM election WHERE process_id = $1";
    let row = tx.first(sql, args![process]).await?;
    row.map(|r| {
        Ok(Election {
            definition: r.get(0)?,
            trustees: r.get(1)?,
            head: Head {
                began_at: r.get(2)?,
                events: r.get(3)?,
                hash: r.get(4)?,
                size: r.get(5)?,
            },
            list_hash: r.get(6)?,
        })
    })
    .transpose()
}

/// Sealed votes whose dates say that they are open, with a key and without an urn yet.
///
/// # Errors
/// What the database says.
pub async fn to_open(tx: &mut Tx, now: Now) -> Result<Vec<ProcessId>> {
    let sql = "SELECT f.process_id FROM phase f JOIN process p ON p.id = f.process_id
        JOIN ceremony c ON c.process_id = f.process_id LEFT JOIN election e ON e.process_id = f.process_id
        WHERE f.kind = 'vote' AND f.opens_at <= $1 AND f.closes_at > $1 AND p.urn <> 'ordinary' AND c.trustees <> ''
          AND e.process_id IS NULL ORDER BY f.process_id";
    ids(tx, sql, now).await
}

/// Urns without a sum though their vote is over.
///
/// # Errors
/// What the database says.
pub async fn to_close(tx: &mut Tx, now: Now) -> Result<Vec<ProcessId>> {
    let sql = "SELECT f.process_id FROM phase f JOIN election e ON e.process_id = f.process_id
        JOIN urn_event u ON u.process_id = e.process_id AND u.height = e.events - 1
        WHERE f.kind = 'vote' AND f.closes_at <= $1 AND u.kind IN ('Setup', 'Ballot', 'EndBallots') ORDER BY f.process_id";
    ids(tx, sql, now).await
}

/// Urns that moved since their last signed head: their head, the kind of its event, and where and when they were signed.
///
/// # Errors
/// What the database says.
pub async fn to_sign(tx: &mut Tx) -> Result<Vec<(ProcessId, Head, String, Option<(i64, Time)>)>> {
    let sql = "SELECT e.process_id, e.began_at, e.events, e.head, e.size, s.events, s.at, u.kind FROM election e
        JOIN urn_event u ON u.process_id = e.process_id AND u.height = e.events - 1
        LEFT JOIN signed_head s ON s.process_id = e.process_id
          AND s.events = (SELECT MAX(events) FROM signed_head m WHERE m.process_id = e.process_id)
        WHERE s.events IS NULL OR s.events < e.events ORDER BY e.process_id";
    let rows = tx.all(sql, args![]).await?;
    let found = rows.iter().map(|r| {
        let head = Head {
            began_at: r.get(1)?,
            events: r.get(2)?,
            hash: r.get(3)?,
            size: r.get(4)?,
        };
        let signed: (Option<i64>, Option<i64>) = (r.get(5)?, r.get(6)?);
        let signed = signed.0.zip(signed.1.map(Time));
        Ok((ProcessId(r.get(0)?), head, r.get(7)?, signed))
    });
    found.collect()
}

async fn ids(tx: &mut Tx, sql: &'static str, now: Now) -> Result<Vec<ProcessId>> {
    let rows = tx.all(sql, args![now]).await?;
    rows.iter().map(|r| r.get(0).map(ProcessId)).collect()
}

/// Appends an event to the archive that ends at `old`, which then ends at `new`; false when it no longer ends
/// there.
///
/// # Errors
/// What the database says.
pub async fn append(
    tx: &mut Tx,
    process: &ProcessId,
    (old, new): (&Head, &Head),
    event: NewEvent<'_>,
) -> Result<bool> {
    let moved =
        "UPDATE election SET events = $1, head = $2, size = $3 WHERE process_id = $4 AND head = $5";
    let values = args![new.events, &new.hash, new.size, process, &old.hash];
    if tx.run(moved, values).await? != 1 {
        return Ok(false);
    }
    record(tx, process, new, event).await?;
    Ok(true)
}

/// Writes the row of the last event of a head.
///
/// # Errors
/// What the database says.
pub async fn record(
    tx: &mut Tx,
    process: &ProcessId,
    head: &Head,
    event: NewEvent<'_>,
) -> Result<()> {
    let sql = "INSERT INTO urn_event (process_id, height, kind, payload, hash, bytes) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = args![
        process,
        head.events - 1,
        event.kind,
        event.payload,
        &head.hash,
        event.bytes
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Adds the public voting rights of an election: `(hash of the public credential, weight)`.
///
/// # Errors
/// What the database says.
pub async fn add_rights(
    tx: &mut Tx,
    process: &ProcessId,
    rights: &[([u8; 32], i64)],
) -> Result<()> {
    let sql = "INSERT INTO voting_right (process_id, credential_hash, weight) VALUES ($1, $2, $3)";
    for (credential, weight) in rights {
        tx.run(sql, args![process, credential, *weight]).await?;
    }
    let number = i64::try_from(rights.len()).unwrap_or(i64::MAX);
    let sql = "UPDATE election SET rights = rights + $1 WHERE process_id = $2";
    tx.run(sql, args![number, process]).await?;
    Ok(())
}

/// What a credential has cast; nothing when it has no right here.
///
/// # Errors
/// What the database says.
pub async fn last_ballot(
    tx: &mut Tx,
    process: &ProcessId,
    credential: &[u8; 32],
) -> Result<Option<LastBallot>> {
    let sql = "SELECT last_ballot, tag, ballots FROM voting_right WHERE process_id = $1 AND credential_hash = $2";
    let row = tx.first(sql, args![process, credential]).await?;
    row.map(|r| {
        Ok(LastBallot {
            event: r.get(0)?,
            tag: r.get(1)?,
            ballots: r.get(2)?,
        })
    })
    .transpose()
}

/// Forgets the tags of an urn that is closed: no ballot is replaced any more.
///
/// # Errors
/// What the database says.
pub async fn forget_tags(tx: &mut Tx, process: &ProcessId) -> Result<()> {
    let sql = "UPDATE voting_right SET tag = '' WHERE process_id = $1";
    tx.run(sql, args![process]).await?;
    Ok(())
}

/// Notes the event of the last ballot of a credential, and the tag that it brought.
///
/// # Errors
/// What the database says.
pub async fn note_ballot(
    tx: &mut Tx,
    process: &ProcessId,
    credential: &[u8; 32],
    height: i64,
    tag: &str,
) -> Result<()> {
    let first = "UPDATE election SET voters = voters + 1 WHERE process_id = $1 AND EXISTS (SELECT 1 FROM voting_right
        WHERE process_id = $1 AND credential_hash = $2 AND last_ballot = 0)";
    tx.run(first, args![process, credential]).await?;
    let sql = "UPDATE voting_right SET last_ballot = $1, tag = $2, ballots = ballots + 1 WHERE process_id = $3 AND credential_hash = $4";
    tx.run(sql, args![height, tag, process, credential]).await?;
    Ok(())
}

/// How many voting rights there are, and how many have voted.
///
/// # Errors
/// What the database says.
pub async fn turnout(tx: &mut Tx, process: &ProcessId) -> Result<(i64, i64)> {
    let sql = "SELECT rights, voters FROM election WHERE process_id = $1";
    let row = tx.first(sql, args![process]).await?;
    row.map_or(Ok((0, 0)), |r| Ok((r.get(0)?, r.get(1)?)))
}

/// The event that names this hash, if there is one.
///
/// # Errors
/// What the database says.
pub async fn event_naming(
    tx: &mut Tx,
    process: &ProcessId,
    payload: &str,
) -> Result<Option<Event>> {
    let sql = "SELECT height, kind, payload, hash FROM urn_event WHERE process_id = $1 AND payload = $2 ORDER BY height LIMIT 1";
    let row = tx.first(sql, args![process, payload]).await?;
    row.as_ref().map(event).transpose()
}

/// The first ballot whose hash begins with these digits, if there is one.
///
/// # Errors
/// What the database says.
pub async fn ballot_beginning(
    tx: &mut Tx,
    process: &ProcessId,
    digits: &str,
) -> Result<Option<Event>> {
    // no digit comes after f
    let end = format!("{digits}g");
    let sql = "SELECT height, kind, payload, hash FROM urn_event
        WHERE process_id = $1 AND payload >= $2 AND payload < $3 AND kind = 'Ballot' ORDER BY height LIMIT 1";
    let row = tx.first(sql, args![process, digits, &end]).await?;
    row.as_ref().map(event).transpose()
}

/// Whether the ballot of an event is the last one of its right.
///
/// # Errors
/// What the database says.
pub async fn counts(tx: &mut Tx, process: &ProcessId, height: i64) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM voting_right WHERE process_id = $1 AND last_ballot = $2";
    Ok(tx.first(sql, args![process, height]).await?.is_some())
}

/// Which ballots of these heights are the last of their rights, from a height up to another.
///
/// # Errors
/// What the database says.
pub async fn last_among(
    tx: &mut Tx,
    process: &ProcessId,
    (from, to): (i64, i64),
) -> Result<Vec<i64>> {
    let sql = "SELECT last_ballot FROM voting_right WHERE process_id = $1 AND last_ballot >= $2 AND last_ballot <= $3";
    let rows = tx.all(sql, args![process, from, to]).await?;
    rows.iter().map(|r| r.get(0)).collect()
}

/// The events from a height on, at most so many, in order.
///
/// # Errors
/// What the database says.
pub async fn events(tx: &mut Tx, process: &ProcessId, from: i64, limit: i64) -> Result<Vec<Event>> {
    let sql = "SELECT height, kind, payload, hash FROM urn_event WHERE process_id = $1 AND height >= $2 ORDER BY height LIMIT $3";
    let rows = tx.all(sql, args![process, from, limit]).await?;
    rows.iter().map(event).collect()
}

/// The bytes of the events from a height on, at most so many, in order: the archive piece by piece.
///
/// # Errors
/// What the database says.
pub async fn bytes(
    tx: &mut Tx,
    process: &ProcessId,
    from: i64,
    limit: i64,
) -> Result<Vec<Vec<u8>>> {
    let sql = "SELECT bytes FROM urn_event WHERE process_id = $1 AND height >= $2 ORDER BY height LIMIT $3";
    let rows = tx.all(sql, args![process, from, limit]).await?;
    rows.iter().map(|r| r.get(0)).collect()
}

/// The last event of a kind: its height and bytes.
///
/// # Errors
/// What the database says.
pub async fn last_of(
    tx: &mut Tx,
    process: &ProcessId,
    kind: &str,
) -> Result<Option<(i64, Vec<u8>)>> {
    let sql = "SELECT height, bytes FROM urn_event WHERE process_id = $1 AND kind = $2 ORDER BY height DESC LIMIT 1";
    let row = tx.first(sql, args![process, kind]).await?;
    row.map(|r| Ok((r.get(0)?, r.get(1)?))).transpose()
}

/// The bytes of the ballots that count: of each credential that voted, the last one, with its weight.
///
/// # Errors
/// What the database says.
pub async fn counting(
    tx: &mut Tx,
    process: &ProcessId,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, i64, Vec<u8>)>> {
    let sql = "SELECT e.height, r.weight, e.bytes FROM voting_right r
        JOIN urn_event e ON e.process_id = r.process_id AND e.height = r.last_ballot
        WHERE r.process_id = $1 AND r.last_ballot > $2 ORDER BY r.last_ballot LIMIT $3";
    let rows = tx.all(sql, args![process, after, limit]).await?;
    rows.iter()
        .map(|r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .collect()
}

fn event(row: &Row) -> Result<Event> {
    Ok(Event {
        height: row.get(0)?,
        kind: row.get(1)?,
        payload: row.get(2)?,
        hash: row.get(3)?,
    })
}
