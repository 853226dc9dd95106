//! What happens without anybody asking: votes that are over are counted, mails go out, what is over is
//! swept away. Times come from the clock of the application; only the pauses are real.

use app::web::App;
use civic::id::ProcessId;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::notice::{self, Notice};
use services::passkey::{self, Added};
use services::retention::{self, Rule, Unused};
use services::sealed::call::{self, Call};
use services::sign_in::{CodeMail, MAIL_JOB};
use services::{random, sealed, tally};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use store::job::{self, Job};
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::mail::{Mail, Outbox, for_call, for_notice, for_passkey, for_unused, with_code};
use crate::order;

/// Between two looks for work.
const PAUSE: Duration = Duration::from_millis(250);
/// Between two sweeps.
const SWEEP: Duration = Duration::from_secs(600);
/// Between two looks at the commune's identity.
const LOOK: Duration = Duration::from_secs(30);
/// Before a count that failed, or forgetting the order, is tried again.
const AGAIN: Duration = Duration::from_secs(60);
/// Before an urn whose trustees are not ready is looked at again.
const SOON: Duration = Duration::from_secs(2);
/// How long a job is nobody else's, in seconds; longer than sending a mail can take.
const LEASE: i64 = 120;
/// How long sending a mail may take.
const SENDING: Duration = Duration::from_secs(100);
/// Before each further try, in seconds; then the job is dead. A code works for a quarter of an hour: one
/// that would arrive later is of no use to anybody.
const RETRIES: [i64; 3] = [15, 60, 5 * 60];
/// Mails on their way at the same time.
const MAILERS: usize = 4;

/// Starts the runner; it ends when `stop` says true.
pub fn start(
    app: &App,
    outbox: Outbox,
    stop: &watch::Receiver<bool>,
) -> Vec<tokio::task::JoinHandle<()>> {
    let counting = {
        let (app, stop) = (app.clone(), stop.clone());
        kept_up(stop.clone(), move || {
            Counting::new(app.clone()).run(stop.clone())
        })
    };
    // apart, so that a mail server that is slow to answer holds up no count; several, so that one code does
    // not wait for all those before it
    let outbox = Arc::new(outbox);
    let mailers = (0..MAILERS).map(|_| {
        let (app, outbox, stop) = (app.clone(), Arc::clone(&outbox), stop.clone());
        kept_up(stop.clone(), move || {
            mails(app.clone(), Arc::clone(&outbox), stop.clone())
        })
    });
    std::iter::once(counting).chain(mailers).collect()
}

/// Runs a loop until the service stops; one that breaks is begun again, and said.
fn kept_up<F>(
    mut stop: watch::Receiver<bool>,
    run: impl Fn() -> F + Send + 'static,
) -> tokio::task::JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(async move {
        while let Err(error) = tokio::spawn(run()).await {
            tracing::error!(%error, "une tâche de fond s'est arrêtée ; elle recommence");
            if pause(&mut stop).await {
                return;
            }
        }
    })
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_os_rng()
}

/// Waits for the next look; true when it is time to stop.
async fn pause(stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = sleep(PAUSE) => *stop.borrow(),
        _ = stop.changed() => true,
    }
}

struct Counting {
    app: App,
    /// What failed for a process, and until when it waits.
    failed: HashMap<String, Instant>,
    /// When the order of ballots could not be forgotten.
    owing: Option<Instant>,
    swept: Option<Instant>,
    looked: Instant,
}

/// The commune's name, colour and arms may have been changed on another server of the same database.
async fn look(app: &App) -> services::Result<()> {
    app.shown.refresh(&mut app.db.read().await?).await
}

impl Counting {
    fn new(app: App) -> Counting {
        Counting {
            app,
            failed: HashMap::new(),
            owing: None,
            swept: None,
            looked: Instant::now(),
        }
    }

    async fn run(mut self, mut stop: watch::Receiver<bool>) {
        self.forget().await;
        loop {
            match self.count().await {
                Ok(true) => self.forget().await,
                Ok(false) if self.owing.is_some_and(|at| at.elapsed() >= AGAIN) => {
                    self.forget().await;
                }
                Ok(false) => {}
                Err(error) => {
                    tracing::error!(%error, "impossible de chercher les votes terminés");
                }
            }
            if let Err(error) = self.urns().await {
                tracing::error!(%error, "impossible de suivre les urnes scellées");
            }
            if self.swept.is_none_or(|at| at.elapsed() >= SWEEP) {
                self.swept = Some(Instant::now());
                if let Err(error) = sweep(&self.app).await {
                    tracing::error!(%error, "impossible d'effacer ce qui est périmé");
                }
            }
            if self.looked.elapsed() >= LOOK {
                self.looked = Instant::now();
                if let Err(error) = look(&self.app).await {
                    tracing::error!(%error, "impossible de relire l'identité de la commune");
                }
            }
            if pause(&mut stop).await {
                return;
            }
        }
    }

    async fn forget(&mut self) {
        self.owing = None;
        if let Err(error) = order::pay(&self.app.db).await {
            self.owing = Some(Instant::now());
            tracing::error!(%error, "l'ordre des bulletins n'est pas encore effacé");
        }
    }

    /// Opens and closes the urns of sealed votes at their dates, and signs their heads.
    async fn urns(&mut self) -> services::Result<()> {
        let now = (self.app.clock)();
        let mut tx = self.app.db.read().await?;
        let to_open = store::election::to_open(&mut tx, now).await?;
        let to_close = store::election::to_close(&mut tx, now).await?;
        let to_sign = !sealed::head::due(&mut tx, now).await?.is_empty();
        drop(tx);
        for process in to_open {
            if self.waits(&process) {
                continue;
            }
            match open_urn(&self.app, &process).await {
                // its trustees, or whoever makes its rights, are not ready: the desk says so
                Err(services::Error::Conflict) => {
                    let soon = Instant::now() + SOON;
                    self.failed.insert(process.0.clone(), soon);
                }
                done => {
                    if self.tried(&process, done, "une urne scellée est ouverte") {
                        self.forget().await;
                    }
                }
            }
        }
        for process in to_close {
            if !self.waits(&process) {
                let done = close_urn(&self.app, &process).await;
                if self.tried(&process, done, "une urne scellée est close") {
                    self.forget().await;
                }
            }
        }
        if to_sign {
            let mut tx = self.app.db.write().await?;
            sealed::head::sign(&mut tx, (self.app.clock)()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Counts each vote that is over, in a transaction of its own; true when it counted one.
    async fn count(&mut self) -> services::Result<bool> {
        let now = (self.app.clock)();
        let mut tx = self.app.db.read().await?;
        let processes = store::process::to_count(&mut tx, now).await?;
        drop(tx);
        let mut counted = false;
        for process in processes {
            if !self.waits(&process) {
                let done = close(&self.app, &process).await;
                counted |= self.tried(&process, done, "un vote est dépouillé");
            }
        }
        Ok(counted)
    }

    /// Whether what failed for a process is not tried again yet.
    fn waits(&self, process: &ProcessId) -> bool {
        let until = self.failed.get(process.as_str());
        until.is_some_and(|until| Instant::now() < *until)
    }

    /// Notes what came of an act, and says it; true when it worked.
    fn tried(&mut self, process: &ProcessId, done: services::Result<()>, what: &str) -> bool {
        match done {
            Ok(()) => {
                self.failed.remove(process.as_str());
                tracing::info!(%process, "{what}");
                true
            }
            Err(error) => {
                let again = Instant::now() + AGAIN;
                self.failed.insert(process.0.clone(), again);
                tracing::error!(%process, %error, "n'a pas pu se faire : {what}");
                false
            }
        }
    }
}

async fn close(app: &App, process: &ProcessId) -> services::Result<()> {
    let now = (app.clock)();
    let mut tx = app.db.write_long().await?;
    tally::close(&mut tx, now, &mut rng(), process).await?;
    order::owe(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Opens an urn. Its rights are made or checked first, outside any transaction: many of them take seconds.
async fn open_urn(app: &App, process: &ProcessId) -> services::Result<()> {
    let mut tx = app.db.read().await?;
    let plan = sealed::plan(&mut tx, process).await?;
    drop(tx);
    let seed = random(&mut rng());
    let list = tokio::task::spawn_blocking(move || sealed::right::list(&plan, &seed));
    let list = list.await.map_err(|_| services::Error::Conflict)??;
    let mut tx = app.db.write_long().await?;
    sealed::open(&mut tx, (app.clock)(), &mut rng(), process, &list).await?;
    // what was offered goes, and how it was written with it
    order::owe(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// Closes an urn, adds its ballots up while others go on, and publishes the sealed sum.
async fn close_urn(app: &App, process: &ProcessId) -> services::Result<()> {
    let mut tx = app.db.write_long().await?;
    let to_add = sealed::end(&mut tx, (app.clock)(), &mut rng(), process).await?;
    order::owe(&mut tx).await?;
    tx.commit().await?;
    if !to_add {
        return Ok(());
    }
    let mut adding = sealed::adding(&mut app.db.read().await?, process).await?;
    loop {
        let ballots = adding.next(&mut app.db.read().await?).await?;
        if ballots.is_empty() {
            break;
        }
        let added = tokio::task::spawn_blocking(move || adding.with(&ballots));
        adding = added.await.map_err(|_| services::Error::Conflict)??;
    }
    let mut tx = app.db.write_long().await?;
    sealed::publish_sum(&mut tx, (app.clock)(), &mut rng(), &adding).await?;
    Ok(tx.commit().await?)
}

/// Removes what is over, by every rule.
async fn sweep(app: &App) -> services::Result<()> {
    let now = (app.clock)();
    let mut worst = Ok(());
    for rule in Rule::ALL {
        // each by itself: one that fails keeps no other from erasing
        if let Err(error) = sweep_by(app, rule, now).await {
            tracing::error!(?rule, %error, "une règle de conservation a échoué");
            worst = Err(error);
        }
    }
    worst
}

async fn sweep_by(app: &App, rule: Rule, now: civic::time::Now) -> services::Result<()> {
    let mut tx = app.db.write_long().await?;
    rule.run(&mut tx, now, &mut rng()).await?;
    Ok(tx.commit().await?)
}

async fn mails(app: App, outbox: Arc<Outbox>, mut stop: watch::Receiver<bool>) {
    let mut quiet = false;
    loop {
        let did = one(&app, &outbox).await;
        match did {
            Ok(true) if !*stop.borrow() => continue,
            Ok(_) => quiet = false,
            // said once, not four times a second
            Err(error) if !quiet => {
                quiet = true;
                tracing::error!(%error, "impossible de chercher les tâches");
            }
            Err(_) => {}
        }
        if pause(&mut stop).await {
            return;
        }
    }
}

/// Leases and does one job that is due; false when there is none.
pub async fn one(app: &App, outbox: &Outbox) -> services::Result<bool> {
    let now = (app.clock)();
    let mut tx = app.db.write().await?;
    let job = job::lease(&mut tx, now, now.plus_seconds(LEASE)).await?;
    // without one too: what could not be read was marked as such
    tx.commit().await?;
    let Some(job) = job else {
        return Ok(false);
    };
    let done = perform(app, outbox, &job, now).await;
    let mut tx = app.db.write().await?;
    match done {
        Ok(()) => job::done(&mut tx, &job.id, now, random(&mut rng())).await?,
        Err(why) => {
            let tries = usize::try_from(job.attempts).unwrap_or(usize::MAX);
            let again = RETRIES
                .get(tries.saturating_sub(1))
                .map(|s| now.plus_seconds(*s));
            job::failed(&mut tx, &job.id, &why, again).await?;
            if again.is_none() && job.kind == retention::MAIL_JOB {
                // her account is not closed before she was told
                if let Ok(unused) = serde_json::from_str::<Unused>(&job.payload) {
                    retention::not_told(&mut tx, &unused).await?;
                }
            }
            tracing::warn!(job = %job.id, kind = %job.kind, tries, %why, dead = again.is_none(), "une tâche a échoué");
        }
    }
    tx.commit().await?;
    Ok(true)
}

async fn perform(
    app: &App,
    outbox: &Outbox,
    job: &Job,
    now: civic::time::Now,
) -> Result<(), String> {
    match job.kind.as_str() {
        MAIL_JOB => {
            // the parser's own words may quote the payload
            let code: CodeMail =
                serde_json::from_str(&job.payload).map_err(|_| "payload".to_owned())?;
            if code.until > 0 && code.until <= now.0 {
                tracing::warn!(job = %job.id, "un code est parti trop tard pour servir : il n'est pas envoyé");
                return Ok(());
            }
            let mail = with_code(&code, &app.shown.look().name);
            send(outbox, job, &mail, now).await
        }
        call::MAIL_JOB => {
            let call: Call =
                serde_json::from_str(&job.payload).map_err(|_| "payload".to_owned())?;
            let origin = app.origin.as_deref().unwrap_or_default();
            let mail = for_call(&call, &app.shown.look().name, origin);
            send(outbox, job, &mail, now).await
        }
        passkey::MAIL_JOB => {
            let added: Added =
                serde_json::from_str(&job.payload).map_err(|_| "payload".to_owned())?;
            let origin = app.origin.as_deref().unwrap_or_default();
            let mail = for_passkey(&added, &app.shown.look().name, origin);
            send(outbox, job, &mail, now).await
        }
        notice::MAIL_JOB => {
            let notice: Notice =
                serde_json::from_str(&job.payload).map_err(|_| "payload".to_owned())?;
            let origin = app.origin.as_deref().unwrap_or_default();
            let mail = for_notice(&notice, &app.shown.look().name, origin);
            send(outbox, job, &mail, now).await
        }
        retention::MAIL_JOB => {
            let unused: Unused =
                serde_json::from_str(&job.payload).map_err(|_| "payload".to_owned())?;
            let origin = app.origin.as_deref().unwrap_or_default();
            let mail = for_unused(&unused, &app.shown.look().name, origin);
            send(outbox, job, &mail, now).await
        }
        _ => Err("unknown kind".to_owned()),
    }
}

/// Sends a mail within the lease of its job, or somebody else would send it again.
async fn send(
    outbox: &Outbox,
    job: &Job,
    mail: &Mail,
    now: civic::time::Now,
) -> Result<(), String> {
    tokio::time::timeout(SENDING, outbox.send(&job.id, mail, now))
        .await
        .unwrap_or_else(|_| Err("the mail server is too slow".to_owned()))
}

#[cfg(test)]
mod tests;
