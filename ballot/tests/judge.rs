//! The first judge: `belenios-tool` 2.0 accepts what the crate makes, and adds up, opens and
//! counts it to the same bytes; what the tool makes is accepted here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

mod common;

use ballot::archive::Kind;
use ballot::v1::ceremony::Shape;
use ballot::v1::election::Question;
use ballot::v1::group::{Belenios2048, Group, Rfc3526};
use ballot::v1::seal::Choices;
use ballot::v1::tally::Counts;
use common::made::{Holders, Made, UUID, archive, choices, question};
use common::{Folder, has_tool, verified};

const ALONE: Holders = Holders {
    single: 1,
    shared: None,
};
const TWO_OF_THREE: Option<Shape> = Some(Shape {
    size: 3,
    threshold: 2,
});

/// Has both judge an archive made here, and gives the result.
fn judged<G: Group>(name: &str, made: &mut Made<G>, owners: &[usize]) -> Option<Counts> {
    let (events, counts) = made.events(owners);
    let bytes = archive(&events);
    let report = verified(&bytes).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!(report.result.as_ref(), Some(&counts), "{name}");
    if !has_tool() {
        return None;
    }
    let folder = Folder::new(name);
    let file = format!("{UUID}.bel");
    folder.write(&file, &bytes);
    let verify = folder.tool(&["election", "verify"]);
    assert!(
        verify.status.success(),
        "{name}: {}",
        String::from_utf8_lossy(&verify.stderr)
    );
    let result = events.last().unwrap().1[0].clone();
    assert_eq!(
        folder.told(&["election", "compute-result"]).trim_end(),
        result,
        "{name}"
    );
    // The tool adds up again only while there is no sum yet.
    let end = events
        .iter()
        .position(|(kind, _)| *kind == Kind::EndBallots)
        .unwrap();
    folder.write(&file, archive(&events[..=end]));
    let tally = folder.told(&["election", "compute-encrypted-tally"]);
    assert_eq!(tally.trim_end(), events[end + 1].1.join("\n"), "{name}");
    Some(counts)
}

fn made<G: Group>(questions: Vec<Question>, holders: Holders, voters: usize) -> Made<G> {
    Made::new(questions.len() as u64, questions, holders, &vec![1; voters])
}

fn answers(rows: &[&[u64]]) -> Vec<Choices> {
    rows.iter().map(|row| choices(row)).collect()
}

#[test]
fn a_plain_election_with_a_vote_changed() {
    let questions = vec![question(2, false, 1, 1), question(3, false, 0, 2)];
    let mut made = made::<Belenios2048>(
        questions,
        Holders {
            single: 3,
            shared: None,
        },
        4,
    );
    made.vote(0, &answers(&[&[1, 0], &[1, 1, 0]]));
    made.vote(1, &answers(&[&[0, 1], &[0, 0, 0]]));
    made.vote(0, &answers(&[&[0, 1], &[0, 0, 1]]));
    made.vote(2, &answers(&[&[1, 0], &[0, 1, 1]]));
    let counts = judged("plain", &mut made, &[1, 2, 3]);
    assert!(counts.is_none_or(|counts| counts == [vec![1, 2], vec![0, 1, 2]]));
}

#[test]
fn blank_votes() {
    let questions = vec![
        question(2, true, 0, 1),
        question(3, true, 1, 3),
        question(1, true, 1, 1),
    ];
    let mut made = made::<Belenios2048>(questions, ALONE, 4);
    made.vote(0, &answers(&[&[1, 0, 0], &[1, 0, 0, 0], &[0, 1]]));
    made.vote(1, &answers(&[&[0, 0, 0], &[0, 1, 1, 1], &[1, 0]]));
    made.vote(2, &answers(&[&[0, 0, 1], &[0, 0, 1, 0], &[0, 1]]));
    let counts = judged("blank", &mut made, &[1]);
    assert!(
        counts.is_none_or(|counts| { counts == [vec![1, 0, 1], vec![1, 1, 2, 1], vec![1, 2]] })
    );
}

#[test]
fn weights_and_two_trustees_of_three() {
    let questions = vec![question(3, false, 1, 2)];
    let holders = Holders {
        single: 1,
        shared: TWO_OF_THREE,
    };
    let mut made = Made::<Belenios2048>::new(7, questions, holders, &[1, 30, 5, 1000]);
    made.vote(0, &answers(&[&[1, 1, 0]]));
    made.vote(1, &answers(&[&[0, 1, 0]]));
    made.vote(2, &answers(&[&[0, 1, 1]]));
    for owners in [&[1, 2, 3][..], &[1, 2, 4], &[3, 1, 4], &[1, 2, 3, 4]] {
        let name = format!("weights-{}", owners.len() * 10 + owners[1]);
        let counts = judged(&name, &mut made, owners);
        assert!(counts.is_none_or(|counts| counts == [vec![1, 36, 5]]));
    }
}

#[test]
fn nobody_votes() {
    let questions = vec![question(2, true, 1, 1)];
    let shared = Holders {
        single: 0,
        shared: TWO_OF_THREE,
    };
    let mut made = made::<Belenios2048>(questions, shared, 2);
    let counts = judged("nobody", &mut made, &[1, 3]);
    assert!(counts.is_none_or(|counts| counts == [vec![0, 0, 0]]));
}

#[test]
fn the_other_group() {
    let questions = vec![question(2, true, 0, 1)];
    let mut made = made::<Rfc3526>(questions, ALONE, 2);
    made.vote(0, &answers(&[&[0, 1, 0]]));
    made.vote(1, &answers(&[&[1, 0, 0]]));
    let counts = judged("rfc3526", &mut made, &[1]);
    assert!(counts.is_none_or(|counts| counts == [vec![1, 1, 0]]));
}
