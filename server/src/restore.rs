//! `tiker restore`: puts a backup into an empty database of either kind, in one transaction: all of it or
//! nothing. Never here: SQL, nor how the file is made.

use anyhow::{Context as _, Result, bail};
use app::texts::Lang;
use civic::time::Time;
use indicatif::ProgressBar;
use services::{Db, Vault};
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::Path;
use store::Table;
use store::backup::Value;

use crate::backup::{Entry, Origin, Reader, bar, in_words, unexpected, values};
use crate::cli::{Restore, wrong};
use crate::database::{self, Address};
use crate::{key, out};

/// Rows put in at once.
const BATCH: usize = 500;

/// `tiker restore FILE`.
pub async fn run(options: Restore) -> Result<()> {
    let base = &options.base;
    let name = options.file.display();
    let file = File::open(&options.file).map_err(|error| {
        let why = out::trouble(&error);
        wrong("<FICHIER>", format!("{name} : {why}"))
    })?;
    let key_file = base.key_path();
    let Some(key) = key::read(&key_file)? else {
        return Err(wrong(
            "--key-file",
            format!(
                "la clé {} manque, et sans elle une sauvegarde ne s’ouvre pas. Remettez-y la copie que vous avez gardée à part, puis recommencez.",
                key_file.display()
            ),
        ));
    };
    let vault = key.vault();
    // read before anything is made: most mistakes end here
    let reader = Reader::new(BufReader::new(file), &vault)
        .map_err(|error| wrong("<FICHIER>", format!("{name} : {error}")))?;
    refuse_what_is_there(&base.database)?;
    base.database.make()?;
    let bar = bar();
    let restored = into(&base.database, vault, reader, &bar).await;
    bar.finish_and_clear();
    let restored = match restored {
        Ok(restored) => restored,
        Err(error) => {
            remove(&base.database);
            return Err(error.context(format!("{name} : rien n’a été restauré ")));
        }
    };
    out::say(&format!(
        "Restauré : {} lignes, telles qu’elles étaient le {}.",
        restored.origin.rows,
        app::fmt::date_time(Lang::Fr, Time(restored.origin.made_at))
    ));
    for name in restored.migrations {
        out::say(&format!("Mise à jour faite : {name}"));
    }
    if restored.open_votes > 0 {
        out::say(&format!(
            "À cet instant, des votes n’étaient pas encore comptés ({}) : les voix exprimées ensuite n’y sont pas, et ces personnes peuvent voter de nouveau tant que le vote est ouvert. Dites-le aux habitants.",
            restored.open_votes
        ));
    }
    out::say(
        "Tout le monde devra se reconnecter. Vérifiez avec `tiker doctor`, puis lancez `tiker serve`.",
    );
    Ok(())
}

/// What was restored.
pub struct Restored {
    /// Where it came from.
    pub origin: Origin,
    /// What brought it up to date.
    pub migrations: Vec<&'static str>,
    /// Votes that had opened and were not counted when it was made.
    pub open_votes: usize,
}

/// Reads a backup into an empty database.
pub async fn into<R: Read>(
    address: &Address,
    vault: Vault,
    reader: Reader<R>,
    bar: &ProgressBar,
) -> Result<Restored> {
    let db = database::connect(address, vault).await?;
    let restored = fill(&db, reader, bar).await;
    db.close().await;
    restored
}

async fn fill<R: Read>(db: &Db, mut reader: Reader<R>, bar: &ProgressBar) -> Result<Restored> {
    let mut tx = db.write().await?;
    if !store::backup::is_empty(&mut tx).await? {
        return Err(wrong("--database", NOT_EMPTY));
    }
    bar.set_length(reader.origin.rows);
    let tables = store::backup::begin(&mut tx, &reader.origin.migrations)
        .await
        .map_err(in_words)?;
    let mut into: Option<&Table> = None;
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(BATCH);
    loop {
        let line = reader.next()?;
        let full = rows.len() == BATCH || !matches!(line, Entry::Row(_));
        if let (true, Some(table)) = (full, into) {
            store::backup::insert(&mut tx, table, &rows).await?;
            bar.inc(rows.len() as u64);
            rows.clear();
        }
        match (line, into) {
            (Entry::Row(row), Some(table)) => rows.push(values(row, table)?),
            (Entry::Row(_), None) => return Err(unexpected()),
            (Entry::Table(name, columns), _) => {
                let table = tables.iter().find(|t| t.name == name);
                let table = table.ok_or_else(unexpected)?;
                // the same migrations made the same columns, in the same order
                if !table
                    .columns
                    .iter()
                    .map(|c| c.name)
                    .eq(columns.iter().map(String::as_str))
                {
                    return Err(unexpected());
                }
                into = Some(table);
            }
            (Entry::End, _) => break,
        }
    }
    let migrations = store::backup::end(&mut tx).await?;
    database::check_key(&mut tx, db.vault()).await?;
    let made_at = Time(reader.origin.made_at);
    let votes = store::backup::votes(&mut tx, made_at).await?;
    let open_votes = votes.iter().filter(|v| !v.counted).count();
    tx.commit().await?;
    Ok(Restored {
        origin: reader.origin,
        migrations,
        open_votes,
    })
}

const NOT_EMPTY: &str = "cette base contient déjà des données, et une restauration n’efface rien. Donnez le nom d’une base qui n’existe pas encore, ou arrêtez le service et mettez celle-ci de côté";

fn refuse_what_is_there(address: &Address) -> Result<()> {
    let Address::File(path) = address else {
        return Ok(());
    };
    if fs::metadata(path).is_ok_and(|m| m.len() > 0) {
        return Err(wrong("--database", NOT_EMPTY));
    }
    for log in logs(path) {
        // a log without its database: SQLite would not know what to do with it, and it may hold votes
        if fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
            bail!(
                "--database : {} est resté d’une ancienne base. Mettez-le de côté avec elle, puis recommencez",
                log.display()
            );
        }
    }
    Ok(())
}

fn logs(path: &Path) -> [std::path::PathBuf; 2] {
    ["-wal", "-shm"].map(|end| {
        let mut log = path.to_owned().into_os_string();
        log.push(end);
        log.into()
    })
}

/// Takes away a file that holds nothing yet.
fn remove(address: &Address) {
    if let Address::File(path) = address {
        for file in logs(path)
            .iter()
            .map(|p| p.as_path())
            .chain([path.as_path()])
        {
            let _ = fs::remove_file(file).context("restore");
        }
    }
}
