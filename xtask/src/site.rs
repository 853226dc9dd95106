//! The browser side: style sheet, wasm and service worker, sealed into `<target>/site`.
//!
//! Built again only when something that goes into it has changed, and always as a whole in a
//! new folder that then takes the place of the old one: no stale file, no half-built site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::{self, Fingerprint};
use crate::run::{Repo, in_ci, output, run};
use crate::tools::BrowserTools;
use crate::{css, js, seal, wasm};

/// Everything the result depends on. Whole crates rather than their `src`, since a file may be
/// taken in from beside it; this crate too, since it decides what becomes of the rest.
const INPUTS: [&str; 17] = [
    "app",
    "ballot",
    "civic",
    "public",
    "registrar",
    "seal",
    "style",
    "trustee",
    "verify",
    "xtask/src",
    "xtask/compress.mjs",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    ".cargo/config.toml",
    "rust-toolchain.toml",
    "end2end/package-lock.json",
];

/// Folders of those that no build reads: the tests, and the independent count in Python.
const IGNORED: [&str; 5] = ["tests", "benches", "oracle", "snapshots", "__pycache__"];

/// Makes the site if it is not there as it must be, and says where it is.
pub fn build(repo: &Repo) -> Result<PathBuf> {
    let site = repo.target.join("site");
    let stamp = repo.target.join("site.inputs");
    let inputs = fingerprint(repo)?;
    if site.join("assets.json").is_file() && fs::read_to_string(&stamp).ok() == Some(inputs.clone())
    {
        return Ok(site);
    }
    let tools = BrowserTools::ready(repo)?;
    println!("• building the browser side");
    let work = repo.target.join("site.work");
    files::empty(&work)?;
    let sheet = work.join("main.css");
    css::build(repo, &tools.node_bin, &sheet)?;
    let bundle = work.join("trunk");
    trunk(repo, &tools, &bundle)?;
    js::minify_modules(repo, &tools.node_bin, &bundle)?;
    let public = repo.root.join("public");
    let boot = work.join("boot.js");
    js::minify(repo, &tools.node_bin, &public.join("boot.js"), &boot)?;
    let apart = work.join("apart");
    files::empty(&apart)?;
    for package in wasm::ALL {
        set_apart(repo, &tools, &public, package, &apart)?;
    }
    for script in wasm::SCRIPTS {
        js::bundle(
            repo,
            &tools.node_bin,
            &public.join(script),
            &apart.join(script),
        )?;
    }
    let new = work.join("site");
    files::empty(&new)?;
    let parts = seal::Parts {
        trunk: &bundle,
        css: &sheet,
        boot: &boot,
        apart: &apart,
        public: &public,
    };
    seal::seal(repo, &tools.node_bin, &parts, &new)?;

    // From here on the old stamp would vouch for the new folder.
    fs::remove_file(&stamp).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    files::remove(&site)?;
    fs::rename(&new, &site).context("cannot put the new site in its place")?;
    files::write(&stamp, inputs)?;
    files::remove(&work)?;
    Ok(site)
}

/// What one page needs beside the site's own: a wasm with its glue, the page's script and the worker's.
fn set_apart(
    repo: &Repo,
    tools: &BrowserTools,
    public: &Path,
    package: &str,
    into: &Path,
) -> Result<()> {
    let built = wasm::build(repo, package)?;
    for name in &wasm::files(package) {
        let from = [built.as_path(), public].map(|folder| folder.join(name));
        let from = from.iter().find(|path| path.is_file());
        let from = from.with_context(|| format!("there is no {name}"))?;
        if name.ends_with(".js") {
            js::bundle(repo, &tools.node_bin, from, &into.join(name))?;
        } else {
            files::write(&into.join(name), files::read(from)?)?;
        }
    }
    Ok(())
}

fn trunk(repo: &Repo, tools: &BrowserTools, dist: &Path) -> Result<()> {
    // Trunk works offline, and cargo below it too: what they need is brought here before.
    let mut fetch = repo.cargo();
    fetch.args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]);
    if in_ci() {
        fetch.arg("--locked");
    }
    run(&mut fetch)?;
    run(repo
        .command(&tools.trunk)
        .args([
            "build",
            "--release",
            "--offline",
            "--skip-version-check",
            "--dist",
        ])
        .arg(dist)
        .env("PATH", tools.search_path()?)
        .env(wasm::FLAGS, wasm::flags(&wasm::cargo_home()?)?)
        // Trunk reads this as a flag and stops at the usual value, 1.
        .env_remove("NO_COLOR"))
}

fn fingerprint(repo: &Repo) -> Result<String> {
    let mut print = Fingerprint::default();
    // Another compiler, or other flags for it, give another wasm.
    print.add(
        "rustc",
        output(repo.command("rustc").arg("-vV"))?.as_bytes(),
    );
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        print.add(
            variable,
            std::env::var(variable).unwrap_or_default().as_bytes(),
        );
    }
    add_inputs(&repo.root, &mut print)?;
    Ok(print.hex())
}

fn add_inputs(root: &Path, print: &mut Fingerprint) -> Result<()> {
    for input in INPUTS {
        let path = root.join(input);
        if path.is_dir() {
            for file in files::list(&path)? {
                let ignored = file
                    .iter()
                    .any(|part| IGNORED.iter().any(|name| part == *name));
                if !ignored {
                    let name = Path::new(input).join(&file);
                    print.add(&name.to_string_lossy(), &files::read(&path.join(&file))?);
                }
            }
        } else {
            print.add(input, &files::read(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::scratch::Scratch;

    fn repository(name: &str) -> Scratch {
        let mut repository = Scratch::new(name);
        for input in INPUTS {
            let folder = !input.contains('.') || input == "xtask/src";
            let file = if folder {
                format!("{input}/a.txt")
            } else {
                input.to_owned()
            };
            repository = repository.with(&file, "one");
        }
        repository
    }

    fn print(repository: &Scratch) -> String {
        let mut print = Fingerprint::default();
        add_inputs(repository.path(), &mut print).unwrap();
        print.hex()
    }

    #[test]
    fn a_changed_source_is_seen_and_a_changed_test_is_not() {
        let repository = repository("site-inputs");
        let before = print(&repository);
        let repository = repository
            .with("civic/oracle/count.py", "1")
            .with("app/tests/a.rs", "1");
        assert_eq!(print(&repository), before);
        let repository = repository.with("app/src/new.rs", "1");
        assert_ne!(print(&repository), before);
    }

    #[test]
    fn a_missing_input_is_an_error() {
        let repository = repository("site-missing");
        fs::remove_file(repository.path().join("Trunk.toml")).unwrap();
        assert!(add_inputs(repository.path(), &mut Fingerprint::default()).is_err());
    }
}
