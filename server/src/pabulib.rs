//! `tiker import pabulib` and `tiker export pabulib`: files in and out, through the citizens' use cases.
//! Standard output holds the answer only; progress goes to standard error.

use anyhow::{Result, anyhow};
use app::texts::{Lang, error as words};
use indicatif::{ProgressBar, ProgressStyle};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use serde::Serialize;
use services::Error;
use services::import::{Imported, Winners};
use std::fs;
use std::path::Path;

use crate::cli::{Export, Import, wrong};
use crate::{clock, order, out};

/// Largest file, in bytes; the largest known holds about 20 MB.
const MOST: u64 = 256 * 1024 * 1024;

/// What `--json` writes.
#[derive(Serialize)]
struct Answer<'a> {
    process: &'a str,
    url: String,
    projects: u64,
    ballots: u64,
    winners: &'a Winners,
}

impl<'a> Answer<'a> {
    fn of(imported: &'a Imported) -> Answer<'a> {
        Answer {
            process: &imported.slug,
            url: app::route::proposals(Lang::Fr, &imported.slug),
            projects: imported.projects,
            ballots: imported.ballots,
            winners: &imported.winners,
        }
    }
}

/// `tiker import pabulib FILE`: a closed process, all of it or nothing.
pub async fn import(options: Import) -> Result<()> {
    let bytes = read(&options.file)?;
    let name = options.file.display();
    let db = options.base.open().await?;
    let bar = bar();
    let mut progress = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let mut tx = db.write_long().await?;
    let now = (clock::machine())();
    let mut rng = ChaCha20Rng::from_os_rng();
    let imported = services::import::pabulib(&mut tx, now, &mut rng, &bytes, &mut progress).await;
    bar.finish_and_clear();
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => {
            drop(tx);
            db.close().await;
            return Err(anyhow!("{name} : {error}. Rien n’a été importé."));
        }
    };
    order::owe(&mut tx).await?;
    tx.commit().await?;
    // the import is done; what a reader keeps from being forgotten now stays noted for the server
    if let Err(error) = order::pay(&db).await {
        tracing::warn!(%error, "l'ordre des bulletins n'est pas encore effacé");
    }
    db.close().await;
    let answer = Answer::of(&imported);
    if options.json {
        out::say(&serde_json::to_string(&answer)?);
    } else {
        say(&imported, &answer);
    }
    Ok(())
}

fn say(imported: &Imported, answer: &Answer<'_>) {
    out::say(&format!(
        "{} : {} projets, {} bulletins.",
        imported.title, answer.projects, answer.ballots
    ));
    out::say(&format!("À lire à l’adresse {}", answer.url));
    let Winners {
        greedy_cost,
        greedy_cardinality,
        mes_cost,
        mes_cardinality,
    } = answer.winners;
    for (rule, ids) in [
        ("par nombre de voix", greedy_cost),
        ("par voix et par euro", greedy_cardinality),
        ("parts égales, utilité au coût", mes_cost),
        ("parts égales, utilité au nombre", mes_cardinality),
    ] {
        out::say(&format!("  {rule} : {}", ids.join(", ")));
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let unreadable = |why: String| wrong("<FICHIER>", format!("{} : {why}", file.display()));
    let about = fs::metadata(file).map_err(|e| unreadable(out::trouble(&e)))?;
    if !about.is_file() {
        return Err(unreadable("ce n’est pas un fichier".to_owned()));
    }
    if about.len() > MOST {
        return Err(unreadable("plus de 256 Mo, c’est trop".to_owned()));
    }
    fs::read(file).map_err(|e| unreadable(out::trouble(&e)))
}

/// A bar on standard error; indicatif hides it when that is no terminal.
fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} bulletins, encore {eta}")
    {
        bar.set_style(style);
    }
    bar
}

/// `tiker export pabulib PROCESS`.
pub async fn export(options: Export) -> Result<()> {
    if !options.base.database.is_there() {
        return Err(wrong("--database", "cette base n’existe pas"));
    }
    let db = options.base.open().await?;
    let now = (clock::machine())();
    let mut tx = db.read().await?;
    let mut rng = ChaCha20Rng::from_os_rng();
    let file = services::export::pabulib(&mut tx, now, &mut rng, &options.process).await;
    drop(tx);
    db.close().await;
    let file = file.map_err(|error| match error {
        Error::NotFound => wrong("<DÉMARCHE>", format!("{} n’existe pas", options.process)),
        Error::NotPublished => anyhow!("{}", words::not_published(Lang::Fr)),
        error => error.into(),
    })?;
    match &options.output {
        None => out::print(&file),
        Some(path) => {
            fs::write(path, file).map_err(|error| {
                let why = out::trouble(&error);
                wrong("--output", format!("{} : {why}", path.display()))
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Format;
    use crate::testing::Folder;

    #[test]
    fn the_answer_is_one_object_with_the_address_of_the_list() {
        let imported = Imported {
            slug: "toulouse-2022".to_owned(),
            title: "Toulouse".to_owned(),
            projects: 2,
            ballots: 3,
            winners: Winners {
                mes_cost: vec!["34".to_owned()],
                ..Winners::default()
            },
        };
        assert_eq!(
            serde_json::to_string(&Answer::of(&imported)).unwrap(),
            r#"{"process":"toulouse-2022","url":"/demarches/toulouse-2022/propositions","projects":2,"ballots":3,"winners":{"greedy_cost":[],"greedy_cardinality":[],"mes_cost":["34"],"mes_cardinality":[]}}"#
        );
    }

    #[tokio::test]
    async fn a_wrong_file_leaves_nothing_behind() {
        let folder = Folder::new("import");
        let file = folder.0.join("odd.pb");
        fs::write(&file, "META\nkey;value\nbudget;beaucoup\n").unwrap();
        let import = |file| {
            super::import(Import {
                format: Format::Pabulib,
                file,
                base: folder.base(),
                json: true,
            })
        };
        let said = import(file).await.unwrap_err();
        assert!(said.to_string().contains("ligne 3"), "{said}");
        assert!(!said.is::<crate::cli::Wrong>());
        let missing = import(folder.0.join("none.pb")).await.unwrap_err();
        assert!(missing.is::<crate::cli::Wrong>(), "{missing}");
        let db = folder.base().open().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let processes = store::process::all(&mut tx, true).await.unwrap();
        assert!(processes.is_empty());
    }
}
