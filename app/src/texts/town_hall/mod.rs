//! Sentences of the town hall's area: the board, names of roles, what was just
//! done. Phases, kinds of process and states of projects are called as on the public pages.

pub mod commune;
pub mod desk;
pub mod document;
pub mod entrusted;
pub mod form;
pub mod letter;
pub mod people;
pub mod roll;
pub mod urn;

use super::Lang;
use civic::permission::Role;

texts! {
    title: "Espace mairie", "Takad an ti-kêr", "Town hall area";
    lead: "Ce qui vous attend, et où en est chaque démarche.", "Ar pezh a zo da ober, ha pelec'h emañ pep intrudu.", "What waits for you, and where each process stands.";
    new_process: "Nouvelle démarche", "Intrudu nevez", "New process";
    districts: "Quartiers", "Karterioù", "Districts";
    districts_note: "La liste proposée à qui dépose une idée", "Ar roll kinniget d'an neb a lak ur mennozh", "The list offered to whoever proposes";
    districts_lead: "Ces noms sont proposés à qui dépose une idée, et servent à filtrer les listes.", "An anvioù-se a vez kinniget d'an neb a lak ur mennozh, hag a dalvez da silañ ar rolloù.", "These names are offered to whoever proposes, and filter the lists.";
    districts_names: "Un nom par ligne, dans l’ordre voulu", "Un anv dre linenn, en urzh fellet", "One name a line, in the order wanted";
    districts_hint: "Trente au plus. Un quartier retiré reste sur les propositions qui l’ont déjà. Sans quartiers, laissez vide.", "Tregont d'ar muiañ. Ur c'harter tennet a chom war ar c'hinnigoù a zo gantañ dija. Lezit goullo ma n'eus karter ebet.", "Thirty at most. A district taken off stays on the proposals that have it. Leave empty for none.";
    districts_many: "C’est trop\u{a0}: trente quartiers au plus.", "Re a zo: tregont karter d'ar muiañ.", "That is too many: thirty districts at most.";
    done_districts: "La liste des quartiers est enregistrée.", "Enrollet eo roll ar c'harterioù.", "The list of districts is saved.";
    people: "Personnes", "Tud", "People";
    people_find: "Trouver une personne", "Kavout un den", "Find a person";
    people_note: "Vérifier une habitante ou un habitant, confier un rôle", "Gwiriañ un annezad pe un annezadez, fiziout ur roll", "Verify a resident, give a role";
    processes: "Démarches", "Intruduoù", "Processes";
    waits: "À faire", "Da ober", "To do";
    nothing_waits: "Rien n’attend votre réponse.", "Netra ne c'hortoz ho respont.", "Nothing waits for your answer.";
    no_process_title: "Aucune démarche pour l’instant", "Intrudu ebet evit poent", "No process yet";
    no_process: "Commencez par un modèle\u{a0}: budget participatif, concertation ou pétition. Les règles et les dates sont préremplies et se corrigent.", "Krogit gant ur patrom: budjed perzhiañ, kendiviz pe sinadeg. Rakleuniet eo ar reolennoù hag an deiziadoù, hag e c'haller kemmañ anezho.", "Start from a template: participatory budget, consultation or petition. Rules and dates are filled in and can be changed.";
    first_process: "Créer la première démarche", "Krouiñ an intrudu kentañ", "Create the first process";
    see_public: "Voir la page publique", "Gwelet ar bajenn foran", "See the public page";
    over: "Terminée", "Echu", "Finished";
    next_step: "Ensuite\u{a0}: {phase}, à partir du {date}", "Goude-se: {phase}, adalek an {date}", "Next: {phase}, from {date}";
    counted: "Votes dépouillés", "Kontet eo ar mouezhioù", "Votes counted";
    to_count: "Dépouillement en cours", "O kontañ ar mouezhioù", "Votes being counted";
    role_official: "Personne élue ou service", "Dilennad pe servij", "Elected official or service";
    role_agent: "Agent d’accueil", "Implijad an degemer", "Desk agent";
    role_administrator: "Administration", "Mererezh", "Administrator";
    saved: "C’est enregistré", "Enrollet eo", "Saved";
    done_created: "La démarche est créée et visible par tout le monde.", "Krouet eo an intrudu ha gwelet e c'hall bezañ gant an holl.", "The process is created and everybody can see it.";
    done_edited: "La démarche est modifiée.", "Kemmet eo an intrudu.", "The process is changed.";
    done_opened: "L’étape est ouverte.", "Digor eo ar bazenn.", "The step is open.";
    done_closed: "L’étape est close.", "Serr eo ar bazenn.", "The step is closed.";
    done_answered: "Réponse enregistrée", "Enrollet eo ar respont", "Answer saved";
    done_answered_next: "Voici la proposition suivante à laquelle répondre.", "Setu ar c'hinnig da-heul da respont.", "Here is the next proposal to answer.";
    done_answered_all: "Plus aucune proposition n’attend de réponse dans cette démarche.", "N'eus kinnig ebet ken o c'hortoz ur respont en intrudu-mañ.", "No proposal waits for an answer in this process any more.";
    done_project: "Le projet est ouvert. Donnez-en des nouvelles à chaque étape.", "Digor eo ar raktres. Roit keleier da bep pazenn.", "The project is open. Give news at each step.";
    done_milestone: "La nouvelle est publiée.", "Embannet eo ar c'heloù.", "The news is published.";
    done_verified: "La personne est vérifiée.", "Gwiriet eo an den.", "The person is verified.";
    done_unverified: "La vérification est annulée.", "Nullet eo ar gwiriadur.", "The verification is undone.";
    done_given: "Le rôle est donné. Les appareils de cette personne sont déconnectés\u{a0}: elle se reconnectera.", "Roet eo ar roll. Digevreet eo ardivinkoù an den-se: kevreañ a raio en-dro.", "The role is given. This person’s devices are signed out: signing in again is needed.";
    done_taken: "Le rôle est retiré. Les appareils de cette personne sont déconnectés\u{a0}: elle se reconnectera.", "Tennet eo ar roll. Digevreet eo ardivinkoù an den-se: kevreañ a raio en-dro.", "The role is taken back. This person’s devices are signed out: signing in again is needed.";
    not_done: "Ce n’est pas possible maintenant", "N'eo ket posupl bremañ", "This is not possible now";
}

/// A role's name.
#[must_use]
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Official => role_official(lang),
        Role::Agent => role_agent(lang),
        Role::Administrator => role_administrator(lang),
    }
}

/// "3 projets sans nouvelles depuis 90 jours".
#[must_use]
pub fn quiet(lang: Lang, n: i64, days: i64) -> String {
    super::fill(&without_news(lang, n), &[("days", &days.to_string())])
}

counted! {
    to_answer: ["{n} proposition attend une réponse", "{n} de propositions attendent une réponse", "{n} propositions attendent une réponse"], ["{n} c'hinnig a c'hortoz ur respont", "{n} ginnig a c'hortoz ur respont", "{n} c'hinnig a c'hortoz ur respont", "{n} a ginnigoù a c'hortoz ur respont", "{n} kinnig a c'hortoz ur respont"], ["{n} proposal waits for an answer", "{n} proposals wait for an answer"];
    to_open: ["{n} proposition financée à suivre comme projet", "{n} de propositions financées à suivre comme projets", "{n} propositions financées à suivre comme projets"], ["{n} c'hinnig arc'hantaouet da heuliañ evel raktres", "{n} ginnig arc'hantaouet da heuliañ evel raktres", "{n} c'hinnig arc'hantaouet da heuliañ evel raktres", "{n} a ginnigoù arc'hantaouet da heuliañ evel raktresoù", "{n} kinnig arc'hantaouet da heuliañ evel raktres"], ["{n} funded proposal to follow as a project", "{n} funded proposals to follow as projects"];
    without_news: ["{n} projet sans nouvelle depuis {days}\u{a0}jours", "{n} de projets sans nouvelles depuis {days}\u{a0}jours", "{n} projets sans nouvelles depuis {days}\u{a0}jours"], ["{n} raktres hep keloù abaoe {days}\u{a0}deiz", "{n} raktres hep keloù abaoe {days}\u{a0}deiz", "{n} raktres hep keloù abaoe {days}\u{a0}deiz", "{n} a raktresoù hep keloù abaoe {days}\u{a0}deiz", "{n} raktres hep keloù abaoe {days}\u{a0}deiz"], ["{n} project without news for {days}\u{a0}days", "{n} projects without news for {days}\u{a0}days"];
}
