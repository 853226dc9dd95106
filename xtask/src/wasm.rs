//! The small wasms beside the site's own: what seals a ballot in a browser (`seal`), and what checks
//! an archive there (`verify`). Each is a package of its name, fetched only where it is needed.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;
use crate::run::{Repo, run};
use crate::tools::BrowserTools;

/// The package that seals a ballot.
pub const SEAL: &str = "seal";
/// The package that checks an archive.
pub const VERIFY: &str = "verify";

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
