//! `tiker rotate-key`: what identifies people is sealed with another key, all of it or nothing, while nobody else has the
//! database open. The new key is on the disk before anything is sealed with it, and the former one stays where it is until
//! nothing needs it: whenever this is broken off, the next run finds which of the two is the database's, and goes on.
//! **Never here**: a key on the terminal or in a log, SQL.

use anyhow::{Context as _, Result, anyhow};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, Tx};
use std::path::Path;
use store::StoreError;
use store::rotate::{self, Done, Refusal};

use crate::cli::{Base, wrong};
use crate::key::{self, Found, Key};
use crate::{backup, clock, database, out};

/// What is said when others use the database.
const IN_USE: &str = "--database : cette base est ouverte par un autre programme, et la clé se change quand elle ne l’est pas. Arrêtez le service (`systemctl stop tiker`) et toute autre commande, puis recommencez : rien n’a été changé";

/// `tiker rotate-key`.
pub async fn run(base: Base) -> Result<()> {
    if !base.database.is_there() {
        return Err(wrong("--database", "cette base n’existe pas"));
    }
    let file = base.key_path();
    let Some(former) = key::read(&file)? else {
        return Err(base.no_key());
    };
    let db = Db::alone(&base.database.url(), former.vault())
        .await
        .map_err(in_words)?;
    let ended = end(&db, &file, &former).await;
    db.close().await;
    for line in ended? {
        out::say(&line);
    }
    Ok(())
}

/// Changes the key, or ends what a former run began; gives what is to be said of it.
async fn end(db: &Db, file: &Path, former: &Key) -> Result<Vec<String>> {
    let done = change(db, file, former).await?;
    let day = services::calendar::to_field((clock::machine())());
    let day: String = day.chars().take(10).collect();
    let aside = key::put_in_place(file, former, &day).context(
        "la base est scellée avec la nouvelle clé, qui n’a pas pu être mise à sa place : corrigez, puis relancez `tiker rotate-key`, qui termine ",
    )?;
    if let Err(error) = db.forget_former().await {
        tracing::warn!(
            %error,
            "ce qui était scellé avec l'ancienne clé n'a pas pu être effacé du disque de PostgreSQL : VACUUM (FULL) le fait"
        );
    }
    let first = match done {
        Some(done) => format!(
            "La clé est changée : {} valeurs sont scellées avec la nouvelle, et {} sessions sont fermées. Tout le monde devra se reconnecter.",
            done.values, done.sessions
        ),
        None => "Le changement de clé commencé plus tôt est terminé. Tout le monde devra se reconnecter.".to_owned(),
    };
    Ok(vec![
        first,
        format!(
            "La nouvelle clé est {} : copiez-la ailleurs tout de suite, en entier (deux lignes), et jamais au même endroit que les sauvegardes.",
            file.display()
        ),
        format!(
            "L’ancienne est {} : les sauvegardes faites jusqu’ici ne s’ouvrent qu’avec elle. Gardez-la à part, aussi longtemps qu’elles, puis détruisez-la.",
            aside.display()
        ),
        "Faites maintenant une sauvegarde avec la nouvelle (`tiker backup`), vérifiez avec `tiker doctor`, puis lancez `tiker serve`.".to_owned(),
    ])
}

/// Makes the database the new key's, which is then in its file beside the former one. `None` when it was already.
async fn change(db: &Db, file: &Path, former: &Key) -> Result<Option<Done>> {
    let mut tx = db.write_long().await?;
    let missing = rotate::missing_migrations(&mut tx)
        .await
        .map_err(in_words)?;
    anyhow::ensure!(
        missing.is_empty(),
        "--database : cette base n’est pas à jour. Faites une sauvegarde (`tiker backup`), lancez `tiker migrate`, puis recommencez"
    );
    rotate::hold(&mut tx).await.map_err(in_words)?;
    let beside = key::beside(file, key::NEW);
    let found = key::find(&beside)?;
    if let Found::Whole(new) = &found
        && database::is_key(&mut tx, &new.vault()).await?
    {
        return Ok(None);
    }
    database::check_key(&mut tx, &former.vault()).await?;
    let mut rng = ChaCha20Rng::from_os_rng();
    let (new, made) = match found {
        // a run that was broken off before its end: nothing is sealed with it yet
        Found::Whole(new) if new.follows(former) => (new, false),
        Found::Whole(_) => {
            return Err(wrong(
                "--key-file",
                format!(
                    "{} est une clé, et n’est pas celle de cette base ni la suite de la sienne. Mettez ce fichier de côté, sans l’effacer, puis recommencez.",
                    beside.display()
                ),
            ));
        }
        // written in part: nothing was sealed with what was not whole on the disk
        Found::Broken => {
            std::fs::remove_file(&beside)?;
            (make(&beside, former, &mut rng)?, true)
        }
        Found::Nothing => (make(&beside, former, &mut rng)?, true),
    };
    let done = match seal_again(&mut tx, former, &new, &mut rng).await {
        Ok(done) => done,
        Err(error) => {
            drop(tx);
            if made {
                let _ = std::fs::remove_file(&beside);
            }
            return Err(error);
        }
    };
    // from here on what was answered and what lasts may differ: the new key stays, whatever comes
    tx.commit().await.context(
        "la base n’a pas confirmé le changement : relancez `tiker rotate-key`, qui verra s’il est fait ",
    )?;
    Ok(Some(done))
}

fn make(beside: &Path, former: &Key, rng: &mut ChaCha20Rng) -> Result<Key> {
    let new = former.followed_by(services::random(rng));
    key::write(beside, &new)?;
    Ok(new)
}

async fn seal_again(tx: &mut Tx, former: &Key, new: &Key, rng: &mut ChaCha20Rng) -> Result<Done> {
    let (old, new) = (former.vault(), new.vault());
    let mut nonce = || services::random::<24>(rng);
    let done = rotate::reseal(tx, &old, &new, &mut nonce)
        .await
        .map_err(refused)?;
    database::note_key(tx, &new).await?;
    Ok(done)
}

fn refused(refusal: Refusal) -> anyhow::Error {
    match refusal {
        Refusal::Unreadable { table, column, row } => anyhow!(
            "{table}.{column}, ligne {row} : cette valeur ne s’ouvre pas avec la clé de la base, et serait perdue. Rien n’a été changé : réparez cette ligne, puis recommencez"
        ),
        Refusal::Store(error) => in_words(error),
    }
}

fn in_words(error: StoreError) -> anyhow::Error {
    if error.is_busy() {
        anyhow!(IN_USE)
    } else {
        backup::in_words(error)
    }
}

#[cfg(test)]
mod tests;
