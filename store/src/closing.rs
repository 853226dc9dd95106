//! What goes when an account is closed, and accounts that nobody uses. **Never here**: who may close one, or what of her
//! contributions stays (`services::closing`).

use crate::{Result, Tx, args};
use civic::id::{AccountId, ProcessId, ProposalId};
use civic::time::{Now, Time};

/// Takes out of an account who its owner is: address, name, level. `hash` keeps the keyed hash of her address.
///
/// # Errors
/// What the database says.
pub async fn strip(tx: &mut Tx, id: &AccountId, now: Now, hash: bool) -> Result<()> {
    let sql = "UPDATE account SET email_sealed = NULL, name_sealed = NULL, level = 'anonymous', closed_at = $2, told_at = NULL
        WHERE id = $1";
    tx.run(sql, args![id, now]).await?;
    if !hash {
        forget_address(tx, id).await?;
    }
    Ok(())
}

/// Takes the keyed hash of an address out of an account.
///
/// # Errors
/// What the database says.
pub async fn forget_address(tx: &mut Tx, id: &AccountId) -> Result<()> {
    let sql = "UPDATE account SET email_hash = NULL WHERE id = $1 AND closed_at IS NOT NULL";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// Ends every way into an account, and what was entrusted to it.
///
/// # Errors
/// What the database says.
pub async fn cut_off(tx: &mut Tx, id: &AccountId) -> Result<()> {
    tx.run("DELETE FROM session WHERE account_id = $1", args![id])
        .await?;
    tx.run("DELETE FROM passkey WHERE account_id = $1", args![id])
        .await?;
    tx.run("DELETE FROM identity WHERE account_id = $1", args![id])
        .await?;
    tx.run("DELETE FROM enrolment WHERE account_id = $1", args![id])
        .await?;
    tx.run("DELETE FROM role WHERE account_id = $1", args![id])
        .await?;
    Ok(())
}

/// The comments of an account that stand, with their proposals.
///
/// # Errors
/// What the database says.
pub async fn comments(tx: &mut Tx, id: &AccountId) -> Result<Vec<civic::id::CommentId>> {
    let sql = "SELECT id FROM comment WHERE author_id = $1 AND withdrawn_at IS NULL ORDER BY id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(civic::id::CommentId))
        .collect()
}

/// The proposals of an account, with their processes.
///
/// # Errors
/// What the database says.
pub async fn proposals(tx: &mut Tx, id: &AccountId) -> Result<Vec<(ProposalId, ProcessId)>> {
    let sql = "SELECT id, process_id FROM proposal WHERE author_id = $1 ORDER BY id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| Ok((ProposalId(r.get(0)?), ProcessId(r.get(1)?))))
        .collect()
}

/// Takes the text out of a withdrawn proposal, and its earlier versions; its place and what others wrote stay.
///
/// # Errors
/// What the database says.
pub async fn erase_text(tx: &mut Tx, id: &ProposalId) -> Result<()> {
    let sql = "UPDATE proposal SET title = '…', body = '', version = version + 1 WHERE id = $1 AND state = 'withdrawn'";
    tx.run(sql, args![id]).await?;
    let sql = "DELETE FROM proposal_version WHERE proposal_id = $1";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// A proposal stands without an author.
///
/// # Errors
/// What the database says.
pub async fn orphan(tx: &mut Tx, id: &ProposalId) -> Result<()> {
    let sql = "UPDATE proposal SET author_id = NULL WHERE id = $1";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// The processes in which an account was handed a right to a sealed vote.
///
/// # Errors
/// What the database says.
pub async fn rights_in(tx: &mut Tx, id: &AccountId) -> Result<Vec<ProcessId>> {
    let sql = "SELECT process_id FROM right_given WHERE account_id = $1 ORDER BY process_id";
    let rows = tx.all(sql, args![id]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(ProcessId))
        .collect()
}

/// Closed accounts whose address is still kept as a hash.
///
/// # Errors
/// What the database says.
pub async fn closed(tx: &mut Tx) -> Result<Vec<AccountId>> {
    let sql =
        "SELECT id FROM account WHERE closed_at IS NOT NULL AND email_hash IS NOT NULL ORDER BY id";
    let rows = tx.all(sql, args![]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}

/// Opens a closed account again for the address whose hash it still has; true when it was closed.
///
/// # Errors
/// What the database says.
pub async fn reopen(tx: &mut Tx, id: &AccountId, email: &str, nonce: [u8; 24]) -> Result<bool> {
    let sealed = tx.vault().seal(nonce, crate::account::EMAIL, email)?;
    let sql = "UPDATE account SET email_sealed = $1, level = 'mailbox', closed_at = NULL WHERE id = $2 AND closed_at IS NOT NULL";
    Ok(tx.run(sql, args![&sealed, id]).await? == 1)
}

/// Notes that an account is used, unless that was noted since an instant.
///
/// # Errors
/// What the database says.
pub async fn used(tx: &mut Tx, id: &AccountId, now: Now, since: Time) -> Result<()> {
    let sql = "UPDATE account SET used_at = $1, told_at = NULL
        WHERE id = $2 AND COALESCE(used_at, created_at) <= $3";
    tx.run(sql, args![now, id, since]).await?;
    Ok(())
}

/// Accounts with an address and without a role that were not used since an instant: those whose owners were told before
/// another, or those who were not told yet. Some at a time.
///
/// # Errors
/// What the database says.
pub async fn unused(tx: &mut Tx, since: Time, told_before: Option<Time>) -> Result<Vec<AccountId>> {
    let rows = match told_before {
        Some(before) => {
            let sql = "SELECT id FROM account a WHERE origin = 'email' AND closed_at IS NULL AND COALESCE(used_at, created_at) < $1
                AND told_at < $2 AND NOT EXISTS (SELECT 1 FROM role r WHERE r.account_id = a.id) ORDER BY id LIMIT 200";
            tx.all(sql, args![since, before]).await?
        }
        None => {
            let sql = "SELECT id FROM account a WHERE origin = 'email' AND closed_at IS NULL AND COALESCE(used_at, created_at) < $1
                AND told_at IS NULL AND NOT EXISTS (SELECT 1 FROM role r WHERE r.account_id = a.id) ORDER BY id LIMIT 200";
            tx.all(sql, args![since]).await?
        }
    };
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}

/// Notes that the owner of an account was told that it will be closed.
///
/// # Errors
/// What the database says.
pub async fn told(tx: &mut Tx, id: &AccountId, now: Now) -> Result<()> {
    let sql = "UPDATE account SET told_at = $1 WHERE id = $2";
    tx.run(sql, args![now, id]).await?;
    Ok(())
}
