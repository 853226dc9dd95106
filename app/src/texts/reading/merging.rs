//! Sentences of the page where two accounts of one person become one.

texts! {
    title: "Réunir vos deux comptes", "Bodañ ho tiv gont", "Put your two accounts together";
    lead: "Vous avez déjà un autre compte ici, et une personne n’a qu’une voix\u{a0}: vous pouvez les réunir en un seul. Sinon, rien ne change\u{a0}: chaque compte reste comme il est.", "Ur gont all hoc'h eus dija amañ, hag ur vouezh hepken en deus un den: gallout a rit bodañ anezho en unan. A-hend-all ne cheñch netra: chom a ra pep kont evel m'emañ.", "You already have another account here, and one person has one voice: you can put them together. Else nothing changes: each account stays as it is.";
    lead_not: "Vous avez déjà un autre compte ici. Les deux ne peuvent pas être réunis pour le moment.", "Ur gont all hoc'h eus dija amañ. N'hall ket an div bezañ bodet evit poent.", "You already have another account here. The two cannot be put together for now.";
    back: "Retour à ma page", "Distreiñ d'am fajenn", "Back to my page";
    way: "Façon d’entrer", "Doare da vont e-barzh", "Way in";
    made: "Créé le", "Krouet d'an", "Made on";
    other: "L’autre compte", "Ar gont all", "The other account";
    no_address: "sans adresse e-mail", "hep chomlec'h postel", "without an e-mail address";
    address: "Adresse e-mail", "Chomlec'h postel", "E-mail address";
    proposals: "Propositions", "Kinnigoù", "Proposals";
    comments: "Commentaires", "Evezhiadennoù", "Comments";
    supports: "Soutiens", "Souten", "Supports";
    known_better: "Votre identité y est vérifiée\u{a0}: cela vaudra pour le compte réuni.", "Gwiriet eo hoc'h identelezh enni: talvezout a raio evit ar gont vodet.", "Your identity is verified there: that will count for the joined account.";
    what: "Ce qui se passe", "Petra a c'hoarvez", "What happens";
    what_moves: "Ses propositions, ses commentaires et ses soutiens passent à votre compte actuel. Un soutien donné deux fois ne compte plus qu’une fois. Son nom affiché aussi, si votre compte actuel n’en a pas.", "E ginnigoù, e evezhiadennoù hag e souten a dremen d'ho kont a-vremañ. Ur souten roet div wech a gont ur wech hepken. E anv diskouezet ivez, ma n'en deus hini ebet ho kont a-vremañ.", "Its proposals, comments and supports go over to your present account. A support given twice counts once. Its shown name too, if your present account has none.";
    what_address: "Son adresse e-mail ouvrira votre compte actuel. Vous gardez aussi l’adresse d’ici.", "E chomlec'h postel a zigoro ho kont a-vremañ. Derc'hel a rit ivez chomlec'h homañ.", "Its e-mail address will open your present account. You keep this one’s address too.";
    what_ends: "Ses appareils sont déconnectés, et ses clés d’accès ne servent plus.", "Digevreet eo e ardivinkoù, ha ne servij ket e alc'hwezioù moned ken.", "Its devices are signed out, and its passkeys no longer work.";
    what_final: "On ne peut pas revenir en arrière.", "Ne c'haller ket mont war-gil.", "This cannot be undone.";
    agree: "Réunir les deux comptes", "Bodañ an div gont", "Put the two accounts together";
    refuse: "Ne rien changer", "Chom hep cheñch netra", "Change nothing";
    done: "Vos deux comptes sont réunis.", "Bodet eo ho tiv gont.", "Your two accounts are together now.";
    entrusted: "L’autre compte a un rôle à la mairie, ou garde une part de la clé d’un vote. Connectez-vous avec cet autre compte, et réunissez-les depuis là.", "Ur roll en ti-kêr en deus ar gont all, pe mirout a ra ul lod eus alc'hwez ur votadeg. Kevreit gant ar gont all-se, ha bodit anezho alese.", "The other account has a role at the town hall, or keeps a share of a vote’s key. Sign in with that other account, and put them together from there.";
    voted: "Avec l’autre compte, vous avez déjà voté\u{a0}: «\u{a0}{vote}\u{a0}», ouvert jusqu’au {date}. Votre voix y est donnée\u{a0}: n’y votez pas avec celui-ci, et pour la changer, entrez avec l’autre. Vous pourrez les réunir après cette date.", "Gant ar gont all hoc'h eus mouezhiet dija: «{vote}», digor betek an {date}. Roet eo ho mouezh: na vouezhit ket gant homañ, hag evit cheñch anezhi kit e-barzh gant eben. Goude an deiziad-se e c'hallot bodañ anezho.", "With the other account you have voted already: “{vote}”, open until {date}. Your voice is given: do not vote with this one, and to change it enter with the other. You can put them together after that date.";
    guarded: "L’autre compte est vérifié, ou a une autre façon d’entrer. Pour que personne ne puisse le prendre en lisant vos e-mails, connectez-vous avec cet autre compte, et ajoutez-y l’adresse de celui-ci.", "Gwiriet eo ar gont all, pe un doare all da vont e-barzh en deus. Evit na c'hallo den e gemer en ur lenn ho posteloù, kevreit gant ar gont all-se, hag ouzhpennit dezhi chomlec'h homañ.", "The other account is verified, or has another way in. So that nobody can take it by reading your mails, sign in with that other account, and add this one’s address there.";
    two_people: "Ces deux comptes sont ceux de deux personnes\u{a0}: ils ne peuvent pas être réunis. Si c’est une erreur, passez à l’accueil de la mairie.", "Div gont daou zen eo ar re-mañ: n'hallont ket bezañ bodet. Mard eo ur fazi, tremenit dre zegemer an ti-kêr.", "These accounts are two people’s: they cannot be put together. If that is a mistake, come to the desk at the town hall.";
    late: "Cette demande n’existe plus\u{a0}: elle a déjà servi, ou elle a plus d’une demi-heure. Recommencez depuis votre page.", "N'eus ket eus ar goulenn-mañ ken: servijet en deus dija, pe ouzhpenn un hanter-eur zo eo. Adkrogit adalek ho pajenn.", "This request is no more: it was used already, or is older than half an hour. Begin again from your page.";
}
