//! The rules a commune may choose from.

use super::CountError;
use super::instance::MAX_CENTS;
use serde::{Deserialize, Serialize};

/// How the winners are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Most votes first (greedy for cost utilities: Talmon and Faliszewski, "A Framework for
    /// Approval-Based Budgeting Methods", AAAI 2019).
    GreedyVotes { mode: Mode },
    /// Most votes per euro first (greedy for cardinality utilities, same paper).
    GreedyVotesPerEuro { mode: Mode },
    /// Most points first: cumulative voting.
    Cumulative { mode: Mode },
    /// Each ballot gets an equal share of the money and spends it only on projects it names
    /// (Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive
    /// Utilities", NeurIPS 2021).
    EqualShares {
        utility: Utility,
        completion: Completion,
    },
    /// The set of projects with the most votes, or points, that the budget can pay for
    /// (Talmon and Faliszewski 2019; the knapsack problem, solved exactly).
    Knapsack { measure: Measure },
}

/// What a greedy rule does with a project that costs more than what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Go on with the next ones, which may be cheaper.
    Skip,
    /// Stop there.
    Stop,
}

/// What a funded project is worth to a voter who named it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Utility {
    /// Its cost: money spent on what the voter wanted.
    Cost,
    /// One: number of projects the voter wanted.
    Cardinality,
}

/// What equal shares does with the money it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// Leave it.
    None,
    /// Add `unit` cents to each ballot's share, count again, and so on until no named project
    /// fits in what is left or the outcome would cost more than the budget (the outcome before
    /// that one is then kept), [`MAX_ROUNDS`](super::MAX_ROUNDS) times at most.
    Add1 { unit: i64 },
    /// `Add1`, then greedy on what is left: by votes for cost utilities, by votes per euro for
    /// cardinality utilities.
    Add1Utilitarian { unit: i64 },
}

/// What the knapsack rule maximises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    Votes,
    Points,
}

impl Completion {
    /// The increment in cents, if shares may be raised.
    pub fn unit(self) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Add1 { unit } | Self::Add1Utilitarian { unit } => Some(unit),
        }
    }
}

impl Rule {
    pub(super) fn validate(&self) -> Result<(), CountError> {
        match self {
            Self::EqualShares { completion, .. } => match completion.unit() {
                Some(unit) if !(1..=MAX_CENTS).contains(&unit) => Err(CountError::UnitOutOfRange),
                _ => Ok(()),
            },
            _ => Ok(()),
        }
    }
}
