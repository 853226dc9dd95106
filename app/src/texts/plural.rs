//! Numbers and the words they count: which form of a sentence goes with a number, in each language.
//! The categories are those of Unicode (CLDR plural rules, cardinals). A Breton noun stays singular after
//! a number, yet it has five forms: the number changes its first letter (`2 ginnig`, `3 c'hinnig`,
//! `5 kinnig`), and a whole number of millions takes the plural.
//! Never here: a sentence of its own; those stand beside the others of their page.

use super::{Lang, fill};
use crate::fmt;

/// The category of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// French 0 and 1; English 1; Breton 1, 21, 31… but not 11, 71, 91.
    One,
    /// Breton 2, 22… but not 12, 72, 92.
    Two,
    /// Breton 3, 4, 9, 23… but not the tens, seventies and nineties.
    Few,
    /// Whole millions, in French and in Breton.
    Many,
    /// The rest.
    Other,
}

impl Plural {
    /// The category of `n` in a language.
    #[must_use]
    pub fn of(lang: Lang, n: i64) -> Plural {
        let n = n.unsigned_abs();
        let (ten, hundred) = (n % 10, n % 100);
        let millions = n != 0 && n.is_multiple_of(1_000_000);
        match lang {
            Lang::Fr if n < 2 => Plural::One,
            Lang::Fr | Lang::Br if millions => Plural::Many,
            Lang::En if n == 1 => Plural::One,
            Lang::Br => match (ten, hundred) {
                (1, h) if ![11, 71, 91].contains(&h) => Plural::One,
                (2, h) if ![12, 72, 92].contains(&h) => Plural::Two,
                (3 | 4 | 9, h) if !matches!(h, 10..=19 | 70..=79 | 90..=99) => Plural::Few,
                _ => Plural::Other,
            },
            Lang::Fr | Lang::En => Plural::Other,
        }
    }
}

/// The forms of one counted sentence.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    /// French: one, millions, other.
    pub fr: [&'static str; 3],
    /// Breton: one, two, few, millions, other.
    pub br: [&'static str; 5],
    /// English: one, other.
    pub en: [&'static str; 2],
}

impl Forms {
    /// The form that goes with `n`.
    #[must_use]
    pub fn of(&self, lang: Lang, n: i64) -> &'static str {
        let plural = Plural::of(lang, n);
        match lang {
            Lang::Fr => match plural {
                Plural::One => self.fr[0],
                Plural::Many => self.fr[1],
                _ => self.fr[2],
            },
            Lang::Br => match plural {
                Plural::One => self.br[0],
                Plural::Two => self.br[1],
                Plural::Few => self.br[2],
                Plural::Many => self.br[3],
                Plural::Other => self.br[4],
            },
            Lang::En => self.en[usize::from(plural != Plural::One)],
        }
    }

    /// The form with the number in it, which stays on the line of its noun.
    #[must_use]
    pub fn say(&self, lang: Lang, n: i64) -> String {
        let sentence = self.of(lang, n).replace("{n} ", "{n}\u{a0}");
        fill(&sentence, &[("n", &fmt::number(lang, n))])
    }
}

/// Declares counted sentences: `name: ["français"; 3], ["brezhoneg"; 5], ["English"; 2];`, each a function of
/// the language and the number `{n}`.
macro_rules! counted {
    ($($name:ident: $fr:expr, $br:expr, $en:expr;)*) => {
        $(
            #[doc = concat!("« ", stringify!($name), " », counted.")]
            #[must_use]
            pub fn $name(lang: $crate::texts::Lang, n: i64) -> String {
                $crate::texts::plural::Forms { fr: $fr, br: $br, en: $en }.say(lang, n)
            }
        )*
        /// The counted sentences of this file.
        pub(crate) const COUNTED: &[(&str, $crate::texts::plural::Forms)] = &[
            $((concat!(module_path!(), "::", stringify!($name)), $crate::texts::plural::Forms { fr: $fr, br: $br, en: $en }),)*
        ];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_unicode() {
        use Plural::{Few, Many, One, Other, Two};
        // the samples of the CLDR charts
        let breton: [(Plural, &[i64]); 5] = [
            (One, &[1, 21, 31, 41, 51, 61, 81, 101, 1001]),
            (Two, &[2, 22, 32, 42, 52, 62, 82, 102, 1002]),
            (Few, &[3, 4, 9, 23, 24, 29, 33, 34, 39, 43, 103, 1003]),
            (Many, &[1_000_000, 2_000_000]),
            (
                Other,
                &[
                    0, 5, 6, 7, 8, 10, 11, 12, 13, 19, 20, 71, 72, 79, 91, 99, 100, 1000,
                ],
            ),
        ];
        for (plural, numbers) in breton {
            for n in numbers {
                assert_eq!(Plural::of(Lang::Br, *n), plural, "{n}");
            }
        }
        let french = [0, 1, 2, 21, 1_000_000, 1_000_001].map(|n| Plural::of(Lang::Fr, n));
        assert_eq!(french, [One, One, Other, Other, Many, Other]);
        let english = [0, 1, 2, 21, 1_000_000].map(|n| Plural::of(Lang::En, n));
        assert_eq!(english, [Other, One, Other, Other, Other]);
    }

    #[test]
    fn a_number_stays_with_its_noun() {
        use crate::texts::common::proposals;
        let breton = [1, 2, 3, 5, 1_000_000].map(|n| proposals(Lang::Br, n));
        let expected = [
            "1\u{a0}c'hinnig",
            "2\u{a0}ginnig",
            "3\u{a0}c'hinnig",
            "5\u{a0}kinnig",
            "1\u{202f}000\u{202f}000\u{a0}a ginnigoù",
        ];
        assert_eq!(breton, expected);
        assert_eq!(proposals(Lang::Fr, 1), "1\u{a0}proposition");
        assert_eq!(proposals(Lang::En, 0), "0\u{a0}proposals");
    }
}
