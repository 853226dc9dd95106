//! Lighthouse, as on a phone: the list and a proposal, beside a page of the same site that nothing happens on.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Row;
use super::commune::{Commune, Programs, Served, USUAL};
use crate::run::{Repo, in_ci, output, run};
use crate::system;

/// A page of text: no island, no list.
const INERT: &str = "/a-propos";

pub fn pages(repo: &Repo) -> Result<Vec<Row>> {
    system::chromium(repo)?;
    let install = if in_ci() { "ci" } else { "install" };
    run(repo
        .command("npm")
        .args([install, "--silent", "--no-fund", "--no-audit"])
        .current_dir(repo.root.join("bench")))?;
    let programs = Programs::build(repo)?;
    let commune = Commune::fill(repo, &programs, USUAL, 1)?;
    let served = Served::program(repo, &programs, &commune)?;
    let asked = [INERT.to_owned(), commune.list(), commune.proposal()];
    let told = output(
        repo.command("node")
            .arg("bench/lighthouse.mjs")
            .arg(&served.origin)
            .args(&asked),
    )?;
    let mut found = Vec::new();
    for line in told.lines() {
        found.push(serde_json::from_str::<Value>(line).context("lighthouse said no JSON")?);
    }
    let inert = found.first().context("lighthouse said nothing")?;
    let number = |of: &Value, name: &str| of[name].as_f64().unwrap_or(f64::NAN);
    let said = |of: &Value| {
        let whole = |name| format!("{:.0}", number(of, name));
        format!(
            "{} / {} / {} / {}; LCP {:.2} s, TBT {} ms, CLS {:.3}, {:.0} kB{}",
            whole("performance"),
            whole("accessibility"),
            whole("practices"),
            whole("seo"),
            number(of, "lcp") / 1e3,
            whole("tbt"),
            number(of, "cls"),
            number(of, "bytes") / 1024.0,
            failing(of)
        )
    };
    let row = |(what, of): (&str, &Value)| Row {
        what: format!("Lighthouse, {what}: performance / accessibility / best practices / SEO"),
        ours: said(of),
        beside: format!("inert page: {}", said(inert)),
        ratio: format!(
            "{:.2} times its LCP",
            number(of, "lcp") / number(inert, "lcp")
        ),
    };
    let names = ["list of 1,000", "proposal with 30 comments"];
    Ok(names
        .into_iter()
        .zip(found.iter().skip(1))
        .map(row)
        .collect())
}

fn failing(of: &Value) -> String {
    let names: Vec<&str> = of["failing"]
        .as_array()
        .map(|all| all.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    if names.is_empty() {
        String::new()
    } else {
        format!(" (below 0.9: {})", names.join(", "))
    }
}
