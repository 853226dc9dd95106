//! The search index: tokens made by `civic::search`, kept by the database's own ordered index, so that
//! SQLite and PostgreSQL find the same proposals in the same order.

use crate::{Result, Tx, args};
use civic::id::ProcessId;
use std::collections::BTreeMap;

/// Replaces the tokens of a proposal.
///
/// # Errors
/// What the database says.
pub async fn index(
    tx: &mut Tx,
    process: &ProcessId,
    number: i64,
    tokens: &BTreeMap<String, i64>,
) -> Result<()> {
    remove(tx, process, number).await?;
    for (token, weight) in tokens {
        let sql =
            "INSERT INTO search_token (process_id, token, number, weight) VALUES ($1, $2, $3, $4)";
        tx.run(sql, args![process, token, number, *weight]).await?;
    }
    Ok(())
}

/// Takes a proposal out of the index.
///
/// # Errors
/// What the database says.
pub async fn remove(tx: &mut Tx, process: &ProcessId, number: i64) -> Result<()> {
    tx.run(
        "DELETE FROM search_token WHERE process_id = $1 AND number = $2",
        args![process, number],
    )
    .await?;
    Ok(())
}

/// Proposals that share words with a text being written, most shared weight first: `(number, score)`.
///
/// # Errors
/// What the database says.
pub async fn similar(
    tx: &mut Tx,
    process: &ProcessId,
    tokens: &[String],
    most: i64,
) -> Result<Vec<(i64, i64)>> {
    // up to eight tokens, padded by repetition so that one static statement serves
    let Some(first) = tokens.first() else {
        return Ok(Vec::new());
    };
    let token = |i: usize| tokens.get(i).unwrap_or(first).as_str();
    let sql = "SELECT number, CAST(SUM(weight) AS BIGINT) AS score FROM search_token
        WHERE process_id = $1 AND token IN ($2, $3, $4, $5, $6, $7, $8, $9)
        GROUP BY number HAVING COUNT(*) >= $10 ORDER BY score DESC, number DESC LIMIT $11";
    let enough = if tokens.len() > 2 { 2i64 } else { 1 };
    let rows = tx
        .all(
            sql,
            args![
                process,
                token(0),
                token(1),
                token(2),
                token(3),
                token(4),
                token(5),
                token(6),
                token(7),
                enough,
                most
            ],
        )
        .await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}
