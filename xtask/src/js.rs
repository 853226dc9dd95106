//! Makes scripts smaller, and lowers them to what the oldest browsers of our range read.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::run::{Repo, run};

/// The browsers of the style sheet.
const TARGET: &str = "--target=chrome109,firefox115,safari15.6";

/// A module with what it imports from beside it, in one file.
pub fn bundle(repo: &Repo, bin: &Path, from: &Path, into: &Path) -> Result<()> {
    esbuild(repo, bin, from, into, &["--bundle", "--format=esm"])
}

/// One file. A script stays a script and a module a module, with its outer names.
pub fn minify(repo: &Repo, bin: &Path, from: &Path, into: &Path) -> Result<()> {
    esbuild(repo, bin, from, into, &[])
}

/// Every module below a folder, in place. Only what they export keeps its name.
pub fn minify_modules(repo: &Repo, bin: &Path, folder: &Path) -> Result<()> {
    for file in files::list(folder)? {
        if file.extension().is_some_and(|extension| extension == "js") {
            let path = folder.join(&file);
            esbuild(repo, bin, &path, &path, &["--format=esm"])?;
        }
    }
    Ok(())
}

fn esbuild(repo: &Repo, bin: &Path, from: &Path, into: &Path, options: &[&str]) -> Result<()> {
    run(repo
        .command(bin.join("esbuild"))
        .args([
            "--minify",
            TARGET,
            "--log-level=warning",
            "--allow-overwrite",
        ])
        .args(options)
        .arg(format!("--outfile={}", into.display()))
        .arg(from))
}
