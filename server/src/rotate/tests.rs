//! The key of a database is changed and changed again; broken off anywhere, the next run goes on from there; and what
//! must not be touched is left as it was.

use super::*;
use crate::common::{self, Base as Ground, PROPOSING, at, on_postgres, rng};
use crate::database::Address;
use crate::testing::Folder;
use civic::id::AccountId;
use services::Vault;
use std::fs;
use std::path::PathBuf;

const ANNE: &str = "anne@exemple.bzh";

/// A database with one account in it.
async fn made(base: &Base) -> AccountId {
    let db = base.open().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let id = common::account(&mut tx, at(PROPOSING), &mut rng(1), ANNE).await;
    tx.commit().await.unwrap();
    db.close().await;
    id
}

/// The account is found by its address, and its address is read.
async fn holds(base: &Base, id: &AccountId) {
    let db = base.open().await.unwrap();
    let mut tx = db.read().await.unwrap();
    let found = store::account::by_email(&mut tx, ANNE).await.unwrap();
    assert_eq!(found.as_ref(), Some(id));
    let account = store::account::get(&mut tx, id).await.unwrap().unwrap();
    assert_eq!(account.email.as_deref(), Some(ANNE));
    drop(tx);
    db.close().await;
}

fn kept(file: &Path) -> Key {
    key::read(file).unwrap().unwrap()
}

async fn refused(base: &Base) -> String {
    run(base.clone()).await.unwrap_err().to_string()
}

#[tokio::test]
async fn the_key_is_changed_and_changed_again() {
    let folder = Folder::new("rotate");
    let base = folder.base();
    let said = refused(&base).await;
    assert!(said.contains("n’existe pas"), "{said}");
    let (id, file) = (made(&base).await, base.key_path());
    let first = kept(&file);
    run(base.clone()).await.unwrap();
    let second = kept(&file);
    assert!(second.follows(&first));
    holds(&base, &id).await;
    run(base.clone()).await.unwrap();
    let third = kept(&file);
    assert!(third.follows(&second));
    holds(&base, &id).await;
    let former = key::former(&file);
    assert_eq!(former.len(), 2, "{former:?}");
    assert!(former.iter().any(|f| kept(f) == first));
    assert!(former.iter().any(|f| kept(f) == second));
    assert!(!key::beside(&file, key::NEW).exists());
    // the former key opens the database no more
    fs::copy(&former[0], &file).unwrap();
    let said = base.open().await.unwrap_err().to_string();
    assert!(said.contains("pas celle de cette base"), "{said}");
    let said = refused(&base).await;
    assert!(said.contains("pas celle de cette base"), "{said}");
    // nor does half of the new one, with which nobody would be found
    fs::remove_file(&file).unwrap();
    key::write(&file, &third).unwrap();
    let whole = fs::read_to_string(&file).unwrap();
    fs::write(&file, whole.lines().next().unwrap()).unwrap();
    let said = base.open().await.unwrap_err().to_string();
    assert!(said.contains("n’est pas entier"), "{said}");
    fs::write(&file, &whole).unwrap();
    holds(&base, &id).await;
}

#[tokio::test]
async fn broken_off_before_the_change_it_starts_over() {
    let folder = Folder::new("rotate-before");
    let base = folder.base();
    let (id, file) = (made(&base).await, base.key_path());
    let (first, new) = (kept(&file), key::beside(&file, key::NEW));
    // in the middle of the new file
    fs::write(&new, "ab").unwrap();
    run(base.clone()).await.unwrap();
    holds(&base, &id).await;
    let second = kept(&file);
    assert!(second.follows(&first));
    // after it
    let third = second.followed_by([9; 32]);
    key::write(&new, &third).unwrap();
    holds(&base, &id).await;
    run(base.clone()).await.unwrap();
    assert_eq!(kept(&file), third);
    holds(&base, &id).await;
    // a key that came from elsewhere is nobody's to use, nor to remove
    let stray = Key::new([4; 32]);
    key::write(&new, &stray).unwrap();
    let said = refused(&base).await;
    assert!(said.contains("Mettez ce fichier de côté"), "{said}");
    assert_eq!((kept(&file), kept(&new)), (third, stray));
    holds(&base, &id).await;
}

#[tokio::test]
async fn broken_off_after_the_change_it_is_ended() {
    let folder = Folder::new("rotate-after");
    let base = folder.base();
    let (id, file) = (made(&base).await, base.key_path());
    let first = kept(&file);
    run(base.clone()).await.unwrap();
    let second = kept(&file);
    // as if the files had not had their names yet, with the former key set aside already or not
    for aside in [true, false] {
        fs::rename(&file, key::beside(&file, key::NEW)).unwrap();
        if !aside {
            fs::remove_file(&key::former(&file)[0]).unwrap();
        }
        key::write(&file, &first).unwrap();
        for error in [base.open().await, base.connect().await] {
            let said = error.unwrap_err().to_string();
            assert!(said.contains("Lancez `tiker rotate-key`"), "{said}");
        }
        run(base.clone()).await.unwrap();
        assert_eq!(kept(&file), second);
        let former = key::former(&file);
        assert!(former.len() == 1 && kept(&former[0]) == first, "{former:?}");
        holds(&base, &id).await;
    }
}

#[tokio::test]
async fn while_somebody_has_it_open_nothing_is_changed() {
    let folder = Folder::new("rotate-open");
    let base = folder.base();
    let (id, file) = (made(&base).await, base.key_path());
    let first = kept(&file);
    let db = base.open().await.unwrap();
    let said = refused(&base).await;
    assert!(said.contains("Arrêtez le service"), "{said}");
    assert_eq!(kept(&file), first);
    assert!(key::former(&file).is_empty() && !key::beside(&file, key::NEW).exists());
    db.close().await;
    holds(&base, &id).await;
    run(base.clone()).await.unwrap();
    holds(&base, &id).await;
}

#[tokio::test]
async fn a_value_that_does_not_open_stops_it() {
    let folder = Folder::new("rotate-spoiled");
    let base = folder.base();
    let (id, file) = (made(&base).await, base.key_path());
    let first = kept(&file);
    let db = base.open().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let sql = "UPDATE account SET name_sealed = email_sealed";
    tx.run(sql, &[]).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let said = refused(&base).await;
    assert!(
        said.contains("account.name_sealed") && said.contains(&id.0) && !said.contains(ANNE),
        "{said}"
    );
    assert_eq!(kept(&file), first);
    assert!(key::former(&file).is_empty() && !key::beside(&file, key::NEW).exists());
}

/// A backup of a database, in a file of this name.
async fn backup(folder: &Folder, name: &str) -> PathBuf {
    let file = folder.0.join(name);
    let options = crate::cli::Backup {
        file: file.clone(),
        base: folder.base(),
        keep: None,
    };
    crate::backup::run(options).await.unwrap();
    file
}

/// That backup in a new database, with the key in a file.
async fn restored(folder: &Folder, file: &Path, to: &str, key_file: &Path) -> Result<Base> {
    let base = Base {
        database: Address::File(folder.0.join(to)),
        key_file: Some(key_file.to_owned()),
    };
    let options = crate::cli::Restore {
        file: file.to_owned(),
        base: base.clone(),
    };
    crate::restore::run(options).await?;
    Ok(base)
}

#[tokio::test]
async fn a_backup_opens_with_the_key_of_its_time() {
    let folder = Folder::new("rotate-backup");
    let base = folder.base();
    let (id, file) = (made(&base).await, base.key_path());
    let before = backup(&folder, "before.tiker").await;
    run(base.clone()).await.unwrap();
    let after = backup(&folder, "after.tiker").await;
    let former = key::former(&file).remove(0);
    let old = restored(&folder, &before, "1.db", &former).await.unwrap();
    holds(&old, &id).await;
    let new = restored(&folder, &after, "2.db", &file).await.unwrap();
    holds(&new, &id).await;
    for (from, key_file) in [(&before, &file), (&after, &former)] {
        let refused = restored(&folder, from, "3.db", key_file).await;
        let said = refused.err().unwrap().to_string();
        assert!(said.contains("pas été faite avec cette clé"), "{said}");
    }
    // one line of two is not enough
    let half = folder.0.join("half");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&half, text.lines().next().unwrap()).unwrap();
    let refused = restored(&folder, &after, "3.db", &half).await;
    let said = format!("{:#}", refused.err().unwrap());
    assert!(said.contains("n’est pas entier"), "{said}");
}

#[test]
fn on_postgres_it_is_the_same() {
    on_postgres("rotate", |ground: Ground| async move {
        let base = Base {
            database: Address::parse(&ground.address).unwrap(),
            key_file: Some(ground.folder.join("key")),
        };
        let first = Key::new([7; 32]);
        key::write(&base.key_path(), &first).unwrap();
        let id = made(&base).await;
        // the story's own connections
        let mut tx = ground.db.read().await.unwrap();
        store::account::get(&mut tx, &id).await.unwrap();
        drop(tx);
        let said = refused(&base).await;
        assert!(said.contains("Arrêtez le service"), "{said}");
        assert_eq!(kept(&base.key_path()), first);
        ground.db.close().await;
        run(base.clone()).await.unwrap();
        assert!(kept(&base.key_path()).follows(&first));
        holds(&base, &id).await;
        let old = database::connect(&base.database, Vault::new(&[7; 32])).await;
        let said = old.unwrap_err().to_string();
        assert!(said.contains("pas celle de cette base"), "{said}");
    });
}
