//! Sentences of the desk of a sealed vote.

use crate::texts::{Lang, error as e};
use civic::field::FieldError;
use services::sealed::ceremony::{Step, TITLE};

texts! {
    title: "L’urne scellée", "Ar voest siellet", "The sealed ballot box";
    lead: "Avant l’ouverture du vote\u{a0}: des dépositaires font ensemble la clé de l’urne, et les codes de vote sont préparés. L’urne s’ouvre alors toute seule, à la date du vote.", "A-raok digoradur ar vouezhiadeg: dalc'herien a ra alc'hwez ar voest asambles, ha prientet e vez ar c'hodoù mouezhiañ. Neuze e tigor ar voest hec'h-unan, da zeiziad ar vouezhiadeg.", "Before the vote opens: trustees make the key of the ballot box together, and the voting codes are prepared. The ballot box then opens by itself, on the date of the vote.";
    ordinary: "Ce vote est ordinaire", "Ur vouezhiadeg boutin eo", "This vote is ordinary";
    ordinary_text: "Ses bulletins ne sont pas scellés. Pour le sceller, changez ce réglage avant l’ouverture du vote.", "N'eo ket siellet ar bilhedoù. Evit sielliñ anezho, cheñchit ar reizhadur-se a-raok digoradur ar vouezhiadeg.", "Its ballots are not sealed. To seal it, change that setting before the vote opens.";
    edit: "Modifier la démarche", "Kemmañ an intrudu", "Change the process";

    trustees: "Les dépositaires de la clé", "Dalc'herien an alc'hwez", "The trustees of the key";
    trustees_text: "Choisissez des personnes qui ne dépendent pas les unes des autres\u{a0}: une élue de l’opposition, un représentant d’association, une citoyenne tirée au sort… Assez d’entre elles ouvriront la somme des bulletins\u{a0}; moins n’ouvriront rien, pas même avec la mairie.", "Dibabit tud ha n'int ket stag an eil ouzh egile: un dilennad eus an enebiezh, un den eus ur gevredigezh, ur geodedourez tennet d'ar sord… Trawalc'h anezho a zigoro sammad ar bilhedoù; nebeutoc'h ne zigorint netra, zoken gant an ti-kêr.", "Choose people who do not depend on each other: an elected member of the opposition, somebody from an association, a citizen drawn by lot… Enough of them will open the sum of the ballots; fewer open nothing, not even with the town hall.";
    addresses: "Une personne par ligne\u{a0}: son adresse e-mail, une virgule, son nom et sa fonction", "Un den dre linenn: e chomlec'h postel, ur virgulenn, e anv hag e garg", "One person a line: e-mail address, a comma, name and office";
    addresses_hint: "De 2 à 9 personnes. Chacune se connecte avec cette adresse, qui reste cachée. Nom et fonction sont publiés avec le vote\u{a0}: demandez-lui son accord. Exemple\u{a0}: prenom@exemple.fr, Prénom Nom, élue de l’opposition.", "Etre 2 ha 9 den. Pep hini a gevre gant ar chomlec'h-se, a chom kuzhet. An anv hag ar garg a vez embannet gant ar vouezhiadeg: goulennit e asant. Da skouer: anv@skouer.bzh, Anv Anv-familh, dilennad eus an enebiezh.", "2 to 9 people. Each signs in with this address, which stays hidden. Name and office are published with the vote: ask for consent. For example: first@example.org, First Last, elected member of the opposition.";
    unnamed: "nom non publié", "anv diembann", "name not published";
    threshold: "Combien suffisent pour ouvrir", "Pet zo trawalc'h evit digeriñ", "How many are enough to open";
    threshold_hint: "Par exemple 2 sur 3\u{a0}: une personne peut perdre sa part, et aucune n’ouvre seule.", "Da skouer 2 diwar 3: un den a c'hall koll e lodenn, ha hini ne zigor e-unan.", "For example 2 of 3: one person may lose her share, and none opens alone.";
    name_them: "Désigner ces dépositaires", "Envel an dalc'herien-se", "Name these trustees";
    again: "Recommencer avec d’autres dépositaires", "Adkregiñ gant dalc'herien all", "Begin again with other trustees";
    again_text: "Ce qui est fait est abandonné\u{a0}: les parts de clé et les codes de vote déjà préparés ne vaudront plus.", "Dilezet e vez ar pezh a zo graet: al lodennoù alc'hwez hag ar c'hodoù mouezhiañ prientet ne dalvezint ket ken.", "What was done is given up: shares of the key and voting codes prepared so far will no longer be good.";
    page_of: "Leur page\u{a0}:", "O fajenn:", "Their page:";
    enough: "{threshold} sur {size} suffisent pour ouvrir la somme.", "{threshold} diwar {size} zo trawalc'h evit digeriñ ar sammad.", "{threshold} of {size} are enough to open the sum.";
    awaited: "attendu", "gortozet", "awaited";
    done: "fait", "graet", "done";
    opened: "part ouverte", "lodenn digor", "part open";
    now: "Étape en cours\u{a0}:", "Pazenn a-vremañ:", "Step under way:";
    certify: "chacun crée sa part", "pep hini a grou e lodenn", "each creates a share";
    deal: "tous comparent huit mots", "an holl a geñveri eizh ger", "all compare eight words";
    publish: "la clé est publiée", "embannet e vez an alc'hwez", "the key is published";
    from_file: "l’ouverture est répétée avec les fichiers", "addoderet e vez an digeriñ gant ar restroù", "the opening is rehearsed with the files";
    from_paper: "l’ouverture est répétée avec les papiers", "addoderet e vez an digeriñ gant ar paperioù", "the opening is rehearsed with the papers";
    ready: "tout est prêt", "prest eo pep tra", "everything is ready";

    rights: "Les codes de vote", "Ar c'hodoù mouezhiañ", "The voting codes";
    rights_first: "Désignez d’abord les dépositaires.", "Anvit an dalc'herien da gentañ.", "First name the trustees.";
    by_server: "Le serveur en fait autant que vous le dites, et en remet un à chaque personne qui vient voter.", "Ober a ra ar servijer kement ha ma lavarit, ha reiñ a ra unan da bep den a zeu da vouezhiañ.", "The server makes as many as you say, and hands one to each person who comes to vote.";
    spares: "Nombre de codes à préparer", "Niver a godoù da brientiñ", "Number of codes to prepare";
    spares_hint: "Comptez large\u{a0}: le nombre d’habitants admis à voter, et un peu plus pour les téléphones perdus. Il est publié, avec le nombre de votants.", "Kontit ledan: niver an annezidi a c'hall mouezhiañ, hag un tammig muioc'h evit ar pellgomzerioù kollet. Embannet e vez, gant niver ar voterien.", "Count generously: the number of residents who may vote, and some more for lost phones. It is published, with the number of voters.";
    by_phone: "Chaque personne fait le sien sur son téléphone, avant l’ouverture, à cette adresse. Faites-la connaître tôt, et gardez un ordinateur à l’accueil.", "Pep den a ra e hini war e bellgomzer, a-raok an digoradur, er chomlec'h-mañ. Roit anezhañ da anavezout abred, ha dalc'hit un urzhiataer en degemer.", "Each person makes her own on her phone, before the opening, at this address. Make it known early, and keep a computer at the front desk.";
    by_letter: "Une personne de confiance, qui n’est ni élue ni dépositaire, les fait sur son appareil et les envoie par lettre. Le serveur n’en reçoit que les parties publiques.", "Un den a fiziañs, n'eo nag un dilennad nag un dalc'her, a ra anezho war e ardivink hag a gas anezho dre lizher. Ar servijer ne resev nemet al lodennoù foran.", "A trusted person, neither elected nor a trustee, makes them on her device and sends them by letter. The server receives only the public parts.";
    registrar: "Adresse e-mail de cette personne", "Chomlec'h postel an den-se", "E-mail address of that person";
    registrar_page: "Sa page\u{a0}:", "E bajenn:", "Her page:";
    offered: "Codes prêts\u{a0}: {n}", "Kodoù prest: {n}", "Codes ready: {n}";

    opening: "L’ouverture", "An digoradur", "The opening";
    opens_alone: "Tout est prêt. L’urne s’ouvrira toute seule, {date}.", "Prest eo pep tra. Digeriñ a raio ar voest hec'h-unan, {date}.", "Everything is ready. The ballot box will open by itself, {date}.";
    opens_now: "Tout est prêt, et le vote a commencé\u{a0}: l’urne s’ouvre dans un instant. Rechargez cette page.", "Prest eo pep tra, ha kroget eo ar vouezhiadeg: digeriñ a ra ar voest a-benn ur pennadig. Adkargit ar bajenn-mañ.", "Everything is ready and the vote has begun: the ballot box opens in a moment. Load this page again.";
    missing: "Il manque encore\u{a0}:", "Mankout a ra c'hoazh:", "Still missing:";
    missing_key: "la clé, avec ses répétitions", "an alc'hwez, gant hec'h addoderioù", "the key, with its rehearsals";
    missing_rights: "des codes de vote", "kodoù mouezhiañ", "voting codes";
    missing_projects: "assez de projets recevables pour ce bulletin", "trawalc'h a raktresoù degemeradus evit ar bilhed-mañ", "enough admissible projects for this ballot";
    too_many: "Ce bulletin a {n} projets\u{a0}; un vote scellé en porte 200 au plus. Il ne pourra pas s’ouvrir.", "{n} raktres zo war ar bilhed-mañ; 200 d'ar muiañ a c'hall bezañ war ur vouezhiadeg siellet. Ne c'hallo ket digeriñ.", "This ballot has {n} projects; a sealed vote holds at most 200. It will not be able to open.";
    open: "Le vote est ouvert", "Digor eo ar vouezhiadeg", "The vote is open";
    closed: "L’urne est close", "Serret eo ar voest", "The ballot box is closed";
    counted: "Le résultat est connu", "Anavezet eo an disoc'h", "The result is known";
    closed_text: "Les bulletins sont additionnés, sans être ouverts. Les dépositaires ouvrent maintenant leur part de la somme.", "Sammet eo ar bilhedoù, hep bezañ digoret. An dalc'herien a zigor bremañ o lodenn eus ar sammad.", "The ballots are added up, unopened. The trustees now open their parts of the sum.";
    voters: "Personnes qui ont voté", "Tud o deus mouezhiet", "People who have voted";
    all_rights: "Codes de vote", "Kodoù mouezhiañ", "Voting codes";
    urn: "Voir l’urne publique", "Gwelet ar voest-vouezhiañ foran", "See the public ballot box";
    said_named: "Les dépositaires sont désignés. Un courriel leur donne l’adresse de leur page.", "Anvet eo an dalc'herien. Ur postel a ro dezho chomlec'h o fajenn.", "The trustees are named. A mail gives them the address of their page.";
    said_rights: "C’est enregistré.", "Enrollet eo.", "Saved.";
    bad_few: "Il faut au moins deux dépositaires.", "Daou zalc'her da nebeutañ zo ezhomm.", "At least two trustees are needed.";
    bad_many: "Au plus neuf dépositaires.", "Nav dalc'her d'ar muiañ.", "At most nine trustees.";
    bad_twice: "Une adresse est là deux fois.", "Ur chomlec'h a zo div wech.", "An address is there twice.";
    bad_address: "Une ligne n’est pas une adresse e-mail.", "Ul linenn n'eo ket ur chomlec'h postel.", "A line is not an e-mail address.";
    bad_title: "Un nom et une fonction font 120 caractères au plus.", "120 arouezenn d'ar muiañ evit un anv hag ur garg.", "A name and office have at most 120 characters.";
    bad_threshold: "Entre 2 et le nombre de dépositaires.", "Etre 2 ha niver an dalc'herien.", "Between 2 and the number of trustees.";
    bad_spares: "Écrivez un nombre entier entre 1 et 100\u{a0}000.", "Skrivit un niver klok etre 1 ha 100\u{a0}000.", "Write a whole number between 1 and 100,000.";
}

/// What goes on in a ceremony.
#[must_use]
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Certify => certify(lang),
        Step::Deal => deal(lang),
        Step::Publish => publish(lang),
        Step::FromFile => from_file(lang),
        Step::FromPaper => from_paper(lang),
        Step::Ready => ready(lang),
    }
}

/// What to mend in a field of this page.
#[must_use]
pub fn mend(lang: Lang, name: &str, error: &FieldError) -> String {
    use FieldError as F;
    let own = match (name, error) {
        ("trustees", F::TooSmall) => bad_few(lang),
        ("trustees", F::TooLarge) => bad_many(lang),
        ("trustees", F::Unknown) => bad_twice(lang),
        ("trustees", F::TooLong { max: TITLE }) => bad_title(lang),
        ("trustees", _) => bad_address(lang),
        ("threshold", _) => bad_threshold(lang),
        ("spares", _) => bad_spares(lang),
        _ => return e::field(lang, error),
    };
    own.to_owned()
}
