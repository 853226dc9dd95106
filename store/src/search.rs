//! The search index: tokens made by `civic::search`, kept by the database's own ordered index, so that
//! SQLite and PostgreSQL find the same proposals in the same order.

use crate::{Arg, Result, Tx, args};
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

/// Eight tokens for a statement; what is missing is one that no text has.
pub(crate) fn push_padded<'a>(args: &mut Vec<Arg<'a>>, tokens: &'a [String]) {
    args.extend((0..8).map(|i| Arg::from(tokens.get(i).map_or("", String::as_str))));
}

/// How many proposals that have a word are looked at, the newest ones (the statements have the number).
pub const CANDIDATES: i64 = 1_000;

/// The tokens, the rarest in a process first: where all must be there, it alone says how much is looked at.
/// One token is left as it is, without a question.
///
/// # Errors
/// What the database says.
pub async fn rarest_first(
    tx: &mut Tx,
    process: &ProcessId,
    mut tokens: Vec<String>,
) -> Result<Vec<String>> {
    tokens.truncate(8);
    if tokens.len() < 2 {
        return Ok(tokens);
    }
    // no more is counted than would be looked at
    let sql = "SELECT
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $2 LIMIT 1001) a),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $3 LIMIT 1001) b),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $4 LIMIT 1001) c),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $5 LIMIT 1001) d),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $6 LIMIT 1001) e),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $7 LIMIT 1001) f),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $8 LIMIT 1001) g),
        (SELECT COUNT(*) FROM (SELECT 1 FROM search_token WHERE process_id = $1 AND token = $9 LIMIT 1001) h)";
    let mut args: Vec<Arg<'_>> = vec![process.into()];
    push_padded(&mut args, &tokens);
    let Some(row) = tx.first(sql, &args).await? else {
        return Ok(tokens);
    };
    let mut counted = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.into_iter().enumerate() {
        counted.push((row.get::<i64>(at)?, token));
    }
    counted.sort();
    Ok(counted.into_iter().map(|(_, token)| token).collect())
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
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT number, CAST(SUM(weight) AS BIGINT) AS score FROM (
          SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $2 ORDER BY number DESC LIMIT 1000) a
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $3 ORDER BY number DESC LIMIT 1000) b
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $4 ORDER BY number DESC LIMIT 1000) c
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $5 ORDER BY number DESC LIMIT 1000) d
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $6 ORDER BY number DESC LIMIT 1000) e
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $7 ORDER BY number DESC LIMIT 1000) f
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $8 ORDER BY number DESC LIMIT 1000) g
          UNION ALL SELECT * FROM (SELECT number, weight FROM search_token WHERE process_id = $1 AND token = $9 ORDER BY number DESC LIMIT 1000) h
        ) found GROUP BY number HAVING COUNT(*) >= $10 ORDER BY score DESC, number DESC LIMIT $11";
    let enough = if tokens.len() > 2 { 2i64 } else { 1 };
    let mut args: Vec<Arg<'_>> = vec![process.into()];
    push_padded(&mut args, tokens);
    args.push(enough.into());
    args.push(most.into());
    let rows = tx.all(sql, &args).await?;
    rows.iter().map(|r| Ok((r.get(0)?, r.get(1)?))).collect()
}
