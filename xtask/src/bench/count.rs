//! Counting a real vote: equal shares on Toulouse 2022, here and by pabutools, in the same run.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use super::Row;
use crate::run::{Repo, output, run};
use crate::system;

const ROUNDS: usize = 3;

pub fn shares(repo: &Repo) -> Result<Vec<Row>> {
    let shared =
        std::env::var_os("TIKER_SHARED").map_or(repo.root.join("../shared"), PathBuf::from);
    let file = shared.join("data/pabulib/France_Toulouse_2022.pb");
    ensure!(
        file.is_file(),
        "France_Toulouse_2022.pb (pabulib.org) is not there: set TIKER_SHARED"
    );
    let example = ["--package", "civic", "--example", "check_time"];
    run(repo
        .cargo()
        .args(["build", "--quiet", "--release"])
        .args(example))?;
    let python = system::python(repo)?.context("no python for pabutools")?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let told = output(
            repo.command(repo.target.join("release/examples/check_time"))
                .args(["--plain"])
                .arg(&file),
        )?;
        ours.push(seconds(&told, "Cost: ")?);
        let told = repo
            .command(&python)
            .arg(repo.root.join("civic/oracle/pabutools_winners.py"))
            .arg(&file)
            .args(["--time", "--only", "mes_cost"])
            .output()?;
        ensure!(told.status.success(), "pabutools failed");
        theirs.push(seconds(
            &String::from_utf8_lossy(&told.stderr),
            "mes_cost: ",
        )?);
    }
    let (ours, theirs) = (super::ballot::median(ours), super::ballot::median(theirs));
    Ok(vec![Row {
        what: "equal shares (cost) on Toulouse 2022".to_owned(),
        ours: format!("{:.1} ms", ours * 1e3),
        beside: format!("pabutools, ballots grouped: {theirs:.2} s"),
        ratio: format!("{:.0} times faster", theirs / ours),
    }])
}

/// `NAME0.123 s…`
fn seconds(told: &str, name: &str) -> Result<f64> {
    let line = told.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.with_context(|| format!("no time in: {told}"))
}
