//! Sentences of the home page and of the piece that greets a signed-in person.

use crate::fmt;
use crate::texts::{Lang, fill};

texts! {
    window: "Accueil", "Degemer", "Home";
    heading: "{commune}, en ce moment", "{commune}, bremañ", "{commune}, right now";
    lead: "Ce qui est ouvert, ce qui se prépare, ce qui a été décidé.", "Ar pezh a zo digor, ar pezh emeur o prientiñ, ar pezh a zo bet divizet.", "What is open, what is coming, what was decided.";
    panel_vote: "{title}\u{a0}: le vote est ouvert", "{title}: digor eo ar vouezhiadeg", "{title}: the vote is open";
    panel_vote_action: "Voter", "Mouezhiañ", "Vote";
    panel_propose: "{title}\u{a0}: à vous de proposer", "{title}: deoc'h da ginnig", "{title}: your turn to propose";
    panel_propose_text: "Une idée pour la commune\u{a0}? Déposez-la, ou soutenez celles des autres.", "Ur mennozh evit ar gumun? Kinnigit anezhañ, pe harpit re ar re all.", "An idea for the commune? Put it forward, or support those of others.";
    panel_propose_action: "Voir et proposer", "Gwelet ha kinnig", "See and propose";
    panel_discuss: "{title}\u{a0}: la discussion est ouverte", "{title}: digor eo ar c'hendiviz", "{title}: the discussion is open";
    panel_discuss_text: "Dites ce que vous en pensez, proposez, répondez aux autres.", "Lavarit ho soñj, kinnigit, respontit d'ar re all.", "Say what you think, propose, answer others.";
    panel_discuss_action: "Lire et participer", "Lenn ha kemer perzh", "Read and take part";
    panel_sign: "{title}\u{a0}: les pétitions sont ouvertes", "{title}: digor eo ar sinadegoù", "{title}: petitions are open";
    panel_sign_text: "Lancez une pétition, ou signez celles qui comptent pour vous.", "Lañsit ur sinadeg, pe sinit ar re a gont evidoc'h.", "Start a petition, or sign those that matter to you.";
    panel_sign_action: "Lire et signer", "Lenn ha sinañ", "Read and sign";
    panel_comes: "Bientôt\u{a0}: {title}", "A-benn nebeut: {title}", "Soon: {title}";
    panel_comes_text: "Prochaine étape\u{a0}: {phase}.", "Ar bazenn da zont: {phase}.", "Next step: {phase}.";
    panel_comes_action: "En savoir plus", "Gouzout hiroc'h", "Find out more";
    panel_decided: "{title}\u{a0}: le résultat est connu", "{title}: anavezet eo an disoc'h", "{title}: the result is known";
    panel_decided_action: "Voir le résultat", "Gwelet an disoc'h", "See the result";
    until: "Jusqu’au {date}", "Betek an {date}", "Until {date}";
    from: "À partir du {date}", "Adalek an {date}", "From {date}";
    open_others: "Aussi ouvert", "Digor ivez", "Also open";
    open_all: "Toutes les démarches", "An holl intrudu", "All processes";
    decided: "Ce qui a été décidé", "Ar pezh a zo bet divizet", "What was decided";
    decided_none: "Les résultats des votes et l’avancement des projets se liront ici.", "Disoc'hoù ar mouezhiadegoù hag araokadur ar raktresoù a vo da lenn amañ.", "Results of votes and the progress of projects will be read here.";
    counted_on: "Compté le {date}", "Kontet d'an {date}", "Counted on {date}";
    projects_all: "Toutes les réalisations", "An holl raktresoù", "All projects";
    empty_title: "La première démarche arrive bientôt", "Emañ an intrudu kentañ o tont", "The first process is coming soon";
    empty_text: "Budget participatif, concertation ou pétition\u{a0}: dès que la mairie l’aura ouverte, vous pourrez proposer, donner votre avis, voter, puis suivre ici ce qui en est fait.", "Budjed perzhiañ, kendiviz pe sinadeg: kerkent ha ma vo digoret gant an ti-kêr e c'hallot kinnig, reiñ ho soñj, mouezhiañ, ha heuliañ amañ ar pezh a vo graet.", "Participatory budget, consultation or petition: as soon as the town hall opens it, you can propose, say what you think, vote, then follow here what is done.";
    empty_official: "Vous êtes au conseil municipal ou vous travaillez à la mairie\u{a0}? Créez la première démarche.", "Er c'huzul-kêr emaoc'h pe labourat a rit en ti-kêr? Krouit an intrudu kentañ.", "Are you on the council, or do you work at the town hall? Create the first process.";
    empty_official_action: "Espace mairie", "Takad an ti-kêr", "Town hall area";
    quiet_title: "Rien à décider en ce moment", "Netra da zivizout evit poent", "Nothing to decide right now";
    quiet_text: "Les démarches passées restent à lire, et la prochaine s’affichera ici.", "An intruduoù tremenet a c'haller lenn c'hoazh, hag an hini da zont a vo diskouezet amañ.", "Past processes can still be read, and the next one will show here.";
    you: "Et vous\u{a0}?", "Ha c'hwi?", "And you?";
    you_text: "Connectez-vous pour proposer, soutenir, voter, et retrouver ici ce qui vous attend. Un code reçu par e-mail suffit.", "Kevreit evit kinnig, harpañ, mouezhiañ, hag adkavout amañ ar pezh a zo ouzh ho kortoz. A-walc'h eo ur kod resevet dre bostel.", "Sign in to propose, support, vote, and find here what waits for you. A code sent by e-mail is all it takes.";
    hello_nobody: "Bonjour", "Demat deoc'h", "Hello";
    hello: "Bonjour {who}", "Demat {who}", "Hello {who}";
    my_page: "Mon espace", "Ma zakad", "My page";
    waits_none: "Rien ne vous attend pour l’instant.", "Netra n'emañ ouzh ho kortoz evit poent.", "Nothing waits for you right now.";
    waits_trustee: "Votre part de la clé de l’urne\u{a0}: {title}", "Ho lodenn eus alc'hwez ar voest: {title}", "Your share of the key of the ballot box: {title}";
    waits_registrar: "Les codes de vote à faire\u{a0}: {title}", "Ar c'hodoù mouezhiañ da ober: {title}", "The voting codes to make: {title}";
    waits_vote: "Voter\u{a0}: {title}", "Mouezhiañ: {title}", "Vote: {title}";
    waits_answer: "La mairie a répondu\u{a0}: {title}", "Respontet en deus an ti-kêr: {title}", "The town hall answered: {title}";
    draft_proposal: "Terminer votre proposition", "Echuiñ ho kinnig", "Finish your proposal";
    draft_comment: "Terminer votre commentaire", "Echuiñ hoc'h evezhiadenn", "Finish your comment";
    draft_support: "Confirmer votre soutien", "Kadarnaat ho harp", "Confirm your support";
    signed_in_already: "Déjà connecté\u{a0}? Ce qui vous attend est sur votre page", "Kevreet dija? Emañ war ho pajenn ar pezh a c'hortoz ac'hanoc'h", "Already signed in? What waits for you is on your page";
    draft_ballot: "Reprendre votre bulletin", "Adkemer ho paper-mouezhiañ", "Go on with your ballot";
    draft_other: "Terminer ce que vous aviez écrit", "Echuiñ ar pezh ho poa skrivet", "Finish what you had written";
    draft_note: "Gardé un jour dans ce navigateur", "Dalc'het e-pad un devezh er merdeer-mañ", "Kept for a day in this browser";
}

counted! {
    funded_of: ["{n} projet financé sur {of}", "{n} de projets financés sur {of}", "{n} projets financés sur {of}"], ["{n} raktres arc'hantaouet diwar {of}", "{n} raktres arc'hantaouet diwar {of}", "{n} raktres arc'hantaouet diwar {of}", "{n} a raktresoù arc'hantaouet diwar {of}", "{n} raktres arc'hantaouet diwar {of}"], ["{n} project funded out of {of}", "{n} projects funded out of {of}"];
    voters: ["{n} votant", "{n} de votants", "{n} votants"], ["{n} voter", "{n} voter", "{n} voter", "{n} a voterien", "{n} voter"], ["{n} voter", "{n} voters"];
}

/// "5 projets financés sur 43 · 1 284 votants".
#[must_use]
pub fn outcome(lang: Lang, funded: i64, projects: i64, voted: i64) -> String {
    let of = fmt::number(lang, projects);
    let funded = fill(&funded_of(lang, funded), &[("of", &of)]);
    [funded, voters(lang, voted)].join(" · ")
}
