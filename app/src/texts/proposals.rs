//! Sentences of the proposals: list, page, forms, comments, supports.

texts! {
    unread: "Cette demande n’a pas pu être lue.", "N'eus ket bet gallet lenn ar goulenn-se.", "This request could not be read.";
    network: "Pas de réseau : rien n’a été enregistré. Réessayez dans un instant.", "Rouedad ebet: n'eus bet enrollet netra. Klaskit en-dro a-benn ur pennadig.", "No network: nothing was saved. Try again in a moment.";

    list_title: "Les propositions", "Ar c'hinnigoù", "The proposals";
    list_lead: "Cherchez, lisez, soutenez celles qui vous plaisent.", "Klaskit, lennit, ha skoazellit ar re a blij deoc'h.", "Search, read, and support those you like.";
    propose: "Faire une proposition", "Ober ur c'hinnig", "Make a proposal";
    search: "Chercher une proposition", "Klask ur c'hinnig", "Search for a proposal";
    search_hint: "Un mot, un lieu…", "Ur ger, ul lec'h…", "A word, a place…";
    search_go: "Chercher", "Klask", "Search";
    filter: "Filtrer et trier", "Silañ ha rummañ", "Filter and sort";
    apply: "Appliquer", "Lakaat da dalvezout", "Apply";
    clear: "Tout effacer", "Diverkañ pep tra", "Clear all";
    category: "Thème", "Tem", "Topic";
    district: "Quartier", "Karter", "District";
    state: "État", "Stad", "State";
    sort: "Trier par", "Rummañ dre", "Sort by";
    any_category: "Tous les thèmes", "An holl demoù", "All topics";
    any_district: "Toute la commune", "Ar gumun a-bezh", "The whole commune";
    any_state: "Tous les états", "An holl stadoù", "All states";
    sort_newest: "Les plus récentes", "Ar re nevesañ", "Newest first";
    sort_relevance: "Les plus proches de la recherche", "Ar re dostañ d'ar c'hlask", "Closest to the search";
    sort_supported: "Les plus soutenues", "Ar re skoazelletañ", "Most supported";
    sort_random: "Au hasard", "Dre zegouezh", "At random";
    another_order: "Tirer un autre ordre", "Tennañ un urzh all d'ar sord", "Draw another order";
    more_than: "Plus de {count}", "Ouzhpenn {count}", "More than {count}";
    remove_filter: "Retirer le filtre {filter}", "Tennañ ar sil {filter}", "Remove the filter {filter}";
    unknown_filter: "Filtre inconnu", "Sil dianav", "Unknown filter";
    none_title: "Aucune proposition pour l’instant", "Kinnig ebet evit poent", "No proposal yet";
    none_open: "Soyez la première personne à en déposer une : quelques phrases suffisent.", "Bezit an hini gentañ o lakaat unan: un nebeud frazennoù zo a-walc'h.", "Be the first to make one: a few sentences are enough.";
    none: "Elles apparaîtront ici quand le dépôt sera ouvert.", "War wel e vint amañ pa vo digor al lakaat.", "They will appear here once proposing is open.";
    none_found_title: "Rien ne correspond à votre recherche", "Netra ne glot gant ho klask", "Nothing matches your search";
    none_found: "Essayez un autre mot, ou retirez un filtre.", "Klaskit gant ur ger all, pe tennit ur sil.", "Try another word, or remove a filter.";
    end_title: "Il n’y a plus rien après", "N'eus mui netra war-lerc'h", "There is nothing further";
    end: "Vous êtes au bout de la liste.", "E penn ar roll emaoc'h.", "You are at the end of the list.";

    support: "Soutenir", "Skoazellañ", "Support";
    sign: "Signer", "Sinañ", "Sign";
    unsupport: "Retirer mon soutien", "Tennañ va harp", "Withdraw my support";
    unsign: "Retirer ma signature", "Tennañ va sinadur", "Withdraw my signature";
    support_title: "Soutenir cette proposition", "Skoazellañ ar c'hinnig-mañ", "Support this proposal";
    sign_title: "Signer cette pétition", "Sinañ ar sinadeg-mañ", "Sign this petition";
    unsupport_title: "Vous soutenez cette proposition", "Skoazellañ a rit ar c'hinnig-mañ", "You support this proposal";
    unsign_title: "Vous avez signé cette pétition", "Sinet hoc'h eus ar sinadeg-mañ", "You have signed this petition";
    one_more_press: "La connexion est faite. Encore un appui et c’est compté.", "Kevreet oc'h. Pouezit ur wech c'hoazh hag e vo kontet.", "You are signed in. One more press and it is counted.";
    supported: "Merci, c’est compté.", "Trugarez, kontet eo.", "Thank you, it is counted.";
    unsupported: "C’est retiré.", "Tennet eo.", "It is withdrawn.";

    edited: "modifiée le {date}", "kemmet d'an {date}", "edited on {date}";
    was_withdrawn: "Cette proposition a été retirée par la personne qui l’avait déposée. Elle n’est plus dans la liste.", "Tennet eo bet ar c'hinnig-mañ gant an hini en doa lakaet anezhañ. N'emañ ket er roll ken.", "This proposal was withdrawn by the person who made it. It is no longer in the list.";
    town_hall_answer: "Réponse de la mairie", "Respont an ti-kêr", "The town hall’s answer";
    done_commented: "Votre commentaire est publié.", "Embannet eo hoc'h evezhiadenn.", "Your comment is published.";
    done_published: "Votre proposition est publiée. Merci\u{a0}!", "Embannet eo ho kinnig. Trugarez!", "Your proposal is published. Thank you!";
    done_edited: "Votre proposition est modifiée. Le texte d’avant est conservé.", "Kemmet eo ho kinnig. Dalc'het e vez an destenn gozh.", "Your proposal is changed. The earlier text is kept.";
    done_withdrawn: "Votre proposition est retirée.", "Tennet eo ho kinnig.", "Your proposal is withdrawn.";
    yours_known: "C’est votre proposition.", "Ho kinnig eo.", "This is your proposal.";
    yours: "C’est votre proposition ?", "Ho kinnig eo?", "Is this your proposal?";
    edit: "Modifier", "Kemmañ", "Edit";
    withdraw: "Retirer", "Tennañ", "Withdraw";
    cost: "Coût estimé", "Koust prizet", "Estimated cost";
    aside: "En bref", "E berr gomzoù", "At a glance";
    follow_project: "Voir l’avancement du projet", "Gwelet araokadur ar raktres", "See the project’s progress";
    what_became: "Ce qu’elle devient", "Petra a c'hoarvez gantañ", "What becomes of it";
    goal: "Signatures réunies", "Sinadurioù dastumet", "Signatures gathered";
    of_goal: "{count} sur {goal} souhaitées", "{count} diwar {goal} c'hoantaet", "{count} of {goal} wanted";
    step_submitted: "Déposée", "Lakaet", "Submitted";
    step_admitted: "Jugée recevable par la mairie", "Degemeret gant an ti-kêr", "Admitted by the town hall";
    step_refused: "Non retenue par la mairie", "Nac'het gant an ti-kêr", "Not admitted by the town hall";
    step_vote: "Vote", "Mouezhiañ", "Vote";
    step_selected: "Choisie par le vote", "Dibabet gant ar mouezhiañ", "Chosen by the vote";
    step_not_selected: "Non financée à l’issue du vote", "N'eo ket arc'hantaouet goude ar mouezhiañ", "Not funded after the vote";
    step_project: "La réalisation commence", "Kregiñ a ra ar raktres", "The project begins";
    from_to: "du {from} au {to}", "adalek an {from} betek an {to}", "from {from} to {to}";

    comments_title: "Commentaires", "Evezhiadennoù", "Comments";
    no_comment_yet: "Personne n’a encore écrit. Une question, une précision, un avis ?", "Den n'en deus skrivet c'hoazh. Ur goulenn, ur resisadenn, un ali?", "Nobody has written yet. A question, a detail, an opinion?";
    no_comment: "Personne n’a écrit de commentaire.", "Den n'en deus skrivet evezhiadenn ebet.", "Nobody wrote a comment.";
    no_more_comments: "Il n’y a plus de commentaires après.", "N'eus mui evezhiadenn ebet war-lerc'h.", "There are no further comments.";
    comments_closed: "Les commentaires ne sont pas ouverts en ce moment.", "N'eo ket digor an evezhiadennoù evit poent.", "Comments are not open right now.";
    comment_withdrawn: "Commentaire retiré par son auteur.", "Evezhiadenn tennet gant an hini en doa skrivet anezhi.", "Comment withdrawn by its author.";
    answers_to: "En réponse à {name}", "O respont da {name}", "In answer to {name}";
    answers_earlier: "En réponse à un commentaire plus ancien", "O respont d'un evezhiadenn goshoc'h", "In answer to an earlier comment";
    answer: "Répondre", "Respont", "Answer";
    withdraw_mine: "Retirer le mien", "Tennañ va hini", "Withdraw mine";
    write_comment: "Écrire un commentaire", "Skrivañ un evezhiadenn", "Write a comment";
    write_answer: "Répondre à un commentaire", "Respont d'un evezhiadenn", "Answer a comment";
    your_comment: "Votre commentaire", "Hoc'h evezhiadenn", "Your comment";
    your_stance: "Votre position", "Ho soñj", "Your position";
    answered_comment: "Commentaire auquel vous répondez", "Evezhiadenn a respontit dezhi", "Comment you answer";
    publish_comment: "Publier le commentaire", "Embann an evezhiadenn", "Publish the comment";
    limits: "De {min} à {max} caractères.", "Etre {min} ha {max} arouezenn.", "{min} to {max} characters.";

    propose_title: "Faire une proposition", "Ober ur c'hinnig", "Make a proposal";
    propose_lead: "Tout le monde pourra la lire, signée de votre nom affiché (il se règle dans « Moi »).", "An holl a c'hallo lenn anezhañ, sinet gant hoc'h anv diskouezet (dibab a rit anezhañ e « Me »).", "Everybody will be able to read it, signed with your displayed name (set under “Me”).";
    title: "Titre", "Titl", "Title";
    title_hint: "Une phrase courte, comme un titre de journal.", "Ur frazenn verr, evel titl ur gelaouenn.", "A short sentence, like a newspaper headline.";
    body: "Votre idée", "Ho soñj", "Your idea";
    body_hint: "Quoi, où, pour qui ? Vous pouvez aller à la ligne ; laissez une ligne vide entre deux paragraphes.", "Petra, pelec'h, evit piv? Gallout a rit mont d'al linenn; lezit ul linenn c'houllo etre daou rannbennad.", "What, where, for whom? You can break lines; leave an empty line between paragraphs.";
    choose: "Choisissez", "Dibabit", "Choose";
    publish: "Publier ma proposition", "Embann va c'hinnig", "Publish my proposal";
    publish_anyway: "Publier quand même", "Embann memestra", "Publish anyway";
    similar_title: "Ces propositions ressemblent à la vôtre", "Ar c'hinnigoù-mañ a zo heñvel ouzh hoc'h hini", "These proposals look like yours";
    similar_text: "Votre texte n’est pas encore publié ; nous l’avons gardé. Si l’une d’elles dit la même chose, soutenez-la plutôt : elle pèsera davantage.", "N'eo ket embannet ho testenn c'hoazh; dalc'het hon eus anezhi. Ma lavar unan anezho an hevelep tra skoazellit anezhañ kentoc'h: pouezusoc'h e vo.", "Your text is not published yet; we kept it. If one of them says the same, support it instead: it will weigh more.";
    support_instead: "Soutenir plutôt", "Skoazellañ kentoc'h", "Support it instead";
    sign_instead: "Signer plutôt", "Sinañ kentoc'h", "Sign it instead";
    edit_title: "Modifier ma proposition", "Kemmañ va c'hinnig", "Edit my proposal";
    edit_lead: "C’est possible tant que la mairie n’a pas répondu. Le texte d’avant est conservé.", "Posupl eo keit ha n'he deus ket respontet an ti-kêr. Dalc'het e vez an destenn gozh.", "This is possible until the town hall has answered. The earlier text is kept.";
    standing: "Le texte actuellement en ligne", "An destenn a zo enlinenn bremañ", "The text now online";
    withdraw_title: "Retirer cette proposition ?", "Tennañ ar c'hinnig-mañ?", "Withdraw this proposal?";
    withdraw_lead: "Elle ne sera plus dans la liste et ne pourra plus être soutenue. Sa page restera, avec son texte et la mention « Retirée ». C’est définitif.", "Ne vo ket er roll ken ha ne vo ket tu da skoazellañ anezhañ ken. Chom a raio e bajenn, gant e destenn hag ar meneg « Tennet ». Evit mat eo.", "It will no longer be in the list, nor can it be supported. Its page will stay, with its text and the mention “Withdrawn”. This is final.";
    withdraw_go: "Retirer ma proposition", "Tennañ va c'hinnig", "Withdraw my proposal";
    withdraw_comment_title: "Retirer ce commentaire ?", "Tennañ an evezhiadenn-mañ?", "Withdraw this comment?";
    withdraw_comment_lead: "Son texte sera effacé. Sa place restera dans la discussion, avec les réponses. C’est définitif.", "Diverket e vo he zestenn. Chom a raio he lec'h en diviz, gant ar respontoù. Evit mat eo.", "Its text will be erased. Its place in the discussion will stay, with the answers. This is final.";
    withdraw_comment_go: "Retirer mon commentaire", "Tennañ va evezhiadenn", "Withdraw my comment";
}

counted! {
    signatures: ["{n} signature", "{n} de signatures", "{n} signatures"], ["{n} sinadur", "{n} sinadur", "{n} sinadur", "{n} a sinadurioù", "{n} sinadur"], ["{n} signature", "{n} signatures"];
}
