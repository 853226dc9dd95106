//! Sentences of the desk where somebody is found on the electoral roll.

texts! {
    title: "Liste électorale", "Roll an dilennerien", "Electoral roll";
    lead: "Recopiez la pièce d’identité que la personne vous montre. Rien de ce que vous écrivez ici n’est gardé\u{a0}: seulement que cette personne est inscrite, par qui et quand elle a été reconnue.", "Eilskrivit ar paper-identelezh diskouezet deoc'h gant an den. Ne vez dalc'het netra eus ar pezh a skrivit amañ: nemet ez eo enskrivet an den-se, gant piv ha pegoulz eo bet anavezet.", "Copy the identity document that the person shows you. Nothing that you write here is kept: only that this person is on the roll, by whom and when she was recognised.";
    birth_name: "Nom de naissance", "Anv-ganidigezh", "Name at birth";
    given_names: "Tous les prénoms", "An holl anvioù-bihan", "All given names";
    given_hint: "Dans l’ordre de la pièce, par exemple Anne, Marie.", "En urzh ar paper, da skouer Anne, Marie.", "In the order of the document, for example Anne, Marie.";
    born: "Date de naissance", "Deiziad-ganidigezh", "Date of birth";
    born_hint: "Jour, mois, année\u{a0}: 03/05/1961. Si le jour est inconnu\u{a0}: 1961.", "Deiz, miz, bloaz: 03/05/1961. Ma'z eo dianav an deiz: 1961.", "Day, month, year: 03/05/1961. If the day is unknown: 1961.";
    born_wrong: "Cette date ne peut pas être lue. Écrivez-la comme 03/05/1961.", "N'haller ket lenn an deiziad-se. Skrivit anezhañ evel 03/05/1961.", "This date cannot be read. Write it like 03/05/1961.";
    place: "Code de la commune de naissance", "Kod kumun ar c'hanidigezh", "Code of the commune of birth";
    place_hint: "Code INSEE à cinq caractères, s’il faut distinguer deux personnes.", "Kod INSEE pemp arouezenn, ma ranker diforc'hañ daou zen.", "INSEE code of five characters, if two people have to be told apart.";
    place_wrong: "Un code INSEE a cinq caractères au plus, par exemple 56007.", "Pemp arouezenn d'ar muiañ a zo en ur c'hod INSEE, da skouer 56007.", "An INSEE code has five characters at most, for example 56007.";
    check: "Chercher sur la liste", "Klask er roll", "Look her up";
    is_on: "Inscrite ou inscrit sur la liste électorale.", "Enskrivet war roll an dilennerien.", "On the electoral roll.";
    station: "Bureau de vote", "Burev-mouezhiañ", "Polling station";
    no_station: "non précisé", "n'eo ket bet resisaet", "not given";
    attached: "La personne est inscrite sur la liste électorale.", "Enskrivet eo an den war roll an dilennerien.", "The person is on the electoral roll.";
    nobody: "Personne de ce nom, de ces prénoms et de cette date n’est sur la liste. Vérifiez le nom de naissance et tous les prénoms\u{a0}; sinon, la personne n’est pas inscrite dans cette commune.", "Den ebet gant an anv-se, an anvioù-bihan-se hag an deiziad-se n'emañ er roll. Gwiriit an anv-ganidigezh hag an holl anvioù-bihan; a-hend-all n'eo ket enskrivet an den er gumun-mañ.", "Nobody of this name, these given names and this date is on the roll. Check the name at birth and all given names; else the person is not on the roll of this commune.";
    several: "Plusieurs personnes correspondent. Ajoutez le code de la commune de naissance\u{a0}; s’il y est déjà, la liste ne permet pas de les distinguer.", "Meur a zen a glot. Ouzhpennit kod kumun ar c'hanidigezh; m'emañ eno dija, ne c'hall ket ar roll diforc'hañ anezho.", "Several people are like this. Add the code of the commune of birth; if it is there already, the roll cannot tell them apart.";
    vote_open: "Un vote réservé aux personnes inscrites est ouvert\u{a0}: cette vérification ne peut être annulée qu’après sa clôture. Sinon, quelqu’un pourrait voter deux fois.", "Digor ez eus ur votadeg miret d'an dud enskrivet: ne c'haller nullañ ar gwiriadur-mañ nemet goude he serr. A-hend-all e c'hallfe unan bennak votiñ div wech.", "A vote kept for people on the roll is open: this verification can only be undone after its close. Else somebody could vote twice.";
    taken: "Cette personne a déjà été reconnue sous un autre compte, ou ce compte est celui d’une autre personne inscrite. Une personne n’a qu’une voix\u{a0}: demandez-lui avec quelle adresse elle est venue la première fois.", "Anavezet eo bet an den-se dija dindan ur gont all, pe eo ar gont-mañ hini un den enskrivet all. Ur vouezh hepken en deus un den: goulennit outañ gant peseurt chomlec'h eo deuet ar wech kentañ.", "This person was recognised already under another account, or this account is another voter’s. One person has one voice: ask with which address she came the first time.";
}
