//! The one writer of an SQLite file. Those who wait for it go through one transaction together, each in a
//! savepoint of its own, and one commit — one write to the disk that is waited for — makes all of them last:
//! a hundred people who vote in the same moment do not wait for a hundred.
//!
//! **Invariants**: [`Turn::commit`] answers only once its work lasts; a turn that is dropped undoes its own
//! work and nobody else's; if the common commit fails, everybody in it is told that nothing was kept.
//! Readers see none of it before. What was written in which order within a group is in no row.
//!
//! A request's future goes away when its browser does, at any moment. So whatever ends a turn or a group runs
//! in a task of its own, which nobody breaks off; only a turn's own statements run within the request.

use crate::{Result, StoreError};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Most turns in one commit.
const MOST: usize = 256;
/// A group that began so long ago waits for nobody else.
const LONGEST: Duration = Duration::from_millis(20);
/// Who handed the writer on looks after so long whether the group still waits.
const PATIENCE: Duration = Duration::from_millis(30);
/// How long somebody waits for the writer, or to read, before being told that it is busy, as with a pool.
pub(crate) const PATIENT: Duration = Duration::from_secs(if cfg!(test) { 1 } else { 30 });

/// The writer, cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    state: Arc<Mutex<State>>,
    waiting: Arc<AtomicUsize>,
    commits: Arc<AtomicU64>,
}

#[derive(Debug)]
struct State {
    /// None once closed.
    connection: Option<SqliteConnection>,
    /// The transaction that is open.
    group: Option<Group>,
    /// A turn went away without an end: its work is still to be undone.
    abandoned: bool,
    groups: u64,
    commits: Arc<AtomicU64>,
}

#[derive(Debug)]
struct Group {
    number: u64,
    begun: Instant,
    /// Those whose work is done and waits for the commit.
    done: Vec<oneshot::Sender<()>>,
    /// Whether somebody looks after it, should nobody go on with it.
    watched: bool,
}

/// One's turn at the writer.
#[derive(Debug)]
pub(crate) struct Turn {
    writer: Writer,
    /// None once its end has begun.
    guard: Option<OwnedMutexGuard<State>>,
}

/// Counts as waiting as long as it lives, whatever becomes of the future it is in.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn new(count: &'a AtomicUsize) -> Waits<'a> {
        count.fetch_add(1, Ordering::AcqRel);
        Waits(count)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl State {
    fn connection(&mut self) -> Result<&mut SqliteConnection> {
        let closed = StoreError::Database(sqlx::Error::PoolClosed);
        self.connection.as_mut().ok_or(closed)
    }

    async fn say(&mut self, sql: &'static str) -> Result<()> {
        self.connection()?.execute(sql).await?;
        Ok(())
    }

    /// Undoes what a turn left that went away.
    async fn settle(&mut self) -> Result<()> {
        if !self.abandoned {
            return Ok(());
        }
        let alone = self.group.as_ref().is_none_or(|g| g.done.is_empty());
        let undone = if alone {
            // its own transaction, or one that never came to be
            Ok(())
        } else {
            // savepoints of one name nest; the last one is its own
            self.say("ROLLBACK TO turn; RELEASE turn").await
        };
        if alone || undone.is_err() {
            // what others had done in it is lost with it: their senders go, and they are told
            self.group = None;
            // fails when there is no transaction, which is as well
            let _ = self.say("ROLLBACK").await;
        }
        self.abandoned = false;
        Ok(())
    }

    /// Makes the group last, and tells everybody in it.
    async fn finish(&mut self) -> Result<()> {
        self.settle().await?;
        let Some(group) = self.group.take() else {
            return Ok(());
        };
        if let Err(error) = self.say("COMMIT").await {
            let _ = self.say("ROLLBACK").await;
            return Err(error);
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        for waiter in group.done {
            // one that is gone needs no answer
            let _ = waiter.send(());
        }
        Ok(())
    }
}

impl Writer {
    /// Opens the connection.
    pub async fn open(options: &SqliteConnectOptions) -> Result<Writer> {
        let connection = options.connect().await?;
        let commits = Arc::new(AtomicU64::new(0));
        Ok(Writer {
            state: Arc::new(Mutex::new(State {
                connection: Some(connection),
                group: None,
                abandoned: false,
                groups: 0,
                commits: Arc::clone(&commits),
            })),
            waiting: Arc::default(),
            commits,
        })
    }

    /// Commits so far.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    async fn locked(&self) -> Result<OwnedMutexGuard<State>> {
        let lock = Arc::clone(&self.state).lock_owned();
        tokio::time::timeout(PATIENT, lock)
            .await
            .map_err(|_| StoreError::Busy)
    }

    /// Waits for one's turn. First come, first served. `long` is one that takes long: those whose work is done
    /// do not wait for it.
    pub async fn turn(&self, long: bool) -> Result<Turn> {
        let waits = Waits::new(&self.waiting);
        let mut guard = self.locked().await?;
        drop(waits);
        let late = |group: &Group| long || group.begun.elapsed() >= LONGEST;
        if guard.group.as_ref().is_some_and(late) {
            guard = ended(guard).await?;
        }
        if guard.abandoned {
            // left by a turn that ended outside any runtime
            guard = settled(guard).await?;
        }
        let mut turn = Turn {
            writer: self.clone(),
            guard: Some(guard),
        };
        turn.begin().await?;
        Ok(turn)
    }

    /// The connection outside any transaction, for what SQLite does in none (`VACUUM`).
    pub async fn alone<T, F>(&self, act: F) -> Result<T>
    where
        F: AsyncFnOnce(&mut SqliteConnection) -> Result<T>,
    {
        let guard = self.locked().await?;
        let mut guard = finished(guard).await?;
        act(guard.connection()?).await
    }

    /// Ends the group of that number, if after a while it is still open: whoever was to go on with it may
    /// have gone away.
    async fn watch(self, number: u64) {
        tokio::time::sleep(PATIENCE).await;
        let mut guard = self.state.lock_owned().await;
        if guard.group.as_ref().is_some_and(|g| g.number == number) {
            // an error is told to those in it by their senders' end
            let _ = guard.finish().await;
        }
    }

    /// Closes the connection; what waits for a commit gets it first.
    pub async fn close(&self) {
        let guard = Arc::clone(&self.state).lock_owned().await;
        if let Ok(mut guard) = finished(guard).await
            && let Some(connection) = guard.connection.take()
        {
            let _ = connection.close().await;
        }
    }
}

/// [`State::finish`], which must not be broken off, in a task of its own.
async fn finished(mut guard: OwnedMutexGuard<State>) -> Result<OwnedMutexGuard<State>> {
    let done = tokio::spawn(async move { guard.finish().await.map(|()| guard) });
    done.await.map_err(|_| StoreError::Lost)?
}

/// The same for others' work: what becomes of it is said to them, not to whoever comes next.
async fn ended(mut guard: OwnedMutexGuard<State>) -> Result<OwnedMutexGuard<State>> {
    let done = tokio::spawn(async move {
        let _ = guard.finish().await;
        guard
    });
    done.await.map_err(|_| StoreError::Lost)
}

/// [`State::settle`], likewise.
async fn settled(mut guard: OwnedMutexGuard<State>) -> Result<OwnedMutexGuard<State>> {
    let done = tokio::spawn(async move { guard.settle().await.map(|()| guard) });
    done.await.map_err(|_| StoreError::Lost)?
}

impl Turn {
    async fn begin(&mut self) -> Result<()> {
        let state = self.state()?;
        if state.group.is_some() {
            return state.say("SAVEPOINT turn").await;
        }
        state.groups += 1;
        state.group = Some(Group {
            number: state.groups,
            begun: Instant::now(),
            done: Vec::new(),
            watched: false,
        });
        // alone in it so far: to undo it is to undo the whole transaction
        state.say("BEGIN IMMEDIATE").await
    }

    fn state(&mut self) -> Result<&mut State> {
        let gone = StoreError::Database(sqlx::Error::PoolClosed);
        self.guard.as_deref_mut().ok_or(gone)
    }

    /// The connection, within this turn.
    pub fn connection(&mut self) -> Result<&mut SqliteConnection> {
        self.state()?.connection()
    }

    /// Makes this turn's work last: by a commit of its own when nobody waits, else by that of the group.
    pub async fn commit(mut self) -> Result<()> {
        let guard = self.guard.take();
        let guard = guard.ok_or(StoreError::Database(sqlx::Error::PoolClosed))?;
        let (told, hears) = oneshot::channel();
        tokio::spawn(end(self.writer.clone(), guard, told));
        // a sender that goes without a word: the commit failed, or could not be tried
        hears.await.map_err(|_| StoreError::Lost)
    }
}

/// Puts a turn's work into the group for good; then the next in line goes on, or the group is committed.
async fn end(writer: Writer, mut guard: OwnedMutexGuard<State>, told: oneshot::Sender<()>) {
    let Some(group) = guard.group.as_ref() else {
        return;
    };
    let number = group.number;
    // the first in it has no savepoint: the transaction is its own
    if !group.done.is_empty() && guard.say("RELEASE turn").await.is_err() {
        guard.abandoned = true;
        let _ = guard.settle().await;
        return;
    }
    let Some(group) = guard.group.as_mut() else {
        return;
    };
    group.done.push(told);
    let full = group.done.len() >= MOST || group.begun.elapsed() >= LONGEST;
    if full || writer.waiting.load(Ordering::Acquire) == 0 {
        let _ = guard.finish().await;
    } else if !group.watched {
        group.watched = true;
        tokio::spawn(writer.clone().watch(number));
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut guard) = self.guard.take() else {
            return;
        };
        guard.abandoned = true;
        let nobody_waits = self.writer.waiting.load(Ordering::Acquire) == 0;
        // without a runtime the next turn does it
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                let _ = if nobody_waits {
                    guard.finish().await
                } else {
                    guard.settle().await
                };
            });
        }
    }
}

#[cfg(test)]
mod tests;
