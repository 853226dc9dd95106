//! A roll that is being brought: written by the server beside the answers, a few thousand people at a time, so that
//! everybody else's acts go on in between. How far it has come is known to this process only; one that ends meanwhile
//! leaves a roll that is not whole, and never used.

use super::state::App;
use civic::elector::{Kept, Report};
use services::elector;
use std::sync::Mutex;

/// People written by one transaction.
const TOGETHER: usize = 4_000;

/// How far the reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many.
    Writing(usize, usize),
    /// It broke off: nothing was kept.
    Broken,
}

/// The reading that goes on in this process, if one does.
#[derive(Debug, Default)]
pub struct Bringing(Mutex<Option<(String, Progress)>>);

impl Bringing {
    /// Begins, in place of whatever was; what an earlier reading says from now on is not heard.
    fn begin(&self, roll: &str, all: usize) {
        if let Ok(mut held) = self.0.lock() {
            *held = Some((roll.to_owned(), Progress::Writing(0, all)));
        }
    }

    fn set(&self, roll: &str, progress: Option<Progress>) {
        if let Ok(mut held) = self.0.lock()
            && held.as_ref().is_some_and(|(id, _)| id == roll)
        {
            *held = progress.map(|p| (roll.to_owned(), p));
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        let held = self.0.lock().ok()?;
        held.as_ref().map(|(_, progress)| *progress)
    }
}

/// Writes a roll that was begun.
pub fn bring(app: &App, roll: String, voters: Vec<Kept>, report: Report) {
    app.bringing.begin(&roll, voters.len());
    let app = app.clone();
    tokio::spawn(async move {
        let (writer, id) = (app.clone(), roll.clone());
        // of its own: one that panics has broken off like any other
        let done = tokio::spawn(async move { write(&writer, &id, &voters, &report).await });
        let whole = match done.await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::error!(%error, "an electoral roll was not read to its end");
                false
            }
            Err(error) => {
                tracing::error!(%error, "an electoral roll was not read to its end");
                false
            }
        };
        if !whole && let Err(error) = forget(&app, &roll).await {
            tracing::error!(%error, "an electoral roll that broke off was not removed");
        }
        app.bringing
            .set(&roll, (!whole).then_some(Progress::Broken));
    });
}

async fn write(app: &App, roll: &str, voters: &[Kept], report: &Report) -> services::Result<()> {
    for (group, some) in voters.chunks(TOGETHER).enumerate() {
        let mut tx = app.db.write_long().await?;
        elector::add(&mut tx, roll, some).await?;
        tx.commit().await?;
        let done = group * TOGETHER + some.len();
        app.bringing
            .set(roll, Some(Progress::Writing(done, voters.len())));
    }
    let mut tx = app.db.write_long().await?;
    elector::arrived(&mut tx, roll, report).await?;
    Ok(tx.commit().await?)
}

async fn forget(app: &App, roll: &str) -> services::Result<()> {
    let mut tx = app.db.write_long().await?;
    elector::broken(&mut tx, roll).await?;
    Ok(tx.commit().await?)
}
