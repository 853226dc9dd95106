//! What a count returns: the winners, and why each project is or is not among them.

use super::instance::Instance;
use serde::{Deserialize, Serialize};

/// The result of a count. Projects are named by their position in the instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// In the order in which they were selected.
    pub winners: Vec<usize>,
    /// One entry for each project, in the order of the instance.
    pub projects: Vec<Tally>,
    /// Money left, in cents.
    pub left: i64,
    /// The explanation, in order: enough to redo the count by hand or with [`super::check()`].
    pub steps: Vec<Step>,
}

/// What one project received, and its fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Ballots that name it.
    pub votes: u64,
    /// Points given to it.
    pub points: u64,
    pub reason: Reason,
}

/// Why a project is funded or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Funded, as the `place`-th winner, from 1.
    Selected { place: u32 },
    /// When its turn came it cost more than what was left.
    NotEnoughMoney { cost: i64, left: i64 },
    /// Equal shares: what its supporters have at the end, in whole cents rounded down, is less
    /// than its cost.
    SupportersTooPoor { cost: i64, money: i64 },
    /// No ballot names it, or it has no points where points are counted. No rule funds it.
    NoVotes,
    /// The count stopped before its turn, at project `at`.
    Stopped { at: usize },
    /// Knapsack: the best set does without it.
    NotInBestSet,
}

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Greedy: funded. `score` is votes or points; `tied` are the projects that were as good and
    /// came later only by the tie rule.
    Funded {
        project: usize,
        score: u64,
        cost: i64,
        left: i64,
        tied: Vec<usize>,
    },
    /// Greedy: costs more than what is left, the count goes on.
    Skipped {
        project: usize,
        cost: i64,
        left: i64,
    },
    /// Greedy: costs more than what is left, the count stops.
    StoppedAt {
        project: usize,
        cost: i64,
        left: i64,
    },
    /// Equal shares: every share was raised `rounds` times by `unit` cents.
    Raised { rounds: u64, unit: i64 },
    /// Equal shares: funded by its `supporters`, none of whom paid more than `share` cents
    /// (rounded up to a whole cent). `left` is what is left of the budget.
    Shared {
        project: usize,
        supporters: u64,
        share: i64,
        cost: i64,
        left: i64,
        tied: Vec<usize>,
    },
    /// Knapsack: the best total under the budget, and what the set chosen costs.
    Best { total: u64, cost: i64 },
    /// Knapsack: a project of that set.
    Packed {
        project: usize,
        score: u64,
        cost: i64,
    },
}

impl Outcome {
    /// The ids of the winners, in the order of selection.
    pub fn ids<'a>(&self, instance: &'a Instance) -> Vec<&'a str> {
        let ids = self
            .winners
            .iter()
            .filter_map(|&p| instance.projects.get(p));
        ids.map(|p| p.id.as_str()).collect()
    }

    /// Whether a project is funded.
    pub fn funds(&self, project: usize) -> bool {
        let tally = self.projects.get(project);
        tally.is_some_and(|t| matches!(t.reason, Reason::Selected { .. }))
    }
}
