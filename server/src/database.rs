//! The database of the command line: which kinds there are, its key, and whether it belongs to `serve`
//! or to `demo`. Never here: SQL.

use anyhow::{Context as _, Result, bail};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, Vault};
use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use store::meta;

use crate::cli::{Base, Wrong, wrong};
use crate::key::Key;
use crate::{backup, key, out};

mod check;

pub use check::{check_key, is_key, note_key};

/// The option that names the key file.
const KEY_FILE: &str = "--key-file";

/// An address of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A file.
    File(PathBuf),
    /// A PostgreSQL server.
    Postgres(String),
}

impl Address {
    /// Reads `foo.db`, `/x/foo.db`, `sqlite:foo.db`, `sqlite:///x/foo.db` or `postgres://…`.
    pub fn parse(text: &str) -> Result<Address, String> {
        let wrong = |why: &str| {
            format!(
                "{why}. Attendu : un fichier SQLite (tiker.db, sqlite:tiker.db) ou postgres://…"
            )
        };
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Address::Postgres(text.to_owned()));
        }
        let path = match text.strip_prefix("sqlite:") {
            Some(path) => path.strip_prefix("//").unwrap_or(path),
            None if text.contains("://") => {
                return Err(wrong("ce genre de base n’est pas connu"));
            }
            None => text,
        };
        if path.is_empty() {
            return Err(wrong("il manque le nom du fichier"));
        }
        if path.starts_with(":memory:") || path.contains('?') || path.contains('\0') {
            return Err(wrong("un vrai nom de fichier est nécessaire, sans « ? »"));
        }
        if path.ends_with('/') || Path::new(path).is_dir() {
            return Err(wrong("c’est un dossier"));
        }
        // `mysql:x` is meant as another kind, not as a file of that name
        let scheme = path.split(['/', '.']).next().unwrap_or("");
        if scheme.contains(':') {
            return Err(wrong("ce genre de base n’est pas connu"));
        }
        Ok(Address::File(PathBuf::from(path)))
    }

    /// As the store takes it.
    pub fn url(&self) -> String {
        match self {
            // the store reads a URL: what has a meaning there is escaped
            Address::File(path) => {
                let mut url = String::from("sqlite://");
                for c in path.to_string_lossy().chars() {
                    match c {
                        '%' => url.push_str("%25"),
                        '#' => url.push_str("%23"),
                        c => url.push(c),
                    }
                }
                url
            }
            Address::Postgres(url) => url.clone(),
        }
    }

    /// A file or folder beside the database: `foo.db` → `foo.db.NAME`; beside nothing, `tiker.NAME`.
    pub fn beside(&self, name: &str) -> PathBuf {
        match self {
            Address::File(path) => {
                let mut beside = path.clone().into_os_string();
                beside.push(".");
                beside.push(name);
                beside.into()
            }
            Address::Postgres(_) => PathBuf::from(format!("tiker.{name}")),
        }
    }

    fn has_data(&self) -> bool {
        match self {
            Address::File(path) => std::fs::metadata(path).is_ok_and(|m| m.len() > 0),
            Address::Postgres(_) => false,
        }
    }

    /// Whether there is something to look at: a server is taken to be there.
    pub fn is_there(&self) -> bool {
        matches!(self, Address::Postgres(_)) || self.has_data()
    }

    /// Makes the file, for its owner only: ballots lie in it. SQLite gives its log the same rights.
    pub fn make(&self) -> Result<()> {
        let Address::File(path) = self else {
            return Ok(());
        };
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        match made {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(wrong(
                "--database",
                format!(
                    "{} ne peut pas être créé : {}",
                    path.display(),
                    out::trouble(&error)
                ),
            )),
            _ => Ok(()),
        }
    }
}

impl Base {
    /// Where the key is.
    pub fn key_path(&self) -> PathBuf {
        self.key_file
            .clone()
            .unwrap_or_else(|| self.database.beside("key"))
    }

    /// Opens a database that is there, as it is: its schema is not brought up to date.
    pub async fn connect(&self) -> Result<Db> {
        match key::read(&self.key_path())? {
            Some(key) if self.database.is_there() => connect(&self.database, key.vault())
                .await
                .map_err(|error| self.unfinished(error)),
            Some(_) => Err(wrong("--database", "cette base n’existe pas")),
            None => Err(self.no_key()),
        }
    }

    /// What is said when the database is there and its key is not.
    pub fn no_key(&self) -> anyhow::Error {
        wrong(
            KEY_FILE,
            format!(
                "la base existe mais sa clé {} manque. Remettez ce fichier depuis votre sauvegarde : sans lui, les adresses et les noms sont illisibles.",
                self.key_path().display()
            ),
        )
    }

    /// A key that is not the database's, with a new one beside it: a change of keys did not come to its end.
    fn unfinished(&self, error: anyhow::Error) -> anyhow::Error {
        let wrong_key = error
            .downcast_ref::<Wrong>()
            .is_some_and(|wrong| wrong.key == KEY_FILE);
        let new = key::beside(&self.key_path(), key::NEW);
        if !wrong_key || !new.exists() {
            return error;
        }
        wrong(
            KEY_FILE,
            format!(
                "cette clé n’est pas celle de cette base, et {} est là : un changement de clé n’est pas allé jusqu’au bout. Lancez `tiker rotate-key`, qui le termine.",
                new.display()
            ),
        )
    }

    /// Opens the database with its key, making both at the first start.
    pub async fn open(&self) -> Result<Db> {
        let file = self.key_path();
        let (key, new) = match key::read(&file)? {
            Some(key) => (key, false),
            None if self.database.has_data() => return Err(self.no_key()),
            None => {
                self.database.make()?;
                let key = Key::new(services::random(&mut ChaCha20Rng::from_os_rng()));
                key::write(&file, &key)?;
                (key, true)
            }
        };
        let opened = open(&self.database, key.vault()).await;
        if opened.is_err() && new {
            // nothing was sealed with it
            let _ = std::fs::remove_file(&file);
        }
        opened.map_err(|error| self.unfinished(error))
    }
}

async fn open(address: &Address, vault: Vault) -> Result<Db> {
    let db = connect(address, vault).await?;
    db.migrate().await.map_err(backup::in_words)?;
    let mut tx = db.write().await?;
    if !check::is_noted(&mut tx).await? {
        note_key(&mut tx, db.vault()).await?;
        tx.commit().await?;
    }
    Ok(db)
}

/// Opens a database as it is, its schema untouched, after looking whether the key is its own.
pub async fn connect(address: &Address, vault: Vault) -> Result<Db> {
    let db = Db::connect(&address.url(), vault)
        .await
        .context("--database : la base ne s’ouvre pas ")?;
    // on PostgreSQL a reader's picture is of before a change of the key that it waited for, and the former key would do: a writer's
    // is of after it
    let mut tx = if matches!(address, Address::Postgres(_)) {
        db.write().await?
    } else {
        db.read().await?
    };
    if !store::backup::migrations(&mut tx).await?.is_empty() {
        check_key(&mut tx, db.vault()).await?;
    }
    drop(tx);
    Ok(db)
}

/// Marks a database as the demonstration's or as a real one; refuses one that is the other.
pub async fn claim(db: &Db, demonstration: bool) -> Result<()> {
    let mark = if demonstration { "1" } else { "0" };
    let mut tx = db.write().await?;
    match meta::get(&mut tx, meta::DEMONSTRATION).await? {
        Some(kept) if kept == mark => Ok(()),
        Some(_) if demonstration => bail!(
            "--database : cette base est celle d’une vraie commune. `tiker demo` n’y touche pas : donnez-lui une autre base, ou lancez `tiker serve`."
        ),
        Some(_) => bail!(
            "--database : cette base est celle d’une démonstration, ses comptes sont inventés et ouverts à tous. `tiker serve` ne la sert pas : donnez-lui une autre base, ou lancez `tiker demo`."
        ),
        None => {
            meta::set(&mut tx, meta::DEMONSTRATION, mark).await?;
            Ok(tx.commit().await?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn kinds_of_databases() {
        let file = |p: &str| Ok(Address::File(PathBuf::from(p)));
        assert_eq!(Address::parse("foo.db"), file("foo.db"));
        assert_eq!(Address::parse("/x/foo.db"), file("/x/foo.db"));
        assert_eq!(Address::parse("sqlite:foo.db"), file("foo.db"));
        assert_eq!(Address::parse("sqlite:///x/foo.db"), file("/x/foo.db"));
        assert!(matches!(
            Address::parse("postgres://a@b/c"),
            Ok(Address::Postgres(_))
        ));
        for odd in [
            "",
            "sqlite:",
            "sqlite::memory:",
            "mysql://a@b/c",
            "mysql:x",
            "http://x",
            "foo.db?mode=memory",
            "/tmp",
            "x/",
        ] {
            assert!(Address::parse(odd).is_err(), "{odd}");
        }
        let beside = Address::File("/x/foo.db".into()).beside("key");
        assert_eq!(beside, PathBuf::from("/x/foo.db.key"));
    }

    #[tokio::test]
    async fn a_database_opens_only_with_its_own_key() {
        let folder = Folder::new("key-of-base");
        let base = folder.base();
        base.open().await.unwrap().close().await;
        let file = std::fs::metadata(folder.0.join("a b#%.db"));
        let mode = file.expect("the name is kept").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        base.open().await.unwrap().close().await;
        let key = base.key_path();
        std::fs::rename(&key, folder.0.join("away")).unwrap();
        let said = base.open().await.unwrap_err().to_string();
        assert!(said.contains("manque"), "{said}");
        key::write(&key, &Key::new([9; 32])).unwrap();
        let said = base.open().await.unwrap_err().to_string();
        assert!(said.contains("pas celle de cette base"), "{said}");
    }

    #[tokio::test]
    async fn a_key_that_sealed_nothing_is_not_left_behind() {
        let folder = Folder::new("no-folder");
        let mut base = folder.base();
        base.database = Address::File(folder.0.join("none/a.db"));
        let said = base.open().await.unwrap_err().to_string();
        assert!(said.contains("--database"), "{said}");
        assert!(!base.key_path().exists());
    }

    #[tokio::test]
    async fn a_demonstration_is_no_commune_and_the_reverse() {
        let folder = Folder::new("mark");
        let db = folder.base().open().await.unwrap();
        claim(&db, true).await.unwrap();
        claim(&db, true).await.unwrap();
        let said = claim(&db, false).await.unwrap_err().to_string();
        assert!(said.contains("démonstration"), "{said}");
        db.close().await;

        let folder = Folder::new("mark-2");
        let db = folder.base().open().await.unwrap();
        claim(&db, false).await.unwrap();
        let said = claim(&db, true).await.unwrap_err().to_string();
        assert!(said.contains("vraie commune"), "{said}");
        db.close().await;
    }
}
