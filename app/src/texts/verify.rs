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
    file_hint: "Un fichier dont le nom finit par .bel\u{a0}: la commune le donne sur la page du vote. Vous pouvez aussi le déposer n’importe où ici.", "Ur restr hag a echu hec'h anv gant .bel: roet eo gant ar gumun war bajenn ar vouezhiadeg. Gallout a rit ivez he lezel da gouezhañ n'eus forzh pelec'h amañ.", "A file whose name ends in .bel: the commune gives it on the page of the vote. You can also drop it anywhere here.";
    file_missing: "Choisissez d’abord un fichier.", "Dibabit ur restr da gentañ.", "Choose a file first.";
    duration: "Cette vérification n’emploie qu’un cœur du processeur. Sur un ordinateur, comptez environ une minute pour 1\u{a0}000\u{a0}bulletins de 5\u{a0}choix\u{a0}; sur un téléphone, deux à quatre fois plus. Le temps restant s’affiche.", "Ne ra ar gwiriañ-mañ nemet gant ur galon eus ar c'hewerier. War un urzhiataer, kontit war-dro ur vunutenn evit 1\u{a0}000 paper a 5 dibab; war ur pellgomzer, div pe beder gwech muioc'h. Diskouezet e vez an amzer a chom.", "This check uses one core of the processor. On a computer, allow about a minute for 1,000\u{a0}ballots of 5\u{a0}choices; on a phone, two to four times as long. The time left is shown.";
    more: "Chercher mon bulletin, ou ce qui a été publié plus tôt", "Klask ma faper, pe ar pezh a oa bet embannet a-raok", "Look for my ballot, or for what was published earlier";
    tracker: "Numéro de suivi d’un bulletin", "Niverenn-heuliañ ur paper", "Tracking number of a ballot";
    tracker_hint: "Facultatif\u{a0}: les huit mots de votre reçu, ou ses 43 signes, dont majuscules et minuscules comptent.", "Diret: eizh ger ho pomm-degemer, pe e 43 arouezenn: pouezus eo ar pennlizherennoù hag al lizherennoù bihan.", "Optional: the eight words of your receipt, or its 43 characters, whose capitals matter.";
    tracker_form: "Un numéro de bulletin a huit mots ou 43 signes\u{a0}: vérifiez qu’il est copié en entier.", "Eizh ger pe 43 arouezenn a zo en un niverenn vilhed: gwiriit ez eo eilet penn-da-benn.", "A ballot’s number has eight words or 43 characters: check that all of it is copied.";
    head_published: "Un maillon publié pendant le vote", "Ur mailh embannet e-pad ar vouezhiadeg", "A checkpoint published during the vote";
    head_hint: "Facultatif\u{a0}: 64 chiffres et lettres de a à f. Un maillon résume tout ce qui était dans l’urne à un moment\u{a0}: l’archive doit encore le contenir.", "Diret: 64 sifr ha lizherenn eus a da f. Diverrañ a ra ur mailh kement tra a oa er voest d'ur mare bennak: en diell e rank bezañ c'hoazh.", "Optional: 64 digits and letters from a to f. A checkpoint sums up all that was in the ballot box at one moment: the archive must still hold it.";
    head_form: "Un maillon a 64 chiffres et lettres de a à f\u{a0}: vérifiez qu’il est copié en entier.", "64 sifr ha lizherenn eus a da f a zo en ur mailh: gwiriit ez eo eilet penn-da-benn.", "A checkpoint has 64 digits and letters from a to f: check that all of it is copied.";
    begin: "Vérifier", "Gwiriañ", "Check";
    cancel: "Arrêter", "Paouez", "Stop";
    bar: "Avancement de la vérification", "Araokadur ar gwiriañ", "Progress of the check";
    program: "Avec un programme", "Gant ur programm", "With a program";
    program_lead: "Sur un ordinateur, c’est plus rapide, et vous n’avez pas à faire confiance à cette page.", "War un urzhiataer ez eo buanoc'h, ha n'hoc'h eus ket da fiziout er bajenn-mañ.", "On a computer it is faster, and you need not trust this page.";
    program_ours: "Avec Tikêr", "Gant Tikêr", "With Tikêr";
    program_ours_text: "Le programme se construit depuis le code source publié\u{a0}; le guide est dans docs/verifier.md. La commande répond 0 si l’archive est juste, 1 si elle ne l’est pas, 2 si quelque chose a été mal demandé.", "Savet e vez ar programm diwar ar c'hod mammenn embannet; ar sturlevr a zo e docs/verifier.md. 0 a respont an urzh m'eo reizh an diell, 1 ma n'eo ket, 2 ma'z eus bet goulennet un dra bennak fall.", "The program is built from the published source code; the guide is in docs/verifier.md. The command answers 0 if the archive is correct, 1 if it is not, 2 if something was asked wrongly.";
    program_theirs: "Avec belenios-tool, écrit par d’autres", "Gant belenios-tool, skrivet gant tud all", "With belenios-tool, written by others";
    program_theirs_text: "Version 2.0 (Debian\u{a0}12)\u{a0}: si une autre version s’affiche, arrêtez-vous là. «\u{a0}I: all checks passed\u{a0}» veut dire que tout est juste. Le résultat est donné question par question, dans l’ordre des réponses (le vote blanc d’abord, s’il y en a un)\u{a0}: comparez-le à celui qui est publié.", "Stumm 2.0 (Debian\u{a0}12): ma weler ur stumm all, paouezit aze. «I: all checks passed» a dalvez ez eo reizh pep tra. Roet eo an disoc'h goulenn ha goulenn, e urzh ar respontoù (ar vouezh wenn da gentañ, ma'z eus unan): keñveriit anezhañ gant an hini embannet.", "Version 2.0 (Debian\u{a0}12): if another version is shown, stop there. “I: all checks passed” means that all is correct. The result is given question by question, in the order of the answers (the blank vote first, where there is one): compare it with the one published.";
    limits: "Ce qu’aucune vérification ne voit", "Ar pezh na wel gwiriañ ebet", "What no check can see";
    limits_text: "Une archive seule ne dit pas si un bulletin a été écarté avant la somme. Cherchez-y donc le vôtre par son numéro, et comparez le dernier maillon à celui que la commune publie.", "Un diell hepken ne lavar ket ha skarzhet ez eus bet ur paper a-raok ar sammad. Klaskit enni eta hoc'h hini gant e niverenn-heuliañ, ha keñveriit ar mailh diwezhañ gant an hini embannet gant ar gumun.", "An archive alone does not tell whether a ballot was left out before the sum. So look for yours by its tracking number, and compare the last checkpoint with the one that the commune publishes.";
    test: "Contrôler un bulletin d’essai", "Gwiriañ ur bilhed-esae", "Check a test ballot";
    test_text: "Un téléphone qui scelle un bulletin peut l’ouvrir au lieu de l’envoyer («\u{a0}Contrôler mon téléphone\u{a0}», sur la page du vote). Ouvrez ici, sur un autre appareil, le fichier qu’il a enregistré.", "Ur pellgomzer a siell ur bilhed a c'hall digeriñ anezhañ e-lec'h kas anezhañ (\"Gwiriañ ma fellgomzer\", war bajenn ar vouezhiadeg). Digorit amañ, war un ardivink all, ar restr enrollet gantañ.", "A phone that seals a ballot can open it instead of sending it (\"Check my phone\", on the page of the vote). Open here, on another device, the file that it saved.";
    test_file: "Fichier du bulletin d’essai", "Restr ar bilhed-esae", "File of the test ballot";
    test_file_wrong: "Choisissez le fichier d’un bulletin d’essai\u{a0}: son nom commence par «\u{a0}essai\u{a0}».", "Dibabit restr ur bilhed-esae: kregiñ a ra he anv gant \"essai\".", "Choose the file of a test ballot: its name begins with \"essai\".";
    test_do: "Contrôler", "Gwiriañ", "Check";
}

/// The sentences that the page's script says, under their names there.
pub mod words {
    texts! {
        step_start: "Préparation du vérificateur", "O prientiñ ar gwirier", "Getting the checker ready";
        step_rights: "Contrôle des codes de vote", "Gwiriañ ar c'hodoù mouezhiañ", "Checking the voting codes";
        step_reading: "Lecture de l’archive", "Lenn an diell", "Reading the archive";
        step_ballots: "Contrôle des bulletins", "Gwiriañ ar paperioù", "Checking the ballots";
        step_result: "Contrôle du dépouillement", "Gwiriañ an dispakadeg", "Checking the count";
        left_seconds: "encore environ %\u{a0}s", "war-dro %\u{a0}s a chom", "about %\u{a0}s left";
        left_minutes: "encore environ %\u{a0}min", "war-dro %\u{a0}mn a chom", "about %\u{a0}min left";
        right: "L’archive est juste", "Reizh eo an diell", "The archive is correct";
        right_so_far: "L’archive est juste jusqu’ici", "Reizh eo an diell betek-henn", "The archive is correct so far";
        no_result: "Elle n’a pas encore de résultat\u{a0}: la somme, le déchiffrement et le résultat n’ont pas pu être contrôlés. Si le vote est dépouillé, il vous manque la fin de l’archive\u{a0}: téléchargez-la encore une fois.", "N'eus disoc'h ebet enni c'hoazh: n'eus ket bet gallet gwiriañ ar sammad, an dirinegañ hag an disoc'h. Mard eo dispaket ar vouezhiadeg e vank deoc'h dibenn an diell: pellgargit anezhi ur wech all.", "It has no result yet: the sum, the decryption and the result could not be checked. If the vote is counted, you lack the end of the archive: download it once more.";
        compare: "Comparez le dernier maillon ci-dessous à celui que la commune publie sur la page du vote\u{a0}: s’il est le même, vous avez la même archive que tout le monde.", "Keñveriit ar mailh diwezhañ amañ dindan gant an hini embannet gant ar gumun war bajenn ar vouezhiadeg: m'eo an hevelep hini, emañ ganeoc'h an hevelep diell ha gant an holl.", "Compare the last checkpoint below with the one that the commune publishes on the page of the vote: if it is the same, you have the same archive as everybody.";
        wrong: "L’archive n’est pas juste", "N'eo ket reizh an diell", "The archive is not correct";
        no_archive: "Ce n’est pas une archive", "N'eo ket un diell", "This is not an archive";
        no_archive_next: "Choisissez le fichier dont le nom finit par .bel. S’il est dans un dossier compressé, ouvrez d’abord celui-ci.", "Dibabit ar restr hag a echu hec'h anv gant .bel. Mard emañ en un teuliad gwasket, digorit hemañ da gentañ.", "Choose the file whose name ends in .bel. If it is in a compressed folder, open that first.";
        damaged: "Ce fichier est abîmé", "Gwastet eo ar restr-mañ", "This file is damaged";
        damaged_next: "Le plus souvent, il est mal arrivé\u{a0}: téléchargez l’archive encore une fois. Si la réponse reste la même, signalez-la à la commune.", "Peurvuiañ eo degouezhet fall: pellgargit an diell ur wech all. Mard eo ar respont an hevelep hini, roit anezhañ da c'houzout d'ar gumun.", "Most often it came through badly: download the archive once more. If the answer stays the same, report it to the commune.";
        unsupported: "Ce vérificateur ne sait pas contrôler cette archive", "N'oar ket ar gwirier-mañ gwiriañ an diell-se", "This checker cannot check this archive";
        unsupported_next: "Elle n’est pas fausse pour autant. Un programme plus récent, ou celui d’autres, le peut peut-être\u{a0}: voyez plus bas.", "N'eo ket faos evit se. Ur programm nevesoc'h, pe hini tud all, a c'hall marteze: gwelit izeloc'h.", "That does not make it false. A newer program, or that of others, may be able to: see below.";
        head_wrong: "Ce maillon n’est pas dans l’archive", "N'emañ ket ar mailh-se en diell", "This checkpoint is not in the archive";
        head_wrong_next: "Vérifiez d’abord qu’il est bien copié, et que c’est l’archive du même vote. S’il l’est, l’archive a été changée depuis\u{a0}: signalez-le à la commune et à d’autres votants.", "Gwiriit da gentañ ez eo eilet mat, ha diell ar memes mouezhiadeg. Mard eo, cheñchet eo bet an diell abaoe: roit se da c'houzout d'ar gumun ha da voterien all.", "First check that it is copied right, and that it is the archive of the same vote. If it is, the archive was changed since: tell the commune and other voters.";
        wrong_next: "Téléchargez l’archive encore une fois. Si la réponse reste la même, signalez-la à la commune et à d’autres votants, avec ce qui est affiché ici.", "Pellgargit an diell ur wech all. Mard eo ar respont an hevelep hini, roit anezhañ da c'houzout d'ar gumun ha da voterien all, gant ar pezh a zo diskouezet amañ.", "Download the archive once more. If the answer stays the same, report it to the commune and to other voters, with what is shown here.";
        absent: "Votre navigateur n’a pas pu lancer le vérificateur", "N'en deus ket gallet ho merdeer lañsañ ar gwirier", "Your browser could not start the checker";
        offline: "Sans réseau, votre navigateur n’a pas pu chercher le vérificateur", "Hep rouedad n'en deus ket gallet ho merdeer kerc'hat ar gwirier", "Without a network your browser could not fetch the checker";
        offline_next: "Reconnectez-vous, rechargez cette page, puis coupez le réseau si vous le souhaitez\u{a0}: la vérification n’en a plus besoin.", "Kevreit en-dro, adkargit ar bajenn-mañ, ha goude-se troc'hit ar rouedad mar fell deoc'h: n'en deus ket ezhomm ar gwiriañ anezhi ken.", "Connect again, load this page again, then cut the network if you wish: the check no longer needs it.";
        broken: "Le vérificateur s’est arrêté\u{a0}: il n’a rien pu conclure", "Paouezet eo ar gwirier: n'en deus ket gallet lavarout netra", "The checker stopped: it could conclude nothing";
        instead: "L’archive n’est pas en cause. Essayez avec un autre navigateur, ou avec un programme\u{a0}: voyez plus bas.", "N'eo ket kiriek an diell. Klaskit gant ur merdeer all, pe gant ur programm: gwelit izeloc'h.", "The archive is not to blame. Try another browser, or a program: see below.";
        election: "Scrutin", "Mouezhiadeg", "Vote";
        stage: "Étape", "Pazenn", "Stage";
        stage_setup: "Le vote est ouvert", "Digor eo ar vouezhiadeg", "The vote is open";
        stage_ballot: "Le vote est ouvert, des bulletins sont dans l’urne", "Digor eo ar vouezhiadeg, paperioù a zo er voest", "The vote is open, ballots are in the ballot box";
        stage_endballots: "Le vote est clos, les bulletins ne sont pas encore additionnés", "Serret eo ar vouezhiadeg, n'eo ket sammet ar paperioù c'hoazh", "The vote is closed, the ballots are not added up yet";
        stage_encryptedtally: "Les bulletins sont additionnés, le résultat n’est pas encore déchiffré", "Sammet eo ar paperioù, n'eo ket dirineget an disoc'h c'hoazh", "The ballots are added up, the result is not decrypted yet";
        stage_partialdecryption: "Le déchiffrement a commencé, le résultat n’est pas encore donné", "Kroget eo an dirinegañ, n'eo ket roet an disoc'h c'hoazh", "The decryption has begun, the result is not given yet";
        stage_result: "Dépouillé", "Dispaket", "Counted";
        ballots: "Bulletins dans l’urne", "Paperioù er voest", "Ballots in the ballot box";
        voters: "Votants", "Voterien", "Voters";
        votes: "en voix\u{a0}:", "mouezhioù:", "in votes:";
        last_counts: "seul le dernier bulletin de chacun compte", "paper diwezhañ pep hini hepken a gont", "only each voter’s last ballot counts";
        rights: "Codes de vote", "Kodoù mouezhiañ", "Voting codes";
        trustees: "Dépositaires de clé", "Dalc'herien alc'hwez", "Trustees";
        fingerprint: "Empreinte du scrutin", "Louc'h ar vouezhiadeg", "Fingerprint of the vote";
        head: "Dernier maillon", "Mailh diwezhañ", "Last checkpoint";
        result: "Résultat", "Disoc'h", "Result";
        blank: "Vote blanc", "Mouezh wenn", "Blank vote";
        checked: "Ce qui a été contrôlé", "Ar pezh a zo bet gwiriet", "What was checked";
        check_chain: "L’archive est entière, et sa chaîne n’est rompue nulle part.", "Klok eo an diell, ha n'eo ket torret he chadenn e lec'h ebet.", "The archive is whole, and its chain is broken nowhere.";
        list: "Huit mots de leur liste", "Eizh ger o roll", "Eight words of their list";
        check_rights: "Aucun code de vote (le code donné à chaque personne) n’est là deux fois, et leur ordre ne dit pas à qui ils sont.", "N'emañ kod mouezhiañ ebet div wech, ha ne drubard o urzh den.", "No voting code is there twice, and their order betrays nobody.";
        check_trustees: "Chaque dépositaire (les personnes qui ouvrent l’urne ensemble) a prouvé qu’il détient sa clé.", "Prouet en deus pep dalc'her emañ e alc'hwez gantañ.", "Each trustee has proven to hold the key.";
        check_ballots: "Chaque bulletin est signé par un code de vote, et prouve qu’il est permis sans dire ce qu’il contient. Aucun n’y est deux fois, et seul le dernier de chacun compte.", "Sinet eo pep paper gant ur c'hod mouezhiañ, ha prouiñ a ra ez eo aotreet hep lavarout petra a zo ennañ. N'emañ hini ebet div wech, ha hini diwezhañ pep hini hepken a gont.", "Each ballot is signed by a voting code, and proves to be allowed without telling what it holds. None is there twice, and only each voter’s last one counts.";
        check_sum: "La somme annoncée est celle des bulletins.", "Ar sammad embannet eo hini ar paperioù.", "The sum that is given is that of the ballots.";
        check_decryptions: "Chaque dépositaire a prouvé qu’il a bien déchiffré cette somme.", "Prouet en deus pep dalc'her en deus dirineget mat ar sammad-se.", "Each trustee has proven to have decrypted that sum rightly.";
        check_result: "Le résultat annoncé est ce que contient cette somme.", "An disoc'h embannet eo ar pezh a zo er sammad-se.", "The result that is given is what that sum holds.";
        tracker_counts: "Votre bulletin est dans l’urne et il compte", "Er voest emañ ho paper ha kontañ a ra", "Your ballot is in the ballot box and it counts";
        tracker_replaced: "Ce bulletin est dans l’urne, mais un bulletin plus récent du même code de vote l’a remplacé", "Er voest emañ ar paper-mañ, met ur paper nevesoc'h gant an hevelep kod en deus kemeret e lec'h", "This ballot is in the ballot box, but a later ballot of the same voting code has replaced it";
        tracker_absent: "Ce bulletin n’est pas dans l’urne", "N'emañ ket ar paper-mañ er voest", "This ballot is not in the ballot box";
        tracker_absent_next: "Vérifiez le numéro, signe par signe\u{a0}: majuscules et minuscules comptent. S’il est juste, montrez votre reçu à la commune.", "Gwiriit an niverenn, arouezenn hag arouezenn: pouezus eo ar pennlizherennoù hag al lizherennoù bihan. Mard eo reizh, diskouezit ho reseved d'ar gumun.", "Check the number, character by character: capitals matter. If it is right, show your receipt to the commune.";
        head_found: "Ce maillon est bien dans l’archive\u{a0}: rien de ce qu’il résume n’a été changé", "En diell emañ ar mailh-se: netra eus ar pezh a ziverr n'eo bet cheñchet", "This checkpoint is in the archive: nothing of what it sums up was changed";
        test_right: "Le téléphone a bien scellé ces choix", "Siellet mat eo bet an dibaboù-mañ gant ar pellgomzer", "The phone sealed these choices rightly";
        test_compare: "Comparez\u{a0}: les mêmes mots étaient sur son écran avant que vous décidiez d’ouvrir, et ce sont bien vos choix.", "Keñveriit: an hevelep gerioù a oa war e skramm a-raok deoc'h divizout digeriñ, hag ho tibaboù int.", "Compare: the same words were on its screen before you decided to open, and these are your choices.";
        test_wrong: "Ce téléphone n’a pas scellé ce qu’il dit", "N'en deus ket siellet ar pellgomzer-mañ ar pezh a lavar", "This phone did not seal what it says";
        test_unknown: "Ce vote n’est pas ici, ou pas encore ouvert. Ouvrez la page de vérification de la commune où vous votez.", "N'emañ ket ar vouezhiadeg-se amañ, pe n'eo ket digor c'hoazh. Digorit pajenn gwiriañ ar gumun ma vouezhit.", "This vote is not here, or not open yet. Open the checking page of the commune where you vote.";
        reason: "Raison", "Abeg", "Reason";
        place_ballot: "Bulletin", "Paper", "Ballot";
        place_head: "Maillon", "Mailh", "Checkpoint";
        place_event: "Événement", "Darvoud", "Event";
        place_question: "Question, par son rang", "Goulenn, dre e renk", "Question, by its rank";
        place_choice: "Choix, par son rang", "Dibab, dre e renk", "Choice, by its rank";
        place_trustee: "Dépositaire", "Dalc'her", "Trustee";
        place_credential: "Code de vote", "Kod mouezhiañ", "Voting code";
        place_offset: "Octet de l’archive", "Eizhbit an diell", "Byte of the archive";
        place_byte: "Octet du texte", "Eizhbit an destenn", "Byte of the text";
    }
}
