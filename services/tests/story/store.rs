//! What the databases themselves promise: an audit trail that only grows, durable writes, jobs taken
//! once, nothing kept of a transaction that was dropped.

use crate::common::{Base, PROPOSING, at, official, on_sqlite, rng};
use crate::on_both;
use std::collections::BTreeMap;
use std::time::Duration;
use store::{Backend, StoreError};

async fn the_audit_trail_only_grows(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(41));
    let mut tx = base.db.write().await.unwrap();
    official(&mut tx, now, &mut rng).await;
    tx.commit().await.unwrap();
    let mut attempts = vec![
        "UPDATE audit SET action = 'nothing'",
        "UPDATE audit SET at = 0 WHERE id IS NULL",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE action = 'account.create'",
    ];
    if base.db.backend() == Backend::Postgres {
        attempts.push("TRUNCATE audit");
    } else {
        attempts.push("INSERT OR REPLACE INTO audit SELECT id, 0, actor_id, 'x', object_kind, object_id FROM audit");
    }
    for sql in attempts {
        let mut tx = base.db.write().await.unwrap();
        let tried = tx.run(sql, &[]).await;
        // a statement that touches no line is no change
        assert!(
            tried.is_err() || tried.as_ref().is_ok_and(|n| *n == 0),
            "{sql}: {tried:?}"
        );
        assert!(tried.is_err() || sql.contains("IS NULL"), "{sql}");
    }
    let mut tx = base.db.read().await.unwrap();
    let lines = tx
        .all("SELECT action FROM audit ORDER BY id", &[])
        .await
        .unwrap();
    let actions: Vec<String> = lines.iter().map(|l| l.get(0).unwrap()).collect();
    assert_eq!(actions.len(), 2);
    assert!(actions.contains(&"account.create".to_owned()));
    assert!(actions.contains(&"role.grant".to_owned()));
}

#[test]
fn sqlite_waits_for_the_disk() {
    on_sqlite("durable", |base: Base| async move {
        // 2 is FULL: a receipt outlives a power cut
        assert_eq!(base.db.writer_pragma_synchronous().await.unwrap(), 2);
        let mut tx = base.db.write().await.unwrap();
        for (pragma, value) in [
            ("journal_mode", "wal"),
            ("auto_vacuum", "0"),
            ("secure_delete", "1"),
        ] {
            let sql = crate::common::sql(format!(
                "SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"
            ));
            let row = tx.first(sql, &[]).await.unwrap().unwrap();
            assert_eq!(row.get::<String>(0).unwrap(), value, "{pragma}");
        }
    });
}

async fn a_dropped_transaction_leaves_nothing(base: Base) {
    let (now, mut rng) = (at(PROPOSING), rng(42));
    let mut tx = base.db.write().await.unwrap();
    official(&mut tx, now, &mut rng).await;
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    for table in ["account", "role", "audit"] {
        let sql = crate::common::sql(format!("SELECT 1 AS one FROM {table}"));
        assert!(tx.all(sql, &[]).await.unwrap().is_empty(), "{table}");
    }
}

/// Leases and does jobs until none is left; gives the ids done.
async fn worker(base: Base) -> Vec<String> {
    let now = at(PROPOSING);
    let mut done = Vec::new();
    loop {
        let mut tx = base.db.write().await.unwrap();
        let job = store::job::lease(&mut tx, now, now.plus_seconds(60))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let Some(job) = job else {
            let mut tx = base.db.read().await.unwrap();
            let left = "SELECT id FROM job WHERE state = 'waiting' AND run_at <= $1 AND leased_until <= $1";
            if tx.all(left, store::args![now]).await.unwrap().is_empty() {
                return done;
            }
            // another worker was at the same job: PostgreSQL gives none rather than the next
            continue;
        };
        tokio::time::sleep(Duration::from_millis(1)).await;
        let mut tx = base.db.write().await.unwrap();
        store::job::done(&mut tx, &job.id, now, [9; 24])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        done.push(job.id);
    }
}

async fn two_workers_never_do_the_same_job(base: Base) {
    let now = at(PROPOSING);
    let mut tx = base.db.write().await.unwrap();
    for n in 0..60u8 {
        let id = format!("job {n:02}");
        store::job::add(&mut tx, &id, "mail.code", "{\"to\":\"anne\"}", [n; 24], now)
            .await
            .unwrap();
    }
    store::job::add(
        &mut tx,
        "later",
        "mail.code",
        "{}",
        [99; 24],
        now.plus_seconds(1),
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let workers: Vec<_> = (0..3).map(|_| tokio::spawn(worker(base.clone()))).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for handle in workers {
        for id in handle.await.unwrap() {
            *times.entry(id).or_default() += 1;
        }
    }
    assert_eq!(times.len(), 60);
    assert!(times.values().all(|n| *n == 1), "{times:?}");
    let mut tx = base.db.write().await.unwrap();
    assert_eq!(store::job::counts(&mut tx).await.unwrap(), (1, 0));
    // a worker that died gives its job back when the lease ends; one that fails for good is kept, dead
    let (late, end) = (now.plus_seconds(10), now.plus_seconds(20));
    let job = store::job::lease(&mut tx, late, end)
        .await
        .unwrap()
        .unwrap();
    assert!(
        store::job::lease(&mut tx, late, end)
            .await
            .unwrap()
            .is_none()
    );
    let again = store::job::lease(&mut tx, end, end.plus_seconds(60))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((&again.id, again.attempts), (&job.id, 2));
    store::job::failed(&mut tx, &again.id, "no such box", None)
        .await
        .unwrap();
    assert_eq!(store::job::counts(&mut tx).await.unwrap(), (0, 1));
}

#[test]
fn another_key_opens_nothing() {
    on_sqlite("key", |base: Base| async move {
        let (now, mut rng) = (at(PROPOSING), rng(43));
        let mut tx = base.db.write().await.unwrap();
        let mayor = official(&mut tx, now, &mut rng).await;
        tx.commit().await.unwrap();
        let wrong = store::Vault::new(&[8; 32]);
        let other = store::Db::open(&base.address, wrong).await.unwrap();
        let mut tx = other.read().await.unwrap();
        let account = store::account::get(&mut tx, mayor.account().unwrap()).await;
        assert!(matches!(account, Err(StoreError::Key)));
        let found = store::account::by_email(&mut tx, "mairie@exemple.bzh")
            .await
            .unwrap();
        assert_eq!(found, None);
        drop(tx);
        other.close().await;
        let unknown = store::Db::open("mysql://x", store::Vault::new(&[1; 32])).await;
        assert!(matches!(unknown, Err(StoreError::Address)));
    });
}

async fn opening_again_changes_nothing(base: Base) {
    let again = store::Db::open(&base.address, crate::common::vault())
        .await
        .unwrap();
    let mut tx = again.read().await.unwrap();
    let steps = tx.all("SELECT name FROM migration", &[]).await.unwrap();
    let mut names: Vec<String> = steps.iter().map(|s| s.get(0).unwrap()).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert!(all > 0 && names.len() == all);
    drop(tx);
    again.close().await;
}

on_both! {
    the_audit_trail_only_grows
    a_dropped_transaction_leaves_nothing
    two_workers_never_do_the_same_job
    opening_again_changes_nothing
}
