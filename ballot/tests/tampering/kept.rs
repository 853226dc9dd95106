//! The archives that the browser's tests choose (`end2end/archives`): one that is right, and one with a
//! ballot made for somebody who did not vote. They are what is made here, byte for byte.
//! To make them again: `cargo test -p ballot --test tampering -- --ignored write_the_kept_archives`.

use super::ballots::forged;
use super::election;
use crate::common::made::archive;
use std::path::{Path, PathBuf};

fn kept() -> [(PathBuf, Vec<u8>); 2] {
    // wherever this file is built from
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/archives");
    let right = archive(&election().events(&[1, 2]).0);
    [
        (folder.join("right.bel"), right),
        (folder.join("forged.bel"), archive(&forged().votes())),
    ]
}

#[test]
fn the_kept_archives_are_what_is_made() {
    for (path, made) in kept() {
        let there = std::fs::read(&path).unwrap();
        assert!(there == made, "{} is another archive", path.display());
    }
}

#[test]
#[ignore = "writes into the sources"]
fn write_the_kept_archives() {
    for (path, made) in kept() {
        std::fs::write(path, made).unwrap();
    }
}
