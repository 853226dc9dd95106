//! Sentences of the page where the commune's name, colour and coat of arms are set.

texts! {
    title: "Identité de la commune", "Anv ha livioù ar gumun", "The commune’s identity";
    note: "Son nom, sa couleur, son blason", "He anv, he liv, he skoed-ardamez", "Its name, colour and coat of arms";
    lead: "Ce que les habitants voient en haut de chaque page, et sur l’écran de leur téléphone s’ils y installent le site.", "Ar pezh a weler e krec'h pep pajenn, ha war skramm ar pellgomz ma vez staliet al lec'hienn warnañ.", "What residents see at the top of each page, and on their phone’s screen if they install the site.";
    name: "Nom de la commune", "Anv ar gumun", "Name of the commune";
    name_hint: "Tel qu’on l’écrit, par exemple Plouharnel.", "Evel ma vez skrivet, da skouer Plouharnel.", "As it is written, for example Plouharnel.";
    colour: "Couleur", "Liv", "Colour";
    colour_hint: "Elle sert à la barre du haut, aux boutons et aux liens. Une couleur trop claire est foncée, juste assez pour rester lisible.", "Implijet e vez evit ar varrenn-grec'h, ar boutonoù hag al liammoù. Ul liv re sklaer a vez teñvalaet, just a-walc'h evit bezañ lennet.", "It is used for the bar at the top, buttons and links. A colour that is too light is darkened, just enough to stay readable.";
    glaz: "Glaz (d’origine)", "Glaz (orin)", "Glaz (the house’s)";
    ocean: "Océan", "Meurvor", "Ocean";
    slate: "Ardoise", "Mein-glas", "Slate";
    granite: "Granit rose", "Greunvaen roz", "Pink granite";
    heath: "Lande", "Lann", "Heath";
    forest: "Forêt", "Koad", "Forest";
    another: "Une autre", "Unan all", "Another";
    colour_other: "L’autre couleur", "Al liv all", "The other colour";
    colour_wrong: "Ce n’est pas une couleur. Écrivez-la comme #14545e.", "N'eo ket ul liv. Skrivit anezhañ evel #14545e.", "This is not a colour. Write it like #14545e.";
    arms: "Blason", "Skoed-ardamez", "Coat of arms";
    arms_hint: "Une image PNG, JPEG ou WebP, de 4\u{a0}Mo au plus. Sur fond transparent, c’est le plus beau.", "Ur skeudenn PNG, JPEG pe WebP, 4\u{a0}Mo d'ar muiañ. Bravoc'h eo gant un drekleur treuzwelus.", "A PNG, JPEG or WebP image of at most 4\u{a0}MB. It looks best on a transparent ground.";
    arms_present: "Le blason actuel", "Ar skoed-ardamez a-vremañ", "The present coat of arms";
    arms_remove: "Retirer ce blason", "Tennañ ar skoed-ardamez-mañ", "Take this coat of arms off";
    arms_large: "Cette image est trop grande\u{a0}: 4\u{a0}Mo et 6\u{202f}000 points de côté au plus. Choisissez-en une autre.", "Re vras eo ar skeudenn-se: 4\u{a0}Mo ha 6\u{202f}000 pik a gostez d'ar muiañ. Dibabit unan all.", "This image is too large: at most 4\u{a0}MB and 6,000 pixels on a side. Choose another.";
    arms_small: "Cette image est trop petite ou trop allongée\u{a0}: il faut au moins 32 points de côté, et un grand côté d’au plus douze fois le petit. Choisissez-en une autre.", "Re vihan pe re hir eo ar skeudenn-se: ret eo kaout 32 pik a gostez d'an nebeutañ, ha n'hall ket ar c'hostez bras bezañ ouzhpenn daouzek gwech an hini bihan. Dibabit unan all.", "This image is too small or too long: it must have at least 32 pixels on a side, and its long side may be at most twelve times the short one. Choose another.";
    arms_unread: "Ce fichier n’est pas une image PNG, JPEG ou WebP lisible. Choisissez-en un autre.", "N'eo ket ar restr-se ur skeudenn PNG, JPEG pe WebP a c'haller lenn. Dibabit unan all.", "This file is not a PNG, JPEG or WebP image that can be read. Choose another.";
    done: "L’identité de la commune est enregistrée. Les pages déjà ouvertes la prendront au prochain chargement.", "Enrollet eo anv ha livioù ar gumun. Ar pajennoù digor dija a gemero anezho pa vint karget adarre.", "The commune’s identity is saved. Pages that are open take it on when they are next loaded.";
    sample: "Aperçu", "Rakwel", "Preview";
    sample_text: "Un texte courant", "Ur skrid ordin", "An ordinary text";
    sample_link: "Un lien vers une page", "Ul liamm war-zu ur bajenn", "A link to a page";
    by_day: "De jour", "En deiz", "By day";
    in_the_dark: "En thème sombre", "En neuz teñval", "In the dark theme";
    contrast: "Contraste du texte sur les boutons\u{a0}: {n} pour 1. Il en faut 4,5.", "Dargemm an destenn war ar boutonoù: {n} ouzh 1. 4,5 a zo ret.", "Contrast of the text on buttons: {n} to 1. It must be 4.5.";
    moved: "Pour rester lisible, {colour} devient {other} sur les boutons.", "Evit chom lennus e teu {colour} da vezañ {other} war ar boutonoù.", "To stay readable, {colour} becomes {other} on buttons.";
}
