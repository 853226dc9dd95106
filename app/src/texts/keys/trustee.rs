//! Sentences of a trustee's page.

use civic::process::Process;

texts! {
    title_open: "Ouvrez la somme des bulletins", "Digorit sammad ar bilhedoù", "Open the sum of the ballots";
    title: "Gardez une part de la clé de l’urne", "Dalc'hit ul lodenn eus alc'hwez ar voest-vouezhiañ", "Keep a share of the key of the ballot box";
    lead: "Vous êtes dépositaire {index} sur {size}. À la clôture, {threshold} d’entre vous ensemble ouvriront la somme des bulletins\u{a0}; personne ne peut le faire seul.", "C'hwi eo an dalc'her {index} diwar {size}. Pa vo serret e vo digoret sammad ar bilhedoù gant {threshold} ac'hanoc'h asambles; den ne c'hall hen ober e-unan.", "You are trustee {index} of {size}. At the close, {threshold} of you together will open the sum of the ballots; nobody can do it alone.";
    steps: "Étapes", "Pazennoù", "Steps";
    step_certify: "Créer votre part, et la garder", "Krouiñ ho lodenn, ha derc'hel anezhi", "Create your share, and keep it";
    step_deal: "Vérifier que tout le monde a la même chose", "Gwiriañ emañ an hevelep tra gant an holl", "Check that everybody has the same";
    step_publish: "Publier la clé de l’urne", "Embann alc'hwez ar voest", "Publish the key of the ballot box";
    step_file: "Répéter l’ouverture avec votre fichier", "Addoderiñ an digeriñ gant ho restr", "Rehearse the opening with your file";
    step_paper: "La répéter avec votre papier", "Adober anezhañ gant ho paper", "Rehearse it with your paper";
    step_vote: "Attendre la clôture du vote", "Gortoz dibenn ar vouezhiadeg", "Wait for the close of the vote";
    step_open: "Ouvrir votre part de la somme", "Digeriñ ho lodenn eus ar sammad", "Open your part of the sum";

    certify: "Créez votre part", "Krouit ho lodenn", "Create your share";
    certify_text: "Votre appareil va tirer au sort 22 signes. Ils sont votre part\u{a0}: vous les gardez dans un fichier et sur un papier, à deux endroits. Le serveur de la mairie ne les voit jamais.", "Hoc'h ardivink a denno d'ar sord 22 arouezenn. Ho lodenn int: derc'hel a rit anezho en ur restr ha war ur paper, e daou lec'h. Servijer an ti-kêr n'o gwel morse.", "Your device will draw 22 characters. They are your share: you keep them in a file and on paper, in two places. The town hall’s server never sees them.";
    create: "Créer ma part", "Krouiñ ma lodenn", "Create my share";
    keep: "Gardez votre part", "Dalc'hit ho lodenn", "Keep your share";
    keep_text: "Enregistrez le fichier (sur une clé USB, par exemple) et imprimez ou recopiez le papier. Vous prouverez plus loin que vous avez bien les deux.", "Enrollit ar restr (war un alc'hwez USB, da skouer) ha moullit pe adskrivit ar paper. Prouiñ a reot diwezhatoc'h emañ an daou ganeoc'h.", "Save the file (on a USB stick, for example) and print or copy the paper. You will prove further on that you have both.";
    save_file: "Enregistrer le fichier", "Enrollañ ar restr", "Save the file";
    have_file: "J’ai enregistré le fichier", "Enrollet em eus ar restr", "I have saved the file";
    have_paper: "J’ai imprimé ou recopié le papier", "Moullet pe adskrivet em eus ar paper", "I have printed or copied the paper";
    sheet: "Part de clé, dépositaire {index}", "Lodenn alc'hwez, dalc'her {index}", "Share of the key, trustee {index}";
    sheet_text: "À garder en lieu sûr, à part du fichier, jusqu’au résultat. Ne la montrez à personne, pas même à la mairie.", "Da zerc'hel en ul lec'h sur, a-gostez d'ar restr, betek an disoc'h. Na ziskouezit anezhi da zen, zoken d'an ti-kêr.", "To keep in a safe place, apart from the file, until the result. Show it to nobody, not even to the town hall.";
    wait: "C’est fait pour vous", "Graet eo evidoc'h", "You have done your part";
    wait_text: "La suite viendra quand les autres dépositaires auront fait cette étape. Vous pouvez fermer cette page et y revenir.", "Ar peurrest a zeuio pa vo graet ar bazenn-mañ gant an dalc'herien all. Gallout a rit serriñ ar bajenn-mañ ha distreiñ dezhi.", "The rest comes when the other trustees have done this step. You may close this page and come back.";
    deal: "Comparez ces huit mots", "Keñveriit an eizh ger-mañ", "Compare these eight words";
    deal_text: "Lisez-les aux autres dépositaires, de vive voix ou au téléphone. S’ils diffèrent, quelqu’un a changé les messages\u{a0}: arrêtez tout et prévenez-les.", "Lennit anezho d'an dalc'herien all, a vouezh pe dre bellgomz. Ma'z int disheñvel en deus unan bennak cheñchet ar c'hemennoù: paouezit ha kelaouit anezho.", "Read them to the other trustees, in person or by phone. If they differ, somebody has changed the messages: stop everything and tell them.";
    same: "Ce sont les mêmes", "Heñvel int", "They are the same";
    publish: "Publiez votre clé", "Embannit hoc'h alc'hwez", "Publish your key";
    publish_text: "Votre appareil contrôle ce que chaque dépositaire vous a envoyé, puis publie la partie publique de votre part.", "Hoc'h ardivink a wir ar pezh a zo bet kaset deoc'h gant pep dalc'her, ha goude e embann lodenn foran ho lodenn.", "Your device checks what each trustee sent you, then publishes the public part of your share.";
    file: "Prouvez que votre fichier suffit", "Prouit eo ho restr trawalc'h", "Prove that your file is enough";
    file_text: "Un petit vote d’essai vient d’être scellé avec la clé de l’urne. Ouvrez-en votre part avec le fichier que vous avez gardé.", "Ur vouezhiadeg-esae vihan a zo bet siellet gant alc'hwez ar voest. Digorit ho lodenn anezhi gant ar restr dalc'het ganeoc'h.", "A small test vote was just sealed with the key of the ballot box. Open your part of it with the file that you kept.";
    file_field: "Votre fichier de dépositaire", "Ho restr dalc'her", "Your trustee’s file";
    paper: "Prouvez que votre papier suffit", "Prouit eo ho paper trawalc'h", "Prove that your paper is enough";
    paper_text: "Sans regarder le fichier, tapez les 22 signes de votre papier.", "Hep sellet ouzh ar restr, skrivit 22 arouezenn ho paper.", "Without looking at the file, type the 22 characters of your paper.";
    seed_field: "Votre part de clé", "Ho lodenn alc'hwez", "Your share of the key";
    seed_hint: "22 lettres et chiffres\u{a0}; majuscules et minuscules comptent, les espaces non.", "22 lizherenn ha sifr; pouezus eo ar pennlizherennoù hag al lizherennoù bihan, an esaouennoù n'int ket.", "22 letters and digits; capitals matter, spaces do not.";
    or_type: "ou tapez-la\u{a0}:", "pe skrivit anezhi:", "or type it:";
    try_it: "Ouvrir ma part de l’essai", "Digeriñ ma lodenn eus an esae", "Open my part of the test";
    ready: "Tout est prêt", "Prest eo pep tra", "Everything is ready";
    ready_text: "L’ouverture a été répétée, depuis chaque fichier et chaque papier, et avec chaque groupe de {threshold} dépositaires. Gardez vos deux copies\u{a0}; nous vous attendons à la clôture, {closes}.", "Graet eo bet an digeriñ da esae, gant pep restr ha pep paper, ha gant pep strollad {threshold} dalc'her. Dalc'hit ho tiv eilad; gortoz a reomp ac'hanoc'h pa vo serret, {closes}.", "The opening was rehearsed, from each file and each paper, and with each group of {threshold} trustees. Keep both copies; we expect you at the close, {closes}.";
    voting: "Le vote est ouvert", "Digor eo ar vouezhiadeg", "The vote is open";
    voting_text: "Notez de temps en temps le dernier maillon de l’urne publique\u{a0}: à la clôture, votre appareil contrôlera que rien n’a été retiré depuis.", "Notennit mailh diwezhañ ar voest foran gwech an amzer: pa vo serret e wirio hoc'h ardivink n'eus bet tennet netra abaoe.", "Note the last checkpoint of the public ballot box from time to time: at the close, your device will check that nothing was taken out since.";
    urn: "Voir l’urne publique", "Gwelet ar voest-vouezhiañ foran", "See the public ballot box";
    open: "Ouvrez votre part de la somme", "Digorit ho lodenn eus ar sammad", "Open your part of the sum";
    open_text: "Votre appareil télécharge toute l’archive, la contrôle, puis ouvre votre part de la somme contrôlée, et d’elle seule. Cela peut prendre quelques minutes.", "Hoc'h ardivink a bellgarg an diell a-bezh, a wir anezhi, hag a zigor ho lodenn eus ar sammad gwiriet, hag anezhañ hepken. Gallout a ra padout un nebeud munutennoù.", "Your device downloads the whole archive, checks it, then opens your part of the checked sum, and of it alone. This may take some minutes.";
    head_field: "Un maillon que vous avez noté pendant le vote", "Ur mailh notennet ganeoc'h e-pad ar vouezhiadeg", "A checkpoint that you noted during the vote";
    head_hint: "64 signes. Si un bulletin avait été retiré depuis, rien ne serait ouvert.", "64 arouezenn. Ma vefe bet tennet ur bilhed abaoe, netra ne vefe digoret.", "64 characters. If a ballot had been taken out since, nothing would be opened.";
    open_it: "Contrôler l’archive", "Gwiriañ an diell", "Check the archive";
    compare: "L’archive est juste. Comparez sa somme", "Reizh eo an diell. Keñveriit he sammad", "The archive is correct. Compare its sum";
    compare_text: "Lisez ces huit mots aux autres dépositaires, de vive voix ou au téléphone. S’ils diffèrent, on vous montre des urnes différentes\u{a0}: n’ouvrez rien. Cet appareil n’ouvrira qu’une seule somme.", "Lennit an eizh ger-mañ d'an dalc'herien all, a vouezh pe dre bellgomz. Ma'z int disheñvel e vez diskouezet deoc'h boestoù disheñvel: na zigorit netra. Ne zigoro an ardivink-mañ nemet ur sammad.", "Read these eight words to the other trustees, in person or by phone. If they differ, you are shown different ballot boxes: open nothing. This device will open one sum only.";
    same_sum: "Ce sont les mêmes\u{a0}: ouvrir ma part", "Heñvel int: digeriñ ma lodenn", "They are the same: open my part";
    opened: "Votre part est ouverte", "Digor eo ho lodenn", "Your part is open";
    opened_text: "Elle est publiée dans l’archive. Le résultat paraît quand {threshold} dépositaires ont ouvert la leur.", "Embannet eo en diell. Dont a ra an disoc'h war wel pa vez digoret o lodenn gant {threshold} dalc'her.", "It is published in the archive. The result appears when {threshold} trustees have opened theirs.";
    result: "Le résultat est connu", "Anavezet eo an disoc'h", "The result is known";
    result_text: "Assez de dépositaires ont ouvert leur part. Vous pouvez détruire votre fichier et votre papier.", "Trawalc'h a zalc'herien o deus digoret o lodenn. Gallout a rit distrujañ ho restr hag ho paper.", "Enough trustees have opened their parts. You may destroy your file and your paper.";
    see_result: "Voir le résultat", "Gwelet an disoc'h", "See the result";
}

/// What the page's script says, under its names there.
pub mod words {
    texts! {
        waiting_one: "On attend encore une personne.", "Emeur o c'hortoz un den c'hoazh.", "Waiting for one more person.";
        waiting: "On attend encore % personnes.", "Emeur o c'hortoz % den c'hoazh.", "Waiting for % more people.";
        seed_wrong: "Ce n’est pas une part de clé\u{a0}: il faut 22 lettres et chiffres.", "N'eo ket ul lodenn alc'hwez: 22 lizherenn ha sifr zo ezhomm.", "This is not a share of a key: it has 22 letters and digits.";
        file_wrong: "Ce fichier ne contient pas de part de clé de ce vote.", "N'eus lodenn alc'hwez ebet eus ar vouezhiadeg-mañ er restr-se.", "This file holds no share of the key of this vote.";
        not_yours: "Ce n’est pas votre part de clé. Vérifiez chaque signe, ou prenez l’autre copie.", "N'eo ket ho lodenn alc'hwez. Gwiriit pep arouezenn, pe kemerit an eilad all.", "This is not your share of the key. Check each character, or take the other copy.";
        other: "Un message d’une autre personne n’est pas juste\u{a0}: dépositaire %. Prévenez-la, et la mairie\u{a0}: il faut recommencer.", "Ur c'hemenn gant un den all n'eo ket reizh: dalc'her %. Kelaouit anezhañ, hag an ti-kêr: ret eo adkregiñ.", "A message of somebody else is not right: trustee %. Tell them, and the town hall: it must begin again.";
        checking: "Contrôle de l’archive", "Gwiriañ an diell", "Checking the archive";
        downloading: "Téléchargement de l’archive", "Pellgargañ an diell", "Downloading the archive";
        opening: "Ouverture de votre part", "Digeriñ ho lodenn", "Opening your part";
        archive_wrong: "L’archive n’est pas juste\u{a0}: rien n’a été ouvert. Prévenez les autres dépositaires et la mairie.", "N'eo ket reizh an diell: n'eus bet digoret netra. Kelaouit an dalc'herien all hag an ti-kêr.", "The archive is not correct: nothing was opened. Tell the other trustees and the town hall.";
        head_form: "Un maillon a 64 chiffres et lettres de a à f\u{a0}: vérifiez qu’il est copié en entier.", "Ur mailh en deus 64 sifr ha lizherenn a betek f: gwiriit ez eo eilet penn-da-benn.", "A checkpoint has 64 digits and letters from a to f: check that all of it is copied.";
        head_wrong: "Le maillon que vous avez noté n’est pas dans l’archive\u{a0}: rien n’a été ouvert. S’il est bien copié, prévenez les autres dépositaires.", "N'emañ ket ar mailh notennet ganeoc'h en diell: n'eus bet digoret netra. Mard eo eilet mat, kelaouit an dalc'herien all.", "The checkpoint that you noted is not in the archive: nothing was opened. If it is copied right, tell the other trustees.";
        other_sum: "Cet appareil a déjà ouvert une autre somme de cette urne\u{a0}: il n’en ouvre pas une seconde. Prévenez les autres dépositaires et la mairie.", "Digoret en deus an ardivink-mañ ur sammad all eus ar voest-mañ dija: ne zigor ket un eil. Kelaouit an dalc'herien all hag an ti-kêr.", "This device has already opened another sum of this ballot box: it does not open a second one. Tell the other trustees and the town hall.";
        heads_found: "Maillons vus ou notés pendant le vote, tous retrouvés\u{a0}: %.", "Mailhoù gwelet pe notennet e-pad ar vouezhiadeg, adkavet holl: %.", "Checkpoints seen or noted during the vote, all found again: %.";
        heads_none: "Vous n’avez noté aucun maillon pendant le vote, et cet appareil n’en a vu aucun\u{a0}: comparez d’autant mieux ces mots.", "N'hoc'h eus notennet mailh ebet e-pad ar vouezhiadeg, hag an ardivink-mañ n'en deus gwelet hini: keñveriit ar gerioù-se gwelloc'h a-se.", "You noted no checkpoint during the vote, and this device saw none: compare these words all the more carefully.";
        not_closed: "L’urne n’est pas encore close.", "N'eo ket serret ar voest c'hoazh.", "The ballot box is not closed yet.";
        file_text: "Part de clé d’un vote scellé. À garder en lieu sûr jusqu’au résultat\u{a0}; ne la donnez à personne.", "Lodenn alc'hwez ur vouezhiadeg siellet. Da zerc'hel en ul lec'h sur betek an disoc'h; na roit anezhi da zen.", "Share of the key of a sealed vote. To keep in a safe place until the result; give it to nobody.";
    }
}

/// The address of a trustee's file: its vote and her number.
#[must_use]
pub fn file_name(process: &Process, index: usize) -> String {
    format!("depositaire-{index}-{}.txt", process.slug)
}
