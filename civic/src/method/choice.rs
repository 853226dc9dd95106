//! Single choice and approval: options by the votes they have. What differs is how many a ballot may name,
//! which is checked where ballots are cast, and what a majority is.

use super::{Groups, MethodError, grouped, options, votes};
use serde::{Deserialize, Serialize};

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Most votes first.
    pub groups: Groups,
    /// The option that more than half of `ballots` name, if one alone does.
    pub majority: Option<usize>,
    /// Ballots that name at least one option: blank ones are counted apart and are not among them
    /// (electoral code, article L65).
    pub ballots: u64,
}

/// Counts the votes of each option. `ballots` is how many ballots name at least one option: for a single
/// choice the sum of the votes.
///
/// # Errors
/// [`MethodError::Options`], [`MethodError::TooManyVotes`] (also when an option has more than `ballots`).
pub fn count(totals: &[u64], ballots: u64) -> Result<Chosen, MethodError> {
    options(totals.len())?;
    votes([ballots])?;
    if totals.iter().any(|total| *total > ballots) {
        return Err(MethodError::TooManyVotes);
    }
    let groups = grouped(totals);
    let over_half = |option: &usize| totals[*option] * 2 > ballots;
    let mut majorities = (0..totals.len()).filter(over_half);
    let majority = match (majorities.next(), majorities.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    };
    Ok(Chosen {
        groups,
        majority,
        ballots,
    })
}

/// Single choice: every ballot names one option.
///
/// # Errors
/// As [`count`].
pub fn single(totals: &[u64]) -> Result<Chosen, MethodError> {
    count(totals, votes(totals.iter().copied())?)
}

/// The two options of a second round when nobody has a majority: those with the most votes. None when a tie
/// leaves open which two (a draw, or the rules of the vote, must say).
#[must_use]
pub fn second_round(chosen: &Chosen) -> Option<[usize; 2]> {
    match chosen.groups.as_slice() {
        [first, ..] if first.len() == 2 => Some([first[0], first[1]]),
        [first, second, ..] if first.len() == 1 && second.len() == 1 => Some([first[0], second[0]]),
        _ => None,
    }
}
