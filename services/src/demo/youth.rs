//! The young people's participatory budget of the invented commune: proposals are open.

use super::idea::{BOURG, GREVE, Idea, KERLANN, PORT, Remark, Reply, SAINT_GOUSTAN};

pub(super) const CATEGORIES: &str = "Sport\nCulture\nEntraide\nDehors";

pub(super) const IDEAS: [Idea; 14] = [
    Idea {
        title: "Un vrai panier de basket au stade",
        body: "Le panier actuel penche et n’a plus de filet. Il en faudrait deux, face à face, et les lignes repeintes.",
        category: 0,
        district: BOURG,
        liked: 34,
        reply: Reply::None,
        remarks: &[
            Remark("for", "On est au moins quinze à jouer le mercredi.", None),
            Remark(
                "neutral",
                "Un des deux pourrait être plus bas, pour les petits.",
                None,
            ),
            Remark(
                "for",
                "Bonne idée, je l’ajoute si la mairie est d’accord.",
                Some(1),
            ),
        ],
    },
    Idea {
        title: "Cinéma en plein air sur le quai",
        body: "Trois soirs en août, un écran gonflable, des transats. Le public choisit le film par un vote.\n\nNous \
avons demandé le prix de la location de l’écran : 1 900 euros les trois soirs, droits des films non compris. L’école de \
musique veut bien jouer avant.\n\nS’il pleut, on se replie dans le hangar de la criée.",
        category: 1,
        district: PORT,
        liked: 46,
        reply: Reply::None,
        remarks: &[
            Remark("for", "Avec des films en breton sous-titrés aussi ?", None),
            Remark(
                "against",
                "Le quai est déjà plein de monde en août. Pensez à ceux qui se lèvent à quatre heures pour la pêche.",
                None,
            ),
            Remark(
                "neutral",
                "On peut finir à 22 h 30 et baisser le son. Est-ce que cela irait ?",
                Some(1),
            ),
            Remark("neutral", "À 22 h 30, je dis d’accord.", Some(2)),
        ],
    },
    Idea {
        title: "Repeindre le local des jeunes",
        body: "Les murs sont marron depuis toujours. On s’occupe de la peinture, il nous faut le matériel.",
        category: 1,
        district: BOURG,
        liked: 12,
        reply: Reply::None,
        remarks: &[],
    },
    Idea {
        title: "Prêter des combinaisons pour surfer toute l’année",
        body: "Une combinaison coûte cher et ne va plus l’année suivante. Vingt combinaisons de toutes tailles, prêtées par le centre nautique.",
        category: 0,
        district: GREVE,
        liked: 40,
        reply: Reply::None,
        remarks: &[Remark(
            "for",
            "Ça permettrait d’essayer à ceux qui n’osent pas demander.",
            None,
        )],
    },
    Idea {
        title: "Un atelier pour réparer vélos et trottinettes",
        body: "Des outils en libre service, un samedi sur deux, avec quelqu’un qui s’y connaît.",
        category: 2,
        district: BOURG,
        liked: 29,
        reply: Reply::None,
        remarks: &[
            Remark(
                "for",
                "Je suis mécanicien à la retraite, je viens quand vous voulez.",
                None,
            ),
            Remark("for", "Génial ! On vous écrit par la mairie.", Some(0)),
        ],
    },
    Idea {
        title: "Aider les anciens avec leur téléphone",
        body: "Un après-midi par mois, à la bibliothèque : nous expliquons, ils apportent les gâteaux. Il faudrait une tablette et deux tables.",
        category: 2,
        district: BOURG,
        liked: 37,
        reply: Reply::None,
        remarks: &[Remark(
            "for",
            "J’ai 81 ans et je signe des deux mains. Pour les gâteaux aussi.",
            None,
        )],
    },
    Idea {
        title: "Une piste de bosses pour les VTT dans le bois de Kerlann, avec un côté facile pour les petits et un côté difficile pour les grands",
        body: "Le bois est communal. On a fait un plan avec le club : aucune coupe d’arbre, seulement de la terre déplacée à la pelle.",
        category: 3,
        district: KERLANN,
        liked: 31,
        reply: Reply::None,
        remarks: &[
            Remark(
                "against",
                "C’est le seul endroit calme où l’on voit encore des chevreuils.",
                None,
            ),
            Remark(
                "neutral",
                "On peut se limiter à la partie près de la route, ils n’y vont pas.",
                Some(0),
            ),
        ],
    },
    Idea {
        title: "Des lampes sur le chemin du collège",
        body: "En hiver on marche dans le noir jusqu’au car. Des lampes solaires suffiraient, qui s’allument quand on passe.",
        category: 3,
        district: SAINT_GOUSTAN,
        liked: 43,
        reply: Reply::None,
        remarks: &[Remark(
            "neutral",
            "Attention aux chauves-souris de l’église : une lumière orangée les gêne moins.",
            None,
        )],
    },
    Idea {
        title: "Un studio d’enregistrement dans l’ancienne poste",
        body: "Deux micros, une carte son, des mousses aux murs. Nous sommes trois groupes à répéter dans des garages.",
        category: 1,
        district: BOURG,
        liked: 21,
        reply: Reply::None,
        remarks: &[],
    },
    Idea {
        title: "Planter un verger où chacun se sert",
        body: "Pommiers, poiriers, noisetiers, sur la parcelle vide derrière le cimetière. Un arbre par classe de l’école.",
        category: 3,
        district: SAINT_GOUSTAN,
        liked: 39,
        reply: Reply::None,
        remarks: &[Remark(
            "for",
            "Je peux donner des greffons de trois pommes d’ici.",
            None,
        )],
    },
    Idea {
        title: "Tournoi de jeux vidéo à la médiathèque",
        body: "Une fois par trimestre. Il manque deux consoles et un grand écran, qui serviraient aussi aux films.",
        category: 1,
        district: None,
        liked: 18,
        reply: Reply::None,
        remarks: &[Remark(
            "against",
            "La médiathèque, c’est pour lire au calme.",
            None,
        )],
    },
    Idea {
        title: "Une boîte à dons devant la cantine",
        body: "Vêtements et jouets trop petits : on dépose, on prend.",
        category: 2,
        district: BOURG,
        liked: 16,
        reply: Reply::None,
        remarks: &[],
    },
    Idea {
        title: "Cours de secourisme gratuits",
        body: "Pour tous les 14-18 ans qui passent l’été sur l’eau : huit heures, par groupes de dix.",
        category: 2,
        district: None,
        liked: 28,
        reply: Reply::None,
        remarks: &[Remark(
            "for",
            "L’été dernier, personne sur la cale ne savait quoi faire. Il faut le faire.",
            None,
        )],
    },
    Idea {
        title: "Un tableau pour partager les sorties en mer",
        body: "Qui sort, quand, combien de places : un tableau à craie à l’entrée du Port suffit.",
        category: 3,
        district: PORT,
        liked: 9,
        reply: Reply::None,
        remarks: &[],
    },
];
