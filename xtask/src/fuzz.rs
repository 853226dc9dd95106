//! `cargo xtask fuzz TARGET [SECONDS]`: libFuzzer on the readers of sealed ballots.
//!
//! With the pinned stable compiler: what libFuzzer needs of it are two flags of LLVM that are not
//! reserved to nightly (only the address sanitizer is, and there is no unsafe code to watch). So
//! neither a second compiler nor `cargo-fuzz` has to be installed.

use anyhow::{Result, bail};

use crate::run::{Repo, run};

const TARGETS: [&str; 3] = ["archive", "ballot", "credential"];
const FLAGS: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Ccodegen-units=1",
];

pub fn fuzz(repo: &Repo, arguments: &[String]) -> Result<()> {
    let (target, seconds) = match arguments {
        [target] => (target, 60),
        [target, seconds] => (target, seconds.parse()?),
        _ => bail!("`fuzz` takes a target ({}) and seconds", TARGETS.join(", ")),
    };
    if !TARGETS.contains(&target.as_str()) {
        bail!("the targets are {}, not `{target}`", TARGETS.join(", "));
    }
    let own = repo.target.join("fuzz");
    let triple = "x86_64-unknown-linux-gnu";
    run(repo
        .cargo()
        .args(["build", "--release", "--bin", target, "--target", triple])
        .args(["--manifest-path", "ballot/fuzz/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &own)
        .env("RUSTFLAGS", FLAGS.join(" ")))?;
    let corpus = own.join("corpus").join(target);
    std::fs::create_dir_all(&corpus)?;
    let limits = [
        format!("-max_total_time={seconds}"),
        "-max_len=20000".to_owned(),
        format!("-artifact_prefix={}/", corpus.display()),
    ];
    run(repo
        .command(own.join(triple).join("release").join(target))
        .args(limits)
        .arg(&corpus))
}
