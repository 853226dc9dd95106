//! This year's participatory budget of the invented commune: the vote is open.

use super::idea::{BOURG, GREVE, Idea, KERLANN, PORT, Remark, Reply, SAINT_GOUSTAN};

pub(super) const CATEGORIES: &str = "Nature et littoral\nSe déplacer\nVivre ensemble\nPatrimoine";

pub(super) const IDEAS: [Idea; 15] = [
    Idea {
        title: "De l’ombre dans la cour de l’école du Bourg",
        body: "La cour est goudronnée d’un mur à l’autre. En juin dernier, les enfants sont restés en classe trois \
récréations de suite tant le sol brûlait.\n\nNous proposons d’ouvrir quatre fosses dans le bitume, d’y planter des \
tilleuls déjà grands, et de poser une voile d’ombrage le temps qu’ils poussent. Les parents d’élèves arroseront \
pendant les vacances.\n\nLe reste de la cour ne change pas : on pourra toujours jouer au ballon.",
        category: 0,
        district: BOURG,
        liked: 62,
        reply: Reply::Yes(
            "18 500",
            "Le service technique a visité la cour. Quatre fosses sont possibles, à l’écart des réseaux. \
Le coût comprend **les arbres, les fosses, la voile et deux ans d’arrosage**.",
        ),
        remarks: &[
            Remark(
                "for",
                "Ma fille est en CE1 : elle rentre avec des maux de tête dès qu’il fait chaud. Merci pour l’idée.",
                None,
            ),
            Remark(
                "neutral",
                "Et pour les feuilles à l’automne, qui balaie ?",
                None,
            ),
            Remark(
                "for",
                "Les élèves peuvent le faire une fois par semaine, on en fera un paillage pour le potager.",
                Some(1),
            ),
            Remark(
                "against",
                "Le préau existe déjà. Je préférerais que l’argent aille à la cantine.",
                None,
            ),
        ],
    },
    Idea {
        title: "Une passerelle en bois au-dessus de la ria pour aller à pied de Kerlann au Port sans longer la route départementale, même à marée haute",
        body: "Aujourd’hui il faut marcher sur le bas-côté, dans le virage. À marée basse on passe par les cailloux, \
à marée haute on ne passe plus.",
        category: 1,
        district: KERLANN,
        liked: 48,
        reply: Reply::Yes(
            "30 000",
            "Possible à l’endroit du vieux gué. Le coût est celui d’une passerelle de douze mètres, sans éclairage.",
        ),
        remarks: &[
            Remark(
                "for",
                "Avec une poussette, c’est la route ou rien. J’attends ça depuis dix ans.",
                None,
            ),
            Remark("neutral", "Est-ce que les vélos pourront passer ?", None),
            Remark(
                "neutral",
                "À pied à côté du vélo, oui : la largeur prévue est d’un mètre quarante.",
                Some(1),
            ),
        ],
    },
    Idea {
        title: "L’œuvre du lavoir : faire peindre une fresque par les enfants",
        body: "Le mur du lavoir est gris et tagué. Une artiste du coin viendrait cinq après-midi avec les élèves de CM2 \
pour y peindre les oiseaux de l’anse, d’après leurs dessins.",
        category: 3,
        district: BOURG,
        liked: 35,
        reply: Reply::Yes(
            "4 800",
            "Le mur appartient à la commune. Le coût comprend la préparation du mur et la peinture.",
        ),
        remarks: &[Remark(
            "for",
            "Nos enfants passeront devant toute leur vie en se disant : c’est moi qui l’ai peint.",
            None,
        )],
    },
    Idea {
        title: "Un abri à vélos fermé près de l’arrêt de car",
        body: "Dix places, un toit, une porte à code. Beaucoup de lycéens viendraient à vélo jusqu’au car s’ils étaient \
sûrs de retrouver leur vélo le soir.",
        category: 1,
        district: BOURG,
        liked: 41,
        reply: Reply::Yes("12 000", "Place réservée derrière l’abribus."),
        remarks: &[
            Remark("for", "On m’en a volé deux en un an.", None),
            Remark("against", "Dix places, c’est peu. Vingt, ou rien.", None),
            Remark(
                "for",
                "Commençons par dix, on agrandira si c’est plein.",
                Some(1),
            ),
        ],
    },
    Idea {
        title: "Des nichoirs pour les hirondelles du Port",
        body: "Depuis le ravalement des hangars, les hirondelles ne trouvent plus où nicher. Trente nichoirs, posés avec \
les bénévoles avant le printemps.",
        category: 0,
        district: PORT,
        liked: 38,
        reply: Reply::Yes("1 200", ""),
        remarks: &[],
    },
    Idea {
        title: "Une table de pique-nique accessible en fauteuil sur la dune",
        body: "Les tables actuelles ont un banc fixe des deux côtés : mon mari, en fauteuil, mange toujours de travers. \
Il existe des tables ouvertes à un bout. Il en faudrait deux, avec un chemin de planches depuis le parking.",
        category: 2,
        district: GREVE,
        liked: 55,
        reply: Reply::Yes(
            "7 200",
            "Deux tables et vingt mètres de platelage démontable, comme la loi littoral le demande.",
        ),
        remarks: &[
            Remark(
                "for",
                "Et l’été prochain, tout le monde y mangera ensemble. Très bien.",
                None,
            ),
            Remark(
                "neutral",
                "Pensez à une prise pour recharger les fauteuils électriques.",
                None,
            ),
        ],
    },
    Idea {
        title: "Remettre en eau l’ancienne fontaine",
        body: "Elle est à sec depuis les travaux de la place. Les plombiers du bourg disent que c’est faisable.",
        category: 3,
        district: BOURG,
        liked: 22,
        reply: Reply::Yes("9 600", "L’eau tournera en circuit fermé."),
        remarks: &[Remark(
            "against",
            "Une fontaine de plus à nettoyer, alors qu’on manque d’eau l’été ?",
            None,
        )],
    },
    Idea {
        title: "Un four à pain partagé à Saint-Goustan-le-Haut",
        body: "Le four de la ferme communale tient encore debout. Une fois la voûte refaite, il servirait au four du mois, \
aux mariages, à la fête de l’école.",
        category: 2,
        district: SAINT_GOUSTAN,
        liked: 44,
        reply: Reply::Yes(
            "15 000",
            "Le coût suppose que les habitants fassent la maçonnerie avec l’entreprise, deux samedis.",
        ),
        remarks: &[
            Remark(
                "for",
                "Je veux bien m’inscrire pour la maçonnerie. On apprend comment ?",
                None,
            ),
            Remark(
                "for",
                "L’entreprise montre le premier samedi, on continue le deuxième.",
                Some(0),
            ),
        ],
    },
    Idea {
        title: "Ralentir devant la crèche",
        body: "Deux plateaux surélevés et une bande plantée. On compte les voitures depuis janvier : une sur trois dépasse 50.",
        category: 1,
        district: SAINT_GOUSTAN,
        liked: 51,
        reply: Reply::Yes(
            "22 000",
            "La rue est communale, le projet est donc recevable.",
        ),
        remarks: &[Remark(
            "for",
            "Une sur trois ! Il faut le faire avant l’accident.",
            None,
        )],
    },
    Idea {
        title: "Une malle de jeux pour la plage",
        body: "Raquettes, cerfs-volants, filets : à emprunter au poste de secours, comme un livre à la bibliothèque.",
        category: 2,
        district: GREVE,
        liked: 27,
        reply: Reply::Yes("2 400", ""),
        remarks: &[],
    },
    Idea {
        title: "Des panneaux pour raconter le Port d’autrefois",
        body: "Les anciens ont des photos des sardiniers, de la conserverie et de la grande tempête. Six panneaux, en français et \
en breton, le long du quai.",
        category: 3,
        district: PORT,
        liked: 30,
        reply: Reply::Yes(
            "6 900",
            "Les photographies resteront à leurs propriétaires.",
        ),
        remarks: &[Remark(
            "neutral",
            "J’ai des photos de mon grand-père devant la conserverie. À qui les montrer ?",
            None,
        )],
    },
    Idea {
        title: "Un point d’eau potable au départ du sentier",
        body: "Chaque été, des marcheurs sonnent aux portes pour remplir leur gourde.",
        category: 0,
        district: GREVE,
        liked: 33,
        reply: Reply::Yes("3 500", ""),
        remarks: &[],
    },
    Idea {
        title: "Un parking de soixante places derrière la dune",
        body: "L’été on ne sait plus où se garer. Il y a de la place derrière la dune, il suffirait de l’empierrer.",
        category: 1,
        district: GREVE,
        liked: 14,
        reply: Reply::No(
            "La dune est protégée : **aucun sol ne peut y être durci**. La question du stationnement d’été est posée dans \
la concertation sur le front de mer, où votre avis est attendu.",
        ),
        remarks: &[
            Remark("against", "La dune recule déjà d’un mètre par an.", None),
            Remark(
                "for",
                "Il faut pourtant bien que les gens se garent quelque part.",
                Some(0),
            ),
        ],
    },
    Idea {
        title: "Refaire le toit de la salle des fêtes",
        body: "Il pleut dans les coulisses. On a rangé les costumes de la troupe dans des sacs.",
        category: 2,
        district: BOURG,
        liked: 19,
        reply: Reply::No(
            "Le besoin est réel, mais le coût (plus de 200 000 €) dépasse le budget participatif. Le toit est inscrit au budget de la commune.",
        ),
        remarks: &[],
    },
    Idea {
        title: "Un mât pour la fête du Port",
        body: "J’avais proposé un mât de cocagne. Je le retire : l’association du Port en a trouvé un.",
        category: 2,
        district: PORT,
        liked: 6,
        reply: Reply::Withdrawn,
        remarks: &[],
    },
];
