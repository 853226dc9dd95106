//! The same winners, in the same order, as pabutools on real files.
//!
//! Needs `TIKER_PYTHON`, a Python with `civic/oracle/requirements.txt` installed, and the folder
//! of real files (`../shared` beside the workspace, or `TIKER_SHARED`). Without them the tests
//! say so and pass, except where `CI` is set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use civic::count::{Completion, Instance, Mode, Rule, TieRule, Utility, check, count};
use civic::pabulib;
use common::{pabulib_files, skip};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

type Winners = BTreeMap<String, Vec<String>>;

fn oracle(file: &Path, options: &[&str]) -> Option<Winners> {
    let Some(python) = std::env::var_os("TIKER_PYTHON") else {
        skip("TIKER_PYTHON is not set");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("oracle/pabutools_winners.py");
    let output = Command::new(python)
        .arg(script)
        .arg(file)
        .args(options)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the oracle failed on {}: {complaint}",
        file.display()
    );
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn rule(name: &str, unit: i64) -> Rule {
    let shares = |utility, completion| Rule::EqualShares {
        utility,
        completion,
    };
    match name {
        "greedy_cost" => Rule::GreedyVotes { mode: Mode::Skip },
        "greedy_cardinality" => Rule::GreedyVotesPerEuro { mode: Mode::Skip },
        "mes_cost" => shares(Utility::Cost, Completion::None),
        "mes_cardinality" => shares(Utility::Cardinality, Completion::None),
        "mes_cost_add1" => shares(Utility::Cost, Completion::Add1 { unit }),
        "mes_cardinality_add1" => shares(Utility::Cardinality, Completion::Add1 { unit }),
        other => panic!("unknown rule {other}"),
    }
}

fn compare(instance: &Instance, expected: &Winners, unit: i64, name_of_file: &str) {
    assert!(expected.len() >= 4);
    for (name, ids) in expected {
        let rule = rule(name, unit);
        let outcome = count(instance, &rule, &TieRule::IdText).unwrap();
        assert_eq!(&outcome.ids(instance), ids, "{name_of_file}, {name}");
        assert_eq!(
            check(instance, &rule, &TieRule::IdText, &outcome),
            Ok(()),
            "{name}"
        );
    }
}

#[test]
fn same_winners_as_pabutools_on_every_file() {
    for path in pabulib_files() {
        let file = pabulib::parse(&std::fs::read(&path).unwrap()).unwrap();
        let Some(expected) = oracle(&path, &[]) else {
            return;
        };
        compare(&file.instance(), &expected, 0, &path.display().to_string());
    }
}

#[test]
fn same_winners_as_pabutools_with_raised_shares() {
    for path in pabulib_files() {
        let name = path.display().to_string();
        // Where groups and projects are many, euro by euro would take pabutools minutes.
        let euros = if name.ends_with("Toulouse_2022.pb") {
            100
        } else {
            1
        };
        let file = pabulib::parse(&std::fs::read(&path).unwrap()).unwrap();
        let Some(expected) = oracle(&path, &["--add1", &euros.to_string()]) else {
            return;
        };
        assert_eq!(expected.len(), 6);
        compare(&file.instance(), &expected, euros * 100, &name);
    }
}

#[test]
fn pabutools_reads_back_what_we_write() {
    for path in pabulib_files() {
        let file = pabulib::parse(&std::fs::read(&path).unwrap()).unwrap();
        let name = format!("tiker-written-{}.pb", file.votes.len());
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&copy, pabulib::write(&file)).unwrap();
        let Some(expected) = oracle(&copy, &[]) else {
            return;
        };
        compare(&file.instance(), &expected, 0, &copy.display().to_string());
    }
}
