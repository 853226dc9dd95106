//! Sentences of the page where one changes one's e-mail address.

texts! {
    title: "Adresse e-mail", "Chomlec'h postel", "E-mail address";
    note: "La changer", "Cheñch anezhi", "Change it";
    note_none: "En ajouter une", "Ouzhpennañ unan", "Add one";
    lead: "Un code part à la nouvelle adresse. L’ancienne reçoit un message, et n’ouvre plus votre compte.", "Kaset e vo ur kod d'ar chomlec'h nevez. An hini kozh a resev ur c'hemennadenn, ha ne zigor ket ho kont ken.", "A code goes to the new address. The former one gets a message, and no longer opens your account.";
    lead_none: "Avec une adresse, vous pouvez entrer par un code, et retrouver votre compte si vous perdez l’autre moyen.", "Gant ur chomlec'h e c'hallit mont e-barzh gant ur kod, hag adkavout ho kont ma kollit an doare all.", "With an address you can enter by a code, and find your account again if you lose the other way.";
    now: "Adresse actuelle\u{a0}: {email}", "Chomlec'h a-vremañ: {email}", "Present address: {email}";
    further: "Ouvre aussi ce compte\u{a0}: {email}", "A zigor ivez ar gont-mañ: {email}", "Also opens this account: {email}";
    drop: "Ne plus ouvrir avec cette adresse", "Chom hep digeriñ gant ar chomlec'h-se", "No longer open with this address";
    guarded: "Vous avez une façon d’entrer plus sûre qu’un code par e-mail. Pour changer d’adresse, déconnectez-vous et entrez par elle (FranceConnect, ou une clé d’accès)\u{a0}: ainsi, qui lirait vos e-mails ne peut pas vous prendre votre compte.", "Un doare suroc'h eget ur kod dre bostel hoc'h eus da vont e-barzh. Evit cheñch chomlec'h, digevreit ha kit e-barzh gantañ (FranceConnect, pe un alc'hwez moned): evel-se ne c'hall ket an hini a lennfe ho posteloù kemer ho kont.", "You have a safer way in than a code by e-mail. To change the address, sign out and enter by it (FranceConnect, or a passkey): so whoever reads your mails cannot take your account.";
    new: "Nouvelle adresse e-mail", "Chomlec'h postel nevez", "New e-mail address";
    ask: "Recevoir un code", "Resev ur kod", "Get a code";
    sent: "Nous avons envoyé un code à {email}. Il fonctionne pendant 15 minutes, dans ce navigateur.", "Kaset hon eus ur kod da {email}. Mont a ra en-dro e-pad 15 munutenn, er merdeer-mañ.", "We sent a code to {email}. It works for 15 minutes, in this browser.";
    confirm: "Changer l’adresse", "Cheñch ar chomlec'h", "Change the address";
    confirm_new: "Ajouter l’adresse", "Ouzhpennañ ar chomlec'h", "Add the address";
    other: "Choisir une autre adresse", "Dibab ur chomlec'h all", "Choose another address";
    done: "Votre adresse est enregistrée.", "Enrollet eo ho chomlec'h.", "Your address is saved.";
}
