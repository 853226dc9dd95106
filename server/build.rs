//! Puts the browser side into the program when `TIKER_SITE` names its folder (`cargo xtask dist`);
//! without it the program looks for the folder when it starts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=TIKER_SITE");
    let mut table = String::from("pub static FILES: &[(&str, &[u8])] = &[\n");
    if let Some(site) = env::var_os("TIKER_SITE").filter(|s| !s.is_empty()) {
        let site = fs::canonicalize(site)?;
        println!("cargo::rerun-if-changed={}", site.display());
        let mut files = Vec::new();
        list(&site, &mut files)?;
        files.sort();
        for file in files {
            let name = file
                .strip_prefix(&site)
                .map_err(io::Error::other)?
                .to_string_lossy()
                .into_owned();
            println!("cargo::rerun-if-changed={}", file.display());
            writeln!(table, "    ({name:?}, include_bytes!({file:?})),")
                .map_err(io::Error::other)?;
        }
    }
    table.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("site.rs"), table)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
