//! Majority judgment and Schulze against `belenios-tool`, which nobody here wrote, on random ballots with
//! many ties; single choice, approval, score and Borda against votelib, a Python library (`TIKER_PYTHON`, as in `oracle.rs`).
#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use civic::method::order::Order;
use civic::method::{borda, choice, judgment, schulze, score};
use common::skip;
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// A small generator: the same ballots each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // Knuth's constants, the high bits
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

fn tool(method: &[&str], ballots: &[Vec<usize>]) -> Option<Value> {
    let child = Command::new("belenios-tool")
        .arg("method")
        .args(method)
        .args(["--blank-allowed", "false"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        skip("belenios-tool is not installed");
        return None;
    };
    let text = serde_json::to_string(ballots).unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{text}");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn winners(answer: &Value) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = serde_json::from_value(answer["winners"].clone()).unwrap();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

#[test]
fn majority_judgment_as_the_tool_does() {
    let mut dice = Dice(1);
    let rule = judgment::Rule {
        skipped: judgment::Skipped::Refused,
        middle: judgment::Middle::Better,
    };
    let mut ties = 0;
    for _ in 0..300 {
        let (options, grades, voters) = (2 + dice.roll(4), 2 + dice.roll(4), 1 + dice.roll(12));
        let ballots: Vec<Vec<usize>> = (0..voters)
            .map(|_| (0..options).map(|_| 1 + dice.roll(grades)).collect())
            .collect();
        let Some(answer) = tool(
            &["majority-judgment", "--ngrades", &grades.to_string()],
            &ballots,
        ) else {
            return;
        };
        let mut totals = vec![vec![0; grades]; options];
        for ballot in &ballots {
            for (option, grade) in ballot.iter().enumerate() {
                totals[option][grade - 1] += 1;
            }
        }
        assert_eq!(
            serde_json::to_value(&totals).unwrap(),
            answer["raw"],
            "{ballots:?}"
        );
        let found = judgment::count(&totals, &[], rule).unwrap();
        assert_eq!(found.groups, winners(&answer), "{ballots:?}");
        ties += usize::from(found.groups.len() < options);
    }
    assert!(ties > 20, "{ties} ties only");
}

#[test]
fn schulze_as_the_tool_does() {
    let mut dice = Dice(2);
    let mut ties = 0;
    for _ in 0..300 {
        let (options, voters) = (2 + dice.roll(5), 1 + dice.roll(10));
        let ballots: Vec<Vec<usize>> = (0..voters)
            .map(|_| (0..options).map(|_| 1 + dice.roll(options)).collect())
            .collect();
        let Some(answer) = tool(&["schulze"], &ballots) else {
            return;
        };
        let order = |ballot: &Vec<usize>| Order {
            places: ballot.iter().map(|p| u32::try_from(*p).ok()).collect(),
            weight: 1,
        };
        let orders: Vec<Order> = ballots.iter().map(order).collect();
        let found = schulze::count(options, &orders).unwrap();
        assert_eq!(
            serde_json::to_value(&found.preferred).unwrap(),
            answer["raw"],
            "{ballots:?}"
        );
        assert_eq!(found.groups, winners(&answer), "{ballots:?}");
        ties += usize::from(found.groups.len() < options);
    }
    assert!(ties > 20, "{ties} ties only");
}

#[test]
fn single_choice_approval_score_and_borda_as_votelib_does() {
    let Some(python) = std::env::var_os("TIKER_PYTHON") else {
        skip("TIKER_PYTHON is not set");
        return;
    };
    let mut dice = Dice(3);
    let elections: Vec<Value> = (0..100)
        .map(|_| {
            let (options, voters) = (2 + dice.roll(5), 1 + dice.roll(20));
            let scores: Vec<Vec<usize>> = (0..voters)
                .map(|_| (0..options).map(|_| dice.roll(6)).collect())
                .collect();
            let orders: Vec<Vec<usize>> = (0..voters)
                .map(|_| {
                    let mut order: Vec<usize> = (0..options).collect();
                    for last in (1..options).rev() {
                        order.swap(last, dice.roll(last + 1));
                    }
                    order
                })
                .collect();
            json!({ "scores": scores, "orders": orders })
        })
        .collect();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/oracle/methods.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let text = serde_json::to_string(&elections).unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "votelib failed");
    let answers: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answers.len(), elections.len());
    for (election, answer) in elections.iter().zip(&answers) {
        let table = |name: &str| -> Vec<Vec<usize>> {
            serde_json::from_value(election[name].clone()).unwrap()
        };
        let (scores, orders) = (table("scores"), table("orders"));
        let options = scores[0].len();
        let mut totals = vec![vec![0; 6]; options];
        for ballot in &scores {
            for (option, points) in ballot.iter().enumerate() {
                totals[option][*points] += 1;
            }
        }
        let found = score::count(&totals, &[], score::Skipped::Zero).unwrap();
        let sums: Vec<u64> = found.means.iter().map(|mean| mean.0).collect();
        assert_eq!(json!(sums), answer["scores"]);
        let mut firsts = vec![0; options];
        orders.iter().for_each(|order| firsts[order[0]] += 1);
        let mut approvals = vec![0; options];
        for ballot in &scores {
            for (option, points) in ballot.iter().enumerate() {
                approvals[option] += u64::from(*points > 2);
            }
        }
        let all = [("single", firsts), ("approval", approvals)];
        for (name, totals) in all {
            assert_eq!(json!(totals), answer[name]);
            let found = choice::count(&totals, scores.len() as u64).unwrap();
            if totals.iter().any(|votes| *votes > 0) {
                assert_eq!(json!(found.groups[0]), answer[format!("{name}_best")]);
            }
        }
        let orders: Vec<Order> = orders
            .iter()
            .map(|best_first| {
                let place = |option| best_first.iter().position(|o| *o == option).unwrap();
                let places = (0..options).map(|o| u32::try_from(place(o)).ok());
                Order {
                    places: places.collect(),
                    weight: 1,
                }
            })
            .collect();
        let found = borda::count(options, &orders).unwrap();
        let points: Vec<u64> = found.doubled.iter().map(|twice| twice / 2).collect();
        assert_eq!(json!(points), answer["borda"]);
    }
}
