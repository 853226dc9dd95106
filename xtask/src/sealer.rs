//! What seals a ballot in a browser: a small wasm of its own, beside the site's.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::files;
use crate::run::{Repo, run};
use crate::tools::BrowserTools;

/// Builds `<target>/sealer/seal.js` and `seal_bg.wasm`.
pub fn build(repo: &Repo) -> Result<PathBuf> {
    let tools = BrowserTools::ready(repo)?;
    let folder = path(repo);
    run(repo.cargo().args([
        "build",
        "--package",
        "seal",
        "--profile",
        "seal",
        "--target",
        "wasm32-unknown-unknown",
    ]))?;
    let built = repo.target.join("wasm32-unknown-unknown/seal/seal.wasm");
    files::empty(&folder)?;
    run(repo
        .command(tools.wasm_bindgen())
        .args(["--target", "web", "--no-typescript", "--out-dir"])
        .args([folder.as_path(), built.as_path()]))?;
    optimise(repo, &tools, &folder.join("seal_bg.wasm"))?;
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

pub fn path(repo: &Repo) -> PathBuf {
    repo.target.join("sealer")
}
