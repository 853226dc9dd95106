//! `tiker doctor`: looks at the installation and says in words what to do. Changes nothing but what
//! opening a database does.

use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;
use store::meta;

use crate::assets::Site;
use crate::cli::Doctor;
use crate::database::Address;
use crate::{key, out, serve};

/// What was found: a line each, and whether something must be done.
#[derive(Default)]
pub struct Report {
    lines: Vec<String>,
    ill: bool,
}

impl Report {
    fn well(&mut self, line: impl std::fmt::Display) {
        self.lines.push(format!("  ok     {line}"));
    }

    fn note(&mut self, line: impl std::fmt::Display) {
        self.lines.push(format!("  note   {line}"));
    }

    fn ill(&mut self, line: impl std::fmt::Display) {
        self.ill = true;
        self.lines.push(format!("  FAIRE  {line}"));
    }
}

/// `tiker doctor`.
pub async fn run(options: Doctor) -> Result<ExitCode> {
    let report = examine(&options).await?;
    for line in &report.lines {
        out::say(line);
    }
    if report.ill {
        out::say("Quelque chose est à faire : voyez les lignes FAIRE.");
        return Ok(ExitCode::FAILURE);
    }
    out::say("Tout va bien.");
    Ok(ExitCode::SUCCESS)
}

async fn examine(options: &Doctor) -> Result<Report> {
    let mut report = Report::default();
    let base = &options.base;
    if !base.database.is_there() {
        report.ill("La base n’existe pas encore : lancez `tiker serve`, ou corrigez --database.");
        return Ok(report);
    }
    let file = base.key_path();
    let db = match base.open().await {
        Ok(db) => db,
        Err(error) => {
            report.ill(format!("{error:#}"));
            return Ok(report);
        }
    };
    report.well("La base s’ouvre et son schéma est à jour.");
    report.well("La clé ouvre ce que la base garde scellé.");
    if key::is_open(&file) {
        report.ill(format!(
            "D’autres comptes de cette machine peuvent lire la clé : chmod 600 {}",
            file.display()
        ));
    }
    if let Address::File(path) = &base.database
        && key::is_open(path)
    {
        report.ill(format!(
            "D’autres comptes de cette machine peuvent lire la base : chmod 600 {}",
            path.display()
        ));
    }
    let mut tx = db.read().await?;
    let mark = meta::get(&mut tx, meta::DEMONSTRATION).await?;
    let commune = meta::get(&mut tx, meta::COMMUNE).await?;
    let (waiting, dead) = store::job::counts(&mut tx).await?;
    drop(tx);
    db.close().await;
    if mark.as_deref() == Some("1") {
        report.note("C’est une base de démonstration : `tiker serve` ne la servira pas.");
    } else if commune.is_none() {
        report.note("La commune n’a pas de nom : tiker admin commune « Nom de la commune ».");
    }
    match waiting {
        0 => report.well("Aucune tâche n’attend."),
        n => report.note(format!(
            "{n} en attente (courriels à envoyer). Si ce nombre ne baisse pas, le service est arrêté ou le serveur d’envoi ne répond pas."
        )),
    }
    match dead {
        0 => report.well("Aucune tâche n’a été abandonnée."),
        n => report.ill(format!(
            "{n} abandonnée(s) après cinq essais : vérifiez le serveur d’envoi (--smtp). Les personnes concernées peuvent redemander un code."
        )),
    }
    mails(options, &mut report).await;
    match Site::load() {
        Ok(site) if site.is_empty() => report.note(
            "La partie navigateur n’est pas dans ce programme : faites-le avec `cargo xtask dist`, ou donnez son dossier dans TIKER_SITE.",
        ),
        Ok(_) => report.well("La partie navigateur est là."),
        Err(error) => report.ill(format!("{error:#}")),
    }
    Ok(report)
}

async fn mails(options: &Doctor, report: &mut Report) {
    if options.mails.smtp.is_none() {
        let folder = serve::mail_folder(&options.base, options.mails.mail_folder.clone());
        report.note(format!(
            "Aucun serveur d’envoi (--smtp) : les codes de connexion restent dans {} et personne ne les reçoit.",
            folder.display()
        ));
        if folder.exists() && !writable(&folder) {
            report.ill(format!(
                "Le dossier des courriels {} ne peut pas être écrit : corrigez ses droits.",
                folder.display()
            ));
        }
        return;
    }
    match serve::outbox(&options.base, &options.mails) {
        Ok(outbox) => match outbox.test().await {
            Ok(()) => report.well("Le serveur d’envoi des courriels répond."),
            Err(why) => report.ill(format!(
                "Le serveur d’envoi ne répond pas comme il faut ({why}) : vérifiez --smtp, son nom et son secret."
            )),
        },
        Err(error) => report.ill(format!("{error:#}")),
    }
}

fn writable(folder: &Path) -> bool {
    let probe = folder.join(".essai");
    std::fs::write(&probe, "").is_ok() && std::fs::remove_file(&probe).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Mails;
    use crate::testing::Folder;

    fn options(folder: &Folder) -> Doctor {
        Doctor {
            base: folder.base(),
            mails: Mails {
                smtp: None,
                mail_from: None,
                mail_folder: None,
            },
        }
    }

    #[tokio::test]
    async fn it_says_what_to_do() {
        let folder = Folder::new("doctor");
        let options = options(&folder);
        let report = examine(&options).await.unwrap();
        assert!(report.ill && report.lines[0].contains("tiker serve"));
        options.base.open().await.unwrap().close().await;
        let report = examine(&options).await.unwrap();
        assert!(!report.ill, "{:?}", report.lines);
        assert!(report.lines.iter().any(|l| l.contains("--smtp")));
        std::fs::write(options.base.key_path(), "0".repeat(64)).unwrap();
        let report = examine(&options).await.unwrap();
        assert!(report.ill && report.lines[0].contains("pas celle de cette base"));
    }
}
