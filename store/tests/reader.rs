//! Readers of SQLite: one state throughout, no writing, parameters by their number, and no connection lost.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use store::{Db, READERS, StoreError, Vault, args};

async fn opened() -> (PathBuf, Db) {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nth = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("tiker-reader-{}-{nth}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let address = format!("sqlite:{}", folder.join("a.db").display());
    let db = Db::open(&address, Vault::new(&[7; 32])).await.unwrap();
    (folder, db)
}

async fn set(db: &Db, value: &str) {
    let mut tx = db.write().await.unwrap();
    store::meta::set(&mut tx, "place", value).await.unwrap();
    tx.commit().await.unwrap();
}

async fn get(tx: &mut store::Tx) -> Option<String> {
    store::meta::get(tx, "place").await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_state_throughout_whatever_others_write() {
    let (folder, db) = opened().await;
    set(&db, "Auray").await;
    let mut before = db.read().await.unwrap();
    assert_eq!(get(&mut before).await.as_deref(), Some("Auray"));
    set(&db, "Vannes").await;
    assert_eq!(get(&mut before).await.as_deref(), Some("Auray"));
    drop(before);
    let mut after = db.read().await.unwrap();
    assert_eq!(get(&mut after).await.as_deref(), Some("Vannes"));
    drop(after);
    db.close().await;
    // the last to close empties the log of writes
    assert!(!folder.join("a.db-wal").exists());
    assert!(matches!(db.read().await, Err(StoreError::Database(_))));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_writes_nothing() {
    let (folder, db) = opened().await;
    set(&db, "Auray").await;
    let mut tx = db.read().await.unwrap();
    let refused = store::meta::set(&mut tx, "place", "Vannes").await;
    assert!(matches!(refused, Err(StoreError::Read(_))), "{refused:?}");
    // and reads on
    assert_eq!(get(&mut tx).await.as_deref(), Some("Auray"));
    tx.commit().await.unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(get(&mut tx).await.as_deref(), Some("Auray"));
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn parameters_go_by_their_number() {
    let (folder, db) = opened().await;
    let mut tx = db.read().await.unwrap();
    let sql = "SELECT $3, $1, $2, $1, CAST($4 AS TEXT) IS NULL, $5";
    let nothing: Option<&str> = None;
    let given = args!["one", 2_i64, b"three".as_slice(), nothing, true];
    let row = tx.first(sql, given).await.unwrap().unwrap();
    assert_eq!(row.get::<&[u8]>(0).unwrap(), b"three");
    assert_eq!(row.get::<&str>(1).unwrap(), "one");
    assert_eq!(row.get::<i64>(2).unwrap(), 2);
    assert_eq!(
        row.get::<Option<String>>(3).unwrap().as_deref(),
        Some("one")
    );
    assert!(row.truth(4).unwrap() && row.truth(5).unwrap());
    // of another type, or not there
    for wrong in [row.get::<i64>(1), row.get::<i64>(6)] {
        assert!(matches!(wrong, Err(StoreError::Type { .. })), "{wrong:?}");
    }
    let few = tx.first(sql, args!["one"]).await;
    assert!(matches!(few, Err(StoreError::Read(_))), "{few:?}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_gets_a_turn_and_none_is_lost() {
    let (folder, db) = opened().await;
    set(&db, "Auray").await;
    let mut held = Vec::new();
    for _ in 0..READERS {
        held.push(db.read().await.unwrap());
    }
    let waits = tokio::spawn({
        let db = db.clone();
        async move { get(&mut db.read().await.unwrap()).await }
    });
    // given up while it waits: it must take no turn with it
    let given_up = tokio::time::timeout(std::time::Duration::from_millis(50), db.read()).await;
    assert!(given_up.is_err() && !waits.is_finished());
    held.pop();
    assert_eq!(waits.await.unwrap().as_deref(), Some("Auray"));
    held.clear();
    for _ in 0..3 * READERS {
        let mut tx = db.read().await.unwrap();
        assert_eq!(get(&mut tx).await.as_deref(), Some("Auray"));
    }
    std::fs::remove_dir_all(folder).unwrap();
}
