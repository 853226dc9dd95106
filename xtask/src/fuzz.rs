//! `cargo xtask fuzz TARGET [SECONDS]`: libFuzzer on everything that reads what others wrote.
//!
//! With the pinned stable compiler: what libFuzzer needs of it are two flags of LLVM that are not
//! reserved to nightly (only the address sanitizer is, and there is no unsafe code to watch). So
//! neither a second compiler nor `cargo-fuzz` has to be installed.

use std::fmt;
use std::process::Stdio;

use anyhow::{Result, bail};

use crate::files;
use crate::run::{Repo, in_ci, run};

const TARGETS: [&str; 8] = [
    "archive",
    "ballot",
    "credential",
    "forwarded",
    "image",
    "markdown",
    "pabulib",
    "typed",
];
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Ccodegen-units=1",
];

/// How far a run goes.
#[derive(Clone, Copy)]
enum Length {
    /// So many seconds, from what earlier runs found and from chance: it looks for what nobody knows yet.
    Seconds(u32),
    /// So many texts, always the same ones: the checks say the same on every machine.
    Texts(u32),
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Length::Seconds(n) => write!(f, "{n} s"),
            Length::Texts(n) => write!(f, "{n} texts each"),
        }
    }
}

/// How many texts each target reads in the checks.
const IN_CHECKS: u32 = 10_000;

/// One target, or `all` of them at once, for so many seconds.
pub fn fuzz(repo: &Repo, arguments: &[String]) -> Result<()> {
    let (target, seconds) = match arguments {
        [target] => (target.as_str(), 60),
        [target, seconds] => (target.as_str(), seconds.parse()?),
        _ => bail!(
            "`fuzz` takes a target ({}) or `all`, and seconds",
            TARGETS.join(", ")
        ),
    };
    match TARGETS.iter().find(|known| **known == target) {
        Some(one) => at_once(repo, &[one], Length::Seconds(seconds)).map(drop),
        None if target == "all" => together(repo, seconds).map(drop),
        None => bail!(
            "the targets are {}, or `all`, not `{target}`",
            TARGETS.join(", ")
        ),
    }
}

/// Every reader for a moment, from what the repository keeps.
pub fn check(repo: &Repo) -> Result<()> {
    at_once(repo, &TARGETS, Length::Texts(IN_CHECKS)).map(drop)
}

/// Every reader at once; how many texts each has read.
pub fn together(repo: &Repo, seconds: u32) -> Result<Vec<(&'static str, u64)>> {
    at_once(repo, &TARGETS, Length::Seconds(seconds))
}

fn at_once(
    repo: &Repo,
    targets: &[&'static str],
    length: Length,
) -> Result<Vec<(&'static str, u64)>> {
    let own = repo.target.join("fuzz");
    let triple = "x86_64-unknown-linux-gnu";
    let bins = targets.iter().flat_map(|target| ["--bin", target]);
    let mut build = repo.cargo();
    build
        .args(["build", "--quiet", "--release", "--target", triple])
        .args(bins)
        .args(["--manifest-path", "fuzz/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &own)
        .env("RUSTFLAGS", FLAGS.join(" "));
    if in_ci() {
        build.arg("--locked");
    }
    run(&mut build)?;
    println!("• fuzzing {}, {length}", targets.join(", "));
    let mut running = Vec::new();
    for target in targets {
        // what grows here is read next time; what is kept in the repository is where each run begins
        let (grown, until) = match length {
            Length::Seconds(n) => {
                let grown = own.join("corpus").join(target);
                std::fs::create_dir_all(&grown)?;
                (grown, vec![format!("-max_total_time={n}")])
            }
            Length::Texts(n) => {
                let grown = own.join("checked").join(target);
                files::empty(&grown)?;
                (grown, vec![format!("-runs={n}"), "-seed=1".to_owned()])
            }
        };
        let limits = [
            "-max_len=20000".to_owned(),
            "-rss_limit_mb=2048".to_owned(),
            "-timeout=20".to_owned(),
            "-verbosity=0".to_owned(),
            "-print_final_stats=1".to_owned(),
            format!("-artifact_prefix={}/", grown.display()),
        ];
        let child = repo
            .command(own.join(triple).join("release").join(target))
            .args(until)
            .args(limits)
            .arg(&grown)
            .arg(repo.root.join("fuzz/corpus").join(target))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        running.push((*target, child));
    }
    let mut counts = Vec::new();
    for (target, child) in running {
        let ended = child.wait_with_output()?;
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        if !ended.status.success() {
            bail!("{target} fails:\n{told}");
        }
        let line = told
            .lines()
            .find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        counts.push((
            target,
            line.and_then(|n| n.trim().parse().ok()).unwrap_or(0),
        ));
    }
    Ok(counts)
}
