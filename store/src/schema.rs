//! Which tables and columns the migration text makes: read from the text itself, so that what copies whole
//! databases (backups) can forget no table. A statement it does not understand is an error that a test sees.

use std::collections::BTreeSet;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `TEXT`.
    Text,
    /// `BIGINT`.
    Int,
    /// `BYTEA`.
    Bytes,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order of the text.
    pub columns: Vec<Column>,
    /// The columns of its primary key.
    pub key: Vec<&'static str>,
}

/// The tables after these texts, in the order in which they were made. `Err` holds what was not understood.
pub(crate) fn read(texts: impl Iterator<Item = &'static str>) -> Result<Vec<Table>, String> {
    let mut tables = Vec::new();
    for text in texts {
        for statement in tokens(text).split(|t| *t == ";") {
            apply(statement, &mut tables).ok_or_else(|| statement.join(" "))?;
        }
    }
    Ok(tables)
}

/// Words, numbers, quoted texts and single signs; comments are left out.
fn tokens(text: &'static str) -> Vec<&'static str> {
    let bytes = text.as_bytes();
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(first) = bytes.get(at).copied() {
        let rest = &bytes[at..];
        let length = if first.is_ascii_whitespace() {
            at += 1;
            continue;
        } else if rest.starts_with(b"--") {
            at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
            continue;
        } else if first == b'\'' {
            // '' inside reads as two texts side by side, which is all the same here
            2 + rest[1..].iter().position(|b| *b == b'\'').unwrap_or(0)
        } else {
            rest.iter().take_while(|b| word(**b)).count().max(1)
        };
        let end = (at + length).min(bytes.len());
        if let Some(token) = text.get(at..end) {
            found.push(token);
        }
        at = end;
    }
    found
}

fn apply(statement: &[&'static str], tables: &mut Vec<Table>) -> Option<()> {
    match statement {
        []
        | ["CREATE", "INDEX", ..]
        | ["CREATE", "UNIQUE", "INDEX", ..]
        | ["DROP", "INDEX", ..]
        | ["INSERT" | "UPDATE" | "DELETE", ..] => {}
        ["CREATE", "TABLE", name, "(", inside @ .., ")"] => tables.push(table(name, inside)?),
        ["DROP", "TABLE", name] => tables.retain(|t| t.name != *name),
        ["ALTER", "TABLE", name, rest @ ..] => {
            let table = tables.iter_mut().find(|t| t.name == *name)?;
            match rest {
                ["ADD", "COLUMN", definition @ ..] => table.columns.push(column(definition)?),
                ["DROP", "COLUMN", gone] => table.columns.retain(|c| c.name != *gone),
                ["RENAME", "TO", new] => table.name = new,
                ["RENAME", "COLUMN", old, "TO", new] => {
                    for c in table.columns.iter_mut().filter(|c| c.name == *old) {
                        c.name = new;
                    }
                    for k in table.key.iter_mut().filter(|k| *k == old) {
                        *k = new;
                    }
                }
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

fn table(name: &'static str, inside: &[&'static str]) -> Option<Table> {
    let mut table = Table {
        name,
        columns: Vec::new(),
        key: Vec::new(),
    };
    for part in parts(inside) {
        match part {
            ["PRIMARY", "KEY", "(", key @ .., ")"] => {
                table.key = key.iter().copied().filter(|t| *t != ",").collect();
            }
            ["UNIQUE" | "CHECK" | "FOREIGN" | "CONSTRAINT", ..] => {}
            definition => {
                let column = column(definition)?;
                if definition.windows(2).any(|two| two == ["PRIMARY", "KEY"]) {
                    table.key = vec![column.name];
                }
                table.columns.push(column);
            }
        }
    }
    let names: BTreeSet<&str> = table.columns.iter().map(|c| c.name).collect();
    // without a key there would be no order but that of writing
    let keyed = !table.key.is_empty() && table.key.iter().all(|k| names.contains(k));
    keyed.then_some(table)
}

/// What stands between the commas that are in no brackets.
fn parts<'a>(tokens: &'a [&'static str]) -> Vec<&'a [&'static str]> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (i, token) in tokens.iter().enumerate() {
        match *token {
            "(" => depth += 1,
            ")" => depth -= 1,
            "," if depth == 0 => {
                parts.push(&tokens[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    parts.push(&tokens[start..]);
    parts
}

fn column(definition: &[&'static str]) -> Option<Column> {
    let [name, kind, ..] = definition else {
        return None;
    };
    let kind = match *kind {
        "TEXT" => Kind::Text,
        "BIGINT" => Kind::Int,
        "BYTEA" => Kind::Bytes,
        _ => return None,
    };
    Some(Column { name, kind })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &'static str) -> Result<Vec<String>, String> {
        let tables = read([text].into_iter())?;
        let told = tables.iter().map(|t| {
            let columns: Vec<String> = t
                .columns
                .iter()
                .map(|c| format!("{} {:?}", c.name, c.kind))
                .collect();
            format!("{} [{}]: {}", t.name, t.key.join(" "), columns.join(", "))
        });
        Ok(told.collect())
    }

    #[test]
    fn tables_are_read_from_their_text() {
        let text = "-- a table; with a comment, of course\n\
            CREATE TABLE a (\n  id TEXT PRIMARY KEY, -- its id\n  n BIGINT NOT NULL DEFAULT 0 CHECK (n IN (0, 1)),\n  \
            state TEXT CHECK (state IN ('x;y', '--')),\n  UNIQUE (n, state)\n);\nCREATE INDEX i ON a (n);\n\
            CREATE TABLE b (\n  a_id TEXT NOT NULL REFERENCES a (id),\n  hash BYTEA NOT NULL,\n  PRIMARY KEY (a_id, hash)\n);";
        let expected = [
            "a [id]: id Text, n Int, state Text",
            "b [a_id hash]: a_id Text, hash Bytes",
        ];
        assert_eq!(told(text).unwrap(), expected);
    }

    #[test]
    fn later_changes_are_followed() {
        let text = "CREATE TABLE a (id TEXT PRIMARY KEY, n BIGINT, old TEXT); ALTER TABLE a ADD COLUMN m BYTEA NOT NULL DEFAULT '';
            ALTER TABLE a DROP COLUMN old; ALTER TABLE a RENAME COLUMN id TO key; UPDATE a SET n = 1;
            CREATE TABLE b (id TEXT PRIMARY KEY); DROP TABLE b; ALTER TABLE a RENAME TO c;";
        assert_eq!(told(text).unwrap(), ["c [key]: key Text, n Int, m Bytes"]);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for odd in [
            "CREATE VIEW v AS SELECT 1",
            "CREATE TABLE a (id UUID PRIMARY KEY)",
            "CREATE TABLE a (n BIGINT)",
            "ALTER TABLE none ADD COLUMN n BIGINT",
            "CREATE TABLE a (id TEXT PRIMARY KEY); ALTER TABLE a ALTER COLUMN id TYPE BIGINT",
        ] {
            assert!(told(odd).is_err(), "{odd}");
        }
    }
}
