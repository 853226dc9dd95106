//! Last year's participatory budget of the invented commune: voted, counted, under way.

use super::idea::{BOURG, GREVE, Idea, KERLANN, PORT, Remark, Reply, SAINT_GOUSTAN};

pub(super) const CATEGORIES: &str = "Nature et littoral\nVivre ensemble\nPatrimoine";

/// `liked` is here how many out of a hundred voters choose it, more or less.
pub(super) const IDEAS: [Idea; 9] = [
    Idea {
        title: "Des bancs et de l’ombre sur le chemin de l’école",
        body: "Le chemin monte, il n’y a pas un banc en neuf cents mètres. Quatre bancs, quatre arbres.",
        category: 1,
        district: BOURG,
        liked: 72,
        reply: Reply::Yes("8 400", "Quatre bancs en bois du pays et quatre aubépines."),
        remarks: &[Remark(
            "for",
            "Pour les grands-parents qui vont chercher les petits, c’est tout simple et c’est très bien.",
            None,
        )],
    },
    Idea {
        title: "Une rampe pour descendre à la grève en fauteuil ou en poussette",
        body: "Il y a onze marches. Une rampe de béton clair, avec une main courante, et un tapis de plage l’été.",
        category: 1,
        district: GREVE,
        liked: 58,
        reply: Reply::Yes(
            "14 500",
            "La rampe suivra le mur existant. L’accord des services de l’État est nécessaire et demandé.",
        ),
        remarks: &[
            Remark(
                "for",
                "Je n’ai pas mis les pieds dans l’eau depuis mon accident. Merci d’y penser.",
                None,
            ),
            Remark(
                "neutral",
                "Et le goémon, qui l’enlèvera de la rampe ?",
                None,
            ),
        ],
    },
    Idea {
        title: "Sauver la charpente du lavoir de Kerlann",
        body: "Deux fermes sont pourries. Si l’on attend encore un hiver, le toit tombe.",
        category: 2,
        district: KERLANN,
        liked: 33,
        reply: Reply::Yes("16 000", ""),
        remarks: &[],
    },
    Idea {
        title: "Trois composteurs partagés",
        body: "Un au Bourg, un au Port, un à Saint-Goustan-le-Haut, avec une personne qui s’en occupe dans chaque quartier.",
        category: 0,
        district: None,
        liked: 29,
        reply: Reply::Yes("2 700", "Trois volontaires se sont déjà signalés."),
        remarks: &[],
    },
    Idea {
        title: "Éclairer le terrain de pétanque",
        body: "Pour jouer après 17 h en hiver.",
        category: 1,
        district: SAINT_GOUSTAN,
        liked: 17,
        reply: Reply::Yes("9 800", "Avec une minuterie, pour les voisins."),
        remarks: &[Remark(
            "against",
            "On entend déjà assez les boules l’été.",
            None,
        )],
    },
    Idea {
        title: "Des jumelles pour les oiseaux de l’anse",
        body: "Deux longues-vues fixes, dont une à hauteur d’enfant, et un panneau pour reconnaître dix oiseaux.",
        category: 0,
        district: PORT,
        liked: 24,
        reply: Reply::Yes("5 200", ""),
        remarks: &[],
    },
    Idea {
        title: "Refaire le fléchage du sentier côtier",
        body: "La moitié des flèches a disparu, les marcheurs finissent dans les champs.",
        category: 0,
        district: GREVE,
        liked: 21,
        reply: Reply::Yes("6 300", ""),
        remarks: &[],
    },
    Idea {
        title: "Une boîte à livres dans la vieille cabine du Port",
        body: "La cabine téléphonique est toujours là. Trois étagères, une porte qui ferme.",
        category: 1,
        district: PORT,
        liked: 26,
        reply: Reply::Yes("900", ""),
        remarks: &[Remark("for", "J’ai déjà deux cartons prêts.", None)],
    },
    Idea {
        title: "Un parcours de santé derrière le stade",
        body: "Dix agrès en bois, pour tous les âges.",
        category: 1,
        district: BOURG,
        liked: 13,
        reply: Reply::Yes("19 500", ""),
        remarks: &[],
    },
];

/// A milestone: how many days ago, title, text, status.
pub(super) type Step = (i64, &'static str, &'static str, &'static str);

/// The projects followed: place of the idea, when it was opened (days ago), what happened.
pub(super) const FOLLOWED: [(usize, i64, &[Step]); 2] = [
    (
        0,
        265,
        &[
            (
                210,
                "Les emplacements sont choisis",
                "Une trentaine d’habitants a marché le long du chemin avec le service technique. Les quatre emplacements sont marqués à la craie.",
                "planned",
            ),
            (
                120,
                "Les bancs sont posés",
                "L’atelier municipal a fabriqué les bancs cet hiver. Les arbres attendent la bonne saison.",
                "started",
            ),
            (
                35,
                "Les aubépines sont plantées",
                "Les élèves de CM1 ont planté les quatre arbres et leur ont donné un nom. Tout est en place : venez vous asseoir.",
                "done",
            ),
        ],
    ),
    (
        1,
        260,
        &[
            (
                180,
                "L’accord de l’État est demandé",
                "Le dossier est complet. La réponse peut prendre six mois : le chantier commencera après.",
                "planned",
            ),
            (
                20,
                "L’accord est là, le chantier commence",
                "La grève reste ouverte par les marches pendant les travaux. Fin prévue avant l’été.",
                "started",
            ),
        ],
    ),
];
