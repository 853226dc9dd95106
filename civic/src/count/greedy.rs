//! Greedy rules: projects in order of score, each funded if it fits in what is left.

use super::instance::{Instance, Support};
use super::outcome::{Outcome, Reason, Step, Tally};
use super::rule::Mode;
use std::cmp::Ordering;

/// What a greedy rule sorts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Score {
    Votes,
    VotesPerEuro,
    Points,
}

impl Score {
    pub(super) fn of(self, support: Support) -> u64 {
        match self {
            Self::Votes | Self::VotesPerEuro => support.votes,
            Self::Points => support.points,
        }
    }

    /// `Less` if the first is the better.
    fn compare(self, (score_a, cost_a): (u64, i64), (score_b, cost_b): (u64, i64)) -> Ordering {
        match self {
            Self::Votes | Self::Points => score_b.cmp(&score_a),
            Self::VotesPerEuro => {
                let a = i128::from(score_a) * i128::from(cost_b);
                let b = i128::from(score_b) * i128::from(cost_a);
                b.cmp(&a)
            }
        }
    }
}

/// An outcome in which nothing is decided yet.
pub(super) fn undecided(instance: &Instance, support: &[Support]) -> Outcome {
    let tally = |s: &Support| Tally {
        votes: s.votes,
        points: s.points,
        reason: Reason::NoVotes,
    };
    Outcome {
        winners: Vec::new(),
        projects: support.iter().map(tally).collect(),
        left: instance.budget,
        steps: Vec::new(),
    }
}

/// Funds projects not funded yet, best score first, with the money `outcome` has left.
pub(super) fn extend(
    outcome: &mut Outcome,
    instance: &Instance,
    support: &[Support],
    ranks: &[u32],
    score: Score,
    mode: Mode,
) {
    let value = |p: usize| (score.of(support[p]), instance.projects[p].cost);
    let mut order: Vec<usize> = (0..instance.projects.len())
        .filter(|&p| !outcome.funds(p) && value(p).0 > 0)
        .collect();
    order.sort_by(|&a, &b| {
        score
            .compare(value(a), value(b))
            .then_with(|| ranks[a].cmp(&ranks[b]))
    });
    let mut stopped = None;
    for (i, &project) in order.iter().enumerate() {
        let (points, cost) = value(project);
        let left = outcome.left;
        outcome.projects[project].reason = if let Some(at) = stopped {
            Reason::Stopped { at }
        } else if cost <= left {
            let after = order[i + 1..].iter().copied();
            let tied = after
                .take_while(|&p| score.compare(value(p), value(project)) == Ordering::Equal)
                .collect();
            outcome.left -= cost;
            outcome.winners.push(project);
            let left = outcome.left;
            outcome.steps.push(Step::Funded {
                project,
                score: points,
                cost,
                left,
                tied,
            });
            Reason::Selected {
                place: place(outcome),
            }
        } else {
            outcome.steps.push(match mode {
                Mode::Skip => Step::Skipped {
                    project,
                    cost,
                    left,
                },
                Mode::Stop => Step::StoppedAt {
                    project,
                    cost,
                    left,
                },
            });
            stopped = (mode == Mode::Stop).then_some(project);
            Reason::NotEnoughMoney { cost, left }
        };
    }
}

/// The place, from 1, of the last winner.
pub(super) fn place(outcome: &Outcome) -> u32 {
    u32::try_from(outcome.winners.len()).unwrap_or(u32::MAX)
}
