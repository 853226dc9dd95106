//! Sentences of the receipt, and of what became of a ballot.

use crate::fmt;
use crate::texts::{Lang, fill};
use civic::money::Cents;

texts! {
    title: "A voté\u{a0}!", "Votet eo!", "Voted!";
    lead: "Votre bulletin est dans l’urne.", "Er voest-vouezhiañ emañ ho pilhed.", "Your ballot is in the ballot box.";
    replaced: "Votre nouveau bulletin a remplacé l’ancien. Votre code ne change pas.", "Kemeret en deus ho pilhed nevez plas an hini kozh. Ne cheñch ket ho kod.", "Your new ballot has replaced the old one. Your code stays the same.";
    held_here: "Cet appareil retient votre reçu\u{a0}: vous le retrouvez en vous connectant. Sur un appareil partagé, notez le code puis faites-le oublier.", "Derc'hel a ra an ardivink-mañ ho pomm-degemer: adkavout a reoc'h anezhañ en ur gevreañ. War un ardivink rannet, notennit ar c'hod ha lakait ankouaat anezhañ.", "This device remembers your receipt: you find it again by signing in. On a shared device, write the code down and then have it forgotten.";
    forget: "Oublier ce reçu sur cet appareil", "Ankouaat ar pomm-degemer-mañ war an ardivink-mañ", "Forget this receipt on this device";
    again_title: "Votre bulletin", "Ho pilhed", "Your ballot";
    code_title: "Votre reçu", "Ho pomm-degemer", "Your receipt";
    keep: "Gardez ce code\u{a0}: il ouvre votre bulletin.", "Dalc'hit ar c'hod-mañ: digeriñ a ra ho pilhed.", "Keep this code: it opens your ballot.";
    copy: "Copier", "Eilañ", "Copy";
    copied: "Copié", "Eilet", "Copied";
    note: "Avec lui, vous pouvez changer votre vote jusqu’à la clôture, puis voir si vos choix sont financés. La mairie ne l’a pas et ne peut pas vous le redonner. Ne le montrez à personne\u{a0}: avec ce code, on peut lire vos choix.", "Gantañ e c'hallit cheñch ho vot betek ma vo serret, ha gwelet goude hag arc'hantaouet eo ho tibaboù. N'emañ ket gant an ti-kêr, ha ne c'hall ket adreiñ anezhañ deoc'h. Na ziskouezit anezhañ da zen: gant ar c'hod-mañ e c'haller lenn ho tibaboù.", "With it you can change your vote until the close, and then see whether your choices are funded. The town hall does not have it and cannot give it back to you. Show it to nobody: with this code, one can read your choices.";
    choices: "Vos choix", "Ho tibaboù", "Your choices";
    download: "Enregistrer", "Enrollañ", "Save";
    print: "Imprimer", "Moullañ", "Print";
    after: "Après la clôture\u{a0}: mes choix sont-ils financés\u{a0}?", "Goude ma vo serret: hag arc'hantaouet eo ma dibaboù?", "After the close: are my choices funded?";
    change: "Changer mon vote", "Cheñch ma vot", "Change my vote";
    change_note: "Possible jusqu’au {date}", "Posupl betek {date}", "Possible until {date}";
    type_lead: "Tapez le code de votre reçu pour revoir votre bulletin. Pas besoin de dire qui vous êtes.", "Skrivit kod ho pomm-degemer evit adwelet ho pilhed. N'eus ket ezhomm da lavaret piv oc'h.", "Type the code of your receipt to see your ballot again. No need to say who you are.";
    type_here: "Si vous avez voté sur cet appareil, connectez-vous pour retrouver votre reçu.", "M'hoc'h eus mouezhiet war an ardivink-mañ, kevreit evit adkavout ho pomm-degemer.", "If you voted on this device, sign in to find your receipt again.";
    show: "Voir mon bulletin", "Gwelet ma bilhed", "See my ballot";
    file: "{commune}\n{title}\n\nReçu de vote\n\nCode\u{a0}: {code}\n\nSur un autre appareil, ce code seul permet de changer votre bulletin jusqu’à la clôture ({date}), puis de voir si vos choix sont financés.\nNe le montrez à personne\u{a0}: avec ce code, on peut lire vos choix. La mairie ne peut pas vous le redonner.\n\nRevoir ou changer le bulletin\u{a0}: {vote}\nAprès la clôture\u{a0}: {after}\n", "{commune}\n{title}\n\nPomm-degemer ar vot\n\nKod: {code}\n\nWar un ardivink all, ar c'hod-se hepken a ro tro da cheñch ho pilhed betek ma vo serret ({date}), ha da welet goude hag arc'hantaouet eo ho tibaboù.\nNa ziskouezit anezhañ da zen: gant ar c'hod-mañ e c'haller lenn ho tibaboù. Ne c'hall ket an ti-kêr adreiñ anezhañ deoc'h.\n\nAdwelet pe cheñch ar bilhed: {vote}\nGoude ma vo serret: {after}\n", "{commune}\n{title}\n\nVoting receipt\n\nCode: {code}\n\nOn another device, this code alone can change your ballot until the close ({date}), and shows afterwards whether your choices are funded.\nShow it to nobody: with this code, one can read your choices. The town hall cannot give it back to you.\n\nSee or change the ballot: {vote}\nAfter the close: {after}\n";
    file_name: "recu", "pomm-degemer", "receipt";

    mine_title: "Mes choix sont-ils financés\u{a0}?", "Hag arc'hantaouet eo ma dibaboù?", "Are my choices funded?";
    mine_lead: "Avec le code de votre reçu, et rien d’autre.", "Gant kod ho pomm-degemer, ha netra ken.", "With the code of your receipt, and nothing else.";
    before: "Le vote se termine le {date}. D’ici là, cette page ne montre que votre bulletin.", "Echuiñ a raio ar vouezhiadeg d'an {date}. Betek neuze ne ziskouez ar bajenn-mañ nemet ho pilhed.", "The vote ends on {date}. Until then this page only shows your ballot.";
    counting: "Le vote est clos, le dépouillement est en cours. Pour l’instant, cette page ne montre que votre bulletin.", "Serr eo ar vouezhiadeg, emeur o kontañ. Evit ar mare ne ziskouez ar bajenn-mañ nemet ho pilhed.", "The vote is closed and being counted. For now this page only shows your ballot.";
    none_won: "Aucun de vos choix n’est financé cette fois.", "N'eus hini ebet eus ho tibaboù arc'hantaouet ar wech-mañ.", "None of your choices is funded this time.";
    all_results: "Tout le résultat", "An disoc'h a-bezh", "The whole result";
    other_code: "Un autre code", "Ur c'hod all", "Another code";
    on_paper: "À taper sur {address}, jusqu’au {date}.", "Da vizskrivañ war {address}, betek an {date}.", "To be typed at {address}, until {date}.";
    funded: "Financé", "Arc'hantaouet", "Funded";
    won_only: "Votre choix est financé.", "Arc'hantaouet eo ho tibab.", "Your choice is funded.";
    money_share: "Sur {spent} attribués, {mine} vont à des projets que vous avez choisis, soit {percent}\u{a0}%.", "Eus an {spent} roet ez a {mine} da raktresoù dibabet ganeoc'h, da lavaret eo {percent}\u{a0}%.", "Of {spent} allotted, {mine} go to projects you chose: {percent}%.";
    not_funded: "Non financé", "N'eo ket arc'hantaouet", "Not funded";
}

counted! {
    won_of: ["{n} de vos {of} choix est financé.", "{n} de vos {of} choix sont financés.", "{n} de vos {of} choix sont financés."], ["Arc'hantaouet eo {n} eus ho {of} dibab."; 5], ["{n} of your {of} choices is funded.", "{n} of your {of} choices are funded."];
}

/// "2 de vos 3 choix sont financés."
#[must_use]
pub fn won(lang: Lang, won: i64, of: i64) -> String {
    if won == 0 {
        return none_won(lang).to_owned();
    }
    if of == 1 {
        return won_only(lang).to_owned();
    }
    fill(&won_of(lang, won), &[("of", &fmt::number(lang, of))])
}

/// How much of the money goes to projects of this ballot.
#[must_use]
pub fn money(lang: Lang, mine: Cents, spent: Cents) -> String {
    let percent = if spent.0 > 0 {
        // rounded to the nearest whole per cent
        (mine.0.saturating_mul(200) / spent.0 + 1) / 2
    } else {
        0
    };
    fill(
        money_share(lang),
        &[
            ("spent", &fmt::money(lang, spent)),
            ("mine", &fmt::money(lang, mine)),
            ("percent", &fmt::number(lang, percent)),
        ],
    )
}
