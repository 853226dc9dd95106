//! The properties that the table in `civic::count` says hold, on random small instances.

mod common;

use civic::count::{
    Ballot, Choice, Completion, Instance, Outcome, Reason, Rule, Step, TieRule, Utility,
};
use common::*;
use num_rational::Ratio;
use proptest::prelude::*;

fn named(instance: &Instance, ballot: usize, project: usize) -> bool {
    instance.ballots[ballot]
        .choices
        .iter()
        .any(|choice| choice.project == project)
}

/// Whether a project with support could still be paid for.
fn room_left(instance: &Instance, rule: Rule, outcome: &Outcome) -> bool {
    instance
        .projects
        .iter()
        .zip(&outcome.projects)
        .enumerate()
        .any(|(p, (project, tally))| {
            let support = match rule {
                CUMULATIVE | KNAPSACK_POINTS => tally.points,
                _ => tally.votes,
            };
            !outcome.funds(p) && support > 0 && project.cost <= outcome.left
        })
}

/// The rules for which adding support to a winner, or making it cheaper, never unseats it.
fn monotone_rules() -> Vec<Rule> {
    let mut rules = vec![
        VOTES,
        VOTES_STOP,
        PER_EURO,
        PER_EURO_STOP,
        CUMULATIVE,
        CUMULATIVE_STOP,
    ];
    rules.extend([KNAPSACK, KNAPSACK_POINTS]);
    rules.extend(both_shares(Completion::None));
    rules
}

/// Whether some group of voters deserves the projects of `set` and is left more than one project
/// short of them ("EJR up to one project", Peters, Pierczyński and Skowron 2021).
fn cheated(instance: &Instance, outcome: &Outcome, utility: Utility) -> bool {
    let count = instance.projects.len();
    let worth = |p: usize| match utility {
        Utility::Cost => instance.projects[p].cost,
        Utility::Cardinality => 1,
    };
    (1..1_usize << count).any(|bits| {
        let set: Vec<usize> = (0..count).filter(|p| bits >> p & 1 == 1).collect();
        let cost: i64 = set.iter().map(|&p| instance.projects[p].cost).sum();
        let wanted: i64 = set.iter().map(|&p| worth(p)).sum();
        let short = |ballot: usize| {
            let won = outcome
                .winners
                .iter()
                .filter(|&&p| named(instance, ballot, p));
            let won: i64 = won.map(|&p| worth(p)).sum();
            let others = set
                .iter()
                .filter(|&&p| !outcome.funds(p))
                .map(|&p| worth(p));
            won < wanted && won + others.max().unwrap_or(0) <= wanted
        };
        let group = (0..instance.ballots.len())
            .filter(|&b| set.iter().all(|&p| named(instance, b, p)) && short(b))
            .count() as i64;
        group > 0 && group * instance.budget >= cost * instance.ballots.len() as i64
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn feasible_explained_and_checked((instance, tie) in small()) {
        for rule in every_rule() {
            let outcome = counted(&instance, rule, tie);
            let spent: i64 = outcome.winners.iter().map(|&p| instance.projects[p].cost).sum();
            prop_assert!(outcome.left >= 0);
            prop_assert_eq!(spent + outcome.left, instance.budget);
            for (p, tally) in outcome.projects.iter().enumerate() {
                prop_assert_eq!(outcome.winners.contains(&p), outcome.funds(p));
                if tally.votes == 0 {
                    prop_assert_eq!(tally.reason, Reason::NoVotes);
                }
            }
            let json = serde_json::to_string(&outcome).unwrap();
            prop_assert_eq!(serde_json::from_str::<Outcome>(&json).unwrap(), outcome);
        }
    }

    #[test]
    fn exhaustive((instance, tie) in small()) {
        let mut rules = vec![VOTES, PER_EURO, CUMULATIVE, KNAPSACK, KNAPSACK_POINTS];
        rules.extend(both_shares(Completion::Add1Utilitarian { unit: 3 }));
        for rule in rules {
            let outcome = counted(&instance, rule, tie);
            prop_assert!(!room_left(&instance, rule, &outcome), "{:?}", rule);
        }
    }

    #[test]
    fn the_order_of_ballots_and_projects_does_not_matter(
        (instance, tie) in small(),
        shift in 0..6_usize,
    ) {
        let count = instance.projects.len();
        let mut turned = instance.clone();
        turned.ballots.reverse();
        if count > 0 {
            let shift = shift % count;
            turned.projects.rotate_left(shift);
            for choice in turned.ballots.iter_mut().flat_map(|b| &mut b.choices) {
                choice.project = (choice.project + count - shift) % count;
            }
        }
        for rule in every_rule() {
            let (a, b) = (counted(&instance, rule, tie), counted(&turned, rule, tie));
            prop_assert_eq!(a.ids(&instance), b.ids(&turned), "{:?}", rule);
        }
    }

    #[test]
    fn new_names_change_nothing_without_ties((instance, _) in small()) {
        let mut renamed = instance.clone();
        let count = renamed.projects.len();
        for (p, project) in renamed.projects.iter_mut().enumerate() {
            project.id = (count - p).to_string();
        }
        let mut rules = vec![VOTES, PER_EURO, CUMULATIVE];
        rules.extend(both_shares(Completion::None));
        for rule in rules {
            let before = counted(&instance, rule, TieRule::IdText);
            // A project skipped does not say with whom it was equal.
            let untied = before.steps.iter().all(|step| match step {
                Step::Funded { tied, .. } | Step::Shared { tied, .. } => tied.is_empty(),
                _ => false,
            });
            if untied {
                let after = counted(&renamed, rule, TieRule::IdText);
                prop_assert_eq!(before.winners, after.winners, "{:?}", rule);
            }
        }
    }

    #[test]
    fn more_support_or_a_lower_cost_never_unseats_a_winner((instance, tie) in small()) {
        for rule in monotone_rules() {
            for p in counted(&instance, rule, tie).winners {
                for ballot in 0..instance.ballots.len() {
                    let mut more = instance.clone();
                    match more.ballots[ballot].choices.iter_mut().find(|c| c.project == p) {
                        Some(choice) => choice.points += 1,
                        None => {
                            more.ballots[ballot].choices.push(Choice { project: p, points: 1 });
                        }
                    }
                    prop_assert!(counted(&more, rule, tie).funds(p), "support, {:?}", rule);
                }
                for cost in 1..instance.projects[p].cost {
                    let mut cheaper = instance.clone();
                    cheaper.projects[p].cost = cost;
                    prop_assert!(counted(&cheaper, rule, tie).funds(p), "discount, {:?}", rule);
                }
            }
        }
    }

    #[test]
    fn more_money_never_unseats_a_winner_when_the_count_stops((instance, tie) in small()) {
        for rule in [VOTES_STOP, PER_EURO_STOP, CUMULATIVE_STOP] {
            let before = counted(&instance, rule, tie);
            let mut richer = instance.clone();
            richer.budget += 3;
            let after = counted(&richer, rule, tie);
            prop_assert!(after.winners.starts_with(&before.winners));
        }
    }

    #[test]
    fn equal_shares_leaves_no_group_more_than_one_project_short((instance, tie) in small()) {
        for completion in [
            Completion::None,
            Completion::Add1 { unit: 1 },
            Completion::Add1Utilitarian { unit: 1 },
        ] {
            for utility in [Utility::Cost, Utility::Cardinality] {
                let outcome = counted(&instance, shares(utility, completion), tie);
                prop_assert!(!cheated(&instance, &outcome, utility));
            }
        }
    }

    #[test]
    fn equal_shares_is_priceable((instance, tie) in small()) {
        // Payments worked out here by brute force: the price is tried for every number of payers.
        let voters = instance.ballots.len();
        prop_assume!(voters > 0);
        for rule in both_shares(Completion::None) {
            let outcome = counted(&instance, rule, tie);
            let zero = Ratio::from_integer(0_i128);
            let mut money = vec![Ratio::new(i128::from(instance.budget), voters as i128); voters];
            let instance = &instance;
            let supporters = |p| (0..voters).filter(move |&b| named(instance, b, p));
            for &p in &outcome.winners {
                let cost = Ratio::from_integer(i128::from(instance.projects[p].cost));
                let at = |q: Ratio<i128>, money: &[Ratio<i128>]| -> Ratio<i128> {
                    supporters(p).map(|b| money[b].min(q)).fold(zero, |a, b| a + b)
                };
                let rest = |k: usize, money: &[Ratio<i128>]| {
                    let mut held: Vec<_> = supporters(p).map(|b| money[b]).collect();
                    held.sort();
                    let poor = held[..held.len() - k].iter().fold(zero, |a, b| a + b);
                    (cost - poor) / (k as i128)
                };
                let payers = 1..=supporters(p).count();
                let price = payers.map(|k| rest(k, &money)).find(|&q| at(q, &money) == cost);
                let price = price.expect("a price at which the supporters pay the cost");
                supporters(p).for_each(|b| money[b] = (money[b] - price).max(zero));
            }
            for p in (0..instance.projects.len()).filter(|&p| !outcome.funds(p)) {
                let held = supporters(p).map(|b| money[b]).fold(zero, |a, b| a + b);
                prop_assert!(held < Ratio::from_integer(i128::from(instance.projects[p].cost)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Many voters of few kinds and large costs: prices that are long fractions, close to one
    /// another.
    #[test]
    fn larger_counts_are_checked(
        costs in prop::collection::vec(1..500_000_i64, 5..25),
        kinds in prop::collection::vec(any::<u32>(), 1..12),
        voters in prop::collection::vec(any::<prop::sample::Index>(), 20..80),
        budget in 100_000..3_000_000_i64,
        round in any::<bool>(),
    ) {
        let costs: Vec<i64> = costs.into_iter().map(|c| if round { c / 50_000 * 50_000 + 50_000 } else { c }).collect();
        let mut case = instance(budget, &costs, &[]);
        case.ballots = voters
            .iter()
            .map(|kind| {
                let bits = kind.get(&kinds);
                Ballot::approving((0..costs.len()).filter(|p| bits >> p & 1 == 1))
            })
            .collect();
        for utility in [Utility::Cost, Utility::Cardinality] {
            for completion in [Completion::None, Completion::Add1Utilitarian { unit: 997 }] {
                counted(&case, shares(utility, completion), TieRule::IdText);
            }
        }
        counted(&case, KNAPSACK, TieRule::LowerCostThenDraw([7; 32]));
    }
}
