//! The first judge: `belenios-tool` 2.0 accepts what the crate makes, and adds up, opens and
//! counts it to the same bytes; what the tool makes is accepted here.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

mod common;

use ballot::archive::Kind;
use ballot::v1::ceremony::Shape;
use ballot::v1::credential::Credential;
use ballot::v1::election::{Election, Question};
use ballot::v1::group::{Belenios2048, Group, Rfc3526};
use ballot::v1::method::{Answer, Method, Totals};
use ballot::v1::proof::{PublicBases, SecretBases};
use ballot::v1::seal::{Choices, seal};
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::Counts;
use common::made::{Holders, Made, UUID, archive, choices, question};
use common::{Folder, has_tool, verified};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

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

#[test]
fn majority_judgment_without_a_shuffle() {
    let grades = ["Excellent", "Bien", "Passable", "À rejeter"]
        .map(str::to_owned)
        .to_vec();
    let method = Method::Grades {
        grades,
        may_skip: false,
    };
    let options = ["La place", "Le square", "La cour"].map(str::to_owned);
    let questions = method.questions("", &options).unwrap();
    let plain = [[0, 1, 3], [0, 2, 3], [1, 1, 0], [3, 0, 3], [0, 0, 2]];
    let mut made = made::<Belenios2048>(questions.clone(), ALONE, plain.len());
    for (voter, grades) in plain.iter().enumerate() {
        let given = Answer::Given(grades.iter().map(|grade| Some(*grade)).collect());
        made.vote(voter, &method.choices(&questions, &given).unwrap());
    }
    let Some(counts) = judged("judgment", &mut made, &[1]) else {
        return;
    };
    let Totals::Given { options, .. } = method.totals(&questions, &counts).unwrap() else {
        panic!("majority judgment has grades");
    };
    for (option, histogram) in options.iter().enumerate() {
        for (grade, count) in histogram.iter().enumerate() {
            let given = plain
                .iter()
                .filter(|grades| grades[option] == grade)
                .count();
            assert_eq!(*count, given as u64, "option {option}, grade {grade}");
        }
    }
}

/// Asks the tool for an election: its trustees, its credentials, its questions.
fn tool_election(folder: &Folder, questions: &str, voters: &str) -> (String, Vec<String>) {
    let uuid = folder.told(&["setup", "generate-token"]).trim().to_owned();
    let group = ["--group", "BELENIOS-2048"];
    folder.write("voters.txt", voters);
    let named = [
        &["setup", "generate-credentials", "--uuid", &uuid][..],
        &group,
    ]
    .concat();
    folder.told(&[&named[..], &["--file", "voters.txt"]].concat());
    folder.told(&[&["setup", "generate-trustee-key"][..], &group].concat());
    let mut credentials = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let content = std::fs::read(&path).unwrap();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("pubkey") => folder.write("public_keys.jsons", content),
            Some("privkey") => folder.write("key.json", content),
            Some("pubcreds") => folder.write("public_creds.json", content),
            Some("privcreds") => {
                let lines = String::from_utf8(content).unwrap();
                let secret = |line: &str| line.rsplit(' ').next().unwrap().to_owned();
                credentials = lines.lines().map(secret).collect();
            }
            _ => {}
        }
    }
    folder.told(&["setup", "make-trustees"]);
    folder.write("questions.json", questions);
    let made = [&["setup", "make-election", "--uuid", &uuid][..], &group].concat();
    folder.told(&[&made[..], &["--template", "questions.json"]].concat());
    folder.told(&["archive", "init"]);
    (uuid, credentials)
}

const QUESTIONS: &str = r#"{"description":"é \"x\"","name":"Essai","questions":[{"answers":["A","B"],"min":0,"max":1,"question":"Un ?"},{"answers":["C","D","E"],"blank":true,"min":1,"max":2,"question":"Deux ?"}]}"#;

#[test]
fn ballots_of_the_tool_and_ours_in_its_election() {
    if !has_tool() {
        return;
    }
    let folder = Folder::new("theirs");
    let (uuid, credentials) =
        tool_election(&folder, QUESTIONS, "a@b.fr,,2\nc@d.fr,,1\ne@f.fr,,5\n");
    let election =
        Election::<Belenios2048>::read(folder.read("election.json").trim_ascii_end()).unwrap();
    let bases = SecretBases::new(&election.key);
    let public = PublicBases::new(&election.key);
    let mut rng = ChaCha20Rng::seed_from_u64(3);
    let plain = [
        "[[1,0],[0,1,0,1]]",
        "[[0,0],[1,0,0,0]]",
        "[[0,1],[0,0,1,0]]",
    ];
    for (number, (credential, votes)) in credentials.iter().zip(plain).enumerate() {
        let text = if number == 1 {
            folder.write("credential.txt", credential);
            folder.write("choices.json", votes);
            let options = ["--privcred", "credential.txt", "--ballot", "choices.json"];
            let text = folder.told(&[&["election", "generate-ballot"][..], &options].concat());
            text.trim_end().to_owned()
        } else {
            let key = Credential::read(credential).unwrap().key(&uuid, &bases.g);
            let rows: Vec<Vec<u64>> = serde_json::from_str(votes).unwrap();
            let rows: Vec<Choices> = rows.iter().map(|row| choices(row)).collect();
            seal(&election, &key, &rows, &bases, &mut rng).unwrap()
        };
        let ballot = SealedBallot::read(text.as_bytes(), &election).unwrap();
        ballot.check(&election, &public).unwrap();
        folder.write("ballot.json", &text);
        folder.add_event("Ballot", "ballot.json");
    }
    folder.write("nothing", "");
    folder.add_event("EndBallots", "nothing");
    folder.write(
        "tally",
        folder.told(&["election", "compute-encrypted-tally"]),
    );
    folder.add_event("EncryptedTally", "tally");
    let decrypt = [
        "election",
        "decrypt",
        "--privkey",
        "key.json",
        "--trustee-id",
        "1",
    ];
    folder.write("part", folder.told(&decrypt));
    folder.add_event("PartialDecryption", "part");
    folder.write("result", folder.told(&["election", "compute-result"]));
    folder.add_event("Result", "result");
    folder.told(&["election", "verify"]);
    let report = verified(&folder.read(&format!("{uuid}.bel"))).unwrap();
    // The tool lists credentials in an order of its own: which weight voted what is in its file.
    let counts = report.result.unwrap();
    let told = String::from_utf8(folder.read("result")).unwrap();
    assert_eq!(ballot::v1::tally::result_text(&counts), told.trim_end());
    assert_eq!((report.voters, report.weight), (3, 8));
    assert_eq!(
        counts[0][0], counts[1][1],
        "who chose the first chose C too"
    );
    assert_eq!(
        counts[0].iter().sum::<u64>() + counts[1][0],
        8,
        "who abstained voted blank"
    );
}
