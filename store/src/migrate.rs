//! Brings a database's schema up to date: each step once, in order, in one transaction.
//! One text serves both databases; what only one of them has (triggers) stands in a file beside it.

use crate::{Backend, Db, Result, args};

struct Step {
    name: &'static str,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const STEPS: [Step; 2] = [
    Step {
        name: "0001_base",
        common: include_str!("../migrations/0001_base.sql"),
        sqlite: include_str!("../migrations/0001_base.sqlite.sql"),
        postgres: include_str!("../migrations/0001_base.postgres.sql"),
    },
    Step {
        name: "0002_district",
        common: include_str!("../migrations/0002_district.sql"),
        sqlite: "",
        postgres: "",
    },
];

/// Tables that on SQLite are kept without row ids, so that no order of insertion is stored.
const WITHOUT_ROWID: [&str; 5] = ["voter_roll", "ballot", "support", "search_token", "draft"];

pub(crate) async fn run(db: &Db) -> Result<()> {
    let mut tx = db.write().await?;
    tx.script("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY)".to_owned())
        .await?;
    for step in &STEPS {
        if tx
            .first(
                "SELECT name FROM migration WHERE name = $1",
                args![step.name],
            )
            .await?
            .is_some()
        {
            continue;
        }
        match db.backend() {
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
    }
    tx.commit().await
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
    fn sqlite_tables_are_strict_and_the_urn_has_no_row_ids() {
        let sql = super::for_sqlite(super::STEPS[0].common);
        assert_eq!(
            sql.matches("CREATE TABLE").count(),
            sql.matches(") STRICT").count()
        );
        assert_eq!(
            sql.matches("WITHOUT ROWID").count(),
            super::WITHOUT_ROWID.len()
        );
        assert!(!sql.contains("BYTEA") && !sql.contains(" BIGINT"));
    }
}
