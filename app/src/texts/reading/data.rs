//! Sentences of the open-data page, the offline page and the mails of a demonstration.

texts! {
    title: "Données ouvertes", "Roadennoù digor", "Open data";
    lead: "Les résultats et les propositions, à lire ici ou à télécharger, pour vérifier, comparer, réutiliser.", "An disoc'hoù hag ar c'hinnigoù, da lenn amañ pe da bellgargañ, evit gwiriañ, keñveriañ, adimplijout.", "Results and proposals, to read here or to download, to check, compare and reuse.";
    results: "Résultats des votes", "Disoc'hoù ar mouezhiadegoù", "Results of votes";
    results_none: "Aucun vote n’a encore été compté. Le résultat et ses fichiers paraîtront ici dès la clôture du premier vote.", "N'eus bet kontet mouezhiadeg ebet c'hoazh. An disoc'h hag e restroù a vo embannet amañ kerkent ha serret ar vouezhiadeg gentañ.", "No vote has been counted yet. The result and its files will appear here when the first vote closes.";
    see_result: "Lire le résultat", "Lenn an disoc'h", "Read the result";
    result_csv: "Résultat en tableau", "An disoc'h en un daolenn", "Result as a table";
    result_json: "Résultat et étapes du compte", "An disoc'h ha pazennoù ar gont", "Result and steps of the count";
    result_pb: "Bulletins, sans nom", "Paperioù-mouezhiañ, hep anv", "Ballots, without names";
    proposals: "Propositions", "Kinnigoù", "Proposals";
    proposals_none: "Aucune proposition n’a encore été déposée. Elles pourront être téléchargées ici.", "N'eus bet lakaet kinnig ebet c'hoazh. Pellgarget e c'hallint bezañ amañ.", "No proposal has been made yet. They can be downloaded here.";
    about: "Ce que contiennent ces fichiers", "Petra a zo er restroù-mañ", "What these files hold";
    about_csv: "CSV\u{a0}: un tableau qui s’ouvre dans un tableur (séparateur\u{a0}: virgule, texte en UTF-8).", "CSV: un daolenn a zigor en ur c'haier-jediñ (disranner: skej, testenn UTF-8).", "CSV: a table that opens in a spreadsheet (comma separated, UTF-8 text).";
    about_json: "JSON\u{a0}: le résultat complet, avec chaque étape du compte, pour les programmes.", "JSON: an disoc'h klok, gant pep pazenn eus ar gont, evit ar programmoù.", "JSON: the full result, with every step of the count, for programs.";
    about_pb: "PB (format Pabulib)\u{a0}: les bulletins dans le désordre, sans nom ni heure. Seulement quand la démarche l’a annoncé avant le vote et qu’au moins 50 personnes ont voté.", "PB (furmad Pabulib): ar paperioù en dizurzh, hep anv nag eur. Nemet pa oa bet kemennet a-raok ar vouezhiadeg ha pa'z eus bet da nebeutañ 50 voter.", "PB (Pabulib format): the ballots in random order, without name or time. Only where the process announced it before the vote and at least 50 people voted.";
    about_people: "Ces fichiers ne contiennent ni nom ni adresse\u{a0}: pas d’auteur de proposition, pas de votant.", "N'eus nag anv na chomlec'h er restroù-mañ: na skridaozer kinnig, na voter.", "These files hold no name and no address: no author of a proposal, no voter.";
    about_money: "Les coûts sont en euros, les dates en temps universel (UTC).", "Ar c'houstoù a zo en euroioù, an deiziadoù en amzer hollvedel (UTC).", "Costs are in euros, dates in universal time (UTC).";
    licence: "Licence", "Aotre-implijout", "Licence";
    licence_text: "Vous pouvez réutiliser ces données, y compris pour les vendre, à condition de citer la commune et la date du fichier\u{a0}: c’est la Licence Ouverte 2.0 d’Etalab.", "Gallout a rit adimplijout ar roadennoù-mañ, zoken evit gwerzhañ, gant ma vo meneget ar gumun ha deiziad ar restr: Licence Ouverte 2.0 Etalab an hini eo.", "You may reuse this data, even commercially, provided you name the commune and the date of the file: this is Etalab’s Licence Ouverte 2.0.";
    licence_link: "Texte de la Licence Ouverte 2.0", "Testenn al Licence Ouverte 2.0 (e galleg)", "Text of the Licence Ouverte 2.0 (in French)";
    offline_title: "Vous êtes hors ligne", "Ezlinenn oc'h", "You are offline";
    offline_text: "Les pages publiques déjà lues restent disponibles. Rien ne part sans connexion\u{a0}: gardez votre page ouverte et réessayez quand elle revient.", "Ar pajennoù foran lennet dija a chom hegerz. Netra ne vez kaset hep kevreadur: dalc'hit ho pajenn digor ha klaskit en-dro pa vo deuet en-dro.", "Public pages you have already read remain available. Nothing is sent without a connection: keep your page open and try again when it is back.";
    offline_again: "Réessayer", "Klask en-dro", "Try again";
    offline_action: "Aller à l’accueil", "Mont d'an degemer", "Go to the home page";
    mails_title: "E-mails de la démonstration", "Posteloù an diskouez", "Mails of the demonstration";
    mails_lead: "Rien n’est vraiment envoyé\u{a0}: les messages arrivent ici, les plus récents d’abord.", "Netra ne vez kaset da vat: ar c'hemennadennoù a erru amañ, ar re nevesañ da gentañ.", "Nothing is really sent: messages arrive here, newest first.";
    mails_reload: "Recharger", "Adkargañ", "Reload";
    mails_none_title: "Aucun e-mail pour l’instant", "Postel ebet evit poent", "No mail yet";
    mails_none: "Demandez un code sur la page de connexion\u{a0}: il s’affichera ici en quelques secondes.", "Goulennit ur kod war ar bajenn gevreañ: diskouezet e vo amañ a-benn un nebeud eilennoù.", "Ask for a code on the sign-in page: it will show here within seconds.";
    mails_to: "À {to}", "Da {to}", "To {to}";
    mails_filter: "Adresse", "Chomlec'h", "Address";
    mails_search: "Filtrer", "Silañ", "Filter";
    mails_code: "Code", "Kod", "Code";
    mails_no_subject: "(sans objet)", "(hep danvez)", "(no subject)";
}
