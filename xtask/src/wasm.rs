//! The small wasms beside the site's own, each a package of its name, run in a worker and fetched only by the page that
//! needs it. Built elsewhere from the same sources they are the same to the byte ([`again`]): their hash is public.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::files;
use crate::run::{Repo, output, run};
use crate::tools::BrowserTools;

/// The package that seals a ballot.
pub const SEAL: &str = "seal";
/// All of them: what makes voting rights, seals a ballot, keeps a trustee's share, checks an archive.
pub const ALL: [&str; 4] = ["registrar", SEAL, "trustee", "verify"];

/// The scripts of single pages that need no wasm.
pub const SCRIPTS: [&str; 1] = ["passkey.js"];

/// The files of one: its glue and itself, the script of its page and that of its worker.
pub fn files(package: &str) -> [String; 4] {
    [
        format!("{package}.js"),
        format!("{package}_bg.wasm"),
        format!("{package}_page.js"),
        format!("{package}_worker.js"),
    ]
}

/// Whether a file belongs to one of them.
pub fn is_apart(name: &str) -> bool {
    SCRIPTS.contains(&name)
        || ALL
            .iter()
            .any(|package| files(package).iter().any(|file| file == name))
}

/// Builds a package into a folder of the target, as `PACKAGE.js` and `PACKAGE_bg.wasm`.
pub fn build(repo: &Repo, package: &str) -> Result<PathBuf> {
    build_by(repo, &BrowserTools::ready(repo)?, &cargo_home()?, package)
}

fn build_by(repo: &Repo, tools: &BrowserTools, home: &Path, package: &str) -> Result<PathBuf> {
    let folder = repo.target.join("wasm").join(package);
    run(repo
        .cargo()
        .args(["build", "--profile", "seal"])
        .args(["--target", "wasm32-unknown-unknown"])
        // all together, whichever is asked for: their last step takes one core each, and what they share is the same
        .args(ALL.map(|package| format!("--package={package}")))
        .env("CARGO_HOME", home)
        .env(FLAGS, flags(home)?))?;
    let built = repo
        .target
        .join(format!("wasm32-unknown-unknown/seal/{package}.wasm"));
    files::empty(&folder)?;
    run(repo
        .command(tools.wasm_bindgen())
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .args([folder.as_path(), built.as_path()]))?;
    optimise(repo, tools, &folder.join(format!("{package}_bg.wasm")))?;
    Ok(folder)
}

/// Where cargo is told how to compile for browsers.
pub const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// What keeps the paths of this machine out of a wasm: a library is called the same wherever it was fetched to.
pub fn flags(home: &Path) -> Result<String> {
    let sources = home.join("registry/src");
    let mut flags = Vec::new();
    // none where libraries are kept beside the sources
    for registry in fs::read_dir(&sources).into_iter().flatten() {
        let registry = registry?.path();
        flags.push(format!("--remap-path-prefix={}=lib", registry.display()));
    }
    flags.sort();
    Ok(flags.join(" "))
}

/// The folder where cargo keeps what it fetched.
pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME").filter(|home| !home.is_empty()) {
        return Ok(home.into());
    }
    let home = env::var_os("HOME").context("HOME is not set")?;
    Ok(Path::new(&home).join(".cargo"))
}

/// Builds them all again, from a copy of the sources in another folder, with another folder for what cargo fetched:
/// each is the same to the byte.
pub fn again(repo: &Repo) -> Result<()> {
    let tools = BrowserTools::ready(repo)?;
    let elsewhere = repo.target.join("again");
    let (sources, home) = (elsewhere.join("sources"), elsewhere.join("home"));
    let tracked = output(repo.command("git").args(["ls-files", "-z"]))?;
    files::empty(&sources)?;
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        files::write(&sources.join(file), files::read(&repo.root.join(file))?)?;
    }
    files::empty(&home)?;
    for kept in fs::read_dir(cargo_home()?)? {
        let kept = kept?;
        symlink(kept.path(), home.join(kept.file_name()))?;
    }
    let other = repo.elsewhere(sources, elsewhere.join("target"));
    for package in ALL {
        let file = format!("{package}_bg.wasm");
        // as the site has it: built by `cargo xtask site`
        let here = files::read(&repo.target.join("wasm").join(package).join(&file))?;
        let there = files::read(&build_by(&other, &tools, &home, package)?.join(&file))?;
        if here != there {
            bail!("{file} is not the same when it is built in another folder");
        }
        let size = here.len();
        println!("{file}: {size} bytes, the same in two folders");
    }
    Ok(())
}

/// Speed before size: the arithmetic is the whole of it.
fn optimise(repo: &Repo, tools: &BrowserTools, wasm: &Path) -> Result<()> {
    run(repo
        .command(tools.node_bin.join("wasm-opt"))
        .args(["-O3"])
        .arg(wasm)
        .arg("--output")
        .arg(wasm))
}
