//! A PostgreSQL server for the length of the tests: a folder, a port and an end of its own.
//!
//! Nothing of it outlives the tests: it is stopped by its own number when they end, and by the
//! system if this program is killed before.

use std::fs;
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::files;
use crate::run::{Repo, output};
use crate::system;

const PATIENCE: Duration = Duration::from_secs(30);

/// Asked again with another port if somebody took the first meanwhile.
const ATTEMPTS: u32 = 3;

/// Nothing here survives a power cut, nor has to: each of these makes tests faster.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "max_connections=200",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "log_min_messages=warning",
];

pub struct Cluster {
    // In this order: the server ends before its folder goes.
    server: Server,
    _folder: Folder,
    password: String,
}

impl Cluster {
    pub fn start(repo: &Repo) -> Result<Self> {
        let bin = system::postgres(repo)?;
        // PostgreSQL refuses to run as root.
        let owner = if system::is_root() {
            Some(system::ids("postgres")?)
        } else {
            None
        };
        let folder = Folder::new(owner)?;
        let password = folder.initialise(&bin)?;
        let mut attempt = 1;
        loop {
            match Server::start(&bin, &folder) {
                Ok(server) => {
                    return Ok(Self {
                        server,
                        _folder: folder,
                        password,
                    });
                }
                Err(error) if attempt == ATTEMPTS => return Err(error),
                Err(_) => attempt += 1,
            }
        }
    }

    /// The address of the server, for its superuser.
    pub fn url(&self) -> String {
        format!(
            "postgres://postgres:{}@127.0.0.1:{}/postgres",
            self.password, self.server.port
        )
    }
}

/// Not in the target folder: that may be one which another user cannot even reach.
struct Folder {
    path: PathBuf,
    owner: Option<(u32, u32)>,
}

impl Folder {
    fn new(owner: Option<(u32, u32)>) -> Result<Self> {
        let path = Path::new("/tmp").join(format!("tiker-postgres-{}", random_name()?));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        let folder = Self { path, owner };
        fs::set_permissions(&folder.path, fs::Permissions::from_mode(0o700))?;
        folder.give(&folder.path)?;
        Ok(folder)
    }

    /// Lets the server's user have a file of ours.
    fn give(&self, path: &Path) -> Result<()> {
        if let Some((user, group)) = self.owner {
            chown(path, Some(user), Some(group))
                .with_context(|| format!("cannot give {} to PostgreSQL", path.display()))?;
        }
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    fn log(&self) -> PathBuf {
        self.path.join("log")
    }

    /// A program run as the server's user, in a folder that this user may enter.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path).stdin(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes an empty cluster and gives its superuser's password: there may be other people on
    /// this machine, and a superuser of PostgreSQL can run programs.
    fn initialise(&self, bin: &Path) -> Result<String> {
        let password = random_name()?;
        let password_file = self.path.join("password");
        files::write(&password_file, format!("{password}\n"))?;
        self.give(&password_file)?;
        output(
            self.command(bin.join("initdb"))
                .arg("--pgdata")
                .arg(self.data())
                .arg("--pwfile")
                .arg(&password_file)
                .args(["--username=postgres", "--auth=password", "--encoding=UTF8"])
                .args(["--locale=C.UTF-8", "--no-sync", "--no-instructions"]),
        )?;
        Ok(password)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = files::remove(&self.path) {
            eprintln!("left behind: {error:#}");
        }
    }
}

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(bin: &Path, folder: &Folder) -> Result<Self> {
        let port = free_port()?;
        let log = fs::File::create(folder.log()).context("cannot write the log of PostgreSQL")?;
        // `setpriv` becomes the server: same number. The signal is for the case that we are
        // killed and cannot end it ourselves.
        let mut command = folder.command("setpriv");
        command
            .args(["--pdeathsig", "INT", "--"])
            .arg(bin.join("postgres"));
        command
            .arg("-D")
            .arg(folder.data())
            .arg("-k")
            .arg(&folder.path);
        command.args(["-p", &port.to_string()]);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.stdout(log.try_clone()?).stderr(log);
        let process = command.spawn().context("cannot start PostgreSQL")?;
        let mut server = Self { process, port };
        server.wait_until_ready(bin, folder)?;
        Ok(server)
    }

    fn wait_until_ready(&mut self, bin: &Path, folder: &Folder) -> Result<()> {
        let start = Instant::now();
        let port = self.port.to_string();
        let last_words = || files::read_text(&folder.log()).unwrap_or_default();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.process.try_wait()? {
                bail!("PostgreSQL ended at once ({status}):\n{}", last_words());
            }
            // Through the socket in our folder, where no other server can answer for it.
            let mut ask = folder.command(bin.join("pg_isready"));
            ask.args(["--quiet", "--port", &port, "--host"])
                .arg(&folder.path);
            if output(&mut ask).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        bail!(
            "PostgreSQL was not ready after {PATIENCE:?}:\n{}",
            last_words()
        )
    }

    /// SIGINT: break off what clients do, and end in good order.
    fn ask_to_end(&self) -> Result<String> {
        let number = self.process.id().to_string();
        // The shell's own `kill`: the program of that name is not on every machine.
        output(Command::new("sh").args(["-c", "kill -INT \"$1\"", "sh", &number]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has ended has no number any more: it may be another program's.
        if let Ok(Some(_)) = self.process.try_wait() {
            return;
        }
        let start = Instant::now();
        if self.ask_to_end().is_ok() {
            while start.elapsed() < PATIENCE {
                if !matches!(self.process.try_wait(), Ok(None)) {
                    return;
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
        eprintln!("PostgreSQL does not end, it is killed");
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that was free a moment ago, which is all there is to know about a port.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

fn random_name() -> Result<String> {
    let mut bytes = [0_u8; 12];
    let mut source = fs::File::open("/dev/urandom").context("the system gives no randomness")?;
    source.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
