//! Pabulib files: what is read and what is written.

mod common;

use civic::pabulib::{Choice, Date, File, Project, Vote, VoteType, parse, write};
use common::{GOOD, SCORED, pabulib_files};
use proptest::prelude::*;

#[test]
fn reads_every_field() {
    let file = parse(GOOD.as_bytes()).unwrap();
    assert_eq!((file.budget, file.vote_type), (10_050, VoteType::Approval));
    assert_eq!(
        (file.begin, file.end),
        (Date::new(2024, 2, 1), Date::new(2024, 2, 29))
    );
    assert_eq!((file.min_length, file.max_length), (Some(1), Some(2)));
    assert_eq!(file.meta("description"), Some("A small vote"));
    assert_eq!(
        file.projects[0],
        Project {
            id: "1".to_owned(),
            cost: 4000,
            name: Some("Trees; and a \"pond\"".to_owned()),
            category: Some("Nature".to_owned()),
            district: Some("North".to_owned()),
            votes: Some(2),
            ..Project::default()
        }
    );
    assert_eq!(
        file.votes[0],
        Vote {
            voter_id: "x".to_owned(),
            choices: [0, 1]
                .map(|project| Choice {
                    project,
                    points: None
                })
                .to_vec(),
            other: vec![("age".to_owned(), "30".to_owned())],
        }
    );
    let instance = file.instance();
    assert_eq!(
        (instance.budget, instance.ballots[0].choices[1].points),
        (10_050, 1)
    );
    assert_eq!(instance.validate(), Ok(()));
    let scored = parse(SCORED.as_bytes()).unwrap();
    assert_eq!(scored.instance().ballots[0].choices[1].points, 3);
}

#[test]
fn line_ends_and_a_mark_at_the_start_do_not_matter() {
    let file = parse(GOOD.as_bytes()).unwrap();
    assert_eq!(parse(GOOD.replace('\n', "\r\n").as_bytes()).unwrap(), file);
    assert_eq!(parse(format!("\u{FEFF}{GOOD}").as_bytes()).unwrap(), file);
    assert_eq!(parse(GOOD.trim_end().as_bytes()).unwrap(), file);
    assert_eq!(
        parse(GOOD.replace("VOTES\n", "\n  \nVOTES\n").as_bytes()).unwrap(),
        file
    );
}

#[test]
fn real_files_are_read_and_written_back() {
    for path in pabulib_files() {
        let name = path.display().to_string();
        let file = parse(&std::fs::read(&path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(file.begin.is_some() && file.end.is_some(), "{name}");
        assert_eq!(parse(write(&file).as_bytes()).as_ref(), Ok(&file), "{name}");
    }
}

#[test]
fn writes_what_is_typed() {
    let mut file = parse(SCORED.as_bytes()).unwrap();
    file.votes.push(Vote {
        voter_id: "z".to_owned(),
        ..Vote::default()
    });
    file.budget = 12_345;
    file.begin = Date::new(2025, 1, 2);
    file.projects[0].name = Some("two\nlines\u{2028}and a ; \"quoted\"".to_owned());
    let text = write(&file);
    assert!(text.contains("budget;123.45\n") && text.contains("date_begin;02.01.2025\n"));
    assert!(text.contains("num_votes;3\n") && text.contains("\nz;;None\n"));
    let back = parse(text.as_bytes()).unwrap();
    assert_eq!(
        back.projects[0].name.as_deref(),
        Some("two lines and a ; \"quoted\"")
    );
    assert_eq!((back.votes, back.budget), (file.votes, file.budget));
}

/// A file whose texts try to break the format.
fn any_file() -> impl Strategy<Value = File> {
    let text = "[a-z;\",' é\n\r\t\u{0}\u{85}\u{2028}]{0,8}".prop_map(|text| text.trim().to_owned());
    let project = (text, 1..1_000_000_i64);
    let votes = prop::collection::vec(prop::collection::vec(any::<bool>(), 4), 0..6);
    let projects = prop::collection::vec(project, 4);
    (projects, votes, 1..1_000_000_i64).prop_map(|(projects, votes, budget)| File {
        meta: vec![("description".to_owned(), projects[0].0.clone())],
        budget,
        vote_type: VoteType::Approval,
        begin: None,
        end: None,
        min_length: None,
        max_length: None,
        projects: (0..)
            .zip(projects)
            .map(|(i, (name, cost)): (u32, _)| Project {
                id: i.to_string(),
                cost,
                name: Some(name),
                ..Project::default()
            })
            .collect(),
        votes: (0..)
            .zip(votes)
            .map(|(i, named): (u32, _)| Vote {
                voter_id: format!("v{i}"),
                choices: (0..4)
                    .filter(|&p| named[p])
                    .map(|project| Choice {
                        project,
                        points: None,
                    })
                    .collect(),
                other: Vec::new(),
            })
            .collect(),
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(file in any_file()) {
        let text = write(&file);
        let back = parse(text.as_bytes()).unwrap();
        prop_assert_eq!((&back.votes, back.budget), (&file.votes, file.budget));
        let costs = |file: &File| file.projects.iter().map(|p| p.cost).collect::<Vec<_>>();
        prop_assert_eq!(costs(&back), costs(&file));
        prop_assert_eq!(write(&back), text);
    }

    #[test]
    fn damaged_files_are_refused_without_a_panic(
        at in 0..GOOD.len(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        if let Err(error) = parse(&bytes) {
            prop_assert!((1..=20).contains(&error.line));
        }
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(parse(&bytes).is_err());
    }
}
