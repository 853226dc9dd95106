//! Sentences of the pages about projects (réalisations).

use crate::texts::Lang;
use civic::project::Status;

texts! {
    title: "Réalisations", "Raktresoù", "Projects";
    lead: "Ce que la commune s’est engagée à faire, et où cela en est.", "Ar pezh en deus prometet ar gumun ober, ha pelec'h emañ kont.", "What the commune has undertaken to do, and how it stands.";
    planned: "En préparation", "O vezañ prientet", "In preparation";
    started: "En cours", "War ober", "Under way";
    finished: "Réalisé", "Graet", "Done";
    stopped: "Abandonné", "Dilezet", "Given up";
    since: "Décidé le {date}", "Divizet d'an {date}", "Decided on {date}";
    empty_title: "Aucun projet pour l’instant", "Raktres ebet evit poent", "No project yet";
    empty_text: "Après un vote, les projets retenus sont suivis ici, étape par étape, jusqu’à leur inauguration.", "Goude ur vouezhiadeg e vez heuliet amañ ar raktresoù dibabet, pazenn goude pazenn, betek ar fin.", "After a vote, the chosen projects are followed here, step by step, until they are done.";
    empty_action: "Voir les démarches", "Gwelet an intruduoù", "See the processes";
    page_end: "Il n’y a pas d’autre projet après ceux-ci.", "N'eus raktres all ebet war-lerc'h ar re-mañ.", "There are no more projects after these.";
    steps: "Les étapes", "Ar pazennoù", "Steps";
    decided: "Le projet est décidé", "Divizet eo ar raktres", "The project is decided";
    no_steps: "La mairie racontera ici chaque étape\u{a0}: études, travaux, inauguration.", "Amañ e tisplego an ti-kêr pep pazenn: studioù, labourioù, digoradur.", "The town hall will tell each step here: studies, works, opening.";
    from: "D’où vient ce projet", "A-belec'h e teu ar raktres-mañ", "Where this project comes from";
    proposal: "La proposition d’origine", "Ar c'hinnig orin", "The original proposal";
    process: "La démarche", "An intrudu", "The process";
    cost: "Coût prévu", "Koust rakwelet", "Planned cost";
    category: "Thème", "Tem", "Theme";
    district: "Quartier", "Karter", "District";
    what: "Le projet", "Ar raktres", "The project";
}

/// A status in words.
#[must_use]
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Planned => planned(lang),
        Status::Started => started(lang),
        Status::Done => finished(lang),
        Status::Stopped => stopped(lang),
    }
}
