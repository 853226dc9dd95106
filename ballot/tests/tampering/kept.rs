//! The archives that the browser's tests choose (`end2end/archives`): one that is right, and one with a
//! ballot made for somebody who did not vote. They are what is made here, byte for byte.
//! To make them again: `TIKER_KEEP=1 cargo test -p ballot --test tampering kept`.

use super::ballots::forged;
use super::common::made::archive;
use super::election;
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
    let write = std::env::var_os("TIKER_KEEP").is_some();
    for (path, made) in kept() {
        if write {
            std::fs::write(&path, &made).unwrap();
        }
        let there = std::fs::read(&path).unwrap();
        assert!(there == made, "{} is another archive", path.display());
    }
}
