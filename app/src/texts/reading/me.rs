//! Sentences of one's own page.

texts! {
    title: "Moi", "Me", "Me";
    lead: "Ce que vous avez fait ici, et vos réglages.", "Ar pezh hoc'h eus graet amañ, hag hoc'h arventennoù.", "What you have done here, and your settings.";
    out_lead: "Connectez-vous pour retrouver vos propositions, vos soutiens et vos votes.", "Kevreit evit adkavout ho kinnigoù, ho harpoù hag ho mouezhiadegoù.", "Sign in to find your proposals, your supports and your votes.";
    out_title: "Vous n’êtes pas connecté", "N'oc'h ket kevreet", "You are not signed in";
    out_text: "Pas de mot de passe\u{a0}: un code arrive par courriel. Votre adresse reste chiffrée et n’est jamais affichée.", "Ger-tremen ebet: dont a ra ur kod dre bostel. Chom a ra enrineget ho chomlec'h ha ne vez morse diskouezet.", "No password: a code comes by e-mail. Your address stays encrypted and is never shown.";
    signed_as: "Connecté avec {email}", "Kevreet gant {email}", "Signed in with {email}";
    name_title: "Votre nom affiché", "Hoc'h anv diskouezet", "Your displayed name";
    name: "Nom affiché", "Anv diskouezet", "Displayed name";
    name_hint: "Il apparaît à côté de vos propositions et de vos commentaires. Laissez vide pour rester «\u{a0}une habitante ou un habitant\u{a0}».", "Diskouezet e vo e-kichen ho kinnigoù hag hoc'h evezhiadennoù. Lezit goullo evit chom «un annezad pe un annezadez».", "It appears beside your proposals and comments. Leave empty to remain “a resident”.";
    saved: "C’est enregistré.", "Enrollet eo.", "Saved.";
    level_title: "Ce que vous pouvez faire", "Ar pezh a c'hallit ober", "What you can do";
    level_mailbox: "Adresse courriel vérifiée", "Chomlec'h postel gwiriet", "E-mail address checked";
    level_mailbox_text: "Vous pouvez proposer, commenter, soutenir, et participer aux votes ouverts à tous.", "Gallout a rit kinnig, reiñ ho soñj, harpañ, ha mouezhiañ er mouezhiadegoù digor d'an holl.", "You can propose, comment, support, and take part in votes open to everyone.";
    level_mailbox_more: "Certains votes sont réservés aux personnes qui habitent, travaillent ou étudient dans la commune. Pour y participer, passez une fois à l’accueil de la mairie avec une pièce d’identité ou un justificatif, et donnez cette adresse courriel.", "Miret eo mouezhiadegoù zo d'an dud a vev, a labour pe a studi er gumun. Evit kemer perzh enno, deuit ur wech d'an ti-kêr gant ur paper-identelezh pe un testeni, ha roit ar chomlec'h postel-mañ.", "Some votes are reserved for people who live, work or study in the commune. To take part, come once to the town hall desk with an identity document or a proof, and give this e-mail address.";
    level_resident: "Vérifié par la mairie", "Gwiriet gant an ti-kêr", "Checked by the town hall";
    level_resident_text: "La mairie a vérifié que vous habitez, travaillez ou étudiez dans la commune\u{a0}: tous les votes vous sont ouverts.", "Gwiriet eo bet gant an ti-kêr e vevit, e labourit pe e studiit er gumun: digor eo deoc'h an holl vouezhiadegoù.", "The town hall has checked that you live, work or study in the commune: all votes are open to you.";
    proposals: "Mes propositions", "Ma c'hinnigoù", "My proposals";
    proposals_none: "Vous n’avez encore rien proposé.", "N'hoc'h eus kinniget netra c'hoazh.", "You have not proposed anything yet.";
    proposals_action: "Voir les démarches ouvertes", "Gwelet an intruduoù digor", "See the open processes";
    answered: "réponse de la mairie le {date}", "respont an ti-kêr d'an {date}", "town hall’s answer on {date}";
    made: "déposée le {date}", "lakaet d'an {date}", "made on {date}";
    supports: "Ce que je soutiens", "Ar pezh a harpan", "What I support";
    supports_none: "Vous ne soutenez encore aucune proposition.", "Ne harpit kinnig ebet c'hoazh.", "You do not support any proposal yet.";
    votes: "Mes votes", "Ma mouezhiadegoù", "My votes";
    votes_none: "Vous n’avez pas encore voté ici.", "N'hoc'h eus ket mouezhiet amañ c'hoazh.", "You have not voted here yet.";
    votes_note: "Nous savons seulement que vous avez voté, pas ce que vous avez choisi.", "Ne ouzomp nemet ho peus mouezhiet, n'ouzomp ket petra hoc'h eus dibabet.", "We only know that you voted, not what you chose.";
    voted: "Vous avez voté", "Mouezhiet hoc'h eus", "You voted";
    settings: "Langue et affichage", "Yezh ha skrammañ", "Language and display";
    breton_unread: "Le breton de Tikêr n’a pas encore été relu par un brittophone\u{a0}: {unread} textes sur {all} attendent une relecture.", "N'eo ket bet adlennet brezhoneg Tikêr c'hoazh gant ur brezhoneger: {unread} testenn diwar {all} a chom da adlenn.", "No Breton speaker has read all of Tikêr’s Breton yet: {unread} texts of {all} wait to be read.";
    language: "Langue", "Yezh", "Language";
    theme: "Affichage", "Skrammañ", "Display";
    theme_auto: "Auto", "Emgefre", "Auto";
    theme_light: "Clair", "Sklaer", "Light";
    theme_dark: "Sombre", "Teñval", "Dark";
    theme_device: "L’affichage clair ou sombre suit le réglage de votre appareil.", "Ar skrammañ sklaer pe deñval a heuilh arventennoù ho trevnad.", "Light or dark display follows your device’s setting.";
    install: "Installer sur votre téléphone", "Staliañ war ho pellgomzer", "Install on your phone";
    install_text: "Comme une application, sans passer par un magasin.", "Evel un arload, hep tremen dre ur stal.", "Like an app, without going through a store.";
    android: "Sur Android", "War Android", "On Android";
    android_text: "Dans Chrome ou Firefox, ouvrez le menu (trois points), puis «\u{a0}Ajouter à l’écran d’accueil\u{a0}» ou «\u{a0}Installer l’application\u{a0}».", "E Chrome pe Firefox, digorit al lañser (tri foent), ha goude-se «Ouzhpennañ d'ar skramm degemer» pe «Staliañ an arload».", "In Chrome or Firefox, open the menu (three dots), then “Add to Home screen” or “Install app”.";
    iphone: "Sur iPhone ou iPad", "War iPhone pe iPad", "On iPhone or iPad";
    iphone_text: "Dans Safari, touchez le bouton de partage (un carré avec une flèche), puis «\u{a0}Sur l’écran d’accueil\u{a0}».", "E Safari, pouezit war ar bouton rannañ (ur c'harrez gant ur bir), ha goude-se «War ar skramm degemer».", "In Safari, tap the share button (a square with an arrow), then “Add to Home Screen”.";
    town_hall: "Espace mairie", "Takad an ti-kêr", "Town hall area";
    town_hall_text: "Gérer les démarches, les réponses et les projets", "Merañ an intruduoù, ar respontoù hag ar raktresoù", "Manage processes, answers and projects";
    leave: "Se déconnecter", "Digevreañ", "Sign out";
    leave_text: "Sur un appareil partagé, pensez à vous déconnecter.", "War un drevnad rannet, soñjit digevreañ.", "On a shared device, remember to sign out.";
}
