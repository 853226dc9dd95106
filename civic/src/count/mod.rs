//! Counting a participatory budget.
//!
//! For: turning ballots into funded projects under the rule a commune voted, with an explanation
//! anyone can replay. Never in here: floating-point numbers, a clock, randomness other than a
//! published seed, IO, or any rule that depends on who cast a ballot.
//!
//! All arithmetic is on whole numbers and fractions. A project without votes (or points, where
//! points are counted) is never funded; in this alone the greedy rules differ from pabutools,
//! which funds such projects when money is left.
//!
//! # What each rule promises
//!
//! | | greedy, skip¹ | greedy, stop¹ | knapsack | shares | shares, Add1 | shares, Add1U |
//! |---|---|---|---|---|---|---|
//! | never over the budget | yes | yes | yes | yes | yes | yes |
//! | the order of ballots or projects is indifferent | yes | yes | yes | yes | yes | yes |
//! | names are indifferent | but for ties | but for ties | but for ties | but for ties | but for ties | but for ties |
//! | no project with votes fits in what is left | yes | no | yes | no | no | yes |
//! | more support keeps a winner | yes | yes | yes | yes | no | no |
//! | a lower cost keeps a winner | yes | yes | yes | yes | no | no |
//! | a larger budget keeps the winners | no | yes | no | no | no | no |
//! | EJR up to one project² | no | no | no | yes | yes | yes |
//! | winners are paid for by their supporters³ | – | – | – | yes | – | – |
//!
//! ¹ By votes, by votes per euro, or by points. ² Peters, Pierczyński and Skowron 2021, for the
//! utility the rule uses: a group that is large enough for a set of projects all its members
//! named has a member who is at most one project short of it. ³ Priceability, same paper; not
//! examined for the other rules.
//!
//! Each "yes" is a property tested on random small instances (`tests/axioms.rs`), each "no" has a
//! counterexample (`tests/counterexamples.rs`). "More support" is a voter, already counted, who
//! also names the winner or gives it more points.

mod check;
mod greedy;
mod instance;
mod knapsack;
mod outcome;
mod rule;
mod shares;
mod tie;

pub use self::check::{CheckError, check};
pub use self::instance::{Ballot, Choice, Instance, MAX_BALLOTS, MAX_CENTS, Project};
pub use self::outcome::{Outcome, Reason, Step, Tally};
pub use self::rule::{Completion, Measure, Mode, Rule, Utility};
pub use self::shares::MAX_ROUNDS;
pub use self::tie::{TieRule, to_hex};

use self::greedy::Score;
use serde::{Deserialize, Serialize};

/// Why an instance cannot be counted. Positions are those in the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum CountError {
    #[error("the budget is negative or too large")]
    BudgetOutOfRange,
    #[error("the cost of project {project} is not positive or is too large")]
    CostOutOfRange { project: usize },
    #[error("project {project} has the id of another one")]
    DuplicateId { project: usize },
    #[error("ballot {ballot} names a project that does not exist")]
    UnknownProject { ballot: usize },
    #[error("ballot {ballot} names a project twice")]
    DuplicateChoice { ballot: usize },
    #[error("there are too many ballots")]
    TooManyBallots,
    #[error("the increment of equal shares is not positive or is too large")]
    UnitOutOfRange,
    #[error("the knapsack is too large to be solved exactly")]
    KnapsackTooLarge,
}

/// Counts the ballots.
pub fn count(instance: &Instance, rule: &Rule, tie: &TieRule) -> Result<Outcome, CountError> {
    instance.validate()?;
    rule.validate()?;
    let support = instance.support();
    let ranks = tie.ranks(&instance.projects);
    let (score, mode) = match *rule {
        Rule::GreedyVotes { mode } => (Score::Votes, mode),
        Rule::GreedyVotesPerEuro { mode } => (Score::VotesPerEuro, mode),
        Rule::Cumulative { mode } => (Score::Points, mode),
        Rule::EqualShares {
            utility,
            completion,
        } => {
            return shares::equal_shares(instance, &support, &ranks, utility, completion);
        }
        Rule::Knapsack { measure } => {
            return knapsack::knapsack(instance, &support, &ranks, measure);
        }
    };
    let mut outcome = greedy::undecided(instance, &support);
    greedy::extend(&mut outcome, instance, &support, &ranks, score, mode);
    Ok(outcome)
}
