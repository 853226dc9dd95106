//! From a clone to the demonstration in a browser.

use std::os::unix::process::CommandExt;
use std::path::Path;

use anyhow::{Context, Result};

use crate::run::{Repo, run};
use crate::{lan, site};

/// The option that is ours and not the demonstration's.
const LAN: &str = "--lan";

/// Builds what is missing, then becomes the server: it gets Ctrl-C itself and ends in its own
/// way. Returns only if that fails.
pub fn start(repo: &Repo, options: &[String]) -> Result<()> {
    let lan = options.iter().any(|option| option == LAN);
    let options: Vec<String> = options.iter().filter(|o| *o != LAN).cloned().collect();
    let site = site::build(repo)?;
    println!("• building the server");
    run(repo
        .cargo()
        .args(["build", "--quiet", "--package", "server"]))?;
    let mut server = repo.command(repo.target.join("debug/tiker"));
    if lan {
        lan::open(repo, lan::port_of(&options)?)?;
    }
    server
        .args(arguments(&repo.target, &options))
        .env("TIKER_SITE", site);
    // A path among the options is meant from where it was typed.
    server.current_dir(std::env::current_dir().context("the current folder is gone")?);
    Err(server.exec()).context("cannot start the server")
}

/// The demonstration keeps its data with what is built, unless told where.
fn arguments(target: &Path, options: &[String]) -> Vec<String> {
    let mut arguments = vec!["demo".to_owned()];
    let told = |option: &String| option == "--database" || option.starts_with("--database=");
    if !options.iter().any(told) {
        arguments.push("--database".to_owned());
        arguments.push(target.join("demo.db").to_string_lossy().into_owned());
    }
    arguments.extend_from_slice(options);
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_is_ours_unless_named() {
        let target = Path::new("/target");
        let port = ["--port".to_owned(), "8080".to_owned()];
        assert_eq!(
            arguments(target, &port),
            ["demo", "--database", "/target/demo.db", "--port", "8080"]
        );
        let named = ["--database=/tmp/a.db".to_owned()];
        assert_eq!(arguments(target, &named), ["demo", "--database=/tmp/a.db"]);
    }
}
