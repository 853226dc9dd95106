//! What is said on the terminal. Logs are `tracing`'s; this is for the person who typed the command.

use std::io::{ErrorKind, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use store::StoreError;

/// Whether something could not be said: whoever reads an answer that is cut off must not take it for whole.
static UNSAID: AtomicBool = AtomicBool::new(false);

/// A line on standard output. A closed pipe is no failure.
pub fn say(line: &str) {
    print(&format!("{line}\n"));
}

/// Whether something could not be written where it should: a full disk.
pub fn unsaid() -> bool {
    UNSAID.load(Ordering::Relaxed)
}

/// Text as it is on standard output.
pub fn print(text: &str) {
    let mut out = std::io::stdout();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        UNSAID.store(true, Ordering::Relaxed);
    }
}

/// A line on standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "tiker : {line}");
}

/// An error with what caused it, in words: the database's own are for programmers, and in English.
pub fn in_words(error: &anyhow::Error) -> String {
    let each = error
        .chain()
        .map(|cause| match cause.downcast_ref::<StoreError>() {
            Some(error) => of_store(error),
            None => cause.to_string(),
        });
    // what causes it below is in the words already
    let mut all: Vec<String> = Vec::new();
    for (cause, words) in error.chain().zip(each) {
        all.push(words);
        if cause.is::<StoreError>() {
            break;
        }
    }
    all.join(" : ")
}

fn of_store(error: &StoreError) -> String {
    match error {
        error if error.is_busy() => "la base est occupée : réessayez dans un moment".to_owned(),
        StoreError::Key => {
            "la base n’a pas été chiffrée avec cette clé : est-ce le bon fichier de clé ?"
                .to_owned()
        }
        StoreError::Newer(name) => format!(
            "la base vient d’une version plus récente de Tikêr ({name}) : mettez le programme à jour"
        ),
        StoreError::Address => {
            "adresse de base inconnue : attendu un nom de fichier, sqlite:… ou postgres://…"
                .to_owned()
        }
        StoreError::Lost => "la base n’a pas pu enregistrer : rien n’a été gardé".to_owned(),
        // for whoever is asked for help: the details as the database gives them
        other => format!("la base de données a refusé ({other})"),
    }
}

/// What went wrong with a file or an address, in words.
pub fn trouble(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "introuvable".to_owned(),
        ErrorKind::PermissionDenied => "accès refusé".to_owned(),
        ErrorKind::AlreadyExists => "existe déjà".to_owned(),
        ErrorKind::NotADirectory => "n’est pas un dossier".to_owned(),
        ErrorKind::IsADirectory => "est un dossier".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "en lecture seule".to_owned(),
        ErrorKind::StorageFull => "le disque est plein".to_owned(),
        ErrorKind::AddrInUse => "déjà utilisée par un autre programme".to_owned(),
        ErrorKind::AddrNotAvailable => "n’est pas une adresse de cette machine".to_owned(),
        _ => error.to_string(),
    }
}
