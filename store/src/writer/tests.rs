//! What only the writer itself shows: a common commit that fails, and who waits for whom.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

use super::*;

async fn writer(name: &str) -> Writer {
    let file =
        std::env::temp_dir().join(format!("tiker-one-writer-{name}-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .foreign_keys(true);
    let writer = Writer::open(&options).await.unwrap();
    // whether a row fits is looked at by the commit
    let made = "CREATE TABLE a (id INTEGER PRIMARY KEY);
        CREATE TABLE b (a INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED);";
    let made = writer
        .alone(async |c| Ok(c.execute(made).await.map(drop)?))
        .await;
    made.unwrap();
    writer
}

/// One's turn: a statement, then the end.
async fn does(writer: Writer, sql: &'static str) -> Result<()> {
    let mut turn = writer.turn(false).await?;
    turn.connection()?.execute(sql).await?;
    turn.commit().await
}

async fn rows(writer: &Writer) -> i64 {
    let count = writer.alone(async |c| {
        Ok(sqlx::query_scalar("SELECT COUNT(*) FROM a")
            .fetch_one(c)
            .await?)
    });
    count.await.unwrap()
}

/// Until so many wait for the writer.
async fn waiting(writer: &Writer, so_many: usize) {
    while writer.waiting.load(Ordering::Acquire) < so_many {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_common_commit_fails_everybody_in_it_is_told() {
    let writer = writer("fails").await;
    let mut first = writer.turn(false).await.unwrap();
    let fits = tokio::spawn(does(writer.clone(), "INSERT INTO a VALUES (2)"));
    waiting(&writer, 1).await;
    let orphan = tokio::spawn(does(writer.clone(), "INSERT INTO b VALUES (99)"));
    waiting(&writer, 2).await;
    first
        .connection()
        .unwrap()
        .execute("INSERT INTO a VALUES (1)")
        .await
        .unwrap();
    let told = [
        first.commit().await,
        fits.await.unwrap(),
        orphan.await.unwrap(),
    ];
    for one in told {
        assert!(matches!(one, Err(StoreError::Lost)), "{one:?}");
    }
    assert_eq!(rows(&writer).await, 0);
    does(writer.clone(), "INSERT INTO a VALUES (3)")
        .await
        .unwrap();
    assert_eq!(rows(&writer).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_what_takes_long() {
    let writer = writer("long").await;
    for long in [true, false] {
        let first = writer.turn(false).await.unwrap();
        let (end, ends) = oneshot::channel::<()>();
        let own = writer.clone();
        let slow = tokio::spawn(async move {
            let turn = own.turn(long).await.unwrap();
            ends.await.unwrap();
            turn.commit().await.unwrap();
        });
        waiting(&writer, 1).await;
        if !long {
            // one that was not said to take long, but that comes when others have waited long enough
            tokio::time::sleep(LONGEST).await;
        }
        let told = tokio::time::timeout(Duration::from_secs(10), first.commit()).await;
        assert!(
            told.is_ok_and(|told| told.is_ok()),
            "waits for the slow one"
        );
        end.send(()).unwrap();
        slow.await.unwrap();
    }
}
