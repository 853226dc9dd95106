//! Sentences of the votes: the list, the ballot paper, the review. The receipt, the result and the words of
//! the count are in modules of their own.

use super::{Lang, fill};
use crate::fmt;
use civic::ballot::BallotKind;
use civic::money::Cents;

pub mod call;
pub mod count;
pub mod receipt;
pub mod result;
pub mod sealed;
pub mod urn;

texts! {
    list_title: "Voter", "Mouezhiañ", "Vote";
    list_lead: "Les votes ouverts, ceux qui viennent, et leurs résultats.", "Ar mouezhiadegoù digor, ar re a zeu, hag o disoc'hoù.", "Votes open now, votes to come, and their results.";
    open_until: "Ouvert jusqu’au {date}", "Digor betek {date}", "Open until {date}";
    opens_on: "Ouvre le {date}", "Digeriñ a raio d'an {date}", "Opens on {date}";
    closed_on: "Clos le {date}", "Serret d'an {date}", "Closed on {date}";
    go: "Voter", "Mouezhiañ", "Vote";
    also_open: "Aussi ouverts", "Digor ivez", "Also open";
    coming: "À venir", "Da zont", "Coming";
    over: "Terminés", "Echu", "Over";
    being_counted: "Dépouillement en cours", "Emeur o kontañ", "Being counted";
    see_result: "Voir le résultat", "Gwelet an disoc'h", "See the result";
    none_open: "Aucun vote n’est ouvert en ce moment", "N'eus mouezhiadeg digor ebet evit poent", "No vote is open right now";
    none_open_next: "Le prochain ouvre le {date}.", "Digeriñ a raio an hini kentañ d'an {date}.", "The next one opens on {date}.";
    none_open_text: "Les démarches en cours disent quand on votera.", "Er argerzhioù emeur oc'h ober e vez lavaret pegoulz e vo mouezhiet.", "The processes under way say when there will be a vote.";
    see_processes: "Voir les démarches", "Gwelet an argerzhioù", "See the processes";

    ask_one: "Choisissez un projet.", "Dibabit ur raktres.", "Choose one project.";
    ask_up_to: "Choisissez jusqu’à {max} projets.", "Dibabit betek {max} raktres.", "Choose up to {max} projects.";
    ask_within: "Choisissez des projets qui coûtent ensemble {budget} au plus.", "Dibabit raktresoù a goust asambles {budget} d'ar muiañ.", "Choose projects that together cost {budget} at most.";
    up_to: "Jusqu’à {most}", "Betek {most}", "Up to {most}";
    all_votes: "Tous les votes", "An holl vouezhiadegoù", "All votes";
    then_review: "Vous relirez vos choix avant de confirmer.", "Adlenn a reoc'h ho tibaboù a-raok kadarnaat.", "You will review your choices before confirming.";
    blank_allowed: "Un bulletin sans choix est un bulletin blanc.", "Ur bilhed hep dibab a zo ur bilhed gwenn.", "A ballot without a choice is a blank ballot.";
    random_order: "Projets dans un ordre tiré au sort, différent pour chacun", "Raktresoù en un urzh tennet d'ar sord, disheñvel evit pep hini", "Projects in an order drawn at random, different for everybody";
    legend: "Projets du bulletin", "Raktresoù ar bilhed", "Projects on the ballot";
    more: "En savoir plus", "Gouzout hiroc'h", "Learn more";
    read_all: "Lire toute la proposition", "Lenn ar c'hinnig penn-da-benn", "Read the whole proposal";
    new_tab: "(nouvel onglet)", "(ivinell nevez)", "(new tab)";
    review: "Relire mes choix", "Adlenn ma dibaboù", "Review my choices";
    state_up_to: "{n} sur {max} choix", "{n} dibab diwar {max}", "{n} of {max} choices";
    state_within: "Choix\u{a0}: {n} · reste {left}", "Dibaboù: {n} · {left} a chom", "Chosen: {n} · {left} left";
    too_many: "C’est {n} de trop. Décochez pour continuer.", "{n} re a zo. Diaskit evit kenderc'hel.", "That is {n} too many. Untick to go on.";
    too_dear: "C’est {by} de trop. Décochez pour continuer.", "{by} re a zo. Diaskit evit kenderc'hel.", "That is {by} too much. Untick to go on.";
    used_choices: "Choix utilisés", "Dibaboù implijet", "Choices used";
    used_money: "Budget utilisé", "Budjed implijet", "Budget used";
    no_project: "Ce bulletin est vide", "Goullo eo ar bilhed-mañ", "This ballot is empty";
    no_project_text: "La mairie n’a encore mis aucun projet au vote.", "N'en deus an ti-kêr lakaet raktres ebet c'hoazh d'ar vouezh.", "The town hall has put no project to the vote yet.";
    choices_kept: "Nous avons gardé vos choix.", "Dalc'het hon eus ho tibaboù.", "We kept your choices.";
    to_mend: "Votre bulletin est à corriger", "Da reizhañ eo ho pilhed", "Please correct your ballot";
    go_to_projects: "Aller aux projets", "Mont d'ar raktresoù", "Go to the projects";

    voted: "Vous avez déjà voté", "Votet hoc'h eus dija", "You have already voted";
    voted_here: "Voici votre bulletin. Si vous changez vos choix et confirmez, le nouveau remplacera l’ancien.", "Setu ho pilhed. Ma cheñchit ho tibaboù ha kadarnaat, e kemero an hini nevez plas an hini kozh.", "Here is your ballot. If you change your choices and confirm, the new one replaces the old one.";
    voted_elsewhere: "Pour remplacer votre bulletin, il faut le code de votre reçu. Si vous l’avez perdu, votre premier bulletin reste valable et ne peut plus être changé, même par la mairie.", "Evit cheñch ho pilhed eo ret kaout kod ho pomm-degemer. M'hoc'h eus kollet anezhañ e chomo talvoudus ho pilhed kentañ ha ne c'hallo ket bezañ cheñchet ken, zoken gant an ti-kêr.", "To replace your ballot you need the code of your receipt. If you lost it, your first ballot stays valid and can no longer be changed, even by the town hall.";
    code: "Code de votre reçu", "Kod ho pomm-degemer", "Code of your receipt";
    code_hint: "32 lettres et chiffres, par groupes de quatre. Espaces, tirets et majuscules ne comptent pas.", "32 lizherenn ha sifr, a-strolladoù pevar. Ne gont ket an esaouennoù, ar barrennigoù hag ar pennlizherennoù.", "32 letters and digits, in groups of four. Spaces, hyphens and capitals do not matter.";
    code_missing: "Tapez le code de votre reçu pour remplacer votre bulletin.", "Skrivit kod ho pomm-degemer evit cheñch ho pilhed.", "Type the code of your receipt to replace your ballot.";
    code_needed: "Tapez le code de votre reçu.", "Skrivit kod ho pomm-degemer.", "Type the code of your receipt.";
    code_malformed: "Ce code n’est pas complet, ou une lettre est fausse. Comparez-le avec votre reçu.", "N'eo ket klok ar c'hod-se, pe fall eo ul lizherenn. Keñveriit anezhañ gant ho pomm-degemer.", "This code is incomplete, or a letter is wrong. Compare it with your receipt.";
    code_unknown: "Aucun bulletin de ce vote n’a ce code. Vérifiez qu’il s’agit du bon vote.", "N'eus bilhed ebet gant ar c'hod-se er vouezhiadeg-mañ. Gwiriit eo ar vouezhiadeg vat.", "No ballot of this vote has this code. Check that it is the right vote.";

    future_title: "Ce vote n’est pas encore ouvert", "N'eo ket digor ar vouezhiadeg-mañ c'hoazh", "This vote is not open yet";
    future: "Il ouvre le {opens} et se termine le {closes}.", "Digeriñ a raio d'an {opens} hag echuiñ d'an {closes}.", "It opens on {opens} and ends on {closes}.";
    past_title: "Ce vote est clos", "Serr eo ar vouezhiadeg-mañ", "This vote is closed";
    past: "Il s’est terminé le {closes}.", "Echuet eo d'an {closes}.", "It ended on {closes}.";
    not_counted_title: "Votre vote n’est pas compté", "N'eo ket kontet ho vot", "Your vote is not counted";
    not_counted: "Vos choix nous sont parvenus hors du vote. Si vous aviez déjà un bulletin dans l’urne, il reste valable.", "Degouezhet eo ho tibaboù en diavaez eus ar vouezhiadeg. M'ho poa dija ur bilhed er voest-vouezhiañ e chom talvoudus.", "Your choices reached us outside the vote. If you already had a ballot in the ballot box, it stays valid.";
    level_title: "Encore une étape avant de voter", "Ur bazenn c'hoazh a-raok mouezhiañ", "One more step before voting";
    level: "Pour ce vote, la mairie doit d’abord vérifier que vous habitez la commune. Passez à l’accueil de la mairie avec une pièce d’identité\u{a0}: vous pourrez voter aussitôt après, jusqu’au {closes}.", "Evit ar vouezhiadeg-mañ e rank an ti-kêr gwiriañ da gentañ emaoc'h o chom er gumun. Deuit d'an ti-kêr gant ur paper-identelezh: gallout a reoc'h mouezhiañ diouzhtu goude, betek {closes}.", "For this vote, the town hall must first check that you live in the commune. Come to its front desk with an identity document: you can vote straight after, until {closes}.";
    see_process: "Voir la démarche", "Gwelet an argerzh", "See the process";
    see_projects: "Lire les projets en attendant", "Lenn ar raktresoù da c'hortoz", "Read the projects meanwhile";

    review_title: "Relisez vos choix", "Adlennit ho tibaboù", "Review your choices";
    review_lead: "Votre vote n’est pas encore compté\u{a0}: relisez, puis confirmez.", "N'eo ket kontet ho vot c'hoazh: adlennit, ha goude kadarnait.", "Your vote is not counted yet: review it, then confirm.";
    total: "Coût total", "Koust hollek", "Total cost";
    left: "Reste du budget", "A chom eus ar budjed", "Left of the budget";
    choices_used: "Choix", "Dibaboù", "Choices";
    used_of: "{n} sur {max}", "{n} diwar {max}", "{n} of {max}";
    blank: "Bulletin blanc\u{a0}: aucun projet choisi", "Bilhed gwenn: raktres dibabet ebet", "Blank ballot: no project chosen";
    replaces: "Ce bulletin remplacera celui que vous avez déjà mis dans l’urne.", "Kemer a raio ar bilhed-mañ plas an hini hoc'h eus lakaet dija er voest-vouezhiañ.", "This ballot will replace the one you already put in the ballot box.";
    what_title: "Ce que devient votre bulletin", "Petra a zeuio ho pilhed da vezañ", "What happens to your ballot";
    what_roll: "Votre nom est coché sur la liste des votants, sans l’heure. Votre bulletin va dans l’urne, sans votre nom.", "Askellet e vez hoc'h anv war roll ar voterien, hep an eur. Ho pilhed a ya er voest-vouezhiañ, hep hoc'h anv.", "Your name is ticked on the voter roll, without the time. Your ballot goes into the ballot box, without your name.";
    what_receipt: "Vous recevez un reçu avec un code. Cet appareil le retient\u{a0}; ailleurs, ce code seul permet de changer votre bulletin jusqu’à la clôture.", "Degemer a rit ur bomm-degemer gant ur c'hod. Derc'hel a ra an ardivink-mañ anezhañ; lec'h all, ar c'hod-se hepken a ro tro da cheñch ho pilhed betek ma vo serret.", "You get a receipt with a code. This device remembers it; elsewhere, that code alone can change your ballot until the close.";
    what_lost: "Code perdu et appareil effacé, plus de changement\u{a0}: la mairie ne le connaît pas et ne peut pas vous le redonner.", "Kollet ar c'hod ha diverket an ardivink, n'haller cheñch netra ken: n'anavez ket an ti-kêr anezhañ ha ne c'hall ket adreiñ anezhañ deoc'h.", "Code lost and device erased, no more change: the town hall does not know it and cannot give it back.";
    what_admin_title: "Ce qu’un administrateur pourrait encore voir", "Ar pezh a c'hallfe ur merour gwelet c'hoazh", "What an administrator could still see";
    what_admin: "Quelqu’un qui a accès à la machine pendant le vote pourrait, en examinant la base de données, relier un votant et un bulletin. À la clôture, l’urne est réécrite dans un ordre tiré au hasard.", "Unan hag a c'hall mont d'ar mekanik e-pad ar vouezhiadeg a c'hallfe, en ur studiañ an diaz roadennoù, liammañ ur voter hag ur bilhed. Pa vez serret e vez adskrivet ar voest-vouezhiañ en un urzh tennet d'ar sord.", "Someone with access to the machine during the vote could, by examining the database, join a voter and a ballot. At the close the ballot box is rewritten in random order.";
    confirm: "Confirmer mon vote", "Kadarnaat ma vot", "Confirm my vote";
    change: "Modifier mes choix", "Kemmañ ma dibaboù", "Change my choices";
}

/// What a ballot asks, as one sentence.
#[must_use]
pub fn asked(lang: Lang, kind: BallotKind, budget: Cents) -> String {
    let sentence = match kind {
        BallotKind::UpTo { max: 1, .. } => ask_one(lang),
        BallotKind::UpTo { .. } => ask_up_to(lang),
        BallotKind::WithinBudget => ask_within(lang),
    };
    let max = match kind {
        BallotKind::UpTo { max, .. } => fmt::number(lang, i64::from(max)),
        BallotKind::WithinBudget => String::new(),
    };
    fill(
        sentence,
        &[("max", &max), ("budget", &fmt::money(lang, budget))],
    )
}

/// The same in few words, for a list and for the bar before anything is counted: "Jusqu’à 3 projets".
#[must_use]
pub fn asked_short(lang: Lang, kind: BallotKind, budget: Cents) -> String {
    let most = match kind {
        BallotKind::UpTo { max: 1, .. } => return projects(lang, 1),
        BallotKind::UpTo { max, .. } => projects(lang, i64::from(max)),
        BallotKind::WithinBudget => fmt::money(lang, budget),
    };
    fill(up_to(lang), &[("most", &most)])
}

counted! {
    projects: ["{n} projet", "{n} de projets", "{n} projets"], ["{n} raktres", "{n} raktres", "{n} raktres", "{n} a raktresoù", "{n} raktres"], ["{n} project", "{n} projects"];
    votes: ["{n} voix", "{n} de voix", "{n} voix"], ["{n} vouezh", "{n} vouezh", "{n} mouezh", "{n} a vouezhioù", "{n} mouezh"], ["{n} vote", "{n} votes"];
    points: ["{n} point", "{n} de points", "{n} points"], ["{n} poent", "{n} boent", "{n} foent", "{n} a boentoù", "{n} poent"], ["{n} point", "{n} points"];
    people: ["{n} personne", "{n} de personnes", "{n} personnes"], ["{n} den", "{n} zen", "{n} den", "{n} a dud", "{n} den"], ["{n} person", "{n} people"];
}
