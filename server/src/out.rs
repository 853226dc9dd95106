//! What is said on the terminal. Logs are `tracing`'s; this is for the person who typed the command.

use std::io::{ErrorKind, Write as _};

/// A line on standard output. A closed pipe is no failure.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Text as it is on standard output.
pub fn print(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// A line on standard error.
pub fn complain(line: &str) {
    let _ = writeln!(std::io::stderr(), "tiker : {line}");
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
