//! The properties that the table in `civic::count` says fail, each with its smallest known case.

mod common;

use civic::count::{Choice, Completion, Instance, Rule, Utility};
use common::*;

const ADD1: Completion = Completion::Add1 { unit: 1 };
const ADD1U: Completion = Completion::Add1Utilitarian { unit: 1 };

fn adding(mut instance: Instance, ballot: usize, project: usize) -> Instance {
    instance.ballots[ballot]
        .choices
        .push(Choice { project, points: 1 });
    instance
}

fn costing(mut instance: Instance, project: usize, cost: i64) -> Instance {
    instance.projects[project].cost = cost;
    instance
}

fn with(mut instance: Instance, budget: i64) -> Instance {
    instance.budget = budget;
    instance
}

#[test]
fn money_is_left_though_a_project_fits() {
    let stop = instance(4, &[5, 3], &[&[0, 1]]);
    assert_eq!(winners(&stop, VOTES_STOP), "");
    assert_eq!(winners(&stop, CUMULATIVE_STOP), "");
    let stop = instance(5, &[8, 5], &[&[0, 1], &[0]]);
    assert_eq!(winners(&stop, PER_EURO_STOP), "");
    for rule in both_shares(Completion::None) {
        assert_eq!(winners(&instance(6, &[5], &[&[0], &[]]), rule), "");
    }
    for rule in both_shares(ADD1) {
        // One more cent for each would buy both: 14 for a budget of 9.
        assert_eq!(winners(&instance(9, &[7, 7], &[&[1], &[0]]), rule), "");
    }
}

#[test]
fn more_money_unseats_a_winner() {
    let case = instance(4, &[5, 3], &[&[0, 1]]);
    for rule in [VOTES, CUMULATIVE, KNAPSACK, KNAPSACK_POINTS]
        .into_iter()
        .chain([Completion::None, ADD1, ADD1U].map(|c| shares(Utility::Cost, c)))
    {
        assert_eq!(winners(&case, rule), "b", "{rule:?}");
        assert_eq!(winners(&with(case.clone(), 5), rule), "a", "{rule:?}");
    }
    let case = instance(3, &[3, 4], &[&[0, 1], &[1]]);
    for rule in [PER_EURO, shares(Utility::Cardinality, ADD1U)] {
        assert_eq!(winners(&case, rule), "a");
        assert_eq!(winners(&with(case.clone(), 4), rule), "b");
    }
    let case = instance(10, &[4, 7, 2], &[&[0, 1], &[1, 2]]);
    let rule = shares(Utility::Cardinality, Completion::None);
    assert_eq!(winners(&case, rule), "ca");
    assert_eq!(winners(&with(case, 11), rule), "cb");
    let case = instance(4, &[1, 2, 4], &[&[2], &[0, 1, 2]]);
    let rule = shares(Utility::Cardinality, ADD1);
    assert_eq!(winners(&case, rule), "ab");
    assert_eq!(winners(&with(case, 5), rule), "ac");
}

#[test]
fn with_raised_shares_more_support_unseats_a_winner() {
    let fails = |case: &Instance, rule: Rule, ballot, project, before, after| {
        assert_eq!(winners(case, rule), before);
        assert_eq!(winners(&adding(case.clone(), ballot, project), rule), after);
    };
    let case = instance(6, &[4, 3], &[&[0], &[], &[1], &[0, 1], &[]]);
    fails(&case, shares(Utility::Cost, ADD1), 1, 0, "a", "");
    let case = instance(1, &[1, 3, 3], &[&[1], &[], &[0, 1], &[1]]);
    fails(&case, shares(Utility::Cardinality, ADD1), 1, 0, "a", "");
    let case = instance(4, &[4, 1, 1], &[&[], &[0, 1], &[], &[0, 1, 2]]);
    fails(&case, shares(Utility::Cost, ADD1U), 0, 0, "a", "bc");
    let ballots: [&[usize]; 5] = [&[0, 1, 2], &[0, 2], &[1, 2], &[1], &[1, 3]];
    let case = instance(13, &[7, 8, 4, 2], &ballots);
    fails(
        &case,
        shares(Utility::Cardinality, ADD1U),
        1,
        1,
        "cb",
        "cda",
    );
}

#[test]
fn with_raised_shares_a_lower_cost_unseats_a_winner() {
    let fails = |case: &Instance, rule: Rule, project, cost, before, after| {
        assert_eq!(winners(case, rule), before);
        assert_eq!(winners(&costing(case.clone(), project, cost), rule), after);
    };
    let case = instance(8, &[8, 5, 6], &[&[], &[0, 1, 2]]);
    fails(&case, shares(Utility::Cost, ADD1), 1, 2, "b", "a");
    fails(&case, shares(Utility::Cost, ADD1U), 1, 2, "b", "a");
    let case = instance(2, &[2, 3, 2], &[&[0, 1, 2], &[1], &[2], &[], &[0, 1]]);
    fails(&case, shares(Utility::Cardinality, ADD1), 0, 1, "a", "");
    let case = instance(13, &[6, 8, 5, 3], &[&[1, 3], &[], &[0, 1, 2]]);
    fails(&case, shares(Utility::Cardinality, ADD1U), 2, 4, "dc", "db");
}

#[test]
fn a_group_gets_nothing_though_it_deserves_a_project() {
    // Half of the voters, and half of the money would buy their project.
    let case = instance(11, &[8, 5], &[&[0], &[1]]);
    for rule in [VOTES, CUMULATIVE, KNAPSACK, KNAPSACK_POINTS] {
        assert_eq!(winners(&case, rule), "a", "{rule:?}");
    }
    let case = instance(14, &[7, 3, 7], &[&[0, 1], &[2]]);
    for rule in [PER_EURO, PER_EURO_STOP] {
        assert_eq!(winners(&case, rule), "ba", "{rule:?}");
    }
    assert_eq!(winners(&instance(4, &[5, 3], &[&[0, 1]]), VOTES_STOP), "");
    assert_eq!(
        winners(&instance(4, &[5, 3], &[&[0, 1]]), CUMULATIVE_STOP),
        ""
    );
}

#[test]
fn names_decide_between_equals() {
    for rule in every_rule() {
        let mut case = instance(4, &[4, 4], &[&[0, 1], &[0, 1]]);
        assert_eq!(winners(&case, rule), "a", "{rule:?}");
        case.projects[0].id = "c".to_owned();
        assert_eq!(winners(&case, rule), "b", "{rule:?}");
    }
}
