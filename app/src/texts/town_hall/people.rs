//! Sentences of the desk's page about people: finding one, verifying, roles.

use crate::texts::Lang;
use civic::permission::{Level, Role};

texts! {
    title: "Personnes", "Tud", "People";
    lead: "Trouvez une personne par son adresse e-mail.", "Kavit un den dre e chomlec'h postel.", "Find a person by e-mail address.";
    email: "Adresse e-mail", "Chomlec'h postel", "E-mail address";
    email_hint: "Celle avec laquelle la personne se connecte.", "An hini implijet gant an den evit kevreañ.", "The one the person signs in with.";
    search: "Chercher", "Klask", "Search";
    paper_title: "Vote sur papier, à l’accueil", "Mouezhiañ war baper, en degemer", "Vote on paper, at the desk";
    paper_text: "Avant de remettre un bulletin de papier, cochez le nom\u{a0}: cette personne ne pourra plus voter en ligne pour ce vote, et si elle a déjà voté, elle n’a pas droit au papier.", "A-raok reiñ ur bilhed paper, askit an anv: ne c'hallo ket an den-se mouezhiañ enlinenn ken evit ar vouezhiadeg-se, ha m'en deus mouezhiet dija n'en deus ket gwir d'ar paper.", "Before handing over a paper ballot, tick the name: this person can no longer vote online in this vote, and if she has voted already, she has no right to paper.";
    paper: "Cocher\u{a0}: vote sur papier", "Askañ: mouezhiañ war baper", "Tick: votes on paper";
    on_roll: "A déjà voté", "Mouezhiet en deus dija", "Has voted already";
    paper_sure: "Est-ce bien cette personne, et est-elle devant vous\u{a0}? Une fois coché, le nom ne peut pas être décoché, et elle ne pourra plus voter en ligne.", "Hag an den-se eo, hag emañ dirazoc'h? Ur wech asket ne c'hall ket an anv bezañ diasket, ha ne c'hallo ket mouezhiañ enlinenn ken.", "Is it the right person, and is she in front of you? Once ticked, the name cannot be unticked, and she can no longer vote online.";
    paper_confirm: "Cocher et remettre un bulletin de papier", "Askañ ha reiñ ur bilhed paper", "Tick and hand over a paper ballot";
    paper_done: "Le nom est coché. Remettez le bulletin de papier.", "Asket eo an anv. Roit ar bilhed paper.", "The name is ticked. Hand over the paper ballot.";
    paper_refused: "Cette personne a déjà voté\u{a0}: elle n’a pas droit au bulletin de papier.", "Mouezhiet en deus an den-se dija: n'en deus ket gwir d'ar bilhed paper.", "This person has voted already: she has no right to a paper ballot.";
    entrusted: "Qui a un rôle", "Piv en deus ur roll", "Who has a role";
    search_other: "Chercher une autre personne", "Klask un den all", "Search for another person";
    nobody: "Aucun compte pour {who}", "Kont ebet evit {who}", "No account for {who}";
    nobody_create: "Vérifiez l’adresse avec la personne. Si elle est juste, vous pouvez créer son compte\u{a0}: elle se connectera plus tard avec cette adresse.", "Gwiriit ar chomlec'h gant an den. Mar deo reizh e c'hallit krouiñ he c'hont: kevreañ a raio diwezhatoc'h gant ar chomlec'h-se.", "Check the address with the person. If it is right, you can create the account: signing in later will use this address.";
    create: "Créer le compte", "Krouiñ ar gont", "Create the account";
    created: "Le compte est créé.", "Krouet eo ar gont.", "The account is created.";
    no_email: "aucune", "hini ebet", "none";
    found: "Compte trouvé", "Kont kavet", "Account found";
    name: "Nom affiché", "Anv diskouezet", "Shown name";
    no_name: "aucun", "hini ebet", "none";
    level: "Niveau", "Live", "Level";
    level_anonymous: "Inconnue", "Dianav", "Unknown";
    level_mailbox: "Adresse e-mail seulement", "Chomlec'h postel hepken", "E-mail address only";
    level_identified: "Identité vérifiée", "Identelezh gwiriet", "Identity verified";
    level_resident: "Habitante ou habitant vérifié", "Annezad pe annezadez gwiriet", "Verified resident";
    level_elector: "Inscrite ou inscrit sur la liste électorale", "Enskrivet war roll an dilennerien", "On the electoral roll";
    unverify: "Annuler la vérification", "Nullañ ar gwiriadur", "Undo the verification";
    verify_agent_only: "Seul un agent d’accueil peut vérifier.", "N'eus nemet un implijad an degemer a c'hall gwiriañ.", "Only a desk agent can verify.";
    passkeys: "Clés d’accès", "Alc'hwezioù moned", "Passkeys";
    passkeys_text: "Une personne qui a perdu tous ses appareils ne peut plus entrer à la mairie. Retirez ses clés\u{a0}: vous aurez un code à lui remettre, avec lequel elle en créera une nouvelle.", "Un den he deus kollet he holl ardivinkoù ne c'hall ket mont en ti-kêr ken. Tennit he alc'hwezioù: ur c'hod ho po da reiñ dezhi, evit krouiñ unan nevez.", "Somebody who lost all her devices can no longer enter the town hall. Remove her passkeys: you will have a code to hand over, with which she creates a new one.";
    forget: "Retirer toutes ses clés", "Tennañ he holl alc'hwezioù", "Remove all her passkeys";
    forget_sure: "Lui avez-vous parlé de vive voix\u{a0}? Qui lit ses e-mails pourrait se faire passer pour elle. Ses appareils seront tous déconnectés.", "Ha komzet hoc'h eus outi a vouezh? An hini a lenn he fosteloù a c'hallfe kemer he lec'h. Digevreet e vo he holl ardivinkoù.", "Did you speak to her in person? Whoever reads her mails could pretend to be her. All her devices will be signed out.";
    forget_confirm: "Retirer et déconnecter", "Tennañ ha digevreañ", "Remove and sign out";
    forgotten: "Ses clés sont retirées, et ses appareils déconnectés.", "Tennet eo he alc'hwezioù, ha digevreet he ardivinkoù.", "Her passkeys are removed, and her devices signed out.";
    roles: "Rôles", "Rolloù", "Roles";
    roles_text: "Chaque rôle se donne et se retire séparément, avec effet immédiat.", "Pep roll a vez roet ha tennet a-du, diouzhtu.", "Each role is given and taken separately, at once.";
    has_role: "Oui", "Ya", "Yes";
    has_no_role: "Non", "Ket", "No";
    give: "Donner", "Reiñ", "Give";
    take: "Retirer", "Tennañ", "Take back";
    official_may: "Crée les démarches, répond aux propositions, suit les projets.", "A grou an intruduoù, a respont d'ar c'hinnigoù, a heuilh ar raktresoù.", "Creates processes, answers proposals, follows projects.";
    agent_may: "Vérifie les personnes à l’accueil.", "A wir an dud en degemer.", "Verifies people at the desk.";
    administrator_may: "Donne et retire les rôles.", "A ro hag a denn ar rolloù.", "Gives and takes roles.";
    own_role: "Vous ne pouvez pas retirer votre propre rôle d’administration\u{a0}: demandez-le à une autre personne qui l’a.", "Ne c'hallit ket tennañ ho roll merañ deoc'h-c'hwi: goulennit digant un den all en deus anezhañ.", "You cannot take back your own administrator role: ask another person who has it.";
    no_account: "Ce compte n’existe pas ou plus. Cherchez de nouveau.", "N'eus ket eus ar gont-se pe n'eus ket ken. Klaskit en-dro.", "This account does not exist, or no longer. Search again.";
}

/// A level's name.
#[must_use]
pub fn level_name(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Anonymous => level_anonymous(lang),
        Level::Mailbox => level_mailbox(lang),
        Level::Identified => level_identified(lang),
        Level::Resident => level_resident(lang),
        Level::Elector => level_elector(lang),
    }
}

/// What a role lets do.
#[must_use]
pub fn may(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Official => official_may(lang),
        Role::Agent => agent_may(lang),
        Role::Administrator => administrator_may(lang),
    }
}
