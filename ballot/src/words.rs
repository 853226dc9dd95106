//! A hash as words that one can read out: eight plain French words, each one byte, the first eight bytes of the hash.
//! They are for people who compare two screens or look a ballot up; what is checked is the whole hash.
//!
//! The words have no accents, are told apart by their first four letters, and never change: receipts on paper hold them.

use crate::text::Hash;

/// Words of a hash.
pub const WORDS: usize = 8;

/// The first eight bytes of a hash as words.
#[must_use]
pub fn of(hash: &Hash) -> String {
    spelled(&hash[..WORDS])
}

/// Bytes as words.
#[must_use]
pub fn spelled(bytes: &[u8]) -> String {
    let words = bytes.iter().map(|byte| LIST[usize::from(*byte)]);
    words.collect::<Vec<_>>().join(" ")
}

/// The bytes that eight words stand for, as typed: capitals, accents and commas do not matter, and the first four
/// letters of a word are enough. Nothing if they are not eight words of the list.
#[must_use]
pub fn read(text: &str) -> Option<[u8; WORDS]> {
    let mut bytes = [0; WORDS];
    let mut places = bytes.iter_mut();
    let typed = text.split(|c: char| !c.is_alphabetic());
    for word in typed.filter(|word| !word.is_empty()) {
        let word: String = word.chars().map(plain).collect();
        let place = LIST.iter().position(|known| {
            let mark = &known[..known.len().min(4)];
            *known == word || (word.len() >= 4 && word.starts_with(mark))
        })?;
        *places.next()? = u8::try_from(place).ok()?;
    }
    places.next().is_none().then_some(bytes)
}

fn plain(c: char) -> char {
    match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' | 'ù' => 'u',
        'ç' => 'c',
        other => other,
    }
}

#[rustfmt::skip]
const LIST: [&str; 256] = [
    "abeille", "abri", "agenda", "aigle", "ajonc", "album", "amande", "ancre", "angle", "animal", "anneau",
    "antenne", "arbre", "ardoise", "argent", "armoire", "arrosoir", "artiste", "atelier", "aube", "avenue",
    "avion", "avril", "azur", "bague", "balade", "balcon", "banane", "banc", "barque", "basilic", "bateau",
    "berger", "beurre", "biche", "bijou", "bille", "biscuit", "blanc", "bleu", "bocage", "bonbon", "bougie",
    "boule", "bouquet", "branche", "brioche", "brume", "buisson", "bulle", "cabane", "cactus", "cahier",
    "calme", "camion", "canal", "caravane", "carotte", "cascade", "cerise", "chalet", "chemin", "chien",
    "chouette", "cigale", "citron", "clavier", "cloche", "clown", "cocon", "colline", "compas", "corail",
    "corde", "cosmos", "couleur", "crabe", "crayon", "crique", "cube", "cuivre", "dahlia", "danse", "dauphin",
    "demain", "dessin", "diamant", "digue", "dimanche", "domino", "dragon", "dune", "duvet", "eclair", "elan",
    "escargot", "espoir", "estuaire", "etoile", "falaise", "famille", "farine", "fauteuil", "fenouil", "ferme",
    "feuille", "figue", "flamme", "fleur", "flocon", "foret", "forge", "fougere", "fraise", "fregate",
    "fromage", "fruit", "galet", "garage", "gateau", "genet", "gilet", "girafe", "givre", "glace", "globe",
    "goeland", "goutte", "grange", "grelot", "guitare", "gymnase", "hamac", "haricot", "harpe", "herbe",
    "heron", "hibou", "hiver", "homard", "horizon", "hublot", "huitre", "igloo", "image", "iris", "ivoire",
    "jambon", "jardin", "jasmin", "jeton", "jongleur", "jupe", "kayak", "kiosque", "kiwi", "lagune", "laine",
    "lampe", "lande", "lavande", "levain", "licorne", "lilas", "limace", "limon", "lion", "livre", "loutre",
    "lucarne", "lune", "lutin", "machine", "maison", "manteau", "marche", "marmite", "matin", "melon",
    "menhir", "menthe", "merle", "miel", "miroir", "moineau", "montagne", "mouette", "moulin", "muguet",
    "musique", "navire", "neige", "nuage", "ocean", "olive", "ombre", "orange", "orge", "ourson", "palme",
    "panier", "papillon", "parc", "perle", "phare", "piano", "pigeon", "pluie", "poeme", "pomme", "prairie",
    "prune", "puits", "quai", "radeau", "raisin", "renard", "requin", "riviere", "robot", "rocher", "rose",
    "ruche", "sable", "safran", "sapin", "sardine", "saule", "savon", "sirop", "soleil", "source", "sureau",
    "tableau", "tambour", "tapis", "terre", "theatre", "thym", "tigre", "tilleul", "tomate", "tortue",
    "tulipe", "vague", "vallee", "vanille", "velo", "verger", "village", "violon", "voile", "voyage", "wagon",
    "zebre", "zeste",
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_word_is_told_apart_by_four_letters() {
        let marks: HashSet<&str> = LIST.iter().map(|w| &w[..w.len().min(4)]).collect();
        assert_eq!(marks.len(), LIST.len());
        assert!(LIST.is_sorted());
        let plain =
            |w: &str| (4..=9).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_lowercase());
        assert!(LIST.iter().all(|w| plain(w)));
    }

    #[test]
    fn words_come_back_as_the_bytes_they_stand_for() {
        for first in 0..=255u8 {
            let mut hash = [7; 32];
            hash[0] = first;
            hash[7] = 255 - first;
            let words = of(&hash);
            assert_eq!(words.split(' ').count(), WORDS);
            assert_eq!(read(&words), Some([first, 7, 7, 7, 7, 7, 7, 255 - first]));
        }
        let words = of(&[
            0, 1, 2, 3, 4, 5, 6, 255, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
            9, 9, 9, 9,
        ]);
        let loose = words.to_uppercase().replace(' ', " , ").replace('E', "É");
        assert_eq!(read(&loose), read(&words));
        let short: Vec<&str> = words.split(' ').map(|w| &w[..4]).collect();
        assert_eq!(read(&short.join(" ")), read(&words));
    }

    #[test]
    fn other_texts_are_no_words() {
        for bad in [
            "",
            "abeille",
            "abeille abri agenda aigle ajonc ancre angle xyz",
            "42",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        let nine = format!("{} abeille", of(&[1; 32]));
        assert_eq!(read(&nine), None);
    }
}
