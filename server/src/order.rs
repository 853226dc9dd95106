//! After a count or an import the database must forget in which order ballots were written. That is done
//! outside of the transaction, so what is owed is noted in it: neither a power cut nor a busy database
//! makes it forgotten.

use anyhow::Result;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, Tx};
use store::meta;

/// Name of the fact: while it is owed, a value that no other debt has.
const OWED: &str = "order_to_forget";
/// The value when nothing is owed.
const NOTHING: &str = "0";

/// Notes that it is owed, in the transaction that wrote ballots.
pub async fn owe(tx: &mut Tx) -> services::Result<()> {
    let debt: [u8; 8] = services::random(&mut ChaCha20Rng::from_os_rng());
    Ok(meta::set(tx, OWED, &crate::key::to_hex(&debt)).await?)
}

/// Does it if it is owed.
pub async fn pay(db: &Db) -> Result<()> {
    let mut tx = db.read().await?;
    let owed = meta::get(&mut tx, OWED).await?;
    drop(tx);
    let Some(owed) = owed.filter(|owed| owed != NOTHING) else {
        return Ok(());
    };
    db.forget_order().await?;
    let mut tx = db.write().await?;
    // ballots written meanwhile, by another program even, made a new debt
    meta::replace(&mut tx, OWED, &owed, NOTHING).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[tokio::test]
    async fn what_is_owed_is_done_once() {
        let folder = Folder::new("order");
        let db = folder.base().open().await.unwrap();
        pay(&db).await.unwrap();
        let mut tx = db.write().await.unwrap();
        owe(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        pay(&db).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let owed = meta::get(&mut tx, OWED).await.unwrap();
        assert_eq!(owed.as_deref(), Some("0"));
    }
}
