//! Sealed votes: how many ballots a second are checked and last, how long closing takes, how long a voter waits.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Row;
use super::commune::{Commune, Programs, Served, wrk};
use super::server::said;
use crate::run::{Repo, output};
use crate::{files, system, tools};

/// Ballots of `cast`, each of another voter.
const BALLOTS: usize = 2_500;
/// For so many seconds: fewer than would take all of them.
const SECONDS: u32 = 15;

/// A sealed vote that is open, filled by `app/examples/urn.rs`.
fn open(repo: &Repo, programs: &Programs, ballots: usize, projects: usize) -> Result<Commune> {
    let folder = repo.target.join("bench");
    let mut commune = Commune::empty(repo)?;
    let mut urn = repo.command(programs.path("urn"));
    urn.arg(&commune.database).arg(&commune.key);
    urn.args([ballots + 10, ballots].map(|n| n.to_string()));
    urn.arg(&folder).arg(projects.to_string());
    commune.seed = serde_json::from_str(&output(&mut urn)?).context("the urn said no JSON")?;
    Ok(commune)
}

/// Casting over HTTP: session and right checked, every proof checked, on disk before the receipt.
pub fn cast(repo: &Repo) -> Result<Vec<Row>> {
    system::belenios(repo)?;
    let programs = Programs::build(repo)?;
    let folder = repo.target.join("bench");
    let commune = open(repo, &programs, BALLOTS, 5)?;
    let script = folder.join("cast.lua");
    let files = ["sealed-sessions", "sealed-ballots"].map(|name| folder.join(name));
    files::write(&script, lua(&files))?;
    let path = format!("/api/v1/scelle/{}/bulletin", commune.text("slug"));
    let served = Served::program(repo, &programs, &commune)?;
    let options = ["-s", &*script.to_string_lossy()];
    let load = wrk(repo, &served, &path, SECONDS, 8, &options)?;
    ensure!(load.failed == 0.0, "{} ballots were refused", load.failed);
    // what came of it, checked by the tool of others
    let archive = folder.join("cast/urn.bel");
    files::empty(&folder.join("cast"))?;
    let from = format!("{}/voter/{}/urne.bel", served.origin, commune.text("slug"));
    output(
        repo.command("curl")
            .args(["-sf", "-o"])
            .arg(&archive)
            .arg(from),
    )?;
    let began = std::time::Instant::now();
    output(
        repo.command("belenios-tool")
            .args(["election", "verify"])
            .current_dir(folder.join("cast")),
    )?;
    let theirs = load.requests / began.elapsed().as_secs_f64();
    Ok(vec![Row {
        what: "casting sealed ballots × 5 choices over HTTP, proofs checked and on disk before the receipt, client on the same 2 cores".to_owned(),
        ours: said(load),
        beside: format!("belenios-tool verifies the same archive: {theirs:.0} ballots a second"),
        ratio: format!("{:.1} times", load.per_second / theirs),
    }])
}

/// Closing an urn of 10,000 ballots, until trustees can open the sum.
pub fn close(repo: &Repo) -> Result<Vec<Row>> {
    const NUMBER: &str = "10000";
    const READ: &str = "import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1])
began = time.perf_counter()
n = sum(len(b) for (b,) in db.execute('SELECT bytes FROM urn_event'))
print(time.perf_counter() - began)";
    let programs = Programs::build(repo)?;
    let commune = Commune::empty(repo)?;
    let mut urn = repo.command(programs.path("urn"));
    urn.arg("close")
        .arg(&commune.database)
        .arg(&commune.key)
        .arg(NUMBER);
    let ours: f64 = output(&mut urn)?.trim().parse()?;
    let read = output(
        repo.command("python3")
            .args(["-c", READ])
            .arg(&commune.database),
    )?;
    let read: f64 = read.trim().parse()?;
    Ok(vec![Row {
        what: "closing an urn of 10,000 ballots × 5 choices, until its sum can be opened"
            .to_owned(),
        ours: format!("{ours:.2} s"),
        beside: format!("reading the same rows from Python: {read:.2} s"),
        ratio: format!("{:.1} times", ours / read),
    }])
}

/// From tapping "Sceller" to the receipt on a throttled phone, by number of projects.
pub fn tap(repo: &Repo) -> Result<Vec<Row>> {
    system::chromium(repo)?;
    tools::npm(repo)?;
    let programs = Programs::build(repo)?;
    let mut rows = Vec::new();
    for projects in [20, 199] {
        let commune = open(repo, &programs, 3, projects)?;
        let served = Served::program(repo, &programs, &commune)?;
        let told = output(
            repo.command("node")
                .arg("end2end/bench/sealed.mjs")
                .env("ORIGIN", &served.origin)
                .env("SLUG", commune.text("slug"))
                .env("FOLDER", repo.target.join("bench")),
        )?;
        let found: Value = serde_json::from_str(&told).context("the page answered no JSON")?;
        let number = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
        rows.push(Row {
            what: format!("from \"Sceller\" to the receipt, {projects} projects, 4× CPU, slow 4G"),
            ours: format!(
                "{:.0} ms (sealing {:.0} ms of them), ballot {:.0} kB",
                number("tap"),
                number("seal"),
                number("ballot") / 1000.0
            ),
            beside: format!(
                "posting as many bytes on the same network: {:.0} ms",
                number("post")
            ),
            ratio: format!("{:.1} times", number("tap") / number("post")),
        });
    }
    Ok(rows)
}

/// Each request is another voter's ballot; it ends when all have voted.
fn lua([sessions, ballots]: &[PathBuf; 2]) -> String {
    format!(
        "local function lines(name) local all = {{}} for line in io.lines(name) do all[#all + 1] = line end return all end\n\
         local sessions, ballots, at = lines('{}'), lines('{}'), 0\n\
         wrk.method = 'POST'\n\
         wrk.headers['Content-Type'] = 'text/plain;charset=utf-8'\n\
         wrk.headers['X-Vote-Tag'] = string.rep('0', 64)\n\
         function request()\n\
           at = at + 1\n\
           if at > #sessions then wrk.thread:stop() at = 1 end\n\
           wrk.headers['Cookie'] = 'session=' .. sessions[at]\n\
           return wrk.format(nil, nil, nil, ballots[at])\n\
         end\n",
        sessions.display(),
        ballots.display()
    )
}
