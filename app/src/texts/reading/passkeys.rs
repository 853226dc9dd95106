//! Sentences about passkeys, on one's own page and where one signs in.

texts! {
    title: "Mes clés d’accès", "Ma alc'hwezioù moned", "My passkeys";
    lead: "Entrez avec l’écran de verrouillage de votre téléphone ou de votre ordinateur\u{a0}: empreinte, visage ou code. Il n’y a plus d’e-mail à attendre, et rien à retenir.", "Kit e-barzh gant skramm-prennañ ho pellgomzer pe hoc'h urzhiataer: roud biz, dremm pe kod. N'eus postel ebet da c'hortoz ken, na tra ebet da zerc'hel soñj.", "Enter with the screen lock of your phone or computer: fingerprint, face or code. There is no e-mail to wait for, and nothing to remember.";
    list: "Appareils qui peuvent entrer", "Ardivinkoù a c'hall mont e-barzh", "Devices that can enter";
    none: "Aucun pour l’instant\u{a0}: vous entrez avec un code par e-mail.", "Hini ebet evit poent: mont a rit e-barzh gant ur kod dre bostel.", "None for now: you enter with a code by e-mail.";
    added: "ajoutée le {date}", "ouzhpennet d'an {date}", "added on {date}";
    used: "utilisée le {date}", "implijet d'an {date}", "used on {date}";
    never: "pas encore utilisée", "ket implijet c'hoazh", "not used yet";
    change: "Renommer ou retirer", "Adenvel pe lemel", "Rename or remove";
    name: "Nom de la clé", "Anv an alc'hwez", "Name of the key";
    name_hint: "Pour la reconnaître dans cette liste. Vous seul le voyez.", "Evit hec'h anavezout er roll-mañ. C'hwi hepken a wel anezhañ.", "To know it again in this list. Only you see it.";
    name_missing: "Donnez un nom à cette clé, de 60 caractères au plus.", "Roit un anv d'an alc'hwez-se, 60 arouezenn d'ar muiañ.", "Give this key a name, of 60 characters at most.";
    this_device: "Mon appareil", "Ma ardivink", "My device";
    remove: "Retirer cette clé", "Lemel an alc'hwez-se", "Remove this key";
    remove_text: "Elle ne laissera plus entrer personne, et tous les autres appareils connectés à votre compte seront déconnectés. Il vous restera le code par e-mail.", "Ne lezo ket ken den da vont e-barzh, ha digevreet e vo an holl ardivinkoù all kevreet ouzh ho kont. Chom a raio ganeoc'h ar c'hod dre bostel.", "It will let nobody in any more, and all other devices signed in to your account will be signed out. The code by e-mail stays.";
    add: "Ajouter cet appareil", "Ouzhpennañ an ardivink-mañ", "Add this device";
    add_do: "Créer une clé sur cet appareil", "Krouiñ un alc'hwez war an ardivink-mañ", "Create a key on this device";
    no_script: "Créer une clé demande JavaScript. Sans lui, continuez avec le code par e-mail.", "Krouiñ un alc'hwez a c'houlenn JavaScript. Hepañ, kendalc'hit gant ar c'hod dre bostel.", "Creating a key needs JavaScript. Without it, go on with the code by e-mail.";
    unable: "Ce navigateur ne connaît pas les clés d’accès. Continuez avec le code par e-mail.", "N'anavez ket ar merdeer-mañ an alc'hwezioù moned. Kendalc'hit gant ar c'hod dre bostel.", "This browser knows no passkeys. Go on with the code by e-mail.";
    not_here: "Ce site n’a pas de nom à lui (seulement un numéro)\u{a0}: les clés d’accès n’y sont pas possibles.", "N'en deus ket al lec'hienn-mañ un anv dezhi (un niverenn hepken): n'eus ket tu da gaout alc'hwezioù moned.", "This site has no name of its own (only a number): passkeys are not possible here.";
    lost: "Appareil perdu\u{a0}?", "Kollet an ardivink?", "Lost a device?";
    lost_text: "Entrez avec un code par e-mail depuis un autre appareil, puis retirez ici la clé de celui que vous avez perdu.", "Kit e-barzh gant ur kod dre bostel diwar un ardivink all, ha lamit amañ alc'hwez an hini hoc'h eus kollet.", "Enter with a code by e-mail from another device, then remove here the key of the one you lost.";
    enter: "Entrer avec une clé d’accès", "Mont e-barzh gant un alc'hwez moned", "Enter with a passkey";
    offer: "Entrer sans attendre de code", "Mont e-barzh hep gortoz ur c'hod", "Enter without waiting for a code";
    offer_note: "Avec l’empreinte, le visage ou le code de cet appareil", "Gant roud biz, dremm pe kod an ardivink-mañ", "With the fingerprint, face or code of this device";
    mine_note: "Appareils qui peuvent entrer\u{a0}: {n}", "Ardivinkoù a c'hall mont e-barzh: {n}", "Devices that can enter: {n}";
    mail_subject: "Une clé d’accès a été ajoutée à votre compte", "Un alc'hwez moned a zo bet ouzhpennet d'ho kont", "A passkey was added to your account";
    mail_body: "Bonjour,\n\nUne clé d’accès, «\u{a0}{name}\u{a0}», a été ajoutée à votre compte de {commune}. Elle permet d’entrer depuis cet appareil sans code.\n\nSi ce n’est pas vous, connectez-vous avec un code par e-mail et retirez-la\u{a0}: {link}", "Demat,\n\nOuzhpennet ez eus bet un alc'hwez moned, «{name}», d'ho kont e {commune}. Gantañ e c'haller mont e-barzh diwar an ardivink-se hep kod.\n\nMa n'eo ket c'hwi, kevreit gant ur kod dre bostel ha lamit anezhañ: {link}", "Hello,\n\nA passkey, “{name}”, was added to your account at {commune}. It lets that device enter without a code.\n\nIf that was not you, sign in with a code by e-mail and remove it: {link}";
}

/// The sentences that the script says, under their names there.
pub mod words {
    texts! {
        given_up: "Rien n’a été fait\u{a0}: l’appareil n’a pas confirmé. Réessayez, ou entrez avec un code par e-mail.", "Netra n'eo bet graet: n'en deus ket kadarnaet an ardivink. Klaskit en-dro, pe kit e-barzh gant ur kod dre bostel.", "Nothing was done: the device did not confirm. Try again, or enter with a code by e-mail.";
        refused: "Cette clé n’est plus connue ici, ou la réponse a trop tardé. Réessayez, ou entrez avec un code par e-mail.", "N'eo ket anavezet ken an alc'hwez-se amañ, pe re ziwezhat e oa ar respont. Klaskit en-dro, pe kit e-barzh gant ur kod dre bostel.", "This key is no longer known here, or the answer came too late. Try again, or enter with a code by e-mail.";
        known: "Cet appareil a déjà une clé pour votre compte.", "Un alc'hwez en deus dija an ardivink-mañ evit ho kont.", "This device already has a key for your account.";
        broken: "Cet appareil n’a pas pu faire ou lire une clé. Entrez avec un code par e-mail.", "N'en deus ket gallet an ardivink-mañ ober pe lenn un alc'hwez. Kit e-barzh gant ur kod dre bostel.", "This device could not make or read a key. Enter with a code by e-mail.";
        away: "Le réseau manque. Réessayez dès qu’il revient.", "Mankout a ra ar rouedad. Klaskit en-dro pa zeuio en-dro.", "There is no network. Try again as soon as it is back.";
        failed: "Le serveur de la mairie n’a pas pu répondre. Réessayez dans un instant.", "N'en deus ket gallet servijer an ti-kêr respont. Klaskit en-dro a-benn ur pennadig.", "The town hall’s server could not answer. Try again in a moment.";
    }
}
