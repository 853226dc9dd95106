//! Sentences of the page where two accounts of one person become one.

texts! {
    title: "Réunir vos deux comptes", "Bodañ ho tiv gont", "Put your two accounts together";
    lead: "Vous avez déjà un autre compte ici. Une personne n’a qu’une voix\u{a0}: réunissez-les, ou gardez seulement l’autre.", "Ur gont all hoc'h eus dija amañ. Ur vouezh hepken en deus un den: bodit anezho, pe dalc'hit nemet eben.", "You already have another account here. One person has one voice: put them together, or keep only the other.";
    other: "L’autre compte", "Ar gont all", "The other account";
    no_address: "sans adresse e-mail", "hep chomlec'h postel", "without an e-mail address";
    address: "Adresse e-mail", "Chomlec'h postel", "E-mail address";
    proposals: "Propositions", "Kinnigoù", "Proposals";
    comments: "Commentaires", "Evezhiadennoù", "Comments";
    supports: "Soutiens", "Souten", "Supports";
    known_better: "La mairie le connaît mieux que celui-ci\u{a0}: ce qu’elle a vérifié vaudra pour le compte réuni.", "Gwelloc'h eo anavezet gant an ti-kêr eget homañ: ar pezh en deus gwiriet a dalvezo evit ar gont vodet.", "The town hall knows it better than this one: what it verified will count for the joined account.";
    what: "Ce qui se passe", "Petra a c'hoarvez", "What happens";
    what_moves: "Ses propositions, ses commentaires et ses soutiens passent à votre compte actuel. Un soutien donné deux fois ne compte plus qu’une fois.", "E ginnigoù, e evezhiadennoù hag e souten a dremen d'ho kont a-vremañ. Ur souten roet div wech a gont ur wech hepken.", "Its proposals, comments and supports go over to your present account. A support given twice counts once.";
    what_address: "Son adresse e-mail ouvrira votre compte actuel. Vous gardez aussi l’adresse d’ici.", "E chomlec'h postel a zigoro ho kont a-vremañ. Derc'hel a rit ivez chomlec'h homañ.", "Its e-mail address will open your present account. You keep this one’s address too.";
    what_ends: "Ses appareils sont déconnectés, et ses clés d’accès ne servent plus.", "Digevreet eo e ardivinkoù, ha ne servij ket e alc'hwezioù moned ken.", "Its devices are signed out, and its passkeys no longer work.";
    what_final: "On ne peut pas revenir en arrière.", "Ne c'haller ket mont war-gil.", "This cannot be undone.";
    agree: "Réunir les deux comptes", "Bodañ an div gont", "Put the two accounts together";
    refuse: "Ne rien changer", "Chom hep cheñch netra", "Change nothing";
    done: "Vos deux comptes sont réunis.", "Bodet eo ho tiv gont.", "Your two accounts are together now.";
    entrusted: "L’autre compte a un rôle à la mairie, ou garde une part de la clé d’un vote. Connectez-vous avec cet autre compte, et réunissez-les depuis là.", "Ur roll en ti-kêr en deus ar gont all, pe mirout a ra ul lod eus alc'hwez ur votadeg. Kevreit gant ar gont all-se, ha bodit anezho alese.", "The other account has a role at the town hall, or keeps a share of a vote’s key. Sign in with that other account, and put them together from there.";
    voted: "Avec l’autre compte, vous avez pris part à un vote qui est ouvert\u{a0}: «\u{a0}{vote}\u{a0}». Réunissez-les après sa clôture\u{a0}; d’ici là, changez votre vote avec l’autre compte.", "Gant ar gont all hoc'h eus kemeret perzh en ur votadeg digor: «{vote}». Bodit anezho goude he serr; betek neuze, cheñchit ho mouezh gant ar gont all.", "With the other account you took part in a vote that is open: “{vote}”. Put them together after its close; until then, change your vote with the other account.";
    guarded: "L’autre compte est vérifié, ou a une autre façon d’entrer. Pour que personne ne puisse le prendre en lisant vos e-mails, connectez-vous avec cet autre compte, et ajoutez-y l’adresse de celui-ci.", "Gwiriet eo ar gont all, pe un doare all da vont e-barzh en deus. Evit na c'hallo den e gemer en ur lenn ho posteloù, kevreit gant ar gont all-se, hag ouzhpennit dezhi chomlec'h homañ.", "The other account is verified, or has another way in. So that nobody can take it by reading your mails, sign in with that other account, and add this one’s address there.";
    two_people: "Ces deux comptes sont ceux de deux personnes\u{a0}: ils ne peuvent pas être réunis. Si c’est une erreur, passez à l’accueil de la mairie.", "Div gont daou zen eo ar re-mañ: n'hallont ket bezañ bodet. Mard eo ur fazi, tremenit dre zegemer an ti-kêr.", "These accounts are two people’s: they cannot be put together. If that is a mistake, come to the desk at the town hall.";
    late: "Cette demande n’existe plus\u{a0}: elle a déjà servi, ou elle a plus d’une demi-heure. Recommencez depuis votre page.", "N'eus ket eus ar goulenn-mañ ken: servijet en deus dija, pe ouzhpenn un hanter-eur zo eo. Adkrogit adalek ho pajenn.", "This request is no more: it was used already, or is older than half an hour. Begin again from your page.";
}
