//! Borda: an option gets a point for each option that a ballot puts after it, and half a point for each it
//! puts in the same place. Points are counted double, so that they stay whole.

use super::order::{Order, preferences};
use super::{Groups, MethodError, grouped};
use serde::{Deserialize, Serialize};

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointed {
    /// Most points first.
    pub groups: Groups,
    /// For each option twice its points.
    pub doubled: Vec<u64>,
}

/// Counts orders of `n` options.
///
/// # Errors
/// [`MethodError::Options`], [`MethodError::TooManyVotes`], [`MethodError::UnevenBallot`].
pub fn count(n: usize, ballots: &[Order]) -> Result<Pointed, MethodError> {
    let (preferred, all) = preferences(n, ballots)?;
    let doubled: Vec<u64> = (0..n)
        .map(|a| {
            let others = (0..n).filter(|b| *b != a);
            // two for each put after it, one for each put beside it: those that do not put it after
            others
                .map(|b| all + preferred[a][b] - preferred[b][a])
                .sum()
        })
        .collect();
    Ok(Pointed {
        groups: grouped(&doubled),
        doubled,
    })
}
