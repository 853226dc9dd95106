//! What several test files need.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

/// Says that a test cannot run here; in continuous integration that is a failure.
pub fn skip(reason: &str) {
    assert!(std::env::var_os("CI").is_none(), "cannot skip in CI: {reason}");
    println!("SKIPPED: {reason}");
}

/// The real Pabulib files; none, said aloud, when the folder is absent.
pub fn pabulib_files() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("TIKER_SHARED").map_or(beside, PathBuf::from);
    let Ok(entries) = std::fs::read_dir(shared.join("data/pabulib")) else {
        skip("the folder of Pabulib files is missing");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pb"))
        .collect();
    files.sort();
    if files.is_empty() {
        skip("the folder of Pabulib files is empty");
    }
    files
}
