//! Search words: folding and French stemming, once and in Rust, so that both databases index the
//! same tokens and find the same proposals in the same order.

use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeMap;

/// Lower-cases and removes accents and ligatures: `Œuvre d’été` → `oeuvre d'ete`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            '’' | 'ʼ' | '‘' => out.push('\''),
            '\u{300}'..='\u{36f}' => {} // a combining accent already folded away
            c => out.push(c),
        }
    }
    out
}

/// Words too common to help (folded); a search of only these words uses them all the same.
const STOP: [&str; 42] = [
    "a", "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est",
    "et", "il", "ils", "je", "la", "le", "les", "leur", "mais", "ne", "nos", "notre", "nous", "on",
    "ou", "par", "pas", "plus", "pour", "que", "qui", "sa", "se", "ses", "son", "sont", "sur",
    "une",
];

/// Longest token kept, in bytes; longer words are cut.
const LONGEST: usize = 40;

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        // the elided articles: l'école, d'eau, qu'il
        .filter(|w| {
            !matches!(
                *w,
                "l" | "d" | "qu" | "n" | "s" | "j" | "m" | "t" | "c" | "un"
            )
        })
        .map(|w| {
            w.chars()
                .scan(0, |len, c| {
                    *len += c.len_utf8();
                    (*len <= LONGEST).then_some(c)
                })
                .collect()
        })
        .collect()
}

fn stem(word: &str) -> String {
    // The stemmer knows accents but words come folded; for search both sides are folded alike.
    Stemmer::create(Algorithm::French).stem(word).into_owned()
}

/// The tokens of a proposal, each with its weight: 3 in the title, 1 in the text.
#[must_use]
pub fn index(title: &str, body: &str) -> BTreeMap<String, i64> {
    let mut tokens = BTreeMap::new();
    for (text, weight) in [(body, 1), (title, 3)] {
        for word in words(text) {
            if !STOP.contains(&word.as_str()) {
                tokens.insert(stem(&word), weight);
            }
        }
    }
    tokens
}

/// A search, parsed: tokens that must all be there, at most eight, without repetition.
#[must_use]
pub fn query(text: &str) -> Vec<String> {
    let all = words(text);
    let telling: Vec<&String> = all.iter().filter(|w| !STOP.contains(&w.as_str())).collect();
    let chosen: Vec<&String> = if telling.is_empty() {
        Vec::new()
    } else {
        telling
    };
    let mut tokens: Vec<String> = Vec::new();
    for word in chosen {
        let token = stem(word);
        if !tokens.contains(&token) && tokens.len() < 8 {
            tokens.push(token);
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_accent_and_elision_meet() {
        let tokens = index(
            "Des arbres à l’école",
            "Planter des chênes près de l'étang.",
        );
        assert_eq!(tokens.get("arbre"), Some(&3));
        for text in ["arbre", "ARBRES", "École", "ecoles", "chene", "l'étang"] {
            let wanted = query(text);
            assert!(
                wanted.iter().all(|t| tokens.contains_key(t)),
                "{text}: {wanted:?} in {tokens:?}"
            );
        }
        assert!(query("le la les").is_empty());
        assert!(
            query("'; DROP TABLE")
                .iter()
                .all(|t| t.chars().all(char::is_alphanumeric))
        );
    }

    #[test]
    fn long_and_odd_words_are_cut() {
        assert!(query(&"x".repeat(500)).iter().all(|t| t.len() <= LONGEST));
        assert_eq!(fold("Œuvre d’ÉTÉ"), "oeuvre d'ete");
    }
}
