//! Whether a key is a database's own: a value that it sealed is kept among the facts of the database, with a hash, so that
//! both what it seals and what it looks up with are known. Never here: where the key comes from.

use anyhow::Result;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Tx, Vault};
use store::meta;

use super::KEY_FILE;
use crate::cli::wrong;
use crate::key;

/// Name of that value.
const NAME: &str = "key_check";
/// What it is, or begins with.
const CHECKED: &str = "tiker";

/// How far a key is the one that a database noted.
enum Fit {
    Whole,
    /// It seals as that one does, and does not look up as it does: the second line of its file is missing.
    Partly,
    Not,
}

fn checked(vault: &Vault) -> String {
    let lookup = vault.hash(NAME, CHECKED.as_bytes());
    format!("{CHECKED} {}", key::to_hex(&lookup))
}

fn fit(noted: &str, vault: &Vault) -> Fit {
    match vault.open(NAME, &key::from_hex(noted)) {
        // the first is from before a key could be changed: it looks up as it seals
        Ok(text) if text == CHECKED || text == checked(vault) => Fit::Whole,
        Ok(_) => Fit::Partly,
        Err(_) => Fit::Not,
    }
}

/// Whether the database knows which key is its own.
pub async fn is_noted(tx: &mut Tx) -> Result<bool> {
    Ok(meta::get(tx, NAME).await?.is_some())
}

/// Notes that a key is this database's.
pub async fn note_key(tx: &mut Tx, vault: &Vault) -> Result<()> {
    let nonce = services::random(&mut ChaCha20Rng::from_os_rng());
    let sealed = vault.seal(nonce, NAME, &checked(vault))?;
    meta::set(tx, NAME, &key::to_hex(&sealed)).await?;
    Ok(())
}

/// Whether a key is known to be this database's.
pub async fn is_key(tx: &mut Tx, vault: &Vault) -> Result<bool> {
    let noted = meta::get(tx, NAME).await?;
    Ok(noted.is_some_and(|noted| matches!(fit(&noted, vault), Fit::Whole)))
}

/// Refuses a key that did not seal what the database holds.
pub async fn check_key(tx: &mut Tx, vault: &Vault) -> Result<()> {
    let Some(noted) = meta::get(tx, NAME).await? else {
        return Ok(());
    };
    match fit(&noted, vault) {
        Fit::Whole => Ok(()),
        Fit::Partly => Err(wrong(
            KEY_FILE,
            "ce fichier de clé n’est pas entier : sa ligne « recherche » manque, ou n’est pas la bonne, et personne ne serait reconnu. Remettez le fichier depuis votre sauvegarde, avec ses deux lignes.",
        )),
        Fit::Not => Err(wrong(
            KEY_FILE,
            "cette clé n’est pas celle de cette base. Remettez le bon fichier depuis votre sauvegarde.",
        )),
    }
}
