//! The server: pages read, beside a bare handler with the same statements; growth.

use anyhow::{Result, ensure};

use super::Row;
use super::commune::{Commune, Load, Programs, Served, USUAL, got, wrk};
use crate::run::Repo;

const WARM: u32 = 3;
const SECONDS: u32 = 10;
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

pub fn said(load: Load) -> String {
    format!(
        "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms, {:.2} ms of processor",
        load.per_second, load.p50, load.p99, load.processor
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
