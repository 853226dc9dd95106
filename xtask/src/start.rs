//! From a clone to the demonstration in a browser, with stand-ins for FranceConnect and `ProConnect` beside it.

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
    } else if !options
        .iter()
        .any(|o| o.starts_with("--franceconnect") || o.starts_with("--proconnect"))
    {
        options.extend(providers(repo, &options)?);
    }
    server.args(options).env("TIKER_SITE", site);
    // A path among the options is meant from where it was typed.
    server.current_dir(std::env::current_dir().context("the current folder is gone")?);
    Err(server.exec()).context("cannot start the server")
}

/// Starts the stand-ins for FranceConnect and `ProConnect`, which end with the server, and gives the options that make them
/// known.
fn providers(repo: &Repo, options: &[String]) -> Result<Vec<String>> {
    tools::npm(repo)?;
    // both are held until both are known: else they might be the same
    let held = [free()?, free()?];
    let mut ports = Vec::new();
    for socket in &held {
        ports.push(socket.local_addr()?.port().to_string());
    }
    drop(held);
    // they send people back to this machine only
    let Ok(ours) = lan::port_of(options) else {
        return Ok(Vec::new());
    };
    let site = format!("http://127.0.0.1:{ours}");
    repo.command("node")
        .arg(repo.root.join("end2end/provider.mjs"))
        .args(&ports)
        .arg(&site)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .context("cannot start the stand-ins for FranceConnect and ProConnect")?;
    let secret = repo.target.join("provider.secret");
    files::write(&secret, "s".repeat(64))?;
    fs::set_permissions(&secret, Permissions::from_mode(0o600))?;
    let secret = secret.to_string_lossy().into_owned();
    let issuers = ports
        .iter()
        .map(|port| format!("http://127.0.0.1:{port}/api/v2"));
    let issuers: Vec<String> = issuers.collect();
    let [citizens, workers] = &issuers[..] else {
        return Ok(Vec::new());
    };
    let pairs = [
        ("--franceconnect", citizens.as_str()),
        ("--franceconnect-id", "commune-de-test"),
        ("--franceconnect-secret", &secret),
        ("--proconnect", workers),
        ("--proconnect-id", "commune-de-test-pro"),
        ("--proconnect-secret", &secret),
        ("--proconnect-siret", "21560007300012,265600124"),
    ];
    let pairs = pairs.into_iter();
    Ok(pairs
        .flat_map(|(name, value)| [name.to_owned(), value.to_owned()])
        .collect())
}

fn free() -> Result<std::net::TcpListener> {
    std::net::TcpListener::bind("127.0.0.1:0").context("no free port")
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
