//! What a ballot may hold. A ballot here is a set of chosen projects, nothing more: who cast it is
//! never beside it. Sealed (encrypted) ballots will replace the content, not these rules.

use crate::id::ProposalId;
use crate::money::Cents;
use serde::{Deserialize, Serialize};

/// What a voter is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BallotKind {
    /// Choose from `min` to `max` projects.
    UpTo {
        /// Fewest projects (0 lets a blank ballot through).
        min: u32,
        /// Most projects.
        max: u32,
    },
    /// Choose projects whose costs together stay within the budget.
    WithinBudget,
}

/// Why a ballot is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BallotError {
    /// Nothing chosen although something is asked.
    TooFew {
        /// Fewest projects.
        min: u32,
    },
    /// More projects than allowed.
    TooMany {
        /// Most projects.
        max: u32,
    },
    /// Over the budget.
    OverBudget {
        /// By how much.
        by: Cents,
    },
    /// The same project twice.
    Twice,
    /// A project that is not on the ballot.
    NotOffered,
}

/// Checks a choice against what is offered; `offered` gives each project with its cost.
/// The choice comes back in the order of `offered`, so that the order of tapping is not kept.
///
/// # Errors
/// The first reason to refuse.
pub fn check<'a>(
    kind: BallotKind,
    budget: Cents,
    offered: &'a [(ProposalId, Cents)],
    chosen: &[ProposalId],
) -> Result<Vec<&'a ProposalId>, BallotError> {
    let mut kept = Vec::with_capacity(chosen.len());
    let mut total = 0i64;
    for (id, cost) in offered {
        if chosen.contains(id) {
            kept.push(id);
            total = total.saturating_add(cost.0);
        }
    }
    for (i, id) in chosen.iter().enumerate() {
        if chosen[..i].contains(id) {
            return Err(BallotError::Twice);
        }
    }
    if kept.len() != chosen.len() {
        return Err(BallotError::NotOffered);
    }
    let count = u32::try_from(kept.len()).unwrap_or(u32::MAX);
    match kind {
        BallotKind::UpTo { min, .. } if count < min => Err(BallotError::TooFew { min }),
        BallotKind::UpTo { max, .. } if count > max => Err(BallotError::TooMany { max }),
        BallotKind::WithinBudget if count == 0 => Err(BallotError::TooFew { min: 1 }),
        BallotKind::WithinBudget if total > budget.0 => Err(BallotError::OverBudget {
            by: Cents(total - budget.0),
        }),
        _ => Ok(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballots_are_checked_against_what_is_offered() {
        let offered = vec![
            ("a".into(), Cents(10)),
            ("b".into(), Cents(20)),
            ("c".into(), Cents(30)),
        ];
        let two = BallotKind::UpTo { min: 1, max: 2 };
        let ids = |s: &str| {
            s.chars()
                .map(|c| ProposalId(c.to_string()))
                .collect::<Vec<_>>()
        };
        let kept = check(two, Cents(0), &offered, &ids("ca")).unwrap();
        assert_eq!(kept, [&ProposalId::from("a"), &ProposalId::from("c")]);
        assert_eq!(
            check(two, Cents(0), &offered, &ids("abc")),
            Err(BallotError::TooMany { max: 2 })
        );
        assert_eq!(
            check(two, Cents(0), &offered, &[]),
            Err(BallotError::TooFew { min: 1 })
        );
        assert_eq!(
            check(two, Cents(0), &offered, &ids("aa")),
            Err(BallotError::Twice)
        );
        assert_eq!(
            check(two, Cents(0), &offered, &ids("z")),
            Err(BallotError::NotOffered)
        );
        let by = Cents(10);
        assert_eq!(
            check(BallotKind::WithinBudget, Cents(40), &offered, &ids("bc")),
            Err(BallotError::OverBudget { by })
        );
        assert!(check(BallotKind::WithinBudget, Cents(50), &offered, &ids("bc")).is_ok());
    }
}
