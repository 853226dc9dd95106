//! Sentences of the frame: tabs, footer, what every page shares.

texts! {
    skip: "Aller au contenu", "Mont d'an danvez", "Skip to content";
    nav_main: "Navigation principale", "Merdeiñ pennañ", "Main navigation";
    tab_home: "Accueil", "Degemer", "Home";
    tab_participate: "Participer", "Perzhiañ", "Take part";
    tab_vote: "Voter", "Mouezhiañ", "Vote";
    tab_data: "Données", "Roadennoù", "Data";
    tab_me: "Moi", "Me", "Me";
    pocket: "Mairie de poche", "Ti-kêr godell", "Town hall in your pocket";
    manifest_about: "Proposer, débattre, voter et suivre les projets de sa commune.", "Kinnig, kaozeal, mouezhiañ ha heuliañ raktresoù ar gumun.", "Propose, discuss, vote and follow the projects of one’s commune.";
    manifest_vote: "Les votes ouverts dans votre commune", "Ar votadegoù digor en ho kumun", "The votes open in your commune";
    manifest_participate: "Les démarches et les propositions", "An intruduoù hag ar c'hinnigoù", "Processes and proposals";
    demonstration: "Commune de démonstration, inventée", "Kumun-diskouez, ijinet", "Demonstration commune, invented";
    warning: "Avertissement", "Kemenn-diwall", "Notice";
    demo_mails: "E‑mails de la démonstration", "Posteloù an diskouez", "Mails of the demonstration";
    about: "À propos, données personnelles", "Diwar-benn, roadennoù personel", "About, personal data";
    town_hall: "Espace mairie", "Takad an ti-kêr", "Town hall area";
    languages: "Langues", "Yezhoù", "Languages";
    crumbs: "Fil d’Ariane", "Hent", "Breadcrumb";
    free_software: "Tikêr, logiciel libre", "Tikêr, meziant frank", "Tikêr, free software";
    optional: "facultatif", "diret", "optional";
    required: "Tout est à remplir, sauf ce qui est marqué «\u{a0}facultatif\u{a0}».", "Pep tra a zo da leuniañ, nemet ar pezh a zo merket «\u{a0}diret\u{a0}».", "Everything is to be filled in, except what is marked “optional”.";
    error_summary: "À corriger", "Da reizhañ", "Please correct";
    no_network: "Pas de réseau\u{a0}: rien n’est parti. Gardez cette page ouverte et réessayez.", "Rouedad ebet: n'eo aet netra. Dalc'hit ar bajenn-mañ digor ha klaskit en-dro.", "No network: nothing was sent. Keep this page open and try again.";
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
    state_selected: "Financée", "Arc'hantaouet", "Funded";
    state_not_selected: "Non financée", "N'eo ket arc'hantaouet", "Not funded";
    stance_for: "Pour", "A-du", "For";
    stance_against: "Contre", "A-enep", "Against";
    stance_neutral: "Sans avis tranché", "Hep soñj troc'h", "Undecided";
    moment_open: "Ouvert", "Digor", "Open";
    moment_closed: "Clos", "Serr", "Closed";
    moment_soon: "Bientôt", "A-benn nebeut", "Soon";
    draft_kept: "Nous avons gardé ce que vous aviez écrit.", "Dalc'het hon eus ar pezh ho poa skrivet.", "We kept what you had written.";
    erased: "Proposition effacée par son auteur", "Kinnig diverket gant e oberour", "Proposal erased by its author";
    anonymous_author: "Une habitante ou un habitant", "Un annezad pe un annezadez", "A resident";
    official_author: "Projet du dossier", "Raktres an teuliad", "Project of the file";
}

counted! {
    supports: ["{n} soutien", "{n} de soutiens", "{n} soutiens"], ["{n} harp", "{n} harp", "{n} harp", "{n} a harpoù", "{n} harp"], ["{n} support", "{n} supports"];
    comments: ["{n} commentaire", "{n} de commentaires", "{n} commentaires"], ["{n} evezhiadenn", "{n} evezhiadenn", "{n} evezhiadenn", "{n} a evezhiadennoù", "{n} evezhiadenn"], ["{n} comment", "{n} comments"];
    proposals: ["{n} proposition", "{n} de propositions", "{n} propositions"], ["{n} c'hinnig", "{n} ginnig", "{n} c'hinnig", "{n} a ginnigoù", "{n} kinnig"], ["{n} proposal", "{n} proposals"];
}
