//! What comes from Debian and from Python: programs that tests need beside the compiler's.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::files;
use crate::run::{Repo, output, run};

/// The first program of that name on the search path.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether we may do as we like here: only then are other users' rights a question.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// Installs Debian packages.
pub fn apt(repo: &Repo, packages: &[&str]) -> Result<()> {
    println!("• installing {} (apt-get)", packages.join(", "));
    if on_path("apt-get").is_none() {
        bail!(
            "install {} first: there is no apt-get to do it with",
            packages.join(", ")
        );
    }
    // A fresh machine knows no package at all until it has asked.
    run(as_root(repo, "apt-get")?.args(["update", "-qq"]))?;
    run(as_root(repo, "apt-get")?
        // what is built ahead may install something too
        .args([
            "-o",
            "DPkg::Lock::Timeout=300",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
        ])
        .args(packages))
}

fn as_root(repo: &Repo, program: &str) -> Result<Command> {
    let mut command = if is_root() {
        repo.command("env")
    } else if on_path("sudo").is_some() {
        let mut sudo = repo.command("sudo");
        sudo.arg("env");
        sudo
    } else {
        bail!("root rights are needed to run {program}, and there is no sudo");
    };
    command.args(["DEBIAN_FRONTEND=noninteractive", program]);
    Ok(command)
}

/// The browser of the end-to-end tests.
pub fn chromium(repo: &Repo) -> Result<()> {
    if on_path("chromium").is_none() {
        apt(repo, &["chromium"])?;
    }
    Ok(())
}

/// The program that judges sealed elections, which is not ours. Its version is what counts: the
/// tests say so themselves where it is another.
pub fn belenios(repo: &Repo) -> Result<()> {
    if on_path("belenios-tool").is_none() {
        apt(repo, &["belenios-tool"])?;
    }
    Ok(())
}

/// What counts instructions.
pub fn valgrind(repo: &Repo) -> Result<()> {
    if on_path("valgrind").is_none() {
        apt(repo, &["valgrind"])?;
    }
    Ok(())
}

/// What asks a server as fast as it can, for the benchmarks.
pub fn wrk(repo: &Repo) -> Result<()> {
    if on_path("wrk").is_none() {
        apt(repo, &["wrk"])?;
    }
    Ok(())
}

/// What counts the calls of a program, for the benchmarks.
pub fn strace(repo: &Repo) -> Result<()> {
    if on_path("strace").is_none() {
        apt(repo, &["strace"])?;
    }
    Ok(())
}

/// The folder of PostgreSQL's programs, which Debian keeps off the search path.
pub fn postgres(repo: &Repo) -> Result<PathBuf> {
    if let Some(found) = find_postgres() {
        return Ok(found);
    }
    apt(repo, &["postgresql"])?;
    find_postgres().context("PostgreSQL was installed, and its programs are not to be found")
}

fn find_postgres() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(version, bin)| *version >= 15 && bin.join("initdb").is_file())
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, bin)| bin);
    newest.or_else(|| on_path("initdb")?.parent().map(Path::to_path_buf))
}

/// Caddy, for the test of HTTPS behind it: the one that is installed, else Debian's taken out of its package,
/// since installing it would start a web server on this machine.
pub fn caddy(repo: &Repo) -> Result<PathBuf> {
    if let Some(found) = on_path("caddy") {
        return Ok(found);
    }
    let folder = repo.target.join("caddy");
    let program = folder.join("usr/bin/caddy");
    if program.is_file() {
        return Ok(program);
    }
    println!("• fetching caddy (apt-get download)");
    ensure!(
        on_path("apt-get").is_some(),
        "there is no apt-get to fetch caddy with"
    );
    run(as_root(repo, "apt-get")?.args(["update", "-qq"]))?;
    files::remove(&folder)?;
    fs::create_dir_all(&folder).context("no folder for caddy")?;
    let mut download = repo.command("apt-get");
    run(download
        .args(["download", "-qq", "caddy"])
        .current_dir(&folder))?;
    let package = fs::read_dir(&folder)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "deb"))
        .context("apt-get left no package of caddy")?;
    run(repo
        .command("dpkg-deb")
        .arg("-x")
        .arg(&package)
        .arg(&folder))?;
    ensure!(program.is_file(), "there is no caddy in its package");
    Ok(program)
}

/// Python with the packages of the independent count, or nothing while there is no such count.
pub fn python(repo: &Repo) -> Result<Option<PathBuf>> {
    let requirements = repo.root.join("civic/oracle/requirements.txt");
    if !requirements.is_file() {
        return Ok(None);
    }
    let wanted = files::read_text(&requirements)?;
    let venv = repo.target.join("python");
    let python = venv.join("bin/python");
    let stamp = venv.join("installed.txt");
    // An environment outlives neither its packages' list nor the interpreter it was made with.
    let works = || output(repo.command(&python).arg("--version")).is_ok();
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) && works() {
        return Ok(Some(python));
    }
    if !can_make_environments(repo) {
        apt(repo, &["python3", "python3-venv"])?;
    }
    println!("• installing the Python packages of civic/oracle/requirements.txt");
    files::remove(&venv)?;
    run(repo.command("python3").args(["-m", "venv"]).arg(&venv))?;
    run(repo
        .command(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
        ])
        .arg(&requirements))?;
    files::write(&stamp, wanted)?;
    Ok(Some(python))
}

/// Debian's Python comes without `ensurepip`, and says so only in the middle of the work.
fn can_make_environments(repo: &Repo) -> bool {
    output(
        repo.command("python3")
            .args(["-c", "import ensurepip, venv"]),
    )
    .is_ok()
}

/// A user's number and the number of its group.
pub fn ids(user: &str) -> Result<(u32, u32)> {
    let number = |option: &str| -> Result<u32> {
        let text = output(Command::new("id").args([option, user]))?;
        let text = text.trim();
        text.parse()
            .with_context(|| format!("`id {option} {user}` answered {text}"))
    };
    Ok((number("-u")?, number("-g")?))
}

/// Fails with what to do unless `node` is there and recent enough.
pub fn node(repo: &Repo) -> Result<()> {
    const OLDEST: u32 = 20;
    let version = output(repo.command("node").arg("--version"))
        .with_context(|| format!("Node.js {OLDEST} or newer is needed, with npm"))?;
    ensure!(
        major(&version).is_some_and(|major| major >= OLDEST),
        "Node.js {OLDEST} or newer is needed, this is {}",
        version.trim()
    );
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// The search path with folders put before it.
pub fn search_path(first: &[&Path]) -> Result<std::ffi::OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    let first = first.iter().map(|folder| folder.to_path_buf());
    env::join_paths(first.chain(env::split_paths::<OsStr>(&rest)))
        .context("a folder of the tools has a colon in its name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_version_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("nonsense"), None);
    }

    #[test]
    fn finds_programs_and_users() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program").is_none());
        assert_eq!(ids("root").unwrap(), (0, 0));
        assert!(ids("no-such-user").is_err());
    }

    #[test]
    fn puts_folders_first() {
        let path = search_path(&[Path::new("/first"), Path::new("/second")]).unwrap();
        assert!(path.to_string_lossy().starts_with("/first:/second:"));
        assert!(search_path(&[Path::new("/a:b")]).is_err());
    }
}
