//! Every check and test, in stages: the quick ones first, and none left out because an earlier
//! one failed, unless it needs what that one should have built.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::ahead::{self, Ahead};
use crate::counts::{self, Count};
use crate::postgres::Cluster;
use crate::run::{Repo, output, run, watch};
use crate::{arrows, deny, dist, fuzz, gate, site, system, tools, wasm};

/// Every crate as the server is built. The browser's half is never built with it: features add
/// up, and `app` cannot be both.
const SERVER_SIDE: [&str; 3] = ["--workspace", "--features", "app/ssr"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Fmt,
    Clippy,
    ClippyWasm,
    Arrows,
    Deny,
    Tests,
    Fuzz,
    Site,
    Again,
    Dist,
    Gate,
    EndToEnd,
}

const STAGES: [(&str, Stage); 12] = [
    ("fmt", Stage::Fmt),
    ("clippy", Stage::Clippy),
    ("clippy-wasm", Stage::ClippyWasm),
    ("arrows", Stage::Arrows),
    ("deny", Stage::Deny),
    ("tests", Stage::Tests),
    ("fuzz", Stage::Fuzz),
    ("site", Stage::Site),
    ("again", Stage::Again),
    ("dist", Stage::Dist),
    ("gate", Stage::Gate),
    ("e2e", Stage::EndToEnd),
];

/// How a stage ended.
enum Outcome {
    Ran(Count),
    /// Not tried: what it needs could not be built.
    Skipped(&'static str),
}

struct Row {
    name: &'static str,
    stage: Stage,
    seconds: Duration,
    outcome: Outcome,
}

pub fn test(repo: &Repo, arguments: &[String]) -> Result<ExitCode> {
    let chosen = chosen(arguments)?;
    let mut services = Services::default();
    let mut rows: Vec<Row> = Vec::new();
    // a whole run only: who names stages wants those, and nothing beside them
    let mut ahead = if arguments.is_empty() {
        Some(Ahead::begin(repo)?)
    } else {
        None
    };
    for (name, stage) in chosen {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = match missing(stage, &rows) {
            Some(needed) => Outcome::Skipped(needed),
            None => Outcome::Ran(match &mut ahead {
                Some(ahead) if ahead::STAGES.contains(&name) => failed_if(ahead.of(name)),
                _ => failed_if(perform(repo, stage, &mut services)),
            }),
        };
        rows.push(Row {
            name,
            stage,
            seconds: start.elapsed(),
            outcome,
        });
    }
    // Stopped before the last line is printed, so that the last line stays the last.
    drop(services);
    Ok(report(&rows))
}

fn without_fuzzing() -> Vec<(&'static str, Stage)> {
    let all = STAGES.into_iter();
    all.filter(|(_, stage)| *stage != Stage::Fuzz).collect()
}

/// All stages but fuzzing, or those that `--only` names, in our order.
fn chosen(arguments: &[String]) -> Result<Vec<(&'static str, Stage)>> {
    let names = match arguments {
        // fuzzing takes minutes and finds by chance: when it is named, and in the bench for its hour
        [] => return Ok(without_fuzzing()),
        [option, names] if option == "--only" => names.as_str(),
        [option] if option.starts_with("--only=") => &option["--only=".len()..],
        _ => bail!("`test` takes nothing but --only STAGE[,STAGE]"),
    };
    let names: Vec<&str> = names.split(',').collect();
    let known = |name: &str| STAGES.iter().any(|(stage, _)| *stage == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all = STAGES.map(|(name, _)| name).join(", ");
        bail!("there is no stage `{unknown}`; the stages are {all}");
    }
    Ok(STAGES
        .into_iter()
        .filter(|(name, _)| names.contains(name))
        .collect())
}

/// The earlier stage that failed and without which this one makes no sense.
fn missing(stage: Stage, rows: &[Row]) -> Option<&'static str> {
    let needs: &[Stage] = match stage {
        Stage::Dist | Stage::Again => &[Stage::Site],
        Stage::Gate => &[Stage::Dist],
        Stage::EndToEnd => &[Stage::Site, Stage::Dist],
        _ => &[],
    };
    let failed = |row: &&Row| needs.contains(&row.stage) && !row.succeeded();
    rows.iter().find(failed).map(|row| row.name)
}

impl Row {
    fn succeeded(&self) -> bool {
        matches!(&self.outcome, Outcome::Ran(count) if count.failed == 0)
    }
}

/// Runs a stage.
fn perform(repo: &Repo, stage: Stage, services: &mut Services) -> Result<Count> {
    match stage {
        Stage::Fmt => one(run(repo.cargo().args(["fmt", "--all", "--check"]))),
        Stage::Clippy => one(clippy(
            repo.cargo()
                .arg("clippy")
                .args(SERVER_SIDE)
                .arg("--all-targets"),
        )),
        Stage::ClippyWasm => one(clippy_wasm(repo)),
        Stage::Arrows => one(arrows::check(repo)),
        Stage::Deny => one(deny::check(repo)),
        Stage::Tests => tests(repo, services),
        Stage::Fuzz => one(fuzz::check(repo)),
        Stage::Site => one(site::build(repo).map(drop)),
        Stage::Again => one(wasm::again(repo)),
        Stage::Dist => one(dist::build(repo).map(drop)),
        Stage::Gate => one(gate::gate(repo, &[])),
        Stage::EndToEnd => end_to_end(repo, services),
    }
}

/// An error of ours is a failure of the stage, not the end of the others.
fn failed_if(result: Result<Count>) -> Count {
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Count::ONE_FAILED
    })
}

/// A stage without tests of its own counts as one.
fn one(result: Result<()>) -> Result<Count> {
    result.map(|()| Count::ONE_PASSED)
}

fn clippy(command: &mut Command) -> Result<()> {
    run(command.args(["--", "-D", "warnings"]))
}

fn clippy_wasm(repo: &Repo) -> Result<()> {
    tools::wasm_target(repo)?;
    let browser = [
        &["app", "--no-default-features", "--features", "hydrate"][..],
        &["registrar"],
        &["seal"],
        &["trustee"],
        &["verify"],
    ];
    for package in browser {
        let mut command = repo.cargo();
        command.args(["clippy", "--package"]).args(package);
        command.args(["--target", "wasm32-unknown-unknown"]);
        clippy(&mut command)?;
    }
    Ok(())
}

fn tests(repo: &Repo, services: &mut Services) -> Result<Count> {
    system::belenios(repo)?;
    let mut command = repo.cargo();
    let has_nextest = output(repo.cargo().args(["nextest", "--version"])).is_ok();
    if has_nextest {
        command.args([
            "nextest",
            "run",
            "--status-level",
            "slow",
            "--final-status-level",
            "fail",
        ]);
    } else {
        // The same tests as above, which leaves those of the documentation out.
        command.args(["test", "--lib", "--bins", "--tests"]);
    }
    command.arg("--no-fail-fast").args(SERVER_SIDE);
    services.offer(repo, &mut command)?;
    let skipped = std::env::temp_dir().join(format!("tiker-skipped-{}", std::process::id()));
    let _ = std::fs::remove_file(&skipped);
    command.env("TIKER_SKIPPED", &skipped);
    let (status, text) = watch(&mut command)?;
    let said = std::fs::read_to_string(&skipped).unwrap_or_default();
    let _ = std::fs::remove_file(&skipped);
    for line in said.lines() {
        println!("SKIPPED {line}");
    }
    let counted = if has_nextest {
        counts::nextest(&text)
    } else {
        counts::cargo_test(&text)
    };
    Ok(Count::of_runner(counted, status.success()).without_skipped(&said))
}

fn end_to_end(repo: &Repo, services: &mut Services) -> Result<Count> {
    let program = dist::path(repo);
    if !program.is_file() {
        bail!(
            "there is no {}: build it with `cargo xtask dist`",
            program.display()
        );
    }
    tools::npm(repo)?;
    system::chromium(repo)?;
    system::belenios(repo)?;
    let mut command = repo.command("npm");
    command
        .args(["test", "--silent", "--prefix", "end2end"])
        .env("TIKER_BIN", program)
        .env("TIKER_SITE", repo.target.join("site"))
        .env("TIKER_SEALER", wasm::build(repo, wasm::SEAL)?);
    services.offer(repo, &mut command)?;
    let (status, text) = watch(&mut command)?;
    Ok(Count::of_runner(counts::runner(&text), status.success()))
}

/// What tests use beside the program, started when the first of them asks.
#[derive(Default)]
struct Services {
    postgres: Option<Cluster>,
}

impl Services {
    /// Tells the tests where everything is.
    fn offer(&mut self, repo: &Repo, command: &mut Command) -> Result<()> {
        if self.postgres.is_none() {
            let cluster = Cluster::start(repo).context("no PostgreSQL for the tests")?;
            self.postgres = Some(cluster);
        }
        if let Some(cluster) = &self.postgres {
            command.env("TIKER_TEST_POSTGRES", cluster.url());
        }
        match system::caddy(repo) {
            Ok(caddy) => {
                command.env("TIKER_CADDY", caddy);
            }
            // the one test that needs it says so itself
            Err(error) => println!("• no caddy: {error:#}"),
        }
        if let Some(python) = system::python(repo)? {
            command.env("TIKER_PYTHON", python);
        }
        Ok(())
    }
}

fn report(rows: &[Row]) -> ExitCode {
    let mut total = Count::default();
    println!("\n{:<12} {:>8}", "stage", "seconds");
    for row in rows {
        let result = match &row.outcome {
            Outcome::Ran(count) => {
                total.add(*count);
                let skipped = match count.skipped {
                    0 => String::new(),
                    n => format!(", {n} skipped"),
                };
                format!("{} passed, {} failed{skipped}", count.passed, count.failed)
            }
            Outcome::Skipped(needed) => format!("skipped, it needs {needed}"),
        };
        println!(
            "{:<12} {:>8.1}  {result}",
            row.name,
            row.seconds.as_secs_f64()
        );
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(stage: Stage, outcome: Outcome) -> Row {
        Row {
            name: "it",
            stage,
            seconds: Duration::ZERO,
            outcome,
        }
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn chooses_stages_in_our_order() {
        assert_eq!(chosen(&[]).unwrap().len(), STAGES.len() - 1);
        let fuzz = chosen(&words(&["--only", "fuzz"])).unwrap();
        assert_eq!(fuzz, [("fuzz", Stage::Fuzz)]);
        let two = [("fmt", Stage::Fmt), ("e2e", Stage::EndToEnd)];
        assert_eq!(chosen(&words(&["--only", "e2e,fmt"])).unwrap(), two);
        assert_eq!(chosen(&words(&["--only=fmt,e2e"])).unwrap(), two);
        assert!(chosen(&words(&["--only", "fmt,nothing"])).is_err());
        assert!(chosen(&words(&["fmt"])).is_err());
        assert!(chosen(&words(&["--only"])).is_err());
    }

    #[test]
    fn a_stage_is_left_out_only_for_what_it_needs() {
        let failed = [row(Stage::Site, Outcome::Ran(Count::ONE_FAILED))];
        assert!(missing(Stage::Dist, &failed).is_some());
        assert!(missing(Stage::EndToEnd, &failed).is_some());
        assert!(missing(Stage::Tests, &failed).is_none());
        let failed = [row(Stage::Tests, Outcome::Ran(Count::ONE_FAILED))];
        assert!(missing(Stage::EndToEnd, &failed).is_none());
        let skipped = [row(Stage::Dist, Outcome::Skipped("site"))];
        assert!(missing(Stage::EndToEnd, &skipped).is_some());
    }
}
