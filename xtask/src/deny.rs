//! What `deny.toml` says of the dependencies: licences, sources, what must not come in, known holes.
//! The list of holes is fetched; without the network the one fetched before is used, or it is said that
//! there is none: a machine without the network can still judge all the rest.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::run::{Repo, output, run};
use crate::tools;

/// Runs every check.
pub fn check(repo: &Repo) -> Result<()> {
    let program = tools::deny(repo)?;
    let deny = || {
        let mut command = repo.command(&program);
        command.args(["--workspace", "--log-level", "warn"]);
        command
    };
    run(deny().args(["check", "licenses", "bans", "sources"]))?;
    // a network that does not answer must not hold up everything
    let mut fetch = repo.command("timeout");
    fetch
        .arg("60")
        .arg(&program)
        .args(["--log-level", "error", "fetch", "db"]);
    match (output(&mut fetch), fetched_before()) {
        (Ok(_), _) => {}
        (Err(_), true) => {
            println!("• the list of known holes could not be fetched: an older one is used")
        }
        (Err(_), false) => {
            // said aloud and not a failure: what stands in the lock file did not change by it
            println!("• NOT CHECKED: known holes, their list cannot be fetched from here");
            return Ok(());
        }
    }
    advisories(deny())
}

/// Whether there is a list already, where cargo-deny keeps it for every project.
fn fetched_before() -> bool {
    let cargo = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let lists = cargo.and_then(|cargo| fs::read_dir(cargo.join("advisory-dbs")).ok());
    // cargo-deny leaves a lock file there, even when it could fetch nothing
    lists.is_some_and(|lists| lists.flatten().any(|entry| entry.path().is_dir()))
}

fn advisories(mut deny: Command) -> Result<()> {
    run(deny.args(["check", "--disable-fetch", "advisories"]))
}
