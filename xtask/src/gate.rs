//! `cargo xtask gate [--keep]`: how many instructions the shipped program spends on a list and on a proposal,
//! counted by callgrind. It must stay within two in a hundred of what `bench/instructions.txt` says, up or
//! down: noise cannot move it, and what became better is written down with `--keep`.
//! Never here: a time.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::bench::commune::{Commune, Programs, free_port, got};
use crate::run::Repo;
use crate::{files, system};

/// Proposals, supports, comments.
const SIZES: [usize; 3] = [1_000, 2_000, 300];
/// Requests before those that count, and those.
const WARM: usize = 20;
const COUNTED: usize = 40;
const ALLOWED: f64 = 0.02;

pub fn gate(repo: &Repo, arguments: &[String]) -> Result<()> {
    let keep = match arguments {
        [] => false,
        [option] if option == "--keep" => true,
        _ => bail!("`gate` takes nothing but --keep"),
    };
    let found = count(repo)?;
    let file = repo.root.join("bench/instructions.txt");
    if keep {
        let lines = found.map(|(name, count)| format!("{name} {count}\n"));
        return files::write(&file, lines.concat());
    }
    let kept = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    judge(&kept, &found).or_else(|first| {
        // a task of the program's own may fall into one life and not into the other: beyond is what is so twice
        println!("{first}; counted again");
        judge(&kept, &count(repo)?)
    })
}

/// Compares with what is kept.
fn judge(kept: &str, found: &[(&str, u64)]) -> Result<()> {
    let mut beyond = Vec::new();
    for (name, count) in found {
        let line = kept
            .lines()
            .find_map(|l| l.strip_prefix(name)?.strip_prefix(' '));
        let was: u64 = line.context("a page is not in the file")?.trim().parse()?;
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let change = *count as f64 / was as f64 - 1.0;
        println!("{name}: {count} instructions, {:+.2} %", change * 100.0);
        if change.abs() > ALLOWED {
            beyond.push(format!("{name}: {count}, and {was} are kept"));
        }
    }
    ensure!(
        beyond.is_empty(),
        "instructions changed by more than {} %: {}; if that is meant, `cargo xtask gate --keep`",
        ALLOWED * 100.0,
        beyond.join("; ")
    );
    Ok(())
}

/// Instructions for each page, what the start takes left out.
fn count(repo: &Repo) -> Result<[(&'static str, u64); 2]> {
    system::valgrind(repo)?;
    let programs = Programs::tested(repo)?;
    let commune = Commune::fill(repo, &programs, SIZES, 1)?;
    let pages = [commune.list(), commune.proposal()];
    let mut found = [("list", 0), ("proposal", 0)];
    for ((_, count), page) in found.iter_mut().zip(&pages) {
        let (all, took) = spent(repo, &programs, &commune, &pages, &Then::Ask(page))?;
        // what the program does by itself in as long a time is not the page's
        let (idle, _) = spent(repo, &programs, &commune, &pages, &Then::Wait(took))?;
        *count = all.saturating_sub(idle) / COUNTED as u64;
    }
    Ok(found)
}

/// What is done once every page was asked for.
enum Then<'a> {
    Ask(&'a String),
    Wait(Duration),
}

/// Instructions of a whole life of the program, and how long its last part took.
fn spent(
    repo: &Repo,
    programs: &Programs,
    commune: &Commune,
    warm: &[String],
    then: &Then<'_>,
) -> Result<(u64, Duration)> {
    let port = free_port()?;
    let log = repo.target.join("bench/callgrind.log");
    let mut command = repo.command("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(format!("--log-file={}", log.display()))
        .arg(programs.path("tiker"));
    commune.serve(&mut command, port);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let asked = ask(port, warm, then);
    // asked to stop, not killed: the count is written at the end
    crate::run::run(repo.command("kill").arg(child.id().to_string()))?;
    child.wait()?;
    let took = asked?;
    Ok((collected(&log)?, took))
}

fn ask(port: u16, warm: &[String], then: &Then<'_>) -> Result<Duration> {
    let begun = Instant::now();
    while got(port, "/a-propos").is_err() {
        ensure!(
            begun.elapsed() < Duration::from_secs(120),
            "the server does not answer under valgrind"
        );
        std::thread::sleep(Duration::from_millis(200));
    }
    for page in warm {
        for _ in 0..WARM {
            got(port, page)?;
        }
    }
    let begun = Instant::now();
    match then {
        Then::Ask(page) => {
            for _ in 0..COUNTED {
                got(port, page)?;
            }
        }
        Then::Wait(time) => std::thread::sleep(*time),
    }
    Ok(begun.elapsed())
}

fn collected(log: &Path) -> Result<u64> {
    let text = fs::read_to_string(log)?;
    let line = text.lines().find_map(|line| {
        line.split_once("Collected :")
            .map(|(_, count)| count.trim())
    });
    let count = line.context("callgrind did not say how many")?;
    count.parse().context(count.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_and_fewer_are_found_out() {
        let kept = "list 1000000\nproposal 500000\n";
        assert!(judge(kept, &[("list", 1_019_000), ("proposal", 491_000)]).is_ok());
        assert!(judge(kept, &[("list", 1_021_000), ("proposal", 500_000)]).is_err());
        assert!(judge(kept, &[("list", 1_000_000), ("proposal", 489_000)]).is_err());
        assert!(judge("list 1\n", &[("proposal", 1)]).is_err());
    }
}
