//! `tiker verify --json`, run as a command on every spoiled archive of the library's own tests: each is
//! refused with its own reason, at its own place, with the exit code that the manual says. And what is no
//! archive at all is told as such, never by a crash.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

// built beside the program, these tests ask it as well (`common::verified`)
#[path = "../../ballot/tests/tampering.rs"]
mod tampering;

use std::process::{Command, Output};

fn verify(file: &std::path::Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiker"));
    command.args(["verify", "--json"]).arg(file);
    command.output().unwrap()
}

#[test]
fn what_is_no_archive_is_said_and_nothing_breaks() {
    let folder = std::env::temp_dir().join(format!("tiker-no-archive-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("a.bel");
    for (content, code) in [
        (Vec::new(), 1),
        (b"PK\x03\x04 a zip".to_vec(), 1),
        (vec![0; 100_000], 1),
        (b"[".repeat(50_000), 1),
        (vec![0xff; 512 * 9], 1),
    ] {
        std::fs::write(&file, &content).unwrap();
        let output = verify(&file);
        assert_eq!(output.status.code(), Some(code), "{} bytes", content.len());
        let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(said["ok"] == false && said["code"].is_string(), "{said}");
    }
    // not there, or not a file: a wrong value was given
    for path in [folder.join("nowhere.bel"), folder.clone()] {
        let output = verify(&path);
        assert_eq!(output.status.code(), Some(2), "{}", path.display());
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn an_answer_that_could_not_be_written_is_no_success() {
    let full = std::fs::File::options().write(true).open("/dev/full");
    let right = concat!(env!("CARGO_MANIFEST_DIR"), "/../end2end/archives/right.bel");
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiker"));
    command.args(["verify", right]);
    assert!(command.output().unwrap().status.success());
    let status = command.stdout(full.unwrap()).status().unwrap();
    assert_eq!(status.code(), Some(2));
}
