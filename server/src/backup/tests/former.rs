//! The databases of former releases, as backups in `tests/golden`: this program must bring them up to date,
//! on both databases, and find in them all that was there.

use super::super::folder::ENDING;
use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

async fn former_releases_are_brought_up_to_date(ground: Ground) {
    let mut releases = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let release = path.file_name().unwrap().to_str().unwrap();
        let release = release.strip_suffix(ENDING).unwrap();
        let bytes = &fs::read(&path).unwrap()[..];
        let origin = reader(bytes).unwrap().origin;
        releases += 1;
        assert_eq!(origin.program, release);
        let to = match ground.db.backend() {
            store::Backend::Sqlite => beside(&ground, &format!("{release}.db")),
            store::Backend::Postgres => emptied(&ground).await,
        };
        let db = restored(bytes, &to).await;
        assert_eq!(db.missing_migrations().await.unwrap(), [""; 0]);
        assert_eq!(recount(&db).await, 1, "{release}");
        let shown = pages(&db).await;
        let home = &shown["/"];
        assert!(
            home.starts_with("200 ") && home.contains("Budget participatif"),
            "{home}"
        );
        assert!(shown.values().filter(|p| p.starts_with("200 ")).count() > 12);
        let again = reader(&backup(&db).await).unwrap().origin;
        assert!(again.rows >= origin.rows, "{release}");
        db.close().await;
    }
    assert!(releases >= 1);
}

crate::on_both! { former_releases_are_brought_up_to_date }

/// A database as a former release left it: its schema, its rows, and nothing brought up to date.
async fn left_by(bytes: &[u8], address: &str) -> Db {
    let mut reader = reader(bytes).unwrap();
    let db = Db::connect(address, common::vault()).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let migrations = reader.origin.migrations.clone();
    let tables = store::backup::begin(&mut tx, &migrations).await.unwrap();
    let mut into = None;
    loop {
        match reader.next().unwrap() {
            Entry::Table(name, _) => into = tables.iter().find(|t| t.name == name),
            Entry::Row(row) => {
                let table = into.unwrap();
                let row = values(row, table).unwrap();
                store::backup::insert(&mut tx, table, &[row]).await.unwrap();
            }
            Entry::End => break,
        }
    }
    tx.commit().await.unwrap();
    db
}

/// A database that was not restored but simply opened by the next program: backed up first, as the page on
/// operations says, then brought up to date.
#[test]
fn a_former_database_is_backed_up_and_brought_up_to_date() {
    on_sqlite("former", |ground: Ground| async move {
        for entry in fs::read_dir(folder()).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            let former = reader(&bytes).unwrap().origin;
            let address = beside(&ground, &format!("{}.db", former.program));
            let db = left_by(&bytes, &address).await;
            let missing = db.missing_migrations().await.unwrap();
            let before = backup(&db).await;
            let saved = reader(&before).unwrap().origin;
            assert_eq!(
                (saved.migrations, saved.rows),
                (former.migrations, former.rows)
            );
            assert_eq!(db.migrate().await.unwrap(), missing);
            assert_eq!(db.migrate().await.unwrap(), [""; 0]);
            assert_eq!(recount(&db).await, 1);
            let shown = pages(&db).await;
            db.close().await;
            // and the backup made just before gives the same commune
            let again = restored(&before, &beside(&ground, "again.db")).await;
            assert_eq!(pages(&again).await, shown);
            again.close().await;
        }
    });
}

/// The backup that later releases must read, written and read back each time; `TIKER_KEEP_GOLDEN=1`, once per
/// release, also leaves it in the repository.
#[test]
fn the_golden_backup_of_this_release_is_read_back() {
    on_sqlite("golden", |ground: Ground| async move {
        fill(&ground.db).await;
        let name = format!("{}{ENDING}", env!("CARGO_PKG_VERSION"));
        let file = ground.folder.join(&name);
        to_file(&ground.db, &file, at(NOW), &ProgressBar::hidden())
            .await
            .unwrap();
        let shown = pages(&ground.db).await;
        let bytes = std::fs::read(&file).unwrap();
        let again = restored(&bytes, &beside(&ground, "again.db")).await;
        assert_eq!(pages(&again).await, shown);
        again.close().await;
        if std::env::var_os("TIKER_KEEP_GOLDEN").is_some() {
            std::fs::copy(&file, folder().join(name)).unwrap();
        }
    });
}
