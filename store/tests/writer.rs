//! Many at the one writer of SQLite: nobody's work is lost, nobody's failure is anybody else's, nothing is
//! seen before it lasts.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

use std::path::PathBuf;
use std::time::Duration;
use store::{Db, Vault, meta};
use tokio::task::JoinSet;

struct Folder(PathBuf);

impl Folder {
    async fn open(name: &str) -> (Folder, Db) {
        let path = std::env::temp_dir().join(format!("tiker-writer-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        let folder = Folder(path);
        let db = folder.again().await;
        (folder, db)
    }

    async fn again(&self) -> Db {
        let address = format!("sqlite:{}", self.0.join("t.db").display());
        Db::open(&address, Vault::new(&[7; 32])).await.unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn put(db: &Db, key: &str) {
    let mut tx = db.write().await.unwrap();
    meta::set(&mut tx, key, "1").await.unwrap();
    tx.commit().await.unwrap();
}

async fn there(db: &Db, key: &str) -> bool {
    let mut tx = db.read().await.unwrap();
    meta::get(&mut tx, key).await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_share_commits_and_each_is_there_when_told_so() {
    let (folder, db) = Folder::open("many").await;
    let before = db.commits();
    let mut all = JoinSet::new();
    for n in 0..400 {
        let db = db.clone();
        all.spawn(async move {
            let key = format!("k{n}");
            put(&db, &key).await;
            assert!(there(&db, &key).await, "{key} is not there though told so");
        });
    }
    while let Some(done) = all.join_next().await {
        done.unwrap();
    }
    let commits = db.commits() - before;
    assert!(
        (1..200).contains(&commits),
        "{commits} commits for 400 turns"
    );
    db.close().await;
    let db = folder.again().await;
    for n in 0..400 {
        assert!(there(&db, &format!("k{n}")).await);
    }
    // alone, one commits at once
    let before = db.commits();
    put(&db, "alone").await;
    assert_eq!(db.commits() - before, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gives_up_or_is_broken_off_takes_nobody_along() {
    let (_folder, db) = Folder::open("give-up").await;
    let mut all = JoinSet::new();
    let mut broken = Vec::new();
    for n in 0..300 {
        let db = db.clone();
        let task = all.spawn(async move {
            let key = format!("k{n}");
            match n % 3 {
                0 => put(&db, &key).await,
                // undone on purpose
                1 => {
                    let mut tx = db.write().await.unwrap();
                    meta::set(&mut tx, &key, "1").await.unwrap();
                    drop(tx);
                }
                // stopped somewhere, by a browser that goes away
                _ => {
                    let mut tx = db.write().await.unwrap();
                    meta::set(&mut tx, &key, "1").await.unwrap();
                    tokio::time::sleep(Duration::from_millis(3_600_000)).await;
                }
            }
        });
        if n % 3 == 2 {
            broken.push(task);
        }
    }
    let breaker = tokio::spawn(async move {
        for task in broken {
            tokio::time::sleep(Duration::from_millis(2)).await;
            task.abort();
        }
    });
    while let Some(done) = all.join_next().await {
        assert!(done.is_ok() || done.unwrap_err().is_cancelled());
    }
    breaker.await.unwrap();
    // one more turn: whoever went away has been undone by then
    put(&db, "last").await;
    for n in 0..300 {
        assert_eq!(there(&db, &format!("k{n}")).await, n % 3 == 0, "k{n}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_does_not_wait_for_those_who_went_away() {
    let (_folder, db) = Folder::open("gone").await;
    let mut first = db.write().await.unwrap();
    meta::set(&mut first, "first", "1").await.unwrap();
    let waiter = {
        let db = db.clone();
        tokio::spawn(async move { db.write().await.map(drop) })
    };
    // the other waits by now, so the first will leave the commit to it
    tokio::time::sleep(Duration::from_millis(50)).await;
    let committed = tokio::spawn(first.commit());
    waiter.abort();
    let told = tokio::time::timeout(Duration::from_secs(5), committed).await;
    told.unwrap().unwrap().unwrap();
    assert!(there(&db, "first").await);
}

#[tokio::test]
async fn a_statement_that_fails_undoes_its_own_turn_only() {
    let (_folder, db) = Folder::open("fails").await;
    let mut first = db.write().await.unwrap();
    meta::set(&mut first, "kept", "1").await.unwrap();
    let second = async {
        let mut tx = db.write().await.unwrap();
        meta::set(&mut tx, "lost", "1").await.unwrap();
        // the same key twice, as plain SQL would have it
        let twice = "INSERT INTO meta (key, value) VALUES ('lost', '2')";
        assert!(tx.run(twice, &[]).await.unwrap_err().is_conflict());
    };
    let first = async {
        // nobody else sees it yet
        assert!(!there(&db, "kept").await);
        tokio::time::sleep(Duration::from_millis(20)).await;
        first.commit().await.unwrap();
    };
    tokio::join!(first, second);
    put(&db, "after").await;
    assert!(there(&db, "kept").await && there(&db, "after").await);
    assert!(!there(&db, "lost").await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn broken_off_at_any_moment_nobody_is_told_what_is_not_so() {
    let (_folder, db) = Folder::open("any-moment").await;
    let mut all = JoinSet::new();
    for n in 0..600_u64 {
        let db = db.clone();
        all.spawn(async move {
            let key = format!("k{n}");
            let task = async {
                let mut tx = db.write().await?;
                meta::set(&mut tx, &key, "1").await?;
                tx.commit().await
            };
            // every third is broken off after a while: waiting, writing, or while it is committed
            let told = if n % 3 == 0 {
                let after = Duration::from_micros(n * 97 % 60_000);
                tokio::time::timeout(after, task).await.ok()
            } else {
                Some(task.await)
            };
            (key, told)
        });
    }
    let mut told = Vec::new();
    while let Some(done) = all.join_next().await {
        told.push(done.unwrap());
    }
    put(&db, "last").await;
    let (mut kept, mut broken) = (0, 0);
    for (key, told) in told {
        match told {
            // a browser that went away may find its work done or not, but never half
            None => broken += 1,
            Some(told) => {
                assert!(told.is_ok(), "{key}: {told:?}");
                assert!(there(&db, &key).await, "{key} is gone though told so");
                kept += 1;
            }
        }
    }
    assert!(
        kept >= 400 && broken > 10,
        "{kept} kept, {broken} broken off"
    );
}
