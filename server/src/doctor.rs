//! `tiker doctor`: looks at the installation and says in words what to do, a line each: `ok`, a note, or
//! `FAIRE` with the remedy. It changes nothing; with `--mail-to` it sends one mail.

mod data;
mod machine;

use anyhow::Result;
use std::path::Path;
use std::process::ExitCode;

use crate::assets::Site;
use crate::cli::Doctor;
use crate::mail::Mail;
use crate::{clock, out, serve};

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
    let report = examine(&options, (clock::machine())()).await?;
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

async fn examine(options: &Doctor, now: civic::time::Now) -> Result<Report> {
    let mut report = Report::default();
    let base = &options.base;
    if !base.database.is_there() {
        report.ill("La base n’existe pas encore : lancez `tiker serve`, ou corrigez --database.");
        return Ok(report);
    }
    let db = match base.connect().await {
        Ok(db) => db,
        Err(error) => {
            report.ill(format!("{error:#}"));
            return Ok(report);
        }
    };
    report.well("La base s’ouvre, et la clé ouvre ce qu’elle garde scellé.");
    machine::rights(base, &mut report);
    machine::keys(base, &mut report);
    let newest = data::examine(&db, now, &mut report).await?;
    db.close().await;
    machine::clock(now, newest, &mut report);
    machine::disk(&base.database, &mut report);
    machine::address(options.public_url.as_ref(), &mut report).await;
    mails(options, now, &mut report).await;
    match Site::load() {
        Ok(site) if site.is_empty() => report.note(
            "La partie navigateur n’est pas dans ce programme : faites-le avec `cargo xtask dist`, ou donnez son dossier dans TIKER_SITE.",
        ),
        Ok(_) => report.well("La partie navigateur est là."),
        Err(error) => report.ill(format!("{error:#}")),
    }
    Ok(report)
}

async fn mails(options: &Doctor, now: civic::time::Now, report: &mut Report) {
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
    }
    let outbox = match serve::outbox(&options.base, &options.mails) {
        Ok(outbox) => outbox,
        Err(error) => {
            report.ill(format!("{error:#}"));
            return;
        }
    };
    let remedy = "vérifiez --smtp, son nom et son secret, et --mail-from";
    if let Some(to) = &options.mail_to {
        let mail = Mail {
            to: to.clone(),
            subject: "Essai d’envoi de Tikêr".to_owned(),
            body: "Bonjour,\n\nsi vous lisez ceci, Tikêr sait envoyer des courriels.\n".to_owned(),
        };
        let id = format!("essai-{}", now.0);
        match outbox.send(&id, &mail, now).await {
            Ok(()) => report.well("Le courriel d’essai est parti : regardez s’il est arrivé, et s’il n’est pas parmi les indésirables."),
            Err(why) => report.ill(format!("Le courriel d’essai n’est pas parti ({why}) : {remedy}.")),
        }
    } else if options.mails.smtp.is_some() {
        match outbox.test().await {
            Ok(()) => report.well("Le serveur d’envoi des courriels répond. Pour un vrai essai : --mail-to votre@adresse."),
            Err(why) => report.ill(format!(
                "Le serveur d’envoi ne répond pas comme il faut ({why}) : {remedy}."
            )),
        }
    }
}

fn writable(folder: &Path) -> bool {
    let probe = folder.join(".essai");
    std::fs::write(&probe, "").is_ok() && std::fs::remove_file(&probe).is_ok()
}

#[cfg(test)]
mod tests;
