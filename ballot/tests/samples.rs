//! Archives made by the tool, and by an independent program, read by the verifier.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

mod common;

use ballot::Code;
use ballot::archive::Kind;
use common::{archive_in, refused, samples, verified};

#[test]
fn what_the_tool_made_is_accepted() {
    let Some(folder) = samples() else { return };
    let report = verified(&archive_in(&folder.join("mono"))).unwrap();
    assert_eq!(report.result, Some(vec![vec![2, 2], vec![1, 1, 2, 2, 2]]));
    assert_eq!(
        (report.ballots, report.voters, report.credentials),
        (6, 5, 5)
    );
    assert_eq!(report.stage, Kind::Result);
    let report = verified(&archive_in(&folder.join("mono/prefix"))).unwrap();
    assert_eq!((report.ballots, report.result), (5, None));
    let report = verified(&archive_in(&folder.join("threshold"))).unwrap();
    assert_eq!(report.result, Some(vec![vec![10, 1, 2]]));
    assert_eq!((report.voters, report.weight, report.trustees), (3, 13, 4));
}

#[test]
fn what_another_program_made_is_accepted() {
    let Some(folder) = samples() else { return };
    for name in [
        "dual-pedersen",
        "mj-homomorphic",
        "mono",
        "pedersen-only-3of5",
        "weights-threshold",
        "zero-ballots",
    ] {
        let report = verified(&archive_in(&folder.join("from-scratch").join(name)));
        let report = report.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(report.stage, Kind::Result, "{name}");
    }
}

#[test]
fn what_is_not_for_us_is_refused_as_such() {
    let Some(folder) = samples() else { return };
    let folder = folder.join("from-scratch");
    for (name, code) in [
        ("INVALID-stuffed", Code::BallotChoiceProof),
        ("mixnet", Code::QuestionNeedsMixnet),
        ("dual-pedersen-nh", Code::QuestionNeedsMixnet),
        ("ed25519-mono", Code::GroupUnsupported),
    ] {
        assert_eq!(refused(&archive_in(&folder.join(name))), code, "{name}");
    }
}
