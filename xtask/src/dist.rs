//! What is shipped: one program with its browser side inside.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::run::{Repo, run};
use crate::site;

/// Builds `<target>/dist/tiker`: cargo names the folder after the profile.
pub fn build(repo: &Repo) -> Result<PathBuf> {
    with_site(repo, &site::build(repo)?)
}

fn with_site(repo: &Repo, site: &Path) -> Result<PathBuf> {
    run(repo
        .cargo()
        .args(["build", "--package", "server", "--profile", "dist"])
        .env("TIKER_SITE", site))?;
    let program = path(repo);
    ensure!(program.is_file(), "cargo left no {}", program.display());
    Ok(program)
}

pub fn path(repo: &Repo) -> PathBuf {
    repo.target.join("dist/tiker")
}
