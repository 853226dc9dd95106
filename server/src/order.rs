//! After a count or an import the database must forget in which order ballots were written. That is done
//! outside of the transaction, so what is owed is noted in it: neither a power cut nor a busy database
//! makes it forgotten.

use anyhow::Result;
use services::{Db, Tx};
use store::meta;

/// Name of the fact: `"1"` while it is owed.
const OWED: &str = "order_to_forget";

/// Notes that it is owed, in the transaction that wrote ballots.
pub async fn owe(tx: &mut Tx) -> services::Result<()> {
    Ok(meta::set(tx, OWED, "1").await?)
}

/// Does it if it is owed.
pub async fn pay(db: &Db) -> Result<()> {
    let mut tx = db.read().await?;
    let owed = meta::get(&mut tx, OWED).await?;
    drop(tx);
    if owed.as_deref() != Some("1") {
        return Ok(());
    }
    db.forget_order().await?;
    let mut tx = db.write().await?;
    meta::set(&mut tx, OWED, "0").await?;
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
