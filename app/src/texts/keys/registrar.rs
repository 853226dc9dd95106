//! Sentences of the registrar's page.

texts! {
    title: "Faites les droits de vote", "Grit ar gwirioù mouezhiañ", "Make the voting rights";
    lead: "Votre appareil fait un droit de vote pour chaque personne de votre liste, et une lettre pour le lui porter. La mairie ne reçoit que les parties publiques, sans les noms\u{a0}: elle ne saura pas quel droit est à qui.", "Hoc'h ardivink a ra ur gwir mouezhiañ evit pep den eus ho roll, hag ul lizher evit kas anezhañ. Al lodennoù foran hepken, hep an anvioù, a resev an ti-kêr: ne ouezo ket pe wir a zo da biv.", "Your device makes a voting right for each person of your list, and a letter to bring it. The town hall receives only the public parts, without the names: it will not know which right is whose.";
    list: "Les personnes, une par ligne", "An dud, unan dre linenn", "The people, one a line";
    list_hint: "Nom, puis les lignes de l’adresse, séparés par des points-virgules. Par exemple\u{a0}: Anne Le Goff; 3 rue du Port; 56400 Auray. Cette liste ne quitte pas votre appareil.", "Anv, ha goude linennoù ar chomlec'h, dispartiet gant pikoù-skej. Da skouer: Anna ar Gov; 3 straed ar Porzh; 56400 An Alre. Ne guita ket ar roll-mañ hoc'h ardivink.", "Name, then the lines of the address, separated by semicolons. For example: Anne Le Goff; 3 rue du Port; 56400 Auray. This list does not leave your device.";
    make: "Faire les droits", "Ober ar gwirioù", "Make the rights";
    made: "Droits faits\u{a0}: %", "Gwirioù graet: %", "Rights made: %";
    made_text: "Imprimez les lettres et enregistrez le fichier avant d’envoyer la liste publique\u{a0}: fermée, cette page oublie tout. Le fichier permet de réimprimer une lettre\u{a0}; détruisez-le après le vote.", "Moullit al lizhiri hag enrollit ar restr a-raok kas ar roll foran: pa vez serret e ankoua ar bajenn-mañ pep tra. Gant ar restr e c'haller admoullañ ul lizher; distrujit anezhi goude ar vouezhiadeg.", "Print the letters and save the file before sending the public list: once closed, this page forgets everything. With the file a letter can be printed again; destroy it after the vote.";
    print: "Imprimer les lettres", "Moullañ al lizhiri", "Print the letters";
    save: "Enregistrer le fichier", "Enrollañ ar restr", "Save the file";
    saved: "J’ai les lettres, et le fichier en lieu sûr", "Al lizhiri a zo ganin, hag ar restr en ul lec'h sur", "I have the letters, and the file in a safe place";
    send: "Envoyer la liste publique à la mairie", "Kas ar roll foran d'an ti-kêr", "Send the public list to the town hall";
    sent: "La liste publique est à la mairie", "Emañ ar roll foran en ti-kêr", "The public list is at the town hall";
    sent_text: "Droits de vote reçus\u{a0}: {n}. Postez les lettres. Pour en refaire, refaites toute la liste\u{a0}: les lettres d’avant ne vaudront plus.", "Gwirioù mouezhiañ resevet: {n}. Kasit al lizhiri. Evit adober anezho, adgrit ar roll a-bezh: al lizhiri kent ne dalvezint ket ken.", "Voting rights received: {n}. Post the letters. To make others, make the whole list again: the earlier letters will no longer be good.";
    over: "Le vote est ouvert\u{a0}: la liste des droits ne change plus.", "Digor eo ar vouezhiadeg: ne gemm ket ken roll ar gwirioù.", "The vote is open: the list of rights no longer changes.";
}

/// What the page's script says and what stands on a letter, under their names there.
pub mod words {
    texts! {
        empty: "Écrivez au moins une personne.", "Skrivit un den da nebeutañ.", "Write at least one person.";
        double: "Ligne %\u{a0}: cette personne est déjà dans la liste, à la même adresse. Une personne, un droit.", "Linenn %: emañ an den-se er roll dija, en hevelep chomlec'h. Un den, ur gwir.", "Line %: this person is already in the list, at the same address. One person, one right.";
        no_name: "Ligne %\u{a0}: il manque le nom.", "Linenn %: mankout a ra an anv.", "Line %: the name is missing.";
        letter_title: "Votre droit de vote", "Ho kwir mouezhiañ", "Your voting right";
        letter_how: "Avec l’appareil photo de votre téléphone, visez ce carré. Ou allez à l’adresse ci-dessous et tapez votre droit de vote.", "Gant kamera ho pellgomzer, buket ar c'harrez-mañ. Pe kit d'ar chomlec'h amañ dindan ha skrivit ho kwir mouezhiañ.", "Point your phone’s camera at this square. Or go to the address below and type your voting right.";
        letter_dates: "Le vote est ouvert du {opens} au {closes}.", "Digor eo ar vouezhiadeg eus an {opens} betek an {closes}.", "The vote is open from {opens} to {closes}.";
        letter_secret: "Ce droit est à vous seul. Il ne dit rien de ce que vous choisirez. Gardez cette lettre\u{a0}: elle permet de voter encore une fois depuis un autre appareil.", "Ar gwir-mañ zo deoc'h hoc'h-unan. Ne lavar netra eus ar pezh a zibabot. Dalc'hit al lizher-mañ: reiñ a ra tro da vouezhiañ ur wech all diwar un ardivink all.", "This right is yours alone. It tells nothing of what you will choose. Keep this letter: it lets you vote again from another device.";
        letter_program: "Empreinte du programme qui scelle les bulletins (SHA-256)\u{a0}:", "Louc'h ar programm a siell ar bilhedoù (SHA-256):", "Fingerprint of the program that seals ballots (SHA-256):";
    }
}
