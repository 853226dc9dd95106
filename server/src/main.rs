//! The binary `tiker`: reads the command line, says what went wrong in words, gives the exit code.
//! 0: done; 1: it did not work; 2: a wrong value was given. Never here: rules, pages, SQL.

mod admin;
mod assets;
mod backup;
mod cli;
mod clock;
#[cfg(test)]
#[path = "../../services/tests/common/mod.rs"]
mod common;
mod compress;
mod database;
mod demo;
mod doctor;
mod http;
mod jobs;
mod key;
mod mail;
mod oidc;
mod order;
mod out;
mod pabulib;
#[cfg(test)]
mod packaging;
mod proxy;
mod restore;
mod retention;
mod rotate;
mod serve;
#[cfg(test)]
mod testing;
mod verify;

use cli::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match cli::read() {
        Ok(command) => command,
        Err(code) => return code,
    };
    // reading or writing a whole table takes its time, and is no reason to warn
    let whole_tables = matches!(
        command,
        Command::Backup(_) | Command::Restore(_) | Command::RotateKey(_)
    );
    log_to_stderr(whole_tables);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers())
        .enable_all()
        .build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(run(command)),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(_) if out::unsaid() => {
            out::complain("la réponse n’a pas pu être écrite en entier");
            ExitCode::from(2)
        }
        Ok(code) => code,
        Err(error) => {
            out::complain(&out::in_words(&error));
            if error.is::<cli::Wrong>() {
                ExitCode::from(2)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(options) => serve::serve(options).await?,
        Command::Demo(options) => demo::run(options).await?,
        Command::Import(options) => pabulib::import(options).await?,
        Command::Export(options) => pabulib::export(options).await?,
        Command::Backup(options) => backup::run(options).await?,
        Command::Restore(options) => restore::run(options).await?,
        Command::Migrate(options) => admin::migrate(options).await?,
        Command::Retention(options) => retention::run(options).await?,
        Command::RotateKey(options) => rotate::run(options).await?,
        Command::Doctor(options) => return doctor::run(options).await,
        Command::Admin(options) => admin::run(options).await?,
        Command::Verify(options) => return verify::run(&options),
    }
    Ok(ExitCode::SUCCESS)
}

/// Logs go to standard error and never hold what people type, an address or a code.
fn log_to_stderr(whole_tables: bool) {
    use tracing_subscriber::EnvFilter;
    let usual = if whole_tables {
        "warn,tiker=info,sqlx::query=error"
    } else {
        "warn,tiker=info"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
    // the message of a panic may quote what it stumbled over: only its place is said
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(
            place = place.as_deref().unwrap_or("?"),
            "une partie du programme a échoué"
        );
    }));
}

/// Threads of the runtime: readers of SQLite hold theirs while they read, the others go on meanwhile.
fn workers() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    cores + store::READERS as usize
}
