//! Schulze: an option beats another if a chain of wins leads from it to the other that is stronger, in its
//! weakest link, than any chain back. A link's strength is the number of ballots that prefer the one
//! ("winning votes"), if they are more than those that prefer the other; of equal numbers the one with
//! fewer against it is the stronger (Schulze 2011, section 2.1).

use super::order::{Order, preferences};
use super::{Groups, MethodError};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beaten {
    /// Those that nobody beats, then those that nobody else beats, and so on.
    pub groups: Groups,
    /// How many ballots put the one (row) before the other (column).
    pub preferred: Vec<Vec<u64>>,
    /// The strength of the strongest chain from the one to the other.
    pub chains: Vec<Vec<Strength>>,
}

/// How strong a win is; the least means none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    /// Ballots for it.
    pub votes: u64,
    /// Ballots against it.
    pub against: u64,
}

impl Ord for Strength {
    fn cmp(&self, other: &Self) -> Ordering {
        let fewer = other.against.cmp(&self.against);
        self.votes.cmp(&other.votes).then(fewer)
    }
}

impl PartialOrd for Strength {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Counts orders of `n` options.
///
/// # Errors
/// [`MethodError::Options`], [`MethodError::TooManyVotes`], [`MethodError::UnevenBallot`].
pub fn count(n: usize, ballots: &[Order]) -> Result<Beaten, MethodError> {
    let (preferred, _) = preferences(n, ballots)?;
    let link = |a: usize, b: usize| {
        let (votes, against) = (preferred[a][b], preferred[b][a]);
        if votes > against {
            Strength { votes, against }
        } else {
            Strength::default()
        }
    };
    let row = |a: usize| (0..n).map(|b| link(a, b)).collect();
    let mut chains: Vec<Vec<Strength>> = (0..n).map(row).collect();
    // the widest paths, after Floyd and Warshall
    for via in 0..n {
        for a in 0..n {
            for b in 0..n {
                if a != b {
                    let through = chains[a][via].min(chains[via][b]);
                    chains[a][b] = chains[a][b].max(through);
                }
            }
        }
    }
    let mut left: Vec<usize> = (0..n).collect();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let beaten = |b: usize| left.iter().any(|&a| chains[a][b] > chains[b][a]);
        let (rest, best): (Vec<usize>, Vec<usize>) = left.iter().partition(|&&b| beaten(b));
        // "beats" has no circle (Schulze, theorem 1): some are never beaten
        if best.is_empty() {
            break;
        }
        groups.push(best);
        left = rest;
    }
    Ok(Beaten {
        groups,
        preferred,
        chains,
    })
}
