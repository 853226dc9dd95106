//! Pabulib files that are refused, where and why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests

mod common;

use civic::pabulib::{Reason, Section, parse};
use common::{GOOD, SCORED};

/// The line and the reason for which a changed file is refused.
fn refused(text: &str, from: &str, to: &str) -> (usize, Reason) {
    assert!(text.contains(from), "{from}");
    let error = parse(text.replacen(from, to, 1).as_bytes()).unwrap_err();
    (error.line, error.reason)
}

#[test]
fn refuses_bytes_that_are_not_lines_of_text() {
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes[20] = 0xFF;
    let error = parse(&bytes).unwrap_err();
    assert_eq!((error.line, error.reason), (3, Reason::NotUtf8));
    assert_eq!(refused(GOOD, "small", "sm\0all"), (3, Reason::Nul));
    assert_eq!(
        refused(GOOD, "small", "sm\rall"),
        (3, Reason::ControlCharacter)
    );
    assert_eq!(
        refused(GOOD, "small", "sm\u{FEFF}all"),
        (3, Reason::ControlCharacter)
    );
    assert_eq!(
        refused(GOOD, "small", "sm\u{2028}all"),
        (3, Reason::ControlCharacter)
    );
    let long = Reason::LineTooLong {
        limit: civic::pabulib::MAX_LINE_BYTES,
    };
    assert_eq!(refused(GOOD, "small", &"a".repeat(70_000)), (3, long));
    assert_eq!(
        refused(GOOD, "\"Trees", "\"Trees\" "),
        (14, Reason::WrongQuotes)
    );
}

#[test]
fn refuses_wrong_sections() {
    let missing = |section| Reason::MissingSection { section };
    let header = |section| Reason::WrongHeader { section };
    let error = parse(b"").unwrap_err();
    assert_eq!((error.line, error.reason), (1, missing(Section::Meta)));
    assert_eq!(refused(GOOD, "META\n", ""), (1, Reason::TextBeforeSection));
    assert_eq!(
        refused(GOOD, "PROJECTS\n", ""),
        (15, missing(Section::Projects))
    );
    let end = GOOD.find("VOTES").unwrap();
    let error = parse(&GOOD.as_bytes()[..end]).unwrap_err();
    assert_eq!((error.line, error.reason), (15, missing(Section::Votes)));
    let twice = Reason::MisplacedSection {
        section: Section::Meta,
    };
    assert_eq!(refused(GOOD, "VOTES\n", "META\n"), (16, twice));
    let again = Reason::MisplacedSection {
        section: Section::Projects,
    };
    assert_eq!(refused(GOOD, "y;1;\n", "y;1;\nPROJECTS\n"), (20, again));
    let early = "META\nkey;value\nVOTES\nvoter_id;vote\n";
    assert_eq!(
        parse(early.as_bytes()).unwrap_err().reason,
        missing(Section::Projects)
    );
    assert_eq!(
        refused(GOOD, "key;value", "key;worth"),
        (2, header(Section::Meta))
    );
    assert_eq!(
        refused(GOOD, "project_id;cost", "id;cost"),
        (13, header(Section::Projects))
    );
    assert_eq!(
        refused(GOOD, "cost;votes", "cost;cost"),
        (13, header(Section::Projects))
    );
    assert_eq!(
        refused(GOOD, "voter_id;vote;", "voter_id;ballot;"),
        (17, header(Section::Votes))
    );
}

#[test]
fn refuses_wrong_meta() {
    let key = |key: &str| key.to_owned();
    let number = |name| Reason::BadNumber { key: key(name) };
    let date = |name| Reason::BadDate { key: key(name) };
    assert_eq!(
        refused(GOOD, "budget;100.50\n", ""),
        (2, Reason::MissingKey { key: key("budget") })
    );
    assert_eq!(
        refused(GOOD, "min_length;1", "budget;1"),
        (10, Reason::DuplicateKey { key: key("budget") })
    );
    for wrong in [
        "0",
        "-5",
        "1.234",
        "1,5",
        "1e9",
        "99999999999999999999999999",
        "",
    ] {
        assert_eq!(
            refused(GOOD, "100.50", wrong),
            (6, Reason::BadBudget),
            "{wrong}"
        );
    }
    for wrong in ["-1", "x", "99999999999999999999999", ""] {
        let line = format!("num_votes;{wrong}\n");
        assert_eq!(
            refused(GOOD, "num_votes;2\n", &line),
            (5, number("num_votes"))
        );
    }
    assert_eq!(
        refused(GOOD, "max_length;2", "max_length;many"),
        (11, number("max_length"))
    );
    assert_eq!(
        refused(GOOD, "01.02.2024", "2024-02-01"),
        (8, date("date_begin"))
    );
    assert_eq!(
        refused(GOOD, "29.02.2024", "29.02.2023"),
        (9, date("date_end"))
    );
    assert_eq!(
        refused(GOOD, "29.02.2024", "31.01.2024"),
        (9, Reason::DatesReversed)
    );
    let ordinal = Reason::UnsupportedVoteType {
        vote_type: key("ordinal"),
    };
    assert_eq!(refused(GOOD, "approval", "ordinal"), (7, ordinal));
}

#[test]
fn refuses_wrong_projects() {
    for wrong in ["0", "-40", "40.001", "40,0", "", "1000000000001"] {
        assert_eq!(
            refused(GOOD, "40.0", wrong),
            (14, Reason::BadCost),
            "{wrong}"
        );
    }
    for wrong in ["1;", "", "Votes", "a,b"] {
        let line = format!("\n{wrong};70");
        assert!(
            parse(GOOD.replacen("\n2;70", &line, 1).as_bytes()).is_err(),
            "{wrong}"
        );
    }
    let same = Reason::DuplicateProject { id: "1".to_owned() };
    assert_eq!(refused(GOOD, "\n2;70", "\n1;70"), (15, same));
    let projects = Reason::ProjectCountMismatch {
        declared: 3,
        found: 2,
    };
    assert_eq!(
        refused(GOOD, "num_projects;2", "num_projects;3"),
        (4, projects)
    );
    let votes = Reason::ProjectVotesMismatch {
        id: "2".to_owned(),
        declared: 9,
        found: 1,
    };
    assert_eq!(refused(GOOD, "70;1;", "70;9;"), (15, votes));
    let score = Reason::ProjectScoreMismatch {
        id: "1".to_owned(),
        declared: 5,
        found: 4,
    };
    assert_eq!(refused(SCORED, "1;40;4", "1;40;5"), (10, score));
}

#[test]
fn refuses_wrong_votes() {
    let id = |id: &str| id.to_owned();
    assert_eq!(
        refused(GOOD, "x;1,2", "x;1,3"),
        (18, Reason::UnknownProject { id: id("3") })
    );
    assert_eq!(
        refused(GOOD, "x;1,2", "x;1,1"),
        (18, Reason::RepeatedChoice { id: id("1") })
    );
    assert_eq!(
        refused(GOOD, "x;1,2", "x;1,"),
        (18, Reason::UnknownProject { id: id("") })
    );
    assert_eq!(
        refused(GOOD, "\ny;", "\nx;"),
        (19, Reason::DuplicateVoter { id: id("x") })
    );
    assert_eq!(refused(GOOD, "\ny;", "\n;"), (19, Reason::BadId));
    let votes = Reason::VoteCountMismatch {
        declared: 2,
        found: 1,
    };
    assert_eq!(refused(GOOD, "y;1;\n", ""), (5, votes));
    assert_eq!(
        refused(GOOD, "y;1;", "y;;"),
        (19, Reason::TooFewChoices { min: 1, found: 0 })
    );
    let many = Reason::TooManyChoices { max: 1, found: 2 };
    assert_eq!(
        refused(GOOD, "max_length;2", "max_length;1"),
        (18, many.clone())
    );
    assert_eq!(refused(GOOD, "approval", "choose-1"), (18, many));
    let fields = Reason::WrongFieldCount {
        expected: 3,
        found: 2,
    };
    assert_eq!(refused(GOOD, "y;1;", "y;1"), (19, fields));
    assert_eq!(
        refused(GOOD, "age", "points"),
        (17, Reason::UnexpectedPoints)
    );
    assert_eq!(
        refused(SCORED, "points\n", "marks\n"),
        (13, Reason::BadPoints)
    );
    for wrong in ["2", "2,2.5", "2,-3", "2,", "2,99999999999", "2,3,1"] {
        assert_eq!(
            refused(SCORED, "2,3.0", wrong),
            (14, Reason::BadPoints),
            "{wrong}"
        );
    }
    assert_eq!(
        refused(SCORED, "2,3.0", "2,4"),
        (14, Reason::PointsOutOfRange)
    );
}
