//! What `cargo xtask …` does: start the demonstration, run every test, build what is shipped.
//!
//! Each command installs what it misses by itself, one line per step, so that a new machine
//! needs two commands only. A command that finds nothing to do ends in seconds.

#![expect(
    clippy::print_stdout,
    reason = "a command of the terminal speaks there"
)]

mod ahead;
mod arrows;
mod bench;
mod counts;
mod css;
mod deny;
mod dist;
mod files;
mod fuzz;
mod gate;
mod js;
mod lan;
mod postgres;
mod run;
mod seal;
mod site;
mod start;
mod system;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <command>

  start [options of `tiker demo`]   build what is missing and run the demonstration
  start --lan [options]             the same by HTTPS for a phone in this network, with a QR code
  test [--only STAGE[,STAGE]]       every check and test, or some stages of it
  site                              the browser side, into <target>/site
  dist                              the program with its browser side inside, <target>/dist/tiker
  sealer                            what seals a ballot in a browser, into <target>/wasm
  bench [NAME…]                     measures, each beside something else, as Markdown
  fuzz TARGET [SECONDS]             libFuzzer on what reads foreign text, or `all`
  gate [--keep]                     instructions of a list and a proposal, against those kept
  arrows                            check which crate may know which";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match command(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(args: &[String]) -> Result<ExitCode> {
    let Some((name, rest)) = args.split_first() else {
        bail!("no command given\n\n{USAGE}");
    };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        println!("{USAGE}");
        return Ok(ExitCode::SUCCESS);
    }
    let takes_arguments = matches!(name.as_str(), "start" | "test" | "bench" | "fuzz" | "gate");
    if let (false, Some(extra)) = (takes_arguments, rest.first()) {
        bail!("`{name}` takes no argument, got `{extra}`\n\n{USAGE}");
    }
    let repo = run::Repo::find()?;
    match name.as_str() {
        "start" => start::start(&repo, rest)?,
        "test" => return test::test(&repo, rest),
        "site" => println!("{}", site::build(&repo)?.display()),
        "dist" => println!("{}", dist::build(&repo)?.display()),
        "bench" => bench::bench(&repo, rest)?,
        "gate" => gate::gate(&repo, rest)?,
        "fuzz" => fuzz::fuzz(&repo, rest)?,
        "sealer" => println!("{}", wasm::build(&repo, wasm::SEAL)?.display()),
        "arrows" => arrows::check(&repo)?,
        _ => bail!("unknown command `{name}`\n\n{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}
