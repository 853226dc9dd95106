//! What is counted: a budget, projects with a cost, ballots.

use super::CountError;
use serde::{Deserialize, Serialize};

/// The largest sum of money accepted, in cents (a million million euros). The bound keeps every
/// fixed-point number of the equal-shares engine inside 128 bits.
pub const MAX_CENTS: i64 = 100_000_000_000_000;
/// The largest number of ballots accepted, for the same reason.
pub const MAX_BALLOTS: usize = 1 << 24;

/// A participatory budget ready to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// The money to share out, in cents.
    pub budget: i64,
    pub projects: Vec<Project>,
    /// Every ballot cast, blank ones too: equal shares gives each of them its part of the money.
    pub ballots: Vec<Ballot>,
}

/// A project put to the vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    pub id: String,
    /// In cents; more than zero.
    pub cost: i64,
}

/// One voter's ballot: each project at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    pub choices: Vec<Choice>,
}

/// A project named in a ballot. Naming it approves it, whatever the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Position in [`Instance::projects`].
    pub project: usize,
    /// 1 in an approval ballot.
    pub points: u32,
}

impl Ballot {
    /// An approval ballot: one point for each project named.
    pub fn approving(projects: impl IntoIterator<Item = usize>) -> Self {
        Self::scoring(projects.into_iter().map(|project| (project, 1)))
    }

    /// A ballot that gives points.
    pub fn scoring(points: impl IntoIterator<Item = (usize, u32)>) -> Self {
        let choices = points.into_iter();
        Self {
            choices: choices
                .map(|(project, points)| Choice { project, points })
                .collect(),
        }
    }
}

/// Votes and points of one project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Support {
    pub votes: u64,
    pub points: u64,
}

impl Instance {
    /// Refuses what no rule can count; [`super::count`] calls it first.
    pub fn validate(&self) -> Result<(), CountError> {
        if !(0..=MAX_CENTS).contains(&self.budget) {
            return Err(CountError::BudgetOutOfRange);
        }
        if self.ballots.len() > MAX_BALLOTS {
            return Err(CountError::TooManyBallots);
        }
        for (project, p) in self.projects.iter().enumerate() {
            if !(1..=MAX_CENTS).contains(&p.cost) {
                return Err(CountError::CostOutOfRange { project });
            }
        }
        let mut by_id: Vec<usize> = (0..self.projects.len()).collect();
        by_id.sort_by(|&a, &b| self.projects[a].id.cmp(&self.projects[b].id));
        for pair in by_id.windows(2) {
            if self.projects[pair[0]].id == self.projects[pair[1]].id {
                return Err(CountError::DuplicateId {
                    project: pair[0].max(pair[1]),
                });
            }
        }
        // `last_seen[p]` = 1 + the last ballot that named p: a duplicate costs one comparison.
        let mut last_seen = vec![0_usize; self.projects.len()];
        for (ballot, b) in self.ballots.iter().enumerate() {
            for choice in &b.choices {
                match last_seen.get_mut(choice.project) {
                    None => return Err(CountError::UnknownProject { ballot }),
                    Some(seen) if *seen == ballot + 1 => {
                        return Err(CountError::DuplicateChoice { ballot });
                    }
                    Some(seen) => *seen = ballot + 1,
                }
            }
        }
        Ok(())
    }

    /// Votes and points of every project.
    pub(super) fn support(&self) -> Vec<Support> {
        let mut all = vec![Support::default(); self.projects.len()];
        for choice in self.ballots.iter().flat_map(|b| &b.choices) {
            all[choice.project].votes += 1;
            all[choice.project].points += u64::from(choice.points);
        }
        all
    }
}
