//! Sentences of the accessibility statement and of the audit behind it.

texts! {
    title: "Accessibilité", "Haezadusted", "Accessibility";
    who: "{commune} rend ce site accessible, comme le demande l’article 47 de la loi n°\u{a0}2005-102 du 11\u{a0}février 2005. Cette page dit où il en est.", "{commune} a laka al lec'hienn-mañ da vezañ haezadus, evel ma c'houlenn mellad 47 al lezenn n°\u{a0}2005-102 eus an 11\u{a0}a viz C'hwevrer 2005. Lavarout a ra ar bajenn-mañ pelec'h emañ an traoù.", "{commune} makes this site accessible, as article 47 of French law no.\u{a0}2005-102 of 11\u{a0}February 2005 asks. This page says where it stands.";
    foot: "Accessibilité\u{a0}: {standing}", "Haezadusted: {standing}", "Accessibility: {standing}";
    fully: "totalement conforme", "klotus penn-da-benn", "fully compliant";
    partly: "partiellement conforme", "klotus evit ul lodenn", "partially compliant";
    not_at_all: "non conforme", "diglotus", "not compliant";
    state: "État de conformité", "Stad klotadur", "State of compliance";
    standing: "Ce site est {standing} au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.", "{standing} eo al lec'hienn-mañ gant an dave hollek evit gwellaat an haezadusted (RGAA), stumm 4.1.", "This site is {standing} with the French accessibility standard (RGAA), version 4.1.";
    result: "Parmi les critères qui concernent ce site, {percent}\u{a0}% sont respectés.", "E-touez an dezverkoù a sell ouzh al lec'hienn-mañ e vez doujet da {percent}\u{a0}% anezho.", "Of the criteria that concern this site, {percent}\u{a0}% are met.";
    own: "C’est une auto-évaluation, faite par celles et ceux qui écrivent le logiciel. Personne d’extérieur ne l’a encore vérifiée.", "Un emprizañ eo, graet gant ar re a skriv ar meziant. Den ebet a-ziavaez n'en deus gwiriet anezhañ c'hoazh.", "This is a self-assessment, made by those who write the software. Nobody else has checked it yet.";
    see_audit: "Lire l’évaluation, critère par critère", "Lenn ar priziañ, dezverk dre zezverk", "Read the assessment, criterion by criterion";
    failing: "Ce qui n’est pas accessible", "Ar pezh n'eo ket haezadus", "What is not accessible";
    made: "Comment cette déclaration a été établie", "Penaos eo bet savet an disklêriadur-mañ", "How this statement was made";
    made_on: "Elle a été établie le 25\u{a0}novembre 2026.", "D'ar 25\u{a0}a viz Du 2026 eo bet savet.", "It was made on 25\u{a0}November 2026.";
    techniques: "Techniques employées", "Teknikoù implijet", "Techniques used";
    tried: "Vérifié avec", "Gwiriet gant", "Checked with";
    tried_with: "Chromium, au clavier, à 320 points de large, avec des lettres deux fois plus grandes, en couleurs forcées, sans script\u{a0}; axe-core\u{a0}; un lecteur d’écran simulé, dont on a lu les paroles mot à mot.", "Chromium, gant ar c'hlavier, war 320 pik a ledander, gant lizherennoù div wech brasoc'h, gant livioù ret, hep skript; axe-core; ul lenner skramm darvanet, ha lennet e gomzoù ger evit ger.", "Chromium, by keyboard, 320 pixels wide, with letters twice as large, in forced colours, without scripts; axe-core; a simulated screen reader whose words were read one by one.";
    not_tried: "Pas encore essayé", "N'eo ket bet esaeet c'hoazh", "Not yet tried";
    not_tried_with: "Les lecteurs d’écran NVDA, VoiceOver et TalkBack, et surtout des personnes handicapées.", "Al lennerien-skramm NVDA, VoiceOver ha TalkBack, ha dreist-holl tud nammet.", "The screen readers NVDA, VoiceOver and TalkBack, and above all disabled people.";
    pages: "Pages vérifiées", "Pajennoù gwiriet", "Pages checked";
    pages_which: "Chaque sorte de page de ce site\u{a0}: accueil, connexion, liste et page d’une proposition, formulaires et leurs erreurs, chaque étape du vote, résultat, projets, données, réglages, espace mairie.", "Pep seurt pajenn eus al lec'hienn-mañ: degemer, kevreañ, roll ha pajenn ur c'hinnig, furmskridoù hag o fazioù, pep pazenn eus ar vot, disoc'h, raktresoù, roadennoù, arventennoù, takad an ti-kêr.", "Every kind of page of this site: home, sign-in, list and page of proposals, forms and their errors, every step of a vote, result, projects, data, settings, town hall area.";
    contact: "Quelque chose vous bloque\u{a0}?", "Un dra bennak a vir ouzhoc'h?", "Is something in your way?";
    contact_how: "Dites-le à la mairie, {commune}, à l’accueil, par téléphone ou par courrier\u{a0}: elle vous donne l’information ou vous fait participer autrement.", "Lavarit d'an ti-kêr, {commune}, en degemer, dre bellgomz pe dre lizher: reiñ a raio an titour deoc'h, pe lakaat ac'hanoc'h da gemer perzh en un doare all.", "Tell the town hall, {commune}, at the desk, by telephone or by letter: it gives you the information, or lets you take part in another way.";
    recourse: "Voies de recours", "Hentoù-erbediñ", "Recourse";
    recourse_when: "Si vous avez signalé un défaut d’accessibilité et n’avez pas reçu de réponse satisfaisante, vous pouvez saisir le Défenseur des droits.", "M'hoc'h eus kemennet un diouer a haezadusted ha n'hoc'h eus ket bet ur respont dereat, e c'hallit gelver Difenner ar gwirioù.", "If you have reported a failing and received no satisfactory answer, you can turn to the Défenseur des droits (French rights ombudsman).";
    recourse_form: "Écrire un message au Défenseur des droits", "Skrivañ ur gemennadenn da Zifenner ar gwirioù", "Write to the Défenseur des droits";
    recourse_local: "Rencontrer son délégué près de chez vous", "Kejañ gant e zileuriad tost d'ho ti", "Meet its delegate near you";
    recourse_post: "Par courrier gratuit, sans timbre\u{a0}: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX\u{a0}07", "Dre lizher digoust, hep timbr: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX\u{a0}07", "By free post, without a stamp: Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX\u{a0}07";
    audit: "Évaluation de l’accessibilité", "Priziadur an haezadusted", "Accessibility assessment";
    audit_lead: "Les 106 critères du RGAA\u{a0}4.1, ce qui a été trouvé pour chacun, et sur quoi cela repose.", "106 dezverk an RGAA\u{a0}4.1, ar pezh a zo bet kavet evit pep hini, ha war betra e tiazez.", "The 106 criteria of RGAA\u{a0}4.1, what was found for each, and what it rests on.";
    criterion: "Critère", "Dezverk", "Criterion";
    question: "Question", "Goulenn", "Question";
    verdict: "Résultat", "Disoc'h", "Result";
    holds: "Respecté", "Doujet", "Met";
    fails: "Non respecté", "Nann doujet", "Not met";
    no_subject: "Sans objet", "Hep danvez", "Not applicable";
    source: "Texte des critères\u{a0}: direction interministérielle du numérique, RGAA\u{a0}4.1, Licence Ouverte 2.0.", "Testenn an dezverkoù: direction interministérielle du numérique, RGAA\u{a0}4.1, Licence Ouverte 2.0.", "Text of the criteria: direction interministérielle du numérique, RGAA\u{a0}4.1, Licence Ouverte 2.0.";
}
