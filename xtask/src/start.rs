//! From a clone to the demonstration in a browser, with a stand-in for FranceConnect beside it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::run::{Repo, run};
use crate::{files, lan, site, tools};

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
    let mut options = arguments(&repo.target, &options);
    if lan {
        lan::open(repo, lan::port_of(&options)?)?;
    } else if !options.iter().any(|o| o.starts_with("--franceconnect")) {
        options.extend(france_connect(repo, &options)?);
    }
    server.args(options).env("TIKER_SITE", site);
    // A path among the options is meant from where it was typed.
    server.current_dir(std::env::current_dir().context("the current folder is gone")?);
    Err(server.exec()).context("cannot start the server")
}

/// Starts the stand-in for FranceConnect, which ends with the server, and gives the options that make it known.
fn france_connect(repo: &Repo, options: &[String]) -> Result<Vec<String>> {
    tools::npm(repo)?;
    let port = std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port();
    // it sends people back to this machine only
    let Ok(ours) = lan::port_of(options) else {
        return Ok(Vec::new());
    };
    let site = format!("http://127.0.0.1:{ours}");
    repo.command("node")
        .arg(repo.root.join("end2end/provider.mjs"))
        .args([&port.to_string(), &site])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start the stand-in for FranceConnect")?;
    let secret = repo.target.join("franceconnect.secret");
    files::write(&secret, "s".repeat(64))?;
    fs::set_permissions(&secret, Permissions::from_mode(0o600))?;
    let secret = secret.to_string_lossy().into_owned();
    let issuer = format!("http://127.0.0.1:{port}/api/v2");
    let pairs = [
        ("--franceconnect", issuer.as_str()),
        ("--franceconnect-id", "commune-de-test"),
        ("--franceconnect-secret", &secret),
    ];
    let pairs = pairs.into_iter();
    Ok(pairs
        .flat_map(|(name, value)| [name.to_owned(), value.to_owned()])
        .collect())
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
