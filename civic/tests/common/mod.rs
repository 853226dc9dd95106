//! What several test files need.
#![allow(dead_code, clippy::unwrap_used, clippy::print_stdout)] // not a test by itself

use std::path::{Path, PathBuf};

/// Says that a test cannot run here; in continuous integration that is a failure.
pub fn skip(reason: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "cannot skip in CI: {reason}"
    );
    println!("SKIPPED: {reason}");
    // a runner hides what a passing test prints: `cargo xtask test` reads this file instead
    if let Some(file) = std::env::var_os("TIKER_SKIPPED") {
        use std::io::Write as _;
        let name = std::thread::current().name().unwrap_or("?").to_owned();
        let mut kept = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .unwrap();
        writeln!(kept, "{name}: {reason}").unwrap();
    }
}

/// The real Pabulib files; none, said aloud, when the folder is absent.
pub fn pabulib_files() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("TIKER_SHARED").map_or(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(shared.join("data/pabulib")) else {
        skip("the folder of Pabulib files is missing");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pb"))
        .collect();
    files.sort();
    if files.is_empty() {
        skip("the folder of Pabulib files is empty");
    }
    files
}

use civic::count::{
    Ballot, Completion, Instance, Measure, Mode, Outcome, Project, Rule, TieRule, Utility, check,
    count,
};
use proptest::prelude::*;

/// Counts, and has the independent checker agree.
pub fn counted(instance: &Instance, rule: Rule, tie: TieRule) -> Outcome {
    let outcome = count(instance, &rule, &tie).unwrap();
    assert_eq!(
        check(instance, &rule, &tie, &outcome),
        Ok(()),
        "{rule:?} on {instance:?}"
    );
    outcome
}

/// Approval ballots on projects called a, b, c…
pub fn instance(budget: i64, costs: &[i64], ballots: &[&[usize]]) -> Instance {
    let id = |i: usize| char::from(b'a' + u8::try_from(i).unwrap()).to_string();
    let projects = costs
        .iter()
        .enumerate()
        .map(|(i, &cost)| Project { id: id(i), cost });
    let ballots = ballots
        .iter()
        .map(|named| Ballot::approving(named.iter().copied()));
    Instance {
        budget,
        projects: projects.collect(),
        ballots: ballots.collect(),
    }
}

/// The ids of the winners, one after the other.
pub fn winners(instance: &Instance, rule: Rule) -> String {
    counted(instance, rule, TieRule::IdText)
        .ids(instance)
        .concat()
}

pub fn shares(utility: Utility, completion: Completion) -> Rule {
    Rule::EqualShares {
        utility,
        completion,
    }
}

pub const VOTES: Rule = Rule::GreedyVotes { mode: Mode::Skip };
pub const VOTES_STOP: Rule = Rule::GreedyVotes { mode: Mode::Stop };
pub const PER_EURO: Rule = Rule::GreedyVotesPerEuro { mode: Mode::Skip };
pub const PER_EURO_STOP: Rule = Rule::GreedyVotesPerEuro { mode: Mode::Stop };
pub const CUMULATIVE: Rule = Rule::Cumulative { mode: Mode::Skip };
pub const CUMULATIVE_STOP: Rule = Rule::Cumulative { mode: Mode::Stop };
pub const KNAPSACK: Rule = Rule::Knapsack {
    measure: Measure::Votes,
};
pub const KNAPSACK_POINTS: Rule = Rule::Knapsack {
    measure: Measure::Points,
};

/// Equal shares with both utilities and one completion.
pub fn both_shares(completion: Completion) -> [Rule; 2] {
    [Utility::Cost, Utility::Cardinality].map(|utility| shares(utility, completion))
}

/// Every rule, equal shares with every completion.
pub fn every_rule() -> Vec<Rule> {
    let mut rules = vec![
        VOTES,
        VOTES_STOP,
        PER_EURO,
        PER_EURO_STOP,
        CUMULATIVE,
        CUMULATIVE_STOP,
        KNAPSACK,
        KNAPSACK_POINTS,
    ];
    for completion in [
        Completion::None,
        Completion::Add1 { unit: 2 },
        Completion::Add1Utilitarian { unit: 2 },
    ] {
        rules.extend(both_shares(completion));
    }
    rules
}

/// A small instance with points, and a tie rule.
pub fn small() -> impl Strategy<Value = (Instance, TieRule)> {
    let tie = prop_oneof![
        Just(TieRule::IdText),
        any::<[u8; 32]>().prop_map(TieRule::LowerCostThenDraw),
    ];
    let shape = (prop::collection::vec(1..12_i64, 0..6), 0..9_usize);
    let instance = shape.prop_flat_map(|(costs, voters)| {
        let ballot = prop::collection::vec(prop::option::of(0..4_u32), costs.len());
        let ballots = prop::collection::vec(ballot, voters);
        (Just(costs), ballots, 0..40_i64).prop_map(|(costs, ballots, budget)| {
            let mut built = instance(budget, &costs, &[]);
            built.ballots = ballots
                .into_iter()
                .map(|points| {
                    let named = points.into_iter().enumerate();
                    Ballot::scoring(named.filter_map(|(p, points)| Some((p, points?))))
                })
                .collect();
            built
        })
    });
    (instance, tie)
}

/// A Pabulib file with a little of everything.
pub const GOOD: &str = "META
key;value
description;A small vote
num_projects;2
num_votes;2
budget;100.50
vote_type;approval
date_begin;01.02.2024
date_end;29.02.2024
min_length;1
max_length;2
PROJECTS
project_id;cost;votes;name;category;district
1;40.0;2;\"Trees; and a \"\"pond\"\"\";Nature;North
2;70;1;A bench, blue;;South
VOTES
voter_id;vote;age
x;1,2;30
y;1;
";

/// One whose voters give points.
pub const SCORED: &str = "META
key;value
num_projects;2
num_votes;2
budget;100
vote_type;cumulative
max_sum_points;5
PROJECTS
project_id;cost;score
1;40;4
2;70;3
VOTES
voter_id;vote;points
x;1,2;2,3.0
y;1;2
";
