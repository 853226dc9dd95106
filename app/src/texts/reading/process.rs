//! Sentences of the list of processes and of a process's page.

use crate::texts::{Lang, common};
use civic::permission::Level;
use civic::process::{Moment, PhaseKind, Template};

texts! {
    list_title: "Participer", "Perzhiañ", "Take part";
    list_lead: "Budgets participatifs, concertations, pétitions\u{a0}: tout ce que la commune ouvre aux habitants.", "Budjedoù perzhiañ, kendivizoù, sinadegoù: kement a zigor ar gumun d'an annezidi.", "Participatory budgets, consultations, petitions: everything the commune opens to its residents.";
    open_now: "Ouvertes en ce moment", "Digor bremañ", "Open now";
    soon: "Bientôt", "A-benn nebeut", "Soon";
    over: "Terminées", "Echu", "Over";
    list_empty_title: "Aucune démarche pour l’instant", "Intrudu ebet evit poent", "No process yet";
    list_empty_text: "Dès que la mairie ouvrira un budget participatif, une concertation ou une pétition, vous les trouverez ici.", "Kerkent ha ma vo digoret ur budjed perzhiañ, ur c'hendiviz pe ur sinadeg gant an ti-kêr e kavot anezho amañ.", "As soon as the town hall opens a participatory budget, a consultation or a petition, you will find them here.";
    template_budget: "Budget participatif", "Budjed perzhiañ", "Participatory budget";
    template_concertation: "Concertation", "Kendiviz", "Consultation";
    template_petition: "Pétition", "Sinadeg", "Petition";
    phase_propose: "Dépôt des propositions", "Kinnigoù an annezidi", "Proposals";
    phase_review: "Étude par la mairie", "Studi gant an ti-kêr", "Review by the town hall";
    phase_vote: "Vote", "Mouezhiadeg", "Vote";
    phase_follow_vote: "Résultat et réalisation", "Disoc'h ha sevel ar raktresoù", "Result and building";
    phase_follow: "Réponse de la mairie", "Respont an ti-kêr", "Answer of the town hall";
    phase_discuss: "Discussion", "Kendiviz", "Discussion";
    phase_sign: "Signatures", "Sinadurioù", "Signatures";
    do_propose: "Déposez vos idées, commentez et soutenez celles des autres.", "Lakait ho mennozhioù, reit ho soñj ha harpit re ar re all.", "Put forward your ideas, comment on and support those of others.";
    do_review: "La mairie regarde si chaque proposition est recevable et combien elle coûterait. Vous pouvez encore commenter et soutenir.", "Gwiriañ a ra an ti-kêr ha degemeret e c'hall bezañ pep kinnig ha pegement e koustfe. Gallout a rit c'hoazh reiñ ho soñj hag harpañ.", "The town hall checks whether each proposal is admissible and what it would cost. You can still comment and support.";
    do_vote: "Choisissez vos projets. Votre nom et votre bulletin sont gardés à part l’un de l’autre.", "Dibabit ho raktresoù. Miret e vez hoc'h anv hag ho paper-mouezhiañ distag an eil diouzh egile.", "Choose your projects. Your name and your ballot are kept apart.";
    do_follow_vote: "Le résultat est publié, puis la mairie raconte, étape par étape, l’avancement des projets retenus.", "Embannet e vez an disoc'h, ha goude-se e tispleg an ti-kêr, pazenn goude pazenn, araokadur ar raktresoù dibabet.", "The result is published, then the town hall tells, step by step, how the chosen projects progress.";
    do_follow: "La mairie répond et dit ce qu’elle fera.", "Respont a ra an ti-kêr ha lavarout a ra petra a raio.", "The town hall answers and says what it will do.";
    do_discuss: "Donnez votre avis, proposez, répondez aux autres.", "Roit ho soñj, kinnigit, respontit d'ar re all.", "Say what you think, propose, answer others.";
    do_sign: "Lancez une pétition ou signez celles des autres.", "Lañsit ur sinadeg pe sinit re ar re all.", "Start a petition or sign those of others.";
    will_propose: "Vous pourrez déposer vos idées, commenter et soutenir celles des autres.", "Gallout a reot lakaat ho mennozhioù, reiñ ho soñj hag harpañ re ar re all.", "You will be able to put forward your ideas, comment on and support those of others.";
    will_review: "La mairie regardera si chaque proposition est recevable et combien elle coûterait. Vous pourrez encore commenter et soutenir.", "Gwiriañ a raio an ti-kêr ha degemeret e c'hall bezañ pep kinnig ha pegement e koustfe. Gallout a reot c'hoazh reiñ ho soñj hag harpañ.", "The town hall will check whether each proposal is admissible and what it would cost. You will still be able to comment and support.";
    will_vote: "Vous choisirez vos projets. Votre nom et votre bulletin sont gardés à part l’un de l’autre.", "Dibab a reot ho raktresoù. Miret e vez hoc'h anv hag ho paper-mouezhiañ distag an eil diouzh egile.", "You will choose your projects. Your name and your ballot are kept apart.";
    will_follow_vote: "Le résultat sera publié, puis la mairie racontera, étape par étape, l’avancement des projets retenus.", "Embannet e vo an disoc'h, ha goude-se e tisplego an ti-kêr, pazenn goude pazenn, araokadur ar raktresoù dibabet.", "The result will be published, then the town hall will tell, step by step, how the chosen projects progress.";
    will_follow: "La mairie répondra et dira ce qu’elle fera.", "Respont a raio an ti-kêr ha lavarout petra a raio.", "The town hall will answer and say what it will do.";
    will_discuss: "Vous pourrez donner votre avis, proposer, répondre aux autres.", "Gallout a reot reiñ ho soñj, kinnig, respont d'ar re all.", "You will be able to say what you think, propose, answer others.";
    will_sign: "Vous pourrez lancer une pétition ou signer celles des autres.", "Gallout a reot lañsañ ur sinadeg pe sinañ re ar re all.", "You will be able to start a petition or sign those of others.";
    was_propose: "Les habitants ont pu déposer leurs idées, commenter et soutenir celles des autres.", "Gallet o deus an annezidi lakaat o mennozhioù, reiñ o soñj hag harpañ re ar re all.", "Residents could put forward their ideas, comment on and support those of others.";
    was_review: "La mairie a étudié les propositions\u{a0}: sont-elles recevables, et combien coûteraient-elles\u{a0}?", "Studiet eo bet ar c'hinnigoù gant an ti-kêr: ha degemeret e c'hallont bezañ, ha pegement e koustfent?", "The town hall studied the proposals: are they admissible, and what would they cost?";
    was_vote: "Les habitants ont choisi leurs projets.", "Dibabet o deus an annezidi o raktresoù.", "Residents chose their projects.";
    was_follow: "Cette étape est terminée.", "Echu eo ar bazenn-mañ.", "This step is over.";
    was_discuss: "Les habitants ont pu donner leur avis, proposer, se répondre.", "Gallet o deus an annezidi reiñ o soñj, kinnig, respont an eil d'egile.", "Residents could say what they think, propose, answer each other.";
    was_sign: "Les habitants ont pu lancer des pétitions et signer celles des autres.", "Gallet o deus an annezidi lañsañ sinadegoù ha sinañ re ar re all.", "Residents could start petitions and sign those of others.";
    phase_until: "{phase}, jusqu’au {date}", "{phase}, betek an {date}", "{phase}, until {date}";
    phase_from: "{phase}, à partir du {date}", "{phase}, adalek an {date}", "{phase}, from {date}";
    over_since: "Terminé le {date}", "Echu d'an {date}", "Ended on {date}";
    dates: "Du {from} au {to}", "Eus an {from} betek an {to}", "From {from} to {to}";
    now_here: "en cours", "o ren", "under way";
    done: "terminé", "echu", "over";
    calendar: "Le calendrier", "An deiziataer", "Dates";
    in_short: "En bref", "E berr gomzoù", "In short";
    budget: "Budget à répartir", "Budjed da rannañ", "Budget to share out";
    goal: "Signatures attendues", "Sinadurioù gortozet", "Signatures wanted";
    count: "Propositions", "Kinnigoù", "Proposals";
    count_petitions: "Pétitions", "Sinadegoù", "Petitions";
    who: "Qui peut participer", "Piv a c'hall kemer perzh", "Who can take part";
    who_contribute: "Pour proposer, commenter et soutenir\u{a0}:", "Evit kinnig, reiñ e soñj hag harpañ:", "To propose, comment and support:";
    who_sign: "Pour lancer une pétition et signer\u{a0}:", "Evit lañsañ ur sinadeg ha sinañ:", "To start a petition and sign:";
    who_vote: "Pour voter\u{a0}:", "Evit mouezhiañ:", "To vote:";
    level_mailbox: "toute personne qui a un compte ici.", "an holl dud o deus ur gont amañ.", "anyone who has an account here.";
    level_identified: "toute personne dont l’identité est vérifiée, par FranceConnect ou à l’accueil de la mairie.", "an holl dud gwiriet o identelezh, gant FranceConnect pe e degemer an ti-kêr.", "anyone whose identity is verified, by FranceConnect or at the town hall desk.";
    level_resident: "les personnes dont la mairie a vérifié, à l’accueil, qu’elles habitent, travaillent ou étudient dans la commune.", "an dud gwiriet gant an ti-kêr: ret eo dezho bevañ, labourat pe studiañ er gumun.", "people whom the town hall has checked, at its desk, to live, work or study in the commune.";
    level_elector: "les personnes inscrites sur la liste électorale de la commune, reconnues par FranceConnect, ou à l’accueil de la mairie sur une pièce d’identité.", "an dud enskrivet war roll an dilennerien, anavezet gant FranceConnect, pe e degemer an ti-kêr diwar ur paper-identelezh.", "people on the commune’s electoral roll, recognised by FranceConnect, or at the town hall desk by an identity document.";
    level_anonymous: "tout le monde.", "an holl.", "everybody.";
    promise: "Ce que devient le résultat", "Petra a vo graet gant an disoc'h", "What happens with the result";
    how_counted: "Comment les votes sont comptés", "Penaos e vez kontet ar mouezhioù", "How votes are counted";
    ballots_title: "Les bulletins seront publiés, sans nom", "Embannet e vo ar paperioù-mouezhiañ, hep anv", "Ballots will be published, without names";
    ballots_text: "Après le vote, chaque bulletin sera publié dans le désordre et sous un numéro tiré au hasard\u{a0}: ni nom, ni heure, ni âge, ni quartier. Chacun pourra refaire le compte. S’il y a moins de 50 votants, rien n’est publié.", "Goude ar vouezhiadeg e vo embannet pep paper, en dizurzh ha dindan un niverenn tennet d'ar sord: nag anv, nag eur, nag oad, na karter. An holl a c'hallo adober ar gont. Ma'z eus nebeutoc'h eget 50 voter, ne vo embannet netra.", "After the vote, each ballot will be published in random order under a random number: no name, no time, no age, no district. Anyone can count again. With fewer than 50 voters, nothing is published.";
    ballots_done_title: "Les bulletins sont publiés, sans nom", "Embannet eo ar paperioù-mouezhiañ, hep anv", "Ballots are published, without names";
    ballots_done_text: "Chaque bulletin est publié dans le désordre et sous un numéro tiré au hasard\u{a0}: ni nom, ni heure, ni âge, ni quartier. Chacun peut refaire le compte.", "Embannet eo pep paper en dizurzh ha dindan un niverenn tennet d'ar sord: nag anv, nag eur, nag oad, na karter. An holl a c'hall adober ar gont.", "Each ballot is published in random order under a random number: no name, no time, no age, no district. Anyone can count again.";
    ballots_link: "Les fichiers du vote", "Restroù ar vouezhiadeg", "Files of the vote";
    ballots_few_title: "Les bulletins ne sont pas publiés", "N'eo ket embannet ar paperioù-mouezhiañ", "Ballots are not published";
    ballots_few_text: "Il y a eu moins de 50 votants\u{a0}: publier les bulletins aurait pu trahir un choix.", "Nebeutoc'h eget 50 voter a zo bet: embann ar paperioù en dije gallet diskuliañ un dibab.", "There were fewer than 50 voters: publishing the ballots could have given a choice away.";
    act_vote: "Voter", "Mouezhiañ", "Vote";
    act_propose: "Faire une proposition", "Ober ur c'hinnig", "Make a proposal";
    act_petition: "Lancer une pétition", "Lañsañ ur sinadeg", "Start a petition";
    act_read: "Lire les propositions", "Lenn ar c'hinnigoù", "Read the proposals";
    act_read_ballot: "Lire les projets", "Lenn ar raktresoù", "Read the projects";
    act_sign: "Lire et signer", "Lenn ha sinañ", "Read and sign";
    act_result: "Voir le résultat", "Gwelet an disoc'h", "See the result";
    act_my_ballot: "Avec mon reçu de vote", "Gant ma fomm-degemer", "With my voting receipt";
    counting: "Le vote est clos. Le résultat paraît ici dès que les bulletins sont comptés.", "Serr eo ar vouezhiadeg. An disoc'h a vo embannet amañ kerkent ha ma vo kontet ar paperioù.", "The vote is closed. The result appears here as soon as the ballots are counted.";
    as_file: "Les propositions en tableau (CSV)", "Ar c'hinnigoù en un daolenn (CSV)", "The proposals as a table (CSV)";
}

/// What a template is called.
#[must_use]
pub fn template(lang: Lang, template: Template) -> &'static str {
    match template {
        Template::ParticipatoryBudget => template_budget(lang),
        Template::Concertation => template_concertation(lang),
        Template::Petition => template_petition(lang),
    }
}

/// What a phase is called; the last one depends on whether there was a vote.
#[must_use]
pub fn phase(lang: Lang, kind: PhaseKind, template: Template) -> &'static str {
    match kind {
        PhaseKind::Propose => phase_propose(lang),
        PhaseKind::Review => phase_review(lang),
        PhaseKind::Vote => phase_vote(lang),
        PhaseKind::Follow if template == Template::ParticipatoryBudget => phase_follow_vote(lang),
        PhaseKind::Follow => phase_follow(lang),
        PhaseKind::Discuss => phase_discuss(lang),
        PhaseKind::Sign => phase_sign(lang),
    }
}

/// What one can do in a phase, could do or will be able to.
#[must_use]
pub fn phase_text(lang: Lang, kind: PhaseKind, template: Template, moment: Moment) -> &'static str {
    use PhaseKind::{Discuss, Follow, Propose, Review, Sign, Vote};
    let voted = template == Template::ParticipatoryBudget;
    match (moment, kind) {
        (Moment::Current, Propose) => do_propose(lang),
        (Moment::Current, Review) => do_review(lang),
        (Moment::Current, Vote) => do_vote(lang),
        (Moment::Current, Follow) if voted => do_follow_vote(lang),
        (Moment::Current, Follow) => do_follow(lang),
        (Moment::Current, Discuss) => do_discuss(lang),
        (Moment::Current, Sign) => do_sign(lang),
        (Moment::Future, Propose) => will_propose(lang),
        (Moment::Future, Review) => will_review(lang),
        (Moment::Future, Vote) => will_vote(lang),
        (Moment::Future, Follow) if voted => will_follow_vote(lang),
        (Moment::Future, Follow) => will_follow(lang),
        (Moment::Future, Discuss) => will_discuss(lang),
        (Moment::Future, Sign) => will_sign(lang),
        (Moment::Past, Propose) => was_propose(lang),
        (Moment::Past, Review) => was_review(lang),
        (Moment::Past, Vote) => was_vote(lang),
        (Moment::Past, Follow) => was_follow(lang),
        (Moment::Past, Discuss) => was_discuss(lang),
        (Moment::Past, Sign) => was_sign(lang),
    }
}

/// Who is meant by a level.
#[must_use]
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Anonymous => level_anonymous(lang),
        Level::Mailbox => level_mailbox(lang),
        Level::Identified => level_identified(lang),
        Level::Resident => level_resident(lang),
        Level::Elector => level_elector(lang),
    }
}

/// "43 propositions", or "3 pétitions".
#[must_use]
pub fn items(lang: Lang, template: Template, n: i64) -> String {
    if template != Template::Petition {
        return common::proposals(lang, n);
    }
    petitions(lang, n)
}

counted! {
    petitions: ["{n} pétition", "{n} de pétitions", "{n} pétitions"], ["{n} sinadeg", "{n} sinadeg", "{n} sinadeg", "{n} a sinadegoù", "{n} sinadeg"], ["{n} petition", "{n} petitions"];
}
