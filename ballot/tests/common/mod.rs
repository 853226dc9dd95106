//! What several test files need: samples, the tool that judges, elections made from nothing.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // helpers of tests

pub mod made;

use ballot::text::{Hash, hex};
use ballot::v1::verifier::{Report, Request, verify};
use ballot::{Code, Refusal};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Says that a test cannot run here; in continuous integration that is a failure.
pub fn skip(reason: &str) {
    assert!(
        std::env::var_os("CI").is_none(),
        "cannot skip in CI: {reason}"
    );
    println!("SKIPPED: {reason}");
    // a runner hides what a passing test prints: `cargo xtask test` reads this file instead
    if let Some(file) = std::env::var_os("TIKER_SKIPPED") {
        use std::io::Write as _;
        let name = std::thread::current().name().unwrap_or("?").to_owned();
        let mut kept = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .unwrap();
        writeln!(kept, "{name}: {reason}").unwrap();
    }
}

/// The folder of vectors made with the tool, or nothing, said aloud.
pub fn samples() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("TIKER_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("data/belenios");
    if folder.is_dir() {
        return Some(folder);
    }
    skip("the folder ../shared/data/belenios is not here");
    None
}

/// Whether the tool is here in the version that judges; if not, that is said aloud.
pub fn has_tool() -> bool {
    let version = Command::new("belenios-tool").arg("--version").output();
    let good = version.is_ok_and(|output| output.stdout.starts_with(b"2.0 "));
    if !good {
        skip("belenios-tool 2.0 is not installed");
    }
    good
}

/// The one archive in a folder.
pub fn archive_in(folder: &Path) -> Vec<u8> {
    let mut files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let file = files.find(|path| path.extension().is_some_and(|ending| ending == "bel"));
    std::fs::read(file.unwrap()).unwrap()
}

/// What the verifier says.
pub fn verified(archive: &[u8]) -> Result<Report, Refusal> {
    verified_with(archive, &[])
}

/// What it says to somebody who has these heads from before.
pub fn verified_with(archive: &[u8], heads: &[Hash]) -> Result<Report, Refusal> {
    let request = Request {
        threads: 2,
        heads: heads.to_vec(),
        ..Request::default()
    };
    let found = verify(archive, &request, &mut |_| {});
    if let Some(program) = option_env!("CARGO_BIN_EXE_tiker") {
        command(program, archive, heads, &found);
    }
    found
}

/// What `tiker verify --json` says is what the library says: `server/tests/verify.rs` builds these tests
/// again, beside the program.
fn command(program: &str, archive: &[u8], heads: &[Hash], found: &Result<Report, Refusal>) {
    let name = std::thread::current()
        .name()
        .unwrap_or("?")
        .replace(':', "-");
    let folder = Folder::new(&format!("command-{name}"));
    folder.write("a.bel", archive);
    let heads = heads
        .iter()
        .flat_map(|head| ["--head".to_owned(), hex(head)]);
    let output = Command::new(program)
        .args(["verify", "--json"])
        .args(heads)
        .arg(folder.path().join("a.bel"))
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    match found {
        Ok(report) => {
            assert_eq!(output.status.code(), Some(0), "{said}");
            assert_eq!(said["ballots"], report.ballots);
        }
        Err(refusal) => {
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert_eq!(said["ok"], false);
            assert_eq!(said["code"], refusal.code.name(), "{said}");
            let (place, told) = (&refusal.place, &said["place"]);
            assert_eq!(told["event"].as_u64(), place.event);
            assert_eq!(told["ballot"].as_str(), place.ballot.as_deref());
            assert_eq!(told["offset"].as_u64(), place.offset);
            let numbers = [
                ("byte", place.byte),
                ("question", place.question),
                ("choice", place.choice),
                ("trustee", place.trustee),
                ("credential", place.credential),
            ];
            for (name, number) in numbers {
                assert_eq!(
                    told[name].as_u64(),
                    number.map(|n| n as u64),
                    "{name}: {said}"
                );
            }
            // a reason of its own, in words
            assert!(said["sentence"].as_str().is_some_and(|s| s.len() > 10));
        }
    }
}

pub fn refused(archive: &[u8]) -> Code {
    verified(archive).unwrap_err().code
}

/// A folder of one's own that goes away.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tiker-ballot-{name}-{}", std::process::id()));
        let _absent = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.0.join(name), content).unwrap();
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join(name)).unwrap()
    }

    /// Runs the tool here.
    pub fn tool(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("belenios-tool");
        command
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs the tool here, and gives what it wrote; it must succeed.
    pub fn told(&self, arguments: &[&str]) -> String {
        let output = self.tool(arguments);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Folder {
    /// Has the tool add an event from a file.
    pub fn add_event(&self, kind: &str, file: &str) {
        let output = Command::new("belenios-tool")
            .args(["archive", "add-event", &format!("--type={kind}")])
            .current_dir(&self.0)
            .stdin(std::fs::File::open(self.0.join(file)).unwrap())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{kind}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _left = std::fs::remove_dir_all(&self.0);
    }
}
