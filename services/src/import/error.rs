//! Why a file is refused, in French: these sentences go to whoever typed the command.

use crate::Error;
use civic::pabulib::{self, Reason, Section};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file contradicts itself or holds what cannot be taken.
    #[error("ligne {line} : {reason}")]
    File {
        /// The line, from 1.
        line: usize,
        /// What is wrong, as a French sentence without its full stop.
        reason: String,
    },
    /// A use case refused.
    #[error("{}", service(.0))]
    Service(#[from] Error),
}

impl ImportError {
    pub(super) fn of_file(error: &pabulib::Error) -> ImportError {
        ImportError::at(error.line, words(&error.reason))
    }

    pub(super) fn at(line: usize, reason: impl Into<String>) -> ImportError {
        ImportError::File {
            line,
            reason: reason.into(),
        }
    }
}

fn service(error: &Error) -> String {
    match error {
        Error::Store(e) => format!("la base de données a refusé : {e}"),
        Error::Count(e) => format!("le dépouillement a refusé : {e}"),
        other => format!("les règles de l’application ont refusé : {other}"),
    }
}

fn name(section: Section) -> &'static str {
    match section {
        Section::Meta => "META",
        Section::Projects => "PROJECTS",
        Section::Votes => "VOTES",
    }
}

fn words(reason: &Reason) -> String {
    match reason {
        Reason::NotUtf8 => "le texte n’est pas en UTF-8".to_owned(),
        Reason::Nul => "un caractère nul (NUL)".to_owned(),
        Reason::ControlCharacter => {
            "un caractère de contrôle ou une marque d’ordre des octets dans le texte".to_owned()
        }
        Reason::LineTooLong { limit } => format!("la ligne dépasse {limit} octets"),
        Reason::TextBeforeSection => "du texte avant la première section".to_owned(),
        Reason::MissingSection { section } => format!("la section {} manque", name(*section)),
        Reason::MisplacedSection { section } => {
            format!("la section {} est mal placée ou répétée", name(*section))
        }
        Reason::WrongHeader { section } => {
            format!(
                "l’en-tête de la section {} n’est pas le bon",
                name(*section)
            )
        }
        Reason::WrongQuotes => "des guillemets mal fermés".to_owned(),
        Reason::WrongFieldCount { expected, found } => {
            format!("{found} champ(s) au lieu de {expected}")
        }
        Reason::MissingKey { key } => format!("la clé {key} manque"),
        Reason::DuplicateKey { key } => format!("la clé {key} est répétée"),
        Reason::BadNumber { key } => format!("{key} n’est pas un nombre entier acceptable"),
        Reason::BadDate { key } => format!("{key} n’est pas une date jour.mois.année"),
        Reason::DatesReversed => "le vote finit avant de commencer".to_owned(),
        Reason::UnsupportedVoteType { vote_type } => {
            format!("le type de vote {vote_type} n’est pas pris en charge")
        }
        Reason::BadBudget => {
            "le budget n’est pas un montant positif, avec deux décimales au plus".to_owned()
        }
        Reason::BadCost => {
            "le coût n’est pas un montant positif, avec deux décimales au plus".to_owned()
        }
        Reason::BadId => {
            "l’identifiant est vide, contient une virgule ou est le nom d’une section".to_owned()
        }
        Reason::DuplicateProject { id } => format!("le projet {id} est répété"),
        Reason::DuplicateVoter { id } => format!("le votant {id} est répété"),
        Reason::UnknownProject { id } => {
            format!("le bulletin nomme le projet {id}, qui n’existe pas")
        }
        Reason::RepeatedChoice { id } => format!("le bulletin nomme deux fois le projet {id}"),
        Reason::BadPoints => {
            "les points manquent, ne sont pas des nombres entiers, ou il n’y en a pas un par projet"
                .to_owned()
        }
        Reason::UnexpectedPoints => "des points dans un vote sans points".to_owned(),
        Reason::PointsOutOfRange => {
            "les points du bulletin sortent des limites annoncées par le fichier".to_owned()
        }
        Reason::TooFewChoices { min, found } => {
            format!("{found} projet(s) dans le bulletin, {min} au moins attendu(s)")
        }
        Reason::TooManyChoices { max, found } => {
            format!("{found} projet(s) dans le bulletin, {max} au plus attendu(s)")
        }
        Reason::ProjectCountMismatch { declared, found } => {
            format!("{declared} projet(s) annoncé(s), {found} trouvé(s)")
        }
        Reason::VoteCountMismatch { declared, found } => {
            format!("{declared} bulletin(s) annoncé(s), {found} trouvé(s)")
        }
        Reason::ProjectVotesMismatch {
            id,
            declared,
            found,
        } => format!("projet {id} : {declared} voix annoncée(s), {found} comptée(s)"),
        Reason::ProjectScoreMismatch {
            id,
            declared,
            found,
        } => format!("projet {id} : {declared} point(s) annoncé(s), {found} compté(s)"),
    }
}
