//! Sentences of the result page and its files.

use crate::fmt;
use crate::texts::Lang;

texts! {
    title: "Résultat du vote", "Disoc'h ar vouezhiadeg", "Result of the vote";
    not_yet_title: "Le résultat n’est pas encore connu", "N'eo ket anavezet an disoc'h c'hoazh", "The result is not known yet";
    not_yet: "Le vote se termine le {date}. Les bulletins seront comptés aussitôt, et le résultat sera ici. Avant, personne ne compte.", "Echuiñ a raio ar vouezhiadeg d'an {date}. Kontet e vo ar bilhedoù diouzhtu, hag amañ e vo an disoc'h. A-raok ne gont den.", "The vote ends on {date}. The ballots will be counted straight after, and the result will be here. Before that nobody counts.";
    not_yet_future: "Le vote ouvre le {opens} et se termine le {date}. Le résultat sera ici.", "Digeriñ a raio ar vouezhiadeg d'an {opens} hag echuiñ d'an {date}. Amañ e vo an disoc'h.", "The vote opens on {opens} and ends on {date}. The result will be here.";
    opening: "Le vote s’est terminé le {date}. Ses bulletins sont scellés\u{a0}: les dépositaires de la clé ouvrent ensemble leur somme. Le résultat paraît dès qu’assez d’entre eux l’ont fait.", "Echuet eo ar vouezhiadeg d'an {date}. Siellet eo ar bilhedoù: dalc'herien an alc'hwez a zigor o sammad asambles. Dont a ra an disoc'h war wel kerkent ha ma'z eus trawalc'h anezho hag o deus graet.", "The vote ended on {date}. Its ballots are sealed: the trustees of the key open their sum together. The result appears as soon as enough of them have done so.";
    sealed_urn: "Vérifier ce résultat dans l’urne publique", "Gwiriañ an disoc'h-mañ er voest-vouezhiañ foran", "Check this result in the public ballot box";
    sealed_urn_note: "Votre bulletin y est, encore scellé", "Enni emañ ho pilhed, siellet c'hoazh", "Your ballot is in it, still sealed";
    counting: "Le vote s’est terminé le {date}. Le dépouillement est en cours\u{a0}: revenez dans quelques minutes.", "Echuet eo ar vouezhiadeg d'an {date}. Emeur o kontañ: distroit a-benn un nebeud munutennoù.", "The vote ended on {date}. It is being counted: come back in a few minutes.";
    on_paper_one: "Une personne a reçu un bulletin de papier, à l’accueil\u{a0}: la mairie compte ce bulletin à part.", "Un den en deus resevet ur bilhed paper, en degemer: kontet e vez ar bilhed-se diouzh tu gant an ti-kêr.", "One person was handed a paper ballot, at the desk: the town hall counts that ballot apart.";
    on_paper: "{n} personnes ont reçu un bulletin de papier, à l’accueil\u{a0}: la mairie compte ces bulletins à part.", "{n} den o deus resevet ur bilhed paper, en degemer: kontet e vez ar bilhedoù-se diouzh tu gant an ti-kêr.", "{n} people were handed a paper ballot, at the desk: the town hall counts those ballots apart.";
    budget: "budget", "budjed", "budget";
    spent: "attribués", "roet", "allotted";
    my_ballot: "Vos choix sont-ils financés\u{a0}?", "Hag arc'hantaouet eo ho tibaboù?", "Are your choices funded?";
    my_ballot_note: "Avec le code de votre reçu", "Gant kod ho pomm-degemer", "With the code of your receipt";
    funded_title: "Projets financés", "Raktresoù arc'hantaouet", "Funded projects";
    funded_none: "Aucun projet n’est financé.", "N'eus raktres arc'hantaouet ebet.", "No project is funded.";
    not_funded_title: "Projets non financés", "Raktresoù n'int ket arc'hantaouet", "Projects not funded";
    not_funded_none: "Tous les projets sont financés.", "Arc'hantaouet eo an holl raktresoù.", "All projects are funded.";
    follow: "Voir l’avancement", "Gwelet an araokadur", "See its progress";
    chart: "Voix par projet", "Mouezhioù dre raktres", "Votes by project";
    chart_first: "Voix des {n} premiers projets", "Mouezhioù an {n} raktres kentañ", "Votes of the first {n} projects";
    table: "Tous les projets", "An holl raktresoù", "All projects";
    project: "Projet", "Raktres", "Project";
    votes: "Voix", "Mouezhioù", "Votes";
    points: "Points", "Poentoù", "Points";
    cost: "Coût", "Koust", "Cost";
    decision: "Décision", "Diviz", "Decision";
    how: "Comment on a compté", "Penaos eo bet kontet", "How it was counted";
    checked: "Avant d’être publié, ce compte a été refait par un second programme, écrit à part, qui a trouvé la même chose.", "A-raok bezañ embannet eo bet adkontet gant un eil meziant, skrivet a-du, hag en deus kavet an hevelep tra.", "Before it was published, this count was done again by a second program, written apart, which found the same.";
    steps: "Le compte, étape par étape", "Ar c'hontadur, paz ha paz", "The count, step by step";
    tie: "En cas d’égalité", "Ma vez keit-ha-keit", "In case of a tie";
    seed: "Graine du tirage, publiée avec la démarche\u{a0}:", "Had an tennadenn, embannet gant an argerzh:", "Seed of the draw, published with the process:";
    redo: "Pour refaire le tirage\u{a0}: cette ligne donne le nombre d’un projet\u{a0}; le plus petit passe devant. Ici le projet «\u{a0}{title}\u{a0}», dont l’identifiant est {id} (colonne «\u{a0}identifiant\u{a0}» du fichier CSV).", "Evit adober an tennadenn: reiñ a ra al linenn-mañ niver ur raktres; ar bihanañ a dremen da gentañ. Amañ ar raktres «\u{a0}{title}\u{a0}», {id} e anaouder (bann «\u{a0}identifiant\u{a0}» er restr CSV).", "To redo the draw: this line gives a project’s number; the smallest goes first. Here the project “{title}”, whose id is {id} (column “identifiant” of the CSV file).";
    files: "Fichiers", "Restroù", "Files";
    files_csv: "Résultat, un projet par ligne", "Disoc'h, ur raktres dre linenn", "Result, one project a line";
    files_json: "Résultat et étapes du compte", "Disoc'h ha pazennoù ar c'hontadur", "Result and steps of the count";
    files_bel: "L’archive de l’urne scellée", "Diell ar voest siellet", "The archive of the sealed ballot box";
    files_pb: "Bulletins anonymes, dans un ordre tiré au hasard", "Bilhedoù dizanv, en un urzh tennet d'ar sord", "Anonymous ballots, in random order";
    last_other: "Le dernier est dans le tableau, avec la raison.", "En daolenn emañ an hini diwezhañ, gant an abeg.", "The last one is in the table, with the reason.";
    promise: "Ce qui était promis", "Ar pezh a oa prometet", "What was promised";
}

counted! {
    others: ["Les {n} autres sont dans le tableau, avec la raison."; 3], ["Emañ ar {n} all en daolenn, gant an abeg."; 5], ["The {n} others are in the table, with the reason."; 2];
    voters: ["votant", "votants", "votants"], ["voter", "voter", "voter", "voterien", "voter"], ["voter", "voters"];
    ballots: ["bulletin", "bulletins", "bulletins"], ["bilhed", "vilhed", "bilhed", "bilhedoù", "bilhed"], ["ballot", "ballots"];
}

/// "Les 179 autres sont dans le tableau."
#[must_use]
pub fn others_in_table(lang: Lang, n: i64) -> String {
    if n == 1 {
        return last_other(lang).to_owned();
    }
    others(lang, n)
}

/// "12 ko".
#[must_use]
pub fn size(lang: Lang, bytes: usize) -> String {
    let unit = if lang == Lang::En { "kB" } else { "ko" };
    let kilo = i64::try_from(bytes.div_ceil(1000)).unwrap_or(0);
    format!("{}\u{a0}{unit}", fmt::number(lang, kilo))
}
