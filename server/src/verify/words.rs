//! The sentences of `tiker verify`, for somebody who votes and is no specialist.

use ballot::archive::Kind;
use ballot::text::hex;
use ballot::v1::verifier::{Report, Request};
use ballot::{Code, Refusal};

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
    say("L’archive est juste. Voici ce qui a été contrôlé :");
    say(&format!(
        "  scrutin         {}",
        shown(&report.election.name)
    ));
    say(&format!("  identifiant     {}", report.election.uuid));
    say(&format!("  empreinte       {}", report.fingerprint));
    say(&format!(
        "  droits de vote  {} (aucun en double, rangés sans ordre qui trahirait quelqu’un)",
        votes(report.credentials, report.rights)
    ));
    say(&format!(
        "  dépositaires    {} (chacun a prouvé qu’il détient sa clé)",
        report.trustees
    ));
    say(&format!(
        "  bulletins       {} : chacun est signé par un droit de vote, et prouve qu’il est permis \
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
             même droit de vote l’a remplacé.",
            found.event
        ),
        None => format!("\nLe bulletin {tracker} n’est pas dans l’urne."),
    });
}

/// Says what is wrong, and where.
pub fn refuse(refusal: &Refusal) {
    say("L’archive n’est pas juste.");
    say(&format!("  {}", sentence(refusal.code)));
    let place = &refusal.place;
    let number = |number: Option<usize>| number.map(|number| (number + 1).to_string());
    let places = [
        ("bulletin", place.ballot.clone()),
        ("événement", place.event.map(|event| event.to_string())),
        ("question", number(place.question)),
        ("choix", number(place.choice)),
        (
            "dépositaire",
            place.trustee.map(|trustee| trustee.to_string()),
        ),
        ("droit de vote", number(place.credential)),
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
    match code {
        Code::ArchiveUnreadable => "Le fichier ne se laisse pas lire jusqu’au bout.",
        Code::ArchiveStart => "Ce fichier n’est pas l’archive d’un scrutin.",
        Code::ArchiveVersion => "L’archive est d’une version que ce programme ne connaît pas.",
        Code::ArchiveHeader => "L’en-tête d’un enregistrement a été modifié.",
        Code::ArchiveTruncated => {
            "Le fichier s’arrête au milieu d’un enregistrement : il en manque une partie."
        }
        Code::ArchivePadding => "Quelque chose est caché dans le remplissage d’un enregistrement.",
        Code::ArchiveEndMarker => {
            "Le fichier finit comme une archive ordinaire : il a été refait par un autre programme."
        }
        Code::RecordName => "Un enregistrement n’a pas pour nom une empreinte.",
        Code::RecordTooLarge => "Un enregistrement est plus grand que ce qu’il peut contenir.",
        Code::RecordHash => {
            "Le contenu d’un enregistrement a été modifié : son empreinte ne correspond plus."
        }
        Code::RecordUnreferenced => "Un enregistrement n’appartient à aucun événement.",
        Code::RecordMissing => "Un événement parle d’un enregistrement qui n’est pas là.",
        Code::EventParent => "La chaîne des événements est rompue.",
        Code::EventHeight => "La numérotation des événements est rompue.",
        Code::EventUnknown => "Un événement est d’une sorte inconnue.",
        Code::EventPayload => {
            "Un événement porte un contenu qu’il ne doit pas avoir, ou n’en porte pas."
        }
        Code::HeadMissing => {
            "L’archive ne contient pas ce qui en avait été publié : des événements ont été retirés, ajoutés ou déplacés."
        }
        Code::SetupMissing => "L’archive ne commence pas par la préparation du scrutin.",
        Code::SetupTwice => "Le scrutin est préparé deux fois.",
        Code::BallotAfterEnd => "Un bulletin arrive après la clôture du vote.",
        Code::EndTwice => "Le vote est clos deux fois, ou après le dépouillement.",
        Code::EndMissing => "Les bulletins sont dépouillés sans que le vote ait été clos.",
        Code::TallyTwice => "Les bulletins sont additionnés deux fois.",
        Code::TallyMissing => "Le résultat est donné sans que les bulletins aient été additionnés.",
        Code::ShuffleUnexpected => {
            "Des bulletins sont mélangés dans un scrutin où il n’y a rien à mélanger."
        }
        Code::AfterResult => "Quelque chose a été ajouté après le résultat.",
        Code::ResultTwice => "Le résultat est donné deux fois.",
        Code::JsonForm => "Un texte n’est pas écrit de la seule façon permise.",
        Code::JsonSpace => "Une espace ou un retour à la ligne se trouve où il n’en faut pas.",
        Code::JsonFieldOrder => "Des champs ne sont pas dans leur ordre.",
        Code::JsonUnknownField => "Un champ a été ajouté : il pourrait marquer un bulletin.",
        Code::JsonTrailing => "Quelque chose suit la fin d’un texte.",
        Code::JsonText => "Des caractères ne sont pas écrits de la seule façon permise.",
        Code::NumberLeadingZero => {
            "Un nombre commence par un zéro : il pourrait marquer un bulletin."
        }
        Code::NumberForm => "Un nombre n’est pas fait de chiffres.",
        Code::NumberTooLarge => "Un nombre dépasse sa limite.",
        Code::NotInGroup => "Un nombre n’appartient pas au groupe du scrutin.",
        Code::VersionUnsupported => "Le scrutin est d’une version que ce programme ne connaît pas.",
        Code::GroupUnsupported => "Le scrutin utilise un groupe que ce programme ne connaît pas.",
        Code::QuestionNeedsMixnet => {
            "Une question demande de mélanger les bulletins (classement) : ce programme ne sait pas encore la vérifier."
        }
        Code::QuestionUnsupported => {
            "Une question est d’une sorte que ce programme ne connaît pas."
        }
        Code::QuestionRange => "Le nombre de choix permis par une question n’a pas de sens.",
        Code::ElectionUuid => "L’identifiant du scrutin n’en est pas un.",
        Code::ElectionKey => {
            "La clé du scrutin n’est pas faite de celles des dépositaires : quelqu’un d’autre pourrait lire les bulletins."
        }
        Code::TrusteeNone => "Il n’y a aucun dépositaire de clé, ou il y en a trop.",
        Code::TrusteeProof => "Un dépositaire n’a pas prouvé qu’il détient sa clé.",
        Code::TrusteeThreshold => "Le nombre de dépositaires nécessaires n’a pas de sens.",
        Code::TrusteeCertificate => "Le certificat d’un dépositaire n’est pas valable.",
        Code::TrusteeCommitment => "L’engagement d’un dépositaire n’est pas valable.",
        Code::TrusteeVerificationKey => {
            "La clé publique d’un dépositaire n’est pas celle de la cérémonie."
        }
        Code::TrusteeSignature => "La signature d’un dépositaire n’est pas valable.",
        Code::CredentialDuplicate => "Un droit de vote est compté deux fois.",
        Code::CredentialOrder => {
            "Les droits de vote ne sont pas rangés : leur ordre pourrait dire à qui ils sont."
        }
        Code::CredentialWeight => "Un droit de vote a un nombre de voix impossible.",
        Code::BallotElection => "Un bulletin est celui d’un autre scrutin.",
        Code::BallotElectionHash => {
            "Un bulletin a été fait pour une autre version du scrutin : questions ou candidats ont changé."
        }
        Code::BallotCredential => "Un bulletin n’est d’aucun droit de vote de la liste.",
        Code::BallotDuplicate => {
            "Le même bulletin est dans l’urne deux fois : un ancien vote a été remis."
        }
        Code::BallotAnswers => "Un bulletin n’a pas autant de réponses qu’il y a de questions.",
        Code::BallotChoices => "Une réponse n’a pas autant de choix que la question.",
        Code::BallotHash => "Un bulletin a été modifié après sa signature.",
        Code::BallotSignature => {
            "Un bulletin n’est pas signé par son droit de vote : il a été fabriqué."
        }
        Code::BallotChoiceProof => {
            "Un bulletin ne prouve pas que chaque choix est oui ou non : il pourrait peser plus d’une voix."
        }
        Code::BallotOverallProof => {
            "Un bulletin ne prouve pas qu’il respecte le nombre de choix permis."
        }
        Code::BallotBlankProof => "Un bulletin ne prouve pas qu’il est soit blanc, soit un vote.",
        Code::TallyDiffers => "La somme annoncée n’est pas celle des bulletins.",
        Code::TallyCount => {
            "Le nombre de votants ou de voix annoncé n’est pas celui des bulletins."
        }
        Code::DecryptionOwner => "Un déchiffrement n’est d’aucun dépositaire.",
        Code::DecryptionTwice => "Un dépositaire a déchiffré deux fois.",
        Code::DecryptionShape => "Un déchiffrement n’a pas la forme des questions.",
        Code::DecryptionProof => {
            "Un déchiffrement n’est pas prouvé : il pourrait changer le résultat."
        }
        Code::DecryptionMissing => "Il manque des déchiffrements pour ce résultat.",
        Code::ResultShape => "Le résultat n’a pas la forme des questions.",
        Code::ResultDiffers => "Le résultat annoncé n’est pas ce que contiennent les bulletins.",
        Code::CredentialForm => "Le code de vote n’a pas été tapé juste.",
        Code::ChoicesNotAllowed => "Ces choix ne sont pas permis par la question.",
        Code::CeremonyMessage => {
            "Un message entre dépositaires ne s’ouvre pas, ou n’est pas de qui il dit."
        }
    }
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
    fn every_reason_has_a_sentence_of_its_own() {
        let mut sentences: Vec<_> = Code::ALL.iter().map(|code| sentence(*code)).collect();
        assert!(sentences.iter().all(|one| one.ends_with('.')));
        sentences.sort_unstable();
        sentences.dedup();
        assert_eq!(sentences.len(), Code::ALL.len());
    }
}
