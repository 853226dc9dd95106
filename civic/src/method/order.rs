//! Ballots that put options in an order: equal places allowed, options left out come last together.

use super::{MethodError, options, votes};
use serde::{Deserialize, Serialize};

/// One ballot, or so many of the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// For each option its place, the smaller the better; none for one left out.
    pub places: Vec<Option<u32>>,
    /// How many such ballots.
    pub weight: u64,
}

impl Order {
    /// Whether it puts `a` before `b`.
    #[must_use]
    pub fn prefers(&self, a: usize, b: usize) -> bool {
        match (self.places[a], self.places[b]) {
            (Some(a), Some(b)) => a < b,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// For each pair how many ballots put the one before the other; all votes.
pub(super) fn preferences(
    n: usize,
    ballots: &[Order],
) -> Result<(Vec<Vec<u64>>, u64), MethodError> {
    options(n)?;
    let all = votes(ballots.iter().map(|ballot| ballot.weight))?;
    let mut preferred = vec![vec![0; n]; n];
    for (at, ballot) in ballots.iter().enumerate() {
        if ballot.places.len() != n {
            return Err(MethodError::UnevenBallot { ballot: at });
        }
        for (a, row) in preferred.iter_mut().enumerate() {
            for (b, count) in row.iter_mut().enumerate() {
                if ballot.prefers(a, b) {
                    *count += ballot.weight;
                }
            }
        }
    }
    Ok((preferred, all))
}
