//! Brings a database's schema up to date: each step once, in order, in one transaction.
//! One text serves both databases; what only one of them has (triggers) stands in a file beside it.

use crate::schema::{self, Table};
use crate::{Backend, Db, Result, StoreError, Tx, args};

/// Where it is kept which steps were done.
const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)";

struct Step {
    name: &'static str,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// A step that is the same on both.
const fn step(name: &'static str, common: &'static str) -> Step {
    Step {
        name,
        common,
        sqlite: "",
        postgres: "",
    }
}

const STEPS: [Step; 14] = [
    Step {
        name: "0001_base",
        common: include_str!("../migrations/0001_base.sql"),
        sqlite: include_str!("../migrations/0001_base.sqlite.sql"),
        postgres: include_str!("../migrations/0001_base.postgres.sql"),
    },
    step(
        "0002_district",
        include_str!("../migrations/0002_district.sql"),
    ),
    step(
        "0003_election",
        include_str!("../migrations/0003_election.sql"),
    ),
    step(
        "0004_ceremony",
        include_str!("../migrations/0004_ceremony.sql"),
    ),
    step("0005_urn", include_str!("../migrations/0005_urn.sql")),
    step(
        "0006_right_index",
        include_str!("../migrations/0006_right_index.sql"),
    ),
    Step {
        name: "0007_identity",
        common: include_str!("../migrations/0007_identity.sql"),
        sqlite: include_str!("../migrations/0007_identity.sqlite.sql"),
        postgres: include_str!("../migrations/0007_identity.postgres.sql"),
    },
    step(
        "0008_trustee",
        include_str!("../migrations/0008_trustee.sql"),
    ),
    step(
        "0009_passkey",
        include_str!("../migrations/0009_passkey.sql"),
    ),
    step(
        "0010_session",
        include_str!("../migrations/0010_session.sql"),
    ),
    Step {
        name: "0011_elector",
        common: include_str!("../migrations/0011_elector.sql"),
        sqlite: include_str!("../migrations/0011_elector.sqlite.sql"),
        postgres: include_str!("../migrations/0011_elector.postgres.sql"),
    },
    step(
        "0012_enrolment",
        include_str!("../migrations/0012_enrolment.sql"),
    ),
    step(
        "0013_closing",
        include_str!("../migrations/0013_closing.sql"),
    ),
    Step {
        name: "0014_civil",
        common: include_str!("../migrations/0014_civil.sql"),
        sqlite: include_str!("../migrations/0014_civil.sqlite.sql"),
        postgres: include_str!("../migrations/0014_civil.postgres.sql"),
    },
];

/// Tables that on SQLite are kept without row ids, so that no order of insertion is stored.
const WITHOUT_ROWID: [&str; 9] = [
    "voter_roll",
    "ballot",
    "support",
    "search_token",
    "draft",
    "spare_right",
    "right_given",
    "offered_right",
    "elector",
];

/// Does what is missing, in one transaction. Gives the names of what was done.
pub(crate) async fn run(db: &Db) -> Result<Vec<&'static str>> {
    let mut tx = db.write().await?;
    let done = forward(&mut tx).await?;
    tx.commit().await?;
    Ok(done)
}

/// The names of the steps that a database has had, in our order.
pub(crate) async fn applied(tx: &mut Tx) -> Result<Vec<String>> {
    let there = match tx.backend() {
        Backend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        }
        Backend::Postgres => {
            "SELECT 1 AS one FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'"
        }
    };
    if tx.first(there, args![]).await?.is_none() {
        return Ok(Vec::new());
    }
    let rows = tx
        .all("SELECT name FROM migration ORDER BY name", args![])
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The steps with these names. A database that a newer program has changed has others: this one must not
/// touch it.
fn steps(names: &[String]) -> Result<Vec<&'static Step>> {
    if let Some(unknown) = names.iter().find(|n| STEPS.iter().all(|s| s.name != **n)) {
        return Err(StoreError::Newer(unknown.clone()));
    }
    let had = STEPS.iter().filter(|s| names.iter().any(|n| n == s.name));
    Ok(had.collect())
}

/// The names of the steps that this program knows and a database with these has not had.
pub(crate) fn missing(names: &[String]) -> Result<Vec<&'static str>> {
    let had = steps(names)?;
    let missing = STEPS.iter().map(|s| s.name);
    Ok(missing
        .filter(|name| had.iter().all(|s| s.name != *name))
        .collect())
}

/// The tables after the steps with these names.
pub(crate) fn schema(names: &[String]) -> Result<Vec<Table>> {
    schema::read(steps(names)?.into_iter().map(|s| s.common)).map_err(|_| StoreError::Corrupt {
        table: "migration",
        column: "text",
    })
}

/// Does the steps with these names in an empty database.
pub(crate) async fn up_to(tx: &mut Tx, names: &[String]) -> Result<()> {
    let steps = steps(names)?;
    tx.script(TABLE.to_owned()).await?;
    for step in steps {
        apply(tx, step).await?;
    }
    Ok(())
}

/// Does what is missing. Gives the names of what was done.
pub(crate) async fn forward(tx: &mut Tx) -> Result<Vec<&'static str>> {
    tx.script(TABLE.to_owned()).await?;
    let missing = missing(&applied(tx).await?)?;
    for step in STEPS.iter().filter(|s| missing.contains(&s.name)) {
        apply(tx, step).await?;
    }
    Ok(missing)
}

async fn apply(tx: &mut Tx, step: &Step) -> Result<()> {
    match tx.backend() {
        Backend::Sqlite => {
            tx.script(for_sqlite(step.common)).await?;
            tx.script(step.sqlite.to_owned()).await?;
        }
        Backend::Postgres => {
            tx.script(for_postgres(step.common)).await?;
            tx.script(step.postgres.to_owned()).await?;
        }
    }
    tx.run("INSERT INTO migration (name) VALUES ($1)", args![step.name])
        .await?;
    Ok(())
}

fn for_sqlite(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len() + 512);
    let mut table = "";
    for line in sql.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            table = rest.split_whitespace().next().unwrap_or("");
        }
        if line == ");" && !table.is_empty() {
            out.push_str(if WITHOUT_ROWID.contains(&table) {
                ") STRICT, WITHOUT ROWID;"
            } else {
                ") STRICT;"
            });
            table = "";
        } else {
            out.push_str(&line.replace("BIGINT", "INTEGER").replace("BYTEA", "BLOB"));
        }
        out.push('\n');
    }
    out
}

/// Tokens are compared byte by byte on both sides, whatever the server's language.
fn for_postgres(sql: &str) -> String {
    sql.replace("token TEXT NOT NULL", "token TEXT COLLATE \"C\" NOT NULL")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_step_is_understood_and_a_newer_one_is_refused() {
        let all: Vec<String> = super::STEPS.iter().map(|s| s.name.to_owned()).collect();
        let mut sorted = all.clone();
        sorted.sort();
        assert_eq!(all, sorted, "steps are done in the order of their names");
        let tables = super::schema(&all).unwrap();
        for (left, _) in crate::backup::LEFT_OUT {
            assert!(tables.iter().any(|t| t.name == left), "{left}");
        }
        assert_eq!(super::missing(&all).unwrap(), [""; 0]);
        assert_eq!(super::missing(&[]).unwrap().len(), all.len());
        let newer = super::missing(&["9999_later".to_owned()]);
        assert!(matches!(newer, Err(crate::StoreError::Newer(name)) if name == "9999_later"));
    }

    #[test]
    fn sqlite_tables_are_strict_and_the_urn_has_no_row_ids() {
        let sql: String = super::STEPS
            .iter()
            .map(|step| super::for_sqlite(step.common))
            .collect();
        assert_eq!(
            sql.matches("CREATE TABLE").count(),
            sql.matches(") STRICT").count()
        );
        assert_eq!(
            sql.matches("WITHOUT ROWID").count(),
            super::WITHOUT_ROWID.len()
        );
        assert!(!sql.contains(" BYTEA") && !sql.contains(" BIGINT"));
    }
}
