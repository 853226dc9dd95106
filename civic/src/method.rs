//! Voting methods that choose among options without a budget: single choice, approval, score, majority
//! judgment, Borda, Schulze.
//!
//! For: turning ballots, or the totals that sealed ballots open to, into a standing that anyone can redo
//! from the numbers beside it. Never in here: floating-point numbers, a clock, randomness other than a
//! published seed, IO, or any rule that depends on who cast a ballot; nor participatory budgets, which
//! are in [`crate::count`].
//!
//! Whatever a method leaves equal stays together in one group: a draw is a step of its own
//! ([`draw`]), said as such, and never hidden in an order.
//!
//! | Method | Needs | Source |
//! |---|---|---|
//! | [`choice`] single choice, approval | votes for each option | – |
//! | [`score`] | how often each number of points was given | – |
//! | [`judgment`] majority judgment | how often each grade was given | Balinski and Laraki, *Majority Judgment*, MIT Press 2010 |
//! | [`borda`] | orders | Borda 1781; equal places as in Saari, *Basic Geometry of Voting*, 1995 |
//! | [`schulze`] | orders | Schulze, *Social Choice and Welfare* 36, 2011, winning votes |
//!
//! The first three need no order, so sealed ballots need no shuffle for them.

pub mod borda;
pub mod choice;
pub mod judgment;
pub mod order;
pub mod schulze;
pub mod score;

use crate::count::to_hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Most options.
pub const MAX_OPTIONS: usize = 1_000;
/// Most votes with their weights: sums of them times [`MAX_STEPS`] stay within 64 bits.
pub const MAX_VOTES: u64 = 1 << 40;
/// Most grades or points.
pub const MAX_STEPS: usize = 1 << 16;

/// Options in groups, the best first; those of a group are equal, in rising order.
pub type Groups = Vec<Vec<usize>>;

/// Why nothing can be counted. Positions are from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum MethodError {
    #[error("there are no options, or too many")]
    Options,
    #[error("there are no grades, or too many")]
    Grades,
    #[error("option {option} has another number of grades than the first")]
    UnevenGrades { option: usize },
    #[error("option {option} has another number of votes than the first")]
    UnevenVotes { option: usize },
    #[error("there are too many votes")]
    TooManyVotes,
    #[error("ballot {ballot} has another number of options")]
    UnevenBallot { ballot: usize },
}

/// Groups of equal keys, the greatest first.
fn grouped<K: Ord>(keys: &[K]) -> Groups {
    grouped_by(keys.len(), |a, b| keys[b].cmp(&keys[a]))
}

/// Groups of what compares as equal, the least first.
fn grouped_by(n: usize, compare: impl Fn(usize, usize) -> std::cmp::Ordering) -> Groups {
    let mut order: Vec<usize> = (0..n).collect();
    // stable: those of a group stay in rising order
    order.sort_by(|&a, &b| compare(a, b));
    let mut groups: Groups = Vec::new();
    for option in order {
        match groups.last_mut() {
            Some(group) if compare(group[0], option).is_eq() => group.push(option),
            _ => groups.push(vec![option]),
        }
    }
    groups
}

/// How many options there are, if that can be.
fn options(n: usize) -> Result<usize, MethodError> {
    if n == 0 || n > MAX_OPTIONS {
        return Err(MethodError::Options);
    }
    Ok(n)
}

/// A sum of votes, if they are not too many.
fn votes(counts: impl IntoIterator<Item = u64>) -> Result<u64, MethodError> {
    counts
        .into_iter()
        .try_fold(0u64, u64::checked_add)
        .filter(|sum| *sum <= MAX_VOTES)
        .ok_or(MethodError::TooManyVotes)
}

/// Draws an order among equal options: the one whose SHA-256 digest is the smaller comes first; the text
/// digested is `tiker draw 1`, a line feed, the seed in 64 hexadecimal digits, a line feed, the id: the same
/// draw as between equal projects ([`crate::count::TieRule`]), and the same command redoes it.
pub fn draw(group: &[usize], ids: &[&str], seed: &[u8; 32]) -> Vec<usize> {
    let head = format!("tiker draw 1\n{}\n", to_hex(seed));
    let digest = |option: usize| -> [u8; 32] {
        let id = ids.get(option).copied().unwrap_or("");
        Sha256::digest(format!("{head}{id}")).into()
    };
    let mut drawn = group.to_vec();
    drawn.sort_by_key(|&option| digest(option));
    drawn
}
