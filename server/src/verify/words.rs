//! The sentences of `tiker verify`, for somebody who votes and is no specialist.

use app::texts::Lang;
use ballot::archive::Kind;
use ballot::text::hex;
use ballot::v1::verifier::{Report, Request};
use ballot::{Code, Fault, Refusal};

use crate::out::say;

/// A text of the archive, harmless on a terminal: whoever wrote it could move the cursor, or turn
/// the direction of writing, to make another result be read.
fn shown(text: &str) -> String {
    let harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|c| if harmful(c) { '\u{fffd}' } else { c })
        .collect()
}

/// Says what a right archive contains.
pub fn tell(report: &Report, request: &Request) {
    say(if report.complete() {
        "L’archive est juste. Voici ce qui a été contrôlé :"
    } else {
        "L’archive est juste jusqu’ici. Elle n’a pas de résultat : le dépouillement n’a pas pu être contrôlé."
    });
    say(&format!(
        "  scrutin         {}",
        shown(&report.election.name)
    ));
    say(&format!("  identifiant     {}", report.election.uuid));
    say(&format!("  empreinte       {}", report.fingerprint));
    say(&format!(
        "  codes de vote   {} (aucun en double, rangés sans ordre qui trahirait quelqu’un)",
        votes(report.credentials, report.rights)
    ));
    say(&format!(
        "  leur liste      {}",
        ballot::words::of(&report.list)
    ));
    say(&format!(
        "  dépositaires    {} (chacun a prouvé qu’il détient sa clé)",
        report.trustees
    ));
    say(&format!(
        "  bulletins       {} : chacun est signé par un code de vote, et prouve qu’il est permis \
         sans dire ce qu’il contient",
        report.ballots
    ));
    say(&format!(
        "  votants         {} ; seul le dernier bulletin de chacun compte",
        votes(report.voters, report.weight)
    ));
    stage(report);
    if let Some(result) = &report.result {
        for (question, row) in report.election.questions.iter().zip(result) {
            say(&format!("\n  {}", shown(&question.question)));
            let blank = question.blank.then_some("vote blanc");
            let labels = blank
                .into_iter()
                .chain(question.answers.iter().map(String::as_str));
            for (label, count) in labels.zip(row) {
                say(&format!("  {count:>10}  {}", shown(label)));
            }
        }
    }
    if let Some(last) = &report.head.last {
        say(&format!("\nDernier maillon : {}", hex(last)));
        say(
            "Comparez-le à celui que la commune publie : s’il est le même, vous avez la même archive.",
        );
    }
    for (head, event) in &report.heads {
        say(&format!(
            "\nLe maillon {} est bien dans l’archive (événement {event}).",
            hex(head)
        ));
    }
    tracker(report, request);
}

fn stage(report: &Report) {
    say(match report.stage {
        Kind::Setup | Kind::Ballot => "  étape           le vote est ouvert",
        Kind::EndBallots => {
            "  étape           le vote est clos, les bulletins ne sont pas additionnés"
        }
        Kind::Result => {
            "  étape           dépouillé ; la somme, chaque déchiffrement et le résultat sont justes"
        }
        _ => {
            "  étape           les bulletins sont additionnés, le résultat n’est pas encore déchiffré"
        }
    });
}

/// A number, and the votes it stands for when they are not as many.
fn votes(number: u64, weight: u64) -> String {
    if number == weight {
        number.to_string()
    } else {
        format!("{number} ({weight} voix)")
    }
}

fn tracker(report: &Report, request: &Request) {
    let Some(tracker) = &request.tracker else {
        return;
    };
    say(&match report.found {
        Some(found) if found.counts => {
            format!(
                "\nVotre bulletin {tracker} est dans l’urne et il compte (événement {}).",
                found.event
            )
        }
        Some(found) => format!(
            "\nLe bulletin {tracker} est dans l’urne (événement {}), mais un bulletin plus récent du \
             même code de vote l’a remplacé.",
            found.event
        ),
        None => format!(
            "\nLe bulletin {tracker} n’est pas dans l’urne. Vérifiez le numéro, mot par mot ou signe par signe ; s’il est juste, \
             montrez votre reçu à la commune."
        ),
    });
}

/// Says what is wrong, and where.
pub fn refuse(refusal: &Refusal) {
    say(match refusal.code.fault() {
        Fault::NoArchive => "Ce n’est pas une archive : choisissez le fichier .bel du scrutin.",
        Fault::Damaged => "Le fichier est abîmé : téléchargez l’archive encore une fois.",
        Fault::Unsupported => "Ce programme ne sait pas contrôler cette archive.",
        Fault::Head => {
            "Ce maillon n’est pas dans l’archive : vérifiez d’abord qu’il est bien copié."
        }
        Fault::Wrong => "L’archive n’est pas juste.",
    });
    say(&format!("  {}", sentence(refusal.code)));
    let place = &refusal.place;
    let number = |number: Option<usize>| number.map(|number| (number + 1).to_string());
    let places = [
        ("bulletin", place.ballot.clone()),
        ("maillon", place.head.clone()),
        ("événement", place.event.map(|event| event.to_string())),
        ("question", number(place.question)),
        ("choix", number(place.choice)),
        (
            "dépositaire",
            place.trustee.map(|trustee| trustee.to_string()),
        ),
        ("code de vote", number(place.credential)),
        (
            "octet de l’archive",
            place.offset.map(|offset| offset.to_string()),
        ),
        ("octet du texte", place.byte.map(|byte| byte.to_string())),
    ];
    for (name, place) in places {
        if let Some(place) = place {
            say(&format!("  {name} : {place}"));
        }
    }
    say(&format!("  raison : {}", refusal.code.name()));
}

/// A reason in words.
pub fn sentence(code: Code) -> &'static str {
    app::texts::refusal::sentence(Lang::Fr, code.name()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_write_elsewhere_on_the_terminal() {
        assert_eq!(
            shown("Un\u{1b}[2J é — « ’ »\u{202e}\n"),
            "Un\u{fffd}[2J é — « ’ »\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn every_reason_has_a_sentence_of_its_own_in_each_language() {
        for lang in Lang::ALL {
            let said = |code: &Code| app::texts::refusal::sentence(lang, code.name());
            let mut sentences: Vec<_> = Code::ALL.iter().map(|code| said(code).unwrap()).collect();
            assert!(sentences.iter().all(|one| one.ends_with('.')));
            sentences.sort_unstable();
            sentences.dedup();
            assert_eq!(sentences.len(), Code::ALL.len());
            // and none for a reason that there is no more
            assert_eq!(app::texts::refusal::all(lang).count(), Code::ALL.len());
        }
    }
}
