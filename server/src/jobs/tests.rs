//! One job is one mail; a job that fails comes back later, then no more.

use super::*;
use crate::mail::{Sender, Smtp};
use crate::testing::Folder;
use civic::permission::Role;
use civic::process::Template;
use std::sync::atomic::Ordering;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

async fn ask_code(app: &App) {
    let mut tx = app.db.write().await.unwrap();
    let now = (app.clock)();
    services::sign_in::ask_code(
        &mut tx,
        now,
        &mut rng(),
        "anne@exemple.bzh",
        &[1; 16],
        "-",
        "fr",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

async fn counts(app: &App) -> (i64, i64) {
    job::counts(&mut app.db.read().await.unwrap())
        .await
        .unwrap()
}

fn by_smtp(port: u16) -> Outbox {
    let server = Smtp::parse(&format!("smtp://127.0.0.1:{port}")).unwrap();
    Outbox::smtp(&server, &Sender::parse("mairie@exemple.bzh").unwrap()).unwrap()
}

#[tokio::test]
async fn one_job_writes_one_mail() {
    let folder = Folder::new("one-job");
    let (app, _) = folder.app().await;
    let mails = folder.0.join("mails");
    let outbox = Outbox::folder(&mails).unwrap();
    assert!(!one(&app, &outbox).await.unwrap());
    ask_code(&app).await;
    assert_eq!(counts(&app).await, (1, 0));
    assert!(one(&app, &outbox).await.unwrap());
    assert!(!one(&app, &outbox).await.unwrap());
    assert_eq!(counts(&app).await, (0, 0));
    let files: Vec<_> = std::fs::read_dir(&mails).unwrap().collect();
    assert_eq!(files.len(), 1);
}

#[tokio::test]
async fn a_failed_mail_is_tried_five_times() {
    let folder = Folder::new("retries");
    let (app, clock) = folder.app().await;
    // nobody listens there
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let outbox = by_smtp(listener.local_addr().unwrap().port());
    drop(listener);
    ask_code(&app).await;
    for wait in RETRIES {
        assert!(one(&app, &outbox).await.unwrap());
        assert_eq!(counts(&app).await, (1, 0));
        clock.fetch_add(wait - 1, Ordering::Relaxed);
        assert!(!one(&app, &outbox).await.unwrap(), "too early");
        clock.fetch_add(1, Ordering::Relaxed);
    }
    assert!(one(&app, &outbox).await.unwrap());
    assert_eq!(counts(&app).await, (0, 1));
    clock.fetch_add(100_000, Ordering::Relaxed);
    assert!(!one(&app, &outbox).await.unwrap(), "dead is dead");
}

#[tokio::test]
async fn a_mail_goes_out_by_smtp() {
    let folder = Folder::new("smtp");
    let (app, _) = folder.app().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let outbox = by_smtp(listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let (reading, mut writing) = socket.into_split();
        let mut lines = BufReader::new(reading).lines();
        let mut heard = String::new();
        let mut data = false;
        writing.write_all(b"220 ready\r\n").await.unwrap();
        while let Some(line) = lines.next_line().await.unwrap() {
            let answer: &[u8] = match line.as_str() {
                "." => {
                    data = false;
                    b"250 kept\r\n"
                }
                _ if data => b"",
                "DATA" => {
                    data = true;
                    b"354 go on\r\n"
                }
                "QUIT" => break,
                _ => b"250 fine\r\n",
            };
            heard.push_str(&line);
            heard.push('\n');
            writing.write_all(answer).await.unwrap();
            if line == "." {
                break;
            }
        }
        heard
    });
    ask_code(&app).await;
    assert!(one(&app, &outbox).await.unwrap());
    assert_eq!(counts(&app).await, (0, 0));
    let heard = server.await.unwrap();
    assert!(heard.contains("MAIL FROM:<mairie@exemple.bzh>"), "{heard}");
    assert!(heard.contains("RCPT TO:<anne@exemple.bzh>"), "{heard}");
}

#[tokio::test]
async fn the_runner_stops_when_told() {
    let folder = Folder::new("runner");
    let (app, _) = folder.app().await;
    let mails = folder.0.join("mails");
    let (stop, stopped) = watch::channel(false);
    let running = start(&app, Outbox::folder(&mails).unwrap(), &stopped);
    ask_code(&app).await;
    while counts(&app).await.0 > 0 {
        tokio::task::yield_now().await;
    }
    stop.send(true).unwrap();
    for task in running {
        task.await.unwrap();
    }
    assert_eq!(std::fs::read_dir(&mails).unwrap().count(), 1);
}

#[tokio::test]
async fn a_vote_that_is_over_is_counted() {
    let folder = Folder::new("count");
    let (app, clock) = folder.app().await;
    let now = (app.clock)();
    let mut tx = app.db.write().await.unwrap();
    let official =
        services::sign_in::account_of(&mut tx, now, &mut rng(), "elue@exemple.bzh").await;
    let official = official.unwrap();
    store::account::grant(&mut tx, &official, Role::Official, now)
        .await
        .unwrap();
    let actor = store::account::actor(&mut tx, &official).await.unwrap();
    let form = services::process::Form {
        title: "Budget participatif".to_owned(),
        summary: "Des idées pour la commune, par celles et ceux qui y vivent.".to_owned(),
        promise: "Le conseil réalise les projets retenus.".to_owned(),
        budget: "100000".to_owned(),
        ..services::process::Form::of_template(Template::ParticipatoryBudget, now)
    };
    let made = services::process::create(&mut tx, &actor, now, &mut rng(), &form).await;
    let process = made.unwrap().id;
    tx.commit().await.unwrap();

    let mut counting = Counting::new(app.clone());
    assert!(!counting.count().await.unwrap(), "not over yet");
    clock.fetch_add(400 * 86_400, Ordering::Relaxed);
    assert!(counting.count().await.unwrap());
    assert!(!counting.count().await.unwrap(), "once");
    counting.forget().await;
    assert!(counting.owing.is_none());
    let mut tx = app.db.read().await.unwrap();
    assert!(tally::result(&mut tx, &process).await.unwrap().is_some());
}
