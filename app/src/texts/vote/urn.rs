//! Sentences of the public urn of a sealed vote.

use crate::texts::Lang;

texts! {
    title: "L’urne publique", "Ar voest-vouezhiañ foran", "The public ballot box";
    lead: "Chaque bulletin scellé est ici dès qu’il est déposé, sans nom et illisible. La mairie ne peut en ouvrir aucun\u{a0}: seule leur somme est ouverte après la clôture, par plusieurs dépositaires ensemble.", "Pep bilhed siellet a zo amañ kerkent ha ma vez lakaet, hep anv ha dilennus. Ne c'hall an ti-kêr digeriñ hini ebet: o sammad hepken a vez digoret goude ma vo serret, gant meur a zalc'her asambles.", "Every sealed ballot is here as soon as it is cast, without a name and unreadable. The town hall can open none of them: only their sum is opened after the close, by several trustees together.";
    trustees: "Qui tient la clé", "Piv a zalc'h an alc'hwez", "Who holds the key";
    trustees_text: "{enough} de ces {size} dépositaires, ensemble, ouvrent la somme après la clôture. S’ils trichaient à {enough}, ils pourraient ouvrir aussi un bulletin\u{a0}: la mairie les choisit pour qu’ils ne dépendent pas les uns des autres.", "{enough} eus an {size} dalc'her-mañ, asambles, a zigor ar sammad goude ma vo serret. Ma truchfe {enough} anezho asambles e c'hallfent digeriñ ivez ur bilhed: dibabet int gant an ti-kêr evit chom hep bezañ stag an eil ouzh egile.", "{enough} of these {size} trustees, together, open the sum after the close. If {enough} of them cheated together, they could open a ballot as well: the town hall chooses them so that they do not depend on each other.";
    trustee: "Dépositaire {n}", "Dalc'her {n}", "Trustee {n}";
    trustee_unnamed: "son nom n’est pas publié\u{a0}: demandez-le à la mairie", "n'eo ket embannet e anv: goulennit anezhañ digant an ti-kêr", "name not published: ask the town hall";
    replaced_mark: "remplacé", "erlec'hiet", "replaced";
    list_server: "Les huit mots de la liste des codes de vote, faite par le serveur. Ils ne changent plus\u{a0}: notez-les, et comparez-les à ceux de l’archive.", "Eizh ger roll ar c'hodoù mouezhiañ, graet gant ar servijer. Ne cheñchont ket ken: notennit anezho, ha keñveriit anezho gant re an diell.", "The eight words of the list of voting codes, made by the server. They no longer change: note them, and compare them with those of the archive.";
    voters: "Personnes qui ont voté", "Tud o deus mouezhiet", "People who have voted";
    rights: "Codes de vote", "Kodoù mouezhiañ", "Voting codes";
    events: "Événements de l’archive", "Darvoudoù an diell", "Events of the archive";
    list: "Les huit mots de la liste des codes de vote\u{a0}: qui les a faits doit avoir noté les mêmes.", "Eizh ger roll ar c'hodoù mouezhiañ: an hini en deus graet anezho a rank bezañ notennet ar memes re.", "The eight words of the list of voting codes: whoever made them must have noted the same ones.";
    find: "Numéro de votre bulletin", "Niverenn ho pilhed", "Number of your ballot";
    find_hint: "Les huit mots de votre reçu, ou son numéro de 43 signes.", "Eizh ger ho pomm-degemer, pe e niverenn 43 arouezenn.", "The eight words of your receipt, or its number of 43 characters.";
    find_do: "Le chercher dans l’urne", "E glask er voest-vouezhiañ", "Look for it in the ballot box";
    found: "Ce bulletin est dans l’urne", "Er voest-vouezhiañ emañ ar bilhed-mañ", "This ballot is in the ballot box";
    found_text: "C’est l’événement {n}, et il compte.", "An darvoud {n} eo, ha kontañ a ra.", "It is event {n}, and it counts.";
    replaced: "Ce bulletin est dans l’urne, mais ne compte plus", "Er voest-vouezhiañ emañ ar bilhed-mañ, met ne gont ket ken", "This ballot is in the ballot box, but no longer counts";
    replaced_text: "C’est l’événement {n}. Un bulletin plus récent du même code de vote l’a remplacé. Si ce n’est pas vous, votez encore une fois et prévenez la mairie.", "An darvoud {n} eo. Ur bilhed nevesoc'h gant an hevelep kod mouezhiañ en deus kemeret e blas. Ma n'eo ket c'hwi, mouezhit ur wech all ha kelaouit an ti-kêr.", "It is event {n}. A later ballot of the same voting code has replaced it. If that was not you, vote again and tell the town hall.";
    absent: "Ce bulletin n’est pas dans l’urne", "N'emañ ket ar bilhed-mañ er voest-vouezhiañ", "This ballot is not in the ballot box";
    absent_text: "Vérifiez-le mot par mot, ou signe par signe. S’il est juste, montrez votre reçu à la mairie\u{a0}: votre bulletin n’est pas arrivé, et vous pouvez voter encore une fois jusqu’à la clôture.", "Gwiriit anezhañ ger ha ger, pe arouezenn hag arouezenn. Mard eo reizh, diskouezit ho pomm-degemer d'an ti-kêr: n'eo ket degouezhet ho pilhed, ha gallout a rit mouezhiañ ur wech all betek ma vo serret.", "Check it word by word, or character by character. If it is right, show your receipt to the town hall: your ballot did not arrive, and you can vote again until the close.";
    incomplete: "Ce n’est pas un numéro de bulletin entier", "N'eo ket un niverenn bilhed klok", "This is not a whole ballot number";
    incomplete_text: "Il faut les huit mots du reçu, ou les 43 signes de son numéro.", "Ret eo kaout eizh ger ar pomm-degemer, pe 43 arouezenn e niverenn.", "The eight words of the receipt are needed, or the 43 characters of its number.";
    head: "Le dernier maillon", "Ar mailh diwezhañ", "The last checkpoint";
    head_text: "Il résume tout ce qui est dans l’urne à cet instant. Notez-le\u{a0}: si un bulletin était retiré ou déplacé ensuite, une vérification le montrerait.", "Diverrañ a ra kement tra a zo er voest-vouezhiañ bremañ. Notennit anezhañ: ma vefe tennet pe dilec'hiet ur bilhed goude, ur gwiriañ en diskouezfe.", "It sums up all that is in the ballot box at this moment. Note it: if a ballot were taken out or moved later, a check would show it.";
    download: "Télécharger l’archive", "Pellgargañ an diell", "Download the archive";
    ballots: "Ce qui est dans l’urne, dans l’ordre", "Ar pezh a zo er voest, dre urzh", "What is in the ballot box, in order";
    ballots_text: "Une personne qui vote encore une fois y a plusieurs bulletins\u{a0}; seul le dernier compte.", "Unan a vouezh ur wech all en deus meur a vilhed enni; an hini diwezhañ hepken a gont.", "Somebody who votes again has several ballots here; only the last one counts.";
    none: "L’urne est ouverte, et encore vide.", "Digor eo ar voest-vouezhiañ, ha goullo c'hoazh.", "The ballot box is open, and still empty.";
    earlier: "Plus anciens", "Koshoc'h", "Earlier";
    later: "Plus récents", "Nevesoc'h", "Later";
    print: "Imprimer", "Moullañ", "Print";
    feed: "Suivre par un flux Atom", "Heuliañ gant ur froud Atom", "Follow by an Atom feed";
    feed_title: "Maillons de l’urne\u{a0}: {vote}", "Mailhoù ar voest-vouezhiañ: {vote}", "Checkpoints of the ballot box: {vote}";
    signed: "Maillons signés", "Mailhoù sinet", "Signed checkpoints";
    signed_text: "Tant que des bulletins arrivent, la mairie signe le dernier maillon au moins toutes les heures. Elle ne pourra pas nier l’avoir publié.", "Keit ha ma tegouezh bilhedoù e sin an ti-kêr ar mailh diwezhañ bep eur da nebeutañ. Ne c'hallo ket nac'hañ bezañ embannet anezhañ.", "While ballots come, the town hall signs the last checkpoint at least every hour. It cannot deny having published it.";
    signature: "Signature", "Sinadur", "Signature";
    statement: "Ce qui est signé (Ed25519)\u{a0}:", "Ar pezh a zo sinet (Ed25519):", "What is signed (Ed25519):";
    key: "Clé publique de la mairie\u{a0}:", "Alc'hwez foran an ti-kêr:", "Public key of the town hall:";
    how: "Vérifier sans nous croire", "Gwiriañ hep hor c'hrediñ", "Check without believing us";
    how_text: "L’archive contient tous les bulletins scellés. N’importe qui peut la contrôler sur son propre appareil, avec notre programme ou avec celui d’autres.", "En diell emañ an holl vilhedoù siellet. Forzh piv a c'hall gwiriañ anezhi war e ardivink dezhañ e-unan, gant hor programm pe gant hini tud all.", "The archive holds all sealed ballots. Anybody can check it on their own device, with our program or with that of others.";
    program: "Ce qui scelle les bulletins", "Ar pezh a siell ar bilhedoù", "What seals the ballots";
    program_text: "Le programme qui scelle votre bulletin dans le navigateur a cette empreinte (SHA-256). Construit par quelqu’un d’autre à partir du code publié, il doit avoir la même.", "Ar programm a siell ho pilhed er merdeer en deus al louc'h-mañ (SHA-256). Savet gant unan all diwar ar c'hod embannet e rank kaout an hevelep hini.", "The program that seals your ballot in the browser has this fingerprint (SHA-256). Built by somebody else from the published source, it must have the same.";
    event_end: "L’urne est close", "Serret eo ar voest-vouezhiañ", "The ballot box is closed";
    event_sum: "Les bulletins sont additionnés, sans être ouverts", "Sammet eo ar bilhedoù, hep bezañ digoret", "The ballots are added up, unopened";
    event_part: "Une personne a ouvert sa part de la somme", "Un den en deus digoret e lod eus ar sammad", "Somebody has opened a part of the sum";
    event_result: "Le résultat est connu", "Anavezet eo an disoc'h", "The result is known";
    event_other: "Préparation", "Prientidigezh", "Setting up";
}

counted! {
    events_n: ["{n} événement", "{n} d’événements", "{n} événements"], ["{n} darvoud", "{n} zarvoud", "{n} darvoud", "{n} a zarvoudoù", "{n} darvoud"], ["{n} event", "{n} events"];
}

/// What an event of the archive is, in words.
#[must_use]
pub fn event(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "EndBallots" => event_end(lang),
        "EncryptedTally" => event_sum(lang),
        "PartialDecryption" => event_part(lang),
        "Result" => event_result(lang),
        _ => event_other(lang),
    }
}
