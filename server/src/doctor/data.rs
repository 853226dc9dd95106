//! What `tiker doctor` looks at in the database: its schema, who administers, what waits, votes not yet
//! counted, the last backup.

use anyhow::Result;
use app::texts::Lang;
use civic::permission::Role;
use civic::time::Now;
use services::Db;
use services::sealed::{self, Trouble};
use store::{job, meta};

use super::Report;
use crate::backup;

/// After so many seconds a job that waits, or a vote that is over, should have been seen to.
const LATE: i64 = 15 * 60;
/// A backup older than so many days is too old.
const OLD_BACKUP: i64 = 8;

/// Looks; gives the newest instant that the data knows, in microseconds.
pub async fn examine(db: &Db, now: Now, report: &mut Report) -> Result<Option<i64>> {
    let missing = match db.missing_migrations().await.map_err(backup::in_words) {
        Ok(missing) => missing,
        Err(error) => {
            report.ill(format!("{error:#}"));
            return Ok(None);
        }
    };
    if !missing.is_empty() {
        report.ill(format!(
            "La base attend {} mise(s) à jour ({}) : faites une sauvegarde (`tiker backup`), puis `tiker migrate`, ou redémarrez le service.",
            missing.len(),
            missing.join(", ")
        ));
        // its tables are not those that this program asks
        return Ok(None);
    }
    report.well("Le schéma de la base est à jour.");
    let mut tx = db.read().await?;
    let demonstration = meta::get(&mut tx, meta::DEMONSTRATION).await?.as_deref() == Some("1");
    if demonstration {
        report.note("C’est une base de démonstration : `tiker serve` ne la servira pas.");
    } else {
        if meta::get(&mut tx, meta::COMMUNE).await?.is_none() {
            report.note("La commune n’a pas de nom : tiker admin commune « Nom de la commune ».");
        }
        match store::account::count_with(&mut tx, Role::Administrator).await? {
            0 => report.note("Personne n’administre encore ce site : lancez `tiker serve`, ouvrez la page qu’il annonce et tapez-y son code ; ou bien `tiker admin grant COURRIEL administrator`."),
            n => report.well(format!("{n} personne(s) administre(nt) le site.")),
        }
    }
    jobs(&mut tx, now, report).await?;
    legal(&mut tx, report).await?;
    let uncounted = store::process::to_count(&mut tx, now.plus_seconds(-LATE)).await?;
    match uncounted.len() {
        0 => report.well("Aucun vote terminé n’attend son dépouillement."),
        n => report.ill(format!(
            "{n} vote(s) terminé(s) depuis plus d’un quart d’heure sans dépouillement : lancez le service (`tiker serve`) ; s’il tourne, lisez son journal (journalctl -u tiker)."
        )),
    }
    sealed_votes(&mut tx, now, report).await?;
    let processes = store::process::all(&mut tx, true).await?.len();
    let last = meta::get(&mut tx, meta::LAST_BACKUP).await?;
    let last: Option<i64> = last.and_then(|t| t.parse().ok());
    let remedy =
        "`tiker backup FICHIER`, et chaque jour par le minuteur fourni (docs/operations.md)";
    match last.map(|at| (now.0 - at) / 86_400_000_000) {
        None if demonstration || processes == 0 => {
            report.note(format!("Aucune sauvegarde encore : {remedy}."));
        }
        None => report.ill(format!(
            "Aucune sauvegarde n’a jamais été faite : {remedy}."
        )),
        Some(days) if days >= OLD_BACKUP => {
            report.ill(format!("La dernière sauvegarde a {days} jours : {remedy}."))
        }
        Some(0) => report.well("La dernière sauvegarde a moins d’un jour."),
        Some(days) => report.well(format!("La dernière sauvegarde a {days} jour(s).")),
    }
    let newest = store::audit::newest(&mut tx).await?;
    Ok(newest.max(last))
}

/// Sealed votes that hang on somebody: the desk's page of each says on whom.
async fn sealed_votes(tx: &mut services::Tx, now: Now, report: &mut Report) -> Result<()> {
    for (process, trouble) in sealed::troubles(tx, now, LATE).await? {
        let (title, page) = (
            &process.title,
            app::route::desk_urn(Lang::Fr, &process.slug),
        );
        match trouble {
            Trouble::NotReady => report.note(format!(
                "Le vote scellé « {title} » s’ouvre bientôt, et ses dépositaires ou ses codes de vote ne sont pas prêts : {page} dit ce qui manque."
            )),
            Trouble::NotOpened => report.ill(format!(
                "Le vote scellé « {title} » devrait être ouvert et ne l’est pas : {page} dit ce qui manque ; il s’ouvre dès que c’est là."
            )),
            Trouble::NeverHeld => report.note(format!(
                "Le vote scellé « {title} » n’a pas eu lieu : son urne ne s’est pas ouverte avant la fin de ses dates. Dites-le aux habitants ({page}) et créez une autre démarche."
            )),
            Trouble::NotClosed => report.ill(format!(
                "Le vote scellé « {title} » est fini et son urne n’est pas close : lancez le service (`tiker serve`) ; s’il tourne, lisez son journal (journalctl -u tiker)."
            )),
            Trouble::NotCounted => report.note(format!(
                "Le vote scellé « {title} » est clos depuis plus d’un jour et attend encore des dépositaires : {page} dit qui."
            )),
        }
    }
    Ok(())
}

async fn legal(tx: &mut services::Tx, report: &mut Report) -> Result<()> {
    let missing = services::legal::load(tx).await?.missing();
    match missing {
        0 => report.well("Les mentions légales sont remplies."),
        n => report.note(format!(
            "Mentions légales : {n} ligne(s) à remplir (Mairie › Mentions légales)."
        )),
    }
    Ok(())
}

async fn jobs(tx: &mut services::Tx, now: Now, report: &mut Report) -> Result<()> {
    let (waiting, dead) = job::counts(tx).await?;
    let late = job::late(tx, now.plus_seconds(-LATE)).await?;
    match (waiting, late) {
        (0, _) => report.well("Aucune tâche n’attend."),
        (_, 0) => report.well(format!("{waiting} tâche(s) en attente, aucune en retard.")),
        _ => report.ill(format!(
            "{late} tâche(s) attendent depuis plus d’un quart d’heure : le service est arrêté, ou le serveur d’envoi ne répond pas. Lancez `tiker serve` ; s’il tourne, lisez son journal (journalctl -u tiker)."
        )),
    }
    match dead {
        0 => report.well("Aucune tâche n’a été abandonnée."),
        n => report.ill(format!(
            "{n} tâche(s) abandonnée(s) après plusieurs essais : vérifiez le serveur d’envoi (--smtp). Les personnes concernées peuvent redemander un code."
        )),
    }
    Ok(())
}
