//! Sentences of the mails to those who keep a sealed vote. Each mail has them in the three languages: nobody's own
//! language is known before she has come.

use crate::texts::Lang;

texts! {
    key_subject: "Vous gardez une part de la clé\u{a0}: {vote}", "Miret e vez ganeoc'h ul lod eus an alc'hwez: {vote}", "You keep a share of the key: {vote}";
    key_body: "La mairie vous a nommé·e parmi les personnes qui gardent ensemble la clé de ce vote. Sur une tablette ou un ordinateur, ouvrez cette page avec cette adresse électronique\u{a0}; elle vous guide pas à pas.", "Anvet oc'h bet gant an ti-kêr e-touez an dud a vir asambles alc'hwez ar vouezhiadeg-mañ. War un dablezenn pe un urzhiataer, digorit ar bajenn-mañ gant ar chomlec'h postel-mañ; heñchet e viot pazenn ha pazenn.", "The town hall has named you among the people who keep the key of this vote together. On a tablet or a computer, open this page with this e-mail address; it guides you step by step.";
    letters_subject: "Vous préparez les codes de vote\u{a0}: {vote}", "Prientiñ a rit ar c'hodoù mouezhiañ: {vote}", "You prepare the voting codes: {vote}";
    letters_body: "La mairie vous a chargé·e de fabriquer les codes de vote et leurs lettres. Sur une tablette ou un ordinateur, ouvrez cette page avec cette adresse électronique.", "Karget oc'h bet gant an ti-kêr da ober ar c'hodoù mouezhiañ hag o lizheroù. War un dablezenn pe un urzhiataer, digorit ar bajenn-mañ gant ar chomlec'h postel-mañ.", "The town hall has asked you to make the voting codes and their letters. On a tablet or a computer, open this page with this e-mail address.";
    opening_subject: "L’urne est close, votre part est attendue\u{a0}: {vote}", "Serret eo ar voest-vouezhiañ, gortozet eo ho lod: {vote}", "The ballot box is closed, your part is awaited: {vote}";
    opening_body: "Prenez le fichier ou le papier de votre part, et ouvrez cette page\u{a0}: le résultat paraît dès qu’assez de personnes ont ouvert la leur.", "Kemerit restr pe baper ho lod, ha digorit ar bajenn-mañ: diskouezet e vo an disoc'h kerkent ha ma vo bet digoret o lod gant trawalc'h a dud.", "Take the file or the paper of your share, and open this page: the result appears as soon as enough people have opened theirs.";
}
