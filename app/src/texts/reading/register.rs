//! Sentences of the register of processing (GDPR, art. 30): for each processing what it is for and on which basis, what is
//! kept, how long, who reads it. The times are filled in from the rules that erase.

use crate::texts::Lang;
use civic::personal::Processing as P;

texts! {
    title: "Registre des traitements", "Roll an tretadurioù", "Register of processing";
    lead: "Ce que {commune} garde des personnes qui se servent de ce site, pourquoi, et jusqu’à quand. Cette page est faite par le programme\u{a0}: les durées sont celles qu’il applique.", "Petra a vir {commune} diwar-benn an dud a implij al lec'hienn-mañ, perak, ha betek pegoulz. Graet eo ar bajenn-mañ gant ar programm: ar padoù eo ar re a lak da dalvezout.", "What {commune} keeps of the people who use this site, why, and until when. The program makes this page: the times are those that it applies.";
    note: "Ce que chaque donnée sert à faire, et jusqu’à quand", "Da betra e servij pep roadenn, ha betek pegoulz", "What each piece of data is for, and until when";
    why: "Pourquoi", "Perak", "Why";
    what: "Ce qui est gardé", "Petra a vez miret", "What is kept";
    long: "Jusqu’à quand", "Betek pegoulz", "Until when";
    who: "Qui le lit", "Piv a lenn", "Who reads it";
    tables: "Dans la base\u{a0}: {tables}", "Er stlennvon: {tables}", "In the database: {tables}";
    officer: "Déléguée ou délégué à la protection des données\u{a0}: {who}", "Dileuriad gwarez ar roadennoù: {who}", "Data protection officer: {who}";
    all: "Pour tous", "Evit an holl", "For all of them";
    controller: "Le responsable est {commune}, représentée par son maire. Tout reste sur la machine de la commune ou de son hébergeur\u{a0}; seuls les courriels passent par le serveur d’envoi choisi par la commune, à qui il revient de choisir hébergeur et serveur d’envoi dans l’Union européenne. Rien n’est vendu, aucune décision n’est prise par une machine seule.", "{commune} eo ar gefridiadez, dileuriet gant ar maer. Chom a ra pep tra war mekanik ar gumun pe he herberc'hier; ne dremen nemet ar posteloù dre ar servijer kas dibabet gant ar gumun; dezhi da zibab un herberc'hier hag ur servijer kas en Unaniezh Europa. Netra ne vez gwerzhet, ha diviz ebet ne vez kemeret gant ur mekanik hepken.", "The controller is {commune}, represented by its mayor. Everything stays on the machine of the commune or its host; only mails pass through the mail server that the commune chose; it is for the commune to choose a host and a mail server in the European Union. Nothing is sold, no decision is made by a machine alone.";
    safe: "Adresses, noms, textes en attente et clés sont chiffrés avec une clé gardée hors de la base\u{a0}; les codes à taper et les secrets des appareils n’y sont que sous forme d’empreintes, ou chiffrés dans le courriel qui attend de partir. Les journaux du programme ne contiennent ni nom, ni adresse, ni code.", "Enrineget eo ar chomlec'hioù, an anvioù, an testennoù o c'hortoz hag an alc'hwezioù gant un alc'hwez miret er-maez eus ar stlennvon; ar c'hodoù da skrivañ ha sekredoù an ardivinkoù n'emaint enni nemet evel roudoù, pe enrineget er postel a c'hortoz mont kuit. N'eus nag anv, na chomlec'h, na kod e kazetennoù ar programm.", "Addresses, names, waiting texts and keys are encrypted with a key kept outside the database; codes to type and the devices’ secrets are there only as fingerprints, or encrypted in the mail that waits to go out. The program’s logs hold no name, address or code.";
    children: "Rien ici ne repose sur un consentement, sauf le nom d’un dépositaire qui accepte d’être publié\u{a0}: une personne mineure peut participer seule là où la démarche le permet, et n’a rien à faire signer.", "Netra amañ ne ziazez war un asant, nemet anv un dalc'her a asant bezañ embannet: ur re yaouank a c'hall kemer perzh o-unan el lec'h ma aotre an intrudu, ha n'o deus netra da lakaat da sinañ.", "Nothing here rests on consent, but the name of a trustee who agrees to be published: a minor may take part alone where the process allows it, and has nothing to get signed.";

    account_name: "Les comptes", "Ar c'hontoù", "Accounts";
    account_why: "Savoir qui peut participer, et qu’une personne n’a qu’une voix. Mission d’intérêt public (RGPD, art. 6.1.e).", "Gouzout piv a c'hall kemer perzh, ha n'en deus pep den nemet ur vouezh. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Knowing who may take part, and that one person has one voice. Task in the public interest (GDPR, art. 6.1.e).";
    account_what: "L’adresse e-mail, le nom choisi s’il y en a un, ce qui a été vérifié (adresse, identité, habitation, liste électorale), une empreinte de l’identité (nom de naissance, prénoms, date et lieu\u{a0}: jamais en clair), le jour de la création et du dernier usage.", "Ar chomlec'h postel, an anv dibabet ma'z eus unan, ar pezh a zo bet gwiriet (chomlec'h, identelezh, annez, roll an dilennerien), ur roud eus an identelezh (anv-ganidigezh, anvioù-bihan, deiziad ha lec'h: morse sklaer), deiz ar grouidigezh hag an implij diwezhañ.", "The e-mail address, the chosen name if there is one, what was checked (address, identity, residence, electoral roll), a fingerprint of the identity (name at birth, given names, date and place: never readable), the day it was made and last used.";
    account_long: "Jusqu’à la fermeture par la personne. Un compte inutilisé pendant {unused} est fermé\u{a0}; la personne est prévenue {told} avant (pas le compte de qui a un rôle à la mairie). Une empreinte de l’adresse et de l’identité reste tant qu’un vote auquel elle a pris part, ou une démarche où elle soutient un projet, est ouvert.", "Betek ma serr an den anezhi. Ur gont n'eo ket bet implijet e-pad {unused} a vez serret; kemennet e vez d'an den {told} a-raok (met ket kont an hini he deus ur roll en ti-kêr). Chom a ra ur roud eus ar chomlec'h hag an identelezh keit ha ma vez digor ur vouezhiadeg he deus kemeret perzh enni, pe un intrudu ma harp ur raktres ennañ.", "Until the person closes it. An account unused for {unused} is closed; its owner is told {told} before (not the account of who has a role at the town hall). A fingerprint of the address and of the identity stays while a vote that she took part in, or a process in which she supports a project, is open.";
    account_who: "La personne\u{a0}; à l’accueil, un agent qui connaît son adresse. Le nom choisi est public à côté de ce qu’elle écrit.", "An den; en degemer, un implijad a oar e chomlec'h. An anv dibabet a zo foran e-kichen ar pezh a skriv.", "The person; at the desk, an agent who knows her address. The chosen name is public beside what she writes.";

    sign_in_name: "La connexion", "Ar c'hevreañ", "Signing in";
    sign_in_why: "Ouvrir un compte à son titulaire et à personne d’autre. Mission d’intérêt public (RGPD, art. 6.1.e).", "Digeriñ ur gont d'he ferc'henn ha da zen all ebet. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Opening an account to its owner and nobody else. Task in the public interest (GDPR, art. 6.1.e).";
    sign_in_what: "Les codes envoyés, les clés d’accès (jamais l’empreinte ni le visage), l’empreinte du nom donné par FranceConnect ou ProConnect, les appareils connectés (navigateur, système, dates), ce qui a été tapé avant de se connecter.", "Ar c'hodoù kaset, an alc'hwezioù moned (morse ar roud biz nag an dremm), roud an anv roet gant FranceConnect pe ProConnect, an ardivinkoù kevreet (merdeer, reizhiad, deiziadoù), ar pezh a zo bet skrivet a-raok kevreañ.", "The codes that were sent, passkeys (never a fingerprint or a face), a fingerprint of the name given by FranceConnect or ProConnect, the devices signed in (browser, system, dates), what was typed before signing in.";
    sign_in_long: "Codes\u{a0}: {code}. Textes tapés avant la connexion\u{a0}: {draft}. Appareils\u{a0}: {idle} sans usage, {session} au plus. Code remis pour une première clé\u{a0}: {enrolment}. Code d’une lettre\u{a0}: {letter}. Clés et identités liées\u{a0}: jusqu’à leur retrait.", "Kodoù: {code}. Testennoù skrivet a-raok kevreañ: {draft}. Ardivinkoù: {idle} hep implij, {session} d'ar muiañ. Kod roet evit un alc'hwez kentañ: {enrolment}. Kod ul lizher: {letter}. Alc'hwezioù hag identelezhioù liammet: betek ma vezont lamet.", "Codes: {code}. Texts typed before signing in: {draft}. Devices: {idle} unused, {session} at most. Code handed over for a first passkey: {enrolment}. Code of a letter: {letter}. Passkeys and tied identities: until they are removed.";
    sign_in_who: "La personne seule.", "An den hepken.", "The person alone.";

    participation_name: "Les propositions et les échanges", "Ar c'hinnigoù hag an eskemmoù", "Proposals and discussion";
    participation_why: "Recueillir et publier ce que les habitants proposent, disent et soutiennent. Mission d’intérêt public (RGPD, art. 6.1.e).", "Dastum hag embann ar pezh a ginnig, a lavar hag a souten an annezidi. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Gathering and publishing what residents propose, say and support. Task in the public interest (GDPR, art. 6.1.e).";
    participation_what: "Les textes publiés et leurs versions, qui les a écrits, qui soutient quoi.", "An testennoù embannet hag o stummoù, piv en deus skrivet anezho, piv a souten petra.", "The published texts and their versions, who wrote them, who supports what.";
    participation_long: "Aussi longtemps que la démarche est publiée. À la fermeture du compte, la personne choisit de les laisser sans son nom ou de les effacer.", "Keit ha ma vez embannet an intrudu. Pa serr he c'hont e tibab an den lezel anezho hep hec'h anv pe o diverkañ.", "As long as the process is published. On closing her account the person chooses to leave them without her name, or to erase them.";
    participation_who: "Tout le monde lit les textes. Qui soutient quoi n’est montré qu’à la personne.", "An holl a lenn an testennoù. Piv a souten petra n'eo diskouezet nemet d'an den.", "Everybody reads the texts. Who supports what is shown to the person alone.";

    vote_name: "Les votes", "Ar mouezhiadegoù", "Votes";
    vote_why: "Savoir qui a voté, pour que personne ne vote deux fois. Mission d’intérêt public (RGPD, art. 6.1.e).", "Gouzout piv en deus mouezhiet, evit na vouezhfe den div wech. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Knowing who has voted, so that nobody votes twice. Task in the public interest (GDPR, art. 6.1.e).";
    vote_what: "Le nom coché sur la liste du vote. Les bulletins sont ailleurs, sans compte, sans heure et sans ordre\u{a0}: ils ne sont à personne.", "An anv asket war roll ar vouezhiadeg. E lec'h all emañ ar bilhedoù, hep kont, hep eur, hep urzh: n'int da zen.", "The name ticked on the vote’s list. Ballots are elsewhere, without account, time or order: they are nobody’s.";
    vote_long: "Aussi longtemps que le vote est publié, sous un numéro de compte qui ne dit plus rien une fois le compte fermé.", "Keit ha ma vez embannet ar vouezhiadeg, dindan un niverenn gont na lavar netra ken ur wech serret ar gont.", "As long as the vote is published, under an account number that says nothing any more once the account is closed.";
    vote_who: "La personne\u{a0}; à l’accueil, un agent qui remet un bulletin de papier.", "An den; en degemer, un implijad a ro ur bilhed paper.", "The person; at the desk, an agent who hands over a paper ballot.";

    keys_name: "Les clés des votes scellés", "Alc'hwezioù ar mouezhiadegoù siellet", "Keys of sealed votes";
    keys_why: "Que personne ne puisse ouvrir l’urne seul. Mission d’intérêt public (RGPD, art. 6.1.e).", "Ma ne c'hallfe den digeriñ ar voest e-unan. Kefridi a laz publik (RGPD, mell. 6.1.e).", "That nobody can open the urn alone. Task in the public interest (GDPR, art. 6.1.e).";
    keys_what: "Quel compte garde une part de la clé\u{a0}; nom et fonction, si la personne veut bien qu’ils soient publiés.", "Peseurt kont a vir ul lodenn eus an alc'hwez; anv ha karg, ma asant an den e vefent embannet.", "Which account keeps a share of the key; name and office, if the person agrees that they are published.";
    keys_long: "Aussi longtemps que le vote est publié\u{a0}: nom et fonction font partie de ses preuves.", "Keit ha ma vez embannet ar vouezhiadeg: an anv hag ar garg a zo lod eus he frouennoù.", "As long as the vote is published: name and office are part of its proof.";
    keys_who: "Tout le monde pour nom et fonction, la mairie pour le compte.", "An holl evit an anv hag ar garg, an ti-kêr evit ar gont.", "Everybody for name and office, the town hall for the account.";

    roll_name: "La liste électorale", "Roll an dilennerien", "The electoral roll";
    roll_why: "Réserver un vote aux personnes inscrites. Mission d’intérêt public (RGPD, art. 6.1.e\u{a0}; code électoral, art. L. 37).", "Mirout ur vouezhiadeg evit an dud enskrivet. Kefridi a laz publik (RGPD, mell. 6.1.e; code électoral, mell. L. 37).", "Reserving a vote for people on the roll. Task in the public interest (GDPR, art. 6.1.e; code électoral, art. L. 37).";
    roll_what: "Pour chaque personne inscrite, une empreinte de son identité et le bureau de vote\u{a0}; ni nom, ni date, ni lieu.", "Evit pep den enskrivet, ur roud eus hec'h identelezh hag ar burev-mouezhiañ; nag anv, na deiziad, na lec'h.", "For each person on the roll a fingerprint of her identity and the polling station; no name, date or place.";
    roll_long: "Jusqu’à la date donnée en l’apportant (un an au plus), ou la clôture d’un vote qui en a besoin. Apportée sans décision\u{a0}: {roll}.", "Betek an deiziad roet pa vez degaset (ur bloaz d'ar muiañ), pe serridigezh ur vouezhiadeg he deus ezhomm anezhañ. Degaset hep diviz: {roll}.", "Until the date given when it was brought (a year at most), or the close of a vote that needs it. Brought and not decided on: {roll}.";
    roll_who: "Personne\u{a0}: à l’accueil, un agent apprend seulement si la personne devant lui est inscrite.", "Den: en degemer, un implijad a glev hepken hag-eñ eo enskrivet an den a zo dirazañ.", "Nobody: at the desk an agent only learns whether the person in front of her is on it.";

    town_hall_name: "Les rôles à la mairie", "Ar rolloù en ti-kêr", "Roles at the town hall";
    town_hall_why: "Savoir qui agit au nom de la commune. Mission d’intérêt public (RGPD, art. 6.1.e).", "Gouzout piv a ra en anv ar gumun. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Knowing who acts in the commune’s name. Task in the public interest (GDPR, art. 6.1.e).";
    town_hall_what: "Le rôle d’un compte, et depuis quand\u{a0}; dans les mentions légales, qui publie le site et qui protège les données.", "Roll ur gont, hag abaoe pegoulz; er menegoù lezennel, piv a embann al lec'hienn ha piv a warez ar roadennoù.", "An account’s role, and since when; in the legal notice, who publishes the site and who protects the data.";
    town_hall_long: "Jusqu’à son retrait.", "Betek ma vez tennet.", "Until it is taken back.";
    town_hall_who: "La personne, et l’administration du site.", "An den, ha merourien al lec'hienn.", "The person, and the site’s administrators.";

    mail_name: "Les e-mails", "Ar posteloù", "Mails";
    mail_why: "Envoyer un code, ou prévenir d’un changement sur son compte. Mission d’intérêt public (RGPD, art. 6.1.e).", "Kas ur kod, pe kemenn ur c'hemm war he c'hont. Kefridi a laz publik (RGPD, mell. 6.1.e).", "Sending a code, or telling of a change to one’s account. Task in the public interest (GDPR, art. 6.1.e).";
    mail_what: "À qui, et le texte, chiffrés.", "Da biv, hag an destenn, enrineget.", "To whom, and the text, encrypted.";
    mail_long: "{job} après l’envoi ou l’abandon.", "{job} goude ar c'has pe an dilez.", "{job} after they were sent or given up.";
    mail_who: "Le serveur d’envoi choisi par la commune.", "Ar servijer kas dibabet gant ar gumun.", "The mail server that the commune chose.";

    security_name: "La sécurité", "Ar surentez", "Security";
    security_why: "Retrouver qui a fait quoi, et arrêter les abus. Obligation de sécurité (RGPD, art. 32).", "Adkavout piv en deus graet petra, ha herzel ouzh ar gaou. Endalc'h surentez (RGPD, mell. 32).", "Finding out who did what, and stopping abuse. Duty of security (GDPR, art. 32).";
    security_what: "Une ligne par acte important (quel compte, quoi, quand), sans nom ni adresse, et jamais pour un vote. Des essais comptés sous une empreinte du réseau ou du compte.", "Ul linenn dre ober pouezus (peseurt kont, petra, pegoulz), hep anv na chomlec'h, ha morse evit ur vot. Taolioù-esae kontet dindan ur roud eus ar rouedad pe ar gont.", "A line for each act that matters (which account, what, when), without name or address, and never for a vote. Attempts counted under a fingerprint of the network or the account.";
    security_long: "Essais\u{a0}: {attempt}. Les lignes restent, sous un numéro de compte qui ne dit plus rien une fois le compte fermé.", "Taolioù-esae: {attempt}. Chom a ra al linennoù, dindan un niverenn gont na lavar netra ken ur wech serret ar gont.", "Attempts: {attempt}. The lines stay, under an account number that says nothing any more once the account is closed.";
    security_who: "La personne pour ce qui la concerne, et qui a accès à la machine.", "An den evit ar pezh a sell outi, hag an hini a c'hall mont war ar mekanik.", "The person for what concerns her, and whoever has access to the machine.";

    minutes: "{n}\u{a0}minutes", "{n} munutenn", "{n}\u{a0}minutes";
    hours: "{n}\u{a0}heures", "{n} eurvezh", "{n}\u{a0}hours";
    day: "un jour", "un devezh", "one day";
    days: "{n}\u{a0}jours", "{n} devezh", "{n}\u{a0}days";
    years: "{n}\u{a0}ans", "{n} bloaz", "{n}\u{a0}years";
}

/// Name, why, what, until when, who.
#[must_use]
pub fn told(lang: Lang, processing: P) -> [&'static str; 5] {
    let of = match processing {
        P::Account => [
            account_name,
            account_why,
            account_what,
            account_long,
            account_who,
        ],
        P::SignIn => [
            sign_in_name,
            sign_in_why,
            sign_in_what,
            sign_in_long,
            sign_in_who,
        ],
        P::Participation => [
            participation_name,
            participation_why,
            participation_what,
            participation_long,
            participation_who,
        ],
        P::Vote => [vote_name, vote_why, vote_what, vote_long, vote_who],
        P::Keys => [keys_name, keys_why, keys_what, keys_long, keys_who],
        P::Roll => [roll_name, roll_why, roll_what, roll_long, roll_who],
        P::TownHall => [
            town_hall_name,
            town_hall_why,
            town_hall_what,
            town_hall_long,
            town_hall_who,
        ],
        P::Mail => [mail_name, mail_why, mail_what, mail_long, mail_who],
        P::Security => [
            security_name,
            security_why,
            security_what,
            security_long,
            security_who,
        ],
    };
    of.map(|sentence| sentence(lang))
}
