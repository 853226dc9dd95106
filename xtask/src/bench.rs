//! `cargo xtask bench [NAME]`: what is measured, each figure beside something that runs in the
//! same minute on the same machine, since a time alone says more of the machine than of us. It
//! prints Markdown for `bench/README.md` and judges nothing.

mod ballot;
pub mod commune;
mod count;
mod lighthouse;
mod roll;
mod server;
mod urn;
mod votes;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::run::{Repo, output};

type Bench = fn(&Repo) -> Result<Vec<Row>>;

/// Every benchmark by its name.
const BENCHES: [(&str, Bench); 16] = [
    ("verify", ballot::verify),
    ("seal", ballot::seal),
    ("shares", count::shares),
    ("reads", server::reads),
    ("votes", votes::votes),
    ("lighthouse", lighthouse::pages),
    ("growth", server::growth),
    ("growth-million", server::growth_million),
    ("cast", urn::cast),
    ("roll", roll::roll),
    ("close", urn::close),
    ("tap", urn::tap),
    ("kills", votes::kills),
    ("sealed-kills", votes::sealed_kills),
    ("verify-long", ballot::verify_long),
    ("fuzz", fuzzed),
];

/// Run only when named: they take long.
const LONG: [&str; 5] = [
    "growth-million",
    "kills",
    "sealed-kills",
    "verify-long",
    "fuzz",
];

/// The load of a machine that does something else.
const BUSY: f64 = 0.5;

/// A line of the table.
pub struct Row {
    pub what: String,
    pub ours: String,
    pub beside: String,
    pub ratio: String,
}

pub fn bench(repo: &Repo, arguments: &[String]) -> Result<()> {
    let wanted: Vec<_> = match arguments {
        [] => {
            let mut usual = BENCHES.to_vec();
            usual.retain(|(name, _)| !LONG.contains(name));
            usual
        }
        names => {
            let find = |name: &String| BENCHES.into_iter().find(|(one, _)| one == name);
            names
                .iter()
                .map(find)
                .collect::<Option<_>>()
                .with_context(|| {
                    let known = BENCHES.map(|(name, _)| name).join(", ");
                    format!("the benchmarks are {known}")
                })?
        }
    };
    calm()?;
    println!("{}", machine(repo)?);
    println!("\n| what | ours | beside it | ratio |\n|---|---|---|---|");
    for (_, bench) in wanted {
        for row in bench(repo)? {
            println!(
                "| {} | {} | {} | {} |",
                row.what, row.ours, row.beside, row.ratio
            );
        }
    }
    println!("\nLoad of the machine after: {}", load());
    Ok(())
}

/// What a reader must know to judge a figure.
fn machine(repo: &Repo) -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let commit = output(repo.command("git").args(["rev-parse", "--short", "HEAD"]))?;
    let date = output(repo.command("date").arg("+%Y-%m-%d"))?;
    fs::create_dir_all(repo.target.join("bench"))?;
    let rate = fsyncs(&repo.target.join("bench/fsync"))?;
    Ok(format!(
        "{}, commit {}, {cores} cores, {}, {rate:.0} fsyncs a second; load of the machine before: {}",
        date.trim(),
        commit.trim(),
        model.map_or("unknown processor", |(_, model)| model),
        load()
    ))
}

/// Waits until the machine does nothing else, and gives up after a while: a figure taken beside other work
/// says nothing.
fn calm() -> Result<()> {
    let busy = || {
        load()
            .split(' ')
            .next()
            .and_then(|n| n.parse().ok())
            .is_none_or(|n: f64| n > BUSY)
    };
    let begun = Instant::now();
    while busy() {
        if begun.elapsed() > Duration::from_secs(300) {
            bail!(
                "the machine is busy (load {}): measure when it is not",
                load()
            );
        }
        std::thread::sleep(Duration::from_secs(5));
    }
    Ok(())
}

/// How often a second this disk takes a page and says that it lasts.
fn fsyncs(file: &Path) -> Result<f64> {
    let mut opened = File::create(file)?;
    let begun = Instant::now();
    let mut count = 0u32;
    while begun.elapsed() < Duration::from_secs(2) {
        opened.write_all(&[0; 4096])?;
        opened.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    fs::remove_file(file)?;
    Ok(rate)
}

/// Every reader of foreign text for an hour in all, at once: what fails stops it.
fn fuzzed(repo: &Repo) -> Result<Vec<Row>> {
    let counts = crate::fuzz::together(repo, 3600)?;
    let all: Vec<String> = counts
        .iter()
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    Ok(vec![Row {
        what: "texts read by each fuzz target in an hour, all at once; none failed".to_owned(),
        ours: all.join(", "),
        beside: "–".to_owned(),
        ratio: "–".to_owned(),
    }])
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
