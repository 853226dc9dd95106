//! Every rule, reason and step has words in three languages, with nothing left to fill in.

use super::words;
use crate::texts::Lang;
use civic::count::{
    Completion, Measure, Mode, Outcome, Reason, Rule, Step, Tally as Line, TieRule, Utility,
};
use services::tally::{Line as Project, Tally};

const MODES: [Mode; 2] = [Mode::Skip, Mode::Stop];

fn rules() -> Vec<Rule> {
    let mut all = Vec::new();
    for mode in MODES {
        all.push(Rule::GreedyVotes { mode });
        all.push(Rule::GreedyVotesPerEuro { mode });
        all.push(Rule::Cumulative { mode });
    }
    for utility in [Utility::Cost, Utility::Cardinality] {
        for completion in [
            Completion::None,
            Completion::Add1 { unit: 100 },
            Completion::Add1Utilitarian { unit: 50 },
        ] {
            all.push(Rule::EqualShares {
                utility,
                completion,
            });
        }
    }
    for measure in [Measure::Votes, Measure::Points] {
        all.push(Rule::Knapsack { measure });
    }
    all
}

fn steps() -> Vec<Step> {
    let tied = vec![1, 2, 3, 4, 5];
    vec![
        Step::Funded {
            project: 0,
            score: 615,
            cost: 950_000,
            left: 1_000_000,
            tied: vec![],
        },
        Step::Funded {
            project: 1,
            score: 1,
            cost: 950_000,
            left: 1_000_000,
            tied,
        },
        Step::Skipped {
            project: 0,
            cost: 950_000,
            left: 50_000,
        },
        Step::StoppedAt {
            project: 0,
            cost: 950_000,
            left: 50_000,
        },
        Step::Raised {
            rounds: 0,
            unit: 100,
        },
        Step::Raised {
            rounds: 1,
            unit: 100,
        },
        Step::Raised {
            rounds: 12,
            unit: 100,
        },
        Step::Shared {
            project: 2,
            supporters: 40,
            share: 4_125,
            cost: 950_000,
            left: 0,
            tied: vec![3],
        },
        Step::Shared {
            project: 3,
            supporters: 1,
            share: 950_000,
            cost: 950_000,
            left: 0,
            tied: vec![],
        },
        Step::Best {
            total: 900,
            cost: 950_000,
        },
        Step::Packed {
            project: 4,
            score: 12,
            cost: 950_000,
        },
    ]
}

fn reasons() -> Vec<Reason> {
    vec![
        Reason::Selected { place: 1 },
        Reason::Selected { place: 2 },
        Reason::Selected { place: 3 },
        Reason::Selected { place: 4 },
        Reason::Selected { place: 5 },
        Reason::NotEnoughMoney {
            cost: 950_000,
            left: 50_000,
        },
        Reason::SupportersTooPoor {
            cost: 950_000,
            money: 12_345,
        },
        Reason::NoVotes,
        Reason::Stopped { at: 0 },
        Reason::NotInBestSet,
    ]
}

fn tally(rule: Rule) -> Tally {
    let reasons = reasons();
    let title = |i: usize| format!("Projet n° {i} {{cost}} <b>");
    Tally {
        voters: 100,
        ballots: 100,
        budget: 10_000_000,
        rule,
        tie: TieRule::LowerCostThenDraw([7; 32]),
        projects: (0..reasons.len())
            .map(|i| Project {
                id: i.to_string(),
                number: i64::try_from(i).unwrap() + 1,
                key: i.to_string(),
                title: title(i),
                cost: 950_000,
            })
            .collect(),
        outcome: Outcome {
            winners: vec![0, 1, 2, 3, 4],
            projects: reasons
                .into_iter()
                .map(|reason| Line {
                    votes: 10,
                    points: 20,
                    reason,
                })
                .collect(),
            left: 0,
            steps: steps(),
        },
    }
}

/// What a sentence may not hold, once the titles (which hold braces on purpose) are taken out.
fn whole(sentence: &str) {
    let mut bare = sentence.to_owned();
    for i in 0..10 {
        bare = bare.replace(&format!("Projet n° {i} {{cost}} <b>"), "");
    }
    assert!(!bare.contains(['{', '}', '_']), "{sentence}");
    assert!(
        sentence.trim() == sentence && sentence.len() > 8,
        "{sentence}"
    );
    assert!(!sentence.contains("  "), "{sentence}");
}

#[test]
fn every_reason_and_step_has_words_in_every_language() {
    for lang in Lang::ALL {
        for rule in rules() {
            let tally = tally(rule);
            for position in 0..tally.projects.len() {
                whole(&words::reason(lang, &tally, position));
            }
            for step in &tally.outcome.steps {
                whole(&words::step(lang, &tally, step));
            }
            for sentence in words::rule(lang, &tally) {
                whole(&sentence);
            }
            whole(words::tie(lang, &tally.tie));
            whole(words::tie(lang, &TieRule::IdText));
        }
        assert_eq!(words::reason(lang, &tally(rules()[0]), 99), "");
    }
}

#[test]
fn in_french_as_people_read_it() {
    let votes = tally(Rule::GreedyVotes { mode: Mode::Skip });
    let reason = |i| words::reason(Lang::Fr, &votes, i);
    assert_eq!(
        reason(0),
        "Il réunit 615\u{a0}voix. Il restait 10\u{202f}000\u{a0}€ après lui."
    );
    assert_eq!(
        reason(5),
        "Quand son tour est venu, il coûtait 9\u{202f}500\u{a0}€ et il ne restait que 500\u{a0}€."
    );
    assert_eq!(
        reason(2),
        "Les 40 personnes qui l’ont choisi le paient ensemble, 41,25\u{a0}€ au plus chacune. Il restait 0\u{a0}€ après lui."
    );
    assert_eq!(reason(7), "Aucun bulletin ne l’a choisi.");
    assert!(
        reason(8).contains("«\u{a0}Projet n° 0 {cost} <b>\u{a0}»"),
        "{}",
        reason(8)
    );
    let points = tally(Rule::Cumulative { mode: Mode::Skip });
    assert_eq!(
        words::reason(Lang::Fr, &points, 7),
        "Il n’a reçu aucun point."
    );
    assert!(words::reason(Lang::Fr, &points, 1).starts_with("Il réunit 1\u{a0}point."));
}

#[test]
fn a_title_is_never_filled_in_again_and_ties_are_told_briefly() {
    let votes = tally(Rule::GreedyVotes { mode: Mode::Skip });
    let said = words::step(Lang::Fr, &votes, &votes.outcome.steps[1]);
    assert!(said.contains("Projet n° 1 {cost} <b>"), "{said}");
    assert!(said.contains("et 2 autres"), "{said}");
    assert!(!said.contains("Projet n° 5"), "{said}");
}

#[test]
fn the_share_of_nobody_is_no_division_by_zero() {
    let mut none = tally(Rule::EqualShares {
        utility: Utility::Cost,
        completion: Completion::None,
    });
    none.ballots = 0;
    assert!(words::rule(Lang::Fr, &none)[0].contains("0\u{a0}€"));
}
