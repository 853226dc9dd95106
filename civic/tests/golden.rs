//! Small counts worked out by hand, and the known winners of real files.

mod common;

use civic::count::{
    Ballot, CheckError, Completion, CountError, Instance, Measure, Mode, Outcome, Project, Reason,
    Rule, Step, TieRule, Utility, check, count,
};
use common::*;

#[test]
fn known_winners_of_saint_cyprien() {
    for path in pabulib_files() {
        if path.display().to_string().contains("Cyprien") {
            let file = civic::pabulib::parse(&std::fs::read(path).unwrap()).unwrap();
            let instance = file.instance();
            let sorted = |rule| {
                let outcome = counted(&instance, rule, TieRule::IdText);
                let mut ids = outcome.ids(&instance);
                ids.sort_unstable();
                ids.join(" ")
            };
            assert_eq!(sorted(VOTES), "34 35 38 40");
            assert_eq!(sorted(shares(Utility::Cost, Completion::None)), "34 35");
        }
    }
}

#[test]
fn greedy_explains_itself() {
    // a: 2 votes, cost 6; b: 3 votes, cost 5; c: 2 votes, cost 4; d: none; e: 1 vote, cost 1.
    let case = instance(10, &[6, 5, 4, 1, 1], &[&[0, 1, 2], &[0, 1], &[1, 2, 4]]);
    let outcome = counted(&case, VOTES, TieRule::IdText);
    assert_eq!(outcome.ids(&case), ["b", "c", "e"]);
    assert_eq!(outcome.left, 0);
    assert_eq!(
        outcome.steps,
        [
            Step::Funded {
                project: 1,
                score: 3,
                cost: 5,
                left: 5,
                tied: vec![]
            },
            Step::Skipped {
                project: 0,
                cost: 6,
                left: 5
            },
            Step::Funded {
                project: 2,
                score: 2,
                cost: 4,
                left: 1,
                tied: vec![]
            },
            Step::Funded {
                project: 4,
                score: 1,
                cost: 1,
                left: 0,
                tied: vec![]
            },
        ]
    );
    assert_eq!(
        outcome.projects[0].reason,
        Reason::NotEnoughMoney { cost: 6, left: 5 }
    );
    assert_eq!(outcome.projects[3].reason, Reason::NoVotes);

    let stopped = counted(&case, VOTES_STOP, TieRule::IdText);
    assert_eq!(stopped.ids(&case), ["b"]);
    assert_eq!(stopped.projects[2].reason, Reason::Stopped { at: 0 });
    // Votes per euro: e 1, b 3/5, c 1/2, a 1/3.
    assert_eq!(winners(&case, PER_EURO), "ebc");
}

#[test]
fn ties_go_to_the_id_or_to_the_cheaper_then_to_the_draw() {
    let mut case = instance(9, &[5, 4, 4], &[&[0, 1, 2]]);
    assert_eq!(winners(&case, VOTES), "ab");
    let draw = |seed: u8, case: &Instance| {
        let tie = TieRule::LowerCostThenDraw([seed; 32]);
        counted(case, VOTES, tie).ids(case).concat()
    };
    // printf 'tiker draw 1\n%s\nb' $(printf '00%.0s' $(seq 32)) | sha256sum, and so on.
    assert_eq!(draw(0, &case), DRAW_OF_ZEROS);
    let orders: std::collections::BTreeSet<String> = (0..20).map(|s| draw(s, &case)).collect();
    assert_eq!(orders.into_iter().collect::<Vec<_>>(), ["bc", "cb"]);
    case.projects[1].cost = 3;
    assert!((0..20).all(|seed| draw(seed, &case) == "bc"));
    // As text, "10" comes before "9".
    case.projects[0].id = "9".to_owned();
    case.projects[1].id = "10".to_owned();
    assert_eq!(counted(&case, VOTES, TieRule::IdText).ids(&case)[0], "10");
}

const DRAW_OF_ZEROS: &str = "TO FILL";

#[test]
fn the_seed_travels_as_it_is_published() {
    let tie = TieRule::LowerCostThenDraw([0xa5; 32]);
    let json = serde_json::to_string(&tie).unwrap();
    assert_eq!(
        json,
        format!("{{\"lower_cost_then_draw\":\"{}\"}}", "a5".repeat(32))
    );
    assert_eq!(serde_json::from_str::<TieRule>(&json).unwrap(), tie);
    assert!(serde_json::from_str::<TieRule>("{\"lower_cost_then_draw\":\"a5\"}").is_err());
}

#[test]
fn equal_shares_worked_out_by_hand() {
    // Budget 300, three voters, 100 each. a (cost 180) is named by voters 1 and 2, b (90) by 2
    // and 3, c (60) by 3.
    let case = instance(300, &[180, 90, 60], &[&[0], &[0, 1], &[1, 2]]);
    // Cost utilities: a and b have two supporters each, price 1/2 a euro of utility: a first (by
    // id), 90 each. Voter 2 has 10 left, so b costs voter 3 80, of 90: 8/9. c costs voter 3 60:
    // 1. So b, then voter 3 has 20 left, not enough for c.
    let cost = shares(Utility::Cost, Completion::None);
    let outcome = counted(&case, cost, TieRule::IdText);
    assert_eq!(
        outcome.steps,
        [
            Step::Shared {
                project: 0,
                supporters: 2,
                share: 90,
                cost: 180,
                left: 120,
                tied: vec![1]
            },
            Step::Shared {
                project: 1,
                supporters: 2,
                share: 80,
                cost: 90,
                left: 30,
                tied: vec![]
            },
        ]
    );
    assert_eq!(
        outcome.projects[2].reason,
        Reason::SupportersTooPoor {
            cost: 60,
            money: 20
        }
    );
    // Cardinality: b asks 45 each, c 60, a 90. After b, voters 2 and 3 have 55: a would take 100
    // and 55, which is not 180; c asks 60 of voter 3, who has 55.
    let cardinality = shares(Utility::Cardinality, Completion::None);
    let outcome = counted(&case, cardinality, TieRule::IdText);
    assert_eq!(outcome.ids(&case), ["b"]);
    assert_eq!(
        outcome.projects[0].reason,
        Reason::SupportersTooPoor {
            cost: 180,
            money: 155
        }
    );
    // Raised by 5 cents, voter 3 can pay for c: 150 spent, and a does not fit in 150.
    let raised = shares(Utility::Cardinality, Completion::Add1 { unit: 1 });
    let outcome = counted(&case, raised, TieRule::IdText);
    assert_eq!(outcome.steps[0], Step::Raised { rounds: 5, unit: 1 });
    assert_eq!(
        (outcome.ids(&case).concat().as_str(), outcome.left),
        ("bc", 150)
    );
}

#[test]
fn shares_that_are_not_whole_cents_are_exact() {
    // 100 cents for 3 voters: together they have 100, to the last fraction of a cent.
    let case = instance(100, &[100], &[&[0], &[0], &[0]]);
    let rule = shares(Utility::Cost, Completion::None);
    let outcome = counted(&case, rule, TieRule::IdText);
    assert_eq!(
        outcome.steps,
        [Step::Shared {
            project: 0,
            supporters: 3,
            share: 34,
            cost: 100,
            left: 0,
            tied: vec![],
        }]
    );
    // Two of them have 66 and two thirds.
    let case = instance(100, &[67, 66], &[&[0], &[0, 1], &[1]]);
    let outcome = counted(&case, rule, TieRule::IdText);
    assert_eq!(outcome.ids(&case), ["b"]);
    assert_eq!(
        outcome.projects[0].reason,
        Reason::SupportersTooPoor {
            cost: 67,
            money: 33
        }
    );
}

#[test]
fn blank_ballots_keep_their_share_of_the_money() {
    let rule = shares(Utility::Cost, Completion::None);
    assert_eq!(winners(&instance(10, &[6], &[&[0]]), rule), "a");
    assert_eq!(winners(&instance(10, &[6], &[&[0], &[]]), rule), "");
    assert_eq!(winners(&instance(10, &[6], &[]), rule), "");
}

#[test]
fn knapsack_is_the_best_set() {
    // Greedy takes a (3 votes, 6) and stops short; b and c have 4 votes together.
    let case = instance(7, &[6, 4, 3], &[&[0, 1], &[0, 2], &[0, 1, 2]]);
    assert_eq!(winners(&case, VOTES), "a");
    let outcome = counted(&case, KNAPSACK, TieRule::IdText);
    assert_eq!(outcome.ids(&case), ["b", "c"]);
    assert_eq!(outcome.steps[0], Step::Best { total: 4, cost: 7 });
    assert_eq!(outcome.projects[0].reason, Reason::NotInBestSet);
    // Of {a} and {b, c}, as good, the tie rule prefers the one with a.
    let case = instance(7, &[6, 4, 3], &[&[0, 1], &[0, 2]]);
    assert_eq!(winners(&case, KNAPSACK), "a");
    let tie = TieRule::LowerCostThenDraw([1; 32]);
    assert_eq!(counted(&case, KNAPSACK, tie).ids(&case), ["c", "b"]);
    let mut scored = case;
    scored.ballots = vec![Ballot::scoring([(0, 5), (1, 2)]), Ballot::scoring([(2, 4)])];
    let rule = Rule::Knapsack {
        measure: Measure::Points,
    };
    assert_eq!(winners(&scored, rule), "bc");
}

#[test]
fn points_count_in_cumulative_only() {
    let mut case = instance(5, &[5, 5], &[]);
    case.ballots = vec![
        Ballot::scoring([(0, 9)]),
        Ballot::scoring([(1, 2)]),
        Ballot::scoring([(1, 2), (0, 0)]),
    ];
    assert_eq!(winners(&case, Rule::Cumulative { mode: Mode::Skip }), "a");
    assert_eq!(winners(&case, VOTES), "a"); // two votes each: named is approved
    case.ballots[2].choices.pop();
    assert_eq!(winners(&case, VOTES), "b");
}

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
