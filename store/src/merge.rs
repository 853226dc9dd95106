//! Putting an account into another one of the same person: what it has goes there, and its address leads there. **Never here**:
//! who may (`services::merging`), or anything of a vote: what was signed off stays where it is.

use crate::{Result, Tx, args};
use civic::id::{AccountId, ProposalId};
use civic::permission::Level;

/// What is supported from both accounts.
///
/// # Errors
/// What the database says.
pub async fn supported_twice(
    tx: &mut Tx,
    from: &AccountId,
    into: &AccountId,
) -> Result<Vec<ProposalId>> {
    let sql = "SELECT s.proposal_id FROM support s WHERE s.account_id = $1
        AND EXISTS (SELECT 1 FROM support o WHERE o.account_id = $2 AND o.proposal_id = s.proposal_id) ORDER BY s.proposal_id";
    let rows = tx.all(sql, args![from, into]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(ProposalId))
        .collect()
}

/// Contributions get another author. What is supported from both stays with the first.
///
/// # Errors
/// What the database says.
pub async fn contributions(tx: &mut Tx, from: &AccountId, into: &AccountId) -> Result<()> {
    for sql in [
        "UPDATE proposal SET author_id = $2 WHERE author_id = $1",
        "UPDATE comment SET author_id = $2 WHERE author_id = $1",
        "UPDATE support SET account_id = $2 WHERE account_id = $1
            AND proposal_id NOT IN (SELECT o.proposal_id FROM support o WHERE o.account_id = $2)",
    ] {
        tx.run(sql, args![from, into]).await?;
    }
    Ok(())
}

/// Ways in that a provider vouches for go over where there is none yet, and so does the line of the electoral roll; the rest of
/// what opened the account ends with it.
///
/// # Errors
/// What the database says.
pub async fn ways(tx: &mut Tx, from: &AccountId, into: &AccountId) -> Result<()> {
    for sql in [
        "UPDATE identity SET account_id = $2 WHERE account_id = $1
            AND way NOT IN (SELECT o.way FROM identity o WHERE o.account_id = $2)",
        "UPDATE elector SET account_id = $2 WHERE account_id = $1
            AND roll_id NOT IN (SELECT o.roll_id FROM elector o WHERE o.account_id = $2)",
    ] {
        tx.run(sql, args![from, into]).await?;
    }
    for sql in [
        "DELETE FROM identity WHERE account_id = $1",
        "DELETE FROM session WHERE account_id = $1",
        "DELETE FROM passkey WHERE account_id = $1",
        "DELETE FROM enrolment WHERE account_id = $1",
        "DELETE FROM letter WHERE account_id = $1",
    ] {
        tx.run(sql, args![from]).await?;
    }
    Ok(())
}

/// The address and the name go over where there is none; the account itself is nobody's any more, and its address, and those that
/// led to it, lead to the other.
///
/// # Errors
/// What the database says.
pub async fn end(tx: &mut Tx, from: &AccountId, into: &AccountId) -> Result<()> {
    let sql = "UPDATE account SET name_sealed = COALESCE(name_sealed, (SELECT o.name_sealed FROM account o WHERE o.id = $1)) WHERE id = $2";
    tx.run(sql, args![from, into]).await?;
    let sql = "UPDATE account SET merged_into = $2 WHERE merged_into = $1";
    tx.run(sql, args![from, into]).await?;
    let sql = "UPDATE account SET merged_into = $2, name_sealed = NULL, level = $3, told_at = NULL WHERE id = $1";
    tx.run(sql, args![from, into, Level::Anonymous.as_str()])
        .await?;
    // an account without an address takes the other's
    let sql = "SELECT email_hash, email_sealed FROM account
        WHERE id = $1 AND EXISTS (SELECT 1 FROM account o WHERE o.id = $2 AND o.email_hash IS NULL)";
    if let Some(row) = tx.first(sql, args![from, into]).await? {
        let (hash, sealed): (Option<Vec<u8>>, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
        let sql = "UPDATE account SET email_hash = NULL, email_sealed = NULL WHERE id = $1";
        tx.run(sql, args![from]).await?;
        let sql = "UPDATE account SET email_hash = $2, email_sealed = $3 WHERE id = $1";
        tx.run(sql, args![into, hash.as_deref(), sealed.as_deref()])
            .await?;
    }
    Ok(())
}

/// The further addresses of an account, opened: those of accounts that were put into it, with these.
///
/// # Errors
/// What the database says, or the wrong key.
pub async fn addresses(tx: &mut Tx, account: &AccountId) -> Result<Vec<(AccountId, String)>> {
    let sql = "SELECT id, email_sealed FROM account WHERE merged_into = $1 AND email_sealed IS NOT NULL ORDER BY created_at, id";
    let rows = tx.all(sql, args![account]).await?;
    rows.iter()
        .map(|r| {
            let email = tx.vault().open(crate::account::EMAIL, r.get::<&[u8]>(1)?)?;
            Ok((AccountId(r.get(0)?), email))
        })
        .collect()
}

/// A further address opens an account no more; false when it did not.
///
/// # Errors
/// What the database says.
pub async fn drop_address(tx: &mut Tx, account: &AccountId, further: &AccountId) -> Result<bool> {
    let sql = "UPDATE account SET email_hash = NULL, email_sealed = NULL WHERE id = $2 AND merged_into = $1 AND email_sealed IS NOT NULL";
    Ok(tx.run(sql, args![account, further]).await? == 1)
}
