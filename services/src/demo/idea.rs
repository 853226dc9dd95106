//! What is proposed and said in the invented commune, as data.

/// A proposal with all that happens to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Idea {
    pub title: &'static str,
    pub body: &'static str,
    /// Place among the categories of its process.
    pub category: usize,
    /// Place among the districts, if it has one.
    pub district: Option<usize>,
    /// Out of a hundred people, how many support it.
    pub liked: u32,
    pub reply: Reply,
    pub remarks: &'static [Remark],
}

/// What the town hall answers.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reply {
    /// Nothing yet.
    None,
    /// Its author took it back.
    Withdrawn,
    /// Admitted, with a cost (empty where nothing is voted on) and some words.
    Yes(&'static str, &'static str),
    /// Refused, with the reason.
    No(&'static str),
}

/// A comment: `for`, `against` or `neutral`, its text, and the earlier one it answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Remark(pub &'static str, pub &'static str, pub Option<usize>);

/// Places of the districts below.
pub(super) const BOURG: Option<usize> = Some(0);
pub(super) const PORT: Option<usize> = Some(1);
pub(super) const KERLANN: Option<usize> = Some(2);
pub(super) const SAINT_GOUSTAN: Option<usize> = Some(3);
pub(super) const GREVE: Option<usize> = Some(4);

/// The districts, all invented.
pub(super) const DISTRICTS: [&str; 5] = [
    "Bourg",
    "Port",
    "Kerlann",
    "Saint-Goustan-le-Haut",
    "La Grève-Noire",
];

/// The text with the no-break spaces that French wants before its high marks.
pub(super) fn typeset(text: &str) -> String {
    let mut out = text.to_owned();
    for mark in ["?", "!", ";"] {
        out = out.replace(&format!(" {mark}"), &format!("\u{202f}{mark}"));
    }
    for mark in [":", "»", "€", "%"] {
        out = out.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
    }
    out.replace("« ", "«\u{a0}")
}
