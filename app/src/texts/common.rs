//! Sentences of the frame: tabs, footer, what every page shares.

use super::{Lang, several};
use crate::fmt;

texts! {
    skip: "Aller au contenu", "Mont d'an danvez", "Skip to content";
    nav_main: "Navigation principale", "Merdeiñ pennañ", "Main navigation";
    tab_home: "Accueil", "Degemer", "Home";
    tab_participate: "Participer", "Perzhiañ", "Take part";
    tab_vote: "Voter", "Mouezhiañ", "Vote";
    tab_data: "Données", "Roadennoù", "Data";
    tab_me: "Moi", "Me", "Me";
    pocket: "Mairie de poche", "Ti-kêr godell", "Town hall in your pocket";
    demonstration: "Commune de démonstration, inventée", "Kumun-diskouez, ijinet", "Demonstration commune, invented";
    warning: "Avertissement", "Kemenn-diwall", "Notice";
    demo_mails: "Courriels de la démonstration", "Posteloù an diskouez", "Mails of the demonstration";
    about: "À propos, données personnelles", "Diwar-benn, roadennoù personel", "About, personal data";
    town_hall: "Espace mairie", "Takad an ti-kêr", "Town hall area";
    languages: "Langues", "Yezhoù", "Languages";
    crumbs: "Fil d’Ariane", "Hent", "Breadcrumb";
    free_software: "Tikêr, logiciel libre", "Tikêr, meziant frank", "Tikêr, free software";
    optional: "facultatif", "diret", "optional";
    error_summary: "À corriger", "Da reizhañ", "Please correct";
    cancel: "Annuler", "Nullañ", "Cancel";
    back: "Retour", "Distreiñ", "Back";
    send: "Envoyer", "Kas", "Send";
    save: "Enregistrer", "Enrollañ", "Save";
    see_all: "Tout voir", "Gwelet pep tra", "See all";
    next_page: "Suivantes", "War-lerc'h", "Next";
    previous_page: "Début de la liste", "Penn-kentañ ar roll", "Start of the list";
    pages: "Pages", "Pajennoù", "Pages";
    state_submitted: "Déposée", "Lakaet", "Submitted";
    state_admitted: "Recevable", "Degemeret", "Admitted";
    state_refused: "Non retenue", "Nac'het", "Not admitted";
    state_withdrawn: "Retirée", "Tennet", "Withdrawn";
    state_selected: "Lauréate", "Dibabet", "Selected";
    state_not_selected: "Non financée", "N'eo ket arc'hantaouet", "Not funded";
    stance_for: "Pour", "A-du", "For";
    stance_against: "Contre", "A-enep", "Against";
    stance_neutral: "Neutre", "Neptu", "Neutral";
    moment_open: "Ouvert", "Digor", "Open";
    moment_closed: "Clos", "Serr", "Closed";
    moment_soon: "Bientôt", "A-benn nebeut", "Soon";
    draft_kept: "Nous avons gardé ce que vous aviez écrit.", "Dalc'het hon eus ar pezh ho poa skrivet.", "We kept what you had written.";
    anonymous_author: "Une habitante ou un habitant", "Un annezad pe un annezadez", "A resident";
    official_author: "Projet du dossier", "Raktres an teuliad", "Project of the file";
}

/// "12 soutiens".
#[must_use]
pub fn supports(lang: Lang, n: i64) -> String {
    let word = match lang {
        Lang::Fr => several(lang, n, "soutien", "soutiens"),
        Lang::Br => "harp",
        Lang::En => several(lang, n, "support", "supports"),
    };
    format!("{}\u{a0}{word}", fmt::number(lang, n))
}

/// "3 commentaires".
#[must_use]
pub fn comments(lang: Lang, n: i64) -> String {
    let word = match lang {
        Lang::Fr => several(lang, n, "commentaire", "commentaires"),
        Lang::Br => "evezhiadenn",
        Lang::En => several(lang, n, "comment", "comments"),
    };
    format!("{}\u{a0}{word}", fmt::number(lang, n))
}

/// "43 propositions".
#[must_use]
pub fn proposals(lang: Lang, n: i64) -> String {
    let word = match lang {
        Lang::Fr => several(lang, n, "proposition", "propositions"),
        Lang::Br => "kinnig",
        Lang::En => several(lang, n, "proposal", "proposals"),
    };
    format!("{}\u{a0}{word}", fmt::number(lang, n))
}
