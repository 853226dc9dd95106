//! The restore drill: from one kind of database to the other, the same rows, the same pages, the same count;
//! backups made while people vote; and every way in which a file can be wrong.

use super::*;
use crate::common::{
    self, Base as Ground, CLOSED, PROPOSING, REVIEWING, VOTING, admit, at, budget_form, citizen,
    official, on_postgres, on_sqlite, proposal_form, rng,
};
use crate::database::Address;
use crate::restore;
use axum::body::{Body, to_bytes};
use services::{process, proposal, tally, vote};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::backup::Value;
use tower::ServiceExt as _;

mod former;

const NOW: &str = "2026-10-06T15:20";
/// The key of the common ground.
const KEY: [u8; 32] = [7; 32];

async fn backup(db: &Db) -> Vec<u8> {
    let (_, bytes) = write(db, Vec::new(), at(NOW), &ProgressBar::hidden())
        .await
        .unwrap();
    bytes
}

fn reader(bytes: &[u8]) -> Result<Reader<&[u8]>> {
    Reader::new(bytes, &common::vault())
}

async fn restored(bytes: &[u8], address: &str) -> Db {
    let address = Address::parse(address).unwrap();
    address.make().unwrap();
    let reader = reader(bytes).unwrap();
    let done = restore::into(&address, common::vault(), reader, &ProgressBar::hidden()).await;
    done.unwrap();
    Db::open(&address.url(), common::vault()).await.unwrap()
}

/// An address in the folder of a story.
fn beside(ground: &Ground, name: &str) -> String {
    format!("sqlite:{}", ground.folder.join(name).display())
}

/// Empties the PostgreSQL database of a story, so that something can be restored there.
async fn emptied(ground: &Ground) -> String {
    let mut tx = ground.db.write().await.unwrap();
    for sql in ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"] {
        tx.run(sql, &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
    ground.address.clone()
}

/// The demonstration commune, somebody who is signing in, a mail that waits.
async fn fill(db: &Db) {
    let mut tx = db.write().await.unwrap();
    let mut rng = rng(91);
    services::demo::seed(&mut tx, at(NOW), &mut rng)
        .await
        .unwrap();
    let (now, to) = (at(NOW), "anne@exemple.bzh");
    services::sign_in::ask_code(&mut tx, now, &mut rng, to, &[1; 16], "-", "fr")
        .await
        .unwrap();
    let nonce = services::random(&mut rng);
    store::job::add(&mut tx, "job-1", "other", "{}", nonce, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

type Rows = BTreeMap<&'static str, Vec<String>>;

/// Every row that a backup holds, in an order that is the same on both databases.
async fn everything(db: &Db) -> Rows {
    let mut tx = db.read().await.unwrap();
    let migrations = store::backup::migrations(&mut tx).await.unwrap();
    let mut all = Rows::new();
    for table in store::backup::tables(&migrations).unwrap() {
        let mut rows = Vec::new();
        store::backup::rows(&mut tx, &table, |row: Vec<Value>| {
            rows.push(format!("{row:?}"));
            Ok::<(), store::StoreError>(())
        })
        .await
        .unwrap();
        rows.sort();
        all.insert(table.name, rows);
    }
    all
}

/// The pages that everybody reads, as they are sent.
async fn pages(db: &Db) -> BTreeMap<String, String> {
    // several tests read pages at the same time
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("pages-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = crate::testing::Folder::new(&name);
    let (app, clock) = folder.app().await;
    clock.store(at(NOW).0 / 1_000_000, Ordering::Relaxed);
    app.db.close().await;
    let app = app::web::App {
        bringing: std::sync::Arc::default(),
        demand: services::session::Demand::Any,
        elections: Arc::default(),
        db: db.clone(),
        ..app
    };
    let router = crate::http::router(app, Arc::default(), None, None).unwrap();
    let mut tx = db.read().await.unwrap();
    let listed = store::process::all(&mut tx, false).await.unwrap();
    drop(tx);
    let mut paths = vec![
        "/".to_owned(),
        "/demarches".to_owned(),
        "/projets".to_owned(),
    ];
    for process in listed {
        for end in ["", "/propositions?tri=recentes", "/resultats"] {
            paths.push(format!("/demarches/{}{end}", process.process.slug));
        }
    }
    let mut pages = BTreeMap::new();
    for path in paths {
        let request = axum::http::Request::builder().uri(&path);
        let request = request.body(Body::empty()).unwrap();
        let answer = router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        pages.insert(path, format!("{status} {body}"));
    }
    pages
}

/// Counts again, from the ballots, every vote that has a result: the same one must come out.
async fn recount(db: &Db) -> usize {
    let mut tx = db.write().await.unwrap();
    let mut again = 0;
    for listed in store::process::all(&mut tx, true).await.unwrap() {
        let id = listed.process.id;
        let Some(kept) = tally::result(&mut tx, &id).await.unwrap() else {
            continue;
        };
        let args = store::args![&id];
        tx.run("DELETE FROM result WHERE process_id = $1", args)
            .await
            .unwrap();
        let counted = tally::close(&mut tx, at(NOW), &mut rng(5), &id)
            .await
            .unwrap();
        assert_eq!(counted, kept);
        again += 1;
    }
    // dropped: nothing of this is kept
    again
}

async fn drill(from: &Db, to: &str) {
    fill(from).await;
    let bytes = backup(from).await;
    let (rows, shown) = (everything(from).await, pages(from).await);
    let db = restored(&bytes, to).await;
    let again = everything(&db).await;
    for (table, rows) in &rows {
        assert!(rows == &again[table], "{table}");
    }
    assert!(rows.values().map(Vec::len).sum::<usize>() > 500);
    let shown_again = pages(&db).await;
    assert!(shown.len() > 15);
    for (path, page) in &shown {
        assert!(
            page.starts_with("200 ") || page.starts_with("404 "),
            "{path}"
        );
        assert!(page == &shown_again[path], "{path}");
    }
    assert!(recount(&db).await >= 1);
    // who was signing in begins again; only what must still be done is there
    let mut tx = db.read().await.unwrap();
    let codes = tx.all("SELECT id FROM sign_in_code", &[]).await.unwrap();
    assert!(codes.is_empty());
    let jobs = tx.all("SELECT kind FROM job", &[]).await.unwrap();
    let kinds: Vec<String> = jobs.iter().map(|j| j.get(0).unwrap()).collect();
    assert_eq!(kinds, ["other"]);
    drop(tx);
    // and it goes on living
    let mut tx = db.write().await.unwrap();
    citizen(&mut tx, at(NOW), &mut rng(9), 4000).await;
    tx.commit().await.unwrap();
    db.close().await;
}

#[test]
fn from_sqlite_to_sqlite() {
    on_sqlite("drill", |ground: Ground| async move {
        drill(&ground.db, &beside(&ground, "restored.db")).await;
    });
}

#[test]
fn from_sqlite_to_postgres() {
    on_postgres("drill", |ground: Ground| async move {
        let to = emptied(&ground).await;
        let address = beside(&ground, "from.db");
        let from = Db::open(&address, common::vault()).await.unwrap();
        drill(&from, &to).await;
        from.close().await;
    });
}

#[test]
fn from_postgres_to_sqlite() {
    on_postgres("drill", |ground: Ground| async move {
        drill(&ground.db, &beside(&ground, "restored.db")).await;
    });
}

/// The tables that the text of the migrations makes are those that the database has, column for column.
async fn no_table_is_forgotten(ground: Ground) {
    let mut tx = ground.db.read().await.unwrap();
    let migrations = store::backup::migrations(&mut tx).await.unwrap();
    let mut told: Vec<String> = Vec::new();
    for table in store::backup::tables(&migrations).unwrap() {
        told.extend(
            table
                .columns
                .iter()
                .map(|c| format!("{}.{}", table.name, c.name)),
        );
    }
    told.sort();
    let sql = match tx.backend() {
        store::Backend::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        store::Backend::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let mut there: Vec<String> = Vec::new();
    for row in tx.all(sql, &[]).await.unwrap() {
        let (table, column): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let left_out = store::backup::LEFT_OUT.iter().any(|(t, _)| *t == table);
        if table != "migration" && !left_out && !table.starts_with("sqlite_") {
            there.push(format!("{table}.{column}"));
        }
    }
    there.sort();
    assert!(there.len() > 60);
    assert_eq!(told, there);
}

crate::on_both! { no_table_is_forgotten backups_while_people_vote }

/// Votes are cast one after the other while backups are made by another connection, as by another program:
/// whichever instant a backup holds, as many have signed the roll as there are ballots.
async fn backups_while_people_vote(ground: Ground) {
    const VOTERS: usize = 60;
    const EACH: usize = 10;
    let (now, mut rng_) = (at(PROPOSING), rng(3));
    let mut tx = ground.db.write().await.unwrap();
    let mayor = official(&mut tx, now, &mut rng_).await;
    let made = process::create(&mut tx, &mayor, now, &mut rng_, &budget_form())
        .await
        .unwrap();
    let categories = store::process::categories(&mut tx, &made.id).await.unwrap();
    let (mut people, mut ids) = (Vec::new(), Vec::new());
    for n in 0..VOTERS {
        people.push(citizen(&mut tx, now, &mut rng_, n).await);
    }
    for (n, author) in people.iter().enumerate().take(6) {
        let title = format!("Un projet, le numéro {n}");
        let form = proposal_form(
            &title,
            "Un projet comme un autre, pour le bourg et le port.",
            categories[0].0.as_str(),
        );
        let id = proposal::create(&mut tx, author, now, &mut rng_, &made.slug, &form).await;
        let (id, answer) = (id.unwrap(), admit("9000"));
        proposal::answer(&mut tx, &mayor, at(REVIEWING), &mut rng_, &id, &answer)
            .await
            .unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();

    let (db, slug) = (ground.db.clone(), made.slug.clone());
    // a backup begins when those before it have seen some votes, and more are cast while it is made
    let (begin, mut begun) = tokio::sync::watch::channel(0);
    let (count, mut cast) = tokio::sync::watch::channel(0);
    let voting = tokio::spawn(async move {
        let mut rng = rng(4);
        for (n, person) in people.iter().enumerate() {
            begun.wait_for(|b| *b > n / EACH).await.unwrap();
            let mut tx = db.write().await.unwrap();
            let chosen = [ids[n % 6].clone()];
            vote::cast(&mut tx, person, at(VOTING), &mut rng, &slug, &chosen, None)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            count.send(n + 1).unwrap();
        }
    });
    let other = Db::connect(&ground.address, common::vault()).await.unwrap();
    let mut tx = other.read().await.unwrap();
    let votes = store::backup::votes(&mut tx, at(VOTING)).await.unwrap();
    assert!(
        votes.len() == 1 && !votes[0].counted && !votes[0].voted,
        "{votes:?}"
    );
    drop(tx);
    let mut backups = Vec::new();
    for n in 0..VOTERS / EACH {
        cast.wait_for(|c| *c >= n * EACH).await.unwrap();
        begin.send(n + 1).unwrap();
        backups.push(backup(&other).await);
    }
    voting.await.unwrap();
    backups.push(backup(&other).await);
    other.close().await;

    let mut seen = Vec::new();
    for (n, bytes) in backups.iter().enumerate() {
        let db = restored(bytes, &beside(&ground, &format!("{n}.db"))).await;
        let mut tx = db.read().await.unwrap();
        let voters = store::roll::count(&mut tx, &made.id).await.unwrap();
        let ballots = store::urn::contents(&mut tx, &made.id).await.unwrap().len();
        assert_eq!(usize::try_from(voters).unwrap(), ballots);
        seen.push(ballots);
        drop(tx);
        db.close().await;
    }
    assert_eq!(seen.pop(), Some(VOTERS));
    for (n, seen) in seen.iter().enumerate() {
        assert!((n * EACH..=(n + 1) * EACH).contains(seen), "{n}: {seen}");
    }
    let last = restored(backups.last().unwrap(), &beside(&ground, "last.db")).await;
    let mut tx = last.write().await.unwrap();
    let counted = tally::close(&mut tx, at(CLOSED), &mut rng(6), &made.id).await;
    assert_eq!(counted.unwrap().ballots, VOTERS as i64);
}

#[test]
fn a_wrong_file_or_key_is_refused_in_words_and_leaves_nothing() {
    on_sqlite("wrong", |ground: Ground| async move {
        fill(&ground.db).await;
        let good = backup(&ground.db).await;
        let to = ground.folder.join("new.db");
        let said = async |bytes: &[u8], key: [u8; 32]| {
            let file = ground.folder.join("file");
            fs::write(&file, bytes).unwrap();
            let key_file = ground.folder.join("key");
            let _ = fs::remove_file(&key_file);
            crate::key::write(&key_file, &crate::key::Key::new(key)).unwrap();
            let options = crate::cli::Restore {
                file,
                base: crate::cli::Base {
                    database: Address::File(to.clone()),
                    key_file: Some(key_file),
                },
            };
            let error = restore::run(options).await.unwrap_err();
            for end in ["", "-wal", "-shm"] {
                let left = ground.folder.join(format!("new.db{end}"));
                assert!(!left.exists(), "{}", left.display());
            }
            format!("{error:#}")
        };
        let mut changed = good.clone();
        *changed.last_mut().unwrap() ^= 1;
        let mut newer = good.clone();
        newer[13] = 2;
        let half = &good[..good.len() / 2];
        for (bytes, key, words) in [
            (&good[..], [8; 32], "pas été faite avec cette clé"),
            (b"PK\x03\x04", KEY, "n’est pas une sauvegarde"),
            (&good[..30], KEY, "n’est pas arrivé entier"),
            (&good[..100], KEY, "abîmée"),
            (half, KEY, "abîmée"),
            (&changed, KEY, "abîmée"),
            (&newer, KEY, "autre version"),
            (&later_migration(), KEY, "9999_later"),
        ] {
            let said = said(bytes, key).await;
            assert!(said.contains(words), "{words}: {said}");
        }
        // a database that is there is never touched
        fs::write(&to, "mine").unwrap();
        let address = Address::File(to.clone());
        let options = crate::cli::Restore {
            file: ground.folder.join("file"),
            base: crate::cli::Base {
                database: address,
                key_file: Some(ground.folder.join("key")),
            },
        };
        fs::write(&options.file, &good).unwrap();
        let said = restore::run(options).await.unwrap_err().to_string();
        assert!(said.contains("contient déjà des données"), "{said}");
        assert_eq!(fs::read_to_string(&to).unwrap(), "mine");
    });
}

fn later_migration() -> Vec<u8> {
    let origin = Origin {
        program: "9.0.0".to_owned(),
        made_at: 0,
        migrations: vec!["0001_base".to_owned(), "9999_later".to_owned()],
        rows: 0,
    };
    let writer = format::Writer::new(Vec::new(), &common::vault(), [1; 19], &origin);
    writer.unwrap().end().unwrap()
}

#[test]
fn a_full_postgres_is_refused() {
    on_postgres("full", |ground: Ground| async move {
        let bytes = backup(&ground.db).await;
        let before = everything(&ground.db).await;
        let address = Address::parse(&ground.address).unwrap();
        let bar = ProgressBar::hidden();
        let refused = restore::into(&address, common::vault(), reader(&bytes).unwrap(), &bar).await;
        let said = refused.err().unwrap().to_string();
        assert!(said.contains("contient déjà des données"), "{said}");
        assert_eq!(everything(&ground.db).await, before);
    });
}

#[tokio::test]
async fn the_file_is_private_whole_sealed_and_never_overwritten() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = crate::testing::Folder::new("backup");
    let base = folder.base();
    let db = base.open().await.unwrap();
    fill(&db).await;
    db.close().await;
    let backup = |file: PathBuf, keep| {
        run(Backup {
            file,
            base: base.clone(),
            keep,
        })
    };
    let file = folder.0.join("one.tiker");
    backup(file.clone(), None).await.unwrap();
    let bytes = fs::read(&file).unwrap();
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o600
    );
    for clear in ["Lannevez", "0001_base", "account", "\"table\""] {
        assert!(!common::holds(&bytes, clear.as_bytes()), "{clear}");
    }
    let said = backup(file.clone(), None).await.unwrap_err().to_string();
    assert!(said.contains("existe déjà"), "{said}");
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let said = backup(folder.0.join("none/x"), None).await.unwrap_err();
    assert!(said.to_string().contains("introuvable"), "{said}");
    let said = backup(folder.0.join("two"), Some(3)).await.unwrap_err();
    assert!(said.to_string().contains("--keep"), "{said}");

    let kept = folder.0.join("kept");
    fs::create_dir(&kept).unwrap();
    for old in [
        "tiker-20200101-000000.tiker",
        "tiker-20210101-000000.tiker",
        "notes.tiker",
    ] {
        fs::write(kept.join(old), "").unwrap();
    }
    backup(kept.clone(), Some(2)).await.unwrap();
    let mut names: Vec<_> = fs::read_dir(&kept)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    assert_eq!(names[..2], ["notes.tiker", "tiker-20210101-000000.tiker"]);

    let db = base.open().await.unwrap();
    let mut tx = db.read().await.unwrap();
    let noted = meta::get(&mut tx, meta::LAST_BACKUP).await.unwrap();
    assert!(noted.unwrap().parse::<i64>().unwrap() > 1_700_000_000_000_000);
}

#[test]
fn sizes() {
    assert_eq!(size(1), "1 ko");
    assert_eq!(size(3_450_000), "3,4 Mo");
}
