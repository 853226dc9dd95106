//! The server: pages read, beside a bare handler with the same statements; growth; ordinary votes that last.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::Row;
use super::commune::{Commune, Load, Programs, Served, USUAL, got, wrk};
use crate::run::Repo;
use crate::{files, system};

const WARM: u32 = 1;
const SECONDS: u32 = 4;
const ROUNDS: usize = 3;

pub fn reads(repo: &Repo) -> Result<Vec<Row>> {
    let programs = Programs::build(repo)?;
    let commune = Commune::fill(repo, &programs, USUAL, 1)?;
    let served = Served::program(repo, &programs, &commune)?;
    let port: u16 = served.origin.rsplit(':').next().unwrap_or("0").parse()?;
    let sizes = [got(port, &commune.list())?, got(port, &commune.proposal())?];
    let bare = Served::bare(repo, &programs, &commune, sizes)?;
    let mut rows = Vec::new();
    for (what, ours, beside, size) in [
        (
            "list of 1,000, 20 a page",
            commune.list(),
            "/list",
            sizes[0],
        ),
        (
            "proposal with 30 comments",
            commune.proposal(),
            "/proposal",
            sizes[1],
        ),
    ] {
        for encoding in ["identity", "br"] {
            let header = format!("Accept-Encoding: {encoding}");
            let options = ["-H", &header];
            let (mut found, mut plain) = (Vec::new(), Vec::new());
            for _ in 0..ROUNDS {
                wrk(repo, &served, &ours, WARM, 8, &options)?;
                found.push(wrk(repo, &served, &ours, SECONDS, 8, &options)?);
                plain.push(wrk(repo, &bare, beside, SECONDS, 8, &options)?);
            }
            let (found, plain) = (median(found), median(plain));
            ensure!(found.failed + plain.failed == 0.0, "a page failed");
            rows.push(Row {
                what: format!("{what}, {encoding} ({} kB)", size / 1024),
                ours: said(found),
                beside: format!("bare axum handler, same SQL: {}", said(plain)),
                ratio: format!(
                    "{:.2} of its rate, {:.2} times its processor time",
                    found.per_second / plain.per_second,
                    found.processor / plain.processor
                ),
            });
        }
    }
    rows.push(Row {
        what: "memory after that; first answer after the start".to_owned(),
        ours: format!(
            "{:.0} MB; {:.0} ms",
            served.memory()?,
            served.started.as_secs_f64() * 1e3
        ),
        beside: format!(
            "{:.0} MB; {:.0} ms",
            bare.memory()?,
            bare.started.as_secs_f64() * 1e3
        ),
        ratio: format!("{:.1} times the memory", served.memory()? / bare.memory()?),
    });
    Ok(rows)
}

fn said(load: Load) -> String {
    format!(
        "{:.0}/s, p99 {:.1} ms, {:.2} ms of processor",
        load.per_second, load.p99, load.processor
    )
}

fn median(mut loads: Vec<Load>) -> Load {
    loads.sort_by(|a, b| a.per_second.total_cmp(&b.per_second));
    loads[loads.len() / 2]
}

/// Ten times the proposals must cost hardly more; up to a hundred thousand.
pub fn growth(repo: &Repo) -> Result<Vec<Row>> {
    grown(repo, &[1_000, 10_000, 100_000])
}

/// The same up to a million: filling takes long.
pub fn growth_million(repo: &Repo) -> Result<Vec<Row>> {
    grown(repo, &[1_000, 10_000, 100_000, 1_000_000])
}

fn grown(repo: &Repo, sizes: &[usize]) -> Result<Vec<Row>> {
    let programs = Programs::build(repo)?;
    let mut rows = Vec::new();
    let mut last: Option<[f64; 3]> = None;
    for size in sizes {
        let commune = Commune::fill(repo, &programs, [*size, *size, 60], 1)?;
        let served = Served::program(repo, &programs, &commune)?;
        let search = format!(
            "/demarches/{}/propositions?q=lavoir+port",
            commune.text("open")
        );
        let mut cost = [0.0; 3];
        for (cost, path) in cost
            .iter_mut()
            .zip([commune.list(), search, commune.proposal()])
        {
            let options = ["-H", "Accept-Encoding: identity"];
            wrk(repo, &served, &path, WARM, 8, &options)?;
            let mut loads = Vec::new();
            for _ in 0..ROUNDS {
                loads.push(wrk(repo, &served, &path, 3, 8, &options)?.processor);
            }
            loads.sort_by(f64::total_cmp);
            *cost = loads[ROUNDS / 2];
        }
        let text = |c: [f64; 3]| c.map(|v| format!("{v:.2}")).join(" / ");
        rows.push(Row {
            what: format!("{size} proposals: list / search / page, processor ms a request"),
            ours: text(cost),
            beside: last.map_or_else(|| "–".to_owned(), text),
            ratio: last.map_or_else(
                || "–".to_owned(),
                |before| {
                    let times = [0, 1, 2].map(|i| format!("{:.2}", cost[i] / before[i]));
                    format!("{} times that of ten times fewer", times.join(" / "))
                },
            ),
        });
        last = Some(cost);
    }
    Ok(rows)
}

/// Voters of `votes`: each session votes once.
const VOTERS: usize = 20_000;

pub fn votes(repo: &Repo) -> Result<Vec<Row>> {
    let programs = Programs::build(repo)?;
    system::strace(repo)?;
    let folder = repo.target.join("bench");
    let rate = fsyncs(&folder.join("fsync"))?;
    let (commune, script, path) = booth(repo, &programs)?;
    let options = ["-s", &*script.to_string_lossy()];
    let served = Served::program(repo, &programs, &commune)?;
    let load = wrk(repo, &served, &path, 8, 64, &options)?;
    ensure!(load.failed == 0.0, "{} votes were refused", load.failed);
    // killed, not stopped: whoever was told that her vote is in the urn cannot cast another one after it
    drop(served);
    let served = Served::program(repo, &programs, &commune)?;
    let again = wrk(repo, &served, &path, 2, 8, &options)?;
    let lost = again.requests.min(load.requests) - again.failed;
    ensure!(
        lost <= 0.0,
        "{lost:.0} votes that were acknowledged are gone"
    );
    drop(served);

    let (commune, script, path) = booth(repo, &programs)?;
    let options = ["-s", &*script.to_string_lossy()];
    let served = Served::program(repo, &programs, &commune)?;
    let counts = folder.join("syncs");
    let mut strace = repo
        .command("strace")
        .args([
            "-f",
            "-c",
            "-e",
            "trace=fsync,fdatasync",
            "-p",
            &served.id().to_string(),
            "-o",
        ])
        .arg(&counts)
        .stderr(Stdio::null())
        .spawn()?;
    std::thread::sleep(Duration::from_millis(500));
    let watched = wrk(repo, &served, &path, 4, 64, &options)?;
    drop(served);
    strace.wait()?;
    let syncs = total(&fs::read_to_string(&counts)?);
    Ok(vec![Row {
        what: "ordinary votes over HTTP, answered once on the disk (SQLite, synchronous=FULL); killed after, none lost".to_owned(),
        ours: format!(
            "{}; {:.1} votes a sync ({:.0} in {syncs:.0})",
            said(load),
            watched.requests / syncs,
            watched.requests
        ),
        beside: format!("the disk: {rate:.0} syncs a second"),
        ratio: format!("{:.2} votes for each sync it could do", load.per_second / rate),
    }])
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

/// How often a second this disk takes a page and says that it lasts.
fn fsyncs(file: &std::path::Path) -> Result<f64> {
    let mut opened = File::create(file)?;
    let begun = Instant::now();
    let mut count = 0u32;
    while begun.elapsed() < Duration::from_secs(2) {
        opened.write_all(&[0; 4096])?;
        opened.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    fs::remove_file(file)?;
    Ok(rate)
}
