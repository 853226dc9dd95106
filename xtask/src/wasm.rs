//! The small wasms beside the site's own, each a package of its name, run in a worker and fetched only by the page that
//! needs it.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;
use crate::run::{Repo, run};
use crate::tools::BrowserTools;

/// The package that seals a ballot.
pub const SEAL: &str = "seal";
/// All of them: what makes voting rights, seals a ballot, keeps a trustee's share, checks an archive.
pub const ALL: [&str; 4] = ["registrar", SEAL, "trustee", "verify"];

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
    ALL.iter()
        .any(|package| files(package).iter().any(|file| file == name))
}

/// Builds a package into a folder of the target, as `PACKAGE.js` and `PACKAGE_bg.wasm`.
pub fn build(repo: &Repo, package: &str) -> Result<PathBuf> {
    let tools = BrowserTools::ready(repo)?;
    let folder = repo.target.join("wasm").join(package);
    run(repo.cargo().args([
        "build",
        "--package",
        package,
        "--profile",
        "seal",
        "--target",
        "wasm32-unknown-unknown",
    ]))?;
    let built = repo
        .target
        .join(format!("wasm32-unknown-unknown/seal/{package}.wasm"));
    files::empty(&folder)?;
    run(repo
        .command(tools.wasm_bindgen())
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .args([folder.as_path(), built.as_path()]))?;
    optimise(repo, &tools, &folder.join(format!("{package}_bg.wasm")))?;
    Ok(folder)
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
