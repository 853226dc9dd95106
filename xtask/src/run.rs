//! Where the repository is, and how programs are run in it.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// How long the output of a program may stay open after its end: a grandchild left behind
/// holds the pipe, and must not hold us.
const LINGER: Duration = Duration::from_secs(2);

pub struct Repo {
    /// The folder of the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where everything that is built goes; nothing else in the repository is written to.
    pub target: PathBuf,
    cargo: OsString,
}

impl Repo {
    /// Asks cargo, the only one to know where the target folder was configured to be.
    pub fn find() -> Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut metadata = Command::new(&cargo);
        metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&output(&mut metadata)?)
            .context("`cargo metadata` did not answer JSON")?;
        let path = |name: &str| match metadata[name].as_str() {
            Some(path) => Ok(PathBuf::from(path)),
            None => bail!("`cargo metadata` does not say `{name}`"),
        };
        Ok(Self {
            root: path("workspace_root")?,
            target: path("target_directory")?,
            cargo,
        })
    }

    /// A copy of the sources, built apart.
    pub fn elsewhere(&self, root: PathBuf, target: PathBuf) -> Self {
        Self {
            root,
            target,
            cargo: self.cargo.clone(),
        }
    }

    /// A program run at the root of the repository.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command.env("CARGO_TARGET_DIR", &self.target);
        // `cargo run` describes this crate in the environment. Build scripts that watch these
        // names would run again, and half the workspace with them, at each change of caller.
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(describes_a_package) {
                command.env_remove(name);
            }
        }
        command
    }

    pub fn cargo(&self) -> Command {
        self.command(&self.cargo)
    }
}

fn describes_a_package(variable: &str) -> bool {
    [
        "CARGO_PKG_",
        "CARGO_MANIFEST_",
        "CARGO_BIN_",
        "CARGO_CRATE_",
        "CARGO_PRIMARY_",
    ]
    .iter()
    .any(|prefix| variable.starts_with(prefix))
}

/// True when this is an automatic check and not somebody at a keyboard.
pub fn in_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

/// Runs to the end, with our own input and output.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    succeed(command, status, "")
}

/// Runs to the end and gives what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| cannot_start(command))?;
    succeed(
        command,
        output.status,
        &String::from_utf8_lossy(&output.stderr),
    )?;
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed bytes that are no text", name(command)))
}

/// Runs to the end, shows what it prints as it comes, and gives it back.
pub fn watch(command: &mut Command) -> Result<(ExitStatus, String)> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let (sender, lines) = channel();
    if let Some(stdout) = child.stdout.take() {
        send_lines(stdout, sender.clone());
    }
    if let Some(stderr) = child.stderr.take() {
        send_lines(stderr, sender);
    }
    let mut all = String::new();
    let mut ended_since: Option<Instant> = None;
    loop {
        match lines.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => {
                println!("{line}");
                all.push_str(&line);
                all.push('\n');
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                if ended_since.is_none() && has_ended(&mut child)? {
                    ended_since = Some(Instant::now());
                }
                if ended_since.is_some_and(|since| since.elapsed() > LINGER) {
                    break;
                }
            }
        }
    }
    let status = child
        .wait()
        .context("cannot wait for the end of a program")?;
    Ok((status, all))
}

fn has_ended(child: &mut Child) -> Result<bool> {
    let status = child
        .try_wait()
        .context("cannot ask whether a program has ended")?;
    Ok(status.is_some())
}

fn send_lines(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        // Bytes, since a program under test may print anything.
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            if to
                .send(
                    String::from_utf8_lossy(&line)
                        .trim_end_matches('\r')
                        .to_owned(),
                )
                .is_err()
            {
                break;
            }
        }
    });
}

fn succeed(command: &Command, status: ExitStatus, complaint: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    match complaint.trim() {
        "" => bail!("`{}` failed: {status}", name(command)),
        complaint => bail!("`{}` failed: {status}\n{complaint}", name(command)),
    }
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", name(command))
}

/// The program and the words that tell which of its jobs it was at.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let mut words = vec![program.to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .take(4)
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_what_cargo_says_of_this_crate_and_nothing_else() {
        assert!(describes_a_package("CARGO_PKG_NAME"));
        assert!(describes_a_package("CARGO_MANIFEST_DIR"));
        assert!(!describes_a_package("CARGO_HOME"));
        assert!(!describes_a_package("CARGO_TARGET_DIR"));
    }

    #[test]
    fn shows_and_keeps_both_outputs() {
        let (status, text) =
            watch(Command::new("sh").args(["-c", "echo a; echo b >&2; exit 3"])).unwrap();
        assert_eq!(status.code(), Some(3));
        assert!(text.contains("a\n") && text.contains("b\n"));
    }

    #[test]
    fn is_not_held_by_a_grandchild() {
        let start = Instant::now();
        let (status, _) = watch(Command::new("sh").args(["-c", "sleep 20 & echo done"])).unwrap();
        assert!(status.success());
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn a_failure_names_the_command_and_the_complaint() {
        let error =
            output(Command::new("sh").args(["-c", "echo because >&2; exit 1"])).unwrap_err();
        let error = format!("{error:#}");
        assert!(
            error.contains("sh -c") && error.contains("because"),
            "{error}"
        );
    }
}
