//! Sentences of the sign-in pages and of the mail with the code.

texts! {
    title: "Se connecter", "Kevreañ", "Sign in";
    lead: "Recevez un code par e-mail. Pas de mot de passe à retenir.", "Degemerit ur kod dre bostel. Ger-tremen ebet da zerc'hel soñj.", "Get a code by e-mail. No password to remember.";
    email: "Votre adresse e-mail", "Ho chomlec'h postel", "Your e-mail address";
    email_hint: "Par exemple prenom@exemple.fr. Elle reste chiffrée et n’est jamais affichée.", "Da skouer anv@skouer.bzh. Chom a ra enrineget ha ne vez diskouezet morse.", "For example name@example.org. It stays encrypted and is never shown.";
    email_missing: "Écrivez votre adresse e-mail.", "Skrivit ho chomlec'h postel.", "Type your e-mail address.";
    projects_first: "Lire d’abord les projets", "Lenn ar raktresoù da gentañ", "Read the projects first";
    email_error: "Il manque quelque chose à cette adresse. Exemple : prenom@exemple.fr", "Un dra bennak a vank d'ar chomlec'h-se. Skouer: anv@skouer.bzh", "Something is missing in this address. Example: name@example.org";
    ask: "Recevoir un code", "Resev ur kod", "Get a code";
    code_title: "Saisissez le code", "Skrivit ar c'hod", "Type the code";
    code_lead: "Nous avons envoyé un code à {email}. Il fonctionne pendant 15 minutes, dans ce navigateur.", "Kaset hon eus ur kod da {email}. Mont a ra en-dro e-pad 15 munutenn, er merdeer-mañ.", "We sent a code to {email}. It works for 15 minutes, in this browser.";
    code: "Code à 6 chiffres", "Kod 6 sifr", "6-digit code";
    code_hint: "Regardez aussi dans les indésirables.", "Sellit ivez el lastez.", "Look in the junk folder too.";
    code_wrong: "Ce n’est pas le bon code. Essais restants : {left}.", "N'eo ket ar c'hod mat. Taolioù-esae a chom: {left}.", "This is not the right code. Attempts left: {left}.";
    code_over: "Ce code ne fonctionne plus. Demandez-en un nouveau.", "Ne ya ket ar c'hod-se en-dro ken. Goulennit unan nevez.", "This code no longer works. Ask for a new one.";
    enter: "Entrer", "Mont e-barzh", "Enter";
    again: "Recevoir un autre code", "Resev ur c'hod all", "Get another code";
    kept: "Connectez-vous pour continuer. Ce que vous avez écrit est gardé.", "Kevreit evit kenderc'hel. Dalc'het eo ar pezh hoc'h eus skrivet.", "Sign in to continue. What you wrote is kept.";
    needed: "Connectez-vous pour continuer.", "Kevreit evit kenderc'hel.", "Sign in to continue.";
    demo_accounts: "Démonstration : entrez n’importe quelle adresse, puis lisez le code sur la page des e-mails.", "Diskouez: skrivit ne vern peseurt chomlec'h, ha lennit ar c'hod war pajenn ar posteloù.", "Demonstration: type any address, then read the code on the mails page.";
    out: "Se déconnecter", "Digevreañ", "Sign out";
    mail_subject: "{code} : votre code pour {commune}", "{code}: ho kod evit {commune}", "{code}: your code for {commune}";
    mail_body: "Bonjour,\n\nVotre code de connexion : {code}\n\nIl fonctionne pendant 15 minutes, dans le navigateur où vous l’avez demandé. Si vous n’avez rien demandé, ignorez ce message : personne ne peut entrer sans ce code.\n\n{commune}\n", "Demat,\n\nHo kod kevreañ: {code}\n\nMont a ra en-dro e-pad 15 munutenn, er merdeer m'hoc'h eus goulennet anezhañ. Ma n'hoc'h eus goulennet netra, na rit ket van: den ne c'hall mont e-barzh hep ar c'hod-se.\n\n{commune}\n", "Hello,\n\nYour sign-in code: {code}\n\nIt works for 15 minutes, in the browser where you asked for it. If you asked for nothing, ignore this message: nobody can enter without this code.\n\n{commune}\n";
}
