//! Sentences of the registrar's page.

texts! {
    title: "Faites les codes de vote", "Grit ar c'hodoù mouezhiañ", "Make the voting codes";
    lead: "Votre appareil fait un code de vote pour chaque personne de votre liste, et une lettre pour le lui porter. La mairie ne reçoit que les parties publiques, sans les noms\u{a0}: elle ne saura pas quel code est à qui.", "Hoc'h ardivink a ra ur c'hod mouezhiañ evit pep den eus ho roll, hag ul lizher evit kas anezhañ. Al lodennoù foran hepken, hep an anvioù, a resev an ti-kêr: ne ouezo ket pe god a zo da biv.", "Your device makes a voting code for each person of your list, and a letter to bring it. The town hall receives only the public parts, without the names: it will not know which code is whose.";
    list: "Les personnes, une par ligne", "An dud, unan dre linenn", "The people, one a line";
    list_hint: "Nom, puis les lignes de l’adresse, séparés par des points-virgules. Par exemple\u{a0}: Anne Le Goff; 3 rue du Port; 56400 Auray. Cette liste ne quitte pas votre appareil.", "Anv, ha goude linennoù ar chomlec'h, dispartiet gant pikoù-skej. Da skouer: Anna ar Gov; 3 straed ar Porzh; 56400 An Alre. Ne guita ket ar roll-mañ hoc'h ardivink.", "Name, then the lines of the address, separated by semicolons. For example: Anne Le Goff; 3 rue du Port; 56400 Auray. This list does not leave your device.";
    make: "Faire les codes", "Ober ar c'hodoù", "Make the codes";
    made: "Codes faits\u{a0}: %", "Kodoù graet: %", "Codes made: %";
    list_words: "Notez les huit mots de votre liste. À l’ouverture du vote, la page de l’urne doit montrer les mêmes\u{a0}: personne n’aura ajouté ni retiré de code.", "Notennit eizh ger ho roll. Pa zigoro ar vouezhiadeg e rank pajenn ar voest diskouez ar memes re: den n'en do ouzhpennet na tennet kod ebet.", "Note the eight words of your list. When the vote opens, the page of the ballot box must show the same ones: nobody will have added or removed a code.";
    kept_words: "Les huit mots de la liste envoyée depuis ce navigateur. La page de l’urne doit montrer les mêmes à l’ouverture du vote.", "Eizh ger ar roll kaset diwar ar merdeer-mañ. Pajenn ar voest a rank diskouez ar memes re pa zigoro ar vouezhiadeg.", "The eight words of the list sent from this browser. The page of the ballot box must show the same ones when the vote opens.";
    made_text: "Imprimez les lettres et enregistrez le fichier avant d’envoyer la liste publique\u{a0}: fermée, cette page oublie tout. Le fichier permet de réimprimer une lettre\u{a0}; détruisez-le après le vote.", "Moullit al lizhiri hag enrollit ar restr a-raok kas ar roll foran: pa vez serret e ankoua ar bajenn-mañ pep tra. Gant ar restr e c'haller admoullañ ul lizher; distrujit anezhi goude ar vouezhiadeg.", "Print the letters and save the file before sending the public list: once closed, this page forgets everything. With the file a letter can be printed again; destroy it after the vote.";
    print: "Imprimer les lettres", "Moullañ al lizhiri", "Print the letters";
    save: "Enregistrer le fichier", "Enrollañ ar restr", "Save the file";
    saved: "J’ai les lettres, et le fichier en lieu sûr", "Al lizhiri a zo ganin, hag ar restr en ul lec'h sur", "I have the letters, and the file in a safe place";
    send: "Envoyer la liste publique à la mairie", "Kas ar roll foran d'an ti-kêr", "Send the public list to the town hall";
    sent: "La liste publique est à la mairie", "Emañ ar roll foran en ti-kêr", "The public list is at the town hall";
    sent_text: "Codes de vote reçus\u{a0}: {n}. Postez les lettres. Pour en refaire, refaites toute la liste\u{a0}: les lettres d’avant ne vaudront plus.", "Kodoù mouezhiañ resevet: {n}. Kasit al lizhiri. Evit adober anezho, adgrit ar roll a-bezh: al lizhiri kent ne dalvezint ket ken.", "Voting codes received: {n}. Post the letters. To make others, make the whole list again: the earlier letters will no longer be good.";
    over: "Le vote est ouvert\u{a0}: la liste des codes ne change plus.", "Digor eo ar vouezhiadeg: ne gemm ket ken roll ar c'hodoù.", "The vote is open: the list of codes no longer changes.";
}

/// What the page's script says and what stands on a letter, under their names there.
pub mod words {
    texts! {
        empty: "Écrivez au moins une personne.", "Skrivit un den da nebeutañ.", "Write at least one person.";
        double: "Ligne %\u{a0}: cette personne est déjà dans la liste, à la même adresse. Une personne, un code.", "Linenn %: emañ an den-se er roll dija, en hevelep chomlec'h. Un den, ur c'hod.", "Line %: this person is already in the list, at the same address. One person, one code.";
        no_name: "Ligne %\u{a0}: il manque le nom.", "Linenn %: mankout a ra an anv.", "Line %: the name is missing.";
        letter_title: "Votre code de vote", "Ho kod mouezhiañ", "Your voting code";
        letter_how: "Avec l’appareil photo de votre téléphone, visez ce carré. Ou allez à l’adresse ci-dessous et tapez votre code de vote.", "Gant kamera ho pellgomzer, buket ar c'harrez-mañ. Pe kit d'ar chomlec'h amañ dindan ha skrivit ho kod mouezhiañ.", "Point your phone’s camera at this square. Or go to the address below and type your voting code.";
        letter_dates: "Le vote est ouvert du {opens} au {closes}.", "Digor eo ar vouezhiadeg eus an {opens} betek an {closes}.", "The vote is open from {opens} to {closes}.";
        letter_secret: "Ce code est à vous seul. Il ne dit rien de ce que vous choisirez. Gardez cette lettre\u{a0}: elle permet de voter encore une fois depuis un autre appareil.", "Ar c'hod-mañ zo deoc'h hoc'h-unan. Ne lavar netra eus ar pezh a zibabot. Dalc'hit al lizher-mañ: reiñ a ra tro da vouezhiañ ur wech all diwar un ardivink all.", "This code is yours alone. It tells nothing of what you will choose. Keep this letter: it lets you vote again from another device.";
        letter_program: "Empreinte du programme qui scelle les bulletins (SHA-256)\u{a0}:", "Louc'h ar programm a siell ar bilhedoù (SHA-256):", "Fingerprint of the program that seals ballots (SHA-256):";
    }
}
