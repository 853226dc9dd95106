//! The list of proposals: filters, orders and pages by key (never OFFSET), in one statement whatever
//! the length. The search order is weight of the words found, then newest, on both databases alike.

use crate::proposal::{COLUMNS, JOINS, Proposal, read};
use crate::{Arg, Result, Tx, args};
use civic::id::ProcessId;
use civic::proposal::State;

/// The order of a list. Each goes on strictly after a key, so pages neither skip nor repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Newest first; goes on below this number.
    Newest {
        /// Last number of the page before.
        after: Option<i64>,
    },
    /// Most supported first; goes on after this pair.
    Supported {
        /// Last (supports, number) of the page before.
        after: Option<(i64, i64)>,
    },
    /// By weight of the words searched; goes on after this pair.
    Relevance {
        /// Last (score, number) of the page before.
        after: Option<(i64, i64)>,
    },
}

/// What is asked of a list.
#[derive(Clone, Debug)]
pub struct Filter<'a> {
    /// The process.
    pub process: &'a ProcessId,
    /// Search tokens that must all be there (at most eight), the rarest first ([`crate::search::rarest_first`]).
    pub tokens: &'a [String],
    /// Only this category.
    pub category: Option<&'a str>,
    /// Only this district.
    pub district: Option<&'a str>,
    /// Only this state; without it all but the withdrawn ones.
    pub state: Option<State>,
    /// The order.
    pub order: Order,
    /// Rows wanted.
    pub limit: i64,
}

const BASE: &str = " WHERE p.process_id = $1
    AND (CAST($2 AS TEXT) IS NULL OR p.category_id = $2)
    AND (CAST($3 AS TEXT) IS NULL OR p.district_id = $3)
    AND (CASE WHEN CAST($4 AS TEXT) IS NULL THEN p.state <> 'withdrawn' ELSE p.state = $4 END) ";

/// The proposals in which all tokens are, `$6` first, so many of them (`$14`). Only the newest
/// [`crate::search::CANDIDATES`] that have the first are looked at: the cost does not grow with how common a
/// word is.
const HITS: &str =
    " (SELECT c.number, CAST(c.weight + COALESCE(SUM(t.weight), 0) AS BIGINT) AS score
        FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $6
              ORDER BY number DESC LIMIT 1000) c
        LEFT JOIN search_token t ON t.process_id = $1 AND t.number = c.number
              AND t.token IN ($7, $8, $9, $10, $11, $12, $13)
        GROUP BY c.number, c.weight HAVING COUNT(t.token) = $14 - 1) s
      JOIN proposal p ON p.process_id = $1 AND p.number = s.number ";

/// Eight tokens, padded, and how many they are.
fn push_tokens<'a>(list: &mut Vec<Arg<'a>>, tokens: &'a [String]) {
    crate::search::push_padded(list, tokens);
    list.push(i64::try_from(tokens.len().min(8)).unwrap_or(8).into());
}

/// A proposal with the weight of the words found (0 without a search).
#[derive(Clone, Debug)]
pub struct Found {
    /// The proposal.
    pub proposal: Proposal,
    /// Its score.
    pub score: i64,
}

/// A page of the list.
///
/// # Errors
/// What the database says.
pub async fn page(tx: &mut Tx, f: &Filter<'_>) -> Result<Vec<Found>> {
    let state = f.state.map(State::as_str);
    let mut list: Vec<Arg<'_>> = vec![
        f.process.into(),
        f.category.into(),
        f.district.into(),
        state.into(),
        f.limit.into(),
    ];
    if f.tokens.is_empty() {
        let (after, tail) = match f.order {
            Order::Supported { after } => {
                let (supports, number) = after.unwrap_or((i64::MAX, i64::MAX));
                list.push(supports.into());
                list.push(number.into());
                (
                    " AND (p.support_count < $6 OR (p.support_count = $6 AND p.number < $7)) ",
                    " ORDER BY p.support_count DESC, p.number DESC LIMIT $5",
                )
            }
            Order::Newest { after } => {
                list.push(after.unwrap_or(i64::MAX).into());
                (" AND p.number < $6 ", " ORDER BY p.number DESC LIMIT $5")
            }
            Order::Relevance { after } => {
                list.push(after.map_or(i64::MAX, |(_, number)| number).into());
                (" AND p.number < $6 ", " ORDER BY p.number DESC LIMIT $5")
            }
        };
        let rows = tx
            .all_of(
                &[
                    COLUMNS,
                    ", CAST(0 AS BIGINT) FROM proposal p ",
                    JOINS,
                    BASE,
                    after,
                    tail,
                ],
                &list,
            )
            .await?;
        return found(tx, &rows);
    }
    push_tokens(&mut list, f.tokens);
    let (after, tail) = match f.order {
        Order::Relevance { after } => {
            let (score, number) = after.unwrap_or((i64::MAX, i64::MAX));
            list.push(score.into());
            list.push(number.into());
            (
                " AND (s.score < $15 OR (s.score = $15 AND p.number < $16)) ",
                " ORDER BY s.score DESC, p.number DESC LIMIT $5",
            )
        }
        Order::Supported { after } => {
            let (supports, number) = after.unwrap_or((i64::MAX, i64::MAX));
            list.push(supports.into());
            list.push(number.into());
            (
                " AND (p.support_count < $15 OR (p.support_count = $15 AND p.number < $16)) ",
                " ORDER BY p.support_count DESC, p.number DESC LIMIT $5",
            )
        }
        Order::Newest { after } => {
            list.push(after.unwrap_or(i64::MAX).into());
            (" AND p.number < $15 ", " ORDER BY p.number DESC LIMIT $5")
        }
    };
    let search = ", s.score FROM ";
    let rows = tx
        .all_of(&[COLUMNS, search, HITS, JOINS, BASE, after, tail], &list)
        .await?;
    found(tx, &rows)
}

fn found(tx: &Tx, rows: &[crate::Row]) -> Result<Vec<Found>> {
    rows.iter()
        .map(|r| {
            Ok(Found {
                proposal: read(tx, r)?,
                score: r.get(21)?,
            })
        })
        .collect()
}

/// The proposals of a process with these numbers (at most 24), in no telling order.
///
/// # Errors
/// What the database says.
pub async fn by_numbers(
    tx: &mut Tx,
    process: &ProcessId,
    numbers: &[i64],
) -> Result<Vec<Proposal>> {
    let Some(first) = numbers.first().copied() else {
        return Ok(Vec::new());
    };
    let mut list: Vec<Arg<'_>> = vec![process.into()];
    for i in 0..24 {
        list.push(numbers.get(i).copied().unwrap_or(first).into());
    }
    let filter = "WHERE p.process_id = $1 AND p.state <> 'withdrawn' AND p.number IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
        $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";
    let rows = tx
        .all_of(&[COLUMNS, " FROM proposal p ", JOINS, filter], &list)
        .await?;
    rows.iter().map(|r| read(tx, r)).collect()
}

/// The highest number given in a process: what a random order permutes.
///
/// # Errors
/// What the database says.
pub async fn last_number(tx: &mut Tx, process: &ProcessId) -> Result<i64> {
    let row = tx
        .first(
            "SELECT last_number FROM process WHERE id = $1",
            args![process],
        )
        .await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// How many proposals a filter lets through, counted up to `most` (a list says "plus de 1 000").
///
/// # Errors
/// What the database says.
pub async fn count(tx: &mut Tx, f: &Filter<'_>, most: i64) -> Result<i64> {
    let state = f.state.map(State::as_str);
    let mut list: Vec<Arg<'_>> = vec![
        f.process.into(),
        f.category.into(),
        f.district.into(),
        state.into(),
        most.into(),
    ];
    let rows = if f.tokens.is_empty() {
        tx.all_of(
            &[
                "SELECT COUNT(*) FROM (SELECT 1 AS one FROM proposal p ",
                BASE,
                " LIMIT $5) x",
            ],
            &list,
        )
        .await?
    } else {
        push_tokens(&mut list, f.tokens);
        let search = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM ";
        tx.all_of(&[search, HITS, BASE, " LIMIT $5) x"], &list)
            .await?
    };
    rows.first().map_or(Ok(0), |r| r.get(0))
}
