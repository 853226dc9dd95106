//! Everything shown to a person, in French, Breton and English, side by side so that none is forgotten:
//! a sentence is a function, so a missing key or language does not compile. Server only.

/// Declares sentences: `name: "français", "brezhoneg", "English";`
macro_rules! texts {
    ($($name:ident: $fr:literal, $br:literal, $en:literal;)*) => {
        $(
            #[doc = $fr]
            #[must_use]
            pub fn $name(lang: $crate::texts::Lang) -> &'static str {
                match lang {
                    $crate::texts::Lang::Fr => $fr,
                    $crate::texts::Lang::Br => $br,
                    $crate::texts::Lang::En => $en,
                }
            }
        )*
        /// The sentences of this file.
        pub(crate) const SENTENCES: &[$crate::texts::review::Sentence] = &[
            $($crate::texts::review::Sentence {
                key: concat!(module_path!(), "::", stringify!($name)),
                fr: $fr,
                br: $br,
                en: $en,
            },)*
        ];
    };
}

#[macro_use]
pub mod plural;

pub mod common;
pub mod error;
pub mod first_start;
pub mod keys;
pub mod proposals;
pub mod reading;
pub mod refusal;
pub mod review;
pub mod sign_in;
pub mod town_hall;
pub mod verify;
pub mod vote;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French, first on screen.
    #[default]
    Fr,
    /// Breton.
    Br,
    /// English.
    En,
}

impl Lang {
    /// All, in the order shown.
    pub const ALL: [Lang; 3] = [Lang::Fr, Lang::Br, Lang::En];

    /// BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::Br => "br",
            Lang::En => "en",
        }
    }

    /// What addresses begin with.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Lang::Fr => "",
            Lang::Br => "/br",
            Lang::En => "/en",
        }
    }

    /// Its own name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Lang::Fr => "Français",
            Lang::Br => "Brezhoneg",
            Lang::En => "English",
        }
    }

    /// Reads a tag.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|l| l.tag() == tag)
    }
}

/// Sentences under their names, for a script that holds none of its own.
pub(crate) fn named(
    sentences: &'static [review::Sentence],
    lang: Lang,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let name = |key: &'static str| key.rsplit("::").next().unwrap_or(key);
    sentences.iter().map(move |s| (name(s.key), s.text(lang)))
}

/// Puts values into a sentence: `fill("{n} choix", &[("n", "3")])`.
#[must_use]
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    // in one pass: a value may hold braces of its own
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let named = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(n, _)| *n == name)?;
            Some((*value, tail))
        });
        match named {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_value_is_put_in_as_it_is() {
        let values = [("title", "{n} bancs {x}"), ("n", "3")];
        let filled = super::fill("« {title} » : {n} {inconnu} {", &values);
        assert_eq!(filled, "« {n} bancs {x} » : 3 {inconnu} {");
    }
}
