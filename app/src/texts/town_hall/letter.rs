//! Sentences of the desk for who has no mailbox.

texts! {
    title: "Personne sans adresse e-mail", "Den hep chomlec'h postel", "Person without an e-mail address";
    link: "La personne n’a pas d’adresse e-mail", "N'en deus ket an den chomlec'h postel", "The person has no e-mail address";
    lead: "Vérifiez sa pièce d’identité\u{a0}: son compte est créé, et vous lui remettez une lettre avec un code pour entrer. Lettre perdue, ou entrée par FranceConnect\u{a0}? Recopiez la pièce\u{a0}: son compte est retrouvé.", "Gwiriit hec'h identelezh: krouet e vo he c'hont, ha roit dezhi ul lizher gant ur c'hod evit mont e-barzh. Kollet al lizher, pe o vont e-barzh gant FranceConnect? Eilskrivit ar paper: adkavet e vo he c'hont.", "Check her identity document: her account is created, and you hand over a letter with a code to enter. Lost the letter, or enters with FranceConnect? Copy the document: her account is found.";
    found: "Cette personne a déjà un compte ici.", "Ur gont en deus an den-se dija amañ.", "This person already has an account here.";
    found_link: "Ouvrir son compte", "Digeriñ he c'hont", "Open her account";
    print: "Imprimer", "Moullañ", "Print";
    section: "Lettre d’entrée", "Lizher moned", "Letter to enter with";
    none: "Cette personne n’a ni adresse e-mail ni autre façon d’entrer. Remettez-lui une lettre avec un code.", "N'en deus an den-se na chomlec'h postel na doare all ebet da vont e-barzh. Roit dezhañ ul lizher gant ur c'hod.", "This person has neither an e-mail address nor another way in. Hand over a letter with a code.";
    has: "Une lettre lui a été remise\u{a0}; elle sert jusqu’au {date}. Une nouvelle remplace l’ancienne.", "Ul lizher a zo bet roet dezhañ; servij a ra betek an {date}. Unan nevez a gemer lec'h an hini kozh.", "A letter was handed over; it works until {date}. A new one takes the place of the former.";
    make: "Faire la lettre", "Ober al lizher", "Make the letter";
    again: "Faire une nouvelle lettre", "Ober ul lizher nevez", "Make a new letter";
    letter: "Votre code pour participer", "Ho kod evit kemer perzh", "Your code to take part";
    letter_lead: "Avec ce code, vous entrez sur le site de {commune}, sans adresse e-mail.", "Gant ar c'hod-mañ ez it war lec'hienn {commune}, hep chomlec'h postel.", "With this code you enter the site of {commune}, without an e-mail address.";
    step_address: "Sur un téléphone ou un ordinateur, allez à", "War ur pellgomzer pe un urzhiataer, kit da", "On a phone or a computer, go to";
    step_code: "Tapez ce code\u{a0}:", "Skrivit ar c'hod-mañ:", "Type this code:";
    until: "Il sert autant de fois que vous voulez, jusqu’au {date}.", "Servij a ra ken alies ha ma fell deoc'h, betek an {date}.", "It works as often as you like, until {date}.";
    keep: "Gardez cette lettre pour vous\u{a0}: qui a le code peut voter à votre place. Perdue\u{a0}? Revenez à l’accueil de la mairie, qui en fera une autre.", "Mirit al lizher-mañ evidoc'h: an hini en deus ar c'hod a c'hall mouezhiañ en ho lec'h. Kollet? Deuit en-dro da zegemer an ti-kêr, a raio unan all.", "Keep this letter to yourself: whoever has the code can vote in your place. Lost? Come back to the desk at the town hall, which will make another.";
    once: "Imprimez cette page maintenant, ou recopiez le code\u{a0}: il n’est affiché qu’une fois.", "Moullit ar bajenn-mañ bremañ, pe eilskrivit ar c'hod: diskouezet eo ur wech hepken.", "Print this page now, or copy the code: it is shown once only.";
    printed: "La lettre est remise", "Roet eo al lizher", "The letter is handed over";
}
