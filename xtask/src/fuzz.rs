//! `cargo xtask fuzz TARGET [SECONDS]`: libFuzzer on everything that reads what others wrote.
//!
//! With the pinned stable compiler: what libFuzzer needs of it are two flags of LLVM that are not
//! reserved to nightly (only the address sanitizer is, and there is no unsafe code to watch). So
//! neither a second compiler nor `cargo-fuzz` has to be installed.

use anyhow::{Result, bail};

use crate::run::{Repo, run};

const TARGETS: [&str; 6] = [
    "archive",
    "ballot",
    "credential",
    "image",
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

/// How long each target runs in the checks, in seconds: a minute in all.
const IN_CHECKS: u32 = 10;

/// One target, or `all` of them one after the other, for so many seconds each.
pub fn fuzz(repo: &Repo, arguments: &[String]) -> Result<()> {
    let (target, seconds) = match arguments {
        [target] => (target.as_str(), 60),
        [target, seconds] => (target.as_str(), seconds.parse()?),
        _ => bail!(
            "`fuzz` takes a target ({}) or `all`, and seconds",
            TARGETS.join(", ")
        ),
    };
    let targets = match TARGETS.iter().find(|known| **known == target) {
        Some(one) => vec![*one],
        None if target == "all" => TARGETS.to_vec(),
        None => bail!(
            "the targets are {}, or `all`, not `{target}`",
            TARGETS.join(", ")
        ),
    };
    targets
        .into_iter()
        .try_for_each(|target| one(repo, target, seconds))
}

/// Every reader for a moment: what it found the last time it ran is in its corpus.
pub fn check(repo: &Repo) -> Result<()> {
    TARGETS
        .into_iter()
        .try_for_each(|target| one(repo, target, IN_CHECKS))
}

fn one(repo: &Repo, target: &str, seconds: u32) -> Result<()> {
    let own = repo.target.join("fuzz");
    let triple = "x86_64-unknown-linux-gnu";
    run(repo
        .cargo()
        .args([
            "build",
            "--quiet",
            "--release",
            "--bin",
            target,
            "--target",
            triple,
        ])
        .args(["--manifest-path", "fuzz/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &own)
        .env("RUSTFLAGS", FLAGS.join(" ")))?;
    println!("• fuzzing {target} for {seconds} s");
    let grown = own.join("corpus").join(target);
    std::fs::create_dir_all(&grown)?;
    let limits = [
        format!("-max_total_time={seconds}"),
        "-max_len=20000".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-timeout=20".to_owned(),
        "-verbosity=0".to_owned(),
        format!("-artifact_prefix={}/", grown.display()),
    ];
    // what grows here is read next time; what is kept in the repository is where each run begins
    run(repo
        .command(own.join(triple).join("release").join(target))
        .args(limits)
        .arg(&grown)
        .arg(repo.root.join("fuzz/corpus").join(target)))
}
