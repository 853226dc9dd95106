//! `tiker backup`: the whole commune in one sealed file, made while people go on voting. It reads in one
//! transaction, so it holds one instant; it never overwrites a file, and a file that is there is whole.
//! **Invariant**: rows come by primary key, and the file opens only with the key, which is never in it.

mod folder;
mod format;
mod seal;

use anyhow::{Result, anyhow};
use civic::time::Now;
use indicatif::{ProgressBar, ProgressStyle};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, random};
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use store::meta;

pub use format::{Entry, Origin, Reader, unexpected, values};

use crate::cli::{Backup, wrong};
use crate::{clock, out};

/// `tiker backup FILE`.
pub async fn run(options: Backup) -> Result<()> {
    if !options.base.database.is_there() {
        return Err(wrong("--database", "cette base n’existe pas"));
    }
    let now = (clock::machine())();
    let in_folder = options.file.is_dir();
    if options.keep.is_some() && !in_folder {
        return Err(wrong(
            "--keep",
            "se donne avec un dossier : Tikêr y nomme lui-même les sauvegardes",
        ));
    }
    let file = if in_folder {
        options.file.join(folder::name_at(now))
    } else {
        options.file.clone()
    };
    let db = options.base.connect().await?;
    let votes = store::backup::votes(&mut db.read().await?, now).await?;
    let bar = bar();
    let made = to_file(&db, &file, now, &bar).await;
    bar.finish_and_clear();
    let made = match made {
        Ok(made) => made,
        Err(error) => {
            db.close().await;
            return Err(error);
        }
    };
    note(&db, now).await;
    db.close().await;
    out::say(&format!(
        "Sauvegardé : {} ({} lignes, {}).",
        file.display(),
        made.rows,
        size(fs::metadata(&file).map_or(0, |m| m.len()))
    ));
    out::say(&format!(
        "Sans la clé {} ce fichier ne s’ouvre pas : gardez une copie de la clé ailleurs, et jamais au même endroit que les sauvegardes.",
        options.base.key_path().display()
    ));
    if votes.iter().any(|vote| !vote.counted) {
        out::say(
            "Un vote est ouvert, ou n’est pas encore compté. Qui aurait la clé et deux sauvegardes, faites avant et après une voix, pourrait relier une personne à son bulletin : gardez une seule sauvegarde de ce vote, et effacez-la, avec ses copies, après la clôture.",
        );
    }
    if in_folder {
        for (old, why) in folder::prune(&file, &votes, options.keep)? {
            out::say(&match why {
                folder::Why::Vote => format!(
                    "Effacé, car faite pendant un vote : {}. Effacez aussi ses copies.",
                    old.display()
                ),
                folder::Why::Old => format!("Effacé, plus ancienne : {}", old.display()),
            });
        }
    }
    Ok(())
}

/// Writes a backup of `db` beside `file`, then gives it its name once it is whole on the disk.
pub async fn to_file(db: &Db, file: &Path, now: Now, bar: &ProgressBar) -> Result<Origin> {
    let trouble = |error: &std::io::Error| {
        let why = out::trouble(error);
        wrong("<FICHIER>", format!("{} : {why}", file.display()))
    };
    if fs::symlink_metadata(file).is_ok() {
        return Err(wrong(
            "<FICHIER>",
            format!(
                "{} existe déjà, et une sauvegarde n’en remplace jamais une autre : donnez un autre nom, ou un dossier",
                file.display()
            ),
        ));
    }
    let folder = folder_of(file);
    let name = file
        .file_name()
        .ok_or_else(|| wrong("<FICHIER>", "il manque le nom du fichier"))?;
    let beside = folder.join(format!(
        ".{}.{}.part",
        name.to_string_lossy(),
        std::process::id()
    ));
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)
        .map_err(|e| trouble(&e))?;
    let made = async {
        let (origin, written) = write(db, BufWriter::new(opened), now, bar).await?;
        let written = written
            .into_inner()
            .map_err(|error| trouble(error.error()))?;
        // there when the power goes: first what it holds, then its name
        written.sync_all().map_err(|e| trouble(&e))?;
        anyhow::ensure!(
            fs::symlink_metadata(file).is_err(),
            "{} : existe déjà",
            file.display()
        );
        fs::rename(&beside, file).map_err(|e| trouble(&e))?;
        File::open(folder)
            .and_then(|f| f.sync_all())
            .map_err(|e| trouble(&e))?;
        Ok(origin)
    };
    made.await.map_err(|error| {
        let _ = fs::remove_file(&beside);
        // a full disk, say, while it was written
        match error.downcast::<std::io::Error>() {
            Ok(error) => trouble(&error),
            Err(error) => error,
        }
    })
}

/// Writes a backup; gives back where it was written to.
pub async fn write<W: Write>(db: &Db, out: W, now: Now, bar: &ProgressBar) -> Result<(Origin, W)> {
    // one state of the database throughout, whatever happens meanwhile
    let mut tx = db.read().await?;
    let migrations = store::backup::migrations(&mut tx).await?;
    anyhow::ensure!(
        !migrations.is_empty(),
        "--database : cette base est vide, il n’y a rien à sauvegarder"
    );
    let tables = store::backup::tables(&migrations).map_err(in_words)?;
    let mut rows = 0;
    for table in &tables {
        rows += u64::try_from(store::backup::count(&mut tx, table).await?)?;
    }
    bar.set_length(rows);
    let origin = Origin {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: now.0,
        migrations,
        rows,
    };
    let nonce = random(&mut ChaCha20Rng::from_os_rng());
    let mut writer = format::Writer::new(out, db.vault(), nonce, &origin)?;
    for table in &tables {
        writer.table(table)?;
        store::backup::rows(&mut tx, table, |row| {
            bar.inc(1);
            writer.row(&row)
        })
        .await?;
    }
    Ok((origin, writer.end()?))
}

/// A database that a newer program has changed, in words.
pub fn in_words(error: store::StoreError) -> anyhow::Error {
    match error {
        store::StoreError::Newer(name) => anyhow!(
            "une version plus récente de Tikêr a changé ces données ({name}) : installez cette version, ou une plus récente encore"
        ),
        error => error.into(),
    }
}

/// Notes when the last backup was made, for `tiker doctor`. The backup is made, whatever becomes of the note.
async fn note(db: &Db, now: Now) {
    let noted = async {
        let mut tx = db.write().await?;
        meta::set(&mut tx, meta::LAST_BACKUP, &now.0.to_string()).await?;
        tx.commit().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "la date de la sauvegarde n'a pas pu être notée");
    }
}

/// The folder that a file lies in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// `12 ko`, `3,4 Mo`.
fn size(bytes: u64) -> String {
    let tenths = bytes / 100_000;
    if tenths < 10 {
        format!("{} ko", bytes.div_ceil(1000))
    } else {
        format!("{},{} Mo", tenths / 10, tenths % 10)
    }
}

/// A bar on standard error; indicatif hides it when that is no terminal.
pub fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} lignes, encore {eta}") {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests;
