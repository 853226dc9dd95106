//! What goes when an account is closed, and accounts that nobody uses. **Never here**: who may close one, or what of her
//! contributions stays (`services::closing`).

use crate::{Result, Tx, args};
use civic::id::{AccountId, ProcessId, ProposalId};
use civic::proposal::ERASED;
use civic::time::{Now, Time};

/// Takes out of an account who its owner is: addresses, name, level. The keyed hashes of her addresses and of who she is stay
/// ([`forget`]).
///
/// # Errors
/// What the database says.
pub async fn strip(tx: &mut Tx, id: &AccountId, now: Now) -> Result<()> {
    let sql = "UPDATE account SET email_sealed = NULL, name_sealed = NULL, level = 'anonymous', closed_at = $2, told_at = NULL
        WHERE id = $1 OR merged_into = $1";
    tx.run(sql, args![id, now]).await?;
    Ok(())
}

/// Takes the keyed hashes of addresses, and of who she is, out of a closed account; false when it is open again.
///
/// # Errors
/// What the database says.
pub async fn forget(tx: &mut Tx, id: &AccountId) -> Result<bool> {
    let sql = "UPDATE account SET email_hash = NULL WHERE (id = $1 OR merged_into = $1) AND closed_at IS NOT NULL";
    let rows = tx.run(sql, args![id]).await?;
    let sql = "DELETE FROM civil WHERE account_id IN (SELECT id FROM account WHERE id = $1 AND closed_at IS NOT NULL)";
    tx.run(sql, args![id]).await?;
    Ok(rows > 0)
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
    tx.run("DELETE FROM letter WHERE account_id = $1", args![id])
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
    let sql = "UPDATE proposal SET title = $2, body = '', version = version + 1 WHERE id = $1 AND state = 'withdrawn'";
    tx.run(sql, args![id, ERASED]).await?;
    let sql = "DELETE FROM proposal_version WHERE proposal_id = $1";
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

/// Accounts closed before an instant whose addresses, or who she was, are still kept as hashes.
///
/// # Errors
/// What the database says.
pub async fn closed(tx: &mut Tx, before: Time) -> Result<Vec<AccountId>> {
    let sql = "SELECT id FROM account a WHERE closed_at < $1 AND merged_into IS NULL
        AND (email_hash IS NOT NULL OR EXISTS (SELECT 1 FROM civil c WHERE c.account_id = a.id)
            OR EXISTS (SELECT 1 FROM account o WHERE o.merged_into = a.id AND o.email_hash IS NOT NULL)) ORDER BY id";
    let rows = tx.all(sql, args![before]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}

/// Opens a closed account again for an address whose hash it still has, its own or one that led to it; true when it was closed.
///
/// # Errors
/// What the database says.
pub async fn reopen(tx: &mut Tx, id: &AccountId, email: &str, nonce: [u8; 24]) -> Result<bool> {
    let sealed = tx.vault().seal(nonce, crate::account::EMAIL, email)?;
    // the hash may have been forgotten a moment ago
    let hash = tx.vault().hash("email", email.as_bytes());
    if !is_closed(tx, id).await? {
        return Ok(false);
    }
    // of further addresses nothing readable is left: they open it no more, and this one becomes its own
    let sql = "UPDATE account SET email_hash = NULL WHERE merged_into = $1";
    tx.run(sql, args![id]).await?;
    let sql =
        "UPDATE account SET email_sealed = $1, email_hash = $3, level = 'mailbox', closed_at = NULL
        WHERE id = $2 AND closed_at IS NOT NULL";
    Ok(tx.run(sql, args![&sealed, id, &hash]).await? == 1)
}

async fn is_closed(tx: &mut Tx, id: &AccountId) -> Result<bool> {
    let sql = "SELECT 1 AS one FROM account WHERE id = $1 AND closed_at IS NOT NULL";
    Ok(tx.first(sql, args![id]).await?.is_some())
}

/// An account that was opened again without its address gets it back, now that its owner has read a mail there.
///
/// # Errors
/// What the database says.
pub async fn give_back(tx: &mut Tx, id: &AccountId, email: &str, nonce: [u8; 24]) -> Result<()> {
    let sealed = tx.vault().seal(nonce, crate::account::EMAIL, email)?;
    let hash = tx.vault().hash("email", email.as_bytes());
    let sql = "UPDATE account SET email_sealed = $1 WHERE id = $2 AND email_hash = $3 AND email_sealed IS NULL AND closed_at IS NULL";
    tx.run(sql, args![&sealed, id, &hash]).await?;
    Ok(())
}

/// Opens a closed account again for whoever was proven to be its owner; true when it was closed.
///
/// # Errors
/// What the database says.
pub async fn reopen_proven(tx: &mut Tx, id: &AccountId) -> Result<bool> {
    let sql = "UPDATE account SET level = 'identified', closed_at = NULL WHERE id = $1 AND closed_at IS NOT NULL";
    Ok(tx.run(sql, args![id]).await? == 1)
}

/// Notes the day on which an account is used, unless one since an instant was noted.
///
/// # Errors
/// What the database says.
pub async fn used(tx: &mut Tx, id: &AccountId, day: Time, since: Time) -> Result<()> {
    let sql = "UPDATE account SET used_at = $1, told_at = NULL
        WHERE id = $2 AND COALESCE(used_at, created_at) <= $3";
    tx.run(sql, args![day, id, since]).await?;
    Ok(())
}

/// Accounts without a role that were not used since an instant: those whose owners were told before another or cannot be, or those
/// who can and were not told yet. Some at a time.
///
/// # Errors
/// What the database says.
pub async fn unused(tx: &mut Tx, since: Time, told_before: Option<Time>) -> Result<Vec<AccountId>> {
    let rows = match told_before {
        Some(before) => {
            let sql = "SELECT id FROM account a WHERE origin <> 'import' AND merged_into IS NULL AND closed_at IS NULL AND COALESCE(used_at, created_at) < $1
                AND (told_at < $2 OR email_sealed IS NULL) AND NOT EXISTS (SELECT 1 FROM role r WHERE r.account_id = a.id) ORDER BY id LIMIT 200";
            tx.all(sql, args![since, before]).await?
        }
        None => {
            let sql = "SELECT id FROM account a WHERE origin <> 'import' AND merged_into IS NULL AND closed_at IS NULL AND COALESCE(used_at, created_at) < $1
                AND told_at IS NULL AND email_sealed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM role r WHERE r.account_id = a.id) ORDER BY id LIMIT 200";
            tx.all(sql, args![since]).await?
        }
    };
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}

/// Notes that the owner of an account is told that it will be closed; false when she was told already.
///
/// # Errors
/// What the database says.
pub async fn told(tx: &mut Tx, id: &AccountId, now: Now) -> Result<bool> {
    let sql = "UPDATE account SET told_at = $1 WHERE id = $2 AND told_at IS NULL";
    Ok(tx.run(sql, args![now, id]).await? == 1)
}

/// Notes that the owner of an account was not told after all: the mail did not go out.
///
/// # Errors
/// What the database says.
pub async fn not_told(tx: &mut Tx, id: &AccountId) -> Result<()> {
    let sql = "UPDATE account SET told_at = NULL WHERE id = $1";
    tx.run(sql, args![id]).await?;
    Ok(())
}

/// Holds an account until the end of the transaction, if it is unused since an instant still.
///
/// # Errors
/// What the database says.
pub async fn hold_unused(tx: &mut Tx, id: &AccountId, since: Time) -> Result<bool> {
    let sql =
        "UPDATE account SET told_at = told_at WHERE id = $1 AND COALESCE(used_at, created_at) < $2
        AND (told_at IS NOT NULL OR email_sealed IS NULL)";
    Ok(tx.run(sql, args![id, since]).await? == 1)
}
