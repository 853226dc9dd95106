//! The method of equal shares (Peters, Pierczyński and Skowron 2021; <https://equalshares.net>).
//!
//! Every ballot, blank ones too, receives the same part of the budget. A project can be bought
//! when those who named it have enough together; its price is the smallest `q` such that they
//! pay for it if each gives `q`, or all she has if that is less. The project with the smallest
//! `q / utility` is bought, and so on until none can be.

mod exact;
mod groups;
mod money;
mod run;

use self::groups::Groups;
use self::money::Endowment;
use self::run::{Run, Setting};
use super::CountError;
use super::greedy::{Score, extend, place, undecided};
use super::instance::{Instance, Support};
use super::outcome::{Outcome, Reason, Step};
use super::rule::{Completion, Mode, Utility};

/// Shares are raised this many times at most, which is part of the rule: with few voters and a small
/// unit, raising until one supporter alone can pay a dear project would never end. What is left then is
/// for the completion, or stays.
pub const MAX_ROUNDS: u64 = 10_000;

pub(super) fn equal_shares(
    instance: &Instance,
    support: &[Support],
    ranks: &[u32],
    utility: Utility,
    completion: Completion,
) -> Result<Outcome, CountError> {
    let mut outcome = undecided(instance, support);
    if instance.ballots.is_empty() {
        return Ok(outcome);
    }
    let groups = Groups::new(instance);
    let setting = Setting {
        instance,
        groups: &groups,
        ranks,
        utility,
    };
    let mut raise = 0;
    if let Some(unit) = completion.unit() {
        let rounds = rounds(setting, support, unit);
        raise = i128::from(rounds) * i128::from(unit);
        outcome.steps.push(Step::Raised { rounds, unit });
    }
    explain(
        &mut outcome,
        support,
        Run::new(setting, endowment(instance, raise)),
    );
    if let Completion::Add1Utilitarian { .. } = completion {
        let score = match utility {
            Utility::Cost => Score::Votes,
            Utility::Cardinality => Score::VotesPerEuro,
        };
        extend(&mut outcome, instance, support, ranks, score, Mode::Skip);
    }
    Ok(outcome)
}

/// An equal part of the budget for each ballot, plus `raise` cents.
fn endowment(instance: &Instance, raise: i128) -> Endowment {
    let denominator = instance.ballots.len() as i128;
    Endowment {
        numerator: i128::from(instance.budget) + raise * denominator,
        denominator,
    }
}

/// How many times `unit` is added to each share: until no project with votes fits in what is
/// left, or just before the outcome would cost more than the budget, or [`MAX_ROUNDS`].
fn rounds(setting: Setting, support: &[Support], unit: i64) -> u64 {
    let instance = setting.instance;
    for rounds in 0..=MAX_ROUNDS {
        let raise = i128::from(rounds) * i128::from(unit);
        let mut run = Run::new(setting, endowment(instance, raise));
        let mut left = instance.budget;
        let mut funded = vec![false; instance.projects.len()];
        while let Some(purchase) = run.buy() {
            left -= instance.projects[purchase.project].cost;
            funded[purchase.project] = true;
            if left < 0 {
                // Shares of the budget itself never buy more than the budget: `rounds` > 0.
                return rounds.saturating_sub(1);
            }
        }
        let fits =
            |p: usize| !funded[p] && support[p].votes > 0 && instance.projects[p].cost <= left;
        if !(0..instance.projects.len()).any(fits) {
            return rounds;
        }
    }
    MAX_ROUNDS
}

/// Runs to the end, writing down every purchase and why each other project could not be bought.
fn explain(outcome: &mut Outcome, support: &[Support], mut run: Run) {
    while let Some(purchase) = run.buy() {
        let share = run.share_cents(&purchase);
        let cost = run.cost(purchase.project);
        let project = purchase.project;
        outcome.left -= cost;
        outcome.winners.push(project);
        outcome.projects[project].reason = Reason::Selected {
            place: place(outcome),
        };
        outcome.steps.push(Step::Shared {
            project,
            supporters: support[project].votes,
            share,
            cost,
            left: outcome.left,
            tied: purchase.tied,
        });
    }
    for (project, support) in support.iter().enumerate() {
        if support.votes > 0 && !outcome.funds(project) {
            let (cost, money) = (run.cost(project), run.money_cents(project));
            outcome.projects[project].reason = Reason::SupportersTooPoor { cost, money };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Ballot, Project, Rule, TieRule, check, count};

    #[test]
    fn fractions_decide_when_the_fixed_point_is_coarse() {
        assert_eq!(money::FRACTION_BITS, 1);
        let mut state = 1_u64;
        let mut next = |limit: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % limit
        };
        for round in 0..400 {
            let projects = 2 + next(8);
            let most = [6, 40, 3000][round % 3];
            let project = |i: u64, cost: u64| Project {
                id: i.to_string(),
                cost: 1 + cost as i64,
            };
            let instance = Instance {
                budget: next(most * projects) as i64,
                projects: (0..projects).map(|i| project(i, next(most))).collect(),
                ballots: (0..1 + next(12))
                    .map(|_| Ballot::approving((0..projects as usize).filter(|_| next(2) == 0)))
                    .collect(),
            };
            for utility in [Utility::Cost, Utility::Cardinality] {
                for completion in [Completion::None, Completion::Add1Utilitarian { unit: 7 }] {
                    let rule = Rule::EqualShares {
                        utility,
                        completion,
                    };
                    let outcome = count(&instance, &rule, &TieRule::IdText).unwrap();
                    let checked = check(&instance, &rule, &TieRule::IdText, &outcome);
                    assert_eq!(checked, Ok(()), "{rule:?} on {instance:?}");
                }
            }
        }
    }
}
