//! The one table of addresses. People see French words in every language; the language is the first
//! segment (`/`, `/br/…`, `/en/…`).

use crate::texts::Lang;
use civic::id::{ProjectId, ProposalId};
use civic::identity::Way;

/// An address in a language.
#[must_use]
pub fn to(lang: Lang, path: &str) -> String {
    match (lang.prefix(), path) {
        ("", path) => path.to_owned(),
        (prefix, "/") => prefix.to_owned(),
        (prefix, path) => format!("{prefix}{path}"),
    }
}

/// Accueil.
pub const HOME: &str = "/";
/// Participer.
pub const PROCESSES: &str = "/demarches";
/// Voter.
pub const VOTE: &str = "/voter";
/// Données.
pub const DATA: &str = "/donnees";
/// Checking the archive of a sealed vote.
pub const VERIFY: &str = "/verifier";
/// Moi.
pub const ME: &str = "/moi";
/// The devices that are signed in.
pub const DEVICES: &str = "/moi/appareils";
/// One's passkeys.
pub const PASSKEYS: &str = "/moi/cles";
/// Everything that is kept of oneself.
pub const MY_DATA: &str = "/moi/donnees";
/// The same as a file.
pub const MY_DATA_FILE: &str = "/moi/donnees.json";
/// Another e-mail address.
pub const ADDRESS: &str = "/moi/adresse";
/// Putting two accounts of one person together.
pub const MERGE: &str = "/moi/reunir";
/// Closing one's account.
pub const CLOSE_ACCOUNT: &str = "/moi/fermer";
/// Réalisations.
pub const PROJECTS: &str = "/projets";
/// Sign-in.
pub const SIGN_IN: &str = "/connexion";
/// Entering with a letter.
pub const LETTER: &str = "/connexion/lettre";
/// The first time through a provider.
pub const WELCOME: &str = "/connexion/bienvenue";
/// Typing the code.
pub const SIGN_IN_CODE: &str = "/connexion/code";
/// Sign-out.
pub const SIGN_OUT: &str = "/deconnexion";
/// Officials and agents.
pub const TOWN_HALL: &str = "/mairie";
/// About, personal data, accessibility.
pub const ABOUT: &str = "/a-propos";
/// The register of processing.
pub const REGISTER: &str = "/donnees-personnelles";
/// The data protection impact assessment.
pub const IMPACT: &str = "/analyse-impact";
/// The legal notice.
pub const LEGAL: &str = "/mentions-legales";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibilite";
/// The audit behind it.
pub const AUDIT: &str = "/accessibilite/audit";
/// Every public page.
pub const PLAN: &str = "/plan-du-site";
/// Mails of the demonstration.
pub const MAILS: &str = "/courriels";
/// The first start, while nobody administers.
pub const FIRST_START: &str = "/premier-demarrage";
/// The first start: the mail's code.
pub const FIRST_START_MAIL: &str = "/premier-demarrage/courriel";
/// Shown without network.
pub const OFFLINE: &str = "/hors-ligne";

/// Signing in through a provider.
#[must_use]
pub fn through(way: Way) -> &'static str {
    match way {
        Way::FranceConnect => "/connexion/franceconnect",
        Way::ProConnect => "/connexion/proconnect",
    }
}
/// Where a provider sends people back to; declared there, in no language.
#[must_use]
pub fn back_from(way: Way) -> &'static str {
    match way {
        Way::FranceConnect => "/connexion/franceconnect/retour",
        Way::ProConnect => "/connexion/proconnect/retour",
    }
}
/// Where it sends them back to after signing out.
#[must_use]
pub fn left(way: Way) -> &'static str {
    match way {
        Way::FranceConnect => "/deconnexion/franceconnect/retour",
        Way::ProConnect => "/deconnexion/proconnect/retour",
    }
}
/// A process.
#[must_use]
pub fn process(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/demarches/{slug}"))
}
/// The list of a process's proposals.
#[must_use]
pub fn proposals(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/demarches/{slug}/propositions"))
}
/// Making a proposal.
#[must_use]
pub fn new_proposal(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/demarches/{slug}/proposer"))
}
/// A process's result.
#[must_use]
pub fn result(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/demarches/{slug}/resultats"))
}
/// What became of my ballot.
#[must_use]
pub fn my_ballot(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/demarches/{slug}/mon-bulletin"))
}
/// A proposal.
#[must_use]
pub fn proposal(lang: Lang, id: &ProposalId) -> String {
    to(lang, &format!("/propositions/{id}"))
}
/// Something done to a proposal: `modifier`, `retirer`, `commenter`, `soutenir`.
#[must_use]
pub fn proposal_act(lang: Lang, id: &ProposalId, act: &str) -> String {
    to(lang, &format!("/propositions/{id}/{act}"))
}
/// The ballot paper of a process.
#[must_use]
pub fn ballot(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/voter/{slug}"))
}
/// Making a voting right before a sealed vote opens.
#[must_use]
pub fn right(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/voter/{slug}/droit"))
}
/// The page of a trustee of a sealed vote.
#[must_use]
pub fn trustee(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/depositaire/{slug}"))
}
/// The page of the registrar of a sealed vote.
#[must_use]
pub fn registrar(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/registre/{slug}"))
}
/// The town hall: the sealed urn of a process.
#[must_use]
pub fn desk_urn(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/mairie/demarches/{slug}/urne"))
}
/// The public urn of a sealed vote.
#[must_use]
pub fn urn(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/voter/{slug}/urne"))
}
/// The process of a ballot paper's address.
#[must_use]
pub fn of_ballot(address: &str) -> Option<&str> {
    let french = ["/br", "/en"]
        .iter()
        .find_map(|prefix| address.strip_prefix(prefix))
        .unwrap_or(address);
    let slug = french.strip_prefix("/voter/")?;
    (!slug.is_empty() && !slug.contains(['/', '?', '#'])).then_some(slug)
}
/// A project.
#[must_use]
pub fn project(lang: Lang, id: &ProjectId) -> String {
    to(lang, &format!("/projets/{id}"))
}

/// The town hall: making a process (`?modele=` names the template).
pub const DESK_NEW: &str = "/mairie/demarches/nouvelle";
/// The town hall: people.
pub const DESK_PEOPLE: &str = "/mairie/personnes";
/// The town hall: the list of districts.
pub const DESK_DISTRICTS: &str = "/mairie/quartiers";
/// The commune's name, colour and coat of arms.
pub const DESK_COMMUNE: &str = "/mairie/commune";
/// The electoral roll.
pub const DESK_ROLL: &str = "/mairie/liste-electorale";
/// The town hall: the legal notice.
pub const DESK_LEGAL: &str = "/mairie/mentions-legales";
/// The town hall: a process.
#[must_use]
pub fn desk_process(lang: Lang, slug: &str) -> String {
    to(lang, &format!("/mairie/demarches/{slug}"))
}
/// The town hall: a proposal to answer.
#[must_use]
pub fn desk_proposal(lang: Lang, id: &ProposalId) -> String {
    to(lang, &format!("/mairie/propositions/{id}"))
}
/// The town hall: a project to give news of.
#[must_use]
pub fn desk_project(lang: Lang, id: &ProjectId) -> String {
    to(lang, &format!("/mairie/projets/{id}"))
}

/// Whether an address given from outside may be gone to: a path of ours and nothing else.
#[must_use]
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|b| b.is_ascii_graphic())
        && path.len() < 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_gone_to() {
        assert!(is_local("/moi?x=1"));
        for bad in [
            "",
            "moi",
            "//evil.example",
            "/\\evil",
            "https://evil.example",
            "/a\nb",
            "/é",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
        assert_eq!(to(Lang::Br, "/"), "/br");
        assert_eq!(to(Lang::Fr, "/moi"), "/moi");
    }
}
