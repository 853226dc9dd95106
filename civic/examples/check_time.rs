//! Seconds taken by a count with raised shares and by its check:
//! `cargo run --release -p civic --example check_time -- FILE.pb [UNIT_IN_CENTS]`;
//! with `--plain` before the file, of a count whose shares are not raised.
#![allow(clippy::print_stdout)] // a program for the terminal

use civic::count::{Completion, Rule, Step, TieRule, Utility, check, count};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut file = arguments.next().ok_or("a Pabulib file is needed")?;
    if file == "--plain" {
        file = arguments.next().ok_or("a Pabulib file is needed")?;
        return plain(&file);
    }
    let unit = arguments.next().map_or(Ok(100), |unit| unit.parse())?;
    let instance = civic::pabulib::parse(&std::fs::read(file)?)?.instance();
    for utility in [Utility::Cost, Utility::Cardinality] {
        let completion = Completion::Add1 { unit };
        let rule = Rule::EqualShares {
            utility,
            completion,
        };
        let start = Instant::now();
        let outcome = count(&instance, &rule, &TieRule::IdText)?;
        let counted = start.elapsed().as_secs_f64();
        let start = Instant::now();
        check(&instance, &rule, &TieRule::IdText, &outcome)?;
        let checked = start.elapsed().as_secs_f64();
        if let Some(Step::Raised { rounds, .. }) = outcome.steps.first() {
            println!("{utility:?}: {rounds} rounds, count {counted:.2} s, check {checked:.2} s");
        }
    }
    Ok(())
}

/// The count alone, once the file is read.
fn plain(file: &str) -> Result<(), Box<dyn std::error::Error>> {
    let instance = civic::pabulib::parse(&std::fs::read(file)?)?.instance();
    let rule = Rule::EqualShares {
        utility: Utility::Cost,
        completion: Completion::None,
    };
    let start = Instant::now();
    let outcome = count(&instance, &rule, &TieRule::IdText)?;
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "Cost: {seconds:.6} s, {} projects",
        outcome.ids(&instance).len()
    );
    Ok(())
}
