//! Sentences of the pages of a sealed vote's trustees and of its registrar.

pub mod registrar;
pub mod trustee;

texts! {
    badge: "Vote scellé", "Mouezhiadeg siellet", "Sealed vote";
    no_script: "Cette page fait des calculs sur votre appareil et demande JavaScript. Utilisez un autre navigateur, à jour.", "Ar bajenn-mañ a ra jedadennoù war hoc'h ardivink ha goulenn a ra JavaScript. Implijit ur merdeer all, hizivaet.", "This page calculates on your device and needs JavaScript. Use another browser, up to date.";
    print: "Imprimer", "Moullañ", "Print";
    done: "C’est fait", "Graet eo", "Done";
    go_on: "Continuer", "Kenderc'hel", "Go on";
    working: "Calcul en cours sur votre appareil…", "Jedadenn war ho ardivink…", "Calculating on your device…";
}

/// What the scripts of both pages say, under their names there.
pub mod words {
    texts! {
        broken: "Ce navigateur n’a pas pu lancer le calcul, ou a reçu autre chose que ce que publie la mairie. Rien n’est parti. Rechargez la page, ou prenez un autre appareil.", "N'en deus ket gallet ar merdeer-mañ lañsañ ar jedadenn, pe resevet en deus un dra all eget ar pezh embannet gant an ti-kêr. N'eus kaset netra. Adkargit ar bajenn, pe kemerit un ardivink all.", "This browser could not start the calculation, or received something else than what the town hall publishes. Nothing has left. Load the page again, or take another device.";
        failed: "Le serveur de la mairie n’a pas pu répondre. Réessayez dans un instant.", "N'en deus ket gallet servijer an ti-kêr respont. Klaskit en-dro a-benn ur pennadig.", "The town hall’s server could not answer. Try again in a moment.";
        away: "Pas de réseau pour l’instant. Rien n’est perdu\u{a0}: réessayez dès qu’il revient.", "Rouedad ebet evit poent. Netra n'eo kollet: klaskit en-dro pa zeuio en-dro.", "No network right now. Nothing is lost: try again as soon as it is back.";
    }
}
