//! The tools that build the browser side, at exactly the versions that were tested together.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::run::{Repo, output, run};
use crate::system;

const WASM: &str = "wasm32-unknown-unknown";

/// A program that cargo builds and installs.
struct Pinned {
    program: &'static str,
    package: &'static str,
    version: &'static str,
    /// Whether the package's own lock file is used.
    locked: bool,
    /// Without what its makers turn on beside what we use.
    features: Option<&'static str>,
    /// How much the compiler is to optimise it.
    optimised: &'static str,
}

/// They run for seconds and are built once per machine: what their makers spend on speed (link-time
/// optimisation, one code unit) costs more than it saves. Only what goes through whole programs is optimised a little.
const QUICKLY_BUILT: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

const TRUNK: Pinned = Pinned {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    locked: true,
    // not `update_check`, which asks a server for news
    features: Some("rustls"),
    optimised: "0",
};

/// Its version must equal the library's in Cargo.lock. Its own lock file names a version that
/// is no longer served, so it is built without.
const WASM_BINDGEN: Pinned = Pinned {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    locked: false,
    features: None,
    optimised: "1",
};

const DENY: Pinned = Pinned {
    program: "cargo-deny",
    package: "cargo-deny",
    version: "0.20.2",
    locked: true,
    features: None,
    optimised: "0",
};

/// What judges the dependencies.
pub fn deny(repo: &Repo) -> Result<PathBuf> {
    DENY.ready(repo)
}

pub struct BrowserTools {
    pub trunk: PathBuf,
    wasm_bindgen: PathBuf,
    /// Where npm puts wasm-opt and lightningcss.
    pub node_bin: PathBuf,
}

impl BrowserTools {
    /// Finds every tool and installs what is missing.
    pub fn ready(repo: &Repo) -> Result<Self> {
        wasm_target(repo)?;
        Ok(Self {
            node_bin: npm(repo)?,
            wasm_bindgen: WASM_BINDGEN.ready(repo)?,
            trunk: TRUNK.ready(repo)?,
        })
    }

    /// The search path for Trunk, which looks its helpers up there.
    pub fn search_path(&self) -> Result<OsString> {
        let wasm_bindgen = self
            .wasm_bindgen
            .parent()
            .context("wasm-bindgen has no folder")?;
        system::search_path(&[wasm_bindgen, &self.node_bin])
    }
}

impl BrowserTools {
    /// The program that makes the script beside a wasm.
    pub fn wasm_bindgen(&self) -> &Path {
        &self.wasm_bindgen
    }
}

impl Pinned {
    fn ready(&self, repo: &Repo) -> Result<PathBuf> {
        let own = repo.target.join("tools");
        let own_program = own.join("bin").join(self.program);
        let cargo_bin = |home: PathBuf| home.join("bin").join(self.program);
        let places = [
            Some(own_program.clone()),
            env::var_os("CARGO_HOME").map(|home| cargo_bin(home.into())),
            env::var_os("HOME").map(|home| cargo_bin(Path::new(&home).join(".cargo"))),
            system::on_path(self.program),
        ];
        if let Some(found) = places.into_iter().flatten().find(|path| self.is(path)) {
            return Ok(found);
        }
        // Into a folder of ours: another version in the user's own may be there for a reason.
        println!(
            "• installing {} {} (minutes, once)",
            self.package, self.version
        );
        let mut install = repo.cargo();
        install
            .args([
                "install",
                self.package,
                "--version",
                self.version,
                "--force",
                "--root",
            ])
            .arg(&own)
            // Left to itself, cargo builds it in a temporary folder and leaves nothing behind.
            .env_remove("CARGO_TARGET_DIR")
            .envs(QUICKLY_BUILT)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.optimised);
        if self.locked {
            install.arg("--locked");
        }
        if let Some(features) = self.features {
            install.args(["--no-default-features", "--features", features]);
        }
        run(&mut install)?;
        ensure!(
            self.is(&own_program),
            "{} is not the version installed",
            own_program.display()
        );
        Ok(own_program)
    }

    fn is(&self, program: &Path) -> bool {
        let version = output(Command::new(program).arg("--version"));
        version.is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }
}

/// The compiler's libraries for the browser.
pub fn wasm_target(repo: &Repo) -> Result<()> {
    let mut ask = repo.command("rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]);
    if Path::new(output(&mut ask)?.trim()).is_dir() {
        return Ok(());
    }
    println!("• adding the compiler's target {WASM}");
    run(repo.command("rustup").args(["target", "add", WASM]))
}

/// The packages of `end2end`; gives the folder of their programs.
pub fn npm(repo: &Repo) -> Result<PathBuf> {
    system::node(repo)?;
    let folder = repo.root.join("end2end");
    let modules = folder.join("node_modules");
    let bin = modules.join(".bin");
    let stamp = modules.join(".installed-lock.json");
    let wanted = files::read_text(&folder.join("package-lock.json"))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(bin);
    }
    println!("• installing the packages of end2end (npm)");
    run(repo
        .command("npm")
        .args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder))?;
    files::write(&stamp, wanted)?;
    Ok(bin)
}
