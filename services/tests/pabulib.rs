//! Real participatory budgets through the citizens' use cases, judged by pabutools: the import gives its
//! winners, the export read by it gives them again; wrong files leave nothing behind.
//!
//! Needs the folder of real files (`../shared` beside the workspace, or `TIKER_SHARED`) and `TIKER_PYTHON`, a
//! Python with `civic/oracle/requirements.txt`. Without them the tests say so and pass, except where `CI` is set.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)] // helpers of tests

mod common;
#[path = "pabulib/small.rs"]
mod small;

use civic::permission::Actor;
use civic::process::PhaseKind;
use civic::proposal::State;
use civic::time::Time;
use common::{Base, at, on_postgres, on_sqlite, rng, skip, sql};
use services::import::{ImportError, Imported, pabulib};
use services::{calendar, export, proposal_list, tally};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use store::Backend;

const NOW: &str = "2026-03-10T10:00";
type Winners = BTreeMap<String, Vec<String>>;

fn shared() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let beside = workspace.parent().map(|p| p.join("shared"));
    let folder = std::env::var_os("TIKER_SHARED")
        .map(PathBuf::from)
        .or(beside)?;
    Some(folder.join("data/pabulib")).filter(|f| f.is_dir())
}

fn real_files() -> Vec<PathBuf> {
    let Some(folder) = shared() else {
        skip("the folder ../shared/data/pabulib is not here");
        return Vec::new();
    };
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path());
    let mut files: Vec<PathBuf> = entries
        .filter(|p| p.extension().is_some_and(|e| e == "pb"))
        .collect();
    files.sort();
    assert!(files.len() >= 2);
    files
}

fn oracle(file: &Path) -> Option<Winners> {
    let Some(python) = std::env::var_os("TIKER_PYTHON") else {
        skip("TIKER_PYTHON is not set");
        return None;
    };
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let script = workspace.join("civic/oracle/pabutools_winners.py");
    let output = Command::new(python).arg(script).arg(file).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the oracle failed on {}: {complaint}",
        file.display()
    );
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn ours(imported: &Imported) -> Winners {
    serde_json::from_value(serde_json::to_value(&imported.winners).unwrap()).unwrap()
}

async fn import(base: &Base, bytes: &[u8]) -> Result<Imported, ImportError> {
    let mut tx = base.db.write().await.unwrap();
    let mut rng = rng(bytes.len() as u64);
    let imported = pabulib(&mut tx, at(NOW), &mut rng, bytes, &mut |_, _| {}).await?;
    tx.commit().await.unwrap();
    Ok(imported)
}

async fn exported(base: &Base, slug: &str) -> String {
    let mut tx = base.db.read().await.unwrap();
    export::pabulib(&mut tx, at(NOW), &mut rng(82), slug)
        .await
        .unwrap()
}

/// Imports, compares with pabutools, exports, compares again.
async fn there_and_back(base: Base, path: PathBuf, expected: Option<Winners>) {
    let name = path.display().to_string();
    let file = civic::pabulib::parse(&std::fs::read(&path).unwrap()).unwrap();
    let imported = import(&base, &std::fs::read(&path).unwrap()).await.unwrap();
    assert_eq!(imported.projects, file.projects.len() as u64, "{name}");
    assert_eq!(imported.ballots, file.votes.len() as u64, "{name}");
    let copy = base.folder.join("exported.pb");
    std::fs::write(&copy, exported(&base, &imported.slug).await).unwrap();
    if let Some(expected) = expected {
        assert_eq!(expected.len(), 4);
        assert_eq!(ours(&imported), expected, "{name}");
        // the same ballots, as is shown below, need no second opinion from the slower database
        if base.db.backend() == Backend::Sqlite {
            assert_eq!(oracle(&copy).unwrap(), expected, "{name}, exported");
        }
    }
    let again = civic::pabulib::parse(&std::fs::read(&copy).unwrap()).unwrap();
    assert_eq!(
        (again.budget, again.begin, again.end),
        (file.budget, file.begin, file.end)
    );
    assert_eq!(again.min_length, file.min_length.or(Some(1)), "{name}");
    let ballots = |f: &civic::pabulib::File| {
        let mut all: Vec<Vec<&str>> = Vec::new();
        for vote in &f.votes {
            let mut ids: Vec<&str> = vote
                .choices
                .iter()
                .map(|c| f.projects[c.project].id.as_str())
                .collect();
            ids.sort_unstable();
            all.push(ids);
        }
        all.sort();
        all.into_iter().map(|b| b.join(",")).collect::<Vec<_>>()
    };
    assert_eq!(ballots(&again), ballots(&file), "{name}");
    assert!(
        again
            .votes
            .iter()
            .all(|v| v.other.is_empty() && v.voter_id.len() == 33)
    );
    the_process_is_as_citizens_would_have_made_it(&base, &imported, &file).await;
}

async fn the_process_is_as_citizens_would_have_made_it(
    base: &Base,
    imported: &Imported,
    file: &civic::pabulib::File,
) {
    let mut tx = base.db.read().await.unwrap();
    let listed = store::process::by_slug(&mut tx, &imported.slug)
        .await
        .unwrap()
        .unwrap();
    let process = listed.process;
    assert!(process.vote_over(at(NOW)) && process.ballots_published && process.published);
    let vote = process.phase(PhaseKind::Vote).unwrap();
    let (begin, end) = (file.begin.unwrap(), file.end.unwrap());
    let day = |t: Time| calendar::local(t).strftime("%d.%m.%Y %H:%M").to_string();
    assert_eq!(day(vote.opens_at), format!("{begin} 00:00"));
    assert_eq!(
        day(Time(vote.closes_at.0 - 60_000_000)),
        format!("{end} 23:59")
    );
    let counted = tally::result(&mut tx, &process.id).await.unwrap().unwrap();
    assert_eq!(counted.voters, i64::try_from(file.votes.len()).unwrap());
    let named: u64 = file.votes.iter().map(|v| v.choices.len() as u64).sum();
    assert_eq!(
        counted
            .outcome
            .projects
            .iter()
            .map(|p| p.votes)
            .sum::<u64>(),
        named
    );
    // what its page shows: on these files the commune's own tie rule changes nothing
    let funded = counted
        .outcome
        .winners
        .iter()
        .map(|w| counted.projects[*w].key.clone());
    let mut funded: Vec<String> = funded.collect();
    let mut greedy = imported.winners.greedy_cost.clone();
    funded.sort();
    greedy.sort();
    assert_eq!(funded, greedy);
    let query = proposal_list::Query::default();
    let page = proposal_list::page(&mut tx, &Actor::visitor(), &imported.slug, &query)
        .await
        .unwrap();
    assert_eq!(page.total, i64::try_from(file.projects.len()).unwrap());
    for proposal in page.proposals {
        let source = proposal.source_id.unwrap();
        let project = file.projects.iter().find(|p| p.id == source).unwrap();
        assert_eq!(proposal.cost.map(|c| c.0), Some(project.cost));
        assert!(matches!(
            proposal.state,
            State::Selected | State::NotSelected
        ));
        assert_eq!(proposal.author, None);
    }
    // nothing of a voter but the choice: no name of the file is kept
    for table in ["account", "voter_roll", "ballot"] {
        let count = tx
            .first(sql(format!("SELECT COUNT(*) FROM {table}")), &[])
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            count.get::<i64>(0).unwrap(),
            i64::try_from(file.votes.len()).unwrap(),
            "{table}"
        );
    }
}

fn each(ends: &str) {
    for path in real_files()
        .into_iter()
        .filter(|p| p.to_string_lossy().ends_with(ends))
    {
        let expected = oracle(&path);
        on_sqlite("import", |base| {
            there_and_back(base, path.clone(), expected.clone())
        });
        on_postgres("import", |base| {
            there_and_back(base, path.clone(), expected.clone())
        });
    }
}

#[test]
fn saint_cyprien() {
    each("Saint-Cyprien.pb");
}

#[test]
fn toulouse() {
    each("Toulouse_2022.pb");
}

#[test]
fn assen() {
    each("Assen_2024.pb");
}

/// Among them one of 38,574 ballots: on SQLite only, for the time it takes.
#[test]
fn every_other_file() {
    for path in real_files() {
        let name = path.to_string_lossy().into_owned();
        if !["Saint-Cyprien.pb", "Toulouse_2022.pb", "Assen_2024.pb"]
            .iter()
            .any(|known| name.ends_with(known))
        {
            let expected = oracle(&path);
            on_sqlite("import", |base| there_and_back(base, path, expected));
        }
    }
}

/// Saint-Cyprien's winners, which the whole project knows by heart.
#[test]
fn the_known_answer() {
    for path in real_files()
        .into_iter()
        .filter(|p| p.to_string_lossy().ends_with("Saint-Cyprien.pb"))
    {
        on_sqlite("known", |base: Base| async move {
            let imported = import(&base, &std::fs::read(&path).unwrap()).await.unwrap();
            let mut chosen = imported.winners.greedy_cost.clone();
            chosen.sort();
            assert_eq!(chosen, ["34", "35", "38", "40"].map(str::to_owned).to_vec());
            assert_eq!(
                imported.winners.mes_cost,
                ["34", "35"].map(str::to_owned).to_vec()
            );
        });
    }
}
