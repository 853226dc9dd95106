//! Sentences of the legal notice, and of the form that fills it in.

texts! {
    title: "Mentions légales", "Menegoù lezennel", "Legal notice";
    lead: "Qui publie ce site, qui l’héberge, et à qui s’adresser.", "Piv a embann al lec'hienn-mañ, piv he herberc'h, ha da biv en em reiñ.", "Who publishes this site, who hosts it, and whom to ask.";
    publisher: "Éditeur", "Embanner", "Publisher";
    address: "Adresse de la mairie", "Chomlec'h an ti-kêr", "Address of the town hall";
    director: "Directrice ou directeur de la publication", "Rener pe renerez an embann", "Director of publication";
    host: "Hébergeur", "Herberc'hier", "Host";
    contact: "Contact", "Darempred", "Contact";
    officer: "Déléguée ou délégué à la protection des données", "Dileuriad gwarez ar roadennoù", "Data protection officer";
    missing: "À remplir par la mairie.", "Da leuniañ gant an ti-kêr.", "To be filled in by the town hall.";
    more: "Voir aussi", "Gwelit ivez", "See also";
    form_note: "Éditeur, hébergeur, contact, protection des données", "Embanner, herberc'hier, darempred, gwarez ar roadennoù", "Publisher, host, contact, data protection";
    form_lead: "La loi veut que chaque site les dise. Ces lignes sont publiques.", "Ar lezenn a c'houlenn ma vefent lavaret gant pep lec'hienn. Foran eo al linennoù-mañ.", "The law wants every site to say them. These lines are public.";
    saved: "La page publique les montre. Une ligne vide y est marquée «\u{a0}À remplir par la mairie\u{a0}».", "War ar bajenn foran emaint. Ul linenn c'houllo a zo merket enni «Da leuniañ gant an ti-kêr».", "The public page shows them. An empty line is marked “To be filled in by the town hall” there.";
    see: "Voir la page publique", "Gwelet ar bajenn foran", "See the public page";
    address_hint: "Par exemple\u{a0}: 1 place de la Mairie, 56000 Exemple", "Da skouer: 1 plasenn an Ti-kêr, 56000 Skouer", "For example: 1 place de la Mairie, 56000 Exemple";
    director_hint: "En général la maire ou le maire\u{a0}: nom et fonction.", "Peurvuiañ ar maer: anv ha karg.", "Usually the mayor: name and office.";
    host_hint: "Nom, adresse et téléphone de qui héberge la machine.", "Anv, chomlec'h ha pellgomz an hini a herberc'h ar mekanik.", "Name, address and telephone of whoever hosts the machine.";
    contact_hint: "Téléphone et adresse e-mail de la mairie.", "Pellgomz ha chomlec'h postel an ti-kêr.", "Telephone and e-mail address of the town hall.";
    officer_hint: "Nom et adresse e-mail. Souvent une personne du centre de gestion ou de l’intercommunalité.", "Anv ha chomlec'h postel. Alies un den eus ar greizenn-verañ pe eus an etrekumuniezh.", "Name and e-mail address. Often somebody of the management centre or the intercommunal body.";
}
