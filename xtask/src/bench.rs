//! `cargo xtask bench [NAME]`: what is measured, each figure beside something that runs in the
//! same minute on the same machine, since a time alone says more of the machine than of us. It
//! prints Markdown for `bench/README.md` and judges nothing.

mod ballot;
pub mod commune;
mod lighthouse;
mod server;

use std::fs;

use anyhow::{Result, bail};

use crate::run::{Repo, output};

type Bench = fn(&Repo) -> Result<Vec<Row>>;

/// Every benchmark by its name.
const BENCHES: [(&str, Bench); 7] = [
    ("verify", ballot::verify),
    ("seal", ballot::seal),
    ("reads", server::reads),
    ("votes", server::votes),
    ("lighthouse", lighthouse::pages),
    ("growth", server::growth),
    ("growth-million", server::growth_million),
];

/// Run only when named: they take long.
const LONG: [&str; 1] = ["growth-million"];

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
        [name] => BENCHES.into_iter().filter(|(one, _)| one == name).collect(),
        _ => bail!("`bench` takes one name or none"),
    };
    if wanted.is_empty() {
        bail!(
            "the benchmarks are {}",
            BENCHES.map(|(name, _)| name).join(", ")
        );
    }
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
    Ok(format!(
        "Commit {}, {cores} cores, {}; load of the machine before: {}",
        commit.trim(),
        model.map_or("unknown processor", |(_, model)| model),
        load()
    ))
}

fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}
