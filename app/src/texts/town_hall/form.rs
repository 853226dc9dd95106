//! Sentences of the form of a process.

use crate::texts::{Lang, error as e, fill};
use civic::field::FieldError;
use civic::process::Template;

texts! {
    choose_title: "Quelle démarche voulez-vous ouvrir\u{a0}?", "Peseurt intrudu ho peus c'hoant da zigeriñ?", "Which process do you want to open?";
    choose_lead: "Le modèle fixe les étapes. Vous réglez ensuite le nom, les dates et les règles.", "Ar patrom a ro ar pazennoù. Goude-se e reizhit an anv, an deiziadoù hag ar reolennoù.", "The template sets the steps. You then set the name, the dates and the rules.";
    compare: "Comparer les modèles", "Keñveriañ ar patromoù", "Compare the templates";
    choose_this: "Choisir ce modèle", "Dibab ar patrom-mañ", "Choose this template";
    choose_other: "Choisir un autre modèle", "Dibab ur patrom all", "Choose another template";
    steps: "Étapes", "Pazennoù", "Steps";
    for_budget: "Les habitants proposent des projets et votent\u{a0}; la commune réalise ceux qui l’emportent, dans la limite d’un budget.", "An annezidi a ginnig raktresoù hag a vouezh; ar gumun a sevel ar re drec'h, e bevenn ur budjed.", "Residents propose projects and vote; the commune carries out the winners, within a budget.";
    for_concertation: "La mairie demande l’avis de tous sur un sujet, échange, puis répond point par point. Sans vote.", "An ti-kêr a c'houlenn ali an holl diwar-benn un danvez, a eskemm, hag a respont poent ha poent. Hep vot.", "The town hall asks everybody about a subject, discusses, then answers point by point. No vote.";
    for_petition: "Les habitants portent une demande et la signent\u{a0}; la mairie répond. Vous annoncez combien de signatures il faut.", "An annezidi a ra ur goulenn hag a sin anezhañ; an ti-kêr a respont. Embann a rit pet sinadur zo ezhomm.", "Residents make a request and sign it; the town hall answers. You say how many signatures are needed.";
    new_title: "Nouvelle démarche\u{a0}: {kind}", "Intrudu nevez: {kind}", "New process: {kind}";
    new_lead: "Elle sera visible par tout le monde dès que vous la créez. Les règles et les dates sont préremplies\u{a0}: gardez ce qui convient.", "Gwelet e vo gant an holl kerkent ha krouet. Rakleuniet eo ar reolennoù hag an deiziadoù: dalc'hit ar pezh a zo mat.", "Everybody will see it as soon as you create it. Rules and dates are filled in: keep what suits you.";
    edit_title: "Modifier la démarche", "Kemmañ an intrudu", "Change the process";
    edit_lead: "Les textes se corrigent à tout moment. Les règles du vote ne changent plus une fois le vote ouvert.", "An testennoù a c'haller reizhañ da bep mare. Reolennoù ar vot ne gemmont ket ken ur wech digor ar vot.", "Texts can be corrected at any time. The rules of the vote no longer change once the vote is open.";
    begun: "Le vote a commencé\u{a0}: ce qui sera fait du résultat, le budget, le bulletin, le décompte, les personnes admises à voter et la publication des bulletins ne changent plus.", "Kroget eo ar vot: ar pezh a vo graet gant an disoc'h, ar budjed, ar paper, ar gontadeg, an dud a c'hall votiñ hag embannadur ar paperioù ne gemmont ket ken.", "The vote has begun: what will be done with the result, the budget, the ballot, the count, who may vote and the publication of ballots no longer change.";
    conflict: "Ces changements ne sont plus possibles", "N'haller ket ken ober ar c'hemmoù-se", "These changes are no longer possible";
    changed: "Cette démarche a été modifiée entre-temps", "Kemmet eo bet an intrudu-mañ e-keit-se", "This process was changed meanwhile";
    changed_text: "Quelqu’un d’autre l’a enregistrée après l’ouverture de ce formulaire. Rien n’a été écrasé\u{a0}: comparez, puis enregistrez de nouveau pour garder ce que vous avez saisi ci-dessous.", "Unan bennak all en deus e enrollet goude ma oa bet digoret ar furmskrid-mañ. N'eus bet diverket netra: keñveriit, ha neuze enrollit en-dro evit derc'hel ar pezh hoc'h eus skrivet amañ dindan.", "Someone else saved it after this form was opened. Nothing was overwritten: compare, then save again to keep what you typed below.";
    changed_see: "Voir la démarche telle qu’elle est (nouvel onglet)", "Gwelet an intrudu evel m'emañ (ivinell nevez)", "See the process as it stands (new tab)";
    conflict_text: "Les règles d’un vote commencé ne changent plus, une étape commencée garde sa date d’ouverture, et une étape terminée garde ses deux dates. Rien n’a été enregistré\u{a0}; ce que vous avez saisi est gardé ci-dessous.", "Reolennoù ur vot kroget ne gemmont ket ken, ur bazenn kroget a zalc'h he deiziad digeriñ, hag ur bazenn echu a zalc'h he daou zeiziad. N'eus bet enrollet netra; ar pezh hoc'h eus skrivet a zo dalc'het amañ dindan.", "The rules of a vote that has begun no longer change, a step that has begun keeps its opening date, and a finished step keeps both its dates. Nothing was saved; what you typed is kept below.";
    part_words: "Présentation", "Kinnig", "Presentation";
    part_money: "Budget et vote", "Budjed ha vot", "Budget and vote";
    part_petition: "Signatures", "Sinadurioù", "Signatures";
    part_dates: "Calendrier", "Deiziataer", "Dates";
    dates_hint: "Heure de Paris. Vous pourrez aussi ouvrir ou clore une étape d’un bouton.", "Eur Pariz. Gallout a reot ivez digeriñ pe serriñ ur bazenn gant ur bouton.", "Paris time. You can also open or close a step with a button.";
    name: "Nom de la démarche", "Anv an intrudu", "Name of the process";
    name_hint: "Par exemple «\u{a0}Budget participatif 2027\u{a0}».", "Da skouer \"Budjed perzhiañ 2027\".", "For example \"Participatory budget 2027\".";
    summary: "En une ou deux phrases", "En ur frazenn pe ziv", "In one or two sentences";
    summary_hint: "Ce que les gens liront en premier\u{a0}: de quoi il s’agit et pour qui. Au moins 20 caractères.", "Ar pezh a vo lennet da gentañ: eus petra emañ ar c'hoari hag evit piv. 20 arouezenn da nebeutañ.", "What people read first: what it is about and for whom. At least 20 characters.";
    promise: "Ce qui sera fait du résultat", "Petra a vo graet gant an disoc'h", "What will be done with the result";
    promise_hint: "Dites-le avant de connaître le résultat\u{a0}: qui décide, et quand.", "Lavarit an dra-se a-raok anavezout an disoc'h: piv a ziviz, ha pegoulz.", "Say it before the result is known: who decides, and when.";
    budget: "Budget à répartir, en euros", "Budjed da rannañ, en euroioù", "Budget to share out, in euros";
    budget_hint: "Par exemple 120\u{a0}000", "Da skouer 120\u{a0}000", "For example 120 000";
    ballot: "Ce que chacun choisit", "Ar pezh a zibab pep hini", "What each person chooses";
    up_to: "Un nombre limité de projets", "Un niver bevennet a raktresoù", "A limited number of projects";
    up_to_hint: "Simple à comprendre\u{a0}: «\u{a0}choisissez jusqu’à 3 projets\u{a0}».", "Aes da gompren: \"dibabit betek 3 raktres\".", "Easy to understand: \"choose up to 3 projects\".";
    within_budget: "Autant de projets que le budget le permet", "Kement a raktresoù ha ma aotre ar budjed", "As many projects as the budget allows";
    within_budget_hint: "Chacun compose sa liste sans dépasser le budget\u{a0}; le coût compte.", "Pep hini a ra e roll hep mont en tu all d'ar budjed; ar c'houst a gont.", "Each person makes a list within the budget; cost matters.";
    max_choices: "Nombre de projets par personne, au plus", "Niver a raktresoù dre zen, d'ar muiañ", "Projects per person, at most";
    max_choices_hint: "Ne sert que pour un nombre limité de projets.", "Implijet hepken evit un niver bevennet a raktresoù.", "Only used for a limited number of projects.";
    rule: "Comment les votes sont comptés", "Penaos e vez kontet ar mouezhioù", "How votes are counted";
    equal_shares: "Parts égales (recommandé)", "Lodennoù ingal (erbedet)", "Equal shares (recommended)";
    equal_shares_hint: "Chaque bulletin reçoit la même part du budget, dépensée seulement pour les projets qu’il choisit\u{a0}: les petits quartiers comptent aussi.", "Pep paper a resev an hevelep lodenn eus ar budjed, dispignet hepken evit ar raktresoù dibabet gantañ: ar c'harterioù bihan a gont ivez.", "Each ballot gets the same share of the budget, spent only on the projects it chooses: small districts count too.";
    greedy_votes: "Le plus de voix", "Ar muiañ a vouezhioù", "Most votes";
    greedy_votes_hint: "Les projets passent du plus au moins choisi tant que l’argent suffit\u{a0}; un projet trop cher est sauté.", "Ar raktresoù a dremen eus ar muiañ d'an nebeutañ dibabet tra ma chom arc'hant; ur raktres re ger a vez lammet.", "Projects pass from most to least chosen while money lasts; one that costs too much is skipped.";
    greedy_votes_per_euro: "Le plus de voix par euro", "Ar muiañ a vouezhioù dre euro", "Most votes per euro";
    greedy_votes_per_euro_hint: "Les projets très choisis et peu chers passent d’abord\u{a0}: plus de projets, plus petits.", "Ar raktresoù dibabet-mat ha marc'had-mat a dremen da gentañ: muioc'h a raktresoù, bihanoc'h.", "Much chosen and cheap projects pass first: more projects, smaller ones.";
    urn: "Comment les bulletins sont gardés", "Penaos e vez miret ar bilhedoù", "How ballots are kept";
    ordinary: "Urne ordinaire", "Boest voutin", "Ordinary ballot box";
    ordinary_hint: "Sans nom, mais lisible par qui administre la machine pendant le vote. Rien à préparer.", "Hep anv, met lennus gant an neb a verour ar mekanik e-pad ar vouezhiadeg. Netra da brientiñ.", "Without a name, but readable by whoever administers the machine during the vote. Nothing to prepare.";
    sealed_server: "Urne scellée, codes de vote faits par le serveur", "Boest siellet, kodoù mouezhiañ graet gant ar servijer", "Sealed ballot box, voting codes made by the server";
    sealed_server_hint: "Chaque bulletin est chiffré sur l’appareil\u{a0}; seule la somme est ouverte, par plusieurs dépositaires ensemble. Pour un enjeu faible\u{a0}: le serveur pourrait voter à la place d’abstentionnistes.", "Sifret e vez pep bilhed war an ardivink; ar sammad hepken a vez digoret, gant meur a zalc'her asambles. Evit ur vouezhiadeg dister: gallout a rafe ar servijer mouezhiañ e lec'h an dud na vouezhont ket.", "Each ballot is encrypted on the device; only the sum is opened, by several trustees together. For low stakes: the server could vote for those who stay away.";
    sealed_phone: "Urne scellée, codes de vote faits sur les téléphones", "Boest siellet, kodoù mouezhiañ graet war ar pellgomzerioù", "Sealed ballot box, voting codes made on phones";
    sealed_phone_hint: "Le serveur ne connaît pas les codes. Mais chacun doit préparer le sien avant l’ouverture.", "N'anavez ket ar servijer ar c'hodoù. Met ret eo da bep hini prientiñ e hini a-raok an digoradur.", "The server does not know the codes. But everybody must prepare theirs before the opening.";
    sealed_letter: "Urne scellée, codes de vote envoyés par lettre", "Boest siellet, kodoù mouezhiañ kaset dre lizher", "Sealed ballot box, voting codes sent by letter";
    sealed_letter_hint: "Le plus sûr\u{a0}: une personne de confiance fait les codes sur son appareil et les poste. Comptez deux semaines.", "An surañ: un den a fiziañs a ra ar c'hodoù war e ardivink hag a gas anezho dre ar post. Kontit div sizhun.", "The safest: a trusted person makes the codes on her device and posts them. Allow two weeks.";
    sealed_limits: "Une urne scellée ne donne que des sommes\u{a0}: elle va avec «\u{a0}le plus de voix\u{a0}» et «\u{a0}le plus de voix par euro\u{a0}», et un nombre limité de projets par personne. 200 projets au plus\u{a0}: sceller et envoyer prend alors moins de dix secondes sur un téléphone lent, et 150\u{a0}ko\u{a0}; avec 20, une seconde environ.", "Ur voest siellet ne ro nemet sammadoù: mont a ra gant \"ar muiañ a vouezhioù\" ha \"ar muiañ a vouezhioù dre euro\", ha gant un niver bevennet a raktresoù dre zen. 200 raktres d'ar muiañ: neuze e pad ar sielliñ hag ar c'has nebeutoc'h eget dek eilenn war ur pellgomzer gorrek, ha 150\u{a0}ke; gant 20, un eilenn pe war-dro.", "A sealed ballot box gives sums only: it goes with \"most votes\" and \"most votes per euro\", and a limited number of projects per person. At most 200 projects: sealing and sending then takes less than ten seconds on a slow phone, and 150\u{a0}kB; with 20, about a second.";
    bad_urn: "Une urne scellée ne va pas avec cette façon de compter, ou avec un bulletin limité par le budget. Choisissez «\u{a0}le plus de voix\u{a0}» et un nombre limité de projets, ou l’urne ordinaire.", "Ne ya ket ur voest siellet gant an doare kontañ-se, pe gant ur paper bevennet gant ar budjed. Dibabit \"ar muiañ a vouezhioù\" hag un niver bevennet a raktresoù, pe ar voest voutin.", "A sealed ballot box does not go with this way of counting, or with a ballot limited by the budget. Choose \"most votes\" and a limited number of projects, or the ordinary ballot box.";
    level: "Qui peut voter", "Piv a c'hall votiñ", "Who may vote";
    mailbox: "Toute personne qui a une adresse e-mail", "Kement den en deus ur chomlec'h postel", "Anyone with an e-mail address";
    mailbox_hint: "Le plus ouvert. Mais une personne qui a plusieurs adresses peut voter plusieurs fois.", "An digorañ. Met un den gant meur a chomlec'h a c'hall votiñ meur a wech.", "The most open. But a person with several addresses can vote several times.";
    identified: "Les personnes dont l’identité est vérifiée", "An dud gwiriet o identelezh", "People whose identity is verified";
    identified_hint: "Une personne, un vote, où qu’elle habite. Chacun entre avec FranceConnect, ou passe une fois à l’accueil avec une pièce d’identité.", "Un den, ur vot, ne vern pelec'h emañ o chom. Pep hini a ya e-barzh gant FranceConnect, pe a dremen ur wech en degemer gant ur paper-identelezh.", "One person, one vote, wherever she lives. Everyone enters with FranceConnect, or comes once to the desk with an identity document.";
    resident: "Les personnes vérifiées par la mairie", "An dud gwiriet gant an ti-kêr", "People verified by the town hall";
    resident_hint: "Une personne, un vote. Chacun doit d’abord passer à l’accueil de la mairie.", "Un den, ur vot. Pep hini a rank mont da gentañ da zegemer an ti-kêr.", "One person, one vote. Everyone must first come to the town hall desk.";
    elector: "Les personnes inscrites sur la liste électorale", "An dud enskrivet war roll an dilennerien", "People on the electoral roll";
    elector_hint: "Reconnues par FranceConnect, ou à l’accueil sur une pièce d’identité. Il faut d’abord apporter la liste (Mairie, Liste électorale).", "Anavezet gant FranceConnect, pe en degemer diwar ur paper-identelezh. Ret eo degas ar roll da gentañ (Ti-kêr, Roll an dilennerien).", "Recognised by FranceConnect, or at the desk by an identity document. The roll must be brought first (Town hall, Electoral roll).";
    goal: "Signatures demandées", "Sinadurioù goulennet", "Signatures wanted";
    goal_hint: "À ce nombre, la mairie s’engage à répondre.", "Adalek an niver-se e respont an ti-kêr, hervez e bromesa.", "At this number, the town hall commits to answer.";
    categories: "Thèmes, un par ligne", "Temoù, unan dre linenn", "Themes, one a line";
    categories_hint: "Par exemple École, Nature, Mobilités. Sans thème, laissez vide.", "Da skouer Skol, Natur, Mont ha dont. Lezit goullo ma n'eus tem ebet.", "For example School, Nature, Mobility. Leave empty for none.";
    published: "Publier les bulletins anonymes après le vote", "Embann ar paperioù-mouezhiañ dizanv goude ar vot", "Publish the anonymous ballots after the vote";
    published_hint: "N’importe qui pourra refaire le décompte. Ni nom, ni heure, dans un ordre tiré au sort, et seulement à partir de 50 votants. C’est annoncé dès maintenant et ne change plus une fois le vote ouvert.", "Forzh piv a c'hallo kontañ en-dro. Nag anv nag eur, en un urzh tennet d'ar sord, ha hepken adalek 50 voter. Kemennet eo bremañ ha ne gemm ket ken ur wech digor ar vot.", "Anyone can redo the count. No name, no time, in a drawn order, and only from 50 voters on. It is announced now and no longer changes once the vote is open.";
    published_group: "Données ouvertes", "Roadennoù digor", "Open data";
    opens: "{phase}\u{a0}: ouverture", "{phase}: digeriñ", "{phase}: opening";
    closes: "{phase}\u{a0}: clôture", "{phase}: serriñ", "{phase}: close";
    create: "Créer la démarche", "Krouiñ an intrudu", "Create the process";
    bad_choice: "Choisissez une des réponses.", "Dibabit unan eus ar respontoù.", "Choose one of the answers.";
    bad_date: "Indiquez un jour et une heure.", "Roit un deiz hag un eur.", "Give a day and a time.";
    bad_past: "Cette date est déjà passée. Pour clore tout de suite, utilisez le bouton «\u{a0}Clore maintenant\u{a0}».", "Tremenet eo an deiziad-se. Evit serriñ diouzhtu, implijit ar bouton \"Serriñ bremañ\".", "This date has already passed. To close at once, use the \"Close now\" button.";
    bad_order_closes: "La clôture doit venir après l’ouverture.", "Ret eo serriñ goude bezañ digoret.", "The close must come after the opening.";
    bad_order_opens: "Une étape ne peut pas s’ouvrir avant la clôture de la précédente.", "Ur bazenn ne c'hall ket digeriñ a-raok ma vefe serret an hini a-raok.", "A step cannot open before the one before has closed.";
    bad_money: "Écrivez une somme en euros, par exemple 120\u{a0}000.", "Skrivit ur somm en euroioù, da skouer 120\u{a0}000.", "Write an amount in euros, for example 120 000.";
    bad_zero: "Il faut un montant au-dessus de zéro.", "Ret eo kaout ur somm uheloc'h eget mann.", "The amount must be above zero.";
    bad_number: "Écrivez un nombre entier, par exemple {n}.", "Skrivit un niver klok, da skouer {n}.", "Write a whole number, for example {n}.";
    bad_choices_range: "Entre 1 et 100 projets.", "Etre 1 ha 100 raktres.", "Between 1 and 100 projects.";
    bad_category_used: "Une proposition utilise un thème que vous retirez. Remettez-le dans la liste.", "Ur c'hinnig a implij un tem a dennit. Adlakait anezhañ er roll.", "A proposal uses a theme you are removing. Put it back in the list.";
    bad_category_many: "Au plus 30 thèmes.", "D'ar muiañ 30 tem.", "At most 30 themes.";
}

/// What a kind of process is for.
#[must_use]
pub fn purpose(lang: Lang, template: Template) -> &'static str {
    match template {
        Template::ParticipatoryBudget => for_budget(lang),
        Template::Concertation => for_concertation(lang),
        Template::Petition => for_petition(lang),
    }
}

/// What to mend in one field of this form, in its own words where the usual ones would not help.
#[must_use]
pub fn mend(lang: Lang, name: &str, error: &FieldError) -> String {
    use FieldError as F;
    let date = name.starts_with("opens_") || name.starts_with("closes_");
    let own = match (name, error) {
        ("urn", F::Unfit) => bad_urn(lang),
        ("ballot" | "rule" | "urn" | "level_to_vote", _) => bad_choice(lang),
        _ if date && matches!(error, F::TooSmall) => bad_past(lang),
        _ if date && matches!(error, F::OutOfOrder) && name.starts_with("opens_") => {
            bad_order_opens(lang)
        }
        _ if date && matches!(error, F::OutOfOrder) => bad_order_closes(lang),
        _ if date => bad_date(lang),
        ("budget" | "cost", F::TooSmall) => bad_zero(lang),
        ("budget" | "cost", F::Malformed) => bad_money(lang),
        ("max_choices", F::TooSmall | F::TooLarge) => bad_choices_range(lang),
        ("max_choices", F::Malformed) => return fill(bad_number(lang), &[("n", "3")]),
        ("support_goal", F::Malformed) => return fill(bad_number(lang), &[("n", "300")]),
        ("categories", F::Taken) => bad_category_used(lang),
        ("categories", F::TooLarge) => bad_category_many(lang),
        _ => return e::field(lang, error),
    };
    own.to_owned()
}
