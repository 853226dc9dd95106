//! The electoral roll: who is on it as keyed hashes, with the polling station, and whose account it is. **Never here**: a
//! name, a date, a place; and no function gives more than one voter.

use crate::civil::{key_hash, name_hash};
use crate::{Result, Tx, args};
use civic::civil::Civil;
use civic::elector::Kept;
use civic::id::AccountId;
use civic::permission::Level;
use civic::time::{Now, Time};
use std::sync::LazyLock;

/// How far a roll has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being read.
    Arriving,
    /// Read, waiting for a decision.
    Draft,
    /// In use.
    Current,
}

impl State {
    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            State::Arriving => "arriving",
            State::Draft => "draft",
            State::Current => "current",
        }
    }

    fn parse(text: &str) -> Option<State> {
        [State::Arriving, State::Draft, State::Current]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    /// Its id.
    pub id: String,
    /// How far it has come.
    pub state: State,
    /// What is to be said of it, as JSON: numbers and lines.
    pub report: String,
    /// How many vote here.
    pub voters: i64,
    /// When it was brought.
    pub made_at: Time,
    /// When it is deleted.
    pub ends_at: Option<Time>,
}

/// The rolls there are: one in use at most, and one being brought.
///
/// # Errors
/// What the database says.
pub async fn rolls(tx: &mut Tx) -> Result<Vec<Roll>> {
    let sql = "SELECT id, state, report, voters, made_at, ends_at FROM electoral_roll ORDER BY made_at, id";
    let rows = tx.all(sql, &[]).await?;
    let roll = |row: &crate::Row| {
        Ok(Roll {
            id: row.get(0)?,
            state: row.parse(1, State::parse, "electoral_roll", "state")?,
            report: row.get(2)?,
            voters: row.get(3)?,
            made_at: row.get(4).map(Time)?,
            ends_at: row.get::<Option<i64>>(5)?.map(Time),
        })
    };
    rows.iter().map(roll).collect()
}

/// Begins a roll.
///
/// # Errors
/// What the database says.
pub async fn begin(tx: &mut Tx, id: &str, now: Now) -> Result<()> {
    let sql = "INSERT INTO electoral_roll (id, state, made_at) VALUES ($1, 'arriving', $2)";
    tx.run(sql, args![id, now]).await?;
    Ok(())
}

/// Voters written by one statement.
const TOGETHER: usize = 200;

const ONE: &str = "INSERT INTO elector (roll_id, key_hash, name_hash, station, ambiguous) VALUES ($1, $2, $3, $4, $5)";

/// The statement for [`TOGETHER`] of them.
static MANY: LazyLock<String> = LazyLock::new(|| {
    let mut sql = ONE.to_owned();
    for row in 1..TOGETHER {
        let first = row * 5;
        let numbers: Vec<String> = (1..=5).map(|n| format!("${}", first + n)).collect();
        sql.push_str(&format!(", ({})", numbers.join(", ")));
    }
    sql
});

/// Adds voters to a roll that arrives.
///
/// # Errors
/// What the database says.
pub async fn add(tx: &mut Tx, roll: &str, voters: &[Kept]) -> Result<()> {
    for group in voters.chunks(TOGETHER) {
        let hashes: Vec<[[u8; 32]; 2]> = group
            .iter()
            .map(|one| [key_hash(tx, &one.key), name_hash(tx, &one.name_key)])
            .collect();
        let rows: Vec<_> = group
            .iter()
            .zip(&hashes)
            .map(|(one, [key, name])| args![roll, key, name, &one.station, one.ambiguous].to_vec())
            .collect();
        if group.len() == TOGETHER {
            tx.run(MANY.as_str(), &rows.concat()).await?;
        } else {
            for row in rows {
                tx.run(ONE, &row).await?;
            }
        }
    }
    Ok(())
}

/// The whole of a roll has arrived; false when it is not arriving.
///
/// # Errors
/// What the database says.
pub async fn arrived(tx: &mut Tx, roll: &str, voters: i64, report: &str) -> Result<bool> {
    let sql = "UPDATE electoral_roll SET state = 'draft', voters = $2, report = $3 WHERE id = $1 AND state = 'arriving'";
    Ok(tx.run(sql, args![roll, voters, report]).await? == 1)
}

/// Holds a roll as it is until the end of the transaction; false when it is not in this state any more.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, roll: &str, state: State) -> Result<bool> {
    let sql = "UPDATE electoral_roll SET state = state WHERE id = $1 AND state = $2";
    Ok(tx.run(sql, args![roll, state.as_str()]).await? == 1)
}

/// Takes a draft into use, until a date; false when there is none of this id.
///
/// # Errors
/// What the database says.
pub async fn adopt(tx: &mut Tx, roll: &str, ends_at: Time) -> Result<bool> {
    let sql = "UPDATE electoral_roll SET state = 'current', ends_at = $2 WHERE id = $1 AND state = 'draft'";
    Ok(tx.run(sql, args![roll, ends_at]).await? == 1)
}

/// Who is on a new roll as on the one before stays whose account she is.
///
/// # Errors
/// What the database says.
pub async fn carry_over(tx: &mut Tx, from: &str, to: &str) -> Result<()> {
    let sql = "SELECT key_hash, account_id, level_before FROM elector WHERE roll_id = $1 AND account_id IS NOT NULL";
    for row in tx.all(sql, args![from]).await? {
        let (key, account): (Vec<u8>, String) = (row.get(0)?, row.get(1)?);
        let before: Option<String> = row.get(2)?;
        let sql = "UPDATE elector SET account_id = $3, level_before = $4 WHERE roll_id = $1 AND key_hash = $2 AND ambiguous = 0";
        tx.run(sql, args![to, &key, &account, before.as_deref()])
            .await?;
    }
    Ok(())
}

/// Whoever was proven to be somebody on this roll is known as a voter from now on: by everything, or by names and date where
/// the birthplace was not known and they are one voter's only.
///
/// # Errors
/// What the database says.
pub async fn recognise(tx: &mut Tx, roll: &str) -> Result<()> {
    let sql = "UPDATE elector SET account_id = (SELECT c.account_id FROM civil c WHERE c.key_hash = elector.key_hash),
            level_before = (SELECT a.level FROM civil c JOIN account a ON a.id = c.account_id WHERE c.key_hash = elector.key_hash)
        WHERE roll_id = $1 AND ambiguous = 0 AND account_id IS NULL
        AND key_hash IN (SELECT c.key_hash FROM civil c JOIN account a ON a.id = c.account_id
            WHERE c.key_hash IS NOT NULL AND a.closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM elector o WHERE o.roll_id = $1 AND o.account_id = c.account_id))";
    tx.run(sql, args![roll]).await?;
    let sql = "UPDATE elector SET account_id = (SELECT c.account_id FROM civil c WHERE c.name_hash = elector.name_hash),
            level_before = (SELECT a.level FROM civil c JOIN account a ON a.id = c.account_id WHERE c.name_hash = elector.name_hash)
        WHERE roll_id = $1 AND ambiguous = 0 AND account_id IS NULL
        AND name_hash IN (SELECT c.name_hash FROM civil c JOIN account a ON a.id = c.account_id
            WHERE c.key_hash IS NULL AND a.closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM civil d WHERE d.name_hash = c.name_hash AND d.account_id <> c.account_id)
            AND NOT EXISTS (SELECT 1 FROM elector o WHERE o.roll_id = $1 AND o.account_id = c.account_id))
        AND NOT EXISTS (SELECT 1 FROM elector o WHERE o.roll_id = $1 AND o.name_hash = elector.name_hash AND o.key_hash <> elector.key_hash)";
    tx.run(sql, args![roll]).await?;
    let sql = "UPDATE account SET level = 'elector'
        WHERE level IN ('identified', 'resident') AND merged_into IS NULL AND id IN (SELECT account_id FROM elector WHERE roll_id = $1 AND account_id IS NOT NULL)
        AND closed_at IS NULL";
    tx.run(sql, args![roll]).await?;
    Ok(())
}

/// Removes a roll; whoever is not on the one that takes its place has the level that she had before.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, roll: &str, successor: Option<&str>) -> Result<()> {
    let sql = "UPDATE account SET level = (SELECT e.level_before FROM elector e WHERE e.roll_id = $1 AND e.account_id = account.id)
        WHERE level = 'elector'
        AND id IN (SELECT account_id FROM elector WHERE roll_id = $1 AND account_id IS NOT NULL AND level_before IS NOT NULL)
        AND id NOT IN (SELECT e.account_id FROM elector e WHERE e.roll_id = $2 AND e.account_id IS NOT NULL)";
    tx.run(sql, args![roll, successor.unwrap_or("")]).await?;
    tx.run("DELETE FROM elector WHERE roll_id = $1", args![roll])
        .await?;
    let sql = "DELETE FROM electoral_roll WHERE id = $1";
    tx.run(sql, args![roll]).await?;
    Ok(())
}

/// A voter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voter {
    /// What names her in the roll.
    pub key: Vec<u8>,
    /// Her polling station.
    pub station: String,
    /// Whether several lines of the roll are the same to us.
    pub ambiguous: bool,
    /// Whose account she is.
    pub account: Option<AccountId>,
}

/// The voters of a roll who may be this person: by everything, or without the birthplace where it is not known. Two at
/// most, since more say no more.
///
/// # Errors
/// What the database says.
pub async fn find(tx: &mut Tx, roll: &str, civil: &Civil) -> Result<Vec<Voter>> {
    let rows = if civil.place.is_empty() {
        let hash = name_hash(tx, &civil.name_key());
        let sql = "SELECT key_hash, station, ambiguous, account_id FROM elector
            WHERE roll_id = $1 AND name_hash = $2 ORDER BY key_hash LIMIT 2";
        tx.all(sql, args![roll, &hash]).await?
    } else {
        let hash = key_hash(tx, &civil.key());
        let sql = "SELECT key_hash, station, ambiguous, account_id FROM elector WHERE roll_id = $1 AND key_hash = $2";
        tx.all(sql, args![roll, &hash]).await?
    };
    let voter = |row: &crate::Row| {
        Ok(Voter {
            key: row.get(0)?,
            station: row.get(1)?,
            ambiguous: row.get::<i64>(2)? == 1,
            account: row.get::<Option<String>>(3)?.map(AccountId),
        })
    };
    rows.iter().map(voter).collect()
}

/// Notes whose account a voter is; false when she is somebody's already, or the account another voter's.
///
/// # Errors
/// What the database says.
pub async fn attach(
    tx: &mut Tx,
    roll: &str,
    key: &[u8],
    account: &AccountId,
    before: Level,
) -> Result<bool> {
    let sql = "UPDATE elector SET account_id = $3, level_before = $4
        WHERE roll_id = $1 AND key_hash = $2 AND account_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM elector o WHERE o.roll_id = $1 AND o.account_id = $3)";
    Ok(tx
        .run(sql, args![roll, key, account, before.as_str()])
        .await?
        == 1)
}

/// Which voter an account is, in a roll: her polling station.
///
/// # Errors
/// What the database says.
pub async fn station(tx: &mut Tx, roll: &str, account: &AccountId) -> Result<Option<String>> {
    let sql = "SELECT station FROM elector WHERE roll_id = $1 AND account_id = $2";
    let row = tx.first(sql, args![roll, account]).await?;
    row.map(|r| r.get(0)).transpose()
}

/// Undoes [`attach`]; false when the account is no voter.
///
/// # Errors
/// What the database says.
pub async fn detach(tx: &mut Tx, roll: &str, account: &AccountId) -> Result<bool> {
    let sql = "UPDATE account SET level = (SELECT e.level_before FROM elector e WHERE e.roll_id = $1 AND e.account_id = account.id)
        WHERE id = $2 AND level = 'elector'
        AND EXISTS (SELECT 1 FROM elector e WHERE e.roll_id = $1 AND e.account_id = account.id AND e.level_before IS NOT NULL)";
    tx.run(sql, args![roll, account]).await?;
    let sql = "UPDATE elector SET account_id = NULL, level_before = NULL WHERE roll_id = $1 AND account_id = $2";
    Ok(tx.run(sql, args![roll, account]).await? == 1)
}

/// Changes what the level of a voter was before she was one, from one to another.
///
/// # Errors
/// What the database says.
pub async fn change_before(tx: &mut Tx, account: &AccountId, from: Level, to: Level) -> Result<()> {
    let sql = "UPDATE elector SET level_before = $2 WHERE account_id = $1 AND level_before = $3";
    tx.run(sql, args![account, to.as_str(), from.as_str()])
        .await?;
    Ok(())
}
