//! Work to be done later: what cannot be read does not stand before what can.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

use civic::time::Time;
use store::{Db, Vault, job};

#[tokio::test]
async fn a_payload_of_another_key_is_given_up_and_the_next_is_done() {
    let folder = std::env::temp_dir().join(format!("tiker-job-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let address = format!("sqlite:{}", folder.join("t.db").display());
    for (key, id) in [(1, "a"), (2, "b")] {
        let db = Db::open(&address, Vault::new(&[key; 32])).await.unwrap();
        let mut tx = db.write().await.unwrap();
        job::add(&mut tx, id, "mail", "{}", [key; 24], Time(1))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    }
    let db = Db::open(&address, Vault::new(&[2; 32])).await.unwrap();
    for expected in [Some("b"), None] {
        let mut tx = db.write().await.unwrap();
        let found = job::lease(&mut tx, Time(2), Time(9)).await.unwrap();
        assert_eq!(found.map(|job| job.id).as_deref(), expected);
        tx.commit().await.unwrap();
    }
    // it was given up for good, and not at every look again
    let mut tx = db.read().await.unwrap();
    let (_, dead) = job::counts(&mut tx).await.unwrap();
    assert_eq!(dead, 1);
    drop(tx);
    db.close().await;
    let _ = std::fs::remove_dir_all(&folder);
}
