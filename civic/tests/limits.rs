//! What a count refuses, the largest it takes, and what the checker notices.

mod common;

use civic::count::{
    Ballot, CheckError, Completion, CountError, Instance, Measure, Outcome, Project, Reason, Rule,
    Step, TieRule, Utility, check, count,
};
use common::*;

#[test]
fn refuses_what_it_cannot_count() {
    let good = instance(5, &[5, 5], &[&[0]]);
    let refused = |change: fn(&mut Instance), rule: Rule| {
        let mut case = good.clone();
        change(&mut case);
        count(&case, &rule, &TieRule::IdText).unwrap_err()
    };
    let cost = CountError::CostOutOfRange { project: 1 };
    assert_eq!(refused(|i| i.projects[1].cost = 0, VOTES), cost);
    assert_eq!(refused(|i| i.projects[1].cost = i64::MAX, VOTES), cost);
    assert_eq!(
        refused(|i| i.budget = -1, VOTES),
        CountError::BudgetOutOfRange
    );
    let same = CountError::DuplicateId { project: 1 };
    assert_eq!(refused(|i| i.projects[1].id = "a".to_owned(), VOTES), same);
    let unknown = CountError::UnknownProject { ballot: 0 };
    assert_eq!(
        refused(|i| i.ballots[0] = Ballot::approving([2]), VOTES),
        unknown
    );
    let twice = CountError::DuplicateChoice { ballot: 0 };
    assert_eq!(
        refused(|i| i.ballots[0] = Ballot::approving([1, 1]), VOTES),
        twice
    );
    let zero = shares(Utility::Cost, Completion::Add1 { unit: 0 });
    assert_eq!(refused(|_| {}, zero), CountError::UnitOutOfRange);
    let vast = |i: &mut Instance| {
        i.projects = (0..4)
            .map(|p| Project {
                id: p.to_string(),
                cost: 40_000_000_000_001 + p,
            })
            .collect();
        i.budget = 90_000_000_000_000;
        i.ballots = vec![Ballot::scoring((0..4).map(|p| (p, u32::MAX)))];
    };
    let rule = Rule::Knapsack {
        measure: Measure::Points,
    };
    assert_eq!(refused(vast, rule), CountError::KnapsackTooLarge);
}

#[test]
fn largest_sums_do_not_overflow() {
    let most = civic::count::MAX_CENTS;
    let mut case = instance(most, &[most, most - 1, 1], &[&[0, 1], &[1, 2], &[0]]);
    for rule in every_rule() {
        if !matches!(rule, Rule::EqualShares { completion, .. } if completion != Completion::None) {
            counted(&case, rule, TieRule::IdText);
        }
    }
    let unit = most;
    for rule in both_shares(Completion::Add1Utilitarian { unit }) {
        counted(&case, rule, TieRule::IdText);
    }
    case.ballots = vec![Ballot::approving([2])];
    for rule in both_shares(Completion::Add1 { unit }) {
        assert_eq!(winners(&case, rule), "c");
    }
}

#[test]
fn the_checker_refuses_any_change() {
    let case = instance(300, &[180, 90, 60], &[&[0], &[0, 1], &[1, 2]]);
    let rule = shares(Utility::Cost, Completion::None);
    let right = counted(&case, rule, TieRule::IdText);
    let refused = |change: &dyn Fn(&mut Outcome)| {
        let mut wrong = right.clone();
        change(&mut wrong);
        check(&case, &rule, &TieRule::IdText, &wrong).unwrap_err()
    };
    assert_eq!(
        refused(&|o| o.winners.swap(0, 1)),
        CheckError::WrongWinner { place: 1 }
    );
    assert_eq!(
        refused(&|o| o.winners.push(2)),
        CheckError::WrongWinner { place: 3 }
    );
    assert_eq!(refused(&|o| o.left += 1), CheckError::WrongLeft);
    assert_eq!(
        refused(&|o| o.projects[2].votes += 1),
        CheckError::WrongTally { project: 2 }
    );
    assert_eq!(
        refused(&|o| o.projects.truncate(2)),
        CheckError::WrongLength
    );
    assert_eq!(
        refused(&|o| o.steps.truncate(1)),
        CheckError::WrongStep { step: 1 }
    );
    let reason = CheckError::WrongReason { project: 2 };
    assert_eq!(refused(&|o| o.projects[2].reason = Reason::NoVotes), reason);
    let share = |o: &mut Outcome| {
        if let Step::Shared { share, .. } = &mut o.steps[0] {
            *share += 1;
        }
    };
    assert_eq!(refused(&share), CheckError::WrongStep { step: 0 });
}

#[test]
fn the_checker_refuses_a_round_too_early_or_too_late() {
    let case = instance(300, &[180, 90, 60], &[&[0], &[0, 1], &[1, 2]]);
    for rule in [
        both_shares(Completion::Add1 { unit: 1 }),
        both_shares(Completion::Add1Utilitarian { unit: 1 }),
    ]
    .concat()
    {
        let right = counted(&case, rule, TieRule::IdText);
        for change in [-1_i64, 1] {
            let mut wrong = right.clone();
            let Some(Step::Raised { rounds, .. }) = wrong.steps.first_mut() else {
                panic!("shares were raised");
            };
            let Some(other) = rounds.checked_add_signed(change) else {
                continue;
            };
            *rounds = other;
            assert_eq!(
                check(&case, &rule, &TieRule::IdText, &wrong),
                Err(CheckError::WrongStep { step: 0 })
            );
        }
    }
    // What five rounds buy is not what four do: the winners of the wrong round are refused too.
    let rule = shares(Utility::Cardinality, Completion::Add1 { unit: 1 });
    let none = shares(Utility::Cardinality, Completion::None);
    let mut wrong = counted(&case, rule, TieRule::IdText);
    wrong.winners = counted(&case, none, TieRule::IdText).winners;
    assert_eq!(
        check(&case, &rule, &TieRule::IdText, &wrong),
        Err(CheckError::WrongWinner { place: 2 })
    );
}
