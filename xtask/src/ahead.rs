//! What is built beside the checks of a whole run: cargo compiles our largest crate on one core, and tests wait for their
//! databases, so that the other core has time to build the browser side and the shipped program. They are in folders of
//! other profiles, so neither waits for the other. What it prints is shown when its stages are due.

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};

use crate::counts::Count;
use crate::files;
use crate::run::Repo;

/// The stages, as `--only` names them, in their order.
pub const STAGES: [&str; 3] = ["site", "again", "dist"];

pub struct Ahead {
    child: Child,
    log: std::path::PathBuf,
    /// What was printed, once it is over.
    printed: Option<String>,
}

impl Ahead {
    /// Begins.
    pub fn begin(repo: &Repo) -> Result<Ahead> {
        let log = repo.target.join("ahead.log");
        files::write(&log, "")?;
        let out = File::create(&log).context("no file for what is built ahead")?;
        let program = std::env::current_exe().context("where this program is")?;
        let child = Command::new(program)
            .args(["test", "--only", &STAGES.join(",")])
            .current_dir(&repo.root)
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            // with all that it starts, so that it can be ended as one
            .process_group(0)
            .spawn()
            .context("cannot begin what is built ahead")?;
        Ok(Ahead {
            child,
            log,
            printed: None,
        })
    }

    /// How a stage of these ended; waits for all of them at the first.
    pub fn of(&mut self, name: &str) -> Result<Count> {
        if self.printed.is_none() {
            self.child.wait()?;
            let printed = files::read_text(&self.log)?;
            println!("{printed}");
            self.printed = Some(printed);
        }
        let printed = self.printed.as_deref().unwrap_or_default();
        Ok(row(printed, name).unwrap_or(Count::ONE_FAILED))
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        if self.printed.is_none() {
            let group = format!("-{}", self.child.id());
            let _ = Command::new("kill").args(["--", &group]).status();
            let _ = self.child.wait();
        }
    }
}

/// The line of a stage in the table that a run ends with: `site 750.1  1 passed, 0 failed`.
fn row(printed: &str, name: &str) -> Option<Count> {
    let of_it = |line: &&str| line.split_whitespace().next() == Some(name);
    let line = printed.lines().rev().find(of_it)?;
    let passed = line.ends_with("1 passed, 0 failed");
    Some(if passed {
        Count::ONE_PASSED
    } else {
        Count::ONE_FAILED
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_how_a_stage_ended() {
        let printed = "site is built\n\nstage         seconds\nsite            750.1  1 passed, 0 failed\nagain           116.8  0 passed, 1 failed\ndist              0.0  skipped, it needs site\n1 passed, 1 failed\n";
        assert_eq!(row(printed, "site"), Some(Count::ONE_PASSED));
        assert_eq!(row(printed, "again"), Some(Count::ONE_FAILED));
        assert_eq!(row(printed, "dist"), Some(Count::ONE_FAILED));
        assert_eq!(row(printed, "gate"), None);
    }
}
