//! Small counts worked out by hand, and the known winners of real files.

mod common;

use civic::count::{
    Ballot, Completion, Instance, Measure, Mode, Reason, Rule, Step, TieRule, Utility,
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
    // printf 'tiker draw 1\n%064d\n%s' 0 b | sha256sum, and the same for c:
    // 31bab88c… for b, ec37985e… for c.
    assert_eq!(draw(0, &case), "bc");
    let orders: std::collections::BTreeSet<String> = (0..20).map(|s| draw(s, &case)).collect();
    assert_eq!(orders.into_iter().collect::<Vec<_>>(), ["bc", "cb"]);
    case.projects[1].cost = 3;
    assert!((0..20).all(|seed| draw(seed, &case) == "bc"));
    // As text, "10" comes before "9".
    case.projects[0].id = "9".to_owned();
    case.projects[1].id = "10".to_owned();
    assert_eq!(counted(&case, VOTES, TieRule::IdText).ids(&case)[0], "10");
}

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
