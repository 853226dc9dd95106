//! Ground for the tests: a database of its own for each story, on SQLite always and on PostgreSQL where
//! `TIKER_TEST_POSTGRES` (a superuser's address) says where; and the people who appear in them.
#![allow(dead_code)] // each test program uses a part of it

use civic::field::FieldError;
use civic::id::AccountId;
use civic::permission::{Actor, Role};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use services::{Db, Error, Tx, Vault, calendar, process, proposal, sign_in};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// What a story gets.
#[derive(Clone)]
pub struct Base {
    pub db: Db,
    /// `sqlite:…` or `postgres://…`.
    pub address: String,
    /// A folder of its own, gone afterwards.
    pub folder: PathBuf,
}

/// Says that a test could not run; an error where everything must run.
pub fn skip(reason: &str) {
    assert!(std::env::var_os("CI").is_none(), "{reason}");
    println!("SKIPPED: {reason}");
    // a runner hides what a passing test prints: `cargo xtask test` reads this file instead
    if let Some(file) = std::env::var_os("TIKER_SKIPPED") {
        use std::io::Write as _;
        let name = std::thread::current().name().unwrap_or("?").to_owned();
        let mut kept = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .unwrap();
        writeln!(kept, "{name}: {reason}").unwrap();
    }
}

fn unique(name: &str) -> String {
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    // a name of PostgreSQL has 63 bytes at most
    let name: String = name.chars().take(30).collect();
    format!("tiker_{name}_{}_{n}", std::process::id())
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(4).enable_all().build().unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(unique(name));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn vault() -> Vault {
    Vault::new(&[7; 32])
}

/// Runs a story on a new SQLite file.
pub fn on_sqlite<F: Future>(name: &str, story: impl FnOnce(Base) -> F) -> F::Output {
    let folder = folder(name);
    let address = format!("sqlite:{}", folder.join("tiker.db").display());
    let result = catch_unwind(AssertUnwindSafe(|| {
        runtime().block_on(async {
            let db = Db::open(&address, vault()).await.unwrap();
            let base = Base {
                db: db.clone(),
                address: address.clone(),
                folder: folder.clone(),
            };
            let output = story(base).await;
            db.close().await;
            output
        })
    }));
    let _ = std::fs::remove_dir_all(&folder);
    result.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Runs a story in a new database of the PostgreSQL server, in French order of letters: what works by
/// chance in the order of bytes fails there.
pub fn on_postgres<F: Future>(name: &str, story: impl FnOnce(Base) -> F) -> Option<F::Output> {
    let Ok(server) = std::env::var("TIKER_TEST_POSTGRES") else {
        skip("TIKER_TEST_POSTGRES is not set");
        return None;
    };
    let (folder, database) = (folder(name), unique(name));
    let address = with_database(&server, &database);
    let create = format!(
        "CREATE DATABASE {database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'"
    );
    on_server(&server, &create);
    let result = catch_unwind(AssertUnwindSafe(|| {
        runtime().block_on(async {
            let db = Db::open(&address, vault()).await.unwrap();
            let base = Base {
                db: db.clone(),
                address: address.clone(),
                folder: folder.clone(),
            };
            let output = story(base).await;
            db.close().await;
            output
        })
    }));
    on_server(&server, &format!("DROP DATABASE {database} WITH (FORCE)"));
    let _ = std::fs::remove_dir_all(&folder);
    Some(result.unwrap_or_else(|panic| resume_unwind(panic)))
}

fn with_database(server: &str, database: &str) -> String {
    let (start, query) = server.split_once('?').unwrap_or((server, ""));
    let host_ends = start.rfind('/').filter(|i| *i > "postgres://".len());
    let host = host_ends.map_or(start, |i| &start[..i]);
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{query}")
    };
    format!("{host}/{database}{query}")
}

fn on_server(server: &str, sql: &str) {
    runtime().block_on(async {
        let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
        let sql = sql.to_owned();
        connection.execute(AssertSqlSafe(sql)).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A story as two tests: `NAME::sqlite` and `NAME::postgres`.
#[macro_export]
macro_rules! on_both {
    ($($name:ident)*) => {$(
        mod $name {
            #[test]
            fn sqlite() {
                $crate::common::on_sqlite(stringify!($name), super::$name);
            }
            #[test]
            fn postgres() {
                $crate::common::on_postgres(stringify!($name), super::$name);
            }
        }
    )*};
}

pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

/// An instant from local time: `2026-03-10T10:00`.
pub fn at(text: &str) -> Time {
    calendar::from_field(text).unwrap()
}

/// SQL that is put together in a test: the store takes only what lives as long as the program.
pub fn sql(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

pub async fn account(tx: &mut Tx, now: Time, rng: &mut ChaCha20Rng, email: &str) -> AccountId {
    sign_in::account_of(tx, now, rng, email).await.unwrap()
}

pub async fn citizen(tx: &mut Tx, now: Time, rng: &mut ChaCha20Rng, n: usize) -> Actor {
    let id = account(tx, now, rng, &format!("citoyenne{n}@exemple.bzh")).await;
    store::account::actor(tx, &id).await.unwrap()
}

pub async fn official(tx: &mut Tx, now: Time, rng: &mut ChaCha20Rng) -> Actor {
    let id = account(tx, now, rng, "mairie@exemple.bzh").await;
    services::person::give_role(tx, None, now, rng, &id, Role::Official, true)
        .await
        .unwrap();
    store::account::actor(tx, &id).await.unwrap()
}

/// Somebody with roles, while a vote is open.
pub async fn holder(tx: &mut Tx, rng: &mut ChaCha20Rng, email: &str, roles: &[Role]) -> Actor {
    let id = account(tx, at(VOTING), rng, email).await;
    for role in roles {
        store::account::grant(tx, &id, *role, at(VOTING))
            .await
            .unwrap();
    }
    store::account::actor(tx, &id).await.unwrap()
}

/// A participatory budget: propose in March, review in April, vote in May, follow until the end of 2027.
pub fn budget_form() -> process::Form {
    let dates = [
        "2026-03-01T00:00",
        "2026-04-01T00:00",
        "2026-05-01T00:00",
        "2026-06-01T00:00",
        "2027-12-31T00:00",
    ];
    process::Form {
        seen: String::new(),
        template: "participatory_budget".to_owned(),
        title: "Budget participatif 2026".to_owned(),
        summary: "La commune confie soixante mille euros aux projets des habitants.".to_owned(),
        promise: "Les projets retenus sont réalisés dans les deux ans.".to_owned(),
        budget: "60 000".to_owned(),
        ballot: "up_to".to_owned(),
        max_choices: "3".to_owned(),
        rule: "greedy_votes".to_owned(),
        urn: "ordinary".to_owned(),
        level_to_vote: "mailbox".to_owned(),
        support_goal: "0".to_owned(),
        categories: "Nature\nCadre de vie\nJeunesse".to_owned(),
        ballots_published: true,
        opens_at: dates[..4].iter().map(|d| (*d).to_owned()).collect(),
        closes_at: dates[1..].iter().map(|d| (*d).to_owned()).collect(),
    }
}

pub const PROPOSING: &str = "2026-03-10T10:00";
pub const REVIEWING: &str = "2026-04-10T10:00";
pub const VOTING: &str = "2026-05-10T10:00";
pub const CLOSED: &str = "2026-06-01T00:00";

pub fn proposal_form(title: &str, body: &str, category: &str) -> proposal::Form {
    proposal::Form {
        title: title.to_owned(),
        body: body.to_owned(),
        category: category.to_owned(),
        ..proposal::Form::default()
    }
}

pub fn admit(cost: &str) -> proposal::AnswerForm {
    proposal::AnswerForm {
        state: "admitted".to_owned(),
        cost: cost.to_owned(),
        answer: String::new(),
    }
}

/// The error of a field, or a panic that shows what came instead.
pub fn field_of<T: std::fmt::Debug>(result: Result<T, Error>, field: &str) -> FieldError {
    match result {
        Err(Error::Fields(errors)) => errors.of(field).cloned().unwrap(),
        other => panic!("no field error: {other:?}"),
    }
}

/// Whether the bytes of a file hold these.
pub fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|w| w == needle)
}

/// The bytes of the SQLite file and of its write-ahead log.
pub fn sqlite_bytes(base: &Base) -> [Vec<u8>; 2] {
    let path = Path::new(base.address.trim_start_matches("sqlite:"));
    let log = path.with_file_name("tiker.db-wal");
    [
        std::fs::read(path).unwrap(),
        std::fs::read(log).unwrap_or_default(),
    ]
}
