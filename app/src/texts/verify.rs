//! Sentences of the page that checks the archive of a sealed vote. Those of `words` travel in the page
//! for its script, where `%` stands for a number; the reasons of a refusal are in `refusal`.

texts! {
    title: "Vérifier un vote scellé", "Gwiriañ ur vouezhiadeg siellet", "Check a sealed vote";
    lead: "Votre appareil refait lui-même tous les calculs d’un scrutin\u{a0}: chaque bulletin, la somme, le résultat.", "Ho trevnad e-unan a adra holl jedadennoù ur vouezhiadeg: pep paper, ar sammad, an disoc'h.", "Your own device does every calculation of a vote again: each ballot, the sum, the result.";
    link: "Vérifier un vote scellé sur votre appareil", "Gwiriañ ur vouezhiadeg siellet war ho trevnad", "Check a sealed vote on your device";
    link_note: "Avec l’archive du scrutin, sans rien envoyer", "Gant diell ar vouezhiadeg, hep kas netra", "With the archive of the vote, sending nothing";
    own_title: "Rien n’est envoyé", "Netra ne vez kaset", "Nothing is sent";
    own: "Le fichier reste sur votre appareil. Cette page n’envoie ni le fichier, ni ce que vous cherchez dedans, ni le résultat.", "Chom a ra ar restr war ho trevnad. Ne gas ar bajenn-mañ nag ar restr, nag ar pezh a glaskit enni, nag an disoc'h.", "The file stays on your device. This page sends neither the file, nor what you look for in it, nor the result.";
    no_script: "Sans JavaScript, cette page ne peut pas faire les calculs. Un programme le peut, sur un ordinateur\u{a0}: voyez plus bas.", "Hep JavaScript ne c'hall ket ar bajenn-mañ ober ar jedadennoù. Ur programm a c'hall, war un urzhiataer: gwelit izeloc'h.", "Without JavaScript this page cannot do the calculations. A program can, on a computer: see below.";
    file: "L’archive du scrutin", "Diell ar vouezhiadeg", "The archive of the vote";
    file_hint: "Un fichier dont le nom finit par .bel. Vous pouvez aussi le déposer n’importe où sur cette page.", "Ur restr hag a echu hec'h anv gant .bel. Gallout a rit ivez he lezel da gouezhañ n'eus forzh pelec'h war ar bajenn-mañ.", "A file whose name ends in .bel. You can also drop it anywhere on this page.";
    file_missing: "Choisissez d’abord un fichier.", "Dibabit ur restr da gentañ.", "Choose a file first.";
    duration: "Cette vérification n’emploie qu’un cœur du processeur. Sur un ordinateur, comptez environ une minute pour 1\u{a0}000\u{a0}bulletins de 5\u{a0}choix\u{a0}; sur un téléphone, deux à quatre fois plus. Le temps restant s’affiche.", "Ne ra ar gwiriañ-mañ nemet gant ur galon eus ar c'hewerier. War un urzhiataer, kontit war-dro ur vunutenn evit 1\u{a0}000 paper a 5 dibab; war ur pellgomzer, div pe beder gwech muioc'h. Diskouezet e vez an amzer a chom.", "This check uses one core of the processor. On a computer, allow about a minute for 1,000\u{a0}ballots of 5\u{a0}choices; on a phone, two to four times as long. The time left is shown.";
    more: "Chercher mon bulletin, ou ce qui a été publié plus tôt", "Klask ma faper, pe ar pezh a oa bet embannet a-raok", "Look for my ballot, or for what was published earlier";
    tracker: "Numéro de suivi d’un bulletin", "Niverenn-heuliañ ur paper", "Tracking number of a ballot";
    tracker_hint: "Facultatif\u{a0}: 43 signes, reçus au moment du vote.", "Diret: 43 arouezenn, resevet pa oa bet mouezhiet.", "Optional: 43 characters, received when voting.";
    head_published: "Un maillon publié pendant le vote", "Ur mailh embannet e-pad ar vouezhiadeg", "A link published during the vote";
    head_hint: "Facultatif\u{a0}: 64 chiffres et lettres de a à f. L’archive doit encore le contenir.", "Diret: 64 sifr ha lizherenn eus a da f. En diell e rank bezañ c'hoazh.", "Optional: 64 digits and letters from a to f. The archive must still hold it.";
    begin: "Vérifier", "Gwiriañ", "Check";
    cancel: "Arrêter", "Paouez", "Stop";
    bar: "Avancement de la vérification", "Araokadur ar gwiriañ", "Progress of the check";
    program: "Avec un programme", "Gant ur programm", "With a program";
    program_lead: "Sur un ordinateur, c’est plus rapide, et vous n’avez pas à faire confiance à cette page.", "War un urzhiataer ez eo buanoc'h, ha n'hoc'h eus ket da fiziout er bajenn-mañ.", "On a computer it is faster, and you need not trust this page.";
    program_ours: "Avec Tikêr", "Gant Tikêr", "With Tikêr";
    program_ours_text: "La commande répond 0 si l’archive est juste, 1 si elle ne l’est pas, 2 si quelque chose a été mal demandé.", "0 a respont an urzh m'eo reizh an diell, 1 ma n'eo ket, 2 ma'z eus bet goulennet un dra bennak fall.", "The command answers 0 if the archive is right, 1 if it is not, 2 if something was asked wrongly.";
    program_theirs: "Avec belenios-tool, écrit par d’autres", "Gant belenios-tool, skrivet gant tud all", "With belenios-tool, written by others";
    program_theirs_text: "Version 2.0 (Debian\u{a0}12)\u{a0}: si une autre version s’affiche, arrêtez-vous là. Comparez le résultat affiché à celui qui est publié.", "Stumm 2.0 (Debian\u{a0}12): ma weler ur stumm all, paouezit aze. Keñveriit an disoc'h diskouezet gant an hini embannet.", "Version 2.0 (Debian\u{a0}12): if another version is shown, stop there. Compare the result shown with the one published.";
    limits: "Ce qu’aucune vérification ne voit", "Ar pezh na wel gwiriañ ebet", "What no check can see";
    limits_text: "Une archive seule ne dit pas si un bulletin a été écarté avant la somme. Cherchez-y donc le vôtre par son numéro de suivi, et comparez le dernier maillon à celui que la commune publie.", "Un diell hepken ne lavar ket ha skarzhet ez eus bet ur paper a-raok ar sammad. Klaskit enni eta hoc'h hini gant e niverenn-heuliañ, ha keñveriit ar mailh diwezhañ gant an hini embannet gant ar gumun.", "An archive alone does not tell whether a ballot was left out before the sum. So look for yours by its tracking number, and compare the last link with the one that the commune publishes.";
}

/// The sentences that the page's script says, under their names there.
pub mod words {
    texts! {
        step_start: "Préparation du vérificateur", "O prientiñ ar gwirier", "Getting the checker ready";
        step_rights: "Contrôle des droits de vote", "Gwiriañ ar gwirioù mouezhiañ", "Checking the voting rights";
        step_reading: "Lecture de l’archive", "Lenn an diell", "Reading the archive";
        step_ballots: "Contrôle des bulletins", "Gwiriañ ar paperioù", "Checking the ballots";
        step_result: "Contrôle du dépouillement", "Gwiriañ an dispakadeg", "Checking the count";
        left_seconds: "encore environ %\u{a0}s", "war-dro %\u{a0}s a chom", "about %\u{a0}s left";
        left_minutes: "encore environ %\u{a0}min", "war-dro %\u{a0}mn a chom", "about %\u{a0}min left";
        right: "L’archive est juste", "Reizh eo an diell", "The archive is right";
        compare: "Comparez le dernier maillon ci-dessous à celui que la commune publie\u{a0}: s’il est le même, vous avez la même archive.", "Keñveriit ar mailh diwezhañ amañ dindan gant an hini embannet gant ar gumun: m'eo an hevelep hini, emañ an hevelep diell ganeoc'h.", "Compare the last link below with the one that the commune publishes: if it is the same, you have the same archive.";
        wrong: "L’archive n’est pas juste", "N'eo ket reizh an diell", "The archive is not right";
        wrong_next: "Téléchargez l’archive encore une fois. Si la réponse reste la même, signalez-la à la commune, avec ce qui est affiché ici.", "Pellgargit an diell ur wech all. Mard eo ar respont an hevelep hini, roit anezhañ da c'houzout d'ar gumun, gant ar pezh a zo diskouezet amañ.", "Download the archive once more. If the answer stays the same, report it to the commune, with what is shown here.";
        absent: "Votre navigateur n’a pas pu lancer le vérificateur", "N'en deus ket gallet ho merdeer lañsañ ar gwirier", "Your browser could not start the checker";
        broken: "Le vérificateur s’est arrêté\u{a0}: il n’a rien pu conclure", "Paouezet eo ar gwirier: n'en deus ket gallet lavarout netra", "The checker stopped: it could conclude nothing";
        instead: "L’archive n’est pas en cause. Essayez avec un autre navigateur, ou avec un programme\u{a0}: voyez plus bas.", "N'eo ket kiriek an diell. Klaskit gant ur merdeer all, pe gant ur programm: gwelit izeloc'h.", "The archive is not to blame. Try another browser, or a program: see below.";
        head_form: "Un maillon a 64 chiffres et lettres de a à f", "64 sifr ha lizherenn eus a da f a zo en ur mailh", "A link has 64 digits and letters from a to f";
        election: "Scrutin", "Mouezhiadeg", "Vote";
        stage: "Étape", "Pazenn", "Stage";
        stage_setup: "Le vote est ouvert", "Digor eo ar vouezhiadeg", "The vote is open";
        stage_ballot: "Le vote est ouvert, des bulletins sont dans l’urne", "Digor eo ar vouezhiadeg, paperioù a zo er voest", "The vote is open, ballots are in the urn";
        stage_endballots: "Le vote est clos, les bulletins ne sont pas encore additionnés", "Serret eo ar vouezhiadeg, n'eo ket sammet ar paperioù c'hoazh", "The vote is closed, the ballots are not added up yet";
        stage_encryptedtally: "Les bulletins sont additionnés, le résultat n’est pas encore déchiffré", "Sammet eo ar paperioù, n'eo ket dirineget an disoc'h c'hoazh", "The ballots are added up, the result is not decrypted yet";
        stage_partialdecryption: "Le déchiffrement a commencé, le résultat n’est pas encore donné", "Kroget eo an dirinegañ, n'eo ket roet an disoc'h c'hoazh", "The decryption has begun, the result is not given yet";
        stage_result: "Dépouillé", "Dispaket", "Counted";
        ballots: "Bulletins dans l’urne", "Paperioù er voest", "Ballots in the urn";
        voters: "Votants", "Voterien", "Voters";
        votes: "en voix\u{a0}:", "mouezhioù:", "in votes:";
        rights: "Droits de vote", "Gwirioù mouezhiañ", "Voting rights";
        trustees: "Dépositaires de clé", "Dalc'herien alc'hwez", "Trustees";
        fingerprint: "Empreinte du scrutin", "Louc'h ar vouezhiadeg", "Fingerprint of the vote";
        head: "Dernier maillon", "Mailh diwezhañ", "Last link";
        result: "Résultat", "Disoc'h", "Result";
        blank: "Vote blanc", "Mouezh wenn", "Blank vote";
        checked: "Ce qui a été contrôlé", "Ar pezh a zo bet gwiriet", "What was checked";
        check_chain: "L’archive est entière, et sa chaîne n’est rompue nulle part.", "Klok eo an diell, ha n'eo ket torret he chadenn e lec'h ebet.", "The archive is whole, and its chain is broken nowhere.";
        check_rights: "Aucun droit de vote n’est là deux fois, et leur ordre ne trahit personne.", "N'emañ gwir mouezhiañ ebet div wech, ha ne drubard o urzh den.", "No voting right is there twice, and their order betrays nobody.";
        check_trustees: "Chaque dépositaire a prouvé qu’il détient sa clé.", "Prouet en deus pep dalc'her emañ e alc'hwez gantañ.", "Each trustee has proven to hold the key.";
        check_ballots: "Chaque bulletin est signé par un droit de vote, et prouve qu’il est permis sans dire ce qu’il contient. Aucun n’y est deux fois, et seul le dernier de chacun compte.", "Sinet eo pep paper gant ur gwir mouezhiañ, ha prouiñ a ra ez eo aotreet hep lavarout petra a zo ennañ. N'emañ hini ebet div wech, ha hini diwezhañ pep hini hepken a gont.", "Each ballot is signed by a voting right, and proves to be allowed without telling what it holds. None is there twice, and only each voter’s last one counts.";
        check_sum: "La somme annoncée est celle des bulletins.", "Ar sammad embannet eo hini ar paperioù.", "The sum that is given is that of the ballots.";
        check_decryptions: "Chaque dépositaire a prouvé qu’il a bien déchiffré cette somme.", "Prouet en deus pep dalc'her en deus dirineget mat ar sammad-se.", "Each trustee has proven to have decrypted that sum rightly.";
        check_result: "Le résultat annoncé est ce que contient cette somme.", "An disoc'h embannet eo ar pezh a zo er sammad-se.", "The result that is given is what that sum holds.";
        tracker_counts: "Votre bulletin est dans l’urne et il compte", "Er voest emañ ho paper ha kontañ a ra", "Your ballot is in the urn and it counts";
        tracker_replaced: "Ce bulletin est dans l’urne, mais un bulletin plus récent du même droit de vote l’a remplacé", "Er voest emañ ar paper-mañ, met ur paper nevesoc'h gant an hevelep gwir en deus kemeret e lec'h", "This ballot is in the urn, but a later ballot of the same voting right has replaced it";
        tracker_absent: "Ce bulletin n’est pas dans l’urne", "N'emañ ket ar paper-mañ er voest", "This ballot is not in the urn";
        reason: "Raison", "Abeg", "Reason";
        place_ballot: "Bulletin", "Paper", "Ballot";
        place_event: "Événement", "Darvoud", "Event";
        place_question: "Question, par son rang", "Goulenn, dre e renk", "Question, by its rank";
        place_choice: "Choix, par son rang", "Dibab, dre e renk", "Choice, by its rank";
        place_trustee: "Dépositaire", "Dalc'her", "Trustee";
        place_credential: "Droit de vote", "Gwir mouezhiañ", "Voting right";
        place_offset: "Octet de l’archive", "Eizhbit an diell", "Byte of the archive";
        place_byte: "Octet du texte", "Eizhbit an destenn", "Byte of the text";
    }

    /// Every sentence under its name.
    pub fn all(lang: crate::texts::Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
        let named = |key: &'static str| key.rsplit("::").next().unwrap_or(key);
        SENTENCES.iter().map(move |s| (named(s.key), s.text(lang)))
    }
}
