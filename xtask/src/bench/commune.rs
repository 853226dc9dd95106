//! A commune to measure in: a database filled by `app/examples/seed.rs`, the program that serves it, and
//! `wrk` that asks. Never here: what is good enough.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::run::{Repo, output, run};
use crate::{files, site, system};

/// Proposals, supports, comments of the usual commune.
pub const USUAL: [usize; 3] = [1_000, 5_000, 3_000];

/// The programs, as they are shipped; the site stays outside so that they need not be built again for it.
pub struct Programs {
    site: PathBuf,
    folder: PathBuf,
    examples: PathBuf,
}

impl Programs {
    pub fn build(repo: &Repo) -> Result<Programs> {
        system::wrk(repo)?;
        let site = site::build(repo)?;
        let packages = ["--package", "server", "--package", "app"];
        run(repo
            .cargo()
            .args([
                "build",
                "--quiet",
                "--profile",
                "dist",
                "--features",
                "app/ssr",
            ])
            .args(packages)
            .args(["--bin", "tiker"])
            .args(["seed", "urn", "roll", "bare"].map(|name| format!("--example={name}"))))?;
        Ok(Programs {
            site,
            folder: repo.target.join("dist"),
            examples: repo.target.join("dist/examples"),
        })
    }

    /// The program as it was shipped, and what the tests have built to fill a database.
    pub fn tested(repo: &Repo) -> Result<Programs> {
        let seed = ["--package", "app", "--features", "ssr", "--example", "seed"];
        run(repo.cargo().args(["build", "--quiet"]).args(seed))?;
        Ok(Programs {
            site: repo.target.join("site"),
            folder: repo.target.join("dist"),
            examples: repo.target.join("debug/examples"),
        })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        if name == "tiker" {
            self.folder.join(name)
        } else {
            self.examples.join(name)
        }
    }
}

/// A filled database, and what is in it.
pub struct Commune {
    pub database: PathBuf,
    pub key: PathBuf,
    pub seed: Value,
}

impl Commune {
    /// A place for a database that something else fills.
    pub fn empty(repo: &Repo) -> Result<Commune> {
        let folder = repo.target.join("bench/commune");
        files::empty(&folder)?;
        let (database, key) = (folder.join("c.db"), folder.join("c.db.key"));
        files::write(&key, "07".repeat(32) + "\n")?;
        private(&key)?;
        Ok(Commune {
            database,
            key,
            seed: Value::Null,
        })
    }

    pub fn fill(
        repo: &Repo,
        programs: &Programs,
        sizes: [usize; 3],
        voters: usize,
    ) -> Result<Commune> {
        let mut commune = Commune::empty(repo)?;
        let mut seed = repo.command(programs.path("seed"));
        seed.arg(&commune.database).arg(&commune.key);
        for number in sizes.into_iter().chain([voters]) {
            seed.arg(number.to_string());
        }
        commune.seed =
            serde_json::from_str(&output(&mut seed)?).context("the seed said no JSON")?;
        Ok(commune)
    }

    pub fn text(&self, name: &str) -> &str {
        self.seed[name].as_str().unwrap_or_default()
    }

    /// What serves it there.
    pub fn serve(&self, command: &mut Command, port: u16) {
        command
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .arg("--database")
            .arg(&self.database)
            .args(["--public-url", &format!("http://127.0.0.1:{port}")]);
    }

    /// The list, most supported first.
    pub fn list(&self) -> String {
        format!("/demarches/{}/propositions?tri=soutiens", self.text("open"))
    }

    /// The proposal that has thirty comments.
    pub fn proposal(&self) -> String {
        format!("/propositions/{}", self.text("proposal"))
    }
}

fn private(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::set_permissions(
        file,
        fs::Permissions::from_mode(0o600),
    )?)
}

/// A program that serves; ended when it goes.
pub struct Served {
    child: Child,
    pub origin: String,
    /// From its start to its first answer.
    pub started: Duration,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Served {
    pub fn program(repo: &Repo, programs: &Programs, commune: &Commune) -> Result<Served> {
        let port = free_port()?;
        let mut command = repo.command(programs.path("tiker"));
        commune.serve(&mut command, port);
        command.env("TIKER_SITE", &programs.site);
        Served::start(command, port, "/a-propos")
    }

    pub fn bare(
        repo: &Repo,
        programs: &Programs,
        commune: &Commune,
        sizes: [usize; 2],
    ) -> Result<Served> {
        let port = free_port()?;
        let mut command = repo.command(programs.path("bare"));
        command
            .arg(&commune.database)
            .arg(&commune.key)
            .arg(port.to_string())
            .args([commune.text("open"), commune.text("proposal")])
            .args(sizes.map(|size| size.to_string()));
        Served::start(command, port, "/list")
    }

    fn start(mut command: Command, port: u16, first: &str) -> Result<Served> {
        let begun = Instant::now();
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let origin = format!("http://127.0.0.1:{port}");
        let mut served = Served {
            child,
            origin,
            started: Duration::ZERO,
        };
        while begun.elapsed() < Duration::from_secs(60) {
            if got(port, first).is_ok() {
                served.started = begun.elapsed();
                return Ok(served);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("the server does not answer")
    }

    /// Processor time so far, in milliseconds.
    pub fn processor(&self) -> Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or("")
            .split_whitespace()
            .collect();
        let ticks = |i: usize| {
            fields
                .get(i)
                .and_then(|f| f.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        // utime and stime, in hundredths of a second
        Ok((ticks(11) + ticks(12)) * 10.0)
    }

    /// Memory in use, in megabytes.
    pub fn memory(&self) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: f64 = line
            .and_then(|l| l.split_whitespace().next()?.parse().ok())
            .unwrap_or(0.0);
        Ok(kilobytes / 1024.0)
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

/// A plain request; gives the body's length.
pub fn got(port: u16, path: &str) -> Result<usize> {
    use std::io::{Read as _, Write as _};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    ensure!(answer.starts_with(b"HTTP/1.1 200"), "not 200");
    let end = answer
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .context("no body")?;
    Ok(answer.len() - end - 4)
}

/// What `wrk` found.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub per_second: f64,
    /// Milliseconds that half stay below.
    pub p50: f64,
    /// Milliseconds that 99 in 100 stay below.
    pub p99: f64,
    /// Processor milliseconds of the server for each request.
    pub processor: f64,
    pub requests: f64,
    pub failed: f64,
}

/// One thread, `connections` at once, for so many seconds.
pub fn wrk(
    repo: &Repo,
    served: &Served,
    path: &str,
    seconds: u32,
    connections: u32,
    options: &[&str],
) -> Result<Load> {
    let before = served.processor()?;
    let told = output(
        repo.command("wrk")
            .args([
                "-t1",
                &format!("-c{connections}"),
                &format!("-d{seconds}s"),
                "--latency",
            ])
            .args(options)
            .arg(format!("{}{path}", served.origin)),
    )?;
    let spent = served.processor()? - before;
    let line = |begin: &str| {
        told.lines()
            .find_map(|l| l.trim().strip_prefix(begin).map(str::trim))
    };
    let number =
        |text: Option<&str>| text.and_then(|t| t.split_whitespace().next()?.parse::<f64>().ok());
    let requests = told
        .lines()
        .find(|l| l.contains(" requests in "))
        .and_then(|l| l.split_whitespace().next()?.parse().ok())
        .context("wrk did not say how many")?;
    Ok(Load {
        per_second: number(line("Requests/sec:")).context("wrk did not say how fast")?,
        p50: line("50%").map_or(f64::NAN, milliseconds),
        p99: line("99%").map_or(f64::NAN, milliseconds),
        processor: spent / requests,
        requests,
        failed: number(line("Non-2xx or 3xx responses:")).unwrap_or(0.0),
    })
}

/// "12.34ms", "987.00us", "1.20s".
fn milliseconds(text: &str) -> f64 {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let n: f64 = digits.parse().unwrap_or(f64::NAN);
    match &text[digits.len()..] {
        "us" => n / 1_000.0,
        "s" => n * 1_000.0,
        _ => n,
    }
}
