//! Proposals: one row each, earlier texts kept, counters kept up to date beside them.

use crate::{Result, Row, Tx, account, args};
use civic::id::{AccountId, CategoryId, DistrictId, ProcessId, ProposalId};
use civic::money::Cents;
use civic::proposal::State;
use civic::time::{Now, Time};

/// A proposal as read.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// The process it belongs to.
    pub process: ProcessId,
    /// Its number in that process, from 1.
    pub number: i64,
    /// Who made it; `None` for an imported project.
    pub author: Option<AccountId>,
    /// The author's chosen name.
    pub author_name: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Category: id and name.
    pub category: Option<(CategoryId, String)>,
    /// District: id and name.
    pub district: Option<(DistrictId, String)>,
    /// Where it stands.
    pub state: State,
    /// What it would cost, as the town hall worked out.
    pub cost: Option<Cents>,
    /// The town hall's answer (Markdown), empty while there is none.
    pub answer: String,
    /// When it was answered.
    pub answered_at: Option<Time>,
    /// The id it had in an imported file.
    pub source_id: Option<String>,
    /// Supports, kept.
    pub supports: i64,
    /// Comments, kept.
    pub comments: i64,
    /// Version of its text, from 1.
    pub version: i64,
    /// When it was made.
    pub created_at: Time,
    /// When its text last changed.
    pub edited_at: Option<Time>,
}

pub(crate) const COLUMNS: &str = "SELECT p.id, p.process_id, p.number, p.author_id, a.name_sealed, p.title, p.body,
    p.category_id, c.name, p.district_id, d.name, p.state, p.cost, p.answer, p.answered_at, p.source_id,
    p.support_count, p.comment_count, p.version, p.created_at, p.edited_at";
pub(crate) const JOINS: &str = "
  LEFT JOIN account a ON a.id = p.author_id
  LEFT JOIN category c ON c.id = p.category_id
  LEFT JOIN district d ON d.id = p.district_id ";

pub(crate) fn read(tx: &Tx, row: &Row) -> Result<Proposal> {
    let pair = |id: Option<String>, name: Option<String>| id.zip(name);
    Ok(Proposal {
        id: ProposalId(row.get(0)?),
        process: ProcessId(row.get(1)?),
        number: row.get(2)?,
        author: row.get::<Option<String>>(3)?.map(AccountId),
        author_name: account::open_name(tx, row.get::<Option<&[u8]>>(4)?)?,
        title: row.get(5)?,
        body: row.get(6)?,
        category: pair(row.get(7)?, row.get(8)?).map(|(i, n)| (CategoryId(i), n)),
        district: pair(row.get(9)?, row.get(10)?).map(|(i, n)| (DistrictId(i), n)),
        state: row.parse(11, State::parse, "proposal", "state")?,
        cost: row.get::<Option<i64>>(12)?.map(Cents),
        answer: row.get(13)?,
        answered_at: row.get::<Option<i64>>(14)?.map(Time),
        source_id: row.get(15)?,
        supports: row.get(16)?,
        comments: row.get(17)?,
        version: row.get(18)?,
        created_at: Time(row.get(19)?),
        edited_at: row.get::<Option<i64>>(20)?.map(Time),
    })
}

/// What a new proposal holds.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Its id.
    pub id: &'a ProposalId,
    /// The process.
    pub process: &'a ProcessId,
    /// Who makes it; `None` for an import.
    pub author: Option<&'a AccountId>,
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub body: &'a str,
    /// Its category.
    pub category: Option<&'a CategoryId>,
    /// Its district.
    pub district: Option<&'a DistrictId>,
    /// The id it had in an imported file.
    pub source_id: Option<&'a str>,
}

/// Writes a new proposal, numbers it and counts it; gives its number.
///
/// # Errors
/// What the database says.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: Now) -> Result<i64> {
    let sql = "UPDATE process SET last_number = last_number + 1, proposal_count = proposal_count + 1 WHERE id = $1 RETURNING last_number";
    let number: i64 = tx
        .first(sql, args![new.process])
        .await?
        .map_or(Ok(1), |r| r.get(0))?;
    let sql = "INSERT INTO proposal (id, process_id, number, author_id, title, body, category_id, district_id, state, source_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'submitted', $9, $10)";
    tx.run(
        sql,
        args![
            new.id,
            new.process,
            number,
            new.author,
            new.title,
            new.body,
            new.category,
            new.district,
            new.source_id,
            now
        ],
    )
    .await?;
    Ok(number)
}

/// The same proposal by the same author, sent since an instant and not answered yet: a form sent twice.
///
/// # Errors
/// What the database says.
pub async fn twin(
    tx: &mut Tx,
    process: &ProcessId,
    author: &AccountId,
    title: &str,
    body: &str,
    since: Time,
) -> Result<Option<ProposalId>> {
    let sql = "SELECT id FROM proposal WHERE author_id = $1 AND process_id = $2 AND title = $3 AND body = $4
        AND state = 'submitted' AND created_at > $5";
    let row = tx
        .first(sql, args![author, process, title, body, since])
        .await?;
    row.map(|r| r.get::<String>(0).map(ProposalId)).transpose()
}

/// A proposal by id.
///
/// # Errors
/// What the database says.
pub async fn get(tx: &mut Tx, id: &ProposalId) -> Result<Option<Proposal>> {
    let row = tx
        .all_of(
            &[COLUMNS, " FROM proposal p ", JOINS, "WHERE p.id = $1"],
            args![id],
        )
        .await?
        .pop();
    row.map(|r| read(tx, &r)).transpose()
}

/// Replaces the text, keeping the earlier one; false when someone else replaced it or answered it before.
///
/// # Errors
/// What the database says.
pub async fn edit(
    tx: &mut Tx,
    old: &Proposal,
    title: &str,
    body: &str,
    category: Option<&CategoryId>,
    district: Option<&DistrictId>,
    now: Now,
) -> Result<bool> {
    let sql = "UPDATE proposal SET title = $3, body = $4, category_id = $5, district_id = $6, version = version + 1, edited_at = $7
        WHERE id = $1 AND version = $2 AND state = $8";
    let state = old.state.as_str();
    let args = args![
        &old.id,
        old.version,
        title,
        body,
        category,
        district,
        now,
        state
    ];
    if tx.run(sql, args).await? == 0 {
        return Ok(false);
    }
    let sql = "INSERT INTO proposal_version (proposal_id, version, title, body, replaced_at) VALUES ($1, $2, $3, $4, $5)";
    tx.run(sql, args![&old.id, old.version, &old.title, &old.body, now])
        .await?;
    Ok(true)
}

/// Moves a proposal to a state; false when its state or its text is no longer that of `from`.
///
/// # Errors
/// What the database says.
pub async fn set_state(tx: &mut Tx, from: &Proposal, to: State) -> Result<bool> {
    let sql = "UPDATE proposal SET state = $3 WHERE id = $1 AND state = $2 AND version = $4";
    let id = &from.id;
    let args = args![id, from.state.as_str(), to.as_str(), from.version];
    let moved = tx.run(sql, args).await? == 1;
    if moved && to == State::Withdrawn {
        let sql = "UPDATE process SET proposal_count = proposal_count - 1 WHERE id = (SELECT process_id FROM proposal WHERE id = $1)";
        tx.run(sql, args![id]).await?;
    }
    Ok(moved)
}

/// Writes the town hall's answer and cost.
///
/// # Errors
/// What the database says.
pub async fn answer(
    tx: &mut Tx,
    id: &ProposalId,
    answer: &str,
    cost: Option<Cents>,
    now: Now,
) -> Result<()> {
    let sql = "UPDATE proposal SET answer = $2, cost = $3, answered_at = $4 WHERE id = $1";
    tx.run(sql, args![id, answer, cost.map(|c| c.0), now])
        .await?;
    Ok(())
}

/// What is on the ballot: admitted or decided proposals with a cost, by number.
///
/// # Errors
/// What the database says.
pub async fn on_ballot(tx: &mut Tx, process: &ProcessId) -> Result<Vec<Proposal>> {
    let filter = "WHERE p.process_id = $1 AND p.state IN ('admitted', 'selected', 'not_selected') AND p.cost IS NOT NULL ORDER BY p.number";
    let rows = tx
        .all_of(
            &[COLUMNS, " FROM proposal p ", JOINS, filter],
            args![process],
        )
        .await?;
    rows.iter().map(|r| read(tx, r)).collect()
}

/// How many projects are on the ballot of each process whose vote is open.
///
/// # Errors
/// What the database says.
pub async fn ballot_sizes(tx: &mut Tx, now: Now) -> Result<Vec<(ProcessId, i64)>> {
    let sql =
        "SELECT p.process_id, COUNT(*) FROM proposal p JOIN phase f ON f.process_id = p.process_id
        WHERE f.kind = 'vote' AND f.opens_at <= $1 AND f.closes_at > $1
          AND p.state IN ('admitted', 'selected', 'not_selected') AND p.cost IS NOT NULL
        GROUP BY p.process_id";
    let rows = tx.all(sql, args![now]).await?;
    rows.iter()
        .map(|r| Ok((ProcessId(r.get(0)?), r.get(1)?)))
        .collect()
}

/// The proposals of an author in one process.
///
/// # Errors
/// What the database says.
pub async fn ids_by_author(tx: &mut Tx, author: &AccountId, slug: &str) -> Result<Vec<ProposalId>> {
    let sql = "SELECT p.id FROM proposal p JOIN process c ON c.id = p.process_id WHERE p.author_id = $1 AND c.slug = $2 ORDER BY p.id";
    let rows = tx.all(sql, args![author, slug]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(ProposalId))
        .collect()
}

/// The proposals of an author, newest first.
///
/// # Errors
/// What the database says.
pub async fn by_author(tx: &mut Tx, author: &AccountId) -> Result<Vec<Proposal>> {
    let filter = "WHERE p.author_id = $1 ORDER BY p.created_at DESC, p.id DESC LIMIT 200";
    let rows = tx
        .all_of(
            &[COLUMNS, " FROM proposal p ", JOINS, filter],
            args![author],
        )
        .await?;
    rows.iter().map(|r| read(tx, r)).collect()
}
