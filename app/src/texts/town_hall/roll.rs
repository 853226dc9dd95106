//! Sentences of the page where the electoral roll is brought, looked at and deleted.

use crate::texts::Lang;
use civic::elector::Kind;

texts! {
    title: "Liste électorale", "Roll an dilennerien", "Electoral roll";
    note: "Pour réserver un vote aux personnes inscrites", "Evit mirout ur votadeg d'an dud enskrivet", "To keep a vote for those who are on it";
    lead: "Avec elle, un vote peut être réservé aux personnes inscrites. Une personne est reconnue à l’accueil, sur présentation d’une pièce d’identité\u{a0}: avoir une copie de la liste ne donne aucun droit.", "Ganti e c'hall ur votadeg bezañ miret d'an dud enskrivet. Anavezet e vez un den en degemer, gant ur paper-identelezh: kaout un eilskrid eus ar roll ne ro gwir ebet.", "With it, a vote can be kept for those who are on it. A person is recognised at the desk, by an identity document: having a copy of the roll gives no right.";
    kept: "De la liste, Tikêr ne garde aucun nom\u{a0}: une empreinte chiffrée par personne, et son bureau de vote. Le fichier n’est pas gardé.", "Eus ar roll ne zalc'h Tikêr anv ebet: ur roud sifret dre zen, hag he burev-mouezhiañ. Ne vez ket dalc'het ar restr.", "Of the roll Tikêr keeps no name: an encrypted fingerprint for each person, and her polling station. The file is not kept.";
    bring: "Apporter une liste", "Degas ur roll", "Bring a roll";
    bring_again: "Apporter une liste plus récente", "Degas ur roll nevesoc'h", "Bring a newer roll";
    file: "Le fichier", "Ar restr", "The file";
    file_hint: "L’export «\u{a0}Listes électeurs actifs\u{a0}» du répertoire électoral unique (ELIRE), en CSV, de 48\u{a0}Mo au plus. Rien ne sert avant que vous ayez lu le compte rendu.", "Ezporzh «Listes électeurs actifs» ar répertoire électoral unique (ELIRE), e CSV, 48\u{a0}Mo d'ar muiañ. Ne servij netra a-raok ma vo lennet an danevell ganeoc'h.", "The export “Listes électeurs actifs” of the national register (ELIRE), as CSV, of 48 MB at most. Nothing is used before you have read the report.";
    read: "Lire le fichier", "Lenn ar restr", "Read the file";
    no_file: "Choisissez un fichier.", "Dibabit ur restr.", "Choose a file.";
    empty: "Ce fichier ne contient personne.", "N'eus den ebet er restr-mañ.", "There is nobody in this file.";
    not_text: "Ce n’est pas un fichier CSV en UTF-8. Depuis un tableur, enregistrez-le comme «\u{a0}CSV UTF-8\u{a0}»\u{a0}; ou reprenez l’export d’origine.", "N'eo ket ur restr CSV en UTF-8. Adalek ur folenn-daolenn, enrollit anezhi evel «CSV UTF-8»; pe adkemerit an ezporzh orin.", "This is no CSV file in UTF-8. From a spreadsheet, save it as “CSV UTF-8”; or take the original export again.";
    long_line: "La ligne {line} est bien trop longue\u{a0}: ce n’est sans doute pas une liste électorale. Rien n’a été lu.", "Re hir eo al linenn {line}: n'eo ket ur roll dilennerien moarvat. N'eus bet lennet netra.", "Line {line} is far too long: this is probably no electoral roll. Nothing was read.";
    quote: "À la ligne {line}, un guillemet est ouvert et n’est pas refermé. Corrigez cette ligne, ou reprenez l’export d’origine. Rien n’a été lu.", "El linenn {line} ez eus ur c'hrochedig digor ha n'eo ket bet serret. Reizhit al linenn-se, pe adkemerit an ezporzh orin. N'eus bet lennet netra.", "In line {line} a quotation mark is opened and not closed. Mend this line, or take the original export again. Nothing was read.";
    columns: "Il manque des colonnes\u{a0}: {names}. Prenez l’export «\u{a0}Listes électeurs actifs\u{a0}», sans renommer les titres.", "Mankout a ra bannoù: {names}. Kemerit an ezporzh «Listes électeurs actifs», hep adenvel an titloù.", "Columns are missing: {names}. Take the export “Listes électeurs actifs”, without renaming its titles.";
    too_large: "Ce fichier dépasse 48\u{a0}Mo.", "Tremen a ra ar restr 48\u{a0}Mo.", "This file is larger than 48 MB.";
    cut: "Le fichier n’est pas arrivé en entier\u{a0}: le réseau l’a coupé, ou il a mis plus d’une minute. Réessayez, depuis un réseau plus rapide s’il le faut.", "N'eo ket erruet ar restr en he fezh: troc'het eo bet gant ar rouedad, pe padet en deus muioc'h eget ur vunutenn. Klaskit en-dro, gant ur rouedad buanoc'h ma'z eus ezhomm.", "The file did not arrive whole: the network cut it, or it took more than a minute. Try again, from a faster network if need be.";
    sign_in: "Pour apporter une liste, reconnectez-vous\u{a0}: cela demande une connexion de moins de quinze minutes.", "Evit degas ur roll, kevreit en-dro: ezhomm ez eus eus ur gevreadenn eus nebeutoc'h eget pemzek munutenn.", "To bring a roll, sign in again: it needs a sign-in of the last fifteen minutes.";
    needed: "Un vote réservé aux personnes inscrites est ouvert\u{a0}: la liste ne peut pas être supprimée avant sa clôture. Sinon, quelqu’un pourrait voter deux fois.", "Digor ez eus ur votadeg miret d'an dud enskrivet: n'haller ket dilemel ar roll a-raok he serr. A-hend-all e c'hallfe unan bennak votiñ div wech.", "A vote kept for people on the roll is open: the roll cannot be deleted before its close. Else somebody could vote twice.";
    working: "Lecture en cours", "O lenn emeur", "Being read";
    working_text: "{done} personnes sur {all}. Cette page se met à jour seule\u{a0}; vous pouvez aussi la quitter.", "{done} den diwar {all}. Hizivaet e vez ar bajenn-mañ drezi hec'h-unan; gallout a rit ivez kuitaat anezhi.", "{done} people of {all}. This page updates itself; you can leave it too.";
    broken: "La lecture s’est interrompue, et rien n’a été gardé. Recommencez.", "Ehanet eo al lenn, ha n'eus bet dalc'het netra. Adkrogit.", "The reading broke off, and nothing was kept. Start over.";
    draft: "À décider", "Da zivizout", "To decide";
    draft_lead: "La liste est lue, et ne sert pas encore. Lisez ce compte rendu\u{a0}; sans décision, elle est supprimée demain.", "Lennet eo ar roll, ha ne servij ket c'hoazh. Lennit an danevell-mañ; hep diviz e vo dilamet warc'hoazh.", "The roll is read, and not used yet. Read this report; without a decision it is deleted tomorrow.";
    current: "La liste en service", "Ar roll implijet", "The roll in use";
    since: "Apportée le {date}, supprimée automatiquement le {end}.", "Degaset d'an {date}, dilamet ent emgefre d'an {end}.", "Brought on {date}, deleted by itself on {end}.";
    voters: "Personnes qui votent ici", "Tud a vot amañ", "People who vote here";
    principal: "Liste principale", "Roll pennañ", "Principal list";
    municipal: "Liste complémentaire municipale", "Roll ouzhpenn kumunel", "Complementary list, municipal";
    european: "Liste complémentaire européenne", "Roll ouzhpenn Europa", "Complementary list, European";
    stations: "Bureaux de vote", "Burevioù-mouezhiañ", "Polling stations";
    report: "Compte rendu", "Danevell", "Report";
    nothing: "Rien à signaler.", "Netra da verkañ.", "Nothing to report.";
    left_out: "Lignes laissées de côté", "Linennoù lezet a-gostez", "Lines left out";
    to_see: "À regarder", "Da sellet", "To look at";
    usual: "Bon à savoir", "Mat da c'houzout", "Good to know";
    line: "Ligne {lines}", "Linenn {lines}", "Line {lines}";
    lines: "Lignes {lines}", "Linennoù {lines}", "Lines {lines}";
    with: "{line} (avec {other})", "{line} (gant {other})", "{line} (with {other})";
    more: "et {n} autres", "hag {n} all", "and {n} more";
    ends: "Supprimer la liste le", "Dilemel ar roll d'an", "Delete the roll on";
    ends_hint: "Quand elle ne servira plus, dans un an au plus. Ce jour-là, elle disparaît d’elle-même, et avec elle le droit des personnes reconnues.", "Pa ne servijo ken, en ur bloaz d'ar muiañ. En deiz-se ez a da get drezi hec'h-unan, ha ganti gwir an dud anavezet.", "When it will be of no more use, within a year at most. On that day it goes by itself, and with it the right of those recognised.";
    ends_wrong: "Donnez un jour à venir, dans un an au plus.", "Roit un deiz da zont, en ur bloaz d'ar muiañ.", "Give a day to come, within a year at most.";
    adopt: "Mettre cette liste en service", "Lakaat ar roll-mañ da servijout", "Take this roll into use";
    adopt_again: "Elle remplacera celle qui sert. Les personnes déjà reconnues qui y sont encore le restent.", "Kemer a raio lec'h an hini a servij. An dud anavezet dija hag a zo c'hoazh enni a chom anavezet.", "It will replace the one in use. Those recognised already who are still on it stay so.";
    discard: "Écarter cette liste", "Lezel ar roll-mañ a-gostez", "Discard this roll";
    delete: "Supprimer la liste maintenant", "Dilemel ar roll bremañ", "Delete the roll now";
    delete_sure: "Les votes réservés aux personnes inscrites n’accepteront plus personne. Les personnes reconnues perdront ce droit, et devront repasser à l’accueil.", "Ar votadegoù miret d'an dud enskrivet ne zegemerint ken den. An dud anavezet a gollo ar gwir-se, hag a ranko distreiñ d'an degemer.", "Votes kept for those on the roll will accept nobody any more. Those recognised will lose this right, and have to come to the desk again.";
    delete_confirm: "Supprimer définitivement", "Dilemel da vat", "Delete for good";
    said_adopted: "La liste est en service.", "Implijet eo ar roll.", "The roll is in use.";
    said_deleted: "La liste est supprimée.", "Dilamet eo ar roll.", "The roll is deleted.";
    short: "il manque des colonnes à ces lignes", "mankout a ra bannoù d'al linennoù-se", "these lines lack columns";
    no_name: "sans nom de naissance", "hep anv-ganidigezh", "without a name at birth";
    date: "date de naissance illisible", "deiziad-ganidigezh dilennus", "date of birth that cannot be read";
    unknown_list: "type de liste inconnu", "seurt roll dianav", "unknown kind of list";
    garbled: "lettres abîmées (Ã©)\u{a0}: ces personnes ne seront pas reconnues", "lizherennoù gwastet (Ã©): ne vo ket anavezet an dud-se", "damaged letters (Ã©): these people will not be recognised";
    windows: "le fichier n’est pas en UTF-8\u{a0}: il a été lu comme un fichier de Windows. Vérifiez qu’aucune lettre accentuée n’est perdue à l’origine.", "n'emañ ket ar restr en UTF-8: lennet eo bet evel ur restr Windows. Gwiriit n'eus bet kollet lizherenn ebet en orin.", "the file is not in UTF-8: it was read as one of Windows. Check that no accented letter was lost at its source.";
    incomplete: "date de naissance incomplète (00/00)", "deiziad-ganidigezh diglok (00/00)", "incomplete date of birth (00/00)";
    no_given: "sans prénom", "hep anv-bihan", "without a given name";
    no_place: "sans lieu de naissance", "hep lec'h-ganidigezh", "without a birthplace";
    no_station: "sans bureau de vote", "hep burev-mouezhiañ", "without a polling station";
    double: "même personne deux fois\u{a0}: personne ne pourra être reconnu par ces lignes", "an hevelep den div wech: ne vo anavezet den dre al linennoù-se", "the same person twice: nobody can be recognised by these lines";
    two_lists: "sur les deux listes complémentaires\u{a0}: comptées une fois", "war an daou roll ouzhpenn: kontet ur wech", "on both complementary lists: counted once";
    european_only: "sur la seule liste européenne\u{a0}: elles ne votent pas ici", "war roll Europa hepken: ne votont ket amañ", "on the European list only: they do not vote here";
    homonym: "homonymes nés le même jour, dans des communes différentes\u{a0}: le lieu de naissance les distingue", "tud gant an hevelep anv ganet d'an hevelep deiz, e kumunioù disheñvel: al lec'h-ganidigezh a zispart anezho", "same names and date, born in different communes: the birthplace tells them apart";
    twin: "jumeaux, sans doute\u{a0}: les prénoms les distinguent", "gevelled moarvat: an anvioù-bihan a zispart anezho", "twins, probably: their given names tell them apart";
    same_name: "mêmes noms, dates différentes (parent et enfant, souvent)", "an hevelep anvioù, deiziadoù disheñvel (kar ha bugel, alies)", "same names, different dates (parent and child, often)";
    number: "même numéro d’ordre dans le même bureau", "an hevelep niverenn er memes burev", "same number in the same polling station";
}

/// What is said of a kind of line.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Short => short(lang),
        Kind::NoName => no_name(lang),
        Kind::Date => date(lang),
        Kind::UnknownList => unknown_list(lang),
        Kind::Garbled => garbled(lang),
        Kind::Windows => windows(lang),
        Kind::IncompleteDate => incomplete(lang),
        Kind::NoGivenName => no_given(lang),
        Kind::NoPlace => no_place(lang),
        Kind::NoStation => no_station(lang),
        Kind::Double => double(lang),
        Kind::TwoLists => two_lists(lang),
        Kind::EuropeanOnly => european_only(lang),
        Kind::Homonym => homonym(lang),
        Kind::Twin => twin(lang),
        Kind::SameName => same_name(lang),
        Kind::Number => number(lang),
    }
}
