//! The trustees of a sealed vote and the texts of their key ceremony. No secret is here: what is not public is sealed
//! to the trustee who reads it.

use crate::{Result, Row, Tx, args};
use civic::id::{AccountId, ProcessId};

/// A ceremony, begun or done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ceremony {
    /// The identifier that the election will have.
    pub uuid: String,
    /// How many trustees are enough.
    pub threshold: i64,
    /// The text of the trustees once their key is made, else empty.
    pub trustees: String,
    /// What the opening is rehearsed on, once the key is made.
    pub rehearsal: Rehearsal,
    /// How many voting rights the server is to make when the vote opens.
    pub spares: i64,
    /// Who makes them on a device of her own instead.
    pub registrar: Option<AccountId>,
}

/// A small vote that was sealed with the new key: texts of its election, its sum, the number of its voters, and what
/// must come out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rehearsal {
    /// The election.
    pub election: String,
    /// The sealed sum.
    pub sum: String,
    /// The numbers of the sum.
    pub size: String,
    /// The result.
    pub result: String,
    /// The seed that the sum was made from, 64 digits: everybody makes it again.
    pub seed: String,
}

/// A trustee, and what came from her device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trustee {
    /// Her number, from 1.
    pub position: i64,
    /// Her account.
    pub account: AccountId,
    /// Her name and office, public; empty when they are not published.
    pub title: String,
    /// Step one.
    pub certificate: String,
    /// Step two.
    pub dealing: String,
    /// Step three.
    pub published: String,
    /// The rehearsal, from her file.
    pub from_file: String,
    /// The rehearsal, from her paper.
    pub from_paper: String,
}

/// A text that comes from a trustee's device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// Step one.
    Certificate,
    /// Step two.
    Dealing,
    /// Step three.
    Published,
    /// The rehearsal, from her file.
    FromFile,
    /// The rehearsal, from her paper.
    FromPaper,
}

/// Begins a ceremony, in place of one that was begun before.
///
/// # Errors
/// What the database says.
pub async fn begin(
    tx: &mut Tx,
    process: &ProcessId,
    uuid: &str,
    threshold: i64,
    named: &[(AccountId, String)],
) -> Result<()> {
    tx.run("DELETE FROM trustee WHERE process_id = $1", args![process])
        .await?;
    tx.run("DELETE FROM ceremony WHERE process_id = $1", args![process])
        .await?;
    let sql = "INSERT INTO ceremony (process_id, uuid, threshold, trustees, rehearsal, rehearsal_sum, rehearsal_size, rehearsal_result)
        VALUES ($1, $2, $3, '', '', '', '', '')";
    tx.run(sql, args![process, uuid, threshold]).await?;
    let sql =
        "INSERT INTO trustee (process_id, position, account_id, title) VALUES ($1, $2, $3, $4)";
    for (position, (account, title)) in (1i64..).zip(named) {
        tx.run(sql, args![process, position, account, title])
            .await?;
    }
    Ok(())
}

/// The ceremony of a process.
///
/// # Errors
/// What the database says.
pub async fn ceremony(tx: &mut Tx, process: &ProcessId) -> Result<Option<Ceremony>> {
    let sql = "SELECT uuid, threshold, trustees, rehearsal, rehearsal_sum, rehearsal_size, rehearsal_result, spares, registrar_id, rehearsal_seed
        FROM ceremony WHERE process_id = $1";
    let row = tx.first(sql, args![process]).await?;
    row.map(|r| {
        Ok(Ceremony {
            uuid: r.get(0)?,
            threshold: r.get(1)?,
            trustees: r.get(2)?,
            rehearsal: Rehearsal {
                election: r.get(3)?,
                sum: r.get(4)?,
                size: r.get(5)?,
                result: r.get(6)?,
                seed: r.get(9)?,
            },
            spares: r.get(7)?,
            registrar: r.get::<Option<String>>(8)?.map(AccountId),
        })
    })
    .transpose()
}

/// Says how many voting rights the server is to make, and who makes them otherwise.
///
/// # Errors
/// What the database says.
pub async fn set_rights(
    tx: &mut Tx,
    process: &ProcessId,
    spares: i64,
    registrar: Option<&AccountId>,
) -> Result<()> {
    let sql = "UPDATE ceremony SET spares = $1, registrar_id = $2 WHERE process_id = $3";
    tx.run(sql, args![spares, registrar, process]).await?;
    Ok(())
}

/// What everybody may know of the trustees: how many are enough, and what is published of each, by number; nothing
/// before they are named.
///
/// # Errors
/// What the database says.
pub async fn public(tx: &mut Tx, process: &ProcessId) -> Result<Option<(i64, Vec<String>)>> {
    let sql = "SELECT threshold FROM ceremony WHERE process_id = $1";
    let Some(row) = tx.first(sql, args![process]).await? else {
        return Ok(None);
    };
    let sql = "SELECT title FROM trustee WHERE process_id = $1 ORDER BY position";
    let titles = tx.all(sql, args![process]).await?;
    let titles = titles.iter().map(|r| r.get(0)).collect::<Result<_>>()?;
    Ok(Some((row.get(0)?, titles)))
}

/// The trustees of a process, by number.
///
/// # Errors
/// What the database says.
pub async fn list(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Trustee>> {
    let sql =
        "SELECT position, account_id, certificate, dealing, published, from_file, from_paper, title
        FROM trustee WHERE process_id = $1 ORDER BY position";
    let rows = tx.all(sql, args![process]).await?;
    rows.iter().map(trustee).collect()
}

/// The votes without a result that an account is a trustee of, or the registrar (`true`): name in addresses, title.
///
/// # Errors
/// What the database says.
pub async fn of_account(tx: &mut Tx, account: &AccountId) -> Result<Vec<(String, String, bool)>> {
    let sql = "SELECT p.slug, p.title, 0 FROM trustee t JOIN process p ON p.id = t.process_id
          LEFT JOIN result r ON r.process_id = p.id WHERE t.account_id = $1 AND r.process_id IS NULL
        UNION ALL SELECT p.slug, p.title, 1 FROM ceremony c JOIN process p ON p.id = c.process_id
          LEFT JOIN election e ON e.process_id = p.id WHERE c.registrar_id = $1 AND e.process_id IS NULL
        ORDER BY 1, 3";
    let rows = tx.all(sql, args![account]).await?;
    rows.iter()
        .map(|r| Ok((r.get(0)?, r.get(1)?, r.truth(2)?)))
        .collect()
}

fn trustee(row: &Row) -> Result<Trustee> {
    Ok(Trustee {
        position: row.get(0)?,
        account: AccountId(row.get(1)?),
        certificate: row.get(2)?,
        dealing: row.get(3)?,
        published: row.get(4)?,
        from_file: row.get(5)?,
        from_paper: row.get(6)?,
        title: row.get(7)?,
    })
}

/// Keeps a text of a trustee; false when she gave one already.
///
/// # Errors
/// What the database says.
pub async fn give(
    tx: &mut Tx,
    process: &ProcessId,
    position: i64,
    text: Text,
    content: &str,
) -> Result<bool> {
    let sql = match text {
        Text::Certificate => {
            "UPDATE trustee SET certificate = $1 WHERE process_id = $2 AND position = $3 AND certificate = ''"
        }
        Text::Dealing => {
            "UPDATE trustee SET dealing = $1 WHERE process_id = $2 AND position = $3 AND dealing = ''"
        }
        Text::Published => {
            "UPDATE trustee SET published = $1 WHERE process_id = $2 AND position = $3 AND published = ''"
        }
        Text::FromFile => {
            "UPDATE trustee SET from_file = $1 WHERE process_id = $2 AND position = $3 AND from_file = ''"
        }
        Text::FromPaper => {
            "UPDATE trustee SET from_paper = $1 WHERE process_id = $2 AND position = $3 AND from_paper = ''"
        }
    };
    Ok(tx.run(sql, args![content, process, position]).await? == 1)
}

/// Keeps the key that was made, and what its opening is rehearsed on.
///
/// # Errors
/// What the database says.
pub async fn finish(
    tx: &mut Tx,
    process: &ProcessId,
    trustees: &str,
    rehearsal: &Rehearsal,
) -> Result<()> {
    let sql = "UPDATE ceremony SET trustees = $1, rehearsal = $2, rehearsal_sum = $3, rehearsal_size = $4, rehearsal_result = $5,
          rehearsal_seed = $6 WHERE process_id = $7";
    let values = args![
        trustees,
        &rehearsal.election,
        &rehearsal.sum,
        &rehearsal.size,
        &rehearsal.result,
        &rehearsal.seed,
        process
    ];
    tx.run(sql, values).await?;
    Ok(())
}
