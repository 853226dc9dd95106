//! Sentences of one process at the desk, of an answer and of a project.

use crate::texts::Lang;
use civic::proposal::State;

texts! {
    calendar: "Étapes", "Pazennoù", "Steps";
    open_now: "Ouvrir maintenant", "Digeriñ bremañ", "Open now";
    close_now: "Clore maintenant", "Serriñ bremañ", "Close now";
    edit: "Modifier", "Kemmañ", "Change";
    opens_vote: "Dès l’ouverture du vote, les projets du bulletin, leurs coûts et les règles ne changent plus. Projets sur le bulletin\u{a0}: {n}.", "Adalek digoradur ar vot, raktresoù ar paper, o c'houstoù hag ar reolennoù ne gemmont ket ken. Raktresoù war ar paper: {n}.", "Once the vote is open, the projects on the ballot, their costs and the rules no longer change. Projects on the ballot: {n}.";
    empty_ballot: "Le bulletin est vide\u{a0}: aucune proposition n’est recevable et chiffrée. N’ouvrez pas encore le vote.", "Goullo eo ar paper-mouezhiañ: n'eus kinnig ebet degemeret ha priziet. Na zigorit ket ar vot c'hoazh.", "The ballot is empty: no proposal is admitted with a cost. Do not open the vote yet.";
    confirm_close: "Clore maintenant\u{a0}: {phase}\u{a0}?", "Serriñ bremañ: {phase}?", "Close now: {phase}?";
    confirm_end: "C’était annoncé jusqu’au {date}.", "Kemennet e oa betek an {date}.", "It was announced until {date}.";
    confirm_close_text: "Une étape close ne se rouvre pas\u{a0}: plus personne ne pourra y prendre part.", "Ur bazenn serret ne vez ket digoret en-dro: den ne c'hallo kemer perzh enni ken.", "A closed step does not open again: nobody will be able to take part in it any more.";
    confirm_close_do: "Clore\u{a0}: {phase}", "Serriñ: {phase}", "Close: {phase}";
    confirm_open: "Ouvrir maintenant\u{a0}: {phase}\u{a0}?", "Digeriñ bremañ: {phase}?", "Open now: {phase}?";
    confirm_start: "C’était annoncé à partir du {date}.", "Kemennet e oa adalek an {date}.", "It was announced from {date}.";
    confirm_open_text: "Tout le monde verra aussitôt que cette étape a commencé. Une étape ouverte garde sa date d’ouverture.", "Pep hini a welo diouzhtu ez eo kroget ar bazenn-mañ. Ur bazenn digor a zalc'h he deiziad digeriñ.", "Everybody will see at once that this step has begun. An open step keeps its opening date.";
    confirm_open_vote: "Dès l’ouverture, chacun peut voter. Les projets, leurs coûts, les règles et ce qui sera fait du résultat ne changent plus.", "Kerkent ha digoret e c'hall pep hini mouezhiañ. Ar raktresoù, o c'houstoù, ar reolennoù hag ar pezh a vo graet gant an disoc'h ne gemmont ket ken.", "Once it is open, everybody can vote. The projects, their costs, the rules and what will be done with the result no longer change.";
    confirm_open_do: "Ouvrir\u{a0}: {phase}", "Digeriñ: {phase}", "Open: {phase}";
    confirm_closes: "L’étape ouverte sera close au même instant\u{a0}: {phase}.", "Serret e vo er memes koulz ar bazenn digor: {phase}.", "The open step will be closed at the same instant: {phase}.";
    confirm_title: "Clore le vote\u{a0}?", "Serriñ ar vot?", "Close the vote?";
    confirm_text: "C’est définitif\u{a0}: plus personne ne pourra voter ni changer son bulletin, et le dépouillement se fait aussitôt. Un vote clos ne se rouvre pas.", "Evit mat eo: den ne c'hallo ken votiñ na cheñch e baper, ha kontet e vo ar mouezhioù diouzhtu. Ur vot serret ne vez ket digoret en-dro.", "This is final: nobody will be able to vote or change a ballot, and the count follows at once. A closed vote does not reopen.";
    confirm_until: "Le vote était annoncé jusqu’au {date}.", "Kemennet e oa ar vot betek an {date}.", "The vote was announced until {date}.";
    confirm_do: "Clore le vote définitivement", "Serriñ ar vot da vat", "Close the vote for good";
    phase_conflict: "Cette étape ne peut plus être ouverte ou close ainsi\u{a0}: son état a changé. Voici où elle en est.", "Ne c'hall ket ar bazenn-mañ bezañ digoret pe serret evel-se ken: cheñchet eo he stad. Setu pelec'h emañ.", "This step can no longer be opened or closed this way: its state has changed. Here is where it stands.";
    numbers: "En chiffres", "E sifroù", "In numbers";
    n_proposals: "propositions", "kinnig", "proposals";
    n_to_answer: "sans réponse", "hep respont", "without an answer";
    n_supports: "soutiens", "harp", "supports";
    n_comments: "commentaires", "evezhiadenn", "comments";
    n_on_ballot: "sur le bulletin", "war ar paper", "on the ballot";
    result: "Résultat", "Disoc'h", "Result";
    result_voters: "votants", "voter", "voters";
    result_funded: "projets financés", "raktres arc'hantaouet", "projects funded";
    result_spent: "attribués", "roet", "spent";
    result_see: "Voir le résultat complet", "Gwelet an disoc'h klok", "See the full result";
    proposals: "Propositions", "Kinnigoù", "Proposals";
    filter: "Afficher", "Diskouez", "Show";
    all: "Toutes", "An holl", "All";
    filter_submitted: "Sans réponse", "Hep respont", "Without an answer";
    filter_admitted: "Recevables", "Degemeret", "Admitted";
    filter_refused: "Non retenues", "Nac'het", "Not admitted";
    filter_withdrawn: "Retirées", "Tennet", "Withdrawn";
    filter_selected: "Financées", "Arc'hantaouet", "Funded";
    filter_not_selected: "Non financées", "N'int ket arc'hantaouet", "Not funded";
    none: "Elles apparaîtront dès qu’une personne en dépose une.", "War wel e teuint kerkent ha lakaet unan gant unan bennak.", "They will appear as soon as someone makes one.";
    none_state: "Aucune proposition n’est dans cet état.", "N'eus kinnig ebet er stad-se.", "No proposal is in this state.";
    start_answering: "Répondre à la première", "Respont d'an hini gentañ", "Answer the first one";
    pick: "Choisissez une proposition dans la liste pour la lire et y répondre.", "Dibabit ur c'hinnig er roll evit lenn ha respont.", "Choose a proposal in the list to read and answer it.";
    projects: "Projets", "Raktresoù", "Projects";
    last_news: "Dernière nouvelle\u{a0}: {date}", "Keloù diwezhañ: {date}", "Last news: {date}";
    no_news: "Aucune nouvelle publiée", "Keloù ebet embannet", "No news published";
    beside: "À répondre", "Da respont", "To answer";
    all_of_process: "Toutes les propositions", "An holl ginnigoù", "All proposals";
    author: "Déposée par", "Lakaet gant", "Made by";
    made_on: "Déposée le", "Lakaet d'an", "Made on";
    theme: "Thème", "Tem", "Theme";
    district: "Quartier", "Karter", "District";
    cost_said: "Coût", "Koust", "Cost";
    supports: "Soutiens", "Harpoù", "Supports";
    comments: "Commentaires", "Evezhiadennoù", "Comments";
    the_text: "La proposition", "Ar c'hinnig", "The proposal";
    answer_title: "Votre réponse", "Ho respont", "Your answer";
    answer_given: "Réponse donnée le {date}. Vous pouvez la corriger.", "Respont roet d'an {date}. Gallout a rit reizhañ anezhañ.", "Answer given on {date}. You can correct it.";
    answer_frozen: "Le vote a commencé\u{a0}: la décision et le coût ne changent plus pour ce qui est sur le bulletin. Le texte de la réponse peut encore être corrigé.", "Kroget eo ar vot: an diviz hag ar c'houst ne gemmont ket ken evit ar pezh a zo war ar paper. Testenn ar respont a c'hall c'hoazh bezañ reizhet.", "The vote has begun: decision and cost no longer change for what is on the ballot. The text of the answer can still be corrected.";
    answer_over: "Cette proposition ne se modifie plus.", "Ne c'haller ket mui kemmañ ar c'hinnig-mañ.", "This proposal can no longer be changed.";
    answer_public: "Réponse publiée", "Respont embannet", "Published answer";
    decision: "Décision", "Diviz", "Decision";
    admit: "Recevable", "Degemeret", "Admitted";
    admit_vote: "Elle sera sur le bulletin de vote.", "War ar paper-mouezhiañ e vo.", "It will be on the ballot.";
    admit_plain: "La mairie y donne suite.", "An ti-kêr a ra war he lerc'h.", "The town hall takes it up.";
    refuse: "Non retenue", "Nac'het", "Not admitted";
    refuse_hint: "La raison est publiée sous la proposition.", "Embannet eo an abeg dindan ar c'hinnig.", "The reason is published under the proposal.";
    cost: "Coût estimé, en euros", "Koust priziet, en euroioù", "Estimated cost, in euros";
    cost_hint: "Demandé pour une proposition recevable. Par exemple 9\u{a0}500", "Goulennet evit ur c'hinnig degemeret. Da skouer 9\u{a0}500", "Needed for an admitted proposal. For example 9 500";
    answer: "Réponse de la mairie", "Respont an ti-kêr", "Answer of the town hall";
    answer_hint: "Publiée telle quelle. Une ligne vide sépare deux paragraphes, un tiret en début de ligne fait une liste, **deux étoiles** de chaque côté mettent en gras.", "Embannet evel m'emañ. Ul linenn c'houllo a zispart daou rannbennad, un tired e penn al linenn a ra ur roll, **div steredenn** eus pep tu a laka e tev.", "Published as it is. An empty line separates two paragraphs, a hyphen at the start of a line makes a list, **two stars** on each side make bold.";
    answer_do: "Enregistrer la réponse", "Enrollañ ar respont", "Save the answer";
    answer_conflict: "Votre réponse n’est pas enregistrée", "N'eo ket enrollet ho respont", "Your answer is not saved";
    answer_changed: "La proposition ou sa réponse a changé pendant que vous écriviez. Relisez-la\u{a0}; ce que vous avez écrit est gardé, enregistrez de nouveau s’il convient toujours.", "Cheñchet eo ar c'hinnig pe e respont e-pad ma skrivec'h. Adlennit; dalc'het eo ar pezh hoc'h eus skrivet, enrollit en-dro mar deo mat c'hoazh.", "The proposal or its answer changed while you were writing. Read it again; what you wrote is kept, save again if it still holds.";
    answer_blocked: "Le vote a commencé ou la proposition est déjà décidée\u{a0}: ce changement n’est plus possible. Ce que vous avez écrit est gardé.", "Kroget eo ar vot pe divizet eo dija diwar-benn ar c'hinnig: n'haller ket mui ober ar c'hemm-se. Dalc'het eo ar pezh hoc'h eus skrivet.", "The vote has begun or the proposal is already decided: this change is no longer possible. What you wrote is kept.";
    no_decision: "Choisissez une décision.", "Dibabit un diviz.", "Choose a decision.";
    cost_beyond: "C’est plus que tout le budget de la démarche\u{a0}: ce projet ne pourrait jamais être choisi.", "Muioc'h eget holl vudjed an argerzh eo: ne c'hallfe ket ar raktres-se bezañ dibabet biken.", "This is more than the whole budget of the process: such a project could never be chosen.";
    no_cost: "Indiquez le coût\u{a0}: sans lui, la proposition ne peut pas être sur le bulletin.", "Roit ar c'houst: hep-se ne c'hall ket ar c'hinnig bezañ war ar paper.", "Give the cost: without it the proposal cannot be on the ballot.";
    no_reason: "Dites pourquoi elle n’est pas retenue, en quelques mots au moins.", "Lavarit perak n'eo ket degemeret, e nebeut gerioù da vihanañ.", "Say why it is not admitted, in a few words at least.";
    open_project: "Ouvrir le projet", "Digeriñ ar raktres", "Open the project";
    open_project_text: "Un projet a sa page publique\u{a0}: vous y donnez des nouvelles jusqu’à la réalisation.", "Ur raktres en deus e bajenn foran: reiñ a rit keleier enni betek ar sevel.", "A project has its public page: you give news there until it is done.";
    project_none: "Cette proposition ne peut pas devenir un projet maintenant\u{a0}: elle doit d’abord être financée par le vote, ou recevable s’il n’y a pas de vote.", "Ne c'hall ket ar c'hinnig-mañ dont da vezañ ur raktres bremañ: ret eo dezhañ bezañ dibabet gant ar vot da gentañ, pe degemeret ma n'eus vot ebet.", "This proposal cannot become a project now: it must first be selected by the vote, or admitted when there is no vote.";
    see_project: "Suivre le projet", "Heuliañ ar raktres", "Follow the project";
    see_proposal: "Voir la proposition", "Gwelet ar c'hinnig", "See the proposal";
    news: "Nouvelles publiées", "Keleier embannet", "News published";
    news_none: "Rien encore. La première nouvelle peut être toute simple\u{a0}: «\u{a0}Le projet est inscrit au budget\u{a0}».", "Netra c'hoazh. Simpl-tre e c'hall bezañ ar c'heloù kentañ: \"Emañ ar raktres er budjed\".", "Nothing yet. The first news can be very simple: \"The project is in the budget\".";
    news_add: "Publier une nouvelle", "Embann ur c'heloù", "Publish news";
    news_title: "Ce qui s’est passé", "Ar pezh a zo bet", "What happened";
    news_title_hint: "Par exemple «\u{a0}Les travaux commencent lundi\u{a0}».", "Da skouer \"Kregiñ a raio al labourioù dilun\".", "For example \"Works start on Monday\".";
    news_body: "En quelques mots", "E nebeut gerioù", "In a few words";
    news_status: "Où en est le projet", "Pelec'h emañ ar raktres", "Where the project stands";
    news_do: "Publier", "Embann", "Publish";
}

/// The proposals that stand in a state.
#[must_use]
pub fn those(lang: Lang, state: State) -> &'static str {
    match state {
        State::Submitted => filter_submitted(lang),
        State::Admitted => filter_admitted(lang),
        State::Refused => filter_refused(lang),
        State::Withdrawn => filter_withdrawn(lang),
        State::Selected => filter_selected(lang),
        State::NotSelected => filter_not_selected(lang),
    }
}
