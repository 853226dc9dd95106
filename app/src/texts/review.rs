//! Which sentences there are, and which Breton ones a speaker has read: the language choice tells how many
//! wait. A speaker's reading is a line of `breton-read.txt` (key, two spaces, the Breton text as read); when
//! the text changes afterwards it counts as unread again.
//! Never here: a sentence of its own.

use super::{
    Lang, common, error, first_start, keys, proposals, reading, refusal, sign_in, town_hall,
    verify, vote,
};
use std::collections::HashSet;
use std::sync::LazyLock;

/// A sentence in the three languages.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Where it is declared, as a path of Rust.
    pub key: &'static str,
    /// French.
    pub fr: &'static str,
    /// Breton.
    pub br: &'static str,
    /// English.
    pub en: &'static str,
}

impl Sentence {
    /// In a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::Br => self.br,
            Lang::En => self.en,
        }
    }
}

const FILES: &[&[Sentence]] = &[
    common::SENTENCES,
    error::SENTENCES,
    first_start::SENTENCES,
    keys::SENTENCES,
    keys::words::SENTENCES,
    keys::registrar::SENTENCES,
    keys::registrar::words::SENTENCES,
    keys::trustee::SENTENCES,
    keys::trustee::words::SENTENCES,
    proposals::SENTENCES,
    refusal::SENTENCES,
    sign_in::SENTENCES,
    sign_in::asleep::SENTENCES,
    sign_in::first_key::SENTENCES,
    sign_in::provider::SENTENCES,
    sign_in::letter::SENTENCES,
    sign_in::welcome::SENTENCES,
    verify::SENTENCES,
    verify::words::SENTENCES,
    vote::SENTENCES,
    reading::about::SENTENCES,
    reading::accessibility::SENTENCES,
    reading::devices::SENTENCES,
    reading::passkeys::SENTENCES,
    reading::passkeys::words::SENTENCES,
    reading::plan::SENTENCES,
    reading::data::SENTENCES,
    reading::home::SENTENCES,
    reading::impact::SENTENCES,
    reading::impact::measures::SENTENCES,
    reading::impact::risks::SENTENCES,
    reading::leaving::SENTENCES,
    reading::legal::SENTENCES,
    reading::address::SENTENCES,
    reading::me::SENTENCES,
    reading::merging::SENTENCES,
    reading::notice::SENTENCES,
    reading::process::SENTENCES,
    reading::projects::SENTENCES,
    reading::register::SENTENCES,
    reading::rules::SENTENCES,
    town_hall::SENTENCES,
    town_hall::commune::SENTENCES,
    town_hall::entrusted::SENTENCES,
    town_hall::form::SENTENCES,
    town_hall::desk::SENTENCES,
    town_hall::document::SENTENCES,
    town_hall::letter::SENTENCES,
    town_hall::people::SENTENCES,
    town_hall::roll::SENTENCES,
    town_hall::urn::SENTENCES,
    vote::call::SENTENCES,
    vote::count::SENTENCES,
    vote::receipt::SENTENCES,
    vote::result::SENTENCES,
    vote::sealed::SENTENCES,
    vote::sealed::words::SENTENCES,
    vote::urn::SENTENCES,
];

const COUNTED: &[&[(&str, super::plural::Forms)]] = &[
    common::COUNTED,
    proposals::COUNTED,
    vote::COUNTED,
    vote::receipt::COUNTED,
    vote::result::COUNTED,
    vote::urn::COUNTED,
    reading::home::COUNTED,
    reading::process::COUNTED,
    town_hall::COUNTED,
];

const READ: &str = include_str!("breton-read.txt");

/// How far the reading of the Breton texts has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Texts in Breton; the forms of a counted sentence are one.
    pub all: usize,
    /// Those that no speaker has read as they stand.
    pub unread: usize,
}

/// Every Breton text under its key.
fn breton() -> impl Iterator<Item = (&'static str, String)> {
    let whole = FILES.iter().copied().flatten();
    let counted = COUNTED.iter().copied().flatten();
    whole
        .map(|s| (s.key, s.br.to_owned()))
        .chain(counted.map(|(key, forms)| (*key, forms.br.join(" / "))))
}

/// Counted once: it can't change while the program runs.
pub static BRETON: LazyLock<Reading> = LazyLock::new(|| {
    let read: HashSet<(&str, &str)> = READ.lines().filter_map(|l| l.split_once("  ")).collect();
    let (mut all, mut unread) = (0, 0);
    for (key, text) in breton() {
        all += 1;
        unread += usize::from(!read.contains(&(key, text.as_str())));
    }
    Reading { all, unread }
});

#[cfg(test)]
mod tests {
    use super::*;

    /// The declarations in the sources: a new file must be in the lists above.
    fn declared() -> usize {
        fn walk(folder: &std::path::Path, sum: &mut usize) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, sum);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let begins = |line: &&str| {
                        let line = line.trim_start();
                        line.starts_with("texts! {") || line.starts_with("counted! {")
                    };
                    *sum += text.lines().filter(begins).count();
                }
            }
        }
        let mut sum = 0;
        walk(
            std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/texts")),
            &mut sum,
        );
        sum
    }

    #[test]
    fn every_file_of_sentences_is_counted() {
        assert_eq!(FILES.len() + COUNTED.len(), declared());
        let keys: HashSet<&str> = breton().map(|(key, _)| key).collect();
        assert_eq!(keys.len(), BRETON.all);
    }

    #[test]
    fn what_a_speaker_read_is_known_and_stands() {
        for line in READ
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let (key, _) = line.split_once("  ").unwrap();
            assert!(
                breton().any(|(known, _)| known == key),
                "no such sentence: {key}"
            );
        }
    }

    /// Texts that are rightly the same in two languages. Anything else that is equal was forgotten.
    const SAME: &str = include_str!("same.txt");

    #[test]
    fn equal_texts_are_on_the_list() {
        let allowed: HashSet<&str> = SAME.lines().collect();
        let mut met = HashSet::new();
        for s in FILES.iter().copied().flatten() {
            if s.fr == s.br || s.fr == s.en || s.br == s.en {
                met.insert(s.key);
            }
            for text in [s.fr, s.br, s.en] {
                assert!(!text.trim().is_empty(), "{}", s.key);
            }
        }
        for (key, forms) in COUNTED.iter().copied().flatten() {
            let pairs = [
                forms.fr.iter().any(|text| forms.br.contains(text)),
                forms.fr.iter().any(|text| forms.en.contains(text)),
                forms.br.iter().any(|text| forms.en.contains(text)),
            ];
            if pairs.contains(&true) {
                met.insert(key);
            }
        }
        let mut forgotten: Vec<_> = met.difference(&allowed).collect();
        forgotten.sort();
        assert!(
            forgotten.is_empty(),
            "equal in two languages: {forgotten:#?}"
        );
        let gone: Vec<_> = allowed.difference(&met).collect();
        assert!(gone.is_empty(), "no longer equal: {gone:#?}");
    }

    #[test]
    fn a_sentence_names_the_same_values_in_each_language() {
        let values = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for s in FILES.iter().copied().flatten() {
            assert_eq!(values(s.fr), values(s.br), "{}", s.key);
            assert_eq!(values(s.fr), values(s.en), "{}", s.key);
        }
        for (key, forms) in COUNTED.iter().copied().flatten() {
            let all = forms.fr.iter().chain(&forms.br).chain(&forms.en);
            let named: HashSet<Vec<String>> = all.map(|text| values(text)).collect();
            assert_eq!(named.len(), 1, "{key}: {named:?}");
        }
    }

    /// A sentence that is written outside the two macros would be counted by nobody.
    #[test]
    fn no_sentence_is_written_beside_the_lists() {
        fn walk(folder: &std::path::Path, found: &mut Vec<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    let name = path.file_name().unwrap().to_string_lossy().into_owned();
                    let text = std::fs::read_to_string(&path).unwrap();
                    let beside = text.contains("Forms {") || text.contains("Lang::Br =>");
                    if beside && !["mod.rs", "plural.rs", "review.rs"].contains(&&*name) {
                        found.push(name);
                    }
                }
            }
        }
        let mut found = Vec::new();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/texts");
        walk(std::path::Path::new(folder), &mut found);
        assert!(found.is_empty(), "{found:?}");
    }
}
