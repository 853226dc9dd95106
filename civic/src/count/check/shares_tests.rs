//! The quick verdict on a round against the exact one, and the real file where it matters.

use super::*;
use crate::count::{Ballot, Project, TieRule};
use proptest::prelude::*;

fn small() -> impl Strategy<Value = (Instance, TieRule)> {
    let tie = prop_oneof![
        Just(TieRule::IdText),
        any::<[u8; 32]>().prop_map(TieRule::LowerCostThenDraw),
    ];
    // Few different costs make ties; many make odd fractions.
    let cost = prop_oneof![1..6_i64, 1..4000_i64];
    let shape = (prop::collection::vec(cost, 1..8), 1..12_usize);
    let instance = shape.prop_flat_map(|(costs, voters)| {
        let total: i64 = costs.iter().sum();
        let ballot = prop::collection::vec(any::<bool>(), costs.len());
        let ballots = prop::collection::vec(ballot, voters);
        (Just(costs), ballots, 0..=total).prop_map(|(costs, ballots, budget)| {
            let project = |(i, cost): (usize, i64)| Project {
                id: i.to_string(),
                cost,
            };
            let named = |ballot: Vec<bool>| {
                let all = ballot.into_iter().enumerate();
                Ballot::approving(all.filter_map(|(p, named)| named.then_some(p)))
            };
            Instance {
                budget,
                projects: costs.into_iter().enumerate().map(project).collect(),
                ballots: ballots.into_iter().map(named).collect(),
            }
        })
    });
    (instance, tie)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whatever the precision, a verdict that is given is the exact one; and the rounds counted
    /// are those of fractions alone.
    #[test]
    fn bounds_say_nothing_false((instance, tie) in small(), unit in 1..300_i64) {
        let replay = Replay::new(&instance, &tie);
        let supporters = supporters(&instance);
        for utility in [Utility::Cost, Utility::Cardinality] {
            let exact = |raised| exact_verdict(&replay, utility, &supporters, raised);
            for raised in (0..12).map(|round| round * i128::from(unit)) {
                let truth = exact(raised);
                for bits in [0, 1, 3, 10, BITS] {
                    let quick = Rounds::new(&replay, utility, &supporters, bits);
                    let said = quick.verdict(raised);
                    prop_assert!(said.is_none_or(|v| v == truth), "{bits} bits, {said:?}");
                }
            }
            let quick = count_rounds(&replay, utility, &supporters, 200 + unit);
            prop_assert_eq!(quick, first_stop(200 + unit, exact));
        }
    }
}

#[test]
fn overflow_and_a_missing_fraction_are_doubts_that_fractions_settle() {
    let mut instance = Instance {
        budget: 100,
        projects: vec![Project {
            id: "a".to_owned(),
            cost: 100,
        }],
        ballots: vec![Ballot::approving([0]); 3],
    };
    let said = |instance: &Instance, raised: i128| {
        let replay = Replay::new(instance, &TieRule::IdText);
        let supporters = supporters(instance);
        let quick = Rounds::new(&replay, Utility::Cost, &supporters, BITS);
        assert!(count_rounds(&replay, Utility::Cost, &supporters, 1).is_ok());
        (
            quick.verdict(raised),
            exact_verdict(&replay, Utility::Cost, &supporters, raised),
        )
    };
    // Three times a third of 100 is 100: bounds cannot tell, fractions can.
    assert_eq!(said(&instance, 0), (None, Verdict::Exhaustive));
    instance.budget = 99;
    assert_eq!(
        said(&instance, 0),
        (Some(Verdict::Exhaustive), Verdict::Exhaustive)
    );
    assert_eq!(
        said(&instance, 1),
        (Some(Verdict::TooDear), Verdict::TooDear)
    );
    assert_eq!(said(&instance, 1 << 80), (None, Verdict::TooDear));
}

/// On the real file bounds nearly always suffice: the speed depends on it.
#[test]
fn doubts_are_few_on_a_real_vote() {
    let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("TIKER_SHARED").map_or(beside, std::path::PathBuf::from);
    let file = shared.join("data/pabulib/France_Toulouse_2022.pb");
    let Ok(bytes) = std::fs::read(file) else {
        assert!(std::env::var_os("CI").is_none(), "the real file is missing");
        return;
    };
    let instance = crate::pabulib::parse(&bytes).unwrap().instance();
    let replay = Replay::new(&instance, &TieRule::IdText);
    let supporters = supporters(&instance);
    for utility in [Utility::Cost, Utility::Cardinality] {
        let quick = Rounds::new(&replay, utility, &supporters, BITS);
        let doubts = (0..1000).filter(|round| quick.verdict(round * 100).is_none());
        let doubts = doubts.count();
        assert!(doubts < 20, "{utility:?}: {doubts} doubts in 1000 rounds");
    }
}

/// Few voters, a large budget and a small unit: the raising ends all the same, and so does the count.
#[test]
fn raising_ends_whatever_the_budget() {
    let project = |(id, cost): (&str, i64)| Project {
        id: id.to_owned(),
        cost,
    };
    let cases = [
        (
            100_000_000,
            vec![("dear", 60_000_000)],
            vec![vec![0], vec![], vec![]],
        ),
        (
            30_000_000,
            vec![("dear", 12_000_000), ("a", 2_000_000), ("b", 3_000_000)],
            (0..40)
                .map(|i| if i == 0 { vec![0] } else { vec![1, 2] })
                .collect(),
        ),
    ];
    for (budget, projects, ballots) in cases {
        let instance = Instance {
            budget,
            projects: projects.into_iter().map(project).collect(),
            ballots: ballots.into_iter().map(Ballot::approving).collect(),
        };
        for completion in [
            crate::count::Completion::Add1 { unit: 100 },
            crate::count::Completion::Add1Utilitarian { unit: 100 },
        ] {
            let rule = crate::count::Rule::EqualShares {
                utility: Utility::Cost,
                completion,
            };
            let tie = TieRule::IdText;
            let outcome = crate::count::count(&instance, &rule, &tie).unwrap();
            let rounds = MAX_ROUNDS;
            assert_eq!(outcome.steps[0], Step::Raised { rounds, unit: 100 });
            assert_eq!(
                crate::count::check(&instance, &rule, &tie, &outcome),
                Ok(())
            );
            // what is left goes to the dear one by its vote, where the rule says so
            let completes = matches!(completion, crate::count::Completion::Add1Utilitarian { .. });
            assert_eq!(outcome.funds(0), completes);
        }
    }
}
