//! The concertation and the petitions of the invented commune.

use super::idea::{BOURG, GREVE, Idea, KERLANN, PORT, Remark, Reply};

pub(super) const SEAFRONT_CATEGORIES: &str = "Circulation\nPlage et dune\nCommerces";

/// Opinions on the sea front; some are answered.
pub(super) const SEAFRONT: [Idea; 6] = [
    Idea {
        title: "Fermer le front de mer aux voitures le dimanche",
        body: "De mai à septembre, de 10 h à 19 h. On l’a fait une fois pour la fête de la mer : on entendait de nouveau les vagues.",
        category: 0,
        district: GREVE,
        liked: 47,
        reply: Reply::Yes(
            "",
            "Nous retenons l’idée d’un **essai de quatre dimanches**, avec un comptage des voitures dans les rues voisines. \
Le bilan sera donné ici.",
        ),
        remarks: &[
            Remark(
                "for",
                "Oui, et que les enfants puissent apprendre à faire du vélo !",
                None,
            ),
            Remark(
                "against",
                "Mes clients viennent en voiture. Quatre dimanches sans eux, c’est un mois de loyer.",
                None,
            ),
            Remark(
                "neutral",
                "Et si l’on ouvrait le pré de la ferme comme parking, juste ces jours-là ?",
                Some(1),
            ),
            Remark("neutral", "Là, je veux bien essayer.", Some(2)),
        ],
    },
    Idea {
        title: "Un sens unique plutôt qu’une fermeture",
        body: "Un sens unique laisse de la place pour une vraie piste cyclable et garde l’accès aux maisons.",
        category: 0,
        district: GREVE,
        liked: 32,
        reply: Reply::Yes(
            "",
            "Une étude du sens unique est jointe au dossier : voyez la page 4 du plan affiché en mairie.",
        ),
        remarks: &[Remark("neutral", "Dans quel sens ? Tout est là.", None)],
    },
    Idea {
        title: "Garder des places pour les personnes handicapées au plus près de l’eau",
        body: "Quelle que soit la décision, il faut que l’on puisse encore arriver en voiture jusqu’à la rampe avec une carte de stationnement.",
        category: 0,
        district: GREVE,
        liked: 53,
        reply: Reply::Yes(
            "",
            "C’est acquis : six places resteront ouvertes tous les jours.",
        ),
        remarks: &[Remark("for", "Merci pour cette réponse nette.", None)],
    },
    Idea {
        title: "Laisser la dune tranquille",
        body: "Chaque aménagement la grignote. Mettons des ganivelles, fermons les passages sauvages, et n’ajoutons rien.",
        category: 1,
        district: GREVE,
        liked: 44,
        reply: Reply::None,
        remarks: &[
            Remark(
                "for",
                "Deux mètres de perdus en vingt ans devant chez moi.",
                None,
            ),
            Remark(
                "neutral",
                "Il faut pourtant un passage pour les secours.",
                None,
            ),
        ],
    },
    Idea {
        title: "Des toilettes ouvertes toute l’année",
        body: "Celles de la plage ferment en octobre. Les marcheurs, eux, viennent tout l’hiver.",
        category: 1,
        district: PORT,
        liked: 25,
        reply: Reply::None,
        remarks: &[],
    },
    Idea {
        title: "Deux emplacements pour des commerces d’été, pas plus",
        body: "Une crêperie et un loueur de kayaks, tirés au sort chaque année parmi les candidats de la commune.",
        category: 2,
        district: GREVE,
        liked: 20,
        reply: Reply::None,
        remarks: &[Remark(
            "against",
            "Le tirage au sort, ce n’est pas sérieux pour qui doit investir.",
            None,
        )],
    },
];

/// The petitions; the first nears its goal.
pub(super) const PETITIONS: [Idea; 2] = [
    Idea {
        title: "Gardons le bac de Kerlann le dimanche matin",
        body: "La commune envisage d’arrêter le bac le dimanche pour faire des économies.\n\nCe jour-là, il porte au marché ceux qui \
n’ont pas de voiture : des anciens, des jeunes, des saisonniers. Sans lui, le détour par la route fait onze kilomètres.\n\nNous \
demandons que la traversée de 9 h et celle de 12 h soient gardées toute l’année.",
        category: 0,
        district: KERLANN,
        liked: 66,
        reply: Reply::None,
        remarks: &[
            Remark("for", "C’est ma seule sortie de la semaine.", None),
            Remark(
                "neutral",
                "Combien coûte le bac le dimanche ? Peut-on avoir le chiffre ?",
                None,
            ),
        ],
    },
    Idea {
        title: "Un médecin deux jours par semaine",
        body: "Le cabinet est vide depuis un an. Demandons à la commune de prêter un logement à un médecin remplaçant.",
        category: 0,
        district: BOURG,
        liked: 29,
        reply: Reply::None,
        remarks: &[],
    },
];
