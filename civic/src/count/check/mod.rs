//! A second, independent count that checks the first.
//!
//! For: telling a citizen, or an auditor, that an explanation is right. Never in here: code of
//! the rules themselves. The checker shares with them only the types: it looks for the best
//! project where they sort; it takes equal shares ballot by ballot, with fractions, where they
//! group ballots and filter with intervals; it fills lists for the knapsack where they fill
//! tables; it redoes the draw from its description. It is slower and simpler on purpose. Only to
//! find the round at which raised shares stop, of thousands, does it use bounds too (its own, and
//! fractions wherever they leave a doubt): a vote is closed while the check runs.

mod knapsack;
mod round;
mod shares;

use super::instance::Instance;
use super::outcome::{Outcome, Reason, Step};
use super::rule::{Completion, Measure, Mode, Rule, Utility};
use super::tie::TieRule;
use super::{CountError, to_hex};
use num_rational::Ratio;
use sha2::{Digest, Sha256};

/// What is wrong with an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckError {
    #[error("the instance or the rule is not valid: {0}")]
    Invalid(CountError),
    #[error("there is not one line for each project")]
    WrongLength,
    #[error("the votes or the points of project {project} are wrong")]
    WrongTally { project: usize },
    #[error("the winner in place {place} is wrong, missing or too many")]
    WrongWinner { place: usize },
    #[error("line {step} of the explanation is wrong, missing or too many")]
    WrongStep { step: usize },
    #[error("the reason given for project {project} is wrong")]
    WrongReason { project: usize },
    #[error("the money left is wrong")]
    WrongLeft,
    #[error("the instance is too large to be checked")]
    TooLarge,
}

/// Counts again in another way and compares everything the outcome says.
pub fn check(
    instance: &Instance,
    rule: &Rule,
    tie: &TieRule,
    outcome: &Outcome,
) -> Result<(), CheckError> {
    instance.validate().map_err(CheckError::Invalid)?;
    rule.validate().map_err(CheckError::Invalid)?;
    if outcome.projects.len() != instance.projects.len() {
        return Err(CheckError::WrongLength);
    }
    let mut replay = Replay::new(instance, tie);
    for (project, tally) in outcome.projects.iter().enumerate() {
        if (tally.votes, tally.points) != (replay.votes[project], replay.points[project]) {
            return Err(CheckError::WrongTally { project });
        }
    }
    match *rule {
        Rule::GreedyVotes { mode } => replay.greedy(Per::Project, false, mode),
        Rule::GreedyVotesPerEuro { mode } => replay.greedy(Per::Euro, false, mode),
        Rule::Cumulative { mode } => replay.greedy(Per::Project, true, mode),
        Rule::EqualShares {
            utility,
            completion,
        } => {
            shares::replay(&mut replay, utility, completion.unit())?;
            if let Completion::Add1Utilitarian { .. } = completion {
                let per = if utility == Utility::Cost {
                    Per::Project
                } else {
                    Per::Euro
                };
                replay.greedy(per, false, Mode::Skip);
            }
        }
        Rule::Knapsack { measure } => {
            knapsack::replay(&mut replay, measure == Measure::Points)?;
        }
    }
    replay.compare(outcome)
}

/// What a unit of score is divided by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Per {
    Project,
    Euro,
}

/// A count in progress.
struct Replay<'a> {
    instance: &'a Instance,
    tie: &'a TieRule,
    votes: Vec<u64>,
    points: Vec<u64>,
    left: i64,
    winners: Vec<usize>,
    steps: Vec<Step>,
    reasons: Vec<Reason>,
}

impl<'a> Replay<'a> {
    fn new(instance: &'a Instance, tie: &'a TieRule) -> Self {
        let count = instance.projects.len();
        let (mut votes, mut points) = (vec![0; count], vec![0; count]);
        for ballot in &instance.ballots {
            for choice in &ballot.choices {
                votes[choice.project] += 1;
                points[choice.project] += u64::from(choice.points);
            }
        }
        Self {
            instance,
            tie,
            votes,
            points,
            left: instance.budget,
            winners: Vec::new(),
            steps: Vec::new(),
            reasons: vec![Reason::NoVotes; count],
        }
    }

    fn cost(&self, project: usize) -> i64 {
        self.instance.projects[project].cost
    }

    fn wins(&self, project: usize) -> bool {
        self.winners.contains(&project)
    }

    /// Records a winner and takes its cost from what is left.
    fn win(&mut self, project: usize) {
        self.left -= self.cost(project);
        self.winners.push(project);
        let place = u32::try_from(self.winners.len()).unwrap_or(u32::MAX);
        self.reasons[project] = Reason::Selected { place };
    }

    /// Whether the tie rule puts `a` before `b`.
    fn before(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.instance.projects[a], &self.instance.projects[b]);
        match self.tie {
            TieRule::IdText => a.id < b.id,
            TieRule::LowerCostThenDraw(seed) => {
                let draw = |id: &str| {
                    let seed = to_hex(seed);
                    let lines = ["tiker draw 1", &seed, id];
                    to_hex(&Sha256::digest(lines.join("\n")))
                };
                a.cost < b.cost || (a.cost == b.cost && draw(&a.id) < draw(&b.id))
            }
        }
    }

    /// Sorts by the tie rule: each project goes before the first that it precedes.
    fn in_tie_order(&self, projects: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut order: Vec<usize> = Vec::new();
        for project in projects {
            let place = order.iter().position(|&other| self.before(project, other));
            order.insert(place.unwrap_or(order.len()), project);
        }
        order
    }

    /// Takes the best project not yet considered, again and again.
    fn greedy(&mut self, per: Per, points: bool, mode: Mode) {
        let scores = if points {
            self.points.clone()
        } else {
            self.votes.clone()
        };
        let value = |replay: &Self, p: usize| {
            let per = if per == Per::Euro { replay.cost(p) } else { 1 };
            Ratio::new(i128::from(scores[p]), i128::from(per))
        };
        let mut rest: Vec<usize> = (0..scores.len())
            .filter(|&p| scores[p] > 0 && !self.wins(p))
            .collect();
        while let Some(&first) = rest.first() {
            let mut best = first;
            for &p in &rest {
                let (a, b) = (value(self, p), value(self, best));
                if a > b || (a == b && self.before(p, best)) {
                    best = p;
                }
            }
            rest.retain(|&p| p != best);
            let (project, cost, left) = (best, self.cost(best), self.left);
            if cost <= left {
                let equal = rest
                    .iter()
                    .copied()
                    .filter(|&p| value(self, p) == value(self, best));
                let tied = self.in_tie_order(equal);
                self.win(project);
                let left = self.left;
                self.steps.push(Step::Funded {
                    project,
                    score: scores[project],
                    cost,
                    left,
                    tied,
                });
                continue;
            }
            self.reasons[project] = Reason::NotEnoughMoney { cost, left };
            if mode == Mode::Stop {
                self.steps.push(Step::StoppedAt {
                    project,
                    cost,
                    left,
                });
                rest.iter()
                    .for_each(|&p| self.reasons[p] = Reason::Stopped { at: project });
                return;
            }
            self.steps.push(Step::Skipped {
                project,
                cost,
                left,
            });
        }
    }

    fn compare(self, outcome: &Outcome) -> Result<(), CheckError> {
        if let Some(place) = first_difference(&self.winners, &outcome.winners) {
            return Err(CheckError::WrongWinner { place: place + 1 });
        }
        if let Some(step) = first_difference(&self.steps, &outcome.steps) {
            return Err(CheckError::WrongStep { step });
        }
        let reasons: Vec<Reason> = outcome.projects.iter().map(|tally| tally.reason).collect();
        if let Some(project) = first_difference(&self.reasons, &reasons) {
            return Err(CheckError::WrongReason { project });
        }
        if self.left != outcome.left {
            Err(CheckError::WrongLeft)
        } else {
            Ok(())
        }
    }
}

fn first_difference<T: PartialEq>(a: &[T], b: &[T]) -> Option<usize> {
    (0..a.len().max(b.len())).find(|&i| a.get(i) != b.get(i))
}
