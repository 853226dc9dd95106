//! Sealed ballots: a whole archive verified here and by `belenios-tool`; a ballot sealed in Chromium.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::Row;
use crate::run::{Repo, output, run};
use crate::{files, system, tools, wasm};

const ROUNDS: usize = 3;

pub fn verify(repo: &Repo) -> Result<Vec<Row>> {
    system::belenios(repo)?;
    let program = measure(repo)?;
    let folder = repo.target.join("bench");
    files::empty(&folder)?;
    let archive = folder.join("TikerMeasured1.bel");
    run(repo
        .command(&program)
        .arg("make")
        .arg(&archive)
        .args(["1000", "5"]))?;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // One after the other, so that what else the machine does disturbs both.
    for _ in 0..ROUNDS {
        let told = output(
            repo.command(&program)
                .arg("verify")
                .arg(&archive)
                .arg(cores.to_string()),
        )?;
        ours.push(number(&told, "seconds")?);
        theirs.push(tool(repo, &folder)?);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    let mut rows = vec![Row {
        what: format!("verifying 1,000 ballots × 5 choices, {cores} cores"),
        ours: format!("{ours:.1} s"),
        beside: format!("belenios-tool 2.0: {theirs:.1} s"),
        ratio: format!("{:.1} times faster", theirs / ours),
    }];
    rows.push(memory(repo, &program, &folder)?);
    Ok(rows)
}

fn measure(repo: &Repo) -> Result<PathBuf> {
    let example = ["--package", "ballot", "--example", "measure"];
    run(repo
        .cargo()
        .args(["build", "--quiet", "--release"])
        .args(example))?;
    Ok(repo.target.join("release/examples/measure"))
}

/// The tool's own verification, in its folder.
fn tool(repo: &Repo, folder: &Path) -> Result<f64> {
    let start = Instant::now();
    let status = repo
        .command("belenios-tool")
        .args(["election", "verify"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    ensure!(status.success(), "belenios-tool refuses the archive");
    Ok(start.elapsed().as_secs_f64())
}

/// Megabytes and seconds for archives of so many ballots with one choice.
fn sized(repo: &Repo, program: &Path, folder: &Path, sizes: &[&str]) -> Result<Vec<(f64, f64)>> {
    let mut found = Vec::new();
    for ballots in sizes {
        let archive = folder.join(format!("{ballots}.archive"));
        run(repo
            .command(program)
            .arg("make")
            .arg(&archive)
            .args([ballots, "1"]))?;
        let told = output(repo.command(program).arg("verify").arg(&archive).arg("2"))?;
        found.push((
            number(&told, "memory_kb")? / 1024.0,
            number(&told, "seconds")?,
        ));
        fs::remove_file(&archive)?;
    }
    Ok(found)
}

/// Ten times the ballots must not need ten times the memory.
fn memory(repo: &Repo, program: &Path, folder: &Path) -> Result<Row> {
    let found = sized(repo, program, folder, &["1000", "10000"])?;
    let ((less, short), (more, long)) = (found[0], found[1]);
    Ok(Row {
        what: "verifying 10,000 ballots × 1 choice".to_owned(),
        ours: format!("{more:.0} MB, {long:.1} s"),
        beside: format!("1,000 ballots: {less:.0} MB, {short:.1} s"),
        ratio: format!(
            "{:.1} times the memory, {:.1} times the time",
            more / less,
            long / short
        ),
    })
}

/// A hundred times the ballots: linear, and within 64 MB.
pub fn verify_long(repo: &Repo) -> Result<Vec<Row>> {
    let program = measure(repo)?;
    let folder = repo.target.join("bench");
    let found = sized(repo, &program, &folder, &["10000", "100000"])?;
    let [(less, short), (more, long)] = found[..] else {
        bail!("two sizes were asked for");
    };
    ensure!(more <= 64.0, "{more:.0} MB");
    Ok(vec![Row {
        what: "verifying 100,000 ballots × 1 choice".to_owned(),
        ours: format!("{more:.0} MB, {long:.0} s"),
        beside: format!("10,000 ballots: {less:.0} MB, {short:.1} s"),
        ratio: format!(
            "{:.1} times the memory, {:.1} times the time",
            more / less,
            long / short
        ),
    }])
}

pub fn seal(repo: &Repo) -> Result<Vec<Row>> {
    system::belenios(repo)?;
    system::chromium(repo)?;
    tools::npm(repo)?;
    let told = output(
        repo.command("node")
            .arg("end2end/bench/seal.mjs")
            .env("TIKER_SEALER", wasm::build(repo, wasm::SEAL)?),
    )?;
    let found: Value = serde_json::from_str(&told).context("the page answered no JSON")?;
    let own = found["bigint"]
        .as_f64()
        .context("no time of the browser's own")?;
    let row = |choices: &str| {
        let whole = found["whole"][choices].as_f64().unwrap_or(f64::NAN);
        Row {
            what: format!("sealing {choices} choices in Chromium, tables included"),
            ours: format!("{whole:.0} ms"),
            beside: format!("a 2048-bit power by the browser's BigInt: {own:.2} ms"),
            ratio: format!("{:.0} powers", whole / own),
        }
    };
    Ok(["5", "20", "50"].map(row).into())
}

fn number(json: &str, field: &str) -> Result<f64> {
    let found: Value = serde_json::from_str(json).context("no JSON was answered")?;
    found[field]
        .as_f64()
        .with_context(|| format!("no `{field}`"))
}

pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
