//! Ordinary votes: how many a second that last, and that none is lost when the process is killed.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Result, bail, ensure};

use super::Row;
use super::commune::{Commune, Programs, Served, wrk};
use super::server::said;
use crate::run::{Repo, output};
use crate::{files, system};

/// Voters of `votes`: each session votes once.
const VOTERS: usize = 20_000;

pub fn votes(repo: &Repo) -> Result<Vec<Row>> {
    let programs = Programs::build(repo)?;
    system::strace(repo)?;
    let folder = repo.target.join("bench");
    let (commune, script, path) = booth(repo, &programs)?;
    let options = ["-s", &*script.to_string_lossy()];
    let served = Served::program(repo, &programs, &commune)?;
    let load = wrk(repo, &served, &path, 10, 64, &options)?;
    ensure!(load.failed == 0.0, "{} votes were refused", load.failed);
    drop(served);

    let (commune, script, path) = booth(repo, &programs)?;
    let options = ["-s", &*script.to_string_lossy()];
    let served = Served::program(repo, &programs, &commune)?;
    let counts = folder.join("syncs");
    let mut strace = repo
        .command("strace")
        .args(["-f", "-c", "-e", "trace=fsync,fdatasync", "-p"])
        .arg(served.id().to_string())
        .arg("-o")
        .arg(&counts)
        .stderr(Stdio::null())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(500));
    let watched = wrk(repo, &served, &path, 4, 64, &options)?;
    drop(served);
    strace.wait()?;
    let syncs = total(&fs::read_to_string(&counts)?);
    let rate = super::fsyncs(&folder.join("fsync"))?;
    Ok(vec![Row {
        what: "ordinary votes over HTTP, answered once they last (SQLite, synchronous=FULL)"
            .to_owned(),
        ours: format!(
            "{}; {:.1} votes a sync ({:.0} in {syncs:.0}, watched by strace)",
            said(load),
            watched.requests / syncs,
            watched.requests
        ),
        beside: format!("the disk: {rate:.0} syncs a second"),
        ratio: format!(
            "{:.2} votes for each sync it could do",
            load.per_second / rate
        ),
    }])
}

/// Killed twenty times while votes arrive: whatever was answered is in the urn and on the roll.
pub fn kills(repo: &Repo) -> Result<Vec<Row>> {
    const TIMES: u64 = 20;
    let programs = Programs::build(repo)?;
    let (mut answered, mut kept) = (0.0, 0.0);
    for time in 0..TIMES {
        let (commune, script, path) = booth(repo, &programs)?;
        let before = in_urn(repo, &commune)?;
        let served = Served::program(repo, &programs, &commune)?;
        let id = served.id().to_string();
        // somewhere in the middle, another place each time
        let wait = Duration::from_millis(700 + time * 1_300 % 2_000);
        let killer = std::thread::spawn(move || {
            std::thread::sleep(wait);
            std::process::Command::new("kill")
                .args(["-9", &id])
                .status()
        });
        let options = ["-s", &*script.to_string_lossy()];
        let load = wrk(repo, &served, &path, 4, 64, &options)?;
        let killed = killer
            .join()
            .is_ok_and(|done| done.is_ok_and(|status| status.success()));
        ensure!(
            killed && load.failed == 0.0,
            "not killed, or {} refused",
            load.failed
        );
        let after = in_urn(repo, &commune)?;
        let [urn, roll] = [0, 1].map(|table| after[table] - before[table]);
        ensure!(urn == roll, "{urn} ballots and {roll} voters");
        ensure!(
            roll >= load.requests,
            "{} answered, {roll} on the roll",
            load.requests
        );
        answered += load.requests;
        kept += roll;
    }
    Ok(vec![Row {
        what: format!("the process killed {TIMES} times while votes arrive"),
        ours: format!("{answered:.0} answered, {kept:.0} in the urn and on the roll, none lost"),
        beside: "–".to_owned(),
        ratio: "–".to_owned(),
    }])
}

/// Killed two hundred times while sealed ballots arrive, by the same story as in the checks.
pub fn sealed_kills(repo: &Repo) -> Result<Vec<Row>> {
    const TIMES: &str = "200";
    let programs = Programs::build(repo)?;
    let told = output(
        repo.command("node")
            .current_dir(repo.root.join("end2end"))
            .args(["run.mjs", "sealed_kills"])
            .env("TIKER_BIN", programs.path("tiker"))
            .env("TIKER_SITE", repo.target.join("site"))
            .env("KILLS", TIMES),
    )?;
    let line = told.lines().find(|line| line.contains(" kills: "));
    Ok(vec![Row {
        what: "the process killed 200 times while sealed ballots arrive".to_owned(),
        ours: line.unwrap_or("nothing was said").trim().to_owned(),
        beside: "–".to_owned(),
        ratio: "–".to_owned(),
    }])
}

/// Ballots in the urn, and voters on the roll, read after the process has gone.
fn in_urn(repo: &Repo, commune: &Commune) -> Result<[f64; 2]> {
    const COUNT: &str = "import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(*[db.execute('SELECT COUNT(*) FROM ' + t).fetchone()[0] for t in ('ballot', 'voter_roll')])";
    let told = output(
        repo.command("python3")
            .args(["-c", COUNT])
            .arg(&commune.database),
    )?;
    let mut numbers = told.split_whitespace().filter_map(|n| n.parse().ok());
    match (numbers.next(), numbers.next()) {
        (Some(urn), Some(roll)) => Ok([urn, roll]),
        _ => bail!("no numbers: {told}"),
    }
}

/// A vote that is open, a script that votes in it, and where to.
fn booth(repo: &Repo, programs: &Programs) -> Result<(Commune, PathBuf, String)> {
    let commune = Commune::fill(repo, programs, [20, 20, 0], VOTERS)?;
    let texts = |name: &str| -> Vec<String> {
        let all = commune.seed[name].as_array().cloned().unwrap_or_default();
        all.iter()
            .filter_map(|s| s.as_str().map(str::to_owned))
            .collect()
    };
    let folder = repo.target.join("bench");
    let sessions = folder.join("sessions");
    files::write(&sessions, texts("sessions").join("\n"))?;
    let body: Vec<String> = texts("choices")
        .iter()
        .take(3)
        .map(|c| format!("choix={c}"))
        .collect();
    let script = folder.join("vote.lua");
    files::write(&script, lua(&sessions.to_string_lossy(), &body.join("&")))?;
    let path = format!("/voter/{}/confirmer", commune.text("vote"));
    Ok((commune, script, path))
}

/// The calls that `strace -c` counted.
fn total(table: &str) -> f64 {
    let line = table
        .lines()
        .rev()
        .find(|line| line.trim_end().ends_with("total"));
    // % time, seconds, usecs/call, calls, ...
    let calls = line.and_then(|line| {
        line.split_whitespace()
            .filter_map(|f| f.parse::<f64>().ok())
            .nth(3)
    });
    calls.unwrap_or(f64::NAN)
}

/// Each request is another session's vote; it ends when all have voted.
fn lua(sessions: &str, body: &str) -> String {
    format!(
        "local sessions, at = {{}}, 0\n\
         for line in io.lines('{sessions}') do sessions[#sessions + 1] = line end\n\
         wrk.method, wrk.body = 'POST', '{body}'\n\
         wrk.headers['Content-Type'] = 'application/x-www-form-urlencoded'\n\
         function request()\n\
           at = at + 1\n\
           if at > #sessions then wrk.thread:stop() at = 1 end\n\
           wrk.headers['Cookie'] = 'session=' .. sessions[at]\n\
           return wrk.format()\n\
         end\n"
    )
}
