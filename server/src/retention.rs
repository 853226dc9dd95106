//! `tiker retention`: what the rules of retention would erase now, a line for each; with `--erase`, erases it.

use anyhow::Result;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::retention::{self, Rule};

use crate::cli::{Retention, wrong};
use crate::{clock, out};

/// `tiker retention`.
pub async fn run(options: Retention) -> Result<()> {
    let base = &options.base;
    if !base.database.is_there() {
        return Err(wrong("--database", "cette base n’existe pas"));
    }
    let db = base.open().await?;
    let (now, mut rng) = ((clock::machine())(), ChaCha20Rng::from_os_rng());
    let mut tx = db.write_long().await?;
    let done = retention::run(&mut tx, now, &mut rng).await?;
    if options.erase {
        tx.commit().await?;
    } else {
        // what was removed is there again: nothing was committed
        drop(tx);
    }
    db.close().await;
    for line in report(&done) {
        out::say(&line);
    }
    out::say(if options.erase {
        "C’est fait."
    } else {
        "Rien n’a été effacé : c’est un essai. Avec --erase, ce serait fait."
    });
    Ok(())
}

fn report(done: &[(Rule, u64)]) -> Vec<String> {
    let lines = done.iter().map(|(rule, gone)| {
        let (what, after) = (in_french(*rule), after(*rule));
        format!("{gone:>8}  {what} ({after})")
    });
    lines.collect()
}

fn after(rule: Rule) -> String {
    const DAY: i64 = 24 * 3600;
    match rule.seconds() {
        s if rule == Rule::Addresses => {
            format!(
                "après {} minutes, et dès que rien d’ouvert n’en a besoin",
                s / 60
            )
        }
        s if s % (365 * DAY) == 0 => format!("après {} ans", s / (365 * DAY)),
        s if s % DAY == 0 => format!("après {} jour(s)", s / DAY),
        s => format!("après {} minutes", s / 60),
    }
}

fn in_french(rule: Rule) -> &'static str {
    match rule {
        Rule::Codes => "codes de connexion",
        Rule::Sessions => "appareils connectés et inutilisés",
        Rule::Drafts => "textes tapés avant de se connecter",
        Rule::Journeys => "connexions commencées et abandonnées",
        Rule::Enrolments => "codes remis pour une première clé d’accès",
        Rule::Letters => "codes des lettres remises à l’accueil",
        Rule::Jobs => "courriels et autres tâches, faits ou abandonnés",
        Rule::Attempts => "essais comptés contre les abus",
        Rule::Rolls => "listes électorales périmées, ou apportées sans décision",
        Rule::Addresses => "empreintes d’adresses de comptes fermés",
        Rule::Unused => "comptes inutilisés, fermés",
        Rule::Told => "personnes prévenues que leur compte inutilisé sera fermé",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_says_how_much_of_what_after_how_long() {
        let lines = report(&[
            (Rule::Codes, 3),
            (Rule::Unused, 0),
            (Rule::Jobs, 12),
            (Rule::Addresses, 1),
        ]);
        assert_eq!(lines[0], "       3  codes de connexion (après 15 minutes)");
        assert_eq!(
            lines[1],
            "       0  comptes inutilisés, fermés (après 3 ans)"
        );
        assert_eq!(
            lines[2],
            "      12  courriels et autres tâches, faits ou abandonnés (après 7 jour(s))"
        );
        assert!(
            lines[3].ends_with("(après 60 minutes, et dès que rien d’ouvert n’en a besoin)"),
            "{}",
            lines[3]
        );
    }
}
