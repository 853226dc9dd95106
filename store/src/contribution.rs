//! Contributions: supports and comments, with the counters kept on the proposal.

use crate::{Result, Row, Tx, account, args};
use civic::id::{AccountId, CommentId, ProcessId, ProposalId};
use civic::proposal::Stance;
use civic::time::{Now, Time};

/// Adds a support; gives the count now. Supporting twice counts once.
///
/// # Errors
/// What the database says.
pub async fn support(
    tx: &mut Tx,
    proposal: &ProposalId,
    account: &AccountId,
    now: Now,
) -> Result<i64> {
    let sql = "INSERT INTO support (proposal_id, account_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let added = tx.run(sql, args![proposal, account, now]).await?;
    move_count(tx, proposal, i64::try_from(added).unwrap_or(0)).await
}

/// Takes a support back; gives the count now.
///
/// # Errors
/// What the database says.
pub async fn unsupport(tx: &mut Tx, proposal: &ProposalId, account: &AccountId) -> Result<i64> {
    let sql = "DELETE FROM support WHERE proposal_id = $1 AND account_id = $2";
    let removed = tx.run(sql, args![proposal, account]).await?;
    move_count(tx, proposal, -i64::try_from(removed).unwrap_or(0)).await
}

async fn move_count(tx: &mut Tx, proposal: &ProposalId, by: i64) -> Result<i64> {
    let sql = "UPDATE proposal SET support_count = support_count + $2 WHERE id = $1 RETURNING support_count";
    tx.first(sql, args![proposal, by])
        .await?
        .map_or(Ok(0), |r| r.get(0))
}

/// The proposals of a process that an account supports.
///
/// # Errors
/// What the database says.
pub async fn supported_in(
    tx: &mut Tx,
    process: &ProcessId,
    account: &AccountId,
) -> Result<Vec<ProposalId>> {
    let sql = "SELECT s.proposal_id FROM support s JOIN proposal p ON p.id = s.proposal_id
        WHERE s.account_id = $1 AND p.process_id = $2 ORDER BY s.proposal_id";
    tx.all(sql, args![account, process])
        .await?
        .iter()
        .map(|r| r.get::<String>(0).map(ProposalId))
        .collect()
}

/// The comments of an author in one process, withdrawn ones left out.
///
/// # Errors
/// What the database says.
pub async fn ids_by_author(tx: &mut Tx, author: &AccountId, slug: &str) -> Result<Vec<CommentId>> {
    let sql = "SELECT m.id FROM comment m JOIN proposal p ON p.id = m.proposal_id JOIN process c ON c.id = p.process_id
        WHERE m.author_id = $1 AND c.slug = $2 AND m.withdrawn_at IS NULL ORDER BY m.id";
    let rows = tx.all(sql, args![author, slug]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(CommentId))
        .collect()
}

/// The proposals an account supports, newest support first: `(id, title)`.
///
/// # Errors
/// What the database says.
pub async fn supported(tx: &mut Tx, account: &AccountId) -> Result<Vec<(ProposalId, String)>> {
    let sql = "SELECT p.id, p.title FROM support s JOIN proposal p ON p.id = s.proposal_id
        WHERE s.account_id = $1 ORDER BY s.created_at DESC, p.id LIMIT 200";
    tx.all(sql, args![account])
        .await?
        .iter()
        .map(|r| Ok((ProposalId(r.get(0)?), r.get(1)?)))
        .collect()
}

/// A comment as read.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: AccountId,
    /// The author's chosen name.
    pub author_name: Option<String>,
    /// Its position.
    pub stance: Stance,
    /// Its text; empty once withdrawn.
    pub body: String,
    /// When it was written.
    pub created_at: Time,
    /// Whether its author took it back.
    pub withdrawn: bool,
}

/// What a new comment holds.
#[derive(Clone, Copy, Debug)]
pub struct NewComment<'a> {
    /// Its id.
    pub id: &'a CommentId,
    /// The proposal.
    pub proposal: &'a ProposalId,
    /// The comment it answers.
    pub parent: Option<&'a CommentId>,
    /// Who writes.
    pub author: &'a AccountId,
    /// Its position.
    pub stance: Stance,
    /// Its text.
    pub body: &'a str,
}

/// Writes a comment and counts it.
///
/// # Errors
/// What the database says.
pub async fn comment(tx: &mut Tx, new: NewComment<'_>, now: Now) -> Result<()> {
    let sql = "INSERT INTO comment (id, proposal_id, parent_id, author_id, stance, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let stance = new.stance.as_str();
    tx.run(
        sql,
        args![
            new.id,
            new.proposal,
            new.parent,
            new.author,
            stance,
            new.body,
            now
        ],
    )
    .await?;
    tx.run(
        "UPDATE proposal SET comment_count = comment_count + 1 WHERE id = $1",
        args![new.proposal],
    )
    .await?;
    Ok(())
}

/// The same comment by the same author, sent since an instant: a form that was sent twice.
///
/// # Errors
/// What the database says.
pub async fn twin(tx: &mut Tx, new: NewComment<'_>, since: Time) -> Result<Option<CommentId>> {
    let sql = "SELECT id FROM comment WHERE author_id = $1 AND proposal_id = $2 AND COALESCE(parent_id, '') = $3
        AND stance = $4 AND body = $5 AND created_at > $6 AND withdrawn_at IS NULL";
    let parent = new.parent.map_or("", |p| p.as_str());
    let args = args![
        new.author,
        new.proposal,
        parent,
        new.stance.as_str(),
        new.body,
        since
    ];
    let row = tx.first(sql, args).await?;
    row.map(|r| r.get::<String>(0).map(CommentId)).transpose()
}

/// Withdraws a comment of this author: its text goes, its place in the thread stays.
///
/// # Errors
/// What the database says.
pub async fn withdraw(tx: &mut Tx, id: &CommentId, author: &AccountId, now: Now) -> Result<bool> {
    let sql = "UPDATE comment SET body = '', withdrawn_at = $3 WHERE id = $1 AND author_id = $2 AND withdrawn_at IS NULL RETURNING proposal_id";
    let Some(row) = tx.first(sql, args![id, author, now]).await? else {
        return Ok(false);
    };
    let proposal: String = row.get(0)?;
    tx.run(
        "UPDATE proposal SET comment_count = comment_count - 1 WHERE id = $1",
        args![&proposal],
    )
    .await?;
    Ok(true)
}

/// The proposal a comment belongs to.
///
/// # Errors
/// What the database says.
pub async fn proposal_of(tx: &mut Tx, id: &CommentId) -> Result<Option<ProposalId>> {
    let row = tx
        .first("SELECT proposal_id FROM comment WHERE id = $1", args![id])
        .await?;
    row.map(|r| r.get::<String>(0).map(ProposalId)).transpose()
}

/// The comments of a proposal, oldest first, from after the given place.
///
/// # Errors
/// What the database says.
pub async fn comments(
    tx: &mut Tx,
    proposal: &ProposalId,
    after: Option<&CommentId>,
    limit: i64,
) -> Result<Vec<Comment>> {
    // ids are time-ordered, so they are the key of the page
    let filter = "WHERE c.proposal_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3";
    let rows = tx
        .all_of(
            &[COLUMNS, filter],
            args![proposal, after.map_or("", |c| c.as_str()), limit],
        )
        .await?;
    rows.iter().map(|row| read(tx, row)).collect()
}

const COLUMNS: &str = "SELECT c.id, c.parent_id, c.author_id, a.name_sealed, c.stance, c.body, c.created_at, c.withdrawn_at, c.proposal_id
    FROM comment c JOIN account a ON a.id = c.author_id ";

fn read(tx: &Tx, row: &Row) -> Result<Comment> {
    Ok(Comment {
        id: CommentId(row.get(0)?),
        parent: row.get::<Option<String>>(1)?.map(CommentId),
        author: AccountId(row.get(2)?),
        author_name: account::open_name(tx, row.get::<Option<&[u8]>>(3)?)?,
        stance: row.parse(4, Stance::parse, "comment", "stance")?,
        body: row.get(5)?,
        created_at: Time(row.get(6)?),
        withdrawn: row.get::<Option<i64>>(7)?.is_some(),
    })
}

/// A comment with the proposal it belongs to.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, id: &CommentId) -> Result<Option<(Comment, ProposalId)>> {
    let row = tx
        .all_of(&[COLUMNS, "WHERE c.id = $1"], args![id])
        .await?
        .pop();
    row.map(|r| Ok((read(tx, &r)?, ProposalId(r.get(8)?))))
        .transpose()
}

/// The comment that stands `places` before another, if there are that many: where a page begins that
/// shows both.
///
/// # Errors
/// What the database says.
pub async fn before(
    tx: &mut Tx,
    proposal: &ProposalId,
    id: &CommentId,
    places: i64,
) -> Result<Option<CommentId>> {
    let sql = "SELECT id FROM comment WHERE proposal_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    let rows = tx.all(sql, args![proposal, id, places]).await?;
    if i64::try_from(rows.len()).unwrap_or(0) < places {
        return Ok(None);
    }
    rows.last().map(|r| r.get(0).map(CommentId)).transpose()
}

/// How many comments of a proposal take each position, without the withdrawn ones.
///
/// # Errors
/// What the database says.
pub async fn tallies(tx: &mut Tx, proposal: &ProposalId) -> Result<Vec<(Stance, i64)>> {
    let sql = "SELECT stance, COUNT(*) FROM comment WHERE proposal_id = $1 AND withdrawn_at IS NULL GROUP BY stance";
    tx.all(sql, args![proposal])
        .await?
        .iter()
        .map(|r| Ok((r.parse(0, Stance::parse, "comment", "stance")?, r.get(1)?)))
        .collect()
}

/// Whether an account supports a proposal.
///
/// # Errors
/// What the database says.
pub async fn supports(tx: &mut Tx, proposal: &ProposalId, account: &AccountId) -> Result<bool> {
    let sql = "SELECT 1 FROM support WHERE proposal_id = $1 AND account_id = $2";
    Ok(tx.first(sql, args![proposal, account]).await?.is_some())
}
