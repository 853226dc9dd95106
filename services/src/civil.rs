//! Who somebody is, once it was proven (at the desk, by FranceConnect): noted as keyed hashes with her account, so that she has
//! one voice whichever way she comes. Whoever was proven is then found on the electoral roll, if one is in use.
//!
//! **Invariants**: one person is one account's, and an account one person's; nothing readable of who she is is kept; the roll
//! proves nobody, it adds a right to a proven identity.

use crate::elector::{self, Match};
use crate::{Result, closing};
use civic::civil::{Civil, Source};
use civic::id::AccountId;
use civic::permission::Level;
use civic::time::Now;
use store::{Tx, civil as kept};

/// What came of proving who an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proved {
    /// It is known now; and what the roll says, where one is in use.
    Known(Option<Match>),
    /// She has another account, which is known as hers.
    Elsewhere(AccountId),
    /// The account is another person's.
    Differs,
}

/// Whose account somebody is, if one is known as hers. One that she closed is, as long as it holds a voice of hers.
///
/// # Errors
/// What the database says.
pub(crate) async fn owners(tx: &mut Tx, now: Now, civil: &Civil) -> Result<Vec<AccountId>> {
    kept::hold(tx, civil).await?;
    let mut owners = Vec::new();
    for account in kept::find(tx, civil).await? {
        if !closing::release(tx, now, &account).await? {
            owners.push(account);
        }
    }
    Ok(owners)
}

/// Notes who an account is. Nothing is changed where she has another one, or the account is another person's.
///
/// # Errors
/// What the database says.
pub(crate) async fn prove(
    tx: &mut Tx,
    now: Now,
    account: &AccountId,
    civil: &Civil,
    source: Source,
) -> Result<Proved> {
    let owners = owners(tx, now, civil).await?;
    if let Some(other) = owners.iter().find(|owner| *owner != account) {
        return Ok(Proved::Elsewhere(other.clone()));
    }
    if owners.is_empty() && kept::proven(tx, account).await?.is_some() {
        return Ok(Proved::Differs);
    }
    store::account::hold(tx, account).await?;
    kept::put(tx, account, civil, source, now).await?;
    raise(tx, account, Level::Identified).await?;
    let on_roll = elector::recognise(tx, account, civil).await?;
    Ok(Proved::Known(on_roll))
}

/// Makes an account known at least so well; a voter stays known so when she is no voter any more.
///
/// # Errors
/// What the database says.
pub(crate) async fn raise(tx: &mut Tx, account: &AccountId, level: Level) -> Result<()> {
    store::account::raise(tx, account, level).await?;
    for lower in [Level::Anonymous, Level::Mailbox, Level::Identified] {
        if lower < level {
            store::elector::change_before(tx, account, lower, level).await?;
        }
    }
    Ok(())
}
