//! From sealed ballots to a winner: what the sums of each method mean is what the rules of civic life count.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

mod common;

use ballot::v1::group::Belenios2048 as G;
use ballot::v1::method::{Answer, Method, Totals};
use civic::method::judgment::{Middle, Rule};
use civic::method::{choice, judgment, score};
use common::made::{Holders, Made, archive};
use common::verified;

const ALONE: Holders = Holders {
    single: 1,
    shared: None,
};

fn options() -> Vec<String> {
    ["La place", "Le square", "La cour"]
        .map(str::to_owned)
        .to_vec()
}

/// Seals the answers, each with the weight of its voter, and gives what `tiker verify` reads of the sums.
fn totals(method: &Method, answers: &[Answer], weights: &[u64]) -> Totals {
    let questions = method.questions("Où ?", &options()).unwrap();
    let mut made = Made::<G>::new(21, questions.clone(), ALONE, weights);
    for (voter, answer) in answers.iter().enumerate() {
        made.vote(voter, &method.choices(&questions, answer).unwrap());
    }
    let (events, _) = made.events(&[1]);
    let result = verified(&archive(&events)).unwrap().result.unwrap();
    method.totals(&questions, &result).unwrap()
}

#[test]
fn one_option_or_none() {
    let method = Method::Choose {
        least: 1,
        most: 1,
        blank: true,
    };
    let one = |option| Answer::Chosen(vec![option]);
    let answers = [one(2), one(1), one(2), Answer::Blank, one(0)];
    let Totals::Chosen { options, blank } = totals(&method, &answers, &[1; 5]) else {
        panic!()
    };
    assert_eq!((&options[..], blank), (&[1, 1, 2][..], 1));
    // two of four that name somebody are no majority: the blank one is not among them
    let chosen = choice::single(&options).unwrap();
    assert_eq!((chosen.ballots, chosen.majority), (4, None));
    assert_eq!(chosen.groups, [vec![2], vec![0, 1]]);
}

#[test]
fn approval_of_several() {
    let method = Method::Choose {
        least: 0,
        most: 3,
        blank: false,
    };
    let answers = [vec![0, 2], vec![2], vec![2, 1], vec![]].map(Answer::Chosen);
    let Totals::Chosen { options, blank } = totals(&method, &answers, &[1, 1, 3, 1]) else {
        panic!()
    };
    assert_eq!((&options[..], blank), (&[1, 3, 5][..], 0));
    let chosen = choice::count(&options, 6).unwrap();
    assert_eq!(
        (chosen.groups[0].clone(), chosen.majority),
        (vec![2], Some(2))
    );
}

#[test]
fn points_are_counted_from_zero() {
    let method = Method::Points {
        most: 3,
        may_skip: true,
    };
    // sums 6, 4 and 3; the last by one voter alone, so the highest mean
    let given = [[3, 0, -1], [3, 1, -1], [0, 3, 3]];
    let answers = given.map(|row| Answer::Given(row.map(|n| usize::try_from(n).ok()).to_vec()));
    let Totals::Given { options, skipped } = totals(&method, &answers, &[1; 3]) else {
        panic!()
    };
    let zero = score::count(&options, &skipped, score::Skipped::Zero).unwrap();
    assert_eq!(zero.means, [(6, 3), (4, 3), (3, 3)]);
    assert_eq!(zero.groups, [[0], [1], [2]]);
    let left_out = score::count(&options, &skipped, score::Skipped::LeftOut).unwrap();
    assert_eq!(left_out.means, [(6, 3), (4, 3), (3, 1)]);
    assert_eq!(left_out.groups, [[2], [0], [1]]);
}

#[test]
fn the_best_grade_comes_first() {
    let grades = ["Excellent", "Bien", "À rejeter"]
        .map(str::to_owned)
        .to_vec();
    let method = Method::Grades {
        grades,
        may_skip: true,
    };
    // middles: bien, excellent, à rejeter (a place nobody knows is as bad)
    let given = [[1, 0, 2], [1, 0, -1], [0, 2, -1]];
    let answers = given.map(|row| Answer::Given(row.map(|n| usize::try_from(n).ok()).to_vec()));
    let Totals::Given { options, skipped } = totals(&method, &answers, &[1; 3]) else {
        panic!()
    };
    let rule = Rule {
        skipped: judgment::Skipped::Worst,
        middle: Middle::Worse,
    };
    let judged = judgment::count(&options, &skipped, rule).unwrap();
    assert_eq!(judged.groups, [[1], [0], [2]]);
    let grades: Vec<_> = judged.options.iter().map(|option| option.grade).collect();
    assert_eq!(grades, [Some(1), Some(0), Some(2)]);
}
