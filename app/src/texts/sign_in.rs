//! Sentences of the sign-in pages and of the mail with the code.

texts! {
    title: "Se connecter", "Kevreañ", "Sign in";
    lead: "Recevez un code par e-mail. Pas de mot de passe à retenir.", "Degemerit ur kod dre bostel. Ger-tremen ebet da zerc'hel soñj.", "Get a code by e-mail. No password to remember.";
    lead_ways: "Avec FranceConnect, ou avec un code reçu par e-mail. Pas de mot de passe à retenir.", "Gant FranceConnect, pe gant ur kod resevet dre bostel. Ger-tremen ebet da zerc'hel soñj.", "With FranceConnect, or with a code received by e-mail. No password to remember.";
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
    to_vote: "Pour voter, dites encore une fois que c’est vous\u{a0}: votre dernière connexion sur cet appareil date de plus de douze heures.", "Evit mouezhiañ, lavarit ur wech c'hoazh ez eo c'hwi: ouzhpenn daouzek eurvezh zo abaoe ho kevreadenn ziwezhañ war an ardivink-mañ.", "To vote, say once more that it is you: you last signed in on this device more than twelve hours ago.";
    needed: "Connectez-vous pour continuer.", "Kevreit evit kenderc'hel.", "Sign in to continue.";
    demo_accounts: "Démonstration : entrez n’importe quelle adresse, puis lisez le code sur la page des e-mails.", "Diskouez: skrivit ne vern peseurt chomlec'h, ha lennit ar c'hod war pajenn ar posteloù.", "Demonstration: type any address, then read the code on the mails page.";
    out: "Se déconnecter", "Digevreañ", "Sign out";
    mail_subject: "{code} : votre code pour {commune}", "{code}: ho kod evit {commune}", "{code}: your code for {commune}";
    mail_body: "Bonjour,\n\nVotre code de connexion : {code}\n\nIl fonctionne pendant 15 minutes, dans le navigateur où vous l’avez demandé. Si vous n’avez rien demandé, ignorez ce message : personne ne peut entrer sans ce code.\n\n{commune}\n", "Demat,\n\nHo kod kevreañ: {code}\n\nMont a ra en-dro e-pad 15 munutenn, er merdeer m'hoc'h eus goulennet anezhañ. Ma n'hoc'h eus goulennet netra, na rit ket van: den ne c'hall mont e-barzh hep ar c'hod-se.\n\n{commune}\n", "Hello,\n\nYour sign-in code: {code}\n\nIt works for 15 minutes, in the browser where you asked for it. If you asked for nothing, ignore this message: nobody can enter without this code.\n\n{commune}\n";
}

/// Roles that are asleep in this session.
pub mod asleep {
    texts! {
        late: "Pour la mairie, reconnectez-vous\u{a0}: vos rôles s’endorment après 12 heures sans servir, et au plus tard après 7 jours.", "Evit an ti-kêr, kevreit en-dro: kousket a ra ho rolloù goude 12 eurvezh hep servijout, ha goude 7 devezh d'an diwezhatañ.", "For the town hall, sign in again: your roles fall asleep after 12 hours without use, and after 7 days at the latest.";
        late_kept: "Pour la mairie, reconnectez-vous\u{a0}: vos rôles se sont endormis. Ce que vous avez écrit est gardé.", "Evit an ti-kêr, kevreit en-dro: kousket eo ho rolloù. Dalc'het eo ar pezh hoc'h eus skrivet.", "For the town hall, sign in again: your roles fell asleep. What you wrote is kept.";
        weak_title: "La mairie s’ouvre avec une clé d’accès", "An ti-kêr a zigor gant un alc'hwez moned", "The town hall opens with a passkey";
        weak: "Ce que la commune vous confie engage tout le monde, et un code par e-mail peut être lu par d’autres. Entrez avec l’empreinte, le visage ou le code de votre appareil.", "Ar pezh a fiz ar gumun ennoc'h a sell ouzh an holl, hag ur kod dre bostel a c'hall bezañ lennet gant re all. Kit e-barzh gant roud biz, dremm pe kod hoc'h ardivink.", "What the commune entrusts to you concerns everybody, and a code by e-mail can be read by others. Enter with the fingerprint, face or code of your device.";
        weak_kept: "Ce que vous avez écrit est gardé\u{a0}: vous le retrouverez en revenant à cette page.", "Dalc'het eo ar pezh hoc'h eus skrivet: adkavet e vo ganeoc'h p'en em gavot en-dro war ar bajenn-mañ.", "What you wrote is kept: you will find it again when you come back to this page.";
        none_yet: "Dernière étape", "Pazenn diwezhañ", "Last step";
        none_yet_text: "Créez une clé d’accès sur cet appareil\u{a0}: cela prend dix secondes.", "Krouit un alc'hwez moned war an ardivink-mañ: dek eilenn a bad.", "Create a passkey on this device: it takes ten seconds.";
        make: "Créer une clé d’accès", "Krouiñ un alc'hwez moned", "Create a passkey";
        lost: "Clé perdue\u{a0}?", "Kollet an alc'hwez?", "Lost your passkey?";
        lost_text: "Demandez à une administratrice ou un administrateur de retirer vos clés, de vive voix, et de vous remettre un code pour en créer une autre.", "Goulennit digant ur verourez pe ur merour tennañ hoc'h alc'hwezioù, a vouezh, ha reiñ deoc'h ur c'hod evit krouiñ unan all.", "Ask an administrator, in person, to remove your passkeys and hand you a code to create another.";
        go_on: "Continuer sans la mairie", "Kenderc'hel hep an ti-kêr", "Go on without the town hall";
    }
}

/// The code that the town hall hands over for a first passkey.
pub mod first_key {
    texts! {
        title: "Pas encore de clé\u{a0}?", "Alc'hwez ebet c'hoazh?", "No passkey yet?";
        why: "La personne qui administre ce site vous remet un code, en main propre ou de vive voix. Tapez-le ici, puis créez la clé de cet appareil\u{a0}: cela prend une minute.", "An den a ver al lec'hienn-mañ a ro ur c'hod deoc'h, a zorn da zorn pe a vouezh. Skrivit anezhañ amañ, ha krouit goude alc'hwez an ardivink-mañ: ur vunutenn a bad.", "Whoever administers this site hands you a code, in person or by voice. Type it here, then create the key of this device: it takes a minute.";
        code: "Code remis par la mairie", "Kod roet gant an ti-kêr", "Code handed over by the town hall";
        code_hint: "Dix lettres et chiffres. Il ne vient jamais par e-mail.", "Dek lizherenn ha sifr. Ne zeu morse dre bostel.", "Ten letters and digits. It never comes by e-mail.";
        go_on: "Continuer", "Kenderc'hel", "Go on";
        missing: "Tapez le code que l’on vous a remis.", "Skrivit ar c'hod a zo bet roet deoc'h.", "Type the code that was handed to you.";
        wrong: "Ce n’est pas ce code. Essais restants\u{a0}: {left}.", "N'eo ket ar c'hod-se. Taolioù-esae a chom: {left}.", "That is not the code. Tries left: {left}.";
        none: "Aucun code ne vous attend\u{a0}: il a déjà servi, il a plus de sept jours, ou il y a eu trop d’essais faux. Demandez-en un autre à la personne qui administre ce site.", "N'eus kod ebet ouzh ho kortoz: servijet en deus dija, koshoc'h eo eget seizh devezh, pe re a daolioù-esae fall a zo bet. Goulennit unan all digant an den a ver al lec'hienn-mañ.", "No code is waiting for you: it was used, is older than seven days, or was tried wrongly too often. Ask whoever administers this site for another.";
        by_key: "Entrez d’abord avec une de vos clés\u{a0}: c’est ainsi que vous pourrez les changer.", "Kit e-barzh da gentañ gant unan eus hoc'h alc'hwezioù: evel-se e c'hallot cheñch anezho.", "Enter with one of your keys first: that is how you can change them.";
    }
}

/// Signing in through a provider (FranceConnect, ProConnect). The button's words are the providers' own.
pub mod provider {
    texts! {
        button: "S’identifier avec", "En em anavezout gant", "Sign in with";
        demonstration: "{provider} (démonstration)", "{provider} (diskouez)", "{provider} (demonstration)";
        what: "Qu’est-ce que {provider}\u{a0}? (nouvel onglet)", "Petra eo {provider}? (ivinell nevez)", "What is {provider}? (new tab)";
        or: "ou, sans {provider}, avec votre adresse e-mail", "pe, hep {provider}, gant ho chomlec'h postel", "or, without {provider}, with your e-mail address";
        cancelled: "Vous avez annulé chez {provider}\u{a0}: rien n’a changé. Vous pouvez recommencer, ou entrer avec votre adresse e-mail.", "Nullet hoc'h eus e {provider}: netra n'eo cheñchet. Gallout a rit adkregiñ, pe mont e-barzh gant ho chomlec'h postel.", "You cancelled at {provider}: nothing has changed. You can try again, or enter with your e-mail address.";
        away: "{provider} ne répond pas en ce moment. Entrez avec votre adresse e-mail, ou réessayez plus tard.", "Ne respont ket {provider} bremañ. Kit e-barzh gant ho chomlec'h postel, pe klaskit en-dro diwezhatoc'h.", "{provider} does not answer right now. Enter with your e-mail address, or try again later.";
        lost: "Cette connexion a commencé dans un autre navigateur, il y a trop longtemps, ou a déjà servi. Recommencez ici.", "Kroget e oa ar c'hevreañ-se en ur merdeer all, re bell zo, pe servijet en deus dija. Adkrogit amañ.", "This sign-in began in another browser, too long ago, or was used already. Begin again here.";
        wrong: "{provider} a envoyé une réponse que nous ne pouvons pas accepter\u{a0}: personne n’est connecté. Recommencez, ou entrez avec votre adresse e-mail.", "Kaset en deus {provider} ur respont ha ne c'hallomp ket degemer: den n'eo kevreet. Adkrogit, pe kit e-barzh gant ho chomlec'h postel.", "{provider} sent an answer that we cannot accept: nobody is signed in. Begin again, or enter with your e-mail address.";
        taken: "Cette identité {provider} est déjà liée à un autre compte de ce site. Rien n’a changé\u{a0}: connectez-vous avec elle, et déliez-la là-bas si besoin.", "Liammet eo an identelezh {provider}-se dija ouzh ur gont all eus al lec'hienn-mañ. Netra n'eo cheñchet: kevreit ganti, ha diliammit anezhi eno ma'z eus ezhomm.", "This {provider} identity is already linked to another account of this site. Nothing has changed: sign in with it, and untie it there if need be.";
        offer: "Avec {provider}, vous entrez sans attendre de code.", "Gant {provider} ez it e-barzh hep gortoz kod ebet.", "With {provider} you enter without waiting for a code.";
        unknown: "{provider} vous a reconnu, mais aucun compte d’ici n’y est encore lié. La première fois, entrez avec votre adresse e-mail, puis liez {provider} sur votre page «\u{a0}Moi\u{a0}»\u{a0}: ensuite, il suffira.", "Anavezet oc'h bet gant {provider}, met n'eus kont ebet amañ liammet outañ c'hoazh. Ar wech kentañ, kit e-barzh gant ho chomlec'h postel, ha goude-se liammit {provider} war ho pajenn «Me»: neuze e vo trawalc'h gantañ.", "{provider} knows you, but no account here is tied to it yet. The first time, enter with your e-mail address, then tie {provider} on your page “Me”: from then on it will be enough.";
        at_desk: "{provider} vous a reconnu, et la mairie vous a déjà vérifié à l’accueil. Entrez cette fois avec l’adresse e-mail que vous y avez donnée, puis liez {provider} sur votre page «\u{a0}Moi\u{a0}»\u{a0}: vous n’aurez plus à le refaire.", "Anavezet oc'h bet gant {provider}, ha gwiriet oc'h bet dija e degemer an ti-kêr. Kit e-barzh ar wech-mañ gant ar chomlec'h postel roet eno ganeoc'h, ha liammit {provider} war ho pajenn «Me»: ne vo ket ezhomm ober en-dro.", "{provider} has recognised you, and the town hall has verified you at its desk already. Enter this time with the e-mail address that you gave there, then tie {provider} on your page “Me”: you will not have to do it again.";
        unknown_pro: "ProConnect vous a reconnu, mais aucun compte de la mairie n’y est lié. Entrez avec votre adresse e-mail, tapez le code que la mairie vous a remis, puis liez ProConnect.", "Anavezet oc'h bet gant ProConnect, met kont ebet eus an ti-kêr n'eo liammet outañ. Kit e-barzh gant ho chomlec'h postel, skrivit ar c'hod bet roet deoc'h gant an ti-kêr, ha liammit ProConnect goude.", "ProConnect knows you, but no account of the town hall is tied to it. Enter with your e-mail address, type the code that the town hall handed you, then tie ProConnect.";
        stranger: "ProConnect dit que vous travaillez pour un autre établissement\u{a0}: cette entrée est celle des élus et des agents de la commune. Personne n’est connecté.", "Hervez ProConnect e labourit evit un ensavadur all: an nor-mañ zo evit dilennidi hag implijidi ar gumun. Den n'eo kevreet.", "ProConnect says that you work for another establishment: this entrance is for the commune’s elected members and agents. Nobody is signed in.";
        for_agents: "Élus et agents de la commune", "Dilennidi hag implijidi ar gumun", "Elected members and agents of the commune";
        another: "Ce n’est pas le compte qui avait commencé à lier {provider}. Rien n’a changé\u{a0}: recommencez ici.", "N'eo ket ar gont-mañ he doa kroget da liammañ {provider}. Netra n'eo cheñchet: adkrogit amañ.", "This is not the account that began to tie {provider}. Nothing has changed: begin again here.";
        tied: "{provider} est lié à ce compte\u{a0}: vous pouvez entrer avec l’un ou avec l’autre.", "Liammet eo {provider} ouzh ar gont-mañ: gallout a rit mont e-barzh gant an eil pe egile.", "{provider} is tied to this account: you can enter with either.";
        only: "{provider} est votre seule façon d’entrer. Ajoutez une adresse e-mail, pour retrouver votre compte si elle vous manque un jour.", "{provider} eo hoc'h hent nemetañ evit mont e-barzh. Ouzhpennit ur chomlec'h postel, evit adkavout ho kont ma vank deoc'h un deiz.", "{provider} is your only way in. Add an e-mail address, to find your account again if you miss it one day.";
        last: "C’est votre seule façon d’entrer\u{a0}: ajoutez d’abord une adresse e-mail, ou une clé d’accès.", "Hoc'h hent nemetañ evit mont e-barzh eo: ouzhpennit da gentañ ur chomlec'h postel, pe un alc'hwez moned.", "This is your only way in: add an e-mail address first, or a passkey.";
        untied: "C’est délié\u{a0}: ce compte ne s’ouvre plus ainsi. Ce qui a été vérifié de votre identité reste vérifié.", "Diliammet eo: ne zigor ket ar gont evel-se ken. Ar pezh a zo bet gwiriet eus hoc'h identelezh a chom gwiriet.", "It is untied: this account no longer opens that way. What was verified of your identity stays verified.";
        untie: "Délier {provider}", "Diliammañ {provider}", "Untie {provider}";
        going: "Nous vous emmenons chez {provider}.", "Kas a reomp ac'hanoc'h da {provider}.", "We are taking you to {provider}.";
        go: "Aller chez {provider}", "Mont da {provider}", "Go to {provider}";
        tie: "Lier {provider} à ce compte", "Liammañ {provider} ouzh ar gont-mañ", "Tie {provider} to this account";
        leaving: "Vous êtes déconnecté d’ici", "Digevreet oc'h eus amañ", "You are signed out here";
        leaving_text: "Nous vous déconnectons aussi de {provider}.", "Digevreañ a reomp ac'hanoc'h ivez eus {provider}.", "We also sign you out of {provider}.";
        leave: "Se déconnecter de {provider}", "Digevreañ eus {provider}", "Sign out of {provider}";
    }
}

/// The first time that somebody comes through a provider.
pub mod welcome {
    texts! {
        title: "Bienvenue", "Degemer mat", "Welcome";
        lead: "{provider} vous a reconnu. C’est la première fois que vous entrez ici par lui.", "Anavezet oc'h bet gant {provider}. Ar wech kentañ eo deoc'h mont e-barzh drezañ.", "{provider} has recognised you. It is the first time that you come in through it.";
        new: "Je n’ai pas encore de compte ici", "N'em eus kont ebet amañ c'hoazh", "I have no account here yet";
        new_text: "Sans adresse e-mail, sans mot de passe. De votre état civil, nous ne gardons qu’une empreinte, pour qu’une personne n’ait qu’une voix.", "Hep chomlec'h postel, hep ger-tremen. Eus ho marilh-keodedel ne virer nemet ur roudenn, evit na vo nemet ur vouezh gant un den.", "Without an e-mail address, without a password. Of your civil identity we keep a fingerprint only, so that one person has one voice.";
        go_on: "Continuer avec {provider}", "Kenderc'hel gant {provider}", "Go on with {provider}";
        known: "J’ai déjà un compte ici", "Ur gont am eus dija amañ", "I already have an account here";
        known_text: "Entrez comme d’habitude, puis liez {provider} sur votre page «\u{a0}Moi\u{a0}»\u{a0}: ce que vous avez écrit et ce que la mairie a vérifié restent à vous.", "Kit e-barzh evel boas, ha liammit {provider} war ho pajenn «Me»: ar pezh hoc'h eus skrivet hag ar pezh en deus gwiriet an ti-kêr a chom deoc'h.", "Enter as usual, then tie {provider} on your page “Me”: what you wrote and what the town hall verified stay yours.";
        sign_in: "Entrer avec mon adresse e-mail", "Mont e-barzh gant va chomlec'h postel", "Enter with my e-mail address";
        late: "Cette demande n’existe plus\u{a0}: elle a déjà servi, ou elle a trop attendu. Recommencez.", "N'eus ket eus ar goulenn-mañ ken: servijet en deus dija, pe gortozet re. Adkrogit.", "This request is no more: it was used already, or waited too long. Begin again.";
    }
}

/// Entering with a letter of the town hall.
pub mod letter {
    texts! {
        have: "J’ai une lettre de la mairie", "Ul lizher eus an ti-kêr am eus", "I have a letter from the town hall";
        title: "Entrer avec une lettre", "Mont e-barzh gant ul lizher", "Enter with a letter";
        lead: "La mairie vous a remis une lettre avec un code\u{a0}: il remplace l’adresse e-mail.", "Roet eo bet deoc'h gant an ti-kêr ul lizher gant ur c'hod: kemer a ra lec'h ar chomlec'h postel.", "The town hall has handed you a letter with a code: it takes the place of an e-mail address.";
        code: "Code de la lettre", "Kod al lizher", "Code of the letter";
        code_hint: "Douze lettres et chiffres. Majuscules, espaces et tiret n’ont pas d’importance.", "Daouzek lizherenn ha sifr. N'eus forzh pe lizherennoù bras, esaouennoù ha barrenn.", "Twelve letters and digits. Capitals, spaces and the dash do not matter.";
        missing: "Tapez le code de la lettre.", "Skrivit kod al lizher.", "Type the code of the letter.";
        wrong: "Aucune lettre n’a ce code, ou elle ne sert plus. Relisez-le\u{a0}; sinon, la mairie peut vous remettre une nouvelle lettre.", "N'eus lizher ebet gant ar c'hod-se, pe ne servij ket ken. Adlennit anezhañ; a-hend-all e c'hall an ti-kêr reiñ deoc'h ul lizher nevez.", "No letter has this code, or it works no more. Read it again; else the town hall can hand you a new letter.";
    }
}
