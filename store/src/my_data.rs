//! What is kept of an account and has no other reader than its owner. **Never here**: a ballot, which is nobody's.

use crate::{Result, Tx, args};
use civic::id::{AccountId, ProposalId};
use civic::proposal::Stance;
use civic::time::Time;

/// When an account was made, and when it was last used.
///
/// # Errors
/// What the database says.
pub async fn since(tx: &mut Tx, id: &AccountId) -> Result<(Time, Time)> {
    let sql = "SELECT created_at, COALESCE(used_at, created_at) FROM account WHERE id = $1";
    match tx.first(sql, args![id]).await? {
        Some(row) => Ok((Time(row.get(0)?), Time(row.get(1)?))),
        None => Ok((Time(0), Time(0))),
    }
}

/// Titles of the votes in which an account has voted.
///
/// # Errors
/// What the database says.
pub async fn voted_in(tx: &mut Tx, id: &AccountId) -> Result<Vec<String>> {
    let sql = "SELECT p.title FROM voter_roll v JOIN process p ON p.id = v.process_id WHERE v.account_id = $1 ORDER BY p.id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter().map(|r| r.get(0)).collect()
}

/// Earlier texts of a proposal, oldest first.
///
/// # Errors
/// What the database says.
pub async fn versions(tx: &mut Tx, id: &ProposalId) -> Result<Vec<(String, String)>> {
    let sql = "SELECT title, body FROM proposal_version WHERE proposal_id = $1 ORDER BY version";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}

/// A comment, as its author gets it.
#[derive(Clone, Debug)]
pub struct MyComment {
    /// Under which proposal.
    pub proposal: ProposalId,
    /// Its title.
    pub title: String,
    /// Its position.
    pub stance: Stance,
    /// Its text.
    pub body: String,
    /// When it was written.
    pub created_at: Time,
}

/// The comments of an account that stand, oldest first.
///
/// # Errors
/// What the database says.
pub async fn comments(tx: &mut Tx, id: &AccountId) -> Result<Vec<MyComment>> {
    let sql = "SELECT c.proposal_id, c.stance, c.body, c.created_at, p.title FROM comment c
        JOIN proposal p ON p.id = c.proposal_id
        WHERE c.author_id = $1 AND c.withdrawn_at IS NULL ORDER BY c.id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| {
            Ok(MyComment {
                proposal: ProposalId(r.get(0)?),
                stance: r.parse(1, Stance::parse, "comment", "stance")?,
                body: r.get(2)?,
                created_at: Time(r.get(3)?),
                title: r.get(4)?,
            })
        })
        .collect()
}

/// Titles of the sealed votes in which an account was handed rights, and how many.
///
/// # Errors
/// What the database says.
pub async fn rights(tx: &mut Tx, id: &AccountId) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT p.title, g.times FROM right_given g JOIN process p ON p.id = g.process_id WHERE g.account_id = $1 ORDER BY p.id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}

/// The votes of which an account keeps a share of the key, or makes the codes: title of the vote, and how she is named there.
///
/// # Errors
/// What the database says.
pub async fn keys(tx: &mut Tx, id: &AccountId) -> Result<Vec<(String, String)>> {
    let sql = "SELECT p.title, t.title, p.id FROM trustee t JOIN process p ON p.id = t.process_id WHERE t.account_id = $1
        UNION ALL SELECT p.title, '', p.id FROM ceremony c JOIN process p ON p.id = c.process_id WHERE c.registrar_id = $1
        ORDER BY 3, 2";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}

/// A provider's identity that is tied to an account: which, since when, when last used.
///
/// # Errors
/// What the database says.
pub async fn identities(tx: &mut Tx, id: &AccountId) -> Result<Vec<(String, Time, Time)>> {
    let sql = "SELECT way, linked_at, used_at FROM identity WHERE account_id = $1 ORDER BY way";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| Ok((r.get(0)?, Time(r.get(1)?), Time(r.get(2)?))))
        .collect()
}

/// What an account supports, oldest first: id, title, since when.
///
/// # Errors
/// What the database says.
pub async fn supports(tx: &mut Tx, id: &AccountId) -> Result<Vec<(ProposalId, String, Time)>> {
    let sql =
        "SELECT p.id, p.title, s.created_at FROM support s JOIN proposal p ON p.id = s.proposal_id
        WHERE s.account_id = $1 ORDER BY s.created_at, p.id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| Ok((ProposalId(r.get(0)?), r.get(1)?, Time(r.get(2)?))))
        .collect()
}
